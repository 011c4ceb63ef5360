//! The board as text.

use crate::fixture::{Desk, SEEN_OLD, WAITS, each};

/// The rows under a heading.
fn under<'b>(board: &'b str, heading: &str) -> Vec<&'b str> {
    let mut lines = board.lines().skip_while(|line| !line.starts_with(heading));
    lines.next();
    lines
        .take_while(|line| line.starts_with("  "))
        .map(str::trim)
        .collect()
}

#[test]
fn what_is_due_stands_first_the_longest_overdue_on_top() {
    each(|desk| {
        desk.json(
            &["batch", "set", "9月28日报的那批", "-"],
            "[answers]\napplied-date = 2026-09-28\n",
        );
        let waits = desk.open(&["--caller", "李师傅"], WAITS);
        let next_day = desk.open(&["--batch", "9月28日报的那批"], SEEN_OLD);
        let held = desk.open(&[], "");
        desk.json(&["hold", &held], "");
        let closed = desk.open(&[], "");
        desk.json(&["close", &closed], "");
        let board = desk.on("2026-12-01", &["--lang", "zh"], "").out;
        // As in the window: whom nobody has to call back is counted apart.
        assert!(under(&board, "要回的 0").is_empty(), "{board}");
        let due = under(&board, "等对方再打来的 2");
        assert!(
            due[0].starts_with(&next_day) && due[0].contains("2026年11月24日  还没问完"),
            "{board}"
        );
        assert!(
            due[1].starts_with(&waits) && due[1].contains("李师傅"),
            "{board}"
        );
        assert!(due[1].contains("考完过了"), "what holds it up: {board}");
        assert!(under(&board, "挂着的 1")[0].starts_with(&held), "{board}");
        assert!(under(&board, "今天的来电 0").is_empty(), "{board}");
        let class = under(&board, "班次 1")[0];
        assert_eq!(
            class,
            "9月28日报的那批  1 人在等，2026年9月28日起过了 42 个工作日 → 过了期限：打一个电话，把这一批一起问"
        );
        let board = desk.run(&["--lang", "en"], "").out;
        assert_eq!(under(&board, "Today's calls 4").len(), 4, "{board}");
        assert!(under(&board, "To call back 0").is_empty(), "{board}");
    });
}

#[test]
fn there_is_no_json_of_the_board() {
    each(|desk| {
        let said = desk.run(&["--json"], "");
        assert_eq!((said.code, said.out.as_str()), (2, ""));
    });
}

#[test]
fn of_a_closed_case_nobody_is_to_move() {
    each(|desk| {
        let ticket = desk.open(&["--own", "no"], WAITS);
        let board = || desk.run(&["--lang", "zh"], "").out;
        assert!(board().contains("下一步：来电人"), "{}", board());
        desk.json(&["close", &ticket], "");
        assert!(board().contains(&ticket), "{}", board());
        assert!(!board().contains("下一步"), "{}", board());
        for (lang, heading, closed) in [
            ("zh", "今天的来电 1", "办结"),
            ("en", "Today's calls 1", "closed"),
        ] {
            let board = desk.run(&["--lang", lang], "").out;
            let row = under(&board, heading)[0];
            assert!(row.starts_with(&format!("{ticket}  {closed}  ")), "{board}");
        }
    });
}

/// From which day a class has waited, and how far the count is settled.
#[test]
fn the_days_of_a_class_say_since_when_and_whether_they_are_certain() {
    let desk = Desk::file();
    for (class, since) in [("一班", "2026-09-28"), ("二班", "\"2026-09\"")] {
        let known = format!("[answers]\nexam-result = \"passed\"\nexam-date = {since}\n");
        desk.run(&["batch", "set", class, "-"], &known);
        desk.open(&["--batch", class], "");
    }
    let board = |today, lang| desk.on(today, &["--lang", lang], "").out;
    let zh = board("2026-11-27", "zh");
    assert!(
        zh.contains("一班  1 人在等，2026年9月28日起过了 40 个工作日"),
        "{zh}"
    );
    assert!(zh.contains("二班  1 人在等，过了 38 个工作日"), "{zh}");
    assert!(!zh.contains("暂算"), "{zh}");
    let en = board("2027-02-10", "en");
    assert!(
        en.contains("working days since 28 September 2026 (provisional)"),
        "{en}"
    );
}

/// A day that a notice may still move is marked wherever it stands.
#[test]
fn a_day_that_may_still_move_is_marked() {
    let desk = Desk::file();
    let answers = WAITS.replace("2026-11-09", "2026-12-14");
    desk.json_on("2026-12-21", &["open", "-"], &answers);
    for (lang, mark) in [
        ("zh", "2027年1月6日（暂算）"),
        ("en", "6 January 2027 (provisional)"),
    ] {
        for face in [&["list"][..], &["show", "1221-01"], &[]] {
            let told = desk.on("2027-01-06", &[face, &["--lang", lang]].concat(), "");
            let lines = told.out.lines().filter(|line| line.contains("2027"));
            let lines: Vec<_> = lines.filter(|line| line.contains("1221-01")).collect();
            assert!(!lines.is_empty(), "{}", told.out);
            assert!(lines.iter().all(|line| line.contains(mark)), "{lines:?}");
        }
    }
}
