//! A day is taken only when Enter confirms what is shown in full, whatever is
//! typed, erased, moved or looked at before.

#[path = "fixture/screen.rs"]
mod screen;
#[path = "fixture/walk.rs"]
mod walk;

use chabudao::engine::{Answers, Value, Voice, Walk};
use chabudao::lang::Lang;
use chabudao::plain;
use chabudao::report::words::{day_and_distance, when_and_distance};
use chabudao::ui::model::{Draft, Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chrono::NaiveDate;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

fn answers() -> Answers {
    let (pack, scenarios) = walk::shipped();
    walk::like(pack, scenarios, "nothing-shown", "review-due = 2026-04-10")
}

fn at_the_exam() -> Model {
    let (pack, _) = walk::shipped();
    let guide = Guide::new(pack.clone(), Vec::new());
    let mut model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today());
    let keys = walk::keys(pack, &answers(), today(), Some("exam-date"));
    play(&mut model, &format!("1 {keys}")).expect("keys that exist");
    model
}

/// The day or month answered.
fn taken(model: &Model) -> Option<Value> {
    let guide = model.guide()?;
    let fact = guide.pack.find_fact("exam-date")?;
    let walk = Walk::new(&guide.pack, &guide.course.answers, model.today);
    let value = walk.value(fact).filter(|value| value.days().is_some());
    value.cloned()
}

/// All that is read on the screen, without its line breaks.
fn read(model: &Model) -> String {
    let rows = screen::shown(model);
    rows.lines()
        .map(str::trim)
        .collect::<String>()
        .replace(' ', "")
}

#[track_caller]
fn case(keys: &str, day: Option<&str>) -> Model {
    let mut model = at_the_exam();
    play(&mut model, keys).expect("keys that exist");
    let day = day.map(|day| match day.parse() {
        Ok(month) => Value::Month(month),
        Err(()) => Value::Date(day.parse().expect("a day")),
    });
    assert_eq!(taken(&model), day, "{keys}");
    model
}

#[test]
fn what_is_typed_in_full_takes_one_enter() {
    for keys in [
        "20261116 <enter>",
        "1116 <enter>",
        "11-16 <enter>",
        "2026-11-16 <enter>",
        "2026年11月16日 <enter>",
        "前天 <left> <left> <left> <left> <left> <left> <enter>",
    ] {
        case(keys, Some("2026-11-16"));
    }
    case("11月1日 <enter>", Some("2026-11-01"));
}

#[test]
fn a_day_half_erased_is_asked_back() {
    let half = "2026-11-16 <backspace>";
    let model = case(&format!("{half} <enter>"), None);
    let text = read(&model);
    assert!(text.contains("是2026年11月1日周日，23天前吗？"), "{text}");
    case(&format!("{half} <enter> <enter>"), Some("2026-11-01"));
    case(&format!("{half} 7 <enter>"), Some("2026-11-17"));
    case(&format!("{half} <enter> 7 <enter>"), Some("2026-11-17"));
    case(&format!("{half} <enter> <backspace> <enter>"), None);
    // Looked at something else in between: it is still asked.
    let model = case(&format!("{half} <enter> <f4> <esc>"), None);
    assert!(read(&model).contains("是2026年11月1日周日，23天前吗？"));
    // Erased at its head, and in two steps.
    case("12-16 <home> <delete> <enter>", None);
    case("大前天 <home> <delete> <enter>", None);
    case("18/9/2026 <backspace> <backspace> <enter>", None);
    case("12-16 <home> <delete> <enter> <enter>", Some("2026-02-16"));
}

#[test]
fn a_month_is_taken_where_the_whole_of_it_is_shown() {
    for keys in ["2026-10", "202610", "2026年10月", "10月", "上个月"] {
        let mut model = at_the_exam();
        play(&mut model, keys).expect("keys that exist");
        let text = read(&model);
        assert!(
            text.contains("整个2026年10月，哪天不清楚"),
            "{keys}: {text}"
        );
        case(&format!("{keys} <enter>"), Some("2026-10"));
    }
    // What was a day before something was erased is asked back.
    let model = case(
        "2026-10-16 <backspace> <backspace> <backspace> <enter>",
        None,
    );
    assert!(
        read(&model).contains("是整个2026年10月"),
        "{}",
        read(&model)
    );
    // One that has not begun.
    case("2026-12 <enter>", None);
}

#[test]
fn a_lone_nought_is_no_day() {
    for keys in ["2026-8-0", "2026年8月0", "8月0"] {
        let model = case(&format!("{keys} <enter>"), None);
        let text = read(&model);
        assert!(!text.contains("没有0日"), "{text}");
        assert!(text.contains("清空"), "{text}");
        let mut model = at_the_exam();
        play(&mut model, keys).expect("keys that exist");
        assert!(read(&model).contains("接着打"));
    }
    case("2026-8-0 5 <enter>", Some("2026-08-05"));
}

#[test]
fn a_day_that_may_be_half_typed_is_asked_back() {
    for keys in ["2026-11-1", "11-1", "2026年11月1", "九月二"] {
        case(&format!("{keys} <enter>"), None);
    }
    case("2026-11-1 <enter> <enter>", Some("2026-11-01"));
    case("2026-11-1 <enter> 6 <enter>", Some("2026-11-16"));
}

/// A message pasted whole is taken once its day was shown and confirmed.
#[test]
fn the_day_of_a_message_is_asked_back() {
    let message = "<paste:您的复审考试定于2026年10月8日上午9:00在本校举行，请带身份证。>";
    let model = case(&format!("{message} <enter>"), None);
    let text = read(&model);
    assert!(text.contains("是2026年10月8日周四，47天前吗？"), "{text}");
    case(&format!("{message} <enter> <enter>"), Some("2026-10-08"));
    case("<paste:10月8号上午> <enter>", Some("2026-10-08"));
    case("三天前 <enter>", Some("2026-11-21"));
    let model = case("明天 <enter>", None);
    assert!(read(&model).contains("今天"), "{}", read(&model));
}

#[test]
fn line_by_line_it_is_said_in_words() {
    let (pack, _) = walk::shipped();
    let fact = pack.find_fact("exam-date").expect("a fact");
    let mut answers = answers();
    answers.remove(fact);
    for lang in Lang::ALL {
        let day = |text: &str| {
            let day = text.parse().expect("a day");
            day_and_distance(day, today(), lang)
        };
        for (typed, meant) in [
            ("2026-11-1", "2026-11-01"),
            ("1116", "2026-11-16"),
            (
                "您的复审考试定于2026年10月8日上午9:00在本校举行。",
                "2026-10-08",
            ),
            ("三天前", "2026-11-21"),
            ("10月8号上午", "2026-10-08"),
        ] {
            let (voice, answers) = (Voice::Own, answers.clone());
            let mut state = plain::Dialogue::new(pack, today(), lang, voice, answers);
            let taken = state.step(typed);
            assert!(taken[0].contains(&day(meant)), "{taken:?}");
            let meant = meant.parse().expect("a day");
            assert_eq!(state.answers().get(fact), Some(&Value::Date(meant)));
        }
    }
}

/// At the question for `fact` of somebody whose matter is this.
fn at(fact: &str, matter: &str) -> (Answers, Model) {
    let (pack, scenarios) = walk::shipped();
    let answers = walk::like(pack, scenarios, matter, "");
    let guide = Guide::new(pack.clone(), Vec::new());
    let mut model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today());
    let keys = walk::keys(pack, &answers, today(), Some(fact));
    play(&mut model, &format!("1 {keys}")).expect("keys that exist");
    (answers, model)
}

/// The card has both dates, and whoever takes one for the other is told there
/// is nothing left to do.
#[test]
fn a_day_with_the_words_of_the_other_date_is_not_taken() {
    let (pack, _) = walk::shipped();
    let cases = [
        (
            "review-due",
            "nothing-shown",
            "有效期至2026年12月10日",
            ["有效期结束日期", "应复审日期"],
        ),
        (
            "review-due",
            "nothing-shown",
            "2026年12月10日到期",
            ["有效期结束日期", "应复审日期"],
        ),
        (
            "validity-end",
            "renewal-old-date",
            "应于2023年12月10日前复审",
            ["应复审日期", "有效期结束日期"],
        ),
        (
            "exam-date",
            "nothing-shown",
            "有效期至2026年10月8日",
            ["有效期结束日期", "考试日期"],
        ),
    ];
    for (fact, matter, text, [named, asked]) in cases {
        let says = |told: &str| {
            let told = told.replace(['\n', ' '], "");
            assert!(
                told.contains(&format!("这是「{named}」；这里问的是「{asked}」")),
                "{text}: {told}"
            );
        };
        let (mut answers, mut model) = at(fact, matter);
        let id = pack.find_fact(fact).expect("a fact");
        answers.remove(id);
        play(&mut model, text).expect("keys that exist");
        says(&read(&model));
        play(&mut model, "<enter>").expect("keys that exist");
        says(&read(&model));
        assert!(
            model
                .guide()
                .is_some_and(|it| it.course.answers.get(id).is_none())
        );
        let mut state = plain::Dialogue::new(pack, today(), Lang::Zh, Voice::Own, answers.clone());
        says(&state.step(text).join(""));
        assert_eq!(state.answers().get(id), None);
        let mut state = plain::Dialogue::new(pack, today(), Lang::En, Voice::Own, answers);
        let told = state.step(text).join(" ");
        assert!(told.contains("which is another date"), "{told}");
    }
}

/// A day that may lie ahead is not taken without its year.
#[test]
fn where_the_year_must_be_typed_every_example_has_it() {
    let (pack, _) = walk::shipped();
    for (fact, matter) in [
        ("review-due", "nothing-shown"),
        ("validity-end", "renewal-old-date"),
    ] {
        let (mut answers, mut model) = at(fact, matter);
        answers.remove(pack.find_fact(fact).expect("a fact"));
        let state = plain::Dialogue::new(pack, today(), Lang::Zh, Voice::Own, answers.clone());
        let mut told = vec![state.open().join(""), read(&model)];
        play(&mut model, "2 <enter>").expect("keys that exist");
        told.push(read(&model));
        for told in told {
            let told = told.replace(' ', "").replace("2026年10月", "");
            assert!(!told.contains("10月"), "{told}");
        }
        let state = plain::Dialogue::new(pack, today(), Lang::En, Voice::Own, answers);
        let told = state.open().join(" ").replace("2026-10", "");
        assert!(
            told.contains("Type a day") && !told.contains("10-8"),
            "{told}"
        );
    }
}

/// Its own words may be typed along.
#[test]
fn a_day_with_its_own_words_is_taken() {
    let (pack, _) = walk::shipped();
    for (fact, matter, text) in [
        ("review-due", "nothing-shown", "应于2026年5月31日前复审"),
        ("review-due", "nothing-shown", "应复审日期：2026年5月31日"),
        ("review-due", "nothing-shown", "2026年5月31日复审到期"),
        ("validity-end", "renewal-old-date", "有效期至2026年5月31日"),
        ("validity-end", "renewal-old-date", "2026年5月31日到期"),
        ("exam-date", "nothing-shown", "2026年5月31日复审考试"),
    ] {
        let (mut answers, _) = at(fact, matter);
        let id = pack.find_fact(fact).expect("a fact");
        answers.remove(id);
        let mut state = plain::Dialogue::new(pack, today(), Lang::Zh, Voice::Own, answers);
        state.step(text);
        let day = NaiveDate::from_ymd_opt(2026, 5, 31).expect("a day");
        assert_eq!(state.answers().get(id), Some(&Value::Date(day)), "{text}");
    }
}

/// Without its year, of a day that may lie ahead, no weekday is wrong.
#[test]
fn a_weekday_contradicts_only_a_day_whose_year_is_known() {
    let (pack, _) = walk::shipped();
    for (fact, matter, text, told) in [
        (
            "review-due",
            "nothing-shown",
            "10月8日（周五）",
            "是哪一年的？请连年份一起打",
        ),
        (
            "validity-end",
            "renewal-old-date",
            "12月10日（周四）",
            "是哪一年的？请连年份一起打",
        ),
        (
            "validity-end",
            "renewal-old-date",
            "2025年12月10日（周四）",
            "是周三，不是周四",
        ),
        (
            "exam-date",
            "nothing-shown",
            "10月8日（周五）",
            "是周四，不是周五",
        ),
    ] {
        let (mut answers, mut model) = at(fact, matter);
        answers.remove(pack.find_fact(fact).expect("a fact"));
        let mut state = plain::Dialogue::new(pack, today(), Lang::Zh, Voice::Own, answers);
        let said = state.step(text).join("");
        play(&mut model, &format!("<paste:{text}>")).expect("keys that exist");
        let typed = read(&model);
        play(&mut model, "<enter>").expect("keys that exist");
        for said in [said, typed, read(&model)] {
            assert!(
                said.replace(['\n', ' '], "").contains(told),
                "{text}: {said}"
            );
        }
    }
}

/// The day or month in the field, and whether nothing stands there.
fn typed(model: &Model) -> (Option<Value>, bool) {
    let guide = model.guide().expect("rules that load");
    let fact = guide.pack.find_fact("exam-date").expect("a fact");
    let reader = guide.pack.day_reader(fact, model.today);
    match &guide.course.draft {
        Draft::Date(draft) => (draft.value(reader), draft.field.is_empty()),
        _ => (None, true),
    }
}

/// A day, or the beginning of one.
fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2026-11-16",
        "2026-11-1",
        "11-16",
        "12-16",
        "26.10.12",
        "1116",
        "20261116",
        "11月16日",
        "18/9/2026",
        "大前天",
        "上上周五",
        "九月二十八",
        "oct 12",
        "<paste:2026年11月1>",
        "<paste:１１－１２>",
        "2026",
    ])
}

/// What people do before they press Enter.
fn key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<backspace>",
        "<backspace>",
        "<backspace>",
        "<delete>",
        "<delete>",
        "<home>",
        "<end>",
        "<left>",
        "<right>",
        "<up>",
        "<pgup>",
        "<f1>",
        "<f4><esc>",
        "<f9><esc>",
        "<f6><f6>",
        "1",
        "2",
        "0",
        "-",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn enter_takes_only_what_is_shown(
        text in text(),
        keys in prop::collection::vec(key(), 0..6),
        size in prop::sample::select(vec![(80, 24), (60, 20), (40, 10)]),
    ) {
        let mut model = at_the_exam();
        play(&mut model, &format!("<size:{}x{}> {text}", size.0, size.1)).expect("keys");
        // The day there was before anything was erased.
        let mut erased = None;
        for key in &keys {
            let (before, nothing) = typed(&model);
            play(&mut model, key).expect("keys that exist");
            erased = match *key {
                "<backspace>" | "<delete>" => erased.or(before),
                "<left>" | "<right>" | "<up>"
                    if matches!(before, Some(Value::Date(_))) || nothing =>
                {
                    None
                }
                "1" | "2" | "0" | "-" => None,
                _ => erased,
            };
        }
        let shown = read(&model);
        play(&mut model, "<enter>").expect("a key");
        if let Some(value) = taken(&model) {
            let full = when_and_distance(&value, today(), Lang::Zh).expect("a day or a month");
            prop_assert!(shown.contains(&full.replace(' ', "")), "took {value:?} unseen:\n{shown}");
            let other = erased.filter(|before| *before != value);
            prop_assert!(other.is_none(), "{other:?} became {value:?} by erasing");
        }
    }
}
