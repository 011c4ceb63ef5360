//! What each kind of table holds: questions, results, cautions, parameters,
//! sources, contacts, the region.

use super::condition::Condition;
use super::index::Ids;
use super::load::Document;
use super::problem::{Expected, Kind, Noun};
use super::reader::{Name, Sink, Table};
use super::resolve::Resolver;
use super::text::Text;
use super::{
    Anchor, AskFrom, Beside, Card, Caution, Choice, Contact, ContactId, Domain, Entry, Fact,
    FactId, Figure, Line, LinkId, Named, Parameter, Question, QuestionId, Region, Reply, Route,
    Source, SourceId, SourceKind, StageId, Target,
};

/// The shape of rule files this program reads.
const SCHEMA: u32 = 1;

/// The facts that the questions ask for, numbered in the order they stand.
pub(super) struct Facts {
    pub ids: Ids,
    pub list: Vec<Fact>,
    /// Of each question, the fact it asks for.
    pub of_question: Vec<FactId>,
}

impl Facts {
    /// What it reads of a question.
    const KEYS: [&'static str; 4] = ["fact", "input", "latest", "choice"];

    /// Reads `fact`, `input` and the choices' ids of every question. A
    /// question whose fact an earlier one asks for must have its values.
    pub fn read(questions: &[Table<'_>], ids: &Ids) -> Self {
        let mut facts = Self {
            ids: Ids::new(Noun::Fact),
            list: Vec::new(),
            of_question: Vec::new(),
        };
        for (table, id) in questions.iter().zip(ids.names()) {
            let name = table.optional_name("fact");
            let (id, place) = name.map_or_else(
                || (id.to_owned(), table.place),
                |name| (name.text, name.place),
            );
            let domain = domain(table);
            let number = facts.ids.get(&id).unwrap_or(facts.list.len());
            if facts.ids.add(&id, place).is_ok() {
                facts.list.push(Fact { id, domain });
            } else if !same_values(&facts.list[number].domain, &domain) {
                let expected = Expected::new(
                    format!("和第一个问 `{id}` 的问题一样的 input 和选项"),
                    format!("the input and choices of the first question that asks for `{id}`"),
                );
                let kind = Kind::WrongValue {
                    key: "choice".to_owned(),
                    expected,
                    found: table.name.clone(),
                };
                table.sink().error(Some(place), kind);
            }
            facts.of_question.push(FactId::new(number));
        }
        facts
    }
}

fn same_values(one: &Domain, other: &Domain) -> bool {
    match (one, other) {
        (Domain::Choice(a), Domain::Choice(b)) => {
            a.len() == b.len() && a.iter().all(|id| b.contains(id))
        }
        _ => one == other,
    }
}

fn domain(table: &Table<'_>) -> Domain {
    let Some(input) = table.name_at("input") else {
        return Domain::Choice(choices_so_far(table));
    };
    match input.text.as_str() {
        "choice" => Domain::Choice(choice_ids(table)),
        "date" => Domain::Date {
            up_to_today: up_to_today(table),
        },
        "id-number" => Domain::IdNumber,
        "name-pair" => Domain::NamePair,
        _ => {
            let expected = Expected::one_of(&["choice", "date", "id-number", "name-pair"]);
            reject(table, "input", expected, &input);
            Domain::Choice(choices_so_far(table))
        }
    }
}

/// The choices of a question whose input is in doubt, so that routes on them
/// bring no messages of their own.
fn choices_so_far(table: &Table<'_>) -> Vec<String> {
    let choices = table.optional("choice");
    choices.map_or_else(Vec::new, |_| choice_ids(table))
}

fn up_to_today(table: &Table<'_>) -> bool {
    let latest = table.optional_name("latest");
    if let Some(name) = latest.as_ref().filter(|name| name.text != "today") {
        reject(table, "latest", Expected::one_of(&["today"]), name);
    }
    latest.is_some()
}

fn choice_ids(table: &Table<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for choice in table.tables("choice") {
        let Some(name) = choice.name_at("id") else {
            continue;
        };
        if name.text == "unknown" {
            let expected = Expected::new(
                "除 unknown 以外的名字（“不知道”由程序加上）",
                "a name other than `unknown`, which the program adds",
            );
            reject(&choice, "id", expected, &name);
        } else if ids.contains(&name.text) {
            let kind = Kind::DuplicateId {
                noun: Noun::Choice,
                id: name.text.clone(),
                first: table.name.clone(),
            };
            table.sink().error(Some(name.place), kind);
        } else {
            ids.push(name.text);
        }
    }
    // Digit keys 1 to 9 choose; 0 is "I don't know".
    if ids.is_empty() || ids.len() > 9 {
        let kind = Kind::WrongValue {
            key: "choice".to_owned(),
            expected: Expected::new("1 到 9 个选项", "1 to 9 choices"),
            found: ids.len().to_string(),
        };
        table.sink().error(Some(table.place), kind);
    }
    ids
}

fn reject(table: &Table<'_>, key: &str, expected: Expected, name: &Name) {
    let kind = Kind::WrongValue {
        key: key.to_owned(),
        expected,
        found: format!("\"{}\"", name.text),
    };
    table.sink().error(Some(name.place), kind);
}

/// Whether a `[parameter.x]` table holds a day.
pub(super) fn is_day(table: &Table<'_>) -> bool {
    table.optional("date").is_some()
}

/// The ids of `[[stage]]` or `[[link]]`.
pub(super) fn named_ids(main: &Table<'_>, key: &'static str) -> Ids {
    let noun = if key == "stage" {
        Noun::Stage
    } else {
        Noun::Link
    };
    let mut ids = Ids::new(noun);
    for table in main.tables(key) {
        if let Some(name) = table.name_at("id")
            && let Err(first) = ids.add(&name.text, name.place)
        {
            let kind = Kind::DuplicateId {
                noun,
                id: name.text,
                first: format!("{}:{}", main.name, first.start),
            };
            table.sink().error(Some(name.place), kind);
        }
    }
    ids
}

/// Refuses a pack written for another version of the program.
pub(super) fn check_schema(main: &Table<'_>) {
    if main.number("schema", 1) != SCHEMA
        && let Some(value) = main.optional("schema")
    {
        let expected = Expected::new(
            format!("{SCHEMA}（本程序能读的格式）"),
            format!("{SCHEMA}, the format this program reads"),
        );
        main.reject("schema", expected, value);
    }
}

/// What the school entered in its own contacts file.
pub(super) fn entered(
    document: Option<&Document<'_>>,
    contacts: &Ids,
    sink: &Sink,
) -> Vec<(ContactId, Entry, String)> {
    let mut list = Vec::new();
    let Some(document) = document else {
        return list;
    };
    let root = Table::root(document, sink);
    if let Some(group) = root.table("contact") {
        for (id, place, value) in group.entries() {
            let name = Name {
                text: id.to_owned(),
                place,
            };
            let Some(number) = contacts.resolve(&name, sink) else {
                continue;
            };
            let table = Table::of(group.file, format!("contact.{id}"), value, sink);
            let Some(table) = table else { continue };
            for entry in Entry::ALL {
                if let Some(name) = table.optional_name(entry.key()) {
                    list.push((ContactId::new(number), entry, name.text));
                }
            }
            table.finish();
        }
    }
    root.finish();
    list
}

impl Entry {
    /// All of them in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Address, Self::Hours, Self::Note];

    /// The key in the contacts file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Hours => "hours",
            Self::Note => "note",
        }
    }
}

/// `link-known = false`: the link is only the place to look first.
fn link_known(table: &Table<'_>) -> bool {
    table.optional("link-known").is_none() || table.boolean("link-known")
}

/// `keywords = ["…"]`: more words to find a question or a result by.
fn keywords(table: &Table<'_>) -> Vec<String> {
    let words = table.optional_array("keywords");
    let words = words.into_iter();
    words
        .filter_map(|value| {
            let word = value.get_ref().as_str();
            if word.is_none() {
                let expected = Expected::new("加引号的词", "a word in quotes");
                table.reject("keywords", expected, value);
            }
            word.map(str::to_owned)
        })
        .collect()
}

impl Resolver<'_> {
    pub fn start(&self, main: &Table<'_>) -> QuestionId {
        main.name_at("start")
            .and_then(|name| self.questions.resolve(&name, main.sink()))
            .map_or(QuestionId::new(0), QuestionId::new)
    }

    pub fn named(&self, main: &Table<'_>, key: &'static str) -> Vec<Named> {
        let tables = main.tables(key);
        tables
            .into_iter()
            .map(|table| {
                let named = Named {
                    id: table.string("id"),
                    name: self.names.text(&table, "name"),
                };
                table.finish();
                named
            })
            .collect()
    }

    pub fn question(&self, table: &Table<'_>, id: String, fact: FactId) -> Question {
        for key in Facts::KEYS {
            table.optional(key); // read already
        }
        Question {
            id,
            place: table.place,
            stage: table
                .name_at("stage")
                .and_then(|name| self.stages.resolve(&name, table.sink()))
                .map_or(StageId::new(0), StageId::new),
            fact,
            ask_unless: self.optional_condition(table, "ask-unless"),
            choices: self.choices(table, fact),
            routes: table
                .tables("route")
                .into_iter()
                .map(|it| self.route(it))
                .collect(),
            next: self.target_at(table, "next"),
            ask: self.names.text(table, "ask"),
            say: self.names.text(table, "say"),
            why: self.names.text(table, "why"),
            find: self.names.text(table, "find"),
            listen: self.texts(table, "listen"),
            if_said: table
                .tables("if-said")
                .into_iter()
                .map(|it| self.reply(it))
                .collect(),
            never_promise: self.texts(table, "never-promise"),
            keywords: keywords(table),
        }
    }

    fn target_at(&self, table: &Table<'_>, key: &'static str) -> Target {
        table
            .name_at(key)
            .and_then(|name| self.target(&name, table))
            .unwrap_or(Target::Question(QuestionId::new(0)))
    }

    fn choices(&self, table: &Table<'_>, fact: FactId) -> Vec<Choice> {
        let Domain::Choice(values) = &self.facts[fact.number()].domain else {
            return Vec::new();
        };
        let tables = table.tables("choice");
        tables
            .into_iter()
            .map(|choice| {
                let id = choice.string("id");
                let label = self.names.text(&choice, "label");
                choice.finish();
                let value = values.iter().position(|it| *it == id).unwrap_or_default();
                Choice { value, label }
            })
            .collect()
    }

    fn route(&self, table: Table<'_>) -> Route {
        let route = Route {
            place: table.place,
            when: self.condition(&table, "when"),
            to: self.target_at(&table, "to"),
        };
        table.finish();
        route
    }

    fn reply(&self, table: Table<'_>) -> Reply {
        let reply = Reply {
            heard: self.names.text(&table, "heard"),
            answer: self.names.text(&table, "answer"),
        };
        table.finish();
        reply
    }

    fn texts(&self, table: &Table<'_>, key: &'static str) -> Vec<Text> {
        let values = table.some(key);
        values
            .into_iter()
            .map(|value| self.names.of_value(table, key, value))
            .collect()
    }

    fn lines(&self, table: &Table<'_>, key: &'static str) -> Vec<Line> {
        let values = table.some(key);
        values
            .into_iter()
            .filter_map(|value| {
                let name = format!("{}.{key}", table.name);
                let inner = Table::of(table.file, name, value, table.sink())?;
                let line = Line {
                    text: self.names.of_table(&inner),
                    when: self.optional_condition(&inner, "when"),
                };
                inner.finish();
                Some(line)
            })
            .collect()
    }

    pub fn card(&self, table: &Table<'_>, id: String) -> Card {
        let text = |key| self.names.text(table, key);
        Card {
            id,
            place: table.place,
            headline: text("headline"),
            say: text("say"),
            cause: text("cause"),
            steps: self.lines(table, "do"),
            contacts: ids_of(table, "contact", self.contacts, ContactId::new),
            script: self.lines(table, "script"),
            bring: self.lines(table, "bring"),
            solved_when: text("solved-when"),
            call_again_if: text("call-again-if"),
            meanwhile: text("meanwhile"),
            never_promise: self.texts(table, "never-promise"),
            links: self.links(table),
            link_known: link_known(table),
            ask_from: self.ask_from(table),
            sources: ids_of(table, "sources", self.sources, SourceId::new),
            keywords: keywords(table),
        }
    }

    /// `link = "platform"`, or a list of `{ id, when }`.
    fn links(&self, table: &Table<'_>) -> Vec<(LinkId, Option<Condition>)> {
        let Some(value) = table.optional("link") else {
            return Vec::new();
        };
        let resolve = |name: &Name| self.links.resolve(name, table.sink()).map(LinkId::new);
        if value.get_ref().as_array().is_none() {
            let name = table.as_name("link", value);
            let link = name.and_then(|name| resolve(&name));
            return link.map(|link| (link, None)).into_iter().collect();
        }
        table
            .tables("link")
            .into_iter()
            .filter_map(|inner| {
                let link = inner.name_at("id").and_then(|name| resolve(&name));
                let when = self.optional_condition(&inner, "when");
                inner.finish();
                link.map(|link| (link, when))
            })
            .collect()
    }

    fn ask_from(&self, table: &Table<'_>) -> Option<AskFrom> {
        table.optional("ask-from")?;
        let inner = table.table("ask-from")?;
        let beyond = inner.optional("first-workday-beyond");
        let key = if beyond.is_some() {
            "first-workday-beyond"
        } else {
            "nth-workday"
        };
        let sum = inner
            .required(key)
            .map_or_else(Vec::new, |value| self.sum(&inner, key, value));
        let after = inner
            .some("after")
            .into_iter()
            .filter_map(|value| inner.as_name("after", value))
            .filter_map(|name| match name.text.as_str() {
                "today" => Some(Anchor::Today),
                _ => self.day_fact(&name, &inner).map(Anchor::Fact),
            })
            .collect();
        inner.finish();
        Some(AskFrom {
            sum,
            beyond: beyond.is_some(),
            after,
        })
    }

    pub fn caution(&self, table: &Table<'_>, id: String) -> Caution {
        let beside = table.name_at("place").and_then(|name| {
            let beside = match name.text.as_str() {
                "headline" => Some(Beside::Headline),
                "ask-from" => Some(Beside::AskFrom),
                "script" => Some(Beside::Script),
                _ => None,
            };
            if beside.is_none() {
                let expected = Expected::one_of(&["headline", "ask-from", "script"]);
                reject(table, "place", expected, &name);
            }
            beside
        });
        Caution {
            id,
            place: table.place,
            when: self.condition(table, "when"),
            beside: beside.unwrap_or(Beside::Headline),
            text: self.lines(table, "text"),
            sources: ids_of(table, "sources", self.sources, SourceId::new),
        }
    }

    pub fn parameter(&self, table: &Table<'_>, id: String) -> Parameter {
        let value = if is_day(table) {
            Figure::Date(table.date("date"))
        } else {
            Figure::Workdays(table.number("workdays", 1))
        };
        Parameter {
            id,
            place: table.place,
            value,
            about: self.names.text(table, "about"),
            mark: table
                .optional("mark")
                .map(|value| self.names.of_value(table, "mark", value)),
            source: table
                .name_at("source")
                .and_then(|name| self.sources.resolve(&name, table.sink()))
                .map_or(SourceId::new(0), SourceId::new),
            checked_on: table.date("checked-on"),
        }
    }

    pub fn source(&self, table: &Table<'_>, id: String) -> Source {
        let kind = table.name_at("kind").and_then(|name| {
            let kind = SourceKind::of(&name.text);
            if kind.is_none() {
                let expected =
                    Expected::one_of(&["law", "notice", "faq", "practice", "assumption"]);
                reject(table, "kind", expected, &name);
            }
            kind
        });
        Source {
            id,
            place: table.place,
            kind: kind.unwrap_or(SourceKind::Assumption),
            title: self.names.text(table, "title"),
            says: self.names.text(table, "says"),
            checked_on: table.date("checked-on"),
            valid_until: table
                .optional("valid-until")
                .and_then(|value| table.as_date("valid-until", value)),
        }
    }

    pub fn contact(
        &self,
        table: &Table<'_>,
        id: String,
        entered: &[(ContactId, Entry, String)],
    ) -> Contact {
        let number = self.contacts.get(&id).map(ContactId::new);
        let mine = entered.iter().filter(|(of, ..)| Some(*of) == number);
        Contact {
            id,
            name: self.names.text(table, "name"),
            entered: mine
                .map(|(_, entry, value)| (*entry, value.clone()))
                .collect(),
        }
    }

    /// Reads every region file, and keeps the one `pack.toml` names.
    pub fn region(&self, main: &Table<'_>, documents: &[Document<'_>]) -> Region {
        let wanted = main.name_at("region");
        let mut ids = Ids::new(Noun::Region);
        let mut regions = Vec::new();
        for document in documents {
            let stem = document.name.strip_prefix("region/");
            if let Some(id) = stem.and_then(|stem| stem.strip_suffix(".toml")) {
                let root = Table::root(document, main.sink());
                let place = root.place;
                regions.extend(root.table("region").map(|table| self.one_region(table, id)));
                root.finish();
                let _ = ids.add(id, place); // file names are unique
            }
        }
        let chosen = wanted.and_then(|name| ids.resolve(&name, main.sink()));
        let chosen = chosen.filter(|number| *number < regions.len());
        chosen.map_or_else(Region::default, |number| regions.swap_remove(number))
    }

    fn one_region(&self, table: Table<'_>, id: &str) -> Region {
        let region = Region {
            id: id.to_owned(),
            city: self.names.text(&table, "city"),
            bureau: self.names.text(&table, "bureau"),
            department: self.names.text(&table, "department"),
        };
        if let Some(name) = table.name_at("source") {
            self.sources.resolve(&name, table.sink());
        }
        table.finish();
        region
    }
}

/// The ids a list of names stands for.
fn ids_of<T>(table: &Table<'_>, key: &'static str, ids: &Ids, new: impl Fn(usize) -> T) -> Vec<T> {
    let names = table
        .some(key)
        .into_iter()
        .filter_map(|value| table.as_name(key, value));
    names
        .filter_map(|name| ids.resolve(&name, table.sink()).map(&new))
        .collect()
}

impl SourceKind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "law" => Self::Law,
            "notice" => Self::Notice,
            "faq" => Self::Faq,
            "practice" => Self::Practice,
            "assumption" => Self::Assumption,
            _ => return None,
        })
    }
}
