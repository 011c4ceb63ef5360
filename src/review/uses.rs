//! Where a fact, a parameter, a source or a contact is used.

use crate::engine::turns::leaves;
use crate::lang::Lang;
use crate::pack::{
    Anchor, Condition, FactId, Line, Pack, ParameterId, Piece, Slot, SourceId, Text,
};

use super::rows::Part;
use crate::prove::reads::facts_of;

/// A thing that can be used elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A fact.
    Fact(FactId),
    /// A parameter.
    Parameter(ParameterId),
    /// A source.
    Source(SourceId),
}

/// Where something is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use<'a> {
    /// What kind of thing uses it.
    pub part: Part,
    /// The user's id.
    pub id: &'a str,
    /// Under which key.
    pub key: &'static str,
}

/// Everything that uses a thing, in the order of the files, each place once.
#[must_use]
pub fn uses(pack: &Pack, thing: Thing) -> Vec<Use<'_>> {
    let mut finder = Finder {
        thing,
        found: Vec::new(),
    };
    for question in &pack.questions {
        let at = (Part::Question, question.id.as_str());
        finder.condition(at, "ask-unless", question.ask_unless.as_ref());
        for route in &question.routes {
            finder.condition(at, "route", Some(&route.when));
        }
        for (key, text) in [
            ("ask", &question.ask),
            ("say", &question.say),
            ("why", &question.why),
            ("find", &question.find),
        ] {
            finder.text(at, key, text);
        }
        for reply in &question.if_said {
            finder.text(at, "if-said", &reply.answer);
        }
        finder.texts(at, "choice", question.choices.iter().map(|it| &it.label));
        finder.texts(at, "listen", &question.listen);
        finder.texts(at, "never-promise", &question.never_promise);
    }
    results(pack, &mut finder);
    others(pack, &mut finder);
    finder.found
}

fn results<'a>(pack: &'a Pack, finder: &mut Finder<'a>) {
    for card in &pack.results {
        let at = (Part::Result, card.id.as_str());
        for (key, text) in [
            ("headline", &card.headline),
            ("say", &card.say),
            ("cause", &card.cause),
            ("solved-when", &card.solved_when),
            ("call-again-if", &card.call_again_if),
            ("meanwhile", &card.meanwhile),
        ] {
            finder.text(at, key, text);
        }
        for (key, lines) in [
            ("do", &card.steps),
            ("script", &card.script),
            ("bring", &card.bring),
        ] {
            finder.lines(at, key, lines);
        }
        finder.texts(at, "never-promise", &card.never_promise);
        for (_, when) in &card.links {
            finder.condition(at, "link", when.as_ref());
        }
        if let Some(rule) = &card.ask_from {
            let anchors = rule.after.iter().filter_map(|anchor| match anchor {
                Anchor::Fact(fact) => Some(Thing::Fact(*fact)),
                Anchor::Today => None,
            });
            let sum = rule.sum.iter().map(|id| Thing::Parameter(*id));
            finder.things(at, "ask-from", anchors.chain(sum));
        }
        finder.things(
            at,
            "sources",
            card.sources.iter().map(|id| Thing::Source(*id)),
        );
    }
}

fn others<'a>(pack: &'a Pack, finder: &mut Finder<'a>) {
    for caution in &pack.cautions {
        let at = (Part::Caution, caution.id.as_str());
        finder.condition(at, "when", Some(&caution.when));
        finder.lines(at, "text", &caution.text);
        finder.things(
            at,
            "sources",
            caution.sources.iter().map(|id| Thing::Source(*id)),
        );
    }
    for parameter in &pack.parameters {
        let at = (Part::Parameter, parameter.id.as_str());
        finder.text(at, "about", &parameter.about);
        if let Some(mark) = &parameter.mark {
            finder.text(at, "mark", mark);
        }
        finder.things(at, "source", [Thing::Source(parameter.source)]);
    }
}

/// Whose key it is: the part and the id.
type At<'a> = (Part, &'a str);

struct Finder<'a> {
    thing: Thing,
    found: Vec<Use<'a>>,
}

impl<'a> Finder<'a> {
    fn things(
        &mut self,
        (part, id): At<'a>,
        key: &'static str,
        things: impl IntoIterator<Item = Thing>,
    ) {
        let wanted = self.thing;
        let it = Use { part, id, key };
        if things.into_iter().any(|thing| thing == wanted) && !self.found.contains(&it) {
            self.found.push(it);
        }
    }

    fn condition(&mut self, at: At<'a>, key: &'static str, condition: Option<&Condition>) {
        let Some(condition) = condition else { return };
        let facts = facts_of(condition).into_iter().map(Thing::Fact);
        let parameters = leaves(condition).into_iter().flat_map(|leaf| match leaf {
            Condition::WorkdaysSince { sum, .. } => sum.clone(),
            Condition::OnOrAfter(_, parameter) => vec![*parameter],
            _ => Vec::new(),
        });
        self.things(at, key, facts.chain(parameters.map(Thing::Parameter)));
    }

    fn lines(&mut self, at: At<'a>, key: &'static str, lines: &[Line]) {
        for line in lines {
            self.condition(at, key, line.when.as_ref());
            self.text(at, key, &line.text);
        }
    }

    fn texts<'t>(
        &mut self,
        at: At<'a>,
        key: &'static str,
        texts: impl IntoIterator<Item = &'t Text>,
    ) {
        for text in texts {
            self.text(at, key, text);
        }
    }

    fn text(&mut self, at: At<'a>, key: &'static str, text: &Text) {
        let pieces = Lang::ALL.into_iter().flat_map(|lang| text.pieces(lang));
        let things = pieces.flat_map(|piece| match piece {
            Piece::Slot(Slot::Sum(sum)) => sum.iter().map(|id| Thing::Parameter(*id)).collect(),
            Piece::Slot(Slot::Day(id)) => vec![Thing::Parameter(*id)],
            Piece::Slot(Slot::Answer(fact) | Slot::Workdays(fact)) => vec![Thing::Fact(*fact)],
            _ => Vec::new(),
        });
        self.things(at, key, things.collect::<Vec<_>>());
    }
}
