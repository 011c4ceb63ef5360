//! What every command is told: the language, today, where the rules are.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeDelta, Utc};
use clap::ArgMatches;
use etcetera::BaseStrategy as _;

use super::failure::Failure;
use super::print;
use crate::answers;
use crate::check::invisible::one_line;
use crate::engine::Value;
use crate::lang::{Lang, io_words};
use crate::pack::calendar::{self, Joined, OWN_FOLDER};
use crate::pack::files::{self, Files};
use crate::pack::{self, Both, Loaded, OWN_CONTACTS, Pack};
use crate::prove;

/// The options every command takes, and the user's own folders.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The language of everything said.
    pub lang: Lang,
    /// The day to take for today, where one is given.
    pub today: Option<NaiveDate>,
    rules: Option<PathBuf>,
    /// What is given, as `fact=value`.
    given: Vec<String>,
}

impl Setting {
    /// What holds where no option is given.
    pub const fn usual(lang: Lang) -> Self {
        Self {
            lang,
            today: None,
            rules: None,
            given: Vec::new(),
        }
    }

    pub fn new(matches: &ArgMatches, lang: Lang) -> Self {
        // A global option stands in the matches of the command it was given to.
        let inner = innermost(matches);
        Self {
            lang,
            today: inner.get_one("today").copied(),
            rules: inner.get_one::<PathBuf>("rules").cloned(),
            given: of_arguments(inner, "given"),
        }
    }

    /// The rules: built in or of the folder given, with what the user's own
    /// folder adds; what could not be used of that is told.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let loaded = self.load_quietly()?;
        self.tell(&loaded.pack.slips);
        Ok(loaded)
    }

    /// The calendar alone, whatever else is wrong with the rules.
    pub fn calendar(&self) -> Result<Joined, Failure> {
        let mut files = match &self.rules {
            Some(dir) => files(Some(dir))?,
            None => Files::embedded_calendar(),
        };
        add_own(&mut files);
        let joined = calendar::load(files).map_err(Failure::Rules)?;
        self.tell(&joined.slips);
        Ok(joined)
    }

    /// Tells on standard error what of the user's own files could not be used.
    fn tell(&self, slips: &[Both]) {
        for slip in slips {
            let words = self.lang.pick("您自己的文件", "your own file");
            let _ = print::tell(&format!("{words} {}", slip.get(self.lang)));
        }
    }

    /// The rules, without telling.
    pub fn load_quietly(&self) -> Result<Loaded, Failure> {
        let mut files = match &self.rules {
            Some(dir) => files(Some(dir))?,
            None => Files::embedded_for_walks(),
        };
        add_own(&mut files);
        let mut loaded = pack::load(files).map_err(Failure::Rules)?;
        for given in &self.given {
            give(&mut loaded.pack, given)?;
        }
        // The built-in rules are proved by the tests; somebody else's here.
        if self.rules.is_some() {
            return proved(loaded, self.today.unwrap_or_else(today_in_china));
        }
        Ok(loaded)
    }

    /// The files of the rules with the user's additions.
    pub fn files_with_own(&self) -> Result<Files, Failure> {
        let mut files = self.files()?;
        add_own(&mut files);
        Ok(files)
    }

    /// Whether the folder of the rules, where one is named, can be opened, and
    /// whether they know what is given.
    pub fn is_sound(&self) -> Result<(), Failure> {
        if let Some(dir) = &self.rules {
            files(Some(dir))?;
        }
        match self.given.is_empty().then_some(Ok(())) {
            Some(sound) => sound,
            None => self
                .load_quietly()
                .map(drop)
                .or_else(|failure| match failure {
                    Failure::Rules(_) => Ok(()), // told on a page of its own
                    other => Err(other),
                }),
        }
    }

    /// The files of the rules without the user's additions.
    pub fn files(&self) -> Result<Files, Failure> {
        files(self.rules.as_deref())
    }
}

/// The values of an argument that a command may not have.
fn of_arguments(matches: &ArgMatches, name: &str) -> Vec<String> {
    let values = matches.try_get_many::<String>(name).ok().flatten();
    values.map_or_else(Vec::new, |values| values.cloned().collect())
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

fn innermost(matches: &ArgMatches) -> &ArgMatches {
    let mut inner = matches;
    while let Some((_, sub)) = inner.subcommand() {
        inner = sub;
    }
    inner
}

/// The files of a folder, or the built-in ones.
pub(super) fn files(dir: Option<&Path>) -> Result<Files, Failure> {
    let Some(dir) = dir else {
        return Ok(Files::embedded());
    };
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
        let name = entry.file_name().to_string_lossy().into_owned();
        // What begins with a dot is some program's own: `._2026.toml`, `.#2026.toml`.
        if files::is_toml(&entry.path()) && !name.starts_with('.') {
            files.overlay(&format!("{OWN_FOLDER}{name}"), &entry.path());
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

/// The date in China, which is one zone, UTC+8, whatever zone the machine has.
pub(super) fn today_in_china() -> NaiveDate {
    (Utc::now().naive_utc() + TimeDelta::hours(8)).date()
}
