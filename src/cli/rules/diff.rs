//! `chabudao rules diff`: what two packs do differently.

use std::path::Path;

use clap::ValueHint;

use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::{self, Setting};
use crate::pack::{self, Files, Loaded};
use crate::prove::diff::diff;
use crate::review::changes::reworded;
use crate::review::{behaviour, days, rest, roster};

/// Exit code where the packs do not do the same.
const DIFFERENT: u8 = 1;

/// 比较两份规则做的事：哪些回答的结果、日子或路变了（0 没有变，1 变了）
/// en: Compare what two packs do: for which answers the result, the day or the way changes (0 none, 1 some)
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    #[arg(help = FOLDER, value_hint = ValueHint::DirPath)]
    old: String,
    #[arg(help = FOLDER, value_hint = ValueHint::DirPath)]
    new: String,
}

const FOLDER: &str = "规则文件夹；- 或 builtin 是自带的规则
en: A folder of rules; - or builtin stands for the built-in ones";

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let diff = diff(&old.pack, &new.pack, setting.today());
    let texts = reworded(&old.pack, &new.pack, &diff.renamed);
    let mut words = behaviour::words(&old.pack, &new.pack, &diff, &texts, setting.lang);
    let of_days = days::words(&old.pack.calendar, &new.pack.calendar, setting.lang);
    let of_lists = roster::words(&old.warnings.files, &new.warnings.files, setting.lang);
    let of_rest = rest::words(&old, &new, setting.lang);
    for more in [of_days, of_lists, of_rest] {
        if !more.is_empty() {
            words.push('\n');
            words.push_str(&more);
        }
    }
    print::say(&words)?;
    let same = behaviour::is_same(&old.pack, &new.pack, &diff, &texts);
    Ok(if same { 0 } else { DIFFERENT })
}

fn load(name: &str) -> Result<Loaded, Failure> {
    let files = match name {
        "-" | "builtin" => Files::embedded(),
        dir => setting::of_folder(Path::new(dir))?,
    };
    let loaded = pack::load(files).map_err(Failure::Rules)?;
    roster::check(&loaded.warnings.files).map_err(Failure::Rules)?;
    Ok(loaded)
}
