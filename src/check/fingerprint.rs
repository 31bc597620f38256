//! Marks of findings that survive moves of lines.

use core::fmt::Write;

use super::finding::Finding;

/// FNV-1a, 64 bits: any hash would do that gives the same on every machine and in every version, which the hashers of
/// the standard library do not promise.
struct Fnv(u64);

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

pub(super) fn fingerprint(finding: &Finding) -> String {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    // Writing to a hash cannot fail.
    let _ = write(finding, &mut hash);
    format!("{:016x}", hash.0)
}

fn write(finding: &Finding, out: &mut Fnv) -> core::fmt::Result {
    write!(out, "{};{:?};{:?};{:?}", finding.rule.code, finding.outcome, finding.reason, finding.subject)?;
    for operand in &finding.operands {
        // Not which of the reports it stands in: that changes with the order in which they are given. Roles, and the years
        // and names among the arguments, tell the reports apart.
        write!(out, ";{:?}{:?}{:?}=", operand.side, operand.sign, operand.role)?;
        if let Some(cell) = operand.cell {
            write!(out, "{cell}")?;
        }
        match operand.value {
            // 86.50 and 86.5 are one value.
            Some(value) => write!(out, ":{}", value.normalized())?,
            None => write!(out, ":{}", operand.status)?,
        }
    }
    for arg in &finding.args {
        write!(out, ";{}={:?}", arg.name, arg.value)?;
    }
    Ok(())
}
