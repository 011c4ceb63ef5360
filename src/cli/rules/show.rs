//! `chabudao rules show`: one node, who leads to it and where it leads.

use std::io::Write as _;

use clap::{Arg, ArgMatches, Command};

use super::check;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::nearest;
use crate::review::show;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("show")
        .about(lang.pick(
            "看一个问题、结果、事实、参数、来源或提醒：谁通到它，它通到哪里，用在哪里",
            "One question, result, fact, parameter, source or caution: who leads to it, where it leads, where it is used",
        ))
        .arg(
            Arg::new("id")
                .value_name(lang.pick("名字", "ID"))
                .required(true)
                .help(lang.pick("规则里的名字，例如 exam-date", "Its id, e.g. exam-date")),
        )
        .arg(check::directory(lang))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let pack = super::pack(matches, setting)?;
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let shown = show::show(&pack, id, setting.lang).ok_or_else(|| {
        let ids = show::ids(&pack);
        let meant = nearest(id, ids.iter().map(String::as_str));
        let (zh, en) = meant.map_or_else(Default::default, |meant| {
            (
                format!("；是不是 `{meant}`？"),
                format!("; did you mean `{meant}`?"),
            )
        });
        Failure::words_of(
            format!("规则里没有 `{id}`{zh}"),
            format!("nothing in the rules is called `{id}`{en}"),
        )
    })?;
    let mut out = print::out();
    out.write_all(shown.as_bytes())?;
    out.flush()?;
    Ok(0)
}
