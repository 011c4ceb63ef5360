//! A condition in words, for people who read rules instead of writing them.

use std::fmt::Arguments;
use std::sync::Arc;

use super::template::Template;
use super::words::{Words, yes_or_no};
use crate::lang::Lang;
use crate::pack::{
    Condition, FactId, Is, OfDay, Pack, ParameterId, Question, QuestionId, Sentence, Side, Text,
};

/// The conditions of a pack in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions<'a> {
    template: Template<'a>,
    at: Option<&'a Question>,
    /// The walk they are told of.
    told: Option<Words<'a>>,
    /// Whether it is for people who do not write rules: figures go without
    /// what they are called there, and conditions are no logic.
    plain: bool,
}

impl<'a> Conditions<'a> {
    /// The conditions of `pack` for a reader of `lang`.
    pub(crate) const fn new(pack: &'a Pack, lang: Lang) -> Self {
        Self::of(Template::new(pack, lang))
    }

    /// The conditions of a pack, figures written as the template does.
    pub(crate) const fn of(template: Template<'a>) -> Self {
        Self {
            template,
            at: None,
            told: None,
            plain: false,
        }
    }

    /// The same for somebody who has that question before them: its own
    /// answer needs no naming.
    pub(crate) fn at(self, question: QuestionId) -> Self {
        let at = Some(self.template.pack.question(question));
        Self { at, ..self }
    }

    /// The same for the person of a walk: questions as they were asked.
    pub(crate) fn told(self, words: Words<'a>) -> Self {
        let told = Some(words);
        Self { told, ..self }
    }

    /// The same for somebody who does not write rules.
    pub(crate) fn plain(self) -> Self {
        let plain = true;
        Self { plain, ..self }
    }

    /// A condition in words.
    pub(crate) fn words(&self, condition: &Condition) -> String {
        match condition {
            Condition::Is(fact, values) => self.is(*fact, values),
            Condition::Finding(fact) => self.about(*fact, "核对出问题", "the check finds a fault"),
            Condition::Day(of) => self.of_day(of, true),
            Condition::Known(fact) if self.plain => self.about(*fact, "答得上来", "known"),
            Condition::Known(fact) => {
                self.about(*fact, "答了，不是不知道", "answered, not \"I don't know\"")
            }
            Condition::Asked(fact) => self.about(*fact, "问过", "was asked"),
            Condition::NotCertain => self.say(
                format_args!("日子或天数是暂算的"),
                format_args!("a day or a count is provisional"),
            ),
            Condition::All(list) => self.list(list, "，并且", " and ", ("总是", "always")),
            Condition::Any(list) => self.list(list, "，或者", " or ", ("从不", "never")),
            Condition::Not(inner) => self.not(inner),
            Condition::Unless(inner) => {
                let inner = self.words(inner);
                self.say(
                    format_args!("不符合或者说不准（{inner}）"),
                    format_args!("not, or not known to be ({inner})"),
                )
            }
        }
    }

    /// That a condition does not hold: in plain words where there are some.
    fn not(&self, inner: &Condition) -> String {
        let said = match inner {
            Condition::Is(fact, values) => {
                let labels = self.labels(*fact, values);
                let (zh, en) = (
                    format!("答的不是{labels}"),
                    format!("not answered {labels}"),
                );
                Some(self.about(*fact, &zh, &en))
            }
            Condition::Known(fact) => Some(self.about(*fact, "不知道", "not known")),
            Condition::Asked(fact) => Some(self.about(*fact, "没有问过", "was not asked")),
            Condition::Day(of) => Some(self.of_day(of, false)),
            _ => None,
        };
        said.filter(|_| self.plain).unwrap_or_else(|| {
            let inner = self.words(inner);
            self.say(
                format_args!("不符合（{inner}）"),
                format_args!("not ({inner})"),
            )
        })
    }

    /// What is said of days, or that it does not hold.
    fn of_day(&self, of: &OfDay, so: bool) -> String {
        let either = |yes, no| if so { yes } else { no };
        let (fact, (zh, en)) = match of {
            OfDay::Ahead(fact) => {
                let ahead = ("可能还没过", "may be still ahead");
                (fact, either(ahead, ("已经过了", "is past")))
            }
            OfDay::BeforeAsk(fact) => {
                let before = ("可能比可以去问的那天早", "may come before the day to ask");
                let not = "does not come before the day to ask";
                (fact, either(before, ("不比可以去问的那天早", not)))
            }
            OfDay::Past(fact) => {
                let past = ("已经过了", "is past");
                (fact, either(past, ("还没过", "is not past")))
            }
            OfDay::Later { fact, than } => {
                let (day, other) = (self.day(*fact), self.day(*than));
                let (zh, en) = either(("晚于", "later"), ("不晚于", "not later"));
                return self.say(
                    format_args!("{day}{zh}{other}"),
                    format_args!("{day} is {en} than {other}"),
                );
            }
            OfDay::OnOrAfter(fact, parameter) => {
                let (day, date) = (self.day(*fact), self.template.figure(*parameter));
                let id = self.called(&self.template.pack.parameters[parameter.number()].id);
                let (zh, en) = either(("或以后", "on or after"), ("以前", "before"));
                return self.say(
                    format_args!("{day}在{date}{id}{zh}"),
                    format_args!("{day} is {en} {date}{id}"),
                );
            }
            OfDay::WorkdaysSince { facts, side, sum } => {
                return self.workdays(facts, (*side == Side::Beyond) == so, sum);
            }
        };
        let day = self.day(*fact);
        self.say(format_args!("{day}{zh}"), format_args!("{day} {en}"))
    }

    fn say(&self, zh: Arguments<'_>, en: Arguments<'_>) -> String {
        self.template.lang.say(zh, en)
    }

    fn is_here(&self, fact: FactId) -> bool {
        self.at.is_some_and(|question| question.fact == fact)
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        let unasked = || self.template.sentence(sentence);
        self.told.map_or_else(unasked, |it| it.sentence(sentence))
    }

    fn text(&self, text: &Text) -> String {
        let unasked = || self.template.text(text);
        self.told.map_or_else(unasked, |it| it.text(text))
    }

    /// The question that asks for a fact, in quotes.
    fn ask(&self, fact: FactId) -> String {
        let pack = self.template.pack;
        if self.template.named {
            return pack.fact(fact).id.clone();
        }
        let ask = match (pack.question_of(fact), pack.given_of(fact)) {
            (Some(question), _) => self.sentence(&pack.question(question).ask),
            (None, Some(given)) => self.text(&given.ask),
            (None, None) => pack.fact(fact).id.clone(),
        };
        quote(&ask, self.template.lang)
    }

    /// Something said of a fact, named unless it is the one in question.
    fn about(&self, fact: FactId, zh: &str, en: &str) -> String {
        let said = self.template.lang.pick(zh, en);
        if self.is_here(fact) {
            return said.to_owned();
        }
        let ask = self.ask(fact);
        self.say(format_args!("{ask}{said}"), format_args!("{ask}: {said}"))
    }

    fn is(&self, fact: FactId, values: &[Is]) -> String {
        let labels = self.labels(fact, values);
        self.about(fact, &format!("答{labels}"), &format!("answer {labels}"))
    }

    /// Values in quotes, joined by "or".
    fn labels(&self, fact: FactId, values: &[Is]) -> String {
        let lang = self.template.lang;
        // Of a walk what was answered, where that is one of them: the others may
        // not have led here.
        let own = self.told.and_then(|words| {
            let holds = |value: &&Is| words.walk.holds(&Condition::Is(fact, Arc::new([**value])));
            values.iter().find(holds)
        });
        let values = own.map_or(values, std::slice::from_ref);
        let labels = values
            .iter()
            .map(|value| quote(&self.label(fact, *value), lang));
        labels.collect::<Vec<_>>().join(lang.pick("或", " or "))
    }

    /// A value as the question's choice has it.
    fn label(&self, fact: FactId, value: Is) -> String {
        let Is::Choice(id) = value else {
            return self.template.lang.unknown().to_owned();
        };
        let (pack, number) = (self.template.pack, id.number());
        let ids = pack.fact(fact).domain.choices();
        if self.template.named {
            return ids[number].clone();
        }
        if pack.fact(fact).given.is_some() {
            return yes_or_no(&ids[number], self.template.lang).to_owned();
        }
        let here = self.at.filter(|question| question.fact == fact);
        let question = here.or_else(|| pack.question_of(fact).map(|id| pack.question(id)));
        let choice = question.and_then(|question| question.choice(number));
        choice.map_or_else(String::new, |choice| self.text(&choice.label))
    }

    /// The day answered for a fact.
    fn day(&self, fact: FactId) -> String {
        if self.is_here(fact) {
            return self.template.lang.pick("那天", "that day").to_owned();
        }
        let ask = self.ask(fact);
        self.say(
            format_args!("{ask}的日子"),
            format_args!("the day of {ask}"),
        )
    }

    fn workdays(&self, facts: &[FactId], beyond: bool, sum: &[ParameterId]) -> String {
        let mut days = facts.iter().map(|fact| self.day(*fact));
        let first = days.next().unwrap_or_default();
        let days = days.fold(first, |days, next| {
            self.say(
                format_args!("{days}（不知道就从{next}）"),
                format_args!("{days} (or, if not known, {next})"),
            )
        });
        let total = self.template.pack.sum(sum);
        let terms = self.called(&self.terms(sum));
        let (zh, en) = if beyond {
            ("超过", "more than")
        } else {
            ("不超过", "at most")
        };
        self.say(
            format_args!("从{days}到今天{zh} {total} 个工作日{terms}"),
            format_args!("{en} {total} working days{terms} from {days} to today"),
        )
    }

    /// `usual-days`, or `legal-days 20 + publish-days 3`.
    fn terms(&self, sum: &[ParameterId]) -> String {
        match sum {
            [only] => self.template.pack.parameters[only.number()].id.clone(),
            _ => self.template.terms(sum),
        }
    }

    /// What a figure is called in the rules, in brackets behind it.
    fn called(&self, name: &str) -> String {
        if self.plain {
            return String::new();
        }
        self.template.lang.aside(name)
    }

    fn list(&self, list: &[Condition], zh: &str, en: &str, none: (&str, &str)) -> String {
        let lang = self.template.lang;
        if list.is_empty() {
            return lang.pick(none.0, none.1).to_owned();
        }
        let parts: Vec<_> = list
            .iter()
            .map(|condition| match condition {
                Condition::All(_) | Condition::Any(_) | Condition::Unless(_) if list.len() > 1 => {
                    let inner = self.words(condition);
                    self.say(format_args!("（{inner}）"), format_args!("({inner})"))
                }
                _ => self.words(condition),
            })
            .collect();
        parts.join(lang.pick(zh, en))
    }
}

/// Words in the quotes of their language.
pub(crate) fn quote(words: &str, lang: Lang) -> String {
    lang.say(format_args!("「{words}」"), format_args!("\"{words}\""))
}
