//! A page as lines, wrapped to its width, before it is scrolled and drawn.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line as Drawn, Span};

use crate::lang::Lang;
use crate::pack::Form;
use crate::report::section::{Line, Section};
use crate::ui::command::Command;
use crate::ui::text;
use crate::ui::theme::Theme;

/// Rows being written, one of them marked.
pub(crate) struct List<'s> {
    pub(crate) sheet: &'s mut Sheet,
    /// The row that comes next, from 0.
    pub(crate) next: usize,
    pub(crate) marked: usize,
}

impl List<'_> {
    /// A row with its digit, where it has one, and a line below it.
    pub(crate) fn row(&mut self, words: &str, below: Option<&str>) {
        let marked = self.next == self.marked;
        self.sheet
            .listed(self.next, words, (marked, false), |sheet| {
                let plain = sheet.theme.plain();
                if let Some(below) = below {
                    sheet.hang("     ", plain, plain, below);
                }
            });
        self.next += 1;
    }
}

/// A page being written.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// How it looks.
    pub(crate) theme: Theme,
    /// Columns.
    pub(crate) width: usize,
    /// Rows that can be seen at once.
    pub(crate) height: usize,
    /// The lines.
    pub(crate) lines: Vec<Drawn<'static>>,
    /// Line and column of the cursor.
    pub(crate) cursor: Option<(usize, usize)>,
    /// The lines that must be seen.
    pub(crate) focus: Option<Range<usize>>,
    /// What a click on these lines asks for.
    pub(crate) targets: Vec<(Range<usize>, Command)>,
}

impl Sheet {
    /// An empty page of that many columns and rows.
    pub(crate) const fn new(theme: Theme, (width, height): (usize, usize)) -> Self {
        Self {
            theme,
            width,
            height,
            lines: Vec::new(),
            cursor: None,
            focus: None,
            targets: Vec::new(),
        }
    }

    /// An empty line, but never two, and none at the head.
    pub(crate) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Drawn::default());
        }
    }

    /// A line of spans that is known to fit.
    pub(crate) fn line(&mut self, spans: Vec<Span<'static>>) {
        self.lines.push(Drawn::from(spans));
    }

    /// A paragraph.
    pub(crate) fn text(&mut self, style: Style, words: &str) {
        for line in text::wrap(words, self.width) {
            self.line(vec![Span::styled(line, style)]);
        }
    }

    /// An ordinary paragraph.
    pub(crate) fn plain(&mut self, words: &str) {
        self.text(self.theme.plain(), words);
    }

    /// A paragraph that stands out.
    pub(crate) fn strong(&mut self, words: &str) {
        self.text(self.theme.strong(), words);
    }

    /// A paragraph that may be passed over.
    pub(crate) fn quiet(&mut self, words: &str) {
        self.text(self.theme.quiet(), words);
    }

    /// A paragraph behind a sign, its later lines below its first.
    pub(crate) fn hang(&mut self, sign: &str, sign_style: Style, style: Style, words: &str) {
        let indent = text::width(sign);
        let lines = text::wrap(words, self.width.saturating_sub(indent));
        for (number, line) in lines.into_iter().enumerate() {
            let lead = if number == 0 {
                Span::styled(sign.to_owned(), sign_style)
            } else {
                Span::raw(" ".repeat(indent))
            };
            self.line(vec![lead, Span::styled(line, style)]);
        }
    }

    /// The words that matter most on the page, behind a mark on every line.
    pub(crate) fn callout(&mut self, words: &str) {
        let theme = self.theme;
        for line in text::wrap(words, self.width.saturating_sub(2)) {
            self.line(vec![
                Span::styled(theme.mark(), theme.key()),
                Span::raw(" "),
                Span::styled(line, theme.strong()),
            ]);
        }
    }

    /// Something to mind, behind a sign.
    pub(crate) fn warning(&mut self, words: &str) {
        let (alarm, plain) = (self.theme.alarm(), self.theme.plain());
        for (number, line) in text::wrap(words, self.width.saturating_sub(2))
            .into_iter()
            .enumerate()
        {
            let sign = if number == 0 { "!" } else { " " };
            let style = if number == 0 { alarm } else { plain };
            self.line(vec![
                Span::styled(sign, style),
                Span::raw(" "),
                Span::styled(line, plain),
            ]);
        }
    }

    /// A heading with an empty line above it.
    pub(crate) fn heading(&mut self, words: &str) {
        self.blank();
        self.text(self.theme.accent(), words);
    }

    /// A section under its heading, where it has lines.
    pub(crate) fn section(&mut self, section: &Section) {
        if section.lines.is_empty() {
            return;
        }
        self.heading(section.title);
        self.lines_of(section);
    }

    /// The lines of a section.
    pub(crate) fn lines_of(&mut self, section: &Section) {
        let (accent, plain) = (self.theme.accent(), self.theme.plain());
        for (number, line) in (1..).zip(&section.lines) {
            let sign = match section.form {
                Form::Steps => format!("{number}. "),
                Form::Prose => String::new(),
                Form::List | Form::Quote | Form::Never => "- ".to_owned(),
            };
            match line {
                Line::Plain(words) if section.form == Form::Never => self.warning(words),
                Line::Plain(words) | Line::Mind(words) | Line::Day(_, words) => {
                    self.hang(&sign, accent, plain, words);
                }
                Line::Contact(contact) => self.hang(&sign, accent, plain, &contact.name),
                Line::Reply(heard, answer) => {
                    self.hang(&sign, accent, plain, heard);
                    self.hang("  ", plain, plain, answer);
                }
            }
        }
    }

    /// A row one can choose: its key, its words, whether it is marked.
    pub(crate) fn row(&mut self, key: Option<u8>, words: &str, marked: bool, quiet: bool) {
        let theme = self.theme;
        let sign = if marked { theme.here() } else { " " };
        let digit = key.map_or_else(|| " ".to_owned(), |key| key.to_string());
        let style = match (marked, quiet) {
            (true, _) => theme.strong(),
            (false, true) => theme.quiet(),
            (false, false) => theme.plain(),
        };
        let first = self.lines.len();
        self.hang(&format!("{sign} {digit}  "), theme.accent(), style, words);
        if let Some(line) = self.lines.get_mut(first).filter(|_| key.is_some()) {
            line.spans.splice(
                ..1,
                [
                    Span::styled(sign, theme.accent()),
                    Span::styled(format!(" {digit} "), theme.key()),
                    Span::raw(" "),
                ],
            );
        }
        let rows = first..self.lines.len();
        if marked {
            self.focus = Some(rows.clone());
        }
        if let Some(key) = key {
            self.targets.push((rows, Command::Digit(key)));
        }
    }

    /// A row of a list by its number from 0, the first nine with a digit, whether
    /// it is marked and quiet, and what stands below it.
    pub(crate) fn listed(
        &mut self,
        number: usize,
        words: &str,
        (marked, quiet): (bool, bool),
        below: impl FnOnce(&mut Self),
    ) {
        let key = u8::try_from(number + 1).ok().filter(|key| *key <= 9);
        let first = self.lines.len();
        self.row(key, words, marked, quiet);
        below(self);
        if marked {
            self.focus = Some(first..self.lines.len());
        }
    }

    /// A note below a row.
    pub(crate) fn note(&mut self, words: &str, lang: Lang) {
        let (sign, quiet) = (lang.pick("     备注 ", "     Note "), self.theme.quiet());
        self.hang(sign, quiet, quiet, words);
    }

    /// The field stays in sight with the marked row, where both find room.
    pub(crate) fn keep_in_sight(&mut self, field: Option<Range<usize>>) {
        if let (Some(field), Some(row)) = (field, &mut self.focus)
            && row.end - field.start <= self.height
        {
            row.start = field.start;
        }
    }

    /// A field: its name, what stands in it around the cursor, and the columns
    /// it has at most. The cursor goes there where the field is `focused`; `<`
    /// and `>` for its brackets tell that there is more on that side.
    pub(crate) fn field(
        &mut self,
        name: &str,
        (before, after): (String, String),
        room: usize,
        focused: bool,
    ) {
        let theme = self.theme;
        let sign = if focused { theme.here() } else { " " };
        let lead = format!("{sign} {name}");
        let room = room
            .min(self.width.saturating_sub(text::width(&lead) + 2))
            .max(4);
        let (shown, cursor) = text::window(&before, &after, room);
        let left = text::width(&before).saturating_sub(cursor);
        let all = text::width(&before) + text::width(&after);
        let open = if left > 0 { "<" } else { "[" };
        let close = if all > left + text::width(&shown) {
            ">"
        } else {
            "]"
        };
        let lead = format!("{lead}{open}");
        let line = self.lines.len();
        self.line(vec![
            Span::styled(lead.clone(), theme.accent()),
            Span::styled(text::pad(&shown, room), theme.strong()),
            Span::styled(close, theme.accent()),
        ]);
        if focused {
            self.cursor = Some((line, text::width(&lead) + cursor));
            self.focus = Some(line..line + 1);
        }
    }

    /// Lines with words beside them where there is room, else below them.
    pub(crate) fn beside(
        &mut self,
        left: Vec<Drawn<'static>>,
        left_width: usize,
        right: &[String],
    ) {
        const GAP: usize = 3;
        let room = self.width.saturating_sub(left_width + GAP);
        if room < 24 {
            self.lines.extend(left);
            for words in right.iter().filter(|words| !words.is_empty()) {
                self.plain(words);
            }
            return;
        }
        let right: Vec<String> = right
            .iter()
            .flat_map(|words| text::wrap(words, room))
            .collect();
        for number in 0..left.len().max(right.len()) {
            let mut line = left.get(number).cloned().unwrap_or_default();
            if let Some(words) = right.get(number) {
                let fill = (left_width + GAP).saturating_sub(line.width());
                line.spans.push(Span::raw(" ".repeat(fill)));
                line.spans.push(Span::raw(words.clone()));
            }
            self.lines.push(line);
        }
    }

    /// A list of rows with digits, one of them marked.
    pub(crate) const fn list(&mut self, marked: usize) -> List<'_> {
        List {
            sheet: self,
            next: 0,
            marked,
        }
    }

    /// The scroll nearest to `scroll` with which the focus is seen.
    pub(crate) fn scroll_to_focus(&self, scroll: usize, height: usize) -> usize {
        let last = self.lines.len().saturating_sub(height);
        let Some(focus) = &self.focus else {
            return scroll.min(last);
        };
        let to_see_its_end = focus.end.saturating_sub(height);
        scroll.max(to_see_its_end).min(focus.start).min(last)
    }
}
