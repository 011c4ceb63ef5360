//! 查不到: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    chabudao::cli::run()
}
