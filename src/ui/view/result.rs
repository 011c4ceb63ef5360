//! The result: one sentence first, then what to mind, whom to ask and from
//! which day, where the record hangs, what to do; the rest below.

use ratatui::text::Span;

use super::call;
use super::sheet::Sheet;
use super::timeline::{self, Timeline};
use crate::engine::Walk;
use crate::lang::Lang;
use crate::report::card::{self, FilledCard};
use crate::report::words::Words;
use crate::ui::model::{Guide, Model, Voice};
use crate::ui::text;

/// Writes the result a walk has reached.
pub fn write(sheet: &mut Sheet, model: &Model, guide: &Guide, walk: &Walk<'_>) {
    let Some(card) = card::fill(walk, model.lang) else {
        return;
    };
    let call = guide.voice == Voice::Call;
    write_head(sheet, &card, call, model.lang);
    write_whom(sheet, &card, model.lang);
    write_chain(sheet, &card, model.lang);
    write_days_and_steps(sheet, &card, walk, model.lang);
    write_rest(sheet, &card, model.lang);
    if call {
        call::write_closing(sheet, guide, walk, model.lang);
    }
    write_sources(sheet, &card, model.lang);
}

fn write_head(sheet: &mut Sheet, card: &FilledCard, call: bool, lang: Lang) {
    let theme = sheet.theme;
    if call {
        sheet.text(theme.accent(), lang.pick("念给对方听", "Read aloud"));
        sheet.callout(&card.say);
        write_cautions(sheet, card, lang);
        sheet.blank();
        sheet.text(theme.plain(), &card.headline);
    } else {
        sheet.callout(&card.headline);
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
        sheet.warning(&format!("{}{caution}", lang.pick("注意：", "Mind: ")));
    }
}

fn write_whom(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    let theme = sheet.theme;
    sheet.blank();
    let colon = lang.pick("：", ": ");
    let (whom, from) = match lang {
        Lang::Zh => ("问谁    ", "哪天起  "),
        Lang::En => ("Ask   ", "From  "),
    };
    let indent = " ".repeat(text::width(whom));
    for (number, contact) in card.contacts.iter().enumerate() {
        let sign = if number == 0 { whom } else { &indent };
        sheet.hang(sign, theme.accent(), theme.strong(), &contact.name);
        for (what, value) in &contact.entered {
            let line = format!("{what}{colon}{value}");
            sheet.hang(&indent, theme.plain(), theme.plain(), &line);
        }
    }
    if let Some(day) = &card.ask_from_words {
        sheet.hang(from, theme.accent(), theme.strong(), day);
    }
    for caution in &card.ask_from_cautions {
        sheet.hang(&indent, theme.plain(), theme.plain(), caution);
    }
}

/// The four links with the place where the record hangs.
fn write_chain(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
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
    let hangs = if card.chain_known {
        lang.pick("卡在这里", "it hangs here")
    } else {
        lang.pick("先看这一环", "look here first")
    };
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
    let found = card.findings.len() + card.steps.len();
    let first = sheet.lines.len() + ROWS + found <= sheet.height;
    if let Some(timeline) = timeline.as_ref().filter(|_| first) {
        timeline::write(sheet, timeline, Words::new(walk, lang));
    }
    let title = lang.pick("查出来的", "What was found");
    list(sheet, title, "- ", &card.findings);
    write_steps(sheet, card, lang);
    if let Some(timeline) = timeline.as_ref().filter(|_| !first) {
        timeline::write(sheet, timeline, Words::new(walk, lang));
    }
}

fn write_steps(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    let theme = sheet.theme;
    sheet.heading(lang.pick("现在做什么", "What to do now"));
    for (number, step) in (1..).zip(&card.steps) {
        sheet.hang(&format!("{number}. "), theme.accent(), theme.plain(), step);
    }
}

fn write_rest(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    list(
        sheet,
        lang.pick("打电话这样说", "What to say"),
        "- ",
        &card.script,
    );
    list(
        sheet,
        lang.pick("手边备好", "Have ready"),
        "- ",
        &card.bring,
    );
    let one = |text: &String| vec![text.clone()];
    list(
        sheet,
        lang.pick("这段时间", "Meanwhile"),
        "",
        &one(&card.meanwhile),
    );
    list(
        sheet,
        lang.pick("怎样算办好了", "Solved when"),
        "",
        &one(&card.solved_when),
    );
    list(
        sheet,
        lang.pick("什么时候再来", "Come back if"),
        "",
        &one(&card.call_again_if),
    );
    list(sheet, lang.pick("为什么", "Why"), "", &one(&card.cause));
}

fn list(sheet: &mut Sheet, title: &str, sign: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let theme = sheet.theme;
    sheet.heading(title);
    for line in lines {
        sheet.hang(sign, theme.accent(), theme.plain(), line);
    }
}

fn write_sources(sheet: &mut Sheet, card: &FilledCard, lang: Lang) {
    let theme = sheet.theme;
    sheet.heading(lang.pick("依据", "Sources"));
    for source in &card.sources {
        let line = match lang {
            Lang::Zh => format!(
                "{}：{}（{} 核对）",
                source.kind, source.title, source.checked_on
            ),
            Lang::En => format!(
                "{}: {} (checked {})",
                source.kind, source.title, source.checked_on
            ),
        };
        sheet.hang("- ", theme.quiet(), theme.quiet(), &line);
    }
}
