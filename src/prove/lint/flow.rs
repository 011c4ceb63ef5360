//! Questions and routes: what is never reached, asked or used.

use super::{Lint, words};
use crate::lang::{Lang, Said};
use crate::pack::{Condition, FactId, Place, Question, QuestionId, ResultId, Target};
use crate::prove::{reads, rule, shape};

/// Every question, then what nothing leads to.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    // Nodes whose being out of reach is said already at the route to them.
    let mut told = vec![false; pack.questions.len() + pack.results.len()];
    for (number, question) in pack.questions.iter().enumerate() {
        if lint.reached(number) {
            routes(lint, number, question, &mut told);
            asking(lint, number, question);
            stages(lint, question);
        }
    }
    unreachable(lint, &told);
}

fn routes(lint: &Lint<'_>, number: usize, question: &Question, told: &mut [bool]) {
    let seen = || lint.views().map(|it| &it.seen[number]);
    for (at, route) in question.routes.iter().enumerate() {
        if seen().any(|seen| seen.fired[at]) {
            continue;
        }
        told[shape::node(lint.pack, route.to)] = true;
        let own = Some(question.fact);
        if not_asked(lint, number, own, &route.when, route.place, question.place) {
            continue;
        }
        let target = Target::Question(QuestionId::new(number));
        let example = lint.example_to(target);
        let by = seen().fold(0, |by, seen| by | seen.taken_by[at]);
        let route_words = route_words(question, at);
        let to_question = match example {
            Some(_) => Said::new("；例子走到这个问题", "; the example leads to that question"),
            None => Said::new("", ""),
        };
        let (rule, what) = if by == 0 {
            let never = Said::new("，条件怎么也不会成立", " can never be true");
            (&rule::FLOW_DEAD_ROUTE, never)
        } else {
            let earlier = (0..64).filter(|bit| by & (1 << bit) != 0);
            let earlier: Vec<_> = earlier.map(|bit: u32| (bit + 1).to_string()).collect();
            let never = Said::new(
                format!(" 从来用不上：前面的第 {} 条总是先成立", earlier.join("、")),
                format!(
                    " never fires: before it, number {} always does first",
                    earlier.join(", ")
                ),
            );
            (&rule::FLOW_SHADOWED_ROUTE, never)
        };
        let title = Said::new(
            format!("{}{}{}", route_words.zh, what.zh, to_question.zh),
            format!("{}{}{}", route_words.en, what.en, to_question.en),
        );
        lint.say_with(rule, route.place, question.place, title, example);
    }
}

/// A route by the words of its question and its number there.
fn route_words(question: &Question, at: usize) -> Said {
    let [zh, en] = Lang::ALL.map(|lang| words::without_slots(question.ask.rest().as_written(lang)));
    let (id, number) = (&question.id, at + 1);
    Said::new(
        format!("问题「{zh}」（{id}）的第 {number} 条 route"),
        format!("route {number} of question \"{en}\" ({id})"),
    )
}

/// Whether a condition reads a fact that no way to the node has asked; says so.
pub(super) fn not_asked(
    lint: &Lint<'_>,
    node: usize,
    own: Option<FactId>,
    condition: &Condition,
    place: Place,
    owner: Place,
) -> bool {
    let Some(explored) = lint.explored.first() else {
        return false;
    };
    let before = &explored.shape.before[node];
    let missing = reads::facts_of(condition)
        .into_iter()
        .find(|fact| Some(*fact) != own && !before.contains(*fact));
    let Some(fact) = missing else {
        return false;
    };
    let id = &lint.pack.fact(fact).id;
    let title = Said::new(
        format!("条件用到 `{id}`，可是走到这里以前从来没有问过它"),
        format!("the condition reads `{id}`, which no way here has asked"),
    );
    lint.say(&rule::FLOW_NOT_ASKED_BEFORE, place, owner, title);
    true
}

fn asking(lint: &Lint<'_>, number: usize, question: &Question) {
    let (place, id) = (question.place, &question.id);
    let seen = || lint.views().map(|it| &it.seen[number]);
    if let Some(unless) = &question.ask_unless
        && !seen().any(|seen| seen.skipped)
        && !not_asked(lint, number, None, unless, place, place)
    {
        let title = Said::new(
            format!("问题 `{id}` 的 ask-unless 怎么也不会成立"),
            format!("the `ask-unless` of question `{id}` can never be true"),
        );
        lint.say(&rule::FLOW_NEVER_TRUE, place, place, title);
    }
    if !seen().any(|seen| seen.asked) {
        let title = Said::new(
            format!("问题 `{id}` 从来不会问"),
            format!("question `{id}` is never asked"),
        );
        let example = lint.example_to(Target::Question(QuestionId::new(number)));
        lint.say_with(&rule::FLOW_NEVER_ASKED, place, place, title, example);
    }
}

fn stages(lint: &Lint<'_>, question: &Question) {
    let pack = lint.pack;
    let routes = question.routes.iter().map(|route| (route.place, route.to));
    for (place, to) in routes.chain([(question.place, question.next)]) {
        let Target::Question(to) = to else { continue };
        let next = pack.question(to);
        if next.stage >= question.stage {
            continue;
        }
        let (from, to) = (&question.id, &next.id);
        let (later, earlier) = (
            &pack.stages[question.stage.number()].id,
            &pack.stages[next.stage.number()].id,
        );
        let title = Said::new(
            format!("`{from}`（{later}）之后回到了前面的阶段：`{to}`（{earlier}）"),
            format!("`{from}` ({later}) leads back to an earlier stage: `{to}` ({earlier})"),
        );
        lint.say(&rule::FLOW_STAGE_BACK, place, question.place, title);
    }
}

/// What no answers lead to: said at the first such node of each way only.
fn unreachable(lint: &Lint<'_>, told: &[bool]) {
    let pack = lint.pack;
    let mut after_another = vec![false; told.len()];
    for (number, question) in pack.questions.iter().enumerate() {
        if !lint.reached(number) {
            shape::exits(pack, question).for_each(|node| after_another[node] = true);
        }
    }
    for (node, told) in told.iter().enumerate() {
        if *told || after_another[node] || lint.reached(node) {
            continue;
        }
        let (zh, en, id, place) = match node.checked_sub(pack.questions.len()) {
            None => {
                let question = &pack.questions[node];
                ("问题", "question", &question.id, question.place)
            }
            Some(number) => {
                let card = pack.card(ResultId::new(number));
                ("结果", "result", &card.id, card.place)
            }
        };
        let title = Said::new(
            format!("怎么回答都走不到{zh} `{id}`"),
            format!("no answers lead to {en} `{id}`"),
        );
        lint.say(&rule::FLOW_UNREACHABLE, place, place, title);
    }
}
