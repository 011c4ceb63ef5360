//! The desk on the screens: keys in, screens and what is kept out. A clerk's
//! morning, and what must never happen to it.

#[path = "fixture/besides.rs"]
mod besides;
#[path = "fixture/parcel.rs"]
mod parcel;
#[path = "fixture/screen.rs"]
mod screen;
#[path = "fixture/seat.rs"]
mod seat;
#[path = "fixture/walk.rs"]
mod walk;
#[path = "fixture/window.rs"]
mod window;

use std::fs;

use chabudao::desk::case::{Case, Status};
use chabudao::desk::report::Figures;
use chabudao::desk::seat::{Deed, Order};
use chabudao::desk::store::{Store, StoreAddress, StoreFault, Whole};
use chabudao::desk::ticket::Ticket;
use chabudao::desk::visit::Visit;
use chabudao::lang::Lang;
use chabudao::pack::{Files, load};
use chabudao::ui::message::{Copied, Effect, Message};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play_served;
use chabudao::ui::theme::Theme;
use chabudao::ui::update::update;
use chabudao::ui::view;
use chrono::Datelike as _;
use screen::shown;
use serde_json::json;
use window::{ANSWERS, CLASS, Window};

/// A call of one of the class, from the board on.
const CALL: &str = "1 <enter> 3";

impl Window {
    fn shown(&self) -> String {
        shown(&self.model)
    }

    /// Presses one key; gives what is asked for that the store does not do.
    fn press(&mut self, key: &str) -> Vec<Effect> {
        let (desk, today) = (&mut self.desk, self.model.today);
        let mut serve = |model: &mut Model, effects: Vec<Effect>| {
            let (orders, left): (Vec<_>, Vec<_>) = effects
                .into_iter()
                .partition(|it| matches!(it, Effect::Desk(_)));
            for order in orders {
                if let Effect::Desk(order) = order {
                    desk.serve_all(model, (today, today), order);
                }
            }
            left
        };
        play_served(&mut self.model, key, &mut serve).expect("a key")
    }

    #[track_caller]
    fn shows(&self, words: &str) {
        let shown = self.shown();
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }

    /// The row that is marked has these words.
    #[track_caller]
    fn marks(&self, words: &str) {
        let shown = self.shown();
        let mut rows = shown.lines().filter(|row| row.contains('▸'));
        assert!(
            rows.any(|row| row.contains(words)),
            "{words} is not marked in\n{shown}"
        );
    }
}

fn store(folder: &std::path::Path) -> Store {
    Store::open(&StoreAddress::File(seat::file(folder))).expect("the store opens")
}

/// A case with its visits.
fn case_of(folder: &std::path::Path, ticket: &str) -> Result<(Case, Vec<Visit>), StoreFault> {
    let ticket: Ticket = ticket.parse().expect("a ticket");
    let file = store(folder).file(&ticket.into())?;
    Ok((file.case, file.visits))
}

/// So many keys a script has.
fn count(script: &str) -> usize {
    let named = script.matches('<').count();
    let mut plain = String::new();
    let mut inside = false;
    for c in script.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => plain.push(c),
            _ => {}
        }
    }
    named + plain.chars().count()
}

/// What is known of the only class, as `fact=answer `.
fn class_known(folder: &std::path::Path) -> String {
    let classes = store(folder).batches().expect("the classes");
    let known = classes[0].0.known.iter();
    let known = known.map(|(fact, answer)| format!("{fact}={answer} "));
    known.collect::<Vec<_>>().concat()
}

/// How many answers of a case tests speak of.
fn answered(case: &Case) -> usize {
    let known = case.known.iter();
    known.filter(|(fact, _)| besides::speaks_of(fact)).count()
}

/// All that is kept in the store, as one text.
fn kept(folder: &std::path::Path) -> String {
    let files = fs::read_dir(folder).expect("the desk's files");
    let texts = files.map(|file| fs::read(file.expect("a file").path()).expect("its bytes"));
    let texts: Vec<_> = texts.collect();
    String::from_utf8_lossy(&texts.concat()).into_owned()
}

#[test]
fn an_own_student_of_a_known_class_is_at_the_result_in_twelve_keys() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.shows("来电簿：");
    let keys = format!("{CALL} {ANSWERS}");
    assert!(count(&keys) <= 12, "{}", count(&keys));
    window.keys(&keys);
    assert!(view::is_result(&window.model), "{}", window.shown());
    window.shows("1127-01");
    // Back at the desk; they call again: at most six keys.
    window.keys("4 4");
    window.shows("今天的来电 1");
    let again = "5 1 <enter> <enter>";
    assert!(count(again) <= 6);
    window.keys(again);
    assert!(view::is_result(&window.model), "{}", window.shown());
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((visits.len(), case.status), (2, Status::Open));
    assert_eq!(case.batch.as_deref(), Some("9月28日报的那批"));
}

#[test]
fn the_message_has_the_ticket_and_goes_to_the_clipboard() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 1 1"));
    let message = window.copied.last().expect("it was copied").clone();
    assert!(message.ends_with("来电单号：1127-01\n"), "{message}");
    assert!(
        message.lines().count() <= 4 && message.chars().count() <= 120,
        "{message}"
    );
    // The class's own, for its group.
    window.keys("4 3 2 2");
    let message = window.copied.last().expect("it was copied").clone();
    assert!(message.starts_with("【9月28日报的那批】"), "{message}");
}

/// Two of whom the same is known are told apart by what was saved for them, in
/// a calendar too; it says whose it is by the ticket alone.
#[test]
fn what_is_saved_of_a_call_has_its_ticket_and_no_name() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(&CLASS.replace("2026-9-20", "2026-11-20"));
    window.keys(&format!(
        "1 李师傅 <space> 6789 <enter> 3 {ANSWERS} 1 1 2 1 2 3 4 5 6 4 <esc> 4"
    ));
    window.keys(&format!("1 王师傅 <enter> 3 {ANSWERS} 2 2 1 2 3 4 5 6"));
    let written = std::mem::take(&mut window.written);
    let [first, again, second] = [&written[..6], &written[6..7], &written[7..]];
    assert_eq!(second.len(), 6);
    for (files, own, other) in [
        (first, "1127-01", "1127-02"),
        (second, "1127-02", "1127-01"),
    ] {
        for (name, text) in files {
            assert!(name.contains(own) && !name.contains(other), "{name}");
            assert!(text.contains(own) && !text.contains(other), "{text}");
            let told = ["李师傅", "王师傅", "6789", "9月28日报的那批"];
            assert!(!told.iter().any(|it| text.contains(it)), "{text}");
        }
        assert!(files[2].1.contains("来电单号："), "{}", files[2].1);
    }
    assert_eq!(window.copied.last(), Some(&first[5].1));
    let uid = |text: &str| {
        text.lines()
            .find(|it| it.starts_with("UID:"))
            .map(str::to_owned)
    };
    let title = |text: &str| text.replace("\r\n ", "").contains("我们去问 [1127-01]\r\n");
    assert!(title(&first[3].1), "{}", first[3].1);
    assert_ne!(uid(&first[3].1), uid(&second[3].1));
    assert_eq!(first[3].1, again[0].1);
}

#[test]
fn each_answer_is_kept_at_once_and_a_call_broken_off_goes_on() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <space> 1234 <enter> 1 1 1 1");
    drop(window); // the window is killed: nothing more is written
    let mut window = Window::open(home.path(), "乙", "2026-11-28");
    window.keys("2 1234");
    window.shows("1127-01");
    window.shows("李师傅");
    window.keys("<enter> 1");
    window.shows("查完以后，网页上是哪一种情况？");
    window.keys("<esc> <esc>");
    let guide = window.model.guide().expect("a guide");
    let answers = guide.course.answers.iter();
    let answers = answers.filter(|(fact, _)| !besides::is_left(&guide.pack, *fact));
    assert_eq!(answers.count(), 3 + 1);
}

#[test]
fn a_call_is_held_and_another_taken() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 王师傅 <enter> 1 1 1 <ctrl-k>");
    window.shows("1127-01 挂起了");
    window.shows("挂着的 1");
    window.keys("1 赵师傅 <enter> 1 1 <ctrl-k>");
    window.shows("挂着的 2");
    window.keys("5 1");
    window.shows("1127-01 王师傅");
    // Taken up again it is no longer held once an answer is kept.
    window.keys("1 <esc> <esc> <esc> <esc> <esc>");
    window.shows("挂着的 1");
}

#[test]
fn two_windows_on_one_case_keep_what_both_were_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 李师傅 <enter> 1 1 1");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 1 1 2");
    one.keys("1");
    one.shows("已经合在一起");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    let known: Vec<_> = case.known.iter().collect();
    for (fact, answer) in [("channel", "official-site"), ("seen", "old-date")] {
        assert!(known.contains(&(fact, answer)), "{known:?}");
    }
    assert_eq!(visits.len(), 2);
}

#[test]
fn another_seats_call_comes_to_the_board_without_a_key() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    one.shows("今天来电 0");
    other.keys("1 李师傅 <enter> 1");
    let today = one.model.today;
    assert!(one.desk.tick(&mut one.model, (today, today)));
    one.shows("今天来电 1");
    assert!(!one.desk.tick(&mut one.model, (today, today)));
}

#[test]
fn a_class_mended_later_brings_its_cases_to_the_board() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.shows("要回的 0");
    // The school hears that the class was approved.
    window.keys("3 2 1 <fact:institution-reply> 5");
    // What was approved is not known to all before the day, or that nobody knows it.
    window.shows("批准的日子");
    assert!(!window.shown().contains("记下了"), "{}", window.shown());
    window.keys("0 <enter>");
    window.shows("1 个人的答复变了");
    window.keys("<esc> <esc> <esc>");
    window.shows("班次改了答复");
    window.keys("5");
    window.shows("还没告诉他");
}

#[test]
fn closing_and_deleting_ask_and_say_what_was_done() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 1 <ctrl-k> 5 4");
    window.shows("1127-01 办结了");
    window.keys("5 4");
    // A key held down says it again and again.
    window.keys("4 4 4");
    window.shows("真要删，请按 9");
    assert!(case_of(home.path(), "1127-01").is_ok());
    window.keys("9");
    window.shows("都删掉了");
    assert!(case_of(home.path(), "1127-01").is_err());
    assert!(!kept(home.path()).contains("1127-01"));
}

#[test]
fn no_number_and_no_name_gets_into_the_store() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    // In the caller's name, in the questions, in a note, in a class's name.
    window.keys("1 13812345678 <enter> 1 1 1 1 1 11010519491231002x <enter> <enter>");
    window.keys("<f9> 11010519491231002X <enter> 王小焊 <enter> 王小汉 <enter> <enter>");
    window.keys("<ctrl-k> 3 1 11010519491231002X <enter>");
    window.shows("不能有长号码");
    let kept = kept(home.path());
    for secret in ["1101051949", "1381234567", "王小焊", "王小汉"] {
        assert!(!kept.contains(secret), "{secret} is kept");
    }
}

/// What is typed is masked whole before it is cut: half of a number would not be
/// known for one.
#[test]
fn a_number_at_the_end_of_a_long_text_is_masked_before_the_text_is_cut() {
    for (long, told) in [(53, "记下了"), (115, "只记前 120 个字"), (189, "太长了")] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        let text = format!("{} tel 13912345678", "x".repeat(long));
        window.keys(&format!("1 <paste:{text}> <enter> 1 1 <f9> <paste:{text}>"));
        let typed = window.shown();
        window.keys("<enter>");
        assert!(
            window.shown().contains(told) || typed.contains(told),
            "{typed}"
        );
        let note = note(home.path());
        assert!(note.starts_with(&"x".repeat(long.min(120))), "{note}");
        assert!(note.chars().count() <= 120, "{note}");
        for text in [note, kept(home.path())] {
            assert!(!text.contains("1391"), "{long}: {text}");
        }
    }
    // Of a name the blanks before it go; a number beyond the field is dropped whole.
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let blanks = "\u{3000}".repeat(190);
    window.keys(&format!("1 <paste:{blanks}李 13912345678> <enter> 1 1"));
    assert!(!kept(home.path()).contains("1391"));
}

#[test]
fn a_store_that_cannot_be_opened_is_said_and_the_walk_stays_usable() {
    let home = tempfile::tempdir().expect("a home");
    fs::write(
        seat::file(home.path()),
        "no store at all, but long enough to be one",
    )
    .expect("a file");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.shows("这不是来电簿");
    window.keys("1");
    window.shows("您要办的是哪件事？");
}

#[test]
fn the_figures_of_a_day_and_their_files() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 1 <ctrl-k> 4");
    window.shows("今天");
    let today = window.model.today;
    let desk = &mut window.desk;
    let mut written = Vec::new();
    let mut serve = |model: &mut Model, effects: Vec<Effect>| {
        for effect in effects {
            match effect {
                Effect::Desk(order) => {
                    desk.serve_all(model, (today, today), order);
                }
                Effect::Write { ending, bytes, .. } => written.push((ending, bytes.len())),
                other => panic!("{other:?}"),
            }
        }
        Vec::new()
    };
    play_served(&mut window.model, "2 3 4 5", &mut serve).expect("keys that exist");
    let endings: Vec<_> = written.iter().map(|(ending, _)| *ending).collect();
    assert_eq!(endings, ["html", "xlsx"]);
    assert!(written.iter().all(|(_, size)| *size > 500), "{written:?}");
}

/// The rules are loaded again.
fn load_again(window: &mut Window) {
    load_others(window, Files::embedded());
}

fn load_others(window: &mut Window, files: Files) {
    let pack = load(files).expect("the rules load").pack;
    let loaded = Message::Loaded(Box::new(Ok((pack, Vec::new()))));
    perform(window, loaded);
}

/// A message comes, and what it asks of the store is done.
fn perform(window: &mut Window, message: Message) {
    let today = window.model.today;
    for effect in update(&mut window.model, message) {
        match effect {
            Effect::Desk(order) => window
                .desk
                .serve_all(&mut window.model, (today, today), order),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn rules_loaded_again_leave_one_at_the_desk_and_in_the_call() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    load_again(&mut window);
    window.shows("来电簿：");
    window.keys("1 李师傅 <enter> 1 1 1");
    load_again(&mut window);
    window.shows("1127-01 李师傅");
    window.keys("1 <esc> <esc> <esc> <esc> <esc>");
    window.shows("来电簿：");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(answered(&case), 3);
}

#[test]
fn a_ticket_given_again_is_not_taken_for_the_case_that_was_deleted() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 一师傅 <enter> 1 1");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 5 9 1 二师傅 <enter> 1 1");
    one.keys("1");
    one.shows("刚被别的坐席删掉");
    one.shows("一师傅");
    let (case, _) = case_of(home.path(), "1127-01").expect("the second caller's");
    assert_eq!(case.caller.as_deref(), Some("二师傅"));
    assert_eq!(answered(&case), 1);
}

#[test]
fn a_class_added_twice_is_opened_and_loses_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("3 1 9月28日报的那批 <enter>");
    window.shows("2026年9月28日");
}

#[test]
fn a_class_deleted_leaves_what_was_known_with_those_who_wait() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4 3 2 3"));
    window.shows("还有 1 人在等");
    window.keys("3 <esc> <esc> 5");
    window.shows("在市里审核");
    let shown = window.shown();
    assert!(!shown.contains("不知道"), "{shown}");
}

#[test]
fn what_the_class_knows_is_not_told_as_the_callers_words() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS}"));
    let shown = window.shown();
    assert!(view::is_result(&window.model), "{shown}");
    assert!(!shown.contains("还说过"), "{shown}");
    // Nor is it asked when they call again: their own last word is.
    window.keys("4 4 5 1");
    window.shows("证上的应复审日期是哪一天");
}

#[test]
fn a_call_gone_on_with_the_same_day_is_one_visit() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 一师傅 <enter> 1 1 <ctrl-k> 5 1 1 <ctrl-k> 5 1 1 <ctrl-k>");
    let (_, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(visits.len(), 1);
}

#[test]
fn a_call_that_goes_on_after_midnight_is_a_visit_of_the_new_day() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 一师傅 <enter> 1 1");
    let told = |folder: &std::path::Path| {
        let visits = store(folder).whole().expect("all of it").visits;
        visits
            .into_iter()
            .map(|visit| (visit.at.to_string(), visit.told))
            .collect::<Vec<_>>()
    };
    let yesterday = told(home.path());
    window.model.today = "2026-11-28".parse().expect("a day");
    window.keys("1 1");
    let both = told(home.path());
    let days: Vec<_> = both.iter().map(|(day, _)| day.as_str()).collect();
    assert_eq!(days, ["2026-11-27", "2026-11-28"]);
    assert_eq!(both[0], yesterday[0]);
    assert_ne!(both[1].1, both[0].1);
    // It is one call all the same, of the day on which it began.
    let pack = load(Files::embedded()).expect("the rules load").pack;
    let days = ["2026-11-27", "2026-11-28"].map(|day| day.parse().expect("a day"));
    let whole = store(home.path())
        .within(days[0], days[1])
        .expect("all of it");
    let figures = Figures::of(&pack, &whole, (days[0], days[1]), days[1]);
    let figures = serde_json::to_value(figures).expect("JSON");
    assert_eq!(
        (&figures["calls"], &figures["repeat"], &figures["by_day"]),
        (&json!(1), &json!(0), &json!({ "2026-11-27": 1 }))
    );
}

#[test]
fn a_closed_case_put_into_a_class_stays_as_it_was_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("1 李师傅 <enter> 1 1 1 1 2 0 <enter> 1 2026-10-20 <enter> 2 1 <ctrl-k> 5 4 5");
    window.shows("3  重新打开");
    window.keys("5 3");
    window.shows("9月28日报的那批");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert!(!case.waits());
    assert_eq!(case.told.result, None, "nobody waits to hear it");
}

#[test]
fn one_esc_too_many_does_not_leave_the_desk_and_f10_comes_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.shows("Esc 两次 退回");
    window.keys("<esc>");
    window.shows("再按一次 Esc");
    window.shows("1  新来电");
    window.keys("2 李 <f10> <esc>");
    window.shows("找来电单");
    window.shows("[李");
}

#[test]
fn the_changed_answer_is_told_and_then_no_longer_on_the_board() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!(
        "{CALL} {ANSWERS} 4 4 3 2 1 <fact:institution-reply> 5 0 <enter> <esc> <esc> <esc>"
    ));
    window.shows("要回的 1");
    let mut window = Window::open(home.path(), "乙", "2026-11-30");
    window.keys("5 7");
    window.shows("已经告诉他了");
    window.shows("要回的 0");
    // It is a call of its own, and a promise that was kept.
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(visits.len(), 2);
    assert_eq!(visits[1].told, case.told);
    assert_ne!(visits[1].told.result, visits[0].told.result);
    let told = serde_json::to_value(&visits[1]).expect("JSON");
    assert_eq!(
        (&told["at"], &told["seat"]),
        (&json!("2026-11-30"), &json!("乙"))
    );
    window.keys("4");
    window.shows("答应的日子做到了       1");
}

#[test]
fn two_windows_on_one_class_keep_what_both_noted_and_took_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys(CLASS);
    let known = || class_known(home.path());
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("<size:80x60> 3 2 1");
    one.keys("3 2 1 <fact:asked-bureau> 2 1");
    assert!(known().contains("bureau-reply=in-process"), "{}", known());
    // The other has not seen that yet, and notes something else.
    other.keys("<fact:institution-reply> 5 0 <enter>");
    other.shows("问了，有答复");
    for answer in [
        "bureau-reply=in-process",
        "institution-reply=approved",
        "exam-date",
    ] {
        assert!(known().contains(answer), "{answer}: {}", known());
    }
    // What one of them takes back does not come again by the other.
    one.keys("-");
    assert!(!known().contains("bureau"), "{}", known());
    other.keys("<fact:fee> 1");
    assert!(!known().contains("bureau"), "{}", known());
}

/// Both note the same fact: whoever comes later hears what it replaces, and the
/// other what came in.
#[test]
fn what_one_window_replaces_in_a_class_is_told_to_both() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys(CLASS);
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("<size:80x60> 3 2 1 <fact:applied>");
    one.keys("<size:80x60> 3 2 1 <fact:applied> 1");
    let theirs = class_known(home.path());
    other.keys("2");
    other.shows("刚在别处记的是“");
    other.shows("照您的改了");
    let replaced = class_known(home.path());
    assert_ne!(replaced, theirs);
    one.keys("<fact:fee> 2");
    one.shows("这个班次刚在别处也改过，已经合在一起");
    assert_eq!(
        class_known(home.path()),
        replaced.replace("fee=paid", "fee=unpaid")
    );
}

#[test]
fn a_class_removed_meanwhile_is_not_made_again_by_what_is_noted_of_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("3 2 1 <fact:fee>");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("3 2 3 9");
    window.keys("1");
    window.shows("这个班次，还一个都没有");
    assert!(store(home.path()).batches().expect("none").is_empty());
}

#[test]
fn a_late_class_is_told_that_the_school_asks_for_all_of_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 1"));
    window.shows("同一批的一起问：批了没有、报到网上没有");
    window.keys("1");
    let message = window.copied.last().expect("it was copied").clone();
    assert!(
        message.contains("我们学校去问签发机关，同一批的一起问"),
        "{message}"
    );
    for told in [&message, &window.shown()] {
        assert!(!told.contains("打给证上印的签发机关"), "{told}");
    }
    window.keys("4");
    window.shows("→ 过了期限");
    // Approved, and the days to show are not over: nothing to ask for.
    window.keys("3 2 1 <fact:institution-reply> 5 2026-11-26 <enter> <esc> <esc> <esc>");
    window.shows("1 人在等");
    assert!(!window.shown().contains("过了期限"), "{}", window.shown());
}

#[test]
fn a_fact_of_the_wrong_class_is_cleared_with_what_belongs_to_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    // Half an answer is not kept: Esc before the other half, and all is as it was.
    window.keys("3 2 1 <fact:asked-bureau> 2");
    window.shows("机关的答复");
    window.keys("<esc>");
    let known = || class_known(home.path());
    assert!(known().contains("asked-bureau=no "), "{}", known());
    window.keys("<fact:asked-bureau> 2 1");
    assert!(
        known().contains("asked-bureau=answered bureau-reply=in-process "),
        "{}",
        known()
    );
    window.shows("- 清掉");
    window.shows("记下了");
    window.keys("-");
    window.shows("记下了");
    let left = known();
    assert!(
        !left.contains("bureau") && left.contains("exam-date"),
        "{left}"
    );
}

/// Who hears "approved" and not when must not think it noted.
#[test]
fn half_an_answer_of_a_class_says_what_it_waits_for() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let known = || class_known(home.path());
    window.keys("3 1 B <enter> 1");
    for leave in ["<esc>", "<f3>"] {
        window.keys("<fact:institution-reply> 5");
        window.shows("还要这一项，才一起记下：批准的日子（不知道就打 0 回车）。");
        window.keys(leave);
        window.shows("刚才那项没有记下，还差：批准的日子（不知道就打 0 回车）。");
        assert!(!known().contains("institution-reply"), "{}", known());
    }
    window.keys("<fact:institution-reply> 5");
    load_again(&mut window);
    window.shows("刚才那项还差另一项，没有记下");
    assert!(!known().contains("institution-reply"), "{}", known());
    window.keys("<fact:asked-bureau> 2");
    window.shows("机关的答复（不知道就按 0）。");
    window.keys("<esc> <fact:institution-reply> 5 0 <enter>");
    window.shows("记下了。");
    assert!(
        known().contains("approved-date=unknown institution-reply=approved "),
        "{}",
        known()
    );
}

/// The clerk is the school: nothing of a class is asked as of a caller.
#[test]
fn a_class_is_worded_as_the_schools_own() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("<size:80x60> 3 1 B <enter> 1");
    for (own, topic) in [
        ("我们学校查到的是哪一种？", "  考试结果"),
        ("Which of these do our own records show?", "  Exam result"),
    ] {
        for words in [own, topic] {
            window.shows(words);
        }
        let shown = window.shown();
        for caller in [
            "您",
            "培训学校",
            "问过学校",
            "our review",
            "school was asked",
        ] {
            assert!(!shown.contains(caller), "{caller} is in\n{shown}");
        }
        window.keys("<f6>");
    }
    window.keys("<fact:approved-date>");
    window.shows("批准的日子");
    assert!(!window.shown().contains("您的复审"), "{}", window.shown());
    window.keys("<esc> <fact:institution-reply>");
    window.shows("我们学校查到的是哪一种？");
    // What is said so of every class is not kept with one.
    window.keys("3 <esc>");
    window.shows("- 我们学校查到的是哪一种？");
    assert_eq!(class_known(home.path()), "institution-reply=at-city ");
}

/// Ticket and how to hold the call matter more than the end of a name.
#[test]
fn a_long_name_leaves_the_ticket_in_a_narrow_title() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let name = "长".repeat(20);
    window.keys(&format!("1 {name} <enter> 1"));
    for hold in ["Ctrl-K 挂起", "Ctrl-K holds"] {
        for (columns, all) in [(40, false), (60, false), (80, true)] {
            window.model.size = (columns, 20);
            let shown = window.shown();
            let title = shown.lines().next().expect("a title");
            assert!(
                title.contains("1127-01 长") && title.contains(hold),
                "{title}"
            );
            assert_eq!(title.contains(&name), all, "{title}");
        }
        window.keys("<f6>");
    }
}

/// A long name in the figures goes on below itself.
#[test]
fn a_long_name_in_the_figures_stays_beside_its_bar() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let class = "很长的班次名字".repeat(5);
    window.keys(&format!("3 1 {class} <enter> <esc> <esc>"));
    window.keys(&format!("{CALL} <ctrl-k> 4 <size:80x60>"));
    let shown = window.shown();
    let mut rows = shown.lines().skip_while(|row| !row.contains("很长的"));
    let [first, second] = [(); 2].map(|()| rows.next().expect("a row"));
    assert!(first.contains('#'), "{shown}");
    assert!(second.starts_with(&" ".repeat(42)), "{shown}");
    assert!(second.contains("名字"), "{shown}");
}

/// The column beside the page begins with a question, not amid an answer.
#[test]
fn the_answers_beside_the_page_begin_at_the_head_of_one() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 1 1 1 2 0 <enter> <enter>");
    for rows in 14..40 {
        window.model.size = (120, rows);
        let shown = window.shown();
        let mut column = shown
            .lines()
            .skip_while(|row| !row.contains("F3 改"))
            .skip(1);
        let first = column.next().expect("an answer");
        let first = first.rsplit("  ").next().expect("its text");
        assert!(
            first.trim_start().starts_with(|c: char| c.is_ascii_digit()),
            "{shown}"
        );
    }
}

#[test]
fn a_matter_found_by_a_word_is_kept_as_what_was_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 何师傅 <enter> 2 / 退钱 <enter>");
    window.shows("跟我们学校管收费的");
    assert!(!window.shown().contains("收钱的学校"), "{}", window.shown());
    window.keys("<enter>");
    window.shows("1127-01 记下了：退费");
    window.shows("要回的 0");
    window.keys("5");
    window.shows("跟我们学校管收费的");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.told.result.as_deref(), Some("refund"));
}

#[test]
fn the_school_and_the_class_of_a_case_are_corrected() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("1 李师傅 <enter> 1 1 1 1 2 0 <enter> <ctrl-k> 5");
    window.shows("更正班次");
    window.keys("6");
    window.shows("9月28日报的那批");
    window.keys("3");
    window.shows("李师傅  9月28日报的那批");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(visits.len(), 1);
    // What the class knows is not asked any more.
    assert_eq!(case.told.result.as_deref(), Some("call-bureau"));
    // Nobody was told anything else before.
    assert!(!window.shown().contains("班次知道的变了"));
    window.keys("6 <esc>");
    window.shows("更正班次");
}

/// Rules by which nobody is one of the desk's own.
#[test]
fn where_nothing_is_given_a_new_call_asks_for_the_class_alone() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-23");
    let guide = Guide::new(parcel::pack(), Vec::new());
    let today = window.model.today;
    window.model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today);
    // There is none yet, so nothing is asked.
    window.keys("8 1 李师傅 <enter>");
    window.shows("请问您等的是信、包裹，还是大件？");
    window.keys("<ctrl-k> 3 1 周一那批 <enter> <esc> <esc> <esc> 1 王师傅 <enter>");
    window.shows("哪个班次？");
    window.shows("1  不清楚，或者都不是");
    window.keys("2");
    window.shows("请问您等的是信、包裹，还是大件？");
    let (case, _) = case_of(home.path(), "1123-02").expect("the case");
    assert_eq!(case.batch.as_deref(), Some("周一那批"));
}

/// What the caller heard holds again: there is nothing to tell.
#[test]
fn a_class_corrected_by_mistake_and_corrected_back_leaves_nothing_to_tell() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    let case = || case_of(home.path(), "1127-01");
    let (told, _) = case().expect("the case");
    window.keys("2 1127-01 <enter> 6 1");
    window.shows("班次知道的变了");
    window.shows("6  更正班次");
    window.keys("6 3");
    assert!(
        !window.shown().contains("班次知道的变了"),
        "{}",
        window.shown()
    );
    let (again, _) = case().expect("the case");
    assert_eq!(again.told, told.told);
}

/// What they did not know was the class's to say, as long as they were of it.
#[test]
fn who_is_put_out_of_a_class_keeps_what_they_said() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(
        &CLASS
            .replace(
                "<fact:institution-reply> 3 <fact:applied-date> 2026-9-28 <enter>",
                "",
            )
            .replace("<fact:asked-bureau> 1", ""),
    );
    window.keys(&format!("{CALL} 1 1 1 2 0 <enter> 0 <enter> 4 4"));
    let says = || {
        let (case, _) = case_of(home.path(), "1127-01").expect("the case");
        let mut known = case.known.iter();
        known.any(|it| it == ("institution-reply", "unknown"))
    };
    assert!(says());
    window.keys(
        "3 2 1 <fact:institution-reply> 3 <fact:applied-date> 2026-9-28 <enter> <esc> <esc> <esc>",
    );
    assert!(!says());
    window.keys("2 1127-01 <enter> 6 1");
    assert!(says());
}

/// After the result is when something is left to note.
#[test]
fn a_note_is_taken_at_the_result_too() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {}", ANSWERS.trim_end_matches("<enter>")));
    window.keys("<f9> 急 <enter>");
    window.shows("对吗？");
    assert_eq!(note(home.path()), "急");
    window.keys("<enter> <f9>");
    window.shows("备注 [急");
    window.keys("<ctrl-u> 4月5日再打 <esc>");
    assert!(view::is_result(&window.model), "{}", window.shown());
    window.keys("<f9> <ctrl-u> 1月4日再打 <enter>");
    window.shows("记下了");
    assert!(view::is_result(&window.model), "{}", window.shown());
    assert_eq!(note(home.path()), "1月4日再打");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.told.result.as_deref(), Some("call-bureau"));
}

/// A caller of the desk has a number that can be said on the phone.
#[test]
fn a_call_closes_with_its_ticket_and_shows_the_way_back_on_a_narrow_window() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS}"));
    window.model.size = (60, 20);
    window.shows("4 回来电簿");
    window.model.size = (80, 200);
    window.shows("再打来时报单号 1127-01");
    assert!(!window.shown().contains("口令"), "{}", window.shown());
}

/// No code has led there: it is kept what was told.
#[test]
fn a_repeat_call_after_a_correction_says_what_was_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.keys("3 2 1 <fact:asked-bureau> 2 1 <esc> <esc> <esc>");
    window.shows("班次改了答复");
    window.keys("5 1");
    window.shows("上次的结果：照我们的记录，在市里审核。");
    assert!(!window.shown().contains("口令"), "{}", window.shown());
}

/// They ring to leave word, and are told nothing.
#[test]
fn a_call_that_says_nothing_new_leaves_what_was_told_and_what_is_to_be_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-26");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    let case = || case_of(home.path(), "1126-01").expect("the case");
    let (before, _) = case();
    drop(window);
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("2 1126 <enter> 1 <f9> 他要发票 <enter> <enter>");
    window.shows("对吗？");
    let (after, visits) = case();
    assert_eq!(after.told, before.told);
    let results: Vec<_> = visits.into_iter().map(|visit| visit.told.result).collect();
    assert_eq!(results, [before.told.result, None]);
    window.keys("<enter>");
    let (after, visits) = case();
    assert_eq!(after.told, visits[1].told);
    // What the class has changed since is still to be told.
    window.keys("4 4 3 2 1 <fact:asked-bureau> 2 1 <esc> <esc> <esc>");
    window.shows("班次改了答复");
    window.keys("2 1126 <enter> 1 <f9> 他还要发票 <enter> <ctrl-k> 5");
    window.shows("还没告诉他");
}

#[test]
fn a_blank_finds_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <enter> 1 1 <ctrl-k> 2 <space> <enter>");
    assert!(!window.shown().contains("李师傅  "), "{}", window.shown());
    window.shows("例如：1123-07");
}

#[test]
fn a_call_that_another_seat_has_open_is_said_when_opened_and_before_deleting() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "小陈", "2026-11-27");
    one.keys("1 周师傅 <enter> 1 1");
    let mut other = Window::open(home.path(), "小王", "2026-11-27");
    other.keys("5 5");
    other.shows("小陈 正开着这张来电单");
    other.keys("1");
    other.shows("小陈 也开着这张来电单");
    other.keys("<esc> <esc>");
    other.shows("来电簿：");
    // Put down here, it is nobody's; the first seat still has it under its own name.
    one.keys("<ctrl-k>");
    other.keys("5 5");
    assert!(!other.shown().contains("正开着"), "{}", other.shown());
    // Who has a row of a case that is gone is told so in a clerk's words.
    let mut third = Window::open(home.path(), "小李", "2026-11-27");
    other.keys("9");
    third.keys("5");
    third.shows("1127-01 已经没有了");
    assert!(
        !third.shown().contains("chabudao desk"),
        "{}",
        third.shown()
    );
}

#[test]
fn those_the_caller_moves_next_stand_behind_and_what_is_done_is_not_due() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-26");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.keys("1 不是本校的 <enter> 1 4 1 1 6 <enter> 4 4");
    window.keys("1 半截 <enter> 1 1 <ctrl-k>");
    drop(window);
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.shows("要回的 1");
    window.keys("<down> <down>");
    window.shows("1126-01");
}

/// A case that a matter closed goes on with the call; one that somebody closed
/// since does not.
#[test]
fn what_was_closed_with_a_reason_since_a_matter_was_told_stays_closed() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 <enter> 1 <ctrl-f> 丢了 <enter>");
    let held = hold(home.path());
    one.keys("<enter> <esc> <esc>");
    drop(held);
    tick(&mut one);
    assert_eq!(answers_kept(home.path()).1, Status::Closed);
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    let ticket: Ticket = "1127-01".parse().expect("a ticket");
    let today = other.model.today;
    let order = Order::Do(ticket.into(), Deed::Reopen);
    (other.desk).serve_all(&mut other.model, (today, today), order);
    close(&mut other);
    one.keys("1");
    one.shows("1127-01 刚在别处办结了");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    let case = serde_json::to_value(case).expect("JSON");
    assert_eq!(
        (&case["why"], &case["status"]),
        (&"市里已经告诉他".into(), &"closed".into())
    );
}

/// From what was found the search is opened anew, and nothing is answered.
#[test]
fn another_word_is_looked_for_from_what_was_found() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 / 丢了 <enter> / 电子证 <enter>");
    window.shows("电子证");
    window.keys("<esc> <esc>");
    let (_, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert!(visits.len() <= 1);
    assert_eq!(answers_kept(home.path()).0, 0, "nothing is answered");
}

/// Whom the school promised to call is called from the case's first row.
#[test]
fn a_case_to_be_called_back_says_so_and_one_that_waits_for_the_caller_does_not() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-26");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4 5"));
    window.shows("1  打给他了，或他又来电：接着问");
    window.keys("<f6>");
    window.shows("1  We called, or they call: go on");
    window.keys("<esc>");
    window.shows("1 call today");
    window.keys("<f6> 1 不是本校的 <enter> 1 4 1 1 6 <enter> 4 5");
    window.shows("1  又来电了：接着问");
}

#[test]
fn the_message_of_a_mistyped_number_says_what_is_wrong_also_later() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 1 1 1 1 11010519491231002x <enter> <enter> <enter> 1 1");
    let wrong = "最后那个 x 要大写";
    let message = window.copied.last().expect("it was copied").clone();
    assert!(message.contains(wrong), "{message}");
    assert!(message.chars().count() <= 120, "{message}");
    window.keys("4 5 2");
    assert_eq!(window.copied.last(), Some(&message));
    assert!(!kept(home.path()).contains("1101051949"));
}

#[test]
fn the_title_of_a_call_keeps_its_ticket_on_a_narrow_window() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.model.size = (60, 20);
    window.keys("1 欧阳上官诸葛司马东方师傅 <enter> 1");
    window.shows("1127-01 欧阳上官诸葛司马东方师傅  Ctrl-K 挂起");
}

#[test]
fn of_very_many_found_it_is_said_that_not_all_are_listed() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(&"1 李师傅 <enter> 1 1 <ctrl-k> ".repeat(50));
    window.keys("2 李");
    window.shows("最多列 50 张");
    window.shows("按 PgDn 往下看"); // a space would be typed
    window.keys("人");
    window.shows("没有找到");
}

#[test]
fn esc_leads_back_to_the_page_left_with_the_word_typed() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("1 李师傅 <enter> 3 1 <ctrl-k> 2 李师 <enter>");
    window.shows("以前的来电");
    window.keys("<esc>");
    window.shows("[李师");
    window.shows("1127-01");
    window.keys("<esc> 7");
    window.shows("给班级群的消息");
    window.keys("1 <esc> <esc>");
    window.shows("来电簿：");
}

/// A page was read before its case was deleted and the ticket given to another
/// caller: whatever it asks for must not happen to that one.
#[test]
fn a_page_of_a_case_that_is_gone_does_nothing_to_the_next_with_its_ticket() {
    for keys in ["5 9", "3", "4", "1", "6 1", "<esc> 5"] {
        let home = tempfile::tempdir().expect("a home");
        let mut one = Window::open(home.path(), "甲", "2026-11-27");
        one.keys("1 甲某 <enter> 1 1 <ctrl-k> 5");
        one.shows("1127-01  挂起  甲某");
        let mut other = Window::open(home.path(), "乙", "2026-11-27");
        other.keys("5 5 9 1 乙某 <enter> 1 1 <ctrl-k>");
        one.keys(keys);
        let (case, _) = case_of(home.path(), "1127-01").expect("the next case");
        assert_eq!(case.caller.as_deref(), Some("乙某"), "{keys}");
        assert_eq!((case.status, case.batch), (Status::Held, None), "{keys}");
        if keys != "<esc> 5" {
            one.shows("1127-01 已经没有了");
        }
    }
}

#[test]
fn a_call_whose_case_is_gone_is_not_held_in_the_name_of_the_next() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 甲某 <enter> 1 1");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 5 9 1 乙某 <enter> 1 1");
    one.keys("<ctrl-k>");
    one.shows("1127-01 刚被别的坐席删掉");
    let (case, _) = case_of(home.path(), "1127-01").expect("the next case");
    assert_eq!(case.status, Status::Open);
}

/// The notes kept of the only visit of the only case.
fn note(folder: &std::path::Path) -> String {
    let export = store(folder).whole().expect("all of it");
    let [visit] = export.visits.as_slice() else {
        panic!("{:?}", export.visits);
    };
    let visit = serde_json::to_value(visit).expect("JSON");
    visit["note"].as_str().expect("words").to_owned()
}

#[test]
fn two_windows_of_one_seat_keep_the_notes_of_both() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "同", "2026-11-27");
    one.keys("1 戊二 <space> 2222 <enter> 1");
    let mut other = Window::open(home.path(), "同", "2026-11-27");
    other.keys("2 2222 <enter> 1");
    other.shows("您的另一个窗口也开着这张来电单");
    one.keys("<f9> 单位明天要看证 <enter>");
    other.keys("<f9> 已寄受理单 <enter>");
    assert_eq!(note(home.path()), "单位明天要看证；已寄受理单");
    // Neither takes away what the other wrote, also where it mends its own.
    one.keys("<f9> <ctrl-u> 单位后天要看证 <enter> 1");
    other.keys("1");
    assert_eq!(note(home.path()), "已寄受理单；单位后天要看证");
    one.keys("<esc> <f9> <ctrl-u> <enter>");
    assert_eq!(note(home.path()), "已寄受理单");
}

#[test]
fn a_call_laid_aside_and_taken_up_again_keeps_its_note() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 戊二 <enter> 1 <f9> 单位明天要看证 <enter> <ctrl-k> 5 1");
    assert!(!window.shown().contains("也开着"), "{}", window.shown());
    window.keys("1 1");
    assert_eq!(note(home.path()), "单位明天要看证");
}

#[test]
fn a_new_call_says_what_was_done_to_the_name_and_of_no_other_seat() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 孙小圣 <space> 13800138000 <space> 7788 <enter> 1");
    window.shows("孙小圣 ***");
    window.shows("称呼：长号码换成了 ***");
    assert!(!window.shown().contains("也开着"), "{}", window.shown());
    window.keys("<ctrl-k> 1 赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许多 <enter> 1");
    window.shows("只留前 20 个字");
    window.keys("<ctrl-k> 1 李师傅 <enter> 1");
    assert!(!window.shown().contains("也开着"), "{}", window.shown());
}

/// A second passes at the board.
fn second(window: &mut Window) {
    let today = window.model.today;
    if !window.desk.tick(&mut window.model, (today, today)) {
        update(&mut window.model, Message::Settled);
    }
}

#[test]
fn the_mark_stays_with_whom_it_stood_at_and_a_digit_just_moved_is_asked_again() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    for who in ["赵师傅", "钱师傅", "孙师傅"] {
        one.keys(&format!("1 {who} <enter> 1 1 <ctrl-k>"));
    }
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    one.keys("<down> <down> <down> <down> <down>");
    one.shows("▸ 6  1127-02  钱师傅");
    second(&mut one);
    other.keys("5 4");
    second(&mut one);
    one.shows("▸ 5  1127-02  钱师傅");
    // Aimed at the second one before the rows moved.
    one.keys("6");
    one.shows("来电簿刚才变了");
    one.keys("6");
    one.shows("1127-03  挂起  孙师傅");
    // Enter takes whom it stood at; a second later a digit is the row's again.
    one.keys("<esc> <down> <down> <down> <down> <down>");
    second(&mut one);
    other.keys("5 4");
    second(&mut one);
    one.keys("<enter>");
    one.shows("1127-03  挂起  孙师傅");
    one.keys("<esc>");
    second(&mut one);
    other.keys("1 周师傅 <enter> 1 1 <ctrl-k>");
    second(&mut one);
    second(&mut one);
    one.keys("6");
    one.shows("1127-04  挂起  周师傅");
}

#[test]
fn who_is_gone_from_the_board_leaves_the_mark_at_nobody() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 赵师傅 <enter> 1 1 <ctrl-k> 1 钱师傅 <enter> 1 1 <ctrl-k>");
    one.keys("<down> <down> <down> <down>");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    second(&mut one);
    other.keys("5 5 9");
    second(&mut one);
    one.keys("<enter>");
    one.shows("来电簿刚才变了");
    one.shows("▸ 1  新来电");
}

#[test]
fn a_case_looked_at_is_shown_as_another_seat_left_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys(CLASS);
    one.keys(&format!("{CALL} {ANSWERS} 4 4 5"));
    one.shows("以前的来电");
    one.keys("2");
    let old = one.copied.last().expect("it was copied").clone();
    one.keys("5"); // to delete it, once
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    second(&mut one);
    assert!(!one.shown().contains("刚变了"), "{}", one.shown());
    other.keys("1 赵师傅 <enter> 1 1 <ctrl-k>");
    second(&mut one); // of another case: nothing is another here
    assert!(!one.shown().contains("刚变了"), "{}", one.shown());
    other.keys("7 1 <ctrl-f> 退钱 <enter> <enter>");
    second(&mut one);
    one.shows("这张来电单刚变了");
    one.keys("5");
    one.shows("真要删，请按 9");
    one.keys("2");
    let new = one.copied.last().expect("it was copied");
    assert_eq!(*new, old, "what they wait for is the same");
    // Deleted elsewhere, it is not looked at any more.
    other.keys("6 5 9");
    second(&mut one);
    one.shows("已经没有了");
}

#[test]
fn a_repeat_call_recalls_first_what_was_told_first() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-05-29");
    // Examined after the day of the review: the certificate may be void.
    window.keys("1 <enter> 1 1 1 1 2 2026-5-20 <enter>");
    window.keys("1 2026-5-21 <enter> <enter>");
    window.shows("证可能已经失效");
    window.model.size = (100, 50);
    window.keys("4 4 5 1");
    window.shows("上次的结果：您考试的日子晚于应复审日期，证可能已经失效");
}

#[test]
fn a_closed_case_says_why_on_its_page() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <enter> 1 1 <ctrl-k>");
    let (mut case, visits) = case_of(home.path(), "1127-01").expect("the case");
    case.close(window.model.today, "网上有了".to_owned(), None);
    let whole = Whole {
        cases: vec![case],
        visits,
        ..Whole::default()
    };
    let other = tempfile::tempdir().expect("another home");
    store(other.path())
        .take_in(&whole, &whole)
        .expect("it is taken in");
    let mut window = Window::open(other.path(), "甲", "2026-11-27");
    window.keys("2 李师傅 <enter>");
    window.shows("办结的原因：网上有了");
}

#[test]
fn a_class_that_takes_an_answer_away_says_so_and_what_is_to_be_known() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    // What came of the exam is not known after all.
    window.keys("3 2 1 <fact:exam-result> <esc> - <esc> <esc> <esc>");
    window.shows("班次改了答复：原来的不算了");
    assert!(!window.shown().contains("要告诉对方"), "{}", window.shown());
    window.keys("5");
    window.shows("新的答复要先弄清：考试结果");
    window.shows("7  已经告诉他原来的答复不算了");
}

#[test]
fn a_result_nobody_has_read_yet_does_not_count_as_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let told = || {
        let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
        let of_visits: Vec<_> = visits.into_iter().map(|it| it.told.result).collect();
        (case.told.result, of_visits)
    };
    window.keys(CLASS);
    window.keys(&format!("{CALL} {}", ANSWERS.trim_end_matches(" <enter>")));
    window.keys("<enter>");
    window.shows("对吗？");
    window.keys("<ctrl-k>");
    window.shows("挂着的 1");
    window.shows("问完了，还没告诉他结果");
    assert_eq!(told(), (None, vec![None]));
    // Nor does the class change an answer that nobody was told.
    window.keys("3 2 1 <fact:asked-bureau> 1 <esc> <esc> <esc>");
    window.shows("问完了，还没告诉他结果");
    assert!(!window.shown().contains("班次改了"), "{}", window.shown());
    // Taken up again it is read back, then told.
    window.keys("5 1");
    window.shows("对吗？");
    window.keys("1");
    assert!(view::is_result(&window.model), "{}", window.shown());
    let result = Some("call-bureau".to_owned());
    assert_eq!(told(), (result.clone(), vec![result]));
}

/// A call held before its result was read is told what the class has come to
/// know since.
#[test]
fn what_the_class_learns_reaches_a_call_held_before_its_result_was_read() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(&CLASS.replace("<fact:asked-bureau> 1", ""));
    // Nobody has asked the authority; that is read back, and the call held.
    window.keys(&format!("{CALL} {ANSWERS} 1"));
    window.shows("还没问。");
    window.keys("<ctrl-k>");
    window.shows("问完了，还没告诉他结果");
    window.keys("3 2 1 <fact:asked-bureau> 2 1 <esc> <esc> <esc>");
    window.shows("班次改了答复");
    window.keys("5 1 <enter> <enter>");
    assert!(view::is_result(&window.model), "{}", window.shown());
    window.shows("签发机关说正在办");
}

/// A digit meant for a case that has just gone does nothing to whoever stands
/// at it on the board.
#[test]
fn a_board_that_came_up_by_itself_takes_no_digit_before_it_was_seen() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    for who in ["赵师傅", "钱师傅", "孙师傅"] {
        one.keys(&format!("1 {who} <enter> 1 1 <ctrl-k>"));
    }
    one.keys("6");
    one.shows("1127-02  挂起  钱师傅");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("6 5 9");
    second(&mut one);
    one.shows("1127-02 已经没有了");
    one.keys("5");
    one.shows("这里是来电簿");
    one.shows("来电簿：");
    one.keys("5");
    one.shows("1127-01  挂起  赵师傅");
    // Once a second has passed it is the row's at once.
    other.keys("5 5 9");
    second(&mut one);
    one.shows("1127-01 已经没有了");
    second(&mut one);
    second(&mut one);
    one.keys("5");
    one.shows("1127-03  挂起  孙师傅");
}

/// A case of an earlier day that two windows of one seat have open is one call.
#[test]
fn two_windows_of_one_seat_on_an_older_case_make_one_call_of_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "同", "2026-11-26");
    window.keys("1 戊二 <space> 2222 <enter> 1 1 <ctrl-k>");
    let mut one = Window::open(home.path(), "同", "2026-11-27");
    let mut other = Window::open(home.path(), "同", "2026-11-27");
    one.keys("2 2222 <enter> 1");
    other.keys("2 2222 <enter> 1");
    one.keys("<f9> 单位明天要看证 <enter>");
    other.keys("<f9> 已寄受理单 <enter>");
    other.shows("刚在别处改过");
    let export = store(home.path()).whole().expect("all of it");
    let visits = serde_json::to_value(&export.visits).expect("JSON");
    let notes = visits.as_array().expect("visits").iter();
    let notes: Vec<_> = notes.map(|visit| visit["note"].clone()).collect();
    assert_eq!(notes, ["", "单位明天要看证；已寄受理单"]);
}

/// What was asked before something is deleted or left counts for the very next
/// key alone.
#[test]
fn another_key_takes_back_what_was_asked_once_more() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("1 王师傅 <enter> 2 1 <ctrl-k>");
    for between in ["2", "8", "<pgdn>", "= <esc>", "<down>", "<f6> <f6>"] {
        window.keys(&format!("5 5 {between} 9"));
        assert!(case_of(home.path(), "1127-01").is_ok(), "{between}");
        window.keys(&format!("<esc> 3 2 3 {between} 9"));
        assert!(!window.shown().contains("删掉了"), "{}", window.shown());
        window.keys("<esc> <esc>");
    }
    for between in ["9", "= <esc>"] {
        window.keys(&format!("<esc> {between} <esc>"));
        window.shows("再按一次 Esc 离开来电簿");
        window.keys("9");
    }
    window.keys("<esc> <esc>");
    window.shows("您是哪一位？");
}

#[test]
fn a_page_that_comes_from_the_store_is_shown_from_its_head() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.model.size = (60, 12);
    window.keys("<end>");
    assert!(!window.shown().contains("要回的 0"), "{}", window.shown());
    window.keys("<enter>");
    window.shows("记下或更正知道的");
}

#[test]
fn news_leave_the_page_where_it_was_scrolled_to() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys(CLASS);
    one.keys(&format!("{CALL} {ANSWERS} 4 4"));
    one.model.size = (60, 12);
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    second(&mut one);
    for keys in ["<pgdn>", "5 <pgdn>"] {
        one.keys(keys);
        let before = one.shown();
        other.keys("3 2 1 <fact:exam-result> 1 <esc> <esc> <esc>"); // nothing that is to be read
        assert!(one.desk.due(&one.model).is_some());
        other.keys("3 2 1 <fact:exam-result> 1 <esc> <esc> <esc>");
        second(&mut one);
        assert_eq!(one.shown(), before);
    }
}

#[test]
fn a_board_left_open_overnight_is_that_of_the_new_day() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-26");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    second(&mut window);
    window.shows("要回的 0，挂着的 0，今天来电 1");
    perform(
        &mut window,
        Message::Today("2026-11-27".parse().expect("a day")),
    );
    second(&mut window);
    window.shows("要回的 1，挂着的 0，今天来电 0");
    assert!(window.desk.due(&window.model).is_none());
}

/// Rules that do not load any more hide the call, but do not lose it.
#[test]
fn a_call_is_put_down_also_behind_rules_that_do_not_load() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 李师傅 <enter> 1 1");
    let none = Vec::<(String, String)>::new();
    let faults = load(Files::from_texts(none)).expect_err("no pack");
    perform(&mut one, Message::Loaded(Box::new(Err(faults))));
    one.keys("1 2 <ctrl-c>");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 1");
    other.shows("1127-01 李师傅");
    assert!(!other.shown().contains("也开着"), "{}", other.shown());
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(answered(&case), 1, "keys pressed unseen");
}

#[test]
fn in_a_call_what_is_given_is_changed_on_the_page_of_the_case() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <enter> 1 1 <f3>");
    window.shows("不用问的（在来电单那一页改）");
    let before = window.shown();
    assert!(!before.contains("按它就改"), "{before}");
    window.keys("2");
    window.shows("这一条在来电单那一页改");
    window.keys("<up> <down>");
    assert_eq!(window.shown(), before);
}

#[test]
fn what_was_noted_of_a_class_is_taken_back_whole_and_on_its_page() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys("3 2 1 <fact:asked-bureau> 2 1");
    window.shows("问了，有答复");
    window.keys("<f8>");
    window.shows("撤销了");
    window.marks("问过机关没有");
    let (batch, _) = &store(home.path()).batches().expect("the classes")[0];
    let known: Vec<_> = batch.known.iter().collect();
    assert!(known.contains(&("asked-bureau", "no")), "{known:?}");
    assert!(!known.iter().any(|it| it.0 == "bureau-reply"), "{known:?}");
    // Nor do the rules loaded again lead away, or a note that nobody would keep.
    load_again(&mut window);
    window.shows("9月28日报的那批：我们知道的");
    window.keys("<fact:asked-bureau>");
    load_again(&mut window);
    window.shows("9月28日报的那批：我们知道的");
    window.keys("<fact:asked-bureau> <f9>");
    window.shows("班次只记答案，没有备注");
    window.keys("<esc>");
    window.marks("问过机关没有");
    assert!(!window.shown().contains("接电话"), "{}", window.shown());
}

#[test]
fn a_call_is_held_wherever_the_title_says_so() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    let result = format!("{CALL} {ANSWERS}");
    for (keys, pages) in [
        ("1 <enter> 1 1", ["<f3>", "<f4>", "<ctrl-f>", "<f9> 明天"]),
        (&result, ["2 2", "5 5", "6 6", "="]),
    ] {
        for page in pages {
            window.keys(&format!("{keys} {page}"));
            assert!(page == "6 6" || window.shown().contains("Ctrl-K 挂起"));
            window.keys("<ctrl-k>");
            window.shows("挂起了");
        }
    }
    window.keys("<ctrl-k>");
    window.shows("没有从来电簿接的电话");
    let kept = store(home.path()).whole().expect("all of it");
    let kept = serde_json::to_string(&kept.visits).expect("JSON");
    assert!(kept.contains("明天"), "{kept}");
    // Nobody is on the phone while a class is mended.
    window.keys("3 2 1");
    assert!(!window.shown().contains("接电话"), "{}", window.shown());
}

#[test]
fn a_matter_told_is_kept_also_where_another_seat_was_at_the_case() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 何师傅 <enter> 1 1 / 退钱 <enter>");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 1 1");
    one.keys("<enter>");
    one.shows("1127-01 记下了：退费");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.told.result.as_deref(), Some("refund"));
    assert_eq!(answered(&case), 2);
}

#[test]
fn a_call_that_waited_for_a_case_that_is_gone_leaves_the_page_alone() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let gone = || StoreFault::NoCase("1127-09".parse().expect("a ticket"));
    window.keys("1 李师傅");
    perform(&mut window, Message::Desk(Box::new(Err(gone()))));
    window.shows("1127-09 已经没有了");
    window.shows("[李师傅");
    window.keys("<enter> 1 1");
    perform(&mut window, Message::Desk(Box::new(Err(gone()))));
    window.shows("1127-09 已经没有了");
    window.shows("刚才那通电话没有存成");
}

#[test]
fn rules_loaded_again_in_a_call_forget_nothing_of_what_was_answered_in_it() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 李师傅 <enter> 1 1 1");
    load_again(&mut one);
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 1 <esc> 2");
    one.keys("1");
    one.shows("按这边的算");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    let known: Vec<_> = case.known.iter().collect();
    assert!(known.contains(&("channel", "official-site")), "{known:?}");
    one.keys("<f8>");
    one.shows("撤销了");
}

#[test]
fn a_word_looked_for_is_still_there_after_a_correction() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <enter> 1 1 <ctrl-k>");
    for corrected in ["6 <esc>", "6 2"] {
        window.keys(&format!("2 李师 <enter> {corrected} <esc>"));
        window.shows("[李师");
        window.keys("<esc>");
    }
    // On such a page no other page is spoken of where the copy may have failed.
    window.keys("5");
    perform(&mut window, Message::Copied(Copied::Handed));
    assert!(!window.shown().contains("结果页"), "{}", window.shown());
}

#[test]
fn from_a_call_whose_case_is_gone_esc_leads_to_the_board() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 甲某 <enter> 1 1 1");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 5 9");
    other.shows("都删掉了");
    one.keys("1");
    let gone = "1127-01 刚被别的坐席删掉，这通电话没有存";
    one.shows(gone);
    // It is said as long as one stays.
    one.keys("<down>");
    one.shows(gone);
    one.keys("1");
    one.shows(gone);
    one.keys("<esc>");
    one.shows("来电簿：要回的 0");
    assert!(!one.shown().contains("1127-01"), "{}", one.shown());
}

#[test]
fn a_class_that_another_seat_adds_meanwhile_can_be_chosen() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 甲某");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys(CLASS);
    one.keys("<enter>");
    one.shows("9月28日报的那批");
    one.shows("甲某");
    // Also where one goes back and comes again.
    one.keys("<esc>");
    other.keys("3 1 二班 <enter> <esc> <esc>");
    one.keys("<enter> 4");
    one.shows("1127-01");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert!(case.batch.is_some());
}

/// Another seat closes the only case, for a reason.
fn close(window: &mut Window) {
    let ticket: Ticket = "1127-01".parse().expect("a ticket");
    let today = window.model.today;
    let order = Order::Do(ticket.into(), Deed::Close("市里已经告诉他".to_owned()));
    (window.desk).serve_all(&mut window.model, (today, today), order);
}

/// Whether the call is kept at once, or waits for the store while its page is
/// left.
#[test]
fn a_case_closed_during_a_call_stays_closed_and_keeps_why() {
    for waits in [false, true] {
        let home = tempfile::tempdir().expect("a home");
        let mut one = Window::open(home.path(), "甲", "2026-11-27");
        one.keys("1 甲某 <enter> 1 1");
        let mut other = Window::open(home.path(), "乙", "2026-11-27");
        if waits {
            let held = hold(home.path());
            one.keys("1 <esc> <esc> <esc> <esc>");
            drop(held);
            close(&mut other);
            tick(&mut one);
        } else {
            close(&mut other);
            one.keys("1");
        }
        one.shows("1127-01 刚在别处办结了");
        one.shows("办结的原因：市里");
        assert_eq!(answers_kept(home.path()), (2, Status::Closed));
        one.keys(if waits { "8" } else { "1" });
        let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
        let case = serde_json::to_value(case).expect("JSON");
        assert_eq!(case["why"], "市里已经告诉他");
        assert_eq!(case["closed"], "2026-11-27");
        assert_eq!(visits.len(), 1);
        // The next call about it opens it, and what is closed then stays so too.
        other.keys("2 甲某 <enter> 1 <esc> 1");
        assert_eq!(answers_kept(home.path()).1, Status::Open);
        close(&mut one);
        other.keys("1");
        assert_eq!(answers_kept(home.path()).1, Status::Closed);
    }
}

/// A lock on the store that another program holds until it is dropped.
fn hold(folder: &std::path::Path) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(seat::file(folder)).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("it is held");
    other
}

/// How many answers of the only case are kept, and where it stands.
fn answers_kept(folder: &std::path::Path) -> (usize, Status) {
    let (case, _) = case_of(folder, "1127-01").expect("the case");
    (answered(&case), case.status)
}

/// Has done what is due by itself, once the store has rested.
fn tick(window: &mut Window) {
    let (today, patience) = (window.model.today, std::time::Duration::from_millis(200));
    let mut left = 100;
    while !window.desk.tick(&mut window.model, (today, today)) {
        std::thread::sleep(patience);
        left -= 1;
        assert!(left > 0, "it is never written");
    }
}

/// What was promised to be kept is, whatever is done with the case meanwhile.
#[test]
fn answers_that_wait_are_kept_before_the_case_is_put_elsewhere() {
    for (keys, status) in [
        ("<ctrl-k>", Status::Held),
        ("<esc> <esc> <esc> <esc> 2 甲某 <enter> 4", Status::Closed),
        ("<esc> <esc> <esc> <esc> 2 甲某 <enter> 6 2", Status::Open),
    ] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys("1 甲某 <enter> 1 1");
        let other = hold(home.path());
        window.keys("1");
        window.shows("回答还在这里");
        drop(other);
        window.keys(keys);
        assert_eq!(answers_kept(home.path()), (2, status), "{keys}");
    }
}

#[test]
fn answers_that_wait_behind_a_store_still_held_leave_the_case_where_it_is() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 甲某 <enter> 1 1");
    let other = hold(home.path());
    window.keys("1 <ctrl-k>");
    window.shows("回答还在这里");
    drop(other);
    tick(&mut window);
    assert_eq!(answers_kept(home.path()), (2, Status::Open));
}

/// The rules are read again while a call waits to be kept, and their questions
/// stand in another order.
#[test]
fn answers_that_wait_are_those_of_the_rules_they_were_given_by() {
    let files = Files::embedded();
    let turned = files.iter().map(|(_, file)| {
        let mut parts: Vec<_> = file.text.split("\n[question.").collect();
        if file.name == "1-self-check.toml" {
            parts[1..].reverse();
        }
        (file.name.clone(), parts.join("\n\n[question."))
    });
    let turned = Files::from_texts(turned.collect::<Vec<_>>());
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 甲某 <enter> 1 1");
    let held = hold(home.path());
    window.keys("1 1 2 <esc> <esc> <esc> <esc> <esc> <esc>");
    load_others(&mut window, turned);
    drop(held);
    tick(&mut window);
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    let known: Vec<_> = case.known.iter().collect();
    for answer in [("channel", "official-site"), ("seen", "old-date")] {
        assert!(known.contains(&answer), "{known:?}");
    }
}

/// What is kept as told is what stands on the screen.
#[test]
fn a_result_shown_by_rules_read_again_is_kept_as_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(
        "3 1 新的那批 <enter> 1 <fact:exam-result> 1 <fact:fee> 1 \
         <fact:exam-date> 2026-11-20 <enter> <besides> <esc> <esc> <esc>",
    );
    window.keys(&format!("{CALL} {ANSWERS}"));
    let day = || {
        let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
        let [visit] = visits.as_slice() else {
            panic!("{visits:?}");
        };
        assert_eq!(visit.told, case.told);
        let told = serde_json::to_value(&visit.told).expect("JSON");
        let day = told["ask_from"]["date"].as_str().expect("a day");
        let day: chrono::NaiveDate = day.parse().expect("a day");
        format!("12月{}日", day.day())
    };
    let before = day();
    window.shows(&before);
    let files = Files::embedded();
    let later = files.iter().map(|(_, file)| {
        let text = file.text.replace("workdays = 15", "workdays = 18");
        (file.name.clone(), text)
    });
    let later = Files::from_texts(later.collect::<Vec<_>>());
    load_others(&mut window, later);
    assert_ne!(day(), before);
    window.shows(&day());
}

/// Another seat hears of the class while its result is about to be read.
#[test]
fn what_a_class_learns_during_a_call_is_shown_before_it_counts_as_told() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys(CLASS);
    one.keys(&format!("{CALL} {}", ANSWERS.trim_end_matches("<enter>")));
    one.shows("对吗？");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("3 2 1 <fact:institution-reply> 5 0 <enter>");
    let told = || {
        let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
        let case = serde_json::to_value(case).expect("JSON");
        (visits[0].told.result.clone(), case["changed"] == true)
    };
    one.keys("<enter>");
    one.shows("班次刚在别处改过");
    one.shows("对吗？");
    assert_eq!(told(), (None, true));
    one.keys("<enter>");
    assert!(view::is_result(&one.model), "{}", one.shown());
    let (result, changed) = told();
    assert!(result.is_some_and(|it| it != "call-bureau") && !changed);
    // What stood there for a while was told; what holds since is not yet.
    other.keys("<fact:institution-reply> 3");
    let before = told().0;
    one.keys("<f9> 他记下了 <enter>");
    one.shows("对吗？");
    assert_eq!(told(), (before, true));
}

/// Somebody writes between an answer and its being undone.
#[test]
fn an_answer_undone_does_not_come_back_from_the_store() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 李师傅 <enter> 1 1 1 2");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    let known = || {
        let (case, _) = case_of(home.path(), "1127-01").expect("the case");
        let known = case.known.iter();
        let known = known.map(|(fact, answer)| format!("{fact}={answer} "));
        known.collect::<String>()
    };
    assert!(known().contains("channel=official-wechat"), "{}", known());
    other.keys("5 1 <f9> 又来电 <enter> <esc> <esc> <esc> <esc> <esc>");
    one.keys("<f8>");
    assert!(!known().contains("channel"), "{}", known());
    one.shows("您是在哪里查的？");
    // What another seat answers from then on stays.
    other.keys("5 1 1");
    one.keys("<f9> 他再找 <enter>");
    assert!(known().contains("channel=official-site"), "{}", known());
}

/// Nobody pressed a key after midnight.
#[test]
fn answers_that_wait_over_midnight_are_of_the_day_they_were_given_on() {
    for leaves in [false, true] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys("1 甲某 <enter> 1 1");
        let held = hold(home.path());
        window.keys("1");
        drop(held);
        window.model.today = "2026-11-28".parse().expect("a day");
        if leaves {
            assert!(window.desk.last_try().is_empty());
        } else {
            tick(&mut window);
        }
        let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
        let days: Vec<_> = visits.iter().map(|visit| visit.at.to_string()).collect();
        assert_eq!(days, ["2026-11-27"]);
        assert_eq!(answered(&case), 2);
    }
}

/// Who waits to be kept is no longer on the screen, and another seat writes.
#[test]
fn answers_that_wait_are_joined_with_what_another_seat_wrote() {
    let home = tempfile::tempdir().expect("a home");
    let mut one = Window::open(home.path(), "甲", "2026-11-27");
    one.keys("1 李师傅 <enter> 1 1 1");
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("5 1");
    let held = hold(home.path());
    one.keys("2 <esc> <esc> <esc> <esc>");
    drop(held);
    other.keys("1 2");
    tick(&mut one);
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    let known: Vec<_> = case.known.iter().collect();
    assert!(known.contains(&("seen", "old-date")), "{known:?}");
    assert!(!known.contains(&("channel", "official-site")), "{known:?}");
    assert_eq!(visits.len(), 2);
}

/// Of two calls that wait the case of the first was deleted.
#[test]
fn whoever_leaves_keeps_what_can_be_kept_and_hears_what_cannot() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 乙某 <enter> 1 1 <ctrl-k> 1 甲某 <enter> 1 1 <esc> <esc> <esc>");
    let held = hold(home.path());
    window.keys("5 1 1 <esc> <esc> <esc> <esc>");
    window.keys("6 1 1 <esc> <esc> <esc> <esc>");
    drop(held);
    let gone: Ticket = "1127-01".parse().expect("a ticket");
    store(home.path()).forget(&gone.into()).expect("it goes");
    let left = window.desk.last_try();
    assert!(
        matches!(left[..], [(of, StoreFault::NoCase(_))] if of == gone),
        "{left:?}"
    );
    let (case, _) = case_of(home.path(), "1127-02").expect("the case");
    assert_eq!(answered(&case), 2);
}

/// Another program writes and does not end.
#[test]
fn a_store_that_others_hold_is_told_soon_and_written_to_later() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 甲某 <enter> 1");
    let other = hold(home.path());
    let begun = std::time::Instant::now();
    window.keys("1");
    window.shows("别的程序一直在写来电簿");
    window.shows("等一下再来一次。回答还在这里");
    // Whoever goes on is not kept waiting once more.
    window.keys("1 1");
    let took = begun.elapsed();
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
    drop(other);
    tick(&mut window);
    window.shows("刚才的回答都存好了");
    assert_eq!(answers_kept(home.path()), (3, Status::Open));
}

/// What is written to a file that nobody finds any more is lost with the window.
#[cfg(unix)]
#[test]
fn a_store_whose_files_were_replaced_is_told_and_what_was_answered_waits() {
    for of_it in ["desk.db", "desk.db-wal"] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys("1 甲某 <enter> 1");
        let (there, aside) = (home.path().join(of_it), home.path().join("aside"));
        fs::rename(&there, &aside).expect("it is put aside");
        fs::copy(&aside, &there).expect("another stands there");
        window.keys("1");
        window.shows("被换掉或删掉了");
        window.shows("回答还在这里");
        fs::remove_file(&there).expect("it is deleted");
        window.keys("1");
        let left = window.desk.last_try();
        assert!(
            matches!(left[..], [(_, StoreFault::Replaced(_))]),
            "{left:?}"
        );
        // Put back, it is written to again.
        fs::rename(&aside, &there).expect("it is put back");
        window.keys("1");
        assert_eq!(answers_kept(home.path()), (3, Status::Open), "{of_it}");
    }
}

/// Enter pressed twice on the page before answers nothing on this one.
#[test]
fn enter_alone_says_nothing_of_the_school_and_the_class_unseen() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 甲某 <enter> <enter>");
    window.shows("要标着的这一项，再按一次回车");
    assert_eq!(store(home.path()).whole().expect("all of it").cases, []);
    window.keys("<enter>");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.caller.as_deref(), Some("甲某"));
    // Neither does it where the class of a case is corrected.
    window.keys("<esc> 5 6 <enter>");
    window.shows("要标着的这一项，再按一次回车");
}

/// What could not be kept is not left behind unseen.
#[test]
fn whoever_leaves_before_the_answers_are_kept_is_asked_first() {
    for back in ["", "<esc> <esc> <esc> <esc>"] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys("1 甲某 <enter> 1");
        let held = hold(home.path());
        window.keys(&format!("1 1 {back}"));
        let mut leaves = || {
            let effects = window.press("<ctrl-c>");
            (effects.contains(&Effect::Quit), window.shown())
        };
        let (left, shown) = leaves();
        assert!(!left && shown.contains("现在离开就没有了"), "{shown}");
        assert!(leaves().0, "asked once");
        // Another key, and it is asked anew.
        for other in ["<f1> <esc>", "<paste:李四>"] {
            window.keys(other);
            assert!(!window.press("<ctrl-c>").contains(&Effect::Quit), "{other}");
        }
        drop(held);
        tick(&mut window);
        assert!(window.press("<ctrl-c>").contains(&Effect::Quit), "{back}");
    }
}

/// Whoever looks at the board hears of it too.
#[cfg(unix)]
#[test]
fn a_board_whose_store_was_moved_away_says_so_until_it_is_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    let (file, aside) = (seat::file(home.path()), home.path().join("aside"));
    fs::rename(&file, &aside).expect("it is moved away");
    tick(&mut window);
    window.shows("被换掉或删掉了");
    // And that it is back, without a key.
    fs::rename(&aside, &file).expect("it is put back");
    tick(&mut window);
    assert!(!window.shown().contains("被换掉"), "{}", window.shown());
}

#[test]
fn a_side_matter_leaves_what_the_caller_waits_for() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    // The class changes its answer, and before they are told they ask for something else.
    window.keys("3 2 1 <fact:institution-reply> 5 0 <enter> <esc> <esc> <esc>");
    window.shows("班次改了答复");
    let (changed, _) = case_of(home.path(), "1127-01").expect("the case");
    window.keys("5 1 <ctrl-f> 退钱 <enter> <enter>");
    window.shows("1127-01 记下了：退费");
    window.shows("班次改了答复");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((case.told, case.status), (changed.told, Status::Open));
    let told: Vec<_> = visits.iter().map(|it| it.told.result.as_deref()).collect();
    assert_eq!(told, [Some("call-bureau"), Some("refund")]);
    window.keys("5");
    window.shows("还没告诉他");
}

#[test]
fn a_side_matter_of_the_same_call_stands_beside_its_result() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} / 退钱 <enter> <enter>"));
    window.shows("1127-01 记下了：退费");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0].told, case.told);
    assert_eq!(case.told.result.as_deref(), Some("call-bureau"));
    window.keys("5");
    window.shows("还问了：退费");
    // The visits as JSON have their six keys and no more.
    let shown = std::process::Command::new(env!("CARGO_BIN_EXE_chabudao"))
        .args(["desk", "show", "1127-01", "--json", "--store"])
        .arg(seat::file(home.path()))
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .expect("it runs");
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    let mut keys: Vec<_> = shown["visits"][0]
        .as_object()
        .expect("a visit")
        .keys()
        .collect();
    keys.sort();
    assert_eq!(
        keys,
        ["ask_from", "at", "cautions", "note", "result", "seat"]
    );
}

#[test]
fn a_closed_case_stays_closed_at_a_side_matter() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!(
        "{CALL} {ANSWERS} 4 4 5 4 5 1 <ctrl-f> 退钱 <enter>"
    ));
    window.shows("念给他听");
    window.keys("<enter>");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((visits.len(), case.status), (2, Status::Closed));
    assert_eq!(case.told.result.as_deref(), Some("call-bureau"));
}

/// Who was told an answer that no longer holds, and has asked about something else
/// or left word since, still does not know it.
#[test]
fn that_the_old_answer_no_longer_holds_is_told_whatever_comes_between() {
    for keys in [
        "5 1 <f9> 他要发票 <enter>",
        "5 1 <ctrl-f> 丢了 <enter> <enter>",
    ] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys(CLASS);
        window.keys(&format!("{CALL} {ANSWERS} 4 4"));
        window.keys("3 2 1 <fact:exam-result> <esc> - <esc> <esc> <esc>");
        window.shows("原来的不算了");
        let heard = || {
            let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
            let case = serde_json::to_value(case).expect("JSON");
            (case["heard"].clone(), case["changed"].clone(), visits.len())
        };
        let before = heard();
        window.keys(keys);
        let (what, changed, visits) = heard();
        assert_eq!((what, changed, visits), (before.0, before.1, 2), "{keys}");
        let board = Window::open(home.path(), "乙", "2026-11-27");
        board.shows("要回的 1");
        board.shows("原来的不算了");
    }
}

/// A matter told on another day does not end what was begun before.
#[test]
fn a_side_matter_leaves_what_another_call_has_begun() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 李师傅 <enter> 1 1 1 1");
    drop(window);
    let mut window = Window::open(home.path(), "甲", "2026-11-28");
    window.keys("2 李师傅 <enter> 1 <ctrl-f> 丢了 <enter> <enter>");
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((case.status, case.told.result), (Status::Open, None));
    assert!(visits[1].told.result.is_some(), "{visits:?}");
}

/// The store is away while a matter is told, and the call goes on.
#[test]
fn a_matter_told_while_the_store_was_away_is_kept_with_what_was_answered_since() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 <ctrl-f> 丢了 <enter>");
    let held = hold(home.path());
    window.keys("<enter> <esc> <esc> 1 1");
    drop(held);
    tick(&mut window);
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    let [visit] = visits.as_slice() else {
        panic!("{visits:?}");
    };
    let visit = serde_json::to_value(visit).expect("JSON");
    assert_eq!(visit["asides"], json!(["lost"]), "{visit}");
    assert_eq!(case.status, Status::Open, "the call goes on");
}

/// The store is away while matters are told, one after the other, and is back
/// before the last, after it or not before the call goes on.
#[test]
fn of_matters_told_while_the_store_was_away_none_is_lost_or_kept_twice() {
    let matters = ["丢了", "电子证", "退钱", "丢了"];
    let told = |what: &str| format!("<ctrl-f> {what} <enter> <enter> <esc> <esc>");
    for (away, since) in [(2, 0), (3, 0), (4, 0), (1, 1), (2, 1)] {
        let home = tempfile::tempdir().expect("a home");
        let mut window = Window::open(home.path(), "甲", "2026-11-27");
        window.keys("1 <enter> 1");
        let held = hold(home.path());
        for what in &matters[..away] {
            window.keys(&told(what));
        }
        drop(held);
        tick(&mut window);
        for what in &matters[away..away + since] {
            window.keys(&told(what));
        }
        let (_, visits) = case_of(home.path(), "1127-01").expect("the case");
        let visits = serde_json::to_value(visits).expect("JSON");
        let all = visits.as_array().expect("visits").iter();
        let all = all.flat_map(|visit| visit["asides"].as_array().cloned().unwrap_or_default());
        assert_eq!(all.count(), 3.min(away + since), "{away} {since}: {visits}");
    }
}

/// The store is away while a matter is told; it is back before the call goes on.
#[test]
fn a_call_that_goes_on_after_a_matter_leaves_its_case_open() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 <ctrl-f> 丢了 <enter>");
    let held = hold(home.path());
    window.keys("<enter> <esc> <esc>");
    drop(held);
    tick(&mut window);
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.status, Status::Closed, "nothing else was asked so far");
    window.keys("1 1");
    assert!(!window.shown().contains("别处办结"), "{}", window.shown());
    let (case, visits) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((case.status, visits.len()), (Status::Open, 1));
}

/// The store is away while a matter is told, and its page is left at once.
#[test]
fn a_call_that_a_matter_closed_is_not_said_to_be_closed_elsewhere() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 <enter> 1 <ctrl-f> 丢了 <enter>");
    let held = hold(home.path());
    window.keys("<enter> <esc> <esc> <esc>");
    window.shows("来电簿：");
    drop(held);
    tick(&mut window);
    window.shows("刚才的回答都存好了");
    assert!(!window.shown().contains("在别处办结"), "{}", window.shown());
    assert_eq!(answers_kept(home.path()).1, Status::Closed);
}

/// What this window itself wrote is no news of others.
#[test]
fn the_board_shows_a_call_that_waited_once_it_is_kept() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys("1 甲某 <enter> 1 1 1");
    let held = hold(home.path());
    window.keys("2 <esc> <esc> <esc> <esc> <esc>");
    drop(held);
    tick(&mut window);
    window.shows("刚才的回答都存好了");
    let row = |window: &Window| {
        let shown = window.shown();
        let row = shown.lines().find(|row| row.contains("1127-01"));
        row.map(str::to_owned).expect("the case")
    };
    let other = Window::open(home.path(), "乙", "2026-11-27");
    assert_eq!(row(&window), row(&other));
}

/// The rules are read again while the result on the screen waits to be kept.
#[test]
fn a_result_that_waits_is_kept_as_the_screen_shows_it_by_now() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(
        "3 1 新的那批 <enter> 1 <fact:exam-result> 1 <fact:fee> 1 \
         <fact:exam-date> 2026-11-20 <enter> <besides> <esc> <esc> <esc>",
    );
    window.keys(&format!("{CALL} {}", ANSWERS.trim_end_matches("<enter>")));
    let held = hold(home.path());
    window.keys("<enter>");
    let files = Files::embedded();
    let later = files.iter().map(|(_, file)| {
        let text = file.text.replace("workdays = 15", "workdays = 18");
        (file.name.clone(), text)
    });
    load_others(&mut window, Files::from_texts(later.collect::<Vec<_>>()));
    let shown = window.shown();
    drop(held);
    tick(&mut window);
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    let told = serde_json::to_value(&case.told).expect("JSON");
    let day: chrono::NaiveDate = told["ask_from"]["date"]
        .as_str()
        .and_then(|day| day.parse().ok())
        .expect("a day");
    let day = format!("12月{}日", day.day());
    assert!(shown.contains(&day), "{day} is not in\n{shown}");
}

/// Every seat reads it, so it is not only on this computer.
#[test]
fn a_note_of_a_call_is_said_to_be_for_the_desk() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    for note in ["急", "13812345678"] {
        window.keys(&format!("1 <enter> 1 <f9> {note} <enter>"));
        window.shows("用这本来电簿的人都看得到");
        assert!(!window.shown().contains("只存在这台电脑"), "{note}");
        window.keys("<ctrl-k>");
    }
}

/// Nobody of the class waits who only asked for something beside it.
#[test]
fn a_side_matter_alone_is_done_with_the_call() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.keys(CLASS);
    window.keys(&format!("{CALL} 1 / 退钱 <enter> <enter>"));
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!(case.told.result.as_deref(), Some("refund"));
    assert_eq!(case.status, Status::Closed);
    assert!(!window.shown().contains("人在等"), "{}", window.shown());
    // It is found by what it is searched by, too.
    let mut other = Window::open(home.path(), "乙", "2026-11-27");
    other.keys("2 退钱");
    other.shows("1127-01");
    // Who calls again goes on where the walk was.
    window.keys("5 1 1");
    let (case, _) = case_of(home.path(), "1127-01").expect("the case");
    assert_eq!((case.told.result, case.status), (None, Status::Open));
}

/// A wrong key in a case, taken back or not: what was promised stays due.
#[test]
fn what_was_promised_stays_due_until_there_is_a_new_result() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-26");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    let told = || {
        let (case, visits) = case_of(home.path(), "1126-01").expect("the case");
        let case = serde_json::to_value(case).expect("JSON");
        let parts = ["told", "known", "changed", "heard", "status"];
        (parts.map(|part| case[part].clone()), visits.len())
    };
    let before = told();
    let mut window = Window::open(home.path(), "甲", "2026-11-27");
    window.shows("要回的 1");
    window.keys("5 1 <esc> 1 <f8>");
    assert_eq!(told(), before, "all of it is taken back");
    window.keys("1 <f8> <esc> <esc> <esc> <esc> <esc>");
    assert_eq!(told(), before, "once more");
    window.shows("要回的 1");
    window.keys("5 1 <esc> 1");
    drop(window); // it breaks off
    let ([told, ..], visits) = told();
    assert_eq!((&told["result"], visits), (&json!(null), 2));
    let ([was, ..], _) = before;
    assert_eq!([&told["owner"], &told["due"]], [&was["owner"], &was["due"]]);
    let board = Window::open(home.path(), "乙", "2026-11-27");
    board.shows("要回的 1");
}

/// Whether somebody is still to be told what their class changed.
fn is_changed(case: &Case) -> bool {
    serde_json::to_value(case).expect("JSON")["changed"] == json!(true)
}

/// What the class changed and nobody told in time is not told by its key either:
/// another thing is to be said by now.
#[test]
fn what_is_true_no_longer_was_not_told_today() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-23");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.keys("3 2 1 <fact:applied-date> 2026-11-9 <enter> <esc> <esc> <esc>");
    let (case, visits) = case_of(home.path(), "1123-01").expect("the case");
    assert!(is_changed(&case));
    let mut late = Window::open(home.path(), "乙", "2027-01-20");
    late.keys("<size:80x60> 2 1123-01 <enter> 7");
    late.shows("日子已经过了");
    let (after, now) = case_of(home.path(), "1123-01").expect("the case");
    assert!(is_changed(&after) && now.len() == visits.len(), "{now:?}");
}

/// The class says again what was heard before an unfinished call: nothing of it is
/// to be told.
#[test]
fn a_class_put_back_leaves_nothing_to_tell_after_an_unfinished_call() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-23");
    window.keys(CLASS);
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    window.keys("3 2 1 <fact:asked-bureau> 2 1 <esc> <esc> <esc>");
    window.keys("2 1123-01 <enter> 1 <esc> 1");
    drop(window);
    let (case, _) = case_of(home.path(), "1123-01").expect("the case");
    assert!(is_changed(&case) && case.told.result.is_none(), "{case:?}");
    let mut window = Window::open(home.path(), "甲", "2026-11-23");
    window.keys("3 2 1 <fact:asked-bureau> 1 <esc> <esc> <esc>");
    let (case, _) = case_of(home.path(), "1123-01").expect("the case");
    assert!(!is_changed(&case), "{case:?}");
}

/// A day that was told has passed: nobody sends it as if it were still true.
#[test]
fn a_message_whose_day_has_passed_is_not_copied() {
    let home = tempfile::tempdir().expect("a home");
    let mut window = Window::open(home.path(), "甲", "2026-11-23");
    window.keys(CLASS);
    window.keys("3 2 1 <fact:applied-date> 2026-11-9 <enter> <esc> <esc> <esc>");
    window.keys(&format!("{CALL} {ANSWERS} 4 4"));
    let (case, _) = case_of(home.path(), "1123-01").expect("the case");
    let due = case.told.due;
    for (day, sent) in [(due, true), (due.succ_opt().expect("a day"), false)] {
        let mut later = Window::open(home.path(), "乙", &day.to_string());
        later.keys("<size:80x60> 2 1123-01 <enter>");
        assert_eq!(
            later.shown().contains("不要照发"),
            !sent,
            "{}",
            later.shown()
        );
        later.keys("2");
        assert_eq!(later.copied.len(), usize::from(sent), "{}", later.shown());
    }
}
