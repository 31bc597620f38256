//! How busy an office is.

use super::Random;
use super::office::{Kind, Level, Office};

/// How large the figures of tables three and four are, and how many of their cells hold any. The figures of section two go
/// with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Size {
    /// Nobody writes to the office: noughts throughout.
    Silent,
    /// A few cells hold a small number.
    Quiet,
    /// As most offices of a county have it.
    Small,
    /// As governments of counties and offices of cities have it.
    Middling,
    /// A large city: thousands of applications.
    Large,
    /// A number of up to 90 in every cell.
    Dense,
    /// A number of up to five million in every cell.
    Huge,
    /// Numbers that no office has: all sums fit 64 bits just so.
    Extreme,
}

impl Size {
    /// How many cells of a hundred hold a number above nought, and the largest.
    pub(super) const fn of_cells(self) -> (u64, u64) {
        match self {
            Self::Silent => (0, 1),
            Self::Quiet => (7, 3),
            Self::Small => (22, 15),
            Self::Middling => (40, 200),
            Self::Large => (60, 1_500),
            Self::Dense => (100, 90),
            Self::Huge => (100, 5_000_000),
            // The largest sum in the table is that of 126 cells, and of what is carried forward in six.
            Self::Extreme => (80, u64::MAX / 200),
        }
    }

    /// The largest number of documents, and the largest of decisions and items.
    pub(super) const fn of_section_two(self) -> (u64, u64) {
        match self {
            Self::Silent => (1, 1),
            Self::Quiet => (4, 40),
            Self::Small => (12, 600),
            Self::Middling => (40, 9_000),
            Self::Large => (120, 400_000),
            Self::Dense => (90, 90),
            Self::Huge | Self::Extreme => (9_000, 5_000_000),
        }
    }

    /// One that the office may have.
    pub(super) fn usual(office: &Office, random: &mut Random) -> Self {
        *random.pick(match (office.kind, office.level) {
            (Kind::Department | Kind::Street, Level::County | Level::Township) => {
                &[Self::Silent, Self::Quiet, Self::Quiet, Self::Small]
            }
            (Kind::Government, Level::Township) => &[Self::Silent, Self::Quiet, Self::Quiet, Self::Quiet, Self::Small],
            (Kind::Department | Kind::Street, _) => &[Self::Quiet, Self::Small, Self::Small, Self::Middling],
            (Kind::Government | Kind::GovernmentOffice, Level::County | Level::Township) => {
                &[Self::Small, Self::Middling, Self::Middling]
            }
            (Kind::Government | Kind::GovernmentOffice, _) => &[Self::Middling, Self::Large, Self::Large],
        })
    }
}
