//! What only a server can do: lose a connection, and tell other seats.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chabudao::desk::call::{Call, Who};
use chabudao::desk::store::{ServerFault, Store, StoreFault, Whole};
use chabudao::desk::visit::VisitId;
use chabudao::engine::Answers;

use crate::between::{Between, Mode};
use crate::fixture::{Desk, TODAY, said, server};
use crate::walk;

fn call(visit: u8) -> Call<'static> {
    Call {
        pack: walk::shipped().0,
        today: TODAY.parse().expect("a day"),
        seat: "窗口一".to_owned(),
        visit: VisitId::of([visit; 12]),
        answers: Answers::new(),
        note: String::new(),
    }
}

fn open(store: &mut Store, visit: u8) -> Result<String, StoreFault> {
    let (call, today) = (call(visit), TODAY.parse().expect("a day"));
    let case = store.open_case(today, None, &call.visit, |ticket, batch| {
        Ok(call.open(ticket, &Who::default(), batch)?)
    })?;
    Ok(case.ticket.to_string())
}

/// Ends every connection to the desk's database but one's own.
fn cut(desk: &Desk) {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let done = Command::new("psql")
        .args(["-X", "-q", "-c", sql, &desk.store])
        .output();
    assert!(done.expect("psql is there").status.success());
}

/// Lets nobody in any more and ends every connection; or lets all in again.
fn shut(desk: &Desk, is_shut: bool) {
    let (server, name) = desk.store.rsplit_once('/').expect("it names a database");
    let let_in = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {}", !is_shut);
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND {is_shut}"
    );
    let done = Command::new("psql")
        .args(["-X", "-q", "-c", &let_in, "-c", &end])
        .arg(format!("{server}/postgres"))
        .output();
    assert!(done.expect("psql is there").status.success());
}

#[test]
fn a_server_that_is_back_is_heard_again_however_long_it_was_gone() {
    let Some(desk) = server::desk() else { return };
    let mut store = desk.opened();
    shut(&desk, true);
    for _ in 0..3 {
        let told = store.has_news();
        assert!(matches!(told, Err(StoreFault::Lost(_))), "{told:?}");
        let told = open(&mut store, 1);
        assert!(matches!(told, Err(StoreFault::Lost(_))), "{told:?}");
    }
    shut(&desk, false);
    assert!(store.has_news().expect("it is asked"));
    assert!(!store.has_news().expect("it is asked"));
    open(&mut store, 1).expect("it is written");
}

/// Some servers end whoever says nothing for a while.
#[test]
fn a_connection_that_was_idle_too_long_is_made_anew() {
    let Some(desk) = server::desk() else { return };
    drop(desk.opened());
    sql(
        &desk,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_session_timeout = 300', current_database()); END $$",
    );
    let mut store = desk.opened();
    thread::sleep(Duration::from_millis(1500));
    assert!(store.has_news().expect("it is asked"));
    thread::sleep(Duration::from_millis(1500));
    open(&mut store, 1).expect("it is written");
}

#[test]
fn after_a_lost_connection_it_is_written_and_once() {
    let Some(desk) = server::desk() else { return };
    let mut store = desk.opened();
    let first = open(&mut store, 1).expect("it is written");
    cut(&desk);
    assert_eq!(
        open(&mut store, 1).expect("it is written"),
        first,
        "the same call again"
    );
    cut(&desk);
    assert_ne!(open(&mut store, 2).expect("it is written"), first);
    cut(&desk);
    assert_eq!(store.whole().expect("it reads").visits.len(), 2);
    cut(&desk);
    assert!(
        store.has_news().expect("it is asked"),
        "what came in between nobody heard"
    );
}

/// Somebody writes and hangs in it.
#[test]
fn a_writer_that_hangs_does_not_hold_up_the_others() {
    let Some(desk) = server::desk() else { return };
    let mut store = desk.opened();
    let patience = Duration::from_millis(100);
    store.wait_for_others(patience).expect("it is set");
    let sql = format!("SELECT pg_advisory_lock({}), pg_sleep(60)", 0x6465_736B);
    let mut hung = Command::new("psql")
        .args(["-X", "-q", "-c", &sql, &desk.store])
        .spawn()
        .expect("psql is there");
    let told = (1..100).find_map(|visit| {
        thread::sleep(patience);
        open(&mut store, visit).err()
    });
    assert!(matches!(told, Some(StoreFault::Busy)), "{told:?}");
    cut(&desk);
    hung.wait().expect("it ends");
    open(&mut store, 100).expect("it is written");
}

#[test]
fn another_seats_write_is_news() {
    let Some(desk) = server::desk() else { return };
    let [mut one, mut other] = [(), ()].map(|()| desk.opened());
    assert!(!one.has_news().expect("it is asked"));
    open(&mut other, 1).expect("it is written");
    // The server hands it on when it comes to it.
    let mut tries = 0..500;
    let heard = tries.any(|_| {
        thread::sleep(Duration::from_millis(10));
        one.has_news().expect("it is asked")
    });
    assert!(heard);
    assert!(!one.has_news().expect("it is asked"), "told once");
    open(&mut one, 2).expect("it is written");
    assert!(!one.has_news().expect("it is asked"), "its own is none");
}

#[test]
fn seats_that_start_at_once_on_a_new_database_all_come_in() {
    let Some(desk) = server::desk() else { return };
    // So long all find that there are no tables, and wait to make them.
    let sql = format!("SELECT pg_advisory_lock({}), pg_sleep(6)", 0x6465_736B);
    let mut before = Command::new("psql")
        .args(["-X", "-q", "-c", &sql, &desk.store])
        .stdout(Stdio::null())
        .spawn()
        .expect("psql is there");
    thread::sleep(Duration::from_secs(1));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| desk.opened());
        }
    });
    before.wait().expect("it ends");
}

/// A database has an order of its own, of its language.
#[test]
fn classes_stand_in_the_same_order_as_in_a_file() {
    let chinese = [
        "--template=template0",
        "--locale-provider=icu",
        "--icu-locale=zh",
    ];
    let Some(server) = server::desk_in(&chinese) else {
        return;
    };
    let [ours, files] = [server, Desk::file()].map(|desk| {
        for name in ["电工二班", "焊工一班", "b班", "A班", "a班", "B班"] {
            desk.json(&["batch", "set", name, "-"], "[answers]\nfee = \"paid\"\n");
            desk.open(&["--batch", name], "");
        }
        let none = desk.run(&["open", "--batch", "没有", "--lang", "zh"], "");
        let list = desk.json(&["batch", "list"], "");
        let board = desk.run(&["--json"], "").out;
        [
            list.to_string(),
            none.err,
            desk.run(&["export", "-"], "")
                .out
                .split("{\"case\"")
                .next()
                .expect("lines")
                .to_owned(),
            board,
        ]
    });
    assert_eq!(ours, files);
}

/// What the program says at this address, and how it ends.
fn told(desk: &Desk, store: &str) -> (i32, String) {
    let found = said(
        desk.bare(&["desk", "--store", store, "open", "--lang", "en"]),
        "",
    );
    assert_eq!(found.out, "");
    (found.code, found.err)
}

fn sql(desk: &Desk, sql: &str) {
    let done = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, &desk.store])
        .output();
    assert!(done.expect("psql is there").status.success());
}

#[test]
fn a_server_that_may_only_be_read_says_whom_to_ask() {
    let Some(desk) = server::desk() else { return };
    desk.open(&[], "");
    sql(
        &desk,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    );
    let (code, said) = told(&desk, &desk.store);
    assert_eq!(code, 5, "{said}");
    assert!(
        said.contains("can only be read") && said.contains("the right to write"),
        "{said}"
    );
}

#[test]
fn a_database_without_every_sign_is_refused_before_anything_is_made() {
    let latin = ["--template=template0", "--encoding=LATIN1", "--locale=C"];
    let Some(desk) = server::desk_in(&latin) else {
        return;
    };
    let (code, said) = told(&desk, &desk.store);
    assert_eq!(code, 5, "{said}");
    assert!(
        said.contains("LATIN1") && said.contains("ENCODING 'UTF8'"),
        "{said}"
    );
    sql(&desk, "CREATE TABLE cases (none TEXT)");
}

#[test]
fn who_is_not_let_in_is_not_asked_for_a_password() {
    let Some(desk) = server::desk() else { return };
    let role = format!("guest_{}", std::process::id());
    sql(
        &desk,
        &format!("CREATE ROLE {role} NOLOGIN PASSWORD 'made up'"),
    );
    let (_, at) = desk.store.split_once('@').expect("it names a user");
    let store = format!("postgres://{role}@{at}");
    let mut command = desk.bare(&["desk", "--store", &store, "open", "--lang", "en"]);
    command.env("PGPASSWORD", "made up");
    let found = said(command, "");
    sql(&desk, &format!("DROP ROLE {role}"));
    assert_eq!((found.code, found.out.as_str()), (5, ""));
    let says =
        found.err.contains("not permitted to log in") && found.err.contains("let this computer");
    assert!(says && !found.err.contains("pgpass"), "{}", found.err);
}

/// Somebody's computer goes to sleep in the middle of a write.
#[test]
fn a_writer_that_sleeps_lets_the_others_write_and_writes_when_it_wakes() {
    let Some(desk) = server::desk() else { return };
    let [mut one, mut other] = [(), ()].map(|()| desk.opened());
    let today = TODAY.parse().expect("a day");
    let mut woken = false;
    let call = call(1);
    let case = one.open_case(today, None, &call.visit, |ticket, batch| {
        if !std::mem::replace(&mut woken, true) {
            open(&mut other, 2).expect("it is written meanwhile");
        }
        Ok(call.open(ticket, &Who::default(), batch)?)
    });
    assert_eq!(case.expect("it is written").ticket.to_string(), "1123-02");
    assert_eq!(one.whole().expect("it reads").visits.len(), 2);
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for_without_end() {
    let Some(desk) = server::desk() else { return };
    let mut store = desk.opened();
    let between = Between::new(&desk);
    let mut through = between.opened().expect("it opens");
    let patience = Duration::from_millis(100);
    through.wait_for_others(patience).expect("it is set");
    open(&mut through, 1).expect("it is written");
    between.set(Mode::Silent);
    let begun = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| {
            let told = between.opened().err();
            assert!(matches!(told, Some(StoreFault::Unreachable(_))), "{told:?}");
        });
        let told = open(&mut through, 2);
        assert!(matches!(told, Err(StoreFault::Lost(_))), "{told:?}");
    });
    assert!(begun.elapsed() < Duration::from_mins(1));
    between.set(Mode::Passes);
    open(&mut through, 2).expect("it is written");
    assert_eq!(store.whole().expect("it reads").visits.len(), 2);
}

/// What was done is told as done, and once: only the answer was lost.
#[test]
fn what_was_kept_is_told_although_the_answer_was_lost() {
    let Some(desk) = server::desk() else { return };
    let (mut store, between) = (desk.opened(), Between::new(&desk));
    let mut through = between.opened().expect("it opens");
    between.set(Mode::LosesEnd);
    assert_eq!(open(&mut through, 1).expect("it is written"), "1123-01");
    let whole = store.whole().expect("it reads");
    let key = whole.cases[0].ticket.into();
    between.set(Mode::LosesEnd);
    let gone = through.forget(&key).expect("it was there");
    assert_eq!(gone, whole.cases[0]);
    between.set(Mode::LosesEnd);
    assert_eq!(
        through.take_in(&whole, &whole).expect("it is written"),
        whole
    );
    assert_eq!(store.whole().expect("it reads"), whole);
    assert_eq!(
        through.take_in(&whole, &whole).expect("it is there"),
        Whole::default()
    );
}

#[test]
fn whoever_cannot_be_told_whether_it_was_kept_is_told_so() {
    let Some(desk) = server::desk() else { return };
    let (mut store, between) = (desk.opened(), Between::new(&desk));
    let mut through = between.opened().expect("it opens");
    between.set(Mode::LosesAll);
    let told = open(&mut through, 1);
    assert!(
        matches!(told, Err(StoreFault::Server(ServerFault::Unsure(_)))),
        "{told:?}"
    );
    assert_eq!(store.whole().expect("it reads").visits.len(), 1);
    between.set(Mode::Passes);
    assert_eq!(open(&mut through, 1).expect("it is there"), "1123-01");
    assert_eq!(store.whole().expect("it reads").visits.len(), 1);
}
