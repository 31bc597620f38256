//! What stands around the body of a page.

use core::fmt::Write;

use super::escape;

/// A style that stands in a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::write) struct Style {
    /// The style.
    pub(in crate::write) text: &'static str,
    /// Its hash, as the policy of a page names what may be used in it. A test compares the two.
    pub(in crate::write) hash: &'static str,
}

/// A page that is being written.
pub(in crate::write) struct Frame {
    head: String,
    /// What the page shows.
    pub(in crate::write) body: String,
}

impl Frame {
    /// An empty page. It may use these styles and nothing else: no script, no picture, no other file, no form.
    pub(in crate::write) fn new(title: &str, styles: &[Style]) -> Self {
        let mut head = String::from("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        head.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src");
        for style in styles {
            let _ = write!(head, " '{}'", style.hash);
        }
        head.push_str("; base-uri 'none'; form-action 'none'\">\n");
        head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        escape::push(title, &mut head);
        head.push_str("</title>\n");
        for style in styles {
            let _ = writeln!(head, "<style>{}</style>", style.text);
        }
        head.push_str("</head>\n");
        Self { head, body: String::new() }
    }

    /// The whole page.
    pub(in crate::write) fn finish(self) -> String {
        let Self { mut head, body } = self;
        let _ = write!(head, "<body>\n{body}</body>\n</html>\n");
        head
    }
}
