//! Rows with nobody in them: titles, sums, signatures, headings once more. All
//! else is somebody.

use std::collections::HashSet;

use super::cell::{Cell, RosterRow};
use super::row::Judge;
use super::vocabulary::{Role, folded};
use crate::pack::Domain;

/// A row without anything known is somebody where it has more cells than a
/// number and a remark.
const NUMBERED: usize = 2;

/// Words of such rows, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct NobodyWords {
    /// How rows begin that are about the list and nobody in it.
    pub(super) begins: Vec<String>,
    /// How a title ends that is the only cell of its row.
    pub(super) ends: Vec<String>,
    /// What classes and shifts are called, which nobody is.
    pub(super) groups: HashSet<String>,
}

impl NobodyWords {
    /// Whether a row that begins so is about the list and nobody in it. A word
    /// in letters is a whole one: `Total Energies` and `Sumalee` are names.
    pub(crate) fn begins(&self, text: &str) -> bool {
        let text = folded(text);
        let begins = |word: &String| {
            let behind = text.strip_prefix(word.as_str());
            let goes_on = word.ends_with(char::is_lowercase);
            behind.is_some_and(|behind| !(goes_on && behind.starts_with(char::is_lowercase)))
        };
        !text.is_empty() && self.begins.iter().any(begins)
    }

    /// Whether a name is that of a class or a shift.
    fn is_group(&self, text: &str) -> bool {
        self.groups.contains(&*folded(text))
    }

    /// Whether the only cell of a row is a title or a note and no name: it has a
    /// colon, ends as titles do, but for a remark in brackets, or begins so.
    pub(crate) fn is_title(&self, text: &str) -> bool {
        let folded = folded(text);
        let bare = bare(&folded);
        let ends = |word: &String| {
            let before = bare.strip_suffix(word.as_str());
            before.is_some_and(|before| word.chars().nth(1).is_some() || is_counted(before))
        };
        folded.contains(':')
            || self.ends.iter().any(ends)
            || self.groups.contains(&*folded)
            || self.begins(text)
    }
}

impl Judge<'_> {
    /// Whether a row has headings in it, of a name or an ID number too, and not
    /// those of the columns they stand in: what stands below would be read by the
    /// wrong ones.
    pub(crate) fn has_other_headings(&self, line: &RosterRow<'_>) -> bool {
        if has_figures(line) {
            return false;
        }
        let words = self.reader.words;
        let (mut filled, mut known, mut moved, mut begins) = (0, Vec::new(), false, false);
        for (at, cell) in line.cells.iter().enumerate() {
            let text = match cell {
                cell if cell.is_empty() => continue,
                Cell::Text(text) => text.trim(),
                _ => "",
            };
            if filled == 0 && words.nobody.begins(text) {
                return false;
            }
            filled += 1;
            let here = self.columns.role(at);
            // Some words are headings in one list and answers in another.
            let is_answer = |fact| words.word(fact, text).is_some();
            let has_digits = text.contains(|c: char| c.is_ascii_digit());
            let role = (!has_digits).then(|| words.role(text)).flatten();
            let Some(role) = role.filter(|_| !here.map(Role::fact).is_some_and(is_answer)) else {
                continue;
            };
            begins |= filled == 1;
            moved |= here != Some(role) && !self.columns.is_heading(at, text);
            if !known.contains(&role) {
                known.push(role);
            }
        }
        // Behind somebody's name two headings may be what is wrong or missing.
        let least = if begins { 2 } else { 3 };
        let is_ours = |role: &Role| self.columns.roles.iter().any(|(_, it)| it == role);
        let mut persons = known.iter().filter(|role| {
            let is_personal = self.reader.pack.fact(role.fact()).is_personal();
            is_personal && (is_ours(role) || !matches!(role, Role::Whole(_)))
        });
        moved && known.len() >= least && known.len() * 2 >= filled && persons.next().is_some()
    }

    /// Whether the only cell of a row is a title or a note where a name or an ID
    /// number belongs.
    fn is_title(&self, line: &RosterRow<'_>) -> bool {
        let mut filled = (0..).zip(line.cells).filter(|(_, cell)| !cell.is_empty());
        let (Some((at, Cell::Text(text))), None) = (filled.next(), filled.next()) else {
            return false;
        };
        let is_name = match self.columns.role(at) {
            Some(Role::Record(_)) => true,
            Some(role) if self.reader.pack.fact(role.fact()).is_personal() => false,
            _ => return false,
        };
        self.reader.words.nobody.is_title(text.trim()) || is_name && is_no_name(text)
    }

    /// Whether a row has a name, a day and one answer more: who has these is
    /// somebody, whatever stands before them.
    fn has_answers(&self, line: &RosterRow<'_>, name: Option<&Cell<'_>>) -> bool {
        let whole = self
            .columns
            .roles
            .iter()
            .filter_map(|(at, role)| match role {
                Role::Whole(_) | Role::Half(..) => {
                    self.reader.of_role(*role, line.cells.get(*at)?).value
                }
                Role::Record(_) | Role::Typed(_) => None,
            });
        let (mut answers, mut days) = (0, 0);
        for value in whole {
            answers += 1;
            days += usize::from(value.days().is_some());
        }
        name.is_some_and(|name| !name.is_empty()) && answers > 1 && days > 0
    }

    /// Whether a row is a title, a sum, a signature, or headings once more. Who
    /// has an ID number is somebody.
    pub(crate) fn is_of_nobody(&self, line: &RosterRow<'_>) -> bool {
        let roles = &self.columns.roles;
        let cell = |at: usize| line.cells.get(at).unwrap_or(&Cell::EMPTY);
        let pack = self.reader.pack;
        let is_id = |role: &Role| pack.fact(role.fact()).domain == Domain::IdNumber;
        let is_heading = |at: usize| matches!(cell(at), Cell::Text(text) if text.trim() == self.columns.headings[at]);
        let name = roles
            .iter()
            .find(|(_, role)| matches!(role, Role::Record(_)));
        let name = name.map(|(at, _)| cell(*at));
        // However its blanks and brackets are, that is nobody's name.
        let heads = |cell: &Cell<'_>| {
            let role = matches!(cell, Cell::Text(_)).then(|| self.reader.words.role(&cell.text()));
            matches!(role.flatten(), Some(Role::Record(_)))
        };
        if self.is_title(line) || !has_figures(line) && name.is_some_and(heads) {
            return true;
        }
        let mut numbers = roles.iter().filter(|(_, role)| is_id(role));
        if numbers.any(|(at, _)| !cell(*at).is_empty() && !is_heading(*at)) {
            return false;
        }
        let known = roles.iter().filter(|(at, _)| !cell(*at).is_empty());
        let alike = known.clone().filter(|(at, _)| is_heading(*at)).count();
        let known = known.count();
        let filled = line.cells.iter().filter(|cell| !cell.is_empty());
        let first = filled.clone().next();
        let begins = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if self.reader.words.nobody.begins(text.trim()));
        let is_group = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if self.reader.words.nobody.is_group(text));
        (alike > 1 && alike == known)
            || (known == 0 && filled.take(NUMBERED + 1).count() <= NUMBERED)
            || name.is_some_and(begins)
            || (name.is_some_and(is_group) || first.is_some_and(begins))
                && !self.has_answers(line, name)
    }
}

/// Whether a cell of a row holds a number, a day, or as many digits as a day has:
/// in headings none does.
fn has_figures(line: &RosterRow<'_>) -> bool {
    const LONG: usize = 6;
    line.cells.iter().any(|cell| match cell {
        Cell::Number(_) | Cell::Day(_) => true,
        Cell::Text(text) => text.bytes().filter(u8::is_ascii_digit).count() >= LONG,
        _ => false,
    })
}

/// A text without a remark in brackets behind it.
fn bare(folded: &str) -> &str {
    folded.split('(').next().unwrap_or_default()
}

/// Whether what stands before 班 or 组 makes it one of several, as 二班 and 第二组,
/// or is too long for a name: 李班 is somebody.
fn is_counted(before: &str) -> bool {
    const NAME: usize = 2; // signs of a name before its last one
    let counts = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十百零〇".contains(c);
    before.starts_with('第') || before.chars().all(counts) || before.chars().count() > NAME
}

/// Whether the only cell of a row cannot be a name: it has a number in it, and
/// not only behind a name as that of a telephone or a namesake, or no letter.
fn is_no_name(text: &str) -> bool {
    let folded = folded(text);
    let bare = bare(&folded);
    let name = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_short = name != bare && name.chars().nth(1).is_none();
    is_short || name.contains(|c: char| c.is_ascii_digit()) || !name.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::pack::{Files, load};
    use crate::triage::vocabulary::Vocabulary;

    #[test]
    fn names_that_begin_like_a_sum_are_names() {
        let loaded = load(Files::embedded()).expect("the rules load");
        let (words, _) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
        for name in [
            "Sumitomo Heavy Industries",
            "Total Energies",
            "Sumalee",
            "signedup",
        ] {
            assert!(!words.nobody.begins(name), "{name}");
        }
        for sum in [
            "Total",
            "TOTAL 40",
            "Ｔｏｔａｌ：40",
            "Sum: 3",
            "total合计",
            "合计",
            "制表人abc",
        ] {
            assert!(words.nobody.begins(sum), "{sum}");
        }
    }
}
