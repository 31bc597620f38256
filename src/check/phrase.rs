//! Words of this library that findings speak in, in both languages.

use serde::{Deserialize, Serialize};

use super::language::{Language, Text};
use crate::report::Quantity;

/// Declares the phrases.
macro_rules! phrases {
    ($($(#[$doc:meta])* $variant:ident = $zh:literal, $en:literal;)*) => {
        /// Words that findings use: what was assumed, which meaning of a claim fits, what stands in place of a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Phrase { $($(#[$doc])* $variant,)* }

        impl Phrase {
            /// The words.
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text::new($zh, $en),)* }
            }
        }
    };
}

phrases! {
    /// The issuer is a government.
    IssuerIsGovernment = "视发布机关为人民政府", "the issuer is taken for a government";
    /// The issuer is a department.
    IssuerIsDepartment = "视发布机关为政府部门", "the issuer is taken for a department";
}

/// What a quantity is called.
pub(super) fn quantity(quantity: Quantity, language: Language) -> String {
    // Until the narrative family names them, the key stands for itself.
    let _ = language;
    quantity.to_string()
}
