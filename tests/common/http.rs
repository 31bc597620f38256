//! Requests over plain TCP, byte for byte as a test wants them.

#![allow(dead_code, reason = "each of the tests uses a part of this")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The value of a header that stands there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let value = values.next()?;
        assert!(values.next().is_none(), "{name} stands there twice");
        Some(value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Sends bytes and takes what comes back, up to the end of the connection.
pub(crate) fn exchange(port: u16, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(300))).unwrap();
    // A server that refuses may close before it has everything.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    // Some keep a connection open that was to be closed.
    while !is_whole(&answer)
        && let Ok(n @ 1..) = stream.read(&mut chunk)
    {
        answer.extend_from_slice(&chunk[..n]);
    }
    let end = head_end(&answer).expect("an answer has a head");
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    };
    Reply { status, headers: lines.map(header).collect(), body: answer[end + 4..].to_vec() }
}

fn head_end(answer: &[u8]) -> Option<usize> {
    answer.windows(4).take(1 << 14).position(|four| four == b"\r\n\r\n")
}

/// Whether everything came that an answer says it has.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = head_end(answer) else { return false };
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| answer.len() >= end + 4 + length)
}

/// A request with these headers, each line ended, and a body of known length.
pub(crate) fn request(port: u16, method: &str, path: &str, headers: &str, body: &[u8]) -> Reply {
    let host = if headers.contains("Host:") { String::new() } else { format!("Host: 127.0.0.1:{port}\r\n") };
    let length = if method == "POST" { format!("Content-Length: {}\r\n", body.len()) } else { String::new() };
    let mut bytes =
        format!("{method} {path} HTTP/1.1\r\n{host}{length}Connection: close\r\n{headers}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    exchange(port, &bytes)
}

pub(crate) fn get(port: u16, path: &str) -> Reply {
    request(port, "GET", path, "", b"")
}

/// The fields of a form, as browsers send them.
#[derive(Debug, Default)]
pub(crate) struct Form(Vec<u8>);

pub(crate) const BOUNDARY: &str = "----a-boundary-of-forms";

impl Form {
    pub(crate) fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), value.as_bytes())
    }

    pub(crate) fn file(self, file_name: &str, bytes: &[u8]) -> Self {
        // Browsers write a quotation mark in a name so.
        let file_name = file_name.replace('"', "%22");
        self.part(&format!("name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream"), bytes)
    }

    fn part(mut self, disposition: &str, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").as_bytes(),
        );
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    pub(crate) fn bytes(mut self) -> Vec<u8> {
        self.0.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.0
    }

    pub(crate) fn post(self, port: u16, path: &str) -> Reply {
        self.post_with(port, path, "")
    }

    pub(crate) fn post_with(self, port: u16, path: &str, headers: &str) -> Reply {
        let headers = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n{headers}");
        request(port, "POST", path, &headers, &self.bytes())
    }
}
