//! What every question has in common: what is asked, the note, what is shown
//! below.

use super::sheet::Sheet;
use super::{call, panel};
use crate::desk::message::InWords;
use crate::desk::seat::Begun;
use crate::desk::walk_state::WalkState;
use crate::engine::{Voice, Walk};
use crate::lang::Lang;
use crate::pack::{Pack, Question, QuestionId};
use crate::report::template::Template;
use crate::report::words::{Words, day_short};
use crate::report::{answered, card};
use crate::ui::desk::Keeping;
use crate::ui::model::{Draft, Focus, Guide, Model, Panel};
use crate::ui::page::{choice, date, names, number};

/// A question in the words it is shown in.
pub(crate) struct Asked<'a> {
    /// The model.
    pub(crate) model: &'a Model,
    /// The guide.
    pub(crate) guide: &'a Guide,
    /// The walk.
    pub(crate) walk: &'a Walk<'a>,
    /// The question's id.
    pub(crate) id: QuestionId,
    /// The question.
    pub(crate) question: &'a Question,
}

impl<'a> Asked<'a> {
    /// The language.
    pub(crate) const fn lang(&self) -> Lang {
        self.model.lang
    }

    /// The words of the walk.
    pub(crate) const fn words(&self) -> Words<'a> {
        Words::new(self.walk, self.model.lang)
    }

    /// Whether somebody reads it aloud.
    pub(crate) fn is_call(&self) -> bool {
        // What is known of a class is read from the school's own books.
        let of_class = matches!(self.guide.course.keeping, Keeping::Class(_));
        self.guide.voice == Voice::Call && !of_class
    }
}

/// Writes what is asked: to read, or to read aloud first.
pub(crate) fn write_ask(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (theme, words, lang) = (sheet.theme, asked.words(), asked.lang());
    let ask = match asked.guide.course.keeping {
        Keeping::Class(_) => card::of_own_books(&words, asked.question),
        Keeping::File | Keeping::Call(_) => words.sentence(&asked.question.ask),
    };
    write_last_time(sheet, asked);
    if asked.is_call() {
        sheet.text(theme.accent(), lang.pick("念给对方听", "Read aloud"));
        if asked.walk.path.is_empty() {
            let greeting = asked.guide.pack.trade.greeting.as_ref();
            let greeting = Template::new(&asked.guide.pack, lang).own(
                greeting,
                "您好，先问您几个问题。",
                "Hello. A few questions first.",
            );
            sheet.callout(&greeting);
        }
        sheet.callout(&words.sentence(&asked.question.say));
        sheet.blank();
        sheet.plain(&ask);
    } else {
        sheet.callout(&ask);
    }
    sheet.blank();
}

/// On a second visit: what was said last time, and what to answer now.
fn write_last_time(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (guide, lang) = (asked.guide, asked.lang());
    let kept = guide.walk_to_keep();
    let told = kept.as_told(&guide.pack, asked.model.today);
    // An earlier answer that one goes back to change is another matter.
    let is_asked_again = match guide.course.spot {
        Focus::Earlier(at) => told.path.last().is_some_and(|step| step.question == at),
        Focus::End | Focus::Jump(_) => guide.course.return_to.is_none(),
    };
    let goes_on = guide.course.revisit && is_asked_again;
    let Some(outcome) = told.outcome().filter(|_| goes_on) else {
        return;
    };
    let (theme, words) = (sheet.theme, Words::new(&told, lang));
    let card = guide.pack.card(outcome.result);
    let waited_out = guide.course.waited_out(asked.walk);
    let day_known = guide.course.told.is_some();
    let counted = !waited_out || day_known;
    let said = match guide.course.call() {
        Some(begun) if !counted || heard(begun).result.as_ref() != Some(&card.id) => {
            Some(as_heard(&guide.pack, begun, lang))
        }
        _ if counted => words.headline(),
        _ => None,
    };
    let headline = said.map(|said| {
        lang.say(
            format_args!("上次的结果：{said}"),
            format_args!("Last time: {said}"),
        )
    });
    sheet.plain(
        headline
            .as_deref()
            .unwrap_or(answered::DAY_NOT_CARRIED.get(lang)),
    );
    if waited_out && day_known {
        sheet.plain(&words.sentence(&card.call_again_if));
    }
    // Who was sent elsewhere before the days were counted need not look there.
    if outcome.stage.number() > 0 {
        let again = asked.guide.pack.trade.again.as_ref();
        let again = Template::new(&asked.guide.pack, lang).own(
            again,
            "先再查一次，说不定已经有了。",
            "First look again; it may be there by now.",
        );
        sheet.plain(&again);
    }
    let now = match (waited_out, asked.walk.outcome()) {
        (true, _) => lang.pick(
            "请照现在的情形选一项；再选上次的，又要等。",
            "Please choose what holds now; last time's answer means waiting again.",
        ),
        (false, Some(_)) => lang.pick(
            "后来怎么样？有变化就选新的答案，没有就按回车。",
            "What came of it? Choose the new answer, or press Enter if nothing changed.",
        ),
        (false, None) => lang.pick(
            "日子过去了，接着往下问。",
            "The days have passed; on with the next question.",
        ),
    };
    sheet.text(theme.accent(), now);
    sheet.blank();
}

/// What the caller of a case heard last, whatever the class has changed since.
fn heard(begun: &Begun) -> &WalkState {
    let case = &begun.case;
    case.heard.as_ref().map_or(&case.told, |it| &it.told)
}

/// The same in words, and until when to wait.
fn as_heard(pack: &Pack, begun: &Begun, lang: Lang) -> String {
    let until = heard(begun).ask_from.map_or_else(String::new, |from| {
        let day = day_short(from.date, lang);
        lang.aside(&lang.say(format_args!("等到{day}"), format_args!("wait until {day}")))
    });
    let mut case = begun.case.clone();
    let mut batch = begun.batch.clone();
    if let Some(heard) = case.heard.take() {
        (case.known, batch) = (heard.from.own, heard.from.class);
        case.told = heard.told;
    }
    let words = InWords {
        pack,
        case: &case,
        batch: batch.as_ref(),
        lang,
    };
    words.line() + &until
}

/// Writes the question looked at, with what is entered for it, the note, and
/// what is shown below.
pub(crate) fn write(sheet: &mut Sheet, model: &Model, guide: &Guide) {
    let walk = guide.walk(model.today);
    let Some(question) = guide.course.question(&walk) else {
        return;
    };
    let asked = Asked {
        model,
        guide,
        walk: &walk,
        id: question,
        question: guide.pack.question(question),
    };
    match &guide.course.draft {
        Draft::Rows(marked) => choice::write(sheet, &asked, *marked),
        Draft::Date(draft) => date::write(sheet, &asked, draft),
        Draft::Number(draft) => number::write(sheet, &asked, draft),
        Draft::Names(draft) => names::write(sheet, &asked, draft),
    }
    let noted = guide.course.notes.get(&asked.question.fact);
    call::write_note(sheet, guide.course.note.as_ref(), noted, model.lang);
    match guide.course.panel {
        Panel::Why => panel::write(sheet, &asked),
        Panel::Replies => call::write_replies(sheet, &asked),
        Panel::None => panel::write_find_if_room(sheet, &asked),
    }
}
