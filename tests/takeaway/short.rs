//! What must be short: a message to send, and the answers read back.

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::prove::cases;
use chabudao::report::words::Words;
use chabudao::report::{answered, message};

use crate::pack;

/// Every result in every case that the rules make of themselves.
fn of_every_case(mut look: impl FnMut(&Words<'_>, &str)) {
    for case in cases::cases(pack()).list.iter().step_by(5) {
        let walk = Walk::new(pack(), &case.answers, case.today);
        let Some(outcome) = walk.outcome() else {
            continue;
        };
        for lang in Lang::ALL {
            look(&Words::new(&walk, lang), &pack().card(outcome.result).id);
        }
    }
}

#[test]
fn a_message_fits_a_message() {
    let mut wrong = std::collections::BTreeMap::new();
    of_every_case(|words, id| {
        let lines = message::lines(words).expect("it has a result");
        let most = match words.lang {
            Lang::Zh => 120,
            Lang::En => 240,
        };
        let count = lines.iter().map(|line| line.chars().count()).sum::<usize>();
        if !(2..=4).contains(&lines.len()) || count > most {
            wrong.entry(lines).or_insert((id.to_owned(), count));
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_read_back_is_one_short_sentence() {
    of_every_case(|words, id| {
        let sentence = answered::sentence(words);
        let most = match words.lang {
            Lang::Zh => "您说的是：".chars().count() + 60,
            Lang::En => 220,
        };
        let count = sentence.chars().count();
        assert!(count <= most, "{id} {count}: {sentence}");
    });
}
