//! A desk of its own for every test.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use chabudao::desk::store::{Login, Store, StoreAddress};
use chabudao::engine::Secret;
use serde_json::Value;

use crate::besides;
use crate::program::fed;

/// The day of most tests, a Monday.
pub const TODAY: &str = "2026-11-23";

/// Somebody of a class: all that is asked before the exam's date.
pub const SEEN_OLD: &str = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nexam-result = \"passed\"\nfee = \"paid\"\n";

/// The same of whom the exam's date is known: in the usual time.
pub const WAITS: &str = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nexam-result = \"passed\"\nexam-date = 2026-11-09\n";

/// Its first day beyond the usual time.
pub const WAITS_UNTIL: &str = "2026-12-01";

/// The same long past it, and the school was not asked.
pub const CALLS: &str = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nexam-result = \"passed\"\nexam-date = 2026-10-08\nasked-institution = \"no\"\n";

/// A desk: a store and a home.
pub struct Desk {
    home: tempfile::TempDir,
    /// The store, as `--store` takes it.
    pub store: String,
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// Standard output as JSON, of a command that was done.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// Runs a test on every kind of store there is.
pub fn each(test: impl Fn(&Desk)) {
    test(&Desk::file());
    #[cfg(feature = "postgres")]
    if let Some(desk) = server::desk() {
        test(&desk);
        return;
    }
    eprintln!(
        "PostgreSQL was left out: no server in CHABUDAO_TEST_POSTGRES, or built without the feature"
    );
}

impl Desk {
    /// A desk whose store is a file.
    pub fn file() -> Self {
        let home = tempfile::tempdir().expect("a home");
        let store = home.path().join("kept/desk.db");
        let store = store.to_str().expect("a plain name").to_owned();
        Self { home, store }
    }

    /// The file of its store.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(&self.store)
    }

    /// The store, opened by this test itself.
    pub fn opened(&self) -> Store {
        let place = if self.store.starts_with("postgres") {
            let file = std::env::var("PGPASSFILE").ok();
            let file = file.and_then(|path| fs::read_to_string(path).ok());
            let login = Login {
                password: None,
                file: file.map(Secret::new),
            };
            StoreAddress::Server(self.store.clone(), login)
        } else {
            let folder = self.path();
            fs::create_dir_all(folder.parent().expect("a folder")).expect("it is made");
            StoreAddress::File(folder)
        };
        Store::open(&place).expect("it opens")
    }

    /// A file in its home.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is made");
        fs::write(&path, text).expect("it is written");
        path.to_str().expect("a plain name").to_owned()
    }

    /// A name in its home for a file that is not there yet.
    pub fn name(&self, name: &str) -> String {
        let path = self.home.path().join(name);
        path.to_str().expect("a plain name").to_owned()
    }

    /// The program at this desk, to be started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare(
            &[
                &["desk", "--store", &self.store, "--seat", "窗口一"],
                arguments,
            ]
            .concat(),
        );
        command.env("NO_COLOR", "1");
        command
    }

    /// The program in the same home, told nothing.
    pub fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chabudao"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path());
        if let Ok(file) = std::env::var("PGPASSFILE") {
            command.env("PGPASSFILE", file);
        }
        command
    }

    /// A command of the desk on a day, with something on its standard input. Who
    /// calls for the first time answers also what tests do not speak of.
    #[track_caller]
    pub fn on(&self, today: &str, arguments: &[&str], input: &str) -> Said {
        let mut input = input.to_owned();
        if arguments.starts_with(&["open", "-"]) {
            let head = "[answers]\n";
            input = input.replacen(head, &format!("{head}{}", besides::lines(&input)), 1);
        }
        said(
            self.command(&[arguments, &["--today", today]].concat()),
            &input,
        )
    }

    /// The same today.
    #[track_caller]
    pub fn run(&self, arguments: &[&str], input: &str) -> Said {
        self.on(TODAY, arguments, input)
    }

    /// What a command says as JSON.
    #[track_caller]
    pub fn json(&self, arguments: &[&str], input: &str) -> Value {
        self.json_on(TODAY, arguments, input)
    }

    /// The same on a day.
    #[track_caller]
    pub fn json_on(&self, today: &str, arguments: &[&str], input: &str) -> Value {
        self.on(today, &[arguments, &["--json"]].concat(), input)
            .json()
    }

    /// Opens a case and gives its ticket.
    #[track_caller]
    pub fn open(&self, arguments: &[&str], answers: &str) -> String {
        let file = if answers.is_empty() { &[][..] } else { &["-"] };
        let opened = self.json(&[&["open"], file, arguments].concat(), answers);
        opened["ticket"].as_str().expect("a ticket").to_owned()
    }

    /// The ticket of every case that `list` gives.
    #[track_caller]
    pub fn listed(&self, arguments: &[&str]) -> Vec<String> {
        let list = self.json(&[&["list"], arguments].concat(), "");
        let list = list.as_array().expect("an array").iter();
        list.map(|case| case["ticket"].as_str().expect("a ticket").to_owned())
            .collect()
    }
}

/// Runs a program to its end.
pub fn said(mut command: Command, input: &str) -> Said {
    let output = fed(&mut command, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Said {
        code: output.status.code().expect("it exits"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

#[cfg(feature = "postgres")]
pub mod server {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Desk;

    /// A desk with a new database on the server, where there is one.
    pub fn desk() -> Option<Desk> {
        desk_in(&[])
    }

    /// The same, the database made with these options.
    pub fn desk_in(options: &[&str]) -> Option<Desk> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("CHABUDAO_TEST_POSTGRES").ok()?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("desk_{}_{number}", std::process::id());
        let made = std::process::Command::new("createdb")
            .args(["--maintenance-db", &format!("{server}postgres"), &name])
            .args(options)
            .output()
            .expect("createdb is there");
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let desk = Desk::file();
        Some(Desk {
            store: format!("{server}{name}"),
            ..desk
        })
    }
}
