//! The notices as issued, whole, and what they say.
//!
//! The sentences of 2020, 2022 and 2024 to 2026 are the notices' own. Those of 2018, 2019, 2021
//! and 2023 were written down from memory: test input and nothing else, every day of which
//! `the_known_years_come_out_as_their_files` holds to the rules.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::years;
use chabudao::check::notice::{Given, NoticeYear, read_notice};
use chabudao::check::workdays::{KnownYears, Year};

/// First line: number and day; then the sentences.
const NOTICES: [(i32, &str); 9] = [
    (2018, include_str!("notices/2018.txt")),
    (2019, include_str!("notices/2019.txt")),
    (2020, include_str!("notices/2020.txt")),
    (2021, include_str!("notices/2021.txt")),
    (2022, include_str!("notices/2022.txt")),
    (2023, include_str!("notices/2023.txt")),
    (2024, include_str!("notices/2024.txt")),
    (2025, include_str!("notices/2025.txt")),
    (2026, include_str!("notices/2026.txt")),
];

/// The years there is a notice of.
pub fn all() -> impl Iterator<Item = i32> {
    NOTICES.into_iter().map(|(year, _)| year)
}

/// The sentences alone.
pub fn sentences(year: i32) -> &'static str {
    let (_, text) = NOTICES.into_iter().find(|it| it.0 == year).unwrap();
    text.split_once('\n').unwrap().1
}

/// The year file of the rules.
pub fn file(year: i32) -> Year {
    years().into_iter().find(|it| it.year == year).unwrap()
}

/// What the first notice of a year fixed, without the amendments of 2019 and 2020.
pub fn announced(year: i32) -> Year {
    let mut known = file(year);
    known.notices.truncate(1);
    match year {
        2019 => {
            let labour = &mut known.holidays[3];
            labour.off = Some(super::span("2019-05-01", "2019-05-01"));
            labour.work.clear();
            labour.notice = 0;
        }
        2020 => drop(known.holidays.remove(2)),
        _ => {}
    }
    known
}

/// A whole notice: title, number, greeting, sentences, closing, signature.
pub fn whole(year: i32) -> String {
    let notice = &file(year).notices[0];
    let date = notice.date.format("%Y年%-m月%-d日").to_string();
    dressed(year, &notice.number, sentences(year), &date)
}

/// Sentences with what stands around them in every notice.
pub fn dressed(year: i32, number: &str, sentences: &str, date: &str) -> String {
    format!(
        "国务院办公厅关于{year}年部分节假日安排的通知\n{number}\n\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n　　经国务院批准，现将{year}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n{sentences}\n　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。\n　　国务院办公厅\n　　{date}\n　　（此件公开发布）\n"
    )
}

/// Nothing is known but these years.
pub fn knowing(shipped: impl IntoIterator<Item = Year>) -> KnownYears {
    KnownYears {
        shipped: shipped.into_iter().collect(),
        own: Vec::new(),
    }
}

/// A text that is understood, where no year is known.
#[track_caller]
pub fn read(text: &str) -> NoticeYear {
    match read_notice(text, &Given::default(), &KnownYears::default()) {
        Ok(read) => read,
        Err(faults) => panic!("{faults:?}\n{text}"),
    }
}
