//! What schools call things: headings and values, read from `roster.toml`.

mod find;
mod own;
mod read;

use std::collections::HashMap;

use find::{NUMBER, around_number, find};
pub(crate) use find::{fold, folded};
use own::{labels, plain, topic};

use super::batch::Batches;
use super::halves::Halves;
use super::implies::Implies;
use super::nobody::NobodyWords;
use crate::lang::{Lang, Said};
use crate::pack::files::ROSTER;
use crate::pack::{self, Domain, FactId, Pack, ResultId};
use crate::report::template::Template;

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
    /// Of a result in two columns: the first half, or the second.
    Half(FactId, usize),
}

impl Role {
    /// The fact the column is about.
    #[must_use]
    pub const fn fact(self) -> FactId {
        match self {
            Self::Whole(fact) | Self::Record(fact) | Self::Typed(fact) | Self::Half(fact, _) => {
                fact
            }
        }
    }

    /// How a command names it: the fact's id, of a half with its ending.
    pub(crate) fn id(self, pack: &Pack) -> String {
        let half = match self {
            Self::Whole(_) => "",
            Self::Record(_) => ".record",
            Self::Typed(_) => ".typed",
            Self::Half(_, 0) => ".first",
            Self::Half(..) => ".second",
        };
        format!("{}{half}", pack.fact(self.fact()).id)
    }
}

/// What a column is headed by: the fact's own heading, or another that may
/// answer it too where the first says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Made for the fact.
    First,
    /// About something else that often tells it.
    Second,
}

/// What a cell of a choice says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Word {
    /// The choice of that number.
    Choice(usize),
    /// Something that is no answer to the question, and no mistake.
    Silent,
    /// A number that is measured against a mark.
    Score(f64),
}

/// What numbers in a column come to where they are measured against a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    /// The choice from the mark on.
    pub(crate) reached: usize,
    /// The choice below it.
    pub(crate) missed: usize,
}

impl Score {
    /// The choice, by whether the mark was reached.
    pub(crate) const fn choice(self, reached: bool) -> usize {
        if reached { self.reached } else { self.missed }
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
    headings: HashMap<String, (Role, Rank)>,
    /// What to call a column in messages.
    shown: HashMap<Role, Said>,
    /// By fact: the words of its choices.
    choices: Vec<HashMap<String, Word>>,
    /// By fact: the same around a number, which stands there as [`NUMBER`].
    numbers: Vec<HashMap<String, Word>>,
    /// By fact: what numbers come to.
    scores: Vec<Option<Score>>,
    /// Facts that have two columns, of a half each.
    pub(super) halves: Vec<(FactId, Halves)>,
    /// Words of rows with nobody in them.
    pub(super) nobody: NobodyWords,
    /// What in brackets behind a heading says that it is not all of the thing.
    pieces: Vec<String>,
    /// What alone in them says that it is about another thing or person.
    others: Vec<String>,
    /// What heads the column that is all a heading over several says.
    pub(super) wholes: Vec<String>,
    /// What somebody's rows are of, the first above all: two of the same are one.
    pub(super) items: Vec<FactId>,
    /// What is said of another exam than that of the number beside it.
    pub(super) again: Vec<String>,
    /// What cells tell besides their own fact, in the order of the file.
    pub(super) implies: Vec<Implies>,
    /// By result: what the school itself does.
    todo: Vec<Option<Said>>,
    /// Who the school's own people are: a choice of each fact.
    pub(super) own: Vec<(FactId, usize)>,
    /// People who wait since the same day.
    pub(super) batches: Option<Batches>,
    /// Words that mean the same in every column.
    marks: HashMap<String, Mark>,
    /// By fact and choice: the word to suggest.
    suggested: Vec<Vec<Said>>,
    /// By result: its short name.
    causes: Vec<Said>,
}

impl Vocabulary {
    /// The ids and labels of a pack, which are understood without any file.
    pub(crate) fn of_pack(pack: &Pack) -> Self {
        let template = Lang::ALL.map(|lang| Template::new(pack, lang));
        let mut words = Self {
            headings: HashMap::new(),
            shown: HashMap::new(),
            choices: vec![HashMap::new(); pack.facts.len()],
            numbers: vec![HashMap::new(); pack.facts.len()],
            scores: vec![None; pack.facts.len()],
            suggested: pack.fact_ids().map(|fact| labels(pack, fact)).collect(),
            todo: vec![None; pack.results.len()],
            own: Vec::new(),
            batches: None,
            halves: Vec::new(),
            nobody: NobodyWords::default(),
            pieces: Vec::new(),
            others: Vec::new(),
            wholes: Vec::new(),
            items: Vec::new(),
            again: Vec::new(),
            implies: Vec::new(),
            marks: HashMap::from([
                ("unknown".to_owned(), Mark::Unknown),
                ("fine".to_owned(), Mark::Fine),
            ]),
            causes: pack
                .results
                .iter()
                .map(|card| {
                    let [zh, en] = template.each_ref().map(|template| template.name(card));
                    Said::new(zh, en)
                })
                .collect(),
        };
        for lang in Lang::ALL {
            words.marks.insert(fold(lang.unknown()), Mark::Unknown);
        }
        for fact in pack.fact_ids() {
            let of_fact = pack.fact(fact);
            let whole = fold(&of_fact.id);
            words
                .headings
                .insert(whole, (role_of(pack, fact), Rank::First));
            for role in roles_of(pack, fact) {
                let id = fold(&role.id(pack));
                words.headings.insert(id, (role, Rank::First));
            }
            for (choice, id) in of_fact.domain.choices().iter().enumerate() {
                words.choices[fact.number()].insert(fold(id), Word::Choice(choice));
            }
        }
        words.add_labels(pack);
        words
    }

    /// What a heading stands for. A remark in brackets behind it is no part of it,
    /// but where it tells of a piece or a half of the thing, or of another.
    #[must_use]
    pub fn role(&self, heading: &str) -> Option<Role> {
        self.ranked(heading).map(|(role, _)| role)
    }

    /// The same, and whether the heading is the fact's own.
    pub(crate) fn ranked(&self, heading: &str) -> Option<(Role, Rank)> {
        let folded = folded(heading);
        let known = |text: &str| self.headings.get(text).copied();
        known(&folded).or_else(|| {
            let brackets = ['(', '[', '【'];
            let (bare, remark) = folded.split_once(brackets).unwrap_or((&*folded, ""));
            let remark = remark.trim_end_matches([')', ']', '】']);
            let bare = known(bare.trim_matches(['*', ':', '.', '、']))?;
            let is_piece = self.pieces.iter().any(|it| remark.ends_with(it.as_str()));
            if is_piece || self.others.iter().any(|it| it == remark) {
                return None;
            }
            let half = known(remark)
                .filter(|(role, _)| matches!(role, Role::Half(..)) && role.fact() == bare.0.fact());
            Some(half.unwrap_or(bare))
        })
    }

    /// The known heading most like one that is not known, where no more than a third
    /// of it differs: of four signs one. Two would make 联系电话 (telephone) 联系学校.
    pub(crate) fn nearest(&self, heading: &str) -> Option<(String, Role)> {
        let known = self.headings.keys().map(String::as_str);
        let near = pack::nearest(&fold(heading), known)?;
        let (role, _) = *self.headings.get(&near)?;
        Some((near, role))
    }

    /// What a cell of a choice says.
    #[must_use]
    pub fn word(&self, fact: FactId, cell: &str) -> Option<Word> {
        let found = find(self.choices.get(fact.number())?, cell);
        let numbers = self.numbers.get(fact.number())?;
        if found.is_some() || numbers.is_empty() {
            return found;
        }
        let (around, number, is_grouped) = around_number(cell)?;
        let word = numbers.get(&around).copied()?;
        match word {
            // Marks of two exams are no number, as a sum of thousands may be.
            Word::Score(_) if is_grouped => None,
            Word::Score(_) => Some(Word::Score(number)),
            // What is said of a sum need not be so of none: that is a word by itself.
            _ if number == 0.0 => {
                let none = around.replace(NUMBER, "0");
                self.choices.get(fact.number())?.get(&none).copied()
            }
            other => Some(other),
        }
    }

    /// What numbers of a fact's column come to, where they are measured.
    pub(crate) fn score(&self, fact: FactId) -> Option<Score> {
        *self.scores.get(fact.number())?
    }

    /// What the halves of a fact come to.
    pub(crate) fn halves_of(&self, fact: FactId) -> Option<&Halves> {
        let found = self.halves.iter().find(|(of, _)| *of == fact);
        found.map(|(_, halves)| halves)
    }

    /// The fact whose numbers are measured against a mark, where there is one.
    pub(crate) fn scored(&self) -> Option<FactId> {
        self.scores
            .iter()
            .position(Option::is_some)
            .map(FactId::new)
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
    pub fn suggestions(&self, fact: FactId) -> &[Said] {
        self.suggested.get(fact.number()).map_or(&[], Vec::as_slice)
    }

    /// What to call a column.
    pub(crate) fn name(&self, role: Role) -> &Said {
        &self.shown[&role]
    }

    /// What to call the column of a fact.
    #[must_use]
    pub fn column(&self, pack: &Pack, fact: FactId) -> &Said {
        self.name(role_of(pack, fact))
    }

    /// The short name of a result.
    pub(crate) fn cause(&self, result: ResultId, lang: Lang) -> &str {
        self.causes[result.number()].get(lang)
    }

    /// What the school itself does about a result of its own people.
    pub(crate) fn todo(&self, result: ResultId, lang: Lang) -> Option<&str> {
        Some(self.todo[result.number()].as_ref()?.get(lang))
    }

    /// Calls columns without a heading by what is asked, which is then one. Where
    /// that heads another column, the id is all there is to tell them apart.
    fn add_topics(&mut self, pack: &Pack) {
        for role in pack.fact_ids().flat_map(|fact| roles_of(pack, fact)) {
            if self.shown.contains_key(&role) {
                continue;
            }
            let is_free = |text: &str| {
                let known = self.headings.get(&fold(text));
                known.is_none_or(|(known, _)| *known == role)
            };
            let topic = topic(pack, role);
            let topic = topic.filter(|said| Lang::ALL.iter().all(|lang| is_free(said.get(*lang))));
            let said = topic.unwrap_or_else(|| Said::new(role.id(pack), role.id(pack)));
            for lang in Lang::ALL {
                let heading = fold(said.get(lang));
                self.headings.insert(heading, (role, Rank::First));
            }
            self.shown.insert(role, said);
        }
    }

    fn add_labels(&mut self, pack: &Pack) {
        for fact in pack.given() {
            for (choice, said) in self.suggested[fact.number()].iter().enumerate() {
                for lang in Lang::ALL {
                    let words = &mut self.choices[fact.number()];
                    let word = fold(said.get(lang));
                    words.entry(word).or_insert(Word::Choice(choice));
                }
            }
        }
        for question in &pack.questions {
            for choice in &question.choices {
                let texts = [Some(&choice.label), choice.told.as_ref()];
                for text in texts.into_iter().flatten() {
                    for label in Lang::ALL.into_iter().filter_map(|lang| plain(text, lang)) {
                        let words = &mut self.choices[question.fact.number()];
                        let word = Word::Choice(choice.value);
                        words.entry(fold(&label)).or_insert(word);
                    }
                }
            }
        }
    }
}

/// That one of these words is to be written.
pub(crate) fn one_of(words: &[Said], lang: Lang) -> String {
    let words: Vec<_> = words.iter().map(|word| word.get(lang)).collect();
    lang.say(
        format_args!("请写其中一个：{}", words.join("、")),
        format_args!("write one of {}", words.join(", ")),
    )
}

/// The role of a column that is headed by a fact's id.
fn role_of(pack: &Pack, fact: FactId) -> Role {
    match pack.fact(fact).domain {
        Domain::NamePair => Role::Record(fact),
        _ => Role::Whole(fact),
    }
}

/// The columns that a fact may have.
fn roles_of(pack: &Pack, fact: FactId) -> Vec<Role> {
    match pack.fact(fact).domain {
        Domain::NamePair => vec![Role::Record(fact), Role::Typed(fact)],
        _ => vec![Role::Whole(fact)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, load};

    /// What schools write beside what we ask, and slips of typing what we ask.
    #[test]
    fn only_a_near_heading_is_suggested() {
        let loaded = load(Files::embedded()).expect("the rules load");
        let (words, _) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
        let near = |heading| words.nearest(heading).map(|(near, _)| near);
        for other in [
            "联系电话",
            "联系人",
            "手机号",
            "序号",
            "性别",
            "单位",
            "工号",
            "备注",
            "学历",
            "家庭住址",
            "初领日期",
            "证书编号",
            "培训时间",
            "telephone",
            "remarks",
        ] {
            assert_eq!(near(other), None, "{other}");
        }
        for (slip, meant) in [
            ("査询结果", "查询结果"),
            ("身份正号", "身份证号"),
            ("应复审曰期", "应复审日期"),
            ("exam-dat", "exam-date"),
        ] {
            assert_eq!(near(slip).as_deref(), Some(meant));
        }
    }
}
