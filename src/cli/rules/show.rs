//! `chabudao rules show`: one node, who leads to it and where it leads.

use super::Folder;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::pack::nearest;
use crate::review::show;

/// 看一个问题、结果、事实、参数、来源、提醒或条件：谁通到它，它通到哪里，用在哪里
/// en: One question, result, fact, parameter, source, caution or condition: who leads to it, where it leads, where it is used
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    /// 规则里的名字，例如 exam-date
    /// en: Its id, e.g. exam-date
    #[arg(value_names = ["名字", "ID"])]
    id: String,
    #[command(flatten)]
    folder: Folder,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let pack = args.folder.load(setting)?.pack;
    let id = args.id.as_str();
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
    print::say(&shown)?;
    Ok(0)
}
