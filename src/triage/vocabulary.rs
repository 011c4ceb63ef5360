//! What schools call things: headings and values, read from `roster.toml`.

mod read;

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::check::invisible::is_invisible;
use crate::lang::Lang;
use crate::pack::files::ROSTER;
use crate::pack::{Domain, Fact, FactId, Pack, Piece, ResultId, Text};

/// The rule file that holds the words.
pub(crate) const FILE: &str = ROSTER;

/// What a column of a roster holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A fact with one cell.
    Whole(FactId),
    /// Of a name: the one on the certificate.
    Record(FactId),
    /// Of a name: the one typed into the query.
    Typed(FactId),
}

impl Role {
    /// The fact the column is about.
    #[must_use]
    pub const fn fact(self) -> FactId {
        match self {
            Self::Whole(fact) | Self::Record(fact) | Self::Typed(fact) => fact,
        }
    }
}

/// What a cell can say in any column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: not answered.
    Blank,
    /// "I don't know".
    Unknown,
    /// Checked and fine.
    Fine,
}

/// The words of rosters, for one pack.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    headings: HashMap<String, Role>,
    /// What to call a column in messages.
    shown: HashMap<Role, String>,
    /// By fact: the words of its choices.
    choices: Vec<HashMap<String, usize>>,
    /// Words that mean the same in every column.
    marks: HashMap<String, Mark>,
    /// By fact and choice: the word to suggest.
    suggested: Vec<Vec<String>>,
    /// By result: its short name in Chinese and English.
    causes: Vec<[String; 2]>,
}

/// Text without what people do not see as a difference: blanks, full-width
/// forms, case.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

impl Vocabulary {
    /// The ids and labels of a pack, which are understood without any file.
    #[must_use]
    pub(crate) fn of_pack(pack: &Pack) -> Self {
        let ids = |fact: &Fact| match &fact.domain {
            Domain::Choice(ids) => ids.clone(),
            _ => Vec::new(),
        };
        let suggested: Vec<_> = pack.facts.iter().map(ids).collect();
        let mut words = Self {
            headings: HashMap::new(),
            shown: HashMap::new(),
            choices: vec![HashMap::new(); pack.facts.len()],
            suggested,
            marks: HashMap::from([
                ("unknown".to_owned(), Mark::Unknown),
                ("fine".to_owned(), Mark::Fine),
            ]),
            causes: pack
                .results
                .iter()
                .map(|card| [card.id.clone(), card.id.clone()])
                .collect(),
        };
        for (number, fact) in pack.facts.iter().enumerate() {
            let role = role_of(pack, FactId::new(number));
            words.headings.insert(fold(&fact.id), role);
            for (choice, id) in words.suggested[number].iter().enumerate() {
                words.choices[number].insert(fold(id), choice);
            }
        }
        words.add_labels(pack);
        words
    }

    /// What a heading stands for. A remark in brackets behind it is no part
    /// of it.
    #[must_use]
    pub fn role(&self, heading: &str) -> Option<Role> {
        let folded = fold(heading);
        let known = |text: &str| self.headings.get(text).copied();
        known(&folded).or_else(|| {
            let bare = folded.split(['(', '[', '【']).next().unwrap_or_default();
            known(bare.trim_matches(['*', ':', '.', '、']))
        })
    }

    /// The number of the choice that a cell names.
    #[must_use]
    pub fn choice(&self, fact: FactId, cell: &str) -> Option<usize> {
        find(self.choices.get(fact.number())?, cell)
    }

    /// What a cell says in every column alike.
    #[must_use]
    pub fn mark(&self, cell: &str) -> Option<Mark> {
        if cell.is_empty() {
            return Some(Mark::Blank);
        }
        find(&self.marks, cell)
    }

    /// Words to suggest for a fact's choices.
    #[must_use]
    pub fn suggestions(&self, fact: FactId) -> &[String] {
        self.suggested.get(fact.number()).map_or(&[], Vec::as_slice)
    }

    /// What to call a column; the id of its fact where no word is given.
    #[must_use]
    pub(crate) fn name<'w>(&'w self, pack: &'w Pack, role: Role) -> &'w str {
        self.shown
            .get(&role)
            .map_or(&pack.fact(role.fact()).id, String::as_str)
    }

    /// What to call the column of a fact.
    #[must_use]
    pub fn column<'w>(&'w self, pack: &'w Pack, fact: FactId) -> &'w str {
        self.name(pack, role_of(pack, fact))
    }

    /// The short name of a result.
    #[must_use]
    pub(crate) fn cause(&self, result: ResultId, lang: Lang) -> &str {
        let [zh, en] = &self.causes[result.number()];
        lang.pick(zh, en)
    }

    fn add_labels(&mut self, pack: &Pack) {
        for question in &pack.questions {
            for choice in &question.choices {
                for lang in Lang::ALL {
                    if let Some(label) = plain(&choice.label, lang) {
                        let words = &mut self.choices[question.fact.number()];
                        words.entry(fold(&label)).or_insert(choice.value);
                    }
                }
            }
        }
    }
}

/// The role of a column that is headed by a fact's id.
fn role_of(pack: &Pack, fact: FactId) -> Role {
    match pack.fact(fact).domain {
        Domain::NamePair => Role::Record(fact),
        _ => Role::Whole(fact),
    }
}

/// Looks a cell up as it stands, and only then by what people see of it: most
/// cells are plain, and a roster has a million of them.
fn find<T: Copy>(words: &HashMap<String, T>, cell: &str) -> Option<T> {
    const LONGEST: usize = 400; // the longest label is shorter
    let direct = words.get(cell).copied();
    if direct.is_some() || cell.len() > LONGEST || is_folded(cell) {
        return direct;
    }
    words.get(&fold(cell)).copied()
}

/// Whether folding surely leaves a cell as it is.
fn is_folded(cell: &str) -> bool {
    let plain = |c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '0'..='9' | 'a'..='z' | '-');
    cell.chars().all(plain)
}

/// A text that has no placeholders.
fn plain(text: &Text, lang: Lang) -> Option<String> {
    let pieces = text.pieces(lang).iter();
    pieces
        .map(|piece| match piece {
            Piece::Plain(plain) => Some(plain.as_str()),
            Piece::Slot(_) => None,
        })
        .collect()
}
