//! The review sheet: everything there is to approve, as Markdown or CSV.

use std::fmt::Write as _;

use csv::Terminator;

use super::rows::{Part, Sheet, field_name, numbered, sheets};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::report::csv::Cells;
use crate::report::markdown::plain;
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
        let (field, to) = (numbered(row.key, row.number, lang), plain(&row.to));
        let to = if to.is_empty() { to } else { format!("`{to}`") };
        let _ = writeln!(
            out,
            "| {field} | {} | {} | {to} |",
            plain(&row.when),
            plain(&row.text)
        );
    }
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

/// The sheet as CSV for spreadsheets.
#[must_use]
pub fn csv(pack: &Pack, lang: Lang) -> String {
    let mut out = Cells::new(Terminator::CRLF);
    out.row(&columns(lang));
    for sheet in sheets(Template::new(pack, lang)) {
        for row in &sheet.rows {
            let number = match row.number {
                0 => String::new(),
                number => number.to_string(),
            };
            out.row(&[
                sheet.part.name(lang),
                &sheet.id,
                &sheet.stage,
                field_name(row.key, lang),
                &number,
                &row.when,
                &row.text,
                &row.to,
            ]);
        }
    }
    out.into_file()
}
