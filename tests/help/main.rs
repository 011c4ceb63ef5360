//! Help in both languages and complaints about arguments, as snapshots:
//! `tests/help/LANG/NAME.txt`. Manual and completions, which clap writes, only
//! have to hold every command and be in the language asked for.
//!
//! `UPDATE_EXPECTED=1 cargo test --test help` writes them anew.

#[cfg(unix)]
mod shells;

use std::fs;
use std::path::Path;
use std::process::Command;

/// The name of a snapshot, and the arguments.
const CASES: &[(&str, &str)] = &[
    ("help", "--help"),
    ("ask", "ask --help"),
    ("resume", "resume --help"),
    ("diagnose", "diagnose --help"),
    ("triage", "triage --help"),
    ("version", "--version"),
    ("no-such-option", "--nope"),
    ("no-such-command", "diagnos"),
    ("no-such-format", "diagnose x --format=doc"),
    ("no-file", "diagnose"),
    ("no-date", "--today tomorrow"),
    ("no-ticket", "desk show 9999"),
    ("no-value", "diagnose x --format"),
    ("not-together", "diagnose x --json --format text"),
    ("no-shell", "completions tcsh"),
    ("too-much", "man woman"),
];

/// Everything printed, and the exit code.
fn run(lang: &str, arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_chabudao"))
        .args(["--lang", lang])
        .args(arguments.split(' '))
        .env_clear()
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let code = output.status.code().expect("no signal");
    format!("{}{}= {code}\n", text(output.stdout), text(output.stderr))
}

#[test]
fn snapshots() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for lang in ["zh", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/help")
            .join(lang);
        for (name, arguments) in CASES {
            let found = run(lang, arguments);
            let path = folder.join(format!("{name}.txt"));
            if update {
                fs::create_dir_all(&folder).expect("it can be made");
                fs::write(&path, &found).expect("it can be written");
            } else if fs::read_to_string(&path).ok().as_deref() != Some(&found) {
                wrong.push(format!("== {lang} {arguments}\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The commands the program has.
const COMMANDS: [&str; 5] = ["ask", "resume", "diagnose", "triage", "calendar"];

#[test]
fn every_shell_completes_every_command_in_the_language_asked_for() {
    let option = [
        ("zh", "把这一天当作今天"),
        ("en", "Take this day for today"),
    ];
    for (lang, words) in option {
        for shell in ["bash", "zsh", "fish", "powershell"] {
            let script = run(lang, &format!("completions {shell}"));
            assert!(script.ends_with("= 0\n"), "{shell}: {script}");
            for command in COMMANDS {
                assert!(script.contains(command), "{shell} lacks {command}");
            }
            // Bash shows no descriptions.
            assert!(
                shell == "bash" || script.contains(words),
                "{shell} in {lang}"
            );
        }
    }
}

#[test]
fn the_manual_has_a_page_of_every_command_with_headings_of_its_language() {
    for (lang, headings, other) in [
        ("zh", ["名称", "用法", "说明"], ".SH NAME"),
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION"], ".SH 名称"),
    ] {
        let page = run(lang, "man");
        for heading in headings {
            assert!(page.contains(&format!(".SH {heading}\n")), "no {heading}");
        }
        assert!(!page.contains(other), "{other} in {lang}");
        // Words that lack their English stay Chinese.
        let is_chinese = |sign| ('\u{4E00}'..='\u{9FFF}').contains(&sign);
        let chinese = page.lines().find(|line| line.contains(is_chinese));
        assert_eq!(chinese.is_some(), lang == "zh", "{chinese:?}");
        for command in COMMANDS {
            assert!(
                page.contains(&format!(".TH chabudao-{command} ")),
                "no page of {command}"
            );
        }
    }
}

#[test]
fn every_page_that_a_page_names_is_a_file() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path().join("man1");
    let shown = folder.to_str().expect("its name is text");
    assert_eq!(run("en", &format!("man --dir {shown}")), "= 0\n");
    let files = fs::read_dir(&folder).expect("it is there");
    let files = files.map(|it| it.expect("a file").file_name().into_string().expect("text"));
    let files: Vec<_> = files.collect();
    let mut links = 0;
    for name in &files {
        let page = fs::read_to_string(folder.join(name)).expect("it reads");
        assert!(
            page.contains(&format!(".TH {} 1", name.trim_end_matches(".1"))),
            "{name}"
        );
        for line in page.lines().filter(|line| line.ends_with("(1)")) {
            let other = line.replace('\\', "").replace("(1)", ".1");
            assert!(files.contains(&other), "{name} names {line}");
            links += 1;
        }
    }
    assert_eq!(links + 1, files.len(), "each but the first is named once");
    let again = run("en", &format!("man --dir {shown}"));
    assert!(
        again.ends_with("= 2\n") && again.contains("--force"),
        "{again}"
    );
    assert_eq!(run("en", &format!("man --force --dir {shown}")), "= 0\n");
}

/// The command's help and that of each command below it, by its words.
fn helps(words: &str, all: &mut Vec<(String, String)>) {
    let help = run("zh", format!("{words} --help").trim_start());
    let (_, commands) = help.split_once("命令:\n").unwrap_or_default();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    // What goes on in the next line is indented further.
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty()) {
        helps(format!("{words} {name}").trim_start(), all);
    }
    all.push((words.to_owned(), help));
}

#[test]
fn the_chinese_help_of_every_command_is_chinese() {
    let mut all = Vec::new();
    helps("", &mut all);
    assert!(all.len() > 30, "{}", all.len());
    for (name, found) in all {
        for word in [
            "Usage",
            "Options",
            "OPTIONS",
            "COMMAND",
            "Commands",
            "Arguments",
            "Print ",
            "possible",
            "default",
            "[aliases",
            "en: ",
        ] {
            assert!(!found.contains(word), "{name} says {word}");
        }
    }
    let kinds = run("zh", "rules graph --help");
    for words in ["[默认：text]", "[可选：dot、mermaid、text]"] {
        assert!(kinds.contains(words), "{kinds}");
    }
}

/// A reader that stops early is no fault.
#[test]
fn a_closed_pipe_is_quiet() {
    for arguments in [
        &["man"][..],
        &["completions", "bash"],
        &["diagnose", "--blank"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            (output.status.code(), said.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}
