//! Only what is offered can be chosen: at every question, on the screens and
//! line by line, in both voices. What stands there answers; any other digit
//! gets one and the same sentence and answers nothing.

#[path = "fixture/screen.rs"]
mod screen;
#[path = "fixture/walk.rs"]
mod walk;

use std::collections::BTreeMap;

use chabudao::answers::AnswersFile;
use chabudao::engine::{Answers, Value, Voice, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Domain, Pack, QuestionId};
use chabudao::plain;
use chabudao::prove::cases;
use chabudao::ui::kept::{SavedWalk, WalkId};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chrono::NaiveDate;
use screen::drawn;

/// Every question with answers that lead to it, and the day they are for.
fn questions(pack: &Pack) -> BTreeMap<QuestionId, (Answers, NaiveDate)> {
    let mut found = BTreeMap::new();
    for case in cases::cases(pack).list {
        let walk = Walk::new(pack, &case.answers, case.today);
        let mut so_far = walk::given(pack, &case.answers);
        for step in &walk.path {
            let here = || (so_far.clone(), case.today);
            found.entry(step.question).or_insert_with(here);
            let value = walk.value(step.fact).expect("an answer on the path");
            so_far.set(step.fact, value.clone());
        }
    }
    assert_eq!(
        found.len(),
        pack.questions.len(),
        "every question is reached"
    );
    found
}

/// What a digit may answer: none where it is not offered.
fn meant(walk: &Walk<'_>, question: QuestionId, digit: u8) -> Option<Value> {
    let pack = walk.pack();
    match (&pack.fact(pack.question(question).fact).domain, digit) {
        (_, 0) => Some(Value::Unknown),
        (Domain::Choice(_), _) => {
            let offered = walk.offered(question);
            let choice = offered.get(usize::from(digit) - 1);
            choice.map(|choice| Value::Choice(choice.value))
        }
        _ => None,
    }
}

/// The rows a page offers: the digits in front of its lines.
fn digits_shown(model: &Model) -> Vec<u8> {
    let (buffer, _) = drawn(model);
    let rows = model.size.1;
    let row = |y| -> String { (0..7).map(|x| buffer[(x, y)].symbol()).collect() };
    let digit = |line: String| {
        let behind = line.chars().skip(4).collect::<String>();
        let digit = line.chars().nth(3)?.to_digit(10)?;
        (behind.starts_with("  ")).then_some(u8::try_from(digit).ok()?)
    };
    (3..rows - 2).filter_map(|y| digit(row(y))).collect()
}

#[test]
fn on_the_screens() {
    let (pack, _) = walk::shipped();
    for (question, (answers, today)) in questions(pack) {
        let fact = pack.question(question).fact;
        let id = &pack.question(question).id;
        let choices = matches!(pack.fact(fact).domain, Domain::Choice(_));
        if !choices {
            continue; // a digit is typed there
        }
        for voice in [Voice::Own, Voice::Call] {
            let mut refusals = Vec::new();
            let mut offered = Vec::new();
            let mut shown = Vec::new();
            for digit in 0..=9 {
                let mut guide = Guide::new(pack.clone(), Vec::new());
                let kept = AnswersFile {
                    answers: answers.clone(),
                    voice,
                    ..AnswersFile::default()
                };
                guide.kept = vec![SavedWalk::new(WalkId::default(), kept)];
                let mut model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today);
                model.size = (110, 60);
                let asked = answers
                    .iter()
                    .any(|(fact, _)| pack.fact(fact).given.is_none());
                let begin = if asked { "3" } else { "1" };
                play(&mut model, begin).expect("a key");
                shown = digits_shown(&model);
                play(&mut model, &digit.to_string()).expect("a key");
                let guide = model.guide().expect("a guide");
                let found = guide.course.answers.get(fact).cloned();
                let walk = Walk::new(pack, &answers, today);
                let meant = meant(&walk, question, digit);
                assert_eq!(found, meant, "{id} {digit} {voice:?}");
                match found {
                    Some(_) => offered.push(digit),
                    None => refusals.push(model.notice.expect("a sentence").text(Lang::Zh)),
                }
            }
            shown.sort_unstable();
            assert_eq!(offered, shown, "{id} {voice:?}");
            assert!(
                refusals.windows(2).all(|two| two[0] == two[1]),
                "{refusals:?}"
            );
        }
    }
}

#[test]
fn line_by_line() {
    let (pack, _) = walk::shipped();
    for (question, (answers, today)) in questions(pack) {
        let asked = pack.question(question);
        let domain = &pack.fact(asked.fact).domain;
        for voice in [Voice::Own, Voice::Call] {
            let mut refusals = Vec::new();
            let mut state = plain::Dialogue::new(pack, today, Lang::Zh, voice, answers.clone());
            state.step("+1");
            assert_eq!(state.answers().get(asked.fact), None, "{}", asked.id);
            for digit in 0..=12 {
                let mut state = plain::Dialogue::new(pack, today, Lang::Zh, voice, answers.clone());
                let lines = state.open();
                let stands = lines
                    .iter()
                    .any(|line| line.starts_with(&format!("  {digit}. ")));
                let reply = state.step(&digit.to_string());
                let found = state.answers().get(asked.fact);
                let expected = match (domain, digit) {
                    (_, 0) => Some(Value::Unknown),
                    (Domain::IdNumber | Domain::NamePair, 1) => Some(Value::Fine),
                    (Domain::Choice(_), _) => {
                        meant(&Walk::new(pack, &answers, today), question, digit)
                    }
                    _ => None,
                };
                assert_eq!(found, expected.as_ref(), "{} {digit} {voice:?}", asked.id);
                let typed = !matches!(domain, Domain::Choice(_));
                assert!(typed || stands || found.is_none(), "{} {digit}", asked.id);
                if !stands && found.is_none() && !typed {
                    refusals.push(reply);
                }
            }
            assert!(
                refusals.windows(2).all(|two| two[0] == two[1]),
                "{refusals:?}"
            );
        }
    }
}
