//! The example program `serve` at work, until it is dropped.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use crate::program::built;

#[derive(Debug)]
pub(crate) struct Served {
    program: Child,
    pub(crate) port: u16,
}

impl Served {
    /// Starts it on a free port.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        static PROGRAM: OnceLock<std::path::PathBuf> = OnceLock::new();
        let path: &Path = PROGRAM.get_or_init(|| built("serve"));
        let mut program =
            Command::new(path).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let served = |port| Self { program, port };
        let port = line.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        served(port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("it prints its address: {line:?}")))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
