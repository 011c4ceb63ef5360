//! `chabudao triage`: a whole class list at once.

mod input;
mod output;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{ValueHint, value_parser};

use super::failure::Failure;
use super::print;
use super::setting::{GivenArgs, Setting};
use crate::check::invisible::one_line;
use crate::check::note::masked;
use crate::engine::{Answers, Value};
use crate::lang::Lang;
use crate::pack::{FactId, Loaded, Pack, Problems};
use crate::triage::cell::Cell;
use crate::triage::columns::Mapping;
use crate::triage::csv::CsvSink;
use crate::triage::fault::CellFault;
use crate::triage::run::{self, RosterSink};
use crate::triage::stop::RosterFault;
use crate::triage::summary::COVER_NAME;
use crate::triage::value::{CellAnswer, CellReader};
use crate::triage::vocabulary::{Mark, Role, Vocabulary, one_of};
use input::Input;
use output::{Output, Whole};

/// Exit code where some rows were not understood.
const SOME_FAULTY: u8 = 1;

/// 整份名单一次查：每人一行，旁边写上结论和下一步
/// en: A whole class list at once: beside each row its result and the next step
#[derive(clap::Args)]
#[command(
    after_help = "名单可以是 CSV（UTF-8、UTF-16、GB18030）、XLSX 或 XLS，最多 1024 列，第一行写列名，叫法照规则里的 roster.toml。
空格是没回答，写「不知道」是回答。
工作簿的上限：文件 256 MB（XLS 64 MB），解压后 3 GB、不超过压缩时的 100 倍，行数乘列数 5000 万，文字一共 2 GB、一行 1 MB；更大的请另存为 CSV。
退出码：0 每一行都看懂了；1 有的行有问题；2 什么都没做。
en: The roster is CSV (UTF-8, UTF-16, GB18030), XLSX or XLS, of 1,024 columns at most, with headings in its first row: fact ids, or those of roster.toml in the rules.
An empty cell is not answered; unknown is an answer.
A workbook may have: a file of 256 MB (XLS 64 MB), unpacked 3 GB and no more than 100 times the packed, 50 million rows times columns, 2 GB of text, 1 MB in a row; save a larger one as CSV.
Exit codes: 0 every row understood; 1 some rows faulty; 2 nothing done."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Args {
    /// 名单文件；- 是标准输入
    /// en: The roster; - is standard input
    #[arg(value_names = ["名单", "ROSTER"])]
    roster: PathBuf,
    /// 写到这个文件（.csv 或 .xlsx）；不写或写 - 就把 CSV 写到标准输出
    /// en: Write to this file (.csv or .xlsx); without it or with - CSV goes to standard output
    #[arg(short, long, value_names = ["文件", "OUT"])]
    output: Option<PathBuf>,
    /// 说明一列是什么，例如 --map "考核日=exam-date"；= 后面写 - 就不管这一列
    /// en: What a column holds, e.g. --map "exam day=exam-date"; - behind = leaves it alone
    #[arg(long, value_names = ["列名=事实", "HEADING=FACT"])]
    map: Vec<String>,
    /// 名单里没写的人，这一件都算这样答
    /// en: The answer of everybody who has none in the roster
    #[arg(long, value_names = ["事实=值", "FACT=VALUE"])]
    set: Vec<String>,
    /// 成绩写成分数的，到这个数就算通过，例如 --pass-mark 80
    /// en: Where results are numbers: at or above this one passes, e.g. --pass-mark 80
    #[arg(long, value_name = "N", value_parser = pass_mark)]
    pass_mark: Option<f64>,
    /// 来电簿里的一个班次：名单里没写的，照它已知的算；都算本校学员
    /// en: A class of the desk: what the roster does not say is taken from it; all are our own students
    #[arg(long, value_names = ["班次", "BATCH"])]
    batch: Option<String>,
    /// 来电簿在哪里；不写就照 chabudao desk
    /// en: Where the desk's store is; otherwise as for chabudao desk
    #[arg(long, requires = "batch", value_names = ["来电簿", "STORE"], value_hint = ValueHint::FilePath)]
    store: Option<String>,
    #[command(flatten)]
    given: GivenArgs,
    /// 说明列里写的还算了什么，各有几人，例如：有上报日期的，算已经报到市里
    /// en: Tell what columns were taken to say besides, and for how many rows
    #[arg(long)]
    explain: bool,
    /// 工作簿里也写上每个结果在规则里的名字（result 一列；CSV 里总有）
    /// en: In a workbook too write the id of each result (the column result, which CSV always has)
    #[arg(long)]
    ids: bool,
    /// 结果里不写身份证号和电话号码
    /// en: Hide ID and telephone numbers in what is written
    #[arg(long)]
    mask: bool,
    /// 输出文件已经有了也写
    /// en: Write over an output file that is already there
    #[arg(long)]
    force: bool,
    /// 同时用几个处理器核心；不写就全用
    /// en: How many cores to use; otherwise all
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// What a run came to, and which sheets of a workbook were left alone.
struct Done {
    done: run::Done,
    other_sheets: Vec<String>,
}

impl Done {
    /// That only one sheet was looked at, and which others there are.
    fn left_out(&self, lang: Lang) -> Option<String> {
        let of_result = |name: &String| self.done.columns.replaced && name == COVER_NAME;
        let names = self.other_sheets.iter().filter(|name| !of_result(name));
        let names: Vec<_> = names.map(|name| one_line(name)).collect();
        let (zh, en) = (names.join("」「"), names.join(", "));
        (!names.is_empty()).then(|| {
            lang.say(
                format_args!("工作簿里不止一张表，只看了一张（先找有姓名、身份证号的）；没看的：「{zh}」。是名单的，请一张一张另存成文件再查。"),
                format_args!("The workbook has more than one sheet; only one was read (one with names or ID numbers, where there is one), not: {en}. Save each that is a roster as a file of its own."),
            )
        })
    }
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let (mut pack, words) = rules(&args.given, setting)?;
    let class = class(args, setting, &mut pack)?;
    let reader = CellReader {
        pack: &pack,
        words: &words,
        today: setting.today(),
        usual: &class,
        pass_mark: args.pass_mark,
        masked: args.mask,
    };
    let mut taken = String::new();
    let usual = usual(&args.set, reader, lang, &mut taken)?;
    if let Some(own) = pack.own()
        && args.batch.is_some()
        && usual.get(own).is_some_and(|it| *it != Value::Choice(1))
    {
        return Err(not_own(&pack, own));
    }
    let reader = CellReader {
        usual: &usual,
        ..reader
    };
    let stopped = |stop: RosterFault| failure(stop, reader);
    let maps = args.map.iter().map(|map| Mapping::read(map, &words));
    let maps: Result<Vec<_>, _> = maps.collect();
    let maps = maps.map_err(|fault| stopped(RosterFault::Columns(fault)))?;
    let output = Output::of(args)?;
    let input = Input::open(&args.roster, &output)?;
    let to_stdout = matches!(output, Output::Stdout);
    let to_csv = matches!(output, Output::Csv(_));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.unwrap_or_default().into())
        .build();
    let pool = pool.map_err(io::Error::other)?;
    let ids = args.ids;
    let job = Job {
        reader,
        lang,
        maps,
        ids,
    };
    let done = pool.install(|| job.run(input, output))?;
    let mut report = taken + &report(&done, args.explain, reader, lang);
    if to_csv {
        report.push_str(lang.pick(
            "要用表格软件打开，请写成 .xlsx：打开 .csv 再保存，身份证号会变。\n",
            "To open it in a spreadsheet write .xlsx: opened and saved as .csv, ID numbers change.\n",
        ));
    }
    if to_stdout {
        let _ = print::tell(&report); // the data are out
    } else {
        print::say(&report)?;
    }
    Ok(if done.done.tally.faulty > 0 {
        SOME_FAULTY
    } else {
        0
    })
}

/// A mark that numbers can reach.
fn pass_mark(text: &str) -> Result<f64, String> {
    let mark = text.trim().parse().ok();
    let mark = mark.filter(|mark: &f64| mark.is_finite() && *mark >= 0.0);
    mark.ok_or_else(|| "80".to_owned())
}

/// What the desk knows of the class of `--batch`, whose students are our own.
fn class(args: &Args, setting: &Setting, pack: &mut Pack) -> Result<Answers, Failure> {
    let Some(name) = &args.batch else {
        return Ok(Answers::new());
    };
    let known = super::desk::class(args.store.as_deref(), name)?;
    let own = pack.own();
    if let Some(own) = own {
        let id = &pack.fact(own).id;
        let mut given = setting.given.iter().chain(&args.given.given);
        let is_given = given.any(|it| it.split('=').next() == Some(id.as_str()));
        if is_given && pack.fact(own).given != Some(1) {
            return Err(not_own(pack, own));
        }
        pack.facts[own.number()].given = Some(1);
    }
    Ok(known.answers(pack))
}

/// That the students of a class of the desk are said to be somebody else's.
fn not_own(pack: &Pack, own: FactId) -> Failure {
    let fact = pack.fact(own);
    let [id, no] = [
        fact.id.as_str(),
        fact.domain.choices().first().map_or("", String::as_str),
    ];
    Failure::words_of(
        format!("--batch：来电簿里的班次都是本校学员，{id}={no} 说的相反；请去掉一样"),
        format!(
            "--batch: students of a class of the desk are our own, and {id}={no} says the opposite; leave one of them out"
        ),
    )
}

/// What is known of the class, and the answers of `--set` on top, each as a cell of its column would hold it.
/// What was made of a day without its year is added to `taken`.
fn usual(
    sets: &[String],
    reader: CellReader<'_>,
    lang: Lang,
    taken: &mut String,
) -> Result<Answers, Failure> {
    let mut usual = reader.usual.clone();
    for set in sets {
        let (name, text) = set.split_once('=').unwrap_or((set, ""));
        let cell = Cell::Text(text.into());
        let role = reader.words.role(name);
        let Some(role) = role.filter(|role| !matches!(role, Role::Half(..))) else {
            let name = masked(&one_line(name));
            return Err(Failure::words_of(
                format!(
                    "--set：没有叫「{name}」的事实；写法是 --set 事实=值，例如 --set matter=review"
                ),
                format!(
                    "--set: there is no fact `{name}`; write FACT=VALUE, like --set matter=review"
                ),
            ));
        };
        let fact = role.fact();
        let value = if reader.pack.fact(fact).is_personal() {
            found(fact, text, reader)?
        } else {
            let answer = reader.value(fact, &cell);
            if let Some(fault @ CellFault::YearTaken(_)) = &answer.fault {
                let (name, said) = (masked(&one_line(name)), fault.words(lang));
                let _ = writeln!(taken, "--set {name}{}{said}", lang.colon());
            }
            one_for_all(name, fact, answer, reader)?
        };
        usual.set(fact, value);
    }
    Ok(usual)
}

/// The answer that a cell of `--set` holds. One that holds none is refused: it
/// would leave everybody unanswered without a word.
fn one_for_all(
    name: &str,
    fact: FactId,
    answer: CellAnswer,
    reader: CellReader<'_>,
) -> Result<Value, Failure> {
    let fault = match answer {
        CellAnswer {
            value: Some(value),
            fault: None | Some(CellFault::YearTaken(_)),
        } => return Ok(value),
        CellAnswer { fault, .. } => fault,
    };
    let words = reader.words.suggestions(fact);
    let why = |lang: Lang| match &fault {
        Some(fault) => fault.words(lang),
        None if words.is_empty() => lang.say(
            "这样写没有回答它；请写日子，例如 2026-11-20，或者「不知道」。",
            "that answers nothing; write a day, like 2026-11-20, or unknown.",
        ),
        None => {
            let write = one_of(words, lang);
            lang.say(
                format_args!("这样写没有回答它；{write}。"),
                format_args!("that answers nothing; {write}."),
            )
        }
    };
    let name = masked(&one_line(name));
    Err(Failure::said(|lang| {
        format!("--set {name}{}{}", lang.colon(), why(lang))
    }))
}

/// Of a name or a number only what a check of it found: it is nobody else's,
/// and others can see a command.
fn found(fact: FactId, text: &str, reader: CellReader<'_>) -> Result<Value, Failure> {
    match reader.words.mark(text.trim()) {
        Some(Mark::Fine) => return Ok(Value::Fine),
        Some(Mark::Unknown) => return Ok(Value::Unknown),
        Some(Mark::Blank) | None => {}
    }
    let id = &reader.pack.fact(fact).id;
    Err(Failure::words_of(
        format!(
            "--set {id}：姓名和号码各人不同，也不要写在命令里（别人会看到）；这里只能写查下来怎样：已核对、不知道"
        ),
        format!(
            "--set {id}: everybody has a name and a number of their own, and others can see a command; write only what a check found: fine, or unknown"
        ),
    ))
}

/// The rules and the words of rosters.
fn rules(given: &GivenArgs, setting: &Setting) -> Result<(Pack, Vocabulary), Failure> {
    let Loaded { pack, warnings } = setting.load(given)?;
    let (words, list) = Vocabulary::read(&pack, &warnings.files);
    if list.is_empty() {
        return Ok((pack, words));
    }
    let files = warnings.files;
    Err(Failure::Rules(Box::new(Problems { files, list })))
}

fn failure(stop: RosterFault, reader: CellReader<'_>) -> Failure {
    match stop {
        RosterFault::Io(error) => error.into(),
        stop => Failure::said(|lang| stop.words(lang, reader)),
    }
}

/// What is to be done with a roster.
struct Job<'a> {
    reader: CellReader<'a>,
    lang: Lang,
    maps: Vec<Mapping>,
    #[cfg_attr(
        not(feature = "xlsx"),
        expect(dead_code, reason = "only a sheet shows it")
    )]
    ids: bool,
}

impl Job<'_> {
    fn run(&self, input: Input, output: Output) -> Result<Done, Failure> {
        match output {
            Output::Stdout => {
                // Somebody's own cells: a program gets them as they are, a
                // terminal only what does it no harm.
                let out: Box<dyn io::Write + Send> = if io::stdout().is_terminal() {
                    Box::new(print::out())
                } else {
                    Box::new(io::stdout())
                };
                let mut sink = CsvSink::new(out);
                let done = self.judge(input, &mut sink)?;
                sink.into_inner().flush()?;
                Ok(done)
            }
            Output::Csv(whole) => {
                let mut sink = CsvSink::new(whole);
                let done = self.judge(input, &mut sink)?;
                sink.into_inner().keep()?;
                Ok(done)
            }
            Output::Xlsx(whole) => self.workbook(input, whole),
        }
    }

    #[cfg(feature = "xlsx")]
    fn workbook(&self, input: Input, mut whole: Whole) -> Result<Done, Failure> {
        let mut sink = crate::triage::sheet::SheetSink::new(whole.folder().to_owned(), self.ids);
        let mut done = self.judge(input, &mut sink)?;
        let left_out = done.left_out(self.lang);
        done.done.summary.lines.extend(left_out);
        let summary = &done.done.summary;
        let written = sink.write(summary, self.reader.today, self.lang, &mut whole);
        written.map_err(|stop| failure(stop, self.reader))?;
        whole.keep()?;
        Ok(done)
    }

    #[cfg(not(feature = "xlsx"))]
    fn workbook(&self, _: Input, _: Whole) -> Result<Done, Failure> {
        use crate::triage::stop::BookFault;
        Err(failure(RosterFault::Book(BookFault::NotBuilt), self.reader))
    }

    fn judge(&self, input: Input, sink: &mut impl RosterSink) -> Result<Done, Failure> {
        let done = input.judge(sink, self.reader, self.lang, &self.maps);
        done.map_err(|stop| failure(stop, self.reader))
    }
}

/// The summary: counts by cause, and how the columns were understood.
fn report(done: &Done, explain: bool, reader: CellReader<'_>, lang: Lang) -> String {
    let run::Done {
        columns,
        tally,
        implied,
        summary,
    } = &done.done;
    let (pack, words) = (reader.pack, reader.words);
    let mut text = tally.words(pack, words, lang);
    for line in &summary.batches.1 {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&columns.words(pack, words, lang));
    for line in columns.halves_read(reader, lang) {
        text.push_str(&line);
        text.push('\n');
    }
    if explain {
        text.push_str(implied);
    }
    if let Some(line) = done.left_out(lang) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
