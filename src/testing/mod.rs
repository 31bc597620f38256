//! Random reports, for tests, benchmarks and examples: a number in, a report out, the same on every machine.
//!
//! A [`Generator`] gives a [`Report`](crate::Report) as reading gives it, of an office that there is not, with figures that
//! agree with each other and prose that agrees with them. It stands in no text, so spans are empty and places unknown. Or it
//! has errors, and says which ([`StatedError`]).
//!
//! ```
//! use ogi_report::check::check;
//! use ogi_report::testing::Generator;
//! use ogi_report::Severity;
//!
//! let report = Generator::new(2024).generate().report;
//! assert_eq!(report, Generator::new(2024).generate().report);
//! assert!(check(&report).violated().all(|finding| finding.severity < Severity::Error));
//! assert!(report.claims().count() > 0);
//! ```
//!
//! What a seed gives can change between versions of this crate, when there is more to be chosen from. The
//! [numbers](Random) that decide do not.

mod error;
mod figures;
mod front;
mod generator;
mod office;
mod prose;
mod random;
mod sections;
mod set;
mod size;
mod tables;

pub use self::error::{ErrorPlace, StatedError};
use self::generator::Statuses;
pub use self::generator::{Generated, Generator};
pub use self::random::Random;
pub use self::set::set_cell;
pub use self::size::Size;
