//! Load and full proof of the shipped pack, of 1,000 and of 10,000 questions,
//! and of packs of awkward shapes. Aims: 5 ms, 50 ms, 1 s; close to linear.

#[path = "../tests/mutations/generated.rs"]
mod generated;

use std::hint::black_box;
use std::time::Duration;

use chabudao::pack::{Files, load};
use chabudao::prove;
use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use generated::Form;

/// Loads and lints; how many problems there are.
fn proved(files: &Files) -> usize {
    let loaded = load(files.clone()).unwrap_or_else(|it| panic!("{}", it.list.len()));
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    prove::lint(&loaded.pack, today).len()
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("prove");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    let shipped = Files::embedded();
    group.bench_function("shipped", |bencher| {
        bencher.iter(|| black_box(proved(&shipped)));
    });
    group.bench_function("shipped, load only", |bencher| {
        bencher.iter(|| black_box(load(shipped.clone()).is_ok()));
    });
    for form in Form::ALL {
        for questions in [1_000, 10_000] {
            let files = generated::pack(form, questions);
            group.throughput(Throughput::Elements(questions as u64));
            let id = BenchmarkId::new(format!("{form:?}"), questions);
            group.bench_with_input(id, &files, |bencher, files| {
                bencher.iter(|| black_box(proved(files)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
