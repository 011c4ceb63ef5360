//! `chabudao resume CODE`: goes on where a spoken code says.

use std::io;

use super::INCOMPLETE;
use super::args::JSON;
use super::ask::{self, VoiceArgs};
use super::failure::Failure;
use super::print;
use super::setting::{GivenArgs, Setting};
use crate::engine::Walk;
use crate::report::{code, json};

/// 输入对方念的口令，接着往下问
/// en: Go on from a spoken code that a caller reads out
#[derive(clap::Args)]
pub(super) struct Args {
    /// 口令；大小写、空格、横线都不要紧
    /// en: The code; case, blanks and hyphens do not matter
    #[arg(value_names = ["口令", "CODE"], required = true)]
    code: Vec<String>,
    #[command(flatten)]
    told: VoiceArgs,
    #[arg(long, help = JSON)]
    json: bool,
    #[command(flatten)]
    given: GivenArgs,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let pack = setting.load(&args.given)?.pack;
    let decoded = code::decode(&pack, &args.code.concat())
        .map_err(|fault| Failure::said(|lang| fault.words(lang)))?;
    if !decoded.same_version {
        let note = lang.pick(
            "注意：口令是用另一版规则做的，问题没有变，结果可能不一样。",
            "Mind: the code was made with another version of the rules; the questions are the same, the result may differ.",
        );
        print::tell(note)?;
    }
    if !args.json {
        return ask::walk(&pack, decoded.answers, args.told.voice, setting);
    }
    let walk = Walk::new(&pack, &decoded.answers, setting.today());
    let line = serde_json::to_string(&json::report(&walk, lang)).map_err(io::Error::from)?;
    print::say(&format!("{line}\n"))?;
    let reached = walk.outcome().is_some();
    Ok(if reached { 0 } else { INCOMPLETE })
}
