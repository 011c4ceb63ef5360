//! The page to print.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;

use crate::{WAIT, pack, said, scenarios};

/// For each result the longest page that a scenario makes of it.
fn pages(lang: Lang) -> (usize, String) {
    let scenarios = scenarios();
    let walks = scenarios
        .iter()
        .map(|it| Walk::new(pack(), &it.answers, it.today));
    let walks: Vec<_> = walks.collect();
    let mut longest: BTreeMap<usize, (usize, Entry<'_>)> = BTreeMap::new();
    for walk in &walks {
        let Some(outcome) = walk.outcome() else {
            continue;
        };
        let entry = Entry {
            words: Words::new(walk, lang),
            label: None,
        };
        let html = write_all(&[entry], Format::Html, lang).expect("it has a result");
        let kept = longest.entry(outcome.result.number()).or_insert((0, entry));
        if html.len() > kept.0 {
            *kept = (html.len(), entry);
        }
    }
    let entries: Vec<_> = longest.into_values().map(|(_, entry)| entry).collect();
    let html = write_all(&entries, Format::Html, lang).expect("all have results");
    (entries.len(), html)
}

#[test]
fn a_page_needs_nothing_else_and_means_only_what_it_says() {
    for lang in Lang::ALL {
        let (count, html) = pages(lang);
        assert_eq!(html.matches("<article>").count(), count);
        for word in [
            "<script", "src=", "href=", "url(", "@import", "http:", "https:",
        ] {
            assert!(!html.contains(word), "{word}");
        }
    }
    let named = format!(
        "[[record]]\nlabel = \"<script>alert('a')</script> & \\\"\"\n{}",
        WAIT.replace("[answers]", "[record.answers]")
    );
    let (code, html, _) = said(&["-", "--format", "html"], &named);
    assert_eq!(code, 0);
    assert!(
        !html.contains("<script>") && html.contains("&lt;script&gt;"),
        "{html}"
    );
}

/// Every result fits on one A4 page as a browser prints it.
#[test]
fn every_result_prints_on_one_page_in_chinese() {
    prints_on_one_page(Lang::Zh);
}

#[test]
fn every_result_prints_on_one_page_in_english() {
    prints_on_one_page(Lang::En);
}

fn prints_on_one_page(lang: Lang) {
    let browser = ["chromium", "chromium-browser", "google-chrome"];
    let Some(browser) = browser
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
    else {
        eprintln!("skipped: no chromium here to print the pages with");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (count, html) = pages(lang);
    assert_eq!(print(browser, folder.path(), &html), count);
}

/// How many pages come out of the printer.
fn print(browser: &str, folder: &Path, html: &str) -> usize {
    let (page, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
    fs::write(&page, html).expect("it can be written");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("it starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let pdf = fs::read(&pdf).expect("it printed");
    let pdf = String::from_utf8_lossy(&pdf);
    pdf.matches("/Type /Page\n").count()
}
