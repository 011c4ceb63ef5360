//! Fills a text's placeholders from a walk, and writes dates and counts so
//! that what is not certain never stands there as a bare date.

use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::found;
use crate::check::date_text::Typed;
use crate::check::invisible::one_line;
use crate::check::month::Month;
use crate::check::workdays::{DayKind, weekday};
use crate::engine::{Counted, Rejected, SettledDay, Value, Walk};
use crate::lang::Lang;
use crate::pack::{
    CautionId, Condition, Domain, FactId, Lead, Line, Question, Reply, Sentence, Slot, Text,
};

/// The words of a walk in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The walk the words are about.
    pub(crate) walk: &'a Walk<'a>,
    /// The language.
    pub lang: Lang,
    /// Whether the person's own name and number may be shown.
    pub(crate) unmasked: bool,
    /// Whether days go without their weekdays, as one says them.
    brief: bool,
}

impl<'a> Words<'a> {
    /// The words of `walk` in `lang`.
    #[must_use]
    pub const fn new(walk: &'a Walk<'a>, lang: Lang) -> Self {
        Self {
            walk,
            lang,
            unmasked: false,
            brief: false,
        }
    }

    /// The same words, with name and ID number filled in where `unmasked`.
    pub(crate) const fn with_personal(self, unmasked: bool) -> Self {
        Self { unmasked, ..self }
    }

    /// The same words with days as one says them, without their weekdays.
    pub(crate) const fn spoken(self) -> Self {
        Self {
            brief: true,
            ..self
        }
    }

    /// A text with its placeholders filled in.
    #[must_use]
    pub fn text(&self, text: &Text) -> String {
        text.fill(self.lang, |name| self.slot(name))
    }

    /// A text of the pack's own, or else words that fit any.
    pub(crate) fn own(&self, text: Option<&Text>, zh: &str, en: &str) -> String {
        let else_say = || self.lang.say(zh, en);
        text.map_or_else(else_say, |text| self.text(text))
    }

    /// A sentence in the wording that is for this walk.
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> String {
        self.text(sentence.pick(|when| self.walk.holds(when)))
    }

    /// What a question asks for, in a word or two where the rules have them.
    pub(crate) fn topic(&self, question: &Question) -> String {
        let topic = question.topic.as_ref().map(|topic| self.text(topic));
        topic.unwrap_or_else(|| self.sentence(&question.ask))
    }

    /// What makes a day look like a slip; it can be meant all the same.
    pub(crate) fn doubt(&self, question: &Question, typed: &Value) -> Option<String> {
        let (walk, lang) = (self.walk, self.lang);
        let (first, last) = typed.days()?;
        let long_ago = (walk.today() - last).num_days() > 366;
        let year = long_ago.then(|| {
            lang.say(
                "一年多以前了，请看年份对不对。",
                "More than a year ago. Is the year right?",
            )
        });
        let past = |fact: FactId| walk.pack().fact(fact).is_past();
        if !past(question.fact) {
            // A day that may lie ahead is seldom far off, and then it is often another one.
            let far_off = (first - walk.today()).num_days() > 3 * 366;
            let another = far_off.then(|| {
                lang.say(
                    "三年多以后了，请看年份对不对，是不是这里问的日子。",
                    "More than three years ahead. Is it the right year, and the day asked for?",
                )
            });
            return year.or(another);
        }
        let path = walk.path.iter();
        let before = path.take_while(|step| step.fact != question.fact);
        let earlier = before
            .filter(|step| past(step.fact))
            .filter_map(|step| Some((walk.value(step.fact)?.days()?.0, walk.value(step.fact)?)))
            .max_by_key(|(first, _)| *first)
            .filter(|(first, _)| last < *first)
            .map(|(_, value)| day_words(value, lang));
        match (earlier, lang) {
            (Some(earlier), Lang::Zh) => Some(format!("比前面答的{earlier}还早，请再看看对不对。")),
            (Some(earlier), Lang::En) => {
                Some(format!("Before {earlier}, answered above. Is it right?"))
            }
            (None, _) => year,
        }
    }

    /// That a day was typed with the words of another than the one asked for.
    pub(crate) fn other_day(&self, named: FactId, asked: &Question) -> String {
        let pack = self.walk.pack();
        let named = pack.question_of(named).map(|it| pack.question(it));
        let named = named.map_or_else(String::new, |named| self.topic(named));
        let asked = self.topic(asked);
        self.lang.say(
            format_args!("照打的字，这是「{named}」；这里问的是「{asked}」，不是一回事。请打「{asked}」；找不到就只打 0。"),
            format_args!(
                "By its words this is the {named}; asked for is the {asked}, which is another date. Type that one, or just 0 if you cannot find it."
            ),
        )
    }

    /// The lines whose condition holds, filled in.
    pub(crate) fn lines(&self, lines: &[Line]) -> Vec<String> {
        lines.iter().filter_map(|line| self.line(line)).collect()
    }

    /// A line whose condition holds, filled in.
    pub(crate) fn line(&self, line: &Line) -> Option<String> {
        self.holds(line.when.as_ref())
            .then(|| self.text(&line.text))
    }

    /// The replies whose condition holds.
    pub(crate) fn replies<'r>(&self, replies: &'r [Reply]) -> impl Iterator<Item = &'r Reply> {
        replies.iter().filter(|it| self.holds(it.when.as_ref()))
    }

    /// What a caution puts before the result's own words: the first that does.
    pub(crate) fn lead(&self) -> Option<&'a Lead> {
        let leading = self.leading()?;
        self.walk.pack().cautions[leading.number()].lead.as_ref()
    }

    /// The caution that does so.
    pub(crate) fn leading(&self) -> Option<CautionId> {
        let pack = self.walk.pack();
        let mut cautions = self.walk.outcome()?.cautions.iter().copied();
        cautions.find(|id| pack.cautions[id.number()].lead.is_some())
    }

    /// The first sentence of the result: that of a caution that leads, else its
    /// own; none where there is no result yet.
    pub(crate) fn headline(&self) -> Option<String> {
        let own = &self.walk.pack().card(self.walk.outcome()?.result).headline;
        Some(self.sentence(self.lead().map_or(own, |lead| &lead.headline)))
    }

    /// Whether a condition that may be missing is true.
    pub(crate) fn holds(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|when| self.walk.holds(when))
    }

    fn slot(&self, name: &str) -> String {
        let pack = self.walk.pack();
        let Some(slot) = pack.slot(name) else {
            return self.not_known();
        };
        match slot {
            Slot::Sum(parameters) => pack.sum(&parameters).to_string(),
            Slot::Day(parameter) => pack
                .day(parameter)
                .map_or_else(String::new, |day| day_short(day, self.lang)),
            Slot::Phrase(id) => self.sentence(&pack.phrases[id.number()].words),
            Slot::Today => day(self.walk.today(), self.lang),
            Slot::AskFrom => match self.walk.outcome().and_then(|outcome| outcome.ask_from) {
                Some(settled) => self.settled(settled),
                None => self.not_known(),
            },
            Slot::Found => found::spoken(self.walk, self.lang).unwrap_or_else(|| self.not_known()),
            Slot::Answer(fact) => match self.walk.value(fact) {
                Some(Value::Date(date)) if self.brief => day_short(*date, self.lang),
                Some(Value::Date(date)) => day(*date, self.lang),
                Some(Value::Month(it)) => month(*it, self.lang),
                _ => self.not_known(),
            },
            Slot::Personal(fact) => self.personal(fact),
            Slot::Workdays(fact) => match self.walk.workdays_since(fact) {
                Some(counted) => self.count(&counted),
                None => self.not_known(),
            },
        }
    }

    /// Somebody's name or number where it was typed and may be shown; else a
    /// gap to fill in when speaking.
    fn personal(&self, fact: FactId) -> String {
        let value = self.walk.value(fact).filter(|_| self.unmasked);
        let (zh, en) = match (value, &self.walk.pack().fact(fact).domain) {
            (Some(Value::IdNumber(text)), _) => return one_line(text.reveal()),
            (Some(Value::Name { record, .. }), _) => return one_line(record.reveal()),
            (_, Domain::NamePair) => ("（姓名）", "(name)"),
            _ => ("（号码）", "(number)"),
        };
        self.lang.say(zh, en)
    }

    fn not_known(&self) -> String {
        self.lang.say("（不知道）", "(not known)")
    }

    /// A computed day, marked where a notice still to come could move it.
    pub(crate) fn settled(&self, settled: SettledDay) -> String {
        let mut out = if self.brief {
            day_short(settled.date, self.lang)
        } else {
            self.workday(settled.date)
        };
        if settled.approximate && !self.brief {
            out.push_str(self.lang.pick(
                "（按最晚的日子算）",
                " (counted from the last possible day)",
            ));
        }
        out.push_str(unsure(settled.certain, self.lang));
        out
    }

    /// A working day; a weekday alone would make one on a weekend look closed.
    fn workday(&self, date: NaiveDate) -> String {
        let kind = self.walk.pack().calendar.day(date).kind;
        let what = match kind {
            DayKind::MakeUp { .. } => self.lang.pick("，调休上班", " (a make-up workday)"),
            DayKind::Off { .. } | DayKind::Weekend | DayKind::Workday => "",
        };
        day_and(date, what, self.lang)
    }

    /// A number of working days, from least to most where only the month is
    /// known, marked where it is not certain.
    pub(crate) fn count(&self, counted: &Counted) -> String {
        let mut out = counted.workdays.to_string();
        if counted.most != counted.workdays {
            let to = self.lang.pick("到", " to ");
            let _ = write!(out, "{to}{}", counted.most);
        }
        out.push_str(unsure(counted.certain, self.lang));
        out
    }
}

/// A sentence as it is set: no blank behind a full-width bracket, 14（暂算）个.
pub(crate) fn closed_up(sentence: &str) -> String {
    sentence.replace("） ", "）")
}

/// What marks a day or a number of days that a notice may still change.
pub(crate) const fn unsure(certain: bool, lang: Lang) -> &'static str {
    if certain {
        ""
    } else {
        lang.pick("（暂算）", " (provisional)")
    }
}

/// A value of what is given, in words where it is yes or no.
#[must_use]
pub fn yes_or_no(value: &str, lang: Lang) -> &str {
    match value {
        "yes" => lang.pick("是", "yes"),
        "no" => lang.pick("不是", "no"),
        other => other,
    }
}

/// A day with its weekday: `2026年10月9日（周五）`, `Friday 9 October 2026`.
pub(crate) fn day(date: NaiveDate, lang: Lang) -> String {
    day_and(date, "", lang)
}

/// A day with its weekday and what else is to be said of it.
fn day_and(date: NaiveDate, what: &str, lang: Lang) -> String {
    let (short, weekday) = (day_short(date, lang), weekday(date.weekday(), lang));
    lang.say(
        format_args!("{short}（{weekday}{what}）"),
        format_args!("{weekday} {short}{what}"),
    )
}

/// That a day is another weekday than the one typed with it.
pub(crate) fn other_weekday(day: NaiveDate, typed: Weekday, lang: Lang) -> String {
    let (shown, weekdays) = (
        day_short(day, lang),
        [day.weekday(), typed].map(|it| weekday(it, lang)),
    );
    let [is, typed] = weekdays;
    lang.say(
        format_args!("{shown}是{is}，不是{typed}"),
        format_args!("{shown} is a {is}, not a {typed}"),
    )
}

/// Why what was typed is no day, as a sentence.
pub(crate) fn no_day(typed: Typed, lang: Lang) -> String {
    match typed {
        Typed::NoMonth(month) => lang.say(
            format_args!("没有 {month} 月。"),
            format_args!("There is no month {month}."),
        ),
        Typed::NoDay(year, month, day) => lang.say(
            format_args!("{year}年{month}月没有 {day} 日。"),
            format_args!("{} {year} has no day {day}.", month_name(month)),
        ),
        Typed::NoYear(year) => lang.say(
            format_args!("年份 {year} 不对。"),
            format_args!("The year {year} cannot be."),
        ),
        Typed::OtherWeekday(day, typed, _) => {
            other_weekday(day, typed, lang) + lang.pick("。", ".")
        }
        Typed::UnclearOrder => lang.say(
            "看不出哪个是年、哪个是月、哪个是日。",
            "Which is the year, which the month, which the day?",
        ),
        Typed::NotADay => lang.say("看不懂这个日子。", "That is not a day."),
        _ => lang.say("日子没有打全。", "That is not a whole day."),
    }
}

/// Why an answer cannot be used, and what to do.
pub(crate) fn rejected(why: Rejected, fact: &str, today: NaiveDate, lang: Lang) -> String {
    match why {
        Rejected::InFuture(date) => {
            let (date, today) = (day(date, lang), day(today, lang));
            lang.say(
                format_args!("{fact}：应是今天（{today}）或以前的日子，现在是 {date}；请改成真实的日子，或写 \"unknown\""),
                format_args!("{fact}: takes a day up to today ({today}), found {date}; give the real day, or \"unknown\""),
            )
        }
        Rejected::WrongKind => lang.say(
            format_args!("{fact}：不是这个问题的回答；请照问题改"),
            format_args!("{fact}: not an answer to this question; change it"),
        ),
    }
}

/// A day with its weekday and how far it is from today, so that a slip is
/// seen: `2026年11月16日 周一，8 天前`, `Monday 16 November 2026, 8 days ago`.
#[must_use]
pub fn day_and_distance(date: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let distance = distance(date, today, lang);
    match lang {
        Lang::Zh => {
            let weekday = weekday(date.weekday(), lang);
            format!("{} {weekday}，{distance}", day_short(date, lang))
        }
        Lang::En => format!("{}, {distance}", day(date, lang)),
    }
}

/// A day as [`day_and_distance`] has it, or a whole month as such: `整个8月
/// （2026年8月），哪天不清楚`. None where it is neither.
#[must_use]
pub fn when_and_distance(value: &Value, today: NaiveDate, lang: Lang) -> Option<String> {
    match value {
        Value::Date(day) => Some(day_and_distance(*day, today, lang)),
        Value::Month(whole) => Some(lang.say(
            format_args!("整个{}，哪天不清楚", month(*whole, lang)),
            format_args!("the whole of {}, day not known", month(*whole, lang)),
        )),
        _ => None,
    }
}

/// Days within two months, months within two years, then years.
fn distance(date: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let days = (date - today).num_days();
    let (early, late) = (date.min(today), date.max(today));
    let (count, zh, en) = match (days.unsigned_abs(), u64::from(months(early, late))) {
        (0, _) => return lang.say("今天", "today"),
        (days, ..2) => (days, "天", "day"),
        (_, months @ ..24) => (months, "个月", "month"),
        (_, months) => (months / 12, "年", "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    match (lang, days < 0) {
        (Lang::Zh, true) => format!("{count} {zh}前"),
        (Lang::Zh, false) => format!("{count} {zh}后"),
        (Lang::En, true) => format!("{count} {en}{plural} ago"),
        (Lang::En, false) => format!("in {count} {en}{plural}"),
    }
}

/// Whole months from one day to a later one.
fn months(early: NaiveDate, late: NaiveDate) -> u32 {
    let years = late.years_since(early).unwrap_or(0);
    let reached = |month: &u32| {
        let then = early.checked_add_months(Months::new(12 * years + month));
        then.is_some_and(|then| then <= late)
    };
    let rest = (1..12).take_while(reached);
    12 * years + u32::try_from(rest.count()).unwrap_or(0)
}

/// A day without its weekday: `2026年10月9日`, `9 October 2026`.
pub(crate) fn day_short(date: NaiveDate, lang: Lang) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    lang.say(
        format_args!("{year}年{month}月{day}日"),
        format_args!("{day} {} {year}", month_name(month)),
    )
}

/// The same, without the year where it is that of `today`: `9月28日`.
pub(crate) fn day_near(date: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let (month, day) = (date.month(), date.day());
    match lang {
        _ if date.year() != today.year() => day_short(date, lang),
        Lang::Zh => format!("{month}月{day}日"),
        Lang::En => format!("{day} {}", month_name(month)),
    }
}

/// A day without its weekday, or a month, in words.
pub(crate) fn day_words(value: &Value, lang: Lang) -> String {
    match value {
        Value::Date(day) => day_short(*day, lang),
        Value::Month(whole) => month(*whole, lang),
        _ => String::new(),
    }
}

/// A month: `2026年8月`, `August 2026`.
pub(crate) fn month(month: Month, lang: Lang) -> String {
    let (year, number) = (month.first().year(), month.first().month());
    lang.say(
        format_args!("{year}年{number}月"),
        format_args!("{} {year}", month_name(number)),
    )
}

/// The English name of a month from 1 to 12.
pub(crate) fn month_name(month: u32) -> &'static str {
    let month = u8::try_from(month).ok().map(chrono::Month::try_from);
    month.and_then(Result::ok).map_or("", |month| month.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_says_how_far_it_is() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        for (date, zh, en) in [
            ("2026-11-24", "今天", "today"),
            ("2026-11-23", "1 天前", "1 day ago"),
            ("2026-09-25", "60 天前", "60 days ago"),
            ("2026-09-24", "2 个月前", "2 months ago"),
            ("2027-01-23", "60 天后", "in 60 days"),
            ("2027-01-24", "2 个月后", "in 2 months"),
            ("2025-11-25", "11 个月前", "11 months ago"),
            ("2024-11-25", "23 个月前", "23 months ago"),
            ("2024-11-24", "2 年前", "2 years ago"),
            ("1950-01-01", "76 年前", "76 years ago"),
            ("2026-12-02", "8 天后", "in 8 days"),
            ("2099-12-31", "73 年后", "in 73 years"),
        ] {
            let of = |lang| distance(day(date), day("2026-11-24"), lang);
            assert_eq!(
                (of(Lang::Zh), of(Lang::En)),
                (zh.to_owned(), en.to_owned()),
                "{date}"
            );
        }
        // 61 days are not two months everywhere.
        assert_eq!(
            distance(day("2026-07-01"), day("2026-08-31"), Lang::Zh),
            "61 天前"
        );
        assert_eq!(
            day_and_distance(day("2026-11-16"), day("2026-11-24"), Lang::Zh),
            "2026年11月16日 周一，8 天前"
        );
        assert_eq!(
            day_and_distance(day("2026-11-16"), day("2026-11-24"), Lang::En),
            "Monday 16 November 2026, 8 days ago"
        );
    }
}
