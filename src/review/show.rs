//! One node: what it says, who leads to it, where it leads, where it is used.

use std::fmt::Write as _;

use super::rows::{Part, ReviewRow, Sheet, field_name, numbered, sheets};
use super::{Way, all_ways};
use crate::lang::Lang;
use crate::pack::problem::Noun;
use crate::pack::{
    Domain, FactId, NamedCondition, Pack, Place, QuestionId, ResultId, Target, Thing,
};
use crate::prove::uses::{Used, uses};
use crate::report::condition::{Conditions, quote};
use crate::report::reasons::target_id;
use crate::report::template::Template;

/// Everything with that id, as text; nothing where there is none.
#[must_use]
pub fn show(pack: &Pack, id: &str, lang: Lang) -> Option<String> {
    let viewer = Viewer {
        pack,
        lang,
        ways: all_ways(pack, Conditions::new(pack, lang)),
    };
    let all = sheets(Template::new(pack, lang));
    let mut shown: Vec<_> = all
        .iter()
        .filter(|sheet| sheet.id == id)
        .map(|sheet| viewer.sheet(sheet))
        .collect();
    shown.extend(pack.find_fact(id).map(|fact| viewer.fact(fact)));
    let mut conditions = pack.conditions.iter();
    let condition = conditions.find(|(condition, _)| condition.id == id);
    shown.extend(condition.map(|(condition, used)| viewer.condition(condition, used)));
    (!shown.is_empty()).then(|| shown.join("\n"))
}

/// Every id that [`show`] knows, for suggestions.
pub(crate) fn ids(pack: &Pack) -> Vec<String> {
    let things = pack.things().map(|it| it.id.to_owned());
    let facts = pack.facts.iter().map(|fact| fact.id.clone());
    let conditions = pack.conditions.iter().map(|(it, _)| it.id.clone());
    things.chain(facts).chain(conditions).collect()
}

struct Viewer<'a> {
    pack: &'a Pack,
    lang: Lang,
    ways: Vec<Way>,
}

impl Viewer<'_> {
    fn sheet(&self, sheet: &Sheet) -> String {
        let mut out = String::new();
        let place = self.place(sheet);
        let _ = writeln!(out, "{} {}{place}", sheet.part.name(self.lang), sheet.id);
        for row in &sheet.rows {
            self.row(&mut out, row);
        }
        let mut things = self.pack.things().filter(|it| it.part == sheet.part);
        let Some(number) = things.position(|it| it.id == sheet.id) else {
            return out;
        };
        match sheet.part {
            Part::Question => self.question(&mut out, QuestionId::new(number)),
            Part::Result => self.incoming(&mut out, Target::Result(ResultId::new(number))),
            Part::Given => return out, // the sheet of its fact says where it is used
            _ => {}
        }
        if let Some(thing) = Used::of(self.pack, sheet.part, number) {
            self.used(&mut out, thing);
        }
        out
    }

    /// The stage of a question, in brackets.
    fn place(&self, sheet: &Sheet) -> String {
        let mut stages = self.pack.stages.iter();
        let stage = stages.find(|stage| stage.id == sheet.stage);
        stage.map_or_else(String::new, |stage| {
            let name = Template::new(self.pack, self.lang).text(&stage.name);
            self.lang.aside(&name)
        })
    }

    fn row(&self, out: &mut String, row: &ReviewRow) {
        let name = numbered(row.key, row.number, self.lang);
        let colon = self.lang.colon();
        let parts = [&row.when, &row.text, &row.to];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let parts: Vec<_> = parts.iter().map(|part| part.as_str()).collect();
        let _ = writeln!(out, "  {name}{colon}{}", parts.join(" → "));
    }

    fn question(&self, out: &mut String, id: QuestionId) {
        if id == self.pack.start {
            self.heading(out, "从这里开始问", "the walk starts here");
        }
        self.incoming(out, Target::Question(id));
        let name = &self.pack.fact(self.pack.question(id).fact).id;
        let label = self.lang.pick("问出的事实：", "sets the fact: ");
        let _ = writeln!(out, "  {label}{name}");
    }

    fn heading(&self, out: &mut String, zh: &str, en: &str) {
        let _ = writeln!(out, "  {}", self.lang.pick(zh, en));
    }

    fn incoming(&self, out: &mut String, to: Target) {
        self.heading(out, "谁通到这里：", "who leads here:");
        let ways = self.ways.iter().filter(|way| way.to == to);
        let ways = ways.map(|way| {
            let from = target_id(self.pack, Target::Question(way.from));
            format!("{from}: {}", way.words(self.lang))
        });
        self.list(out, ways, "  nobody");
    }

    fn used(&self, out: &mut String, thing: Used) {
        self.heading(out, "用在哪里：", "used in:");
        let uses = uses(self.pack, thing).into_iter().map(|it| {
            let (part, key) = (it.part.name(self.lang), field_name(it.key, self.lang));
            format!("{part} {} ({key})", it.id)
        });
        self.list(out, uses, "  nowhere");
    }

    /// A line each, or that there are none.
    fn list(&self, out: &mut String, lines: impl Iterator<Item = String>, none: &str) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            self.heading(out, "  没有", none);
        }
        for line in lines {
            let _ = writeln!(out, "    {line}");
        }
    }

    /// A condition that has a name, in words, and what names it.
    fn condition(&self, named: &NamedCondition, used: &[Place]) -> String {
        let (lang, colon) = (self.lang, self.lang.colon());
        let noun = Noun::Condition.name(lang);
        let words = Conditions::new(self.pack, lang).words(&named.when);
        let holds = lang.pick("成立的时候", "holds when");
        let mut out = format!("{noun} {}\n  {holds}{colon}{words}\n", named.id);
        self.heading(&mut out, "用在哪里：", "used in:");
        let things: Vec<_> = self.pack.things().collect();
        let mut naming: Vec<_> = used.iter().filter_map(|it| holder(&things, *it)).collect();
        naming.sort_by_key(|thing| thing.place);
        naming.dedup_by_key(|thing| thing.place);
        let naming = naming.iter();
        let lines = naming.map(|it| format!("{} {}", it.part.name(lang), it.id));
        self.list(&mut out, lines, "  nowhere");
        out
    }

    fn fact(&self, fact: FactId) -> String {
        let (pack, lang) = (self.pack, self.lang);
        let mut out = String::new();
        let name = &pack.fact(fact).id;
        let _ = writeln!(out, "{} {name}", lang.pick("事实", "fact"));
        let values = match &pack.fact(fact).domain {
            Domain::Choice(ids) => ids.join(", "),
            Domain::Date { up_to_today: true } => lang.say("今天或以前的日子", "a day up to today"),
            Domain::Date { .. } => lang.say("日子", "a day"),
            Domain::IdNumber => lang.say("身份证号码", "an ID number"),
            Domain::NamePair => lang.say("两个姓名", "a pair of names"),
        };
        let _ = writeln!(out, "  {}{values}, unknown", lang.pick("值：", "values: "));
        self.heading(&mut out, "哪些问题问它：", "asked by:");
        let template = Template::new(pack, lang);
        for question in pack.questions.iter().filter(|it| it.fact == fact) {
            let ask = quote(&template.sentence(&question.ask), lang);
            let _ = writeln!(out, "    {} {ask}", question.id);
        }
        self.used(&mut out, Used::Fact(fact));
        out
    }
}

/// The table in which something stands.
fn holder<'t, 'p>(things: &'t [Thing<'p>], place: Place) -> Option<&'t Thing<'p>> {
    let before = things
        .iter()
        .filter(|it| it.place.file == place.file && it.place.start <= place.start);
    before.max_by_key(|it| it.place.start)
}
