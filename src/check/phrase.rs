//! Words of this library that findings speak in, in both languages.

use serde::{Deserialize, Serialize};

use super::language::{Language, Text};
use crate::report::{
    DecisionKind, DocumentKind, DocumentMeasure, InformationFee, Outcome, Proceedings, Quantity, ResultGroup,
};

/// Declares the phrases.
macro_rules! phrases {
    ($($(#[$doc:meta])* $variant:ident = $zh:literal, $en:literal;)*) => {
        /// Words that findings use: what was assumed, which meaning of a claim fits, what stands in place of a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    /// What the words say, as the table has it.
    Literal = "表格相应数字", "the figure of the table";
    /// New applications.
    New = "本年新收", "received this year";
    /// New applications and those carried over.
    NewAndCarriedOver = "本年新收加上年结转", "received and carried over";
    /// Applications closed.
    Closed = "办理结果总计", "total of the results";
    /// Applications closed, without those no longer processed.
    ClosedWithoutOther = "办理结果总计减其他处理", "total of the results without other handling";
    /// Applications of this year that were closed.
    ClosedOfNew = "本年新收减结转下年度", "received this year and not carried forward";
    /// Granted, partially granted included.
    GrantedWithPartially = "予以公开加部分公开", "granted and partially granted";
    /// The group （四）无法提供.
    UnableGroup = "无法提供各行之和", "all rows of those that could not be provided";
    /// Newly disclosed, in the 2019 edition.
    NewlyDisclosed = "本年新公开数量", "newly disclosed this year";
    /// Of new applications.
    OfNew = "占本年新收", "of those received this year";
    /// Of new applications and those carried over.
    OfNewAndCarriedOver = "占本年新收加上年结转", "of those received and carried over";
    /// Of applications closed.
    OfClosed = "占办理结果总计", "of the total of results";
    /// The cell has no unit: that of the format.
    UnitOfTheFormat = "表格未写单位，按格式视为万元", "the table has no unit, so that of the format is taken, 万元";
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
    let text = match quantity {
        Quantity::NewlyReceived => Text::new("本年新收申请", "applications received this year"),
        Quantity::Received => Text::new("收到申请", "applications received"),
        Quantity::Handled => Text::new("受理申请", "applications handled"),
        Quantity::OnHand => Text::new("新收及上年结转申请", "applications received and carried over"),
        Quantity::CarriedOver => Text::new("上年结转", "carried over from the previous year"),
        Quantity::CarriedForward => Text::new("结转下年度", "carried forward to the next year"),
        Quantity::Closed => Text::new("办结", "applications closed"),
        Quantity::Unfinished => Text::new("尚未办结", "applications not closed"),
        Quantity::NotHeld => Text::new("本机关不掌握", "not held by this office"),
        Quantity::FeesAmount => Text::new("行政事业性收费", "administrative fees"),
        Quantity::Row(row) => Text::new(row.label_zh(), row.label_en()),
        Quantity::Group(ResultGroup::Disclosed) => Text::new("予以公开和部分公开", "granted and partially granted"),
        Quantity::Group(ResultGroup::Denied) => Text::new("（三）不予公开", "denied"),
        Quantity::Group(ResultGroup::Unable) => Text::new("（四）无法提供", "unable to provide"),
        Quantity::Group(ResultGroup::NotProcessed) => Text::new("（五）不予处理", "not processed"),
        Quantity::Group(ResultGroup::Other) => Text::new("（六）其他处理", "other handling"),
        Quantity::Disputes(proceedings, outcome) => return disputes(proceedings, outcome, language),
        Quantity::Documents(kind, measure) => documents(kind, measure),
        Quantity::Decisions(DecisionKind::Licensing) => Text::new("行政许可决定", "licensing decisions"),
        Quantity::Decisions(DecisionKind::Penalties) => Text::new("行政处罚决定", "penalty decisions"),
        Quantity::Decisions(DecisionKind::Coercion) => Text::new("行政强制决定", "coercion decisions"),
        Quantity::InformationFee(InformationFee::Notices) => {
            Text::new("信息处理费收费通知", "notices of information-processing fees")
        }
        Quantity::InformationFee(InformationFee::Noticed) => {
            Text::new("信息处理费通知金额", "information-processing fees asked for")
        }
        Quantity::InformationFee(InformationFee::Collected) => {
            Text::new("信息处理费实收金额", "information-processing fees collected")
        }
    };
    text.get(language).to_owned()
}

fn disputes(proceedings: Proceedings, outcome: Option<Outcome>, language: Language) -> String {
    let proceedings = match proceedings {
        Proceedings::Reconsideration => Text::new("行政复议", "administrative reconsideration"),
        Proceedings::Litigation => Text::new("行政诉讼", "administrative litigation"),
        Proceedings::LitigationDirect => Text::new("未经复议直接起诉的行政诉讼", "administrative litigation, directly"),
        Proceedings::LitigationAfterReconsideration => {
            Text::new("复议后起诉的行政诉讼", "administrative litigation, after reconsideration")
        }
        Proceedings::All => Text::new("行政复议和行政诉讼", "reconsideration and litigation"),
    };
    match (language, outcome) {
        (_, None) => proceedings.get(language).to_owned(),
        (Language::Zh, Some(outcome)) => format!("{} {}", proceedings.zh, outcome.label_zh()),
        (Language::En, Some(outcome)) => format!("{}, {}", proceedings.en, outcome.label_en()),
    }
}

const fn documents(kind: DocumentKind, measure: DocumentMeasure) -> Text {
    match (kind, measure) {
        (DocumentKind::Rules, DocumentMeasure::Issued) => Text::new("本年制发规章", "rules issued this year"),
        (DocumentKind::Rules, DocumentMeasure::Repealed) => Text::new("本年废止规章", "rules repealed this year"),
        (DocumentKind::Rules, DocumentMeasure::InForce) => Text::new("现行有效规章", "rules in force"),
        (DocumentKind::NormativeDocuments, DocumentMeasure::Issued) => {
            Text::new("本年制发行政规范性文件", "normative documents issued this year")
        }
        (DocumentKind::NormativeDocuments, DocumentMeasure::Repealed) => {
            Text::new("本年废止行政规范性文件", "normative documents repealed this year")
        }
        (DocumentKind::NormativeDocuments, DocumentMeasure::InForce) => {
            Text::new("现行有效行政规范性文件", "normative documents in force")
        }
        (DocumentKind::Rules, DocumentMeasure::TotalDisclosed) => {
            Text::new("对外公开规章总数", "rules disclosed in total")
        }
        (DocumentKind::NormativeDocuments, DocumentMeasure::TotalDisclosed) => {
            Text::new("对外公开规范性文件总数", "normative documents disclosed in total")
        }
    }
}
