//! `chabudao rules …`: for people who edit rules. One file a subcommand.

mod check;
mod diff;
mod explain;
mod export;
mod graph;
mod schema;
mod show;
mod table;
mod test;

use std::path::PathBuf;

use clap::ValueHint;

use super::failure::Failure;
use super::setting::{self, Setting};
use crate::pack::{self, Loaded};

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
    Graph(graph::Args),
    Table(table::Args),
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
        Verb::Graph(args) => graph::run(args, setting),
        Verb::Table(args) => table::run(args, setting),
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
