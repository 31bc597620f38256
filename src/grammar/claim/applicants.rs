//! Whose applications.
//!
//! ```ebnf
//! all_of = "均", [ "为" ], who, [ "申请" ] ;
//! who    = "自然人" | "法人" | "商业企业" | … ;
//! ```
//!
//! Seen in the wild: `其中自然人17件、法人2件`, parts of the total before; `均为自然人申请`, which is none of any organization.

use super::token::Token;
use super::word::{Thing, Word, Words};
use crate::report::Applicants;

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Who(Applicants::NaturalPersons), "自然人 公民个人 个人 居民个人 自然人申请 自然人提出 自然人申请人"),
    (
        Word::Who(Applicants::Organizations),
        "法人 法人或其他组织 法人或者其他组织 法人和其他组织 法人及其他组织 法人、其他组织 \
         法人或其他组织申请 法人申请 法人及其他组织申请 法人以及其他组织 法人和其他组织申请 法人组织",
    ),
    (Word::Who(Applicants::CommercialEnterprises), "商业企业 企业 商业企业申请 企业申请"),
    (Word::Who(Applicants::ResearchInstitutions), "科研机构 科研机构申请 科研院所"),
    (Word::Who(Applicants::PublicWelfareOrganizations), "社会公益组织 公益组织 社会公益组织申请 公益组织申请"),
    (
        Word::Who(Applicants::LegalServiceInstitutions),
        "法律服务机构 法律服务机构申请 律师等法律服务机构 律师事务所等法律服务机构 律师事务所",
    ),
    (Word::Who(Applicants::OtherOrganizations), "其他组织 其他组织申请 其它组织"),
];

/// `"均为自然人申请"`: the tokens it stands on
pub(super) fn all_of(tokens: &[Token]) -> Option<(Applicants, &Token, &Token)> {
    let mut all = None;
    let mut who = None;
    for token in tokens {
        match token.word {
            Word::All => all = all.or(Some(token)),
            Word::Who(applicants) if all.is_some() => {
                if who.is_some() {
                    return None;
                }
                who = Some((applicants, token));
            }
            Word::Fill | Word::Be | Word::Of | Word::Matter | Word::Thing(Thing::Application | Thing::Request) => {}
            _ if all.is_some() => return None,
            _ => {}
        }
    }
    let (applicants, last) = who?;
    Some((applicants, all?, last))
}
