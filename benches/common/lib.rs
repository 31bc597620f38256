//! What the benchmarks share: what is measured ([`subject`]), against what ([`floor`]), as what it
//! is written ([`written`]), how ([`alternate`], [`clock`], [`effort`]).
//!
//! One file a question, in the folder above; `RECORD.md` there has the answers and the commands.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the parts of programs that print tables")]

pub mod alternate;
pub mod clock;
pub mod effort;
pub mod floor;
pub mod subject;
pub mod written;
