//! From files to a [`Pack`]: parse everything, number every id, read every
//! table, report all problems together.

use toml::Spanned;
use toml::de::DeTable;

use super::files::{FileId, Files};
use super::index::Ids;
use super::problem::{Kind, Noun, Place, Problems};
use super::reader::{Sink, Table, Value};
use super::resolve::Resolver;
use super::text::Names;
use super::wording::{self, Wording};
use super::{Allowed, Fact, FactId, Pack, calendar, decode, flow};
use decode::Facts;

/// A pack that loaded, and what somebody should still look at.
#[derive(Debug)]
pub struct Loaded {
    /// The pack.
    pub pack: Pack,
    /// Warnings; no errors among them.
    pub warnings: Problems,
}

/// Builds a pack from its files.
///
/// # Errors
/// Every problem of every file, where at least one of them is an error.
pub fn load(files: Files) -> Result<Loaded, Box<Problems>> {
    let sink = Sink::default();
    let pack = {
        let documents = parse(&files, &sink);
        assemble(&files, &documents, &sink)
    };
    let mut problems = Problems {
        files,
        list: sink.into_list(),
    };
    problems.sort();
    match pack {
        Some(pack) if !problems.has_errors() => Ok(Loaded {
            pack,
            warnings: problems,
        }),
        _ => Err(Box::new(problems)),
    }
}

/// A parsed file. One with a syntax error is left out, and nothing that could
/// refer to it is looked at: that would only bring follow-up messages.
pub(crate) struct Document<'a> {
    pub file: FileId,
    pub name: &'a str,
    pub text: &'a str,
    pub root: Spanned<DeTable<'a>>,
}

/// The name under which the user folder's `contacts.toml` joins a pack.
pub const OWN_CONTACTS: &str = "user/contacts.toml";

/// The words of rosters, read where rosters are.
pub(crate) const ROSTER: &str = "roster.toml";

/// The folder of scenario files.
pub(crate) const SCENARIOS: &str = "scenarios/";

fn parse<'a>(files: &'a Files, sink: &Sink) -> Vec<Document<'a>> {
    let mut documents = Vec::new();
    for (file, text) in files.iter() {
        if text.name.starts_with(SCENARIOS) || text.name == ROSTER {
            continue; // read when they are run, never on the way to the first frame
        }
        if let Some(why) = &text.unreadable {
            let start = Place::new(file, 0..0);
            sink.error(Some(start), Kind::File(why.clone()));
        } else if let Some(root) = parse_one(file, &text.text, sink) {
            documents.push(Document {
                file,
                name: &text.name,
                text: &text.text,
                root,
            });
        }
    }
    documents
}

/// Parses one text; its first syntax error is the one worth reading.
pub(crate) fn parse_one<'a>(
    file: FileId,
    text: &'a str,
    sink: &Sink,
) -> Option<Spanned<DeTable<'a>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let Some(error) = errors.first() else {
        return Some(root);
    };
    let span = error.span().unwrap_or(0..0);
    let typed = typed_in_chinese(text, span.start);
    let span = typed.map_or(span, |(at, found, _)| at..at + found.len_utf8());
    let kind = Kind::Syntax {
        words: error.message().to_owned(),
        typed: typed.map(|(_, found, meant)| (found, meant)),
    };
    sink.error(Some(Place::new(file, span)), kind);
    None
}

/// Signs that a Chinese input method gives for those TOML takes.
const TYPED: [(&str, &str); 9] = [
    ("“”„＂", "\""),
    ("‘’＇", "'"),
    ("＝", "="),
    ("，、", ","),
    ("【［", "["),
    ("】］", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("０１２３４５６７８９", "0-9"),
];

/// The first such sign outside quotes on the line of a syntax error: its
/// offset, itself, and what to type instead.
fn typed_in_chinese(text: &str, at: usize) -> Option<(usize, char, &'static str)> {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next()?;
    let mut quoted = false;
    for (offset, found) in line.char_indices() {
        match found {
            '"' => quoted = !quoted,
            '#' if !quoted => return None,
            _ if quoted => {}
            _ => {
                let known = TYPED.iter().find(|(signs, _)| signs.contains(found));
                if let Some((_, meant)) = known {
                    return Some((start + offset, found, meant));
                }
            }
        }
    }
    None
}

/// The tables `[kind.id]` of one kind, in the order of files and lines.
struct Tables<'a> {
    ids: Ids,
    list: Vec<Table<'a>>,
}

impl<'a> Tables<'a> {
    /// Takes every `[kind.id]` out of the roots.
    fn gather(kind: &'static str, noun: Noun, roots: &[Table<'a>], files: &Files) -> Self {
        let mut tables = Self {
            ids: Ids::new(noun),
            list: Vec::new(),
        };
        for root in roots {
            let Some(value) = root.optional(kind) else {
                continue;
            };
            let Some(group) = Table::of(root.file, kind.to_owned(), value, root.sink()) else {
                continue;
            };
            for (id, place, value) in group.entries() {
                tables.add(&group, id, place, value, files);
            }
        }
        tables
    }

    fn add(&mut self, group: &Table<'a>, id: &str, place: Place, value: Value<'a>, files: &Files) {
        let name = format!("{}.{id}", group.name);
        let Some(table) = Table::of(group.file, name, value, group.sink()) else {
            return;
        };
        match self.ids.add(id, place) {
            Ok(_) => self.list.push(table),
            Err(first) => {
                let kind = Kind::DuplicateId {
                    noun: self.ids.noun(),
                    id: id.to_owned(),
                    first: files.location(first),
                };
                group.sink().error(Some(place), kind);
            }
        }
    }

    /// Reads every table with `one`, and reports the keys it did not ask for.
    fn read<T>(self, mut one: impl FnMut(&Table<'a>, String) -> T) -> Vec<T> {
        let Self { ids, list } = self;
        list.into_iter()
            .zip(ids.names())
            .map(|(table, id)| {
                let item = one(&table, id.to_owned());
                table.finish();
                item
            })
            .collect()
    }
}

fn assemble(files: &Files, documents: &[Document<'_>], sink: &Sink) -> Option<Pack> {
    if files.find("pack.toml").is_none() {
        sink.error(None, Kind::MissingFile("pack.toml"));
    }
    if sink.len() > 0 {
        return None; // a file is missing from the picture: see `Document`
    }
    let calendar = calendar::read_all(documents, sink);
    let main = documents
        .iter()
        .find(|document| document.name == "pack.toml")?;
    let main = Table::root(main, sink);
    let roots: Vec<_> = documents
        .iter()
        .filter(|document| is_rules(document.name))
        .map(|document| Table::root(document, sink))
        .collect();
    let gather = |kind, noun| Tables::gather(kind, noun, &roots, files);
    let questions = gather("question", Noun::Question);
    let results = gather("result", Noun::Result);
    let cautions = gather("caution", Noun::Caution);
    let parameters = gather("parameter", Noun::Parameter);
    let sources = gather("source", Noun::Source);
    let contacts = gather("contact", Noun::Contact);
    for root in roots {
        root.finish();
    }

    let wording = Wording::read(documents, sink);
    let allowed = [&questions, &results, &cautions, &parameters, &sources]
        .into_iter()
        .flat_map(|tables| tables.list.iter().flat_map(Allowed::read))
        .collect();
    let facts = Facts::read(&questions.list, &questions.ids);
    let parameter_is_day: Vec<bool> = parameters.list.iter().map(decode::is_day).collect();
    let fact_is_day: Vec<bool> = facts.list.iter().map(Fact::is_day).collect();
    let fact_is_personal: Vec<bool> = facts.list.iter().map(Fact::is_personal).collect();
    let (stages, links) = (
        decode::named_ids(&main, "stage"),
        decode::named_ids(&main, "link"),
    );
    let resolver = Resolver {
        questions: &questions.ids.clone(),
        results: &results.ids.clone(),
        stages: &stages,
        links: &links,
        sources: &sources.ids.clone(),
        contacts: &contacts.ids.clone(),
        facts: &facts.list,
        names: Names {
            parameters: &parameters.ids.clone(),
            parameter_is_day: &parameter_is_day,
            facts: &facts.ids,
            fact_is_day: &fact_is_day,
            fact_is_personal: &fact_is_personal,
        },
    };
    let own = documents
        .iter()
        .find(|document| document.name == OWN_CONTACTS);
    let entered = decode::entered(own, resolver.contacts, sink);
    let mut asked_for = facts.of_question.iter().copied();
    let pack = Pack {
        id: main.string("id"),
        version: main.string("version"),
        start: resolver.start(&main),
        stages: resolver.named(&main, "stage"),
        links: resolver.named(&main, "link"),
        region: resolver.region(&main, documents),
        questions: questions.read(|table, id| {
            let fact = asked_for.next().unwrap_or(FactId::new(0));
            resolver.question(table, id, fact)
        }),
        results: results.read(|table, id| resolver.card(table, id)),
        cautions: cautions.read(|table, id| resolver.caution(table, id)),
        parameters: parameters.read(|table, id| resolver.parameter(table, id)),
        sources: sources.read(|table, id| resolver.source(table, id)),
        contacts: contacts.read(|table, id| resolver.contact(table, id, &entered)),
        facts: facts.list.clone(),
        calendar,
        wording,
        allowed,
    };
    decode::check_schema(&main);
    main.finish();
    if sink.len() == 0 {
        flow::check(&pack, sink);
    }
    Some(pack)
}

/// Whether a file holds `[kind.id]` tables; the others have shapes of their own.
fn is_rules(name: &str) -> bool {
    name != "pack.toml" && name != wording::FILE && !name.contains('/')
}
