//! `chabudao` alone: the guided walk on the screen.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;

use super::args::named;
use super::failure::Failure;
use super::setting::{GivenArgs, Setting, state_folder};
use crate::lang::Lang;
use crate::pack::files::Unreadable;
use crate::pack::problem::{Problem, ProblemKind, Severity};
use crate::pack::{self, Loaded, Problems};
use crate::ui;
use crate::ui::theme::{Ground, Theme};

/// What the arguments say of the walk without a command.
#[derive(clap::Args, Default)]
pub(super) struct Look {
    /// 一行一行问，不画窗口（读屏软件、老式终端用；和 chabudao ask 一样）
    /// en: Ask line by line, without screens: for screen readers and dumb terminals; the same as `chabudao ask`
    #[arg(long)]
    pub(crate) plain: bool,
    /// 画线只用普通字符（老式窗口里线条错位时用）
    /// en: Draw lines with plain characters, for consoles that get them wrong
    #[arg(long)]
    ascii: bool,
    /// 窗口的底色：dark 深，light 浅；写了就多用几种颜色
    /// en: What the window's background is; with it, more is coloured
    #[arg(
        long,
        value_name = "dark|light",
        value_parser = named([("dark", Ground::Dark), ("light", Ground::Light)]),
        hide_possible_values = true
    )]
    background: Option<Ground>,
    /// 可以用鼠标点（那样就不能用鼠标选字复制）
    /// en: Let the mouse click; it can then not select text to copy
    #[arg(long)]
    mouse: bool,
    #[command(flatten)]
    pub(crate) given: GivenArgs,
}

pub(super) fn run(
    look: &Look,
    desk: ui::at_desk::Options,
    setting: &Setting,
) -> Result<u8, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::words_of(
            "问答要在终端窗口里进行；不用窗口时请用 chabudao diagnose",
            "the walk needs a terminal; without one use chabudao diagnose",
        ));
    }
    setting.is_sound(&look.given)?; // what is wrong is said before the screen changes
    let (own, given) = (setting.clone(), look.given.clone());
    let options = ui::Options {
        // Rules of a folder are proved before anything is shown of them.
        head: setting.rules.is_none().then_some(pack::head),
        load: Arc::new(move || load(&own, &given)),
        today: setting.today,
        lang: setting.lang,
        theme: Theme {
            ascii: look.ascii,
            color: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            ground: look.background.unwrap_or_else(ground),
        },
        mouse: look.mouse,
        walks: state_folder().map(|folder| folder.join("walks")),
        desk: Some(desk),
    };
    Ok(ui::run(options)?)
}

/// The background that the terminal tells of; most tell nothing.
fn ground() -> Ground {
    std::env::var("COLORFGBG").map_or(Ground::Unknown, |value| Ground::of_environment(&value))
}

/// The rules, or the problems to show on a page.
fn load(setting: &Setting, given: &GivenArgs) -> Result<Loaded, Box<Problems>> {
    setting
        .load_quietly(given)
        .map_err(|failure| match failure {
            Failure::Rules(problems) => problems,
            other => {
                let mut problems = Problems::default();
                problems.list.push(Problem {
                    place: None,
                    severity: Severity::Error,
                    kind: ProblemKind::File(Unreadable::Io(
                        other.words(Lang::Zh),
                        other.words(Lang::En),
                    )),
                });
                Box::new(problems)
            }
        })
}
