//! Looking up a word in the questions and results.

use super::field::Field;
use crate::check::invisible::narrow;
use crate::lang::Lang;
use crate::pack::{Fields, Pack, QuestionId, ResultId, Role};
use crate::report::template::Template;

/// More finds than this are no help.
const MOST: usize = 9;

/// A search under way, with the texts it looks through: folded once, when the
/// page is opened, and not at every key.
#[derive(Debug, Default)]
pub(crate) struct Search {
    /// The word.
    pub(crate) field: Field,
    /// The row marked.
    pub(crate) marked: usize,
    entries: Vec<Searchable>,
}

/// What can be found, with its texts in both languages, the title first.
#[derive(Debug)]
struct Searchable {
    hit: Hit,
    keywords: String,
    texts: Vec<String>,
}

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// A question.
    Question(QuestionId),
    /// A result.
    Result(ResultId),
    /// A matter that no walk answers, by its number.
    Aside(usize),
}

impl Hit {
    /// The words it is listed by.
    pub(crate) fn title(self, pack: &Pack, lang: Lang) -> String {
        let template = Template::new(pack, lang);
        template.unfilled(match self {
            Self::Question(id) => pack.question(id).ask.rest(),
            Self::Result(id) => pack.card(id).headline.rest(),
            Self::Aside(number) => &pack.asides[number].label,
        })
    }
}

/// A few words to try: those by which the first results that have any are
/// found.
pub(crate) fn examples(pack: &Pack, lang: Lang) -> Vec<&str> {
    let of_lang = |word: &&String| word.is_ascii() != lang.is_zh();
    let first = pack.results.iter().filter_map(|card| {
        let word = card.keywords.iter().find(of_lang)?;
        Some(word.as_str())
    });
    first.take(4).collect()
}

impl Search {
    /// A search through the questions, results and asides of a pack.
    pub(crate) fn new(pack: &Pack) -> Self {
        let questions = pack.questions.iter().enumerate().map(|(number, question)| {
            let hit = Hit::Question(QuestionId::new(number));
            Searchable::new(pack, hit, question, &question.keywords)
        });
        let results = pack.results.iter().enumerate().map(|(number, card)| {
            let hit = Hit::Result(ResultId::new(number));
            Searchable::new(pack, hit, card, &card.keywords)
        });
        let asides = pack.asides.iter().enumerate().map(|(number, aside)| {
            Searchable::new(pack, Hit::Aside(number), aside, &aside.keywords)
        });
        Self {
            entries: asides.chain(results).chain(questions).collect(),
            ..Self::default()
        }
    }

    /// What contains every word typed in either language, the best first: in
    /// the title or the keywords before anywhere else. Where nothing does, what
    /// has a keyword in what was typed, the longest first.
    pub(crate) fn hits(&self) -> Vec<Hit> {
        let wanted = folded(self.field.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let ranked = |rank: &dyn Fn(&Searchable) -> Option<usize>| {
            let entries = self.entries.iter();
            let ranked = entries.filter_map(|it| Some((rank(it)?, it.hit)));
            ranked.collect::<Vec<(usize, Hit)>>()
        };
        let mut found = ranked(&|it| it.rank(&words));
        if found.is_empty() {
            found = ranked(&|it| it.named_in(&wanted));
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, hit)| hit).take(MOST).collect()
    }
}

impl Searchable {
    /// The title and what can be chosen are looked through first. What staff
    /// must not promise is nothing to find a matter by.
    fn new(pack: &Pack, hit: Hit, of: &impl Fields, keywords: &[String]) -> Self {
        let mut texts = of.texts();
        texts.retain(|it| it.field.role != Role::NeverPromise);
        texts.sort_by_key(|it| match it.field.role {
            Role::Ask | Role::Headline => 0,
            Role::Choice => 1,
            _ => 2,
        });
        let both = texts.iter().map(|it| {
            let both = Lang::ALL.map(|lang| Template::new(pack, lang).text(it.text));
            folded(&both.join("\n"))
        });
        Self {
            hit,
            keywords: folded(&keywords.join("\n")),
            texts: both.collect(),
        }
    }

    /// How well it fits, 0 best: the place of the text that holds the last word
    /// found. None where a word is in none.
    fn rank(&self, words: &[&str]) -> Option<usize> {
        let places = words.iter().map(|word| {
            if self.keywords.contains(word) {
                return Some(0);
            }
            self.texts.iter().position(|text| text.contains(word))
        });
        places.collect::<Option<Vec<usize>>>()?.into_iter().max()
    }

    /// How well one of its keywords fits that stands in what was typed; a few
    /// letters stand in many a word.
    fn named_in(&self, typed: &str) -> Option<usize> {
        const SHORTEST: usize = 6; // bytes: two Chinese characters
        let keywords = self.keywords.lines();
        let named = keywords.filter(|it| it.len() >= SHORTEST && typed.contains(*it));
        Some(usize::MAX - named.map(str::len).max()?)
    }
}

fn folded(text: &str) -> String {
    text.chars().map(narrow).collect::<String>().to_lowercase()
}
