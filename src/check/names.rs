//! Names of offices, compared.

use crate::Report;
use crate::grammar::lexical::{fold, is_space};

/// A name as it is compared: under NFKC, without white space.
pub(crate) fn reduced(name: &str) -> String {
    name.chars().filter(|&c| !is_space(c)).map(fold).collect()
}

/// Whether two reduced names may be those of one office: they are equal, or one has the name of the province or city in
/// front that the other leaves out. An office that ends otherwise is another one: the office of a government
/// (人民政府办公室) reports for itself, and its government for all.
pub(super) fn same_office(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.ends_with(other) || other.ends_with(one))
}

/// The issuer's name as it stands in the report.
pub(super) fn issuer(report: &Report) -> Option<&str> {
    report.issuer.as_ref().map(|issuer| issuer.value.as_str())
}

/// The issuer's name as it is compared; `None` where the report names none.
pub(super) fn reduced_issuer(report: &Report) -> Option<String> {
    issuer(report).map(reduced).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices() {
        let same = |one: &str, other: &str| same_office(&reduced(one), &reduced(other));
        assert!(same("澄溪县 人民政府", "澄溪县人民政府"));
        assert!(same("云川省澄溪县人民政府", "澄溪县人民政府"));
        assert!(!same("澄溪县人民政府办公室", "澄溪县人民政府"));
        assert!(!same("澄溪县教育局", "澄溪县财政局"));
        assert!(!same("", "澄溪县财政局"));
    }
}
