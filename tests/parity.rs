//! One engine, many faces: every case played in each face comes out alike, by
//! path, result, dates and cautions.
//!
//! A face is a [`Player`]; add one to [`players`] and it is held to the same.

#[path = "fixture/parcel.rs"]
mod parcel;
#[path = "fixture/walk.rs"]
mod walk;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use chabudao::answers;
use chabudao::check::month::Month;
use chabudao::engine::{Answers, PathStep, Secret, Stop, Value, Voice, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Domain, FactId, Pack, QuestionId, ResultId};
use chabudao::plain::Dialogue;
use chabudao::prove::cases;
use chabudao::report::code;
use chabudao::scenario::Scenario;
use chabudao::ui;
use chabudao::ui::model::{Course, Guide, Model};
use chabudao::ui::page::{Page, StartPage};
use chabudao::ui::theme::Theme;
use chrono::{Datelike, Days, NaiveDate};
use walk::{pressed, written};

/// Answers on a day.
struct Case {
    name: String,
    answers: Answers,
    today: NaiveDate,
}

/// A face: gives the position that a case leads to, or nothing where the face
/// cannot carry the case.
trait Player {
    fn name(&self) -> &'static str;
    fn play(&self, pack: &Pack, case: &Case) -> Option<Position>;
}

/// Where a walk stands: all that a face can show of it. Answers off the path
/// are left out: a face that asks never hears them.
#[derive(Debug, PartialEq)]
struct Position {
    path: Vec<PathStep>,
    stop: Stop,
}

fn position(walk: &Walk<'_>) -> Position {
    let mut stop = walk.stop.clone();
    if let Stop::Ask { rejected, .. } = &mut stop {
        *rejected = None; // where there is somebody to ask again, nothing is kept
    }
    let path = walk.path.clone();
    Position { path, stop }
}

fn position_of(pack: &Pack, answers: &Answers, today: NaiveDate) -> Position {
    position(&Walk::new(pack, answers, today))
}

fn players() -> Vec<Box<dyn Player>> {
    let mut players: Vec<Box<dyn Player>> =
        vec![Box::new(Toml), Box::new(Json), Box::new(SpokenCode)];
    for lang in Lang::ALL {
        for voice in [Voice::Own, Voice::Call] {
            players.push(Box::new(Plain { lang, voice }));
        }
    }
    for lang in Lang::ALL {
        players.push(Screens::boxed(lang, '1'));
    }
    players.push(Screens::boxed(Lang::Zh, '2'));
    players
}

/// Keys through the screens' real update function.
struct Screens {
    lang: Lang,
    voice: char,
    /// Kept from case to case: the rules are large.
    model: RefCell<Option<Model>>,
}

impl Screens {
    fn boxed(lang: Lang, voice: char) -> Box<dyn Player> {
        let model = RefCell::default();
        Box::new(Self { lang, voice, model })
    }
}

impl Player for Screens {
    fn name(&self) -> &'static str {
        "screens"
    }

    fn play(&self, pack: &Pack, case: &Case) -> Option<Position> {
        let mut kept = self.model.borrow_mut();
        let model = kept.get_or_insert_with(|| model(pack, self.lang));
        begin(model, case);
        press(model, &self.voice.to_string());
        for turn in 0..pack.questions.len() * 3 {
            let walk = course(model);
            let Some(fact) = walk.next_fact() else { break };
            let Stop::Ask { question, .. } = walk.stop else {
                break;
            };
            let Some(value) = case.answers.get(fact) else {
                break;
            };
            let keys = pressed(&walk, question, value)?;
            press(model, &keys);
            let path = course(model).path;
            if path.last().is_none_or(|step| step.fact != fact) {
                break; // refused, as headless refuses it
            }
            if turn % 3 == 1 {
                press(model, "? ? <f3> <esc> <f4> <esc>");
                assert_eq!(course(model).path, path, "looking around changes nothing");
            }
        }
        Some(position(&course(model)))
    }
}

fn model(pack: &Pack, lang: Lang) -> Model {
    let guide = Guide::new(pack.clone(), Vec::new());
    Model::new(Ok(guide), Theme::default(), lang, NaiveDate::MIN)
}

/// A new walk from the start page.
fn begin(model: &mut Model, case: &Case) {
    model.today = case.today;
    if let Some(guide) = model.guide_mut() {
        give(&mut guide.pack, &case.answers);
        guide.page = Page::Start(StartPage::default());
        guide.course = Course::default();
    }
}

/// What is given from outside stands in the rules, as `--given` puts it there.
fn give(pack: &mut Pack, answers: &Answers) {
    let given: Vec<_> = pack.given().collect();
    for fact in given {
        let value = match answers.get(fact) {
            Some(Value::Choice(number)) => *number,
            _ => 0,
        };
        pack.facts[fact.number()].given = Some(value);
    }
}

fn press(model: &mut Model, keys: &str) {
    ui::script::play(model, keys).expect("keys that exist");
}

/// The walk on the screens.
fn course(model: &Model) -> Walk<'_> {
    let guide = model.guide().expect("the rules have loaded");
    Walk::new(&guide.pack, &guide.course.answers, model.today)
}

/// Lines typed one by one, in every way of writing an answer, with detours.
struct Plain {
    lang: Lang,
    voice: Voice,
}

impl Player for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn play(&self, pack: &Pack, case: &Case) -> Option<Position> {
        let given = walk::given(pack, &case.answers);
        let mut state = Dialogue::new(pack, case.today, self.lang, self.voice, given);
        assert!(!state.open().is_empty());
        // A detour may come back to a question; no walk is this long.
        for turn in 0..pack.questions.len() * 3 {
            let walk = state.walk();
            let Some(fact) = walk.next_fact() else { break };
            let Stop::Ask { question, .. } = walk.stop else {
                break;
            };
            let Some(value) = case.answers.get(fact) else {
                break;
            };
            let offered = walk.offered(question);
            let cannot_be_typed = match value {
                // It stands before no digit.
                Value::Choice(number) if value.fits(&pack.fact(fact).domain) => {
                    !offered.iter().any(|it| it.value == *number)
                }
                // The prover's number of one digit is an answer of its own here.
                Value::IdNumber(text) => text.reveal().len() < 6,
                _ => false,
            };
            if cannot_be_typed {
                return None;
            }
            let Some(lines) = typed(&walk, question, value, turn) else {
                break;
            };
            for line in &lines {
                state.step(line);
            }
            if state.answers().get(fact).is_none() {
                break; // refused, as headless refuses it
            }
            detour(&mut state, &lines, turn);
        }
        Some(position(&state.walk()))
    }
}

/// Looks around, goes back to the answer just given, and gives it again.
fn detour(state: &mut Dialogue<'_>, lines: &[String], turn: usize) {
    for line in ["?", "a", "", "9 nonsense-!"].iter().take(turn % 5) {
        let before = state.answers().clone();
        let asks_for_text = state.walk().outcome().is_none();
        state.step(line);
        assert_eq!(
            &before,
            state.answers(),
            "{line} changes nothing ({asks_for_text})"
        );
    }
    let path = state.walk().path.len();
    if path == 0 {
        return;
    }
    match turn % 3 {
        0 => state.step("ｂ"),
        1 => state.step(&format!("c {path}")),
        _ => return,
    };
    for line in lines {
        state.step(line);
    }
}

/// The lines that give an answer.
fn typed(walk: &Walk<'_>, question: QuestionId, value: &Value, turn: usize) -> Option<Vec<String>> {
    let pack = walk.pack();
    let one_of = |ways: &[String]| vec![ways[turn % ways.len()].clone()];
    Some(match value {
        Value::Unknown => one_of(&["0", "０", ".", "。"].map(str::to_owned)),
        Value::Choice(number) => {
            let mut choices = walk.offered(question).into_iter();
            let at = choices.position(|choice| choice.value == *number)? + 1;
            let wide = char::from_u32(0xFF10 + u32::try_from(at).expect("few choices"));
            one_of(&[at.to_string(), wide?.to_string(), format!(" {at}. \r\n")])
        }
        Value::Date(day) => {
            let (y, m, d) = (day.year(), day.month(), day.day());
            one_of(&[
                format!("{y}-{m}-{d}"),
                format!("{y}{m:02}{d:02}"),
                format!("{y}.{m}.{d}"),
                format!("{y}年{m}月{d}日"),
            ])
        }
        Value::Month(month) => {
            let (y, m) = (month.first().year(), month.first().month());
            one_of(&[
                format!("{y}-{m:02}"),
                format!("{y}{m:02}"),
                format!("{y}年{m}月"),
                format!("{y}年{m}月份"),
            ])
        }
        Value::Fine => vec!["1".to_owned()],
        Value::IdNumber(text) => vec![text.reveal().to_owned()],
        Value::Name { record, typed } => [record, typed]
            .map(|name| name.reveal().to_owned())
            .to_vec(),
    })
    .filter(|_| value.fits(&pack.fact(pack.question(question).fact).domain))
}

/// The answers without what is given from outside.
fn asked<'a>(pack: &'a Pack, answers: &'a Answers) -> impl Iterator<Item = (FactId, &'a Value)> {
    let all = answers.iter();
    all.filter(|(fact, _)| pack.fact(*fact).given.is_none())
}

/// An answers file.
struct Toml;

impl Player for Toml {
    fn name(&self) -> &'static str {
        "TOML"
    }

    fn play(&self, pack: &Pack, case: &Case) -> Option<Position> {
        let given = walk::given_table(pack, &case.answers);
        let mut text = format!("today = {}\n{given}[answers]\n", case.today);
        for (fact, value) in asked(pack, &case.answers) {
            let shown = written(pack.fact(fact), value, "=");
            writeln!(text, "{} = {shown}", pack.fact(fact).id).expect("it is a string");
        }
        let file = answers::read(pack, "case.toml", &text);
        let file = file.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
        Some(position_of(pack, &file.answers, file.today?))
    }
}

/// The same in JSON, as one of two records.
struct Json;

impl Player for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn play(&self, pack: &Pack, case: &Case) -> Option<Position> {
        let pair = |(fact, value): (FactId, &Value)| {
            let fact = pack.fact(fact);
            let shown = written(fact, value, ":");
            let shown = match value {
                Value::Date(_) => format!("\"{shown}\""),
                _ => shown
                    .replace("record", "\"record\"")
                    .replace("typed", "\"typed\""),
            };
            format!("\"{}\": {shown}", fact.id)
        };
        let pairs: Vec<_> = asked(pack, &case.answers).map(pair).collect();
        let given = walk::given(pack, &case.answers);
        let given: Vec<_> = given.iter().map(pair).collect();
        let (today, pairs, given) = (case.today, pairs.join(", "), given.join(", "));
        let text = format!(
            "[{{\"answers\": {{}}}}, {{\"today\": \"{today}\", \"given\": {{{given}}}, \"answers\": {{{pairs}}}}}]"
        );
        let records = answers::read_all(pack, "case.json", &text);
        let records = records.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
        let file = &records.list[1].file;
        Some(position_of(pack, &file.answers, file.today?))
    }
}

/// Read out, written down, and gone on with.
struct SpokenCode;

impl Player for SpokenCode {
    fn name(&self) -> &'static str {
        "code"
    }

    /// What a check found fault with is not carried: such cases are left out.
    fn play(&self, pack: &Pack, case: &Case) -> Option<Position> {
        let code = code::encode(pack, &case.answers, case.today)?;
        let spoken = code.to_lowercase().replace('-', " ");
        let decoded = code::decode(pack, &spoken).expect("its own code");
        assert!(decoded.same_version);
        let carried = |(fact, _): (_, &Value)| decoded.answers.get(fact).is_some();
        let all = case.answers.iter().all(carried);
        all.then(|| position_of(pack, &decoded.answers, case.today))
    }
}

/// The scenario files' walks.
fn by_hand(scenarios: Vec<Scenario>) -> Vec<Case> {
    let cases = scenarios.into_iter().map(|it| Case {
        name: it.id,
        answers: it.answers,
        today: it.today,
    });
    cases.collect()
}

/// Numbers that look drawn at random and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// A walk with drawn answers; ways that end at once are mostly drawn again, so
/// that the far end of the tree is seen as well.
fn drawn(pack: &Pack, draw: &mut Draw, number: usize) -> Case {
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    let back = u64::try_from(draw.below(150)).expect("small");
    let today = first + Days::new(back);
    let mut answers = Answers::new();
    for fact in pack.given() {
        answers.set(fact, Value::Choice(draw.below(2)));
    }
    while let Some(fact) = Walk::new(pack, &answers, today).next_fact() {
        let domain = &pack.fact(fact).domain;
        answers.set(fact, value(domain, draw, today));
        for _ in 0..3 {
            if Walk::new(pack, &answers, today).outcome().is_none() || draw.below(4) == 0 {
                break;
            }
            answers.set(fact, value(domain, draw, today));
        }
        if draw.below(60) == 0 {
            break; // the line went dead
        }
    }
    Case {
        name: format!("drawn {number}"),
        answers,
        today,
    }
}

fn value(domain: &Domain, draw: &mut Draw, today: NaiveDate) -> Value {
    if draw.below(6) == 0 {
        return Value::Unknown;
    }
    match domain {
        Domain::Choice(ids) => Value::Choice(draw.below(ids.len())),
        Domain::Date { .. } => {
            let back = u64::try_from(draw.below(45)).expect("small");
            let day = today - Days::new(back);
            match draw.below(4) {
                0 => Value::Month(Month::of(day)),
                _ => Value::Date(day),
            }
        }
        Domain::IdNumber | Domain::NamePair if draw.below(2) == 0 => Value::Fine,
        Domain::IdNumber => {
            let numbers = [
                "11010519491231002X",
                "11010519491231002x",
                "1101051949123100",
            ];
            Value::IdNumber(Secret::new(numbers[draw.below(3)]))
        }
        Domain::NamePair => Value::Name {
            record: Secret::new("王小明"),
            typed: Secret::new(["王小明", "王晓明", "王 小明"][draw.below(3)]),
        },
    }
}

#[test]
fn every_face_comes_out_alike() {
    let (pack, scenarios) = walk::shipped();
    let every = if all_of_them() { 1 } else { 12 };
    let made = made(pack, every);
    play_everywhere(pack, by_hand(scenarios.to_vec()), made, 1_300);
}

/// The same with rules of another trade: no face knows the shipped ones.
#[test]
fn every_face_comes_out_alike_whatever_the_rules() {
    let pack = parcel::pack();
    let scenarios = by_hand(parcel::scenarios(&pack));
    let made = made(&pack, 24);
    play_everywhere(&pack, scenarios, made, 200);
}

/// Every so many of the boundary cases.
fn made(pack: &Pack, each: usize) -> Vec<Case> {
    let made = cases::cases(pack).list.into_iter().enumerate();
    let made = made.step_by(each).map(|(number, it)| Case {
        name: format!("made {number}"),
        answers: it.answers,
        today: it.today,
    });
    made.collect()
}

/// Plays all these in every face, and as many with drawn answers.
fn play_everywhere(pack: &Pack, mut cases: Vec<Case>, made: Vec<Case>, drawn_cases: usize) {
    let mut draw = Draw(7);
    cases.extend(made);
    cases.extend((0..drawn_cases).map(|number| drawn(pack, &mut draw, number)));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let shares = cases.chunks(cases.len().div_ceil(cores));
    let played = std::thread::scope(|scope| {
        let threads: Vec<_> = shares
            .map(|share| scope.spawn(|| play_all(pack, share)))
            .collect();
        let played = threads
            .into_iter()
            .map(|thread| thread.join().expect("all alike"));
        played.collect::<Vec<_>>()
    });
    let walks: usize = played.iter().map(|(walks, _)| walks).sum();
    let results: BTreeSet<_> = played
        .into_iter()
        .flat_map(|(_, results)| results)
        .collect();
    println!(
        "{} cases, {walks} walks, {} results",
        cases.len(),
        results.len()
    );
    // Every result of the pack, and "not yet".
    assert_eq!(results.len(), pack.results.len() + 1);
    assert!(walks > cases.len() * 4, "{walks}");
}

fn all_of_them() -> bool {
    std::env::var_os("PARITY_ALL").is_some()
}

/// Plays cases in their faces; how many walks, and which results were reached.
///
/// The faces that draw or print are slow in a debug build: each plain one takes
/// every fourth case, each of the screens every twelfth, and of the boundary
/// cases only every twelfth is played. `PARITY_ALL=1` plays every case in every
/// face.
fn play_all(pack: &Pack, cases: &[Case]) -> (usize, BTreeSet<Option<ResultId>>) {
    let all = all_of_them();
    let players = players();
    let (mut walks, mut results) = (0, BTreeSet::new());
    for (number, case) in cases.iter().enumerate() {
        let expected = position_of(pack, &case.answers, case.today);
        results.insert(match &expected.stop {
            Stop::Result(outcome) => Some(outcome.result),
            Stop::Ask { .. } => None,
        });
        let turn = |at: usize| at < 3 || at == 3 + number % 4 || at == 7 + number % 12;
        for (_, player) in players
            .iter()
            .enumerate()
            .filter(|(at, _)| all || turn(*at))
        {
            if let Some(found) = player.play(pack, case) {
                assert_eq!(found, expected, "{} in {}", case.name, player.name());
                walks += 1;
            }
        }
    }
    (walks, results)
}

#[test]
fn a_headless_refusal_is_a_refusal_in_the_plain_walk() {
    let pack = parcel::pack();
    let fact = pack.find_fact("sent-date").expect("a fact");
    let (mut case, mut draw) = (None, Draw(3));
    while case.is_none() {
        let drawn = drawn(&pack, &mut draw, 0);
        let day = matches!(drawn.answers.get(fact), Some(Value::Date(_)));
        case = day.then_some(drawn);
    }
    let mut case = case.expect("just drawn");
    case.answers
        .set(fact, Value::Date(case.today + Days::new(1)));
    let expected = position_of(&pack, &case.answers, case.today);
    let question = match &expected.stop {
        Stop::Ask { question, .. } => pack.question(*question).fact,
        Stop::Result(_) => panic!("a day to come leads nowhere"),
    };
    assert_eq!(question, fact);
    for player in players() {
        if let Some(found) = player.play(&pack, &case) {
            assert_eq!(found, expected, "{}", player.name());
        }
    }
}
