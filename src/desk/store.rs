//! Where cases, visits and batches are kept. What is written is on the disk
//! when a function here returns; of two who write at once neither overwrites
//! the other.
//!
//! The statements are the same for every database (`cases`, `batches`,
//! `whole`); a `Database` runs them.

mod batches;
mod cases;
mod database;
mod fault;
mod login;
#[cfg(feature = "postgres")]
mod postgres;
mod schema;
#[cfg(feature = "postgres")]
mod server_fault;
mod sqlite;
#[cfg(feature = "postgres")]
mod talk;
mod whole;

use std::path::PathBuf;
use std::time::Duration;

pub use cases::Filter;
pub(crate) use cases::{Noted, Sought};
use database::Database;
pub use fault::StoreFault;
pub use login::Login;
#[cfg(feature = "postgres")]
pub use server_fault::ServerFault;
pub use whole::Whole;

/// So long somebody waits while others write.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreAddress {
    /// A file of this machine.
    File(PathBuf),
    /// A server, as `postgres://…` without a password, and where that is.
    Server(String, Login),
}

/// A store that is open.
pub struct Store {
    db: Box<dyn Database>,
}

impl Store {
    /// Opens a store, and makes what it lacks.
    ///
    /// # Errors
    /// It cannot be reached, or a newer program made it.
    pub fn open(place: &StoreAddress) -> Result<Self, StoreFault> {
        let db: Box<dyn Database> = match place {
            StoreAddress::File(path) => Box::new(sqlite::Sqlite::open(path)?),
            #[cfg(feature = "postgres")]
            StoreAddress::Server(url, login) => Box::new(postgres::Postgres::open(url, login)?),
            #[cfg(not(feature = "postgres"))]
            StoreAddress::Server(..) => return Err(StoreFault::NotBuilt),
        };
        let mut store = Self { db };
        // Whoever only reads shall not wait for those who write.
        if !schema::is_there(store.db.as_mut())? {
            store.write(schema::migrate)?;
        }
        Ok(store)
    }

    /// A store with nothing in it, that is gone with the program.
    ///
    /// # Errors
    /// The system has no room for it.
    pub(crate) fn empty() -> Result<Self, StoreFault> {
        // A database without a name is such a one.
        Self::open(&StoreAddress::File(PathBuf::new()))
    }

    /// Waits at most so long from now on while others write.
    ///
    /// # Errors
    /// The store fails.
    pub fn wait_for_others(&mut self, most: Duration) -> Result<(), StoreFault> {
        self.db.wait_for_others(most)
    }

    /// Whether another seat has written since this was last asked.
    ///
    /// # Errors
    /// The store cannot be reached.
    pub fn has_news(&mut self) -> Result<bool, StoreFault> {
        match self.db.has_news() {
            Err(StoreFault::Lost(_)) => {
                self.db.reconnect()?;
                Ok(true) // what came in between nobody heard
            }
            news => news,
        }
    }

    /// Does `work` as one: all of it is kept, or nothing. Where the connection
    /// was lost it is tried once more; a visit carries its own id, so that it
    /// is there once even where only the answer to the first try was lost.
    fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut dyn Database) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        self.as_one(&mut |db| {
            db.begin()?;
            work(db)
        })
    }

    /// Reads the store as it is at one moment; where the connection was lost,
    /// once more.
    fn read<T>(
        &mut self,
        mut work: impl FnMut(&mut dyn Database) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        self.as_one(&mut |db| {
            db.look()?;
            work(db)
        })
    }

    fn as_one<T>(
        &mut self,
        work: &mut dyn FnMut(&mut dyn Database) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        let mut once = |db: &mut dyn Database| {
            let done = work(db).and_then(|done| db.commit().map(|()| done));
            done.inspect_err(|_| db.rollback())
        };
        match once(self.db.as_mut()) {
            Err(StoreFault::Lost(_)) => {
                self.db.reconnect()?;
                once(self.db.as_mut())
            }
            done => done,
        }
    }
}
