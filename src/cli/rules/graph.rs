//! `chabudao rules graph`: the rules drawn.

use std::io::Write as _;

use clap::{Arg, ArgMatches, Command};

use super::check;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::review::graph;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("graph")
        .about(lang.pick(
            "把规则画成图：问题、结果，和每条路的条件",
            "Draw the rules: questions, results, and the condition of every way",
        ))
        .arg(check::directory(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("dot|mermaid|text")
                .value_parser(["dot", "mermaid", "text"])
                .default_value("text")
                .help(lang.pick(
                    "dot 给 Graphviz，mermaid 给 Mermaid，text 直接看",
                    "dot for Graphviz, mermaid for Mermaid, text to read",
                )),
        )
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let pack = super::pack(matches, setting)?;
    let draw = match matches.get_one::<String>("format").map(String::as_str) {
        Some("dot") => graph::dot,
        Some("mermaid") => graph::mermaid,
        _ => graph::text,
    };
    let mut out = print::out();
    out.write_all(draw(&pack, setting.lang).as_bytes())?;
    out.flush()?;
    Ok(0)
}
