//! The form of findings in JSON: the rule by its code, messages and fingerprint beside the data they are made from.

use serde::{Deserialize, Serialize};

use super::finding::{self, Arg, Operand, Outcome, Reason, Subject};
use super::language::Language;
use super::phrase::Phrase;
use super::registry;
use crate::report::Decimal;
use crate::{Severity, Span};

/// A finding as it is written. `name`, `message` and `fingerprint` follow from the rest and are not read back.
#[derive(Serialize, Deserialize)]
pub(crate) struct Finding {
    rule: String,
    #[serde(skip_deserializing)]
    name: &'static str,
    outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    severity: Severity,
    #[serde(skip_deserializing)]
    message: Message,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<Subject>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    operands: Vec<Operand>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reported: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    computed: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    difference: Option<Decimal>,
    blanks_as_zero: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    assumptions: Vec<Phrase>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Vec<Arg>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(default, skip_serializing_if = "is_first")]
    report: u16,
    #[serde(skip_deserializing)]
    fingerprint: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
fn is_first(report: &u16) -> bool {
    *report == 0
}

/// The message in both languages.
#[derive(Default, Serialize)]
struct Message {
    zh: String,
    en: String,
}

impl From<finding::Finding> for Finding {
    fn from(finding: finding::Finding) -> Self {
        Self {
            rule: finding.rule.code.to_owned(),
            name: finding.rule.name,
            message: Message { zh: finding.message(Language::Zh), en: finding.message(Language::En) },
            fingerprint: finding.fingerprint(),
            outcome: finding.outcome,
            reason: finding.reason,
            severity: finding.severity,
            subject: finding.subject,
            operands: finding.operands,
            reported: finding.reported,
            computed: finding.computed,
            difference: finding.difference,
            blanks_as_zero: finding.blanks_as_zero,
            assumptions: finding.assumptions,
            args: finding.args,
            span: finding.span,
            report: finding.report,
        }
    }
}

impl TryFrom<Finding> for finding::Finding {
    type Error = registry::UnknownRule;

    fn try_from(wire: Finding) -> Result<Self, registry::UnknownRule> {
        let rule = registry::find(&wire.rule)?;
        Ok(Self {
            rule,
            outcome: wire.outcome,
            reason: wire.reason,
            severity: wire.severity,
            subject: wire.subject,
            operands: wire.operands,
            reported: wire.reported,
            computed: wire.computed,
            difference: wire.difference,
            blanks_as_zero: wire.blanks_as_zero,
            assumptions: wire.assumptions,
            args: wire.args,
            span: wire.span,
            report: wire.report,
        })
    }
}

/// Rows, columns and proceedings are written as their keys.
macro_rules! by_key {
    ($name:ident, $type:ty) => {
        pub(crate) mod $name {
            use serde::{Deserialize, Deserializer, Serializer};

            pub(crate) fn serialize<S: Serializer>(value: &$type, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(value.key())
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let key = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                <$type>::from_key(&key)
                    .ok_or_else(|| serde::de::Error::custom(format!("`{key}` is no {}", stringify!($name))))
            }
        }
    };
}

by_key!(row, crate::report::ApplicationRow);
by_key!(column, crate::report::ApplicantColumn);
by_key!(proceeding, crate::report::Proceeding);
