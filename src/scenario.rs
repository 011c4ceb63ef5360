//! Scenario files: walks in the users' language with what must come out. One
//! may be `like` another and say only what differs.

mod path;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::answers;
use crate::engine::{Answers, Walk};
use crate::lang::{Lang, Said};
use crate::pack::Place;
use crate::pack::document::Document;
use crate::pack::files::{Files, SCENARIOS};
use crate::pack::index::{find, unknown_id};
use crate::pack::problem::{Noun, Problem, ProblemKind, Severity};
use crate::pack::reader::{Name, Sink, Table, Value, wrong};
use crate::pack::{Pack, ResultId};
use path::{ANY, is_path, other_step};

/// One walk and what must come out of it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub(crate) place: Place,
    /// The one it is like.
    like: Option<String>,
    /// The day it is told for.
    pub today: NaiveDate,
    /// The answers.
    pub answers: Answers,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out of a scenario; what is not written is not checked.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The result.
    pub result: ResultId,
    /// The first day to ask.
    pub ask_from: Option<NaiveDate>,
    /// Whether that day is certain.
    pub(crate) certain: Option<bool>,
    /// Whether that day is counted from a month.
    pub(crate) approximate: Option<bool>,
    /// The link's id.
    pub(crate) link: Option<String>,
    /// The id of who moves next.
    owner: Option<String>,
    /// The cautions' ids, all of them.
    pub(crate) cautions: Option<Vec<String>>,
    /// The facts asked, in order; `"..."` stands for any of them, or none.
    pub(crate) path: Option<Vec<String>>,
}

/// A scenario as its entry has it: what is left out is the other's.
struct Written {
    id: String,
    place: Place,
    like: Option<Name>,
    /// Answers of the other that are not given here.
    without: Vec<Name>,
    today: Option<NaiveDate>,
    answers: Answers,
    expect: Option<Expectation>,
    /// Whether it was read without a fault.
    sound: bool,
}

/// Reads every scenario file of a pack.
#[must_use]
pub fn read_all(pack: &Pack, files: &Files) -> (Vec<Scenario>, Vec<Problem>) {
    let sink = Sink::default();
    let mut list: Vec<Written> = Vec::new();
    let mut all_read = true;
    for (file, text) in files.iter() {
        if !text.name.starts_with(SCENARIOS) {
            continue;
        }
        match Document::read(file, text, &sink) {
            Some(document) => read_file(pack, &document, &sink, &mut list),
            None => all_read = false,
        }
    }
    // What a file that cannot be read holds is not told as missing.
    let missed = all_read.then_some(&sink);
    let list = settle_all(pack, &list, files, (&sink, missed));
    (list, sink.into_list())
}

fn read_file(pack: &Pack, document: &Document<'_>, sink: &Sink, list: &mut Vec<Written>) {
    let root = Table::root(document, sink);
    if let Some(group) = root.table("scenario") {
        for (id, place, value) in group.entries() {
            sink.is_harmless(id, place);
            let name = format!("scenario.{id}");
            if let Some(table) = Table::of(group.file, name, value, sink) {
                list.push(read_one(pack, id, place, table));
            }
        }
    }
    root.finish();
}

fn read_one(pack: &Pack, id: &str, place: Place, table: Table<'_>) -> Written {
    let before = table.sink().len();
    let like = table.optional_name("like");
    // What is taken from another need not be said.
    let value = |key| match like {
        Some(_) => table.optional(key),
        None => table.required(key),
    };
    let inner = |key| table.under(key, value(key)?);
    let today = value("today").and_then(|value| table.as_date("today", value));
    let answers = inner("answers").map(|table| answers::of_table(pack, &table));
    let mut answers = answers.unwrap_or_default();
    answers::read_given(pack, &table, &mut answers);
    table.optional_name("about"); // for those who read the file
    let expect = inner("expect").and_then(|table| expectation(pack, table));
    let without = table.optional("without");
    let without = without.map_or_else(Vec::new, |value| table.names("without", value));
    let sink = table.sink();
    table.finish();
    Written {
        id: id.to_owned(),
        place,
        like,
        without,
        today,
        answers,
        expect,
        sound: sink.len() == before,
    }
}

/// Fills in what each takes from another. One that has a fault, or is like one
/// that has, is left out.
fn settle_all(
    pack: &Pack,
    list: &[Written],
    files: &Files,
    (sink, missed): (&Sink, Option<&Sink>),
) -> Vec<Scenario> {
    let numbers = numbers(list, files, sink);
    let mut settled: Vec<Option<Scenario>> = vec![None; list.len()];
    let mut visited = vec![false; list.len()];
    for start in 0..list.len() {
        // From one to the one it is like, until there is no other.
        let (mut chain, mut at) = (Vec::new(), Some(start));
        while let Some(number) = at.filter(|number| !visited[*number]) {
            visited[number] = true;
            chain.push(number);
            at = list[number].like.as_ref().and_then(|like| {
                let other = numbers.get(like.text.as_str()).copied();
                if let Some(missed) = missed.filter(|_| other.is_none()) {
                    let ids = list.iter().map(|it| it.id.as_str());
                    let kind = unknown_id(Noun::Scenario, &like.text, ids);
                    missed.error(Some(like.place), kind);
                }
                other
            });
        }
        if let Some(first) = at.and_then(|at| chain.iter().position(|it| *it == at)) {
            circle(list, &chain[first..], sink);
        }
        for number in chain.into_iter().rev() {
            let like = list[number].like.as_ref();
            let other = like.and_then(|like| settled[*numbers.get(like.text.as_str())?].as_ref());
            if like.is_none() || other.is_some() {
                settled[number] = list[number].settle(pack, other, sink);
            }
        }
    }
    settled.into_iter().flatten().collect()
}

/// Every scenario's number by its id; reports an id given twice.
fn numbers<'w>(list: &'w [Written], files: &Files, sink: &Sink) -> HashMap<&'w str, usize> {
    let mut numbers = HashMap::new();
    for (number, it) in list.iter().enumerate() {
        let first = *numbers.entry(it.id.as_str()).or_insert(number);
        if first != number {
            let kind = ProblemKind::DuplicateId {
                noun: Noun::Scenario,
                id: it.id.clone(),
                first: files.location(list[first].place),
            };
            sink.error(Some(it.place), kind);
        }
    }
    numbers
}

/// Reports scenarios that are each like the next and the last like the first.
fn circle(list: &[Written], numbers: &[usize], sink: &Sink) {
    let ids: Vec<_> = numbers.iter().map(|it| list[*it].id.as_str()).collect();
    let Some(like) = &list[numbers[0]].like else {
        return;
    };
    let expected = Said::new(
        "一个不会又绕回来的情景",
        "a scenario that does not lead back to this one",
    );
    let found = format!("\"{}\" ({} → {})", like.text, ids.join(" → "), ids[0]);
    sink.error(Some(like.place), wrong("like", expected, &found));
}

impl Written {
    /// The scenario, with what it takes from the other.
    fn settle(&self, pack: &Pack, other: Option<&Scenario>, sink: &Sink) -> Option<Scenario> {
        let mut answers = other.map_or_else(Answers::new, |it| it.answers.clone());
        for name in &self.without {
            let fact = pack.find_fact(&name.text);
            if fact.and_then(|fact| answers.remove(fact)).is_none() {
                let known = answers.iter().map(|(fact, _)| pack.fact(fact).id.as_str());
                sink.error(
                    Some(name.place),
                    unknown_id(Noun::Answer, &name.text, known),
                );
            }
        }
        for (fact, value) in self.answers.iter() {
            answers.set(fact, value.clone());
        }
        let expect = self.expect.clone();
        let scenario = Scenario {
            id: self.id.clone(),
            place: self.place,
            like: self.like.as_ref().map(|it| it.text.clone()),
            today: self.today.or(other.map(|it| it.today))?,
            answers,
            expect: expect.or_else(|| other.map(|it| it.expect.clone()))?,
        };
        self.sound.then_some(scenario)
    }
}

fn expectation(pack: &Pack, table: Table<'_>) -> Option<Expectation> {
    let result = table.name_at("result").and_then(|name| {
        let known = pack.results.iter().map(|card| card.id.as_str());
        let number = find(Noun::Result, &name.text, name.place, known, table.sink());
        number.map(ResultId::new)
    });
    let strings = |key| {
        let value = table.optional(key)?;
        let names = table.names(key, value);
        Some(names.into_iter().map(|name| name.text).collect())
    };
    let expectation = Expectation {
        result: result.unwrap_or(ResultId::new(0)),
        ask_from: table
            .optional("ask-from")
            .and_then(|value| table.as_date("ask-from", value)),
        approximate: (table.optional("approximate")).map(|_| table.boolean("approximate")),
        certain: table.optional("certain").map(|_| table.boolean("certain")),
        link: table.optional_name("link").map(|name| name.text),
        owner: table.optional_name("owner").map(|name| name.text),
        cautions: strings("cautions"),
        path: table
            .optional("path")
            .map(|value| path(pack, &table, value)),
    };
    table.finish();
    result.map(|_| expectation)
}

/// Facts, and the gaps between them.
fn path(pack: &Pack, table: &Table<'_>, value: Value<'_>) -> Vec<String> {
    let names = table.names("path", value);
    let known = pack.facts.iter().map(|fact| fact.id.as_str());
    for Name { text, place } in names.iter().filter(|name| name.text != ANY) {
        find(Noun::Fact, text, *place, known.clone(), table.sink());
    }
    names.into_iter().map(|name| name.text).collect()
}

/// Walks scenarios, and reports what came out otherwise than expected. Of those
/// that are like one which comes out wrong in the same way only that one is
/// told: what is mended there is mended for all.
#[must_use]
pub fn problems(pack: &Pack, scenarios: &[Scenario]) -> Vec<Problem> {
    // Of one id the first counts.
    let numbers = scenarios.iter().enumerate().rev();
    let numbers: HashMap<&str, usize> = numbers.map(|(at, it)| (it.id.as_str(), at)).collect();
    let wrong: Vec<_> = scenarios.iter().map(|it| it.differences(pack)).collect();
    let parts = |number: usize| wrong[number].iter().map(|(part, _)| *part);
    let mut more = vec![0; scenarios.len()];
    let mut roots = Vec::new();
    for number in (0..scenarios.len()).filter(|it| !wrong[*it].is_empty()) {
        // No circle: a scenario in one was left out.
        let like = |number: usize| numbers.get(scenarios[number].like.as_deref()?).copied();
        let others = std::iter::successors(like(number), |it| like(*it));
        match others.filter(|it| parts(*it).eq(parts(number))).last() {
            Some(root) => more[root] += 1,
            None => roots.push(number),
        }
    }
    let problem = |number: usize| scenarios[number].told(&wrong[number], more[number]);
    roots.into_iter().map(problem).collect()
}

/// What came out otherwise than expected: of which part, and the two.
type Difference = (&'static str, Said);

impl Scenario {
    /// Walks it, and reports what came out otherwise than expected.
    #[must_use]
    pub fn problem(&self, pack: &Pack) -> Option<Problem> {
        let differences = self.differences(pack);
        (!differences.is_empty()).then(|| self.told(&differences, 0))
    }

    fn told(&self, differences: &[Difference], more: usize) -> Problem {
        let words = |lang: Lang| {
            let list = differences.iter().map(|(_, said)| said.get(lang));
            list.collect::<Vec<_>>().join(lang.pick("；", "; "))
        };
        let id = &self.id;
        let also = match more {
            0 => Said::default(),
            _ => Said::new(
                format!("（另有 {more} 个照它写的，也一样）"),
                format!(" (and so do {more} more that are like it)"),
            ),
        };
        let kind = ProblemKind::Scenario(Said::new(
            format!("情景 `{id}`{}：{}", also.zh, words(Lang::Zh)),
            format!("scenario `{id}`{} {}", also.en, words(Lang::En)),
        ));
        Problem {
            place: Some(self.place),
            severity: Severity::Error,
            kind,
        }
    }

    /// That its walk stops at a question, and why.
    fn stopped(&self, walk: &Walk<'_>) -> Said {
        let pack = walk.pack();
        let wanted = pack.card(self.expect.result).id.as_str();
        let next = walk.next_fact();
        let fact = next.map_or("", |fact| pack.fact(fact).id.as_str());
        let has_one = next.is_some_and(|fact| self.answers.get(fact).is_some());
        let (zh, en) = if has_one {
            (
                "它的回答这一天还不能有，日子在 today 以后",
                "whose answer cannot be given yet: its day lies behind `today`",
            )
        } else {
            (
                "它没有回答，在 answers 里加上",
                "which has no answer: add one to `answers`",
            )
        };
        Said::new(
            format!("应为 {wanted}，走到 `{fact}` 就停了：{zh}"),
            format!("expects {wanted}, but stops at `{fact}`, {en}"),
        )
    }

    /// Walks it, and tells what came out otherwise than expected.
    fn differences(&self, pack: &Pack) -> Vec<Difference> {
        let walk = Walk::new(pack, &self.answers, self.today);
        let expect = &self.expect;
        let Some(outcome) = walk.outcome() else {
            return vec![("answer", self.stopped(&walk))];
        };
        let mut differences = Vec::new();
        let mut compare = |part: &'static str, expected: String, found: String| {
            if expected != found {
                differences.push((part, otherwise(part, &expected, &found)));
            }
        };
        let [wanted, found] = [expect.result, outcome.result].map(|it| pack.card(it).id.clone());
        compare("result", wanted, found);
        // A result without `ask-from` in the scenario must have none.
        let day = |day: Option<NaiveDate>| day.map_or_else(|| "-".to_owned(), |it| it.to_string());
        let found = outcome.ask_from.map(|settled| settled.date);
        compare("ask-from", day(expect.ask_from), day(found));
        if let Some(certain) = expect.certain {
            let found = !outcome.rests_on_unsettled_days();
            compare("certain", certain.to_string(), found.to_string());
        }
        if let Some(approximate) = expect.approximate {
            let found = outcome.ask_from.is_some_and(|day| day.approximate);
            compare("approximate", approximate.to_string(), found.to_string());
        }
        if let Some(link) = &expect.link {
            let found = outcome
                .link
                .map_or("", |link| &pack.links[link.number()].id);
            compare("link", link.clone(), found.to_owned());
        }
        if let Some(owner) = &expect.owner {
            let found = &pack.owners[outcome.owner.number()].id;
            compare("owner", owner.clone(), found.clone());
        }
        if let Some(cautions) = &expect.cautions {
            let found = outcome.cautions.iter();
            let found = found.map(|id| &pack.cautions[id.number()].id);
            let found: Vec<_> = found.map(String::as_str).collect();
            compare("cautions", cautions.join(" "), found.join(" "));
        }
        if let Some(path) = &expect.path {
            let asked = walk.path.iter();
            let asked: Vec<_> = asked.map(|step| pack.fact(step.fact).id.as_str()).collect();
            if !is_path(path, &asked) {
                differences.push(("path", other_step(path, &asked)));
            }
        }
        differences
    }
}

/// That a part is another than expected.
fn otherwise(part: &str, expected: &str, found: &str) -> Said {
    let named = |it: &str| match it {
        "" => "-".to_owned(),
        it => it.to_owned(),
    };
    let (expected, found) = (named(expected), named(found));
    let part = match part {
        "result" => String::new(),
        part => format!("{part} "),
    };
    Said::new(
        format!("{part}应为 {expected}，走出来是 {found}"),
        format!("expects {part}{expected}, found {found}"),
    )
}
