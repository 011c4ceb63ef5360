//! What is wrong with a cell or a row, and what to do about it. No words of
//! the row itself are ever repeated: they may be somebody's name or number.

use chrono::NaiveDate;

use super::day::DayFault;
use super::halves::Made;
use super::repeats::Alike;
use super::vocabulary::one_of;
use crate::check::id_number::Finding;
use crate::engine::Value;
use crate::lang::{Lang, Said};
use crate::report::words::{day_short, day_words, other_weekday};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// No choice is called so; words that would do.
    NotAChoice(Vec<Said>),
    /// A number where no pass mark is known; told once for all rows.
    NoPassMark,
    /// A number that the pass mark cannot measure: that mark, and words that would
    /// do.
    OtherScale(String, Vec<Said>),
    /// Not a day that can be used.
    Day(DayFault),
    /// The day of another fact than the column's: what the two are called.
    OtherDay {
        /// What its words say it is.
        named: Said,
        /// What the column holds.
        asked: Said,
    },
    /// A day or month without its year, and what it was taken for.
    YearTaken(Value),
    /// A day or month without its year that would come before what went before
    /// it: what it would be taken for, and the column of the other.
    YearUnclear(Value, String),
    /// A day before one that must come first: the column of that.
    Before(String),
    /// It says another than the fact's own column, which counts: that column.
    Against(String),
    /// A day without its year that may lie ahead: not known.
    NoYear,
    /// The day lies after today, and cannot.
    InFuture(NaiveDate),
    /// An ID number that a spreadsheet has rounded.
    Rounded,
    /// An ID number with an apostrophe in front, else right.
    Apostrophe,
    /// An ID number with faults, of each kind the first; and whether it is one
    /// at all, and not somebody's name.
    IdNumber(Vec<Finding>, bool),
    /// No ID number where there is a column for it.
    NoIdNumber,
    /// A formula instead of a value.
    Formula,
    /// A formula that failed.
    Failed(&'static str),
    /// Covered by a merged cell.
    Merged,
    /// Longer than any answer.
    TooLong,
    /// Characters that could not be read.
    Garbled,
    /// A yes-or-no cell, or a number where words belong.
    WrongKind,
    /// It stood in a row above already: in which, and how much of it.
    Repeated {
        /// The number of the first such row.
        first: u64,
        /// What they have in common.
        alike: Alike,
    },
    /// Two halves of a result that do not say the same, and what was made of them.
    Halves(Box<Made>),
    /// The row has fewer cells than there are headings.
    Short {
        /// Cells of the row.
        cells: usize,
        /// Headings.
        headings: usize,
    },
    /// The row has more cells than there are headings.
    Long {
        /// Cells of the row.
        cells: usize,
        /// Headings.
        headings: usize,
    },
}

impl CellFault {
    /// Whether it is no fault: the cell was understood, and how is told.
    pub(crate) const fn is_note(&self) -> bool {
        matches!(
            self,
            Self::YearTaken(_)
                | Self::Repeated { .. }
                | Self::Halves(_)
                | Self::Before(_)
                | Self::Against(_)
        )
    }

    /// Whether the ID number is at fault.
    pub(crate) const fn is_of_id_number(&self) -> bool {
        matches!(
            self,
            Self::Rounded | Self::Apostrophe | Self::IdNumber(..) | Self::NoIdNumber
        )
    }

    /// Whether the cell is as good as empty, and may be answered by what
    /// everybody answers.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(self, Self::NoIdNumber)
    }

    /// What is wrong, and what to do.
    #[expect(clippy::too_many_lines, reason = "two sentences for each fault")]
    pub(crate) fn words(&self, lang: Lang) -> String {
        match self {
            Self::NotAChoice(words) => {
                let write = one_of(words, lang);
                lang.say(
                    format_args!("认不出这个说法；{write}；不清楚就写「不知道」。"),
                    format_args!("not understood; {write}; or unknown."),
                )
            }
            Self::NoPassMark => lang.say(
                "这一格是分数；请写及格线，例如 --pass-mark 80。",
                "a number; give the pass mark, like --pass-mark 80.",
            ),
            Self::OtherScale(mark, words) => {
                let write = one_of(words, lang);
                lang.say(
                    format_args!("这个数跟及格线 {mark} 对不上（是百分数，或者多打、少打了数字？），没有当作回答；照及格线那样写分数，或者{write}。"),
                    format_args!("a number that does not go with the pass mark {mark} (a percentage, or a digit too many or too few?), not taken as an answer; write the mark on the scale of the pass mark, or {write}."),
                )
            }
            Self::YearTaken(value) => lang.say(
                format_args!("没有年份，当作{}；不对就补上年份。", day_words(value, lang)),
                format_args!(
                    "no year, taken for {}; if that is wrong, add the year.",
                    day_words(value, lang)
                ),
            ),
            Self::YearUnclear(value, other) => lang.say(
                format_args!(
                    "没有年份，看不清是哪一年：当作{}，就比「{other}」还早；请补上年份，再核对月份。",
                    day_words(value, lang)
                ),
                format_args!(
                    "no year, and it is not clear which: as {} it would come before {other}; add the year and check the month.",
                    day_words(value, lang)
                ),
            ),
            Self::Before(other) => lang.say(
                format_args!("这一天比「{other}」还早，多半有一个写错了；请核对这两个日子。"),
                format_args!("this day comes before {other}, so one of them is most likely wrong; check both."),
            ),
            Self::Against(own) => lang.say(
                format_args!("跟「{own}」写的对不上，照「{own}」算了；请核对这两格。"),
                format_args!("it does not go with {own}, which counted; check both cells."),
            ),
            Self::NoYear => lang.say(
                "缺年份，当作不知道；请写成 2027-05-31 这样。",
                "the year is missing, so it counts as not known; write it like 2027-05-31.",
            ),
            Self::Day(fault) => day_fault(*fault, lang),
            Self::OtherDay { named, asked } => lang.say(
                format_args!("照写的字，这是「{}」，这一列要的是「{}」，不是一回事；没有当作回答，请核对。", named.zh, asked.zh),
                format_args!("by its words this is the {}, and the column is for the {}, which is another date; not taken as an answer, check it.", named.en, asked.en),
            ),
            Self::InFuture(today) => lang.say(
                format_args!("日子在今天（{}）以后；请核对年份，还没到的日子请留空。", day_short(*today, lang)),
                format_args!(
                    "the day lies after today ({}); check the year, and leave days still to come empty.",
                    day_short(*today, lang)
                ),
            ),
            Self::Apostrophe => lang.say(
                "身份证号前面多了一个撇号（'），照着查就查不到；请删掉，把这一列设成「文本」格式。",
                "an apostrophe (') stands before the ID number, and with it nothing is found; delete it and set the column to Text.",
            ),
            Self::IdNumber(findings, a_number) => {
                let told = findings.iter().map(|it| it.shareable(*a_number, lang));
                let told = told.collect::<Vec<_>>().join(lang.pick("", " "));
                lang.say(
                    format_args!("身份证号不对：{told}"),
                    format_args!("the ID number is not right: {told}"),
                )
            }
            Self::NoIdNumber => lang.say(
                "身份证号空着；请照身份证填上。",
                "the ID number is missing; fill it in from the ID card.",
            ),
            Self::Rounded => lang.say(
                "身份证号被表格软件改坏了（后几位变成 0 或写成 1.1E+17），已经找不回来；请把这一列设成「文本」格式，照身份证重新输入。",
                "a spreadsheet has destroyed the ID number (last digits turned to 0, or 1.1E+17) and it cannot be restored; set the column to Text and type it again from the ID card.",
            ),
            Self::Formula => lang.say(
                "这一格是公式，没有值；请复制这一列，用「选择性粘贴」粘成「数值」。",
                "a formula without a value; copy the column and paste it as values.",
            ),
            Self::Failed(shown) => lang.say(
                format_args!("这一格是公式错误 {shown}；请改好公式，或直接写上内容。"),
                format_args!("the formula error {shown}; mend the formula or write the value."),
            ),
            Self::Merged => lang.say(
                "这一格被合并了，只有第一格有内容；请取消合并，每一行都写上。",
                "covered by a merged cell, only the first holds the value; unmerge and fill in every row.",
            ),
            Self::TooLong => lang.say(
                "这一格太长，不像回答；请核对是不是粘错了，或引号没有成对。",
                "too long for an answer; check for a wrong paste or a quote without its partner.",
            ),
            Self::Garbled => lang.say(
                "有读不出的字（乱码）；请把名单另存为 UTF-8 的 CSV 或 XLSX 再试。",
                "characters that cannot be read; save the roster as CSV in UTF-8 or as XLSX and try again.",
            ),
            Self::WrongKind => lang.say(
                "这一格是数字或是/否，不是文字；请写成文字。",
                "a number or true/false instead of words; write it in words.",
            ),
            Self::Repeated { first, alike } => match alike {
                Alike::Number => lang.say(
                    format_args!("身份证号跟第 {first} 行的一样，姓名不一样；两个人不会是同一个号，请照身份证核对这两行。"),
                    format_args!("the ID number is that of row {first}, beside another name; no two people have the same, compare both with the ID cards."),
                ),
                Alike::Person => lang.say(
                    format_args!("身份证号跟第 {first} 行的一样，多半是同一个人写了两行；写重了的只留一行，是两张证的不用管。"),
                    format_args!("the ID number is that of row {first}, most likely one person in two rows: keep one, but of two certificates both."),
                ),
                Alike::Row => lang.say(
                    format_args!("跟第 {first} 行一模一样，多半是写了两遍；请核对，只留一行。"),
                    format_args!("the same as row {first}, most likely written twice; check, and keep one."),
                ),
            },
            Self::Halves(made) => made.words(lang),
            Self::Short { cells, headings } => lang.say(
                format_args!("这一行只有 {cells} 格，列名有 {headings} 格；少的当作没填，请核对逗号和引号。"),
                format_args!("the row has {cells} cells for {headings} headings; the missing ones count as empty, check commas and quotes."),
            ),
            Self::Long { cells, headings } => lang.say(
                format_args!("这一行有 {cells} 格，列名只有 {headings} 格，内容可能错了位，没有判断；每一列上面都要有列名（合并的请拆开），CSV 里含逗号的内容要加双引号。"),
                format_args!("the row has {cells} cells for {headings} headings; they may be shifted, so nothing was decided; each column needs a heading of its own (unmerge them), and in CSV text with commas double quotes."),
            ),
        }
    }
}

fn day_fault(fault: DayFault, lang: Lang) -> String {
    match fault {
        // That of another fact is told with what the two are called.
        DayFault::NotADay | DayFault::OtherDay(_) => lang.say(
            "不像日期；请写成 2026-10-08 这样，只知道月份就写 2026-10。",
            "not a date; write it like 2026-10-08, or 2026-10 where only the month is known.",
        ),
        DayFault::Since1904 => lang.say(
            "这个工作簿从 1904 年数日子，这一格只是一个数，看不出是哪一天；请把这一列设成「日期」格式，或写成 2026-10-08 这样。",
            "the workbook counts days from 1904 and this cell is a bare number, so the day is not certain; give the column a date format, or write it like 2026-10-08.",
        ),
        DayFault::NoDay => lang.say(
            "看不出是年月，还是两位数的年；请写成 2026-10-08 或 2026-10 这样。",
            "year and month, or a year of two digits? Write it like 2026-10-08 or 2026-10.",
        ),
        DayFault::LostZero(last) => lang.say(
            format_args!("写成数字的，末尾的 0 存不住，看不出是 {last} 还是 {last}0；请设成「文本」，写成 2026-10-30 或 2026-10 这样。"),
            format_args!("written as a number it loses the 0 at its end: {last} or {last}0? Set the cell to Text and write it like 2026-10-30 or 2026-10."),
        ),
        DayFault::DayOrMonth => lang.say(
            "看不出哪个是月、哪个是日；请照年、月、日写，例如 2026-10-08。",
            "which part is the month, and which the day? Write it like 2026-10-08.",
        ),
        DayFault::Order => lang.say(
            "看不出哪个是年；年份写四位、放最前面，例如 2026-10-08。",
            "which part is the year? Put it first with four digits, like 2026-10-08.",
        ),
        DayFault::NoSuchDay => lang.say(
            "没有这一天；请核对月和日。",
            "there is no such day; check month and day.",
        ),
        DayFault::Weekday(day, written, _) => lang.say(
            format_args!("{}；请核对是哪一天。", other_weekday(day, written, lang)),
            format_args!("{}; check which day is meant.", other_weekday(day, written, lang)),
        ),
        DayFault::Year(year) => lang.say(
            format_args!("年份是 {year}，不合情理；请核对。"),
            format_args!("the year is {year}, which cannot be; check it."),
        ),
    }
}
