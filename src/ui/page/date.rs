//! A day being typed, with the month it lies in and the working days since.

mod meaning;

use chrono::{Datelike, Days, NaiveDate};
use crossterm::event::KeyCode;
use ratatui::style::Style;

use super::{About, Both, Command, Draft, Face, Guide, Lang, Model, Notice, Scrolls, Sheet, Turn};
use crate::check::month::{Month, YEARS};
use crate::engine::Value;
use crate::pack::{FactId, Pack, QuestionId};
use crate::report::words::{self, Words};
use crate::ui::date::{DayReader, Supplied, Typed};
use crate::ui::field::Field;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{Family, bind, enter};
use crate::ui::model::Panel;
use crate::ui::view::month;
use crate::ui::view::question::{Asked, write_ask};

pub(crate) static ABOUT: About = About {
    name: Both::new("打日子", "A day"),
    hint: Both::new(
        "打好日子按回车；不知道就打 0，再按回车。",
        "Type the day, then Enter; not known: 0, then Enter.",
    ),
    own: &[
        enter(0, "就是这天", "this day"),
        bind(&[Key(KeyCode::Up)], Command::Up).called(3, ["方向键", "Arrows"], ["挪日子", "move"]),
        bind(&[Key(KeyCode::PageUp)], Command::PageUp).help(6, "PgUp/PgDn", "换月", "month"),
    ],
    shares: &[Family::Question, Family::Field],
};

/// A question for a day.
pub(crate) struct Date;

impl Face for Date {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    /// Where the days stand alone their keys turn the month.
    fn scrolls(&self, guide: &Guide) -> Scrolls {
        match guide.course.panel {
            Panel::None if guide.course.revisit => Scrolls::PagesOfMore,
            Panel::None => Scrolls::Nothing,
            Panel::Why | Panel::Replies => Scrolls::Pages,
        }
    }

    fn more(&self, guide: &Guide) -> Option<Both> {
        (self.scrolls(guide) != Scrolls::Nothing).then_some(super::MORE)
    }

    fn enter_does(&self, model: &Model, guide: &Guide) -> Option<(String, Style)> {
        let Draft::Date(draft) = &guide.course.draft else {
            return None;
        };
        let style = if draft.told {
            model.theme.warn()
        } else {
            model.theme.plain()
        };
        Some((standing_day(model, guide, draft)?, style))
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let Some(question) = turn.question() else {
            return;
        };
        let guide = &mut *turn.guide;
        let reader = reader(&guide.pack, question, turn.today);
        let Draft::Date(draft) = &mut guide.course.draft else {
            return;
        };
        match command {
            Command::Back => turn.back(),
            Command::Enter => enter_date(turn),
            Command::PageUp | Command::PageDown => {
                draft.month = month::turned(draft.month, command == Command::PageDown);
            }
            Command::Up | Command::Down | Command::Left | Command::Right => {
                draft.arrow(command, reader);
            }
            _ => {
                draft.untouched = false;
                draft.edit(command, reader);
            }
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        let Some(question) = turn.question() else {
            return true;
        };
        let guide = &mut *turn.guide;
        let reader = reader(&guide.pack, question, turn.today);
        let Draft::Date(draft) = &mut guide.course.draft else {
            return true;
        };
        // A blank begins no day: it was pressed to see more.
        if draft.untouched && text.trim().is_empty() {
            return true;
        }
        if std::mem::take(&mut draft.untouched) {
            draft.field = Field::default();
        }
        draft.edited(reader, |field| field.insert(text))
    }
}

/// A day being entered.
#[derive(Debug)]
pub struct DateDraft {
    /// The field.
    pub field: Field,
    /// The month shown: its first day.
    pub(crate) month: NaiveDate,
    /// The day or month that stood there before something was erased, until
    /// something is typed: where another is left, Enter asks first.
    pub(crate) erased: Option<Value>,
    /// Whether Enter has asked whether this day is meant, so that Enter again
    /// takes it.
    pub(crate) told: bool,
    /// Whether it still holds the answer as it was, or a day that arrows
    /// chose: typing begins anew.
    pub(crate) untouched: bool,
}

impl DateDraft {
    /// The draft of a question, with the answer it has.
    pub(crate) fn new(answer: Option<&Value>, today: NaiveDate) -> Self {
        let (text, day) = match answer {
            Some(Value::Date(day)) => (day.to_string(), *day),
            Some(Value::Month(month)) => (month.to_string(), month.first()),
            Some(Value::Unknown) => ("0".to_owned(), today),
            _ => (String::new(), today),
        };
        Self {
            field: Field::with(&text),
            month: Month::of(day).first(),
            erased: None,
            told: false,
            untouched: true,
        }
    }
}

/// Writes the question, the field, what it means, and the month.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>, draft: &DateDraft) {
    let (today, lang) = (asked.model.today, asked.lang());
    write_ask(sheet, asked);
    let name = lang.pick("日子 ", "Day ");
    sheet.field(name, draft.field.around_cursor(), 18, true);
    let typed = reader(&asked.guide.pack, asked.id, today).read(draft.field.text());
    meaning::write(sheet, asked, typed);
    sheet.blank();
    let chosen = match typed {
        Typed::Day { day, .. } => Some(day),
        _ => None,
    };
    let month = month::Month {
        calendar: &asked.guide.pack.calendar,
        first: draft.month,
        today,
        chosen,
        lang,
        theme: sheet.theme,
    };
    let end = sheet.lines.len() + month.lines().len();
    let means = lang.pick("选的日子", "the day chosen");
    month.write(sheet, Some(means), Vec::new());
    // At first what is asked matters most; once a day is typed, the month too.
    if let (Some(focus), Some(_)) = (&mut sheet.focus, chosen) {
        focus.end = end.min(focus.start + sheet.height);
    }
}

/// How the days of a question are read.
fn reader(pack: &Pack, question: QuestionId, today: NaiveDate) -> DayReader<'_> {
    pack.day_reader(pack.question(question).fact, today)
}

fn enter_date(turn: &mut Turn<'_>) {
    let (Some(question), today) = (turn.question(), turn.today) else {
        return;
    };
    let standing = turn.guide.standing_day(question, today);
    let guide = &mut *turn.guide;
    let Draft::Date(draft) = &mut guide.course.draft else {
        return;
    };
    let typed = reader(&guide.pack, question, today).read(draft.field.text());
    match (standing, typed) {
        (Some(StandingDay::Meant(_)), _) => draft.told = true,
        (Some(StandingDay::Taken(value)), _) => turn.answer(question, value),
        (None, Typed::Empty) => turn.notice = Some(Notice::TYPE_FIRST),
        (None, Typed::Unknown) => turn.answer(question, Value::Unknown),
        (None, typed) if turn.guide.lacks_year(question, typed) => {
            turn.notice = Some(Notice::YEAR_MISSING);
        }
        (None, Typed::Day { day, .. }) => turn.notice = Some(Notice::Future(day)),
        (None, Typed::Month { month, .. }) => turn.notice = Some(Notice::Future(month.first())),
        (None, Typed::OtherDay(of)) => {
            let walk = turn.guide.walk(today);
            let words = Words::new(&walk, turn.lang);
            let asked = turn.guide.pack.question(question);
            turn.notice = Some(Notice::Told(words.other_day(FactId::new(of), asked)));
        }
        (None, fault) => turn.notice = Some(Notice::Day(fault)),
    }
}

/// The day that stands in the field, in full: what Enter takes is always on
/// the screen, wherever the page is scrolled to.
fn standing_day(model: &Model, guide: &Guide, draft: &DateDraft) -> Option<String> {
    let (today, lang) = (model.today, model.lang);
    let question = guide.course.question(&guide.walk(today))?;
    let standing = guide.standing_day(question, today)?;
    let (StandingDay::Meant(value) | StandingDay::Taken(value)) = &standing;
    let day = words::when_and_distance(value, today, lang)?;
    Some(match (&standing, draft.told, lang) {
        (StandingDay::Meant(_), _, Lang::Zh) => format!("{day}？没打完就接着打，打完按回车。"),
        (StandingDay::Meant(_), _, Lang::En) => format!("{day}? Go on typing, or Enter."),
        (_, true, Lang::Zh) => format!("是 {day}吗？是就再按一次回车，不是就接着改。"),
        (_, true, Lang::En) => format!("Is it {day}? Enter once more, or change it."),
        (_, false, Lang::Zh) => format!("按回车就是 {day}。"),
        (_, false, Lang::En) => format!("Enter takes {day}."),
    })
}

/// What the next Enter does with the day or month in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StandingDay {
    /// It asks whether this is meant.
    Meant(Value),
    /// It takes this.
    Taken(Value),
}

/// The answer that was typed, and whether it may be half typed.
fn typed_value(typed: Typed) -> Option<(Value, bool)> {
    match typed {
        Typed::Day {
            day, unfinished, ..
        } => Some((Value::Date(day), unfinished)),
        Typed::Month {
            month, unfinished, ..
        } => Some((Value::Month(month), unfinished)),
        _ => None,
    }
}

impl Guide {
    /// The day or month in the field of a question and what the next Enter
    /// does with it; none where it cannot be taken. One that may be half typed
    /// or half erased is asked for once more.
    pub(crate) fn standing_day(
        &self,
        question: QuestionId,
        today: NaiveDate,
    ) -> Option<StandingDay> {
        let Draft::Date(draft) = &self.course.draft else {
            return None;
        };
        let typed = reader(&self.pack, question, today).read(draft.field.text());
        let (value, unfinished) = typed_value(typed)?;
        let fact = self.pack.fact(self.pack.question(question).fact);
        if value.ahead(fact, today).is_some() || self.lacks_year(question, typed) {
            return None;
        }
        let slipped = draft.erased.as_ref().is_some_and(|before| *before != value);
        let asks = (unfinished || slipped) && !draft.told;
        Some(if asks {
            StandingDay::Meant(value)
        } else {
            StandingDay::Taken(value)
        })
    }

    /// Whether a question asks for a day that cannot lie ahead.
    pub(crate) fn is_past(&self, question: QuestionId) -> bool {
        self.pack.fact(self.pack.question(question).fact).is_past()
    }

    /// Whether the year must be typed, since the day may lie ahead.
    pub(crate) fn lacks_year(&self, question: QuestionId, typed: Typed) -> bool {
        typed.taken() != Supplied::Nothing && !self.is_past(question)
    }
}

impl DateDraft {
    /// Changes what stands in the field; the calendar follows the day.
    fn edited<T>(&mut self, reader: DayReader<'_>, change: impl FnOnce(&mut Field) -> T) -> T {
        let done = change(&mut self.field);
        (self.erased, self.told) = (None, false);
        if let Some((first, _)) = self.value(reader).and_then(|value| value.days()) {
            self.month = Month::of(first).first();
        }
        done
    }

    /// Moves or erases in the field.
    fn edit(&mut self, command: Command, reader: DayReader<'_>) {
        let erases = matches!(command, Command::Erase | Command::Delete | Command::Clear);
        let before = self.erased.take();
        let before = before.or_else(|| self.value(reader).filter(|_| erases));
        self.edited(reader, |field| field.edit(command));
        self.erased = before;
    }

    /// The day or month typed so far.
    #[must_use]
    pub fn value(&self, reader: DayReader<'_>) -> Option<Value> {
        typed_value(reader.read(self.field.text())).map(|(value, _)| value)
    }

    /// Arrows move the day, where one is chosen or nothing is typed; else the
    /// cursor.
    fn arrow(&mut self, command: Command, reader: DayReader<'_>) {
        let today = reader.today;
        self.untouched = false;
        let from = match self.value(reader) {
            Some(Value::Date(day)) => Some(day),
            _ => None,
        };
        if from.is_none() && !self.field.is_empty() {
            return self.edit(command, reader);
        }
        let moved = match (from, command) {
            (None, _) if Month::of(today).first() == self.month => Some(today),
            (None, _) => Some(self.month),
            (Some(day), Command::Left) => day.pred_opt(),
            (Some(day), Command::Right) => day.succ_opt(),
            (Some(day), Command::Up) => day.checked_sub_days(Days::new(7)),
            (Some(day), _) => day.checked_add_days(Days::new(7)),
        };
        if let Some(day) = moved.filter(|day| YEARS.contains(&day.year())) {
            self.edited(reader, |field| *field = Field::with(&day.to_string()));
            self.untouched = true;
        }
    }
}
