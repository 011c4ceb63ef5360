//! A pack as a flat list of rows: everything somebody has to approve, one
//! piece of wording, one way or one figure a row.

use super::ways;
use crate::lang::Lang;
use crate::pack::{
    Anchor, AskFrom, Beside, Card, Caution, Entry, Line, Parameter, Question, QuestionId, Source,
    SourceId, Target, Text,
};
use crate::report::card::source_kind;
use crate::report::condition::Conditions;
use crate::report::reasons::target_id;
use crate::report::template::{Figures, Template};

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A stage.
    Stage,
    /// A link of the chain.
    Link,
    /// A question.
    Question,
    /// A result.
    Result,
    /// A caution.
    Caution,
    /// A parameter.
    Parameter,
    /// Somebody to ask.
    Contact,
    /// The place the pack is for.
    Region,
    /// A source.
    Source,
}

impl Part {
    /// All of them in the order of a sheet.
    pub const ALL: [Self; 9] = [
        Self::Stage,
        Self::Link,
        Self::Question,
        Self::Result,
        Self::Caution,
        Self::Parameter,
        Self::Contact,
        Self::Region,
        Self::Source,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Stage => ("阶段", "stage"),
            Self::Link => ("环节", "link"),
            Self::Question => ("问题", "question"),
            Self::Result => ("结果", "result"),
            Self::Caution => ("提醒", "caution"),
            Self::Parameter => ("参数", "parameter"),
            Self::Contact => ("问谁", "contact"),
            Self::Region => ("地方", "region"),
            Self::Source => ("来源", "source"),
        };
        lang.pick(zh, en)
    }
}

/// One thing to approve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The key in the rule files.
    pub key: &'static str,
    /// Its place among several under one key, from 1; 0 where there is one.
    pub number: usize,
    /// Under which condition, in words.
    pub when: String,
    /// The words.
    pub text: String,
    /// The question or result it leads to.
    pub to: String,
}

/// The rows of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is.
    pub part: Part,
    /// Its id.
    pub id: String,
    /// The stage's id, of a question.
    pub stage: String,
    /// Its rows in order.
    pub rows: Vec<Row>,
}

/// The whole pack, part by part.
#[must_use]
pub fn sheets(template: Template<'_>) -> Vec<Sheet> {
    let pack = template.pack;
    let writer = Writer { template };
    let named = |part, id: &str, name: &Text| sheet(part, id, vec![writer.row("name", name)]);
    let stages = pack
        .stages
        .iter()
        .map(|it| named(Part::Stage, &it.id, &it.name));
    let links = pack
        .links
        .iter()
        .map(|it| named(Part::Link, &it.id, &it.name));
    let questions = (0..pack.questions.len()).map(QuestionId::new);
    let questions = questions.map(|id| writer.question(id));
    let results = pack.results.iter().map(|it| writer.card(it));
    let cautions = pack.cautions.iter().map(|it| writer.caution(it));
    let parameters = pack.parameters.iter().enumerate();
    let parameters = parameters.map(|(number, it)| writer.parameter(number, it));
    let contacts = pack.contacts.iter().map(|it| writer.contact(it));
    let sources = pack.sources.iter().map(|it| writer.source(it));
    let questions = questions.collect::<Vec<_>>();
    stages
        .chain(links)
        .chain(questions)
        .chain(results)
        .chain(cautions)
        .chain(parameters)
        .chain(contacts)
        .chain([writer.region()])
        .chain(sources)
        .collect()
}

fn sheet(part: Part, id: &str, rows: Vec<Row>) -> Sheet {
    Sheet {
        part,
        id: id.to_owned(),
        stage: String::new(),
        rows,
    }
}

fn plain(key: &'static str, text: impl Into<String>) -> Row {
    Row {
        key,
        text: text.into(),
        ..Row::default()
    }
}

/// Writes the rows of a pack.
struct Writer<'a> {
    template: Template<'a>,
}

impl Writer<'_> {
    fn conditions(&self) -> Conditions<'_> {
        Conditions::of(self.template)
    }

    fn row(&self, key: &'static str, text: &Text) -> Row {
        plain(key, self.template.text(text))
    }

    fn texts<'t>(&self, key: &'static str, texts: impl IntoIterator<Item = &'t Text>) -> Vec<Row> {
        let numbered = (1..).zip(texts);
        let row = |(number, text)| Row {
            number,
            ..self.row(key, text)
        };
        numbered.map(row).collect()
    }

    fn lines(&self, key: &'static str, lines: &[Line]) -> Vec<Row> {
        let mut rows = self.texts(key, lines.iter().map(|line| &line.text));
        for (row, line) in rows.iter_mut().zip(lines) {
            row.when = line
                .when
                .as_ref()
                .map_or_else(String::new, |when| self.conditions().words(when));
        }
        rows
    }

    fn question(&self, id: QuestionId) -> Sheet {
        let pack = self.template.pack;
        let question = pack.question(id);
        let stage = &pack.stages[question.stage.number()];
        let mut rows = vec![Row {
            key: "stage",
            text: format!("{}（{}）", self.template.text(&stage.name), stage.id),
            ..Row::default()
        }];
        if let Some(unless) = &question.ask_unless {
            rows.push(Row {
                key: "ask-unless",
                when: self.conditions().words(unless),
                ..Row::default()
            });
        }
        rows.push(self.row("ask", &question.ask));
        rows.push(self.row("say", &question.say));
        rows.push(self.row("why", &question.why));
        rows.push(self.row("find", &question.find));
        rows.extend(self.texts("choice", question.choices.iter().map(|it| &it.label)));
        rows.extend(self.texts("listen", &question.listen));
        rows.extend(self.replies(question));
        rows.extend(self.texts("never-promise", &question.never_promise));
        rows.extend(self.routes(id));
        Sheet {
            stage: stage.id.clone(),
            ..sheet(Part::Question, &question.id, rows)
        }
    }

    fn replies(&self, question: &Question) -> Vec<Row> {
        let replies = (1..).zip(&question.if_said);
        let row = |(number, reply): (usize, &crate::pack::Reply)| Row {
            key: "if-said",
            number,
            when: self.template.text(&reply.heard),
            text: self.template.text(&reply.answer),
            to: String::new(),
        };
        replies.map(row).collect()
    }

    fn routes(&self, id: QuestionId) -> Vec<Row> {
        let pack = self.template.pack;
        let ways = ways(pack, self.conditions(), id);
        (1..)
            .zip(ways)
            .map(|(number, way)| Row {
                key: if way.when.is_some() { "route" } else { "next" },
                number: if way.when.is_some() { number } else { 0 },
                when: way.when.unwrap_or_default(),
                text: self.target(way.to),
                to: target_id(pack, way.to).to_owned(),
            })
            .collect()
    }

    /// What stands first where a way leads: the question, or the one sentence.
    fn target(&self, target: Target) -> String {
        let pack = self.template.pack;
        self.template.text(match target {
            Target::Question(id) => &pack.question(id).ask,
            Target::Result(id) => &pack.card(id).headline,
        })
    }

    fn card(&self, card: &Card) -> Sheet {
        let pack = self.template.pack;
        let mut rows = vec![
            self.row("headline", &card.headline),
            self.row("say", &card.say),
            self.row("cause", &card.cause),
        ];
        rows.extend(self.lines("do", &card.steps));
        rows.extend((1..).zip(&card.contacts).map(|(number, id)| {
            let contact = &pack.contacts[id.number()];
            let named = self.template.figures == Figures::Named;
            let row = if named {
                plain("contact", &contact.id)
            } else {
                self.row("contact", &contact.name)
            };
            Row { number, ..row }
        }));
        rows.extend(card.ask_from.as_ref().map(|rule| self.ask_from(rule)));
        rows.extend(self.lines("script", &card.script));
        rows.extend(self.lines("bring", &card.bring));
        rows.push(self.row("solved-when", &card.solved_when));
        rows.push(self.row("call-again-if", &card.call_again_if));
        rows.push(self.row("meanwhile", &card.meanwhile));
        rows.extend(self.texts("never-promise", &card.never_promise));
        rows.extend((1..).zip(&card.links).map(|(number, (link, when))| {
            Row {
                number,
                when: when
                    .as_ref()
                    .map_or_else(String::new, |when| self.conditions().words(when)),
                ..self.row("link", &pack.links[link.number()].name)
            }
        }));
        rows.extend(self.sources(&card.sources));
        sheet(Part::Result, &card.id, rows)
    }

    /// From which day on to ask, in words.
    fn ask_from(&self, rule: &AskFrom) -> Row {
        let (pack, lang) = (self.template.pack, self.template.lang);
        let terms: Vec<_> = rule
            .sum
            .iter()
            .map(|id| {
                format!(
                    "{} {}",
                    pack.parameters[id.number()].id,
                    self.template.figure(*id)
                )
            })
            .collect();
        let (terms, days) = (terms.join(" + "), pack.sum(&rule.sum));
        let after: Vec<_> = rule
            .after
            .iter()
            .map(|anchor| match anchor {
                Anchor::Today => lang.pick("今天", "today").to_owned(),
                Anchor::Fact(fact) => pack.fact(*fact).id.clone(),
            })
            .collect();
        let after = after.join(lang.pick("，不知道就用 ", " or else "));
        let nth = if rule.beyond { days + 1 } else { days };
        plain(
            "ask-from",
            match lang {
                Lang::Zh => format!("{after} 之后第 {nth} 个工作日（{terms}）"),
                Lang::En => format!("working day {nth} after {after} ({terms})"),
            },
        )
    }

    fn sources(&self, ids: &[SourceId]) -> Vec<Row> {
        (1..)
            .zip(ids)
            .map(|(number, id)| Row {
                number,
                ..plain("sources", self.cited(*id))
            })
            .collect()
    }

    /// A source as it is cited: what it is, how much it weighs, when it was checked.
    fn cited(&self, id: SourceId) -> String {
        let lang = self.template.lang;
        let source = &self.template.pack.sources[id.number()];
        if self.template.figures == Figures::Named {
            return source.id.clone();
        }
        let (kind, title) = (
            source_kind(source.kind, lang),
            self.template.text(&source.title),
        );
        let (id, checked) = (&source.id, source.checked_on);
        match lang {
            Lang::Zh => format!("{id}：{title}（{kind}，{checked} 核对）"),
            Lang::En => format!("{id}: {title} ({kind}, checked on {checked})"),
        }
    }

    fn caution(&self, caution: &Caution) -> Sheet {
        let place = match caution.beside {
            Beside::Headline => "headline",
            Beside::AskFrom => "ask-from",
            Beside::Script => "script",
        };
        let mut rows = vec![
            Row {
                key: "when",
                when: self.conditions().words(&caution.when),
                ..Row::default()
            },
            plain("place", field_name(place, self.template.lang)),
        ];
        rows.extend(self.lines("text", &caution.text));
        rows.extend(self.sources(&caution.sources));
        sheet(Part::Caution, &caution.id, rows)
    }

    fn parameter(&self, number: usize, parameter: &Parameter) -> Sheet {
        let figure = self.template.figure(crate::pack::ParameterId::new(number));
        let mut rows = vec![plain("value", figure), self.row("about", &parameter.about)];
        rows.extend(parameter.mark.iter().map(|mark| self.row("mark", mark)));
        rows.push(plain("source", self.cited(parameter.source)));
        rows.push(plain("checked-on", parameter.checked_on.to_string()));
        sheet(Part::Parameter, &parameter.id, rows)
    }

    fn contact(&self, contact: &crate::pack::Contact) -> Sheet {
        let mut rows = vec![self.row("name", &contact.name)];
        let entered = contact.entered.iter();
        rows.extend(entered.map(|(entry, value): &(Entry, String)| plain(entry.key(), value)));
        sheet(Part::Contact, &contact.id, rows)
    }

    fn region(&self) -> Sheet {
        let region = &self.template.pack.region;
        let rows = vec![
            self.row("city", &region.city),
            self.row("bureau", &region.bureau),
            self.row("department", &region.department),
        ];
        sheet(Part::Region, &region.id, rows)
    }

    fn source(&self, source: &Source) -> Sheet {
        let mut rows = vec![
            plain("kind", source_kind(source.kind, self.template.lang)),
            self.row("title", &source.title),
            self.row("says", &source.says),
            plain("checked-on", source.checked_on.to_string()),
        ];
        let until = source.valid_until;
        rows.extend(until.map(|day| plain("valid-until", day.to_string())));
        sheet(Part::Source, &source.id, rows)
    }
}

/// What a key of the rule files is called for somebody who reads them.
#[must_use]
pub fn field_name(key: &'static str, lang: Lang) -> &'static str {
    let zh = match key {
        "stage" => "阶段",
        "ask-unless" => "什么时候不问",
        "ask" => "焊工看的问题",
        "say" => "念给对方听的话",
        "why" => "为什么问",
        "find" => "到哪里找答案",
        "choice" => "选项",
        "listen" => "留意听什么",
        "if-said" => "对方这么说就这么答",
        "never-promise" => "不要答应什么",
        "route" => "什么情形到哪里",
        "next" => "其余的到哪里",
        "headline" => "一句话",
        "cause" => "原因",
        "do" => "怎么办",
        "contact" => "问谁",
        "ask-from" => "从哪天起问",
        "script" => "怎么说",
        "bring" => "带上",
        "solved-when" => "办好的样子",
        "call-again-if" => "什么时候再来",
        "meanwhile" => "这段时间",
        "link" => "看哪个环节",
        "sources" | "source" => "依据",
        "when" => "什么时候提醒",
        "place" => "写在哪里",
        "text" => "文字",
        "value" => "数或日子",
        "about" => "说明",
        "mark" => "线上的标记",
        "checked-on" => "核对日期",
        "valid-until" => "有效到",
        "kind" => "种类",
        "title" => "名称",
        "says" => "说了什么",
        "name" => "名称或称呼",
        "city" => "城市",
        "bureau" => "市里的机关",
        "department" => "省里的机关",
        "phone" => "电话",
        "address" => "地址",
        "hours" => "时间",
        "note" => "备注",
        _ => key,
    };
    lang.pick(zh, key)
}
