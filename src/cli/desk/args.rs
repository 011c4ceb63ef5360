//! What `chabudao desk` takes.

use std::convert::Infallible;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueHint};

use crate::cli::args::{JSON, named};
use crate::cli::output::Target;
use crate::desk::ticket::Ticket;

/// 来电簿：记来电、挂起、回访、班次、统计；不带命令就打开今天的来电簿
/// en: The help desk: calls, held calls, call-backs, classes, figures; without a command the board of today
#[derive(clap::Args)]
#[command(
    after_help = "来电簿在哪里：--store，再是环境变量 CHABUDAO_STORE，再是用户文件夹里 desk.toml 的 store，再是数据文件夹里的 desk.db。
口令不写在命令里：PGPASSFILE、~/.pgpass 或 PGPASSWORD。
退出码：0 做好了；2 写得不对或不能做；4 刚被别人改过，什么也没写；5 来电簿打不开或满了，什么也没写。
en: Where the store is: --store, else CHABUDAO_STORE, else `store` in desk.toml of the user folder, else desk.db in the data folder.
A password is never an argument: PGPASSFILE, ~/.pgpass or PGPASSWORD.
Exit codes: 0 done; 2 faulty or refused; 4 somebody else changed it meanwhile, nothing written; 5 the store cannot be reached or is full, nothing written."
)]
pub(crate) struct Args {
    /// 来电簿：一个文件，或 postgres://…
    /// en: The store: a file, or postgres://…
    #[arg(long, global = true, value_names = ["来电簿", "STORE"], value_hint = ValueHint::FilePath)]
    pub(crate) store: Option<String>,
    /// 谁接的电话；不写就是这台电脑的用户名
    /// en: Who answers; otherwise the system's user name
    #[arg(long, global = true, value_names = ["坐席", "SEAT"])]
    pub(crate) seat: Option<String>,
    #[arg(long, global = true, help = JSON)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(super) what: Option<What>,
}

impl Args {
    /// Whether it is the board that is asked for.
    pub(crate) const fn is_board(&self) -> bool {
        self.what.is_none()
    }
}

/// What is to be done.
#[derive(Subcommand)]
pub(super) enum What {
    /// 开一张来电单
    /// en: Open a case
    Open(Open),
    /// 同一件事又来电：新的回答代替旧的
    /// en: Another call about a case: given answers replace the old ones
    Visit(Visit),
    /// 看一张来电单和它的每次来电
    /// en: A case with its visits
    Show(One),
    /// 列出来电单：要学校办的在前，先到日子的在前
    /// en: The cases: those for the school to move first, due first
    List(List),
    /// 挂起：先接别的，等下再说
    /// en: Lay a call aside for later
    Hold(One),
    /// 办结
    /// en: Close a case
    Close(Close),
    /// 重新打开办结的，或接着说挂起的
    /// en: Open a closed case again, or take up a held one
    Reopen(One),
    /// 马上删掉一张来电单和它的每次来电
    /// en: Delete a case and its visits at once
    Forget(One),
    /// 班次：一个班，学校已经知道的
    /// en: Classes: what the school itself knows of one
    #[command(subcommand)]
    Batch(Batch),
    /// 一天或几天的统计
    /// en: The figures of a day or of several
    Report(Report),
    /// 删掉办结了很久的
    /// en: Delete cases closed long ago
    Purge(Purge),
    /// 全部导出，一行一条 JSON：备份，或搬到别的来电簿
    /// en: Everything as JSON lines: a backup, or the way to another store
    Export(Export),
    /// 把导出的读进来
    /// en: Bring in what was exported
    Import(Import),
}

/// An answers file.
#[derive(clap::Args)]
pub(super) struct Answers {
    /// 回答文件（可以没答完）；- 是标准输入；不写就是还没有回答
    /// en: The answers file (may be incomplete); - is standard input; without it nothing is answered yet
    #[arg(value_names = ["文件", "FILE"])]
    pub(crate) file: Option<PathBuf>,
}

/// `open`.
#[derive(clap::Args)]
pub(super) struct Open {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// 怎么称呼，最多 20 个字，例如 李师傅
    /// en: What to call them, up to 20 signs
    #[arg(long, value_names = ["称呼", "NAME"])]
    pub(crate) caller: Option<String>,
    /// 电话的后四位
    /// en: The last four digits of the phone number
    #[arg(long, value_name = "1234")]
    pub(crate) phone_tail: Option<String>,
    /// 哪个班次；写了就是本校学员
    /// en: Which class; whoever is of one is our own student
    #[arg(long, value_names = ["班次", "BATCH"], value_parser = trimmed)]
    pub(crate) batch: Option<String>,
    /// 是不是本校学员
    /// en: Whether it is one of our own students
    #[arg(long, value_parser = named([("yes", true), ("no", false)]), hide_possible_values = true, value_name = "yes|no")]
    pub(crate) own: Option<bool>,
    /// 备注
    /// en: A note
    #[arg(long, value_names = ["文字", "TEXT"])]
    pub(crate) note: Option<String>,
}

/// `visit`.
#[derive(clap::Args)]
pub(super) struct Visit {
    /// 来电单号，例如 1123-07
    /// en: The ticket, e.g. 1123-07
    #[arg(value_names = ["单号", "TICKET"])]
    pub(crate) ticket: Ticket,
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// 备注
    /// en: A note
    #[arg(long, value_names = ["文字", "TEXT"])]
    pub(crate) note: Option<String>,
    /// 看到的是第几版；别人改过就不写
    /// en: The version that was seen; refused where somebody else wrote since
    #[arg(long = "version", value_name = "N")]
    pub(crate) expected: Option<u32>,
}

/// One case.
#[derive(clap::Args)]
pub(super) struct One {
    /// 来电单号，例如 1123-07
    /// en: The ticket, e.g. 1123-07
    #[arg(value_names = ["单号", "TICKET"])]
    pub(crate) ticket: Ticket,
}

/// `close`.
#[derive(clap::Args)]
pub(super) struct Close {
    #[command(flatten)]
    pub(crate) one: One,
    /// 为什么办结
    /// en: Why it is closed
    #[arg(long, value_names = ["文字", "TEXT"])]
    pub(crate) why: Option<String>,
}

/// `list`.
#[derive(clap::Args)]
pub(super) struct List {
    /// 只要没办结、没挂起的
    /// en: Only open ones
    #[arg(long)]
    pub(crate) open: bool,
    /// 只要挂起的
    /// en: Only held ones
    #[arg(long)]
    pub(crate) held: bool,
    /// 只要这天和以前到日子的，等对方再打来的也在内
    /// en: Only those due on this day or before, also where the caller is to call
    #[arg(long, value_names = ["日期", "DATE"])]
    pub(crate) due: Option<NaiveDate>,
    /// 只要这个班次的
    /// en: Only those of this class
    #[arg(long, value_names = ["班次", "BATCH"], value_parser = trimmed)]
    pub(crate) batch: Option<String>,
    /// 这几个词在单号、称呼、电话后四位、班次、结果里都找得到的
    /// en: Those with all of these words in ticket, name, phone tail, class or result
    #[arg(long, value_names = ["词", "WORD"])]
    pub(crate) find: Option<String>,
}

fn days(typed: &str) -> Result<u32, &'static str> {
    typed
        .parse()
        .map_err(|_| "write a number of days, such as 30")
}

/// A name as it is kept: without blanks around it.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for a Result")]
fn trimmed(name: &str) -> Result<String, Infallible> {
    Ok(name.trim().to_owned())
}

/// What is to be done with a class.
#[derive(Subcommand)]
pub(super) enum Batch {
    /// 写下或改正一个班次已知的；在等的人全部重算
    /// en: Set all that is known of a class; whoever waits of it is worked out anew
    Set {
        /// 班次的名字
        /// en: The name of the class
        #[arg(value_names = ["班次", "NAME"], value_parser = trimmed)]
        name: String,
        #[command(flatten)]
        answers: Answers,
    },
    /// 列出班次
    /// en: The classes
    List,
    /// 看一个班次
    /// en: One class
    Show(Named),
    /// 发到班级群里的消息
    /// en: A message for the chat group of the class
    Message(Named),
    /// 删掉一个班次；它的来电单留着
    /// en: Delete a class; its cases stay
    Remove(Named),
}

/// One class.
#[derive(clap::Args)]
pub(super) struct Named {
    /// 班次的名字
    /// en: The name of the class
    #[arg(value_names = ["班次", "NAME"], value_parser = trimmed)]
    pub(crate) name: String,
}

/// `report`.
#[derive(clap::Args)]
#[command(mut_arg("output", |output| output.help(
    "写进这个文件：.txt、.json、.html（打印一页）、.xlsx en: Write to this file: .txt, .json, .html (a page to print), .xlsx"
)))]
pub(super) struct Report {
    /// 从哪天；不写就只算一天
    /// en: From this day; without it one day alone
    #[arg(long, value_names = ["日期", "DATE"])]
    pub(crate) from: Option<NaiveDate>,
    /// 到哪天；不写就是今天
    /// en: To this day; otherwise today
    #[arg(long, value_names = ["日期", "DATE"])]
    pub(crate) to: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) target: Target,
}

/// `purge`.
#[derive(clap::Args)]
pub(super) struct Purge {
    /// 办结超过多少天的
    /// en: Closed for more than so many days
    #[arg(long, value_names = ["天数", "DAYS"], value_parser = days)]
    pub(crate) older_than: u32,
}

/// `export`.
#[derive(clap::Args)]
pub(super) struct Export {
    /// 写到哪个文件；- 是标准输出
    /// en: The file to write; - is standard output
    #[arg(value_names = ["文件", "FILE"])]
    pub(crate) file: PathBuf,
    /// 文件已经有了也照样写
    /// en: Write even where the file exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// `import`.
#[derive(clap::Args)]
pub(super) struct Import {
    /// 导出的文件；- 是标准输入
    /// en: The exported file; - is standard input
    #[arg(value_names = ["文件", "FILE"])]
    pub(crate) file: PathBuf,
}
