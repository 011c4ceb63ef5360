//! Any text pasted or typed into any field of the screens: no panic, nothing on
//! a cell that could disturb a terminal, no number in what is kept, and no day
//! taken that was not shown in full.
#![no_main]

use std::sync::OnceLock;

use chabudao::check::invisible::{is_harmful, made_visible};
use chabudao::check::note::{Note, masked};
use chabudao::engine::Value;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::report::words::day_and_distance;
use chabudao::ui::message::{Effect, Message};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::{update, view};
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The ways to a field, and what is pressed behind the text.
const FIELDS: [(&str, &str); 8] = [
    ("1 1 1 1", "<enter> <enter>"),
    ("1 1 1 1 1 <enter>", "<enter> 王 <enter> <enter>"),
    ("1 1 1 1 1 <enter> 1 <enter>", "<enter>"),
    ("1 1 1 2 0410 <enter> 1", "<backspace> <enter>"),
    ("2 1 <f9>", "<enter>"),
    ("5", "<enter>"),
    ("7", "<enter>"),
    ("1 1", "1"),
];
const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (40, 10)];

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| load(Files::embedded()).expect("the rules load").pack)
}

/// What is seen, without blanks and line breaks; nothing in it does harm.
fn seen(model: &Model) -> String {
    let (columns, rows) = model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let drawn = terminal
        .draw(|frame| view::draw(model, frame))
        .expect("a frame");
    let cells = drawn.buffer.content.iter().map(|cell| cell.symbol());
    let seen: String = cells.collect();
    assert!(
        !seen.contains(|c: char| is_harmful(c) || c.is_control()),
        "{seen:?}"
    );
    seen.replace(' ', "")
}

fn days(model: &Model) -> Vec<NaiveDate> {
    let answers = &model.guide().expect("a guide").course.answers;
    let day = |(_, value): (_, &Value)| match value {
        Value::Date(day) => Some(*day),
        _ => None,
    };
    answers.iter().filter_map(day).collect()
}

/// No run of seven digits. What may part a number the note's own tests hold.
fn keeps_no_number(text: &str) {
    let mut runs = text.split(|c: char| !c.is_numeric());
    assert!(runs.all(|run| run.chars().count() < 7), "{text:?}");
}

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let choice = usize::from(choice);
    let (to, behind) = FIELDS[choice % FIELDS.len()];
    let lang = Lang::ALL[choice / 8 % 2];
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let guide = Guide::new(pack().clone(), Vec::new());
    let mut model = Model::new(Ok(guide), Theme::default(), lang, today);
    model.size = SIZES[choice / 16 % 3];
    play(&mut model, to).expect("keys that exist");
    if choice >= 128 {
        for c in text.chars().take(200) {
            if !c.is_control() {
                update::update(&mut model, Message::Type(c));
            }
        }
    } else {
        update::update(&mut model, Message::Paste(text.clone().into_owned()));
    }
    for key in behind.split(' ') {
        let (before, shown) = (days(&model), seen(&model));
        let effects = play(&mut model, key).expect("keys that exist");
        for day in days(&model).into_iter().filter(|day| !before.contains(day)) {
            let full = day_and_distance(day, today, lang).replace(' ', "");
            assert!(shown.contains(&full), "{full} taken unseen: {shown}");
        }
        for effect in &effects {
            if let Effect::Save(_, kept) = effect {
                assert!(!kept.contains(|c| is_harmful(c) && c != '\n'), "{kept:?}");
                if let Some((_, notes)) = kept.split_once("[notes]") {
                    keeps_no_number(notes);
                }
            }
        }
    }
    seen(&model);
    let note = Note::new(&text);
    keeps_no_number(note.text());
    assert_eq!(masked(note.text()), note.text());
    assert_eq!(Note::new(note.text()), note);
    assert_eq!(made_visible(&made_visible(&text)), made_visible(&text));
});
