//! The column beside the page: the answers so far, the latest in sight.

use ratatui::text::{Line, Span};

use super::sheet::Sheet;
use crate::report::words::Words;
use crate::ui::model::Model;
use crate::ui::page::{Page, answers};

/// The lines of the column.
pub(crate) fn lines(model: &Model, width: usize, height: usize) -> Vec<Line<'static>> {
    let theme = model.theme;
    let Some(guide) = model.guide() else {
        return Vec::new();
    };
    let shown = matches!(guide.page, Page::Walk | Page::Calendar(_));
    if !shown || !guide.course.begun {
        return Vec::new();
    }
    let walk = guide.walk(model.today);
    let said = Words::new(&walk, model.lang);
    let mut sheet = Sheet::new(theme, (width.saturating_sub(2), height));
    let mut starts = Vec::new();
    for (number, step) in (1..).zip(&walk.path) {
        starts.push(sheet.lines.len());
        let (question, answer) = answers::words(&walk, guide, &said, step.fact);
        sheet.hang(
            &format!("{number}. "),
            theme.quiet(),
            theme.quiet(),
            &question,
        );
        sheet.hang("   ", theme.plain(), theme.plain(), &answer);
    }
    let title = model
        .lang
        .pick("到现在的答案（F3 改）", "Answers so far (F3 changes)");
    let mut lines = vec![Line::from(Span::styled(title, theme.accent()))];
    let room = height.saturating_sub(1);
    // From the head of an answer on, never from its middle.
    let least = sheet.lines.len().saturating_sub(room);
    let skipped = starts.into_iter().find(|start| *start >= least);
    let skipped = skipped.unwrap_or(least);
    lines.extend(sheet.lines.into_iter().skip(skipped));
    lines
}
