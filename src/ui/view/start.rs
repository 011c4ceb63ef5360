//! The start page: who are you, and which keys to press.

use super::sheet::Sheet;
use crate::engine::Walk;
use crate::lang::Lang;
use crate::pack::Both;
use crate::report::words::Words;
use crate::ui::model::{Guide, Model};

/// The digits of the rows, in their order.
pub const DIGITS: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 0];

const fn label(digit: u8, lang: Lang) -> &'static str {
    let (zh, en) = match digit {
        1 => ("我是焊工，自己查", "I am a welder and look for myself"),
        2 => (
            "我是学校的接线员，帮人查",
            "I answer the phone at a school and help a caller",
        ),
        3 => ("接着上次", "Go on where I stopped last time"),
        4 => ("English", "中文"),
        5 => ("找一个词", "Look up a word"),
        6 => ("有哪些键", "All keys"),
        7 => ("凭口令接着来", "Go on with a code"),
        _ => ("退出", "Leave"),
    };
    lang.pick(zh, en)
}

/// What the last walk came to, where it had ended.
fn write_last_time(sheet: &mut Sheet, model: &Model, guide: &Guide) {
    let (theme, lang) = (sheet.theme, model.lang);
    let Some(saved) = &guide.saved else { return };
    let walk = Walk::new(&guide.pack, &saved.answers, model.today);
    let Some(outcome) = walk.outcome() else {
        return;
    };
    let card = guide.pack.card(outcome.result);
    let headline = Words::new(&walk, lang).text(&card.headline);
    let words = match lang {
        Lang::Zh => format!("上次的结果：{headline}后来怎么样？"),
        Lang::En => format!("Last time: {headline} What came of it?"),
    };
    sheet.hang("     ", theme.plain(), theme.plain(), &words);
}

/// What in the user's own files could not be used.
fn write_slips(sheet: &mut Sheet, slips: &[Both], lang: Lang) {
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

/// Writes the start page.
pub fn write(sheet: &mut Sheet, model: &Model, guide: &Guide, marked: Option<usize>) {
    let (theme, lang) = (sheet.theme, model.lang);
    sheet.callout(
        lang.pick(
            "焊工证复审过了，网上却查不到？回答几个问题，就知道卡在哪里、现在该做什么。",
            "Your welder's certificate review does not show online? A few questions, and you know where it hangs and what to do now.",
        ),
    );
    write_slips(sheet, &guide.pack.slips, lang);
    sheet.blank();
    sheet.text(theme.plain(), lang.pick("您是哪一位？", "Who are you?"));
    sheet.blank();
    for (row, digit) in DIGITS.into_iter().enumerate() {
        let nothing_kept = digit == 3 && guide.saved.is_none();
        let words = if nothing_kept {
            lang.pick(
                "接着上次（这台电脑上还没有）",
                "Go on where I stopped (nothing kept yet)",
            )
        } else {
            label(digit, lang)
        };
        sheet.row(Some(digit), words, marked == Some(row), nothing_kept);
        if digit == 3 {
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
