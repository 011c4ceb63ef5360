//! Why a store did not do what it was asked; nothing is written then.

use crate::desk::case::Case;
use crate::desk::ticket::Ticket;
use crate::desk::walk_state::Rejection;
use crate::lang::{Lang, Said};

/// Why a store did not do what it was asked.
#[derive(Debug)]
pub enum StoreFault {
    /// There is no such case.
    NoCase(Ticket),
    /// There is no such batch; these there are.
    NoBatch(String, Vec<String>),
    /// Somebody else wrote since: the case as it is now.
    Stale(Box<Case>),
    /// The case is closed.
    Closed(Ticket),
    /// An answer cannot be used.
    Rejected(Rejection),
    /// What is brought in is there already and is different.
    Different(String),
    /// What is brought in holds a sign that is none: of code 0.
    NoText(String),
    /// A newer program made the store: its number, and ours.
    Newer(i64, i64),
    /// What stands there is not ours to read.
    Damaged,
    /// There is no room for more.
    Full,
    /// Others have been writing all the while.
    Busy,
    /// Nothing may be written there.
    ReadOnly,
    /// Where it is cannot be told: what is wrong, and what to do.
    NotFound(Said),
    /// It cannot be reached, as the system says.
    Unreachable(String),
    /// The connection was lost while it worked.
    Lost(String),
    /// The connection was lost when all was written, and whether it is kept
    /// cannot be told.
    #[cfg(feature = "postgres")]
    Unsure(String),
    /// The server's certificate is none that the system trusts.
    #[cfg(feature = "postgres")]
    Untrusted,
    /// The server wants another password, or one at all.
    #[cfg(feature = "postgres")]
    NoEntry,
    /// The server lets nobody in from here, whatever the password; its words.
    #[cfg(feature = "postgres")]
    NotLetIn(String),
    /// The server does not let this user write; its words.
    #[cfg(feature = "postgres")]
    NoRight(String),
    /// The database keeps its texts in this way, which has not every sign.
    #[cfg(feature = "postgres")]
    Encoding(String),
    /// This program was built without that kind of store.
    #[cfg(not(feature = "postgres"))]
    NotBuilt,
}

/// What kind of end it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// What was asked cannot be.
    Refused,
    /// Somebody else was there first.
    Stale,
    /// The store cannot be reached or is full.
    Store,
}

impl From<Rejection> for StoreFault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl StoreFault {
    /// What kind of end it comes to.
    #[must_use]
    pub(crate) const fn kind(&self) -> FaultKind {
        match self {
            Self::Stale(_) => FaultKind::Stale,
            Self::Damaged
            | Self::Full
            | Self::Busy
            | Self::ReadOnly
            | Self::NotFound(_)
            | Self::Unreachable(_)
            | Self::Lost(_) => FaultKind::Store,
            #[cfg(feature = "postgres")]
            Self::Unsure(_)
            | Self::Untrusted
            | Self::NoEntry
            | Self::NotLetIn(_)
            | Self::NoRight(_)
            | Self::Encoding(_) => FaultKind::Store,
            _ => FaultKind::Refused,
        }
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub(crate) fn words(&self, lang: Lang) -> String {
        self.said().get(lang).to_owned()
    }

    fn said(&self) -> Said {
        match self {
            Self::NoCase(ticket) => Said::new(
                format!("没有 {ticket} 这张来电单；用 chabudao desk list 看有哪些"),
                format!("there is no case {ticket}; chabudao desk list shows those there are"),
            ),
            Self::NoBatch(name, known) if known.is_empty() => Said::new(
                format!(
                    "没有「{name}」这个班次，还一个都没有；先用 chabudao desk batch set 写下它"
                ),
                format!(
                    "there is no batch `{name}`, and none at all; write it down with chabudao desk batch set"
                ),
            ),
            Self::NoBatch(name, known) => Said::new(
                format!("没有「{name}」这个班次；有：{}", known.join("、")),
                format!("there is no batch `{name}`; known: {}", known.join(", ")),
            ),
            Self::Stale(case) => Said::new(
                format!(
                    "{} 刚被别人改过，现在是第 {} 版，什么也没写；看过现在的样子，再写一次",
                    case.ticket, case.version
                ),
                format!(
                    "{} was changed by somebody else and is at version {} now; nothing was written: see how it stands, then write again",
                    case.ticket, case.version
                ),
            ),
            Self::Closed(ticket) => Said::new(
                format!("{ticket} 已经办结；先用 chabudao desk reopen {ticket} 重新打开"),
                format!("{ticket} is closed; open it again first: chabudao desk reopen {ticket}"),
            ),
            Self::Rejected(rejection) => {
                Said::new(rejection.words(Lang::Zh), rejection.words(Lang::En))
            }
            Self::Different(what) => Said::new(
                format!("{what}：这里已经有了，而且不一样，什么也没写；请导入到空的来电簿"),
                format!(
                    "{what}: it is here already and is different; nothing was written: import into an empty store"
                ),
            ),
            Self::NoText(what) => Said::new(
                format!("{what}：里面有编码为 0 的符号，那不是文字，什么也没写；请用导出的原文件"),
                format!(
                    "{what}: a sign of code 0 stands in it, which is no text; nothing was written: take the exported file as it was"
                ),
            ),
            Self::Newer(found, ours) => Said::new(
                format!(
                    "来电簿是更新的程序写的（第 {found} 号格式，这个程序只认到第 {ours} 号）；请换新的程序，来电簿没有动"
                ),
                format!(
                    "a newer program wrote this store (its form {found}, this program knows up to {ours}); take the new program, the store was left alone"
                ),
            ),
            Self::Damaged => Said::new(
                "这不是来电簿，或者坏了，没有动它；请换一个文件，或者把导出的备份导入新的来电簿",
                "this is no store, or it is damaged, and was left alone; take another file, or import an exported backup into a new store",
            ),
            Self::Full => Said::new(
                "没有地方写了（磁盘满了），什么也没写；腾出地方再来一次",
                "there is no room to write (the disk is full), nothing was written; make room and try again",
            ),
            Self::Busy => Said::new(
                "别的程序一直在写来电簿，等不到，什么也没写；等一下再来一次",
                "another program kept writing to the store, nothing was written; wait a little and try again",
            ),
            Self::ReadOnly => Said::new(
                "来电簿只能看、不能写，什么也没写；请核对文件、它旁边的 -wal 和 -shm 文件、它的文件夹给不给写",
                "the store can only be read, nothing was written; check whether its file, the -wal and -shm files beside it and its folder may be written to",
            ),
            Self::NotFound(said) => said.clone(),
            Self::Unreachable(why) => Said::new(
                format!("打不开来电簿，什么也没写：{why}；请核对它放在哪里（--store），再来一次"),
                format!(
                    "the store cannot be opened, nothing was written: {why}; check where it is (--store) and try again"
                ),
            ),
            Self::Lost(why) => Said::new(
                format!("和服务器的连接断了，什么也没写：{why}；服务器回来以后就接着用"),
                format!(
                    "the connection to the server is lost, nothing was written: {why}; it goes on when the server is back"
                ),
            ),
            #[cfg(feature = "postgres")]
            Self::Unsure(why) => Said::new(
                format!(
                    "写完的时候和服务器的连接断了，不知道存上没有：{why}；服务器回来以后先用 chabudao desk list 看一看，没有存上再写一次"
                ),
                format!(
                    "the connection to the server was lost at the end of the writing, it may be kept or not: {why}; when the server is back look first with chabudao desk list, and write again only what is not there"
                ),
            ),
            #[cfg(feature = "postgres")]
            Self::Untrusted => Said::new(
                "打不开来电簿：不认识服务器的证书，什么也没写；把它的证书放进一个文件，用环境变量 SSL_CERT_FILE 指给程序，或者在自己的内网里把地址写成 …?sslmode=disable",
                "the store cannot be opened: the server's certificate is not trusted, nothing was written; put its certificate into a file and name that in SSL_CERT_FILE, or within your own network end the address in ?sslmode=disable",
            ),
            #[cfg(feature = "postgres")]
            Self::NoEntry => Said::new(
                "打不开来电簿：服务器不让进，口令不对或者没有，什么也没写；写进 ~/.pgpass（chmod 600），一行 服务器:5432:库:用户:口令，或者用 PGPASSWORD",
                "the store cannot be opened: the server wants a password, or another, nothing was written; put a line server:5432:database:user:password into ~/.pgpass (chmod 600), or use PGPASSWORD",
            ),
            #[cfg(feature = "postgres")]
            Self::NotLetIn(why) => Said::new(
                format!(
                    "打不开来电簿：服务器不让进来，换口令也没用，什么也没写：{why}；请管服务器的人放行这台电脑和这个用户"
                ),
                format!(
                    "the store cannot be opened: the server does not let you in, whatever the password, nothing was written: {why}; ask whoever runs the server to let this computer and this user in"
                ),
            ),
            #[cfg(feature = "postgres")]
            Self::NoRight(why) => Said::new(
                format!(
                    "服务器上的来电簿只能看、不能写，什么也没写：{why}；请管服务器的人给写的权限"
                ),
                format!(
                    "the store on the server can only be read, nothing was written: {why}; ask whoever runs the server for the right to write"
                ),
            ),
            #[cfg(feature = "postgres")]
            Self::Encoding(found) => Said::new(
                format!(
                    "打不开来电簿：服务器上这个库的编码是 {found}，不是什么字都存得下，什么也没写；请管服务器的人另建一个：CREATE DATABASE 库名 ENCODING 'UTF8' TEMPLATE template0"
                ),
                format!(
                    "the store cannot be opened: the encoding of this database is {found}, which does not have every sign, nothing was written; have another made: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0"
                ),
            ),
            #[cfg(not(feature = "postgres"))]
            Self::NotBuilt => Said::new(
                "这个程序没有带 PostgreSQL；请用发布的程序，或用 cargo build --features postgres 编译",
                "this program was built without PostgreSQL; take a released one, or build it with cargo build --features postgres",
            ),
        }
    }
}
