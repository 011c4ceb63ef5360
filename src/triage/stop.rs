//! Why a roster could not be judged, in words.

use std::io;

use super::columns::{ColumnsFault, MOST_COLUMNS, SEARCHED, letters, options};
use super::value::CellReader;
use super::vocabulary::{Role, Vocabulary};
use crate::check::note::masked;
use crate::lang::{Lang, io_words};
use crate::pack::{Domain, Pack};

/// Why a roster could not be judged.
#[derive(Debug)]
pub enum RosterFault {
    /// Reading or writing failed.
    Io(io::Error),
    /// The roster is no table of a kind that is understood.
    NotATable,
    /// A quote has no partner; the row it stands in.
    OpenQuote(u64),
    /// A row has more cells than any roster; which.
    TooWide(u64),
    /// A row has other headings than the first; which.
    OtherHeadings(u64),
    /// The columns cannot be told.
    Columns(ColumnsFault),
    /// Nobody stands in the roster.
    NoRows,
    /// A spreadsheet cannot be opened; why.
    Book(BookFault),
}

/// Why a spreadsheet cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookFault {
    /// It is protected with a password.
    Password,
    /// It is damaged or no spreadsheet; where.
    Broken(Damage),
    /// It is one of `OpenDocument`, as `LibreOffice` saves them: another format.
    OpenDocument,
    /// It has more cells than can be held.
    TooLarge,
    /// The same for a cell far out: its row from 1, its column from 0.
    Far(u32, u32),
    /// This program was built without spreadsheets.
    NotBuilt,
    /// It has more rows than a sheet can have.
    TooLong,
    /// It cannot be put together, as where a disk is full.
    NotWritten,
}

/// Where a spreadsheet is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The file as a whole: its parts are not found.
    Package,
    /// The list of its sheets.
    Contents,
    /// The texts that its cells share.
    Texts,
    /// How its cells look.
    Styles,
    /// The sheet.
    Sheet,
    /// Somewhere.
    Anywhere,
}

impl Damage {
    const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Package => lang.pick("文件不完整", "the file is not whole"),
            Self::Contents => lang.pick("工作表目录坏了", "its list of sheets is damaged"),
            Self::Texts => lang.pick("里面的文字坏了", "its texts are damaged"),
            Self::Styles => lang.pick("里面的格式坏了", "its formats are damaged"),
            Self::Sheet => lang.pick("工作表坏了", "its sheet is damaged"),
            Self::Anywhere => lang.pick("里面坏了", "it is damaged inside"),
        }
    }
}

impl From<io::Error> for RosterFault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::InvalidData {
            Self::NotATable
        } else {
            Self::Io(error)
        }
    }
}

impl RosterFault {
    /// What is wrong, and what to do, in words that repeat nothing of the
    /// roster but its headings.
    #[must_use]
    pub fn words(&self, lang: Lang, reader: CellReader<'_>) -> String {
        match self {
            Self::Io(error) => lang.say(
                format_args!("读写失败：{}", io_words(error, lang)),
                format_args!("reading or writing failed: {error}"),
            ),
            Self::Columns(fault) => fault.words(lang, reader.pack, reader.words),
            Self::OpenQuote(row) => lang.say(
                format_args!("第 {row} 行有一个引号没有成对，后面的行都被它吞掉了；请补上或删掉这个引号"),
                format_args!(
                    "row {row} has a quote without its partner, which swallows the rows behind it; add or delete the quote"
                ),
            ),
            Self::TooWide(row) => lang.say(
                format_args!("第 {row} 行超过 {MOST_COLUMNS} 格，名单用不了这么多；请删掉右边没用的列，或多出来的逗号"),
                format_args!(
                    "row {row} has more than {MOST_COLUMNS} cells, which no roster needs; delete the unused columns on the right, or the commas too many"
                ),
            ),
            Self::OtherHeadings(row) => lang.say(
                format_args!("第 {row} 行又是列名，跟上面的列名不一样，或者换了位置，下面的人会读错列；请把下面的人照上面的列挪好，或者另存成一份名单再查"),
                format_args!(
                    "row {row} has headings again, other than those above or in other places, so those below it would be read by the wrong columns; move them under the columns above, or save them as a roster of their own"
                ),
            ),
            Self::Book(BookFault::Broken(spot)) => {
                let why = spot.name(lang);
                lang.say(
                    format_args!("表格打不开（{why}）；请用表格软件打开，另存为新的 XLSX 或 CSV 再试"),
                    format_args!(
                        "the spreadsheet cannot be opened ({why}); open it, save it as a new XLSX or CSV and try again"
                    ),
                )
            }
            Self::Book(BookFault::Far(row, column)) => {
                let column = letters(*column as usize);
                lang.say(
                    format_args!("表格太大：{column}{row} 这一格里也有东西，离名单太远；请把它删掉，或另存为 CSV"),
                    format_args!(
                        "the spreadsheet is too large: something stands in {column}{row}, far from the roster; delete it, or save the sheet as CSV"
                    ),
                )
            }
            Self::NotATable => lang.say(
                "这不是认得的表格；请用表格软件打开，另存为 XLSX 或 CSV（UTF-8）再试",
                "this is no table that is understood; open it in a spreadsheet and save it as XLSX or CSV (UTF-8)",
            ),
            Self::NoRows => lang.say(
                "名单里一个人也没有；请在列名下面每人写一行",
                "nobody stands in the roster; below the headings write one row for each person",
            ),
            Self::Book(BookFault::Password) => lang.say(
                "表格加了密码；请去掉密码，另存一份再试",
                "the spreadsheet is protected with a password; save it without one and try again",
            ),
            Self::Book(BookFault::OpenDocument) => lang.say(
                "这是 ODS 一类的文件，还读不了；请用表格软件打开，另存为 XLSX 或 CSV 再试",
                "this is an ODS or the like, which cannot be read; open it in a spreadsheet, save it as XLSX or CSV and try again",
            ),
            Self::Book(BookFault::TooLarge) => lang.say(
                "表格太大；请删掉右边和下面没用的格子，或另存为 CSV",
                "the spreadsheet is too large; delete unused cells to the right and below, or save it as CSV",
            ),
            Self::Book(BookFault::NotBuilt) => lang.say(
                "这个程序没有带表格功能；请用 CSV",
                "this program was built without spreadsheets; use CSV",
            ),
            Self::Book(BookFault::TooLong) => lang.say(
                "行数超过一张工作表能放的 1048576 行；请把结果写成 CSV",
                "more rows than the 1,048,576 of a worksheet; write the result as CSV",
            ),
            Self::Book(BookFault::NotWritten) => lang.say(
                "工作簿写不成，多半是磁盘满了；请腾出地方，或把结果写成 CSV",
                "the workbook cannot be written, most likely the disk is full; make room, or write the result as CSV",
            ),
        }
    }
}

impl ColumnsFault {
    /// What is wrong, and what to do. Of the roster it shows headings only.
    pub(crate) fn words(&self, lang: Lang, pack: &Pack, words: &Vocabulary) -> String {
        let facts = known_ids(pack, words);
        match self {
            Self::MapForm => lang.say(
                "--map 要写成 \"列名=事实\"，例如 --map \"考核日=exam-date\"",
                "--map takes \"HEADING=FACT\", for example --map \"exam day=exam-date\"",
            ),
            Self::MapFact(name) => lang.say(
                format_args!("--map：没有叫 {name} 的事实；可以用：{facts}，或 -（不管这一列）"),
                format_args!(
                    "--map: there is no fact {name}; there are {facts}, and - to leave the column alone"
                ),
            ),
            Self::MapColumn(name) => lang.say(
                format_args!("--map：名单里没有叫「{name}」的列；请照名单第一行写，或写列的字母（A、B、C）"),
                format_args!(
                    "--map: the roster has no column {name}; use its heading, or its letter (A, B, C)"
                ),
            ),
            Self::NoHeadings => no_headings(lang, pack, words),
            Self::Ticks(at, heading, answers) => {
                let (column, heading) = (letters(*at), masked(heading));
                let [zh, en] = ["」「", ", "].map(|between| answers.join(between));
                lang.say(
                    format_args!("{column} 列「{heading}」下面一个答案占一列（「{zh}」），打的勾读不了；请并成一列，列名只写「{heading}」，每个人写上其中一个"),
                    format_args!("column {column} ({heading}) has a column below it for each answer ({en}), and ticks in them cannot be read; make them one column headed {heading} only, with one of these words for each person"),
                )
            }
            Self::Twice(role, columns) => {
                // A half is not proposed for the whole.
                let is_meant = |(_, heading): &&(usize, String)| {
                    words.role(heading).is_none_or(|it| it == *role)
                };
                let last = columns.iter().rfind(is_meant).or(columns.last());
                let last = last.map(|(at, _)| letters(*at)).unwrap_or_default();
                let (columns, id) = (listed(lang, columns), role.id(pack));
                let name = words.name(*role).get(lang);
                lang.say(
                    format_args!("这几列说的都是「{name}」：{columns}；请删掉或改名，只留一列，或写明算哪一列，例如 --map \"{last}={id}\"；几列合起来才算的，先并成一列"),
                    format_args!("these columns are all about {name}: {columns}; delete or rename all but one, or say which one counts, like --map \"{last}={id}\"; where only all of them together count, first make them one"),
                )
            }
            Self::SideBySide(columns) => {
                let columns = listed(lang, columns);
                lang.say(
                    format_args!("左右并排写了几份名单（{columns}，别的列也一样）；请把右边的挪到左边的下面，一行一个人，只留一份列名"),
                    format_args!("several lists stand side by side ({columns}, and other columns too); move those on the right below the one on the left, one person a row, under one row of headings"),
                )
            }
        }
    }
}

/// What `--map` takes: facts, and the halves of names and results.
fn known_ids(pack: &Pack, words: &Vocabulary) -> String {
    let ids = pack.facts.iter().map(|fact| fact.id.clone());
    let names = pack
        .fact_ids()
        .filter(|fact| pack.fact(*fact).domain == Domain::NamePair);
    let halves = names.flat_map(|fact| [Role::Record(fact), Role::Typed(fact)]);
    let of_results = words.halves.iter();
    let of_results = of_results.flat_map(|(fact, _)| [0, 1].map(|side| Role::Half(*fact, side)));
    let halves = halves.chain(of_results).map(|half| half.id(pack));
    ids.chain(halves).collect::<Vec<_>>().join(", ")
}

fn no_headings(lang: Lang, pack: &Pack, words: &Vocabulary) -> String {
    let roles = pack
        .questions
        .iter()
        .map(|question| words.role(&pack.fact(question.fact).id));
    let names = roles.flatten().map(|role| words.name(role).get(lang));
    let mut known = Vec::new();
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let known = known.join(lang.pick("、", ", "));
    lang.say(
        format_args!(
            "名单前 {SEARCHED} 行里没有认得的列名；请在第一行写上列名，认得的有：{known}；{}",
            options(lang, pack, None)
        ),
        format_args!(
            "no known heading in the first {SEARCHED} rows of the roster; write headings into the first row, such as {known}; {}",
            options(lang, pack, None)
        ),
    )
}

/// Columns by their letters and headings.
fn listed(lang: Lang, columns: &[(usize, String)]) -> String {
    let one = |(at, heading): &(usize, String)| {
        let (letters, heading) = (letters(*at), masked(heading));
        lang.say(
            format_args!("{letters} 列「{heading}」"),
            format_args!("{letters} ({heading})"),
        )
    };
    let all: Vec<_> = columns.iter().map(one).collect();
    all.join(lang.pick("、", ", "))
}
