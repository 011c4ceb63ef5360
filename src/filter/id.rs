//! `chabudao id -`: one identity number a line.
//!
//! With `--json` every line is answered by
//! `{"valid": bool, "normal": "..."|null, "findings": [{"kind": "...", "at": n|null}]}`;
//! otherwise by line number, masked number and findings, separated by tabs.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::lines::{LONGEST, answer_lines, put};
use crate::check::id_number::{FindingKind, Report, check, mask, may_be_a_number};
use crate::encoding::gb18030;
use crate::lang::Lang;

/// Answers every line of `reader` with a line of `writer`; `today` decides
/// which birth dates lie in the future, `lang` the language of the text form.
/// A line that is neither UTF-8 nor GB18030 has the finding `char` where the first byte that
/// cannot be read stands, one that is too long the finding `length`; both are
/// named in `errors`. Gives whether every line could be read.
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
    today: NaiveDate,
) -> io::Result<bool> {
    let mut understood = true;
    answer_lines(reader, writer, |number, line, out| match Unread::of(line) {
        Ok(text) => {
            let report = check(&text, today);
            if json {
                write_json(&report, out)
            } else {
                write_text(number, &text, &report, lang, out)
            }
        }
        Err(fault) => {
            understood = false;
            let words = fault.words(number, lang);
            if json {
                writeln!(out, "{}", fault.json())?;
            } else {
                writeln!(out, "{number}\t?\t{words}")?;
            }
            writeln!(errors, "{words}")
        }
    })?;
    errors.flush()?;
    Ok(understood)
}

/// Why a line cannot be read. Its words show nothing of the line.
#[derive(Clone, Copy)]
pub(super) enum Unread {
    /// It is neither GB18030 nor UTF-8, not from the character of this number on.
    NotText(usize),
    /// It is longer than anything that is asked here.
    Long,
}

impl Unread {
    /// The line as text.
    pub(crate) fn of(line: &[u8]) -> Result<Cow<'_, str>, Self> {
        if line.len() > LONGEST {
            return Err(Self::Long);
        }
        std::str::from_utf8(line).map(Cow::from).or_else(|error| {
            let good = line.get(..error.valid_up_to()).unwrap_or_default();
            let number = String::from_utf8_lossy(good).chars().count() + 1;
            gb18030(line).map(Cow::from).ok_or(Self::NotText(number))
        })
    }

    pub(crate) fn words(self, number: u64, lang: Lang) -> String {
        match self {
            Self::NotText(_) => lang.say(
                format_args!("第 {number} 行不是 UTF-8 编码，读不出来。请把文件另存为 UTF-8 再试。"),
                format_args!("Line {number} is not UTF-8 and cannot be read. Save the file as UTF-8."),
            ),
            Self::Long => lang.say(
                format_args!("第 {number} 行超过 {LONGEST} 个字节，没有读。请核对是不是漏了换行。"),
                format_args!(
                    "Line {number} is longer than {LONGEST} bytes and was not read. Check for a missing line end."
                ),
            ),
        }
    }

    fn json(self) -> String {
        let (kind, at) = match self {
            Self::NotText(at) => ("char", at.to_string()),
            Self::Long => ("length", "null".to_owned()),
        };
        format!(
            r#"{{"valid": false, "normal": null, "findings": [{{"kind": "{kind}", "at": {at}}}]}}"#
        )
    }
}

fn write_json(report: &Report, out: &mut Vec<u8>) -> io::Result<()> {
    let valid: &[u8] = if report.valid { b"true" } else { b"false" };
    put(out, &[b"{\"valid\": ", valid, b", \"normal\": "]);
    match &report.normal {
        // Digits and X only: nothing to escape.
        Some(number) => put(out, &[b"\"", number.as_str().as_bytes(), b"\""]),
        None => put(out, &[b"null"]),
    }
    put(out, &[b", \"findings\": ["]);
    for (index, finding) in report.findings.iter().enumerate() {
        let (gap, kind) = (if index > 0 { ", " } else { "" }, finding.kind.name());
        let parts = [gap, "{\"kind\": \"", kind, "\", \"at\": "];
        put(out, &parts.map(str::as_bytes));
        match finding.at {
            Some(at) => write!(out, "{at}")?,
            None => put(out, &[b"null"]),
        }
        out.push(b'}');
    }
    put(out, &[b"]}\n"]);
    Ok(())
}

/// Causes told in full on one line; the rest is counted.
const TOLD: usize = 8;

fn write_text(
    number: u64,
    text: &str,
    report: &Report,
    lang: Lang,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    write!(out, "{number}\t{}\t", mask(text))?;
    let a_number = may_be_a_number(text);
    let causes = report.findings.causes();
    for (index, cause) in causes.iter().take(TOLD).enumerate() {
        if index > 0 && !lang.is_zh() {
            out.push(b' ');
        }
        out.extend_from_slice(cause.shareable(a_number, lang).as_bytes());
    }
    let more = causes.len().saturating_sub(TOLD);
    match (more, lang) {
        (0, _) => {}
        (_, Lang::Zh) => write!(out, "还有 {more} 处。")?,
        (_, Lang::En) => write!(out, " And {more} more.")?,
    }
    // Mended, the number would be well formed: worth saying, not worth showing.
    if report.normal.is_some() && report.findings.iter().all(|f| f.kind != FindingKind::Ok) {
        let words = lang.pick(
            "改好以后，号码的写法就没有毛病。",
            " Once that is mended, the number is well formed.",
        );
        out.extend_from_slice(words.as_bytes());
    }
    if report.hint.is_some() {
        let words = lang.pick(
            "如果是旧号码，第 6 位后面补上 19、最后再补一位，就是 18 位，以身份证为准。",
            " If it is an old number, 19 behind the sixth digit and one more at the end make it 18; the card counts.",
        );
        out.extend_from_slice(words.as_bytes());
    }
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(input: &[u8], json: bool, lang: Lang) -> (String, String, bool) {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let valid = run(input, &mut out, &mut errors, json, lang, today);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        (text(out), text(errors), valid.unwrap_or(false))
    }

    #[test]
    fn json_is_as_promised() {
        let input = b"11010519491231002X\r\n\n 11010519491231002x\n1101\xFF\n110105194912310000";
        let (out, errors, valid) = answer(input, true, Lang::Zh);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines,
            [
                r#"{"valid": true, "normal": "11010519491231002X", "findings": [{"kind": "ok", "at": null}]}"#,
                r#"{"valid": false, "normal": null, "findings": [{"kind": "length", "at": null}]}"#,
                r#"{"valid": false, "normal": "11010519491231002X", "findings": [{"kind": "spaces", "at": 1}, {"kind": "lowercase-x", "at": 19}]}"#,
                r#"{"valid": false, "normal": null, "findings": [{"kind": "char", "at": 5}]}"#,
                r#"{"valid": false, "normal": null, "findings": [{"kind": "checksum", "at": null}, {"kind": "spreadsheet", "at": null}]}"#,
            ]
        );
        assert!(errors.contains("第 4 行") && !valid);
        assert!(answer(b"11010519491231002X\n", true, Lang::Zh).2);
        assert!(answer(b"", true, Lang::Zh).2);
    }

    #[test]
    fn a_line_without_an_end_is_told_and_the_next_one_read() {
        let input = ["1".repeat(2_000).as_bytes(), b"\n11010519491231002X\n"].concat();
        let (out, errors, understood) = answer(&input, true, Lang::Zh);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines[0],
            r#"{"valid": false, "normal": null, "findings": [{"kind": "length", "at": null}]}"#
        );
        assert!(lines[1].starts_with(r#"{"valid": true"#) && lines.len() == 2);
        assert!(errors.starts_with("第 1 行超过 1024 个字节") && !understood);
        let (out, errors, _) = answer(&input, false, Lang::En);
        assert!(out.starts_with("1\t?\tLine 1 is longer than 1024 bytes"));
        assert!(!out.contains("111") && errors.lines().count() == 1);
    }

    #[test]
    fn an_old_number_is_told_how_it_is_written_today() {
        let (out, ..) = answer(b"110105491231002\n", false, Lang::Zh);
        assert!(
            out.contains("第 6 位后面补上 19") && !out.contains("19491231"),
            "{out}"
        );
        let (out, ..) = answer(b"990105491231002\n", false, Lang::Zh);
        assert!(!out.contains("补上 19"), "{out}");
    }

    #[test]
    fn text_shows_no_number() {
        let inputs = [
            "11010519491231002X",
            "１１０１０５１９４９１２３１００２ｘ",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X",
            "张三丰",
            "1.10101194912310E+17",
        ];
        for input in inputs {
            for lang in Lang::ALL {
                let (out, errors, _) = answer(input.as_bytes(), false, lang);
                assert_eq!(out.lines().count(), 1);
                assert!(!out.contains(input) && errors.is_empty());
                assert!(
                    !out.contains("1949") && !out.contains("④") && !out.contains("三"),
                    "{out}"
                );
            }
        }
    }
}
