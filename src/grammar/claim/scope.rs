//! Whose figure it is.
//!
//! ```ebnf
//! whose = "全市" | … | "本机关" | "我局" | … | "各部门" | "各乡镇" | … ;
//! ```
//!
//! Seen in the wild: `全市共受理72件，其中市政府本级18件`, where each figure has its scope; `市政府办公室和各部门`, who are all of
//! them together.
//!
//! 我市, 我县 and 我镇 say nothing: in the report of a county 我县 may be the government's own desk or all of the county.

use super::word::{Word, Words};
use crate::report::Scope;

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::Whose(Scope::Region),
        "全市 全县 全区 全省 全镇 全旗 全州 全盟 全乡 全街道 全域 全系统 全自治区 全地区 全自治州 \
         全市各级 全市各级行政机关 全县各级行政机关 全区各级行政机关 全省各级行政机关 全市行政机关 \
         全县行政机关 全区行政机关 全市各级各部门 全县各级各部门 全区各级各部门 全市各部门 全县各部门 \
         全区各部门 全市政府系统 全县政府系统 全区政府系统 各级行政机关 全市范围 全县范围 全区范围",
    ),
    (
        Word::Whose(Scope::Office),
        "本机关 本单位 本局 本委 本厅 本办 本中心 本院 本部门 本级 我局 我委 我办 我厅 我单位 我机关 \
         我中心 我院 我所 我部门 我处 全局 全委 全厅 全办 局机关 委机关 厅机关 机关本级 局本级 市本级 \
         县本级 区本级 省本级 镇本级 乡本级 政府本级 市政府本级 县政府本级 区政府本级 省政府本级 \
         市人民政府本级 县人民政府本级 区人民政府本级 政府办公室 市政府办公室 县政府办公室 区政府办公室 \
         省政府办公厅 市政府办公厅 区政府办 县政府办 市政府办 政府办 市人民政府办公室 县人民政府办公室 \
         区人民政府办公室 镇政府办公室 乡政府办公室 街道办公室 局办公室 办公室 办公厅 市级政府办公室 \
         本市政府办公室",
    ),
    (
        Word::Whose(Scope::Others),
        "各部门 各单位 各乡镇 各镇街 各镇 各乡 各街道 各县区 各区县 各县 各区 各市 各市县 各镇办 县直单位 \
         市直单位 区直单位 县直部门 市直部门 区直部门 县直各部门 市直各部门 区直各部门 县直各单位 \
         市直各单位 区直各单位 县级部门 市级部门 区级部门 省直部门 省级部门 下属单位 所属单位 直属单位 \
         各直属单位 各下属单位 各科室 各县市区 各县(市、区) 乡镇街道 各乡镇街道 各镇街道 各职能部门 \
         各分局 部门 乡镇 镇街 县区 区县 市县 基层单位 县市区",
    ),
    (
        Word::Fill,
        "我市 我县 我区 我省 我镇 我乡 我街道 我旗 我州 本市 本县 本区 本镇 本乡 市政府 县政府 区政府 \
         镇政府 乡政府 街道办事处 县人民政府 市人民政府 区人民政府 镇人民政府 乡人民政府",
    ),
];

/// Whose figures follow, where a word of the same clause has said it before if `named`.
pub(super) fn scope(before: Scope, whose: Scope, named: bool) -> Scope {
    match (before, whose) {
        // 全市各部门 and 市政府办公室和各部门 are all of them.
        (Scope::Region | Scope::Office, Scope::Others) | (Scope::Others, Scope::Office) if named => Scope::Region,
        _ => whose,
    }
}
