//! Why a store did not do what it was asked; nothing is written then.

use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use super::server_fault::ServerFault;
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
    /// Its file was deleted, or another stands there, since it was opened.
    Replaced(PathBuf),
    /// Where it is cannot be told: what is wrong, and what to do.
    NotFound(Said),
    /// It cannot be reached, as the system says.
    Unreachable(String),
    /// The connection was lost while it worked.
    Lost(String),
    /// What only a server has.
    #[cfg(feature = "postgres")]
    Server(ServerFault),
    /// This program was built without that kind of store.
    #[cfg(not(feature = "postgres"))]
    NotBuilt,
}

impl From<Rejection> for StoreFault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl StoreFault {
    /// Whether the store cannot be reached or is full: nothing that was asked
    /// is at fault.
    pub(crate) const fn is_of_store(&self) -> bool {
        match self {
            Self::Damaged
            | Self::Full
            | Self::Busy
            | Self::ReadOnly
            | Self::Replaced(_)
            | Self::NotFound(_)
            | Self::Unreachable(_)
            | Self::Lost(_) => true,
            #[cfg(feature = "postgres")]
            Self::Server(_) => true,
            _ => false,
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
            Self::Replaced(path) => replaced(path),
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
            Self::Server(fault) => fault.said(),
            #[cfg(not(feature = "postgres"))]
            Self::NotBuilt => Said::new(
                "这个程序没有带 PostgreSQL；请用发布的程序，或用 cargo build --features postgres 编译",
                "this program was built without PostgreSQL; take a released one, or build it with cargo build --features postgres",
            ),
        }
    }
}

fn replaced(path: &Path) -> Said {
    let shown = path.display();
    Said::new(
        format!(
            "来电簿的文件（{shown}）被换掉或删掉了，什么也没写；请把原来的文件和它旁边的 -wal 放回去，放不回去就退出，再重新打开"
        ),
        format!(
            "the store's file ({shown}) was replaced or deleted, nothing was written; put it and the -wal file beside it back, or leave and open it anew"
        ),
    )
}
