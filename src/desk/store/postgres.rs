//! A store on a server, for several seats on several machines.

use std::env;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::Host;
use postgres::error::{DbError, Severity, SqlState};
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::{ToSql, Type};
use postgres::{Config, Error};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PATIENCE;
use super::database::{Cell, Database, Row, number, text};
use super::fault::StoreFault;
use super::login::Login;
use super::server_fault::ServerFault;
use super::talk::Talk;

/// So long a server may take to answer at all.
const ANSWERS: Duration = Duration::from_secs(10);

/// A writer that says nothing so long sleeps: no write takes so long between
/// two statements, and whoever waits for it has more patience.
const ASLEEP: Duration = Duration::from_secs(15);

/// Who holds this lock writes; the others wait, as with a file.
const WRITERS: i64 = 0x6465_736B;

/// A connection to the server.
pub(super) struct Postgres {
    talk: Talk,
    config: Config,
    /// What the server calls this connection: its own news are none.
    own: i32,
    /// Whether anything was written since it began.
    wrote: bool,
    /// What the server calls the write that has begun.
    write: Option<i64>,
    /// So long others who write are waited for.
    patience: Duration,
}

impl Postgres {
    pub(crate) fn open(url: &str, login: &Login) -> Result<Self, StoreFault> {
        let mut config = with_limits(url.parse()?);
        let system = ["USER", "LOGNAME", "USERNAME"];
        let system = system.into_iter().find_map(|name| env::var(name).ok());
        if let Some(password) = password(&config, login, &system.unwrap_or_default()) {
            config.password(password);
        }
        let (talk, own) = connect(&config).map_err(|fault| match fault {
            StoreFault::Lost(why) => StoreFault::Unreachable(why),
            fault => fault,
        })?;
        Ok(Self {
            talk,
            config,
            own,
            wrote: false,
            write: None,
            patience: PATIENCE,
        })
    }

    /// How a write ended of which only the answer was lost: whoever did it again
    /// would be told the opposite. It is over when the next one can begin.
    fn ended(&mut self, write: i64, why: String) -> Result<(), StoreFault> {
        let status = "SELECT txid_status($1)";
        let told = self
            .reconnect()
            .and_then(|()| self.begin())
            .and_then(|()| self.rows(status, &[Cell::Number(write)]));
        self.rollback();
        match told
            .as_ref()
            .map(|rows| rows.first().map(|row| text(row, 0)))
        {
            Ok(Some(Ok("committed"))) => Ok(()),
            Ok(Some(Ok("aborted"))) => Err(StoreFault::Lost(why)),
            _ => Err(StoreFault::Server(ServerFault::Unsure(why))),
        }
    }
}

/// A cable that was pulled out says nothing. So long it is waited for, also
/// where somebody only looks; an address may name other limits.
fn with_limits(mut config: Config) -> Config {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(ANSWERS);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(ANSWERS);
    }
    if config.get_keepalives_idle() == Config::new().get_keepalives_idle() {
        config.keepalives_idle(ANSWERS);
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_interval(ANSWERS / 2);
    }
    if config.get_keepalives_retries().is_none() {
        config.keepalives_retries(2);
    }
    config
}

/// The password for what an address names; one without a user means the
/// system's.
fn password(config: &Config, login: &Login, system: &str) -> Option<String> {
    let host = config.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(_) => "localhost".to_owned(),
    });
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let user = config.get_user().unwrap_or(system);
    let database = config.get_dbname().unwrap_or(user);
    login.password([&host.unwrap_or_default(), &port.to_string(), database, user])
}

fn connect(config: &Config) -> Result<(Talk, i32), StoreFault> {
    let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(1);
    let each = config.get_connect_timeout().map_or(ANSWERS, |it| *it);
    let config = config.clone();
    let mut talk = Talk::begin(each * hosts + ANSWERS, move || Ok(config.connect(tls()?)?))?;
    // An acknowledged write is on the disk, whatever the server is set to.
    let begin = "SET synchronous_commit = on; LISTEN desk; SELECT pg_backend_pid(), current_setting('server_encoding')";
    let said = talk.plain(begin, ANSWERS)?;
    let [own, encoding] = <[String; 2]>::try_from(said).map_err(|_| StoreFault::Damaged)?;
    // One that is told no encoding keeps what it is given.
    if !["UTF8", "SQL_ASCII"].contains(&encoding.as_str()) {
        return Err(StoreFault::Server(ServerFault::Encoding(encoding)));
    }
    Ok((talk, own.parse().map_err(|_| StoreFault::Damaged)?))
}

/// Certificates are checked against those the system trusts; `SSL_CERT_FILE`
/// names others.
fn tls() -> Result<MakeRustlsConnect, StoreFault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreFault::Unreachable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

impl Database for Postgres {
    fn step(&mut self) -> Result<i64, StoreFault> {
        // Read as any other table: a name looked up once may be remembered as
        // missing although another has just made it.
        let there = self.rows(
            "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE tablename = 'steps' AND schemaname = ANY (current_schemas(false))",
            &[],
        )?;
        if number(there.first().ok_or(StoreFault::Damaged)?, 0)? == 0 {
            return Ok(0);
        }
        let last = self.rows("SELECT COALESCE(MAX(number), 0) FROM steps", &[])?;
        number(last.first().ok_or(StoreFault::Damaged)?, 0)
    }

    fn set_step(&mut self, step: i64) -> Result<(), StoreFault> {
        self.run(
            "CREATE TABLE IF NOT EXISTS steps (number BIGINT PRIMARY KEY)",
            &[],
        )?;
        self.run(
            "INSERT INTO steps (number) VALUES ($1)",
            &[Cell::Number(step)],
        )?;
        Ok(())
    }

    fn counter(&self) -> &'static str {
        "BIGSERIAL PRIMARY KEY"
    }

    fn place_of(&self) -> &'static str {
        "strpos"
    }

    fn by_signs(&self) -> &'static str {
        " COLLATE \"C\""
    }

    fn begin(&mut self) -> Result<(), StoreFault> {
        self.wrote = false;
        // One that hangs must not hold up the others for ever, neither here nor
        // when it sleeps itself.
        let [patience, asleep] = [self.patience, ASLEEP].map(|time| time.as_millis());
        let begin = format!(
            "BEGIN; SET LOCAL lock_timeout = {patience}; SET LOCAL idle_in_transaction_session_timeout = {asleep}; SELECT txid_current(); SELECT pg_advisory_xact_lock({WRITERS})"
        );
        let told = self.talk.plain(begin, self.patience + ANSWERS)?;
        self.write = told.first().and_then(|number| number.parse().ok());
        Ok(())
    }

    fn look(&mut self) -> Result<(), StoreFault> {
        (self.wrote, self.write) = (false, None);
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        self.talk.plain(begin, ANSWERS).map(drop)
    }

    fn commit(&mut self) -> Result<(), StoreFault> {
        let end = if self.wrote {
            "NOTIFY desk; COMMIT"
        } else {
            "COMMIT"
        };
        match (self.talk.plain(end, ANSWERS), self.write) {
            (Err(StoreFault::Lost(why)), Some(write)) => self.ended(write, why),
            (done, _) => done.map(drop),
        }
    }

    fn rollback(&mut self) {
        // Where the connection is gone the server has rolled back.
        let _ = self.talk.plain("ROLLBACK", ANSWERS);
    }

    fn run(&mut self, sql: &str, with: &[Cell]) -> Result<u64, StoreFault> {
        self.wrote = true;
        let (sql, with) = (sql.to_owned(), with.to_vec());
        let changed = self.talk.ask(ANSWERS, move |client, tell| {
            tell(client.execute_typed(&sql, &parameters(&with))?);
            Ok(())
        })?;
        changed.first().copied().ok_or(StoreFault::Damaged)
    }

    fn rows(&mut self, sql: &str, with: &[Cell]) -> Result<Vec<Row>, StoreFault> {
        let (sql, with) = (sql.to_owned(), with.to_vec());
        self.talk.ask(ANSWERS, move |client, tell| {
            let mut rows = client.query_typed_raw(&sql, parameters(&with))?;
            while let Some(found) = rows.next()? {
                tell(row(&found)?);
            }
            Ok(())
        })
    }

    fn has_news(&mut self) -> Result<bool, StoreFault> {
        let own = self.own;
        let news = self.talk.ask(ANSWERS, move |client, tell| {
            let mut notifications = client.notifications();
            let mut waiting = notifications.timeout_iter(Duration::ZERO);
            while let Some(one) = waiting.next()? {
                tell(one.process_id() != own);
            }
            Ok(())
        })?;
        Ok(news.contains(&true))
    }

    fn wait_for_others(&mut self, most: Duration) -> Result<(), StoreFault> {
        self.patience = most;
        Ok(())
    }

    fn wipe(&mut self) {} // the server's own housekeeping does that

    fn reconnect(&mut self) -> Result<(), StoreFault> {
        // It was there: whatever keeps it away now, its address is right.
        (self.talk, self.own) = connect(&self.config).map_err(|fault| match fault {
            StoreFault::Unreachable(why) => StoreFault::Lost(why),
            fault => fault,
        })?;
        Ok(())
    }
}

/// With their types a statement goes to the server and its rows come back in
/// one round trip.
fn parameters(with: &[Cell]) -> Vec<(&(dyn ToSql + Sync), Type)> {
    with.iter().map(parameter).collect()
}

fn parameter(cell: &Cell) -> (&(dyn ToSql + Sync), Type) {
    match cell {
        Cell::Number(number) => (number, Type::INT8),
        Cell::Text(text) => (text, Type::TEXT),
        Cell::Null => (&None::<String>, Type::TEXT),
    }
}

fn row(row: &postgres::Row) -> Result<Row, StoreFault> {
    let cell = |(at, column): (usize, &postgres::Column)| {
        let cell = if *column.type_() == Type::INT8 {
            row.try_get::<_, Option<i64>>(at)
                .map(|number| number.map(Cell::Number))
        } else {
            row.try_get::<_, Option<String>>(at)
                .map(|text| text.map(Cell::Text))
        };
        Ok(cell.map_err(|_| StoreFault::Damaged)?.unwrap_or(Cell::Null))
    };
    row.columns().iter().enumerate().map(cell).collect()
}

impl From<Error> for StoreFault {
    fn from(error: Error) -> Self {
        if error.is_closed() {
            return Self::Lost(error.to_string());
        }
        match error.as_db_error() {
            Some(told) => of_server(told),
            None => of_connection(&error),
        }
    }
}

/// What a server tells. After a fault that is fatal it hears nothing more.
fn of_server(told: &DbError) -> StoreFault {
    let words = told.message().to_owned();
    match *told.code() {
        SqlState::DISK_FULL => StoreFault::Full,
        SqlState::LOCK_NOT_AVAILABLE => StoreFault::Busy,
        SqlState::INVALID_PASSWORD => StoreFault::Server(ServerFault::NoEntry),
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            StoreFault::Server(ServerFault::NotLetIn(words))
        }
        SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => {
            StoreFault::Server(ServerFault::NoRight(words))
        }
        _ if matches!(
            told.parsed_severity(),
            Some(Severity::Fatal | Severity::Panic)
        ) =>
        {
            StoreFault::Lost(words)
        }
        _ => StoreFault::Unreachable(words),
    }
}

/// What is wrong with a connection; only the words tell it.
fn of_connection(error: &Error) -> StoreFault {
    let why = std::error::Error::source(error);
    let words = why.map_or_else(|| error.to_string(), |why| format!("{error}: {why}"));
    if words.contains("certificate") {
        StoreFault::Server(ServerFault::Untrusted)
    } else if words.contains("password") {
        StoreFault::Server(ServerFault::NoEntry)
    } else if why.is_some_and(<dyn std::error::Error>::is::<std::io::Error>) {
        StoreFault::Lost(words)
    } else {
        StoreFault::Unreachable(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Secret;

    /// What the system asks by itself tells of a cable that was pulled out.
    #[test]
    fn whoever_only_looks_hears_within_half_a_minute_that_a_server_is_gone() {
        let limits = |address: &str| {
            let config = with_limits(address.parse().expect("an address"));
            assert!(config.get_keepalives());
            let retries = config.get_keepalives_retries().expect("a number");
            let interval = config.get_keepalives_interval().expect("a time");
            config.get_keepalives_idle() + interval * retries
        };
        assert!(limits("postgres://host/desk") <= Duration::from_secs(30));
        let own =
            "postgres://host/desk?keepalives_idle=60&keepalives_interval=10&keepalives_retries=3";
        assert_eq!(limits(own), Duration::from_secs(90));
    }

    #[test]
    fn an_address_without_a_user_finds_the_password_of_the_systems() {
        let login = Login {
            password: None,
            file: Some(Secret::new(
                "host:5432:desk:ann:made up\nhost:5432:ann:ann:other",
            )),
        };
        for (address, found) in [
            ("postgres://host/desk", Some("made up")),
            ("postgres://host", Some("other")),
            ("postgres://bob@host/desk", None),
        ] {
            let config = address.parse().expect("an address");
            assert_eq!(
                password(&config, &login, "ann").as_deref(),
                found,
                "{address}"
            );
        }
    }
}
