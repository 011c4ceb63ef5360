//! The table of who may use whom in `src/lib.rs`, held by reading the imports.

use std::fs;
use std::path::{Path, PathBuf};

/// Module, and what of ours it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("check", &["check", "lang"]),
    (
        "desk",
        &[
            "desk", "engine", "pack", "report", "answers", "check", "lang",
        ],
    ),
    ("file", &["lang"]),
    ("filter", &["filter", "encoding", "check", "lang"]),
    ("encoding", &["encoding"]),
    ("lang", &[]),
    ("pack", &["pack", "check", "file", "lang"]),
    ("answers", &["engine", "pack", "check", "lang"]),
    ("scenario", &["answers", "engine", "pack", "lang"]),
    ("engine", &["engine", "pack", "check"]),
    (
        "plain",
        &["plain", "check", "engine", "pack", "report", "lang"],
    ),
    (
        "prove",
        &["prove", "engine", "check", "pack", "scenario", "lang"],
    ),
    ("report", &["report", "engine", "pack", "check", "lang"]),
    (
        "review",
        &[
            "review", "prove", "report", "engine", "pack", "check", "lang",
        ],
    ),
    (
        "triage",
        &[
            "triage", "encoding", "report", "engine", "pack", "check", "lang",
        ],
    ),
    (
        "ui",
        &[
            "ui", "answers", "check", "desk", "engine", "file", "lang", "pack", "report",
        ],
    ),
];

/// Words that only some modules may say, with the files that may.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("ratatui", &["src/ui.rs", "src/ui/"]),
    ("crossterm", &["src/ui.rs", "src/ui/"]),
    (
        "std::fs",
        &[
            "src/cli.rs",
            "src/cli/",
            "src/desk/store/sqlite.rs",
            "src/file.rs",
            "src/pack/files.rs",
            "src/ui/terminal",
        ],
    ),
    // What is printed is cleaned; the line filters clean it themselves.
    ("io::stdout().lock()", &["src/cli/checks.rs"]),
    (
        "io::stderr()",
        &["src/cli.rs", "src/cli/print.rs", "src/cli/checks.rs"],
    ),
    ("rusqlite", &["src/desk/store"]),
    ("postgres::", &["src/desk/store"]),
    ("println!", &["src/ui/terminal.rs"]),
    ("Utc::now", &["src/cli/", "src/ui/terminal"]),
    ("SystemTime", &[]),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                // What stands beside data makes the data; it is not of the program.
                if path.file_name().is_none_or(|name| name != "data") {
                    walk(&path, found);
                }
            } else if !path.ends_with("src/build.rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            let name = path.strip_prefix(root).expect("it lies below the root");
            (name.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

/// The lines that are not comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn modules_use_only_what_the_map_allows() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let module = file.trim_start_matches("src/").split(['/', '.']).next();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| Some(*name) == module) else {
            continue;
        };
        for line in code(&text) {
            for (_, after) in line
                .match_indices("crate::")
                .map(|(at, found)| line.split_at(at + found.len()))
            {
                let used: String = after
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if !used.is_empty() && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The siblings that a file of a folder below `src` names.
fn siblings<'n>(folder: &str, text: &str, names: &[&'n str]) -> Vec<&'n str> {
    let code: String = code(text).collect::<Vec<_>>().join("\n");
    let own = format!("crate::{folder}::");
    let used = |name: &&&str| {
        ["super::", own.as_str()].iter().any(|up| {
            let words = |c: char| !(c.is_alphanumeric() || c == '_');
            code.match_indices(up).any(|(at, found)| {
                let (_, after) = code.split_at(at + found.len());
                match after.strip_prefix('{') {
                    None => after.split(words).next() == Some(**name),
                    Some(list) => {
                        let list = list.split(';').next().unwrap_or_default();
                        list.split(words).any(|word| word == **name)
                    }
                }
            })
        })
    };
    names.iter().filter(used).copied().collect()
}

#[test]
fn no_file_of_these_folders_imports_in_a_circle() {
    let sources = sources();
    for folder in ["pack", "report", "review"] {
        let files: Vec<(&str, &str)> = sources
            .iter()
            .filter_map(|(file, text)| {
                let name = file.strip_prefix(&format!("src/{folder}/"))?;
                Some((name.strip_suffix(".rs")?, text.as_str()))
            })
            .filter(|(name, _)| !name.contains('/'))
            .collect();
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        let mut left: Vec<(&str, Vec<&str>)> = files
            .iter()
            .map(|(name, text)| {
                let mut used = siblings(folder, text, &names);
                used.retain(|it| it != name);
                (*name, used)
            })
            .collect();
        // Those that use none of the rest go, as long as there are any.
        loop {
            let names: Vec<&str> = left.iter().map(|(name, _)| *name).collect();
            let before = left.len();
            left.retain(|(_, used)| used.iter().any(|it| names.contains(it)));
            if left.len() == before {
                break;
            }
        }
        assert!(files.len() > 5, "{folder} has moved");
        assert!(left.is_empty(), "{folder}: {left:?}");
    }
}

#[test]
fn the_terminal_the_disk_and_the_clock_stay_at_the_edge() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (word, places) in ONLY_IN {
            let at_home = places.iter().any(|place| file.starts_with(place));
            if !at_home && code(&text).any(|line| line.contains(word)) {
                wrong.push(format!("{file} says {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
