//! `chabudao rules graph`: the rules drawn.

use super::Folder;
use crate::cli::args::named;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::review::graph::{dot, mermaid, text};

/// 把规则画成图：问题、结果，和每条路的条件
/// en: Draw the rules: questions, results, and the condition of every way
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// dot 给 Graphviz，mermaid 给 Mermaid，text 直接看
    /// en: dot for Graphviz, mermaid for Mermaid, text to read
    #[arg(
        long,
        value_name = "dot|mermaid|text",
        value_parser = named([("dot", dot as Draw), ("mermaid", mermaid), ("text", text)]),
        default_value = "text"
    )]
    format: Draw,
}

type Draw = fn(&Pack, Lang) -> String;

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let pack = args.folder.load(setting)?.pack;
    print::say(&(args.format)(&pack, setting.lang))?;
    Ok(0)
}
