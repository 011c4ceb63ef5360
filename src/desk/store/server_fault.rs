//! What only a server has: who may come in and write, and a wire between.

use crate::lang::Said;

/// Why a server did not do what it was asked.
#[derive(Debug)]
pub enum ServerFault {
    /// The connection was lost when all was written, and whether it is kept
    /// cannot be told.
    Unsure(String),
    /// The server's certificate is none that the system trusts.
    Untrusted,
    /// The server wants another password, or one at all.
    NoEntry,
    /// The server lets nobody in from here, whatever the password; its words.
    NotLetIn(String),
    /// The server does not let this user write; its words.
    NoRight(String),
    /// The database keeps its texts in this way, which has not every sign.
    Encoding(String),
}

impl ServerFault {
    /// What is wrong, and what to do.
    pub(super) fn said(&self) -> Said {
        match self {
            Self::Unsure(why) => Said::new(
                format!(
                    "写完的时候和服务器的连接断了，不知道存上没有：{why}；服务器回来以后先用 chabudao desk list 看一看，没有存上再写一次"
                ),
                format!(
                    "the connection to the server was lost at the end of the writing, it may be kept or not: {why}; when the server is back look first with chabudao desk list, and write again only what is not there"
                ),
            ),
            Self::Untrusted => Said::new(
                "打不开来电簿：不认识服务器的证书，什么也没写；把它的证书放进一个文件，用环境变量 SSL_CERT_FILE 指给程序，或者在自己的内网里把地址写成 …?sslmode=disable",
                "the store cannot be opened: the server's certificate is not trusted, nothing was written; put its certificate into a file and name that in SSL_CERT_FILE, or within your own network end the address in ?sslmode=disable",
            ),
            Self::NoEntry => Said::new(
                "打不开来电簿：服务器不让进，口令不对或者没有，什么也没写；写进 ~/.pgpass（chmod 600），一行 服务器:5432:库:用户:口令，或者用 PGPASSWORD",
                "the store cannot be opened: the server wants a password, or another, nothing was written; put a line server:5432:database:user:password into ~/.pgpass (chmod 600), or use PGPASSWORD",
            ),
            Self::NotLetIn(why) => Said::new(
                format!(
                    "打不开来电簿：服务器不让进来，换口令也没用，什么也没写：{why}；请管服务器的人放行这台电脑和这个用户"
                ),
                format!(
                    "the store cannot be opened: the server does not let you in, whatever the password, nothing was written: {why}; ask whoever runs the server to let this computer and this user in"
                ),
            ),
            Self::NoRight(why) => Said::new(
                format!(
                    "服务器上的来电簿只能看、不能写，什么也没写：{why}；请管服务器的人给写的权限"
                ),
                format!(
                    "the store on the server can only be read, nothing was written: {why}; ask whoever runs the server for the right to write"
                ),
            ),
            Self::Encoding(found) => Said::new(
                format!(
                    "打不开来电簿：服务器上这个库的编码是 {found}，不是什么字都存得下，什么也没写；请管服务器的人另建一个：CREATE DATABASE 库名 ENCODING 'UTF8' TEMPLATE template0"
                ),
                format!(
                    "the store cannot be opened: the encoding of this database is {found}, which does not have every sign, nothing was written; have another made: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0"
                ),
            ),
        }
    }
}
