//! The only place that changes the model: a message in, effects out.

use super::command::Command;
use super::desk::Keeping;
use super::kept::SavedWalk;
use super::message::{Copied, Effect, Message, Reloaded};
use super::model::{Course, Draft, Focus, Guide, Model};
use super::notice::Notice;
use super::page::{AnswersPage, BoardPage, Page, Scrolls};
use super::turn::Turn;
use super::{text, view};
use crate::desk::seat::Order;
use crate::lang::Both;
use crate::pack::Pack;
use crate::report::words::Words;

/// Takes a message in.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Today(today) => {
            let before = std::mem::replace(&mut model.today, today);
            if before != today
                && let Some(guide) = &mut model.under_way
            {
                guide.keep_draft(before, today);
            }
            return Vec::new();
        }
        Message::Settled => {
            if let Some(guide) = model.guide_mut()
                && let Page::Board(page) = &mut guide.page
            {
                page.settle();
            }
        }
        Message::Resize(columns, rows) => {
            model.size = view::drawn_on((columns, rows));
            // Of what was out of sight in a smaller window, as much as there is room for.
            if std::mem::replace(&mut model.follows, true) {
                model.scroll.set(0);
            }
            return Vec::new();
        }
        // What cannot be seen is not touched.
        Message::Do(command) if view::too_small(model.size) && command != Command::Quit => {}
        Message::Type(_) | Message::Paste(_) if view::too_small(model.size) => {}
        Message::Click(column, row) => {
            return match view::target(model, column, row) {
                Some(command) => update(model, Message::Do(command)),
                None => Vec::new(),
            };
        }
        Message::Copied(copied) => model.notice = Some(copied_words(model, copied)),
        Message::NotKept(why) => {
            model.notice = Some(Notice::Told(model.lang.say(
                format_args!("答案没存下来，关掉就没有了。{why}"),
                format_args!("The answers are not kept and will be gone. {why}"),
            )));
        }
        Message::Kept(kept) => {
            if let Some(guide) = model.guide_mut() {
                guide.take_list(kept);
            }
        }
        Message::Wrote(Ok(path)) => {
            let path = path.display();
            model.notice = Some(Notice::Done(model.lang.say(
                format_args!("存好了，按 Esc 退回。在这里：{path}"),
                format_args!("Saved; Esc goes back. Here: {path}"),
            )));
        }
        Message::Wrote(Err(why)) => model.notice = Some(Notice::NotWritten(why)),
        Message::Loaded(reloaded) => {
            loaded(model, *reloaded);
            let mut effects = told_again(model);
            effects.extend(board_again(model));
            return effects;
        }
        Message::Desk(answer) => {
            return turn(model, |turn| {
                // What was said stays until a key, or until there is more to say.
                turn.notice = turn.said.take();
                match *answer {
                    Ok(news) => turn.take_news(news),
                    Err(fault) => turn.take_fault(fault),
                }
            });
        }
        Message::Do(command) => return obey(model, command),
        Message::Type(c) => return typed(model, &c.to_string()),
        Message::Paste(pasted) => return paste(model, &pasted),
    }
    Vec::new()
}

/// That a text was copied; on a page of the desk it can be read off.
fn copied_words(model: &Model, copied: Copied) -> Notice {
    let page = model.guide().map(|guide| &guide.page);
    match (copied, page) {
        (Copied::There, _) => Notice::Fine(Both::new(
            "抄好了，可以粘贴了。",
            "Copied: paste it where you want it.",
        )),
        (Copied::Handed, Some(Page::Case(_) | Page::Class(_))) => Notice::Said(Both::new(
            "已交给窗口，不一定成：试着粘贴。贴不出来，就照这一页下面的字抄。",
            "Handed to the window, which may not take it: try to paste. Else copy it from the end of this page.",
        )),
        (Copied::Handed, _) => Notice::Said(Both::new(
            "已交给窗口，不一定成：试着粘贴。贴不出来，到结果页按 2 存成文件，或按 6 用手机扫。",
            "Handed to the window, which may not take it: try to paste. Else, on the result page, 2 saves a file and 6 shows a code for a phone.",
        )),
    }
}

/// Rules loaded again: a walk under way goes on with them; without them it
/// is kept until they load.
fn loaded(model: &mut Model, reloaded: Reloaded) {
    model.scroll.set(0);
    let was_broken = model.faults.take().is_some();
    let before = model.under_way.take();
    let before = before.filter(|guide| guide.course.begun || guide.board.is_some());
    match (reloaded, before) {
        (Ok((pack, kept)), None) => {
            model.notice = None;
            model.under_way = Some(Box::new(Guide::new(pack, kept)));
        }
        (Ok((pack, kept)), Some(guide)) => {
            let half = !guide.course.owing.is_empty();
            let (mut moved, lost) = guide.moved(pack, kept, model.today);
            let lost: Vec<_> = lost.into_iter().map(|id| guide.topic(id, model)).collect();
            if lost.is_empty() {
                moved.take_over(*guide, model.today);
            }
            model.notice = Some(if half && lost.is_empty() {
                Notice::Fine(Both::new(
                    "规则重新读过了；刚才那项还差另一项，没有记下，请再选一次。",
                    "The rules were loaded again; the answer that waited for another is not noted: choose it once more.",
                ))
            } else {
                Notice::Reloaded(lost)
            });
            model.under_way = Some(Box::new(moved));
        }
        (Err(faults), before) => {
            let still = was_broken || before.is_some();
            model.notice = still.then_some(Notice::Said(Both::new(
                "还是不行，看下面。",
                "Still not right, see below.",
            )));
            (model.under_way, model.faults) = (before, Some(faults));
        }
    }
    model.follows = true;
}

/// The call once more where its result is shown: by other rules it may be another.
fn told_again(model: &mut Model) -> Vec<Effect> {
    if model.guide().is_none() {
        return Vec::new();
    }
    turn(model, |turn| {
        turn.notice = turn.said.take();
        turn.save_told();
    })
}

/// The board once more: what it says was said with other rules, or in the
/// other language.
fn board_again(model: &Model) -> Vec<Effect> {
    let board = model.guide().and_then(|guide| guide.board.as_ref());
    let again = board.map(|_| Effect::Desk(Order::Board));
    again.into_iter().collect()
}

fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    let said = model.notice.take();
    let guide = model.under_way.as_mut();
    let asked = guide.is_some_and(|guide| std::mem::take(&mut guide.leaves));
    let held = std::mem::replace(
        &mut model.erasing,
        matches!(command, Command::BackOnce | Command::Erase),
    );
    let command = match command {
        Command::BackOnce if held => return Vec::new(),
        Command::BackOnce => Command::Back,
        Command::Erase if !held && nothing_typed(model) => Command::Back,
        command => command,
    };
    match command {
        Command::Quit => return quit(model, asked),
        Command::Language => {
            model.lang = model.lang.other();
            model.follows = true;
            return board_again(model);
        }
        Command::Retry => return vec![Effect::Load],
        Command::Repaint => return vec![Effect::Repaint],
        Command::Back if model.guide().is_none() => {
            // Out of the faults, on with the rules as they were.
            model.faults.take_if(|_| model.under_way.is_some());
            return Vec::new();
        }
        _ => {}
    }
    if scrolls(model, command) {
        scroll(model, command);
        return Vec::new();
    }
    if model.guide().is_none() {
        return Vec::new();
    }
    model.notice = said;
    let effects = turn(model, |turn| turn.obey(command));
    if effects.contains(&Effect::Quit) {
        return quit(model, asked);
    }
    model.follows = true;
    effects
}

/// Whether the page has fields and nothing stands in them.
fn nothing_typed(model: &Model) -> bool {
    let face = model.guide().map(|guide| (guide.face(model.today), guide));
    face.is_some_and(|(face, guide)| face.nothing_typed(guide))
}

/// Runs one turn of the guide, where there is one; where something else is
/// looked at by it, that is shown from its head.
fn turn(model: &mut Model, act: impl FnOnce(&mut Turn<'_>)) -> Vec<Effect> {
    let looked_at_before = looked_at(model);
    let Some(guide) = &mut model.under_way else {
        return Vec::new();
    };
    let today = model.today;
    let mut turn = Turn {
        guide,
        today,
        lang: model.lang,
        begun: model.begun,
        said: model.notice.take(),
        notice: None,
        effects: Vec::new(),
    };
    let asked = turn.question();
    act(&mut turn);
    turn.tell_gone();
    if turn.question() != asked {
        turn.guide.fill_draft(today);
    }
    let effects = turn.effects;
    (model.lang, model.begun, model.notice) = (turn.lang, turn.begun, turn.notice);
    if looked_at_before != looked_at(model) {
        model.scroll.set(0);
        model.follows = true;
    }
    effects
}

/// Leaves, unless answers would be lost by it and it was not `asked` yet whether
/// they may: then it is only tried once more to keep them.
fn quit(model: &mut Model, asked: bool) -> Vec<Effect> {
    let guide = model.under_way.as_deref();
    let save = guide.and_then(Guide::save);
    if let Some(guide) = model.under_way.as_mut().filter(|it| it.unsaved && !asked) {
        guide.leaves = true;
        model.notice = Some(Notice::LEAVES_UNSAVED);
        return save.into_iter().collect();
    }
    let guide = model.under_way.as_deref();
    let leave = guide.and_then(Guide::leave);
    save.into_iter()
        .chain(leave)
        .chain([Effect::Quit])
        .collect()
}

/// What is looked at; when it changes, the page is shown from its head.
fn looked_at(model: &Model) -> Option<impl PartialEq + use<>> {
    let guide = model.guide()?;
    let number = guide.course.number(&guide.walk(model.today));
    let page = std::mem::discriminant(&guide.page);
    let (course, voice) = (&guide.course, guide.voice);
    let shown = (course.panel, course.read_back, course.note.is_some());
    Some((page, number, shown, voice))
}

/// Whether the command moves the page instead of something on it.
fn scrolls(model: &Model, command: Command) -> bool {
    let Some(guide) = model.guide() else {
        return true;
    };
    let scrolls = guide.face(model.today).scrolls(guide);
    let is_all = || view::extent(model).1 == 0;
    scrolls.by(command) && !(scrolls == Scrolls::PagesOfMore && is_all())
}

fn scroll(model: &mut Model, command: Command) {
    let (now, last, height) = view::extent(model);
    let page = height.saturating_sub(2).max(1);
    let scroll = match command {
        Command::Up => now.saturating_sub(1),
        Command::Down => now + 1,
        Command::PageUp => now.saturating_sub(page),
        Command::PageDown => now + page,
        Command::End => last,
        _ => 0,
    };
    model.scroll.set(scroll.min(last));
    model.follows = false;
}

fn typed(model: &mut Model, typed: &str) -> Vec<Effect> {
    if model.guide().is_none() {
        return Vec::new();
    }
    let effects = turn(model, |turn| turn.type_in(typed));
    model.follows = true;
    effects
}

fn paste(model: &mut Model, pasted: &str) -> Vec<Effect> {
    if let Some(guide) = model.guide_mut() {
        guide.leaves = false; // another key than the one that leaves
    }
    let line = text::clean(pasted);
    if model.about().takes_text() {
        return typed(model, &line);
    }
    let mut digits = line
        .chars()
        .filter_map(|c| crate::check::invisible::narrow(c).to_digit(10));
    match (line.chars().count(), digits.next()) {
        (1, Some(digit)) if !view::is_result(model) => {
            obey(model, Command::Digit(u8::try_from(digit).unwrap_or(0)))
        }
        _ => {
            model.notice = Some(Notice::Said(Both::new(
                "这里不用打字，也不用粘贴：按一个数字键。",
                "Nothing to type or paste here: press one digit.",
            )));
            Vec::new()
        }
    }
}

impl Guide {
    /// The walks that are kept by now. Of one that was under way here this
    /// window knows more than its file, which holds no number and no name.
    fn take_list(&mut self, kept: Vec<SavedWalk>) {
        let before = std::mem::replace(&mut self.kept, kept);
        for entry in &mut self.kept {
            let known = before.iter().find(|known| known.id == entry.id);
            if let Some(known) = known.filter(|known| known.walk.is_some()) {
                entry.walk.clone_from(&known.walk);
                entry.lost = known.lost;
            }
        }
    }

    /// Where the same question is looked at, what was being typed and shown
    /// goes on too; a row marked does not, for the rows may be others now.
    fn take_over(&mut self, before: Self, today: chrono::NaiveDate) {
        let at = |guide: &Self| {
            let question = guide.course.question(&guide.walk(today));
            question.map(|id| guide.pack.question(id).id.clone())
        };
        if before.course.spot == Focus::End && at(self) == at(&before) {
            let kind = std::mem::discriminant::<Draft>;
            let same = kind(&before.course.draft) == kind(&self.course.draft);
            if same && !matches!(before.course.draft, Draft::Rows(_)) {
                self.course.draft = before.course.draft;
            }
            self.course.panel = before.course.panel;
            self.course.note = before.course.note;
            self.course.read_back = before.course.read_back;
            if let Some(page) = before.page.moved() {
                self.page = page;
            }
        }
    }

    /// What is asked for by a fact, in a word or two; its id where nobody asks.
    fn topic(&self, id: String, model: &Model) -> String {
        let walk = self.walk(model.today);
        let fact = self.pack.find_fact(&id);
        let question = fact.and_then(|fact| walk.question_of(fact));
        let words = Words::new(&walk, model.lang);
        question.map_or(id, |it| words.topic(self.pack.question(it)))
    }

    /// The same walk with other rules, and the facts whose answers no longer fit.
    fn moved(
        &self,
        pack: Pack,
        others: Vec<SavedWalk>,
        today: chrono::NaiveDate,
    ) -> (Self, Vec<String>) {
        let (walk, lost) = self.walk_to_keep().moved(&self.pack, &pack);
        let changes = self.course.changes.iter();
        let changes = changes.filter_map(|change| change.moved(&self.pack, &pack));
        let undone = self.course.undone.iter();
        let undone = undone.filter_map(|fact| pack.find_fact(&self.pack.fact(*fact).id));
        let course = Course {
            begun: self.course.begun,
            id: self.course.id.clone(),
            answers: walk.answers,
            notes: walk.notes,
            keeping: self.course.keeping.clone(),
            told: walk.told,
            gone: self.course.gone,
            changes: changes.collect(),
            undone: undone.collect(),
            ..Course::default()
        };
        let page = match self.course.keeping {
            Keeping::Class(_) => Page::Answers(AnswersPage {
                marked: 0,
                class: true,
            }),
            _ if self.course.begun => Page::Walk,
            _ => Page::Board(BoardPage::seen()),
        };
        let mut moved = Self {
            voice: self.voice,
            page,
            course,
            board: self.board.clone(),
            ..Self::new(pack, others)
        };
        moved.fill_draft(today);
        (moved, lost)
    }
}
