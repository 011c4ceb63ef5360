//! The spoken code: where a walk stands in a few letters and digits that can
//! be read out on the phone.
//!
//! Sixteen signs of four bits each. The first two stand for the facts and
//! their values, the third and fourth for the pack's version, then come the
//! answers fact by fact, last a check sign. No name and no ID number is in it:
//! of those only "fine" and "not known" are carried.

mod bits;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::check::invisible::narrow;
use crate::check::month::{Month, YEARS};
use crate::check::{id_number, person_name};
use crate::engine::{Answers, Value};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, Pack};

use bits::Bits;

/// The signs, each easily told from the others by eye and by ear in Chinese
/// and English: no 0 O Q D, 1 I L, 2 Z R (èr), 5 S, 6 G, 8 B A, U V, M N, one
/// of the many that rhyme with E (P), one of those that rhyme with A (K).
pub const SIGNS: [char; 16] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'F', 'H', 'K', 'M', 'P', 'W', 'X', 'Y',
];
/// Signs for facts and version at the front.
const HEAD: usize = 4;
/// Most signs a code is read for; the shipped pack needs at most 33.
const MOST: usize = 200;
/// Days near this one are written short.
const NEAR: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
/// All days that can be written from here, to 2114; what is more stands for months.
const FAR: NaiveDate = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).expect("a day");
const NEAR_BITS: u32 = 11;
const FAR_BITS: u32 = 16;
/// From this number on it is no day but the months since then.
const MONTHS: u32 = 60_000;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The answers.
    pub answers: Answers,
    /// Whether the pack has the version it had when the code was made.
    pub same_version: bool,
}

/// Why a code cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Fewer signs than any code has, or far more.
    Length(usize),
    /// A character that no code has, and its place from 1.
    Sign(char, usize),
    /// The check sign does not fit: something was misheard.
    Check,
    /// Made with rules that ask for other facts.
    OtherRules,
}

impl CodeFault {
    /// What is wrong and what to do.
    pub(crate) fn words(self, lang: Lang) -> String {
        let signs: String = SIGNS.iter().collect();
        match self {
            Self::Length(count) => lang.say(
                format_args!("口令有 {count} 个字符，不对；请再念一遍，不要漏掉"),
                format_args!("the code has {count} signs, which is not right; have it read out again"),
            ),
            Self::Sign(sign, at) => lang.say(
                format_args!("口令第 {at} 个字符是 {sign}，口令里没有这个字符；只有 {signs}"),
                format_args!("sign {at} of the code is {sign}, which no code has; only {signs} occur"),
            ),
            Self::Check => lang.say(
                "口令对不上，有字符听错或打错了；请再念一遍",
                "the code does not add up: a sign was misheard or mistyped; have it read out again",
            ),
            Self::OtherRules => lang.say(
                "口令是用另一版规则做的，问题已经变了，不能接着用；请从头再来",
                "the code was made with other rules, whose questions have changed since; start anew",
            ),
        }
    }
}

/// The code of a walk's answers in groups of four. An ID number or a pair of
/// names without findings becomes "checked"; with findings it is left out, so
/// that it is asked again. Nothing where a day cannot be written.
#[must_use]
pub fn encode(pack: &Pack, answers: &Answers, today: NaiveDate) -> Option<String> {
    let mut bits = Bits::default();
    let marks = marks(pack);
    bits.put(marks.facts, 8);
    bits.put(marks.version, 8);
    for id in order(pack) {
        let fact = pack.fact(id);
        let value = answers.get(id).or(fact.given.map(Value::choice));
        put(&mut bits, &fact.domain, value, today)?;
    }
    let mut nibbles = bits.nibbles();
    while nibbles.len() > HEAD && nibbles.last() == Some(&0) {
        nibbles.pop(); // facts not answered: read as zeros
    }
    // The check sign comes last, where its own weight is one.
    nibbles.push(times_two(remainder(&nibbles)));
    let signs: Vec<char> = nibbles
        .iter()
        .map(|nibble| SIGNS[usize::from(*nibble)])
        .collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Some(groups.join("-"))
}

/// Reads a code; blanks, hyphens, small and full-width letters do not matter.
///
/// # Errors
/// It is no code, was misheard, or belongs to other rules.
pub fn decode(pack: &Pack, text: &str) -> Result<Decoded, CodeFault> {
    let mut nibbles = read_signs(text)?;
    if nibbles.len() <= HEAD || nibbles.len() > MOST {
        return Err(CodeFault::Length(nibbles.len()));
    }
    if remainder(&nibbles) != 0 {
        return Err(CodeFault::Check);
    }
    nibbles.pop();
    let mut bits = Bits::from_nibbles(&nibbles);
    let marks = marks(pack);
    if bits.take(8) != marks.facts {
        return Err(CodeFault::OtherRules);
    }
    let same_version = bits.take(8) == marks.version;
    let mut answers = Answers::new();
    for id in order(pack) {
        if let Some(value) = take(&mut bits, &pack.fact(id).domain)? {
            answers.set(id, value);
        }
    }
    if bits.rest_is_set() {
        return Err(CodeFault::OtherRules);
    }
    Ok(Decoded {
        answers,
        same_version,
    })
}

/// The facts as a code has them: those that are given, and so always there,
/// first.
fn order(pack: &Pack) -> impl Iterator<Item = FactId> {
    let all = pack.fact_ids();
    let asked = all.filter(|id| pack.fact(*id).given.is_none());
    pack.given().chain(asked)
}

fn read_signs(text: &str) -> Result<Vec<u8>, CodeFault> {
    let mut nibbles = Vec::new();
    let ignored = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '－' | '—' | '–' | '_');
    for sign in text.chars().filter(ignored) {
        let upper = narrow(sign).to_ascii_uppercase();
        let Some(number) = (0..).zip(SIGNS).find(|(_, known)| *known == upper) else {
            return Err(CodeFault::Sign(sign, nibbles.len() + 1));
        };
        nibbles.push(number.0);
    }
    Ok(nibbles)
}

/// A value of a fact in as few whole bits as its domain allows: 0 is "not
/// answered", 1 is "I don't know".
fn put(bits: &mut Bits, domain: &Domain, value: Option<&Value>, today: NaiveDate) -> Option<()> {
    let width = width(domain);
    let fine = |sound: bool| if sound { 2 } else { 0 };
    let number = match value {
        None => 0,
        Some(Value::Unknown) => 1,
        Some(Value::Choice(choice)) => u32::try_from(*choice).ok()? + 2,
        Some(Value::Fine) => 2,
        Some(Value::IdNumber(text)) => fine(id_number::check(text.reveal(), today).valid),
        Some(Value::Name { record, typed }) => {
            fine(person_name::compare(record.reveal(), typed.reveal()).same)
        }
        Some(Value::Date(day)) => return put_day(bits, *day),
        Some(Value::Month(month)) => return put_month(bits, *month),
    };
    bits.put(number, width);
    Some(())
}

fn put_day(bits: &mut Bits, day: NaiveDate) -> Option<()> {
    let near = u32::try_from((day - NEAR).num_days()).ok();
    if let Some(days) = near.filter(|days| *days < 1 << NEAR_BITS) {
        bits.put(2, 2);
        bits.put(days, NEAR_BITS);
        return Some(());
    }
    let far = u32::try_from((day - FAR).num_days()).ok();
    let days = far.filter(|days| *days < MONTHS)?;
    bits.put(3, 2);
    bits.put(days, FAR_BITS);
    Some(())
}

/// A month as a day that is too far to be one.
fn put_month(bits: &mut Bits, month: Month) -> Option<()> {
    let first = month.first();
    let months = 12 * u32::try_from(first.year() - FAR.year()).ok()? + first.month0();
    let number = Some(MONTHS + months).filter(|it| *it < 1 << FAR_BITS)?;
    bits.put(3, 2);
    bits.put(number, FAR_BITS);
    Some(())
}

/// The value that stands next. One that the fact does not have means that the
/// mark of the facts fitted by chance.
fn take(bits: &mut Bits, domain: &Domain) -> Result<Option<Value>, CodeFault> {
    let number = bits.take(width(domain));
    let value = match (number, domain) {
        (0, _) => return Ok(None),
        (1, _) => Some(Value::Unknown),
        (2, Domain::IdNumber | Domain::NamePair) => Some(Value::Fine),
        (2, Domain::Date { .. }) => after(NEAR, bits.take(NEAR_BITS)),
        (3, Domain::Date { .. }) => match bits.take(FAR_BITS) {
            months @ MONTHS.. => month_after(months - MONTHS),
            days => after(FAR, days),
        },
        (_, Domain::Choice(ids)) => {
            let choice = number as usize - 2;
            (choice < ids.len()).then_some(Value::Choice(choice))
        }
        _ => None,
    };
    value.map(Some).ok_or(CodeFault::OtherRules)
}

fn month_after(months: u32) -> Option<Value> {
    let first = FAR.checked_add_months(Months::new(months))?;
    Some(Value::Month(Month::of(first)))
}

fn after(start: NaiveDate, days: u32) -> Option<Value> {
    let day = start.checked_add_days(Days::new(days.into()));
    day.map(Value::Date)
}

/// Bits for "not answered", "I don't know" and the values of a domain.
fn width(domain: &Domain) -> u32 {
    match domain {
        Domain::Choice(ids) => (ids.len() + 1).checked_ilog2().unwrap_or(0) + 1,
        Domain::Date { .. } | Domain::IdNumber | Domain::NamePair => 2,
    }
}

/// Two short marks of a pack.
struct Marks {
    /// Of the facts with their values: what the bits mean.
    facts: u32,
    /// Of the version.
    version: u32,
}

fn marks(pack: &Pack) -> Marks {
    let mut facts = Hash::new(&pack.id);
    for fact in &pack.facts {
        facts.add(&fact.id);
        match &fact.domain {
            Domain::Choice(ids) => ids.iter().for_each(|id| facts.add(id)),
            Domain::Date { .. } => facts.add("/date"),
            Domain::IdNumber => facts.add("/id-number"),
            Domain::NamePair => facts.add("/name-pair"),
        }
    }
    Marks {
        facts: facts.eight_bits(),
        version: Hash::new(&pack.version).eight_bits(),
    }
}

/// FNV-1a: the same on every machine and in every release.
pub(super) struct Hash(u64);

impl Hash {
    pub(crate) fn new(text: &str) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325);
        hash.add(text);
        hash
    }

    /// Adds a text with its end.
    pub(crate) fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The whole number.
    pub(crate) const fn full(&self) -> u64 {
        self.0
    }

    fn eight_bits(&self) -> u32 {
        let folded = self.0 ^ (self.0 >> 32);
        let folded = folded ^ (folded >> 16);
        u32::from((folded ^ (folded >> 8)).to_le_bytes()[0])
    }
}

/// The signs as a polynomial over the field of sixteen elements, at 2. A wrong
/// sign changes it since no weight is zero; neighbours changing places change
/// it since their weights differ.
fn remainder(nibbles: &[u8]) -> u8 {
    nibbles
        .iter()
        .fold(0, |sum, nibble| times_two(sum) ^ nibble)
}

/// Twice a number in the field of sixteen elements with x⁴ = x + 1.
const fn times_two(number: u8) -> u8 {
    let twice = number << 1;
    if twice & 0x10 == 0 {
        twice
    } else {
        twice ^ 0x13
    }
}
