//! Rows a second and peak memory of `chabudao triage`, CSV to CSV, on a
//! generated roster of made-up people:
//!
//! ```text
//! cargo bench --bench triage                 # 1,000,000 rows, one and two threads
//! cargo bench --bench triage -- 100000       # so many rows
//! cargo bench --bench triage -- 1000 --keep roster.csv    # only write the roster
//! cargo bench --bench triage -- --books      # the same in and out of workbooks
//! cargo bench --bench triage -- --hostile    # peak memory of each hostile workbook
//! ```
//!
//! The program itself is run, so that what is measured is what people get:
//! starting, loading the rules, reading, judging, writing a file.

#[path = "../tests/triage/bombs/make.rs"]
mod make;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROWS: u32 = 1_000_000;

/// Numbers that look random and are the same on every run (xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// A day of 2026 up to October, in one of the ways people write days.
    fn day(&mut self) -> String {
        let (month, day) = (1 + self.roll(10), 1 + self.roll(28));
        match self.roll(4) {
            0 => format!("2026-{month:02}-{day:02}"),
            1 => format!("2026.{month}.{day}"),
            2 => format!("2026{month:02}{day:02}"),
            _ => format!("2026年{month}月{day}日"),
        }
    }

    /// A well-formed ID number of nobody: area 110101, a birthday, any order.
    fn id_number(&mut self) -> String {
        const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let (year, month, day) = (1960 + self.roll(45), 1 + self.roll(12), 1 + self.roll(28));
        let order = self.roll(1_000);
        let digits = format!("110101{year}{month:02}{day:02}{order:03}");
        let weighted = digits.bytes().zip(WEIGHTS);
        let sum: usize = weighted
            .map(|(digit, weight)| usize::from(digit - b'0') * weight)
            .sum();
        let check = b"10X98765432"[sum % 11];
        digits + &char::from(check).to_string()
    }

    fn name(&mut self) -> String {
        const FAMILY: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"];
        const GIVEN: [&str; 8] = ["小焊", "大弧", "铁", "钢", "建国", "秀英", "伟", "芳"];
        format!("{}{}", self.pick(&FAMILY), self.pick(&GIVEN))
    }
}

/// Writes a roster in which every stage of the rules is reached.
fn write_roster(path: &Path, rows: u32) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut dice = Dice(0x2026_1123);
    writeln!(
        out,
        "序号,证件类型,查询渠道,查询结果,姓名,录入姓名,身份证号,应复审日期,考试结果,考试日期,问过学校,机构答复,上报日期,批准日期,问过签发机关,签发机关答复,缴费,备注"
    )?;
    for number in 1..=rows {
        let name = dice.name();
        let typed = if dice.roll(20) == 0 {
            dice.name()
        } else {
            name.clone()
        };
        writeln!(
            out,
            "{number},特种作业,{},{},{name},{typed},{},2026-05-31,{},{},{},{},{},{},{},{},{},{}",
            dice.pick(&["官网", "微信"]),
            dice.pick(&["没查到", "没更新", "没更新", "没更新"]),
            dice.id_number(),
            dice.pick(&["合格", "合格", "合格", "不合格", "待出"]),
            dice.day(),
            dice.pick(&["没问", "有答复", "有答复", "没人接"]),
            dice.pick(&["未上报", "在市里", "省厅", "已批准", "退回", "说不清"]),
            dice.day(),
            dice.day(),
            dice.pick(&["没问", "有答复", "不知道"]),
            dice.pick(&["在办", "没收到", "数据错误", "说不清"]),
            dice.pick(&["已缴", "未缴", ""]),
            dice.pick(&["", "", "\"电话, 下午打\"", "10月8日补交"]),
        )?;
    }
    out.flush()
}

/// The most memory a process has held, in kilobytes.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// The processor time a process has used; Linux counts it in hundredths.
fn processor_time(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, behind_name) = stat.rsplit_once(')')?;
    let mut fields = behind_name.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

/// One run: time on the wall, time of the processors, peak memory.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    wall: Duration,
    processors: Duration,
    kilobytes: u64,
    code: Option<i32>,
}

/// Runs the program once.
fn measure(roster: &Path, out: &Path, threads: u32) -> io::Result<Run> {
    // A gigabyte of addresses is enough for any roster.
    let confined = "ulimit -v 1048576 && exec \"$0\" \"$@\"";
    let start = Instant::now();
    let mut child = Command::new("sh")
        .args(["-c", confined, env!("CARGO_BIN_EXE_chabudao"), "triage"])
        .arg(roster)
        .arg("-o")
        .arg(out)
        .args(["--force", "--today", "2026-11-23", "--threads"])
        .arg(threads.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut run = Run::default();
    while child.try_wait()?.is_none() {
        run.kilobytes = peak(child.id()).unwrap_or_default().max(run.kilobytes);
        run.processors = processor_time(child.id())
            .unwrap_or_default()
            .max(run.processors);
        std::thread::sleep(Duration::from_millis(2));
    }
    run.wall = start.elapsed();
    run.code = child.wait()?.code();
    Ok(run)
}

/// The roster as a workbook in which cells share their texts, as usual.
fn write_book(roster: &Path, path: &Path) -> io::Result<()> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let other = io::Error::other;
    let sheet = book.add_worksheet_with_low_memory().map_err(other)?;
    let mut rows = csv::ReaderBuilder::new();
    let mut rows = rows.has_headers(false).from_path(roster)?;
    for (number, row) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(row?.iter()) {
            sheet.write_string(number, column, cell).map_err(other)?;
        }
    }
    book.save(path).map_err(other)
}

/// Into workbooks, out of them, and both.
fn books(folder: &Path, roster: &Path) -> io::Result<()> {
    let book = folder.join("roster.xlsx");
    write_book(roster, &book)?;
    println!("a workbook of {} MB", book.metadata()?.len() / 1_000_000);
    for (from, to) in [
        (roster, "csv"),
        (roster, "xlsx"),
        (&book, "csv"),
        (&book, "xlsx"),
    ] {
        let out = folder.join("out").with_extension(to);
        let run = measure(from, &out, 2)?;
        println!(
            "{} to {to}: {:.1} s, {:.1} s of processor, peak {} MB, {} MB written",
            from.extension().unwrap_or_default().display(),
            run.wall.as_secs_f64(),
            run.processors.as_secs_f64(),
            run.kilobytes / 1024,
            out.metadata()?.len() / 1_000_000
        );
    }
    Ok(())
}

/// What is refused, and what only looks as bad.
fn hostile(folder: &Path) -> io::Result<()> {
    let newer = make::xlsx_bombs(4_000).into_iter().chain(make::xlsx_odd());
    let older = make::xls_bombs().into_iter().chain(make::xls_odd());
    let newer = newer.map(|bomb| (bomb, "xlsx"));
    for ((name, bytes), ending) in newer.chain(older.map(|bomb| (bomb, "xls"))) {
        let path = folder.join("bomb").with_extension(ending);
        std::fs::write(&path, &bytes)?;
        let run = measure(&path, &folder.join("out.csv"), 2)?;
        println!(
            "{ending} {name}: {} bytes, exit {}, {:.2} s, peak {} MB",
            bytes.len(),
            run.code.unwrap_or(-1),
            run.wall.as_secs_f64(),
            run.kilobytes / 1024
        );
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rows = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(ROWS);
    if let Some(at) = words.iter().position(|word| word == "--keep") {
        return write_roster(Path::new(&words[at + 1]), rows);
    }
    if !words.iter().any(|word| word == "--bench") {
        return Ok(()); // run by `cargo test`: nothing to measure
    }
    let folder = tempfile::tempdir()?;
    let asked = |word: &str| words.iter().any(|found| found == word);
    if asked("--hostile") {
        return hostile(folder.path());
    }
    let (roster, out) = (
        folder.path().join("roster.csv"),
        folder.path().join("out.csv"),
    );
    write_roster(&roster, rows)?;
    let megabytes = |path: &Path| path.metadata().map(|file| file.len() / 1_000_000);
    println!("{rows} rows, {} MB", megabytes(&roster)?);
    if asked("--books") {
        return books(folder.path(), &roster);
    }
    for threads in [1, 2] {
        let best = (0..3).map(|_| measure(&roster, &out, threads));
        let best = best.collect::<io::Result<Vec<_>>>()?;
        let best = best.into_iter().min().unwrap_or_default();
        let a_second = |time: Duration| f64::from(rows) / time.as_secs_f64();
        println!(
            "{threads} thread(s): {:.2} s, {:.0} rows/s; {:.2} s of processor, {:.0} rows/s of each; peak {} MB; {} MB written",
            best.wall.as_secs_f64(),
            a_second(best.wall),
            best.processors.as_secs_f64(),
            a_second(best.processors),
            best.kilobytes / 1024,
            megabytes(&out)?
        );
    }
    Ok(())
}
