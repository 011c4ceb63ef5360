//! Which column of a roster holds what: its row of headings, found and read.

use std::fmt::Write as _;

use super::cell::Cell;
use super::value::CellReader;
use super::vocabulary::{Rank, Role, Vocabulary, fold, folded};
use crate::check::note::masked;
use crate::lang::Lang;
use crate::pack::{FactId, Pack};

/// Characters of a heading that a message repeats.
const SHOWN: usize = 40;

/// Titles and notes stand above the headings in at most this many rows.
pub(crate) const SEARCHED: usize = 10;

/// Columns at most; no class list has as many.
pub(crate) const MOST_COLUMNS: usize = 1_024;

/// The columns of a roster.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The headings as they came.
    pub(crate) headings: Vec<String>,
    /// What to call them in a message.
    names: Vec<String>,
    /// Where they stand in two lines, the first as it came.
    pub(crate) above: Vec<String>,
    /// The columns that hold facts; of two for one fact, its own comes first.
    pub(crate) roles: Vec<(usize, Role)>,
    /// Columns whose cells are texts even where they look like numbers.
    pub(crate) texts: Vec<usize>,
    /// Whether the roster is a result of ours, whose columns are made anew.
    pub(crate) replaced: bool,
    /// Whether it is a workbook that counts its days from 1904.
    pub(crate) since_1904: bool,
}

/// A column, what it holds, and how surely.
type Ranked = (usize, (Role, Rank));

/// `--map "列名=fact"`: what a column holds, or that it is to be left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub(crate) heading: String,
    role: Option<Role>,
}

/// Why a roster's columns cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsFault {
    /// `--map` without `=`.
    MapForm,
    /// `--map` names no fact; what it names.
    MapFact(String),
    /// `--map` names no column; what it names.
    MapColumn(String),
    /// No row has a heading that is known.
    NoHeadings,
    /// Below a heading stand its answers, a column for each: where, the heading, and
    /// these.
    Ticks(usize, String, Vec<String>),
    /// Two columns hold the same: what, where they are, and their headings.
    Twice(Role, Vec<(usize, String)>),
    /// The same with others that stand twice too, a name or an ID number among
    /// them: two people are in a row.
    SideBySide(Vec<(usize, String)>),
}

impl Mapping {
    /// Reads `列名=fact`; `列名=-` leaves a column alone.
    ///
    /// # Errors
    /// It has no `=`, or names no fact.
    pub fn read(text: &str, words: &Vocabulary) -> Result<Self, ColumnsFault> {
        let (heading, fact) = text.rsplit_once('=').ok_or(ColumnsFault::MapForm)?;
        let role = match fact.trim() {
            "-" => None,
            fact => {
                let unknown = || ColumnsFault::MapFact(fact.to_owned());
                Some(words.role(fact).ok_or_else(unknown)?)
            }
        };
        let heading = heading.trim().to_owned();
        Ok(Self { heading, role })
    }

    /// The columns meant: those so headed, or the one with that letter.
    pub(crate) fn columns(&self, headings: &[String]) -> Vec<usize> {
        let wanted = fold(&self.heading);
        let all = 0..headings.len();
        let named: Vec<_> = all
            .clone()
            .filter(|at| fold(&headings[*at]) == wanted)
            .collect();
        if named.is_empty() {
            return all.filter(|at| fold(&letters(*at)) == wanted).collect();
        }
        named
    }
}

impl Columns {
    /// Reads a row of headings.
    ///
    /// # Errors
    /// A mapping does not fit, or two columns hold the same.
    pub(crate) fn read(
        headings: Vec<String>,
        pack: &Pack,
        words: &Vocabulary,
        maps: &[Mapping],
    ) -> Result<Self, ColumnsFault> {
        let roles = with_halves(ranked(&headings, words, maps)?);
        let twice = twice_in(&roles);
        if let Some((role, same)) = twice.first() {
            let is_alike =
                |same: &Vec<usize>| same.iter().all(|at| headings[*at] == headings[same[0]]);
            let of_person = |role: &Role| pack.fact(role.fact()).is_personal();
            let several = twice.len() > 1 && twice.iter().any(|(role, _)| of_person(role));
            let found = same.iter().map(|at| (*at, headings[*at].clone())).collect();
            return Err(if several && twice.iter().all(|(_, same)| is_alike(same)) {
                ColumnsFault::SideBySide(found)
            } else {
                ColumnsFault::Twice(*role, found)
            });
        }
        let (own, others): (Vec<_>, Vec<_>) = roles
            .into_iter()
            .partition(|(_, (_, rank))| *rank == Rank::First);
        // Of several nobody can say which of them speaks.
        let is_one = |it: &&Ranked| counting(&others, it.1.0) == [it.0];
        let others = others.iter().filter(is_one).copied();
        let roles = own.into_iter().chain(others);
        let roles = roles.map(|(at, (role, _))| (at, role)).collect();
        let names = (0..).zip(&headings).map(|(at, heading)| name(at, heading));
        Ok(Self {
            names: names.collect(),
            headings,
            above: Vec::new(),
            roles,
            texts: Vec::new(),
            replaced: false,
            since_1904: false,
        })
    }

    /// How the columns were understood, for the summary.
    pub(crate) fn words(&self, pack: &Pack, words: &Vocabulary, lang: Lang) -> String {
        let known = self
            .roles
            .iter()
            .map(|(at, role)| format!("{} = {}", self.name(*at), role.id(pack)));
        let known = known.collect::<Vec<_>>().join(lang.pick("，", ", "));
        let mut text = format!(
            "{}{known}\n",
            lang.pick("认得的列：", "Columns understood: ")
        );
        let (others, meant) = self.others(pack, words, lang);
        if !others.is_empty() {
            text.push_str(lang.pick("没有用到、原样保留的列：", "Columns passed on unused: "));
            text.push_str(&others.join(lang.pick("、", ", ")));
            text.push('\n');
        }
        if let Some(map) = meant {
            let _ = match lang {
                Lang::Zh => writeln!(text, "其中要用的，写明它是什么，例如 --map \"{map}\"。"),
                Lang::En => writeln!(
                    text,
                    "To use one of these say what it is, like --map \"{map}\"."
                ),
            };
        }
        if self.replaced {
            text.push_str(lang.pick(
                "这份名单是以前的结果：那时加的几列（结论、下一步、问题……）都换成了这次的。\n",
                "This roster is an earlier result: the columns added then (结论, 下一步, 问题 …) were replaced.\n",
            ));
        }
        if let Some(other) = self.half_a_name() {
            let name = words.name(other).get(lang);
            let _ = match lang {
                Lang::Zh => writeln!(text, "姓名要有两列才比得出来，还缺「{name}」一列。"),
                Lang::En => writeln!(
                    text,
                    "A name needs two columns to compare; {name} is missing."
                ),
            };
        }
        text
    }

    /// What a column holds.
    pub(crate) fn role(&self, at: usize) -> Option<Role> {
        let role = self.roles.iter().find(|(known, _)| *known == at);
        role.map(|(_, role)| *role)
    }

    /// Whether a cell repeats the heading of its column, of either line.
    pub(crate) fn is_heading(&self, at: usize, text: &str) -> bool {
        let mut lines = [&self.headings, &self.above].into_iter();
        lines.any(|line| line.get(at).is_some_and(|it| folded(it) == folded(text)))
    }

    /// What to call the column of a fact: as the roster heads it, where it has one.
    pub(crate) fn name_of(&self, fact: FactId, reader: CellReader<'_>, lang: Lang) -> String {
        let is_of = |role: &Role| role.fact() == fact && !matches!(role, Role::Half(..));
        let column = self.roles.iter().find(|(_, role)| is_of(role));
        if let Some((at, _)) = column {
            return self.name(*at);
        }
        let said = reader.words.column(reader.pack, fact);
        said.get(lang).to_owned()
    }

    /// The column of the name on the certificate.
    #[cfg(feature = "xlsx")]
    pub(crate) fn name_column(&self) -> Option<usize> {
        let name = |(_, role): &&(usize, Role)| matches!(role, Role::Record(_));
        self.roles.iter().find(name).map(|(at, _)| *at)
    }

    /// What to call a column in a message: its heading, or its letter.
    pub(crate) fn name(&self, at: usize) -> String {
        self.names.get(at).cloned().unwrap_or_else(|| letters(at))
    }

    /// The columns that hold nothing we know: letter and heading, and the known
    /// one that is nearest; and of the first that has one, what `--map` takes.
    fn others(&self, pack: &Pack, words: &Vocabulary, lang: Lang) -> (Vec<String>, Option<String>) {
        let known = |at: &usize| self.roles.iter().any(|(known, _)| known == at);
        let mut meant = None;
        let columns = (0..self.headings.len()).filter(|at| !known(at));
        let near = columns.map(|at| {
            let near = words.nearest(&self.headings[at]);
            (
                at,
                near.filter(|_| words.role(&self.headings[at]).is_none()),
            )
        });
        let near: Vec<_> = near.collect();
        // Of what was planned and what was done nobody can say which is meant; what
        // is read already needs no other column.
        let is_read = |role: Role| self.roles.iter().any(|(_, it)| it.fact() == role.fact());
        let is_like_one = |role: Role| {
            if is_read(role) {
                return false;
            }
            let roles = near.iter().filter_map(|(_, near)| near.as_ref());
            roles.filter(|(_, it)| *it == role).count() == 1
        };
        let shown = |(at, near): &(usize, Option<(String, Role)>)| {
            let at = *at;
            if self.headings[at].is_empty() {
                return letters(at);
            }
            let (letters, name) = (letters(at), self.name(at));
            if let (Some((_, role)), None) = (near, &meant)
                && is_like_one(*role)
            {
                let is_whole = name == self.headings[at];
                let column = if is_whole { &name } else { &letters };
                meant = Some(format!("{column}={}", role.id(pack)));
            }
            let near = near.as_ref().map(|(heading, _)| heading);
            match (near, lang) {
                (Some(near), Lang::Zh) => format!("{letters}「{name}」（最像「{near}」）"),
                (None, Lang::Zh) => format!("{letters}「{name}」"),
                (Some(near), Lang::En) => format!("{letters} ({name}, nearest {near})"),
                (None, Lang::En) => format!("{letters} ({name})"),
            }
        };
        let others = near.iter().map(shown).collect();
        (others, meant)
    }

    /// Whether a name stands there without the other it is compared with.
    pub(crate) fn half_a_name(&self) -> Option<Role> {
        let has = |role| self.roles.iter().any(|(_, found)| *found == role);
        self.roles
            .iter()
            .find_map(|(_, role)| match *role {
                Role::Record(fact) => Some(Role::Typed(fact)),
                Role::Typed(fact) => Some(Role::Record(fact)),
                Role::Whole(_) | Role::Half(..) => None,
            })
            .filter(|other| !has(*other))
    }
}

/// What each column that is known holds, by its heading or as it is mapped.
fn ranked(
    headings: &[String],
    words: &Vocabulary,
    maps: &[Mapping],
) -> Result<Vec<Ranked>, ColumnsFault> {
    let ranked = headings.iter().map(|text| words.ranked(text));
    let mut roles: Vec<Option<(Role, Rank)>> = ranked.collect();
    for map in maps {
        let columns = map.columns(headings);
        if columns.is_empty() {
            return Err(ColumnsFault::MapColumn(map.heading.clone()));
        }
        // A column named by hand stands before those found by their words.
        for role in &mut roles {
            *role = role.filter(|(role, _)| Some(*role) != map.role);
        }
        for at in columns {
            roles[at] = map.role.map(|role| (role, Rank::First));
        }
    }
    let roles = roles.into_iter().enumerate();
    Ok(roles.filter_map(|(at, role)| Some((at, role?))).collect())
}

/// The columns with those halves that count: beside the whole no half is asked;
/// beside one that only may be it, both have to be there: else it may be the other.
fn with_halves(mut roles: Vec<Ranked>) -> Vec<Ranked> {
    let all = roles.clone();
    let has = |role: Role, of: &[Rank]| {
        let mut all = all.iter();
        all.any(|(_, (it, rank))| *it == role && of.contains(rank))
    };
    let any = [Rank::First, Rank::Second];
    let is_told = |fact: FactId| {
        let both = [0, 1].map(|side| has(Role::Half(fact, side), &any));
        has(Role::Whole(fact), &[Rank::First])
            || has(Role::Whole(fact), &any) && both == [true, true]
    };
    roles.retain(|(_, (role, _))| !matches!(role, Role::Half(..)) || !is_told(role.fact()));
    for (_, (role, rank)) in &mut roles {
        if matches!(role, Role::Half(..)) && has(Role::Whole(role.fact()), &any) {
            (*role, *rank) = (Role::Whole(role.fact()), Rank::Second);
        }
    }
    roles
}

/// The columns among these that hold the same, and what.
fn twice_in(roles: &[Ranked]) -> Vec<(Role, Vec<usize>)> {
    let mut found: Vec<(Role, Vec<usize>)> = Vec::new();
    for (_, (role, _)) in roles {
        let same = counting(roles, *role);
        if same.len() > 1 && !found.iter().any(|(known, _)| known == role) {
            found.push((*role, same));
        }
    }
    found
}

/// The columns among these that count for a role: such as are the fact's own, or
/// else those about something that tells it.
fn counting(roles: &[Ranked], role: Role) -> Vec<usize> {
    let same = roles.iter().filter(|(_, (other, _))| *other == role);
    let best = same.clone().map(|(_, (_, rank))| *rank).min();
    let same = same.filter(|(_, (_, rank))| Some(*rank) == best);
    same.map(|(at, _)| *at).collect()
}

/// The cells of a row as headings; blank ones at the end are no columns.
pub(crate) fn as_headings(cells: &[Cell<'_>]) -> Vec<String> {
    let mut texts: Vec<_> = cells
        .iter()
        .map(|cell| cell.text().trim().to_owned())
        .collect();
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts
}

/// A column as a spreadsheet names it: A, B, … Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.push(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]);
        rest /= 26;
    }
    name.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// The three options that help where nothing is understood, each as it is to be
/// written; `needed` is the fact that most rows lack.
pub(crate) fn options(lang: Lang, pack: &Pack, needed: Option<FactId>) -> String {
    let asked = pack.questions.first().map(|question| question.fact);
    let fact = needed.or(asked).map(|fact| pack.fact(fact));
    let (id, value) = fact.map_or(("", ""), |fact| {
        let value = fact.domain.choices().first();
        (fact.id.as_str(), value.map_or("unknown", String::as_str))
    });
    // What holds of all of them already need not be said once more.
    let given = pack.own().map(|fact| pack.fact(fact));
    let given = given.and_then(|fact| {
        let choices = fact.domain.choices();
        let own = choices.len().checked_sub(1)?;
        (fact.given != Some(own)).then(|| format!("{}={}", fact.id, choices[own]))
    });
    match (lang, given) {
        (Lang::Zh, Some(given)) => format!(
            "有用的是这三样：列名是别的叫法，写 --map \"列名={id}\"；每个人都一样的，写 --set {id}={value}；都是本校的，写 --given {given}"
        ),
        (Lang::Zh, None) => format!(
            "有用的是这两样：列名是别的叫法，写 --map \"列名={id}\"；每个人都一样的，写 --set {id}={value}"
        ),
        (Lang::En, Some(given)) => format!(
            "these three help: for other names --map \"HEADING={id}\"; for what is the same of everybody --set {id}={value}; where all are your own --given {given}"
        ),
        (Lang::En, None) => format!(
            "these two help: for other names --map \"HEADING={id}\"; for what is the same of everybody --set {id}={value}"
        ),
    }
}

/// What to call a column of that heading in a message.
fn name(at: usize, heading: &str) -> String {
    if heading.is_empty() {
        return letters(at);
    }
    // Somebody's telephone number may stand in it.
    let heading = masked(heading);
    let more = heading.chars().nth(SHOWN).map(|_| '…');
    heading.chars().take(SHOWN).chain(more).collect()
}
