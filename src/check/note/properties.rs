//! What holds for every note: nobody's number stays readable, whatever parts it
//! and stands beside it, and what clerks write down else stays as it is.

use proptest::prelude::*;
use proptest::sample::select;

use super::{MASK, Note};
use crate::check::invisible::is_invisible;

/// A ticket, a day, a time, a span or a sum.
fn known() -> impl Strategy<Value = String> {
    let span = prop_oneof![
        Just(None),
        select(&["-", "~", "–", "－", "至"][..]).prop_map(Some)
    ];
    let spanned = |one: BoxedStrategy<String>| {
        (one.clone(), span.clone(), one).prop_map(|(from, sign, to)| match sign {
            Some(sign) => from + sign + &to,
            None => from,
        })
    };
    let month = || (1..=12, 1..=31);
    let sign = || select(&["-", "/", "."][..]);
    let ticket = (month(), 1..100).prop_map(|((m, d), n)| format!("{m:02}{d:02}-{n:02}"));
    let day = (2013..2040, month(), select(&["-", "/"][..]))
        .prop_map(|(y, (m, d), s)| format!("{y}{s}{m:02}{s}{d:02}"));
    let dotted = (2013..2040, month()).prop_map(|(y, (m, d))| format!("{y}.{m}.{d}"));
    let short = (month(), sign()).prop_map(|((m, d), s)| format!("{m}{s}{d}"));
    let said = month().prop_map(|(m, d)| format!("{m}月{d}日"));
    let time = (6..24, 0..60).prop_map(|(h, m)| format!("{h}:{m:02}"));
    let sum = (1..100_000, select(&["元", " 元", "块", ".50元"][..]))
        .prop_map(|(sum, unit)| format!("{sum}{unit}"));
    // Both with one unit, and longer than a telephone begun by a tail before it.
    let sums = (
        10_000..50_000,
        50_000..100_000,
        select(&["元", " 元", "块"][..]),
    )
        .prop_map(|(from, to, unit)| format!("{from}-{to}{unit}"));
    let tickets = (month(), 1..50, 50..100)
        .prop_map(|((m, d), from, to)| format!("{m:02}{d:02}-{from:02}-{m:02}{d:02}-{to}"));
    prop_oneof![
        3 => ticket,
        1 => tickets,
        1 => sums,
        2 => spanned(day.boxed()),
        1 => dotted,
        1 => (2013..2040, 1..=12).prop_map(|(y, m)| format!("{y}-{m:02}")),
        1 => short,
        1 => said,
        2 => spanned(time.boxed()),
        2 => sum,
    ]
}

/// The last digits of a telephone. A year is none, beside months and days.
fn tail() -> impl Strategy<Value = String> {
    let tail = prop_oneof![0..1800_u32, 2100..10_000_u32];
    tail.prop_map(|tail| format!("{tail:04}"))
}

/// What stands between two things that are written down.
fn between() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "，", "、", "；", "。", " ", "（", "）", "：", " / ", ", ", "　", "和", "改到",
        ][..],
    )
}

/// A number of somebody in the parts it is written in.
fn parts() -> impl Strategy<Value = Vec<String>> {
    let birth = (1950..=2010, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y}{m:02}{d:02}"));
    let area = select(&["110105", "210702", "440524", "110101"][..]);
    let id = (area, birth, "[0-9]{3}[0-9xXＸ]")
        .prop_map(|(area, birth, end)| area.to_owned() + &birth + &end);
    let in_parts = |number: BoxedStrategy<String>, ways: &'static [&'static [usize]]| {
        (number, select(ways)).prop_map(|(number, way)| {
            let mut rest = number.chars();
            way.iter()
                .map(|length| rest.by_ref().take(*length).collect())
                .collect()
        })
    };
    let mobile: &[&[usize]] = &[
        &[11],
        &[3, 4, 4],
        &[4, 4, 3],
        &[4, 7],
        &[3, 8],
        &[5, 6],
        &[7, 4],
        &[3, 2, 2, 2, 2],
        &[1; 11],
    ];
    let fixed: &[&[usize]] = &[&[11], &[4, 7], &[4, 3, 4], &[3, 8], &[3, 4, 4], &[4, 4, 3]];
    let ids: &[&[usize]] = &[
        &[18],
        &[6, 8, 4],
        &[6, 4, 4, 4],
        &[6, 4, 2, 2, 4],
        &[6, 12],
        &[14, 4],
        &[3, 3, 4, 4, 4],
        &[3, 3, 4, 2, 2, 4],
        &[2, 4, 8, 4],
        &[2, 2, 2, 4, 2, 2, 4],
        &[1; 18],
    ];
    prop_oneof![
        in_parts("1[3-9][0-9]{9}".boxed(), mobile),
        in_parts("(0416|010[2-8]|0512)[0-9]{7}".boxed(), fixed),
        in_parts(id.boxed(), ids),
    ]
}

/// A number of the fixed network without its area, as it is written.
fn local() -> impl Strategy<Value = String> {
    let parted = |form: &'static str| {
        let sign = select(&[" ", "-", "  "][..]);
        (form, sign).prop_map(|(number, sign)| number.replace('p', sign))
    };
    prop_oneof![
        parted("[3-8][0-9]{2}p?[0-9]{4}"),
        parted("[3-8][0-9]{2}p[0-9]{2}p[0-9]{2}"),
        parted("[2-8][0-9]{3}p?[0-9]{4}"),
        parted("[2-8][0-9](p[0-9]{2}){3}"),
        parted("400p[0-9]{3}p[0-9]{4}"),
    ]
}

/// What may part it: any signs.
fn signs() -> impl Strategy<Value = String> {
    let usual = select(
        &[
            "-",
            " ",
            "，",
            "、",
            "/",
            ".",
            "。",
            "（",
            "）",
            "；",
            ":",
            "—",
            "*",
            " - ",
            "，\u{200b}",
        ][..],
    );
    let is_sign = |c: char| !c.is_alphanumeric() && !"×÷".contains(c) && !is_invisible(c);
    let other = any::<char>().prop_map(move |c| if is_sign(c) { c } else { '|' });
    prop_oneof![3 => usual.prop_map(str::to_owned), 1 => other.prop_map(String::from)]
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #[test]
    fn tickets_days_times_sums_and_tails_stay(
        all in prop::collection::vec((prop::option::weighted(0.8, known()), tail(), between()), 1..7)
    ) {
        let mut note = String::new();
        let mut is_tail = false;
        for (known, tail, between) in all {
            // Two of four digits may be a telephone.
            note += if is_tail && known.is_none() { "和" } else { between };
            is_tail = known.is_none();
            note += &known.unwrap_or(tail);
        }
        let note = note.trim();
        let kept = Note::new(note);
        prop_assert_eq!(kept.text(), note);
    }

    #[test]
    fn nobodys_number_stays(
        before in prop::collection::vec((prop_oneof![known(), tail()], between()), 0..4),
        (parts, signs) in (parts(), prop::collection::vec(signs(), 17)),
        after in prop::collection::vec((between(), prop_oneof![known(), tail()]), 0..4),
    ) {
        let before: String = before.into_iter().flat_map(|(it, between)| [it, between.to_owned()]).collect();
        let after: String = after.into_iter().flat_map(|(between, it)| [between.to_owned(), it]).collect();
        let mut note = before.clone();
        // With other signs than one all along these are times and days.
        let is_even = parts.iter().skip(1).all(|part| part.chars().count() < 3);
        for (at, part) in parts.iter().enumerate() {
            let gap = if is_even { at.min(1) } else { at };
            note += gap.checked_sub(1).map_or("", |gap| &signs[gap]);
            note += part;
        }
        note += &after;
        let kept = Note::new(&note);
        let number = digits(&parts.concat());
        for at in 0..=number.len() - 7 {
            let seven = number.get(at..at + 7).unwrap_or_default();
            let is_beside = [&before, &after].iter().any(|it| digits(it).contains(seven));
            let mut left = kept.text().split(MASK).map(digits);
            prop_assert!(is_beside || !left.any(|it| it.contains(seven)), "{} -> {}", note, kept.text());
        }
        prop_assert_eq!(Note::new(kept.text()), kept, "twice: {}", note);
    }

    #[test]
    fn a_unit_may_begin_the_word_behind_a_number(
        number in local(),
        gap in select(&["", " "][..]),
        word in select(&["万老师", "号", "号码是对的", "点之前打", "分机", "天津的", "日后", "时", "月底", "元旦后"][..]),
    ) {
        let kept = Note::new(&format!("打 {number}{gap}{word}"));
        prop_assert_eq!(kept.text(), format!("打 {MASK}{gap}{word}"));
    }

    #[test]
    fn no_number_eats_the_words_beside_it(
        number in prop_oneof![
            "1[3-9][0-9]{9}", "1[3-9][0-9] [0-9]{4} [0-9]{4}", "0416-?[2-8][0-9]{6}", "[2-8][0-9]{6,7}", "[2-8][0-9]{3} [0-9]{4}",
        ],
        before in select(&["", "周三", "周一三五", "第三次", "二〇二六"][..]),
        after in select(&["", "一直没人接", "三次没人接", "二十号", "四五次"][..]),
        gap in select(&["", " "][..]),
    ) {
        let kept = Note::new(&format!("打：{before}{gap}{number}{gap}{after}。"));
        prop_assert_eq!(kept.text(), format!("打：{before}{gap}{MASK}{gap}{after}。"));
    }

    #[test]
    fn what_is_masked_stays_as_it_is(note in "[0-9零一 ,，、：:/.。X元万号*-]{0,60}", most in 1..60_usize) {
        let kept = Note::new(&note);
        prop_assert_eq!(&Note::new(kept.text()), &kept);
        let (cut, _) = kept.cut_to(most);
        prop_assert_eq!(Note::new(cut.text()), cut);
    }
}
