//! What every command is told: the language, today, where the rules are.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, Utc};
use clap::ValueHint;
use etcetera::BaseStrategy as _;

use super::args::named;
use super::failure::Failure;
use super::print;
use crate::answers;
use crate::check::invisible::one_line;
use crate::check::month::in_china;
use crate::engine::Value;
use crate::lang::{Lang, Said, io_words};
use crate::pack::calendar::{self, Joined};
use crate::pack::files::{self, Files, OWN_YEARS};
use crate::pack::{self, Loaded, OWN_CONTACTS, Pack};
use crate::prove;

/// The options every command takes, and the user's own folders.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct Setting {
    /// 把这一天当作今天，例如 2026-11-23；不写就用北京时间的今天
    /// en: Take this day for today, e.g. 2026-11-23; otherwise today at UTC+8
    #[arg(long, global = true, value_names = ["日期", "DATE"])]
    pub(crate) today: Option<NaiveDate>,
    /// 语言：zh 中文，en 英文；不写就随系统
    /// en: Language: zh Chinese, en English; otherwise the system's
    #[arg(
        long,
        global = true,
        value_name = "zh|en",
        value_parser = named(Lang::ALL.map(|it| (it.code(), it))),
        hide_possible_values = true,
        default_value_t,
        hide_default_value = true
    )]
    pub(crate) lang: Lang,
    /// 用这个文件夹里的规则，不用自带的
    /// en: Use the rules of this folder instead of the built-in ones
    #[arg(long, global = true, value_names = ["文件夹", "DIR"], value_hint = ValueHint::DirPath)]
    pub(crate) rules: Option<PathBuf>,
    /// What stood behind `--given` before the command.
    #[arg(skip)]
    pub(crate) given: Vec<String>,
}

/// `--given`, for the commands that walk.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct GivenArgs {
    /// 不用问就知道的事，例如 trained-here=yes：打电话来的是本校学员
    /// en: What is known without asking, e.g. trained-here=yes: the caller is one of our own school's
    #[arg(long, value_names = ["事实=值", "FACT=VALUE"])]
    pub(crate) given: Vec<String>,
}

impl Setting {
    /// The day to take for today.
    pub(crate) fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(today_in_china)
    }

    /// The rules: built in or of the folder given, with what the user's own
    /// folder adds; what could not be used of that is told.
    pub(crate) fn load(&self, given: &GivenArgs) -> Result<Loaded, Failure> {
        let loaded = self.load_quietly(given)?;
        self.tell(&loaded.pack.slips);
        Ok(loaded)
    }

    /// The calendar alone, whatever else is wrong with the rules.
    pub(crate) fn calendar(&self) -> Result<Joined, Failure> {
        let mut files = self.files_or(Files::embedded_calendar)?;
        add_own(&mut files);
        let joined = calendar::load(files).map_err(Failure::Rules)?;
        self.tell(&joined.slips);
        Ok(joined)
    }

    /// Tells on standard error what of the user's own files could not be used.
    fn tell(&self, slips: &[Said]) {
        for slip in slips {
            let words = self.lang.pick("您自己的文件", "your own file");
            let _ = print::tell(&format!("{words} {}", slip.get(self.lang)));
        }
    }

    /// The rules, without telling.
    pub(crate) fn load_quietly(&self, given: &GivenArgs) -> Result<Loaded, Failure> {
        let mut files = self.files_or(Files::embedded_for_walks)?;
        add_own(&mut files);
        let mut loaded = pack::load(files).map_err(Failure::Rules)?;
        for given in self.given.iter().chain(&given.given) {
            give(&mut loaded.pack, given)?;
        }
        // The built-in rules are proved by the tests; somebody else's here.
        if self.rules.is_some() {
            return proved(loaded, self.today());
        }
        Ok(loaded)
    }

    /// Whether the folder of the rules, where one is named, can be opened, and
    /// whether they know what is given.
    pub(crate) fn is_sound(&self, given: &GivenArgs) -> Result<(), Failure> {
        self.rules.as_deref().map(of_folder).transpose()?;
        if given.given.is_empty() {
            return Ok(());
        }
        match self.load_quietly(given) {
            Ok(_) | Err(Failure::Rules(_)) => Ok(()), // told on a page of its own
            Err(other) => Err(other),
        }
    }

    /// The files of the rules without the user's additions.
    pub(crate) fn files(&self) -> Result<Files, Failure> {
        self.files_or(Files::embedded)
    }

    /// The files of the rules with the user's additions.
    pub(crate) fn files_with_own(&self) -> Result<Files, Failure> {
        let mut files = self.files()?;
        add_own(&mut files);
        Ok(files)
    }

    fn files_or(&self, built_in: fn() -> Files) -> Result<Files, Failure> {
        let dir = self.rules.as_deref();
        dir.map_or_else(|| Ok(built_in()), of_folder)
    }
}

/// Takes `fact=value` for what holds where an answers file says nothing else.
fn give(pack: &mut Pack, given: &str) -> Result<(), Failure> {
    let (name, value) = given.split_once('=').unwrap_or((given, ""));
    let fact = pack.given().find(|fact| pack.fact(*fact).id == name);
    let Some(fact) = fact else {
        let known: Vec<&str> = pack.givens.iter().map(|it| it.id.as_str()).collect();
        return Err(not_given("--given", name, &known));
    };
    let number = match answers::given_value(pack, fact, value) {
        Ok(Value::Choice(number)) => number,
        Ok(_) => return Ok(()),
        Err(ids) => {
            let known: Vec<&str> = ids.iter().map(String::as_str).collect();
            return Err(not_given(&format!("--given {name}="), value, &known));
        }
    };
    pack.facts[fact.number()].given = Some(number);
    Ok(())
}

fn not_given(at: &str, found: &str, known: &[&str]) -> Failure {
    let (found, known) = (one_line(found), known.join(", "));
    Failure::words_of(
        format!("{at}：没有「{found}」；可以写：{known}"),
        format!("{at}: there is no `{found}`; known: {known}"),
    )
}

/// A pack against which nothing can be said but warnings.
fn proved(loaded: Loaded, today: NaiveDate) -> Result<Loaded, Failure> {
    let Loaded { pack, mut warnings } = loaded;
    warnings.list.extend(prove::lint(&pack, today));
    warnings.sort();
    if warnings.has_errors() {
        return Err(Failure::Rules(Box::new(warnings)));
    }
    Ok(Loaded { pack, warnings })
}

/// The files of a folder of rules.
pub(super) fn of_folder(dir: &Path) -> Result<Files, Failure> {
    Files::from_dir(dir).map_err(|error| {
        let shown = dir.display();
        Failure::words_of(
            format!("{shown}：打不开规则文件夹：{}", io_words(&error, Lang::Zh)),
            format!("{shown}: the rules folder cannot be opened: {error}"),
        )
    })
}

/// Adds the calendar years and contacts of the user's own folder.
fn add_own(files: &mut Files) {
    let Some(own) = config_folder() else {
        return;
    };
    let contacts = own.join("contacts.toml");
    if contacts.exists() {
        files.overlay(OWN_CONTACTS, &contacts);
    }
    let Ok(entries) = std::fs::read_dir(own.join("calendar")) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if files::is_toml(&entry.path()) && !files::is_hidden(&name) {
            let name = name.to_string_lossy();
            files.overlay(&format!("{OWN_YEARS}{name}"), &entry.path());
        }
    }
}

/// Where the user's own contacts and calendar years are.
pub(super) fn config_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("chabudao"))
}

/// Where the last walks are kept.
pub(super) fn state_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(folder.join("chabudao"))
}

/// Where the desk's store is.
pub(super) fn data_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("chabudao"))
}

/// The date in China, whatever zone the machine has.
pub(super) fn today_in_china() -> NaiveDate {
    in_china(Utc::now()).date()
}
