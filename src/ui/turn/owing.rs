//! Half an answer of a class: it waits for the one without which it says little.

use super::Turn;
use crate::engine::{Answers, Value, implied};
use crate::pack::{Domain, FactId, Pack, QuestionId};
use crate::report::words::Words;
use crate::ui::notice::Notice;

impl Turn<'_> {
    /// Clears what is known of a class under a fact, with what means nothing
    /// without it.
    pub(crate) fn clear(&mut self, fact: FactId) {
        let guide = &mut *self.guide;
        let tied = tied(&guide.pack, &guide.course.answers, fact);
        guide
            .course
            .change(tied.into_iter().map(|fact| (fact, None)));
        self.save();
    }

    /// Says which answer half an answer of a class waits for.
    pub(super) fn tell_owing(&mut self, zh: &str, en: &str) {
        let walk = self.guide.walk(self.today);
        let asked = self.guide.course.question(&walk);
        let asked = asked.map(|question| self.guide.pack.question(question));
        let Some(question) = asked.filter(|_| !self.guide.course.owing.is_empty()) else {
            return;
        };
        let topic = Words::new(&walk, self.lang).topic(question);
        let is_day = matches!(
            self.guide.pack.fact(question.fact).domain,
            Domain::Date { .. }
        );
        let [zh_key, en_key] = if is_day {
            ["打 0 回车", "0 Enter"]
        } else {
            ["按 0", "0"]
        };
        self.notice = Some(Notice::Told(self.lang.say(
            format_args!("{zh}：{topic}（不知道就{zh_key}）。"),
            format_args!("{en}: {topic} ({en_key} if it is not known)."),
        )));
    }

    /// Says that half an answer of a class is given up.
    pub(super) fn give_up_owing(&mut self) {
        self.tell_owing("刚才那项没有记下，还差", "Not noted; missing");
        self.guide.course.owing.clear();
    }
}

/// Whether an answer alone leads to the question of another fact, so that the
/// one says little without the other.
fn leads_to(pack: &Pack, (fact, value): (FactId, &Value), other: FactId) -> bool {
    let said = implied(pack, other);
    said.first()
        .is_some_and(|(before, with)| (*before, with) == (fact, value))
}

/// The question to ask at once after an answer of a class.
pub(super) fn follows(
    pack: &Pack,
    known: &Answers,
    fact: FactId,
    value: &Value,
) -> Option<QuestionId> {
    let mut open = pack.fact_ids().filter(|other| known.get(*other).is_none());
    let then = open.find(|other| leads_to(pack, (fact, value), *other))?;
    pack.question_of(then)
        .filter(|_| !pack.fact(then).is_personal())
}

/// A fact with those known that say little without it.
fn tied(pack: &Pack, known: &Answers, fact: FactId) -> Vec<FactId> {
    let leads = |from: FactId, to: FactId| {
        let answer = known.get(from);
        answer.is_some_and(|value| leads_to(pack, (from, value), to))
    };
    let tied = |other: &FactId| *other == fact || leads(fact, *other) || leads(*other, fact);
    pack.fact_ids().filter(tied).collect()
}
