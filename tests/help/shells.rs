//! What shells complete, asked of the shells themselves: those that are here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is typed up to the cursor, what must be among the candidates, and what
/// must not.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    ("diagnose ", &["answers.toml", "a class.csv"], &["--format"]),
    ("diagnose ans", &["answers.toml"], &["a class.csv"]),
    ("diagnose -o a", &["answers.toml", "a class.csv"], &[]),
    ("diagnose --format m", &["markdown", "message"], &["html"]),
    ("desk open x --own ", &["yes", "no"], &["answers.toml"]),
    ("completions ", &["bash", "fish"], &["answers.toml"]),
    ("rules schema --kind r", &["roster", "rules"], &["wording"]),
    ("--lang ", &["zh", "en"], &["answers.toml"]),
    ("--background ", &["dark", "light"], &["answers.toml"]),
    (
        "triage x --set exam-r",
        &["exam-result=passed"],
        &["fee=paid"],
    ),
    (
        "triage x --set exam-d",
        &["exam-date="],
        &["exam-result=passed"],
    ),
    ("ask --given tr", &["trained-here=yes"], &[]),
];

/// Where no file can stand none is offered.
const NO_FILES: &[Case] = &[
    ("desk show ", &[], &["answers.toml", "rules/", "rules"]),
    (
        "desk batch show ",
        &[],
        &["answers.toml", "rules", "show", "list", "remove", "set"],
    ),
    (
        "desk batch ",
        &["show", "list", "remove", "set"],
        &["answers.toml"],
    ),
    ("desk open ", &["answers.toml"], &[]),
    ("rules explain ", &[], &["answers.toml", "rules"]),
    ("workdays ", &[], &["answers.toml"]),
];

/// Where a folder is to be given, as each shell writes one.
const FOLDERS: [&str; 3] = ["ask --rules ", "rules check ", "rules diff rules "];

/// Words as bash parts them, and what `complete` says is called with them.
const BASH: &str = r#"
source "$1"
words=($2)
[[ $2 == *" " ]] && words+=("")
COMP_WORDS=("${words[@]}")
COMP_CWORD=$((${#words[@]} - 1))
[[ $(complete -p chabudao) =~ -F\ ([a-z_]+) ]]
"${BASH_REMATCH[1]}" chabudao "${words[COMP_CWORD]}" "${words[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

/// Behind each candidate fish says what it is.
const FISH: &str = r#"source $argv[1]; complete -C "$argv[2]" | string replace -r '\t.*' ''"#;

/// The script for a shell, as a file that no completion offers.
fn script(shell: &str, folder: &Path) -> PathBuf {
    let text = super::run("zh", &format!("completions {shell}"));
    let path = folder.join(".script");
    fs::write(&path, text.strip_suffix("= 0\n").expect("it is made")).expect("it is written");
    path
}

#[track_caller]
fn completes(shell: &str, cases: &[Case], call: &dyn Fn(&Path, &str) -> Command) {
    if Command::new(shell).arg("--version").output().is_err() {
        eprintln!("{shell} is not here and was left out");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    for name in ["answers.toml", "a class.csv"] {
        fs::write(folder.path().join(name), "").expect("it can be written");
    }
    fs::create_dir(folder.path().join("rules")).expect("it can be made");
    let script = script(shell, folder.path());
    for (typed, among, others) in cases {
        let line = format!("chabudao {typed}");
        let output = call(&script, &line).current_dir(folder.path()).output();
        let output = output.expect("the shell starts");
        let said = String::from_utf8_lossy(&output.stdout);
        let found: Vec<_> = said.lines().collect();
        for word in *among {
            assert!(found.contains(word), "{shell}: {typed}: {found:?}");
        }
        for word in *others {
            assert!(!found.contains(word), "{shell}: {typed}: {found:?}");
        }
    }
}

#[test]
fn bash_completes_files_and_values() {
    let folders = FOLDERS.map(|typed| (typed, &["rules"][..], &["answers.toml"][..]));
    completes(
        "bash",
        &[CASES, NO_FILES, &folders].concat(),
        &|script, line| {
            let mut bash = Command::new("bash");
            bash.args(["--norc", "-c", BASH, "bash"]);
            bash.arg(script).arg(line);
            bash
        },
    );
}

#[test]
fn fish_completes_files_and_values() {
    let folders = FOLDERS.map(|typed| (typed, &["rules/"][..], &["answers.toml"][..]));
    completes(
        "fish",
        &[CASES, NO_FILES, &folders].concat(),
        &|script, line| {
            let mut fish = Command::new("fish");
            fish.args(["--no-config", "-c", FISH]);
            fish.arg(script).arg(line);
            fish
        },
    );
}

/// Bash parts words at `=`, so the value stands alone.
#[test]
fn bash_completes_behind_an_equals_sign() {
    let behind = BASH.replace("words=($2)", "words=(${2//=/ = })");
    completes_one(&behind, "chabudao triage x --set exam-result=p", "passed");
    completes_one(&behind, "chabudao diagnose x --format=mark", "markdown");
}

#[track_caller]
fn completes_one(bash: &str, line: &str, word: &str) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let script = script("bash", folder.path());
    let output = Command::new("bash")
        .args(["--norc", "-c", bash, "bash"])
        .arg(&script)
        .arg(line)
        .output();
    let Ok(output) = output else {
        eprintln!("bash is not here and was left out");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{word}\n"));
}
