//! A store in one file of this machine.

#[cfg(unix)]
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, ToSql, params_from_iter};

use super::PATIENCE;
use super::database::{Cell, Database, Row, number};
use super::fault::StoreFault;

/// What marks a file as a store, where each program has a number of its own:
/// `desk`. Source: the application id of the database's file format.
const MARK: i64 = 0x6465_736B;

/// A connection to the file.
pub(super) struct Sqlite {
    connection: Connection,
    /// What the file's counter of others' changes said last.
    seen: i64,
    /// Where it is, and which files stood there when it was opened.
    path: PathBuf,
    files: Files,
}

/// Which files a store is: its own, and the one beside it that what is written
/// goes to first.
type Files = [Option<(u64, u64)>; 2];

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self, StoreFault> {
        // A path is a path: no address, no store that is only in memory; but what is
        // gone with the program leaves nothing in a file.
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags.set(OpenFlags::SQLITE_OPEN_MEMORY, path.as_os_str().is_empty());
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        // Before anything of it is changed: it may be another program's.
        if !is_ours(&connection)? {
            return Err(StoreFault::Damaged);
        }
        keep_private(path);
        // Each commit is on the disk when it returns, in the file itself where
        // nobody reads meanwhile: whoever copies that alone has it too. And what
        // was deleted is overwritten.
        for (name, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
            ("secure_delete", "ON"),
            ("wal_autocheckpoint", "1"),
        ] {
            connection
                .pragma_update_and_check(None, name, value, |_| Ok(()))
                .or_else(|error| match error {
                    Error::QueryReturnedNoRows => Ok(()),
                    error => Err(error),
                })?;
        }
        connection.pragma_update(None, "foreign_keys", "ON")?;
        let seen = counter(&connection)?;
        Ok(Self {
            connection,
            seen,
            path: path.to_owned(),
            files: files(path),
        })
    }

    /// That what is written goes to the files that stand at the path: whoever
    /// puts another there, or deletes them, leaves an open window those of
    /// before, which are gone when it is closed.
    fn is_in_place(&self) -> Result<(), StoreFault> {
        let now = files(&self.path);
        let mut pairs = self.files.iter().zip(now);
        if pairs.any(|(then, now)| then.is_some() && *then != now) {
            return Err(StoreFault::Replaced(self.path.clone()));
        }
        Ok(())
    }
}

#[cfg(unix)]
fn files(path: &Path) -> Files {
    use std::os::unix::fs::MetadataExt as _;
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    [path, Path::new(&beside)].map(|path| {
        let found = fs::metadata(path).ok()?;
        Some((found.dev(), found.ino()))
    })
}

/// There no file that is open can be replaced.
#[cfg(not(unix))]
const fn files(_: &Path) -> Files {
    [None; 2]
}

/// Takes away what others may do with the file; the database gives those beside
/// it the same mode.
#[cfg(unix)]
fn keep_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map(|found| found.permissions().mode());
    if mode.is_ok_and(|mode| mode & 0o077 != 0) {
        // Somebody else's file, which one may write: it stays as it is.
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
    }
}

#[cfg(not(unix))]
const fn keep_private(_: &Path) {} // there the folder says who may read

/// Whether a file is a store, or is to become one. Its mark and its tables are
/// read as they are at one moment: another window may be making them.
fn is_ours(connection: &Connection) -> Result<bool, Error> {
    let sql =
        "SELECT application_id, (SELECT COUNT(*) FROM sqlite_master) FROM pragma_application_id";
    connection.query_row(sql, [], |row| {
        let (mark, tables): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok(mark == MARK || (mark == 0 && tables == 0))
    })
}

fn counter(connection: &Connection) -> Result<i64, Error> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

impl Database for Sqlite {
    /// The file's own number for that.
    fn step(&mut self) -> Result<i64, StoreFault> {
        let step = self.rows("PRAGMA user_version", &[])?;
        number(step.first().ok_or(StoreFault::Damaged)?, 0)
    }

    fn set_step(&mut self, step: i64) -> Result<(), StoreFault> {
        self.connection
            .pragma_update(None, "application_id", MARK)?;
        Ok(self.connection.pragma_update(None, "user_version", step)?)
    }

    fn counter(&self) -> &'static str {
        "INTEGER PRIMARY KEY"
    }

    fn place_of(&self) -> &'static str {
        "instr"
    }

    fn by_signs(&self) -> &'static str {
        ""
    }

    fn begin(&mut self) -> Result<(), StoreFault> {
        self.is_in_place()?;
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn look(&mut self) -> Result<(), StoreFault> {
        self.is_in_place()?;
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    fn commit(&mut self) -> Result<(), StoreFault> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn rollback(&mut self) {
        // Some faults have rolled back already.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn run(&mut self, sql: &str, with: &[Cell]) -> Result<u64, StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.execute(params_from_iter(with))? as u64)
    }

    fn rows(&mut self, sql: &str, with: &[Cell]) -> Result<Vec<Row>, StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let found = statement.query_map(params_from_iter(with), |row| {
            (0..columns)
                .map(|column| Ok(cell(row.get_ref(column)?)))
                .collect()
        });
        Ok(found?.collect::<Result<_, _>>()?)
    }

    fn has_news(&mut self) -> Result<bool, StoreFault> {
        self.is_in_place()?;
        let now = counter(&self.connection)?;
        Ok(std::mem::replace(&mut self.seen, now) != now)
    }

    fn wait_for_others(&mut self, most: Duration) -> Result<(), StoreFault> {
        Ok(self.connection.busy_timeout(most)?)
    }

    fn wipe(&mut self) {
        // Where others are at work, or the disk is full, what is left goes later.
        let Self { connection, .. } = self;
        let _ = connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
    }

    fn reconnect(&mut self) -> Result<(), StoreFault> {
        Ok(()) // a file is never lost in the middle
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Null => ToSqlOutput::Owned(Value::Null),
        })
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        _ => Cell::Null,
    }
}

impl From<Error> for StoreFault {
    fn from(error: Error) -> Self {
        // The memory that the windows share is a file too.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(SQLITE_IOERR_SHMSIZE) {
            return Self::Full;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            _ => Self::Unreachable(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::store::Store;

    fn store(path: &Path) -> (Sqlite, Store) {
        let db = || Sqlite::open(path).expect("it opens");
        let mut store = Store { db: Box::new(db()) };
        store
            .write(super::super::schema::migrate)
            .expect("it is made");
        (db(), store)
    }

    #[test]
    fn every_commit_waits_for_the_disk_and_deleting_overwrites() {
        let folder = tempfile::tempdir().expect("a folder");
        let (db, _store) = store(&folder.path().join("desk.db"));
        let pragma = |name: &str| -> String {
            let value = db
                .connection
                .pragma_query_value(None, name, |row| row.get::<_, Value>(0));
            format!("{:?}", value.expect("a value"))
        };
        assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
        assert_eq!(pragma("synchronous"), "Integer(2)");
        assert_eq!(pragma("secure_delete"), "Integer(1)");
    }

    #[test]
    fn what_is_written_stands_in_the_file_alone_while_a_window_is_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, copy) = (folder.path().join("desk.db"), folder.path().join("copy.db"));
        let (_db, mut store) = store(&path);
        let class = "INSERT INTO batches (name, body) VALUES ('a', '{}')";
        store.write(|db| db.run(class, &[])).expect("it is written");
        std::fs::copy(&path, &copy).expect("it is copied");
        let mut copy = Sqlite::open(&copy).expect("it opens");
        let kept = copy.rows("SELECT name FROM batches", &[]);
        assert_eq!(kept.expect("it reads").len(), 1);
    }

    #[test]
    fn a_file_of_another_program_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("other.db");
        let other = Connection::open(&path).expect("it opens");
        other
            .execute_batch("CREATE TABLE cases (a); PRAGMA user_version = 1")
            .expect("it is written");
        drop(other);
        let before = std::fs::read(&path).expect("its bytes");
        let place = crate::desk::store::StoreAddress::File(path.clone());
        assert!(matches!(Store::open(&place), Err(StoreFault::Damaged)));
        assert!(std::fs::read(&path).expect("its bytes") == before);
    }

    #[test]
    fn a_full_disk_is_told_and_nothing_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut db, mut store) = store(&folder.path().join("desk.db"));
        store
            .db
            .rows("PRAGMA max_page_count = 1", &[])
            .expect("it is set");
        let long = "x".repeat(1_000_000);
        let written = store.write(|db| {
            db.run(
                "INSERT INTO batches (name, body) VALUES ($1, $2)",
                &["a".into(), "{}".into()],
            )?;
            db.run(
                "INSERT INTO batches (name, body) VALUES ($1, $2)",
                &["b".into(), long.as_str().into()],
            )
        });
        assert!(matches!(written, Err(StoreFault::Full)), "{written:?}");
        assert_eq!(
            db.rows("SELECT name FROM batches", &[]).expect("it reads"),
            Vec::<Row>::new()
        );
    }

    /// A disk so full that not even the windows' shared memory finds room.
    #[test]
    fn no_room_for_the_shared_memory_is_a_full_disk() {
        let code = rusqlite::ffi::Error::new(SQLITE_IOERR_SHMSIZE);
        let told = StoreFault::from(Error::SqliteFailure(code, None));
        assert!(matches!(told, StoreFault::Full), "{told:?}");
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_READ);
        let told = StoreFault::from(Error::SqliteFailure(code, None));
        assert!(matches!(told, StoreFault::Unreachable(_)), "{told:?}");
    }

    #[test]
    fn others_changes_are_news_and_ones_own_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut db, mut store) = store(&folder.path().join("desk.db"));
        assert!(!store.has_news().expect("it reads"));
        db.run(
            "INSERT INTO batches (name, body) VALUES ($1, $2)",
            &["a".into(), "{}".into()],
        )
        .expect("it is written");
        assert!(store.has_news().expect("it reads"));
        assert!(!store.has_news().expect("it reads"));
    }
}
