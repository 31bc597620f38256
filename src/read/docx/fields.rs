//! Fields: their results are read, their codes are not.
//!
//! A field is three marks in the text: it begins, its result begins, it ends. Fields may stand in the codes and in the
//! results of others, and results may go on over paragraphs. Codes do not, so a code that its paragraph does not end
//! belongs to no field, and is text.

/// The fields that are open in a flow of text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Whether each of them has come to its result.
    open: Vec<bool>,
    /// Text within codes.
    code: String,
}

/// Fields within one another at most. What is deeper is taken for text of the field around it.
const MAX_OPEN: usize = 64;

impl Fields {
    /// A mark of a field.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MAX_OPEN => self.open.push(false),
            "separate" => {
                if let Some(result) = self.open.last_mut() {
                    *result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
        if !self.in_code() {
            self.code.clear();
        }
    }

    fn in_code(&self) -> bool {
        self.open.contains(&false)
    }

    /// Keeps text that is part of a code.
    pub(super) fn keeps(&mut self, text: &str) -> bool {
        let keeps = self.in_code();
        if keeps {
            self.code.push_str(text);
        }
        keeps
    }

    /// Text of codes that were never ended.
    pub(super) fn end_paragraph(&mut self) -> String {
        self.open.retain(|result| *result);
        core::mem::take(&mut self.code)
    }
}
