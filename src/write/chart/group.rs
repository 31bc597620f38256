//! The groups of results, as the format has them.

use crate::check::{Text, group_rows};
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, Edition, ResultGroup};

/// A group of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Granted,
    PartiallyGranted,
    Denied,
    Unable,
    NotProcessed,
    Other,
}

impl Group {
    pub(super) const ALL: [Self; 6] =
        [Self::Granted, Self::PartiallyGranted, Self::Denied, Self::Unable, Self::NotProcessed, Self::Other];

    /// Its name, with the number that the format gives it.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::Granted => Text::new("（一）予以公开", "(1) granted"),
            Self::PartiallyGranted => Text::new("（二）部分公开", "(2) granted in part"),
            Self::Denied => Text::new("（三）不予公开", "(3) denied"),
            Self::Unable => Text::new("（四）无法提供", "(4) unable to provide"),
            Self::NotProcessed => Text::new("（五）不予处理", "(5) not processed"),
            Self::Other => Text::new("（六）其他处理", "(6) other handling"),
        }
    }

    /// The class of what is drawn of it.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Granted => "c-g1",
            Self::PartiallyGranted => "c-g2",
            Self::Denied => "c-g3",
            Self::Unable => "c-g4",
            Self::NotProcessed => "c-g5",
            Self::Other => "c-g6",
        }
    }

    /// Its rows in an edition.
    pub(super) fn rows(self, edition: Edition) -> impl Iterator<Item = Row> {
        let rows: &[Row] = match self {
            Self::Granted => &[Row::Granted],
            Self::PartiallyGranted => &[Row::PartiallyGranted],
            Self::Denied => group_rows(ResultGroup::Denied),
            Self::Unable => group_rows(ResultGroup::Unable),
            Self::NotProcessed => group_rows(ResultGroup::NotProcessed),
            Self::Other => group_rows(ResultGroup::Other),
        };
        rows.iter().copied().filter(move |row| row.in_edition(edition))
    }

    /// Its cells in an edition and a column.
    pub(super) fn cells(self, edition: Edition, column: ApplicantColumn) -> impl Iterator<Item = CellId> {
        self.rows(edition).map(move |row| CellId::Applications(row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_is_in_one_group() {
        for edition in Edition::ALL {
            let rows: Vec<Row> = Group::ALL.into_iter().flat_map(|group| group.rows(edition)).collect();
            let results: Vec<Row> = Row::ALL
                .iter()
                .copied()
                .filter(|row| row.in_edition(edition) && row.key().starts_with("results.") && *row != Row::ResultsTotal)
                .collect();
            assert_eq!(rows, results);
        }
    }
}
