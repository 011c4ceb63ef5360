//! The sentences on one holiday: days off, make-up workdays, and the claims about them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Section;
use crate::check::notice::text::{Scanner, sentences};
use crate::check::notice::{HolidayRow, NoticeFault, Why};
use crate::check::weekday::strip_weekday;
use crate::check::workdays::{Span, is_weekend};

/// What a note in brackets may begin with that is not checked: the lunar calendar's day.
const LUNAR: [&str; 5] = ["农历", "除夕", "正月", "腊月", "初"];

/// A holiday while its sentences are read.
#[derive(Debug, Default)]
pub(in crate::check::notice) struct HolidayDraft {
    name: String,
    year: i32,
    /// The days a notice of the year may speak of.
    bounds: Option<Span>,
    off: Option<Span>,
    in_lieu: Option<Span>,
    claimed: Option<u32>,
    work: Vec<NaiveDate>,
    /// 调休, 不调休 and 与周末连休 were said.
    swapped: bool,
    unswapped: bool,
    beside_weekend: bool,
}

impl HolidayDraft {
    pub(in crate::check::notice) fn new(name: &str, year: i32) -> Self {
        Self {
            name: name.to_owned(),
            year,
            bounds: Span::of_notice(year, true),
            ..Self::default()
        }
    }

    /// Reads all sentences on the holiday; `None` when one of them has a fault.
    pub(in crate::check::notice) fn read(
        mut self,
        body: &str,
        faults: &mut Vec<NoticeFault>,
    ) -> Option<Section> {
        let before = faults.len();
        for sentence in sentences(body) {
            if let Err(why) = self.sentence(sentence) {
                let shown = format!("{}：{sentence}", self.name);
                faults.push(NoticeFault::at(&shown, why));
            }
        }
        if faults.len() > before {
            return None;
        }
        let said = format!("{}：{}", self.name, body.trim_end_matches('。'));
        let section = self.finish(&said);
        section
            .map_err(|why| faults.push(NoticeFault::at(&said, why)))
            .ok()
    }

    /// What was read, when it agrees with itself.
    fn finish(self, said: &str) -> Result<Section, Why> {
        let off = self.off.ok_or(Why::NoOff)?;
        if self.unswapped && (self.swapped || !self.work.is_empty()) {
            return Err(Why::NoSwap);
        }
        let edges = [
            off.from.pred_opt(),
            Some(off.from),
            Some(off.to),
            off.to.succ_opt(),
        ];
        if self.beside_weekend && !edges.into_iter().flatten().any(is_weekend) {
            return Err(Why::NotBesideWeekend(off));
        }
        if let Some(rest) = self.in_lieu {
            let first = off.to.iter_days().skip(1).find(|it| !is_weekend(*it));
            if Some(rest.from) != first || !off.days().any(is_weekend) {
                return Err(Why::NotInLieu(rest.from));
            }
        }
        let row = HolidayRow {
            holiday: self.name,
            off,
            in_lieu: self.in_lieu,
            claimed: self.claimed,
            work: self.work,
        };
        let said = said.to_owned();
        Ok(Section { row, said })
    }

    fn sentence(&mut self, sentence: &str) -> Result<(), Why> {
        // Advice to employers, as in 2024: it arranges no day.
        if sentence.starts_with("鼓励")
            && sentence.contains("带薪年休假")
            && !sentence.contains("上班")
        {
            return Ok(());
        }
        let mut reader = Scanner::new(sentence);
        loop {
            while reader.eat_any(&["，", "、"]) {}
            if reader.rest.is_empty() {
                return Ok(());
            } else if reader.at_digit() {
                self.days(&mut reader)?;
            } else {
                self.phrase(&mut reader)?;
            }
        }
    }

    /// A phrase without a date.
    fn phrase(&mut self, reader: &mut Scanner) -> Result<(), Why> {
        if reader.eat("共") {
            self.claim(reader)
        } else if reader.eat("不调休") {
            self.unswapped = true;
            Ok(())
        } else if reader.eat("调休") {
            self.swapped = true;
            Ok(())
        } else if reader.eat_any(&["与周末连休", "与周末相连", "和周末连休"]) {
            self.beside_weekend = true;
            Ok(())
        } else {
            Err(Why::Unknown)
        }
    }

    /// Days, and whether they are off or worked.
    fn days(&mut self, reader: &mut Scanner) -> Result<(), Why> {
        let mut days = vec![self.date(reader, None)?];
        let is_range = reader.eat_any(&["至", "到", "-"]);
        if is_range {
            let to = self.date(reader, days.first().copied())?;
            days.push(to);
        }
        while let Some(day) = self.further(reader, days.last().copied())? {
            days.push(day);
        }
        reader.eat("，");
        if reader.eat("放假") {
            let span = run(&days, is_range)?;
            if self.off.replace(span).is_some() {
                return Err(Why::SecondSpan);
            }
            // 公休 says that a weekend is among them.
            self.swapped |= !reader.eat("公休") && reader.eat("调休");
            if reader.eat("共") || reader.at_digit() {
                self.claim(reader)?;
            }
            Ok(())
        } else if self.off.is_some() && reader.eat_any(&["补休", "补假"]) {
            let span = run(&days, is_range)?;
            match self.in_lieu.replace(span) {
                Some(_) => Err(Why::SecondSpan),
                None => Ok(()),
            }
        } else if !is_range && reader.eat_any(&["上班", "正常上班", "照常上班", "调休上班"])
        {
            self.take_work(&days)
        } else {
            Err(Why::Unknown)
        }
    }

    /// A further day of a list.
    fn further(
        &self,
        reader: &mut Scanner,
        last: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, Why> {
        let mut ahead = *reader;
        if !ahead.eat_any(&["、", "，", "和", "及", "与"]) || !ahead.at_digit() {
            return Ok(None);
        }
        *reader = ahead;
        self.date(reader, last).map(Some)
    }

    fn take_work(&mut self, days: &[NaiveDate]) -> Result<(), Why> {
        if let Some(&day) = days.iter().find(|&&day| !is_weekend(day)) {
            return Err(Why::WorkOnWeekday(day));
        }
        self.work.extend_from_slice(days);
        match self.work.windows(2).find(|it| it[0] > it[1]) {
            Some(&[first, second]) => Err(Why::WorkReversed(first, second)),
            _ => Ok(()),
        }
    }

    /// `3天`: how many days off the notice says there are.
    fn claim(&mut self, reader: &mut Scanner) -> Result<(), Why> {
        let claimed = reader.number().ok_or(Why::Unknown)?;
        let Some(off) = self.off.filter(|_| reader.eat("天")) else {
            return Err(Why::Unknown);
        };
        if off.len() != i64::from(claimed) {
            return Err(Why::WrongLength { off, claimed });
        }
        self.claimed = Some(claimed);
        Ok(())
    }

    /// A date with its notes; `last` is the one before it in its range or list.
    pub(in crate::check::notice) fn date(
        &self,
        reader: &mut Scanner,
        last: Option<NaiveDate>,
    ) -> Result<NaiveDate, Why> {
        let number = reader.number().ok_or(Why::Unknown)?;
        let (year, number) = if reader.eat("年") {
            let year = i32::try_from(number).map_err(|_| Why::Unknown)?;
            (Some(year), reader.number().ok_or(Why::Unknown)?)
        } else {
            (None, number)
        };
        let (month, day) = if reader.eat("月") {
            (Some(number), reader.number().ok_or(Why::Unknown)?)
        } else {
            (None, number)
        };
        if !reader.eat_any(&["日", "号"]) || (year.is_some() && month.is_none()) {
            return Err(Why::Unknown);
        }
        let day = self.place(year, month, day, last)?;
        notes(reader, day)?;
        Ok(day)
    }

    /// The date meant by what is written, with month and year from the context.
    fn place(
        &self,
        year: Option<i32>,
        month: Option<u32>,
        day: u32,
        last: Option<NaiveDate>,
    ) -> Result<NaiveDate, Why> {
        let same_month = last.filter(|_| month.is_none());
        let month = month.or(last.map(|it| it.month())).ok_or(Why::Unknown)?;
        let year = year.or(same_month.map(|it| it.year())).unwrap_or_else(|| {
            // The new year alone reaches back into December.
            self.year - i32::from(month == 12 && self.name.contains("元旦"))
        });
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let date = date.ok_or(Why::NoSuchDay { year, month, day })?;
        if self.bounds.is_none_or(|it| !it.contains(date)) {
            return Err(Why::OutsideYear(date));
        }
        Ok(date)
    }
}

/// The run of days that is written as one day, or as its first and last.
fn run(days: &[NaiveDate], is_range: bool) -> Result<Span, Why> {
    let span = match *days {
        [day] => Span::day(day),
        [from, to] if is_range => Span { from, to },
        _ => return Err(Why::Unknown),
    };
    if span.is_empty() {
        Err(Why::Reversed(span))
    } else {
        Ok(span)
    }
}

/// Notes behind a date, in brackets or (a weekday) without.
fn notes(reader: &mut Scanner, day: NaiveDate) -> Result<(), Why> {
    if !reader.eat("（") {
        return match eat_weekday(reader) {
            Some(claimed) => check_weekday(day, claimed),
            None => Ok(()),
        };
    }
    let notes = reader.upto('）').ok_or(Why::Unknown)?;
    for note in notes.split(['、', '，']) {
        let mut inner = Scanner::new(note);
        match eat_weekday(&mut inner) {
            Some(claimed) if inner.rest.is_empty() => check_weekday(day, claimed)?,
            None if LUNAR.iter().any(|word| note.starts_with(word)) => {}
            _ => return Err(Why::UnknownNote(note.to_owned())),
        }
    }
    Ok(())
}

fn eat_weekday(reader: &mut Scanner) -> Option<Weekday> {
    let (weekday, behind) = strip_weekday(reader.rest)?;
    reader.rest = behind;
    Some(weekday)
}

fn check_weekday(day: NaiveDate, claimed: Weekday) -> Result<(), Why> {
    if day.weekday() == claimed {
        Ok(())
    } else {
        Err(Why::WrongWeekday { day, claimed })
    }
}
