//! The start page: who are you, and which keys to press.

use super::{About, Both, CodePage, Face, Guide, KeptPage, Model, Page, Sheet, Turn, kept};
use crate::answers::AnswersFile;
use crate::desk::seat::Order;
use crate::engine::Voice;
use crate::lang::{Lang, Said};
use crate::report::template::Template;
use crate::report::words::Words;
use crate::ui::command::Command;
use crate::ui::keys::{CALENDAR, DIGITS, SLASH, SPACE};
use crate::ui::message::Effect;
use crate::ui::rows::{self, Pick};

pub(crate) static ABOUT: About = About {
    name: Both::new("第一页", "First page"),
    hint: Both::new(
        "接着上次按 3；按 1 或 2 另开一次，上次的还留着。",
        "3 goes on; 1 or 2 begins another, both are kept.",
    ),
    own: &[DIGITS, SPACE, SLASH, CALENDAR],
    shares: &[],
};

/// A row: the compiler asks each for its words and for what it does, and warns
/// of one that is not in [`Row::ALL`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Own,
    Call,
    GoOn,
    Language,
    Search,
    Keys,
    Code,
    Desk,
    Leave,
}

/// The start page, with the row marked.
#[derive(Clone, Debug, Default)]
pub struct StartPage {
    marked: Option<usize>,
}

impl Face for StartPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn hint(&self, guide: &Guide) -> Both {
        if guide.kept.is_empty() {
            Both::new(
                "第一次用？按 1 就开始；按 6 看有哪些键。",
                "First time? Press 1 to begin, 6 to see all keys.",
            )
        } else {
            ABOUT.hint
        }
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        let template = Template::new(&guide.pack, lang);
        let trade = &guide.pack.trade;
        sheet.callout(&template.own(
            trade.intro.as_ref(),
            "网上查不到？回答几个问题，就知道卡在哪里、现在该做什么。",
            "It does not show online? A few questions, and you know where it hangs and what to do now.",
        ));
        write_slips(sheet, &guide.pack.slips, lang);
        sheet.blank();
        sheet.plain(lang.pick("您是哪一位？", "Who are you?"));
        sheet.blank();
        for (at, row) in Row::ALL.into_iter().enumerate() {
            let goes_on = row == Row::GoOn;
            let nothing_kept = goes_on && guide.kept.is_empty();
            let marked = self.marked.unwrap_or(0) == at;
            let words = row.words(model, guide);
            sheet.row(Row::digit(at), &words, marked, nothing_kept);
            if goes_on {
                write_last_time(sheet, model, guide);
            }
        }
        sheet.heading(lang.pick("怎么按", "How it works"));
        for (zh, en) in [
            (
                "每一项前面有个数字。要选哪一项，就按键盘上的那个数字。",
                "Each line has a digit in front. Press that digit on the keyboard.",
            ),
            (
                "答题的时候，不知道就按 0，一样能往下走。",
                "At a question, press 0 if you do not know; it goes on all the same.",
            ),
            (
                "按错了，按 Esc 退回上一题，答案不会丢。",
                "A wrong key? Esc goes back one question, and no answer is lost.",
            ),
            (
                "随时可以同时按 Ctrl 和 C 离开，下次接着来。身份证号码和名字不保存。",
                "Ctrl and C together leaves; go on next time. No number or name is stored.",
            ),
        ] {
            let sign = if theme.ascii { "* " } else { "- " };
            sheet.hang(sign, theme.accent(), theme.plain(), lang.pick(zh, en));
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let marked = rows::marked_for(command, self.marked);
        match rows::pick(command, marked, Row::ALL.len(), rows::Digits::LastIsZero) {
            Pick::Mark(row) => turn.change(self, Page::Start, |page| page.marked = Some(row)),
            Pick::Choose(row) => Row::ALL[row].start(turn),
            Pick::Refuse(why) => {
                if command == Command::Enter {
                    turn.change(self, Page::Start, |page| page.marked = Some(0));
                }
                turn.notice = Some(why);
            }
            Pick::Back => {}
        }
    }
}

impl Row {
    /// All of them, in their order; the digits go by it, the last one is 0.
    const ALL: [Self; 9] = [
        Self::Own,
        Self::Call,
        Self::GoOn,
        Self::Language,
        Self::Search,
        Self::Keys,
        Self::Code,
        Self::Desk,
        Self::Leave,
    ];

    /// The digit of the row at a place.
    fn digit(at: usize) -> Option<u8> {
        u8::try_from((at + 1) % Self::ALL.len()).ok()
    }

    fn words(self, model: &Model, guide: &Guide) -> String {
        let (trade, lang) = (&guide.pack.trade, model.lang);
        let template = Template::new(&guide.pack, lang);
        let fixed = |zh, en| lang.pick(zh, en).to_owned();
        match self {
            Self::Own => template.own(trade.own.as_ref(), "自己查", "I look for myself"),
            Self::Call => template.own(
                trade.call.as_ref(),
                "接电话，帮人查",
                "I answer the phone and help a caller",
            ),
            Self::GoOn => go_on(model, guide),
            Self::Language => fixed("English", "中文"),
            Self::Search => fixed("找一个词", "Look up a word"),
            Self::Keys => fixed("有哪些键", "All keys"),
            Self::Code => fixed("凭口令接着来", "Go on with a code"),
            Self::Desk => fixed("来电簿（接线员用，记来电）", "The desk (keeps the calls)"),
            Self::Leave => fixed("退出", "Leave"),
        }
    }

    fn start(self, turn: &mut Turn<'_>) {
        match self {
            Self::Own => begin(turn, Voice::Own),
            Self::Call => begin(turn, Voice::Call),
            Self::GoOn => match turn.guide.kept.as_slice() {
                [] => turn.say(
                    "这台电脑上还没有存过答案，请按 1 或 2 开始。",
                    "No answers are kept on this computer yet. Press 1 or 2 to begin.",
                ),
                [only] if only.walk.is_some() => turn.go_on(0),
                _ => turn.guide.page = Page::Kept(KeptPage::default()),
            },
            Self::Language => turn.lang = turn.lang.other(),
            Self::Search => turn.toggle_search(),
            Self::Keys => turn.toggle_keys(),
            Self::Code => turn.guide.page = Page::Code(CodePage::default()),
            Self::Desk => turn.order(Order::Board),
            Self::Leave => turn.effects.push(Effect::Quit),
        }
    }
}

fn begin(turn: &mut Turn<'_>, voice: Voice) {
    turn.begin_anew(AnswersFile {
        voice,
        ..AnswersFile::default()
    });
}

/// What going on means: with which walk, and whether there are others.
fn go_on(model: &Model, guide: &Guide) -> String {
    let lang = model.lang;
    match guide.last() {
        Some((entry, walk)) => {
            let walk = walk.as_told(&guide.pack, model.today);
            let when = kept::when(entry, model.today, lang);
            let far = kept::how_far(&walk, lang);
            lang.say(
                format_args!("接着上次（{when}，{far}）"),
                format_args!("Go on where I stopped ({when}, {far})"),
            )
        }
        None if guide.kept.is_empty() => lang.say(
            "接着上次（这台电脑上还没有）",
            "Go on where I stopped (nothing kept yet)",
        ),
        None => lang.say(
            "接着上次（存着的，现在的规则读不懂）",
            "Go on (the rules as they are cannot read what is kept)",
        ),
    }
}

/// What the last walk came to, where it had ended, and how many are kept.
fn write_last_time(sheet: &mut Sheet, model: &Model, guide: &Guide) {
    let (plain, lang) = (sheet.theme.plain(), model.lang);
    if let Some((_, walk)) = guide.last() {
        let walk = walk.as_told(&guide.pack, model.today);
        if let Some(headline) = Words::new(&walk, lang).headline() {
            let words = lang.say(
                format_args!("上次的结果：{headline}后来怎么样？"),
                format_args!("Last time: {headline} What came of it?"),
            );
            sheet.hang("     ", plain, plain, &words);
        }
    }
    if guide.kept.len() > 1 {
        let count = guide.kept.len();
        let words = lang.say(
            format_args!("一共存着 {count} 次，按 3 再选是哪一次。"),
            format_args!("{count} are kept: press 3, then choose which."),
        );
        sheet.hang("     ", plain, plain, &words);
    }
}

/// What in the user's own files could not be used.
fn write_slips(sheet: &mut Sheet, slips: &[Said], lang: Lang) {
    if slips.is_empty() {
        return;
    }
    let warn = sheet.theme.warn();
    sheet.blank();
    sheet.text(
        warn,
        lang.pick(
            "您自己的文件里有错，那一处没有用上，别的照常。改好按 F5：",
            "A fault in your own files: that part is not used, all else works. Mend it and press F5:",
        ),
    );
    for slip in slips {
        sheet.hang("- ", warn, warn, slip.get(lang));
    }
}
