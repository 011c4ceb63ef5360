//! From files to a [`Pack`]: parse everything, number every id, read every
//! table, report all problems together.

use super::calendar::Years;
use super::declare::{self, tables};
use super::document::Document;
use super::files::{File, FileKind, Files, MAIN, OWN_CONTACTS, REGIONS};
use super::index::Ids;
use super::keys::Version;
use super::named::NamedConditions;
use super::place::{FileId, Place};
use super::problem::{Noun, ProblemKind, Problems};
use super::reader::{Name, Sink, Table, Value};
use super::resolve::Resolver;
use super::slot::{Slots, Unit};
use super::wording::Wording;
use super::{
    Allowed, Aside, Card, Caution, Contact, Given, Named, Pack, Parameter, Phrase, Question,
    QuestionId, Source, Trade, decode, field, flow, missing, own, reader, resolve, shape,
};
use crate::check::workdays::Calendar;
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
    let (sink, own) = (Sink::default(), Sink::default());
    let pack = read(&files, &sink, &own);
    let (slips, of_user) = own::slips(&files, own.into_list());
    let mut list = sink.into_list();
    list.extend(of_user);
    missing::settle(&files, &mut list);
    let problems = Problems::new(files, list);
    match pack {
        Some(pack) if !problems.has_errors() => Ok(Loaded {
            pack: Pack { slips, ..pack },
            warnings: problems,
        }),
        _ => Err(Box::new(problems)),
    }
}

/// The head of the built-in pack alone, which holds what the first page says:
/// to be looked at while the rest is read. It leads to no question.
#[must_use]
pub fn head() -> Option<Pack> {
    read(&Files::embedded_head(), &Sink::default(), &Sink::default())
}

fn read(files: &Files, sink: &Sink, own: &Sink) -> Option<Pack> {
    if files.find(MAIN).is_none() {
        sink.error(None, ProblemKind::MissingFile(MAIN.to_owned()));
    }
    let years = Years::read(files, sink, own);
    let documents = parse(files, sink);
    assemble(files, documents, &years, sink, own)
}

/// The years as a calendar; none of them where one may be missing, since a
/// year's sum is right only beside its neighbours. Such a pack does not load.
fn join(years: &Years, files: &Files, sink: &Sink, own: &Sink) -> Calendar {
    let missing = sink.any_error(|kind| {
        matches!(
            kind,
            ProblemKind::MissingFile(_) | ProblemKind::File(_) | ProblemKind::Syntax { .. }
        )
    });
    if missing {
        return Calendar::new(&[]);
    }
    years.join(files, sink, own)
}

/// The files that are put together into a pack; reports those nothing reads.
fn parse<'a>(files: &'a Files, sink: &Sink) -> Vec<Document<'a>> {
    let document = |(id, file): (FileId, &'a File)| match FileKind::of(&file.name) {
        Some(kind) if kind.is_of_pack() => missing::has_words(id, file, kind, sink)
            .then(|| Document::read(id, file, sink))
            .flatten(),
        Some(_) => None,
        None => {
            missing::report_folder(id, &file.name, sink);
            None
        }
    };
    files.iter().filter_map(document).collect()
}

/// Whether a file holds `[kind.id]` tables.
fn holds_tables(name: &str) -> bool {
    FileKind::of(name).is_some_and(FileKind::holds_tables)
}

/// The tables `[kind.id]` of one kind, in the order of files and lines.
struct Tables<'a> {
    ids: Ids,
    list: Vec<(String, Place, Value<'a>)>,
}

impl<'a> Tables<'a> {
    /// Finds every `[kind.id]` of the rule files.
    fn find(
        kind: &'static str,
        noun: Noun,
        roots: &[Table<'a>],
        files: &Files,
        sink: &'a Sink,
    ) -> Self {
        let mut tables = Self {
            ids: Ids::new(noun),
            list: Vec::new(),
        };
        for root in roots {
            let group = root.optional(kind);
            let Some(group) = group.and_then(|it| Table::of(root.file, kind.to_owned(), it, sink))
            else {
                continue;
            };
            for (id, place, value) in group.entries() {
                sink.is_harmless(id, place);
                if let Some(table) = group.under(id, value)
                    && tables.ids.take(id, place, files, sink).is_some()
                {
                    tables.list.push((table.name, table.place, value));
                }
            }
        }
        tables
    }

    /// The tables, to look at before any is read.
    fn tables<'l>(&'l self, sink: &'l Sink) -> Vec<Table<'l>> {
        let list = self.list.iter();
        list.map(|(name, place, value)| Table::new(name.clone(), *place, *value, sink))
            .collect()
    }

    /// Reads every table with `one`, and what it allows; reports the keys nobody
    /// asked for.
    fn read<T>(
        self,
        allowed: &mut Vec<Allowed>,
        sink: &Sink,
        mut one: impl FnMut(&Table<'_>) -> T,
    ) -> Vec<T> {
        let list = self.list.into_iter();
        list.map(|(name, place, value)| {
            let table = Table::new(name, place, value, sink);
            allowed.extend(Allowed::read(&table));
            let item = one(&table);
            table.finish();
            item
        })
        .collect()
    }
}

tables! {
    /// The head of `pack.toml`.
    #[allow(dead_code, reason = "what is read is not always kept")]
    Head "pack" {
        /// The pack's name.
        id: String = "id",
        /// Its version.
        version: String = "version",
        /// The shape of its files.
        shape: Version = "schema",
        /// The id of the place it is for.
        region: Option<Name> = "region",
        /// The first question.
        start: QuestionId = "start",
        /// The files it is made of; others may join them.
        files: Vec<String> = "files",
        /// The stages in order.
        stages: Vec<Named> = "stage",
        /// The chain of links in order.
        links: Vec<Named> = "link",
        /// Who can have to move next.
        owners: Vec<Named> = "owner",
        /// What the faces say of the pack's own trade.
        words: Option<Trade> = "words",
    }
}

fn assemble(
    files: &Files,
    mut documents: Vec<Document<'_>>,
    years: &Years,
    sink: &Sink,
    own: &Sink,
) -> Option<Pack> {
    // Of all places only the names of one count.
    let region = decode::region_file(&documents);
    documents.retain(|it| !it.name.starts_with(REGIONS) || region.as_deref() == Some(it.name));
    let roots = documents.iter().filter(|it| holds_tables(it.name));
    let roots: Vec<_> = roots.map(|it| Table::root(it, sink)).collect();
    let find = |kind, noun| Tables::find(kind, noun, &roots, files, sink);
    let questions = find("question", Noun::Question);
    let results = find("result", Noun::Result);
    let cautions = find("caution", Noun::Caution);
    let parameters = find("parameter", Noun::Parameter);
    let sources = find("source", Noun::Source);
    let contacts = find("contact", Noun::Contact);
    let phrases = find("phrase", Noun::Phrase);
    let conditions = find("condition", Noun::Condition);
    let givens = find("given", Noun::Given);
    let asides = find("aside", Noun::Aside);
    for root in roots {
        root.finish();
    }
    let main = documents.iter().find(|document| document.name == MAIN)?;
    let main = Table::root(main, sink);

    let wording = Wording::read(&documents, sink);
    let facts = Facts::read(&questions.tables(sink), &questions.ids, files);
    let facts = facts.with_given(&givens.tables(sink), &givens.ids);
    let units: Vec<Unit> = parameters.tables(sink).iter().map(Unit::of).collect();
    let slots = Slots::new(&parameters.ids, &units, &phrases.ids, &facts.list);
    let contacts_of_user = Document::named(files, OWN_CONTACTS, own);
    let contact_ids = contacts.ids.clone();
    let no_names = NamedConditions::of_names();
    let in_name = Resolver {
        conditions: &no_names,
        questions: &questions.ids.clone(),
        results: &results.ids.clone(),
        stages: &decode::named_ids(&main, "stage", files),
        links: &decode::named_ids(&main, "link", files),
        owners: &decode::named_ids(&main, "owner", files),
        sources: &sources.ids.clone(),
        contacts: &contact_ids,
        entered: &decode::entered(contacts_of_user.as_ref(), &contact_ids, own),
        facts: &facts.list,
        asked: &facts.of_question,
        parameters: &parameters.ids.clone(),
        units: &units,
        fact_ids: &facts.ids,
        slots: &slots,
        in_phrase: false,
    };
    let mut allowed = Vec::new();
    let ids = conditions.ids.clone();
    let list = conditions.read(&mut allowed, sink, |it| in_name.named_condition(it));
    let conditions = NamedConditions::new(ids, list);
    let cx = Resolver {
        conditions: &conditions,
        ..in_name
    };
    let in_phrase = Resolver {
        in_phrase: true,
        ..cx
    };
    let head = Head::read(&cx, &main);
    main.finish();
    missing::report(files, &head.files, sink);
    decode::has_region(head.region.as_ref(), files, sink);
    let questions = questions.read(&mut allowed, sink, |it| Question::read(&cx, it));
    let mut pack = Pack {
        id: head.id,
        version: head.version,
        start: head.start,
        stages: head.stages,
        links: head.links,
        owners: head.owners,
        labels: decode::labels(&questions),
        questions,
        results: results.read(&mut allowed, sink, |it| Card::read(&cx, it)),
        cautions: cautions.read(&mut allowed, sink, |it| Caution::read(&cx, it)),
        parameters: parameters.read(&mut allowed, sink, |it| Parameter::read(&cx, it)),
        sources: sources.read(&mut allowed, sink, |it| Source::read(&cx, it)),
        contacts: contacts.read(&mut allowed, sink, |it| Contact::read(&cx, it)),
        phrases: phrases.read(&mut allowed, sink, |it| Phrase::read(&in_phrase, it)),
        givens: givens.read(&mut allowed, sink, |it| Given::read(&cx, it)),
        asides: asides.read(&mut allowed, sink, |it| Aside::read(&cx, it)),
        trade: head.words.unwrap_or_default(),
        facts: facts.list.clone(),
        slots: slots.clone(),
        calendar: join(years, files, sink, own),
        wording,
        allowed,
        conditions: Vec::new(),
        slips: Vec::new(),
    };
    pack.conditions = conditions.with_uses();
    if !sink.any_error(|_| true) {
        flow::check(&pack, sink);
    }
    Some(pack)
}
