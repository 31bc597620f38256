//! A page in the browser that reads and checks reports, on this computer and for nobody else: an example program of `ogi-report`.
//!
//! ```text
//! cargo run --release --example serve
//! ```
//!
//! It answers on 127.0.0.1 only, keeps nothing between two requests, and asks nobody for anything. [`study`] holds what a program
//! of your own needs to do: read, check, compare. [`guard`] says which requests are answered, [`upload`] takes them in within
//! limits, [`view`] shows what came of it and [`unread`] what did not, and [`download`] gives it as files.

mod changes;
mod download;
mod frame;
mod guard;
mod server;
mod start;
mod study;
mod unread;
mod upload;
mod view;
mod words;

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Parser;

use crate::upload::Limits;

/// Show reports in the browser, with what was found in them.
///
/// Prints an address to open in a browser of this computer. There, reports are dropped, chosen or pasted, and shown in the
/// official form with everything marked that does not agree. Nothing is stored, nothing leaves this computer, and other
/// computers get no answer. Stop it with Ctrl+C.
#[derive(Debug, Parser)]
#[command(name = "serve", version)]
struct Arguments {
    /// The port of 127.0.0.1 to answer on; 0 takes one that is free
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// Mebibytes that may be sent at once, all files together
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=1024))]
    max_size: u16,

    /// Files that may be sent at once
    #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(u16).range(1..=1000))]
    max_files: u16,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let limits = Limits { bytes: usize::from(arguments.max_size) << 20, files: usize::from(arguments.max_files) };
    match serve(arguments.port, limits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "127.0.0.1:{}: {error}", arguments.port);
            ExitCode::from(2)
        }
    }
}

#[tokio::main]
async fn serve(port: u16, limits: Limits) -> io::Result<()> {
    let listener = tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    let port = listener.local_addr()?.port();
    let mut out = io::stdout();
    writeln!(out, "http://127.0.0.1:{port}/").and_then(|()| out.flush())?;
    axum::serve(listener, server::router(port, limits)).await
}
