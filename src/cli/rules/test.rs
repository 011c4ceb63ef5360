//! `chabudao rules test`: scenarios by hand, boundary cases by the pack itself,
//! and what they visit.

use std::io::Write as _;

use chrono::NaiveDate;

use super::Folder;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::engine::Walk;
use crate::lang::Lang;
use crate::pack::{Pack, Problems};
use crate::prove::cases::{self, Cases};
use crate::prove::coverage::{self, Coverage, Share, Ways};
use crate::prove::{Explored, classes};
use crate::scenario::{self, Scenario};

/// Walks everything and tells what was visited.
pub(super) fn run(folder: &Folder, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let loaded = folder.load(setting)?;
    let pack = &loaded.pack;
    let (scenarios, list) = scenario::read_all(pack, &loaded.warnings.files);
    let mut problems = Problems {
        list,
        ..loaded.warnings
    };
    problems.list.extend(scenario::problems(pack, &scenarios));
    let tested = Tested::new(pack, &scenarios);
    let mut out = print::out();
    write!(out, "{}", problems.render_list(lang))?;
    write!(out, "{}", tested.words(pack, lang))?;
    out.flush()?;
    let good = tested.all.is_whole() && !problems.has_errors();
    Ok(if good { 0 } else { 2 })
}

/// What came out of all walks.
struct Tested {
    scenarios: usize,
    cases: Cases,
    /// Visited by the scenarios.
    by_hand: Coverage,
    /// Visited by scenarios and cases.
    all: Coverage,
    ways: Ways,
}

impl Tested {
    fn new(pack: &Pack, scenarios: &[Scenario]) -> Self {
        let mut by_hand = Coverage::new(pack);
        for scenario in scenarios {
            by_hand.visit(&Walk::new(pack, &scenario.answers, scenario.today));
        }
        let cases = cases::cases(pack);
        let mut all = by_hand.clone();
        for case in &cases.list {
            all.visit(&Walk::new(pack, &case.answers, case.today));
        }
        let days: Vec<NaiveDate> = classes::days(pack);
        let explored: Vec<_> = days
            .iter()
            .map(|day| Explored::new(pack, *day, &[]))
            .collect();
        Self {
            scenarios: scenarios.len(),
            ways: coverage::ways(&explored),
            cases,
            by_hand,
            all,
        }
    }

    fn words(&self, pack: &Pack, lang: Lang) -> String {
        let share = |share: Share| format!("{}/{}", share.visited, share.of);
        let (questions, routes) = (share(self.all.of_questions()), share(self.all.of_routes()));
        let results = share(self.all.of_results());
        let (scenarios, cases) = (self.scenarios, self.cases.list.len());
        let longest = self.ways.longest;
        let paths = self.ways.paths.map_or_else(
            || lang.pick("多得数不清", "too many to count").to_owned(),
            |paths| paths.to_string(),
        );
        let more = if self.cases.cut_short {
            lang.pick(
                "（太多，没有全部生成）",
                " (cut short: there would be more)",
            )
        } else {
            ""
        };
        let mut out = lang.say(
            format_args!(
                "情景 {scenarios} 个，生成的边界情况 {cases} 个{more}\n走到：问题 {questions}，去向 {routes}，结果 {results}\n不同的走法 {paths} 种，最长 {longest} 个问题\n"
            ),
            format_args!(
                "{scenarios} scenarios, {cases} boundary cases{more}\nvisited: questions {questions}, routes {routes}, results {results}\n{paths} different paths, the longest of {longest} questions\n"
            ),
        );
        list(
            &mut out,
            &self.all.missing(pack),
            lang.pick("没走到", "not visited"),
            lang,
        );
        let by_hand = lang.pick(
            "情景没走到（只有生成的走到）",
            "visited by no scenario by hand",
        );
        list(&mut out, &self.by_hand.missing(pack), by_hand, lang);
        out
    }
}

fn list(out: &mut String, missing: &[String], what: &str, lang: Lang) {
    if !missing.is_empty() {
        out.push_str(what);
        out.push_str(lang.colon());
        out.push_str(&missing.join(lang.pick("、", ", ")));
        out.push('\n');
    }
}
