//! A pack as a flat list of rows: everything somebody has to approve, one
//! piece of wording, one way or one figure a row.

use super::ways;
use crate::lang::Lang;
pub(crate) use crate::pack::Part;
use crate::pack::{
    Anchor, AskFrom, ContactDetail, ContactId, Fields as _, Item, Keyed, QuestionId, SourceId,
    StageId, Target, Thing,
};
use crate::report::card::source_kind;
use crate::report::condition::Conditions;
use crate::report::contact::entry_name;
use crate::report::reasons::target_id;
use crate::report::template::Template;

impl Part {
    /// Its name.
    pub(crate) const fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Pack => ("总目录", "pack"),
            Self::Stage => ("阶段", "stage"),
            Self::Link => ("环节", "link"),
            Self::Owner => ("归谁", "owner"),
            Self::Question => ("问题", "question"),
            Self::Result => ("结果", "result"),
            Self::Caution => ("提醒", "caution"),
            Self::Phrase => ("说法", "phrase"),
            Self::Given => ("给定的事实", "given fact"),
            Self::Aside => ("旁的事", "aside"),
            Self::Parameter => ("参数", "parameter"),
            Self::Contact => ("问谁", "contact"),
            Self::Source => ("来源", "source"),
        };
        lang.pick(zh, en)
    }
}

/// One thing to approve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReviewRow {
    /// The key in the rule files.
    pub(crate) key: &'static str,
    /// Its place among several under one key, from 1; 0 where there is one.
    pub(crate) number: usize,
    /// Under which condition, in words.
    pub(crate) when: String,
    /// The words.
    pub(crate) text: String,
    /// The question or result it leads to.
    pub(crate) to: String,
}

/// The rows of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// What it is.
    pub(crate) part: Part,
    /// Its id.
    pub(crate) id: String,
    /// The stage's id, of a question.
    pub(crate) stage: String,
    /// Its rows in order.
    pub(crate) rows: Vec<ReviewRow>,
}

/// The whole pack, part by part.
pub(crate) fn sheets(template: Template<'_>) -> Vec<Sheet> {
    let things = template.pack.things();
    things.map(|it| template.sheet(it)).collect()
}

/// That a link is only the first to look at.
pub(super) fn look_first(lang: Lang) -> String {
    lang.aside(lang.pick("先看这一环", "look here first"))
}

impl Template<'_> {
    fn conditions(&self) -> Conditions<'_> {
        Conditions::of(*self)
    }

    fn sheet(&self, thing: Thing<'_>) -> Sheet {
        let pack = self.pack;
        let mut sheet = Sheet {
            part: thing.part,
            id: thing.id.to_owned(),
            stage: String::new(),
            rows: Vec::new(),
        };
        let items = thing.items.into_iter();
        sheet.rows = items.flat_map(|it| self.rows(it)).collect();
        let question = pack.questions.iter().position(|it| it.id == thing.id);
        if let Some(number) = question.filter(|_| thing.part == Part::Question) {
            let stage = pack.questions[number].stage;
            sheet.stage.clone_from(&pack.stages[stage.number()].id);
            sheet.rows.extend(self.routes(QuestionId::new(number)));
        }
        sheet
    }

    /// What stands under a key, where it is something to approve. The ways on
    /// of a question come together, behind all else.
    fn rows(&self, it: Keyed<'_>) -> Vec<ReviewRow> {
        match it.item {
            Item::Sentence(sentence) if it.field.zh.is_some() => {
                let wordings = sentence.wordings();
                let one = wordings.clone().count() == 1;
                let rows = (1..).zip(wordings).map(|(number, (text, when))| ReviewRow {
                    key: it.field.key,
                    number: if one { 0 } else { number },
                    when: when.map_or_else(String::new, |when| self.conditions().words(when)),
                    text: self.text(text),
                    to: String::new(),
                });
                rows.collect()
            }
            Item::Lead(lead) => lead
                .items()
                .into_iter()
                .flat_map(|it| self.rows(it))
                .collect(),
            _ => self.row(it).into_iter().collect(),
        }
    }

    fn row(&self, it: Keyed<'_>) -> Option<ReviewRow> {
        let (pack, lang) = (self.pack, self.lang);
        let words = |text| self.text(text);
        let when = it.conditions().first().copied();
        let when = when.map_or_else(String::new, |when| self.conditions().words(when));
        let (key, when, text) = match it.item {
            Item::Route(_) => return None,
            // With its ways on, behind all else.
            Item::To(_) if it.field.key == "next" => return None,
            Item::Entered(entry, value) => (entry.name(), when, value.to_owned()),
            _ if it.field.zh.is_none() => return None,
            // In a reply the condition stands beside what is heard.
            Item::Reply(reply) => {
                let only = Some(when).filter(|when| !when.is_empty());
                let only = only.map_or_else(String::new, |when| lang.aside(&when));
                let heard = words(&reply.heard) + &only;
                (it.field.key, heard, words(&reply.answer))
            }
            item => {
                let text = match item {
                    Item::Text(text) => words(text),
                    Item::Line(line) => words(&line.text),
                    Item::Choice(choice) => {
                        let told = choice.told.as_ref().map(|told| lang.aside(&words(told)));
                        words(&choice.label) + &told.unwrap_or_default()
                    }
                    Item::When(_) => String::new(),
                    Item::Hang(hang) => {
                        let name = words(&pack.links[hang.link.number()].name);
                        let look = (!hang.is_known()).then(|| look_first(lang));
                        name + &look.unwrap_or_default()
                    }
                    Item::Mover(mover) => words(&pack.owners[mover.owner.number()].name),
                    Item::Stage(id) => self.stage(id),
                    Item::Whom(whom) => {
                        let today = || lang.aside(lang.pick("今天就问", "today"));
                        let today = (whom.today == Some(true)).then(today).unwrap_or_default();
                        self.contact(whom.contact) + &today
                    }
                    Item::Source(id) => self.cited(id),
                    Item::AskFrom(rule) => self.ask_from(rule),
                    Item::Figure(figure) => self.value(figure),
                    Item::Day(day) => day.to_string(),
                    Item::Beside(beside) => field_name(beside.name(), lang).to_owned(),
                    Item::Kind(kind) => source_kind(kind, lang).to_owned(),
                    Item::To(target) => target_id(pack, target).to_owned(),
                    Item::Contact(id) => self.contact(id),
                    Item::Parameter(id) => pack.parameters[id.number()].id.clone(),
                    Item::Word(word) => word.to_owned(),
                    Item::Flag(flag) => flag.to_string(),
                    Item::Route(_)
                    | Item::Entered(..)
                    | Item::Reply(_)
                    | Item::Sentence(_)
                    | Item::Lead(_) => return None,
                };
                (it.field.key, when, text)
            }
        };
        Some(ReviewRow {
            key,
            number: it.number,
            when,
            text,
            to: String::new(),
        })
    }

    fn routes(&self, id: QuestionId) -> Vec<ReviewRow> {
        let pack = self.pack;
        let ways = ways(pack, self.conditions(), id);
        (1..)
            .zip(ways)
            .map(|(number, way)| ReviewRow {
                key: if way.when.is_some() { "route" } else { "next" },
                number: if way.when.is_some() { number } else { 0 },
                when: way.when.unwrap_or_default(),
                text: self.target(way.to),
                to: target_id(pack, way.to).to_owned(),
            })
            .collect()
    }

    /// What stands first where a way leads: the question, or the one sentence.
    pub(super) fn target(&self, target: Target) -> String {
        self.sentence(match target {
            Target::Question(id) => &self.pack.question(id).ask,
            Target::Result(id) => &self.pack.card(id).headline,
        })
    }

    fn stage(&self, id: StageId) -> String {
        let stage = &self.pack.stages[id.number()];
        let id = self.lang.aside(&stage.id);
        format!("{}{id}", self.text(&stage.name))
    }

    fn contact(&self, id: ContactId) -> String {
        let contact = &self.pack.contacts[id.number()];
        if self.named {
            return contact.id.clone();
        }
        self.text(&contact.name)
    }

    /// From which day on to ask, in words.
    fn ask_from(&self, rule: &AskFrom) -> String {
        let (pack, lang) = (self.pack, self.lang);
        let (terms, days) = (self.terms(&rule.sum), pack.sum(&rule.sum));
        let after: Vec<_> = rule
            .after
            .iter()
            .map(|anchor| match anchor {
                Anchor::Today => lang.say("今天", "today"),
                Anchor::Fact(fact) => pack.fact(*fact).id.clone(),
            })
            .collect();
        let after = after.join(lang.pick("，不知道就用 ", " or else "));
        let nth = if rule.beyond { days + 1 } else { days };
        lang.say(
            format_args!("{after} 之后第 {nth} 个工作日（{terms}）"),
            format_args!("working day {nth} after {after} ({terms})"),
        )
    }

    /// A source as it is cited: what it is, how much it weighs, when it was checked.
    fn cited(&self, id: SourceId) -> String {
        let lang = self.lang;
        let source = &self.pack.sources[id.number()];
        if self.named {
            return source.id.clone();
        }
        let (kind, title) = (source_kind(source.kind, lang), self.text(&source.title));
        let (id, checked) = (&source.id, source.checked_on);
        lang.say(
            format_args!("{id}：{title}（{kind}，{checked} 核对）"),
            format_args!("{id}: {title} ({kind}, checked on {checked})"),
        )
    }
}

/// What a key of the rule files is called for somebody who reads them.
pub(crate) fn field_name(key: &'static str, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {}
        Lang::En => return key,
    }
    if let Some(entry) = ContactDetail::ALL
        .into_iter()
        .find(|entry| entry.name() == key)
    {
        return entry_name(entry, lang);
    }
    let mut fields = Part::ALL.into_iter().flat_map(Part::fields);
    let field = fields.find(|field| field.key == key);
    field.and_then(|field| field.zh).unwrap_or(key)
}

/// The same with the row's place among several under one key.
pub(super) fn numbered(key: &'static str, number: usize, lang: Lang) -> String {
    let name = field_name(key, lang);
    match number {
        0 => name.to_owned(),
        number => format!("{name} {number}"),
    }
}
