//! `chabudao rules show`: one node, who leads to it and where it leads.

use super::Folder;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::files::REGIONS;
use crate::pack::problem::Noun;
use crate::pack::{Files, Loaded, Pack, nearest};
use crate::review::show;
use crate::scenario;

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
    let Loaded { pack, warnings } = args.folder.load(setting)?;
    let (id, lang) = (args.id.as_str(), setting.lang);
    let shown = show::show(&pack, id, lang);
    let shown = shown
        .into_iter()
        .chain(elsewhere(&pack, &warnings.files, id, lang));
    let shown: Vec<_> = shown.collect();
    if shown.is_empty() {
        return Err(unknown(&pack, id));
    }
    print::say(&shown.join("\n"))?;
    Ok(0)
}

/// A scenario or a place of that name, and where it stands.
fn elsewhere<'a>(
    pack: &'a Pack,
    files: &'a Files,
    id: &'a str,
    lang: Lang,
) -> impl Iterator<Item = String> + 'a {
    let scenarios = scenario::read_all(pack, files).0.into_iter();
    let scenarios = scenarios.filter(move |it| it.id == id);
    let scenarios = scenarios.map(|it| (Noun::Scenario, files.location(it.place)));
    let region = files.find(&format!("{REGIONS}{id}.toml"));
    let region = region.map(|it| (Noun::Region, it.shown.clone()));
    scenarios.chain(region).map(move |(noun, place)| {
        let (noun, stands) = (noun.name(lang), lang.pick("写在", "stands in"));
        format!("{noun} {id}\n  {stands}{}{place}\n", lang.colon())
    })
}

fn unknown(pack: &Pack, id: &str) -> Failure {
    let ids = show::ids(pack);
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
}
