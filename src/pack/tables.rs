//! The tables of a rule pack: what each kind of them holds, key by key, and
//! what stands in them.

use chrono::NaiveDate;

use super::declare::{self, tables};
use super::{
    Condition, ContactId, FactId, LinkId, OwnerId, ParameterId, Place, QuestionId, ResultId,
    Sentence, SourceId, StageId, Text, field, reader, resolve, shape,
};

tables! {
    /// A question: asks for a fact and leads on by its value.
    Question by id "question" {
        /// Its stage.
        stage: StageId = "stage" "阶段",
        /// What it asks for. Two questions may ask for one fact in other words.
        fact: FactId = "fact",
        /// Not asked where this holds.
        ask_unless: Option<Condition> = "ask-unless" "什么时候不问",
        /// What a welder reads.
        ask: Sentence = "ask" "给人看的问题" as Ask,
        /// What it asks for, in a word or two.
        topic: Option<Text> = "topic" "简称",
        /// Its answer as it is read back, where it is no choice.
        told: Option<Text> = "told" "念回去的话",
        /// What staff read aloud.
        say: Sentence = "say" "念给对方听的话" as Say,
        /// Why it is asked.
        why: Sentence = "why" "为什么问" under Prose "为什么问这个" "Why this is asked",
        /// Where to find the answer.
        find: Sentence = "find" "到哪里找答案" under Prose "在哪里看" "Where to find it",
        /// Words of the choices, in the order of the digit keys.
        choices: Vec<Choice> = "choice" "选项" as Choice,
        /// What staff listen for.
        listen: Vec<Line> = "listen" "留意听什么" under List "听什么" "Listen for",
        /// What the caller may say, and what to answer.
        if_said: Vec<Reply> = "if-said" "对方这么说就这么答" under List "对方要是说" "If they say",
        /// What staff must not promise.
        never_promise: Vec<Line> = "never-promise" "不要答应什么" as NeverPromise
            under Never "不要答应、不要说" "Never promise",
        /// First match wins.
        routes: Vec<Route> = "route" "什么情形到哪里",
        /// Where it leads when no route fires.
        next: Target = "next" "其余的到哪里",
        /// More words somebody may search for.
        keywords: Vec<String> = "keywords" "也能搜到的词",
        /// Words that the paper has around this day and none of the others.
        around_day: Vec<String> = "around-day" "日子前后的字",
    }

    /// What a caller may say, and what to answer.
    Reply "if-said" {
        /// The caller's words.
        heard: Text = "heard" as Heard,
        /// The answer.
        answer: Text = "answer",
        /// Only where this is true.
        when: Option<Condition> = "when",
    }

    /// A way on from a question.
    Route "route" {
        /// Fires when this is true.
        when: Condition = "when",
        /// Where it leads.
        to: Target = "to",
    }

    /// Somebody to ask, perhaps only under a condition.
    Whom "contact" {
        /// Who.
        contact: ContactId = "id",
        /// Whether today, though the result has a day to ask from.
        today: Option<bool> = "today",
        /// Only where this is true.
        when: Option<Condition> = "when",
    }

    /// Where in the chain a record hangs.
    Hang "link" {
        /// The link.
        link: LinkId = "id",
        /// Only where this is true.
        when: Option<Condition> = "when",
        /// Whether it is known to hang there; else that is the place to look first.
        known: Option<bool> = "known",
    }

    /// Who moves next, perhaps only under a condition.
    Mover "owner" {
        /// Who.
        owner: OwnerId = "id",
        /// Only where this is true; the last of a list has none.
        when: Option<Condition> = "when",
    }

    /// A result, as the card that is shown.
    Card by id "result" {
        /// What a list or a sum calls it.
        name: Option<Text> = "name" "短名",
        /// The one sentence.
        headline: Sentence = "headline" "一句话" as Headline,
        /// The same for staff to read aloud.
        say: Sentence = "say" "念给对方听的话" as Say,
        /// Why.
        cause: Sentence = "cause" "原因" under Prose "为什么" "Why",
        /// What to do, step by step.
        steps: Vec<Line> = "do" "怎么办" under Steps "现在做什么" "What to do now",
        /// Whom to ask.
        contacts: Vec<Whom> = "contact" "问谁" under List "问谁" "Whom to ask",
        /// From which day on to ask.
        ask_from: Option<AskFrom> = "ask-from" "从哪天起问",
        /// What to say there.
        script: Vec<Line> = "script" "怎么说" under Quote "怎么说" "What to say",
        /// What to have at hand.
        bring: Vec<Line> = "bring" "带上" under List "手边备好" "Have ready",
        /// May one go on working, what can one show.
        meanwhile: Sentence = "meanwhile" "这段时间" under Prose "这段时间" "Meanwhile",
        /// How one sees that it is solved.
        solved_when: Sentence = "solved-when" "办好的样子" under Prose "怎样算办好了" "Solved when",
        /// When to come back, and what to answer then.
        call_again_if: Sentence = "call-again-if" "什么时候再来" under Prose "什么时候再来" "Come back if",
        /// What staff must not promise.
        never_promise: Vec<Line> = "never-promise" "不要答应什么" as NeverPromise,
        /// Where in the chain the record hangs: the first whose condition holds.
        links: Vec<Hang> = "link" "看哪个环节",
        /// Who moves next: the first whose condition holds.
        owner: Movers = "owner" "下一步归谁",
        /// Whether the chain is shown, which goes without saying.
        chain: Option<bool> = "chain" "画不画环节",
        /// Whether what was answered "I don't know" stands first.
        lists_unknown: Option<bool> = "lists-unknown" "先列没核对的",
        /// Whether nobody has to move any more.
        done: Option<bool> = "done" "事情办完了",
        /// The same in two short lines to send.
        message: Vec<Brief> = "message" "发出去的短消息" as Message,
        /// What carries the texts.
        sources: Vec<SourceId> = "sources" "依据",
        /// More words somebody may search for.
        keywords: Vec<String> = "keywords" "也能搜到的词",
    }

    /// A warning beside a result.
    Caution by id "caution" {
        /// Shown when this is true.
        when: Condition = "when" "什么时候提醒",
        /// Beside which part of the result.
        beside: Beside = "place" "写在哪里",
        /// The words; a line may hold only under a condition.
        text: Vec<Line> = "text" "文字",
        /// What it puts before the result's own words, where it matters more.
        lead: Option<Lead> = "lead",
        /// What besides must be true of a whole class for it to be looked at
        /// there: where both hold, the class has waited long enough.
        of_batch: Option<Condition> = "of-batch" "整班什么时候提醒",
        /// What carries them.
        sources: Vec<SourceId> = "sources" "依据",
    }

    /// What a caution puts before a result's own words.
    Lead "lead" {
        /// The one sentence.
        headline: Sentence = "headline" "先说的一句话" as Headline,
        /// The same for staff to read aloud.
        say: Sentence = "say" "先念给对方听的话" as Say,
        /// What to do first.
        steps: Vec<Line> = "do" "先做什么",
        /// Whom to ask first.
        contacts: Vec<Whom> = "contact" "先问谁",
        /// What to say there.
        script: Vec<Line> = "script" "先说什么",
        /// The first line of a message.
        message: Vec<Brief> = "message" "短消息的第一行" as Message,
    }

    /// Words that depend on the case, for a placeholder of its name.
    Phrase by id "phrase" {
        /// Its wordings.
        words: Sentence = "words" "说法",
        /// What carries it, where it says more than words.
        source: Option<SourceId> = "source" "依据",
    }

    /// A condition with a name, to be written once and named wherever it holds.
    NamedCondition by id "condition" {
        /// The condition.
        when: Condition = "when" "条件",
    }

    /// A fact that nobody is asked: the surroundings know it.
    Given by id "given" {
        /// Its values; the first is the one where nothing says otherwise.
        values: Vec<String> = "values" "可以是什么",
        /// What it means.
        ask: Text = "ask" "说明",
    }

    /// What people ask about that no walk answers, with what to say to it.
    Aside by id "aside" {
        /// What it is about.
        label: Text = "label" "题目",
        /// What to say.
        say: Sentence = "say" "念给对方听的话" as Say,
        /// The question or result that goes on from there.
        to: Option<Target> = "to" "接着走到",
        /// What carries it.
        sources: Vec<SourceId> = "sources" "依据",
        /// More words somebody may search for.
        keywords: Vec<String> = "keywords" "也能搜到的词",
    }

    /// A dated and sourced figure.
    Parameter by id "parameter" {
        /// The figure.
        value: Figure = "value" "数或日子",
        /// What it means.
        about: Text = "about" "说明",
        /// What its mark on the line of working days says.
        mark: Option<Text> = "mark" "线上的标记",
        /// The figure that it is marked beside, though no rule counts up to it.
        beside: Option<ParameterId> = "beside" "标在哪个数旁边",
        /// Where it comes from.
        source: SourceId = "source" "依据",
        /// The day somebody last looked.
        checked_on: NaiveDate = "checked-on" "核对日期",
    }

    /// Where facts come from.
    Source by id "source" {
        /// How much it weighs.
        kind: SourceKind = "kind" "种类",
        /// What it is.
        title: Text = "title" "名称",
        /// What it says on this matter.
        says: Text = "says" "说了什么",
        /// The day somebody last looked.
        checked_on: NaiveDate = "checked-on" "核对日期",
        /// The last day it can be relied on, where one is known.
        valid_until: Option<NaiveDate> = "valid-until" "有效到",
    }

    /// Somebody to ask.
    Contact by id "contact" {
        /// Who it is.
        name: Text = "name" "名称或称呼",
        /// The contact that is the same office in other words.
        same_as: Option<ContactId> = "same-as" "同一处",
        /// Whether one does it oneself and calls nobody.
        oneself: Option<bool> = "oneself" "自己办，不用问谁",
        /// What the school entered in its own file, as `(what, value)`.
        entered: Vec<(ContactDetail, String)> = "entered",
    }

    /// An id with the words for it: a stage, a link or somebody who moves next.
    Named "stage" {
        /// The id.
        id: String = "id",
        /// Its words.
        name: Text = "name" "名称或称呼",
    }

    /// What the faces say of the pack's own trade; what is left out they say in
    /// words that fit any.
    #[derive(Default)]
    Trade "words" {
        /// What stands over every page.
        title: Option<Text> = "title" "标题",
        /// What the first page says.
        intro: Option<Text> = "intro" "第一页的话",
        /// Who looks for themselves.
        own: Option<Text> = "own" "自己查的人" as Choice,
        /// Who helps a caller.
        call: Option<Text> = "call" "帮人查的人" as Choice,
        /// How a call begins.
        greeting: Option<Text> = "greeting" "开头念的话" as Say,
        /// What happens on the day a message names: the first line that holds,
        /// else words that fit any.
        by_day: Vec<Brief> = "by-day" "短消息里说日子的那一行" as Message,
        /// What to do first on a second visit.
        again: Option<Text> = "again" "第二次来先做什么",
        /// Where to look again, as the last line of a message.
        look_again: Option<Brief> = "look-again" "短消息的最后一行" as Message,
        /// The name on record.
        record: Option<Text> = "record" "记录上的名字",
        /// The name as it was typed.
        typed: Option<Text> = "typed" "打的名字",
    }
}

/// A choice of a question.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its number in the fact's domain.
    pub value: usize,
    /// Its words.
    pub label: Text,
    /// The same as it is read back.
    pub told: Option<Text>,
    /// Offered only where this is true; its value is taken everywhere.
    pub(crate) when: Option<Condition>,
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To another question.
    Question(QuestionId),
    /// To a result.
    Result(ResultId),
}

impl Default for Target {
    fn default() -> Self {
        Self::Question(QuestionId::default())
    }
}

/// A line of a result, perhaps only under a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub(crate) text: Text,
    /// Shown only when this is true.
    pub(crate) when: Option<Condition>,
}

/// A short line of a message, perhaps only under a condition.
#[derive(Clone, Debug)]
pub struct Brief(pub(crate) Line);

/// Who moves next: the first whose condition holds. The last has none.
#[derive(Clone, Debug, Default)]
pub struct Movers(pub(crate) Vec<Mover>);

/// How the first day to ask is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskFrom {
    /// How many working days.
    pub(crate) sum: Vec<ParameterId>,
    /// The first working day beyond that many, or the last of them.
    pub(crate) beyond: bool,
    /// Counted from the first of these that is known.
    pub(crate) after: Vec<Anchor>,
}

/// A day to count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The day answered for a fact.
    Fact(FactId),
    /// Today.
    Today,
}

named! {
    /// The part of a result page that a caution stands beside.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Beside {
        /// The one sentence.
        #[default]
        Headline "headline",
        /// The day to ask from.
        AskFrom "ask-from",
        /// What to say.
        Script "script",
    }
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number of working days, at least 1.
    Workdays(u32),
    /// Another number, at least 1.
    Count(u32),
    /// A day.
    Date(NaiveDate),
}

named! {
    /// How much a source weighs.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum SourceKind {
        /// Law or official text.
        Law "law",
        /// A notice or public statement of an authority.
        Notice "notice",
        /// The platform's own answers.
        Faq "faq",
        /// What people do and report.
        Practice "practice",
        /// Our own inference.
        #[default]
        Assumption "assumption",
    }
}

named! {
    /// What a school can enter of a contact.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ContactDetail {
        /// Telephone number.
        Phone "phone",
        /// Address.
        Address "address",
        /// Opening hours.
        Hours "hours",
        /// Anything else.
        Note "note",
    }
}

impl Question {
    /// The conditions that decide where it leads: when it is not asked, and
    /// those of its routes.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let routes = self.routes.iter().map(|route| &route.when);
        self.ask_unless.iter().chain(routes)
    }

    /// Everywhere it can lead, by `next` first.
    pub(crate) fn exits(&self) -> impl Iterator<Item = Target> {
        let routes = self.routes.iter().map(|route| route.to);
        [self.next].into_iter().chain(routes)
    }

    /// The choice that gives its fact that value.
    pub(crate) fn choice(&self, value: usize) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}

impl Card {
    /// The conditions that decide which link it names.
    pub(crate) fn link_conditions(&self) -> impl Iterator<Item = &Condition> {
        self.links.iter().filter_map(|hang| hang.when.as_ref())
    }
}

impl Hang {
    /// Whether it is known to hang there, which goes without saying.
    pub(crate) fn is_known(&self) -> bool {
        self.known != Some(false)
    }
}

impl AskFrom {
    /// The facts from whose days it can count.
    pub(crate) fn facts(&self) -> impl Iterator<Item = FactId> {
        self.after.iter().filter_map(|anchor| match anchor {
            Anchor::Fact(fact) => Some(*fact),
            Anchor::Today => None,
        })
    }
}
