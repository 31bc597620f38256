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
    /// Several reports are about the same year.
    OneOfSeveral = "同一年度有多份报告，取日期最晚或最后给出的一份", "of several reports of a year, the one dated or given last was taken";
    /// The issuers of two years have different names.
    SameIssuer = "发布机关名称不同，视为同一机关", "the issuers have different names, and are taken for one office";
    /// Revised documents take the place of what they revise.
    RevisedReplace = "修订的文件替代原文件，不增加现行有效件数", "revised documents replace what they revise, and do not add to those in force";
    /// Documents that lapsed are not among those repealed.
    LapsedApart = "自然失效的文件不在废止件数之内", "documents that lapsed are not among those repealed";
    /// Amounts of money were converted.
    InYuan = "金额均折算为元", "amounts in yuan";
    /// What may have happened to a child's figure: left out.
    LeftOut = "可能被上级漏计", "which the parent may have left out";
    /// What may have happened to a child's figure: counted twice, or it was given and another one was not.
    CountedTwice = "可能被上级重复计入", "which the parent may have counted twice";
}

/// What a quantity is called.
pub(super) fn quantity(quantity: Quantity, language: Language) -> String {
    // Until the narrative family names them, the key stands for itself.
    let _ = language;
    quantity.to_string()
}
