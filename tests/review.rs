//! Graph, sheet and single nodes of a small pack as whole texts, and of the
//! shipped rules that nothing is left out; export and schema from outside.
//!
//! `UPDATE_EXPECTED=1 cargo test --test review` writes `tests/review/*` anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::review::{graph, show, table};

fn small() -> Pack {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs/base");
    let files = Files::from_dir(&base).expect("the folder is there");
    load(files).expect("it is a good pack").pack
}

fn shipped() -> Pack {
    load(Files::embedded())
        .expect("the shipped rules load")
        .pack
}

#[track_caller]
fn expect(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/review")
        .join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(&path, found).expect("it can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{}", path.display());
}

#[test]
fn a_small_pack_in_every_format_and_both_languages() {
    let pack = small();
    for lang in Lang::ALL {
        expect(&format!("graph.{lang}.dot"), &graph::dot(&pack, lang));
        expect(&format!("graph.{lang}.mmd"), &graph::mermaid(&pack, lang));
        expect(&format!("graph.{lang}.txt"), &graph::text(&pack, lang));
        expect(&format!("table.{lang}.md"), &table::markdown(&pack, lang));
        expect(&format!("table.{lang}.csv"), &table::csv(&pack, lang));
        let ids = ["seen", "day", "wait", "few", "turn", "rule", "school"];
        let nodes = ids.map(|id| show::show(&pack, id, lang).expect("it is there"));
        expect(&format!("show.{lang}.txt"), &nodes.join("\n"));
    }
    assert_eq!(show::show(&pack, "nothing-of-that-name", Lang::En), None);
}

#[test]
fn the_shipped_sheet_has_every_node_and_eight_cells_a_row() {
    let pack = shipped();
    for lang in Lang::ALL {
        let sheet = table::csv(&pack, lang);
        let text = sheet.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert!(rows.iter().all(|row| row.len() == 8));
        let has = |id: &str| rows.iter().any(|row| &row[1] == id);
        assert!(pack.questions.iter().all(|it| has(&it.id)));
        assert!(pack.results.iter().all(|it| has(&it.id)));
        assert!(pack.parameters.iter().all(|it| has(&it.id)));
        assert!(pack.sources.iter().all(|it| has(&it.id)));
        let routes: usize = pack.questions.iter().map(|it| it.routes.len() + 1).sum();
        assert_eq!(rows.iter().filter(|row| !row[7].is_empty()).count(), routes);
        let markdown = table::markdown(&pack, lang);
        assert!(
            pack.results
                .iter()
                .all(|it| markdown.contains(&format!("### `{}`", it.id)))
        );
    }
}

#[test]
fn the_shipped_graphs_draw_every_way() {
    let pack = shipped();
    let routes: usize = pack.questions.iter().map(|it| it.routes.len() + 1).sum();
    let skips = pack
        .questions
        .iter()
        .filter(|it| it.ask_unless.is_some())
        .count();
    for lang in Lang::ALL {
        let dot = graph::dot(&pack, lang);
        assert_eq!(dot.matches(" -> ").count(), routes + skips);
        let mermaid = graph::mermaid(&pack, lang);
        assert_eq!(mermaid.matches(" -->|").count(), routes);
        assert_eq!(mermaid.matches(" -.->|").count(), skips);
        assert_eq!(mermaid.matches("subgraph ").count(), pack.stages.len());
    }
}

fn run(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_chabudao");
    let output = Command::new(program).args(arguments).output();
    output.expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn export_writes_the_rules_whole_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("new/rules");
    let shown = dir.to_str().expect("UTF-8");
    let first = run(&["rules", "export", shown, "--lang", "en"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let check = run(&["rules", "check", shown, "--lang", "en"]);
    assert!(check.status.success(), "{}", text(&check.stdout));
    let diff = run(&["rules", "diff", "builtin", shown, "--lang", "en"]);
    assert_eq!(diff.status.code(), Some(0), "{}", text(&diff.stdout));

    let again = run(&["rules", "export", shown, "--lang", "en"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("not empty, nothing was written"));

    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let into = run(&["rules", "export", empty.to_str().expect("UTF-8")]);
    assert!(into.status.success());
    let names = |dir: &Path| {
        let entries = fs::read_dir(dir).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|it| it.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&empty), names(&dir));
    assert_eq!(
        names(folder.path()),
        ["empty", "new"],
        "nothing is left beside"
    );
}

#[test]
fn a_changed_pack_exits_with_1_and_a_missing_one_with_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("rules");
    let shown = dir.to_str().expect("UTF-8");
    assert!(run(&["rules", "export", shown]).status.success());
    let file = dir.join("parameters.toml");
    let figures = fs::read_to_string(&file).expect("the file is there");
    fs::write(&file, figures.replace("workdays = 15", "workdays = 16")).expect("it can be written");
    let output = run(&[
        "rules",
        "diff",
        "-",
        shown,
        "--today",
        "2026-11-23",
        "--lang",
        "en",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let told = "exam-date = 2026-10-30 to 2026-11-01 (16 working days to 2026-11-23)";
    assert!(
        text(&output.stdout).contains(told),
        "{}",
        text(&output.stdout)
    );
    let missing = run(&["rules", "diff", "-", "/no/such/folder"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_name_that_is_not_there_brings_the_nearest() {
    let output = run(&["rules", "show", "exam-dat", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `exam-date`?"));
}

#[test]
fn a_condition_with_a_name_is_shown_with_what_names_it() {
    let name = "ends-before-asking";
    let shown = run(&["rules", "show", name]);
    let shown = text(&shown.stdout);
    assert!(shown.starts_with("条件 ends-before-asking\n  成立的时候："));
    assert!(
        shown.contains("  用在哪里：\n    结果 wait-usual\n"),
        "{shown}"
    );
    let shown = run(&["rules", "show", name, "--lang", "en"]);
    let shown = text(&shown.stdout);
    assert!(shown.contains("  holds when: not ("), "{shown}");
    assert!(shown.ends_with("    result wait-bureau\n"), "{shown}");
}

#[test]
fn the_schema_is_json_of_every_kind() {
    for kind in [
        "rules",
        "pack",
        "region",
        "calendar",
        "scenarios",
        "wording",
        "roster",
        "contacts",
    ] {
        let output = run(&["rules", "schema", "--kind", kind]);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(schema["additionalProperties"], false, "{kind}");
    }
}
