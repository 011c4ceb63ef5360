//! Rules of another trade, made up for the tests: they are proved, and every
//! face tells what they say, without a line of Rust for them.

#[path = "fixture/parcel.rs"]
mod parcel;
#[path = "fixture/program.rs"]
mod program;
#[path = "fixture/screen.rs"]
mod screen;
#[path = "fixture/walk.rs"]
mod walk;

use std::collections::BTreeSet;
use std::process::Command;

use chabudao::answers::AnswersFile;
use chabudao::check::person_name::compare;
use chabudao::engine::{Answers, Stop, Voice, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::plain::Dialogue;
use chabudao::report::code;
use chabudao::report::takeaway::{Format, write};
use chabudao::report::words::Words;
use chabudao::ui::kept::{SavedWalk, WalkId};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;
use chrono::NaiveDate;
use program::fed;
use screen::shown;

/// Runs the program with the made-up rules: exit code, and all it says.
fn said(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let home = tempfile::tempdir().expect("a folder for the test");
    let output = fed(
        Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .args(arguments)
            .env_clear()
            .env("HOME", home.path()),
        input,
    );
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("it prints UTF-8");
    (output.status.code(), said)
}

const RULES: &str = "tests/fixture/parcel";

#[test]
fn it_is_proved() {
    let day = ["--today", "2026-11-23", "--lang", "en"];
    let (code, said_so) = said(&[&["rules", "check", RULES][..], &day].concat(), "");
    assert!(
        said_so.starts_with("No problems: 13 questions"),
        "{said_so}"
    );
    assert_eq!(code, Some(0));
    let (code, said_so) = said(&[&["rules", "test", RULES][..], &day].concat(), "");
    assert!(said_so.contains("results 15/15"), "{said_so}");
    assert_eq!(code, Some(0));
}

#[test]
fn every_face_tells_every_result() {
    let pack = parcel::pack();
    // A line is wrapped as wide as the face is.
    let squeeze = |text: &str| text.replace(char::is_whitespace, "");
    for it in parcel::scenarios(&pack) {
        for lang in Lang::ALL {
            let walk = Walk::new(&pack, &it.answers, it.today);
            let text = write(Words::new(&walk, lang), Format::Text).expect("it has a result");
            let headline = squeeze(text.lines().next().expect("a headline"));
            for face in faces(&pack, &it.answers, it.today, lang) {
                let all = squeeze(&face.said);
                let told = match face.name {
                    "json" => all.contains(&pack.card(it.expect.result).id),
                    "ics" => it
                        .expect
                        .ask_from
                        .is_none_or(|day| all.contains(&format!("DATE:{}", day.format("%Y%m%d")))),
                    _ => all.contains(&headline),
                };
                assert!(told, "{} as {}:\n{}", it.id, face.name, face.said);
            }
        }
    }
}

/// What a face says on the way of a walk and at its end.
struct Face {
    name: &'static str,
    said: String,
}

fn faces(pack: &Pack, answers: &Answers, today: NaiveDate, lang: Lang) -> Vec<Face> {
    let mut faces = Vec::new();
    let walk = Walk::new(pack, answers, today);
    for format in Format::ALL {
        let written = write(Words::new(&walk, lang), format).unwrap_or_default();
        let name = format.name();
        faces.push(Face {
            name,
            said: written.replace("\r\n ", ""),
        });
    }
    // The two voices in turn: drawing is slow in a debug build.
    let (voice, digit) = match lang {
        Lang::Zh => (Voice::Own, "1"),
        Lang::En => (Voice::Call, "2"),
    };
    faces.push(Face {
        name: "plain",
        said: plain(pack, answers, today, lang, voice),
    });
    faces.push(Face {
        name: "screens",
        said: screens(pack, answers, today, lang, digit),
    });
    faces
}

/// The walk line by line.
fn plain(pack: &Pack, answers: &Answers, today: NaiveDate, lang: Lang, voice: Voice) -> String {
    let mut state = Dialogue::new(pack, today, lang, voice, walk::given(pack, answers));
    let mut said = state.open();
    while let Stop::Ask { question, .. } = state.walk().stop {
        let fact = pack.question(question).fact;
        let value = answers.get(fact).expect("it is answered");
        let lines = walk::lines(&state.walk(), question, value);
        said.extend(state.step("?"));
        for line in lines {
            said.extend(state.step(&line));
        }
    }
    said.extend(state.close());
    said.join("\n")
}

/// Every page there is on the way, and at the end.
fn screens(pack: &Pack, answers: &Answers, today: NaiveDate, lang: Lang, voice: &str) -> String {
    let guide = Guide::new(pack.clone(), Vec::new());
    let mut model = Model::new(Ok(guide), Theme::default(), lang, today);
    model.size = (100, 80);
    let mut said = shown(&model);
    let mut look = |model: &mut Model, keys: &str| {
        play(model, keys).expect("keys that exist");
        said += &shown(model);
    };
    look(&mut model, voice);
    // Each question with its help opened below it.
    let keys = walk::keys(pack, answers, today, None);
    for key in keys.split(' ') {
        look(&mut model, "?");
        play(&mut model, &format!("? {key}")).expect("keys that exist");
    }
    // Staff read the answers back first: aloud, so nothing that is not shown.
    let back = shown(&model);
    let aloud = back.split("Is that right?").next().unwrap_or_default();
    assert!(!aloud.contains("(not shown)"), "{back}");
    look(&mut model, if voice == "2" { "1" } else { "" });
    assert!(view::is_result(&model), "{}", shown(&model));
    for page in ["2", "5", "<f3>", "<f4>", "<f7>", "<f10>"] {
        look(&mut model, page);
        play(&mut model, "<esc>").expect("a key");
    }
    said
}

/// The rules without words for the faces: those of the program fit any trade.
fn wordless() -> Pack {
    let files = parcel::files();
    let mut files = files.iter().map(|(_, file)| file);
    let pack = files.find(|it| it.name == "pack.toml").expect("the pack");
    let text = pack.text.split("[words]").next().unwrap_or_default();
    let loaded = load(parcel::files_with("pack.toml", text));
    loaded
        .unwrap_or_else(|it| panic!("{}", it.render(Lang::En)))
        .pack
}

/// What is said of two names, for every way in which they can differ.
fn names_compared(lang: Lang) -> String {
    let pairs = [
        ("王小明", "王小明"),
        ("王小明", "王 小明"),
        ("王 小明", "王小明"),
        ("王⼩明", "王小明"),
        ("王小明", "王⼩明"),
        ("艾力·买买提", "艾力.买买提"),
        ("艾力.买买提", "艾力·买买提"),
        ("艾力买买提", "艾力·买买提"),
        ("王?明", "王小明"),
        ("王小明", "王?明"),
        ("张国强", "張国强"),
        ("王小明", "王明"),
        ("王小明", "王明小"),
        ("张晓明", "张小明"),
        ("林平", "林萍"),
        ("王未", "王末"),
        ("王小明", "王小花"),
        ("王小明", "Wang Xiaoming"),
        ("王\u{3133f}明", "王小明"),
    ];
    let mut said = Vec::new();
    for (record, typed) in pairs {
        for finding in compare(record, typed).findings {
            said.extend([finding.text(lang), finding.brief(lang), finding.say(lang)]);
        }
    }
    said.join("\n")
}

/// The start page of somebody who was here before, and the pages it leads to.
fn second_visit(pack: &Pack, lang: Lang) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let scenarios = parcel::scenarios(pack);
    let kept = AnswersFile {
        answers: walk::like(pack, &scenarios, "depot-looks", ""),
        voice: Voice::Own,
        ..AnswersFile::default()
    };
    let guide = Guide::new(pack.clone(), vec![SavedWalk::new(WalkId::default(), kept)]);
    let mut model = Model::new(Ok(guide), Theme::default(), lang, today);
    model.size = (100, 80);
    let mut said = shown(&model);
    for page in ["4", "5", "6", "7", "3"] {
        play(&mut model, page).expect("a key");
        said += &shown(&model);
        play(&mut model, "<esc>").expect("a key");
    }
    said
}

#[test]
fn a_roster_is_judged_by_its_own_words() {
    let roster = "什么东西,网页,收件人,收件号码,说好哪天,寄出日期\n\
        盒子,还停在老地方,王小明,,不知道,2026-11-20\n\
        盒子,什么也没有,王小明,11010519491231002x,,\n";
    let day = ["--today", "2026-11-23", "--rules", RULES];
    let (code, said_so) = said(&[&["triage", "-"][..], &day].concat(), roster);
    assert!(code.is_some_and(|code| code < 2), "{said_so}");
    for wanted in ["wait-usual", "2026-12-01", "先等", "fix-number", "号码不对"] {
        assert!(said_so.contains(wanted), "{wanted}: {said_so}");
    }
}

/// Words of the shipped rules' trade.
const OTHERS: [&str; 31] = [
    "焊",
    "复审",
    "加急",
    "缴费",
    "本校",
    "证",
    "签发机关",
    "发证机关",
    "应急",
    "考试",
    "考完",
    "考过",
    "学校",
    "培训",
    "锦州",
    "辽宁",
    "mem.gov",
    "12345",
    "12350",
    "weld",
    "certificate",
    "exam",
    "school",
    "authority",
    "bureau",
    "jinzhou",
    "fraud",
    "上网查",
    "look online",
    "review",
    "renewal",
];

/// The lines that say one of [`OTHERS`].
fn of_another_trade(face: &Face, found: &mut BTreeSet<String>) {
    for line in face.said.lines() {
        // "Example" is no exam, a sheet is for review whatever the rules, and
        // ID numbers stand on ID cards.
        let plain = ["example", "rules for review", "身份证", "证件"]
            .iter()
            .fold(line.to_lowercase(), |line, fine| line.replace(fine, ""));
        for word in OTHERS.iter().filter(|word| plain.contains(**word)) {
            found.insert(format!("{}: {word}: {}", face.name, line.trim()));
        }
    }
}

#[test]
fn no_face_has_a_word_of_another_trade() {
    let pack = parcel::pack();
    let mut found = BTreeSet::new();
    for it in parcel::scenarios(&pack) {
        for lang in Lang::ALL {
            for face in faces(&pack, &it.answers, it.today, lang) {
                of_another_trade(&face, &mut found);
            }
        }
    }
    let wordless = wordless();
    let scenarios = parcel::scenarios(&wordless);
    let mut waits = scenarios.iter().filter(|it| it.expect.ask_from.is_some());
    let waits = waits.next().expect("one that waits");
    for lang in Lang::ALL {
        for face in faces(&wordless, &waits.answers, waits.today, lang) {
            of_another_trade(&face, &mut found);
        }
        for pack in [&pack, &wordless] {
            let said = second_visit(pack, lang);
            // It has changed the language when it comes to look up a word.
            let examples = match lang {
                Lang::En => "例如：多久。",
                Lang::Zh => "For example: how long.",
            };
            assert!(said.contains(examples), "{said}");
            let name = "screens again";
            of_another_trade(&Face { name, said }, &mut found);
        }
        let (name, said) = ("names", names_compared(lang));
        of_another_trade(&Face { name, said }, &mut found);
    }
    for lang in ["zh", "en"] {
        let day = ["--today", "2026-11-23", "--rules", RULES, "--lang", lang];
        for arguments in [
            &["diagnose", "--blank"][..],
            &["diagnose", "--schema", "answers"],
            &["rules", "table", RULES],
            &["rules", "graph", RULES],
            &["ask"],
        ] {
            let (_, said) = said(&[arguments, &day].concat(), "");
            let name = "command line";
            of_another_trade(&Face { name, said }, &mut found);
        }
    }
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The shipped rules with every fact and parameter under another name.
fn renamed() -> Pack {
    let (pack, _) = walk::shipped();
    let facts = pack.facts.iter().map(|it| it.id.clone());
    let ids: Vec<_> = facts
        .chain(pack.parameters.iter().map(|it| it.id.clone()))
        .collect();
    let texts = Files::embedded_for_walks();
    let texts = texts.iter().map(|(_, file)| {
        let lines = file.text.lines().map(|line| rename(&file.text, line, &ids));
        (file.name.clone(), lines.collect::<Vec<_>>().join("\n"))
    });
    let loaded = load(Files::from_texts(texts.collect::<Vec<_>>()));
    loaded
        .unwrap_or_else(|it| panic!("{}", it.render(Lang::En)))
        .pack
}

/// What stands below a heading, up to the next one.
fn table<'t>(text: &'t str, heading: &str) -> &'t str {
    let below = text.split_once(heading).map_or("", |(_, below)| below);
    below.split("\n[").next().unwrap_or_default()
}

/// A line of a rule file with other names of facts and parameters; questions,
/// which can be called like their facts, keep theirs.
fn rename(text: &str, line: &str, ids: &[String]) -> String {
    let given = line.strip_prefix("[given.");
    if let Some(id) = given {
        return format!("[given.{NEW}{id}");
    }
    let question = line.strip_prefix("[question.");
    if let Some(id) = question.and_then(|rest| rest.strip_suffix(']')) {
        let own = format!("{line}\nfact = \"{NEW}{id}\"");
        let names_it = table(text, line).contains("\nfact = ");
        return if names_it { line.to_owned() } else { own };
    }
    let key = line.split([' ', '.']).next().unwrap_or_default();
    if ["next", "to", "id", "stage", "input", "start", "sources"].contains(&key) {
        return line.to_owned();
    }
    let mut line = line.to_owned();
    for id in ids {
        // A phrase may be called like a fact.
        let phrase = PHRASES.contains(&id.as_str());
        for (before, after) in [
            ("\"", "\""),
            ("is = { ", " ="),
            (", ", " ="),
            ("{", "}"),
            ("{", "+"),
            ("+", "}"),
            ("{workdays:", "}"),
            ("[parameter.", "]"),
        ] {
            if phrase && before == "{" && after == "}" {
                continue;
            }
            let [old, new] = ["", NEW].map(|new| format!("{before}{new}{id}{after}"));
            line = line.replace(&old, &new);
        }
    }
    line
}

/// Facts after which a phrase is called.
const PHRASES: [&str; 1] = ["matter"];

/// In front of every new name.
const NEW: &str = "qz-";

#[test]
fn no_sentence_rests_on_the_name_of_a_fact_or_a_parameter() {
    let (pack, scenarios) = walk::shipped();
    let renamed = renamed();
    let mut found = BTreeSet::new();
    assert!(renamed.facts.iter().all(|fact| fact.id.starts_with(NEW)));
    let ids = [
        "nothing-shown",
        "at-city-on-the-last-day",
        "approved-today",
        "bureau-says-in-process",
        "fee-unpaid",
        "small-x-at-the-end",
    ];
    for it in scenarios.iter().filter(|it| ids.contains(&it.id.as_str())) {
        for lang in Lang::ALL {
            let told = |pack: &Pack| faces(pack, &it.answers, it.today, lang);
            for (before, after) in told(pack).into_iter().zip(told(&renamed)) {
                let [before_said, after_said] = [(pack, &before), (&renamed, &after)]
                    .map(|(pack, face)| sentences(pack, &it.answers, it.today, &face.said));
                let pairs = before_said.iter().zip(&after_said);
                let differ = pairs.filter(|(before, after)| before != after);
                differ.for_each(|(one, other)| {
                    found.insert(format!("{}: {one}\n  → {other}", before.name));
                });
            }
        }
    }
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What is said without what may be other: the names themselves, the spoken
/// code and an event's number, which are made of them, and where lines break.
fn sentences(pack: &Pack, answers: &Answers, today: NaiveDate, said: &str) -> Vec<String> {
    let path = Walk::new(pack, answers, today).path.into_iter();
    let asked = path.map(|step| (step.fact, answers.get(step.fact).expect("asked").clone()));
    let code = code::encode(pack, &asked.collect(), today).unwrap_or_default();
    let lines = said.lines().filter(|line| !line.starts_with("UID:"));
    let text: String = lines.collect();
    let text = text.replace(char::is_whitespace, "").replace(NEW, "");
    let text = text.replace(&code, "");
    text.split_inclusive(['。', '.'])
        .map(str::to_owned)
        .collect()
}
