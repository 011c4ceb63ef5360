//! What is in sight where there is little room, and that the keys which show
//! the rest are told.

use std::sync::LazyLock;

use chabudao::lang::Lang;
use chabudao::ui::message::Message;
use chabudao::ui::model::Model;
use chabudao::ui::script::play;
use chabudao::ui::update::update;
use unicode_width::UnicodeWidthStr as _;

use super::{Keys, SMALL, TO_EXAM, TO_NAMES, TO_NUMBER, TO_WAIT, USUAL, keys, model, screen, to};

fn after(lang: Lang, size: (u16, u16), keys: &str) -> Model {
    let mut model = model(lang, size);
    play(&mut model, keys).expect("keys that exist");
    model
}

fn shown(lang: Lang, size: (u16, u16), keys: &str) -> String {
    screen(&after(lang, size, keys))
}

/// The bar of keys, and the line above it.
fn last_lines(model: &Model) -> (String, String) {
    let (text, rows) = (screen(model), usize::from(model.size.1));
    let mut lines = text.lines().skip(rows - 2).map(str::to_owned);
    let mut line = || lines.next().expect("a row");
    (line(), line())
}

#[test]
fn what_is_asked_is_in_sight_again_when_a_note_is_closed_or_the_window_grows() {
    for look in ["<f9> <esc>", "<f9> x <enter>", "<size:40x12> <size:60x20>"] {
        for lang in Lang::ALL {
            let asked = match lang {
                Lang::Zh => "哪",
                Lang::En => "On which day",
            };
            let text = shown(lang, SMALL, &format!("{TO_EXAM} {look}"));
            assert!(text.contains(asked), "{look}: {text}");
        }
    }
}

#[test]
fn a_page_scrolled_down_says_that_there_is_more_above() {
    let model = after(Lang::En, SMALL, &format!("{TO_WAIT} <down>"));
    assert!(last_lines(&model).0.contains("▴▾"), "{}", screen(&model));
}

/// Wherever more lines are counted, the key that shows them stands beside the
/// count or in the bar.
#[test]
fn the_key_that_shows_more_is_told_where_there_is_more_and_only_there() {
    let call = to("2", "2026-11-08", None) + " 1";
    for lang in Lang::ALL {
        for size in [SMALL, USUAL] {
            for keys in ["", "1", "<f4>", &TO_NUMBER, &TO_WAIT, &call, "/ <paste:e>"] {
                let model = after(lang, size, keys);
                let (hint, bar) = last_lines(&model);
                let key = |line: &str| ["空格", "Space", "PgDn"].iter().any(|it| line.contains(it));
                if hint.contains('▾') {
                    assert!(key(&hint) || key(&bar), "{keys}: {}", screen(&model));
                } else {
                    assert!(
                        !bar.contains("空格") && !bar.contains("Space"),
                        "{keys}: {bar}"
                    );
                }
            }
        }
    }
}

/// To a result whose message is short.
static NOTHING_KNOWN: Keys = Keys(LazyLock::new(|| {
    let unknown = [
        "matter",
        "certificate",
        "seen",
        "id-number",
        "name",
        "review-due",
        "exam-result",
        "exam-date",
        "asked-institution",
    ];
    let changes = unknown.map(|fact| format!("{fact} = \"unknown\"\n"));
    keys("1", "nothing-shown", &changes.concat(), None)
}));

#[test]
fn a_code_to_scan_can_be_scrolled_to_and_is_not_promised_where_none_is_drawn() {
    let code = after(Lang::Zh, SMALL, &format!("{NOTHING_KNOWN} 6 6"));
    let (hint, bar) = last_lines(&code);
    assert!(
        hint.contains('▾') && bar.contains("空格"),
        "{}",
        screen(&code)
    );
    for key in ["<space>", "<down>"] {
        let text = shown(Lang::Zh, SMALL, &format!("{NOTHING_KNOWN} 6 6 {key}"));
        assert!(!text.contains("没有用"), "{key}: {text}");
    }
    let none = shown(Lang::En, SMALL, &format!("{TO_WAIT} 6 6"));
    assert!(!none.contains('▄') && !none.contains("Scan it"), "{none}");
    // What is wanted does not grow with what is said of a wrong key.
    let rows = |text: &str| {
        let (_, rest) = text.split_once("columns and").expect("it says how many");
        let digits = rest.chars().filter(char::is_ascii_digit).take(2);
        digits.collect::<String>()
    };
    let wrong = shown(Lang::En, SMALL, &format!("{TO_WAIT} 6 6 x"));
    assert_eq!(rows(&none), rows(&wrong), "{wrong}");
}

#[test]
fn a_code_to_read_aloud_is_broken_between_its_groups_and_stays_in_sight() {
    let mut model = after(Lang::En, SMALL, &format!("{TO_WAIT} 2 2"));
    for _ in 0..2 {
        let text = screen(&model);
        let lines = text
            .lines()
            .filter(|line| line.contains(" - ") || line.ends_with(" -"));
        let signs: usize = lines.map(|line| line.split_whitespace().count()).sum();
        assert!(signs > 20, "{text}");
        let alone = text.lines().any(|line| line.trim().width() == 1);
        assert!(!alone, "{text}");
        let path = format!("/home/somebody/{}", "long/".repeat(20));
        update(&mut model, Message::Wrote(Ok(path.into())));
    }
}

#[test]
fn who_looks_for_themselves_is_no_caller() {
    let asked = |voice: &str| {
        let keys = to(voice, "2026-11-08", Some("exam-date"));
        shown(Lang::Zh, (120, 60), &format!("{keys} <f3>")).contains("来电人是本校的学员吗")
    };
    assert!(asked("2") && !asked("1"));
}

#[test]
fn a_day_chosen_with_arrows_is_typed_over() {
    let text = shown(Lang::En, USUAL, &format!("{TO_EXAM} <left> <left> 1008"));
    assert!(text.contains("[1008 "), "{text}");
    assert!(text.contains("8 October 2026"), "{text}");
}

#[test]
fn one_beside_a_name_is_no_answer() {
    let text = shown(
        Lang::Zh,
        USUAL,
        &format!("{TO_NAMES} 张三 <enter> 1 <enter>"),
    );
    assert!(text.contains("这里填姓名，不填号码"), "{text}");
}

/// A card has a name of two characters with a gap; the query does not want it.
#[test]
fn a_name_printed_with_a_gap_is_the_same_name() {
    let keys = format!("{TO_NAMES} <paste:张 三> <enter> 张三");
    let before = shown(Lang::En, USUAL, &keys);
    assert!(
        before.contains("The name is right; press Enter."),
        "{before}"
    );
    let goes_on = shown(Lang::En, USUAL, &format!("{keys} <enter>"));
    assert!(goes_on.contains("Checked, no fault found"), "{goes_on}");
    let typed_so = shown(
        Lang::En,
        USUAL,
        &format!("{TO_NAMES} 张三 <enter> <paste:张 三> <enter>"),
    );
    assert!(typed_so.contains("press Enter again"), "{typed_so}");
}

#[test]
fn holidays_have_english_names_in_english() {
    let october = shown(Lang::En, (120, 40), "<f4> <pgup>");
    assert!(october.contains("National Day, day off"), "{october}");
}

/// Below the line of days no mark goes on from one that is not there, and
/// every sign on it is explained.
#[test]
fn the_line_of_days_says_what_stands_on_it() {
    let at = |changes: &str| {
        let changes = format!("review-due = 2026-04-10\n{changes}");
        shown(
            Lang::En,
            (80, 90),
            &keys("1", "old-date-shown", &changes, None),
        )
    };
    let approved = at("exam-date = 2026-10-03\nasked-institution = \"answered\"\n\
         institution-reply = \"approved\"\napproved-date = 2026-11-20");
    assert!(approved.contains("3 working days, about"), "{approved}");
    assert!(!approved.contains("plus time to show"), "{approved}");
    assert!(!approved.contains("~ days left out"), "{approved}");
    let long = at("exam-date = 2026-04-02\nasked-institution = \"no\"");
    assert!(long.contains("~ days left out"), "{long}");
}
