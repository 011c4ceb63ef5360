//! The desk's store after years: 100,000 cases, of which 400 wait and 60 are
//! due today, with 300,000 visits of 2,500 classes. The board, finding, the
//! figures of a day, and `desk open` as a process.
//!
//! ```text
//! cargo bench --bench desk
//! CHABUDAO_TEST_POSTGRES=postgres://user@host:port/ cargo bench --features postgres --bench desk
//! ```
//!
//! The second measures a database of its own on that server too, made with
//! `createdb`. Where `CHABUDAO_BENCH_STORE` names a file, the store is made
//! there once and stays. What the board takes of memory shows a process that
//! prints it, with `keep-days = 36500` in `desk.toml`, since it would delete
//! what was closed long ago:
//!
//! ```text
//! /usr/bin/time -f '%M KiB' chabudao desk --store FILE --today 2026-11-23
//! ```
#![allow(clippy::unwrap_used, reason = "a benchmark may end early")]

use std::collections::HashMap;
use std::env;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chabudao::answers;
use chabudao::desk::batch::Batch;
use chabudao::desk::board::{Board, Shelf};
use chabudao::desk::call::{Call, Who};
use chabudao::desk::case::Case;
use chabudao::desk::known::Known;
use chabudao::desk::seat::{Order, Seat};
use chabudao::desk::store::{Filter, Store, StoreAddress, Whole};
use chabudao::desk::ticket::Ticket;
use chabudao::desk::visit::VisitId;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};

const CASES: u32 = 100_000;
const WAIT: u32 = 400;
const DUE: u32 = 60;
const A_DAY: u32 = 20;
const A_CLASS: u32 = 40;
/// Nothing goes by itself here.
const KEEP_DAYS: u32 = 36_500;

const ANSWERS: &str = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nexam-result = \"passed\"\nfee = \"paid\"\ninstitution-reply = \"not-reported\"\n";
const NAMES: [&str; 8] = ["李", "王", "张", "刘", "陈", "杨", "赵", "黄"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn id(number: u32) -> VisitId {
    let mut random = [0; 12];
    random[..4].copy_from_slice(&number.to_le_bytes());
    VisitId::of(random)
}

fn class(number: u32) -> String {
    format!("{}号班", number / A_CLASS)
}

/// What years have left: each case was opened two weeks before its last call,
/// and the last twenty had that today.
fn years(pack: &Pack) -> Whole {
    let mut whole = Whole::default();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let answers = answers::read(pack, "", ANSWERS).unwrap().answers;
    let class_answers = "[answers]\nexam-date = 2012-01-09\nexam-result = \"passed\"\n";
    let known = answers::read(pack, "", class_answers).unwrap().answers;
    let known = Known::of(pack, &known, today());
    for number in 0..CASES {
        let opened = today() - Days::new(((CASES - 1 - number) / A_DAY + 14).into());
        let next = numbers
            .entry(opened.format("%m%d").to_string())
            .or_default();
        *next += 1;
        let call = Call {
            pack,
            today: opened,
            seat: format!("窗口{}", number % 4),
            visit: id(number * 3),
            answers: answers.clone(),
            note: "说好了再来电".to_owned(),
        };
        let who = Who {
            caller: Some(format!("{}师傅", NAMES[(number / 7 % 8) as usize])),
            phone_tail: Some(format!("{:04}", number * 7919 % 10_000)),
            batch: Some(class(number)),
            own: true,
        };
        let (mut case, visit) = call
            .open(Ticket::new(opened, *next), &who, Some(&known))
            .unwrap();
        for again in 0..3 {
            let mut visit = visit.clone();
            visit.id = id(number * 3 + again);
            visit.at = opened + Days::new((again * 7).into());
            whole.visits.push(visit);
        }
        settle(&mut case, number);
        whole.cases.push(case);
    }
    whole.batches = (0..CASES.div_ceil(A_CLASS))
        .map(|number| Batch {
            name: class(number * A_CLASS),
            version: 1,
            known: known.clone(),
        })
        .collect();
    whole
}

/// The last cases wait, and the first of these are due; the others are closed.
fn settle(case: &mut Case, number: u32) {
    match (number + WAIT).checked_sub(CASES) {
        Some(waits) if waits < DUE => case.told.due = today(),
        Some(_) => case.told.due = today() + Days::new(3),
        None => case.close(case.opened + Days::new(14), String::new(), None),
    }
}

fn open(place: &StoreAddress, pack: &Pack) -> Store {
    let mut store = Store::open(place).unwrap();
    if store.batches().unwrap().is_empty() {
        let years = years(pack);
        store.take_in(&years, &years).unwrap();
    }
    store
}

fn seat(pack: &Pack) -> Seat<'_> {
    Seat {
        pack,
        today: today(),
        real: today(),
        name: "窗口一",
        keep_days: KEEP_DAYS,
    }
}

fn measure(criterion: &mut Criterion, name: &str, at: &str, place: &StoreAddress) {
    let pack = load(Files::embedded()).unwrap().pack;
    let mut store = open(place, &pack);
    let fetch = |store: &mut Store| Shelf::fetch(store, today(), today(), KEEP_DAYS).unwrap();
    let shelf = fetch(&mut store);
    let board = |shelf: &Shelf| Board::new(&pack, shelf, today(), Lang::Zh);
    assert_eq!(board(&shelf).due.len(), DUE as usize);
    let seat = seat(&pack);
    let mut serve =
        |order: &Order| black_box(seat.serve(&mut store, order, || id(u32::MAX)).unwrap());

    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    group.bench_function("board: computed", |bencher| {
        bencher.iter(|| black_box(board(&shelf)));
    });
    // Nothing, one of a class, an eighth of all, and every case.
    for word in ["没有这个人", "1123-07", "李师傅", "班"] {
        group.bench_function(format!("find {word}"), |bencher| {
            bencher.iter(|| serve(&Order::Find(word.to_owned())));
        });
    }
    for days in [0, 30] {
        let from = today() - Days::new(days);
        group.bench_function(format!("report of {} days", days + 1), |bencher| {
            bencher.iter(|| serve(&Order::Report(from, today())));
        });
    }
    group.bench_function("board: first, with the store opened", |bencher| {
        bencher.iter(|| black_box(board(&fetch(&mut Store::open(place).unwrap()))));
    });
    group.bench_function("board: again", |bencher| {
        bencher.iter(|| black_box(board(&fetch(&mut store))));
    });
    group.bench_function("desk open, a process", |bencher| {
        bencher.iter(|| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_chabudao"));
            let arguments = [
                "desk",
                "--store",
                at,
                "open",
                "--json",
                "--today",
                "2027-03-01",
            ];
            let done = program
                .args(arguments)
                .stdin(Stdio::null())
                .stdout(Stdio::null());
            assert!(done.status().unwrap().success());
        });
    });
    group.finish();
    let opened = store.cases(&Filter::default()).unwrap().into_iter();
    for case in opened.filter(|case| case.opened > today()) {
        store.forget(&case.ticket.into()).unwrap();
    }
}

fn file(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let named = env::var_os("CHABUDAO_BENCH_STORE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| folder.path().join("desk.db"));
    let at = path.to_str().unwrap().to_owned();
    measure(criterion, "a file", &at, &StoreAddress::File(path));
}

#[cfg(feature = "postgres")]
fn server(criterion: &mut Criterion) {
    use chabudao::desk::store::Login;
    use chabudao::engine::Secret;

    let Ok(server) = env::var("CHABUDAO_TEST_POSTGRES") else {
        eprintln!("PostgreSQL was left out: no server in CHABUDAO_TEST_POSTGRES");
        return;
    };
    let name = format!("desk_bench_{}", std::process::id());
    let maintenance = format!("{server}postgres");
    let mut createdb = Command::new("createdb");
    let made = createdb
        .args(["--maintenance-db", &maintenance, &name])
        .status();
    assert!(made.unwrap().success());
    let at = format!("{server}{name}");
    let file = env::var("PGPASSFILE").ok();
    let login = Login {
        password: None,
        file: file.map(|path| Secret::new(std::fs::read_to_string(path).unwrap())),
    };
    let place = StoreAddress::Server(at.clone(), login);
    drop(open(&place, &load(Files::embedded()).unwrap().pack));
    // As the server does by itself before long.
    let mut tidy = Command::new("psql");
    let tidied = tidy
        .args(["-X", "-q", "-c", "VACUUM ANALYZE", &at])
        .status();
    assert!(tidied.unwrap().success());
    measure(criterion, "a server", &at, &place);
}

#[cfg(not(feature = "postgres"))]
fn server(_: &mut Criterion) {
    eprintln!("PostgreSQL was left out: built without the feature");
}

criterion_group!(benches, file, server);
criterion_main!(benches);
