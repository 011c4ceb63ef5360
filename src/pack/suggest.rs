//! What somebody may have meant by a name that is not known.

/// Names longer than this are not compared: it would take their lengths
/// multiplied.
const LONGEST_NAME: usize = 80;
/// No more names than this are compared with one that is not known.
const MOST_NAMES: usize = 2_000;

/// The known name that looks most like `name`, where one looks alike enough.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    known
        .into_iter()
        .take(MOST_NAMES)
        .filter(|candidate| candidate.len() <= LONGEST_NAME)
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            let longer = candidate.chars().count().max(name.chars().count());
            *distance * 3 <= longer
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}
