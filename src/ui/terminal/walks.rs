//! The folder of the walks that are kept: the last twenty, each in a file of
//! its own, so that no window writes over what another one keeps.
//!
//! They are named by when they were made and by which program,
//! `20261123-140533-4711.toml`, and in order by when they were last written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::answers::{self, AnswersFile};
use crate::check::month::in_china;
use crate::file::{self, Readers, There};
use crate::pack::Pack;
use crate::ui::kept::{SavedWalk, WalkId};

/// So many are kept, and as many that the rules of the day cannot read.
const MOST: usize = 20;
/// No kept walk is larger than this.
const MOST_BYTES: u64 = 64 * 1024;
/// How a name begins.
const STAMP: &str = "%Y%m%d-%H%M%S";
const ENDING: &str = ".toml";

/// The folder of kept walks, as one window sees it.
#[derive(Debug)]
pub(crate) struct Walks {
    folder: PathBuf,
    /// The walks of this window, and the names of their files.
    own: Vec<(WalkId, String)>,
    /// The walks of this window that could not be kept yet.
    waiting: Vec<Unsaved>,
}

/// A walk that could not be kept.
#[derive(Debug)]
struct Unsaved {
    walk: WalkId,
    text: String,
    why: io::Error,
}

impl Walks {
    /// The walks in a folder, which need not be there yet.
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            own: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Why a walk could not be kept to the end, where one could not.
    pub(crate) fn unsaved(mut self) -> Option<io::Error> {
        Some(self.waiting.pop()?.why)
    }

    /// The walks that can be gone on with, the newest first, those that the
    /// rules cannot read behind the others.
    pub(crate) fn list(&self, pack: &Pack) -> Vec<SavedWalk> {
        let waiting = self.waiting.iter().rev();
        let waiting = waiting.map(|it| saved(pack, it.walk.clone(), None, &it.text));
        let files = self.files().into_iter();
        let there = files.filter_map(|(when, name)| self.entry(pack, when, name));
        let waits = |entry: &SavedWalk| self.waiting.iter().any(|it| it.walk == entry.id);
        let entries = waiting.chain(there.filter(|entry| !waits(entry)));
        let (mut list, unreadable): (Vec<_>, Vec<_>) =
            entries.partition(|entry| entry.walk.is_some());
        list.extend(unreadable);
        list
    }

    /// Keeps a walk, and those that could not be kept before. Gives the fault
    /// the first time there is one.
    pub(crate) fn keep(
        &mut self,
        walk: WalkId,
        text: String,
        now: NaiveDateTime,
        pack: Option<&Pack>,
    ) -> Option<&io::Error> {
        let told = !self.waiting.is_empty();
        let mut all = std::mem::take(&mut self.waiting);
        all.retain(|unsaved| unsaved.walk != walk);
        let before = all.into_iter().map(|unsaved| (unsaved.walk, unsaved.text));
        for (walk, text) in before.chain([(walk, text)]) {
            if let Err(why) = self.save(&walk, &text, now, pack) {
                self.waiting.push(Unsaved { walk, text, why });
            }
        }
        let unsaved = self.waiting.last().filter(|_| !told)?;
        Some(&unsaved.why)
    }

    /// Writes a walk into this window's file for it. Where it was gone on with,
    /// it takes the place of the one found, if nobody has written that since.
    fn save(
        &mut self,
        walk: &WalkId,
        text: &str,
        now: NaiveDateTime,
        pack: Option<&Pack>,
    ) -> io::Result<()> {
        if let Some((_, own)) = self.own.iter().find(|(id, _)| id == walk) {
            if self.holds(own, text) {
                return Ok(());
            }
            let path = self.folder.join(own);
            file::private_folder(&self.folder)?;
            return file::save(&path, text.as_bytes(), There::Replaced, Readers::Owner);
        }
        let found = match walk {
            WalkId::Found { file, text: found } => Some((file, found)),
            WalkId::Here(_) => None,
        };
        if found.is_some_and(|(file, found)| found == text && self.holds(file, found)) {
            return Ok(()); // it was only looked at
        }
        let name = self.make(text, now)?;
        self.own.push((walk.clone(), name));
        if let Some((file, _)) = found.filter(|(file, found)| self.holds(file, found)) {
            let _ = fs::remove_file(self.folder.join(file)); // then it is kept twice
        }
        if let Some(pack) = pack {
            self.drop_oldest(pack);
        }
        Ok(())
    }

    /// Makes a file under a name that is still free.
    fn make(&self, text: &str, now: NaiveDateTime) -> io::Result<String> {
        file::private_folder(&self.folder)?;
        let stamp = now.format(STAMP);
        let process = std::process::id();
        let mut number = 1;
        loop {
            let name = match number {
                1 => format!("{stamp}-{process}{ENDING}"),
                _ => format!("{stamp}-{process}-{number}{ENDING}"),
            };
            let path = self.folder.join(&name);
            match file::save(&path, text.as_bytes(), There::Stays, Readers::Owner) {
                Ok(()) => return Ok(name),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Drops what is more than is kept, but never what this window made last.
    fn drop_oldest(&mut self, pack: &Pack) {
        let readable = |name: &str| {
            let text = self.text(name);
            text.is_some_and(|text| answers::read_what_fits(pack, &text).is_some())
        };
        let (readable, unreadable): (Vec<_>, Vec<_>) = self
            .files()
            .into_iter()
            .partition(|(_, name)| readable(name));
        let old = [readable, unreadable];
        for (_, name) in old.iter().flat_map(|files| files.iter().skip(MOST)) {
            if self.own.last().is_some_and(|(_, last)| last == name) {
                continue; // the clock was put back
            }
            let _ = fs::remove_file(self.folder.join(name)); // then it is one more
            self.own.retain(|(_, own)| own != name);
        }
    }

    /// When each of the kept walks was written last, and its name; the newest
    /// first.
    fn files(&self) -> Vec<(NaiveDateTime, String)> {
        file::sweep(&self.folder);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let written = entry.metadata().and_then(|found| found.modified()).ok()?;
            is_walk(&name).then(|| (in_china(written.into()), name))
        });
        let mut files: Vec<_> = files.collect();
        files.sort_unstable_by(|one, other| other.cmp(one));
        files
    }

    /// A walk of the list; none where nothing was answered that can be kept.
    fn entry(&self, pack: &Pack, when: NaiveDateTime, name: String) -> Option<SavedWalk> {
        let text = self.text(&name).unwrap_or_default();
        let own = self.own.iter().find(|(_, own)| *own == name);
        let id = own.map_or_else(
            || WalkId::Found {
                file: name,
                text: text.clone(),
            },
            |(id, _)| id.clone(),
        );
        let entry = saved(pack, id, Some(when), &text);
        let is_empty = |walk: &AnswersFile| walk.answers.is_empty();
        (!entry.walk.as_ref().is_some_and(is_empty)).then_some(entry)
    }

    fn text(&self, name: &str) -> Option<String> {
        let bytes = file::read(&self.folder.join(name), MOST_BYTES).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Whether just this stands in a file.
    fn holds(&self, name: &str, text: &str) -> bool {
        self.text(name).is_some_and(|there| there == text)
    }
}

/// The walk that a text tells of.
fn saved(pack: &Pack, id: WalkId, when: Option<NaiveDateTime>, text: &str) -> SavedWalk {
    let (walk, lost) = answers::read_what_fits(pack, text).unzip();
    let lost = lost.unwrap_or(0);
    SavedWalk {
        id,
        when,
        walk,
        lost,
    }
}

/// Whether a file of this name is one of ours.
fn is_walk(name: &str) -> bool {
    let parts = name.split_at_checked("20261123-140533".len());
    parts.is_some_and(|(stamp, rest)| {
        let stamp = NaiveDateTime::parse_from_str(stamp, STAMP);
        stamp.is_ok() && rest.starts_with('-') && rest.ends_with(ENDING)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use chrono::{NaiveDate, TimeDelta};

    use super::*;
    use crate::pack::{Files, load};

    const ONE: &str = "[answers]\ncertificate = \"special-operation\"\n";
    const TWO: &str = "[answers]\ncertificate = \"unknown\"\n";

    static PACK: LazyLock<Pack> =
        LazyLock::new(|| load(Files::embedded()).expect("the rules load").pack);

    fn at(minute: u32) -> NaiveDateTime {
        // Long ago by any clock that a test may run by.
        let day = NaiveDate::from_ymd_opt(2020, 11, 23).expect("a day");
        let time = day.and_hms_opt(14, minute, 0);
        time.expect("a time")
    }

    /// Keeps a walk in that minute; so the file says, if it was written.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "shorter where it is called")]
    fn keep(walks: &mut Walks, walk: WalkId, text: &str, minute: u32) {
        let before = walks.files();
        let error = walks.keep(walk.clone(), text.to_owned(), at(minute), Some(&PACK));
        assert!(error.is_none(), "{error:?}");
        let own = walks.own.iter().find(|(id, _)| *id == walk);
        let Some((_, own)) = own.filter(|_| walks.files() != before) else {
            return;
        };
        write_at(&walks.folder.join(own), at(minute));
    }

    /// As if a file had been written then.
    fn write_at(path: &Path, time: NaiveDateTime) {
        let since = time - TimeDelta::hours(8);
        let since = since.and_utc().timestamp().unsigned_abs();
        let written = std::time::UNIX_EPOCH + std::time::Duration::from_secs(since);
        let file = fs::File::options().append(true).open(path);
        let set = file.and_then(|file| file.set_modified(written));
        set.expect("it is ours");
    }

    /// The times and texts of the walks that a new window finds.
    fn found(folder: &Path) -> Vec<(u32, String)> {
        use chrono::Timelike as _;
        let list = Walks::new(folder.to_owned()).list(&PACK);
        let list = list.into_iter().map(|entry| match entry.id {
            WalkId::Found { text, .. } => (entry.when.expect("a time").minute(), text),
            WalkId::Here(_) => panic!("it is not of this window"),
        });
        list.collect()
    }

    fn all(list: &[(u32, &str)]) -> Vec<(u32, String)> {
        let list = list.iter();
        list.map(|(minute, text)| (*minute, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_window_writes_only_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("chabudao/walks");
        let [mut one, mut other] = [Walks::new(folder.clone()), Walks::new(folder.clone())];
        keep(&mut one, WalkId::Here(1), ONE, 1);
        keep(&mut other, WalkId::Here(1), ONE, 2);
        keep(&mut one, WalkId::Here(2), ONE, 3);
        keep(&mut one, WalkId::Here(1), TWO, 4);
        assert_eq!(found(&folder), all(&[(4, TWO), (3, ONE), (2, ONE)]));
        // Its own it knows by the numbers it gave them.
        let ids: Vec<_> = one.list(&PACK).into_iter().map(|it| it.id).collect();
        assert_eq!(ids[..2], [1, 2].map(WalkId::Here));
    }

    #[test]
    fn a_walk_gone_on_with_takes_the_place_of_the_one_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let [mut one, mut other] = [Walks::new(folder.to_owned()), Walks::new(folder.to_owned())];
        keep(&mut one, WalkId::Here(1), ONE, 1);
        let id = other.list(&PACK)[0].id.clone();
        keep(&mut other, id.clone(), ONE, 2);
        assert_eq!(found(folder), all(&[(1, ONE)])); // it was only looked at
        keep(&mut other, id.clone(), TWO, 3);
        assert_eq!(found(folder), all(&[(3, TWO)]));
        // What the first window writes of it now stands beside it.
        keep(&mut one, WalkId::Here(1), ONE, 4);
        keep(&mut other, id.clone(), ONE, 5);
        assert_eq!(found(folder), all(&[(5, ONE), (4, ONE)]));
        keep(&mut other, id, ONE, 6);
        assert_eq!(found(folder), all(&[(5, ONE), (4, ONE)])); // nothing is new
    }

    #[test]
    fn what_another_window_has_written_since_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let [mut one, mut other] = [Walks::new(folder.to_owned()), Walks::new(folder.to_owned())];
        keep(&mut one, WalkId::Here(1), ONE, 1);
        let id = other.list(&PACK)[0].id.clone();
        keep(&mut one, WalkId::Here(1), TWO, 2);
        keep(&mut other, id, ONE, 3);
        assert_eq!(found(folder), all(&[(3, ONE), (2, TWO)]));
    }

    #[test]
    fn the_oldest_are_dropped_but_none_for_one_that_cannot_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let other = "[answers]\nof-other-rules = \"yes\"\n";
        for second in 10..22 {
            let name = format!("20261101-1000{second}-1.toml");
            fs::write(folder.join(name), other).expect("it is written");
        }
        fs::write(folder.join("mine.txt"), "mine").expect("it is written");
        let mut walks = Walks::new(folder.to_owned());
        for number in 1..=25 {
            keep(&mut walks, WalkId::Here(number), ONE, number);
        }
        let minutes: Vec<_> = found(folder).iter().map(|(minute, _)| *minute).collect();
        let readable: Vec<_> = (6..=25).rev().collect();
        assert_eq!(minutes[..20], readable);
        let left = fs::read_dir(folder).expect("it is listed").count();
        assert_eq!(left, 20 + 12 + 1);
    }

    #[test]
    fn a_clock_that_was_put_back_costs_the_new_walk_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let mut walks = Walks::new(folder.to_owned());
        for number in 1..=21 {
            keep(&mut walks, WalkId::Here(number), ONE, number);
            let (_, name) = &walks.own[walks.own.len() - 1];
            let later = at(number) + TimeDelta::days(365 * 100);
            write_at(&folder.join(name), later);
        }
        keep(&mut walks, WalkId::Here(22), TWO, 1);
        assert_eq!(found(folder).last(), Some(&(1, TWO.to_owned())));
    }

    #[test]
    fn what_could_not_be_kept_is_kept_as_soon_as_it_can() {
        let folder = tempfile::tempdir().expect("a folder");
        let in_the_way = folder.path().join("chabudao");
        fs::write(&in_the_way, "").expect("it is written");
        let mut walks = Walks::new(in_the_way.join("walks"));
        let mut fails = |number, text: &str| {
            let text = text.to_owned();
            let error = walks.keep(WalkId::Here(number), text, at(1), None);
            error.is_some()
        };
        // It is told once.
        assert_eq!(
            [fails(1, ONE), fails(1, TWO), fails(2, ONE)],
            [true, false, false]
        );
        let list = walks.list(&PACK);
        let list: Vec<_> = list.iter().map(|it| (it.id.clone(), it.when)).collect();
        assert_eq!(list, [(WalkId::Here(2), None), (WalkId::Here(1), None)]);
        fs::remove_file(&in_the_way).expect("it is ours");
        keep(&mut walks, WalkId::Here(2), TWO, 2);
        let there = found(walks.folder());
        assert_eq!(there.len(), 2);
        assert!(there.iter().all(|(_, text)| text == TWO));
        assert!(walks.unsaved().is_none());
    }

    #[test]
    fn what_other_rules_do_not_know_costs_no_other_answer() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut walks = Walks::new(folder.path().to_owned());
        let other = "[answers]\nno_such_fact = \"yes\"\n";
        keep(&mut walks, WalkId::Here(1), other, 1);
        let half = format!("{ONE}no_such_fact = \"yes\"\n");
        keep(&mut walks, WalkId::Here(2), &half, 2);
        keep(&mut walks, WalkId::Here(3), ONE, 3);
        let list = Walks::new(folder.path().to_owned()).list(&PACK);
        let read = list
            .into_iter()
            .map(|it| (it.walk.map(|walk| walk.answers.iter().count()), it.lost));
        let read: Vec<_> = read.collect();
        assert_eq!(read, [(Some(1), 0), (Some(1), 1), (None, 0)]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn they_are_their_owners_alone_and_no_pipe_holds_them_up() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("chabudao/walks");
        let mut walks = Walks::new(folder.clone());
        keep(&mut walks, WalkId::Here(1), ONE, 1);
        let mode = |path: &Path| {
            let found = fs::metadata(path).expect("it is there");
            found.permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder), 0o700);
        let entry = fs::read_dir(&folder).expect("it is listed").next();
        let path = entry.expect("one").expect("it is listed").path();
        assert_eq!(mode(&path), 0o600);
        let pipe = folder.join("20261123-150000-1.toml");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
        let list = walks.list(&PACK);
        let readable: Vec<_> = list.iter().map(|entry| entry.walk.is_some()).collect();
        assert_eq!(readable, [true, false]);
    }
}
