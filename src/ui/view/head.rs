//! What every page has in the same place: title, stages, hint, keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::lang::Lang;
use crate::report::template::Template;
use crate::report::words::{self, Words};
use crate::ui::keys::{self, Context};
use crate::ui::model::{DateDraft, Draft, Guide, Model, Page, Panel, Spot, State, Voice};
use crate::ui::notice::Notice;
use crate::ui::text;
use crate::ui::update::entry::StandingDay;

/// The program's name.
pub const NAME: (&str, &str) = ("查不到", "chabudao");

/// Draws title and stages.
pub fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let margin = super::margin(area.width);
    let width = area.width - 2 * margin;
    buffer.set_style(Rect::new(0, 0, area.width, 1), model.theme.bar());
    buffer.set_line(margin, 0, &title(model, usize::from(width)), width);
    if let State::Ready(guide) = &model.state {
        let stages = stages(model, guide, usize::from(width));
        buffer.set_line(margin, 1, &stages, width);
    }
}

fn title(model: &Model, width: usize) -> Line<'static> {
    let lang = model.lang;
    let name = lang.pick(NAME.0, NAME.1);
    let about = model.guide().map_or_else(String::new, |guide| {
        let title = guide.pack.trade.title.as_ref();
        Template::new(&guide.pack, lang).own(title, "网上查不到，找原因", "Find out why")
    });
    let voice = match model.guide().map(|guide| guide.voice) {
        Some(Voice::Call) => lang.pick("接电话  ", "on the phone  "),
        _ => "",
    };
    let right = format!("{voice}{}", words::day(model.today, lang));
    let left = format!("{name}  {about}");
    let room = width.saturating_sub(text::width(&right));
    let (left, right) = if text::width(&left) + 2 <= room {
        (left, right)
    } else if text::width(name) + 2 <= room {
        (name.to_owned(), right)
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

/// The stages: all in one row where there is room, else the one one is at.
fn stages(model: &Model, guide: &Guide, width: usize) -> Line<'static> {
    if !guide.course.begun || matches!(guide.page, Page::Start(_)) {
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
        Spot::Earlier { question, .. } => guide.pack.question(question).stage,
        Spot::End => walk.stage(),
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
    let words = match model.lang {
        Lang::Zh => format!(" 第 {step} 步，共 {all} 步：{name}"),
        Lang::En => format!(" Step {step} of {all}: {name}"),
    };
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

/// Rows of the hint: one, or as many as what is pressing needs.
pub fn hint_rows(model: &Model, width: usize) -> u16 {
    u16::try_from(pressing(model, width).len().max(1)).unwrap_or(1)
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
    let mut lines = Vec::new();
    for (words, style) in happened.into_iter().chain(standing(model)) {
        let wrapped = text::wrap(&words, width).into_iter().take(MOST_ROWS);
        lines.extend(wrapped.map(|line| (line, style)));
    }
    lines
}

/// What Enter does with what stands in the field, where that matters.
fn standing(model: &Model) -> Option<(String, Style)> {
    let guide = model.guide()?;
    let theme = model.theme;
    let context = model.context();
    let told = match &guide.course.draft {
        _ if context == Context::NOTE => return Some((usual(model).to_owned(), theme.plain())),
        Draft::Date(draft) if context == Context::DATE => {
            let style = if draft.told {
                theme.warn()
            } else {
                theme.plain()
            };
            return standing_day(model, guide, draft).map(|words| (words, style));
        }
        Draft::Number(draft) if context == Context::NUMBER => draft.told,
        Draft::Names(draft) if context == Context::NAMES => draft.told,
        _ => false,
    };
    let just_said = model.notice == Some(Notice::FaultsTold);
    let words = || Notice::FaultsTold.text(model.lang);
    (told && !just_said).then(|| (words(), theme.warn()))
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

/// The lines above the keys: what just happened, else what to do now; and
/// whether there is more to see.
pub fn hint(model: &Model, above: usize, below: usize, width: usize) -> Vec<Line<'static>> {
    let theme = model.theme;
    let more = more(model, above, below);
    let room = width.saturating_sub(text::width(&more) + 2);
    let mut lines = pressing(model, width);
    let pressing = !lines.is_empty();
    let usual = || (usual(model).to_owned(), theme.plain());
    let (last, style) = lines.pop().unwrap_or_else(usual);
    let mut hint: Vec<Line<'static>> = lines
        .into_iter()
        .map(|(line, style)| Line::from(Span::styled(line, style)))
        .collect();
    // What just happened matters more than that there is more to see; that in
    // turn matters more than what one does on every page.
    let short = format!("{} {below}", theme.below());
    let shorter = width.saturating_sub(text::width(&short) + 2);
    let (more, room) = if text::width(&last) > room && text::width(&last) <= shorter && below > 0 {
        (short, shorter)
    } else {
        (more, room)
    };
    hint.push(match (text::width(&last) <= room, pressing) {
        _ if more.is_empty() => Line::from(Span::styled(text::fit(&last, width), style)),
        (false, true) => Line::from(Span::styled(last, style)),
        (fits, _) => {
            let words = if fits { last } else { String::new() };
            let words = text::pad(&words, width.saturating_sub(text::width(&more)));
            Line::from(vec![
                Span::styled(words, style),
                Span::styled(more, theme.accent()),
            ])
        }
    });
    hint
}

fn more(model: &Model, above: usize, below: usize) -> String {
    let (theme, lang) = (model.theme, model.lang);
    let alone = model
        .guide()
        .is_some_and(|guide| guide.course.panel == Panel::None);
    let key = match model.context() {
        // The keys that would scroll change the month there.
        Context::DATE if alone && below > 0 => {
            let words = lang.pick("下面还有，按 ? 看", "more below: ?");
            return format!("{} {words}", theme.below());
        }
        Context::DATE if alone => return String::new(),
        Context::CALENDAR => lang.pick("下方向键", "arrow down"),
        Context::DATE | Context::NUMBER | Context::NAMES | Context::BROKEN => {
            lang.pick(" PgDn ", "PgDn")
        }
        _ => lang.pick("空格", "Space"),
    };
    match (lang, below, above) {
        (_, 0, 0) => String::new(),
        (Lang::Zh, 0, _) => format!("{} 到底了", theme.above()),
        (Lang::En, 0, _) => format!("{} the end", theme.above()),
        (Lang::Zh, _, _) => format!("{} 还有 {below} 行，按{key}往下看", theme.below()),
        (Lang::En, 1, _) => format!("{} 1 more line: {key}", theme.below()),
        (Lang::En, _, _) => format!("{} {below} more lines: {key}", theme.below()),
    }
}

/// What to do now, in plain words that fit into the narrowest usual window.
fn usual(model: &Model) -> &'static str {
    let first_time = model.guide().is_some_and(|guide| guide.kept.is_empty());
    let (zh, en) = match model.context() {
        Context::START if first_time => (
            "第一次用？按 1 就开始；按 6 看有哪些键。",
            "First time? Press 1 to begin, 6 to see all keys.",
        ),
        Context::START => (
            "接着上次按 3；按 1 或 2 另开一次，上次的还留着。",
            "3 goes on; 1 or 2 begins another, both are kept.",
        ),
        context => usual_words(context),
    };
    model.lang.pick(zh, en)
}

const fn usual_words(context: Context) -> (&'static str, &'static str) {
    match context {
        Context::CHOICE => (
            "按前面的数字键来选；不知道就按 0。",
            "Press the digit in front; 0 if you do not know.",
        ),
        Context::DATE => (
            "打好日子按回车；不知道就打 0，再按回车。",
            "Type the day, then Enter; not known: 0, then Enter.",
        ),
        Context::NUMBER => (
            "打好按回车。这里只核对，不保存。",
            "Type it, then Enter. It is checked, never stored.",
        ),
        Context::NAMES => (
            "打好一行按回车。这里只比一比，不保存。",
            "Enter after each line. Compared only, never stored.",
        ),
        Context::TAKE => (
            "按数字键；Esc 回到结果。",
            "Press a digit; Esc goes back to the result.",
        ),
        Context::KEPT => (
            "按数字接着那一次；没有数字的，用方向键加回车。",
            "A digit goes on with that one; others: arrows, Enter.",
        ),
        Context::CODE => (
            "打完口令按回车；Esc 退回。",
            "Type the code, then Enter; Esc goes back.",
        ),
        Context::SEARCH => (
            "打一个词，上下键挑，回车打开；Esc 退回。",
            "Type a word; arrows choose, Enter opens, Esc leaves.",
        ),
        Context::READ => ("看完按 Esc 退回。", "Esc goes back."),
        Context::NOTE => (
            "回车记下，Esc 不要。别写姓名；长号码会变成 ***。",
            "Enter keeps, Esc drops. No names; long numbers: ***.",
        ),
        Context::READ_BACK => (
            "念完：对就按 1，不对按 2。",
            "After reading: 1 if right, 2 if not.",
        ),
        Context::RESULT => ("按数字键选下面的事。", "The digits below do what they say."),
        Context::ANSWERS => (
            "按数字改那一条；没有数字的，用方向键加回车。",
            "A digit changes that line; others: arrows and Enter.",
        ),
        Context::CALENDAR => (
            "左右方向键换月；按 Esc 退回。",
            "Left and right change the month; Esc goes back.",
        ),
        _ => (
            "规则文件改好以后按 F5。",
            "Mend the rule files, then press F5.",
        ),
    }
}

/// The keys.
pub fn help(model: &Model, width: usize) -> Line<'static> {
    let mut spans = Vec::new();
    for (key, does) in keys::help(model.context(), model.lang, width) {
        if !spans.is_empty() {
            spans.push(Span::raw("  "));
        }
        spans.push(Span::styled(key, model.theme.accent()));
        spans.push(Span::raw(format!(" {does}")));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_fit_into_sixty_columns() {
        for (context, _) in Context::NAMED {
            let (zh, en) = usual_words(context);
            for words in [zh, en] {
                assert!(text::width(words) <= 56, "{words}");
            }
        }
    }
}
