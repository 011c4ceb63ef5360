//! What somebody may have meant by a name that is not known.

/// Names longer than this are not compared: it would take their lengths
/// multiplied.
const LONGEST_NAME: usize = 80;
/// No more names than this are compared with one that is not known.
pub(super) const MOST_NAMES: usize = 2_000;

/// The known name that looks most like `name`, where one looks alike enough.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let length = name.chars().count();
    // Whether as many differences leave the two alike enough.
    let alike = |differences: usize, other: usize| differences * 3 <= other.max(length);
    known
        .into_iter()
        .take(MOST_NAMES)
        .filter(|candidate| candidate.len() <= LONGEST_NAME)
        .map(|candidate| (candidate.chars().count(), candidate))
        // What is longer differs by so much at least; counting is cheaper.
        .filter(|(other, _)| alike(other.abs_diff(length), *other))
        .map(|(other, it)| (strsim::damerau_levenshtein(name, it), other, it))
        .filter(|(distance, other, _)| alike(*distance, *other))
        .map(|(distance, _, candidate)| (distance, candidate))
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}
