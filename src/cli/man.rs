//! `chabudao man`: the manual pages, in roff.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Command, ValueHint};

use super::args;
use super::failure::Failure;
use super::output::refused;
use super::print;
use super::setting::Setting;
use crate::file::{self, Readers, There};
use crate::lang::Lang;

/// 给手册页：chabudao man | man -l -
/// en: Print the manual pages: chabudao man | man -l -
#[derive(clap::Args)]
#[command(
    after_help = "例如 chabudao man --dir ~/.local/share/man/man1，程序在 ~/.local/bin 里，打 man chabudao 就能看。
en: For instance chabudao man --dir ~/.local/share/man/man1, and with the program in ~/.local/bin man chabudao finds them."
)]
pub(super) struct Args {
    /// 每条命令一页，写进这个文件夹；不写就全部写到标准输出
    /// en: Write a page of each command into this folder; otherwise all go to standard output
    #[arg(long, value_names = ["文件夹", "DIR"], value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// 已经有的手册页换掉
    /// en: Replace the pages that are there
    #[arg(long, requires = "dir")]
    force: bool,
}

/// A page: its name, and what stands on it.
type Page = (String, String);

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let mut command = args::command(setting.lang);
    command.build();
    let mut pages = Vec::new();
    render(&command, setting.lang, &mut pages)?;
    match &args.dir {
        Some(dir) => write(&pages, dir, There::replaced_if(args.force))?,
        None => print::say(&pages.into_iter().map(|(_, page)| page).collect::<String>())?,
    }
    Ok(0)
}

/// Each page into a file that `man` finds by its name.
fn write(pages: &[Page], dir: &Path, there: There) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|error| refused(dir, &error))?;
    for (name, page) in pages {
        let path = dir.join(format!("{name}.1"));
        file::save(&path, page.as_bytes(), there, Readers::Usual)
            .map_err(|error| refused(&path, &error))?;
    }
    Ok(())
}

/// The page of a command, then one of each command below it.
fn render(command: &Command, lang: Lang, pages: &mut Vec<Page>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let name = name.replace(' ', "-");
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(&name)
        .source(concat!("chabudao ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    let page = match lang {
        Lang::Zh => chinese(&page),
        Lang::En => page.into_owned(),
    };
    pages.push((name, page));
    for command in command.get_subcommands() {
        render(command, lang, pages)?;
    }
    Ok(())
}

/// The headings the generator writes, in Chinese.
fn chinese(page: &str) -> String {
    let headings = [
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("EXTRA", "其他"),
        ("VERSION", "版本"),
    ];
    let lines = page.lines().map(|line| {
        let heading = line.strip_prefix(".SH ");
        let known = headings.iter().find(|(name, _)| heading == Some(*name));
        known.map_or_else(|| line.to_owned(), |(_, name)| format!(".SH {name}"))
    });
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}
