//! Arbitrary bytes in the place of one rule file, or of nothing: the loader,
//! the linter and the messages neither panic nor hang.

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
    if *which < 128 {
        texts[at].1 = text;
    } else {
        texts[at] = ("more.toml".to_owned(), text);
    }
    match load(Files::from_texts(texts)) {
        Ok(loaded) => {
            let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
            let _ = prove::lint(&loaded.pack, today);
        }
        Err(problems) => {
            for lang in Lang::ALL {
                assert!(problems.has_errors() && !problems.render(lang).is_empty());
            }
        }
    }
});
