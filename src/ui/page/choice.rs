//! A question with choices.

use super::{About, Both, Command, Draft, Face, Guide, Notice, Scrolls, Sheet, Turn};
use crate::engine::{Value, Walk};
use crate::pack::QuestionId;
use crate::report::answered;
use crate::ui::keys::{DIGITS, Family, SLASH, SPACE};
use crate::ui::rows::{self, Pick};
use crate::ui::view::question::{Asked, write_ask};

pub(crate) static ABOUT: About = About {
    name: Both::new("选一项", "A choice"),
    hint: Both::new(
        "按前面的数字键来选；不知道就按 0。",
        "Press the digit in front; 0 if you do not know.",
    ),
    own: &[DIGITS, SPACE, SLASH],
    shares: &[Family::Question],
};

/// A question with choices.
pub(crate) struct Choice;

impl Face for Choice {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::PagesAndEnds
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let (Some(question), Draft::Rows(marked)) = (turn.question(), &turn.guide.course.draft)
        else {
            return;
        };
        let walk = turn.guide.walk(turn.today);
        let rows = offered(&walk, question);
        let anew = turn.guide.course.waits_anew(&walk, question);
        let marked = if anew {
            *marked
        } else {
            rows::marked_for(command, *marked)
        };
        match rows::pick(command, marked, rows.len(), rows::Digits::LastIsZero) {
            Pick::Mark(row) => turn.guide.course.draft = Draft::Rows(Some(row)),
            Pick::Choose(row) => turn.answer(question, rows[row].clone()),
            Pick::Refuse(Notice::CHOOSE_FIRST) if anew => {
                turn.done(
                    "请按一个数字键来选；不知道就按 0。",
                    "Press a digit to choose; 0 if you do not know.",
                );
            }
            Pick::Refuse(why) => {
                if command == Command::Enter {
                    turn.guide.course.draft = Draft::Rows(Some(0));
                }
                turn.notice = Some(why);
            }
            Pick::Back => turn.back(),
        }
    }
}

/// The answers offered to a question, in the order of their digits; "I
/// don't know", whose digit is 0, comes last.
pub(crate) fn offered(walk: &Walk<'_>, question: QuestionId) -> Vec<Value> {
    let choices = walk.offered(question).into_iter();
    let choices = choices.map(|choice| Value::Choice(choice.value));
    choices.chain([Value::Unknown]).collect()
}

/// Writes the question and its rows.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>, marked: Option<usize>) {
    write_ask(sheet, asked);
    let rows = offered(asked.walk, asked.id);
    let last = rows.len() - 1;
    let anew = asked.guide.course.waits_anew(asked.walk, asked.id);
    let shown = marked.or((!anew).then_some(0));
    for (number, value) in rows.iter().enumerate() {
        let key = if number == last { 0 } else { number + 1 };
        let words = answered::answer(&asked.words(), asked.question, value);
        let key = u8::try_from(key).ok();
        sheet.row(key, &words, shown == Some(number), false);
    }
    if marked.is_none() {
        sheet.focus = None; // the question is read first
    }
}
