//! What is read of a store is only what is wanted, and counts as all of it
//! would.

use std::fs;

use chabudao::desk::board::Shelf;
use chabudao::desk::call::{Call, Who};
use chabudao::desk::case::{Case, Status};
use chabudao::desk::report::Figures;
use chabudao::desk::seat::{News, Order, Seat};
use chabudao::desk::store::Whole;
use chabudao::desk::ticket::Ticket;
use chabudao::desk::visit::{Visit, VisitId};
use chrono::{Days, NaiveDate};

use crate::fixture::{Desk, TODAY, each};
use crate::report::ours;
use crate::walk;

const DAYS: u64 = 12;

fn day(number: u64) -> NaiveDate {
    let first: NaiveDate = TODAY.parse().expect("a day");
    first + Days::new(number)
}

/// Numbers without an order, the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

fn opened(ticket: Ticket, at: NaiveDate, visit: u64) -> (Case, Visit) {
    let (pack, _) = walk::shipped();
    let answers = chabudao::answers::read(pack, "answers", &ours());
    let answers = answers.expect("they read").answers;
    let mut random = [0; 12];
    random[..8].copy_from_slice(&visit.to_le_bytes());
    let call = Call {
        pack,
        today: at,
        seat: "窗口一".to_owned(),
        visit: VisitId::of(random),
        answers,
        note: String::new(),
    };
    let who = Who {
        caller: Some("李师傅".to_owned()),
        own: true,
        ..Who::default()
    };
    call.open(ticket, &who, None).expect("it opens")
}

/// Cases of twelve days with every order of calls, days told and closings,
/// also those that only a `--today` before another can make.
fn any(cases: u32) -> Whole {
    let mut numbers = Numbers(7);
    let mut whole = Whole::default();
    for number in 1..=cases {
        let first = numbers.below(DAYS);
        let ticket = Ticket::new(day(first), number);
        let (mut case, visit) = opened(ticket, day(first), u64::from(number) * 10);
        for again in 0..=numbers.below(3) {
            let mut visit = visit.clone();
            visit.id = opened(ticket, day(0), u64::from(number) * 10 + again).1.id;
            visit.at = day(first + again * numbers.below(4));
            visit.told.due = day(numbers.below(DAYS));
            case.told.due = visit.told.due;
            whole.visits.push(visit);
        }
        match numbers.below(4) {
            0 => case.hold().expect("it is open"),
            1 | 2 => case.close(day(numbers.below(DAYS)), String::new(), None),
            _ => {}
        }
        whole.cases.push(case);
    }
    whole
}

#[test]
fn what_is_read_for_a_span_counts_as_everything_would() {
    each(|desk| {
        let (pack, _) = walk::shipped();
        let mut store = desk.opened();
        let any = any(80);
        store.take_in(&any, &any).expect("it is taken in");
        let all = store.whole().expect("it reads");
        assert!(store.within(day(3), day(3)).expect("it reads").visits.len() < all.visits.len());
        for from in 0..DAYS {
            for to in from..DAYS {
                let (from, to) = (day(from), day(to));
                let read = store.within(from, to).expect("it reads");
                assert_eq!(
                    Figures::of(pack, &read, (from, to), day(DAYS)),
                    Figures::of(pack, &all, (from, to), day(DAYS)),
                    "{from} {to}"
                );
            }
        }
    });
}

#[test]
fn the_board_has_those_who_wait_and_those_who_called() {
    each(|desk| {
        let mut store = desk.opened();
        let all = any(80);
        store.take_in(&all, &all).expect("it is taken in");
        for number in 0..DAYS {
            let today = day(number);
            let shelf = Shelf::fetch(&mut store, today, today, 180).expect("it reads");
            let called = |case: &&Case| {
                let mut visits = all.visits.iter();
                visits.any(|visit| visit.ticket == case.ticket && visit.at == today)
            };
            let wanted = all.cases.iter().filter(|case| case.waits() || called(case));
            let mut wanted: Vec<_> = wanted.cloned().collect();
            wanted.sort_by_key(|case| (case.told.due, case.ticket.to_string()));
            assert_eq!(shelf.cases, wanted, "{today}");
            let visits = all.visits.iter().filter(|visit| visit.at == today);
            assert_eq!(shelf.visits, visits.cloned().collect::<Vec<_>>(), "{today}");
        }
    });
}

#[test]
fn of_many_found_the_first_come() {
    each(|desk| {
        let mut store = desk.opened();
        let any = any(80);
        store.take_in(&any, &any).expect("it is taken in");
        let (pack, _) = walk::shipped();
        let seat = Seat {
            pack,
            today: day(0),
            real: day(0),
            name: "窗口一",
            keep_days: 180,
        };
        let order = Order::Find("李".to_owned());
        let news = seat.serve(&mut store, &order, || VisitId::of([0; 12]));
        let Ok(News::Found(_, found)) = news else {
            panic!("{news:?}");
        };
        let all = desk.listed(&["--find", "李"]);
        assert_eq!((all.len(), found.len()), (80, 50));
        let found: Vec<_> = found.iter().map(|case| case.ticket.to_string()).collect();
        assert_eq!(found, all[..50]);
    });
}

/// The board is for looking: nobody waits for a seat that writes.
#[test]
fn the_board_is_there_while_another_writes() {
    let desk = Desk::file();
    desk.open(&[], "");
    let other = rusqlite::Connection::open(desk.path()).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("it begins");
    let began = std::time::Instant::now();
    assert_eq!(desk.run(&[], "").code, 0);
    assert!(began.elapsed().as_secs() < 10, "it waited");
}

/// A ticket with many digits beside a day, a class that ends in digits: no two
/// numbers come to lie side by side in the file.
#[test]
fn a_long_ticket_beside_a_day_makes_no_long_number() {
    let desk = Desk::file();
    let mut store = desk.opened();
    let mut whole = Whole::default();
    for (number, status) in [(1, Status::Open), (2, Status::Held), (3, Status::Closed)] {
        let ticket = Ticket::new(day(0), 12_340 + number);
        let (mut case, visit) = opened(ticket, day(0), number.into());
        case.batch = Some("班99999".to_owned());
        match status {
            Status::Open => {}
            Status::Held => case.hold().expect("it is open"),
            Status::Closed => case.close(day(0), "12345".to_owned(), None),
        }
        whole.cases.push(case);
        whole.visits.push(visit);
    }
    store.take_in(&whole, &whole).expect("it is taken in");
    for name in ["desk.db-wal", "desk.db"] {
        let bytes = fs::read(desk.path().with_file_name(name)).expect("it reads");
        assert!(!crate::kept_out::has_long_number(&bytes), "{name}");
    }
    drop(store);
    let bytes = fs::read(desk.path()).expect("it reads");
    assert!(!crate::kept_out::has_long_number(&bytes));
}
