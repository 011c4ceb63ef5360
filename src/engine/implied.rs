//! What somebody has also said who tells a fact before its turn: "the school
//! says it is with the city" tells that the school has answered.

use chrono::NaiveDate;

use super::evaluate::Facts;
use super::value::Value;
use super::walk::fired;
use crate::pack::{Condition, Domain, FactId, Pack, Question, QuestionId, Target};

/// More combinations of answers than this are not tried.
const MOST_TRIED: usize = 1_000;

/// The answers without which a fact would never be asked for, the nearest
/// question first: where a question can be reached from one choice alone, that
/// choice was made.
#[must_use]
pub fn implied(pack: &Pack, fact: FactId) -> Vec<(FactId, Value)> {
    let mut list: Vec<(FactId, Value)> = Vec::new();
    let mut at = only_question(pack, fact);
    while let Some((before, value)) = at.and_then(|question| only_way(pack, question)) {
        let seen = list.iter().any(|(fact, _)| *fact == before);
        if seen || before == fact {
            break;
        }
        list.push((before, value));
        at = only_question(pack, before);
    }
    list
}

/// The question that asks for a fact, where there is just one.
fn only_question(pack: &Pack, fact: FactId) -> Option<QuestionId> {
    let mut asking = pack
        .question_ids()
        .filter(|id| pack.question(*id).fact == fact);
    asking.next().filter(|_| asking.next().is_none())
}

/// The choice that leads to a question, where no other answer of any question
/// does.
fn only_way(pack: &Pack, question: QuestionId) -> Option<(FactId, Value)> {
    let to = Target::Question(question);
    let mut ways = pack.question_ids().flat_map(|from| ways(pack, from, to));
    let way = ways.next()?;
    ways.next().is_none().then_some(way).flatten()
}

/// The answers of a question that lead to a target; `None` for one that is no
/// choice, for a way that another fact opens, or for a question that may be
/// passed over on the way there.
fn ways(pack: &Pack, from: QuestionId, to: Target) -> Vec<Option<(FactId, Value)>> {
    let question = pack.question(from);
    let leads = question.exits().any(|exit| exit == to);
    let Domain::Choice(choices) = &pack.fact(question.fact).domain else {
        return leads.then_some(None).into_iter().collect();
    };
    let mut ways: Vec<Option<(FactId, Value)>> = (0..choices.len())
        .map(Value::Choice)
        .chain([Value::Unknown])
        .filter(|value| leads_to(pack, from, value) == to)
        .map(|value| Some((question.fact, value)))
        .collect();
    if leads && another_decides(pack, question, to) {
        ways.push(None);
    }
    if question.next == to && may_be_passed(pack, from, to) {
        ways.push(None);
    }
    ways
}

/// Whether another fact than its own may open a way from a question to a target:
/// on a route that leads there, or by closing one that leads elsewhere while
/// nothing is known of it.
fn another_decides(pack: &Pack, question: &Question, to: Target) -> bool {
    let own = question.fact;
    let choices = pack.fact(own).domain.choices();
    let values = (0..choices.len())
        .map(Value::choice)
        .chain([&Value::Unknown]);
    let alone = |when: &Condition| {
        values.clone().any(|value| {
            let mut facts = Facts::new(pack, NaiveDate::MIN);
            facts.set(own, value);
            facts.is_true(when)
        })
    };
    let mut routes = question.routes.iter();
    routes.any(|route| {
        let another = route.when.facts().iter().any(|fact| *fact != own);
        another && (route.to == to || alone(&route.when))
    })
}

/// Whether a question may be passed over on the way to one that is then asked;
/// it may where that is not for choices alone to say.
fn may_be_passed(pack: &Pack, from: QuestionId, to: Target) -> bool {
    let Some(unless) = &pack.question(from).ask_unless else {
        return false;
    };
    let Target::Question(to) = to else {
        return true;
    };
    let not_asked = pack.question(to).ask_unless.as_ref();
    let mut read = unless.facts();
    read.extend(not_asked.into_iter().flat_map(Condition::facts));
    read.sort_unstable();
    read.dedup();
    let values = |fact: &FactId| match &pack.fact(*fact).domain {
        Domain::Choice(ids) => Some((0..ids.len()).map(Value::choice).collect()),
        Domain::Date { .. } | Domain::IdNumber | Domain::NamePair => None,
    };
    let Some(values) = read.iter().map(values).collect::<Option<Vec<Vec<_>>>>() else {
        return true;
    };
    let mut all = vec![Facts::new(pack, NaiveDate::MIN)];
    for (fact, values) in read.iter().zip(values) {
        if all.len() > MOST_TRIED {
            return true;
        }
        // What is given stays as it is.
        if pack.fact(*fact).given.is_some() {
            continue;
        }
        let mut more = Vec::new();
        for value in values.into_iter().chain([&Value::Unknown]) {
            more.extend(all.iter().cloned().map(|mut facts| {
                facts.set(*fact, value);
                facts
            }));
        }
        all.extend(more);
    }
    all.iter()
        .any(|facts| facts.is_true(unless) && not_asked.is_none_or(|it| !facts.is_true(it)))
}

/// Where an answer leads by itself, whatever else is known.
fn leads_to(pack: &Pack, from: QuestionId, value: &Value) -> Target {
    let question = pack.question(from);
    let mut facts = Facts::new(pack, NaiveDate::MIN);
    facts.set(question.fact, value);
    fired(&facts, question, &mut Vec::new())
        .map_or(question.next, |number| question.routes[number].to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, load};

    fn told(fact: &str) -> Vec<String> {
        told_in(Files::embedded(), fact)
    }

    fn told_in(files: Files, fact: &str) -> Vec<String> {
        let pack = load(files).expect("the rules load").pack;
        let fact = pack.find_fact(fact).expect("a fact");
        implied(&pack, fact)
            .into_iter()
            .map(|(fact, value)| {
                let fact = pack.fact(fact);
                match value {
                    Value::Choice(at) => format!("{} {}", fact.id, fact.domain.choices()[at]),
                    value => format!("{} {value:?}", fact.id),
                }
            })
            .collect()
    }

    #[test]
    fn a_reply_tells_that_there_was_one() {
        assert_eq!(told("institution-reply"), ["asked-institution answered"]);
        assert_eq!(told("bureau-reply"), ["asked-bureau answered"]);
        assert_eq!(
            told("approved-date"),
            ["institution-reply approved", "asked-institution answered"]
        );
    }

    #[test]
    fn what_more_than_one_answer_leads_to_tells_nothing() {
        for fact in [
            "certificate",
            "exam-date",
            "applied-date",
            "fee",
            "validity",
        ] {
            assert_eq!(told(fact), Vec::<String>::new(), "{fact}");
        }
    }

    #[test]
    fn a_way_that_another_fact_opens_tells_nothing() {
        let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/base");
        let files = |another: &str| {
            let base = Files::from_dir(base.as_ref()).expect("the folder is there");
            let texts = base.iter().map(|(_, file)| {
                let text = file.text.replace(
                    "[[question.seen.route]]\nwhen = { is = { seen = \"yes\" } }\nto = \"done\"",
                    &format!("{another}[[question.seen.route]]\nwhen = {{ is = {{ seen = \"yes\" }} }}\nto = \"due\""),
                );
                (file.name.clone(), text.replace("next = \"due\"", "next = \"ask\""))
            });
            let given = "[given.other]\nvalues = [\"no\", \"yes\"]\nask = { zh = \"给\", en = \"given\" }\n";
            Files::from_texts(
                texts
                    .chain([("given.toml".to_owned(), given.to_owned())])
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(told_in(files(""), "due"), ["seen yes"]);
        let another =
            "[[question.seen.route]]\nwhen = { is = { other = \"yes\" } }\nto = \"due\"\n\n";
        assert_eq!(told_in(files(another), "due"), Vec::<String>::new());
    }
}
