//! Rules in JSON: by their code.

pub(super) mod rule {
    use std::borrow::Cow;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::check::registry;
    use crate::check::rule::Rule;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's `with` asks for")]
    pub(in super::super) fn serialize<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(rule.code)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
        registry::find(&Cow::<'de, str>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
