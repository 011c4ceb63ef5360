//! A case: where it stands, its calls, and what can be done with it.

use super::{About, Both, Command, Face, FindPage, Guide, Lang, Model, Notice, Page, Sheet, Turn};
use crate::desk::board::is_ours;
use crate::desk::case::{CaseFile, CaseKey, Status};
use crate::desk::message::{InWords, head, why};
use crate::desk::seat::{Deed, Order};
use crate::desk::walk_state::WalkState;
use crate::pack::Pack;
use crate::report::words::day_short;
use crate::ui::keys::{DIGITS, ESC, READ_ON, enter};
use crate::ui::message::Effect;
use crate::ui::notice::{SURE, SURELY};
use crate::ui::rows::{self, Pick};

pub(crate) static ABOUT: About = About {
    name: Both::new("来电单", "A case"),
    hint: Both::new("接着问就按 1；按 Esc 退回。", "1 goes on; Esc goes back."),
    own: &[DIGITS, enter(1, "选", "choose"), READ_ON, ESC],
    shares: &[],
};

/// A case with its calls.
#[derive(Clone, Debug)]
pub struct CasePage {
    file: CaseFile,
    /// Where it was found, to go back to.
    found: Option<FindPage>,
    marked: usize,
}

/// What can be done with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    GoOn,
    Message,
    Place,
    Do(Deed),
}

impl Action {
    pub(super) const fn words(&self) -> Both {
        match self {
            Self::GoOn => Both::new("又来电了：接着问", "They call again: go on"),
            Self::Message => Both::new("抄短消息", "Copy the message"),
            Self::Place => Both::new("更正班次", "Correct the class"),
            Self::Do(Deed::Hold) => Both::new("挂起，先接别的", "Hold it, take another call"),
            Self::Do(Deed::Close(_)) => Both::new("办结", "Close it"),
            Self::Do(Deed::Reopen) => Both::new("不挂了，重新打开", "Open it again"),
            Self::Do(Deed::Told) => {
                Both::new("新的答复已经告诉他了", "They have been told the new answer")
            }
            Self::Do(Deed::Forget) => Both::new("删掉，什么也不留", "Delete it, keep nothing"),
        }
    }
}

impl CasePage {
    /// A case as the store has it.
    pub(crate) const fn new(file: CaseFile, found: Option<FindPage>) -> Self {
        Self {
            file,
            found,
            marked: 0,
        }
    }

    /// The same page with the case as the store has it by now, and whether
    /// anything is another that was to be read on it.
    pub(crate) fn again(&self, file: CaseFile) -> (Self, bool) {
        let mut page = Self::new(file, self.found.clone());
        let moved = page.stamp() != self.stamp();
        if !moved {
            page.marked = self.marked;
        }
        (page, moved)
    }

    /// What tells whether the case was written to.
    pub(crate) fn stamp(&self) -> (CaseKey, u32, WalkState, bool) {
        let case = &self.file.case;
        (self.key(), case.version, case.told.clone(), case.changed)
    }

    /// Which case it is.
    pub(crate) fn key(&self) -> CaseKey {
        self.file.case.key()
    }

    /// Where it was found.
    pub(crate) const fn found(&self) -> Option<&FindPage> {
        self.found.as_ref()
    }

    fn actions(&self) -> Vec<Action> {
        let close = Deed::Close(String::new());
        let of_status = match self.file.case.status {
            Status::Open => vec![Deed::Hold, close],
            Status::Held => vec![Deed::Reopen, close],
            Status::Closed => vec![Deed::Reopen],
        };
        let told = self.file.case.changed.then_some(Deed::Told);
        let deeds = of_status.into_iter().chain([Deed::Forget]);
        let first = [Action::GoOn, Action::Message];
        let all = first.into_iter().chain(deeds.map(Action::Do));
        // What is there only now and then comes last, so that no digit becomes
        // another's while the case stands as it does.
        let last = [Action::Place].into_iter().chain(told.map(Action::Do));
        all.chain(last).collect()
    }

    /// What an action is called for this case.
    fn called(&self, action: &Action, pack: &Pack) -> Both {
        match action {
            // It stands among those to be called back.
            Action::GoOn if self.file.case.waits() && is_ours(pack, &self.file.case) => Both::new(
                "打给他了，或他又来电：接着问",
                "We called, or they call: go on",
            ),
            Action::Do(Deed::Told) if self.file.case.told.result.is_none() => Both::new(
                "已经告诉他原来的答复不算了",
                "They know that the old answer no longer holds",
            ),
            Action::Do(Deed::Reopen) if !self.file.case.waits() => {
                Both::new("重新打开", "Open it again")
            }
            action => action.words(),
        }
    }

    /// What is asked before it is deleted.
    fn sure(&self, lang: Lang) -> Notice {
        match (&self.file.case.taken, lang) {
            (None, _) => Notice::Said(SURE),
            (Some(taken), Lang::Zh) => Notice::Told(format!(
                "{} 正开着这张来电单，删掉就都没了。真要删，请按 {SURELY}。",
                taken.seat
            )),
            (Some(taken), Lang::En) => Notice::Told(format!(
                "{} has this case open, and all of it would be gone. To delete it, press {SURELY}.",
                taken.seat
            )),
        }
    }

    fn words<'a>(&'a self, pack: &'a Pack, lang: Lang) -> InWords<'a> {
        InWords {
            pack,
            case: &self.file.case,
            batch: self.file.batch.as_ref(),
            lang,
        }
    }

    fn act_on(&self, turn: &mut Turn<'_>, action: &Action) {
        let key = self.key();
        let words = self.words(&turn.guide.pack, turn.lang);
        // What is true no longer is neither sent nor was it told today.
        if let Action::Message | Action::Do(Deed::Told) = action
            && let Some(why) = words.outdated(turn.today)
        {
            return turn.notice = Some(Notice::Told(why));
        }
        match action {
            Action::GoOn => turn.order(Order::Go(key)),
            Action::Message if self.file.case.told.result.is_none() => turn.say(
                "还没问完，没有可发的；按 1 接着问。",
                "Not finished, so there is nothing to send; 1 goes on.",
            ),
            Action::Message => turn.effects.push(Effect::Copy(words.message())),
            Action::Place => turn.order(Order::NewCall),
            Action::Do(Deed::Forget) => turn.notice = Some(self.sure(turn.lang)),
            Action::Do(deed) => turn.order(Order::Do(key, deed.clone())),
        }
    }
}

impl Face for CasePage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        sheet.strong(&head(&guide.pack, &self.file.case, lang));
        if let Some(why) = why(&self.file.case, lang) {
            sheet.plain(&why);
        }
        sheet.callout(&self.words(&guide.pack, lang).line());
        if self.file.case.changed {
            sheet.warning(&self.words(&guide.pack, lang).changed());
        }
        if let Some(contested) = self.words(&guide.pack, lang).contested() {
            sheet.warning(&contested);
        }
        sheet.blank();
        let mut list = sheet.list(self.marked);
        for action in self.actions() {
            list.row(self.called(&action, &guide.pack).get(lang), None);
        }
        sheet.heading(lang.pick("以前的来电", "Calls so far"));
        for visit in self.file.visits.iter().rev() {
            let sign = format!("{}  ", day_short(visit.at, lang));
            let told = self.words(&guide.pack, lang).of_visit(visit);
            let words = format!("{}  {told}", visit.seat);
            sheet.hang(&sign, theme.accent(), theme.plain(), &words);
            if !visit.note.is_empty() {
                sheet.note(&visit.note, lang);
            }
        }
        if self.file.case.told.result.is_none() {
            return;
        }
        sheet.heading(lang.pick("发给对方的短消息", "A message to send"));
        if let Some(outdated) = self.words(&guide.pack, lang).outdated(model.today) {
            sheet.warning(&outdated);
        }
        for line in self.words(&guide.pack, lang).message().lines() {
            sheet.plain(line);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        if turn.confirms(command, &self.sure(turn.lang)) {
            return turn.order(Order::Do(self.key(), Deed::Forget));
        }
        let actions = self.actions();
        match rows::numbered(command, self.marked, actions.len()) {
            Pick::Mark(marked) => {
                let of = |page| Page::Case(Box::new(page));
                turn.change(self, of, |page| page.marked = marked);
            }
            Pick::Choose(row) => self.act_on(turn, &actions[row]),
            Pick::Refuse(why) => turn.notice = Some(why),
            Pick::Back => match &self.found {
                Some(page) => page.clone().again(turn),
                None => turn.show_board(),
            },
        }
    }
}
