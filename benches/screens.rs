//! One key and one frame of each page, a second: what a person waits for, without
//! the terminal.
#![allow(clippy::unwrap_used, reason = "a benchmark may end early")]

use std::hint::black_box;

use chabudao::lang::Lang;
use chabudao::pack::{Files, load};
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;
use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The pages: name, keys to it, and two keys that change it there and back.
const PAGES: [(&str, &str, [&str; 2]); 9] = [
    ("start", "", ["<down>", "<up>"]),
    ("question", "1 1 1", ["<down>", "<up>"]),
    ("call", "2 1 1", ["?", "?"]),
    ("day", "1 1 1 1 1 <enter> 1 <enter>", ["2", "<backspace>"]),
    ("number", "1 1 1 1 1101051949", ["1", "<backspace>"]),
    ("calendar", "1 <f4>", ["<left>", "<right>"]),
    (
        "answers",
        "1 1 1 1 1 <enter> 1 <enter> <f3>",
        ["<down>", "<up>"],
    ),
    (
        "result",
        "1 1 1 1 1 <enter> 1 <enter> 20260410 <enter> 1 20261108 <enter>",
        ["<down>", "<up>"],
    ),
    ("search", "5 加", ["急", "<backspace>"]),
];

fn model() -> Model {
    let pack = load(Files::embedded()).unwrap().pack;
    let guide = Guide::new(pack, Vec::new());
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Model::new(Ok(guide), Theme::default(), Lang::Zh, today)
}

fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("update and draw");
    group.throughput(Throughput::Elements(1));
    for (name, keys, turns) in PAGES {
        let mut model = model();
        play(&mut model, keys).unwrap();
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut turn = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                black_box(play(&mut model, turns[turn % 2]).unwrap());
                turn += 1;
                terminal.draw(|frame| view::draw(&model, frame)).unwrap();
            });
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
