//! What the plain walk prints.

use chrono::NaiveDate;

use super::reply::future;
use super::{Dialogue, Voice};
use crate::check::{id_number, person_name};
use crate::engine::{Rejected, Stop, Value};
use crate::lang::Lang;
use crate::pack::{Domain, Question, QuestionId, Sentence};
use crate::report::answered;
use crate::report::words::{Words, day};
use crate::report::{card, code, text};

/// The commands, said once at the start.
pub(super) fn keys(lang: Lang) -> Vec<String> {
    let lines = match lang {
        Lang::Zh => [
            "打数字回答，每行按回车；不知道就打 0 或者一个点。",
            "? 为什么问；b 回到上一题；a 看回答；c 2 改第 2 个回答；n 从头再来；q 离开。",
            "回答只在这里算，不保存，不上网。",
        ],
        Lang::En => [
            "Answer by number and press Enter; 0 or a dot for \"I don't know\".",
            "? why we ask; b back; a answers so far; c 2 change answer 2; n start anew; q leave.",
            "Answers stay here: nothing is stored or sent.",
        ],
    };
    lines.map(str::to_owned).to_vec()
}

/// A question with its numbered answers.
pub(super) fn question(state: &Dialogue<'_>, id: QuestionId) -> Vec<String> {
    let walk = state.walk();
    let words = Words::new(&walk, state.lang);
    let asked = state.pack.question(id);
    let part = &state.pack.stages[asked.stage.number()].name;
    let number = state.place(asked.fact);
    let (ask, part) = (words.sentence(ask_text(state, asked)), words.text(part));
    let mut lines = vec![String::new()];
    lines.push(state.lang.say(
        format_args!("问题 {number}（{part}）：{ask}"),
        format_args!("Question {number} ({part}): {ask}"),
    ));
    lines.extend(rejected(state));
    if let Some(value) = state
        .answers
        .get(asked.fact)
        .filter(|_| state.changing.is_some())
    {
        let now = state.lang.pick("现在的回答：", "Answer now: ");
        lines.push(format!("{now}{}", answered::answer(&words, asked, value)));
    }
    if state.voice == Voice::Call {
        lines.extend(for_staff(&words, asked));
    }
    lines.extend(ways(&words, id));
    lines
}

/// The question in the voice chosen.
const fn ask_text<'q>(state: &Dialogue<'_>, question: &'q Question) -> &'q Sentence {
    match state.voice {
        Voice::Own => &question.ask,
        Voice::Call => &question.say,
    }
}

/// Why the answer that is there cannot be used, where the walk stops at it.
fn rejected(state: &Dialogue<'_>) -> Option<String> {
    let walk = state.walk();
    match walk.stop {
        Stop::Ask {
            rejected: Some(Rejected::InFuture(date)),
            ..
        } => Some(future(date, state)),
        _ => None,
    }
}

/// What staff listen for, and what not to promise.
fn for_staff(words: &Words<'_>, question: &Question) -> Vec<String> {
    let lang = words.lang;
    let mut lines = Vec::new();
    for text in words.lines(&question.listen) {
        lines.push(format!("{}{text}", lang.pick("听：", "Listen: ")));
    }
    for reply in words.replies(&question.if_said) {
        let (heard, answer) = (words.text(&reply.heard), words.text(&reply.answer));
        lines.push(lang.say(
            format_args!("他说「{heard}」，就答：{answer}"),
            format_args!("If they say \"{heard}\", answer: {answer}"),
        ));
    }
    for text in words.lines(&question.never_promise) {
        lines.push(format!("{}{text}", lang.pick("别说：", "Never: ")));
    }
    lines
}

/// How to answer: the choices, or what to type.
fn ways(words: &Words<'_>, question: QuestionId) -> Vec<String> {
    let lang = words.lang;
    let pack = words.walk.pack();
    let mut lines: Vec<String> = match &pack.fact(pack.question(question).fact).domain {
        Domain::Choice(_) => (words.walk.offered(question).iter())
            .map(|choice| words.text(&choice.label))
            .collect(),
        Domain::IdNumber => {
            return vec![
                lang.say(
                    "照查的时候那样打号码，在这里核对；自己对过了打 1，不知道打 0。",
                    "Type the number as you did when you looked it up, and it is checked here; 1 if you have compared it yourself, 0 if you don't know.",
                ),
            ];
        }
        Domain::NamePair => {
            let record = words.own(
                pack.trade.record.as_ref(),
                "登记的名字",
                "The name on record",
            );
            let typed = words.own(pack.trade.typed.as_ref(), "打的名字", "The name as typed");
            return vec![lang.say(
                format_args!("先打「{record}」，回车，再打「{typed}」，在这里比一比；自己对过了打 1，不知道打 0。"),
                format_args!(
                    "Type \"{record}\", Enter, then \"{typed}\", and they are compared here; 1 if you have compared them yourself, 0 if you don't know."
                ),
            )];
        }
        Domain::Date { up_to_today } => {
            let today = day(words.walk.today(), lang);
            // One that may lie ahead is not taken without its year.
            let year = match (*up_to_today, lang) {
                (true, _) => "",
                (false, Lang::Zh) => "2026年",
                (false, Lang::En) => "2026-",
            };
            return vec![lang.say(
                format_args!("打日子，例如 20261008 或 {year}10月8日；只知道月份就打 2026-10；不知道就打 0。今天是 {today}。"),
                format_args!(
                    "Type a day, for example 20261008 or {year}10-8; a month as 2026-10; 0 if you don't know. Today is {today}."
                ),
            )];
        }
    };
    for (number, line) in (1..).zip(&mut lines) {
        *line = format!("  {number}. {line}");
    }
    lines.push(format!("  0. {}", lang.unknown()));
    lines
}

/// Why the question on screen is asked and where to find the answer.
pub(super) fn why(state: &Dialogue<'_>) -> Vec<String> {
    let walk = state.walk();
    let words = Words::new(&walk, state.lang);
    let Some(question) = state.question() else {
        return vec![at_the_end(state.lang)];
    };
    let question = state.pack.question(question);
    let (why, find) = match state.lang {
        Lang::Zh => ("为什么问：", "在哪里看："),
        Lang::En => ("Why we ask: ", "Where to find it: "),
    };
    vec![
        format!("{why}{}", words.sentence(&question.why)),
        format!("{find}{}", words.sentence(&question.find)),
    ]
}

/// The answers so far, numbered as `c` takes them, and the code to go on with.
pub(super) fn answers(state: &Dialogue<'_>) -> Vec<String> {
    let lang = state.lang;
    let walk = state.walk();
    if walk.path.is_empty() {
        return vec![lang.say("还没有回答。", "No answers yet.")];
    }
    let words = Words::new(&walk, lang);
    let mut lines = Vec::new();
    for (number, step) in (1..).zip(&walk.path) {
        let question = state.pack.question(step.question);
        let answer = walk
            .value(step.fact)
            .map(|value| answered::answer(&words, question, value));
        let (ask, answer) = (words.sentence(&question.ask), answer.unwrap_or_default());
        lines.push(format!("  {number}. {ask} {answer}"));
    }
    lines.extend(code_line(state));
    lines
}

/// Asks which answer to change.
pub(super) fn which(state: &Dialogue<'_>) -> Vec<String> {
    let how = state.lang.pick(
        "改哪一个？打 c 和号数，例如 c 2。",
        "Which one? Type c and its number, for example c 2.",
    );
    let mut lines = answers(state);
    lines.push(how.to_owned());
    lines
}

/// The result, and what can be done now.
pub(super) fn result(state: &Dialogue<'_>) -> Vec<String> {
    let (walk, lang) = (state.walk(), state.lang);
    let words = Words::new(&walk, lang);
    let mut lines = vec![String::new(), lang.say("结果", "Result")];
    if state.voice == Voice::Call
        && let Some(card) = card::fill_in(&words)
    {
        lines.push(format!(
            "{}{}",
            lang.pick("念给他听：", "Read aloud: "),
            card.say
        ));
        let label = lang.pick("别说：", "Never: ");
        lines.extend(
            card.never_promise
                .iter()
                .map(|text| format!("{label}{text}")),
        );
    }
    let text = text::result_in(&words).unwrap_or_default();
    lines.extend(text.lines().map(str::to_owned));
    lines.push(String::new());
    lines.extend(code_line(state));
    lines.push(at_the_end(lang));
    lines
}

fn code_line(state: &Dialogue<'_>) -> Option<String> {
    let code = code::encode(state.pack, &state.answers, state.today)?;
    Some(state.lang.say(
        format_args!("口令：{code}（念给工作人员，他那里可以接着查；里面没有姓名和号码）"),
        format_args!(
            "Spoken code: {code} (read it to the staff, they can go on from here; it holds no name and no number)"
        ),
    ))
}

/// What can be done at a result.
pub(super) fn at_the_end(lang: Lang) -> String {
    lang.say(
        "已经有结果了。b 回到上一题，a 看回答，c 2 改第 2 个回答，n 从头再来，q 离开。",
        "This is the result. b back, a answers so far, c 2 change answer 2, n start anew, q leave.",
    )
}

/// What is still needed where the walk ends without a result.
pub(super) fn needs(state: &Dialogue<'_>) -> Vec<String> {
    let walk = state.walk();
    let Some(fact) = walk.next_fact() else {
        return Vec::new();
    };
    let words = Words::new(&walk, state.lang);
    let label = state.lang.pick(
        "还没有结果，还要知道：",
        "No result yet. Still to be answered: ",
    );
    vec![
        String::new(),
        format!("{label}{}", card::question_words(&words, fact)),
    ]
}

/// How to go on later.
pub(super) fn go_on(code: &str, lang: Lang) -> Vec<String> {
    vec![lang.say(
        format_args!("前面的回答没有丢，下次这样接着来：chabudao resume {code}"),
        format_args!("The answers are not lost; go on with: chabudao resume {code}"),
    )]
}

/// What the check of a number or of names found, and whether it is fine.
pub(super) fn findings(value: &Value, today: NaiveDate, lang: Lang) -> (Vec<String>, bool) {
    let agrees = |zh, en| (vec![lang.say(zh, en)], true);
    match value {
        Value::IdNumber(text) => {
            let report = id_number::check(text.reveal(), today);
            if report.valid {
                return agrees("号码写得对。", "The number is well formed.");
            }
            let causes = report.findings.causes();
            let told = causes.iter().map(|cause| cause.text(lang));
            (told.chain(report.hint(lang)).collect(), false)
        }
        Value::Name { record, typed } => {
            let compared = person_name::compare(record.reveal(), typed.reveal());
            if compared.same {
                return agrees("两个名字一样。", "The two names agree.");
            }
            let told = compared.findings.iter().map(|finding| finding.text(lang));
            (told.collect(), compared.is_right())
        }
        _ => (Vec::new(), false),
    }
}
