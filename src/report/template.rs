//! A text as the rules have it, without any walk: what only a walk can fill
//! in stays in braces.

use super::words::day_short;
use crate::lang::Lang;
use crate::pack::{Card, Figure, Pack, ParameterId, Sentence, Slot, Text};

/// What stands where only a walk can fill in; in Chinese twice, as is usual there.
pub(crate) const LEFT_OUT: &str = "…";

/// The texts of a pack in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template<'a> {
    /// The pack.
    pub(crate) pack: &'a Pack,
    /// The language.
    pub(crate) lang: Lang,
    /// Whether what they are called stands for figures, phrases and facts:
    /// `{usual-days}`, not `15`. Where two packs are compared, a figure that
    /// moved is no change of every text that shows it.
    pub(crate) named: bool,
}

impl<'a> Template<'a> {
    /// The texts of `pack` for a reader of `lang`.
    pub(crate) const fn new(pack: &'a Pack, lang: Lang) -> Self {
        Self {
            pack,
            lang,
            named: false,
        }
    }

    /// A text.
    pub(crate) fn text(&self, text: &Text) -> String {
        text.fill(self.lang, |name| self.slot(name))
    }

    /// A sentence in the wording that is for most.
    pub(crate) fn sentence(&self, sentence: &Sentence) -> String {
        self.text(sentence.rest())
    }

    /// A text of the pack's own, or else words that fit any.
    pub(crate) fn own(&self, text: Option<&Text>, zh: &str, en: &str) -> String {
        let else_say = || self.lang.pick(zh, en).to_owned();
        text.map_or_else(else_say, |text| self.text(text))
    }

    /// A text for somebody who has not answered anything: dots stand where
    /// only a walk can fill in.
    pub(crate) fn unfilled(&self, text: &Text) -> String {
        text.fill(self.lang, |name| {
            let dots = || LEFT_OUT.repeat(if self.lang.is_zh() { 2 } else { 1 });
            self.known(name).unwrap_or_else(dots)
        })
    }

    /// What a list or a sum calls a result: nothing in it depends on anybody's days.
    pub(crate) fn name(&self, card: &Card) -> String {
        let name = card.name.as_ref().unwrap_or(card.headline.rest());
        self.unfilled(name).trim_end_matches(['。', '.']).to_owned()
    }

    fn slot(&self, name: &str) -> String {
        let known = (!self.named).then(|| self.known(name)).flatten();
        known.unwrap_or_else(|| format!("{{{name}}}"))
    }

    /// What stands for a placeholder without any walk.
    fn known(&self, name: &str) -> Option<String> {
        Some(match self.pack.slot(name)? {
            Slot::Sum(parameters) => self.pack.sum(&parameters).to_string(),
            Slot::Day(parameter) => self.figure(parameter),
            Slot::Phrase(id) => self.sentence(&self.pack.phrases[id.number()].words),
            Slot::Today
            | Slot::AskFrom
            | Slot::Found
            | Slot::Answer(_)
            | Slot::Personal(_)
            | Slot::Workdays(_) => return None,
        })
    }

    /// The value of a parameter.
    pub(crate) fn figure(&self, parameter: ParameterId) -> String {
        self.value(self.pack.parameters[parameter.number()].value)
    }

    /// Parameters with their values: `legal-days 20 + publish-days 3`.
    pub(crate) fn terms(&self, sum: &[ParameterId]) -> String {
        let id = |id: &ParameterId| &self.pack.parameters[id.number()].id;
        let terms = sum
            .iter()
            .map(|it| format!("{} {}", id(it), self.figure(*it)));
        terms.collect::<Vec<_>>().join(" + ")
    }

    /// A figure.
    pub(crate) fn value(&self, figure: Figure) -> String {
        match figure {
            Figure::Workdays(count) | Figure::Count(count) => count.to_string(),
            Figure::Date(date) => day_short(date, self.lang),
        }
    }
}
