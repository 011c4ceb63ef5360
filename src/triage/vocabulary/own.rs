//! What the rules themselves call a column or a choice: a roster without words
//! of its own is told in theirs.

use super::Role;
use crate::lang::{Lang, Said};
use crate::pack::{FactId, Pack, Text};
use crate::report::words::yes_or_no;

/// What the rules call what a column holds: the topic of its question, or else
/// the question.
pub(super) fn topic(pack: &Pack, role: Role) -> Option<Said> {
    let fact = role.fact();
    let text = if let Some(given) = pack.given_of(fact) {
        &given.ask
    } else {
        let question = pack.question(pack.question_of(fact)?);
        let topic = question.topic.as_ref();
        topic.unwrap_or_else(|| question.ask.rest())
    };
    let Said { zh, en } = both(text)?;
    Some(match role {
        Role::Typed(_) => Said::new(format!("打的{zh}"), format!("{en} as typed")),
        Role::Whole(_) | Role::Record(_) | Role::Half(..) => Said::new(zh, en),
    })
}

/// What to call the choices of a fact: as the first question labels them.
pub(super) fn labels(pack: &Pack, fact: FactId) -> Vec<Said> {
    let asked = pack.questions.iter().filter(|it| it.fact == fact);
    let asked = asked.flat_map(|it| &it.choices);
    let one = |(number, id): (usize, &String)| {
        let mut same = asked.clone().filter(|it| it.value == number);
        let label = same.find_map(|it| both(&it.label).or_else(|| both(it.told.as_ref()?)));
        label.unwrap_or_else(|| Said::new(yes_or_no(id, Lang::Zh), yes_or_no(id, Lang::En)))
    };
    let ids = pack.fact(fact).domain.choices();
    ids.iter().enumerate().map(one).collect()
}

/// A text that has no placeholders.
pub(super) fn plain(text: &Text, lang: Lang) -> Option<String> {
    let has_slots = text.slots(lang).next().is_some();
    (!has_slots).then(|| text.fill(lang, |_| ""))
}

/// The same in both languages.
fn both(text: &Text) -> Option<Said> {
    Some(Said::new(plain(text, Lang::Zh)?, plain(text, Lang::En)?))
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::pack::{Files, ResultId, load};
    use crate::report::template::Template;
    use crate::triage::vocabulary::Vocabulary;

    #[test]
    fn a_result_without_a_short_name_is_called_by_its_headline() {
        let mut pack = load(Files::embedded()).expect("the rules load").pack;
        for card in &mut pack.results {
            card.name = None;
        }
        let (words, _) = Vocabulary::read(&pack, &Files::default());
        for (number, card) in pack.results.iter().enumerate() {
            for lang in Lang::ALL {
                let name = words.cause(ResultId::new(number), lang);
                let headline = Template::new(&pack, lang).unfilled(card.headline.rest());
                assert!(!name.is_empty() && headline.starts_with(name), "{name}");
                assert!(!name.ends_with(['。', '.']), "{name}");
            }
        }
    }
}
