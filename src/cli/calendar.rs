//! `chabudao calendar …`: the working-day calendar, and adding a year to it by
//! pasting the holiday notice.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::failure::Failure;
use super::input;
use super::setting::{Setting, config_folder};
use crate::check::notice::{self, Given, NoticeFault};
use crate::check::workdays::{Calendar, DayKind, FIRST_YEAR, LAST_YEAR, Span, Year};
use crate::check::workdays::{weekday_en, weekday_zh};
use crate::lang::Lang;
use crate::pack::calendar::read_year;
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
                "成文日期（原文没写时）",
                "The day it was issued, if the text does not say",
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
    let (shown, text) = input::read(matches, "file", setting.lang)?;
    let (problems, year) = match read_year(&shown, &text) {
        Ok((year, warnings)) => (warnings, Some(year)),
        Err(problems) => (*problems, None),
    };
    let mut out = io::stdout().lock();
    if !problems.list.is_empty() {
        write!(out, "{}", problems.render(setting.lang))?;
    } else if let Some(year) = &year {
        let words = setting.lang.pick("年：没有问题。", ": no problems.");
        writeln!(out, "{} {words}", year.year)?;
    }
    out.flush()?;
    Ok(if year.is_some() { 0 } else { 2 })
}

fn add(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let (_, text) = input::read(matches, "file", lang)?;
    let given = Given {
        year: matches.get_one("year").copied(),
        number: matches.get_one("number").cloned(),
        date: matches.get_one("date").copied(),
    };
    let mut out = io::stdout().lock();
    let year = understand(&text, &given, setting, &mut out)?;
    if !matches.get_flag("dry-run") {
        let path = save(&year, matches.get_flag("replace"))?;
        let words = lang.pick("已写好：", "Written: ");
        writeln!(out, "{words}{}", path.display())?;
    }
    out.flush()?;
    Ok(0)
}

/// Reads a notice, or one that amends a year already there, and prints as a
/// table what was understood.
fn understand(
    text: &str,
    given: &Given,
    setting: &Setting,
    out: &mut impl Write,
) -> Result<Year, Failure> {
    if notice::is_amendment(text) {
        return amend(text, given, setting, out);
    }
    let zh = setting.lang.is_zh();
    match notice::read_notice(text, given) {
        Ok(read) => {
            for row in &read.rows {
                let line = [&row.holiday, &row.off_text(zh), &row.days_text(zh)];
                let line = line.map(String::as_str).join("  ");
                let work = row.work_text(zh);
                let label = setting.lang.pick("上班 ", "worked: ");
                let work = if work.is_empty() {
                    work
                } else {
                    format!("  {label}{work}")
                };
                writeln!(out, "{line}{work}")?;
            }
            for remark in &read.remarks {
                let label = setting.lang.pick("请注意：", "Note: ");
                writeln!(out, "{label}{}", remark.text(zh))?;
            }
            Ok(read.year)
        }
        Err(faults) => Err(refused(&faults)),
    }
}

fn amend(
    text: &str,
    given: &Given,
    setting: &Setting,
    out: &mut impl Write,
) -> Result<Year, Failure> {
    let number = given.year.or_else(|| notice::year_named(text));
    let Some(number) = number else {
        return Err(Failure::words_of(
            "这是一份补充通知，但看不出是哪一年的；请加上 --year",
            "this notice amends another, but names no year; add --year",
        ));
    };
    let files = setting.files_with_own()?;
    let name = format!("calendar/{number}.toml");
    let Some(file) = files.find(&name) else {
        return Err(Failure::words_of(
            format!("这是一份补充通知，但日历里还没有 {number} 年；请先加那一年的通知"),
            format!(
                "this notice amends {number}, which is not in the calendar; add that year's notice first"
            ),
        ));
    };
    let (year, _) = read_year(&file.shown, &file.text).map_err(Failure::Rules)?;
    let amended = notice::amend(&year, text, given).map_err(|faults| refused(&faults))?;
    let calendar = Calendar::new(std::slice::from_ref(&amended));
    print_year(&calendar, number, setting.lang, out)?;
    Ok(amended)
}

fn refused(faults: &[NoticeFault]) -> Failure {
    let words = |zh: bool| {
        let lines: Vec<_> = faults.iter().map(|fault| fault.text(zh)).collect();
        let end = if zh {
            "什么都没有写。请照通知原文核对后再粘贴。"
        } else {
            "Nothing was written. Compare with the notice and paste again."
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
    let written = write_whole(&folder, &path, &notice::to_toml(year), replace);
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

fn write_whole(folder: &Path, path: &Path, text: &str, replace: bool) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    if replace {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    Ok(())
}

fn show(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let calendar = setting.load()?.pack.calendar;
    let year = matches.get_one("year").copied().unwrap_or_default();
    let mut out = io::stdout().lock();
    print_year(&calendar, year, setting.lang, &mut out)?;
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
/// holiday's name, the notice's number.
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
        let number = day.notice.map(|notice| notice.number.as_str());
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
