//! People who wait since the same day, and what to do for all of them at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::row::Step;
use super::value::CellReader;
use crate::check::month::Month;
use crate::engine::{Facts, Value};
use crate::lang::{Lang, Said};
use crate::pack::{FactId, Pack, ParameterId, ResultId};
use crate::report::template::Template;
use crate::report::words::{day_near, month};

/// Days told apart; no class list has more.
pub(crate) const MOST_BATCHES: usize = 10_000;

/// `[batch]` of `roster.toml`: people who wait since the same day.
#[derive(Clone, Debug)]
pub(crate) struct Batches {
    /// The fact whose day it is.
    pub(crate) of: FactId,
    /// Working days that are long enough: the sum of these parameters.
    pub(crate) limit: Vec<ParameterId>,
    /// What is said of those beyond the limit and of those within, with
    /// `{day}`, `{count}` and `{limit}`.
    pub(crate) past: Said,
    /// The same within it.
    pub(crate) within: Said,
    /// The same where only the month is known, and both may be.
    pub(crate) open: Option<Said>,
    /// By result: what to do for all of a day at once.
    pub(crate) todo: Vec<Option<Said>>,
}

/// The day of a batch; for a month its first, and that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BatchDay {
    first: NaiveDate,
    is_month: bool,
}

impl BatchDay {
    /// The day of an answer, where it has one.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let (first, _) = value.days()?;
        let is_month = matches!(value, Value::Month(_));
        Some(Self { first, is_month })
    }

    fn value(self) -> Value {
        if self.is_month {
            Value::Month(Month::of(self.first))
        } else {
            Value::Date(self.first)
        }
    }

    /// `9月28日`, with the year where it is not this one.
    fn words(self, today: NaiveDate, lang: Lang) -> String {
        if self.is_month {
            month(Month::of(self.first), lang)
        } else {
            day_near(self.first, today, lang)
        }
    }
}

/// How many there are of whom the same is to be done.
pub(crate) type Steps = BTreeMap<Step, u64>;

/// The same of each day; and how many have the day and a result, or none yet,
/// that does not rest on it.
pub(crate) type ByDay = BTreeMap<BatchDay, BTreeMap<Option<Step>, u64>>;

/// What the caution of that number puts before any result, for several people.
pub(super) fn lead(pack: &Pack, number: usize, lang: Lang) -> String {
    let template = Template::new(pack, lang);
    let lead = pack.cautions[number].lead.as_ref();
    let text = lead.map(|lead| {
        let mut briefs = lead.message.iter().filter(|brief| brief.0.when.is_none());
        let brief = briefs.next().map(|brief| &brief.0.text);
        template.unfilled(brief.unwrap_or(lead.headline.rest()))
    });
    text.unwrap_or_default()
}

/// What to do at a step; not what the school does, where it is other people's.
pub(super) fn todo(step: Step, reader: CellReader<'_>, lang: Lang) -> String {
    match step {
        Step::Lead(number) => lead(reader.pack, number, lang),
        Step::Result(number, is_own) => {
            let result = ResultId::new(number);
            let own = reader.words.todo(result, lang).filter(|_| is_own);
            own.unwrap_or_else(|| reader.words.cause(result, lang))
                .to_owned()
        }
    }
}

/// Puts those first of whom there are most, behind what leads.
pub(super) fn most_first<T>(steps: &Steps, list: &mut [(T, u64)]) {
    let leads = |step: &&Step| matches!(step, Step::Lead(_));
    let led = steps.keys().filter(leads).count();
    list[led..].sort_by_key(|(_, count)| std::cmp::Reverse(*count)); // stable
}

/// `9月28日报的 17 人，都已过 23 个工作日：…`.
pub(super) fn line(
    batches: &Batches,
    day: BatchDay,
    people: &BTreeMap<Option<Step>, u64>,
    reader: CellReader<'_>,
    lang: Lang,
) -> Option<String> {
    let steps: Steps = people
        .iter()
        .filter_map(|(step, count)| Some(((*step)?, *count)))
        .collect();
    if steps.is_empty() {
        return None;
    }
    let value = day.value();
    let mut facts = Facts::new(reader.pack, reader.today);
    facts.set(batches.of, &value);
    let limit = reader.pack.sum(&batches.limit);
    let said = match facts.counted(batches.of) {
        Some(counted) if counted.workdays > limit => &batches.past,
        Some(counted) if counted.most > limit => batches.open.as_ref().unwrap_or(&batches.within),
        _ => &batches.within,
    };
    let (count, all): (u64, u64) = (steps.values().sum(), people.values().sum());
    let count = if count == all {
        count.to_string()
    } else {
        lang.say(
            format_args!("{all} 人里轮到这一步的 {count}"),
            format_args!("{count} of {all} (the others have something else to do first)"),
        )
    };
    let head = said.get(lang);
    let head = head.replace("{day}", &day.words(reader.today, lang));
    let head = head.replace("{count}", &count);
    let head = head.replace("{limit}", &limit.to_string());
    let mut parts: Vec<(String, u64)> = Vec::new();
    for (step, count) in &steps {
        let todo = match *step {
            Step::Lead(_) => {
                let lead = todo(*step, reader, lang);
                lead.trim_end_matches(['。', '.']).to_owned()
            }
            Step::Result(number, _) => match &batches.todo[number] {
                Some(said) => said.get(lang).to_owned(),
                None => todo(*step, reader, lang),
            },
        };
        match parts.iter_mut().find(|(known, _)| *known == todo) {
            Some((_, all)) => *all += count,
            None => parts.push((todo, *count)),
        }
    }
    most_first(&steps, &mut parts);
    let alone = parts.len() == 1;
    let parts = parts.into_iter().map(|(todo, count)| match (alone, lang) {
        (true, _) => todo,
        (false, Lang::Zh) => format!("{count} 人{todo}"),
        (false, Lang::En) => format!("{count} {todo}"),
    });
    let parts: Vec<_> = parts.collect();
    let parts = parts.join(lang.pick("；", "; "));
    Some(format!("{head}{}{parts}", lang.colon()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Answers;
    use crate::pack::{Files, load};
    use crate::triage::vocabulary::Vocabulary;

    /// What the school does itself is not said of other people.
    #[test]
    fn others_are_not_told_what_the_school_does() {
        let loaded = load(Files::embedded()).expect("the rules load");
        let (words, _) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let reader = CellReader {
            pack: &loaded.pack,
            words: &words,
            today,
            usual: &Answers::new(),
            pass_mark: None,
            masked: false,
        };
        let batches = words.batches.as_ref().expect("the rules have batches");
        let mut all = loaded.pack.result_ids();
        let todo = |result| words.todo(result, Lang::Zh);
        let result = all.find(|it| todo(*it).is_some() && batches.todo[it.number()].is_none());
        let result = result.expect("one has words of its own and none of the day");
        let day = BatchDay::of(&Value::Date(today)).expect("a day");
        let step = |own| Some(Step::Result(result.number(), own));
        let people = BTreeMap::from([(step(false), 2), (step(true), 1)]);
        let said = line(batches, day, &people, reader, Lang::Zh).expect("some have the day");
        let (cause, own) = (words.cause(result, Lang::Zh), todo(result).expect("words"));
        assert!(
            said.ends_with(&format!("：2 人{cause}；1 人{own}")),
            "{said}"
        );
    }

    /// The same is said of those who have no certificate yet.
    #[test]
    fn what_the_school_does_speaks_of_no_card() {
        let loaded = load(Files::embedded()).expect("the rules load");
        let (words, _) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
        for result in loaded.pack.result_ids() {
            for (lang, of_a_card) in [
                (Lang::Zh, ["证还有没有效", "应复审", "证上"]),
                (Lang::En, ["card", "review date", "valid"]),
            ] {
                let said = words.todo(result, lang).unwrap_or_default();
                assert!(!of_a_card.iter().any(|it| said.contains(it)), "{said}");
            }
        }
    }
}
