//! `chabudao calendar …`: the working-day calendar, and adding a year to it by
//! pasting the holiday notice.

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::failure::Failure;
use super::input;
use super::print;
use super::setting::{Setting, config_folder, today_in_china};
use crate::check::invisible::one_line;
use crate::check::notice::{self, Given, NoticeFault, NoticeYear};
use crate::check::workdays::{
    Calendar, DayKind, FIRST_YEAR, Known, LAST_YEAR, Law, Notice, Span, Year, differences,
    weekday_en, weekday_zh,
};
use crate::file::{self, Readers, There};
use crate::lang::Lang;
use crate::pack::Problems;
use crate::pack::calendar::{Joined, read_year};
use crate::report::words::month_name;

/// Its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    Command::new("calendar")
        .about(say("工作日日历", "The working-day calendar"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(add_command(lang))
        .subcommand(
            Command::new("show")
                .about(say(
                    "看一年的放假和上班",
                    "Show a year's days off and make-up workdays",
                ))
                .arg(
                    Arg::new("year")
                        .value_name(say("年份", "YEAR"))
                        .required(true)
                        .value_parser(year_parser()),
                ),
        )
        .subcommand(
            Command::new("check")
                .about(say("检查一个年份文件", "Check a year file"))
                .arg(file(lang)),
        )
}

fn year_parser() -> clap::builder::RangedI64ValueParser<i32> {
    value_parser!(i32).range(i64::from(FIRST_YEAR)..=i64::from(LAST_YEAR))
}

fn file(lang: Lang) -> Arg {
    Arg::new("file")
        .value_name(lang.pick("文件", "FILE"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(lang.pick("- 是标准输入", "- is standard input"))
}

fn add_command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let option = |id: &'static str, zh: &'static str, en: &'static str| {
        Arg::new(id).long(id).help(lang.pick(zh, en))
    };
    Command::new("add")
        .about(say(
            "把放假通知的原文粘贴进来，加进日历",
            "Paste a holiday notice's own text to add its year",
        ))
        .arg(file(lang))
        .arg(
            option(
                "year",
                "通知讲的是哪一年（原文没写时）",
                "The year it is about, if the text does not say",
            )
            .value_parser(year_parser()),
        )
        .arg(option(
            "number",
            "文号（原文没写时）",
            "The notice's number, if the text does not say",
        ))
        .arg(
            option(
                "date",
                "成文日期（落款只有国务院办公厅、没写日期时）",
                "The day it was issued, if the office stands there without one",
            )
            .value_parser(value_parser!(NaiveDate)),
        )
        .arg(
            option(
                "dry-run",
                "只看看懂了什么，不写文件",
                "Show what was understood, write nothing",
            )
            .action(ArgAction::SetTrue),
        )
        .arg(
            option(
                "replace",
                "已有这一年的文件时，换掉它",
                "Replace a file of that year that is already there",
            )
            .action(ArgAction::SetTrue),
        )
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(matches, setting),
        Some(("show", matches)) => show(matches, setting),
        Some(("check", matches)) => check(matches, setting),
        _ => Ok(0), // clap has asked for a subcommand
    }
}

fn check(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let (shown, text) = input::read(matches, "file", lang)?;
    let (problems, year) = match read_year(&shown, &text) {
        Ok((year, warnings)) => (warnings, Some(year)),
        Err(problems) => (*problems, None),
    };
    let against_law = match &year {
        Some(year) => Law::of(year.year, &setting.calendar()?.known).faults(year),
        None => Vec::new(),
    };
    let mut out = print::out();
    write!(out, "{}", render(&problems, lang))?;
    for fault in &against_law {
        writeln!(out, "{}", fault.text(lang.is_zh()))?;
    }
    if let Some(year) = &year
        && problems.list.is_empty()
        && against_law.is_empty()
    {
        let words = lang.pick("年：没有问题。", ": no problems.");
        writeln!(out, "{} {words}", year.year)?;
    }
    out.flush()?;
    let good = year.is_some() && against_law.is_empty();
    Ok(if good { 0 } else { 2 })
}

fn render(problems: &Problems, lang: Lang) -> String {
    if problems.list.is_empty() {
        String::new()
    } else {
        problems.render(lang)
    }
}

fn add(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let text = input::read_foreign(matches, "file", lang)?;
    let given = Given {
        year: matches.get_one("year").copied(),
        number: matches
            .get_one("number")
            .map(|text: &String| one_line(text)),
        date: matches.get_one("date").copied(),
    };
    let known = setting.calendar()?.known;
    let read = notice::read_notice(&text, &given, &known).map_err(|it| refused(&it))?;
    not_of_tomorrow(&read.year, setting)?;
    let mut out = print::out();
    print_read(&read, lang, &mut out)?;
    print_replaced(&read.year, &known, lang, &mut out)?;
    if !matches.get_flag("dry-run") {
        let path = save(&read.year, matches.get_flag("replace"))?;
        let words = lang.pick("已写好：", "Written: ");
        writeln!(out, "{words}{}", path.display())?;
    }
    out.flush()?;
    Ok(0)
}

/// Refuses a notice dated after today: what is not issued yet settles nothing.
fn not_of_tomorrow(year: &Year, setting: &Setting) -> Result<(), Failure> {
    let today = setting.today.unwrap_or_else(today_in_china);
    match year.newest().filter(|it| *it > today) {
        Some(date) => Err(Failure::words_of(
            format!("落款的日期 {date} 在今天（{today}）之后，不是已经公布的通知。什么都没有写。"),
            format!(
                "it is dated {date}, after today ({today}): it was not issued. Nothing was written."
            ),
        )),
        None => Ok(()),
    }
}

/// What was understood, as a table, and what to know of it.
fn print_read(read: &NoticeYear, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let zh = lang.is_zh();
    let label = lang.pick("上班 ", "worked: ");
    for row in &read.rows {
        let (off, days) = (row.off_text(zh), row.days_text(zh));
        let work = row.work_text(zh);
        let gap = if work.is_empty() { "" } else { "  " };
        let label = if work.is_empty() { "" } else { label };
        writeln!(out, "{}  {off}  {days}{gap}{label}{work}", row.holiday)?;
    }
    for remark in &read.remarks {
        let label = lang.pick("请注意：", "Note: ");
        writeln!(out, "{label}{}", remark.text(zh))?;
    }
    Ok(())
}

/// Differences shown; who sees more looks at the years side by side.
const SHOWN: usize = 12;

/// What of the rules' own year a year takes the place of.
fn print_replaced(year: &Year, known: &Known, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let number = year.year;
    let Some(shipped) = known.shipped(number) else {
        return Ok(());
    };
    let differences = differences(shipped, year);
    let words = match (shipped.complete, differences.is_empty()) {
        (false, _) => lang.pick(
            "代替程序自带的（那里只有法定放假日）。",
            "in the place of the rules' own, which hold only the days fixed by law.",
        ),
        (true, true) => lang.pick(
            "代替程序自带的，日子都一样。",
            "in the place of the rules' own; every day is the same.",
        ),
        (true, false) => lang.pick(
            "代替程序自带的，下面的日子不一样（程序自带的 → 这一份）：",
            "in the place of the rules' own; these days differ (theirs → this):",
        ),
    };
    let colon = lang.pick("年：", ": ");
    writeln!(out, "{number} {colon}{words}")?;
    if !shipped.complete {
        return Ok(());
    }
    for difference in differences.iter().take(SHOWN) {
        writeln!(out, "  {}", difference.text(lang.is_zh()))?;
    }
    if differences.len() > SHOWN {
        let more = differences.len() - SHOWN;
        match lang {
            Lang::Zh => writeln!(out, "  还有 {more} 处")?,
            Lang::En => writeln!(out, "  and {more} more")?,
        }
    }
    Ok(())
}

fn refused(faults: &[NoticeFault]) -> Failure {
    let words = |zh: bool| {
        let lines: Vec<_> = faults.iter().map(|fault| fault.text(zh)).collect();
        let end = if zh {
            "什么都没有写。请照通知原文核对，从标题到落款整篇粘贴。"
        } else {
            "Nothing was written. Compare with the notice, and paste it whole, from title to signature."
        };
        format!("{}\n{end}", lines.join("\n"))
    };
    Failure::words_of(words(true), words(false))
}

/// Writes the year file into the user folder, whole or not at all.
fn save(year: &Year, replace: bool) -> Result<PathBuf, Failure> {
    let Some(folder) = config_folder() else {
        return Err(Failure::words_of(
            "找不到用户文件夹，没有地方写；请设置 HOME",
            "there is no user folder to write to; set HOME",
        ));
    };
    let folder = folder.join("calendar");
    let path = folder.join(format!("{}.toml", year.year));
    let there = There::replaced_if(replace);
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        file::save(
            &path,
            notice::to_toml(year).as_bytes(),
            there,
            Readers::Usual,
        )
    });
    match written {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let shown = path.display();
            Err(Failure::words_of(
                format!("{shown} 已经有了；要换掉它，请加 --replace"),
                format!("{shown} is already there; to replace it add --replace"),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn show(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let Joined {
        calendar, known, ..
    } = setting.calendar()?;
    let year = matches.get_one("year").copied().unwrap_or_default();
    let mut out = print::out();
    if let Some(own) = known.own.iter().find(|it| it.year == year) {
        let path = config_folder()
            .unwrap_or_default()
            .join(format!("calendar/{year}.toml"));
        let words = lang.pick("用的是您自己的文件", "From your own file");
        writeln!(out, "{words} {}", path.display())?;
        print_replaced(own, &known, lang, &mut out)?;
    }
    print_year(&calendar, year, lang, &mut out)?;
    out.flush()?;
    Ok(0)
}

/// A year's runs of days off and make-up workdays, the working days of each
/// month, and how far all that is settled.
fn print_year(calendar: &Calendar, year: i32, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    let announced = calendar.last_announced().is_some_and(|known| year <= known)
        && calendar.first_year().is_some_and(|known| year >= known);
    let title = match (lang, announced) {
        (Lang::Zh, true) => format!("{year} 年（已公布）"),
        (Lang::Zh, false) => {
            format!(
                "{year} 年：放假安排没有公布，或日历里没有；下面只按周一到周五、去掉日历里写着的法定假日暂算"
            )
        }
        (Lang::En, true) => format!("{year} (announced)"),
        (Lang::En, false) => format!(
            "{year}: not announced, or not in the calendar; below only Monday to Friday less the legal holidays in the calendar, provisionally"
        ),
    };
    writeln!(out, "{title}")?;
    for (kind, span, name, number) in runs(
        calendar,
        Span {
            from: first,
            to: last,
        },
    ) {
        let (from, to) = (day(span.from, lang), day(span.to, lang));
        let days = if span.from == span.to {
            from
        } else {
            format!("{from} – {to}")
        };
        let notice = number.map_or_else(String::new, |number| format!("  {number}"));
        writeln!(out, "{}  {days}  {name}{notice}", kind_name(kind, lang))?;
    }
    let months = (1..=12).map(|month| workdays_of(calendar, year, month));
    let total: u32 = months.clone().sum();
    let months: Vec<_> = (1..=12)
        .zip(months)
        .map(|(month, count)| match lang {
            Lang::Zh => format!("{month}月 {count}"),
            Lang::En => format!("{} {count}", month_name(month)),
        })
        .collect();
    let words = lang.pick("工作日", "Working days");
    writeln!(out, "{words}: {total}  ({})", months.join(", "))
}

fn workdays_of(calendar: &Calendar, year: i32, month: u32) -> u32 {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    let days = first.iter_days().take_while(|day| day.month() == month);
    u32::try_from(days.filter(|day| calendar.counts(*day)).count()).unwrap_or_default()
}

/// A run of days of one holiday: whether it is worked, the days, the
/// holiday's name, the notice's number or title.
type Run<'a> = (bool, Span, &'a str, Option<&'a str>);

fn runs(calendar: &Calendar, span: Span) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for date in span.days() {
        let day = calendar.day(date);
        let (worked, name) = match day.kind {
            DayKind::Off { holiday } => (false, holiday),
            DayKind::MakeUp { holiday } => (true, holiday),
            DayKind::Workday | DayKind::Weekend => continue,
        };
        let number = day.notice.map(Notice::name);
        match runs.last_mut() {
            Some((was, run, of, by))
                if *was == worked
                    && *of == name
                    && *by == number
                    && run.to.succ_opt() == Some(date) =>
            {
                run.to = date;
            }
            _ => runs.push((worked, Span::day(date), name, number)),
        }
    }
    runs
}

const fn kind_name(worked: bool, lang: Lang) -> &'static str {
    if worked {
        lang.pick("上班", "worked ")
    } else {
        lang.pick("放假", "day off")
    }
}

fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{date} {}", weekday_zh(date)),
        Lang::En => format!("{date} {}", weekday_en(date)),
    }
}
