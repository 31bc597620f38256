//! A Word document unpacked and its XML gone through, and nothing made of it.

use miniz_oxide::inflate::decompress_to_vec;
use quick_xml::Reader;
use quick_xml::events::Event;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter, ZipDataWriter, ZipSliceArchive};

const DOCUMENT: &[u8] = b"word/document.xml";

/// How many pieces of markup the document part has.
pub fn events(bytes: &[u8]) -> usize {
    let Some(document) = document(bytes) else { return 0 };
    let mut reader = Reader::from_reader(document.as_slice());
    let mut n = 0;
    while let Ok(event) = reader.read_event() {
        if matches!(event, Event::Eof) {
            break;
        }
        n += 1;
    }
    n
}

/// The document part.
fn document(bytes: &[u8]) -> Option<Vec<u8>> {
    let archive: ZipSliceArchive<&[u8]> = ZipArchive::from_slice(bytes).ok()?;
    let (place, method) = archive
        .entries()
        .flatten()
        .find(|entry| entry.file_path().as_bytes() == DOCUMENT)
        .map(|entry| (entry.wayfinder(), entry.compression_method()))?;
    let packed = archive.get_entry(place).ok()?;
    match method {
        CompressionMethod::STORE => Some(packed.data().to_vec()),
        _ => decompress_to_vec(packed.data()).ok(),
    }
}

/// The same document with its body so many times over, not packed, and nothing else in it.
pub fn repeated(bytes: &[u8], times: usize) -> Option<Vec<u8>> {
    use std::io::Write as _;
    let document = String::from_utf8(document(bytes)?).ok()?;
    let (head, rest) = document.split_once("<w:body>")?;
    let (body, tail) = rest.split_once("</w:body>")?;
    let document = format!("{head}<w:body>{}</w:body>{tail}", body.repeat(times));
    let mut archive = ZipArchiveWriter::new(Vec::new());
    let name = std::str::from_utf8(DOCUMENT).ok()?;
    let (mut entry, config) = archive.new_file(name).compression_method(CompressionMethod::STORE).start().ok()?;
    let mut writer: ZipDataWriter<_> = config.wrap(&mut entry);
    writer.write_all(document.as_bytes()).ok()?;
    let (_, output) = writer.finish().ok()?;
    entry.finish(output).ok()?;
    archive.finish().ok()
}
