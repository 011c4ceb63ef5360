//! The path of a scenario: the facts that are to be asked, with gaps.

use super::otherwise;
use crate::lang::Said;

/// In a path: whatever is asked here is not the point.
pub(super) const ANY: &str = "...";

/// Whether the facts asked are those of a path with gaps.
pub(super) fn is_path(path: &[String], asked: &[&str]) -> bool {
    match path.split_first() {
        None => asked.is_empty(),
        Some((name, rest)) if name == ANY => {
            (0..=asked.len()).any(|at| is_path(rest, &asked[at..]))
        }
        Some((name, rest)) => asked
            .split_first()
            .is_some_and(|(first, behind)| name == first && is_path(rest, behind)),
    }
}

/// The first of the names of a path that is not asked behind those before it.
fn not_in_order(names: &[&str], asked: &[&str]) -> Option<Said> {
    let mut rest = asked.iter();
    let mut names = names.iter().filter(|name| **name != ANY);
    let missing = names.find(|name| !rest.any(|it| it == *name))?;
    let all = asked.join(" ");
    Some(Said::new(
        format!("path 里的 {missing} 没有问到，或者次序不对；问的是 {all}"),
        format!("{missing} of the path is not asked, or not there; asked were {all}"),
    ))
}

/// The first step in which the facts asked are not those of a path.
pub(super) fn other_step(path: &[String], asked: &[&str]) -> Said {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let front: Vec<&str> = names.iter().copied().take_while(|it| *it != ANY).collect();
    let whole = front.len() == names.len();
    let same = front.iter().zip(asked).take_while(|(a, b)| a == b).count();
    if same == front.len() && !whole {
        // Its beginning is right: what stands last or in between is not.
        return not_in_order(&names, asked).unwrap_or_else(|| {
            let (path, asked) = (path.join(" "), asked.join(" "));
            otherwise("path", &path, &asked)
        });
    }
    let (wanted, found) = (&front[same..], &asked[same..]);
    let before = same.checked_sub(1).map(|at| front[at]);
    let behind = before.map_or_else(
        || Said::new("path 一开始", "at the beginning of the path"),
        |it| {
            Said::new(
                format!("path 在 {it} 后面"),
                format!("behind {it} of the path"),
            )
        },
    );
    let found_at = |one: Option<&&str>, list: &[&str]| list.iter().position(|it| Some(it) == one);
    let surplus = match wanted.first() {
        None if whole => Some(found.len()),
        first => found_at(first, found),
    };
    let missing = match found.first() {
        None => Some(wanted.len()),
        first => found_at(first, wanted),
    };
    let list = |names: &[&str]| names.join(" ");
    let (zh, en) = match (surplus, missing) {
        (Some(count), _) => {
            let more = list(&found[..count]);
            (format!("多了 {more}"), format!("{more} is asked besides"))
        }
        (None, Some(count)) => {
            let less = list(&wanted[..count]);
            (format!("少了 {less}"), format!("{less} is not asked"))
        }
        (None, None) => {
            let (wanted, found) = (wanted[0], found[0]);
            (
                format!("应为 {wanted}，问的是 {found}"),
                format!("{found} is asked instead of {wanted}"),
            )
        }
    };
    Said::new(format!("{}{zh}", behind.zh), format!("{}, {en}", behind.en))
}
