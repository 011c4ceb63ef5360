//! What one State Council notice fixes: the days off and the make-up workdays of a year.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::lang::Lang;

/// First year a year file may be for; bounds the tables of a [`super::Calendar`].
pub(crate) const FIRST_YEAR: i32 = 2000;
/// Last year a year file may be for; bounds the tables of a [`super::Calendar`].
pub(crate) const LAST_YEAR: i32 = 2099;

/// The holidays every notice names, in the order in which the year meets them.
///
/// 中秋节 and 国庆节 may be joined in one entry (国庆节、中秋节).
pub(crate) const HOLIDAYS: [&str; 7] = [
    "元旦",
    "春节",
    "清明节",
    "劳动节",
    "端午节",
    "中秋节",
    "国庆节",
];

/// A holiday's name for a reader of `lang`; one that no notice has stays as it is.
pub(crate) fn holiday_name(name: &str, lang: Lang) -> String {
    const ENGLISH: [&str; 7] = [
        "New Year's Day",
        "Spring Festival",
        "Tomb-Sweeping Day",
        "Labour Day",
        "Dragon Boat Festival",
        "Mid-Autumn Festival",
        "National Day",
    ];
    let english = |name: &str| {
        let mut known = HOLIDAYS.iter().zip(ENGLISH);
        let known = known.find(|(holiday, _)| **holiday == name);
        known.map_or_else(|| name.to_owned(), |(_, english)| english.to_owned())
    };
    match lang {
        Lang::Zh => name.to_owned(),
        Lang::En => {
            let names = name.split('、').map(|it| english(it.trim()));
            names.collect::<Vec<_>>().join(" and ")
        }
    }
}

/// A run of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day; earlier than `from` only in a faulty file (then no day lies in the span).
    pub to: NaiveDate,
}

impl Span {
    /// The span of one day.
    #[must_use]
    pub const fn day(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }

    /// The days a year file may speak of: an announced year's also of the December before it.
    ///
    /// A year that is not announced may not reach back, so that it can never change a day which
    /// an announced year has settled. `None` for a year outside [`FIRST_YEAR`]..=[`LAST_YEAR`].
    pub(crate) fn of_notice(year: i32, announced: bool) -> Option<Self> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        let from = if announced {
            NaiveDate::from_ymd_opt(year - 1, 12, 1)
        } else {
            NaiveDate::from_ymd_opt(year, 1, 1)
        };
        Some(Self {
            from: from?,
            to: NaiveDate::from_ymd_opt(year, 12, 31)?,
        })
    }

    /// Number of days in it; 0 when the ends are reversed.
    #[must_use]
    pub fn len(self) -> i64 {
        ((self.to - self.from).num_days() + 1).max(0)
    }

    /// Whether no day lies in it, which is so only when the ends are reversed.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.to < self.from
    }

    /// Whether the day lies in it.
    pub(crate) fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The part that lies in `bounds` too, or `None`.
    pub(crate) fn within(self, bounds: Self) -> Option<Self> {
        let cut = Self {
            from: self.from.max(bounds.from),
            to: self.to.min(bounds.to),
        };
        (!cut.is_empty()).then_some(cut)
    }

    /// Its first and its last day with their weekdays.
    pub(crate) fn text(self, lang: Lang) -> String {
        let [from, to] = [self.from, self.to].map(|day| with_weekday(day, lang));
        if self.from == self.to {
            return from;
        }
        lang.say(
            format_args!("{from} 至 {to}"),
            format_args!("{from} to {to}"),
        )
    }

    /// Every day of it, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |&day| day <= self.to)
    }

    /// Days with what is said of each, in order, as runs of days in a row of
    /// which the same is said.
    pub(crate) fn runs<T: PartialEq>(
        days: impl IntoIterator<Item = (NaiveDate, T)>,
    ) -> Vec<(Self, T)> {
        let mut runs: Vec<(Self, T)> = Vec::new();
        for (day, said) in days {
            match runs.last_mut() {
                Some((run, of)) if *of == said && run.to.succ_opt() == Some(day) => run.to = day,
                _ => runs.push((Self::day(day), said)),
            }
        }
        runs
    }
}

/// One holiday of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// Chinese name as in the notice, for example `春节` or `国庆节、中秋节`.
    pub name: String,
    /// The days off (放假).
    pub off: Option<Span>,
    /// The make-up workdays (调休上班): weekend days that are worked.
    pub work: Vec<NaiveDate>,
    /// Which of the year's notices fixes it, counted from 0.
    pub notice: usize,
}

impl Holiday {
    /// Whether it is this one of the `HOLIDAYS`, alone or joined with another.
    #[must_use]
    pub fn is_of(&self, name: &str) -> bool {
        self.name.split('、').any(|it| it.trim() == name)
    }
}

/// A notice of the General Office of the State Council.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Notice {
    /// Full title, `国务院办公厅关于…的通知`.
    pub title: String,
    /// Number, for example `国办发明电〔2025〕7号`; empty where a reprint left it out.
    pub number: String,
    /// Day it was issued.
    pub date: NaiveDate,
}

impl Notice {
    /// What to call it: its number, or else its title.
    #[must_use]
    pub fn name(&self) -> &str {
        let number = self.number.trim();
        if number.is_empty() {
            &self.title
        } else {
            number
        }
    }
}

/// All that the notices of one year fix.
///
/// A year here is a *notice* year: the 2019 notice also holds 2018-12-29 to 2018-12-31.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Year {
    /// The year the notice is about.
    pub year: i32,
    /// Whether the year has been announced; otherwise only the days fixed by law are listed.
    pub complete: bool,
    /// The notice, and any that amended it.
    pub notices: Vec<Notice>,
    /// The holidays in the notice's order.
    pub holidays: Vec<Holiday>,
}

impl Year {
    /// The days this year may speak of, see [`Span::of_notice`].
    pub(crate) fn bounds(&self) -> Option<Span> {
        Span::of_notice(self.year, self.complete)
    }

    /// The day of issue of its newest notice.
    #[must_use]
    pub fn newest(&self) -> Option<NaiveDate> {
        self.notices.iter().map(|it| it.date).max()
    }

    /// Those of the seven `HOLIDAYS` that no entry with days off names.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let named = |wanted: &str| {
            let mut off = self.holidays.iter().filter(|it| it.off.is_some());
            off.any(|it| it.is_of(wanted))
        };
        HOLIDAYS.into_iter().filter(|name| !named(name)).collect()
    }
}

/// The years there are: those that came with the rules, and those that a user added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownYears {
    /// Years of the rules, announced or known by law alone.
    pub shipped: Vec<Year>,
    /// Years of the user, each in the place of one of the rules.
    pub own: Vec<Year>,
}

impl KnownYears {
    /// The year that holds: the user's, else that of the rules.
    pub(crate) fn year(&self, number: i32) -> Option<&Year> {
        let mut all = self.own.iter().chain(&self.shipped);
        all.find(|it| it.year == number)
    }

    /// The year of the rules.
    pub(crate) fn shipped(&self, number: i32) -> Option<&Year> {
        self.shipped.iter().find(|it| it.year == number)
    }
}

/// The first `2026年` of a text.
pub(crate) fn first_year(text: &str) -> Option<i32> {
    let (before, _) = text.split_once('年')?;
    let start = before
        .trim_end_matches(|it: char| it.is_ascii_digit())
        .len();
    let digits = before.get(start..)?;
    (digits.len() == 4).then(|| digits.parse().ok())?
}

/// Whether the day is a Saturday or a Sunday.
#[must_use]
pub fn is_weekend(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() >= 5
}

/// The weekday's name: `周五`, `Friday`.
#[must_use]
pub const fn weekday(weekday: Weekday, lang: Lang) -> &'static str {
    let (zh, en) = match weekday {
        Weekday::Mon => ("周一", "Monday"),
        Weekday::Tue => ("周二", "Tuesday"),
        Weekday::Wed => ("周三", "Wednesday"),
        Weekday::Thu => ("周四", "Thursday"),
        Weekday::Fri => ("周五", "Friday"),
        Weekday::Sat => ("周六", "Saturday"),
        Weekday::Sun => ("周日", "Sunday"),
    };
    lang.pick(zh, en)
}

/// A day with its weekday: `2026-10-09 周五`, `2026-10-09 Friday`.
pub(crate) fn with_weekday(day: NaiveDate, lang: Lang) -> String {
    format!("{day} {}", weekday(day.weekday(), lang))
}
