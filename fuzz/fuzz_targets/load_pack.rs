//! Arbitrary bytes in the place of one rule file: the loader, the linter and
//! the messages neither panic nor hang.

#![no_main]

use chabudao::lang::Lang;
use chabudao::pack::{Files, files, load};
use chabudao::prove;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    let Ok(text) = files::decode(bytes.to_vec()) else {
        return;
    };
    let shipped = Files::embedded();
    let mut texts: Vec<(String, String)> = shipped
        .iter()
        .filter(|(_, file)| !file.name.starts_with("scenarios/"))
        .map(|(_, file)| (file.name.clone(), file.text.to_string()))
        .collect();
    let at = usize::from(*which) % texts.len();
    texts[at].1 = text;
    match load(Files::from_texts(texts)) {
        Ok(loaded) => {
            let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
            let _ = prove::lint(&loaded.pack, today);
        }
        Err(problems) => {
            let _ = problems.render(Lang::Zh);
        }
    }
});
