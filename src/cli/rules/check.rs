//! `chabudao rules check`: every problem of a folder of rules.

use std::io::Write as _;

use chrono::NaiveDate;

use super::Folder;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::{self, Setting};
use crate::lang::Lang;
use crate::pack::problem::Severity;
use crate::pack::{self, Loaded, Problems, later};
use crate::triage::vocabulary::Vocabulary;
use crate::{prove, scenario};

/// Prints every problem of a folder of rules and of its scenarios, and a
/// line that sums up.
pub(super) fn run(folder: &Folder, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let files = match &folder.dir {
        Some(dir) => setting::of_folder(dir)?,
        None => setting.files_with_own()?,
    };
    let today = setting.today();
    let (problems, size) = match pack::load(files) {
        Ok(loaded) => everything(loaded, today),
        Err(problems) => (*problems, None),
    };
    let mut out = print::out();
    write!(out, "{}", problems.render_list(lang))?;
    if size.is_none() {
        let words = lang.pick(
            "改好这些以后再查一遍：还有别的检查，要等这些改好才能做。",
            "Check again when these are mended: there are more checks that cannot be made before.",
        );
        writeln!(out, "{words}")?;
    }
    writeln!(out, "{}", summary(&problems, size, lang))?;
    out.flush()?;
    Ok(if problems.has_errors() { 2 } else { 0 })
}

/// Questions, results and scenarios of a pack.
type Size = (usize, usize, usize);

/// Lints a pack that loads, and walks its scenarios. No size where something
/// could not be looked at because of what is wrong.
fn everything(loaded: Loaded, today: NaiveDate) -> (Problems, Option<Size>) {
    let Loaded { pack, mut warnings } = loaded;
    warnings.list.extend(prove::lint(&pack, today));
    let files = &warnings.files;
    let later = [later::checked(files, today), later::notices(files, today)];
    warnings.list.extend(later.concat());
    let (scenarios, problems) = scenario::read_all(&pack, &warnings.files);
    // One that cannot be read may be the one a result lacks.
    let all_read = problems.is_empty();
    let tested = prove::lint::scenarios(&pack, &scenarios);
    let all_right = tested.iter().all(|it| it.severity == Severity::Warning);
    let tested = tested.into_iter();
    let tested = tested.filter(|it| all_read || it.id() != "scenario/missing");
    warnings.list.extend(problems.into_iter().chain(tested));
    let (_, problems) = Vocabulary::read(&pack, &warnings.files);
    warnings.list.extend(problems);
    let unnamed = prove::lint::roster(&pack, &warnings.files);
    warnings.list.extend(unnamed);
    warnings.sort();
    let size = (pack.questions.len(), pack.results.len(), scenarios.len());
    (warnings, (all_read && all_right).then_some(size))
}

/// The last line: how it stands.
pub(super) fn summary(problems: &Problems, size: Option<Size>, lang: Lang) -> String {
    let errors = problems.count(Severity::Error);
    let warnings = problems.count(Severity::Warning);
    if let Some((questions, results, scenarios)) = size
        && errors + warnings == 0
    {
        return lang.say(
            format_args!("规则没有问题：{questions} 个问题，{results} 个结果，{scenarios} 个情景都走对了。"),
            format_args!(
                "No problems: {questions} questions, {results} results, {scenarios} scenarios come out right."
            ),
        );
    }
    lang.say(
        format_args!(
            "{errors} 个错误，{warnings} 个警告。{}chabudao rules explain 名字 说明每一条。",
            if errors > 0 {
                "有错误，不能用。"
            } else {
                "没有错误，可以用。"
            }
        ),
        format_args!(
            "{}, {}. {} `chabudao rules explain ID` tells what each means.",
            plural(errors, "error"),
            plural(warnings, "warning"),
            if errors > 0 {
                "With errors the rules do not load."
            } else {
                "The rules load."
            }
        ),
    )
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
