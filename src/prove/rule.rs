//! Every rule a pack is held against: its stable id, how much it weighs, what
//! it means and how to mend it. One rule for each class of fault.

use crate::lang::{Both, Lang, Said};
use crate::pack::Place;
use crate::pack::problem::{Finding, Problem, ProblemKind, Severity, words};

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The stable id.
    pub id: &'static str,
    /// Whether a pack that breaks it loads.
    pub(crate) severity: Severity,
    means: [&'static str; 2],
    mend: Both,
}

impl Rule {
    /// What it means.
    #[must_use]
    pub const fn means(&self, lang: Lang) -> &'static str {
        lang.pick(self.means[0], self.means[1])
    }

    /// How to mend it.
    #[must_use]
    pub fn mend(&self) -> Said {
        Said::new(self.mend.zh, self.mend.en)
    }

    /// A place where it is broken, with the answers that lead there.
    pub(crate) fn broken_at(&self, place: Place, title: Said, example: Option<String>) -> Problem {
        let finding = Finding {
            rule: self.id,
            title,
            help: self.mend(),
            example,
        };
        Problem {
            place: Some(place),
            severity: self.severity,
            kind: ProblemKind::Finding(Box::new(finding)),
        }
    }
}

/// The rule with that id.
pub(crate) fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The list of all rules, and each by its name, so that whoever finds a fault
/// names a rule that there is.
macro_rules! rules {
    ($($name:ident $weight:ident $id:literal
        means $zh:literal $en:literal
        mend $($mend_zh:literal $mend_en:literal)? $(= $mend:ident)?)*) => {
        $(#[doc = $en]
        pub(crate) const $name: Rule = Rule {
            id: $id,
            severity: Severity::$weight,
            means: [$zh, $en],
            mend: $(Both::new($mend_zh, $mend_en))? $(words::$mend)?,
        };)*

        /// All rules, in the order they are listed.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    LOAD_FILE Error "load/file"
        means "文件读不了：没有权限、太大、是空的，不是 UTF-8 编码，或放在没人读的文件夹里。"
            "A file cannot be read: no permission, too large, empty, not UTF-8, or in a folder that nothing reads."
        mend "用 UTF-8 编码另存；规则文件不超过 2 MB；文件夹只有 calendar、region、scenarios"
            "save it as UTF-8; a rule file has at most 2 MB; the only folders are calendar, region and scenarios"
    LOAD_MISSING_FILE Error "load/missing-file"
        means "规则包里要有的文件不在：pack.toml，或者它的 files 里写着的。别处因此缺的名字先不报。"
            "A file is not there that a pack must have: pack.toml, or one of its list `files`. Names that are missing elsewhere for that reason are not reported yet."
        mend "把它放回来，或从自带的规则包里抄一份；真的不要它，就从 pack.toml 的 files 里删掉它的名字"
            "put it back, or copy it from the built-in pack; if it is not wanted, take its name out of `files` in pack.toml"
    LOAD_SYNTAX Error "load/syntax"
        means "文件不是正确的 TOML，整个文件都没法读。"
            "The file is not valid TOML, so nothing of it can be read."
        mend "照提示改那一行：引号、括号、逗号、等号都要是英文的，而且成对"
            "mend that line as the message says: quotes and brackets stand in pairs, signs are typed in English"
    LOAD_UNKNOWN_KEY Error "load/unknown-key"
        means "表里有一项，程序不认识，多半是写错了名字。"
            "A table has a key the program does not know, most likely a slip of the pen."
        mend "照提示改名，或删掉这一项"
            "use the name suggested, or delete the key"
    LOAD_MISSING_KEY Error "load/missing-key"
        means "表里少了必须有的一项；结果页的每一栏、每句话的两种语言都要有。"
            "A key that must be there is missing; every slot of a result and every language of a text must be filled."
        mend = ADD_KEY
    LOAD_WRONG_VALUE Error "load/wrong-value"
        means "一项的值不是它该有的样子：类型、范围或取值不对。"
            "A value is not what its key takes: the wrong type, range or choice."
        mend "照提示里写的样子改"
            "write it in the form the message asks for"
    LOAD_UNKNOWN_ID Error "load/unknown-id"
        means "提到了一个没有的问题、结果、事实、选项、参数、来源……"
            "Something is named that does not exist: a question, result, fact, choice, parameter, source …"
        mend = USE_KNOWN_ID
    LOAD_DUPLICATE_ID Error "load/duplicate-id"
        means "同一个名字用了两次，说不清指哪一个。"
            "One name is given twice, so nobody can tell which is meant."
        mend = RENAME
    CALENDAR_FAULT Error "calendar/fault"
        means "日历年份文件自己矛盾：同一天又放假又上班、星期不对、没写通知、工作日总数不对。"
            "A calendar year contradicts itself: a day both off and worked, a wrong weekday, no notice, a wrong yearly sum."
        mend "对照国务院办公厅当年的通知改"
            "compare it with that year's notice of the State Council"
    CALENDAR_MISSING Warning "calendar/missing"
        means "规则里要数工作日，可是 calendar 里一年的放假安排也没有：放假和调休都数不对。"
            "The rules count working days and have no calendar year, so days off and make-up workdays are counted wrong."
        mend "把自带规则 calendar 里的年份抄过来，或用 chabudao calendar add 加上"
            "copy the years of the built-in rules' calendar folder, or add them with `chabudao calendar add`"
    FLOW_DEAD_END Error "flow/dead-end"
        means "一个问题没有写 next：没有 route 合用时，走到这里就断了。"
            "A question has no `next`: where no route fires, the walk breaks off there."
        mend = ADD_NEXT
    FLOW_CYCLE Error "flow/cycle"
        means "问题走成了圈，永远走不到结果。"
            "Questions lead in a circle and never to a result."
        mend "改掉圈上的一条 to 或 next，让它走向结果"
            "change one `to` or `next` of the circle so that it leads on to a result"
    FLOW_UNREACHABLE Error "flow/unreachable"
        means "怎么回答都走不到这个问题或结果。"
            "No answers whatever lead to this question or result."
        mend "写一条通向它的 to 或 next，或者把它删掉"
            "let a `to` or `next` lead there, or delete it"
    FLOW_DEAD_ROUTE Error "flow/dead-route"
        means "走到这个问题时，这条 route 的条件怎么也不会成立。"
            "By the time this question is asked, the route's condition can never be true."
        mend "改条件，或删掉这条 route"
            "mend the condition, or delete the route"
    FLOW_SHADOWED_ROUTE Error "flow/shadowed-route"
        means "这条 route 的条件成立时，前面的 route 总是先用掉了，所以它从来用不上。"
            "Whenever this route's condition holds, an earlier route has fired already, so it never does."
        mend "把它移到前面，把前面的条件写窄，或删掉它"
            "move it up, make the earlier condition narrower, or delete it"
    FLOW_NEVER_ASKED Error "flow/never-asked"
        means "这个问题从来不会问：ask-unless 总成立，或者要问的早就答过了。"
            "This question is never asked: its `ask-unless` always holds, or its fact is always answered before."
        mend "改 ask-unless，或删掉这个问题"
            "mend `ask-unless`, or delete the question"
    FLOW_NOT_ASKED_BEFORE Error "flow/not-asked-before"
        means "条件用到一个事实，可是走到这里以前，没有哪条路问过它，所以它不会是真的。"
            "A condition reads a fact that no way there has asked before, so it can never tell anything."
        mend "先问那个事实，或换一个问过的"
            "ask for that fact earlier, or use one that has been asked"
    FLOW_NEVER_TRUE Error "flow/never-true"
        means "ask-unless、一行文字、一个环节或一个提醒的条件，怎么回答都不会成立。"
            "The condition of an `ask-unless`, a line, a link or a caution is true for no answers whatever."
        mend "改条件，或把这一项删掉"
            "mend the condition, or delete what it guards"
    FLOW_STAGE_BACK Warning "flow/stage-back"
        means "从后面的阶段又回到前面的阶段，进度条会倒退。"
            "The way leads from a later stage back to an earlier one, so the stage tracker runs backwards."
        mend "改问题的 stage，或改它的去向"
            "change the question's stage, or where the way leads"
    FLOW_UNDECIDED Warning "flow/undecided"
        means "这里牵涉的事实太多，没有一种一种试完；没报的错不等于没有。"
            "Too many facts meet here to try every combination; what is not reported is not thereby proved."
        mend "把问题拆开，让一个条件少看几个事实"
            "split the question, so that its conditions look at fewer facts"
    PACK_UNUSED Warning "pack/unused"
        means "写了，可是哪里也没用到：参数、来源、联系对象、阶段，或一个问了却没用的事实。"
            "Defined and used nowhere: a parameter, source, contact, stage, or a fact that is asked for in vain."
        mend "用上它，或删掉它"
            "use it, or delete it"
    PACK_OUT_OF_DATE Warning "pack/out-of-date"
        means "来源写了 valid-until，今天已经过了。"
            "The source's `valid-until` lies before today."
        mend "重新核对，改 checked-on 和 valid-until，或换来源"
            "look again, then change `checked-on` and `valid-until`, or cite another source"
    TEXT_PLACEHOLDER Error "text/placeholder"
        means "花括号里的名字不认识，或花括号没有成对。"
            "A placeholder stands for nothing, or a brace has no partner."
        mend = CLOSE_BRACE
    TEXT_PLACEHOLDERS_DIFFER Error "text/placeholders-differ"
        means "中文和英文里的占位不一样，有一边会少一个数或日子。"
            "The two languages use different placeholders, so one of them lacks a figure or a day."
        mend "两种语言用同样的占位"
            "use the same placeholders in both"
    TEXT_MAY_BE_UNKNOWN Error "text/may-be-unknown"
        means "文字里要写一个日子，可是走到这里时来电人可能没说过，或要从还没到的日子数工作日，页面上就会写成“不知道”。"
            "A text shows a day that the caller may not have given by then, or counts from one that may lie ahead; the page would read \"not known\"."
        mend "给这一行加上 when = { known = \"…\" }（数工作日的，用 past），再给别的情况写一行"
            "give the line `when = { known = \"…\" }` (`past` where working days are counted), and write another for the rest"
    TEXT_NO_DAY_TO_ASK Error "text/no-day-to-ask"
        means "文字里用了 {ask-from}，可是这里没有“从哪天起问”。"
            "A text uses {ask-from} where there is no day to ask from."
        mend "给结果写上 ask-from，或拿掉 {ask-from}"
            "give the result an `ask-from`, or take {ask-from} out"
    TEXT_NOTHING_FOUND Error "text/nothing-found"
        means "文字里用了 {found}，可是走到这里时，最后一个回答不一定是核对出问题的号码或姓名。"
            "A text uses {found} where the last answer may be no number or name in which the check found something."
        mend "拿掉 {found}，或只让核对出问题的号码、姓名走到这里"
            "take {found} out, or lead only numbers and names with a finding here"
    TEXT_WRONG_LANGUAGE Error "text/wrong-language"
        means "中文栏里没有汉字，或英文栏里没有英文：多半是贴错了。"
            "A Chinese text without a Chinese character, or an English one without a letter: most likely pasted in the wrong place."
        mend "写上这种语言的话"
            "write it in that language"
    TEXT_CONTROL Error "text/control"
        means "文字或名字里有换行、制表符、别的控制字符，或看不见的字符，会把页面弄乱。"
            "A text or an id holds a line break, a tab, another control character or an invisible one, which upsets the page."
        mend = ONE_LINE
    TEXT_PROMISE Error "text/promise"
        means "文字用了 wording.toml 里不许说的话，多半是许诺太多。"
            "A text uses words that wording.toml forbids, most likely promising too much."
        mend "换一种说法"
            "say it another way"
    TEXT_NO_TURN Error "text/no-turn"
        means "一句话有几种说法，前面一种的条件更宽，后面这一种从来轮不到。"
            "Of several wordings of a sentence an earlier one is for more people, so this one never has its turn."
        mend "把它移到前面，把前面的条件写窄，或删掉它"
            "move it up, make the earlier condition narrower, or delete it"
    TEXT_SAME_CHOICE Error "text/same-choice"
        means "一个问题的两个选项写得一样，或和程序自己的“不知道”一样，选的人分不清。"
            "Two choices of a question read the same, or one as the program's own \"I don't know\", so nobody can tell them apart."
        mend "改掉其中一个的字"
            "change the words of one of them"
    TEXT_NONE_LEFT Error "text/none-left"
        means "有的回答走到这里，这一栏或这些选项一行也不剩：每一行都有条件，一个也不成立。"
            "Some answers lead here with no line of this part, or no choice, left: each has a condition, and none holds."
        mend "留一行没有条件的，或给这些回答也写一行"
            "leave one line without a condition, or write one for those answers too"
    TEXT_PHONE_NUMBER Error "text/phone-number"
        means "文字里有像电话的号码，没有来源。没核实过的号码不能写进规则。"
            "A text holds what looks like a telephone number. Numbers nobody has verified must not stand in rules."
        mend "删掉它；自己核实过的写进用户文件夹的 contacts.toml。不是电话的，写进 wording.toml 的 numbers"
            "delete it; enter your own in contacts.toml of the user folder. What is no telephone number goes into `numbers` of wording.toml"
    TEXT_WEB_ADDRESS Error "text/web-address"
        means "文字里的网址不在 wording.toml 里。假网站很多，只写核实过的。"
            "A web address is not listed in wording.toml. False sites are common; only verified ones may stand."
        mend "删掉它，或核实以后写进 wording.toml 的 addresses"
            "delete it, or verify it and list it under `addresses` of wording.toml"
    TEXT_TOO_WIDE Warning "text/too-wide"
        means "文字太宽，在 80 列的屏幕上会折行或放不下：问题和选项各一行，结果的第一句最多四行。"
            "A text is too wide for a screen of 80 columns: questions and choices take one line, a headline at most four."
        mend "写短一点"
            "make it shorter"
    TEXT_HARD_TO_SAY Warning "text/hard-to-say"
        means "念给来电人听的话，一口气超过 25 个字。"
            "Words to read aloud run on for more than 25 Chinese characters without a pause."
        mend "用逗号、句号断开"
            "break it up with commas or full stops"
    RESULT_NO_DAY_TO_COUNT_FROM Error "result/no-day-to-count-from"
        means "有的回答走到这里，ask-from 里的日子一个也不知道，就算不出从哪天起问。"
            "Some answers lead here with none of the days of `ask-from` known, so there is no day to ask from."
        mend "在 after 最后加上 \"today\"，或让这些回答走到别处"
            "add \"today\" as the last of `after`, or lead those answers elsewhere"
    SCENARIO_DIFFERS Error "scenario/differs"
        means "情景走出来的，和它自己写的不一样。"
            "A scenario comes out otherwise than it says."
        mend = MEND_EITHER
    SCENARIO_MISSING Warning "scenario/missing"
        means "没有一个情景走到这个结果，改坏了不会有人发现。"
            "No scenario ends in this result, so nobody would notice if it broke."
        mend "在 scenarios 文件夹里写一个"
            "write one in the scenarios folder"
    ROSTER_MISSING Warning "roster/missing"
        means "有 roster.toml，可是一个问题在里面没有列名，或者一个结果没有短名：名单和汇总里就用问题的简称、结果的一句话。"
            "There is a roster.toml, and in it a question has no heading, or a result has no short name: rosters and summaries then use the question's topic and the headline."
        mend "列名写在 roster.toml 的 [heading] 里：名字 = [\"列名\"]；短名写在结果自己的表里：name = { zh = \"短名\", en = \"short name\" }；用不着的，在那个问题或结果自己的表里写 allow"
            "add a heading to roster.toml, under [heading]: id = [\"heading\"]; a short name to the table of the result: name = { zh = \"短名\", en = \"short name\" }; where none is wanted, `allow` stands in the table of that question or result"
    ALLOW_UNUSED Warning "allow/unused"
        means "allow 什么也没免掉：那里没有这样的警告，或者那是错误，错误不能免。"
            "An `allow` switches nothing off: there is no such warning, or it is an error, and errors stay."
        mend "删掉这一条 allow"
            "delete this `allow`"
}
