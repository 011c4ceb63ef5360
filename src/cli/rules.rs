//! `chabudao rules …`: for people who edit rules. A file for each subcommand that does more than print.

mod check;
mod diff;
mod explain;
mod export;
mod schema;
mod show;
mod test;

use std::path::PathBuf;

use clap::ValueHint;

use super::args::named;
use super::failure::Failure;
use super::print;
use super::setting::{self, Setting};
use crate::lang::Lang;
use crate::pack::{self, Loaded, Pack};
use crate::review::{graph, table};

/// Writes a pack for people to read.
type Print = fn(&Pack, Lang) -> String;

/// 规则包
/// en: Rule packs
#[derive(clap::Subcommand)]
pub(super) enum Verb {
    /// 检查规则：哪里不对，怎么改
    /// en: Check rules: what is wrong where, and how to mend it
    Check(Folder),
    Explain(explain::Args),
    /// 走一遍全部情景和自动生成的边界情况，看每一处都走到没有
    /// en: Walk every scenario and the boundary cases made from the rules, and see that all is visited
    Test(Folder),
    /// 把规则画成图：问题、结果，和每条路的条件
    /// en: Draw the rules: questions, results, and the condition of every way
    Graph {
        #[command(flatten)]
        folder: Folder,
        /// dot 给 Graphviz，mermaid 给 Mermaid，text 直接看
        /// en: dot for Graphviz, mermaid for Mermaid, text to read
        #[arg(
            long,
            value_name = "dot|mermaid|text",
            value_parser = named([("dot", graph::dot as Print), ("mermaid", graph::mermaid), ("text", graph::text)]),
            default_value = "text"
        )]
        format: Print,
    },
    /// 列成审阅表：每个问题、每条路、每个结果和依据
    /// en: A sheet to review: every question, way, result and source
    Table {
        #[command(flatten)]
        folder: Folder,
        /// markdown 用来读和打印，csv 用表格软件打开
        /// en: markdown to read and print, csv for spreadsheets
        #[arg(
            long,
            value_name = "markdown|csv",
            value_parser = named([("markdown", table::markdown as Print), ("csv", table::csv)]),
            default_value = "markdown"
        )]
        format: Print,
    },
    Show(show::Args),
    Diff(diff::Args),
    Export(export::Args),
    Schema(schema::Args),
}

pub(super) fn run(verb: &Verb, setting: &Setting) -> Result<u8, Failure> {
    match verb {
        Verb::Check(folder) => check::run(folder, setting),
        Verb::Explain(args) => explain::run(args, setting),
        Verb::Test(folder) => test::run(folder, setting),
        Verb::Graph { folder, format } | Verb::Table { folder, format } => {
            print::say(&format(&folder.load(setting)?.pack, setting.lang))?;
            Ok(0)
        }
        Verb::Show(args) => show::run(args, setting),
        Verb::Diff(args) => diff::run(args, setting),
        Verb::Export(args) => export::run(args, setting),
        Verb::Schema(args) => schema::run(args, setting),
    }
}

/// The folder of rules, for the subcommands that take one.
#[derive(clap::Args)]
pub(super) struct Folder {
    /// 规则文件夹；不写就用自带的
    /// en: The folder; otherwise the built-in rules
    #[arg(value_names = ["文件夹", "DIR"], value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

impl Folder {
    /// The pack of the folder given, or the one every command uses.
    fn load(&self, setting: &Setting) -> Result<Loaded, Failure> {
        let files = match &self.dir {
            Some(dir) => setting::of_folder(dir)?,
            None => setting.files()?,
        };
        pack::load(files).map_err(Failure::Rules)
    }
}
