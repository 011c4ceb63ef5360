//! A line as typed: a command, or an answer.

use crate::check::invisible::narrow;

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// An empty line.
    Nothing,
    /// `?`
    Why,
    /// `b`
    Back,
    /// `a`
    Answers,
    /// `c 3`; without a number where none can be read.
    Change(Option<usize>),
    /// `.`: I don't know.
    Unknown,
    /// `n`: from the start.
    New,
    /// `q`
    Leave,
    /// Anything else.
    Answer(String),
}

/// Reads a line. While a name or number is being `typing`, only marks that
/// neither can contain are commands, and the text is kept as it was typed:
/// its blanks and wide forms are what the checks look for.
pub(super) fn read(line: &str, typing: bool) -> Command {
    let line = line.trim_end_matches(['\r', '\n']);
    let short: String = line.trim().chars().map(narrow).collect();
    match short.as_str() {
        "" => return Command::Nothing,
        "?" => return Command::Why,
        "." | "。" => return Command::Unknown,
        _ => {}
    }
    match short.to_lowercase().as_str() {
        "b" => return Command::Back,
        "q" => return Command::Leave,
        _ if typing => return Command::Answer(line.to_owned()),
        "a" => return Command::Answers,
        "n" => return Command::New,
        "0" => return Command::Unknown,
        _ => {}
    }
    let change = short.strip_prefix(['c', 'C']);
    let number = change.filter(|rest| rest.chars().all(|c| c == ' ' || c.is_ascii_digit()));
    number.map_or(Command::Answer(line.to_owned()), |number| {
        Command::Change(number.trim().parse().ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_either_width() {
        for (line, expected) in [
            ("", Command::Nothing),
            ("?\n", Command::Why),
            ("？", Command::Why),
            (" ｂ ", Command::Back),
            ("Q\r\n", Command::Leave),
            ("a", Command::Answers),
            ("c 3", Command::Change(Some(3))),
            ("Ｃ１２", Command::Change(Some(12))),
            ("c", Command::Change(None)),
            (".", Command::Unknown),
            ("。", Command::Unknown),
            ("０", Command::Unknown),
            ("昨天", Command::Answer("昨天".to_owned())),
            ("clean", Command::Answer("clean".to_owned())),
        ] {
            assert_eq!(read(line, false), expected, "{line}");
        }
    }

    #[test]
    fn a_name_is_kept_as_typed() {
        for name in ["王 小明", "Ａ", "a", "c 3", "0", "　王"] {
            assert_eq!(read(name, true), Command::Answer(name.to_owned()));
        }
        assert_eq!(read("q", true), Command::Leave);
        assert_eq!(read("。", true), Command::Unknown);
    }
}
