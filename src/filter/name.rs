//! `chabudao name -`: a name on record, a tab and the name as typed, a line.
//!
//! With `--json` every line is answered by `{"same": bool, "kinds": [...]}`;
//! otherwise by line number and differences, without any character of the names.

use crate::lang::Lang;
use std::io::{self, BufRead, Write};

use super::id::Unread;
use super::lines::answer_lines;
use crate::check::invisible::{is_harmful, is_invisible, shown};
use crate::check::person_name::{Comparison, Likeness, compare};

/// Answers every line of `reader` with a line of `writer`. A line that is neither
/// UTF-8 nor GB18030, is too long or has no tab has the kind `no-data` and is named in
/// `errors`. Gives whether every line could be read.
///
/// # Errors
///
/// Only what reading or writing gives.
pub fn run(
    reader: impl BufRead,
    writer: impl Write,
    mut errors: impl Write,
    json: bool,
    lang: Lang,
) -> io::Result<bool> {
    let mut understood = true;
    answer_lines(reader, writer, |number, line, out| {
        let text = Unread::of(line);
        let fault = match text.as_deref().map(|text| text.split_once('\t')) {
            Ok(Some((record, typed))) => {
                let comparison = compare(record, typed);
                return if json {
                    write_json(&comparison, out)
                } else {
                    write_text(number, &comparison, lang, out)
                };
            }
            Ok(None) => no_tab(number, lang),
            Err(fault) => fault.words(number, lang),
        };
        understood = false;
        if json {
            out.extend_from_slice(b"{\"same\": false, \"kinds\": [\"no-data\"]}\n");
        } else {
            writeln!(out, "{number}\t{fault}")?;
        }
        writeln!(errors, "{fault}")
    })?;
    errors.flush()?;
    Ok(understood)
}

fn no_tab(number: u64, lang: Lang) -> String {
    lang.say(
        format_args!("第 {number} 行没有制表符（Tab），分不出两个名字。每行请写：登记的名字、Tab、打的名字。"),
        format_args!(
            "Line {number} has no tab, so it is not two names. Write the name on record, a tab, the name as typed."
        ),
    )
}

fn write_json(comparison: &Comparison, out: &mut Vec<u8>) -> io::Result<()> {
    write!(out, "{{\"same\": {}, \"kinds\": [", comparison.same)?;
    for (index, kind) in comparison.kinds.iter().enumerate() {
        let gap = if index > 0 { ", " } else { "" };
        write!(out, "{gap}\"{}\"", kind.name())?;
    }
    out.extend_from_slice(b"]}\n");
    Ok(())
}

fn is_hidden(c: char) -> bool {
    is_harmful(c) || is_invisible(c)
}

/// Differences told in full on one line; the rest is counted.
const TOLD: usize = 8;

fn write_text(
    number: u64,
    comparison: &Comparison,
    lang: Lang,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    write!(out, "{number}\t")?;
    if comparison.kinds == [Likeness::Same] {
        let words = lang.pick("两个名字一样。", "The two names are the same.");
        return writeln!(out, "{words}");
    }
    for (index, finding) in comparison.findings.iter().take(TOLD).enumerate() {
        let gap = if index > 0 {
            lang.pick("；", "; ")
        } else {
            ""
        };
        write!(out, "{gap}{}", finding.brief(lang))?;
        // What cannot be seen gives nothing of a name away.
        let sides = [finding.record_char, finding.typed_char];
        if let Some(c) = sides.into_iter().flatten().find(|c| is_hidden(*c)) {
            write!(out, "{}", lang.aside(&shown(c)))?;
        }
    }
    let more = comparison.findings.len().saturating_sub(TOLD);
    match (more, lang) {
        (0, Lang::Zh) => writeln!(out, "。"),
        (0, Lang::En) => writeln!(out, "."),
        (_, Lang::Zh) => writeln!(out, "；还有 {more} 处。"),
        (_, Lang::En) => writeln!(out, "; and {more} more."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(input: &[u8], json: bool, lang: Lang) -> (String, String, bool) {
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let same = run(input, &mut out, &mut errors, json, lang);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        (text(out), text(errors), same.unwrap_or(false))
    }

    #[test]
    fn a_line_may_be_in_gb18030() {
        let (line, ..) = encoding_rs::GB18030.encode("张三\t章三\n");
        let (out, errors, understood) = answer(&line, true, Lang::Zh);
        assert_eq!(out, "{\"same\": false, \"kinds\": [\"homophone\"]}\n");
        assert!(errors.is_empty() && understood);
    }

    #[test]
    fn json_is_as_promised() {
        let input = "张三\t张三\r\n\t\n\n张三\t 章三\n张三\n张三\t张\t三".as_bytes();
        let mut input = input.to_vec();
        input.extend_from_slice(b"\n\xFF\t\xFE\n");
        let (out, errors, same) = answer(&input, true, Lang::Zh);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines,
            [
                r#"{"same": true, "kinds": ["same"]}"#,
                r#"{"same": true, "kinds": ["same"]}"#,
                r#"{"same": false, "kinds": ["no-data"]}"#,
                r#"{"same": false, "kinds": ["width-or-space", "homophone"]}"#,
                r#"{"same": false, "kinds": ["no-data"]}"#,
                r#"{"same": false, "kinds": ["width-or-space"]}"#,
                r#"{"same": false, "kinds": ["no-data"]}"#,
            ]
        );
        assert_eq!(errors.lines().count(), 3);
        let endless = ["王\t".as_bytes(), "王".repeat(1_000).as_bytes(), b"\n"].concat();
        let (out, errors, understood) = answer(&endless, true, Lang::Zh);
        assert_eq!(out, "{\"same\": false, \"kinds\": [\"no-data\"]}\n");
        assert!(errors.starts_with("第 1 行超过 1024 个字节") && !understood);
        assert!(!same && answer("王\t王\n".as_bytes(), true, Lang::Zh).2);
    }

    #[test]
    fn text_shows_no_name() {
        for lang in Lang::ALL {
            let (out, _, _) = answer("欧阳锋\t殴阳烽火\n张三\t张三\n".as_bytes(), false, lang);
            assert_eq!(out.lines().count(), 2);
            assert!(
                !out.contains(['欧', '殴', '阳', '锋', '烽', '火', '张']),
                "{out}"
            );
        }
    }
}
