//! One broken pack and one clean twin for every rule of the linter, with the
//! whole messages in both languages.
//!
//! `tests/lint/base` is a good pack; `tests/lint/RULE/broken` and `…/clean`
//! are cases (see `fixture`).
//! `UPDATE_EXPECTED=1 cargo test --test lint` writes `expected.txt` anew.

mod fixture;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chabudao::lang::Lang;
use chabudao::pack::{Files, Loaded, Problems, load};
use chabudao::prove::rule::RULES;
use chabudao::{prove, scenario};
use chrono::NaiveDate;

/// Rules whose bad packs stand in `tests/bad_packs` or come from a folder on
/// disk (`tests/cli.rs`).
const ELSEWHERE: [&str; 9] = [
    "load/file",
    "load/missing-file",
    "load/syntax",
    "load/unknown-key",
    "load/missing-key",
    "load/wrong-value",
    "load/unknown-id",
    "load/duplicate-id",
    "calendar/fault",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

/// The base with one case's files and edits applied.
fn pack_of(case: &Path) -> Files {
    fixture::pack(&root().join("base"), case)
}

/// Everything that `rules check` would say.
fn problems(files: Files) -> Problems {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let Loaded { pack, mut warnings } = match load(files) {
        Ok(loaded) => loaded,
        Err(problems) => return *problems,
    };
    warnings.list.extend(prove::lint(&pack, today));
    let (scenarios, unread) = scenario::read_all(&pack, &warnings.files);
    warnings.list.extend(unread);
    let of_scenarios = prove::lint::scenarios(&pack, &scenarios);
    warnings.list.extend(of_scenarios);
    let unnamed = prove::lint::roster(&pack, &warnings.files);
    warnings.list.extend(unnamed);
    warnings
}

fn rule_folder(id: &str) -> PathBuf {
    root().join(id.replace('/', "-"))
}

#[test]
fn the_base_and_the_shipped_pack_are_clean() {
    for files in [pack_of(&root().join("base")), Files::embedded()] {
        let problems = problems(files);
        let without_scenarios: Vec<_> = (problems.list.iter())
            .filter(|problem| problem.id() != "scenario/missing")
            .collect();
        assert!(
            without_scenarios.is_empty(),
            "{}",
            problems.render(Lang::En)
        );
    }
}

#[test]
fn every_rule_has_a_broken_pack_with_its_whole_message() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !ELSEWHERE.contains(&rule.id)) {
        if rule.id == "text/placeholder" {
            continue; // in tests/bad_packs
        }
        let case = rule_folder(rule.id);
        let problems = problems(pack_of(&case.join("broken")));
        let found = Lang::ALL.map(|lang| problems.render(lang)).join("----\n");
        if !problems.list.iter().any(|problem| problem.id() == rule.id) {
            wrong.push(format!("== {} is not reported\n{found}", rule.id));
        }
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &found).expect("the fixture can be written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&found) {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_pack_has_a_clean_twin() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let twin = rule_folder(rule.id).join("clean");
        if twin.is_dir() {
            let problems = problems(pack_of(&twin));
            if !problems.list.is_empty() {
                wrong.push(format!("== {}\n{}", rule.id, problems.render(Lang::En)));
            }
        } else if !ELSEWHERE.contains(&rule.id) && rule.id != "text/placeholder" {
            wrong.push(format!("== {} has no clean twin", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_listed_once_and_explained() {
    let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        for lang in Lang::ALL {
            assert!(!rule.means(lang).is_empty(), "{}", rule.id);
        }
        assert!(!rule.mend().zh.is_empty() && !rule.mend().en.is_empty());
    }
}

/// What `rules check` says of the base with a file edited and one joined, each
/// problem as its rule and what is wrong.
fn told(edits: &[(&str, &str, &str)], more: &str) -> Vec<String> {
    let base = Files::from_dir(&root().join("base")).expect("the folder is there");
    let mut texts: Vec<(String, String)> = (base.iter())
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    for (name, old, new) in edits {
        let (_, text) = texts.iter_mut().find(|(it, _)| it == name).expect("a file");
        assert!(text.contains(old), "{name} has no {old}");
        *text = text.replacen(old, new, 1);
    }
    if !more.is_empty() {
        texts.push(("more.toml".to_owned(), more.to_owned()));
    }
    let problems = problems(Files::from_texts(texts)).list;
    let told = problems.iter();
    told.map(|it| format!("{}: {}", it.id(), it.title(Lang::Zh)))
        .collect()
}

const QUESTIONS: &str = "questions.toml";
const RESULTS: &str = "results.toml";
/// The label of a choice.
const LABEL: &str = "label.en = \"No\"";
/// A phrase that shows days.
const PHRASE: &str = "[phrase.until]\nwords = { zh = \"到{due}、{ask-from}、{found}\", en = \"{due} {ask-from} {found}\" }\n";
/// Something beside all walks.
const ASIDE: &str = "[aside.lost]\nlabel = { zh = \"丢了\", en = \"Lost\" }\nkeywords = [\"丢\"]\nsources = [\"rule\"]\n";

/// The end of a question.
const END: &str = "never-promise = [{ zh = \"别说行\", en = \"do not say yes\" }]\nnext = \"day\"";
/// A link that rests on days not settled.
const LINK: &str = "[result.wait]\nlink = [{ id = \"school\", when = \"not-certain\" }]";
/// Another source.
const CITED: &str = "[source.two]\nkind = \"law\"\ntitle = { zh = \"另一条\", en = \"Another\" }\nsays = { zh = \"说。\", en = \"Says.\" }\nchecked-on = 2026-11-23\n";
/// Another parameter.
const MUCH: &str = "[parameter.much]\nworkdays = 9\nabout = { zh = \"更多\", en = \"more\" }\nsource = \"rule\"\nchecked-on = 2026-11-23\n";
/// What counts up to it for a class.
const OF_BATCH: &str = "[caution.one]\nplace = \"headline\"\nwhen = { all = [] }\nof-batch = { workdays-since = { fact = \"day\", beyond = \"much\" } }\ntext = [{ zh = \"一\", en = \"one\" }]\nsources = [\"rule\"]\n";
/// What is said in place of a day that is not known.
const UNKNOWN: &str = "say = [{ zh = \"还没到\", en = \"Not due\", when = { not = { known = \"due\" } } }, { zh = \"到{due}\", en = \"Due {due}\" }]";

/// The edit, the file that joins, and all that is wrong then.
type Row<'a> = (Option<(&'a str, &'a str, &'a str)>, String, &'a [&'a str]);

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn every_text_and_condition_is_held() {
    let told_other =
        format!("told = {{ zh = \"{{day}}看到的\", en = \"seen on {{day}}\" }}\n{END}");
    let say = |zh: &str, en: &str| format!("{ASIDE}say = {{ zh = \"{zh}\", en = \"{en}\" }}\n");
    let rows: [Row<'_>; 13] = [
        (
            Some((
                RESULTS,
                "去问学校。\"\nheadline.en = \"Ask the school.",
                "去问学校{until}。\"\nheadline.en = \"Ask the school {until}.",
            )),
            PHRASE.to_owned(),
            &[
                "text/may-be-unknown: 这里可能还不知道 {until} 里的 {due}",
                "text/nothing-found: 走到这里时不一定核对出了什么，用不了 {until} 里的 {found}",
                "text/no-day-to-ask: 这里没有“从哪天起问”，用不了 {until} 里的 {ask-from}",
            ],
        ),
        (
            None,
            say(
                "补证{day}{found}{ask-from}。",
                "Get one {day} {found} {ask-from}.",
            ),
            &[
                "text/may-be-unknown: 这里可能还不知道 {day}",
                "text/no-day-to-ask: 这里没有“从哪天起问”，用不了 {ask-from}",
                "text/nothing-found: 走到这里时不一定核对出了什么，用不了 {found}",
            ],
        ),
        // What stands in its place where the day is not known.
        (None, format!("{ASIDE}{UNKNOWN}\n"), &[]),
        (
            Some((QUESTIONS, END, told_other.as_str())),
            String::new(),
            &["text/may-be-unknown: 这里可能还不知道 {day}"],
        ),
        (Some((RESULTS, "[result.wait]", LINK)), String::new(), &[]),
        (
            Some((
                QUESTIONS,
                LABEL,
                "label.en = \"No\"\nwhen = \"not-certain\"",
            )),
            String::new(),
            &["flow/never-true: `seen` 里这一项的条件怎么也不会成立"],
        ),
        (
            Some((
                QUESTIONS,
                LABEL,
                "label.en = \"No\"\nwhen = { known = \"due\" }",
            )),
            String::new(),
            &["flow/not-asked-before: 条件用到 `due`，可是走到这里以前从来没有问过它"],
        ),
        (
            Some((
                QUESTIONS,
                "en = \"listen\"",
                "en = \"listen\", when = { known = \"due\" }",
            )),
            String::new(),
            &["flow/not-asked-before: 条件用到 `due`，可是走到这里以前从来没有问过它"],
        ),
        (
            Some((
                RESULTS,
                "contact = [\"school\"]",
                "contact = [{ id = \"school\", when = { all = [{ is = { seen = \"yes\" } }, { is = { seen = \"no\" } }] } }]",
            )),
            String::new(),
            &[
                "flow/never-true: `done` 里这一项的条件怎么也不会成立",
                "text/none-left: `contact` 里可能一行也不剩",
            ],
        ),
        // Where there is no day to ask from nothing lies before it.
        (
            Some((
                RESULTS,
                "contact = [\"school\"]",
                "contact = [{ id = \"school\", when = { before-ask = \"day\" } }]",
            )),
            String::new(),
            &[
                "flow/never-true: `done` 里这一项的条件怎么也不会成立",
                "text/none-left: `contact` 里可能一行也不剩",
            ],
        ),
        // Cited by an aside, by a phrase; a parameter counted for a class.
        (
            None,
            format!(
                "{CITED}{}",
                say("补证。", "Get one.").replace("\"rule\"", "\"two\"")
            ),
            &[],
        ),
        (
            None,
            format!(
                "{CITED}{}source = \"two\"\n",
                PHRASE
                    .replace("到{due}、{ask-from}、{found}", "到")
                    .replace("{due} {ask-from} {found}", "until")
            ),
            &[],
        ),
        (None, format!("{MUCH}{OF_BATCH}"), &[]),
    ];
    for (edit, more, wanted) in rows {
        let told = told(edit.as_slice(), &more);
        assert_eq!(told, wanted, "{edit:?} {more}");
    }
}

/// Phrases and what leads by a caution are of no one place.
#[test]
fn wordings_of_no_one_place_have_their_turn_too() {
    let words = |first: &str, second: &str| {
        let wording = |when: &str| format!("{{ zh = \"再等\", en = \"wait\", when = {when} }}");
        format!(
            "[{}, {}, {{ zh = \"等\", en = \"hold on\" }}]",
            wording(first),
            wording(second)
        )
    };
    let (yes, no) = ("{ is = { seen = \"yes\" } }", "{ is = { seen = \"no\" } }");
    let (not_no, both) = (
        format!("{{ not = {no} }}"),
        format!("{{ all = [{yes}, {no}] }}"),
    );
    let turn = "text/no-turn: 第 2 种说法轮不到：它的条件成立时，第 1 种的也成立，先用了那一种";
    let never = |id: &str| format!("flow/never-true: `{id}` 里这一项的条件怎么也不会成立");
    let rows = [
        (yes, no, None, None),
        (
            not_no.as_str(),
            yes,
            Some(turn.to_owned()),
            Some(turn.to_owned()),
        ),
        (
            both.as_str(),
            yes,
            Some(never("until")),
            Some(NOWHERE.to_owned()),
        ),
    ];
    for (first, second, of_phrase, of_lead) in rows {
        let list = words(first, second);
        let used = (
            RESULTS,
            "去问学校。\"\nheadline.en = \"Ask the school.",
            "{until}去问学校。\"\nheadline.en = \"{until} Ask the school.",
        );
        let phrase = format!("[phrase.until]\nwords = {list}\n");
        assert_eq!(told(&[used], &phrase), Vec::from_iter(of_phrase), "{first}");
        let lead = format!(
            "{}[caution.one.lead]\nheadline = {list}\nsay = {list}\ndo = [{TEXT}]\ncontact = [\"school\"]\nscript = [{TEXT}]\nmessage = [{TEXT}]\n",
            caution("{ any = [{ known = \"seen\" }, { not = { known = \"seen\" } }] }")
        );
        let twice: Vec<_> = of_lead
            .into_iter()
            .flat_map(|it| [it.clone(), it])
            .collect();
        assert_eq!(told(&[], &lead), twice, "{first}");
    }
}

/// What leads because of a caution stands there too.
#[test]
fn a_list_is_not_empty_where_a_caution_fills_it() {
    let contact = "contact = [\"school\"]";
    let some = "contact = [{ id = \"school\", when = { is = { seen = \"yes\" } } }]";
    let edit = (RESULTS, contact, some);
    let empty = "text/none-left: `contact` 里可能一行也不剩";
    assert_eq!(told(&[edit], ""), [empty]);
    let lead = |when: &str| {
        format!(
            "{}[caution.one.lead]\nheadline = {TEXT}\nsay = {TEXT}\ndo = [{TEXT}]\n{contact}\nscript = [{TEXT}]\nmessage = [{TEXT}]\n",
            caution(when)
        )
    };
    let others = lead("{ not = { is = { seen = \"yes\" } } }");
    assert_eq!(told(&[edit], &others), Vec::<String>::new());
    assert_eq!(told(&[edit], &lead("{ is = { seen = \"no\" } }")), [empty]);
}

#[test]
fn choices_that_are_offered_together_can_be_told_apart() {
    for (zh, more, wanted) in [
        ("没看到", "", None),
        ("看到了 ", "", Some("看到了")),
        ("不知道", "", Some("不知道")),
        ("看到了", "\nwhen = { all = [] }", Some("看到了")),
        ("看到了", "\nwhen = { any = [] }", None),
    ] {
        let edit = format!("label.zh = \"{zh}\"{more}");
        let mut told = told(&[(QUESTIONS, "label.zh = \"没看到\"", &edit)], "");
        told.retain(|it| it.starts_with("text/"));
        let wanted = wanted.map(|it| format!("text/same-choice: 两个选项都写着「{it}」"));
        assert_eq!(told, Vec::from_iter(wanted), "{zh} {more}");
    }
}

/// However somebody writes what no text may hold.
#[test]
fn addresses_numbers_and_languages_however_they_are_written() {
    for (zh, en, wanted) in [
        ("看一看。", "Look.", None),
        ("宽 3.5 mm，2026.11.30。", "3.5 mm, 2026.11.30.", None),
        (
            "看（http://1.2.3.4/a）。",
            "Look.",
            Some("text/web-address: 网址 1.2.3.4 没有核实过"),
        ),
        (
            "看查询网.中国。",
            "Look.",
            Some("text/web-address: 网址 看查询网.中国 没有核实过"),
        ),
        (
            "看ｗｗｗ．hangong．com。",
            "Look.",
            Some("text/web-address: 网址 www.hangong.com 没有核实过"),
        ),
        ("看 https://cx.mem.gov.cn/。", "See cx.mem.gov.cn.", None),
        (
            "打0416.234.5678。",
            "Call.",
            Some("text/phone-number: 0416.234.5678 像电话号码"),
        ),
        (
            "看。",
            "先等着，在 cx.mem.gov.cn 查。",
            Some("text/wrong-language: 英文里没有一个英文词"),
        ),
        (
            "看。",
            "A都交了",
            Some("text/wrong-language: 英文里没有一个英文词"),
        ),
        (
            "看。",
            "cx.mem.gov.cn",
            Some("text/wrong-language: 英文里没有一个英文词"),
        ),
        (
            "看 https://cx.mem.gov.cn.evil.ru 和 cx.mem.gov.cn。",
            "Look.",
            Some("text/web-address: 网址 cx.mem.gov.cn.evil.ru 没有核实过"),
        ),
        (
            "两样：1.网址要自己打；2.公司不能代查。学校 // 考点。",
            "You can call 12345. 15 working days are usual.",
            None,
        ),
        ("看。", "See 签发机关", None),
        ("看。", "It reads 「有效，未注销」.", None),
        (
            "看。",
            "先等着，隔几天 OK 再查。",
            Some("text/wrong-language: 英文里写的是中文"),
        ),
    ] {
        let edit = format!("do = [{{ zh = \"{zh}\", en = \"{en}\" }}]");
        let told = told(
            &[(RESULTS, "do = [{ zh = \"先做。\", en = \"Do.\" }]", &edit)],
            "",
        );
        assert_eq!(told, Vec::from_iter(wanted.map(str::to_owned)), "{zh} {en}");
    }
}

/// A day that may lie ahead is nothing to count from, though it is known.
#[test]
fn what_is_counted_from_lies_behind() {
    for (when, wanted) in [
        (
            "known = \"due\"",
            Some("text/may-be-unknown: {workdays:due} 数的那一天可能还没到"),
        ),
        ("past = \"due\"", None),
    ] {
        let edit = format!(
            "headline = [{{ zh = \"过了{{workdays:due}}天。\", en = \"{{workdays:due}} days past.\", when = {{ {when} }} }}, {{ zh = \"问。\", en = \"Ask.\" }}]"
        );
        let headline = "headline.zh = \"已经好了。\"\nheadline.en = \"It is solved.\"";
        let told = told(&[(RESULTS, headline, &edit)], "");
        assert_eq!(told, Vec::from_iter(wanted.map(str::to_owned)), "{when}");
    }
}

/// What a roster lacks is allowed where the question or the result stands.
#[test]
fn a_roster_may_leave_out_what_is_allowed() {
    let broken = rule_folder("roster/missing").join("broken");
    let mut texts: Vec<_> = (pack_of(&broken).iter())
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    for (_, text) in &mut texts {
        for table in ["[question.due]\n", "[result.ask]\n"] {
            let allow = "allow = [{ rule = \"roster/missing\", reason = \"不用\" }]\n";
            *text = text.replace(table, &format!("{table}{allow}"));
        }
    }
    let problems = problems(Files::from_texts(texts));
    assert!(problems.list.is_empty(), "{}", problems.render(Lang::En));
}

/// What a roster says to do is read by staff as much as a result.
#[test]
fn the_texts_of_a_roster_are_held_too() {
    let clean = rule_folder("roster/missing").join("clean");
    let mut texts: Vec<_> = (pack_of(&clean).iter())
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    let roster = texts.iter_mut().find(|(name, _)| name == "roster.toml");
    roster.expect("it has one").1 +=
        "[todo]\nwait = { zh = \"保证去看 hangong.com\", en = \"打010-12345678\" }\n";
    let problems = problems(Files::from_texts(texts)).list;
    let told: Vec<_> = problems.iter().map(|it| it.title(Lang::Zh)).collect();
    let wanted = [
        "这里说了「保证」",
        "网址 hangong.com 没有核实过",
        "010-12345678 像电话号码",
        "英文里没有一个字母",
    ];
    assert_eq!(told, wanted);
}

/// A caution on a condition.
fn caution(when: &str) -> String {
    format!(
        "[caution.one]\nplace = \"headline\"\nwhen = {when}\ntext = [{{ zh = \"一\", en = \"one\" }}]\nsources = [\"rule\"]\n"
    )
}

/// Any text.
const TEXT: &str = "{ zh = \"等\", en = \"wait\" }";
const NOWHERE: &str = "flow/never-true: 提醒 `one` 的条件在哪个结果都不会成立";
/// A day to come, as a parameter.
const FAR: (&str, &str, &str) = ("common.toml", "date = 2026-06-01", "date = 2030-01-01");
/// Due from today on, and before that day.
const SOON: &str =
    "{ ahead = \"due\" }, { not = { on-or-after = { fact = \"due\", date = \"turn\" } } }";

#[test]
fn a_caution_may_look_at_the_day_to_ask_where_a_result_has_one() {
    let day = caution("{ all = [{ ahead = \"day\" }, { before-ask = \"day\" }] }");
    assert_eq!(told(&[], &day), Vec::<String>::new());
    // No result with a day to ask comes behind this question.
    let due = caution("{ before-ask = \"due\" }");
    assert_eq!(told(&[], &due), [NOWHERE]);
}

#[test]
fn what_is_so_before_a_dated_figure_or_today_can_be_so() {
    let soon = caution(&format!("{{ all = [{SOON}] }}"));
    assert_eq!(told(&[FAR], &soon), Vec::<String>::new());
    let day = format!(
        "say = [{{ zh = \"{{day}}考的\", en = \"exam {{day}}\", when = {{ all = [{SOON}] }} }}, {{ zh = \"问\", en = \"ask\" }}]"
    );
    let say = "say.zh = \"去问学校。\"\nsay.en = \"Ask the school.\"";
    assert_eq!(
        told(&[FAR, (RESULTS, say, &day)], ""),
        ["text/may-be-unknown: 这里可能还不知道 {day}"]
    );
    // More dates than the days beside them are looked at.
    let mut all = format!("{SOON}, {{ workdays-since = {{ fact = \"day\", beyond = \"few\" }} }}");
    let mut more = String::new();
    for number in 1..=6 {
        let date =
            format!("{MUCH}\n").replace("workdays = 9", &format!("date = 2026-0{number}-01"));
        more += &date.replace("much", &format!("d{number}"));
        let _ = write!(
            all,
            ", {{ on-or-after = {{ fact = \"day\", date = \"d{number}\" }} }}"
        );
    }
    let told = told(&[FAR], &(more + &caution(&format!("{{ all = [{all}] }}"))));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("flow/undecided"), "{told:?}");
}

#[test]
fn what_is_given_in_too_many_ways_is_left_undecided() {
    let (mut more, mut all) = (String::new(), String::new());
    for number in 0..20 {
        let _ = writeln!(
            more,
            "[given.g{number}]\nvalues = [\"no\", \"yes\"]\nask = {{ zh = \"给\", en = \"given\" }}"
        );
        let _ = write!(all, "{{ is = {{ g{number} = \"yes\" }} }}, ");
    }
    let route = format!("when = {{ all = [{all}{{ is = {{ seen = \"yes\" }} }}] }}");
    let edit = (
        QUESTIONS,
        "when = { is = { seen = \"yes\" } }",
        route.as_str(),
    );
    let told = told(&[edit], &more);
    assert!(
        told.iter()
            .any(|it| it.starts_with("flow/undecided: 从问题 `seen` 起")),
        "{told:?}"
    );
}
