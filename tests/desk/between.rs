//! What stands between a desk and its server, and fails as networks do.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

use chabudao::desk::store::{Login, Store, StoreAddress, StoreFault};
use chabudao::engine::Secret;

use crate::fixture::Desk;

/// What it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mode {
    /// It hands on what is said.
    Passes,
    /// It hands on no answer.
    Silent,
    /// It ends the connection instead of the answer to the next write's end.
    LosesEnd,
    /// It has just heard such an end.
    HearsEnd,
    /// The same for good: then it lets nobody in.
    LosesAll,
    /// It has just heard the last end.
    HearsLast,
    /// It lets nobody in.
    Gone,
}

/// It.
pub struct Between {
    place: StoreAddress,
    mode: Arc<AtomicU8>,
}

impl Between {
    /// Before the server of a desk.
    pub fn new(desk: &Desk) -> Self {
        let (user, rest) = desk.store.split_once('@').expect("it names a user");
        let (server, name) = rest.split_once('/').expect("it names a database");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = listener.local_addr().expect("its address").to_string();
        let passwords = std::env::var("PGPASSFILE").ok();
        let passwords = passwords.and_then(|path| std::fs::read_to_string(path).ok());
        let login = Login {
            password: None,
            file: passwords.map(|text| Secret::new(text.replace(server, &own))),
        };
        let url = format!("{user}@{own}/{name}?sslmode=disable&connect_timeout=1");
        let mode = Arc::new(AtomicU8::new(Mode::Passes as u8));
        let (server, shared) = (server.to_owned(), Arc::clone(&mode));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if shared.load(Ordering::SeqCst) != Mode::Gone as u8 {
                    hand_on(client, &server, &shared);
                }
            }
        });
        Self {
            place: StoreAddress::Server(url, login),
            mode,
        }
    }

    /// The store, through it.
    pub fn opened(&self) -> Result<Store, StoreFault> {
        Store::open(&self.place)
    }

    pub fn set(&self, mode: Mode) {
        self.mode.store(mode as u8, Ordering::SeqCst);
    }
}

fn hand_on(client: TcpStream, server: &str, mode: &Arc<AtomicU8>) {
    let server = TcpStream::connect(server).expect("the server is there");
    let same = |stream: &TcpStream| stream.try_clone().expect("another handle");
    let (asks, answers) = ((same(&client), same(&server)), (server, client));
    for ((mut from, mut to), is_answer) in [(asks, false), (answers, true)] {
        let mode = Arc::clone(mode);
        thread::spawn(move || {
            let mut said = [0; 8192];
            while let Ok(size @ 1..) = from.read(&mut said) {
                while is_answer && mode.load(Ordering::SeqCst) == Mode::Silent as u8 {
                    thread::sleep(Duration::from_millis(5));
                }
                let is_end = said[..size].windows(14).any(|it| it == b"NOTIFY desk; C");
                let turns = if is_answer {
                    [
                        (Mode::HearsEnd, Mode::Passes),
                        (Mode::HearsLast, Mode::Gone),
                    ]
                } else {
                    [
                        (Mode::LosesEnd, Mode::HearsEnd),
                        (Mode::LosesAll, Mode::HearsLast),
                    ]
                };
                let turned = (is_answer || is_end)
                    && turns.into_iter().any(|(old, new)| {
                        let [old, new] = [old, new].map(|it| it as u8);
                        let now = Ordering::SeqCst;
                        mode.compare_exchange(old, new, now, now).is_ok()
                    });
                if is_answer && turned {
                    break;
                }
                if to.write_all(&said[..size]).is_err() {
                    break;
                }
            }
            let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
        });
    }
}
