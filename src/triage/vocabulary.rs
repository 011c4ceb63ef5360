//! What schools call things: headings and values, read from `roster.toml`.

mod read;

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::check::invisible::is_invisible;
use crate::lang::Lang;
use crate::pack::load::ROSTER;
use crate::pack::{Domain, Fact, FactId, Pack, Piece, ResultId, Text};

/// The rule file that holds the words.
pub const FILE: &str = ROSTER;

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

/// The words of rosters, for one pack.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    headings: HashMap<String, Role>,
    /// What to call a column in messages.
    shown: HashMap<Role, String>,
    /// By fact: the words of its choices.
    choices: Vec<HashMap<String, usize>>,
    /// By fact and choice: the word to suggest.
    suggested: Vec<Vec<String>>,
    unknown: HashSet<String>,
    blank: HashSet<String>,
    fine: HashSet<String>,
    /// By result: its short name in Chinese and English.
    causes: Vec<[String; 2]>,
}

/// Text without what people do not see as a difference: blanks, full-width
/// forms, case.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

impl Vocabulary {
    /// The ids and labels of a pack, which are understood without any file.
    #[must_use]
    pub fn of_pack(pack: &Pack) -> Self {
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
            unknown: HashSet::from(["unknown".to_owned()]),
            blank: HashSet::new(),
            fine: HashSet::from(["fine".to_owned()]),
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
        let words = self.choices.get(fact.number())?;
        let direct = words.get(cell).copied();
        direct.or_else(|| words.get(&fold(cell)).copied())
    }

    /// Words to suggest for a fact's choices.
    #[must_use]
    pub fn suggestions(&self, fact: FactId) -> &[String] {
        self.suggested.get(fact.number()).map_or(&[], Vec::as_slice)
    }

    /// What to call a column; the id of its fact where no word is given.
    #[must_use]
    pub fn name<'w>(&'w self, pack: &'w Pack, role: Role) -> &'w str {
        self.shown
            .get(&role)
            .map_or(&pack.fact(role.fact()).id, String::as_str)
    }

    /// What to call the column of a fact.
    #[must_use]
    pub fn column<'w>(&'w self, pack: &'w Pack, fact: FactId) -> &'w str {
        self.name(pack, role_of(pack, fact))
    }

    /// Whether a cell says "I don't know".
    #[must_use]
    pub fn is_unknown(&self, cell: &str) -> bool {
        has(&self.unknown, cell)
    }

    /// Whether a cell stands for nothing.
    #[must_use]
    pub fn is_blank(&self, cell: &str) -> bool {
        cell.is_empty() || has(&self.blank, cell)
    }

    /// Whether a cell says "checked and fine".
    #[must_use]
    pub fn is_fine(&self, cell: &str) -> bool {
        has(&self.fine, cell)
    }

    /// The short name of a result.
    #[must_use]
    pub fn cause(&self, result: ResultId, lang: Lang) -> &str {
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

/// Short words are looked up as they stand first: most cells are plain, and a
/// roster has a million of them.
fn has(words: &HashSet<String>, cell: &str) -> bool {
    const LONGEST: usize = 48;
    words.contains(cell) || (cell.len() <= LONGEST && words.contains(&fold(cell)))
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
