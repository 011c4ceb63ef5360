//! Class lists as they come: several classes in one, titles between people,
//! marks in two columns.

use chabudao::lang::Lang;

use crate::halves::mapped;
use crate::{RULES, judge, judged, reader};

/// Why nothing could be done with a roster.
#[track_caller]
fn stopped(roster: &str, lang: Lang) -> String {
    let stop = judge(roster.as_bytes(), lang).err();
    stop.expect("it is refused").words(lang, reader())
}

const TWO_CLASSES: &str = "姓名,身份证号,考试日期,上报日期\n\
    王小焊,11010519491231002X,2026-05-08,2026-11-20\n";

/// A second class whose columns stand in another order would be read by the
/// first one's headings.
#[test]
fn headings_in_another_order_stop_with_their_row() {
    for again in [
        "姓名,身份证号,上报日期,考试日期",
        "姓名,考试日期,身份证号,上报日期",
        "序号,姓名,身份证号,考试日期",
        "姓名,缴费,,批准日期",
    ] {
        let roster =
            format!("{TWO_CLASSES}{again}\n李大弧,440524188001010014,2026-11-20,2026-05-08\n");
        assert_eq!(
            stopped(&roster, Lang::Zh),
            "第 3 行又是列名，跟上面的列名不一样，或者换了位置，下面的人会读错列；请把下面的人照上面的列挪好，或者另存成一份名单再查"
        );
        let said = stopped(&roster, Lang::En);
        assert!(said.starts_with("row 3 has headings again"), "{said}");
    }
    let spaced =
        format!("{TWO_CLASSES}姓 名,身份证 号,考试日期（必填）,上报日期\n李大弧,,2026-05-08,\n");
    assert_eq!(judged(&spaced).tally.rows, 2);
    // The same once more is a page break, and words that are headings too are
    // somebody's answers.
    let again =
        format!("{TWO_CLASSES}姓名,身份证号,考试日期,上报日期\n李大弧,,2026-05-08,考试日期\n");
    assert_eq!(judged(&again).tally.rows, 2);
}

/// What is wrong or missing, a footer, a page break in two lines: whatever
/// headings are in them, such rows stop nobody.
#[test]
fn headings_in_a_remark_or_at_a_page_break_stop_no_list() {
    for (roster, people, others) in [
        (
            "姓名,身份证号,是否本校,缺材料\n张三,,本校,身份证\n李四,,外校,\n",
            2,
            0,
        ),
        (
            "姓名,身份证号,哪里错了,还错了什么\n张三,110101199003070011,姓名,身份证号\n李四,,姓名,身份证号\n",
            2,
            0,
        ),
        (
            "姓名,身份证号,缴费\n张三,,已缴\n经办：,缴费：,姓名：\n",
            2,
            0,
        ),
        (
            "姓名,考试结果,缴费\n张三,合格,已缴\n缴费,考试结果,人数\n",
            2,
            0,
        ),
        (
            "序号,姓名,身份证号,证书,,缴费\n,,,应复审日期,有效期至,\n1,张三,,2026-04-01,,\n\
             序号,姓名,身份证号,证书,,缴费\n,,,应复审日期,有效期至,\n2,王五,,2026-04-01,,\n",
            2,
            2,
        ),
        (
            "姓名,考试结果,理论成绩,实操成绩\n张三,合格,90,85\n姓 名,考试结果,理论 成绩,实操 成绩\n",
            1,
            1,
        ),
    ] {
        let judged = judged(roster);
        let tally = (judged.tally.rows, judged.tally.nobody);
        assert_eq!(tally, (people, others), "{roster}");
    }
}

/// Somebody of whom only the name is there is somebody.
#[test]
fn a_name_alone_is_no_title() {
    let names = [
        "张伟1",
        "赵六13800138000",
        "王〇",
        "孙班",
        "欧阳班",
        "张三（补考1次）",
    ];
    let titles = ["三十班", "B组", "第2批", "焊工一班", "二班（2026年）"];
    let roster = format!(
        "姓名,电话\n{},\n{},\n",
        names.join(",\n"),
        titles.join(",\n")
    );
    let judged = judged(&roster);
    let tally = (judged.tally.rows, judged.tally.nobody);
    assert_eq!(
        tally,
        (names.len() as u64, titles.len() as u64),
        "{}",
        judged.csv
    );
}

/// What a class or a shift is called is nobody's name where its row answers nothing.
#[test]
fn a_class_or_a_shift_is_nobody() {
    let groups = ["甲班", " 早班 ", "焊工班", "夜班", "Night shift"];
    let names = ["李班", "王早", "班甲", "焊小工", "甲斌", "白班（赵六）"];
    for cells in ["", ",,"] {
        let rows = groups.iter().chain(&names);
        let rows: Vec<_> = rows.map(|name| format!("1,{name}{cells}")).collect();
        let rows = rows.join("\n");
        let judged = judged(&format!("序号,姓名,考试日期,考试结果\n{rows}\n"));
        let tally = (judged.tally.rows, judged.tally.nobody);
        let expected = (names.len() as u64, groups.len() as u64);
        assert_eq!(tally, expected, "{}", judged.csv);
    }
    // Whose row answers something or has an ID number is somebody, however called.
    let judged_row = judged("姓名,考试日期,考试结果\n白班,2026-05-08,合格\n白班,,\n");
    assert_eq!((judged_row.tally.rows, judged_row.tally.nobody), (1, 1));
    let judged = judged("姓名,身份证号\n甲班,11010519491231002X\n甲班,\n");
    assert_eq!((judged.tally.rows, judged.tally.nobody), (1, 1));
}

/// What a row is counted as where its name is all that stands in it.
#[test]
fn titles_between_people_are_nobody_and_told_by_their_rows() {
    let head = "姓名,身份证号,考试日期\n王小焊,11010519491231002X,2026-05-08\n";
    let titles = [
        "二班",
        "打印日期：2026-11-20",
        "共2人",
        "班主任：王五",
        "第二批",
        "2026年第3期",
        "————",
    ];
    let rows = titles.join(",,\n") + ",,\n";
    let people = "李大弧,440524188001010014,2026-05-08\n钟子期,,\n张班,,2026-05-08\n";
    let judged = judged(&format!("{head}{rows}{people}"));
    assert_eq!((judged.tally.rows, judged.tally.nobody), (4, 7));
    let (pack, words) = &*RULES;
    let said = judged.tally.words(pack, words, Lang::Zh);
    let rows = "不是人，原样保留：第 3、4、5、6、7… 行。";
    assert!(said.contains(rows), "{said}");
    let said = judged.tally.words(pack, words, Lang::En);
    assert!(
        said.contains("kept as they are: row 3, 4, 5, 6, 7 …"),
        "{said}"
    );
    // In a list that begins with the ID number too.
    let other = "身份证号,姓名\n11010519491231002X,王小焊\n二班,\n班主任：王五,\n11010519491231,\n";
    let other = crate::judged(other);
    assert_eq!((other.tally.rows, other.tally.nobody), (2, 2));
}

/// A job title in front of somebody's name and days is no signature.
#[test]
fn who_has_a_name_and_days_is_somebody_whatever_stands_before() {
    let roster = "岗位,姓名,应复审日期,考试日期,考试结果,缴费\n\
        焊工,张三,2026-05-31,2026-05-08,合格,已缴\n\
        负责人,李四,2026-05-31,2026-05-08,合格,已缴\n\
        审核员,王五,2026-05-31,2026-05-08,合格,已缴\n\
        制表人：,赵六,,2026-11-20,审核人：,钱七\n\
        合计,3,,,3,900\n";
    let judged = judged(roster);
    assert_eq!((judged.tally.rows, judged.tally.nobody), (3, 2));
}

/// A remark of two lines whose own quotes were not doubled swallows nobody.
#[test]
fn quotes_within_a_remark_stop_no_list() {
    for remark in ["\"已联系\n明天来\" ", "\"第一次没来\n电话说\"改天\"来\""] {
        let judged = judged(&format!("姓名,缴费,备注\n张三,已缴,{remark}\n李四,已缴,\n"));
        assert_eq!(judged.tally.rows, 2, "{}", judged.csv);
    }
}

/// The first try and the second are two columns of one person.
#[test]
fn two_exams_of_one_person_are_no_lists_side_by_side() {
    let stop = stopped(
        "姓名,考试日期,成绩,考试日期,成绩\n张三,2026-09-10,60,2026-10-10,85\n",
        Lang::En,
    );
    assert!(
        stop.starts_with("these columns are all about Exam date"),
        "{stop}"
    );
    assert!(stop.contains("--map \"D=exam-date\""), "{stop}");
}

/// A result read again, whose headings were made of two lines before.
#[test]
fn headings_do_not_grow_from_result_to_result() {
    let roster = "姓名,日期,,成绩\n,日期初领日期,应复审日期,\n王小焊,2020-05-01,2026-05-31,合格\n";
    let headings = judged(roster).csv;
    let headings = headings.lines().nth(1).expect("there are headings");
    assert!(
        headings.starts_with("姓名,日期初领日期,应复审日期,成绩,"),
        "{headings}"
    );
}

/// Whoever's telephone number stands in a heading, no message repeats it.
#[test]
fn a_number_in_a_heading_is_in_no_message() {
    let roster = "姓名,考试日期,考试日期（13912345678）\n王小焊,2026-05-08,过几天\n";
    for lang in Lang::ALL {
        let said = stopped(roster, lang);
        assert!(
            said.contains("考试日期（") && !said.contains("13912345678"),
            "{said}"
        );
        let roster = roster.replace(",考试日期,", ",备注,");
        let problem = judge(roster.as_bytes(), lang).expect("it is judged");
        let problem = problem.added(0, "问题");
        assert!(
            problem.contains("考试日期（") && !problem.contains("13912345678"),
            "{problem}"
        );
    }
}

/// Half of the class would be lost with one of the two columns.
#[test]
fn two_people_side_by_side_are_told_to_stand_below_each_other() {
    let roster = "序号,姓名,身份证号,序号,姓名,身份证号\n1,王小焊,11010519491231002X,2,李大弧,440524188001010014\n";
    assert_eq!(
        stopped(roster, Lang::Zh),
        "左右并排写了几份名单（B 列「姓名」、E 列「姓名」，别的列也一样）；请把右边的挪到左边的下面，一行一个人，只留一份列名"
    );
    let said = stopped(roster, Lang::En);
    assert!(
        said.starts_with("several lists stand side by side (B (姓名), E (姓名), and other"),
        "{said}"
    );
}

/// What is owed is not what was paid, and what is planned not what was done: of
/// several columns below one heading none is that heading's own.
#[test]
fn no_column_below_a_merged_heading_passes_for_the_whole() {
    let known = |first: &str, second: &str, cells: &str| {
        let roster =
            format!("姓名,身份证号,{first}\n,,{second}\n王小焊,11010519491231002X,{cells}\n");
        let judged = judged(&roster);
        assert_eq!(judged.tally.rows, 1, "{}", judged.csv);
        let second = judged.csv.lines().nth(1).expect("a second line");
        let (_, headings) = second.split_once("姓名,身份证号,").expect("headings");
        headings.split(",result").next().map(str::to_owned)
    };
    for (first, second, cells, expected) in [
        ("缴费,", "应缴,实缴", "600,0", "缴费应缴,缴费实缴"),
        (
            "缴费情况,,",
            "应收,实收,欠费",
            "600,200,400",
            "缴费情况应收,缴费情况实收,缴费情况欠费",
        ),
        ("缴费,", "欠费,应缴", "0,600", "缴费欠费,缴费应缴"),
        (
            "上报日期,",
            "拟报,实报",
            "2026-11-20,",
            "上报日期拟报,上报日期实报",
        ),
        (
            "应复审日期,",
            "原,现",
            "2026-03-20,2026-07-20",
            "应复审日期原,应复审日期现",
        ),
        (
            "考试日期,,成绩,",
            "初考,补考,理论,实操",
            "2026-05-08,,合格,合格",
            "考试日期初考,考试日期补考,理论,实操",
        ),
        // The one that is what the heading says is all of it.
        (
            "考试时间,",
            "日期,场次",
            "2026-05-08,上午",
            "考试时间,考试时间场次",
        ),
        ("证书,", "名称,编号", "特种作业,T1", "证书,证书编号"),
        // The halves of a result, and what says the same once more.
        ("考试结果,", "理论,实操", "合格,合格", "理论,实操"),
        (
            "考试日期,",
            "日期,地点",
            "2026-05-08,校内",
            "考试日期,考试日期地点",
        ),
    ] {
        assert_eq!(known(first, second, cells).as_deref(), Some(expected));
    }
    let judged = judged("姓名,上报日期,\n,拟报,实报\n王小焊,2026-11-20,\n");
    let columns = judged.csv.lines().nth(2).expect("a person");
    assert!(!columns.contains("at-city"), "{columns}");
}

/// A column for each answer, ticked: no cell says which it is.
#[test]
fn ticks_below_a_heading_stop_with_what_to_do() {
    for (head, below) in [
        ("姓名,身份证号,缴费,", ",,已缴,欠费"),
        ("姓名,身份证号,考试日期,缴费,,上报日期", ",,,是,否,"),
    ] {
        let roster = format!("{head}\n{below}\n王小焊,11010519491231002X,√,,√,\n");
        let stop = stopped(&roster, Lang::Zh);
        assert!(stop.contains("「缴费」下面一个答案占一列（「"), "{stop}");
        assert!(stop.contains("请并成一列"), "{stop}");
        let stop = stopped(&roster, Lang::En);
        assert!(
            stop.contains("make them one column headed 缴费 only"),
            "{stop}"
        );
    }
    // Not where somebody says what a column is, or how was paid.
    let ticked = "姓名,身份证号,缴费,\n,,已缴,欠费\n王小焊,11010519491231002X,√,\n";
    for map in ["C=fee", "C=-"] {
        assert!(mapped(ticked, map).is_ok(), "{map}");
    }
    let ways = "姓名,身份证号,缴费,\n,,现金,微信\n王小焊,11010519491231002X,600,\n";
    assert!(judge(ways.as_bytes(), Lang::Zh).is_ok());
    // Somebody's answers, a column without a heading behind them.
    let judged = judged("姓名,考试结果,\n王小焊,合格,不合格\n");
    assert_eq!(judged.tally.rows, 1);
}
