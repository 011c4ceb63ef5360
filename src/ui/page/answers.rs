//! All that can be answered: what was asked, what is still to come and can be
//! filled in ahead, and what does not matter on the way taken.

use chrono::NaiveDate;
use crossterm::event::KeyCode;

use super::{About, Both, Command, Face, Guide, Model, Page, Sheet, Turn};
use crate::desk::batch::say_own;
use crate::engine::{Answers, Value, Voice, Walk};
use crate::pack::{Condition, Domain, FactId, Question, QuestionId, Target};
use crate::report::answered;
use crate::report::card;
use crate::report::words::{Words, yes_or_no};
use crate::ui::desk::Keeping;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{DIGITS, Family, SPACE, bind, enter};
use crate::ui::model::Focus;
use crate::ui::rows::{self, Pick};

pub(crate) static ABOUT: About = About {
    name: Both::new("答案", "Answers"),
    hint: Both::new(
        "按数字改那一条；没有数字的，用方向键加回车。",
        "A digit changes that line; or arrows and Enter.",
    ),
    own: &[DIGITS, enter(1, "改这条", "change it"), SPACE],
    shares: &[Family::Beside],
};

/// What is known of a class: there an answer can be cleared.
pub(crate) static CLASS_ABOUT: About = About {
    name: Both::new("班次知道的", "What a class knows"),
    hint: Both::new(
        "按数字改那一条；记错了的，移到那条按 - 清掉。",
        "A digit changes that line; - clears the line marked.",
    ),
    own: &[
        DIGITS,
        enter(1, "改这条", "change it"),
        bind(
            &[Key(KeyCode::Delete), Key(KeyCode::Char('-'))],
            Command::Delete,
        )
        .called(0, ["-", "-"], ["清掉", "clear"]),
        SPACE,
    ],
    shares: &[Family::Beside],
};

/// The answers so far, with the row marked.
#[derive(Clone, Debug)]
pub struct AnswersPage {
    /// The row marked.
    pub(crate) marked: usize,
    /// Whether they are those of a class.
    pub(crate) class: bool,
}

impl AnswersPage {
    /// The page with the row of a fact marked, else the first one.
    pub(crate) fn at(guide: &Guide, today: NaiveDate, fact: Option<FactId>) -> Self {
        let mut rows = rows(guide, today).into_iter();
        let marked = rows.position(|(it, _)| Some(it) == fact).unwrap_or(0);
        let class = matches!(guide.course.keeping, Keeping::Class(_));
        Self { marked, class }
    }
}

impl Face for AnswersPage {
    fn about(&self) -> &'static About {
        if self.class { &CLASS_ABOUT } else { &ABOUT }
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        let walk = guide.walk(model.today);
        let said = Words::new(&walk, lang);
        let title = match &guide.course.keeping {
            Keeping::Class(page) => format!(
                "{}{}",
                page.batch.name,
                lang.pick("：我们知道的", ": what we know")
            ),
            Keeping::File | Keeping::Call(_) => lang.say("到现在的答案", "The answers so far"),
        };
        sheet.strong(&title);
        sheet.blank();
        let mut before = FactState::Asked;
        for (number, (fact, state)) in rows(guide, model.today).into_iter().enumerate() {
            if state != before {
                before = state;
                sheet.heading(match state {
                    FactState::Given if guide.course.call().is_some() => lang.pick(
                        "不用问的（在来电单那一页改）",
                        "Not asked (changed on the page of the case)",
                    ),
                    FactState::Given => {
                        lang.pick("不用问的（按它就改）", "Not asked (press to change)")
                    }
                    FactState::Ahead => lang.pick(
                        "还没问到的（已经知道的可以先填，到时不再问）",
                        "Not asked yet (can be filled in ahead; then not asked again)",
                    ),
                    _ => lang.pick("照现在的答案用不到的", "Not used with the present answers"),
                });
            }
            let (question, answer) = words(&walk, guide, &said, fact);
            let marked = number == self.marked;
            let unused = state == FactState::Unused;
            let style = if unused {
                theme.quiet()
            } else {
                theme.strong()
            };
            sheet.listed(number, &question, (marked, unused), |sheet| {
                if !answer.is_empty() {
                    sheet.hang("     ", style, style, &answer);
                }
                if let Some(note) = guide.course.notes.get(&fact) {
                    sheet.note(note.text(), lang);
                }
            });
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let rows = rows(turn.guide, turn.today);
        if command == Command::Delete && self.class {
            return turn.clear(rows[self.marked].0);
        }
        match rows::numbered(command, self.marked, rows.len()) {
            Pick::Mark(marked) => turn.guide.page = Page::Answers(Self { marked, ..*self }),
            Pick::Choose(row) => change(turn, rows[row].0),
            Pick::Refuse(why) => turn.notice = Some(why),
            Pick::Back => turn.home(),
        }
    }
}

/// Jumps to the question of a fact, asked already or not, to come straight
/// back after it.
fn change(turn: &mut Turn<'_>, fact: FactId) {
    if turn.guide.pack.fact(fact).given.is_some() {
        return turn_given(turn, fact);
    }
    let walk = turn.guide.walk(turn.today);
    let Some(question) = walk.question_of(fact) else {
        turn.say(
            "照现在的答案，这一条用不到。",
            "With the present answers this one is not used.",
        );
        return;
    };
    let course = &turn.guide.course;
    let from = course.return_to.unwrap_or(course.spot);
    turn.look_at(Focus::Jump(question));
    turn.guide.course.return_to = Some(from);
}

/// Gives a fact its next value.
fn turn_given(turn: &mut Turn<'_>, fact: FactId) {
    let walk = turn.guide.walk(turn.today);
    let (Some(Value::Choice(now)), Domain::Choice(values)) =
        (walk.value(fact), &turn.guide.pack.fact(fact).domain)
    else {
        return;
    };
    let next = Value::Choice((now + 1) % values.len());
    turn.give(fact, next);
}

/// Where a fact stands on the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FactState {
    /// It was asked.
    Asked,
    /// Nobody is asked: it is given, and a key turns it.
    Given,
    /// It may still be asked.
    Ahead,
    /// It does not matter with the present answers.
    Unused,
}

/// The rows: the path, then what may come, then the rest.
fn rows(guide: &Guide, today: NaiveDate) -> Vec<(FactId, FactState)> {
    if let Keeping::Class(_) = guide.course.keeping {
        return rows_of_class(guide, today);
    }
    let walk = guide.walk(today);
    let pack = &guide.pack;
    let asked: Vec<FactId> = walk.path.iter().map(|step| step.fact).collect();
    let coming = walk.asks();
    let coming = coming.map_or_else(Vec::new, |it| still_asked(&walk, it, &asked));
    let state = |fact: FactId| {
        if pack.fact(fact).given.is_some() {
            FactState::Given
        } else if coming.contains(&fact) {
            FactState::Ahead
        } else {
            FactState::Unused
        }
    };
    let rest = pack.fact_ids();
    // Who looks for themselves is no caller, and what is given is of callers.
    let otherwise: Vec<FactId> = walk.given_otherwise().map(|(fact, _)| fact).collect();
    let shown = |fact: &FactId| {
        let given = pack.fact(*fact).given.is_some();
        !given || guide.voice == Voice::Call || otherwise.contains(fact)
    };
    let mut others: Vec<_> = rest
        .filter(|fact| !asked.contains(fact) && shown(fact))
        .map(|fact| (fact, state(fact)))
        .collect();
    others.sort_by_key(|(_, state)| *state);
    let asked = asked.into_iter().map(|fact| (fact, FactState::Asked));
    asked.chain(others).collect()
}

/// What a school can know of a whole class: nothing of one person alone, and
/// first what comes after everybody's own self-check. What nobody of its own is
/// asked stands there only where it is known.
fn rows_of_class(guide: &Guide, today: NaiveDate) -> Vec<(FactId, FactState)> {
    let pack = &guide.pack;
    let mut own = Answers::new();
    say_own(pack, &mut own);
    let own = Walk::new(pack, &own, today);
    let is_known = |fact: FactId| guide.course.answers.get(fact).is_some();
    let is_asked = |fact: FactId| {
        let mut asking = pack.questions.iter().filter(|it| it.fact == fact);
        asking.any(|it| it.ask_unless.as_ref().is_none_or(|it| !own.holds(it)))
    };
    let asked = |fact: FactId| Some((pack.question(pack.question_of(fact)?).stage.number(), fact));
    let facts = pack.fact_ids();
    let mut asked: Vec<_> = facts
        .filter(|fact| !pack.fact(*fact).is_personal())
        .filter(|fact| is_known(*fact) || is_asked(*fact))
        .filter_map(asked)
        .collect();
    asked.sort_by_key(|(stage, _)| (*stage == 0, *stage));
    let rows = asked.into_iter().map(|(_, fact)| (fact, FactState::Asked));
    rows.collect()
}

/// The facts that a question or any one it can lead to asks for; not those of
/// questions that what has been answered leaves out for good.
fn still_asked(walk: &Walk<'_>, from: QuestionId, asked: &[FactId]) -> Vec<FactId> {
    let pack = walk.pack();
    let settled = |fact: &FactId| asked.contains(fact) || pack.fact(*fact).given.is_some();
    let left_out = |question: &Question| {
        let unless = question.ask_unless.as_ref();
        unless.is_some_and(|it| holds_for_good(walk, it, &settled))
    };
    let mut seen = vec![false; pack.questions.len()];
    let mut open = vec![Target::Question(from)];
    let mut facts = Vec::new();
    while let Some(to) = open.pop() {
        let Target::Question(id) = to else {
            continue;
        };
        if std::mem::replace(&mut seen[id.number()], true) {
            continue;
        }
        let question = pack.question(id);
        if left_out(question) {
            open.push(question.next);
        } else {
            facts.push(question.fact);
            open.extend(question.exits());
        }
    }
    facts
}

/// Whether a condition holds, and only facts that are settled decide it.
fn holds_for_good(
    walk: &Walk<'_>,
    condition: &Condition,
    settled: &dyn Fn(&FactId) -> bool,
) -> bool {
    let part = |it: &Condition| holds_for_good(walk, it, settled);
    match condition {
        Condition::All(parts) => parts.iter().all(part),
        Condition::Any(parts) => parts.iter().any(part),
        Condition::Not(_)
        | Condition::Unless(_)
        | Condition::Is(..)
        | Condition::Finding(_)
        | Condition::Day(_)
        | Condition::Known(_)
        | Condition::Asked(_)
        | Condition::NotCertain => walk.holds(condition) && condition.facts().iter().all(settled),
    }
}

/// Question and answer in words.
pub(crate) fn words(
    walk: &Walk<'_>,
    guide: &Guide,
    words: &Words<'_>,
    fact: FactId,
) -> (String, String) {
    let given = guide.pack.given_of(fact);
    if let (Some(given), Some(Value::Choice(number))) = (given, walk.value(fact)) {
        let value = given.values.get(*number).map_or("", String::as_str);
        return (
            words.text(&given.ask),
            yes_or_no(value, words.lang).to_owned(),
        );
    }
    let answer = walk
        .question_of(fact)
        .zip(guide.course.answers.get(fact))
        .map(|(question, value)| answered::answer(words, guide.pack.question(question), value));
    let question = match (&guide.course.keeping, walk.question_of(fact)) {
        (Keeping::Class(_), Some(question)) => {
            card::of_own_books(words, guide.pack.question(question))
        }
        _ => card::question_words(words, fact),
    };
    (question, answer.unwrap_or_default())
}
