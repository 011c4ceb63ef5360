//! A row is answers: it comes out as the engine says for the same answers.

use std::fmt::Write as _;

use chabudao::check::month::Month;
use chabudao::engine::{Answers, Value, Walk, implied};
use chabudao::lang::Lang;
use chabudao::pack::{CautionId, Domain, FactId, Files, Pack, load};
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;
use chabudao::scenario;
use chabudao::triage::run::run;
use chabudao::triage::{csv::CsvSink, records::CsvRoster, value::CellReader};

use crate::{HEADINGS, Judged, RULES, reader};

/// A column for each cell of a fact.
fn headings(pack: &Pack) -> String {
    let mut names = Vec::new();
    for fact in &pack.facts {
        if fact.domain == Domain::NamePair {
            names.extend(["name.record", "name.typed"]);
        } else {
            names.push(&fact.id);
        }
    }
    names.join(",")
}

fn row(pack: &Pack, answers: &Answers) -> String {
    let mut row = String::new();
    for (number, fact) in (0..).zip(&pack.facts) {
        let id = pack.find_fact(&fact.id).expect("it is a fact");
        if number > 0 {
            row.push(',');
        }
        if fact.domain == Domain::NamePair {
            name(&mut row, answers.get(id));
        } else if let Some(value) = answers.get(id) {
            cell(&mut row, &fact.domain, value);
        }
    }
    row
}

fn name(row: &mut String, value: Option<&Value>) {
    let _ = match value {
        Some(Value::Name { record, typed }) => {
            write!(row, "\"{}\",\"{}\"", record.reveal(), typed.reveal())
        }
        Some(Value::Unknown) => write!(row, "不知道,"),
        Some(_) => write!(row, "fine,"),
        None => write!(row, ","),
    };
}

fn cell(row: &mut String, domain: &Domain, value: &Value) {
    let _ = match (value, domain) {
        (Value::Choice(number), Domain::Choice(ids)) => write!(row, "{}", ids[*number]),
        (Value::Date(day), _) => write!(row, "{day}"),
        (Value::Month(month), _) => write!(row, "{month}"),
        (Value::IdNumber(text), _) => write!(row, "\"{}\"", text.reveal()),
        (Value::Unknown, _) => write!(row, "unknown"),
        _ => write!(row, "fine"),
    };
}

/// The answers with what a roster takes from them besides, where its cells say
/// nothing else: written down here once more, as people would say it.
fn with_what_they_tell(pack: &Pack, answers: &Answers) -> Answers {
    let mut all = answers.clone();
    let known = |all: &Answers, fact: &str| {
        let value = all.get(pack.find_fact(fact).expect("a fact"));
        value.is_some_and(|value| *value != Value::Unknown)
    };
    let tell = |all: &mut Answers, fact, choice| {
        let fact = pack.find_fact(fact).expect("a fact");
        let Domain::Choice(ids) = &pack.fact(fact).domain else {
            panic!("it has choices");
        };
        let choice = ids.iter().position(|id| id == choice).expect("a choice");
        if all.get(fact).is_none() {
            all.set(fact, Value::Choice(choice));
        }
    };
    let own = own(pack, &all);
    let reported = pack.find_fact("applied-date").expect("a fact");
    if known(&all, "approved-date") {
        tell(&mut all, "institution-reply", "approved");
    }
    if own && known(&all, "applied-date") {
        tell(&mut all, "institution-reply", "at-city");
    }
    if own && all.get(reported).is_none() {
        tell(&mut all, "institution-reply", "not-reported");
    }
    // And what would never be asked without another answer.
    for fact in &pack.facts {
        if known(&all, &fact.id) {
            for (before, value) in implied(pack, pack.find_fact(&fact.id).expect("a fact")) {
                if all.get(before).is_none() {
                    all.set(before, value);
                }
            }
        }
    }
    all
}

/// Whether somebody is one of the school's own.
fn own(pack: &Pack, answers: &Answers) -> bool {
    let fact = pack.find_fact("trained-here").expect("a fact");
    answers.get(fact) == Some(&Value::Choice(1))
}

#[track_caller]
fn same(reader: CellReader<'_>, all: &[Answers]) {
    let pack = reader.pack;
    let rows: Vec<_> = all.iter().map(|answers| row(pack, answers)).collect();
    let text = format!("{}\n{}\n", headings(pack), rows.join("\n"));
    let mut sink = CsvSink::new(Vec::new());
    let ran = run(
        &mut CsvRoster::new(text.as_bytes()),
        &mut sink,
        reader,
        Lang::Zh,
        &[],
    );
    let tally = ran
        .unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader)))
        .tally;
    let csv = String::from_utf8(sink.into_inner()).expect("UTF-8");
    let judged = Judged { csv, tally };
    for (number, answers) in all.iter().enumerate() {
        let answers = &with_what_they_tell(pack, answers);
        let walk = Walk::new(pack, answers, reader.today);
        let outcome = walk.outcome();
        let result = outcome.map_or("", |outcome| pack.card(outcome.result).id.as_str());
        // What a caution leads with is to be asked today.
        let leads = |id: &CautionId| pack.cautions[id.number()].lead.is_some();
        let leads = outcome.is_some_and(|outcome| outcome.cautions.iter().any(leads));
        let day = outcome.and_then(|outcome| outcome.ask_from);
        let day = day.map(|day| (day.date, day.certain));
        let day = day.map(|day| if leads { (reader.today, true) } else { day });
        let certain = day.map_or("", |(_, certain)| if certain { "是" } else { "否" });
        let at = |heading| judged.added(number, heading);
        let shown = &rows[number];
        assert_eq!(at("result"), result, "{shown}");
        assert_eq!(
            at("最早可询问日期"),
            day.map_or(String::new(), |(day, _)| day.to_string()),
            "{shown}"
        );
        assert_eq!(at("日期是否确定"), certain, "{shown}");
        assert_eq!(at("还需要知道").is_empty(), outcome.is_some(), "{shown}");
        assert_eq!(at("结论").is_empty(), outcome.is_none(), "{shown}");
        // What diagnose writes as a table is the same, but for the step that is
        // the school's own.
        let (words, label) = (Words::new(&walk, Lang::Zh), None);
        let table = write_all(&[Entry { words, label }], Format::Csv, Lang::Zh);
        let table = table.expect("a table is always written");
        let mut read = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let told = read.records().next().expect("a row").expect("it is read");
        for (heading, told) in HEADINGS.iter().zip(told.iter().skip(1)).take(6) {
            if *heading != "下一步" || !own(pack, answers) {
                assert_eq!(at(heading), told, "{heading} {shown}");
            }
        }
    }
}

#[test]
fn every_scenario_comes_out_the_same_as_a_row() {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let (scenarios, _) = scenario::read_all(&loaded.pack, &loaded.warnings.files);
    assert!(scenarios.len() > 200);
    let mut days: Vec<_> = scenarios.iter().map(|scenario| scenario.today).collect();
    days.sort_unstable();
    days.dedup();
    for today in days {
        let told = scenarios.iter().filter(|scenario| scenario.today == today);
        let told: Vec<_> = told.map(|scenario| scenario.answers.clone()).collect();
        let usual = &Answers::new();
        let reader = CellReader {
            today,
            usual,
            ..reader()
        };
        same(reader, &told);
    }
}

/// Any answer a fact can have, or none.
fn answer(pack: &Pack, fact: FactId, roll: u32) -> Option<Value> {
    let day = |back: u32| {
        reader()
            .today
            .checked_sub_days(chrono::Days::new(back.into()))
    };
    match (&pack.fact(fact).domain, roll) {
        (_, 0) => None,
        (Domain::Choice(ids), roll) if pack.fact(fact).given.is_some() => {
            Some(Value::Choice(roll as usize % ids.len()))
        }
        (_, 1) => Some(Value::Unknown),
        (Domain::Choice(ids), roll) => Some(Value::Choice(roll as usize % ids.len())),
        (Domain::Date { .. }, roll) if roll % 4 == 0 => {
            day(roll * 3).map(|day| Value::Month(Month::of(day)))
        }
        (Domain::Date { .. }, roll) => day(roll * 3).map(Value::Date),
        (Domain::IdNumber | Domain::NamePair, _) => Some(Value::Fine),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]
    #[test]
    fn any_answers_come_out_the_same_as_a_row(
        rolls in proptest::collection::vec(proptest::collection::vec(0u32..64, 23), 1..40)
    ) {
        let pack = &RULES.0;
        let one = |rolls: &Vec<u32>| -> Answers {
            let facts = pack.facts.iter().map(|fact| pack.find_fact(&fact.id).expect("a fact"));
            facts.zip(rolls).filter_map(|(fact, roll)| Some((fact, answer(pack, fact, *roll)?))).collect()
        };
        let all: Vec<_> = rolls.iter().map(one).collect();
        let usual = &Answers::new();
        same(CellReader { usual, ..reader() }, &all);
    }
}
