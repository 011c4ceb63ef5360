//! `chabudao` alone: the guided walk on the screen.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;

use clap::ArgMatches;

use super::failure::Failure;
use super::setting::{Setting, state_folder};
use crate::lang::Lang;
use crate::pack::files::Unreadable;
use crate::pack::problem::{Kind, Problem, Severity};
use crate::pack::{Loaded, Problems};
use crate::ui;
use crate::ui::theme::{Ground, Theme};

/// What the arguments say of the screens.
#[derive(Default)]
pub(super) struct Look {
    ascii: bool,
    mouse: bool,
    ground: Option<Ground>,
}

impl Look {
    pub fn new(matches: &ArgMatches) -> Self {
        Self {
            ascii: matches.get_flag("ascii"),
            mouse: matches.get_flag("mouse"),
            ground: matches
                .get_one::<String>("background")
                .map(|name| match name.as_str() {
                    "light" => Ground::Light,
                    _ => Ground::Dark,
                }),
        }
    }
}

pub(super) fn run(look: &Look, setting: &Setting) -> Result<u8, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::words_of(
            "问答要在终端窗口里进行；不用窗口时请用 chabudao diagnose",
            "the walk needs a terminal; without one use chabudao diagnose",
        ));
    }
    setting.is_sound()?; // what is wrong is said before the screen changes
    let own = setting.clone();
    let options = ui::Options {
        load: Arc::new(move || load(&own)),
        today: setting.today,
        lang: setting.lang,
        theme: Theme {
            ascii: look.ascii,
            color: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            ground: look.ground.unwrap_or_else(ground),
        },
        mouse: look.mouse,
        walks: state_folder().map(|folder| folder.join("walks")),
    };
    Ok(ui::run(&options)?)
}

/// The background that the terminal tells of; most tell nothing.
fn ground() -> Ground {
    std::env::var("COLORFGBG").map_or(Ground::Unknown, |value| Ground::of_environment(&value))
}

/// The rules, or the problems to show on a page.
fn load(setting: &Setting) -> Result<Loaded, Box<Problems>> {
    setting.load_quietly().map_err(|failure| match failure {
        Failure::Rules(problems) => problems,
        other => {
            let mut problems = Problems::default();
            problems.list.push(Problem {
                place: None,
                severity: Severity::Error,
                kind: Kind::File(Unreadable::Io(other.words(Lang::Zh), other.words(Lang::En))),
            });
            Box::new(problems)
        }
    })
}
