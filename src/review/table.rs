//! The review sheet: everything there is to approve, as Markdown or CSV.

use std::fmt::Write as _;

use super::rows::{Part, Row, Sheet, field_name, sheets};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::report::template::Template;

/// The sheet as Markdown: a heading a part, a table a node.
#[must_use]
pub fn markdown(pack: &Pack, lang: Lang) -> String {
    let sheets = sheets(Template::new(pack, lang));
    let mut out = String::new();
    let title = lang.pick("规则审阅表", "Rules for review");
    let _ = writeln!(out, "# {title}: {} {}\n", pack.id, pack.version);
    let _ = writeln!(out, "{}", lang.pick(INTRO_ZH, INTRO_EN));
    for part in Part::ALL {
        let _ = writeln!(out, "\n## {}", part.name(lang));
        for sheet in sheets.iter().filter(|sheet| sheet.part == part) {
            table(&mut out, sheet, lang);
        }
    }
    out
}

const INTRO_ZH: &str = "问题的各条「什么情形到哪里」从上往下看，第一条符合的就走；都不符合，走「其余的到哪里」。文字里 {…} 的地方，用的时候由程序填上。";
const INTRO_EN: &str = "Of a question's routes the first that applies is taken, and `next` where none does. What stands in {…} is filled in when the text is shown.";

fn table(out: &mut String, sheet: &Sheet, lang: Lang) {
    let _ = writeln!(out, "\n### `{}`\n", sheet.id);
    let columns = columns(lang);
    let _ = writeln!(
        out,
        "| {} | {} | {} | {} |",
        columns[3], columns[5], columns[6], columns[7]
    );
    let _ = writeln!(out, "|---|---|---|---|");
    for row in &sheet.rows {
        let (field, to) = (numbered(row, lang), cell(&row.to));
        let to = if to.is_empty() { to } else { format!("`{to}`") };
        let _ = writeln!(
            out,
            "| {field} | {} | {} | {to} |",
            cell(&row.when),
            cell(&row.text)
        );
    }
}

fn numbered(row: &Row, lang: Lang) -> String {
    let name = field_name(row.key, lang);
    match row.number {
        0 => name.to_owned(),
        number => format!("{name} {number}"),
    }
}

/// Text that stays one cell of a Markdown table and shows as it is.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// The heads of the columns.
fn columns(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => [
            "类别",
            "名字",
            "阶段",
            "栏目",
            "序号",
            "条件",
            "文字",
            "到哪里",
        ],
        Lang::En => [
            "part",
            "id",
            "stage",
            "field",
            "no.",
            "condition",
            "text",
            "leads to",
        ],
    }
}

/// The sheet as CSV for spreadsheets: with a byte order mark, which they need
/// to see UTF-8, and no cell that they would take for a formula.
///
/// # Errors
/// None that memory can have; the writer's type has them.
pub fn csv(pack: &Pack, lang: Lang) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record(columns(lang))?;
    for sheet in sheets(Template::new(pack, lang)) {
        for row in &sheet.rows {
            let number = match row.number {
                0 => String::new(),
                number => number.to_string(),
            };
            let part = sheet.part.name(lang);
            let field = field_name(row.key, lang);
            let cells = [
                part,
                &sheet.id,
                &sheet.stage,
                field,
                &number,
                &row.when,
                &row.text,
                &row.to,
            ];
            writer.write_record(cells.map(harmless))?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that no spreadsheet runs: one that begins like a formula gets an
/// apostrophe in front, as do the full-width signs, which some convert first.
fn harmless(cell: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let begins = cell.trim_start_matches(' ').starts_with(formula);
    let mark = if begins { "'" } else { "" };
    format!("{mark}{cell}")
}

#[cfg(test)]
mod tests {
    use super::{cell, harmless};

    #[test]
    fn cells_that_look_like_formulas_are_disarmed() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("＝1", "'＝1"),
            ("-5", "'-5"),
            ("15", "15"),
            ("先等", "先等"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }

    #[test]
    fn markdown_cells_keep_their_column_and_their_words() {
        assert_eq!(cell("a|b\nc `d` <e>"), "a\\|b c \\`d\\` \\<e>");
    }
}
