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
    /// The issuer is a department of a local government, which cannot make rules.
    IssuerIsLocalDepartment = "视发布机关为地方政府部门", "the issuer is taken for a department of a local government";
    /// The issuer is a county, a district, a township or below, which cannot make rules.
    IssuerBelowPrefecture = "视发布机关为县级及以下机关", "the issuer is taken for an office of a county or below";
    /// The issuer is one of those that can make rules.
    IssuerCanMakeRules = "视发布机关为有权制定规章的机关", "the issuer is taken for one that can make rules";
    /// A government's office may publish for its government.
    OfficeForGovernment = "政府办公室（厅）可能代本级政府公布，按3月31日计", "a government's office may publish for it, so 31 March is taken";
    /// The Regulations set no day for such an office.
    LaterDeadline = "条例未规定此类机关的期限，按较晚的3月31日计", "the Regulations set no day for such an office, so the later one, 31 March, is taken";
    /// The date is that of the page.
    PublicationDateTaken = "以页面发布日期为准", "the date is that of the page";
    /// The fee is mentioned in another section.
    FeeStatedElsewhere = "其他部分已提及", "another section mentions it";
    /// A picture stands where the table is expected.
    PictureInstead = "此处有图片，表格可能以图片发布", "a picture stands here, and may be the table";
    /// 工作考核.
    Assessment = "工作考核", "assessment";
    /// 社会评议.
    PublicReview = "社会评议", "public review";
    /// 责任追究.
    Accountability = "责任追究", "accountability";
    /// 主动公开.
    PartProactive = "主动公开", "disclosure on the office's own initiative";
    /// 依申请公开.
    PartOnRequest = "依申请公开", "disclosure on request";
    /// 政府信息管理.
    PartManagement = "政府信息管理", "the management of information";
    /// 政府信息公开平台建设.
    PartPlatform = "政府信息公开平台建设", "platforms";
    /// 监督保障.
    PartSupervision = "监督保障", "supervision";
    /// The issuer is a township or sub-district.
    IssuerIsTownship = "视发布机关为乡镇、街道", "the issuer is taken for a township or sub-district";
    /// The issuer is of a county.
    IssuerIsCounty = "视发布机关为县级机关", "the issuer is taken for an office of a county";
    /// The issuer is of a city.
    IssuerIsCity = "视发布机关为市级机关", "the issuer is taken for an office of a city";
    /// 规章.
    RowRules = "规章", "rules";
    /// 行政规范性文件.
    RowNormativeDocuments = "行政规范性文件", "normative documents";
    /// 行政许可.
    RowLicensing = "行政许可", "licensing";
    /// 其他对外管理服务事项.
    RowOtherServices = "其他对外管理服务事项", "other management services";
    /// 行政处罚.
    RowPenalties = "行政处罚", "penalties";
    /// 行政强制.
    RowCoercion = "行政强制", "coercion";
    /// 行政事业性收费.
    RowFees = "行政事业性收费", "administrative fees";
}

/// What a quantity is called.
pub(super) fn quantity(quantity: Quantity, language: Language) -> String {
    // Until the narrative family names them, the key stands for itself.
    let _ = language;
    quantity.to_string()
}
