//! Identity numbers and pairs of names per second, in one thread: in memory
//! and through the filters.

#![allow(missing_docs)] // The macros of criterion make functions without any.

use chabudao::lang::Lang;
use std::hint::black_box;
use std::time::Duration;

use chabudao::check::{id_number, person_name};
use chabudao::filter;
use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Made-up numbers: nine in ten well formed; none if `faulty`.
fn numbers(count: u32, faulty: bool) -> Vec<String> {
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    (0..count)
        .map(|n| {
            let (year, month, day) = (1950 + n % 50, 1 + n / 50 % 12, 1 + n / 600 % 28);
            let head = format!(
                "{}{:04}{year}{month:02}{day:02}{:03}",
                11 + n % 5,
                n % 9999,
                n % 1000
            );
            let digits = head.chars().filter_map(|c| c.to_digit(10));
            let sum: u32 = digits
                .zip(WEIGHTS)
                .map(|(digit, weight)| digit * weight)
                .sum();
            let right = format!("{head}{}", CHECKS[(sum % 11) as usize]);
            match n % if faulty { 5 } else { 50 } {
                0 => format!(" {right}"),
                1 => right.replacen('1', "l", 1),
                2 => right.to_lowercase().replacen('0', "1", 1),
                3 => right.chars().take(17).collect(),
                4 => right.replacen("19", "-19", 1),
                _ => right,
            }
        })
        .collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default()
}

fn ids(c: &mut Criterion) {
    let mut group = c.benchmark_group("id");
    for (name, faulty) in [("nine in ten clean", false), ("all faulty", true)] {
        let list = numbers(10_000, faulty);
        group.throughput(Throughput::Elements(10_000));
        group.bench_function(format!("check, {name}"), |b| {
            b.iter(|| {
                let reports = list
                    .iter()
                    .map(|text| id_number::check(black_box(text), today()));
                reports.map(|report| report.findings.len()).sum::<usize>()
            });
        });
        let input = list.join("\n");
        for json in [true, false] {
            let mut out = Vec::with_capacity(input.len() * 8);
            group.bench_function(format!("filter, {name}, json {json}"), |b| {
                b.iter(|| {
                    out.clear();
                    filter::id::run(
                        input.as_bytes(),
                        &mut out,
                        std::io::sink(),
                        json,
                        Lang::Zh,
                        today(),
                    )
                });
            });
        }
    }
    group.finish();
}

fn names(c: &mut Criterion) {
    let pairs = [
        ("张三", "张三"),
        ("欧阳建国", "欧阳建国"),
        ("李小明", "李晓明"),
        ("王建军", "王建均"),
        ("张伟", "張偉"),
        ("买买提·艾力", "买买提.艾力"),
        ("王小明", "王明"),
        ("刘己平", "刘已平"),
        ("陈明远", "陈远明"),
        ("赵钱孙", "周吴郑"),
    ];
    let mut group = c.benchmark_group("name");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("compare, two in ten same", |b| {
        b.iter(|| {
            let results = pairs
                .iter()
                .map(|(x, y)| person_name::compare(black_box(x), black_box(y)));
            results.map(|result| result.kinds.len()).sum::<usize>()
        });
    });
    let lines = pairs.map(|(record, typed)| format!("{record}\t{typed}\n"));
    let input = lines.concat().repeat(100);
    group.throughput(Throughput::Elements(pairs.len() as u64 * 100));
    group.bench_function("filter, json", |b| {
        b.iter(|| {
            filter::name::run(
                input.as_bytes(),
                std::io::sink(),
                std::io::sink(),
                true,
                Lang::Zh,
            )
        });
    });
    group.finish();
}

criterion_group! {
    name = checks;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(30);
    targets = ids, names
}
criterion_main!(checks);
