//! The pages people meet, at every size and in both languages: as text, and at
//! the usual size as a picture. `UPDATE_SCREENS=1 cargo test --test screens`
//! draws them anew; without it the test says which are out of date.

use std::fs;
use std::sync::LazyLock;

use chabudao::lang::Lang;
use chabudao::pack::{Files, Problems, load};
use chabudao::ui::message::Message;
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::update::update;

use super::window::{ANSWERS, CLASS, Window};
use super::{
    SMALL, TO_NUMBER, TO_SEEN, TO_WAIT_RENEWAL, USUAL, WIDE, compare, file, kept, model, model_of,
    model_with, screen, svg,
};

/// The rules with one id mistyped.
pub fn broken() -> Result<Guide, Box<Problems>> {
    let files = Files::embedded();
    let texts = files.iter().map(|(_, file)| {
        let text = &file.text;
        let text = text.replace("next = \"exam-date\"", "next = \"exam-dat\"");
        (file.name.clone(), text)
    });
    let texts: Vec<_> = texts.collect();
    Err(load(Files::from_texts(texts)).expect_err("a bad pack"))
}

fn pages(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
    let calendar = format!("{TO_WAIT_RENEWAL} <f4>");
    let number = format!("{TO_NUMBER} 11010519491231002x <enter>");
    let walked = [
        ("start", ""),
        ("question", &*TO_SEEN),
        ("calendar", calendar.as_str()),
        ("identity", number.as_str()),
        ("result", &*TO_WAIT_RENEWAL),
    ];
    let mut pages: Vec<_> = walked
        .into_iter()
        .map(|(name, keys)| {
            let mut model = model(lang, size);
            play(&mut model, keys).expect("keys that exist");
            (name, model)
        })
        .collect();
    let mut kept = model_with(kept(), lang, size);
    play(&mut kept, "3").expect("keys that exist");
    pages.push(("kept", kept));
    pages.push(("problems", model_of(broken(), lang, size)));
    pages.extend(at_the_desk(lang, size));
    pages
}

/// A morning at the desk: a class, a call of it three days ago, today a call
/// of another school that is held and one of the class that has just ended.
static MORNING: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let home = tempfile::tempdir().expect("a home");
    let mut before = Window::open(home.path(), "小陈", "2026-11-20");
    before.keys(CLASS);
    before.keys(&format!("1 李师傅 <space> 1234 <enter> 3 {ANSWERS}"));
    let mut today = Window::open(home.path(), "小陈", "2026-11-23");
    today.keys("1 赵师傅 <enter> 1 1 1 <ctrl-k>");
    today.keys(&format!("1 王师傅 <space> 5678 <enter> 3 {ANSWERS}"));
    home
});

/// The pages of the desk on that morning.
fn at_the_desk(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
    let call = format!("1 钱师傅 <enter> 3 {ANSWERS}");
    let pages = [
        ("board", ""),
        ("desk-caller", "1 钱师傅 <enter>"),
        ("desk-result", &call),
        ("desk-case", "5"),
        ("desk-find", "2 师傅"),
        ("desk-class", "3 2"),
        ("desk-known", "3 2 1"),
        ("desk-report", "4"),
    ];
    let shown = pages.map(|(name, keys)| {
        let home = tempfile::tempdir().expect("a home");
        for kept in fs::read_dir(MORNING.path()).expect("the morning's files") {
            let kept = kept.expect("a file");
            fs::copy(kept.path(), home.path().join(kept.file_name())).expect("it is copied");
        }
        let mut window = Window::open(home.path(), "小陈", "2026-11-23");
        update(&mut window.model, Message::Resize(size.0, size.1));
        if lang == Lang::En {
            window.keys("<f6>");
        }
        window.keys(keys);
        (name, window.model)
    });
    shown.into()
}

#[test]
fn as_text() {
    for lang in Lang::ALL {
        for size in [USUAL, SMALL, WIDE] {
            for (name, model) in pages(lang, size) {
                compare(&format!("{name}-{}-{lang}", size.0), &screen(&model));
            }
        }
    }
}

/// As whoever starts the program without options has it.
#[test]
fn as_pictures() {
    let mut stale = Vec::new();
    for lang in Lang::ALL {
        for (name, mut model) in pages(lang, USUAL) {
            model.theme = Theme {
                color: true,
                ..Theme::default()
            };
            let name = format!("{name}-{lang}.svg");
            let drawn = svg::picture(&model);
            if std::env::var_os("UPDATE_SCREENS").is_some() {
                fs::write(file(&name), drawn).expect("the picture can be written");
            } else if fs::read_to_string(file(&name)).unwrap_or_default() != drawn {
                stale.push(name);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "out of date, draw again with UPDATE_SCREENS=1: {stale:?}"
    );
}

#[test]
fn a_fault_in_the_users_own_file_is_told_on_the_start_page() {
    let shipped = Files::embedded();
    let texts = shipped
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.to_string()));
    let own = [(
        "/user/contacts.toml".to_owned(),
        "[contact.instituton]\nphone = \"1\"\n".to_owned(),
    )];
    let files = Files::from_texts(texts.chain(own));
    for (lang, words) in [
        (
            Lang::Zh,
            "/user/contacts.toml:1:10：没有叫 `instituton` 的联系对象",
        ),
        (
            Lang::En,
            "/user/contacts.toml:1:10: there is no contact `instituton`",
        ),
    ] {
        let pack = load(files.clone()).expect("the rest loads").pack;
        let guide = Ok(Guide::new(pack, Vec::new()));
        let shown = screen(&model_of(guide, lang, WIDE));
        assert!(shown.contains(words) && shown.contains("F5"), "{shown}");
    }
}
