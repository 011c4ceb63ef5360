//! Whole screens, reached by keys, compared with text files in `screens/`.
//!
//! A screen that changed on purpose is written anew with
//! `UPDATE_SCREENS=1 cargo test --test screens`; look at it before you commit.

#[path = "../fixture/besides.rs"]
mod besides;
mod pages;
mod room;
#[path = "../fixture/screen.rs"]
mod screen;
#[path = "../fixture/seat.rs"]
mod seat;
mod svg;
#[path = "../fixture/walk.rs"]
mod walk;
#[path = "../fixture/window.rs"]
mod window;

use std::fmt::{self, Write as _};
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use ratatui::style::{Color, Modifier};
use screen::{drawn, text};
use unicode_width::UnicodeWidthStr as _;

use chabudao::answers;
use chabudao::engine::Voice;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, Problems, load};
use chabudao::report::code;
use chabudao::ui::kept::{SavedWalk, WalkId};
use chabudao::ui::message::{Effect, Message};
use chabudao::ui::model::{Draft, Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::{Ground, Theme};
use chabudao::ui::{update, view};

fn pack() -> Pack {
    load(Files::embedded()).expect("the rules load").pack
}

fn model_of(guide: Result<Guide, Box<Problems>>, lang: Lang, size: (u16, u16)) -> Model {
    let theme = Theme {
        color: true,
        ..Theme::default()
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let mut model = Model::new(guide, theme, lang, today);
    model.size = size;
    model
}

fn model(lang: Lang, size: (u16, u16)) -> Model {
    model_with(Vec::new(), lang, size)
}

/// A walk as it is found next time: kept on a day of November by the keys.
fn entry(keys: &str, (day, hour, minute): (u32, u32, u32)) -> SavedWalk {
    let mut model = model(Lang::Zh, USUAL);
    let effects = play(&mut model, &format!("{keys} <ctrl-c>")).expect("keys that exist");
    let (_, text) = saved(effects).pop().expect("it is kept");
    let walk = answers::read(&pack(), "kept", &text).expect("it reads");
    let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    SavedWalk {
        id: WalkId::Found {
            file: format!("{day}-{hour}-{minute}"),
            text,
        },
        when: day.and_hms_opt(hour, minute, 0),
        walk: Some(walk),
        lost: 0,
    }
}

/// Walks of three days, and one of other rules.
fn kept() -> Vec<SavedWalk> {
    let mut list = vec![
        entry("2 1 1 <f9> 周二再打来 <enter>", (23, 14, 5)),
        entry(&format!("{TO_CITY} 1"), (20, 9, 30)),
        entry("1 1 1 2", (9, 16, 48)),
        entry("1 1", (8, 10, 0)),
    ];
    list[3].walk = None;
    list[2].lost = 1;
    list
}

fn model_with(kept: Vec<SavedWalk>, lang: Lang, size: (u16, u16)) -> Model {
    let guide = Guide::new(pack(), kept);
    model_of(Ok(guide), lang, size)
}

/// The screen as text, and where the cursor stands.
fn screen(model: &Model) -> String {
    let (buffer, cursor) = drawn(model);
    let mut out = text(&buffer);
    if let Some(at) = cursor {
        writeln!(out, "(cursor: column {}, row {})", at.x, at.y).expect("a string takes it");
    }
    out
}

#[test]
fn the_first_page_of_the_head_is_that_of_the_rules() {
    for lang in Lang::ALL {
        for size in [(60, 20), USUAL, (120, 40)] {
            let head = chabudao::pack::head().expect("the head reads");
            assert!(head.questions.is_empty(), "nothing else is read");
            let head = Ok(Guide::new(head, Vec::new()));
            let (early, whole) = (model_of(head, lang, size), model(lang, size));
            assert_eq!(drawn(&early), drawn(&whole), "{lang:?} {size:?}");
        }
    }
}

/// A file beside this one.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/screens")
        .join(name)
}

#[track_caller]
fn compare(name: &str, shown: &str) {
    let path = file(&format!("{name}.txt"));
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        fs::write(&path, shown).expect("the screen can be written");
        return;
    }
    let kept = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(kept == shown, "{name} changed; it is now:\n{shown}");
}

#[track_caller]
fn case(name: &str, lang: Lang, size: (u16, u16), keys: &str) {
    let mut model = model(lang, size);
    play(&mut model, keys).expect("keys that exist");
    compare(name, &screen(&model));
}

const SMALL: (u16, u16) = (60, 20);
const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

/// Keys, made when they are first needed.
struct Keys(LazyLock<String>);

impl Deref for Keys {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

/// The keys from the start page to the question that asks `until`, or to the
/// result, of somebody whose certificate does not show at all.
fn to(voice: &str, exam_date: &str, until: Option<&str>) -> String {
    let changes = format!("review-due = 2026-04-10\nexam-date = {exam_date}");
    keys(voice, "nothing-shown", &changes, until)
}

fn keys(voice: &str, scenario: &str, changes: &str, until: Option<&str>) -> String {
    let (pack, scenarios) = walk::shipped();
    let answers = walk::like(pack, scenarios, scenario, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    format!("{voice} {}", walk::keys(pack, &answers, today, until))
}

/// Up to the question of a fact.
macro_rules! up_to {
    ($voice:literal, $date:literal, $until:expr) => {
        Keys(LazyLock::new(|| to($voice, $date, $until)))
    };
}

static TO_SEAL: Keys = up_to!("1", "2026-11-08", Some("certificate"));
static TO_SEEN: Keys = up_to!("1", "2026-11-08", Some("seen"));
static TO_SEEN_CALL: Keys = up_to!("2", "2026-11-08", Some("seen"));
static TO_NUMBER: Keys = up_to!("1", "2026-11-08", Some("id-number"));
static TO_NAMES: Keys = up_to!("1", "2026-11-08", Some("name"));
static TO_EXAM: Keys = up_to!("1", "2026-11-08", Some("exam-date"));
/// To the result that says to wait.
static TO_WAIT: Keys = up_to!("1", "2026-11-08", None);
/// The same of somebody who renews it.
static TO_WAIT_RENEWAL: Keys = Keys(LazyLock::new(|| {
    let changes = "validity-end = 2027-02-10\nexam-result = \"passed\"\n\
                   applied = \"yes\"\nexam-date = 2026-11-08";
    keys("1", "welder-it-was-a-renewal-after-all", changes, None)
}));
/// To a result that says to ask.
static TO_CITY: Keys = up_to!("2", "2026-08-28", Some("asked-institution"));

/// Moves to the row with that text.
#[track_caller]
fn mark(model: &mut Model, text: &str) {
    let marked = |model: &Model| {
        let screen = screen(model);
        let mut rows = screen.lines().map(str::trim_start);
        rows.any(|row| row.starts_with('▸') && row.contains(text))
    };
    for key in ["<down>", "<up>"].into_iter().flat_map(|key| [key; 40]) {
        if marked(model) {
            return;
        }
        play(model, key).expect("a key");
    }
    panic!("no row says {text}:\n{}", screen(model));
}

#[test]
fn question_on_the_phone() {
    case("question-call-80-zh", Lang::Zh, USUAL, &TO_SEEN_CALL);
    let why = format!("{TO_SEEN_CALL} ?");
    case("why-call-80-zh", Lang::Zh, USUAL, &why);
}

#[test]
fn day() {
    case("day-empty-80-zh", Lang::Zh, USUAL, &TO_EXAM);
    case("day-80-zh", Lang::Zh, USUAL, &format!("{TO_EXAM} 10月8日"));
    case(
        "day-half-typed-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{TO_EXAM} 2026-11-1"),
    );
    case(
        "day-asked-back-60-en",
        Lang::En,
        SMALL,
        &format!("{TO_EXAM} 2026-11-16 <backspace> <enter>"),
    );
    case(
        "day-60-en",
        Lang::En,
        SMALL,
        &format!("{TO_EXAM} 20261231 <enter>"),
    );
}

#[test]
fn names() {
    case(
        "names-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{TO_NAMES} 王力 <enter> 王⼒ <enter>"),
    );
}

#[test]
fn result_on_the_phone() {
    case(
        "result-call-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{TO_CITY} 1 1"),
    );
}

#[test]
fn answers_so_far() {
    case("answers-80-zh", Lang::Zh, USUAL, &format!("{TO_EXAM} <f3>"));
    let mut off = model(Lang::En, USUAL);
    play(&mut off, &format!("{TO_WAIT} <f3>")).expect("keys that exist");
    mark(&mut off, "What did the page show");
    play(&mut off, "<enter> 2 <f3>").expect("keys that exist");
    mark(&mut off, "The name on the certificate");
    compare("answers-off-path-80-en", &screen(&off));
}

#[test]
fn pages_beside_the_walk() {
    case("read-back-80-zh", Lang::Zh, USUAL, &format!("{TO_CITY} 1"));
    case(
        "replies-call-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{TO_CITY} <f7>"),
    );
    case(
        "why-result-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{TO_WAIT} 5 5"),
    );
    case(
        "why-result-80-en",
        Lang::En,
        USUAL,
        &format!("{TO_WAIT} 5 5"),
    );
    case("take-80-zh", Lang::Zh, USUAL, &format!("{TO_WAIT} 2 2"));
    case("keys-80-zh", Lang::Zh, USUAL, "6");
    case("keys-60-en", Lang::En, SMALL, "<f10>");
    case("search-80-zh", Lang::Zh, USUAL, "5 加急");
    case("search-60-en", Lang::En, SMALL, "5 fee");
    case("search-issuing-80-zh", Lang::Zh, USUAL, "5 签发机关");
    case("search-passport-80-zh", Lang::Zh, USUAL, "5 护照");
    case("found-80-zh", Lang::Zh, USUAL, "5 加急 <enter>");
    case("code-80-zh", Lang::Zh, USUAL, "7 abcd");
    case("note-80-zh", Lang::Zh, USUAL, "2 1 <f9> 周二再打来 <enter>");
}

/// The keys, then what they must lead to the same screen as.
#[track_caller]
fn same(keys: &str, as_keys: &str) {
    let mut one = model(Lang::Zh, USUAL);
    play(&mut one, keys).expect("keys that exist");
    one.notice = None;
    let mut other = model(Lang::Zh, USUAL);
    play(&mut other, as_keys).expect("keys that exist");
    other.notice = None;
    assert_eq!(screen(&one), screen(&other), "{keys}");
}

#[test]
fn a_fact_told_early_is_not_asked_again() {
    let mut early = model(Lang::Zh, USUAL);
    play(&mut early, &format!("{TO_SEEN} <f3>")).expect("keys that exist");
    mark(&mut early, "复审的考试");
    play(&mut early, "<enter> 1").expect("keys that exist");
    // The next one to fill in stands in the same list.
    let list = screen(&early);
    assert!(list.contains("还没问到的"), "{list}");
    play(&mut early, "<esc>").expect("a key");
    // The rest of the way, but for the exam's result.
    let rest = TO_EXAM.strip_prefix(&*TO_SEEN);
    let rest = rest.and_then(|keys| keys.strip_suffix(" 1"));
    play(&mut early, rest.expect("it is the last before the day")).expect("keys that exist");
    early.notice = None;
    assert_eq!(screen(&early), screen_after(&TO_EXAM));
}

/// Said in a whole sentence, it is found by the keyword in it.
#[test]
fn a_keyword_in_a_longer_word_is_enough() {
    for (words, found) in [("网站打不开", "打不开"), ("换了省份跨省怎么办", "外地")]
    {
        let shown = screen_after(&format!("5 {words}"));
        assert!(!shown.contains("没有找到"), "{shown}");
        assert!(shown.contains(found), "{shown}");
    }
    assert!(screen_after("5 乱七八糟").contains("没有找到"));
}

/// What was answered may leave a question out for good: it is not offered as one to come.
#[test]
fn what_is_never_asked_is_not_to_come() {
    let list = screen_after("1 2 1 1 2 202703 <enter> 1 2 <f3>");
    let (_, to_come) = list.split_once("还没问到的").expect("a heading");
    let (to_come, _) = to_come.split_once("用不到的").unwrap_or((to_come, ""));
    assert!(!to_come.contains("过了没有"), "{list}");
    // Of one's own student the school is not asked, whatever comes: 5 says so.
    let asked = "您问过培训学校";
    let not_here = screen_in("2 1 1 1 2 <f3>", (80, 60));
    let here = screen_in("2 1 1 1 2 <f3> 5", (80, 60));
    let to_come = |list: &str| {
        list.split("用不到的")
            .next()
            .is_some_and(|it| it.contains(asked))
    };
    assert_eq!(
        (to_come(&not_here), to_come(&here)),
        (true, false),
        "{here}"
    );
}

/// The school's own words are for its own students.
#[test]
fn the_list_asks_for_the_fee_as_the_walk_would() {
    let mut list = model(Lang::Zh, (80, 120));
    play(&mut list, "2 <f3>").expect("keys that exist");
    let own = "在我们学校交齐了吗";
    assert!(!screen(&list).contains(own), "{}", screen(&list));
    mark(&mut list, "来电人是本校的学员吗");
    play(&mut list, "<enter>").expect("a key");
    assert!(screen(&list).contains(own), "{}", screen(&list));
}

#[test]
fn a_code_read_aloud_goes_on_where_it_was_made() {
    let mut one = model(Lang::Zh, USUAL);
    play(&mut one, &TO_WAIT).expect("keys that exist");
    let answers = &one.guide().expect("a guide").course.answers;
    let code = code::encode(&pack(), answers, one.today).expect("a code");
    // As on a second visit the last question is asked again.
    // Codes are read out to those who help: the voice is theirs.
    same(&format!("7 {code} <enter> <enter> <f2>"), &TO_WAIT);
}

#[test]
fn a_reply_told_early_tells_that_there_was_one() {
    // "They told me it is with the city", before anything else was asked.
    let mut early = model(Lang::Zh, USUAL);
    play(&mut early, "1 <f3>").expect("keys that exist");
    mark(&mut early, "培训学校是怎么说的");
    play(&mut early, "<enter> 3 <esc>").expect("keys that exist");
    play(&mut early, TO_CITY.trim_start_matches("2 ")).expect("keys that exist");
    let text = screen(&early);
    assert!(text.contains("申请是哪天被收下的"), "{text}");
}

/// The walks that effects keep, and what they say.
fn saved(effects: Vec<Effect>) -> Vec<(WalkId, String)> {
    let saved = effects.into_iter().filter_map(|effect| match effect {
        Effect::Save(walk, text) => Some((walk, text)),
        _ => None,
    });
    saved.collect()
}

#[test]
fn another_walk_leaves_those_kept_alone() {
    let mut model = model_with(kept(), Lang::Zh, USUAL);
    assert_eq!(
        play(&mut model, "1 <ctrl-c>").expect("keys"),
        [Effect::Quit]
    );
    let walks = saved(play(&mut model, "1 1 <esc> <esc> <esc> 2 1").expect("keys that exist"));
    let ids: Vec<_> = walks.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [1, 1, 2].map(WalkId::Here));
    // Both stand before those of last time, and each goes on as itself.
    play(&mut model, "<esc> <esc> 3").expect("keys that exist");
    let text = screen(&model);
    assert!(
        text.contains("1  刚才") && text.contains("3  11月23日 14:05"),
        "{text}"
    );
    let walks = saved(play(&mut model, "2 1").expect("keys that exist"));
    assert_eq!(walks[0].0, WalkId::Here(1));
}

#[test]
fn any_walk_kept_is_gone_on_with() {
    let list = kept();
    for (keys, row) in [("3 2", 1), ("3 <down> <down> <enter>", 2), ("3 <enter>", 0)] {
        let mut model = model_with(list.clone(), Lang::Zh, USUAL);
        play(&mut model, keys).expect("keys that exist");
        let walk = list[row].walk.clone().expect("it reads");
        let course = &model.guide().expect("a guide").course;
        assert_eq!(course.answers, walk.answers, "{keys}");
        assert_eq!(course.id, list[row].id, "{keys}");
        let told = screen(&model).contains("上次的答案有 1 处对不上");
        assert_eq!(told, list[row].lost == 1, "{keys}");
    }
    // One that cannot be read is told of, and nothing is begun.
    let mut model = model_with(list, Lang::Zh, USUAL);
    let effects = play(&mut model, "3 4 5 <esc> <ctrl-c>").expect("keys that exist");
    assert_eq!(effects, [Effect::Quit]);
    play(&mut model, "3 <end> <enter>").expect("keys that exist");
    assert!(screen(&model).contains("规则读不懂；文件没有动"));
    assert!(!model.guide().expect("a guide").course.begun);
}

#[test]
fn a_narrow_window_cuts_no_word_of_what_to_press() {
    let mut model = model(Lang::En, (40, 14));
    play(&mut model, "1 1").expect("keys that exist");
    let shown = screen(&model);
    let words: Vec<_> = shown.split_whitespace().collect();
    assert!(words.join(" ").contains("0 if you do not know."), "{shown}");
}

/// A day told stays that day; once it has come, Enter alone puts nothing off.
#[test]
fn a_walk_kept_does_not_move_the_day_it_told() {
    let keys = keys("1", "bureau-says-in-process", "", None);
    let list = vec![entry(&keys, (23, 14, 5))];
    let on = |day: u32| {
        let mut model = model_with(list.clone(), Lang::Zh, USUAL);
        model.today = NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        model
    };
    let told = "到2026年11月30日（周一）";
    let mut late = on(7);
    assert!(screen(&late).contains(told), "{}", screen(&late));
    play(&mut late, "3").expect("a key");
    compare("second-visit-late-80-zh", &screen(&late));
    for keys in ["<enter> <enter>", "<esc> <enter> <enter>"] {
        let effects = play(&mut late, keys).expect("keys that exist");
        let saved = saved(effects).pop();
        assert!(saved.is_none_or(|(_, text)| text.contains("told = 2026-11-23")));
        assert!(screen(&late).contains("签发机关是怎么说的"), "{keys}");
    }
    // Said once more, it is a wait from that day on.
    play(&mut late, "1").expect("a digit");
    assert!(screen(&late).contains("到2026年12月14日"));
    // Before the day has come the same reply changes nothing.
    let mut early = on(7);
    early.today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    let effects = play(&mut early, "3 <enter>").expect("keys that exist");
    assert_eq!(saved(effects), [(list[0].id.clone(), text_of(&list[0]))]);
    assert!(screen(&early).contains(told), "{}", screen(&early));
    // Where the days alone lead on, what was told is still told first.
    let on_time = "review-due = \"unknown\"\nexam-date = 2026-11-08";
    let to_wait = self::keys("1", "nothing-shown", on_time, None);
    let list = vec![entry(&to_wait, (23, 14, 5))];
    let mut on = model_with(list, Lang::Zh, USUAL);
    on.today = NaiveDate::from_ymd_opt(2026, 12, 7).expect("a day");
    assert!(
        screen(&on).contains("上次的结果：考完过了 11 个工作日"),
        "{}",
        screen(&on)
    );
    play(&mut on, "3").expect("a key");
    let shown = screen(&on);
    assert!(shown.contains("日子过去了，接着往下问"), "{shown}");
}

/// In a small window what came out the last time is read by the page keys, and a
/// blank, which scrolls other pages, leaves the day alone.
#[test]
fn the_last_result_is_reached_where_a_day_is_asked_again() {
    let on_time = "review-due = \"unknown\"\nexam-date = 2026-11-08";
    let to_wait = self::keys("1", "nothing-shown", on_time, None);
    let mut model = model_with(vec![entry(&to_wait, (23, 14, 5))], Lang::Zh, (60, 20));
    model.today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    play(&mut model, "3").expect("a key");
    assert!(screen(&model).contains("2026-11-08"), "{}", screen(&model));
    play(&mut model, "<space>").expect("a key");
    assert!(screen(&model).contains("2026-11-08"), "{}", screen(&model));
    play(&mut model, "<pgup>").expect("a key");
    assert!(screen(&model).contains("上次的结果"), "{}", screen(&model));
    // Where all is in sight they turn the month.
    play(&mut model, "<size:120x40> <pgup>").expect("keys that exist");
    assert!(screen(&model).contains("2026年10月"), "{}", screen(&model));
}

/// Who goes on with a walk and changes an earlier answer is asked that, not what
/// came of the last result.
#[test]
fn the_last_result_stands_only_above_what_is_asked_again() {
    let on_time = "review-due = \"unknown\"\nexam-date = 2026-11-08";
    let to_wait = self::keys("1", "nothing-shown", on_time, None);
    let mut model = model_with(vec![entry(&to_wait, (23, 14, 5))], Lang::Zh, USUAL);
    model.today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    play(&mut model, "3").expect("a key");
    assert!(screen(&model).contains("上次的结果"), "{}", screen(&model));
    play(&mut model, "<f3> <home> <enter>").expect("keys that exist");
    let shown = screen(&model);
    assert!(shown.contains("您要办的是哪件事"), "{shown}");
    assert!(!shown.contains("上次的结果"), "{shown}");
    play(&mut model, "<esc>").expect("a key");
    assert!(screen(&model).contains("上次的结果"), "{}", screen(&model));
    // Nor where one goes back to it step by step.
    play(&mut model, "<esc>").expect("a key");
    assert!(!screen(&model).contains("上次的结果"), "{}", screen(&model));
}

/// The digit that leaves a result also chooses a language on the first page.
#[test]
fn a_digit_too_many_leaves_no_result() {
    let exam = "review-due = \"unknown\"\nexam-date = 2026-11-08";
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &keys("1", "nothing-shown", exam, None)).expect("keys that exist");
    for before in ["4", "5 <esc> 4", "<space> 4", "<pgup> 4"] {
        play(&mut model, before).expect("keys that exist");
        let shown = screen(&model);
        assert!(shown.contains("要的话，再按一次 4"), "{before}: {shown}");
    }
    play(&mut model, "4").expect("a digit");
    assert!(screen(&model).contains("我是焊工"), "{}", screen(&model));
}

/// Of a month nobody knows which of its days was day 0, today or later.
#[test]
fn the_day_to_ask_counts_from_every_day_of_a_month() {
    let month = concat!(
        "review-due = \"unknown\"\nexam-date = 2026-10-12\nasked-institution = \"answered\"\n",
        "institution-reply = \"at-city\"\napplied-date = \"2026-11\"",
    );
    let mut model = model(Lang::Zh, (80, 60));
    play(&mut model, &keys("1", "nothing-shown", month, None)).expect("keys that exist");
    let shown = screen(&model);
    let lines: String = shown.split_whitespace().collect();
    let [now, then] = ["今天，第", "问，第"].map(|sign| {
        let number = lines
            .split(sign)
            .nth(1)
            .and_then(|it| it.split('个').next());
        let (least, most) = number.and_then(|it| it.split_once('到')).expect(&shown);
        [least, most].map(|it| it.parse::<u32>().expect(&shown))
    });
    assert_eq!(then[1] - then[0], now[1] - now[0], "{shown}");
    assert!(then[0] > now[0], "{shown}");
}

/// The text that a walk was found as.
fn text_of(entry: &SavedWalk) -> String {
    match &entry.id {
        WalkId::Found { text, .. } => text.clone(),
        WalkId::Here(_) => String::new(),
    }
}

/// What this window knows of a walk is more than what its file holds.
#[test]
fn a_list_read_again_forgets_no_number() {
    let mut model = model(Lang::Zh, USUAL);
    let keys = "1 1 1 1 1 110105194912310020 <enter> <enter>";
    play(&mut model, keys).expect("keys that exist");
    let walk = model.guide().expect("a guide").walk_to_keep();
    play(&mut model, "<esc> <esc> <esc> <esc> <esc> <esc>").expect("keys that exist");
    let mut found = entry("1 1 1 1", (23, 14, 5));
    found.id = WalkId::Here(1);
    update::update(&mut model, Message::Kept(vec![found]));
    let kept = &model.guide().expect("a guide").kept;
    assert!(kept[0].when.is_some());
    let there = kept[0].walk.as_ref().expect("it reads");
    assert_eq!(there.answers, walk.answers);
}

/// An old number stands in its field as it was typed; beside it, and nowhere
/// else, what its 18 characters would be.
#[test]
fn an_old_number_gets_its_eighteen_characters_to_compare() {
    let shown = |keys: &str| {
        let mut model = model(Lang::Zh, USUAL);
        play(&mut model, keys).expect("keys that exist");
        screen::shown(&model).replace([' ', '\n'], "")
    };
    let typed = format!("{TO_NUMBER} 110105491231002");
    let hint = "11010519491231002X";
    assert!(!shown(&typed).contains(hint), "three digits may be to come");
    let told = shown(&format!("{typed} <enter>"));
    assert!(
        told.contains(hint) && told.contains("以身份证为准"),
        "{told}"
    );
    assert!(!shown(&format!("{typed} <enter> <enter>")).contains(hint));
}

#[test]
fn every_format_can_be_taken_away() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &format!("{TO_WAIT} 2 2")).expect("keys that exist");
    for (digit, wanted) in [
        ("1", "txt"),
        ("2", "md"),
        ("3", "html"),
        ("4", "ics"),
        ("5", "csv"),
        ("6", "txt"),
    ] {
        let effects = play(&mut model, digit).expect("a digit");
        let [
            Effect::Write {
                stem,
                ending,
                bytes,
            },
        ] = effects.as_slice()
        else {
            panic!("{effects:?}");
        };
        assert_eq!((stem.as_str(), *ending), ("查不到-2026-11-23-结果", wanted));
        assert!(!bytes.is_empty());
    }
}

#[test]
fn typing_begins_a_day_anew() {
    // Back at a day that has an answer, 0 means: not known.
    same(
        &format!("{TO_WAIT} <esc> 0 <enter>"),
        &format!("{TO_EXAM} 0 <enter>"),
    );
}

#[test]
fn backspace_held_down_goes_back_only_once() {
    same("7 <backspace> <backspace> <backspace>", "");
    same(
        &format!("{TO_NUMBER} 1 <esc> <backspace> <backspace> <backspace>"),
        &format!("{TO_NUMBER} <esc> <esc>"),
    );
    same(
        &format!("{TO_NUMBER} 12 <backspace> <backspace> <backspace>"),
        &format!("{TO_NUMBER} 1 <backspace>"),
    );
}

/// What is typed next would answer another question.
#[test]
fn backspace_leads_out_of_no_question_with_a_field() {
    for question in [&*TO_EXAM, &*TO_NUMBER, &*TO_NAMES] {
        same(&format!("{question} <backspace>"), question);
        same(
            &format!("{question} 20 <ctrl-u> <backspace> <backspace>"),
            &format!("{question} 2 <backspace>"),
        );
    }
}

/// What is entered belongs to the question that is asked.
#[test]
fn what_is_given_changes_the_question_with_its_field() {
    let mut model = model(Lang::Zh, USUAL);
    let to_exam = keys("1", "old-date-shown", "", Some("exam-date"));
    play(&mut model, &to_exam).expect("keys that exist");
    assert!(screen(&model).contains("哪天考试"), "{}", screen(&model));
    play(&mut model, "<f2> <f3> 7 <esc>").expect("keys that exist");
    assert!(screen(&model).contains("费用"), "{}", screen(&model));
    let guide = model.guide().expect("a guide");
    assert!(matches!(guide.course.draft, Draft::Rows(None)));
    play(&mut model, "1").expect("a key");
    assert!(screen(&model).contains("哪天考试"), "{}", screen(&model));
}

#[test]
fn the_list_of_answers_marks_what_is_asked() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &TO_SEEN).expect("keys that exist");
    let answers = |model: &Model| model.guide().expect("a guide").course.answers.clone();
    let before = answers(&model);
    play(&mut model, "<f3>").expect("a key");
    let shown = screen(&model);
    let mut rows = shown.lines().filter(|row| row.contains('▸'));
    assert!(rows.any(|row| row.contains("查完以后")), "{shown}");
    play(&mut model, "<enter>").expect("a key");
    assert_eq!(answers(&model), before, "nothing is answered by it");
}

#[test]
fn a_note_before_any_answer_and_a_walk_by_code_are_kept() {
    let mut one = model(Lang::Zh, USUAL);
    let effects = play(&mut one, "1 <f9> 周二再打 <enter> <esc>").expect("keys that exist");
    let (_, text) = saved(effects).pop().expect("it is kept");
    let file = answers::read(&pack(), "kept", &text).expect("it reads");
    assert_eq!(file.notes.len(), 1);
    let made = model_after(&TO_WAIT);
    let guide = made.guide().expect("a guide");
    let code = code::encode(&guide.pack, &guide.course.answers, made.today).expect("a code");
    let mut one = model(Lang::Zh, USUAL);
    let effects = play(&mut one, &format!("7 {code} <enter> <esc>")).expect("keys that exist");
    assert_eq!(saved(effects).len(), 1);
}

/// A page that was open below the list of all keys may not be there any more.
#[test]
fn rules_loaded_again_show_no_page_of_what_is_gone() {
    for keys in ["1 1 <ctrl-f> 加急 <enter> =", "1 1 <f3> <end> ="] {
        let mut model = model_after(keys);
        let loaded = Message::Loaded(Box::new(Ok((pack(), Vec::new()))));
        update::update(&mut model, loaded);
        play(&mut model, "<esc>").expect("a key");
        let shown = screen(&model);
        let walk = !keys.contains("<f3>") && shown.contains("您要查的是哪一种证");
        assert!(walk || shown.contains("▸ 1"), "{shown}");
    }
}

#[test]
fn a_number_compared_or_not_known_is_no_number_with_faults() {
    assert!(screen_after(&format!("{TO_NUMBER} １")).contains("自己对过"));
    for begun in ["不", "不知", "不知道"] {
        let shown = screen_after(&format!("{TO_NUMBER} {begun}"));
        assert!(!shown.contains("! "), "{shown}");
    }
    let cleared = format!("{TO_NUMBER} 1101 <enter> <ctrl-u>");
    assert!(!screen_after(&cleared).contains("再按一次回车"));
    let cleared = format!("{TO_NAMES} 王力 <enter> 王⼒ <enter> <ctrl-u>");
    assert!(!screen_after(&cleared).contains("再按一次回车"));
}

#[test]
fn the_list_of_all_keys_has_the_one_that_clears() {
    assert!(screen_after("<size:120x60> =").contains("- 清掉"));
}

/// A given fact that leads to a result has come to it as an answer has.
#[test]
fn a_digit_too_many_does_nothing_after_a_given_fact_either() {
    let mut model = model_after(&TO_WAIT);
    model.size = (120, 60);
    // Only staff are shown what is given.
    play(&mut model, "<f2> <f3>").expect("keys that exist");
    let shown = screen(&model);
    let row = shown
        .lines()
        .find(|line| line.contains("来电人是本校的学员吗"));
    let digit: String = row
        .expect("its row")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    play(&mut model, &format!("{digit} <esc> 4")).expect("keys that exist");
    assert!(screen(&model).contains("再按一次 4"), "{}", screen(&model));
}

fn model_after(keys: &str) -> Model {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, keys).expect("keys that exist");
    model
}

#[test]
fn a_number_is_taken_from_its_first_digit_on() {
    same(
        &format!("{TO_NUMBER} 210702"),
        &format!("{TO_NUMBER} <paste:210702>"),
    );
    assert!(screen_after(&format!("{TO_NUMBER} <paste: 110105>")).contains('␣'));
}

#[test]
fn words_are_no_number() {
    for words in ["核对过了", "护照"] {
        let shown = screen_after(&format!("{TO_NUMBER} {words} <enter> <enter>"));
        assert!(shown.contains("这不像号码"), "{shown}");
    }
}

#[test]
fn a_number_is_no_name() {
    let keys = format!("{TO_NAMES} 2107 <enter> 2107 <enter>");
    assert!(screen_after(&keys).contains("这里填姓名"));
}

fn screen_after(keys: &str) -> String {
    screen_in(keys, USUAL)
}

fn screen_in(keys: &str, size: (u16, u16)) -> String {
    let mut model = model(Lang::Zh, size);
    play(&mut model, keys).expect("keys that exist");
    screen(&model)
}

/// What was told stays told while one looks at something else.
#[test]
fn enter_again_is_not_forgotten() {
    let again = "再按一次回车";
    for told in [
        format!("{TO_NUMBER} 1101 <enter>"),
        format!("{TO_NAMES} 王力 <enter> 王⼒ <enter>"),
    ] {
        assert!(screen_after(&told).contains(again));
        for look in [
            "<f4> <esc>",
            "<f3> <esc>",
            "<f10> <esc>",
            "? ?",
            "<f9> <esc>",
            "<f2>",
            "<size:60x20>",
        ] {
            let mut model = model(Lang::Zh, USUAL);
            play(&mut model, &format!("{told} {look}")).expect("keys that exist");
            let text = screen(&model);
            let hint = text
                .lines()
                .rev()
                .nth(if text.contains("(cursor") { 2 } else { 1 });
            let hint = hint.unwrap_or_default();
            assert!(hint.contains(again), "{look}: {text}");
        }
        // What is typed anew is not told yet.
        assert!(!screen_after(&format!("{told} <f4> <esc> 1")).contains(again));
    }
}

#[test]
fn a_note_keeps_no_number() {
    for number in [
        "138 1234 5678",
        "１３８１２３４５６７８",
        "11010519491231002x",
    ] {
        let mut model = model(Lang::Zh, USUAL);
        let keys = format!("{TO_SEEN_CALL} <f9> <paste:他电话{number}，周二再打> <enter>");
        let effects = play(&mut model, &keys).expect("keys that exist");
        let shown = screen(&model);
        assert!(shown.contains("他电话***，周二再打"), "{shown}");
        assert!(shown.contains("号码没有存"), "{shown}");
        let Some(Effect::Save(_, kept)) = effects.last() else {
            panic!("{effects:?}");
        };
        assert!(kept.contains("他电话***，周二再打"), "{kept}");
        // One that was kept in the clear before is not shown or kept so again.
        let clear = kept.replace("***", number);
        let file = answers::read(&pack(), "kept", &clear).expect("it reads");
        let again = answers::write_walk(&pack(), &file);
        assert!(again.contains("他电话***，周二再打"), "{again}");
    }
    let note = format!("{TO_SEEN_CALL} <f9>");
    case(
        "note-typing-80-zh",
        Lang::Zh,
        USUAL,
        &format!("{note} 周二"),
    );
    case("note-typing-60-en", Lang::En, SMALL, &format!("{note} Tue"));
}

#[test]
fn undo_takes_the_last_change_back() {
    same(&format!("{TO_SEEN} 1 <f8>"), &TO_SEEN);
    same("1 1 1 <f8> <f8>", "1");
    same(&format!("{TO_WAIT} <f3> 3 2 <f8>"), &TO_WAIT);
}

#[test]
fn a_change_leads_back_to_where_one_was() {
    same(&format!("{TO_WAIT} <f3> 1 <esc>"), &TO_WAIT);
    same("1 1 1 1 <esc> <f3> 1 1", "1 1 1 1 <esc>");
}

#[test]
fn too_small() {
    case("too-small-30-zh", Lang::Zh, (30, 8), "");
}

#[test]
fn rules_that_load_at_last_begin_the_guide() {
    let mut model = model_of(pages::broken(), Lang::Zh, USUAL);
    let faults = screen(&model);
    play(&mut model, "<esc>").expect("keys that exist");
    assert_eq!(screen(&model), faults, "there is nothing to go back to");
    let effects = play(&mut model, "<f5>").expect("keys that exist");
    assert_eq!(effects, [Effect::Load]);
    update::update(
        &mut model,
        Message::Loaded(Box::new(Ok((pack(), Vec::new())))),
    );
    assert!(model.guide().is_some());
}

/// F5 in the middle of a walk: it goes on with the new rules, and an answer
/// that no longer fits is named and asked again.
#[test]
fn rules_loaded_again_keep_the_walk() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &TO_EXAM).expect("keys that exist");
    assert_eq!(play(&mut model, "<f5>").expect("a key"), [Effect::Load]);
    let broken = load(Files::from_texts(Vec::<(String, String)>::new())).expect_err("no pack");
    update::update(&mut model, Message::Loaded(Box::new(Err(broken))));
    assert!(model.guide().is_none());
    let texts = Files::embedded()
        .iter()
        .map(|(_, file)| {
            let text = file.text.replace("\"not-yet\"", "\"not-looked\"");
            (file.name.clone(), text.replace("\"nothing\"", "\"empty\""))
        })
        .collect::<Vec<_>>();
    let changed = load(Files::from_texts(texts)).expect("a pack").pack;
    update::update(
        &mut model,
        Message::Loaded(Box::new(Ok((changed, Vec::new())))),
    );
    let text = screen(&model);
    assert!(text.contains("要重新问：网上看到什么"), "{text}");
    play(&mut model, "1").expect("a key");
    assert!(screen(&model).contains("哪天考试"), "{}", screen(&model));
}

/// The marked row is of the rules as they were.
#[test]
fn rules_loaded_again_with_fewer_choices_mark_nothing() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &format!("{TO_SEAL} <end>")).expect("keys that exist");
    let files = Files::embedded();
    let texts = files.iter().map(|(_, file)| {
        let (head, tail) = ("[[question.certificate.choice]]\nid = \"manager\"", "\n\n");
        let text = file.text.to_string();
        let text = text.split_once(head).map_or(text.clone(), |(before, rest)| {
            let (_, after) = rest.split_once(tail).expect("more behind it");
            before.to_owned() + after
        });
        let manager = "[[question.certificate.route]]\nwhen = { is = { certificate = \"manager\" } }\nto = \"look-up-managers\"";
        let managers = text.contains(manager);
        assert!(managers || file.name != "1-self-check.toml");
        (file.name.clone(), text.replace(manager, ""))
    });
    let texts: Vec<_> = texts.collect();
    let fewer = load(Files::from_texts(texts)).map(|loaded| loaded.pack);
    let fewer = fewer.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
    update::update(
        &mut model,
        Message::Loaded(Box::new(Ok((fewer, Vec::new())))),
    );
    play(&mut model, "<enter>").expect("a key");
    assert!(
        screen(&model).contains("再按一次回车"),
        "{}",
        screen(&model)
    );
}

#[test]
fn rules_loaded_again_keep_what_is_being_typed() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &format!("{TO_EXAM} 10月")).expect("keys that exist");
    update::update(
        &mut model,
        Message::Loaded(Box::new(Ok((pack(), Vec::new())))),
    );
    play(&mut model, "8日").expect("keys that exist");
    let text = screen(&model);
    assert!(text.contains("到今天 33 个工作日"), "{text}");
}

#[test]
fn esc_closes_the_help_first() {
    let keys = format!("<size:60x20> {TO_EXAM} 10月");
    let closed = format!("{keys} ? <pgdn> <esc>");
    let mut one = model(Lang::Zh, SMALL);
    play(&mut one, &closed).expect("keys that exist");
    let mut other = model(Lang::Zh, SMALL);
    play(&mut other, &keys).expect("keys that exist");
    assert_eq!(screen(&one), screen(&other));
}

#[test]
fn what_cannot_be_seen_is_not_answered() {
    same("1 1 <size:30x8> 3 <esc> <size:80x24>", "1 1");
}

#[test]
fn next_time_begins_where_the_last_one_ended() {
    let keys = format!("{TO_CITY} <f9> 找王老师 <enter> 1");
    let again = vec![entry(&keys, (20, 9, 30))];
    assert_eq!(again[0].walk.as_ref().map(|it| it.voice), Some(Voice::Call));
    let mut again = model_with(again, Lang::Zh, USUAL);
    compare("start-again-80-zh", &screen(&again));
    let several = model_with(kept(), Lang::En, SMALL);
    compare("start-again-60-en", &screen(&several));
    play(&mut again, "3").expect("a key");
    compare("second-visit-80-zh", &screen(&again));
    play(&mut again, "2").expect("a key");
    assert!(
        screen(&again).contains("学校是怎么跟您说的"),
        "{}",
        screen(&again)
    );
}

#[test]
fn every_digit_and_enter_leads_to_a_result() {
    let mut model = model(Lang::Zh, USUAL);
    let keys: Vec<_> = TO_WAIT.split(' ').filter(|key| *key != "<enter>").collect();
    let keys = keys.join(" <enter> ") + " <enter> <enter>";
    play(&mut model, &keys).expect("keys that exist");
    assert!(view::is_result(&model), "{}", screen(&model));
}

#[test]
fn what_is_kept_holds_no_number_and_no_name() {
    let mut model = model(Lang::Zh, USUAL);
    let keys = format!("{TO_NUMBER} 11010519491231002x <enter> <enter> <ctrl-c>");
    let effects = play(&mut model, &keys).expect("keys that exist");
    assert_eq!(effects.last(), Some(&Effect::Quit));
    for effect in &effects {
        if let Effect::Save(_, text) = effect {
            assert!(!text.contains("1101"), "{text}");
            answers::read(&pack(), "kept", text).expect("it can be read again");
        }
    }
}

#[test]
fn going_back_loses_nothing() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, &TO_WAIT).expect("keys that exist");
    let result = screen(&model);
    play(
        &mut model,
        "<esc> <esc> <backspace> <esc> <enter> <enter> <enter> <enter>",
    )
    .expect("keys that exist");
    assert_eq!(screen(&model), result);
    play(&mut model, "<f3> 1 1").expect("keys that exist");
    assert_eq!(screen(&model), result);
}

#[test]
fn a_click_on_a_row_chooses_it() {
    let mut clicked = model(Lang::Zh, USUAL);
    play(&mut clicked, "1").expect("keys that exist");
    let row = screen(&clicked)
        .lines()
        .position(|line| line.contains(" 2  "));
    let row = u16::try_from(row.expect("a second choice")).expect("a row");
    update::update(&mut clicked, Message::Click(10, row));
    let mut typed = model(Lang::Zh, USUAL);
    play(&mut typed, "1 2").expect("keys that exist");
    assert_eq!(screen(&clicked), screen(&typed));
}

#[test]
fn a_click_on_a_key_of_the_last_row_presses_it() {
    for (keys, words, key) in [
        ("1", "为什么问", "?"),
        ("1", "按键", "<f10>"),
        ("1 1", "退回", "<esc>"),
        (&*TO_WAIT, "原因", "5"),
    ] {
        let mut clicked = model(Lang::Zh, USUAL);
        play(&mut clicked, keys).expect("keys that exist");
        let shown = screen(&clicked);
        let last = shown.lines().nth(23).expect("a last row");
        let (before, _) = last.split_once(words).expect("it stands there");
        let column = u16::try_from(before.width()).expect("a column");
        update::update(&mut clicked, Message::Click(column, 23));
        let mut typed = model(Lang::Zh, USUAL);
        play(&mut typed, &format!("{keys} {key}")).expect("keys that exist");
        assert_eq!(screen(&clicked), screen(&typed), "{words}");
        // Between two words nothing is pressed.
        let before = screen(&typed);
        update::update(&mut typed, Message::Click(79, 23));
        assert_eq!(screen(&typed), before);
    }
}

/// The first row is marked from the start; an Enter behind the digit that led
/// there takes nothing yet.
#[test]
fn a_row_is_marked_from_the_start() {
    for keys in ["", "1", "1 1"] {
        let mut model = model(Lang::Zh, USUAL);
        play(&mut model, keys).expect("keys that exist");
        let shown = screen(&model);
        let marked = shown.lines().filter(|line| line.contains("▸ 1 "));
        assert_eq!(marked.count(), 1, "{shown}");
        play(&mut model, "<enter>").expect("a key");
        let told = screen(&model);
        assert!(told.contains("再按一次回车"), "{told}");
        same(&format!("{keys} <enter> <enter>"), &format!("{keys} 1"));
        same(&format!("{keys} <down> <enter>"), &format!("{keys} 2"));
    }
}

/// What stands outside a field at either end is told of.
#[test]
fn a_field_shows_that_it_goes_on() {
    let field = |keys: &str| {
        let shown = screen_after(keys);
        let line = shown.lines().find(|line| line.contains("备注 "));
        let line = line.expect("a field").trim().to_owned();
        let rest = line.split_once("备注 ").expect("its name").1.to_owned();
        (rest.chars().next(), rest.chars().last())
    };
    let note = format!("{TO_SEEN_CALL} <f9>");
    let long = format!("<paste:{}>", "周二再打来，找王老师，".repeat(5));
    assert_eq!(field(&format!("{note} 周二")), (Some('['), Some(']')));
    assert_eq!(field(&format!("{note} {long}")), (Some('<'), Some(']')));
    assert_eq!(
        field(&format!("{note} {long} <home>")),
        (Some('['), Some('>'))
    );
}

#[test]
fn keys_that_mean_nothing_change_nothing() {
    let mut model = model(Lang::Zh, USUAL);
    play(&mut model, "1 1").expect("keys that exist");
    let before = screen(&model);
    play(&mut model, "x 9 <enter> <paste:hello> <left> <f1> <f1>").expect("keys that exist");
    assert_eq!(screen(&model), before);
    play(&mut model, "<paste:１>").expect("keys that exist");
    assert_ne!(screen(&model), before);
}

#[test]
fn any_size_is_drawn() {
    for keys in [
        "",
        "1 1",
        &TO_EXAM,
        &TO_WAIT,
        &TO_CITY,
        &format!("{TO_NUMBER} 1101"),
        &format!("{TO_NAMES} 王 <tab> 李"),
    ] {
        for lang in Lang::ALL {
            let mut model = model(lang, USUAL);
            play(&mut model, keys).expect("keys that exist");
            for size in [
                (1, 1),
                (2, 40),
                (40, 10),
                (41, 11),
                (59, 15),
                (109, 16),
                (110, 24),
                (300, 100),
                (u16::MAX, u16::MAX),
            ] {
                update::update(&mut model, Message::Resize(size.0, size.1));
                screen(&model);
            }
        }
    }
}

/// Words and ground of these terminals as they come, and what `Theme` knows of
/// the ground.
const TERMINALS: [(&str, Ground, u32, u32); 15] = [
    ("xterm", Ground::Light, 0x00_00_00, 0xff_ff_ff),
    ("xterm -rv", Ground::Dark, 0xff_ff_ff, 0x00_00_00),
    ("urxvt", Ground::Light, 0x00_00_00, 0xff_ff_ff),
    ("st", Ground::Dark, 0xe5_e5_e5, 0x00_00_00),
    ("konsole", Ground::Dark, 0xfc_fc_fc, 0x23_26_27),
    ("alacritty", Ground::Dark, 0xd8_d8_d8, 0x18_18_18),
    ("kitty", Ground::Dark, 0xdd_dd_dd, 0x00_00_00),
    ("gnome-terminal", Ground::Light, 0x17_14_21, 0xff_ff_ff),
    ("gnome-terminal, dark", Ground::Dark, 0xd0_cf_cc, 0x17_14_21),
    ("xfce4-terminal", Ground::Dark, 0xff_ff_ff, 0x00_00_00),
    ("lxterminal", Ground::Dark, 0xaa_aa_aa, 0x00_00_00),
    ("Windows Terminal", Ground::Dark, 0xcc_cc_cc, 0x0c_0c_0c),
    ("Windows console", Ground::Dark, 0xc0_c0_c0, 0x00_00_00),
    ("Linux console", Ground::Dark, 0xaa_aa_aa, 0x00_00_00),
    ("Terminal of macOS", Ground::Light, 0x00_00_00, 0xff_ff_ff),
];

fn channels(rgb: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from(rgb >> shift & 0xff) / 255.0)
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |rgb: [f64; 3]| {
        let part = rgb.map(|c| {
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every style in every terminal at 4.5:1 or better (WCAG 2.1, AA), whether or
/// not it tells its ground. No style is dim: one console makes that 2.8:1. The
/// 16 colours are not the same anywhere, so `fixed` refuses them.
#[test]
fn every_style_can_be_read() {
    let mut table = String::new();
    for (terminal, ground, words, behind) in TERMINALS {
        for ground in [Ground::Unknown, ground] {
            let theme = Theme {
                color: true,
                ground,
                ascii: false,
            };
            for (name, style) in theme.all() {
                assert!(!style.add_modifier.contains(Modifier::DIM), "{name}");
                let back = style.bg.map_or(behind, svg::fixed);
                let fore = style.fg.map_or(words, svg::fixed);
                let ratio = contrast(channels(fore), channels(back));
                let line = format!("{terminal}, {ground:?}: {name} {ratio:.1}");
                assert!(ratio >= 4.5, "{line}");
                writeln!(table, "{line}").expect("a string");
            }
        }
    }
    println!("{table}");
}

#[test]
fn without_colour_and_with_ascii_only() {
    let number = format!("{TO_NUMBER} 1101");
    for keys in ["", "1 1", &TO_EXAM, &TO_WAIT, &TO_CITY, &number] {
        let mut model = model(Lang::En, USUAL);
        model.theme = Theme {
            ascii: true,
            color: false,
            ..Theme::default()
        };
        play(&mut model, keys).expect("keys that exist");
        let (buffer, _) = drawn(&model);
        for cell in &buffer.content {
            assert!(
                cell.fg == Color::Reset && cell.bg == Color::Reset,
                "{cell:?}"
            );
            let own = cell
                .symbol()
                .chars()
                .all(|c| c.is_ascii() || c >= '\u{3000}');
            assert!(own, "{} on {keys}", cell.symbol());
        }
    }
}
