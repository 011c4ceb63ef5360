//! A walk that is killed at a random moment: what was kept is still there, whole,
//! and of the walk under way all but the answer just given.
//!
//! The suite does a few dozens. Ten thousand:
//! `KILLS=10000 cargo test --release --test pty kills -- --nocapture`, in another
//! order with `KILLS_SEED=7`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use chrono::NaiveDate;
use rustix::process::{Pid, Signal, kill_process};

use chabudao::answers::{self, AnswersFile};
use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::report::words::Words;
use chabudao::ui::kept::{SavedWalk, WalkId};
use chabudao::ui::message::Effect;
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;

use super::*;

const KILLS: u64 = 60;
/// So many walks are kept.
const KEPT: usize = 20;

/// Always the same for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn number(name: &str, usual: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// The files of the folder of walks, by name.
type Found = BTreeMap<String, (SystemTime, String)>;

fn found(state: &Path) -> Found {
    let entries = fs::read_dir(state.join("chabudao/walks"));
    let files = entries.into_iter().flatten().map(|entry| {
        let entry = entry.expect("it is listed");
        let written = entry.metadata().and_then(|found| found.modified());
        let text = fs::read_to_string(entry.path()).expect("it is UTF-8");
        let name = entry.file_name().into_string().expect("it is UTF-8");
        (name, (written.expect("it has a time"), text))
    });
    files.collect()
}

/// Whether a name is one of a file that was not in place yet.
fn is_part(name: &str) -> bool {
    name.starts_with(".chabudao-")
}

/// The names, the newest first, as they are listed.
fn in_order(found: &Found) -> Vec<&String> {
    let walks = found.iter().filter(|(name, _)| !is_part(name));
    let mut names: Vec<_> = walks.map(|(name, (when, _))| (when, name)).collect();
    names.sort_by(|one, other| other.cmp(one));
    names.into_iter().map(|(_, name)| name).collect()
}

/// What the program does, done beside it without a terminal.
struct Shadow<'p> {
    pack: &'p Pack,
    model: Model,
}

impl<'p> Shadow<'p> {
    fn new(pack: &'p Pack, kept: Option<&str>) -> Self {
        let kept = kept.map(|text| {
            let file = answers::read(pack, "kept", text).expect("it reads");
            let walk = AnswersFile {
                answers: file.answers,
                ..AnswersFile::default()
            };
            SavedWalk::new(WalkId::default(), walk)
        });
        let guide = Guide::new(pack.clone(), kept.into_iter().collect());
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today);
        Self { pack, model }
    }

    /// Takes keys, and gives what is to be kept after them.
    fn play(&mut self, keys: &str) -> Option<String> {
        let effects = play(&mut self.model, keys).expect("keys that exist");
        effects.into_iter().rev().find_map(|effect| match effect {
            Effect::Save(_, text) => Some(text),
            _ => None,
        })
    }

    /// Keys that answer what is asked: as a script, and as a terminal sends
    /// them. None at a result.
    fn answer(&self, dice: &mut Dice) -> Option<(String, String)> {
        let digit = dice.below(3);
        if view::is_result(&self.model) {
            None
        } else if self.model.about().takes_text() {
            Some(("0 <enter>".to_owned(), "0\r".to_owned()))
        } else {
            Some((digit.to_string(), digit.to_string()))
        }
    }

    /// Words that are on the screen now.
    fn shows(&self) -> String {
        let course = &self.model.guide().expect("a guide").course;
        let walk = Walk::new(self.pack, &course.answers, self.model.today);
        let words = Words::new(&walk, Lang::Zh);
        let text = match (course.question(&walk), walk.outcome()) {
            (Some(question), _) => words.sentence(&self.pack.question(question).ask),
            (None, Some(outcome)) => words.sentence(&self.pack.card(outcome.result).headline),
            (None, None) => panic!("neither a question nor a result"),
        };
        text.chars().take(8).collect()
    }
}

/// A walk of which one knows what must be there once it is killed.
struct Round {
    /// What was kept before it.
    before: Found,
    /// The file it goes on with.
    from: Option<String>,
    /// What it keeps, one after the other.
    texts: Vec<String>,
    /// So many of them are certainly on the disk.
    sure: usize,
}

impl Round {
    /// Starts the program, walks some way and kills it.
    fn play(pack: &Pack, state: tempfile::TempDir, dice: &mut Dice) -> (tempfile::TempDir, Self) {
        let mut round = Self {
            before: found(state.path()),
            from: None,
            texts: Vec::new(),
            sure: 0,
        };
        let program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
        let mut session = Session::run(program, size(80, 24), state, &[]);
        let longest = if dice.below(10) == 0 {
            20_000 // it has hardly begun
        } else {
            session.see("您是哪一位");
            // The page is drawn before what was left is swept.
            let until = Instant::now() + PATIENCE;
            while found(session.state.path()).keys().any(|name| is_part(name)) {
                assert!(Instant::now() < until, "not swept at the start");
                thread::sleep(Duration::from_millis(5));
            }
            round.walk(pack, &mut session, dice);
            2_000 << dice.below(6)
        };
        thread::sleep(Duration::from_micros(dice.below(longest)));
        (session.kill(), round)
    }

    /// Another walk, or one of the first nine of the list.
    fn begin<'p>(&mut self, pack: &'p Pack, session: &mut Session, dice: &mut Dice) -> Shadow<'p> {
        let order = in_order(&self.before);
        if order.is_empty() || dice.below(2) == 0 {
            session.send("1");
            let mut shadow = Shadow::new(pack, None);
            shadow.play("1");
            return shadow;
        }
        let row = usize::try_from(dice.below(order.len().min(9) as u64)).expect("a row");
        let file = order[row].clone();
        session.send("3");
        if order.len() > 1 {
            // The list has the questions too; its last words come and go last.
            session.see("按数字接着那一次");
            session.send(&(row + 1).to_string());
            session.wait_until("no list", |shown| !shown.contains("按数字接着那一次"));
        }
        let mut shadow = Shadow::new(pack, Some(&self.before[&file].1));
        shadow.play("3");
        self.from = Some(file);
        shadow
    }

    fn walk(&mut self, pack: &Pack, session: &mut Session, dice: &mut Dice) {
        let mut shadow = self.begin(pack, session, dice);
        session.see(&shadow.shows());
        let (patient, mut shown) = (dice.below(2) == 0, 0);
        for _ in 0..=dice.below(8) {
            let Some((keys, typed)) = shadow.answer(dice) else {
                break;
            };
            self.texts.extend(shadow.play(&keys));
            session.send(&typed);
            if patient && dice.below(4) > 0 {
                session.see(&shadow.shows());
                // What was shown before is written before more keys are read.
                self.sure = std::mem::replace(&mut shown, self.texts.len());
            }
        }
    }

    /// What must hold of the folder now.
    fn check(&self, pack: &Pack, after: &Found) {
        let whole = || after.iter().filter(|(name, _)| !is_part(name));
        for (name, (_, text)) in whole() {
            let read = answers::read(pack, name, text);
            let whole = read.is_ok_and(|file| !file.answers.is_empty());
            assert!(whole, "{name}: {text}");
        }
        let text = |found: &Found, name: &str| found.get(name).map(|(_, text)| text.clone());
        let mut new = whole()
            .filter(|(name, (_, after))| text(&self.before, name).as_ref() != Some(after))
            .map(|(_, (_, text))| text);
        let kept = new.next();
        assert_eq!(new.next(), None, "more than one was written");
        self.check_own(kept);
        let order = in_order(&self.before);
        let newest = &order[..order.len().min(KEPT - 1)];
        for name in order.iter().copied() {
            let there = text(after, name) == text(&self.before, name);
            let went_on = self.from.as_ref() == Some(name) && kept.is_some();
            let dropped = !newest.contains(&name) && whole().count() >= KEPT;
            assert!(there || went_on || dropped, "{name} is lost");
        }
    }

    /// What was kept of the walk under way is one of its texts, and none before
    /// the last that is sure.
    fn check_own(&self, kept: Option<&String>) {
        let sure = self.sure.saturating_sub(1);
        let sure = self.texts.get(sure..).unwrap_or_default();
        let known = kept.is_none_or(|kept| sure.contains(kept));
        assert!(known, "{kept:?} is none of {sure:?}");
        // An answer that was the same before is not written again.
        let same = self.from.as_ref().map(|from| &self.before[from].1);
        let kept = kept.is_some() || same.is_some_and(|same| sure.contains(same));
        assert!(self.sure == 0 || kept, "nothing is kept of {sure:?}");
    }
}

impl Session {
    /// Kills the program where it stands.
    fn kill(mut self) -> tempfile::TempDir {
        let process = self.child.process_id().expect("a process");
        let process = Pid::from_raw(process.cast_signed()).expect("a process");
        kill_process(process, Signal::KILL).expect("it can be killed");
        self.child.wait().expect("it has ended");
        self.state
    }
}

#[test]
fn kills_lose_nothing_that_was_kept() {
    let pack = load(Files::embedded()).expect("the rules load").pack;
    let kills = number("KILLS", KILLS);
    let mut dice = Dice(number("KILLS_SEED", 20_261_123));
    let mut state = tempfile::tempdir().expect("a folder");
    let (mut written, mut half, mut most) = (0, 0, 0);
    for kill in 1..=kills {
        let round;
        (state, round) = Round::play(&pack, state, &mut dice);
        let after = found(state.path());
        round.check(&pack, &after);
        written += usize::from(after != round.before);
        half += usize::from(after.keys().any(|name| is_part(name)));
        most = most.max(after.len());
        if kill.is_multiple_of(1000) {
            println!("{kill} kills");
        }
    }
    println!(
        "{kills} kills, {written} of them after something was written, {half} with half a step left to sweep; at most {most} walks at once"
    );
    assert!(most > 3, "hardly anything was kept");
}
