//! What a browser sends, taken into memory within limits.

use axum::RequestExt;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Multipart, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use ogi_report::check::Language;

use crate::words::{of_code, plain};

/// How much is taken at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of all files together.
    pub(crate) bytes: usize,
    /// Files.
    pub(crate) files: usize,
}

impl Limits {
    /// Bytes of a request: files come back in base64, which takes four for three, and between them stands a little.
    const fn of_request(self) -> usize {
        self.bytes / 3 * 4 + (1 << 20)
    }
}

/// A file, as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// What was sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) files: Vec<File>,
    /// Whether all are to be taken for reports of one office.
    pub(crate) together: bool,
    /// What is to be downloaded.
    pub(crate) get: Option<String>,
    pub(crate) language: Option<Language>,
}

/// Why nothing was taken.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refused {
    TooLarge,
    TooMany,
    Nothing,
    Slow,
    Broken,
}

/// The name of what was pasted.
const PASTED: &str = "粘贴的文字.txt";

/// Seconds that a request may take to come in.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// Takes a request in. Where it is refused, the language that it asks for may be known all the same.
pub(crate) async fn received(request: Request, limits: Limits) -> Result<Sent, (Refused, Option<Language>)> {
    let mut sent = Sent::default();
    match take(request, limits, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(why) => Err((why, sent.language)),
    }
}

async fn take(request: Request, limits: Limits, sent: &mut Sent) -> Result<(), Refused> {
    let (parts, body) = request.into_parts();
    let bytes = tokio::time::timeout(PATIENCE, whole(body, limits.of_request())).await.map_err(|_| Refused::Slow)??;
    let mut request = Request::from_parts(parts, Body::from(bytes));
    DefaultBodyLimit::disable().apply(&mut request);
    let form = request.extract::<Multipart, _>().await.map_err(|_| Refused::Broken)?;
    fields(form, limits, sent).await?;
    if sent.files.iter().map(|file| file.bytes.len()).sum::<usize>() > limits.bytes {
        return Err(Refused::TooLarge);
    }
    if sent.files.is_empty() {
        return Err(Refused::Nothing);
    }
    for file in &mut sent.files {
        file.name = tame(&file.name);
    }
    Ok(())
}

/// All bytes of a request. A browser whose sending fails need not look for an answer, so what is too much is read to its end as
/// well, and thrown away: up to a bound beyond which nobody waits.
async fn whole(mut body: Body, limit: usize) -> Result<Bytes, Refused> {
    let bound = limit.saturating_mul(16);
    let (mut bytes, mut n) = (Vec::new(), 0usize);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Refused::Broken)?.into_data() else { continue };
        n = n.saturating_add(data.len());
        if n > bound {
            break;
        }
        if n > limit {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&data);
        }
    }
    if n > limit { Err(Refused::TooLarge) } else { Ok(bytes.into()) }
}

/// The fields of the two forms: files as browsers send them, pasted text, and the sources that a page of results has in it.
async fn fields(mut form: Multipart, limits: Limits, sent: &mut Sent) -> Result<(), Refused> {
    let mut name = String::new();
    let mut n = 0;
    while let Some(field) = form.next_field().await.map_err(|_| Refused::Broken)? {
        n += 1;
        // A name and a source for each file, and a few fields beside them.
        if n > limits.files * 2 + 16 {
            return Err(Refused::TooMany);
        }
        let key = field.name().unwrap_or("").to_owned();
        let file_name = field.file_name().unwrap_or("").to_owned();
        let bytes = field.bytes().await.map_err(|_| Refused::Broken)?;
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        let file = match key.as_str() {
            // Where no file was chosen, browsers send one without a name.
            "file" if file_name.is_empty() && bytes.is_empty() => None,
            "file" => Some(File { name: file_name, bytes }),
            // Browsers send pasted lines with the ends that they have in mail.
            "text" if text().trim().is_empty() => None,
            "text" => Some(File { name: PASTED.to_owned(), bytes: text().replace("\r\n", "\n").into() }),
            "source" => {
                let bytes = STANDARD.decode(&bytes).map_err(|_| Refused::Broken)?;
                Some(File { name: std::mem::take(&mut name), bytes: bytes.into() })
            }
            _ => {
                match key.as_str() {
                    "name" => name = text(),
                    "together" => sent.together = true,
                    "get" => sent.get = Some(text()),
                    "language" => sent.language = of_code(&text()),
                    _ => {}
                }
                None
            }
        };
        sent.files.extend(file);
        if sent.files.len() > limits.files {
            return Err(Refused::TooMany);
        }
    }
    Ok(())
}

/// A name without folders and of a bearable length.
fn tame(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let tamed = plain(&last.chars().take(120).collect::<String>());
    if tamed.trim().is_empty() { "？".to_owned() } else { tamed }
}
