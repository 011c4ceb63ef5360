//! Where the desk's store is, and who sits at it: the command line, else the
//! surroundings, else the user's own `desk.toml`, else what is usual.

use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::check::invisible::narrow;
use crate::cli::failure::Failure;
use crate::cli::setting::{config_folder, data_folder};
use crate::desk::board::KEEP_DAYS;
use crate::desk::caller::Fit;
use crate::desk::store::{Login, Store, StoreAddress, StoreFault};
use crate::engine::Secret;
use crate::file;
use crate::lang::{Both, Said};

/// No such file has more bytes.
const MOST_BYTES: u64 = 64 * 1024;

/// `desk.toml` of the user folder.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Own {
    store: Option<String>,
    seat: Option<String>,
    keep_days: Option<u32>,
    /// Where the file stands: a relative path in it counts from there.
    #[serde(skip)]
    folder: PathBuf,
}

impl Own {
    /// What the user's own file says; nothing where there is none.
    pub(crate) fn read() -> Result<Self, Failure> {
        let Some(folder) = config_folder() else {
            return Ok(Self::default());
        };
        let path = folder.join("desk.toml");
        if !path.exists() {
            return Ok(Self::default());
        }
        let bytes =
            file::read(&path, MOST_BYTES).map_err(|error| Failure::not_opened(&path, &error))?;
        let text = String::from_utf8_lossy(&bytes);
        // The parser's own words would repeat what stands there.
        let own: Result<Self, _> = toml::from_str(&text);
        let own = own.map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            let shown = path.display();
            Failure::words_of(
                format!("{shown}:{line}：看不懂；只能写 store = \"…\"、seat = \"…\"、keep-days = 180"),
                format!("{shown}:{line}: not understood; it may hold store = \"…\", seat = \"…\", keep-days = 180"),
            )
        })?;
        Ok(Self { folder, ..own })
    }

    /// After how many days closed cases go by themselves.
    pub(crate) fn keep_days(&self) -> u32 {
        self.keep_days.unwrap_or(KEEP_DAYS)
    }

    /// Who sits here.
    pub(crate) fn seat(&self, given: Option<&str>) -> Fit {
        let surroundings = variable("CHABUDAO_SEAT");
        let user = ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| variable(name));
        let seat = filled(given)
            .or(surroundings)
            .or_else(|| filled(self.seat.as_deref()))
            .or(user);
        Fit::name(&seat.unwrap_or_else(|| "desk".to_owned()))
    }

    /// Where the store is.
    pub(crate) fn place(&self, given: Option<&str>) -> Result<StoreAddress, Failure> {
        let given = filled(given).or_else(|| variable("CHABUDAO_STORE"));
        let folder = if given.is_some() {
            Path::new(".")
        } else {
            &self.folder
        };
        let Some(named) = given.or_else(|| filled(self.store.as_deref())) else {
            let folder = data_folder().ok_or_else(|| {
                Failure::words_of(
                    "不知道来电簿放在哪里：没有主文件夹；请写 --store 文件",
                    "there is no home folder for the store; name one with --store FILE",
                )
            })?;
            return Ok(StoreAddress::File(folder.join("desk.db")));
        };
        match address(&named) {
            // A bare name may mean something else to the database, `:memory:` for one.
            Address::File => Ok(StoreAddress::File(folder.join(at_home(&named)))),
            Address::Server(url) => server(url),
            Address::Neither => Err(Failure::words_of(
                "看不懂来电簿的地址；请写文件，或者 postgres://用户@服务器:5432/库，不带口令",
                "the address of the store is not understood; write a file, or postgres://user@server:5432/database without a password",
            )),
        }
    }
}

/// What an address names.
#[derive(Debug, PartialEq, Eq)]
enum Address {
    File,
    Server(String),
    Neither,
}

/// What is meant for a server is never taken for a file: all of it, a password
/// too, would become the names of folders.
fn address(named: &str) -> Address {
    let scheme = named.trim().split_once("://");
    if let Some((scheme, rest)) = scheme
        && ["postgres", "postgresql"].contains(&scheme.to_ascii_lowercase().as_str())
    {
        return Address::Server(format!("postgres://{rest}"));
    }
    // As it may come from a Chinese keyboard too.
    let meant: String = named.trim().chars().map(narrow).collect();
    let meant = meant.to_ascii_lowercase();
    let begins = ["postgres:", "postgresql:"];
    let holds = ["://", "host=", "hostaddr=", "dbname=", "password="];
    if begins.iter().any(|it| meant.starts_with(it)) || holds.iter().any(|it| meant.contains(it)) {
        return Address::Neither;
    }
    Address::File
}

/// What was given, where that is anything.
fn filled(given: Option<&str>) -> Option<String> {
    given.filter(|value| !value.is_empty()).map(str::to_owned)
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A server; a password in its address would stand in the list of processes.
fn server(url: String) -> Result<StoreAddress, Failure> {
    if has_password(&url) {
        return Err(Failure::words_of(
            "地址里不能写口令（别人看得到）；请去掉它，写进 ~/.pgpass 或 PGPASSWORD",
            "a password must not stand in the address, where others can see it; take it out and put it into ~/.pgpass or PGPASSWORD",
        ));
    }
    Ok(StoreAddress::Server(url, login()))
}

/// Whether an address holds a password, or may: all up to the first `@` is a
/// user, and a key of what stands behind `?` may be written in code.
fn has_password(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let user = rest.split_once('@').map_or("", |(user, _)| user);
    let pairs = rest.split_once('?').map_or("", |(_, pairs)| pairs);
    let mut keys = pairs.split('&').map(|pair| pair.split('=').next());
    user.contains(':') || keys.any(|key| key.is_some_and(|it| it == "password" || it.contains('%')))
}

/// Passwords as the server's own programs find them; a file that others can
/// read they leave alone, and so do we.
fn login() -> Login {
    let home = || Some(PathBuf::from(variable("HOME")?).join(".pgpass"));
    let path = variable("PGPASSFILE").map(PathBuf::from).or_else(home);
    let path = path.filter(|path| is_private(path));
    let file = path.and_then(|path| file::read(&path, MOST_BYTES).ok());
    Login {
        password: variable("PGPASSWORD").map(Secret::new),
        file: file.map(|bytes| Secret::new(String::from_utf8_lossy(&bytes))),
    }
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode().trailing_zeros() >= 6)
}

#[cfg(not(unix))]
fn is_private(path: &Path) -> bool {
    path.exists()
}

/// A path, from the home folder where it begins with `~/`, as a shell has it.
fn at_home(named: &str) -> PathBuf {
    let home = named.strip_prefix("~/").zip(etcetera::home_dir().ok());
    home.map_or_else(|| PathBuf::from(named), |(rest, home)| home.join(rest))
}

/// That no store is there, where that is so.
pub(super) fn missing(place: &StoreAddress) -> Option<Said> {
    let StoreAddress::File(path) = place else {
        return None;
    };
    let shown = path.display();
    let is_missing = path.try_exists().is_ok_and(|there| !there);
    is_missing.then(|| {
        Said::new(
            format!("{shown}：这里还没有来电簿；写错了地方就改 --store，第一次用就先开一张来电单"),
            format!(
                "{shown}: there is no store here yet; mend --store where that is the wrong place, or open the first case"
            ),
        )
    })
}

fn no_file(path: &Path) -> Failure {
    let shown = path.display();
    let Both { zh, en } = file::NOT_REGULAR;
    Failure::words_of(
        format!("{shown}：{zh}，存不了来电簿；--store 要写一个文件，没有就新建，或 postgres://…"),
        format!(
            "{shown}: {en}, so no store can be there; --store takes a file, made where there is none, or postgres://…"
        ),
    )
}

/// Opens a store; an empty file that was made for it and could not be written to
/// is not left behind.
pub(super) fn open(place: &StoreAddress) -> Result<Result<Store, StoreFault>, Failure> {
    let made = prepare(place)?;
    let opened = Store::open(place);
    if let (true, Err(_), StoreAddress::File(path)) = (made, &opened, place)
        && path.metadata().is_ok_and(|file| file.len() == 0)
    {
        let _ = std::fs::remove_file(path);
    }
    Ok(opened)
}

/// Makes the file of a store and its folder, where they are not there, and says
/// whether it made the file; only the owner may look into either.
fn prepare(place: &StoreAddress) -> Result<bool, Failure> {
    let StoreAddress::File(path) = place else {
        return Ok(false);
    };
    if file::is_special(path) {
        return Err(no_file(path));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    // What cannot be made shows when the store is opened, with its own exit code.
    let _ = file::private_folder(folder);
    if on_network(folder) {
        let shown = path.display();
        return Err(Failure::words_of(
            format!(
                "{shown}：这是网络上的文件夹，几台电脑一起写会坏，没有用它；几台电脑用一本来电簿，请用 PostgreSQL：--store postgres://…"
            ),
            format!(
                "{shown}: this is a network folder, where a store breaks when several machines write; it was not used. For several machines take PostgreSQL: --store postgres://…"
            ),
        ));
    }
    Ok(make_file(path).is_ok_and(|()| cfg!(unix)))
}

/// A new file; one that is there is looked at before anything of it is changed.
#[cfg(unix)]
fn make_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    let new = options.write(true).create_new(true).mode(0o600).open(path);
    new.map(drop)
}

#[cfg(not(unix))]
fn make_file(_: &Path) -> std::io::Result<()> {
    Ok(()) // there the folder says who may read
}

#[cfg(target_os = "linux")]
fn on_network(folder: &Path) -> bool {
    rustix::fs::statfs(folder).is_ok_and(|found| {
        u32::try_from(i128::from(found.f_type) & 0xFFFF_FFFF).is_ok_and(is_network)
    })
}

#[cfg(not(target_os = "linux"))]
fn on_network(_: &Path) -> bool {
    false // elsewhere it cannot be told so simply
}

/// Whether the kernel's number of a file system is one of those over a network.
///
/// Source: `linux/magic.h` and statfs(2).
#[cfg(target_os = "linux")]
const fn is_network(number: u32) -> bool {
    matches!(
        number,
        0x6969              // NFS
            | 0x517B        // SMB
            | 0xFF53_4D42   // CIFS
            | 0xFE53_4D42   // SMB2
            | 0x564C        // NCP
            | 0x5346_414F   // AFS
            | 0x6B41_4653   // kAFS
            | 0x7375_7245   // Coda
            | 0x00C3_6400   // Ceph
            | 0x0116_1970   // GFS2
            | 0x7461_636F   // OCFS2
            | 0x0BD0_0BD0 // Lustre
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn an_address_with_a_password_is_refused_without_repeating_it() {
        for url in [
            "postgres://ann:secret/more@host/desk",
            "postgres://ann@host/desk?p%61ssword=secret",
        ] {
            let words = server(url.to_owned())
                .expect_err("it is refused")
                .words(Lang::En);
            assert!(!words.contains("secret"), "{words}");
        }
        for url in [
            "postgres://ann@host:5433/desk",
            "postgres:///desk?host=/run/postgresql",
        ] {
            assert_eq!(
                server(url.to_owned()).expect("it is taken"),
                StoreAddress::Server(url.to_owned(), login())
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn folders_of_networks_are_known_by_their_numbers() {
        assert!(
            [0x6969, 0xFF53_4D42, 0xFE53_4D42]
                .into_iter()
                .all(is_network)
        );
        // ext4, tmpfs, btrfs, overlay, xfs
        let local = [0xEF53, 0x0102_1994, 0x9123_683E, 0x794C_7630, 0x5846_5342];
        assert!(!local.into_iter().any(is_network));
    }
}
