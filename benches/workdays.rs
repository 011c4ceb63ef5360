//! Pairs counted, days found and lines filtered, a second.
#![allow(clippy::unwrap_used, reason = "a benchmark may end early")]

use chabudao::lang::Lang;
use std::fmt::Write as _;
use std::hint::black_box;

use chabudao::check::workdays::Calendar;
use chabudao::filter::workdays::run;
use chabudao::pack::{Files, load};
use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The calendar of the shipped rules.
fn calendar() -> Calendar {
    load(Files::embedded()).unwrap().pack.calendar
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days in no order, the same in every run: 2018 to 2026.
fn days(count: usize) -> Vec<NaiveDate> {
    let mut state = 2_463_534_242_u64;
    std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        date("2018-01-01") + Days::new((state >> 33) % 3_287)
    })
    .take(count)
    .collect()
}

fn pairs(count: usize) -> Vec<(NaiveDate, NaiveDate)> {
    let days = days(2 * count);
    let pairs = days.chunks_exact(2);
    pairs
        .map(|it| (it[0].min(it[1]), it[0].max(it[1])))
        .collect()
}

fn in_memory(criterion: &mut Criterion) {
    let calendar = calendar();
    let pairs = pairs(10_000);
    let mut group = criterion.benchmark_group("in memory");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("count", |bench| {
        bench.iter(|| {
            let counts = black_box(&pairs)
                .iter()
                .map(|&(from, to)| calendar.count(from, to));
            counts
                .flatten()
                .fold(0, |sum, it| sum + it.workdays + u32::from(it.certain()))
        });
    });
    group.bench_function("nth", |bench| {
        bench.iter(|| {
            let found = black_box(&pairs)
                .iter()
                .zip(1..)
                .map(|(&(from, _), n)| calendar.nth(from, n % 30 + 1));
            found
                .flatten()
                .filter(|&(day, _)| day > NaiveDate::MIN)
                .count()
        });
    });
    group.finish();
    criterion.bench_function("load the shipped rules", |bench| {
        bench.iter(|| load(Files::embedded()).unwrap().pack.questions.len());
    });
}

fn filter(criterion: &mut Criterion) {
    let calendar = calendar();
    let mut counts = String::new();
    let mut days = String::new();
    for ((from, to), n) in pairs(100_000).into_iter().zip(0_u32..) {
        writeln!(counts, "{from} {to}").unwrap();
        writeln!(days, "{from} +{}", n % 30 + 1).unwrap();
    }
    let mut group = criterion.benchmark_group("filter lines");
    group.throughput(Throughput::Elements(100_000));
    for (name, text, json) in [
        ("FROM TO", &counts, false),
        ("FROM +N", &days, false),
        ("json", &counts, true),
    ] {
        group.bench_function(name, |bench| {
            let mut out = Vec::new();
            bench.iter(|| {
                out.clear();
                run(
                    &calendar,
                    text.as_bytes(),
                    &mut out,
                    std::io::sink(),
                    json,
                    Lang::En,
                )
                .unwrap()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, in_memory, filter);
criterion_main!(benches);
