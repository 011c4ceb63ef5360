//! # 查不到 (chabudao)
//!
//! Why does a welder's certificate review not show in the official online
//! query, and what to do now? One pure engine, many faces:
//!
//! ```text
//! rules/*.toml ─ pack ─▶ Pack ─ engine: (Pack, answers, today) ─▶ Walk ─▶ faces
//!                 │                 │                              ui        the screens
//!                 └── check ────────┘                              headless  diagnose
//!                     working days, ID numbers, names              filter    one line in, one out
//!                                                 report: a result in words, text, JSON
//! ```
//!
//! | module | holds | may use |
//! |---|---|---|
//! | [`check`] | the three checks: working days, ID numbers, names; and what is read beside them: days as typed, months and weekdays, notices, notes, invisible signs | `lang` |
//! | [`encoding`] | bytes as UTF-8, whatever program wrote them | nothing of ours |
//! | `file` | opening a file, and putting one in place | `lang` |
//! | [`filter`] | the checks as line filters | `encoding`, `check`, `lang` |
//! | [`lang`] | the two languages | nothing of ours |
//! | [`pack`] | rule files to a typed, proved [`pack::Pack`] | `check`, `file`, `lang` |
//! | [`engine`] | answers, conditions, the walk | `pack`, `check` |
//! | [`answers`] | answers files | `engine`, `pack`, `check`, `lang` |
//! | [`scenario`] | scenario files: tests in the users' language | `answers`, `engine`, `pack`, `lang` |
//! | [`prove`] | what can be settled before anybody walks: linter, cases, coverage, diff | `engine`, `check`, `pack`, `scenario`, `lang` |
//! | [`report`] | a result in words and in every format to take away | `engine`, `pack`, `check`, `lang` |
//! | [`review`] | rules for people to approve: graph, sheet, one node, changes | `prove`, `report`, `engine`, `pack`, `check`, `lang` |
//! | [`plain`] | the walk line by line | `check`, `engine`, `pack`, `report`, `lang` |
//! | [`desk`] | a help desk's cases, visits and batches; only `desk/store` names a database | `engine`, `pack`, `report`, `answers`, `check`, `lang` |
//! | [`triage`] | a whole class list at once | `encoding`, `report`, `engine`, `pack`, `check`, `lang` |
//! | [`ui`] | the screens, a file a page | `answers`, `check`, `desk`, `engine`, `file`, `lang`, `pack`, `report` |
//! | [`cli`] | arguments, files, the clock; one place prints errors | everything |
//!
//! Today is an argument everywhere; only [`cli`] asks the clock. A test reads
//! the imports and holds this table. The built-in rules are parsed when the
//! program is built (`build.rs`), those of a folder by `pack/tree.rs` at a start.
//!
//! Read first [`pack::Pack`] (what the rules say), then [`engine::Walk`] (what
//! follows from the answers), then one face: `cli/diagnose.rs` is the shortest.
//!
//! | to change | go to | then run |
//! |---|---|---|
//! | a question, a result, a text, a city | `rules/`, see its README | `rules check rules`, `--test scenarios` |
//! | a page of the screens | its file in `ui/page/`, listed in `ui/page.rs` | `--test screens`, `--test board` |
//! | a command | its file in `cli/`, listed in `cli/args.rs` and `cli.rs` | `--test help`, `--test cli` |
//! | a format to take away | its file in `report/`, listed in `report/takeaway.rs` | `--test takeaway`, `--test help` |
//! | a kind of condition | `pack/condition.rs`; the compiler names the other places, a test the schema | `--lib`, `--test engine`, `--test lint` |
//! | a rule of the linter | its file in `prove/lint/`, listed in `prove/rule.rs` | `--test lint` |
//! | how days are counted | `check/workdays.rs` | `--test workdays` |
//! | what the desk keeps | `desk/`, and `desk/store/` for how | `--test desk` |

/// A list of things that have names: each with its name, all of them in the
/// order they are listed.
macro_rules! named {
    ($(#[$meta:meta])* $vis:vis enum $enum:ident {
        $($(#[$of_each:meta])* $each:ident $name:literal,)*
    }) => {
        $(#[$meta])*
        $vis enum $enum {
            $($(#[$of_each])* $each,)*
        }

        impl $enum {
            /// All of them, in order.
            #[allow(dead_code, reason = "some are asked for their names alone")]
            $vis const ALL: [Self; [$($name),*].len()] = [$(Self::$each),*];

            /// The name: in files, in JSON, on the command line.
            #[must_use]
            $vis const fn name(self) -> &'static str {
                match self {
                    $(Self::$each => $name,)*
                }
            }
        }
    };
}

pub mod answers;
pub mod check;
pub mod cli;
pub mod desk;
pub mod encoding;
pub mod engine;
mod file;
pub mod filter;
pub mod lang;
pub mod pack;
pub mod plain;
pub mod prove;
pub mod report;
pub mod review;
pub mod scenario;
pub mod triage;
pub mod ui;
