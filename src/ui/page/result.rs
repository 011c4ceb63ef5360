//! The result: one sentence first, then what to mind, whom to ask and from
//! which day, where the record hangs, what to do; the rest below.

use crossterm::event::KeyCode;
use ratatui::text::Span;

use super::{
    About, Both, Face, Guide, Lang, Model, Notice, Page, QrPage, ReasonsPage, Scrolls, Sheet,
    TakePage, Turn,
};
use crate::desk;
use crate::engine::{Voice, Walk};
use crate::report;
use crate::report::card::{self, FilledCard};
use crate::report::section::{self, FOUND, Line, STEPS, UNKNOWN, WHOM};
use crate::report::words::Words;
use crate::ui::command::Command;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{Binding, Family, OTHER_DIGITS, SPACE, taken};
use crate::ui::message::Effect;
use crate::ui::text;
use crate::ui::view::call;
use crate::ui::view::timeline::{self, Timeline};

const CHANGE: Binding = taken(&[Key(KeyCode::Char('3'))]).help(3, "3", "改答案", "change");
const WHY: Binding = taken(&[Key(KeyCode::Char('5'))]).help(2, "5", "原因", "why");
const PHONE: Binding = taken(&[Key(KeyCode::Char('6'))]).help(3, "6", "手机", "QR");

const LEAVE: Command = Command::Digit(4);

pub(crate) static ABOUT: About = About {
    name: Both::new("结果", "Result"),
    hint: Both::new("按数字键选下面的事。", "The digits below do what they say."),
    own: &[
        taken(&[Key(KeyCode::Char('1'))]).help(1, "1", "抄", "copy"),
        taken(&[Key(KeyCode::Char('2'))]).help(1, "2", "带走", "take"),
        CHANGE,
        taken(&[Key(KeyCode::Char('4'))]).help(2, "4", "重来", "new"),
        WHY,
        PHONE,
        OTHER_DIGITS,
        SPACE,
    ],
    shares: &[Family::Ending],
};

pub(crate) static DESK_ABOUT: About = About {
    name: Both::new("来电的结果", "Result of a call"),
    hint: ABOUT.hint,
    own: &[
        taken(&[Key(KeyCode::Char('1'))]).help(1, "1", "抄短消息", "copy message"),
        taken(&[Key(KeyCode::Char('2'))]).help(2, "2", "带走", "take"),
        CHANGE,
        taken(&[Key(KeyCode::Char('4'))]).help(1, "4", "回来电簿", "desk"),
        WHY,
        PHONE,
        OTHER_DIGITS,
        SPACE,
    ],
    shares: &[Family::Ending],
};

/// The result of a walk.
pub(crate) struct Result {
    desk: bool,
}

/// The page of the result that the guide's walk came to.
pub(crate) fn of(guide: &Guide) -> &'static Result {
    match guide.course.call() {
        Some(_) => &Result { desk: true },
        None => &Result { desk: false },
    }
}

impl Face for Result {
    fn about(&self) -> &'static About {
        if self.desk { &DESK_ABOUT } else { &ABOUT }
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (walk, lang) = (&guide.walk(model.today), model.lang);
        let Some(card) = card::fill_in(&Words::new(walk, lang)) else {
            return;
        };
        let call = guide.voice == Voice::Call;
        write_head(sheet, &card, call, lang);
        write_whom(sheet, &card, lang);
        write_chain(sheet, &card);
        write_days_and_steps(sheet, &card, walk, lang);
        write_rest(sheet, &card);
        if guide.course.call().is_some() {
            let message = message(guide, walk, lang).unwrap_or_default();
            sheet.heading(lang.pick(
                "发给对方的短消息（按 1 抄）",
                "A message to send (1 copies it)",
            ));
            for line in message.lines() {
                sheet.plain(line);
            }
        }
        if call {
            call::write_closing(sheet, guide, walk, lang);
        }
        sheet.section(&card.sources);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        // One digit too many on the way here must do nothing; nor may one too many
        // that leaves the walk choose something on the first page.
        let seen = std::mem::replace(&mut turn.guide.course.seen, true);
        if let Command::Digit(digit @ 1..=6) = command {
            let does = self.about().does(digit).get(turn.lang);
            let asks = Notice::Told(turn.lang.say(
                format_args!("{digit} 是{does}。要的话，再按一次 {digit}。"),
                format_args!("{digit}: {does}. If you want that, press {digit} again."),
            ));
            let leaves = command == LEAVE && !self.desk;
            if (!seen || leaves) && !turn.asks_once_more(asks) {
                return;
            }
        }
        match command {
            Command::Digit(1) => {
                let walk = turn.guide.walk(turn.today);
                let text = match turn.guide.course.call() {
                    Some(_) => message(turn.guide, &walk, turn.lang),
                    None => report::text::result_in(&Words::new(&walk, turn.lang)),
                };
                turn.effects.extend(text.map(Effect::Copy));
            }
            Command::Digit(2) => turn.guide.page = Page::Take(TakePage),
            Command::Digit(3) => turn.toggle_answers(),
            LEAVE => turn.leave_walk(),
            Command::Digit(5) => turn.guide.page = Page::Why(ReasonsPage),
            Command::Digit(6) => turn.guide.page = Page::Qr(QrPage),
            Command::Digit(_) => turn.notice = Some(Notice::NoSuchRow(6)),
            Command::Back => turn.back(),
            Command::Enter => {}
            _ => turn.notice = Some(Notice::NO_SUCH_KEY),
        }
    }
}

/// The result as a short message; at the desk with its ticket.
pub(crate) fn message(guide: &Guide, walk: &Walk<'_>, lang: Lang) -> Option<String> {
    let words = Words::new(walk, lang);
    match guide.course.call() {
        Some(begun) => desk::message::of_walk(&words, begun.case.ticket),
        None => report::message::text(&words),
    }
}

fn write_head(sheet: &mut Sheet, card: &FilledCard, call: bool, lang: Lang) {
    let theme = sheet.theme;
    if call {
        sheet.text(theme.accent(), lang.pick("念给对方听", "Read aloud"));
        sheet.callout(&card.say);
        write_cautions(sheet, card, lang);
        sheet.blank();
        sheet.plain(&card.headline);
    } else {
        sheet.callout(&card.headline);
    }
    if let Some(own) = &card.then {
        sheet.plain(&format!("{}{own}", section::then(lang)));
    }
    if !call {
        write_cautions(sheet, card, lang);
    }
    if call {
        for promise in &card.never_promise {
            sheet.warning(promise);
        }
    }
}

/// What to mind; on the phone it is read aloud with the result.
fn write_cautions(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    for caution in &card.cautions {
        sheet.warning(&format!("{}{caution}", section::mind(lang)));
    }
}

fn write_whom(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    let theme = sheet.theme;
    sheet.blank();
    let (whom, from) = match lang {
        Lang::Zh => ("问谁    ", "哪天起  "),
        Lang::En => ("Ask   ", "From  "),
    };
    let indent = " ".repeat(text::width(whom));
    let lines = card.section(WHOM).map_or(&[][..], |it| &it.lines);
    for (number, line) in lines.iter().enumerate() {
        let sign = if number == 0 { whom } else { &indent };
        match line {
            Line::Contact(contact) => {
                sheet.hang(sign, theme.accent(), theme.strong(), &contact.name);
                for line in contact.lines(lang) {
                    sheet.hang(&indent, theme.plain(), theme.plain(), &line);
                }
            }
            Line::Day(_, day) => sheet.hang(from, theme.accent(), theme.strong(), day),
            Line::Mind(words) => {
                let words = format!("{}{words}", section::mind(lang));
                sheet.hang(&indent, theme.plain(), theme.plain(), &words);
            }
            Line::Plain(words) | Line::Reply(_, words) => {
                sheet.hang(&indent, theme.plain(), theme.plain(), words);
            }
        }
    }
}

/// The four links with the place where the record hangs.
fn write_chain(sheet: &mut Sheet, card: &FilledCard) {
    let Some(here) = card.chain.iter().position(|(_, here)| *here) else {
        return;
    };
    sheet.blank();
    let arrow = format!("  {}  ", sheet.theme.arrow());
    let boxed: Vec<String> = card
        .chain
        .iter()
        .map(|(name, here)| {
            if *here {
                format!("[{name}]")
            } else {
                name.clone()
            }
        })
        .collect();
    let hangs = card.hangs;
    if text::width(&boxed.join(&arrow)) > sheet.width {
        return write_chain_down(sheet, card, hangs);
    }
    let theme = sheet.theme;
    let before = boxed
        .iter()
        .take(here)
        .map(|name| text::width(name) + text::width(&arrow));
    let before: usize = before.sum();
    let mut spans = Vec::new();
    for (number, name) in boxed.into_iter().enumerate() {
        if number > 0 {
            spans.push(Span::styled(arrow.clone(), theme.quiet()));
        }
        let style = if number == here {
            theme.accent()
        } else {
            theme.plain()
        };
        spans.push(Span::styled(name, style));
    }
    sheet.line(spans);
    let last = sheet.width.saturating_sub(text::width(hangs) + 2);
    sheet.line(vec![
        Span::raw(" ".repeat((before + 1).min(last))),
        Span::styled("^", theme.alarm()),
        Span::raw(" "),
        Span::styled(hangs.to_owned(), theme.accent()),
    ]);
}

fn write_chain_down(sheet: &mut Sheet, card: &FilledCard, hangs: &str) {
    let theme = sheet.theme;
    for (name, here) in &card.chain {
        let (sign, style, words) = if *here {
            (theme.here(), theme.accent(), format!("{name}  ({hangs})"))
        } else {
            (" ", theme.plain(), name.clone())
        };
        sheet.hang(&format!("{sign} "), theme.accent(), style, &words);
    }
}

/// The days, then what was found and what to do; where the days would push
/// the steps out of sight, they come after them.
fn write_days_and_steps(sheet: &mut Sheet, card: &FilledCard, walk: &Walk<'_>, lang: Lang) {
    /// Rows that the days and the heading of the steps take.
    const ROWS: usize = 8;
    let timeline = Timeline::of(walk);
    let shown = || {
        [FOUND, UNKNOWN, STEPS]
            .into_iter()
            .filter_map(|key| card.section(key))
    };
    let lines: usize = shown().map(|section| section.lines.len()).sum();
    let first = sheet.lines.len() + ROWS + lines <= sheet.height;
    if let Some(timeline) = timeline.as_ref().filter(|_| first) {
        timeline::write(sheet, timeline, Words::new(walk, lang));
    }
    shown().for_each(|section| sheet.section(section));
    if let Some(timeline) = timeline.as_ref().filter(|_| !first) {
        timeline::write(sheet, timeline, Words::new(walk, lang));
    }
}

/// What does not stand above; why comes last.
fn write_rest(sheet: &mut Sheet, card: &FilledCard) {
    /// The key of the reason.
    const CAUSE: &str = "cause";
    let above = [WHOM, FOUND, UNKNOWN, STEPS, CAUSE];
    let rest = card.sections.iter().filter(|it| !above.contains(&it.key));
    for section in rest.chain(card.section(CAUSE)) {
        sheet.section(section);
    }
}
