//! An answers file to fill in, with the questions as comments.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::words::Words;
use crate::engine::{Answers, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, Fact, FactId, Pack};

/// The file: every fact behind a `#`, to be taken away where one answers.
pub(crate) fn file(pack: &Pack, today: NaiveDate, lang: Lang) -> String {
    let none = Answers::new();
    let walk = Walk::new(pack, &none, today);
    let words = Words::new(&walk, lang);
    let head = match lang {
        Lang::Zh => {
            "# 回答文件：知道的，去掉行首的 # 再填；不知道写 \"unknown\"；不填就是还没问。\n# 填好以后：chabudao diagnose 这个文件\n# 几个人写在一个文件里：每人一段 [[record]]，label = \"第1个\"，下面 [record.answers]。"
        }
        Lang::En => {
            "# Answers file: take the # away where you can answer; \"unknown\" is an answer; what stays behind # was not asked.\n# Then: chabudao diagnose THIS-FILE\n# Several people in one file: for each [[record]] with label = \"first\" and below it [record.answers]."
        }
    };
    let mut out = head.to_owned();
    let _ = writeln!(out, "\n\ntoday = {today}\n");
    for (at, given) in pack.givens.iter().enumerate() {
        let head = if at == 0 { "[given]\n" } else { "" };
        let values = given.values.join("\" \"");
        let _ = writeln!(out, "{head}# {}", words.text(&given.ask));
        let _ = writeln!(
            out,
            "#   \"{values}\"\n# {} = \"{}\"\n",
            given.id, given.values[0]
        );
    }
    let _ = writeln!(out, "[answers]");
    let asked = |(_, fact): &(usize, &Fact)| fact.given.is_none();
    for (number, fact) in pack.facts.iter().enumerate().filter(asked) {
        let _ = writeln!(out);
        question(&mut out, &words, FactId::new(number));
        let _ = writeln!(out, "# {} = {}", fact.id, example(&fact.domain));
    }
    out
}

fn question(out: &mut String, words: &Words<'_>, fact: FactId) {
    let pack = words.walk.pack();
    let Some(question) = pack.question_of(fact).map(|id| pack.question(id)) else {
        return;
    };
    let _ = writeln!(out, "# {}", words.sentence(&question.ask));
    let _ = writeln!(out, "# {}", words.sentence(&question.find));
    let Domain::Choice(ids) = &pack.fact(fact).domain else {
        return;
    };
    for choice in &question.choices {
        let label = words.text(&choice.label);
        let _ = writeln!(out, "#   \"{}\"  {label}", ids[choice.value]);
    }
    let _ = writeln!(out, "#   \"unknown\"  {}", words.lang.unknown());
}

fn example(domain: &Domain) -> String {
    match domain {
        Domain::Choice(ids) => format!("\"{}\"", ids.first().map_or("", String::as_str)),
        Domain::Date { .. } => "2026-10-08".to_owned(),
        Domain::IdNumber | Domain::NamePair => "\"fine\"".to_owned(),
    }
}
