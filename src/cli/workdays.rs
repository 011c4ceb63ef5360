//! `chabudao workdays`: counting working days from outside.

mod ledger;

use std::io::Write as _;

use chrono::NaiveDate;
use clap::value_parser;

use super::args::JSON;
use super::checks::filtered;
use super::failure::Failure;
use super::print;
use super::setting::Setting;
use crate::check::month::iso_day;
use crate::check::workdays::{Calendar, Status};
use crate::filter;
use crate::filter::workdays::Answer;
use crate::lang::Lang;

/// 数工作日：从 FROM 的第二天数到 TO；或者第 N 个工作日是哪天（FROM +N）
/// en: Count working days from the day after FROM up to and with TO; or find the N-th (FROM +N)
#[derive(clap::Args)]
pub(super) struct Args {
    /// 开始的日期（当天不算）；- 从标准输入读，一行一问：FROM TO 或 FROM +N
    /// en: The first date (not counted); - reads lines FROM TO or FROM +N from standard input
    from: String,
    /// 结束的日期（当天算）；或 +N：FROM 之后的第 N 个工作日
    /// en: The last date (counted); or +N: the N-th working day after FROM
    #[arg(conflicts_with = "add")]
    to: Option<String>,
    /// 和 +N 一样
    /// en: The same as +N
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    add: Option<u32>,
    /// 一天一行：算不算、为什么、依据哪份通知
    /// en: A line a day: whether it counts, why, and which notice says so
    #[arg(long, requires = "to")]
    ledger: bool,
    #[arg(long, help = JSON)]
    json: bool,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let calendar = setting.calendar()?.calendar;
    let json = args.json;
    if args.from == "-" {
        if args.to.is_some() || args.add.is_some() {
            return Err(Failure::words_of(
                "- 后面不能再写日期或 +N；要数的一行一问写进标准输入：FROM TO 或 FROM +N",
                "behind - there can be no date and no +N; put what is to be counted on standard input, a line each: FROM TO or FROM +N",
            ));
        }
        return filter(&calendar, json, setting.lang);
    }
    let from = date(&args.from)?;
    let to = args.to.as_deref();
    let add = match to.and_then(|to| to.strip_prefix('+')) {
        Some(number) => Some(steps(number)?),
        None => args.add,
    };
    let answer = match add {
        Some(add) => Answer::nth(&calendar, from, add).ok_or_else(|| too_far(add))?,
        None => count(&calendar, from, to)?,
    };
    if args.ledger {
        let last = match answer {
            Answer::Count { to: last, .. } | Answer::Nth { date: last, .. } => last,
        };
        return ledger::print(&calendar, from, last, json, setting.lang);
    }
    print(&answer, json, setting.lang)?;
    Ok(0)
}

fn filter(calendar: &Calendar, json: bool, lang: Lang) -> Result<u8, Failure> {
    filtered(|lines, out, err| filter::workdays::run(calendar, lines, out, err, json, lang))
}

fn date(text: &str) -> Result<NaiveDate, Failure> {
    iso_day(text).ok_or_else(|| {
        Failure::words_of(
            format!("`{text}`：应为日期，写成 2026-10-08 这样"),
            format!("`{text}`: expected a date like 2026-10-08"),
        )
    })
}

/// What follows the plus sign of `+N`.
fn steps(number: &str) -> Result<u32, Failure> {
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|number| digits && *number > 0);
    number.ok_or_else(|| {
        Failure::words_of(
            "+ 后面应是从 1 起的整数，例如 +15",
            "behind the + there has to be a number from 1 on, e.g. +15",
        )
    })
}

fn too_far(add: u32) -> Failure {
    Failure::words_of(
        format!("+{add}：那一天在 9999 年以后，数不到；请写小一点的数"),
        format!("+{add}: that day lies past the year 9999; use a smaller number"),
    )
}

/// The days up to the last date, which is not before the first.
fn count(calendar: &Calendar, from: NaiveDate, to: Option<&str>) -> Result<Answer, Failure> {
    let Some(to) = to else {
        return Err(Failure::words_of(
            "还缺结束的日期，或 +N；例如 chabudao workdays 2026-09-18 +15",
            "the last date or +N is missing, e.g. chabudao workdays 2026-09-18 +15",
        ));
    };
    let to = date(to)?;
    Answer::count(calendar, from, to).ok_or_else(|| {
        Failure::words_of(
            format!("{from} 比 {to} 晚：前面应是早的日子；请换过来"),
            format!("{from} is later than {to}: give the earlier date first"),
        )
    })
}

/// Prints the bare answer where it is certain; otherwise its status stands
/// beside it, and standard error says what that means.
fn print(answer: &Answer, json: bool, lang: Lang) -> Result<(), Failure> {
    let status = answer.status();
    let mut line = Vec::new();
    if json {
        answer.put_json(&mut line);
    } else {
        answer.put_text(&mut line);
        if status != Status::Announced {
            write!(line, "\t{}", status.name())?;
        }
    }
    line.push(b'\n');
    let mut out = print::out();
    out.write_all(&line)?;
    out.flush()?;
    if let (false, Some(words)) = (json, meaning(status, lang)) {
        print::tell(words)?;
    }
    Ok(())
}

/// What a status that is not certain assumes, and how to mend it.
fn meaning(status: Status, lang: Lang) -> Option<&'static str> {
    let (zh, en) = match status {
        Status::Announced => return None,
        Status::Provisional => (
            "暂算：年底这几天，下一年的放假通知出来后可能会变。",
            "Provisional: the next year's notice may still change the last days of December.",
        ),
        Status::NotAnnounced => (
            "暂算：有的日子还没有放假通知，按周一到周五、去掉日历里写着的法定假日数。通知出来后，把那年加进日历再数。",
            "Provisional: no holiday notice covers some of the days yet; counted Monday to Friday less the legal holidays in the calendar. Add the year to the calendar when its notice is out.",
        ),
        Status::OutOfRange => (
            "不准：有的日子早于日历的第一年，那里的放假日没有数据，按周一到周五数。",
            "Not exact: some days lie before the calendar's first year, whose holidays are not in the data; counted Monday to Friday.",
        ),
    };
    Some(lang.pick(zh, en))
}
