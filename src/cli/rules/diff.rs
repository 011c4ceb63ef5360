//! `chabudao rules diff`: what two packs do differently.

use std::io::Write as _;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::{self, Setting, today_in_china};
use crate::lang::Lang;
use crate::pack::{self, Files, Pack};
use crate::prove::diff::diff;
use crate::review::behaviour;
use crate::review::changes::reworded;

/// Exit code where the packs do not do the same.
const DIFFERENT: u8 = 1;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let folder = |id, value: &'static str| {
        Arg::new(id)
            .value_name(value)
            .required(true)
            .help(lang.pick(
                "规则文件夹；- 或 builtin 是自带的规则",
                "A folder of rules; - or builtin stands for the built-in ones",
            ))
    };
    Command::new("diff")
        .about(lang.pick(
            "比较两份规则做的事：哪些回答的结果、日子或路变了（0 没有变，1 变了）",
            "Compare what two packs do: for which answers the result, the day or the way changes (0 none, 1 some)",
        ))
        .arg(folder("old", "OLD"))
        .arg(folder("new", "NEW"))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let side = |id| load(matches.get_one::<String>(id).map_or("-", String::as_str));
    let (old, new) = (side("old")?, side("new")?);
    let today = setting.today.unwrap_or_else(today_in_china);
    let diff = diff(&old, &new, today);
    let texts = reworded(&old, &new, &diff.renamed);
    let words = behaviour::words(&old, &new, &diff, &texts, setting.lang);
    let mut out = print::out();
    out.write_all(words.as_bytes())?;
    out.flush()?;
    Ok(if diff.is_empty() { 0 } else { DIFFERENT })
}

fn load(name: &str) -> Result<Pack, Failure> {
    let files = match name {
        "-" | "builtin" => Files::embedded(),
        dir => setting::files(Some(Path::new(dir)))?,
    };
    Ok(pack::load(files).map_err(Failure::Rules)?.pack)
}
