//! A text in both languages, with its placeholders already understood.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::index::Ids;
use super::place::Place;
use super::problem::ProblemKind;
use super::reader::{Sink, Table, Value};
use super::suggest::nearest;
use super::{FactId, Pack, ParameterId, PhraseId};
use crate::lang::{Lang, Said};

/// A text in every language.
#[derive(Clone, Debug, Default)]
pub struct Text {
    zh: Pieces,
    en: Pieces,
    /// Where each stands.
    places: [Place; 2],
}

/// There are thousands of texts, most of one piece, which then stands in the text.
type Pieces = SmallVec<[Piece; 1]>;

/// Two texts are equal where their words are, wherever they stand.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        (&self.zh, &self.en) == (&other.zh, &other.en)
    }
}

impl Eq for Text {}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words as they stand.
    Plain(Cow<'static, str>),
    /// Something filled in when the text is shown.
    Slot(Slot),
}

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// `{usual-days}`, `{legal-days+publish-days}`: the sum of parameters.
    Sum(Vec<ParameterId>),
    /// `{no-review-from}`: a parameter that is a day.
    Day(ParameterId),
    /// `{matter}`: words that depend on the case.
    Phrase(PhraseId),
    /// `{today}`.
    Today,
    /// `{ask-from}`: the first day to ask.
    AskFrom,
    /// `{found}`: what the check of a number or name found.
    Found,
    /// `{exam-date}`: the day answered for a fact.
    Answer(FactId),
    /// `{name}`, `{id-number}`: the person's own name or number, shown only
    /// where that was asked for.
    Personal(FactId),
    /// `{workdays:exam-date}`: working days since the day answered.
    Workdays(FactId),
}

impl Slot {
    /// As it stands in the rule files: `{usual-days}`.
    pub(crate) fn written(&self, pack: &Pack) -> String {
        let parameter = |id: &ParameterId| pack.parameters[id.number()].id.as_str();
        let fact = |id: &FactId| pack.fact(*id).id.as_str();
        let name = match self {
            Self::Sum(sum) => sum.iter().map(parameter).collect::<Vec<_>>().join("+"),
            Self::Day(id) => parameter(id).to_owned(),
            Self::Phrase(id) => pack.phrases[id.number()].id.clone(),
            Self::Today => "today".to_owned(),
            Self::AskFrom => "ask-from".to_owned(),
            Self::Found => "found".to_owned(),
            Self::Answer(id) | Self::Personal(id) => fact(id).to_owned(),
            Self::Workdays(id) => format!("workdays:{}", fact(id)),
        };
        format!("{{{name}}}")
    }
}

impl Text {
    /// The pieces in one language.
    pub(crate) fn pieces(&self, lang: Lang) -> &[Piece] {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Where its words in one language stand.
    pub(crate) const fn place(&self, lang: Lang) -> Place {
        match lang {
            Lang::Zh => self.places[0],
            Lang::En => self.places[1],
        }
    }
}

/// What a `[parameter.x]` table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A number of working days.
    Workdays,
    /// Another number.
    Count,
    /// A day.
    Day,
}

impl Unit {
    /// The unit of a table's figure.
    pub(crate) fn of(table: &Table<'_>) -> Self {
        if table.optional("date").is_some() {
            Self::Day
        } else if table.optional("count").is_some() {
            Self::Count
        } else {
            Self::Workdays
        }
    }
}

/// The names placeholders may use.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    /// Parameters.
    pub(crate) parameters: &'a Ids,
    /// What each parameter holds.
    pub(crate) units: &'a [Unit],
    /// Words that depend on the case.
    pub(crate) phrases: &'a Ids,
    /// Facts.
    pub(crate) facts: &'a Ids,
    /// Which facts are days.
    pub(crate) fact_is_day: &'a [bool],
    /// Which facts are names or ID numbers.
    pub(crate) fact_is_personal: &'a [bool],
}

impl Names<'_> {
    /// Reads `key = { zh = "…", en = "…" }` that must be there.
    pub(crate) fn text(&self, table: &Table<'_>, key: &'static str) -> Text {
        table
            .required(key)
            .map_or_else(Text::default, |value| self.of_value(table, key, value))
    }

    /// Reads a value as a text.
    pub(crate) fn of_value(&self, table: &Table<'_>, key: &str, value: Value<'_>) -> Text {
        if !value.is_table() {
            let expected = Said::new(
                format!("两种语言：{key}.zh = \"…\" 和 {key}.en = \"…\""),
                format!("both languages: {key}.zh = \"…\" and {key}.en = \"…\""),
            );
            table.reject(key, expected, value);
            return Text::default();
        }
        let Some(inner) = table.under(key, value) else {
            return Text::default();
        };
        let text = self.of_table(&inner);
        inner.finish();
        text
    }

    /// Reads `zh` and `en` of a table that may hold more.
    pub(crate) fn of_table(&self, table: &Table<'_>) -> Text {
        let (zh, zh_place) = self.language(table, "zh");
        let (en, en_place) = self.language(table, "en");
        Text {
            zh,
            en,
            places: [zh_place, en_place],
        }
    }

    fn language(&self, table: &Table<'_>, key: &'static str) -> (Pieces, Place) {
        let value = table.required(key);
        let text = value.and_then(|value| Some((value, table.as_text(key, value)?)));
        let Some((value, (text, place))) = text else {
            return (Pieces::new(), table.place);
        };
        if text.trim().is_empty() {
            let expected = Said::new("不是空的文字", "a text that is not empty");
            table.wrong(place, key, expected, "\"\"");
        }
        let at = |bytes| table.at(value.span_of(bytes));
        let pieces = match value.built_in() {
            Some(text) => self.parse(text, Cow::Borrowed, at, table.sink()),
            None => self.parse(text, |it| it.to_owned().into(), at, table.sink()),
        };
        (pieces, place)
    }

    fn parse<'v>(
        &self,
        text: &'v str,
        keep: fn(&'v str) -> Cow<'static, str>,
        at: impl Fn(Range<usize>) -> Place,
        sink: &Sink,
    ) -> Pieces {
        let mut pieces = Pieces::new();
        // One sign at a time: that is searched for by the byte.
        let lone = |start: usize, words: &str, sign: char| {
            if let Some(found) = words.find(sign) {
                let place = at(start + found..start + found + sign.len_utf8());
                sink.error(Some(place), ProblemKind::OpenBrace);
            }
        };
        lone(0, text, '｛');
        lone(0, text, '｝');
        let mut rest = text;
        while let Some((plain, behind)) = rest.split_once('{') {
            let start = text.len() - rest.len();
            lone(start, plain, '}');
            let Some((inside, after)) = behind.split_once('}') else {
                lone(start, rest, '{');
                return pieces;
            };
            if !plain.is_empty() {
                pieces.push(Piece::Plain(keep(plain)));
            }
            if let Some(slot) = self.slot(inside) {
                pieces.push(Piece::Slot(slot));
            } else {
                let kind = ProblemKind::UnknownPlaceholder {
                    name: inside.to_owned(),
                    meant: nearest(inside, self.known()),
                };
                let whole = start + plain.len()..text.len() - after.len();
                sink.error(Some(at(whole)), kind);
            }
            rest = after;
        }
        lone(text.len() - rest.len(), rest, '}');
        if !rest.is_empty() {
            pieces.push(Piece::Plain(keep(rest)));
        }
        pieces
    }

    fn slot(&self, inside: &str) -> Option<Slot> {
        Some(match inside {
            "today" => Slot::Today,
            "ask-from" => Slot::AskFrom,
            "found" => Slot::Found,
            _ => {
                if let Some(fact) = inside.strip_prefix("workdays:") {
                    return self.day_fact(fact).map(Slot::Workdays);
                }
                return self
                    .day_fact(inside)
                    .map(Slot::Answer)
                    .or_else(|| self.personal_fact(inside).map(Slot::Personal))
                    .or_else(|| self.day_parameter(inside).map(Slot::Day))
                    .or_else(|| self.sum(inside).map(Slot::Sum))
                    .or_else(|| self.phrase(inside).map(Slot::Phrase));
            }
        })
    }

    fn day_fact(&self, id: &str) -> Option<FactId> {
        let number = self.facts.get(id)?;
        self.fact_is_day[number].then_some(FactId::new(number))
    }

    fn personal_fact(&self, id: &str) -> Option<FactId> {
        let number = self.facts.get(id)?;
        self.fact_is_personal[number].then_some(FactId::new(number))
    }

    fn phrase(&self, id: &str) -> Option<PhraseId> {
        self.phrases.get(id).map(PhraseId::new)
    }

    fn day_parameter(&self, id: &str) -> Option<ParameterId> {
        let number = self.parameters.get(id)?;
        (self.units[number] == Unit::Day).then_some(ParameterId::new(number))
    }

    fn sum(&self, inside: &str) -> Option<Vec<ParameterId>> {
        inside
            .split('+')
            .map(|id| {
                let number = self.parameters.get(id)?;
                (self.units[number] != Unit::Day).then_some(ParameterId::new(number))
            })
            .collect()
    }

    fn known(&self) -> impl Iterator<Item = &str> {
        let fixed = ["today", "ask-from"];
        fixed
            .into_iter()
            .chain(self.parameters.names())
            .chain(self.facts.names())
            .chain(self.phrases.names())
    }
}
