//! What every page has in the same place: title, stages, hint, keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::engine::Voice;
use crate::lang::Lang;
use crate::report::template::Template;
use crate::report::words::{self, Words};
use crate::ui::command::Command;
use crate::ui::desk::Keeping;
use crate::ui::keys;
use crate::ui::model::{Focus, Guide, Model};
use crate::ui::page::{self, Page};
use crate::ui::text;

/// The program's name.
pub(crate) const NAME: (&str, &str) = ("查不到", "chabudao");

/// Draws title and stages.
pub(crate) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let margin = super::margin(area.width);
    let width = area.width - 2 * margin;
    buffer.set_style(Rect::new(0, 0, area.width, 1), model.theme.bar());
    super::put_line(
        buffer,
        Position::new(margin, 0),
        &title(model, usize::from(width)),
        width,
    );
    if let Some(guide) = model.guide() {
        let stages = stages(model, guide, usize::from(width));
        super::put_line(buffer, Position::new(margin, 1), &stages, width);
    }
}

fn title(model: &Model, width: usize) -> Line<'static> {
    let lang = model.lang;
    let name = lang.pick(NAME.0, NAME.1);
    let about = model.guide().map_or_else(String::new, |guide| {
        let title = guide.pack.trade.title.as_ref();
        Template::new(&guide.pack, lang).own(title, "网上查不到，找原因", "Find out why")
    });
    let room = width.saturating_sub(text::width(name) + 2);
    let voice = model
        .guide()
        .map_or_else(String::new, |guide| whose(guide, lang, room));
    let right = format!("{voice}{}", words::day(model.today, lang));
    let left = format!("{name}  {about}");
    let room = width.saturating_sub(text::width(&right));
    let (left, right) = if text::width(&left) + 2 <= room {
        (left, right)
    } else if text::width(name) + 2 <= room {
        (name.to_owned(), right)
    } else if text::width(name) + 2 + text::width(&voice) <= width {
        (name.to_owned(), voice) // the day stands on the desk's first page too
    } else {
        (name.to_owned(), String::new())
    };
    let room = width.saturating_sub(text::width(&right));
    let left = text::pad(&left, room);
    let about = left.strip_prefix(name).unwrap_or_default().to_owned();
    Line::from(vec![
        Span::styled(name, model.theme.strong()),
        Span::raw(about),
        Span::raw(right),
    ])
}

/// Whose walk it is: at the desk the call, and how it is laid aside; of a long
/// name as much as there is room for beside these.
fn whose(guide: &Guide, lang: Lang, room: usize) -> String {
    match (guide.course.call(), guide.voice) {
        (Some(begun), _) => {
            let hold = lang.pick("Ctrl-K 挂起", "Ctrl-K holds");
            let caller = begun.case.caller.as_deref().unwrap_or_default();
            let ticket = begun.case.ticket.to_string();
            let room = room.saturating_sub(text::width(&ticket) + text::width(hold) + 5);
            let caller = if text::width(caller) <= room {
                caller.to_owned()
            } else {
                text::fit(caller, room.saturating_sub(2)) + "…"
            };
            format!("{ticket} {caller}  {hold}  ")
        }
        (None, Voice::Call)
            if matches!(guide.course.keeping, Keeping::File) && guide.course.begun =>
        {
            lang.say("接电话  ", "on the phone  ")
        }
        (None, Voice::Call | Voice::Own) => String::new(),
    }
}

/// The stages: all in one row where there is room, else the one one is at.
fn stages(model: &Model, guide: &Guide, width: usize) -> Line<'static> {
    let walked = !matches!(guide.course.keeping, Keeping::Class(_));
    let apart = matches!(guide.page, Page::Start(_) | Page::Qr(_));
    if !guide.course.begun || !walked || apart {
        return Line::default();
    }
    let walk = guide.walk(model.today);
    let words = Words::new(&walk, model.lang);
    let names: Vec<String> = guide
        .pack
        .stages
        .iter()
        .map(|stage| words.text(&stage.name))
        .collect();
    let at = match guide.course.spot {
        Focus::Earlier(question) | Focus::Jump(question) => guide.pack.question(question).stage,
        Focus::End => walk.stage(),
    };
    let at = at.number();
    let total: usize = names.iter().map(|name| text::width(name) + 5).sum();
    if total <= width + 3 && width >= 76 {
        row(model, &names, at)
    } else {
        folded(model, &names, at)
    }
}

fn row(model: &Model, names: &[String], at: usize) -> Line<'static> {
    let mut spans = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let (sign, style) = stage(model, number, at);
        spans.push(Span::styled(format!("{sign} {name}"), style));
        spans.push(Span::raw("   "));
    }
    spans.pop();
    Line::from(spans)
}

fn folded(model: &Model, names: &[String], at: usize) -> Line<'static> {
    let mut spans = Vec::new();
    for number in 0..names.len() {
        let (sign, style) = stage(model, number, at);
        spans.push(Span::styled(format!("{sign} "), style));
    }
    let (step, all) = (at + 1, names.len());
    let name = names.get(at).map_or("", String::as_str);
    let words = model.lang.say(
        format_args!(" 第 {step} 步，共 {all} 步：{name}"),
        format_args!(" Step {step} of {all}: {name}"),
    );
    spans.push(Span::styled(words, model.theme.accent()));
    Line::from(spans)
}

fn stage(model: &Model, number: usize, at: usize) -> (&'static str, ratatui::style::Style) {
    let theme = model.theme;
    match number.cmp(&at) {
        std::cmp::Ordering::Less => (theme.done(), theme.plain()),
        std::cmp::Ordering::Equal => (theme.here(), theme.accent()),
        std::cmp::Ordering::Greater => (theme.open(), theme.quiet()),
    }
}

/// Rows a notice takes at most.
const MOST_ROWS: usize = 3;

/// Rows of the hint.
pub(crate) fn hint_rows(model: &Model, width: usize) -> u16 {
    let (lines, _) = hint_lines(model, width);
    u16::try_from(lines.len().max(1)).unwrap_or(1)
}

/// What is pressing, else what to do now, wrapped; and whether it is pressing.
fn hint_lines(model: &Model, width: usize) -> (Vec<(String, Style)>, bool) {
    let pressing = pressing(model, width);
    if !pressing.is_empty() {
        return (pressing, true);
    }
    let plain = |line| (line, model.theme.plain());
    let usual = text::wrap(usual(model), width).into_iter().take(MOST_ROWS);
    (usual.map(plain).collect(), false)
}

/// What must be read before the next key, wrapped: what just happened, and
/// what Enter does with what stands in the field.
fn pressing(model: &Model, width: usize) -> Vec<(String, Style)> {
    let (theme, lang) = (model.theme, model.lang);
    let happened = model.notice.as_ref().map(|notice| {
        let style = if notice.is_refusal() {
            theme.warn()
        } else {
            theme.good()
        };
        (notice.text(lang), style)
    });
    let guide = model.guide();
    let enter_does = guide.and_then(|guide| guide.face(model.today).enter_does(model, guide));
    let mut lines = Vec::new();
    for (words, style) in happened.into_iter().chain(enter_does) {
        let wrapped = text::wrap(&words, width).into_iter().take(MOST_ROWS);
        lines.extend(wrapped.map(|line| (line, style)));
    }
    lines
}

/// The lines above the keys: what just happened, else what to do now; and
/// whether there is more to see.
pub(crate) fn hint(model: &Model, above: usize, below: usize, width: usize) -> Vec<Line<'static>> {
    let theme = model.theme;
    let (mut lines, pressing) = hint_lines(model, width);
    let (last, style) = lines.pop().unwrap_or_default();
    let mut hint: Vec<Line<'static>> = lines
        .into_iter()
        .map(|(line, style)| Line::from(Span::styled(line, style)))
        .collect();
    // What just happened matters more than that there is more to see; that in
    // turn matters more than what one does on every page.
    let more = more(model, above, below);
    let room = |more: &String| width.saturating_sub(text::width(more) + 2);
    let beside = more.iter().find(|more| text::width(&last) <= room(more));
    let (words, more) = match (beside, more.first()) {
        (None, Some(more)) if !pressing && hint.is_empty() => (String::new(), more.as_str()),
        (beside, _) => (last, beside.map_or("", String::as_str)),
    };
    hint.push(Line::from(vec![
        Span::styled(
            text::pad(&words, width.saturating_sub(text::width(more))),
            style,
        ),
        Span::styled(more.to_owned(), theme.accent()),
    ]));
    hint
}

/// That there is more to see, and by which key; the longer words first.
fn more(model: &Model, above: usize, below: usize) -> Vec<String> {
    let (theme, lang) = (model.theme, model.lang);
    let sign = match (above, below) {
        (0, 0) => return Vec::new(),
        (0, _) => theme.below().to_owned(),
        (_, 0) => theme.above().to_owned(),
        _ => format!("{}{}", theme.above(), theme.below()),
    };
    let key = match model.guide() {
        Some(guide) => guide.face(model.today).more(guide),
        None => Some(page::MORE),
    };
    let words = match (lang, key.map(|key| key.get(lang)), below) {
        // The keys that would scroll do something else there.
        (Lang::Zh, None, 0) => "上面还有".to_owned(),
        (Lang::En, None, 0) => "more above".to_owned(),
        (Lang::Zh, None, _) => "下面还有，按 ? 看".to_owned(),
        (Lang::En, None, _) => "more below: ?".to_owned(),
        (Lang::Zh, Some(_), 0) => "到底了".to_owned(),
        (Lang::En, Some(_), 0) => "the end".to_owned(),
        (Lang::Zh, Some(key), _) => format!("还有 {below} 行，按{key}往下看"),
        (Lang::En, Some(key), 1) => format!("1 more line: {key}"),
        (Lang::En, Some(key), _) => format!("{below} more lines: {key}"),
    };
    let mut list = vec![format!("{sign} {words}")];
    if let (Some(key), 1..) = (key, below) {
        let count = format!("{sign} {below}");
        list.push(format!("{count} {}", key.get(lang).trim()));
        list.push(count);
    }
    list.push(sign);
    list
}

/// What to do now, in plain words that fit into the narrowest usual window.
fn usual(model: &Model) -> &'static str {
    let hint = match model.guide() {
        Some(guide) => guide.face(model.today).hint(guide),
        None => page::problems::ABOUT.hint,
    };
    hint.get(model.lang)
}

/// Columns between one key and the next.
const GAP: usize = 2;

/// The keys; with or without the one that shows more.
pub(crate) fn help(model: &Model, width: usize, all_seen: bool) -> Line<'static> {
    let mut spans = Vec::new();
    for ((key, does), _) in keys::help(model.about(), model.lang, width, all_seen) {
        if !spans.is_empty() {
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        spans.push(Span::styled(key, model.theme.accent()));
        spans.push(Span::raw(format!(" {does}")));
    }
    Line::from(spans)
}

/// What a click on a column of the keys asks for.
pub(crate) fn help_target(
    model: &Model,
    width: usize,
    all_seen: bool,
    column: usize,
) -> Option<Command> {
    let mut first = 0;
    for ((key, does), command) in keys::help(model.about(), model.lang, width, all_seen) {
        let end = first + text::width(key) + 1 + text::width(does);
        if (first..end).contains(&column) {
            return command;
        }
        first = end + GAP;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::page;

    #[test]
    fn hints_fit_into_sixty_columns() {
        for about in page::ALL {
            for words in Lang::ALL.map(|lang| about.hint.get(lang)) {
                assert!(text::width(words) <= 56, "{words}");
            }
        }
    }
}
