//! The same on the screens: into every field, a kept walk and the rules; out on
//! every cell, the clipboard, files and what is kept.

use chabudao::answers::{self, AnswersFile};
use chabudao::lang::Lang;
use chabudao::pack::{Files, Problems, load};
use chabudao::ui::kept::{SavedWalk, WalkId};
use chabudao::ui::message::{Effect, Message};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::update;

use super::screen::drawn;
use super::{clean, escaped, raw, today, unseen, wait, walk};

fn model(guide: Result<Guide, Box<Problems>>) -> Model {
    Model::new(guide, Theme::default(), Lang::Zh, today())
}

fn guide(kept: Option<AnswersFile>) -> Model {
    let kept = kept.map(|kept| SavedWalk::new(WalkId::default(), kept));
    let guide = Guide::new(walk::shipped().0.clone(), kept.into_iter().collect());
    model(Ok(guide))
}

/// Every cell of the screen.
#[track_caller]
fn look(model: &Model, what: &str) {
    let (buffer, _) = drawn(model);
    let cells = buffer.content.iter();
    let shown: String = cells.flat_map(|cell| [cell.symbol(), " "]).collect();
    assert!(!shown.contains(['\n', '\t']), "{what}: {shown:?}");
    clean(shown.as_bytes(), what);
}

/// What leaves the screens.
#[track_caller]
fn check(effects: &[Effect]) {
    for effect in effects {
        match effect {
            Effect::Save(_, text) => {
                // A code point written as an escape is as good as none.
                assert!(!text.contains("\\u"), "{text}");
                clean(text.as_bytes(), "kept");
            }
            Effect::Copy(text) => clean(text.as_bytes(), "copied"),
            Effect::Write { bytes, .. } => clean(bytes, "written"),
            _ => {}
        }
    }
}

/// Where text goes in, with what is pressed behind it.
fn fields() -> [(String, &'static str); 7] {
    let (pack, _) = walk::shipped();
    let to = |fact| walk::keys(pack, &wait(), today(), Some(fact));
    [
        (format!("1 {}", to("id-number")), "<enter> <enter>"),
        (format!("1 {}", to("name")), "<enter> 王 <enter> <enter>"),
        (format!("1 {}", to("exam-date")), "<enter>"),
        (format!("2 {} <f9>", to("seen")), "<enter> 1"),
        ("5".to_owned(), "<enter>"),
        ("7".to_owned(), "<enter>"),
        (format!("1 {}", to("seen")), "1"),
    ]
}

#[test]
fn whatever_is_pasted() {
    let unseen: Vec<char> = unseen().iter().copied().collect();
    for (to, behind) in fields() {
        for some in unseen.chunks(25) {
            let mut model = guide(None);
            play(&mut model, &to).expect("keys that exist");
            // Each behind a letter too: some hang on to what stands before them.
            let behind_letters = some.iter().flat_map(|c| ['a', *c]);
            let pasted = format!("王{}1", behind_letters.collect::<String>());
            update::update(&mut model, Message::Paste(pasted));
            look(&model, &to);
            let effects = play(&mut model, behind).expect("keys that exist");
            look(&model, &to);
            check(&effects);
        }
    }
}

#[test]
fn a_kept_walk_and_what_is_taken_away() {
    let (pack, _) = walk::shipped();
    let answers = walk::file(pack, &wait(), today());
    let answers = format!("voice = \"call\"\n{answers}");
    let text = format!(
        "{answers}[notes]\nseen = \"找{}王老师{}\"\n\"x{}\" = \"1\"\n",
        escaped(false),
        raw(),
        escaped(false)
    );
    let file = answers::read(pack, "kept", &text).expect("it reads");
    let kept = AnswersFile {
        answers: file.answers,
        notes: file.notes,
        ..AnswersFile::default()
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
fn rules_and_contacts_with_them() {
    let (raw, escaped) = (raw(), escaped(false));
    let with = |name: &str, change: &dyn Fn(&str) -> String| {
        let files = Files::embedded();
        let texts = files
            .iter()
            .map(|(_, file)| (file.name.clone(), file.text.to_string()));
        let (these, others): (Vec<_>, Vec<_>) = texts.partition(|(it, _)| it == name);
        let text = these.first().map_or("", |(_, text)| text);
        let changed = (name.to_owned(), change(text));
        load(Files::from_texts(others.into_iter().chain([changed])))
    };
    let ask = format!("ask.zh = \"{escaped}");
    let rules = with("1-self-check.toml", &|text| {
        format!("# {raw}\n{}", text.replacen("ask.zh = \"", &ask, 1))
    });
    let problems = rules.expect_err("they are refused");
    for lang in Lang::ALL {
        clean(problems.render(lang).as_bytes(), "the problems");
        let without = problems.render_without_excerpts(lang);
        clean(without.as_bytes(), "the problems");
    }
    look(&model(Err(problems)), "the problems");
    // A slip of the user's own is told, and what it is in is not used.
    let own =
        format!("# {raw}\n[contact.institution]\nphone = \"0416{raw}\"\nnote = \"{escaped}\"");
    let loaded = with("/user/contacts.toml", &|_| own.clone()).expect("the rules load");
    assert!(!loaded.pack.slips.is_empty());
    let mut model = model(Ok(Guide::new(loaded.pack, Vec::new())));
    look(&model, "the slips");
    let keys = walk::keys(walk::shipped().0, &wait(), today(), None);
    for keys in [
        format!("1 {keys}"),
        "<pgdn>".to_owned(),
        "1".to_owned(),
        "2".to_owned(),
    ] {
        check(&play(&mut model, &keys).expect("keys that exist"));
        look(&model, "a result");
    }
}
