//! `chabudao resume CODE`: goes on where a spoken code says.

use std::io::{self, Write as _};

use clap::{Arg, ArgMatches, Command};

use super::INCOMPLETE;
use super::ask;
use super::failure::Failure;
use super::print;
use super::setting::{Setting, today_in_china};
use crate::engine::Walk;
use crate::lang::Lang;
use crate::report::{code, json};

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    Command::new("resume")
        .about(say(
            "输入对方念的口令，接着往下问",
            "Go on from a spoken code that a caller reads out",
        ))
        .arg(
            Arg::new("code")
                .value_name(say("口令", "CODE"))
                .required(true)
                .num_args(1..)
                .help(say(
                    "口令；大小写、空格、横线都不要紧",
                    "The code; case, blanks and hyphens do not matter",
                )),
        )
        .arg(ask::voice(lang))
        .arg(super::args::json(lang))
        .arg(super::args::given(lang))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let pack = setting.load()?.pack;
    let signs: Vec<String> = matches
        .get_many("code")
        .map_or_else(Vec::new, |signs| signs.cloned().collect());
    let decoded = code::decode(&pack, &signs.concat())
        .map_err(|fault| Failure::words_of(fault.words(Lang::Zh), fault.words(Lang::En)))?;
    if !decoded.same_version {
        let note = lang.pick(
            "注意：口令是用另一版规则做的，问题没有变，结果可能不一样。",
            "Mind: the code was made with another version of the rules; the questions are the same, the result may differ.",
        );
        print::tell(note)?;
    }
    if !matches.get_flag("json") {
        return ask::walk(&pack, decoded.answers, matches, setting);
    }
    let today = setting.today.unwrap_or_else(today_in_china);
    let walk = Walk::new(&pack, &decoded.answers, today);
    let mut out = print::out();
    serde_json::to_writer(&mut out, &json::report(&walk, lang)).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    let reached = walk.outcome().is_some();
    Ok(if reached { 0 } else { INCOMPLETE })
}
