//! Which contract a JSON document follows: the `schema` that stands in it.
//!
//! A document says it always, and a reader looks before it believes the rest. The types are of no size: a document of
//! the kind that they stand in follows no other contract.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Declares the contracts.
macro_rules! contracts {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $description:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct $name;

        impl $name {
            /// What stands in the document.
            pub(crate) const NAME: &'static str = $text;
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(Self::NAME)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                expect(deserializer, Self::NAME).map(|()| Self)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "const": $text, "description": $description })
            }
        }
    )*};
}

contracts! {
    /// A report with its diagnostics, as serde writes [`Parsed`](crate::Parsed).
    ReportContract = "ogi-report/report/1", "Which contract this document follows.";
    /// The flat form of a report.
    FlatContract = "ogi-report/flat/1", "Which contract this document follows.";
    /// The findings of a run.
    FindingsContract = "ogi-report/findings/1", "Which contract this document follows.";
}

fn expect<'de, D: Deserializer<'de>>(deserializer: D, understood: &str) -> Result<(), D::Error> {
    let found = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
    if found == understood {
        return Ok(());
    }
    let advice = match (family(&found), family(understood)) {
        (Some(found), Some(understood)) if found == understood => "it was written by another version of ogi-report",
        (Some("ogi-report/flat" | "ogi-report/findings"), _) => "documents of that kind are written and not read back",
        _ => "it is another kind of document",
    };
    // What was found is somebody else's text, and may be long.
    let found: String = found.chars().take(60).collect();
    Err(de::Error::custom(format_args!("the schema is {found:?}, and only {understood:?} is understood: {advice}")))
}

/// The contract without its number.
fn family(name: &str) -> Option<&str> {
    name.rsplit_once('/').map(|(family, _)| family)
}
