//! Every control character, every format character and the like, through every
//! way in, and a look at every way out: a terminal, a message, a file for
//! people. Which characters those are, Unicode's own tables say.

#[path = "../fixture/program.rs"]
mod program;
#[path = "../fixture/screen.rs"]
mod screen;
mod screens;
#[path = "../fixture/walk.rs"]
mod walk;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use chabudao::engine::{Answers, Secret, Value};
use chabudao::report::takeaway::Format;
use chrono::NaiveDate;
use program::fed;
use regex_syntax::hir::{Class, HirKind};

/// The characters, but variation selectors, which Chinese names need.
fn unseen() -> &'static BTreeSet<char> {
    static UNSEEN: OnceLock<BTreeSet<char>> = OnceLock::new();
    UNSEEN.get_or_init(read_unseen)
}

fn read_unseen() -> BTreeSet<char> {
    let such = r"[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]--\p{VS}]";
    let parsed = regex_syntax::parse(such).expect("a class");
    let HirKind::Class(Class::Unicode(class)) = parsed.kind() else {
        panic!("{parsed:?}");
    };
    let ranges = class.iter().flat_map(|range| range.start()..=range.end());
    // The thousands that Unicode keeps back behind the tags are alike.
    ranges.filter(|c| *c < '\u{E0200}').collect()
}

/// All of them in one text. One of a rule file or a name is short.
fn all() -> String {
    unseen().iter().collect()
}

/// The same as TOML or JSON can write them.
fn escaped(json: bool) -> String {
    let one = |c: &char| {
        if json {
            return serde_json::to_string(c).expect("a character");
        }
        format!("\\U{:08X}", u32::from(*c))
    };
    let all: Vec<String> = unseen().iter().map(one).collect();
    all.concat().replace('"', "")
}

/// Those that may stand in TOML as they are.
fn raw() -> String {
    let raw = |c: &&char| !c.is_ascii_control();
    unseen().iter().filter(raw).collect()
}

/// What is written for people holds none of them; lines end as lines do.
#[track_caller]
fn clean(bytes: &[u8], what: &str) {
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| panic!("{what}: UTF-8"));
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n");
    let unseen = unseen();
    let line_or_gap = |c: &char| matches!(c, '\n' | '\t');
    let found = text.chars().find(|c| !line_or_gap(c) && unseen.contains(c));
    assert!(found.is_none(), "{what}: {found:?} in {text:?}");
}

/// A user's home, and how often the program ran there.
struct Home(tempfile::TempDir, Cell<usize>);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"), Cell::new(0))
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    }

    /// Runs the program, in Chinese and in English by turns; everything it says
    /// is clean.
    #[track_caller]
    fn run(&self, arguments: &[&str], input: &str) -> String {
        let turn = self.1.replace(self.1.get() + 1);
        let lang = ["zh", "en"][turn % 2];
        let output = fed(
            Command::new(env!("CARGO_BIN_EXE_chabudao"))
                .args(arguments)
                .args(["--lang", lang])
                .env_clear()
                .env("HOME", self.0.path())
                .current_dir(self.0.path()),
            input,
        );
        let code = output.status.code().expect("it exits");
        assert!((0..=3).contains(&code), "{arguments:?}: {code}");
        clean(&output.stdout, &format!("{arguments:?} stdout"));
        clean(&output.stderr, &format!("{arguments:?} stderr"));
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&said).into_owned()
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// A walk to a result that names a day.
fn wait() -> Answers {
    let (pack, scenarios) = walk::shipped();
    let changes = "review-due = 2026-04-10\nexam-date = 2026-11-08";
    walk::like(pack, scenarios, "nothing-shown", changes)
}

/// It as an answers file.
fn wait_file() -> String {
    walk::file(walk::shipped().0, &wait(), today())
}

/// Its answers as they stand under `[answers]`.
fn wait_lines() -> String {
    let file = wait_file();
    let (_, lines) = file.split_once("[answers]\n").expect("answers");
    lines.to_owned()
}

#[test]
fn answers_files() {
    let home = Home::new();
    let (toml, json) = (escaped(false), escaped(true));
    let day = "today = 2026-11-23\n";
    let lines = wait_lines();
    let records = format!(
        "{day}[[record]]\nlabel = \"甲{toml}班{}\"\n[record.answers]\n{lines}\n[[record]]\nlabel = \"{toml}\"\n[record.answers]\n{lines}",
        raw()
    );
    let file = home.write("several.toml", &records);
    for format in Format::ALL.map(Format::name) {
        let said = home.run(&["diagnose", &file, "--format", format], "");
        assert!(!said.is_empty(), "{format}");
        let labelled =
            matches!(format, "ics" | "html") || (said.contains('甲') && said.contains('班'));
        assert!(labelled, "{format}: {said}");
        let out = format!("{}/out.{format}", home.0.path().display());
        let arguments = ["diagnose", &file, "--format", format, "-o", &out, "--force"];
        home.run(&arguments, "");
        clean(&fs::read(&out).expect("it is written"), &out);
    }
    // Names and a number with what nobody sees, filled in.
    let (pack, _) = walk::shipped();
    let mut hidden = wait();
    let fact = |id| pack.find_fact(id).expect("a fact");
    let number = Secret::new(format!("110105{}19491231002X", all()));
    hidden.set(fact("id-number"), Value::IdNumber(number));
    let file = walk::file(pack, &hidden, today());
    home.run(&["diagnose", "-", "--unmask"], &file);
    let (record, typed) = (Secret::new(format!("王{}", all())), Secret::new("王"));
    hidden.set(fact("id-number"), Value::Fine);
    hidden.set(fact("name"), Value::Name { record, typed });
    let personal = walk::file(pack, &hidden, today());
    let one = home.write("one.toml", &personal);
    for format in Format::ALL.map(Format::name) {
        home.run(&["diagnose", &one, "--format", format, "--unmask"], "");
    }
    for (name, text) in [
        ("key.toml", format!("[answers]\n\"a{toml}{}\" = 1", raw())),
        ("table.toml", format!("[\"a{toml}\"]\n")),
        (
            "choice.toml",
            format!("[answers]\ncertificate = \"special-operation{toml}\""),
        ),
        (
            "near.toml",
            "[answers]\ncertificate = \"special-operatio\\u202e\"".to_owned(),
        ),
        ("day.toml", format!("[answers]\nexam-date = \"2026{toml}\"")),
        ("today.toml", format!("today = \"{toml}\"\n[answers]")),
        ("voice.toml", format!("voice = \"{toml}\"\n[answers]")),
        (
            "notes.toml",
            format!("[answers]\n{lines}[notes]\nseen = \"{toml}\""),
        ),
        ("syntax.toml", format!("[answers]\n{} = = 1", raw())),
        ("key.json", format!("{{\"answers\": {{\"a{json}\": 1}}}}")),
        ("twice.json", format!("{{\"a{json}\": 1, \"a{json}\": 2}}")),
        (
            "today.json",
            format!("{{\"today\": \"{json}\", \"answers\": {{}}}}"),
        ),
        (
            "label.json",
            format!("[{{\"label\": \"{json}\", \"answers\": {{}}}}]"),
        ),
        ("syntax.json", format!("{{\"answers\": {}", all())),
    ] {
        let file = home.write(name, &text);
        home.run(&["diagnose", &file], "");
        home.run(&["diagnose", "-", "--json"], &text);
    }
}

#[test]
fn contacts_and_the_calendar_of_the_user() {
    let (toml, raw) = (escaped(false), raw());
    for text in [
        format!("[contact.institution]\nphone = \"0416{toml}\"\n"),
        format!("[contact.institution]\nphone = \"0416{raw}\"\n"),
        format!("[contact.\"inst{toml}\"]\nphone = \"1\"\n"),
        format!("# {raw}\n[contact.institution]\n\"p{toml}\" = \"1\" # {raw}\n"),
    ] {
        let home = Home::new();
        home.write(".config/chabudao/contacts.toml", &text);
        let answers = wait_file();
        for format in Format::ALL.map(Format::name) {
            home.run(&["diagnose", "-", "--format", format], &answers);
        }
        home.run(&["ask"], "1\n");
        home.run(&["rules", "check"], "");
    }
    let home = Home::new();
    let year = format!(
        "year = 2027\ncomplete = true\n[[notice]]\ntitle = \"通知{toml}\"\nnumber = \"{raw}\"\ndate = 2026-11-01\n[[holiday]]\nname = \"元旦{toml}\"\noff = 2027-01-01\n"
    );
    let file = home.write(".config/chabudao/calendar/2027.toml", &year);
    home.run(&["calendar", "check", &file], "");
    home.run(&["calendar", "show", "2027"], "");
    home.run(&["workdays", "2026-12-30", "2027-01-05", "--ledger"], "");
    let notice = include_str!("../workdays/notices/2026.txt");
    for text in [
        format!("{}{notice}", all()),
        notice.replace("元旦", &format!("元旦{}", all())),
        notice.replace('放', &format!("放{raw}")),
        all(),
    ] {
        let home = Home::new();
        let number = format!("--number=国{raw}");
        home.run(&["calendar", "add", "-", "--dry-run"], &text);
        home.run(&["calendar", "add", "-", "--replace", &number], &text);
        let written = home.0.path().join(".config/chabudao/calendar/2026.toml");
        if let Ok(bytes) = fs::read(written) {
            clean(&bytes, "the year file");
        }
        home.run(&["calendar", "show", "2026"], "");
    }
}

/// The rules of somebody else, each text and each id with all of them.
#[test]
fn rule_packs() {
    let home = Home::new();
    let dir = home.0.path().join("rules");
    let dir = dir.to_str().expect("UTF-8");
    home.run(&["rules", "export", dir], "");
    let (toml, raw) = (escaped(false), raw());
    let change = |name: &str, old: &str, new: &str| {
        let path = Path::new(dir).join(name);
        let text = fs::read_to_string(&path).expect("a rule file");
        assert!(text.contains(old), "{name}: {old}");
        fs::write(&path, text.replacen(old, new, 1)).expect("a rule file");
    };
    let everywhere = || {
        home.run(&["rules", "check", dir], "");
        for format in ["markdown", "csv"] {
            home.run(&["rules", "table", dir, "--format", format], "");
        }
        for format in ["text", "dot", "mermaid"] {
            home.run(&["rules", "graph", dir, "--format", format], "");
        }
        for id in ["exam-date", "wait-usual", "seen", "institution"] {
            home.run(&["rules", "show", id, dir], "");
        }
        home.run(&["rules", "test", dir], "");
        home.run(&["rules", "diff", dir, dir], "");
        home.run(&["--rules", dir, "ask"], "?\n1\n1\na\n");
        let answers = wait_file();
        home.run(&["--rules", dir, "diagnose", "-"], &answers);
    };
    everywhere();
    change(
        "1-self-check.toml",
        "label.zh = \"",
        &format!("label.zh = \"{toml}"),
    );
    everywhere();
    change(
        "1-self-check.toml",
        "ask.zh = \"",
        &format!("ask.zh = \"{raw}"),
    );
    change("1-self-check.toml", "id = \"", &format!("id = \"{toml}"));
    change(
        "sources.toml",
        "title.zh = \"",
        &format!("title.zh = \"{toml}"),
    );
    change(
        "sources.toml",
        "[source.",
        &format!("# {raw}\n[source.\"{toml}\"]\n[source."),
    );
    change(
        "parameters.toml",
        "about.zh = \"",
        &format!("about.zh = \"{raw}"),
    );
    change(
        "region/jinzhou.toml",
        "words.zh = \"",
        &format!("words.zh = \"{toml}"),
    );
    change(
        "contacts.toml",
        "name.zh = \"",
        &format!("name.zh = \"{toml}"),
    );
    change("pack.toml", "version = \"", &format!("version = \"{toml}"));
    change(
        "calendar/2026.toml",
        "name = \"",
        &format!("name = \"{raw}"),
    );
    change("roster.toml", "= [\"", &format!("= [\"{toml}"));
    change("wording.toml", "[\"", &format!("[\"{toml}"));
    everywhere();
    let hostile = format!("z{}.toml", raw.chars().take(80).collect::<String>());
    home.write(
        &format!("rules/{hostile}"),
        &format!("\"{toml}\" = 1 # {raw}"),
    );
    home.write(
        &format!("rules/scenarios/{hostile}"),
        &format!("[scenario.\"{toml}\"]\ntoday = 2026-11-23\n[scenario.\"{toml}\".expect]\nresult = \"{toml}\""),
    );
    everywhere();
    home.write("rules/y.toml", &format!("{raw} = = \"{raw}\""));
    everywhere();
}

#[test]
fn arguments() {
    let home = Home::new();
    let raw: String = all().replace('\0', "");
    let flag = format!("--{raw}");
    let (today, map) = (
        format!("--today=2026{raw}"),
        format!("--map=列{raw}=exam-date"),
    );
    let roster = home.write("roster.csv", "姓名,身份证号\n王,1\n");
    for arguments in [
        vec![raw.as_str()],
        vec![&flag],
        vec![&today],
        vec!["workdays", &raw, &raw],
        vec!["workdays", &raw],
        vec!["rules", "show", &raw],
        vec!["rules", "explain", &raw],
        vec!["rules", "check", &raw],
        vec!["rules", &raw],
        vec!["rules", "export", &raw],
        vec!["--rules", &raw, "ask"],
        vec!["resume", &raw],
        vec!["diagnose", &raw],
        vec!["diagnose", "--format", &raw],
        vec!["calendar", "check", &raw],
        vec!["calendar", "show", &raw],
        vec!["triage", &raw],
        vec!["triage", &roster, &map],
        vec!["triage", &roster, "-o", &raw],
        vec!["id", &raw],
        vec!["completions", &raw],
    ] {
        // A name of that length is none to the system; a shorter one is.
        for length in [usize::MAX, 60] {
            let short = |word: &&str| word.chars().take(length).collect::<String>();
            let words: Vec<String> = arguments.iter().map(short).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            home.run(&words, "");
        }
    }
}

#[test]
fn what_is_typed_line_by_line() {
    let home = Home::new();
    let lines = unseen().iter().filter(|c| **c != '\n');
    let lines: Vec<String> = lines.map(|c| format!("1{c}")).collect();
    let typed = lines.join("\n");
    for voice in ["self", "call"] {
        home.run(&["ask", "--voice", voice], &typed);
        // At the number and the names.
        let to = format!(
            "1\n1\n1\n1\n110105{0}19491231002X\n1\n王{0}\n王\n{0}\n",
            all()
        );
        home.run(&["ask", "--voice", voice], &to);
    }
    let pairs: Vec<String> = lines.iter().map(|line| format!("王{line}\t王1")).collect();
    let pairs = pairs.join("\n");
    let numbers: Vec<String> = lines.iter().map(|line| format!("110105{line}")).collect();
    let numbers = numbers.join("\n");
    for json in [&[][..], &["--json"]] {
        let with = |command: &'static str| [&[command, "-"], json].concat();
        home.run(&with("id"), &numbers);
        home.run(&with("name"), &pairs);
        home.run(&with("workdays"), &typed);
    }
    // They are told by their code points.
    let said = home.run(&["name", "-"], "王\u{202e}\t王\n王\t王\u{600}\n");
    assert!(said.contains("U+202E") && said.contains("U+0600"), "{said}");
    let said = home.run(
        &["id", "-"],
        "110105\u{200b}19491231002X\n110105\u{6dd}19491231002X\n",
    );
    assert!(said.contains("U+200B") && said.contains("U+06DD"), "{said}");
}

/// What is said about a roster; the rows themselves are somebody's own.
#[test]
fn rosters() {
    let home = Home::new();
    let raw: String = all().replace(['\n', '\r'], "");
    let roster = format!("姓名,身份证号,考试日期{raw},{raw}\n王{raw},1{raw},2026{raw},{raw}\n");
    let roster = home.write("roster.csv", &roster);
    let out = format!("{}/out.csv", home.0.path().display());
    home.run(&["triage", &roster, "-o", &out, "--force"], "");
    let map = format!("--map=考试日期{raw}=exam-date").replace('\0', "");
    home.run(&["triage", &roster, "-o", &out, "--force", &map], "");
}
