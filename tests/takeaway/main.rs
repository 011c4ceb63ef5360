//! What a result can be taken away as: the spoken code, the page, the
//! calendar, the table; and the files they go into.

mod calendar;
mod code;
mod files;
mod headless;
mod page;
#[path = "../fixture/program.rs"]
mod program;
mod raised;
mod short;
#[path = "../fixture/walk.rs"]
mod walk;
mod words;

use std::path::Path;
use std::process::Command;
use std::sync::{LazyLock, OnceLock};

use chabudao::pack::{Files, Pack, load};
use chabudao::scenario::{Scenario, read_all};
use chrono::NaiveDate;
use program::fed;

/// The shipped pack.
fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        load(Files::embedded())
            .expect("the shipped pack loads")
            .pack
    })
}

/// The shipped scenarios.
fn scenarios() -> Vec<Scenario> {
    read_all(pack(), &Files::embedded()).0
}

/// An answers file with the walk of a scenario, a few answers of it changed.
fn file(id: &str, changes: &str) -> String {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    walk::file(pack(), &answers, today)
}

/// A walk that waits until 14 December, and an answer it has no use for.
static WAIT: LazyLock<String> =
    LazyLock::new(|| file("nothing-shown", OWN) + "asked-institution = \"no\"\n");

/// The number and the name of somebody made up.
const OWN: &str = "id-number = \"11010519491231002X\"\n\
                   name = { record = \"王小明\", typed = \"王小明\" }\n";

/// One that ends at once, with no day.
static OTHER: LazyLock<String> = LazyLock::new(|| file("look-up-osta-by-the-seal", ""));

/// Runs `chabudao diagnose` in a folder, with `input` as standard input.
fn diagnose(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = fed(
        Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .arg("diagnose")
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("HOME", folder)
            .env("LANG", "zh_CN.UTF-8"),
        input,
    );
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let code = output.status.code().expect("no signal");
    (code, text(output.stdout), text(output.stderr))
}

/// The same where no file is needed.
fn said(arguments: &[&str], input: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    diagnose(folder.path(), arguments, input)
}
