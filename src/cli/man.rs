//! `chabudao man`: the manual page, in roff.

use std::io;

use clap::Command;

use super::args;
use super::failure::Failure;
use super::print;
use super::setting::Setting;
use crate::lang::Lang;

pub(super) fn run(setting: &Setting) -> Result<u8, Failure> {
    let mut page = Vec::new();
    let mut command = args::command(setting.lang);
    command.build();
    render(command, &mut page)?;
    let page = String::from_utf8_lossy(&page);
    let page = match setting.lang {
        Lang::Zh => chinese(&page),
        Lang::En => page.into_owned(),
    };
    print::say(&page)?;
    Ok(0)
}

/// The page of the program, then one of each command behind it.
fn render(command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    let subcommands: Vec<_> = command.get_subcommands().cloned().collect();
    let name = command
        .get_bin_name()
        .unwrap_or(command.get_name())
        .to_owned();
    let title = name.replace(' ', "-");
    clap_mangen::Man::new(command).title(title).render(page)?;
    for subcommand in subcommands {
        render(subcommand, page)?;
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
