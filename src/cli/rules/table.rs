//! `chabudao rules table`: the review sheet.

use super::Folder;
use crate::cli::args::named;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::review::table::{csv, markdown};

/// 列成审阅表：每个问题、每条路、每个结果和依据
/// en: A sheet to review: every question, way, result and source
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// markdown 用来读和打印，csv 用表格软件打开
    /// en: markdown to read and print, csv for spreadsheets
    #[arg(
        long,
        value_name = "markdown|csv",
        value_parser = named([("markdown", markdown as Sheet), ("csv", csv)]),
        default_value = "markdown"
    )]
    format: Sheet,
}

type Sheet = fn(&Pack, Lang) -> String;

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let pack = args.folder.load(setting)?.pack;
    print::say(&(args.format)(&pack, setting.lang))?;
    Ok(0)
}
