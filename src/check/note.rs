//! A note in somebody's own words, fit to be kept: the numbers of persons are
//! taken out of it before it is stored, shown or handed on.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation as _;

use super::invisible::{narrow, one_line};
use super::month::YEARS;

/// What stands in a note for a number that was taken out.
pub(crate) const MASK: &str = "***";

/// Signs, as people count them, that are kept of a note typed on the screens.
pub(crate) const LONGEST: usize = 120;

/// Digits from which on a number may be somebody's telephone or ID number.
const LONG: usize = 7;

/// A note without long numbers. There is no other way to make one, so that
/// none can be stored in the clear. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Note(String);

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Note(***)")
    }
}

impl Note {
    /// The note that these words make: one line, without characters that
    /// nobody sees, long numbers masked.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(masked(&one_line(words)))
    }

    /// The first `LONGEST` signs of it, and whether these are all. It is masked
    /// before: half of a number would not be known for one.
    pub(crate) fn cut(&self) -> (Self, bool) {
        let text: String = self.0.graphemes(true).take(LONGEST).collect();
        let whole = text == self.0;
        (Self(text.trim_end().to_owned()), whole)
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether nothing was noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text with `MASK` in place of every run of seven or more digits, of
/// whatever width and with blanks, dashes or dots between them as telephone
/// numbers are written, and of the X at the end of an ID number; of somebody's
/// number with any other signs between its parts, whatever is neither letter,
/// digit nor word: commas, slashes, brackets, quotes, stops, but no sign that
/// multiplies or divides; and of a word that is an ID number with letters typed
/// for digits. A day such as 2026-11-24 stays, and so does a ticket such as
/// 1127-100.
#[must_use]
pub fn masked(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = signs.as_slice();
    let mut in_word = false;
    while let Some(&c) = rest.first() {
        let alike = if in_word { 0 } else { alike(rest) };
        in_word = narrow(c).is_ascii_alphanumeric();
        let (length, digits) = match (is_digit(c), day(rest).max(ticket(rest))) {
            _ if alike > 0 => (alike, LONG),
            (false, _) => (1, 0),
            (true, 0) => match (extent(rest), parted(rest)) {
                (plain, parted) if plain.0 >= parted => plain,
                (_, parted) => (parted, LONG),
            },
            (true, day) => (day, 0),
        };
        let (head, behind) = rest.split_at(length);
        if digits >= LONG {
            out.push_str(MASK);
        } else {
            out.extend(head);
        }
        rest = behind;
    }
    out
}

/// Signs of the word that begins here, where it is an ID number with letters
/// typed for digits; else 0.
fn alike(signs: &[char]) -> usize {
    let word = signs.iter().map(|c| narrow(*c));
    let word = word.take_while(char::is_ascii_alphanumeric);
    let (mut length, mut digits) = (0, 0);
    for c in word {
        length += 1;
        digits += usize::from(c.is_ascii_digit());
    }
    if (15..=24).contains(&length) && digits >= 8 {
        length
    } else {
        0
    }
}

/// Signs and digits of the number that begins here.
fn extent(signs: &[char]) -> (usize, usize) {
    let (mut length, mut digits) = (0, 0);
    for (at, &c) in (1..).zip(signs) {
        if is_digit(c) {
            (length, digits) = (at, digits + 1);
        } else if digits >= LONG && matches!(narrow(c), 'x' | 'X') {
            let word = signs.get(at).is_some_and(char::is_ascii_alphanumeric);
            return (if word { length } else { at }, digits);
        } else if !is_between(c) {
            break;
        }
    }
    (length, digits)
}

/// Signs of somebody's number that begins here with any signs between its parts,
/// `139、1234、5678`; 0 where none does. So stand days, sums and lists of numbers
/// too: parts of two digits and less belong to those, but for an ID number of
/// 18 signs whose year of birth is in one part, `110105，1949，12，31，002X`. One of
/// 15 is parted before its day of birth or behind it.
fn parted(signs: &[char]) -> usize {
    let (mut number, mut part, mut length) = (String::new(), 0, 0);
    let (mut short, mut cuts) = (false, 0_u32);
    let cut = |cuts: u32, places: &[u32]| places.iter().any(|at| cuts & (1 << at) != 0);
    for (at, &c) in (1..).zip(signs) {
        let goes_on = signs.get(at).is_some_and(|c| is_digit(*c));
        if is_digit(c) {
            number.push(digit(c));
            part += 1;
        } else if number.len() == 17 && matches!(narrow(c), 'x' | 'X') {
            number.push('X');
        } else if is_between(c) {
            continue;
        } else if is_aside(c) {
            short |= (1..=2).contains(&part);
            cuts |= 1 << number.len();
            part = 0;
            continue;
        } else {
            break;
        }
        if number.len() > 18 {
            break; // nobody's number has so many
        }
        let is_parted_so = match number.len() {
            18 if short || part <= 2 => {
                let year = number.get(6..8).unwrap_or_default();
                !cut(cuts, &[7, 8, 9]) && ("18".."21").contains(&year)
            }
            15 => cut(cuts, &[6, 12]) && !short,
            _ => !short && part > 2,
        };
        if is_parted_so && !goes_on && is_of_a_person(&number) {
            length = at;
        }
    }
    length
}

/// Whether digits are made as somebody's telephone number, or as an ID number
/// with its day of birth.
fn is_of_a_person(number: &str) -> bool {
    let within = |at: usize, most: &str| {
        let two = number.get(at..at + 2).unwrap_or_default();
        ("01"..=most).contains(&two)
    };
    match number.len() {
        18 => within(10, "12") && within(12, "31"),
        15 => within(8, "12") && within(10, "31"),
        _ => is_telephone(number),
    }
}

/// Whether digits are made as a mobile number, or as one of the fixed network
/// with its area.
pub(crate) fn is_telephone(number: &str) -> bool {
    let mobile = number.strip_prefix("86").unwrap_or(number);
    let fixed = number.starts_with('0') && (10..=12).contains(&number.len());
    fixed || mobile.len() == 11 && ("13".."2").contains(&mobile)
}

/// Signs of a day that stands here, `2026-11-24`; 0 where none does.
fn day(signs: &[char]) -> usize {
    let text: String = signs.iter().take(11).map(|c| narrow(*c)).collect();
    let mut parts = text.splitn(3, ['-', '.']);
    let part = |text: Option<&str>| -> Option<(usize, i32)> {
        let text = text?;
        let length = text.chars().take_while(char::is_ascii_digit).count();
        Some((length, text.get(..length)?.parse().ok()?))
    };
    let parts = (part(parts.next()), part(parts.next()), part(parts.next()));
    let (Some((4, year)), Some((months, month)), Some((days, day))) = parts else {
        return 0;
    };
    let likely = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if likely && months <= 2 && days <= 2 {
        4 + 1 + months + 1 + days
    } else {
        0
    }
}

/// Signs of a ticket that stands here, `1127-100`: a month, a day, and a number
/// of two to four digits; 0 where none does, or where more digits follow that
/// may belong to it.
fn ticket(signs: &[char]) -> usize {
    let text: String = signs.iter().take(10).map(|c| narrow(*c)).collect();
    let Some((head, number)) = text.split_once('-') else {
        return 0;
    };
    let two = |at: usize, most: &str| {
        let two = head.get(at..at + 2).unwrap_or_default();
        ("01"..=most).contains(&two)
    };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let four = head.len() == 4 && head.bytes().all(|byte| byte.is_ascii_digit());
    if !(four && two(0, "12") && two(2, "31") && (2..=4).contains(&digits)) {
        return 0;
    }
    let length = head.len() + 1 + digits;
    let rest = &signs[length..];
    let between = rest.iter().take_while(|c| is_between(**c));
    let next = &rest[between.count()..];
    let in_word = rest.first().is_some_and(char::is_ascii_alphabetic);
    let goes_on = next.first().is_some_and(|c| narrow(*c).is_ascii_digit());
    let is_part = goes_on && day(next).max(ticket(next)) == 0 || parted(signs) > length;
    if in_word || is_part {
        return 0;
    }
    length
}

/// Whether a sign may stand in somebody's number.
pub(crate) fn may_be_of_number(c: char) -> bool {
    is_digit(c) || is_between(c) || is_aside(c)
}

/// Digits of any width and script, and those that Chinese says one by one.
fn is_digit(c: char) -> bool {
    c.is_numeric() || SAID.contains(c)
}

/// The ten digits, three times: as they are said, as they are written on
/// cheques, and what else stands for them.
const SAID: &str = "零一二三四五六七八九零壹贰叁肆伍陆柒捌玖〇幺貳參肆伍陸柒捌玖";

/// A digit of whatever script as 0 to 9; `?` where that is not known.
fn digit(c: char) -> char {
    let said = (0..).zip(SAID.chars()).find(|(_, said)| *said == c);
    let said = said.and_then(|(at, _)| char::from_digit(at % 10, 10));
    said.unwrap_or_else(|| Some(narrow(c)).filter(char::is_ascii_digit).unwrap_or('?'))
}

/// What stands between the parts of a number.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '－' | '.' | '．' | '·' | '_' | '−' | '‐'..='―')
}

/// What may stand there too, and between any two numbers: every sign that does
/// not make one number of them.
fn is_aside(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(words: &str, kept: &str) {
        assert_eq!(Note::new(words).text(), kept, "{words}");
        assert_eq!(Note::new(kept).text(), kept, "twice: {words}");
    }

    #[test]
    fn numbers_of_persons_are_taken_out() {
        for number in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "138.1234.5678",
            "138*1234*5678",
            "138+1234+5678",
            "138 - 1234 - 5678",
            "１３８１２３４５６７８",
            "１３８　１２３４　５６７８",
            "138\u{200b}1234\u{200b}5678",
            "一三八一二三四五六七八",
            "①③⑧①②③④⑤⑥⑦⑧",
            "0416-3881234",
            "3881234",
            "0512-88123456",
            "0512-8812 3456",
            "0512-8812、3456",
            "0512-8812-3456",
            "1327-100",
            "1127-10012",
            "11010519491231002X",
            "11010519491231002x",
            "110105 19491231 002Ｘ",
            "110105 1949-12-31 002X",
            "440524188001010014",
            "1101051949123100",
            "11O1O5l949l23lOO2X",
            "T11O1O5l949l23lOO2X",
            "1101051949/1231/002X",
            "110105（19491231）002X",
            "110105/19491231/002X",
            "110105，1949，12，31，002X",
            "110105/1949/12/31/0021",
            "11,01,05,1949,12,31,002x",
            "440524，18800101，0014",
            "139/1234/5678",
            "139、1234、5678",
            "139,1234,5678",
            "139，1234，5678",
            "139（1234）5678",
            "139 (1234) 5678",
            "０４１６／３８８／１２３４",
            "0416、3881234",
            "壹叁玖壹贰叁肆伍陆柒捌",
            "壹叁玖、壹贰叁肆、伍陆柒捌",
        ] {
            case(&format!("电话{number}，找王老师"), "电话***，找王老师");
            case(number, "***");
        }
        for sign in "。•﹣…=&'\"\\^!?[]【】<>《》“”{}@$%`¥°→".chars() {
            case(&format!("找138{sign}1234{sign}5678"), "找***");
            let number = format!("110105{sign}1949{sign}12{sign}31{sign}002X");
            case(&format!("ID {number}。"), "ID ***。");
        }
        case("11010519491231002X王", "***王");
        case("3881234 xiaowang", "*** xiaowang");
        case("138    1234    5678", "***");
        case("+86 138 1234 5678", "+***");
        case("13812345678或13987654321", "***或***");
    }

    #[test]
    fn what_names_nobody_stays() {
        for words in [
            "周二下午 3 点再打",
            "11月24日 15:00 再打，2026-11-24 15:30 也行",
            "2026.11.24",
            "12345、12348",
            "12345、12333、12348",
            "10/8/2026",
            "11/24、11/25、11/26、12/1",
            "2026/11/24、2026/11/25",
            "1127-100",
            "1127-07",
            "1127-100，1127-101",
            "看 1127-100 1127-1001、1127-07 三张",
            "1127-100 2026-11-24",
            "0512-101, and 0512-07",
            "1,200",
            "1,200,000 元",
            "1200、1300、1500 元",
            "第 1、2、3、4、5、6、7、8、9、10、11 题",
            "壹仟贰佰元",
            "二〇二六年十一月",
            "第 3 页，费用 1500 元",
            "2026-11-30 to 2026-12-02",
            "2026/11/30–2026/12/02，共 3 天",
            "2026/11/24、2026/11/25、2026/12/18、2026/12/21",
            "11/6、11/19、11/20、12/10、12/17、12/31",
            "11月3日交了800元，12月5日交了1300元",
            "150×120=18000",
            "1127-100，3 点再打",
            "第 3、4、5、6、7、8、9、10、11、12、13、14、15、16 题",
            "8:30-11:30，13:30-17:00；周六 9:00-11:00",
            "110105",
            "",
        ] {
            case(words, words);
        }
        case("2026-11-24 13812345678", "2026-11-24 ***");
    }
}
