//! `chabudao calendar …`: the working-day calendar, and adding a year to it by
//! pasting the holiday notice.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use clap::value_parser;

use super::args;
use super::failure::Failure;
use super::input;
use super::print;
use super::setting::{Setting, config_folder};
use crate::check::invisible::one_line;
use crate::check::notice::{self, Given, NoticeFault, NoticeYear};
use crate::check::workdays::{
    Calendar, DayKind, FIRST_YEAR, KnownYears, LAST_YEAR, Notice, Span, Year, differences,
    holiday_name, with_weekday,
};
use crate::file::{self, Readers, There};
use crate::lang::Lang;
use crate::pack::calendar::{Joined, read_year};
use crate::report::words::month_name;

/// 工作日日历
/// en: The working-day calendar
#[derive(clap::Subcommand)]
pub(super) enum Verb {
    Add(Add),
    /// 看一年的放假和上班
    /// en: Show a year's days off and make-up workdays
    Show {
        #[arg(value_names = ["年份", "YEAR"], value_parser = year_parser())]
        year: i32,
    },
    /// 检查一个年份文件
    /// en: Check a year file
    Check(Source),
}

/// 把放假通知的原文粘贴进来，加进日历
/// en: Paste a holiday notice's own text to add its year
#[derive(clap::Args)]
pub(super) struct Add {
    #[command(flatten)]
    source: Source,
    /// 通知讲的是哪一年（原文没写时）
    /// en: The year it is about, if the text does not say
    #[arg(long, value_names = ["年份", "YEAR"], value_parser = year_parser())]
    year: Option<i32>,
    /// 文号（原文没写时）
    /// en: The notice's number, if the text does not say
    #[arg(long, value_names = ["文号", "NUMBER"])]
    number: Option<String>,
    /// 成文日期（落款只有国务院办公厅、没写日期时）
    /// en: The day it was issued, if the office stands there without one
    #[arg(long, value_names = ["日期", "DATE"])]
    date: Option<NaiveDate>,
    /// 只看看懂了什么，不写文件
    /// en: Show what was understood, write nothing
    #[arg(long)]
    dry_run: bool,
    /// 已有这一年的文件时，换掉它
    /// en: Replace a file of that year that is already there
    #[arg(long)]
    replace: bool,
}

/// What to read.
#[derive(clap::Args)]
pub(super) struct Source {
    #[arg(help = "- 是标准输入 en: - is standard input", value_names = ["文件", "FILE"])]
    file: PathBuf,
}

fn year_parser() -> clap::builder::RangedI64ValueParser<i32> {
    value_parser!(i32).range(i64::from(FIRST_YEAR)..=i64::from(LAST_YEAR))
}

pub(super) fn run(verb: &Verb, setting: &Setting) -> Result<u8, Failure> {
    match verb {
        Verb::Add(args) => add(args, setting),
        Verb::Show { year } => show(*year, setting),
        Verb::Check(source) => check(&source.file, setting),
    }
}

fn check(file: &Path, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let (shown, bytes) = input::read_bytes(file, lang)?;
    let name = args::file(file).and_then(Path::file_name);
    let name = name.map(|it| it.to_string_lossy());
    let known = setting.calendar()?.known;
    let beside = (&known, setting.today());
    let (year, problems) = read_year(&shown, bytes, name.as_deref(), beside);
    let mut out = print::out();
    if !problems.list.is_empty() {
        write!(out, "{}", problems.render(lang))?;
    } else if let Some(year) = &year {
        let words = lang.pick("年：没有问题。", ": no problems.");
        writeln!(out, "{} {words}", year.year)?;
    }
    out.flush()?;
    Ok(if year.is_some() { 0 } else { 2 })
}

fn add(args: &Add, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let text = input::read_foreign(&args.source.file, lang)?;
    let given = Given {
        year: args.year,
        number: args.number.as_deref().map(one_line),
        date: args.date,
    };
    let known = setting.calendar()?.known;
    let read = notice::read_notice(&text, &given, &known).map_err(|it| refused(&it))?;
    not_of_tomorrow(&read.year, setting)?;
    let mut out = print::out();
    print_read(&read, lang, &mut out)?;
    print_replaced(&read.year, &known, lang, &mut out)?;
    if !args.dry_run {
        let path = save(&read.year, args.replace)?;
        let words = lang.pick("已写好：", "Written: ");
        writeln!(out, "{words}{}", path.display())?;
    }
    out.flush()?;
    Ok(0)
}

/// Refuses a notice dated after today: what is not issued yet settles nothing.
fn not_of_tomorrow(year: &Year, setting: &Setting) -> Result<(), Failure> {
    let today = setting.today();
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
    let label = lang.pick("上班 ", "worked: ");
    for row in &read.rows {
        let (off, days) = (row.off_text(lang), row.days_text(lang));
        let work = row.work_text(lang);
        let gap = if work.is_empty() { "" } else { "  " };
        let label = if work.is_empty() { "" } else { label };
        writeln!(out, "{}  {off}  {days}{gap}{label}{work}", row.holiday)?;
    }
    for remark in &read.remarks {
        let label = lang.pick("请注意：", "Note: ");
        writeln!(out, "{label}{}", remark.text(lang))?;
    }
    Ok(())
}

/// Differences shown; who sees more looks at the years side by side.
const SHOWN: usize = 12;

/// What of the rules' own year a year takes the place of.
fn print_replaced(
    year: &Year,
    known: &KnownYears,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<()> {
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
        writeln!(out, "  {}", difference.text(lang))?;
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
    Failure::said(|lang| {
        let lines = faults.iter().map(|fault| fault.text(lang));
        let end = lang.pick(
            "什么都没有写。请照通知原文核对，从标题到落款整篇粘贴。",
            "Nothing was written. Compare with the notice, and paste it whole, from title to signature.",
        );
        let lines: Vec<_> = lines.chain([end.to_owned()]).collect();
        lines.join("\n")
    })
}

/// Writes the year file into the user folder, whole or not at all.
fn save(year: &Year, replace: bool) -> Result<PathBuf, Failure> {
    let Some(folder) = config_folder() else {
        let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        return Err(Failure::words_of(
            format!("找不到用户文件夹，没有地方写；请设置 {name}"),
            format!("there is no user folder to write to; set {name}"),
        ));
    };
    let folder = folder.join("calendar");
    let path = folder.join(format!("{}.toml", year.year));
    let there = There::replaced_if(replace);
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        let text = notice::to_toml(year);
        file::save(&path, text.as_bytes(), there, Readers::Usual)
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
        Err(error) => Err(Failure::not_written(&path, &error)),
    }
}

fn show(year: i32, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let Joined {
        calendar, known, ..
    } = setting.calendar()?;
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
    let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let to = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    let announced = calendar.last_announced().is_some_and(|known| year <= known)
        && calendar.first_year().is_some_and(|known| year >= known);
    let title = if announced {
        lang.say(
            format_args!("{year} 年（已公布）"),
            format_args!("{year} (announced)"),
        )
    } else {
        lang.say(
            format_args!(
                "{year} 年：放假安排没有公布，或日历里没有；下面只按周一到周五、去掉日历里写着的法定假日暂算"
            ),
            format_args!(
                "{year}: not announced, or not in the calendar; below only Monday to Friday less the legal holidays in the calendar, provisionally"
            ),
        )
    };
    writeln!(out, "{title}")?;
    for (span, (worked, name, number)) in runs(calendar, Span { from, to }) {
        let (from, to) = (with_weekday(span.from, lang), with_weekday(span.to, lang));
        let days = if span.from == span.to {
            from
        } else {
            format!("{from} – {to}")
        };
        let notice = number.map_or_else(String::new, |number| format!("  {number}"));
        let name = holiday_name(name, lang);
        let kind = if worked {
            lang.pick("上班", "worked ")
        } else {
            lang.pick("放假", "day off")
        };
        writeln!(out, "{kind}  {days}  {name}{notice}")?;
    }
    let months = (1..=12).map(|month| workdays_of(calendar, year, month));
    let total: u32 = months.clone().sum();
    let months: Vec<_> = (1..=12)
        .zip(months)
        .map(|(month, count)| {
            lang.say(
                format_args!("{month}月 {count}"),
                format_args!("{} {count}", month_name(month)),
            )
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

/// What is said of the days of one holiday: whether they are worked, the
/// holiday's name, the notice's number or title.
type OfHoliday<'a> = (bool, &'a str, Option<&'a str>);

fn runs(calendar: &Calendar, span: Span) -> Vec<(Span, OfHoliday<'_>)> {
    Span::runs(span.days().filter_map(|date| {
        let day = calendar.day(date);
        let (worked, name) = match day.kind {
            DayKind::Off { holiday } => (false, holiday),
            DayKind::MakeUp { holiday } => (true, holiday),
            DayKind::Workday | DayKind::Weekend => return None,
        };
        Some((date, (worked, name, day.notice.map(Notice::name))))
    }))
}
