//! What can be taken away of a result, by digits, and the code to go on with
//! by telephone.

use super::result::message;
use super::{About, Both, Face, Guide, Lang, Model, Notice, Scrolls, Sheet, Turn};
use crate::desk::message::last;
use crate::desk::ticket::Ticket;
use crate::report::code;
use crate::report::takeaway::{Entry, Format, write_all};
use crate::report::words::Words;
use crate::ui::command::Command;
use crate::ui::keys::{DIGITS, ESC, READ_ON, SLASH};
use crate::ui::message::Effect;
use crate::ui::text;

pub(crate) static ABOUT: About = About {
    name: Both::new("带走", "Taking away"),
    hint: Both::new(
        "按数字键；Esc 回到结果。",
        "Press a digit; Esc goes back to the result.",
    ),
    own: &[DIGITS, READ_ON, ESC, SLASH],
    shares: &[],
};

/// What can be taken away of a result.
#[derive(Clone, Debug)]
pub struct TakePage;

impl Face for TakePage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let lang = model.lang;
        sheet.strong(lang.pick("把结果带走：存成哪一种？", "Take the result away: save as"));
        sheet.blank();
        for (digit, name, _) in rows() {
            sheet.row(Some(digit), name.get(lang), false, false);
        }
        if let Some(code) = code::encode(&guide.pack, &guide.course.answers, model.today) {
            write_code(sheet, &code, lang);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match command {
            Command::Digit(digit) => take_away(turn, digit),
            Command::Back | Command::Enter => turn.home(),
            _ => turn.notice = Some(Notice::NO_SUCH_KEY),
        }
    }
}

fn take_away(turn: &mut Turn<'_>, digit: u8) {
    let rows = rows();
    let Some((.., format)) = rows.iter().find(|row| row.0 == digit) else {
        return turn.notice = Some(Notice::NoSuchRow(rows.len()));
    };
    let ticket = turn.guide.course.call().map(|begun| begun.case.ticket);
    let Some(text) = written(turn, *format, ticket) else {
        return turn.say(
            "这个结果没有要等的日子，存不成日历。",
            "This result names no day, so there is no calendar entry.",
        );
    };
    let today = turn.today;
    let of = ticket.map_or_else(String::new, |it| format!("-{it}"));
    turn.effects.push(Effect::Write {
        stem: turn.lang.say(
            format_args!("查不到-{today}-结果{of}"),
            format_args!("chabudao-{today}-result{of}"),
        ),
        ending: format.ending(),
        bytes: text.into_bytes(),
    });
}

/// The result in a format; that of a call says by its ticket whose it is.
fn written(turn: &Turn<'_>, format: Format, ticket: Option<Ticket>) -> Option<String> {
    let (lang, walk) = (turn.lang, turn.guide.walk(turn.today));
    let label = match (ticket, format) {
        (None, _) => None,
        (Some(_), Format::Message) => return message(turn.guide, &walk, lang),
        // In a title or a cell there is little room.
        (Some(ticket), Format::Ics | Format::Csv) => Some(ticket.to_string()),
        (Some(ticket), Format::Text | Format::Markdown | Format::Json | Format::Html) => {
            Some(last(ticket, lang))
        }
    };
    let entry = Entry {
        words: Words::new(&walk, lang),
        label: label.as_deref(),
    };
    write_all(&[entry], format, lang).ok()
}

/// The digit that writes a format and what it is called; JSON is for programs.
const fn offered(format: Format) -> Option<(u8, Both)> {
    Some(match format {
        Format::Text => (1, Both::new("文字，全文", "Text, all of it")),
        Format::Markdown => (2, Both::new("带格式的文字（Markdown）", "Markdown")),
        Format::Html => (3, Both::new("网页，打印用", "A page to print")),
        Format::Ics => (4, Both::new("日历：到那天提醒", "Calendar: the day to ask")),
        Format::Csv => (5, Both::new("表格", "A row for a spreadsheet")),
        Format::Message => (6, Both::new("短消息，几行字", "A short message to send")),
        Format::Json => return None,
    })
}

/// What is offered, by the digits.
fn rows() -> Vec<(u8, Both, Format)> {
    let all = Format::ALL.into_iter();
    let row = |format| offered(format).map(|(digit, name)| (digit, name, format));
    let mut rows: Vec<_> = all.filter_map(row).collect();
    rows.sort_by_key(|(digit, ..)| *digit);
    rows
}

/// The code, set apart and in its groups.
fn write_code(sheet: &mut Sheet, code: &str, lang: Lang) {
    const INDENT: &str = "    ";
    // A line ends between two groups only.
    const GLUE: char = '\u{A0}';
    sheet.heading(lang.pick("念得出的口令", "A code to read aloud"));
    sheet.plain(lang.pick(
        "电话里念给对方，第一页按 7 打进去，就能接着来。里面没有号码和名字。",
        "Read it out; on the first page, 7 takes it and goes on from here. It holds no number and no name.",
    ));
    sheet.blank();
    let spaced = |group: &str| -> String { group.chars().flat_map(|c| [c, GLUE]).collect() };
    let groups: Vec<String> = code.split('-').map(spaced).collect();
    let words = groups.join("- ");
    let first = sheet.lines.len();
    for line in text::wrap(
        words.trim_end_matches(GLUE),
        sheet.width.saturating_sub(INDENT.len()),
    ) {
        sheet.strong(&format!("{INDENT}{}", line.replace(GLUE, " ")));
    }
    sheet.focus = Some(first..sheet.lines.len());
}
