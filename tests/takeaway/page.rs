//! The page to print.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;
use unicode_width::UnicodeWidthStr;

use crate::{OWN, WAIT, pack, said, scenarios};

/// For each result, by its id, the longest page that a scenario makes of it.
fn pages(lang: Lang) -> BTreeMap<String, String> {
    let mut longest = BTreeMap::new();
    for scenario in scenarios() {
        let walk = Walk::new(pack(), &scenario.answers, scenario.today);
        let Some(outcome) = walk.outcome() else {
            continue;
        };
        let entry = Entry {
            words: Words::new(&walk, lang),
            label: None,
        };
        let html = write_all(&[entry], Format::Html, lang).expect("it has a result");
        let kept: &mut String = longest
            .entry(pack().card(outcome.result).id.clone())
            .or_default();
        if html.len() > kept.len() {
            *kept = html;
        }
    }
    longest
}

#[test]
fn a_page_needs_nothing_else_and_means_only_what_it_says() {
    for lang in Lang::ALL {
        for (id, html) in pages(lang) {
            assert_eq!(html.matches("<article>").count(), 1, "{id}");
            is_a_page_for_every_reader(&html, lang);
            for word in [
                "<script", "src=", "href=", "url(", "@import", "http:", "https:",
            ] {
                assert!(!html.contains(word), "{word}");
            }
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
    // As the title, at the head, and at the foot that may stand on a second page.
    assert_eq!(html.matches("&lt;script&gt;").count(), 3);
}

/// On top, not at the end of a second sheet: for which day, and, where something
/// is to be asked today, what the later day is of.
#[test]
fn a_page_says_its_day_on_top_and_which_day_is_of_what() {
    for (format, made) in [
        ("html", "<p>按 2026年11月23日（周一）算</p>"),
        ("markdown", "按 2026年11月23日（周一）算"),
        ("text", "按 2026年11月23日（周一）算"),
    ] {
        let (_, out, _) = said(&["-", "--format", format], &WAIT);
        let at = out.lines().position(|line| line == made);
        let first = out.lines().position(|line| line.contains("考完过了"));
        let (at, first) = (at.expect("it says the day"), first.expect("a headline"));
        // In a page the title is the headline too.
        let first = if format == "html" { at - 1 } else { first };
        assert!(at > first && at - first <= 2, "{out}");
    }
    let first = crate::file("first-nothing-shown", OWN);
    let (_, page, _) = said(&["-", "--format", "html"], &first);
    assert!(page.contains("<title>考完过了"), "{page}");
    assert!(page.contains("<p class=\"day\">从哪天起问："), "{page}");
    let late = crate::file(
        "exam-after-the-last-day-of-the-old-rule",
        "exam-date = 2026-11-20",
    );
    let (_, page, _) = said(&["-", "--format", "html"], &late);
    assert!(page.contains("：今天就问</p>"), "{page}");
    assert!(
        page.contains("<p>上面「其次」那件事，从哪天起问：") && !page.contains("class=\"day\""),
        "{page}"
    );
}

/// One landmark with everything in it, one heading above the others, a title,
/// the language, and the width of a phone.
#[track_caller]
fn is_a_page_for_every_reader(html: &str, lang: Lang) {
    let code = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    for once in [
        &format!("<html lang=\"{code}\">") as &str,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<body>\n<main>\n",
        "</main>\n</body>",
        "<h1>",
    ] {
        assert_eq!(html.matches(once).count(), 1, "{once}");
    }
    assert!(!html.contains("<title></title>") && !html.contains("<h1></h1>"));
}

const EVERY_PAGE: &str = include_str!("../../src/report/html/page.css");
const STYLE: &str = include_str!("../../src/report/html/style.css");
const FIGURES: &str = include_str!("../../src/desk/report/html/style.css");

/// What the browser is told, as a test can read it anywhere; what it makes of
/// that is looked at by `sheets_of_every_result_in_a_browser`.
#[test]
fn nothing_is_printed_small_and_no_heading_is_left_at_a_pages_foot() {
    let figure = |before: &'static str| {
        let figure = before.rsplit([' ', ':', '(']).next();
        figure.and_then(|it| it.parse::<f64>().ok())
    };
    for style in [EVERY_PAGE, STYLE, FIGURES] {
        let told = style.matches("font-size:").count();
        // The last piece is what follows the last size.
        let mut pieces: Vec<_> = style.split("pt;").collect();
        pieces.pop();
        let sizes: Vec<f64> = pieces.into_iter().filter_map(figure).collect();
        assert_eq!(sizes.len(), told, "each size is in points");
        assert!(sizes.iter().all(|size| *size >= 10.0), "{sizes:?}");
    }
    for rule in [
        "h1, h2, .record, .caution, .chain { break-after: avoid; }",
        "p, li { break-inside: avoid; }",
        "article { break-after: page; }",
        "footer { break-inside: avoid;", // whose it is stands on top of it
    ] {
        assert!(STYLE.contains(rule), "{rule}");
    }
    assert!(EVERY_PAGE.contains("section { break-inside: avoid; }"));
}

#[test]
fn a_phone_has_one_column_and_a_dark_screen_a_dark_page() {
    let narrow = "@media screen and (max-width: 600px) {";
    for (style, one_column) in [
        (STYLE, ".columns { columns: 1; }"),
        (FIGURES, "grid-template-columns: 1fr 12mm;"),
    ] {
        let (_, rules) = style.split_once(narrow).expect("rules of a phone");
        assert!(rules.contains(one_column), "{one_column}");
    }
    let dark = "@media screen and (prefers-color-scheme: dark) {";
    let (_, rules) = EVERY_PAGE.split_once(dark).expect("dark colours");
    let colour = |before: &str| {
        let (_, rest) = rules.split_once(before).expect("a colour");
        luminance(rest.split(';').next().unwrap_or_default())
    };
    let (words, ground) = (colour("{ color: #"), colour("background: #"));
    let contrast = (words + 0.05) / (ground + 0.05);
    assert!(contrast > 4.5, "{contrast}");
}

/// How bright `rrggbb` is, from 0 to 1, as WCAG counts it.
fn luminance(colour: &str) -> f64 {
    let share = |at: usize| {
        let byte = colour.get(at..at + 2);
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let share = f64::from(byte.expect("two digits")) / 255.0;
        if share <= 0.03928 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * share(0) + 0.7152 * share(2) + 0.0722 * share(4)
}

/// What to do, whom to ask and what to say stand on the first page, also when
/// the texts grow a little and the font is a wide one.
#[test]
fn what_to_do_fits_the_first_page_with_room_to_spare() {
    let mut amiss = Vec::new();
    for lang in Lang::ALL {
        for (id, html) in pages(lang) {
            let height = height(&html, lang);
            if !(40.0..235.0).contains(&height) {
                amiss.push(format!("{id} {lang:?}: {height:.0} mm"));
            }
        }
    }
    assert_eq!(amiss, Vec::<String>::new());
}

/// Every place of a name can be at fault: all are told, first or at the end.
#[test]
fn every_finding_stands_on_the_page_and_what_to_do_still_fits_the_first() {
    let name = |signs: usize| {
        let [record, typed] = ["买", "卖"].map(|sign| sign.repeat(signs));
        let name = format!("name = {{ record = \"{record}\", typed = \"{typed}\" }}");
        crate::file("desk-full-stop-in-the-name", &name)
    };
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for signs in [2, 6, 12, 13, 30] {
            let (_, html, _) = said(&["-", "--format", "html", "--lang", code], &name(signs));
            let of = |at: usize| match lang {
                Lang::Zh => format!("<li>第 {at} 个字"),
                Lang::En => format!("<li>Character {at} "),
            };
            let (above, below) = html.split_once("<footer>").expect("a foot");
            for at in 1..=signs {
                let side = if at <= 12 { above } else { below };
                assert!(side.contains(&of(at)), "{at} of {signs}: {html}");
            }
            let more = ["处，写在后面、回答的上面", "more, told at the end"];
            let told = more.iter().any(|words| above.contains(words));
            assert_eq!(told, signs > 12, "{html}");
            let height = height(&html, lang);
            assert!(height < 235.0, "{signs} {code}: {height:.0} mm");
        }
    }
}

/// About how many of the 273 mm between the margins of an A4 page take what to
/// do, whom to ask and what to say, by the sizes in the style. What to have
/// ready and the rest stand in two columns below, which may run on to a second
/// page: no section is cut and no heading is left behind.
fn height(html: &str, lang: Lang) -> f64 {
    const WIDTH: f64 = 182.0;
    // Size, leading, and how wide half a column is in it: letters are narrow.
    let (text, leading, letter) = match lang {
        Lang::Zh => (10.5, 1.42, 0.5),
        Lang::En => (10.0, 1.35, 0.47),
    };
    let mut height = 0.0;
    let above = html.lines();
    for line in above.take_while(|line| *line != "<div class=\"columns\">") {
        let Some((tag, words)) = line.strip_prefix('<').and_then(|rest| rest.split_once('>'))
        else {
            continue;
        };
        let (size, around) = match tag.split(' ').next() {
            Some("h1") => (14.5, 2.5),
            Some("h2") => (10.5, 3.2),
            Some("p" | "li") if tag.contains("caution") => (text, 3.4),
            Some("p") => (text, 0.5),
            Some("li") => (text, 0.0),
            _ => continue,
        };
        let words = words.split("</").next().unwrap_or_default();
        let millimetres = size * 0.3528;
        let columns = (WIDTH - 8.0) / (millimetres * letter);
        let width = u32::try_from(words.width()).expect("no text is that long");
        let lines = (f64::from(width) / columns).ceil();
        height += lines * millimetres * leading + around;
    }
    height
}

/// The fonts that most machines have one of; `sans-serif` is what the machine
/// has for it.
const FONTS: [&str; 5] = [
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "sans-serif",
];

/// Prints every result in every font and says how many pages each takes.
#[test]
#[ignore = "needs chromium: cargo test --test takeaway browser -- --ignored --nocapture"]
fn sheets_of_every_result_in_a_browser() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for lang in Lang::ALL {
        for font in FONTS {
            let mut two = Vec::new();
            for (id, html) in pages(lang) {
                let font = format!("body {{ font-family: \"{font}\" !important; }}\n</style>");
                let html = html.replace("</style>", &font);
                match print(folder.path(), &html) {
                    1 => {}
                    2 => two.push(id),
                    count => panic!("{id} takes {count} pages"),
                }
            }
            println!("{lang:?} {font}: two pages for {}: {two:?}", two.len());
        }
    }
}

/// How many pages come out of the printer.
fn print(folder: &Path, html: &str) -> usize {
    let browser = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
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
