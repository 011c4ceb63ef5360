//! What two packs do differently: edits of the fixture, each with the whole
//! report; and that every report is true and leaves nothing out.
//!
//! `UPDATE_EXPECTED=1 cargo test --test diff` writes `tests/diff/*.txt` anew.

#[path = "fixture/parcel.rs"]
mod parcel;

use std::fs;
use std::path::Path;

use chabudao::engine::{Answers, Secret, Value, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Domain, Files, Loaded, Pack, load};
use chabudao::prove::diff::{Destination, Diff, Example, NamedAnswer, diff};
use chabudao::review::{behaviour, changes, days, rest, roster};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// File, what stands there, what shall stand there.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// The fixture with every occurrence edited.
fn edited(edits: &[Edit<'_>]) -> Pack {
    let mut texts: Vec<(String, String)> = parcel::files()
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    for (file, from, to) in edits {
        let (_, text) = texts
            .iter_mut()
            .find(|(name, _)| name == file)
            .expect("a file of the rules");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replace(from, to);
    }
    match load(Files::from_texts(texts)) {
        Ok(loaded) => loaded.pack,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    }
}

/// Edits, and the report they must bring, in both languages.
#[track_caller]
fn case(name: &str, edits: &[Edit<'_>]) -> Diff {
    let (old, new) = (edited(&[]), edited(edits));
    let found = diff(&old, &new, today());
    assert!(found.complete, "{name}: too many walks");
    check(&old, &new, &found);
    let texts = changes::reworded(&old, &new, &found.renamed);
    let mut words = String::new();
    for lang in Lang::ALL {
        words.push_str(&behaviour::words(&old, &new, &found, &texts, lang));
        words.push_str(&days::words(&old.calendar, &new.calendar, lang));
        words.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/diff/{name}.txt"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(&path, &words).expect("it can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(words, expected, "{}", path.display());
    found
}

/// Every example comes out as told, and every scenario that comes out
/// otherwise belongs to a change.
fn check(old: &Pack, new: &Pack, found: &Diff) {
    for change in &found.changes {
        let example = &change.example;
        for (pack, end) in [(old, &example.old), (new, &example.new)] {
            let answers = answers(pack, example);
            let walk = Walk::new(pack, &answers, example.today);
            match (&end.stop, walk.outcome()) {
                (Destination::Result(id), Some(outcome)) => {
                    let came = &pack.card(outcome.result).id;
                    let renamed = found
                        .renamed
                        .iter()
                        .any(|it| it.old.as_ref() == Some(id) && it.new.as_ref() == Some(came));
                    assert!(came == id || renamed, "{came} is not {id}");
                    assert_eq!(outcome.ask_from, end.ask_from);
                }
                (Destination::Refused(_), None) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    let differs = parcel::scenarios(old).iter().any(|it| {
        let told = |pack| {
            let walk = Walk::new(pack, &it.answers, it.today);
            walk.outcome()
                .map(|out| (out.result, out.ask_from, out.link))
        };
        told(old) != told(new)
    });
    assert!(
        !differs || !found.is_empty(),
        "a scenario differs, the report does not say so"
    );
}

fn answers(pack: &Pack, example: &Example) -> Answers {
    let given = example.answers.iter().filter_map(|(name, given)| {
        let fact = pack.find_fact(name)?;
        let value = match (given, &pack.fact(fact).domain) {
            (NamedAnswer::Day(day), _) => Value::Date(*day),
            (NamedAnswer::Month(month), _) => Value::Month(*month),
            (NamedAnswer::Named(name), _) if name == "unknown" => Value::Unknown,
            (NamedAnswer::Named(name), Domain::Choice(ids)) => {
                Value::Choice(ids.iter().position(|id| id == name)?)
            }
            (NamedAnswer::Named(name), _) if name == "fine" => Value::Fine,
            (_, Domain::IdNumber) => Value::IdNumber(Secret::new("1")),
            _ => Value::Name {
                record: Secret::new("甲"),
                typed: Secret::new("乙"),
            },
        };
        Some((fact, value))
    });
    given.collect()
}

const LOOK: &str = "1-look.toml";
const DAYS: &str = "2-days.toml";
const SENDER: &str = "3-sender.toml";
const DEPOT: &str = "4-depot.toml";
const FIGURES: &str = "common.toml";
/// The usual wait, and a day longer.
const LONGER: Edit<'_> = (FIGURES, "workdays = 6", "workdays = 7");

#[test]
fn a_comment_is_no_change() {
    let found = case("comment", &[(DAYS, "# 第二步", "# 随便写写")]);
    assert!(found.is_empty());
}

#[test]
fn a_sentence_and_a_source_are_listed_but_change_nothing() {
    let edits = [
        (
            DAYS,
            "ask.zh = \"哪天寄的？\"",
            "ask.zh = \"是哪一天寄的？\"",
        ),
        (
            FIGURES,
            "title.zh = \"编的规定",
            "title.zh = \"编的一条规定",
        ),
    ];
    assert!(case("wording", &edits).is_empty());
}

#[test]
fn a_bound_moved_by_a_day_names_just_that_day() {
    let found = case("bound", &[LONGER]);
    assert_eq!(found.changes.len(), 2, "the way and the day to ask");
}

#[test]
fn a_parameter_under_another_name_does_the_same() {
    let edits = [FIGURES, SENDER, DEPOT].map(|file| (file, "sort-days", "sorting-days"));
    assert!(case("parameter-renamed", &edits).is_empty());
}

#[test]
fn a_route_that_takes_fewer_answers() {
    let from = "{ asked-sender = [\"no\", \"unknown\"] }";
    let to = "{ asked-sender = \"no\" }";
    case("fewer-answers", &[(SENDER, from, to)]);
}

#[test]
fn a_route_to_another_result() {
    let from = "when = { is = { duty = \"unpaid\" } }\nto = \"pay-duty\"";
    let to = "when = { is = { duty = \"unpaid\" } }\nto = \"write\"";
    case("other-target", &[(DEPOT, from, to)]);
}

#[test]
fn a_question_that_is_left_out() {
    let edit = (DEPOT, "next = \"duty-last\"", "next = \"write\"");
    case("question-left-out", &[edit]);
}

#[test]
fn a_question_that_is_always_asked() {
    let head = "[question.receiver]\nstage = \"look\"\ninput = \"name-pair\"\n";
    let from = format!("{head}ask-unless = {{ is = {{ page = \"old-stop\" }} }}\n");
    case("always-asked", &[(LOOK, &from, head)]);
}

#[test]
fn a_choice_and_a_result_under_other_names() {
    let names = [
        ("\"lost\"", "\"gone\""),
        ("\"claim\"", "\"be-paid\""),
        ("[result.claim]", "[result.be-paid]"),
    ];
    let edits = names.map(|(from, to)| (DEPOT, from, to));
    let found = case("renamed", &edits);
    assert!(found.changes.is_empty() && !found.is_empty());
}

#[test]
fn a_caution_and_a_link_that_move() {
    let edits = [
        (
            DEPOT,
            "{ asked = \"sent-date\" }, { is = { page = \"nothing\" } }",
            "{ asked = \"sent-date\" }, { is = { page = \"old-stop\" } }",
        ),
        (
            SENDER,
            "{ id = \"depot\", when = { is = { sender-reply = \"at-depot\" } } },\n",
            "",
        ),
    ];
    case("caution-and-link", &edits);
}

#[test]
fn a_caution_that_rested_on_days_not_settled() {
    let when = "when = { is = { page = \"old-stop\" } }";
    let found = case("not-certain", &[(DEPOT, "when = \"not-certain\"", when)]);
    assert!(!found.changes.is_empty());
}

#[test]
fn a_day_off_that_becomes_a_workday() {
    let edits = [("calendar/2026.toml", "2026-10-10 周六", "2026-10-11 周日")];
    case("calendar", &edits);
}

#[test]
fn swapped_packs_report_the_same_changes_the_other_way_round() {
    let (old, new) = (edited(&[]), edited(&[LONGER]));
    let (there, back) = (diff(&old, &new, today()), diff(&new, &old, today()));
    let answers = |diff: &Diff| {
        let list = diff.changes.iter();
        list.map(|it| it.answers.clone()).collect::<Vec<_>>()
    };
    assert_eq!(answers(&there)[0], answers(&back)[0]);
}

#[path = "mutations/generated.rs"]
mod generated;

#[test]
fn large_packs_of_every_form_neither_hang_nor_overflow() {
    for form in generated::Form::ALL {
        let files = generated::pack(form, 150);
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
            .collect();
        let edited = texts.iter().map(|(name, text)| {
            let moved = text.replace("workdays = 15", "workdays = 16");
            (name.clone(), moved)
        });
        let edited: Vec<_> = edited.collect();
        let load = |texts: Vec<(String, String)>| {
            load(Files::from_texts(texts)).expect("a good pack").pack
        };
        let (old, new) = (load(texts), load(edited));
        assert!(diff(&old, &old, today()).is_empty(), "{form:?}");
        let found = diff(&old, &new, today());
        let counts = form != generated::Form::Diamonds; // these ask for no days
        assert_eq!(!found.changes.is_empty(), counts, "{form:?}");
    }
}

#[test]
fn words_of_class_lists_are_named_key_by_key() {
    let files = |text: &str| Files::from_texts(vec![("roster.toml".to_owned(), text.to_owned())]);
    let old = files("blank = [\"-\"]\n[value.fee]\npaid = [\"已缴\", \"√\"]\n");
    let new =
        files("blank = [\"-\"]\n[value.fee]\npaid = [\"已缴\", \"300\"]\nunpaid = [\"欠#\"]\n");
    assert_eq!(roster::words(&old, &old, Lang::Zh), "");
    assert_eq!(
        roster::words(&old, &new, Lang::Zh),
        "[名单里认的列名和写法（- 不认了，+ 新认的，~ 先后变了）]\n\
         - value.fee.paid：√\n\
         + value.fee.paid：300\n\
         + value.fee.unpaid：欠#\n"
    );
    assert!(roster::words(&old, &new, Lang::En).contains("+ value.fee.unpaid: 欠#\n"));
}

/// The small pack of the linter's tests with files edited or joined.
fn small(edits: &[Edit<'_>], more: &[(&str, &str)]) -> Loaded {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/base");
    let files = Files::from_dir(&base).expect("the folder is there");
    let mut texts: Vec<(String, String)> = files
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    for (name, from, to) in edits {
        let text = texts.iter_mut().find(|(it, _)| it == name);
        let (_, text) = text.expect("a file of the pack");
        assert!(text.contains(from), "{name} has no {from}");
        *text = text.replacen(from, to, 1);
    }
    for (name, text) in more {
        match texts.iter_mut().find(|(it, _)| it == name) {
            Some((_, old)) => old.push_str(text),
            None => texts.push(((*name).to_owned(), (*text).to_owned())),
        }
    }
    load(Files::from_texts(texts)).unwrap_or_else(|it| panic!("{}", it.render(Lang::En)))
}

/// All that `rules diff` says.
fn told(old: &Loaded, new: &Loaded) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
    let found = diff(&old.pack, &new.pack, today);
    check(&old.pack, &new.pack, &found);
    let texts = changes::reworded(&old.pack, &new.pack, &found.renamed);
    let (lang, files) = (Lang::Zh, [&old.warnings.files, &new.warnings.files]);
    behaviour::words(&old.pack, &new.pack, &found, &texts, lang)
        + &days::words(&old.pack.calendar, &new.pack.calendar, lang)
        + &roster::words(files[0], files[1], lang)
        + &rest::words(old, new, lang)
}

const QUESTIONS: &str = "questions.toml";
const RESULTS: &str = "results.toml";
/// The route of the last question.
const ROUTE: &str = "when = { on-or-after = { fact = \"due\", date = \"turn\" } }";
const SAME: &str = "两份规则做的事一样";

/// Edits of the old and of the new small pack, and what must be said of them.
type Told<'a> = (&'a [Edit<'a>], &'a [Edit<'a>], &'a [&'a str]);

/// Holds what is said of small edits against what must be.
fn held(rows: &[Told<'_>]) {
    for (old, new, wanted) in rows {
        let told = told(&small(old, &[]), &small(new, &[]));
        for words in *wanted {
            assert!(told.contains(words), "{words}\nis not in\n{told}");
        }
        assert!(wanted.contains(&SAME) == told.contains(SAME), "{told}");
    }
}

#[test]
fn what_small_edits_bring_is_said() {
    let month: Told<'_> = (
        &[(QUESTIONS, ROUTE, "when = { not = { past = \"due\" } }")],
        &[(QUESTIONS, ROUTE, "when = { ahead = \"due\" }")],
        &[
            "1. 在「哪天到期？」（due），答 due = 2026-11：原来结果是 ask，现在结果是 done。",
            "due = \"2026-11\"：原来",
        ],
    );
    let owner = "[result.wait]\nowner = \"caller\"";
    let second =
        "[[owner]]\nid = \"office\"\nname.zh = \"网点\"\nname.en = \"Office\"\n\n[[owner]]";
    let today = "contact = [{ id = \"school\", today = true }]";
    let look = "[result.wait]\nlink = [{ id = \"school\", known = false }]";
    held(&[
        month,
        (
            &[(RESULTS, "[result.wait]", look)],
            &[(
                RESULTS,
                "[result.wait]",
                "[result.wait]\nlink = [{ id = \"school\" }]",
            )],
            &["卡在的环节原来 school（先看这一环），现在 school。"],
        ),
        (
            &[(RESULTS, "contact = [\"school\"]", today)],
            &[],
            &[
                SAME,
                "- 结果 done, 问谁 1 [zh]：school（今天就问） → school\n",
            ],
        ),
        (
            &[("pack.toml", "[[owner]]", second)],
            &[
                ("pack.toml", "[[owner]]", second),
                (
                    RESULTS,
                    owner,
                    "[result.wait]\nowner = \"office\"\ndone = true",
                ),
            ],
            &[
                "[谁来办、什么在前、整班怎么提醒]\n- 结果 wait, 下一步归谁 1 [zh]：来电人 → 网点\n",
                "- 结果 wait, 事情办完了 加了：true\n",
            ],
        ),
        (
            &[(
                RESULTS,
                "do = [{",
                "do = [{ zh = \"甲\", en = \"A\" }, { zh = \"乙\", en = \"B\" }, {",
            )],
            &[],
            &[
                SAME,
                "- 结果 done, 怎么办 1 删了：甲 / A\n- 结果 done, 怎么办 2 删了：乙 / B\n",
            ],
        ),
    ]);
}

#[test]
fn what_is_held_against_a_pack_is_compared_too() {
    held(&[
        (
            &[],
            &[
                ("wording.toml", "[\"保证\"]", "[]"),
                ("wording.toml", "numbers = [", "numbers = [\"114\", "),
            ],
            &[SAME, "- 不许说的话 -：保证\n", "- 可以写的号码 +：114\n"],
        ),
        (
            &[],
            &[
                (
                    "scenarios/all.toml",
                    "[scenario.long-ago]",
                    "[scenario.too-long-ago]",
                ),
                ("pack.toml", "version = \"1\"", "version = \"2\""),
            ],
            &[
                SAME,
                "- 版本：1 → 2\n- 情景 long-ago 没有了\n- 情景 too-long-ago 是新的\n",
            ],
        ),
        (
            &[],
            &[(
                RESULTS,
                "[result.wait]",
                "[result.wait]\nallow = [{ rule = \"scenario/missing\", reason = \"没空\" }]",
            )],
            &[
                SAME,
                "- 免掉的警告 +：结果 wait: scenario/missing（没空）\n",
            ],
        ),
        (
            &[],
            &[(
                "pack.toml",
                "id = \"tiny\"",
                "id = \"own\"\nwords.greeting = { zh = \"您好\", en = \"Hello\" }",
            )],
            &[
                SAME,
                "- 总目录 tiny, 开头念的话 加了：您好 / Hello\n",
                "- 名字：tiny → own\n",
            ],
        ),
    ]);
}

#[test]
fn a_notice_of_another_date_is_named_though_every_day_is_the_same() {
    let edit = (
        "calendar/2026.toml",
        "date = 2025-11-04",
        "date = 2025-11-05",
    );
    let (old, new) = (edited(&[]), edited(&[edit]));
    let notice = "国办发明电〔2025〕7号 国务院办公厅关于2026年部分节假日安排的通知";
    assert_eq!(
        days::words(&old.calendar, &new.calendar, Lang::Zh),
        format!("[放假通知（- 少了，+ 多了）]\n- 2025-11-04 {notice}\n+ 2025-11-05 {notice}\n")
    );
}

#[test]
fn when_a_class_is_told_of_a_caution_is_something_it_does() {
    let with = |join: &str| {
        let of_batch = format!(
            "of-batch = {{ {join} = [{{ is = {{ seen = \"yes\" }} }}, {{ known = \"day\" }}] }}\n"
        );
        small(&[], &[("cautions.toml", &(caution("one") + &of_batch))])
    };
    let told = told(&with("all"), &with("any"));
    let words = "[谁来办、什么在前、整班怎么提醒]\n- 提醒 one, 整班什么时候提醒";
    assert!(told.contains(words) && !told.contains(SAME), "{told}");
    assert!(!told.contains("→  →"), "{told}");
}

/// A caution beside the one sentence.
fn caution(id: &str) -> String {
    format!(
        "[caution.{id}]\nplace = \"headline\"\nwhen = {{ all = [] }}\ntext = [{{ zh = \"记住{id}\", en = \"mind {id}\" }}]\nsources = [\"rule\"]\n"
    )
}

#[test]
fn what_is_new_is_said_with_its_words_and_the_order_of_what_stands_there() {
    let (one, two) = (caution("one"), caution("two"));
    let (both, turned) = (format!("{one}{two}"), format!("{two}{one}"));
    let with = |text: &str| small(&[], &[("cautions.toml", text)]);
    let told_new = told(&with(&one), &with(&both));
    let words =
        "- 提醒 two 是新的\n    写在哪里：一句话 / headline\n    文字 1：记住two / mind two\n";
    assert!(told_new.contains(words), "{told_new}");
    let told_order = told(&with(&both), &with(&turned));
    let words = "- 提醒的先后变了：原来 one、two，现在 two、one\n";
    assert!(
        told_order.contains(words) && !told_order.contains(SAME),
        "{told_order}"
    );
}

/// The small pack with a day to ask at its last result, counted in `much`
/// working days, and a caution; both dates are asked for, `due` first or last.
fn asking(due_first: bool, after: &str, much: u32, when: &str) -> Pack {
    let rule =
        format!("[result.ask]\nask-from = {{ nth-workday = [\"much\"], after = [\"{after}\"] }}");
    let far = (FIGURES, "date = 2026-06-01", "date = 2030-01-01");
    let edits: [Edit<'_>; 5] = [
        far,
        (RESULTS, "[result.ask]", &rule),
        ("pack.toml", "start = \"seen\"", "start = \"due\""),
        (QUESTIONS, "next = \"ask\"", "next = \"seen\""),
        (QUESTIONS, "next = \"due\"", "next = \"ask\""),
    ];
    let figure = format!(
        "\n[parameter.much]\nworkdays = {much}\nabout.zh = \"几个工作日\"\nabout.en = \"some working days\"\nsource = \"rule\"\nchecked-on = 2026-11-23\n"
    );
    let caution = caution("one").replace("{ all = [] }", when);
    let more = [(FIGURES, figure.as_str()), ("cautions.toml", &caution)];
    small(&edits[..if due_first { 5 } else { 2 }], &more).pack
}

#[test]
fn a_day_is_held_against_the_first_day_to_ask_on_both_sides() {
    let plain = "{ ahead = \"due\" }";
    let held = "{ all = [{ ahead = \"due\" }, { before-ask = \"due\" }] }";
    let other = "{ all = [{ ahead = \"due\" }, { not = { before-ask = \"due\" } }] }";
    let day = NaiveDate::from_ymd_opt(2026, 3, 30).expect("a day");
    for (first, after) in [
        (true, "day"),
        (false, "day"),
        (true, "today"),
        (false, "today"),
    ] {
        let pack = |much, when| asking(first, after, much, when);
        let rows = [
            (pack(9, plain), pack(9, held), 1),
            (pack(9, held), pack(9, plain), 1),
            (pack(9, plain), pack(9, other), 1),
            (pack(9, other), pack(9, held), 2),
            // With the day to ask the caution moves too.
            (pack(9, held), pack(10, held), 2),
            (pack(9, held), pack(9, held), 0),
        ];
        for (row, (old, new, wanted)) in rows.iter().enumerate() {
            let found = diff(old, new, day);
            check(old, new, &found);
            let told = format!("{first} {after} {row}: {:#?}", found.changes);
            assert!(found.complete && found.changes.len() == *wanted, "{told}");
            for change in &found.changes {
                let cautions = |pack| {
                    let answers = answers(pack, &change.example);
                    let walk = Walk::new(pack, &answers, day);
                    let outcome = walk.outcome().expect("a result");
                    (outcome.cautions.clone(), outcome.ask_from)
                };
                assert_ne!(cautions(old), cautions(new), "{told}");
            }
        }
    }
}

#[test]
fn what_is_given_is_no_other_thing_and_no_condition_where_it_decides_nothing() {
    let given = |id: &str| {
        format!(
            "[given.{id}]\nvalues = [\"no\", \"yes\"]\nask = {{ zh = \"有{id}吗\", en = \"{id}?\" }}\n"
        )
    };
    let with = |text: &str| small(&[], &[("given.toml", text)]);
    let swapped = told(&with(&given("ours")), &with(&given("printer")));
    assert!(!swapped.contains("改名为"), "{swapped}");
    let renamed = given("ours").replace("given.ours", "given.own");
    let renamed = told(&with(&given("ours")), &with(&renamed));
    assert!(renamed.contains("事实 ours 改名为 own"), "{renamed}");

    let given = given("ours");
    let whatever = "when = { all = [{ on-or-after = { fact = \"due\", date = \"turn\" } }, { is = { ours = [\"no\", \"yes\"] } }] }";
    let edits: [Edit<'_>; 2] = [
        (QUESTIONS, ROUTE, whatever),
        (FIGURES, "2026-06-01", "2026-06-03"),
    ];
    let old = small(&edits[..1], &[("given.toml", given.as_str())]);
    let new = small(&edits, &[("given.toml", given.as_str())]);
    let told = told(&old, &new);
    assert!(told.contains("答 due = 2026-06-01 至 2026-06-02"), "{told}");
    assert!(!told.contains("ours = no / yes"), "{told}");
}

#[test]
fn days_that_no_notice_covers_are_compared_too() {
    let off = "\n[[holiday]]\nname = \"春节\"\noff = { from = 2026-03-24, to = 2026-03-26 }\n";
    let told_day = told(
        &small(&[], &[]),
        &small(&[], &[("calendar/2026.toml", off)]),
    );
    assert!(told_day.contains("从哪天起问变了"), "{told_day}");
    let far = "year = 2032\ncomplete = false\n\n[[holiday]]\nname = \"元旦\"\noff = 2032-01-01\n";
    let told_year = told(
        &small(&[], &[]),
        &small(&[], &[("calendar/2032.toml", far)]),
    );
    assert!(
        told_year.contains("- 2032-01-01：工作日（not-announced） → 元旦放假（not-announced）"),
        "{told_year}"
    );
}

#[test]
fn words_of_class_lists_in_another_order_are_named_and_a_slip_is_refused() {
    let files = |text: &str| Files::from_texts(vec![("roster.toml".to_owned(), text.to_owned())]);
    let old = files("[heading]\nseen = [\"看到\", \"见到\"]\n");
    let new = files("[heading]\nseen = [\"见到\", \"看到\"]\n");
    let told = roster::words(&old, &new, Lang::Zh);
    assert!(told.ends_with("\n~ heading.seen：见到、看到\n"), "{told}");
    assert!(roster::check(&old).is_ok());
    let slip = roster::check(&files("[heading\n")).expect_err("no TOML");
    assert_eq!(slip.list[0].id(), "load/syntax");
}
