//! What the check of the last number or name found, in words.

use crate::check::person_name::{self, NameFinding};
use crate::check::{id_number, invisible::without_code_points};
use crate::engine::{Value, Walk};
use crate::lang::Lang;

/// Nobody follows more at once; the rest stands on the screen.
const MOST_SPOKEN: usize = 2;

/// The findings behind a result that the last answer's check led to.
pub(super) fn findings(walk: &Walk<'_>, lang: Lang) -> Vec<String> {
    let last = walk.path.last().and_then(|step| walk.value(step.fact));
    match last {
        Some(Value::IdNumber(text)) => {
            let text = text.reveal();
            let report = id_number::check(text, walk.today());
            let a_number = id_number::may_be_a_number(text);
            report
                .findings
                .causes()
                .iter()
                .map(|cause| cause.shareable(a_number, lang))
                .map(|words| without_code_points(&words, lang))
                .collect()
        }
        Some(Value::Name { record, typed }) => {
            let comparison = person_name::compare(record.reveal(), typed.reveal());
            comparison
                .findings
                .iter()
                .map(|finding| name_finding(finding, lang))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Two dots that are not on every keyboard print alike: they keep what tells
/// them apart.
fn name_finding(finding: &NameFinding, lang: Lang) -> String {
    let words = finding.shareable(lang);
    let both = [finding.record_char, finding.typed_char];
    if both
        .iter()
        .all(|sign| sign.is_some_and(|it| !it.is_ascii()))
    {
        return words;
    }
    without_code_points(&words, lang)
}

/// The kinds of what the check of a number found that the walk came to last:
/// nothing of the number itself.
pub(crate) fn kinds(walk: &Walk<'_>) -> impl Iterator<Item = &'static str> + use<> {
    let last = walk.path.last().and_then(|step| walk.value(step.fact));
    let found = match last {
        Some(Value::IdNumber(text)) => id_number::check(text.reveal(), walk.today()).findings,
        _ => id_number::Findings::default(),
    };
    let kinds: Vec<_> = found.iter().map(|finding| finding.kind.name()).collect();
    kinds.into_iter()
}

/// The first of such findings in a few words, for a message.
pub(crate) fn short(
    kinds: impl IntoIterator<Item = impl AsRef<str>>,
    lang: Lang,
) -> Option<String> {
    let first = kinds.into_iter().next()?;
    let mut all = id_number::FindingKind::ALL.into_iter();
    let kind = all.find(|kind| kind.name() == first.as_ref())?;
    Some(kind.short(lang).to_owned())
}

/// The same to say on the phone; nothing where nothing was found.
pub(super) fn spoken(walk: &Walk<'_>, lang: Lang) -> Option<String> {
    let stop = lang.pick("。", ".");
    let mut found = findings(walk, lang);
    found.truncate(MOST_SPOKEN);
    let found = found.iter().map(|it| it.trim_end_matches(stop));
    let said = found.collect::<Vec<_>>().join(lang.pick("；", "; "));
    // Nobody reads a code point out.
    let said = without_code_points(&said, lang);
    (!said.is_empty()).then(|| said + stop)
}
