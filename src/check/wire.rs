//! The form of findings in JSON: the rule by its code, messages and fingerprint beside the data they are made from.

use serde::{Deserialize, Serialize};

use super::finding::{self, Arg, Operand, Outcome, Reason, Subject};
use super::language::Language;
use super::phrase::Phrase;
use super::registry;
use crate::report::Decimal;
use crate::{Severity, Span};

/// What a rule found. `name`, `message` and `fingerprint` follow from the rest and are not read back.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct Finding {
    /// The code of the rule.
    #[cfg_attr(feature = "schemars", schemars(with = "RuleCode"))]
    rule: String,
    /// The name of the rule.
    #[serde(skip_deserializing)]
    name: &'static str,
    /// How it came out.
    outcome: Outcome,
    /// Why it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// How much it matters: the rule's severity, or a milder one.
    severity: Severity,
    /// What was found, in sentences without a final stop.
    #[serde(skip_deserializing)]
    message: Message,
    /// What the finding is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<Subject>,
    /// Everything that was compared, left side first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    operands: Vec<Operand>,
    /// What the report says: the right side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reported: Option<Decimal>,
    /// What it should say: the left side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    computed: Option<Decimal>,
    /// `reported` less `computed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    difference: Option<Decimal>,
    /// Whether blank or not-applicable cells were taken for nought.
    blanks_as_zero: bool,
    /// What was assumed, where something had to be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    assumptions: Vec<Phrase>,
    /// Further values that the messages name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Vec<Arg>,
    /// Where to look first. The operands have their own spans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    /// Which of the reports given `span` belongs to; left out for the first one.
    #[serde(default, skip_serializing_if = "is_first")]
    report: u16,
    /// A mark that stays the same as long as rule, outcome, cells and values do.
    #[serde(skip_deserializing)]
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = "^[0-9a-f]{16}$")))]
    fingerprint: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
fn is_first(report: &u16) -> bool {
    *report == 0
}

/// The message in both languages.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Message {
    /// In Chinese.
    zh: String,
    /// In English.
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
            operands: finding.operands.into(),
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
            operands: wire.operands.into(),
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

/// The code of a rule, as it is written.
#[cfg(feature = "schemars")]
pub(crate) struct RuleCode;

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for RuleCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RuleCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The code of a rule: the letter of its family, and a number.",
            "type": "string",
            "pattern": "^[A-Z][0-9]{3}$",
        })
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for finding::Finding {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Finding::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Finding::json_schema(generator)
    }
}
