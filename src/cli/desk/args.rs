//! What `chabudao desk` takes.

use std::cell::Cell;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Command, Subcommand};

use crate::desk::ticket::Ticket;
use crate::lang::Lang;

thread_local! {
    /// The language of the help, which derived arguments cannot be told.
    static LANG: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    LANG.get().pick(zh, en)
}

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    LANG.set(lang);
    let command = Command::new("desk")
        .about(say(
            "来电簿：记来电、挂起、回访、班次、统计；不带命令就看今天的来电簿",
            "The help desk: calls, held calls, call-backs, classes, figures; without a command the board of today",
        ))
        .after_help(say(
            "来电簿在哪里：--store，再是环境变量 CHABUDAO_STORE，再是用户文件夹里 desk.toml 的 store，再是数据文件夹里的 desk.db。\n口令不写在命令里：PGPASSFILE、~/.pgpass 或 PGPASSWORD。\n退出码：0 做好了；2 写得不对或不能做；4 刚被别人改过，什么也没写；5 来电簿打不开或满了，什么也没写。",
            "Where the store is: --store, else CHABUDAO_STORE, else `store` in desk.toml of the user folder, else desk.db in the data folder.\nA password is never an argument: PGPASSFILE, ~/.pgpass or PGPASSWORD.\nExit codes: 0 done; 2 faulty or refused; 4 somebody else changed it meanwhile, nothing written; 5 the store cannot be reached or is full, nothing written.",
        ));
    Desk::augment_args(command)
}

/// The desk.
#[derive(Args)]
pub(super) struct Desk {
    #[arg(long, global = true, value_name = say("来电簿", "STORE"), help = say("来电簿：一个文件，或 postgres://…", "The store: a file, or postgres://…"))]
    pub store: Option<String>,
    #[arg(long, global = true, value_name = say("坐席", "SEAT"), help = say("谁接的电话；不写就是这台电脑的用户名", "Who answers; otherwise the system's user name"))]
    pub seat: Option<String>,
    #[arg(long, global = true, help = say("输出 JSON", "Print JSON"))]
    pub json: bool,
    #[command(subcommand)]
    pub what: Option<What>,
}

/// What is to be done.
#[derive(Subcommand)]
pub(super) enum What {
    #[command(about = say("开一张来电单", "Open a case"))]
    Open(Open),
    #[command(about = say("同一件事又来电：新的回答代替旧的", "Another call about a case: given answers replace the old ones"))]
    Visit(Visit),
    #[command(about = say("看一张来电单和它的每次来电", "A case with its visits"))]
    Show(One),
    #[command(about = say("列出来电单，先到日子的在前", "The cases, due first"))]
    List(List),
    #[command(about = say("挂起：先接别的，等下再说", "Lay a call aside for later"))]
    Hold(One),
    #[command(about = say("办结", "Close a case"))]
    Close(Close),
    #[command(about = say("重新打开办结的，或接着说挂起的", "Open a closed case again, or take up a held one"))]
    Reopen(One),
    #[command(about = say("马上删掉一张来电单和它的每次来电", "Delete a case and its visits at once"))]
    Forget(One),
    #[command(about = say("班次：一个班，学校已经知道的", "Classes: what the school itself knows of one"), subcommand_required = true)]
    Batch(Batches),
    #[command(about = say("一天或几天的统计", "The figures of a day or of several"))]
    Report(Report),
    #[command(about = say("删掉办结了很久的", "Delete cases closed long ago"))]
    Purge(Purge),
    #[command(about = say("全部导出，一行一条 JSON：备份，或搬到别的来电簿", "Everything as JSON lines: a backup, or the way to another store"))]
    Export(Export),
    #[command(about = say("把导出的读进来", "Bring in what was exported"))]
    Import(Import),
}

/// An answers file.
#[derive(Args)]
pub(super) struct Answers {
    #[arg(value_name = say("文件", "FILE"), help = say("回答文件（可以没答完）；- 是标准输入；不写就是还没有回答", "The answers file (may be incomplete); - is standard input; without it nothing is answered yet"))]
    pub file: Option<PathBuf>,
}

/// `open`.
#[derive(Args)]
pub(super) struct Open {
    #[command(flatten)]
    pub answers: Answers,
    #[arg(long, value_name = say("称呼", "NAME"), help = say("怎么称呼，最多 20 个字，例如 李师傅", "What to call them, up to 20 signs"))]
    pub caller: Option<String>,
    #[arg(long, value_name = "1234", help = say("电话的后四位", "The last four digits of the phone number"))]
    pub phone_tail: Option<String>,
    #[arg(long, value_name = say("班次", "BATCH"), help = say("哪个班次；写了就是本校学员", "Which class; whoever is of one is our own student"))]
    pub batch: Option<String>,
    #[arg(long, value_parser = ["yes", "no"], hide_possible_values = true, value_name = "yes|no", help = say("是不是本校学员", "Whether it is one of our own students"))]
    pub own: Option<String>,
    #[arg(long, value_name = say("文字", "TEXT"), help = say("备注", "A note"))]
    pub note: Option<String>,
}

/// `visit`.
#[derive(Args)]
pub(super) struct Visit {
    #[arg(value_name = say("单号", "TICKET"), help = say("来电单号，例如 1123-07", "The ticket, e.g. 1123-07"))]
    pub ticket: Ticket,
    #[command(flatten)]
    pub answers: Answers,
    #[arg(long, value_name = say("文字", "TEXT"), help = say("备注", "A note"))]
    pub note: Option<String>,
    #[arg(long = "version", value_name = "N", help = say("看到的是第几版；别人改过就不写", "The version that was seen; refused where somebody else wrote since"))]
    pub expected: Option<u32>,
}

/// One case.
#[derive(Args)]
pub(super) struct One {
    #[arg(value_name = say("单号", "TICKET"), help = say("来电单号，例如 1123-07", "The ticket, e.g. 1123-07"))]
    pub ticket: Ticket,
}

/// `close`.
#[derive(Args)]
pub(super) struct Close {
    #[command(flatten)]
    pub one: One,
    #[arg(long, value_name = say("文字", "TEXT"), help = say("为什么办结", "Why it is closed"))]
    pub why: Option<String>,
}

/// `list`.
#[derive(Args)]
pub(super) struct List {
    #[arg(long, help = say("只要没办结、没挂起的", "Only open ones"))]
    pub open: bool,
    #[arg(long, help = say("只要挂起的", "Only held ones"))]
    pub held: bool,
    #[arg(long, value_name = say("日期", "DATE"), help = say("只要这天和以前要回的", "Only those due on this day or before"))]
    pub due: Option<NaiveDate>,
    #[arg(long, value_name = say("班次", "BATCH"), help = say("只要这个班次的", "Only those of this class"))]
    pub batch: Option<String>,
    #[arg(long, value_name = say("词", "WORD"), help = say("单号、称呼、电话后四位、班次或结果里有这个词的", "Those with this word in ticket, name, phone tail, class or result"))]
    pub find: Option<String>,
}

/// `batch`.
#[derive(Args)]
pub(super) struct Batches {
    #[command(subcommand)]
    pub what: Batch,
}

/// What is to be done with a class.
#[derive(Subcommand)]
pub(super) enum Batch {
    #[command(about = say("写下或改正一个班次已知的；在等的人全部重算", "Set all that is known of a class; whoever waits of it is worked out anew"))]
    Set {
        #[arg(value_name = say("班次", "NAME"), help = say("班次的名字", "The name of the class"))]
        name: String,
        #[command(flatten)]
        answers: Answers,
    },
    #[command(about = say("列出班次", "The classes"))]
    List,
    #[command(about = say("看一个班次", "One class"))]
    Show(Named),
    #[command(about = say("发到班级群里的消息", "A message for the chat group of the class"))]
    Message(Named),
    #[command(about = say("删掉一个班次；它的来电单留着", "Delete a class; its cases stay"))]
    Remove(Named),
}

/// One class.
#[derive(Args)]
pub(super) struct Named {
    #[arg(value_name = say("班次", "NAME"), help = say("班次的名字", "The name of the class"))]
    pub name: String,
}

/// `report`.
#[derive(Args)]
pub(super) struct Report {
    #[arg(long, value_name = say("日期", "DATE"), help = say("从哪天；不写就只算一天", "From this day; without it one day alone"))]
    pub from: Option<NaiveDate>,
    #[arg(long, value_name = say("日期", "DATE"), help = say("到哪天；不写就是今天", "To this day; otherwise today"))]
    pub to: Option<NaiveDate>,
    #[command(flatten)]
    pub output: Output,
}

/// `-o` and `--force`.
#[derive(Args)]
pub(super) struct Output {
    #[arg(short, long, value_name = say("文件", "FILE"), help = say("写进这个文件：.txt、.json、.html（打印一页）、.xlsx", "Write to this file: .txt, .json, .html (a page to print), .xlsx"))]
    pub output: Option<PathBuf>,
    #[arg(long, requires = "output", help = say("文件已经有了也照样写", "Write even where the file exists"))]
    pub force: bool,
}

/// `purge`.
#[derive(Args)]
pub(super) struct Purge {
    #[arg(long, value_name = say("天数", "DAYS"), help = say("办结超过多少天的", "Closed for more than so many days"))]
    pub older_than: u32,
}

/// `export`.
#[derive(Args)]
pub(super) struct Export {
    #[arg(value_name = say("文件", "FILE"), help = say("写到哪个文件；- 是标准输出", "The file to write; - is standard output"))]
    pub file: PathBuf,
    #[arg(long, help = say("文件已经有了也照样写", "Write even where the file exists"))]
    pub force: bool,
}

/// `import`.
#[derive(Args)]
pub(super) struct Import {
    #[arg(value_name = say("文件", "FILE"), help = say("导出的文件；- 是标准输入", "The exported file; - is standard input"))]
    pub file: PathBuf,
}
