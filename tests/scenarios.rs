//! The scenario files of the shipped pack: every one comes out as it says, and
//! together they reach every result.

use std::collections::BTreeSet;

use chabudao::lang::Lang;
use chabudao::pack::{Files, Problems, load};
use chabudao::scenario;

#[test]
fn every_scenario_comes_out_as_written_and_every_result_has_one() {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let (pack, files) = (loaded.pack, loaded.warnings.files);
    let (scenarios, mut list) = scenario::read_all(&pack, &files);
    list.extend(
        scenarios
            .iter()
            .filter_map(|scenario| scenario.problem(&pack)),
    );
    let problems = Problems { files, list };
    assert!(problems.list.is_empty(), "{}", problems.render(Lang::En));

    let told: BTreeSet<_> = scenarios.iter().map(|it| it.expect.result).collect();
    let untold: Vec<_> = (pack.results.iter().enumerate())
        .filter(|(number, _)| !told.iter().any(|id| id.number() == *number))
        .map(|(_, card)| card.id.as_str())
        .collect();
    assert!(untold.is_empty(), "no scenario for {untold:?}");
}

#[test]
fn the_shipped_pack_has_neither_errors_nor_warnings() {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let warnings = loaded.warnings;
    assert!(warnings.list.is_empty(), "{}", warnings.render(Lang::En));
    assert_eq!(
        (loaded.pack.facts.len(), loaded.pack.results.len()),
        (17, 28)
    );
}
