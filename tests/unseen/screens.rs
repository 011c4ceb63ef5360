//! The same on the screens: into every field, a kept walk and the rules; out on
//! every cell, the clipboard, files and what is kept.

use std::sync::OnceLock;

use chabudao::answers;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::ui::kept::Kept;
use chabudao::ui::message::{Effect, Message};
use chabudao::ui::model::{Guide, Model, State};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::{update, view};
use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{clean, escaped, raw, unseen};

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| load(Files::embedded()).expect("the rules load").pack)
}

fn model(state: State) -> Model {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    Model::new(state, Theme::default(), Lang::Zh, today)
}

fn guide(kept: Option<Kept>) -> Model {
    model(State::Ready(Box::new(Guide::new(pack().clone(), kept))))
}

/// Every cell of the screen.
#[track_caller]
fn look(model: &Model, what: &str) {
    let (columns, rows) = model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let drawn = terminal.draw(|frame| view::draw(model, frame));
    let cells = drawn.expect("a frame").buffer.content.iter();
    let shown: String = cells.flat_map(|cell| [cell.symbol(), " "]).collect();
    assert!(!shown.contains(['\n', '\t']), "{what}: {shown:?}");
    clean(shown.as_bytes(), what);
}

/// What leaves the screens.
#[track_caller]
fn check(effects: &[Effect]) {
    for effect in effects {
        match effect {
            Effect::Save(text) => {
                // A code point written as an escape is as good as none.
                assert!(!text.contains("\\u"), "{text}");
                clean(text.as_bytes(), "kept");
            }
            Effect::Copy(text) => clean(text.as_bytes(), "copied"),
            Effect::Write { text, .. } => clean(text.as_bytes(), "written"),
            _ => {}
        }
    }
}

/// Where text goes in, with what is pressed behind it.
const FIELDS: [(&str, &str); 7] = [
    ("1 1 1 1", "<enter> <enter>"),
    ("1 1 1 1 1 <enter>", "<enter> 王 <enter> <enter>"),
    ("1 1 1 1 1 <enter> 1 <enter>", "<enter>"),
    ("2 1 <f9>", "<enter> 1 2 0410 <enter> 1 1108 <enter>"),
    ("5", "<enter>"),
    ("7", "<enter>"),
    ("1 1", "1"),
];

#[test]
fn whatever_is_pasted() {
    let unseen: Vec<char> = unseen().iter().copied().collect();
    for (to, behind) in FIELDS {
        for some in unseen.chunks(25) {
            let mut model = guide(None);
            play(&mut model, to).expect("keys that exist");
            let pasted = format!("王{}1", some.iter().collect::<String>());
            update::update(&mut model, Message::Paste(pasted));
            look(&model, to);
            let effects = play(&mut model, behind).expect("keys that exist");
            look(&model, to);
            check(&effects);
        }
    }
}

#[test]
fn a_kept_walk_and_what_is_taken_away() {
    let answers = "voice = \"call\"\n[answers]\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = 2026-04-10\nexam-result = \"passed\"\nexam-date = 2026-11-08\n";
    let text = format!(
        "{answers}[notes]\nseen = \"找{}王老师{}\"\n\"x{}\" = \"1\"\n",
        escaped(false),
        raw(),
        escaped(false)
    );
    let file = answers::read(pack(), "kept", &text).expect("it reads");
    let kept = Kept {
        answers: file.answers,
        notes: file.notes,
        ..Kept::default()
    };
    let mut model = guide(Some(kept));
    for keys in [
        "",
        "3",
        "<f3>",
        "<esc> <enter>",
        "1",
        "2",
        "1",
        "2",
        "3",
        "4",
        "5",
        "<ctrl-c>",
    ] {
        let effects = play(&mut model, keys).expect("keys that exist");
        look(&model, keys);
        check(&effects);
    }
    let path = format!("/tmp/{}", raw());
    update::update(&mut model, Message::Wrote(Ok(path.clone().into())));
    look(&model, "a path");
    update::update(&mut model, Message::NotKept(path));
    look(&model, "a path");
}

#[test]
fn rules_that_do_not_load() {
    let own = format!(
        "# {0}\n[contact.institution]\nphone = \"{0}{1}\" # {0}",
        raw(),
        escaped(false)
    );
    let texts = Files::embedded();
    let texts = texts
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.to_string()));
    let texts = texts.chain([("user/contacts.toml".to_owned(), own)]);
    let problems = load(Files::from_texts(texts)).expect_err("they are refused");
    for lang in Lang::ALL {
        clean(problems.render(lang).as_bytes(), "the problems");
        clean(
            problems.render_without_excerpts(lang).as_bytes(),
            "the problems",
        );
    }
    look(&model(State::from(problems)), "the problems");
}
