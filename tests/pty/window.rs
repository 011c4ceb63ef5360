//! What is sent to the window beside the pages: it is emptied, named, given
//! texts to copy, links.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::Session;

/// Erases everything.
const ERASE: &str = "\x1b[2J";

/// To the result, and its first key pressed on arriving.
fn at_the_result(envs: &[(&str, &str)]) -> Session {
    let mut session = Session::at_the_day_sent(envs);
    session.send("20261118\r");
    session.see("还在通常的日子里");
    session.send("1");
    session.see("再按一次");
    session
}

fn count(session: &Session, what: &str) -> usize {
    String::from_utf8_lossy(&session.bytes)
        .matches(what)
        .count()
}

#[test]
fn old_words_go_at_the_start_and_on_ctrl_l_and_the_page_goes_at_the_end() {
    let mut session = Session::start(&[]);
    session.see("您是哪一位");
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    let (before, after) = sent.split_once(ERASE).expect("it is erased");
    assert!(!before.contains('您') && after.contains('您'));
    // Another program writes over the page.
    session.take(b"\x1b[5;1Hgarbage\x1b[Kgarbage");
    session.send("\x0c");
    session.wait_until("no garbage", |shown| {
        !shown.contains("garbage") && shown.contains("您是哪一位")
    });
    session.send("\x03");
    let (_, session) = session.end();
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    // The terminal is never asked anything: one that does not answer holds it up.
    assert!(!sent.contains("\x1b[6n"), "{sent:?}");
    let (_, last) = sent.rsplit_once(ERASE).expect("it is erased");
    assert!(last.starts_with("\x1b[1;1H") && !last.contains('您'));
}

#[test]
fn the_title_is_never_left_empty() {
    let mut session = Session::start(&[]);
    session.see("您是哪一位");
    session.send("\x03");
    let (_, session) = session.end();
    assert_eq!(count(&session, "\x1b]0;\x07"), 0);
    assert_eq!(count(&session, "\x1b[22;2t"), 1);
    assert_eq!(count(&session, "\x1b[23;2t"), 1);
}

#[test]
fn a_program_that_keeps_the_clipboard_gets_the_text() {
    let tools = tempfile::tempdir().expect("a folder");
    let tool = tools.path().join("xclip");
    fs::write(
        &tool,
        "#!/bin/sh\nexec /bin/cat > \"$(dirname \"$0\")/copied\"\n",
    )
    .expect("a tool");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("a mode");
    let path = format!("{}:/usr/bin:/bin", tools.path().display());
    let mut session = at_the_result(&[("DISPLAY", ":9"), ("PATH", &path)]);
    session.send("1");
    session.see("抄好了");
    session.send("\x03");
    let (_, session) = session.end();
    let copied = fs::read_to_string(tools.path().join("copied")).expect("it was given");
    assert!(copied.contains("寄件人"), "{copied}");
    assert_eq!(count(&session, "\x1b]52;"), 0);
}

#[test]
fn what_a_program_does_not_take_goes_to_the_window() {
    let tools = tempfile::tempdir().expect("a folder");
    for name in ["xclip", "xsel"] {
        let tool = tools.path().join(name);
        fs::write(&tool, "#!/bin/sh\nexit 1\n").expect("a tool");
        fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let path = format!("{}:/usr/bin:/bin", tools.path().display());
    let mut session = at_the_result(&[("DISPLAY", ":9"), ("PATH", &path)]);
    session.send("1");
    session.see("已交给窗口，不一定成");
    session.send("\x03");
    let (_, session) = session.end();
    assert_eq!(count(&session, "\x1b]52;"), 1);
}

#[test]
fn gnu_screen_is_given_the_text_in_pieces() {
    let mut session = at_the_result(&[("STY", "1.pts"), ("TERM", "screen")]);
    session.send("1");
    session.see("已交给窗口，不一定成");
    session.send("\x03");
    let (_, session) = session.end();
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    let (_, copied) = sent.split_once("\x1bP\x1b]52;").expect("it is sent");
    let (pieces, _) = copied.split_once('\x07').expect("it ends");
    assert!(pieces.split("\x1b\\\x1bP").all(|piece| piece.len() <= 256));
}
