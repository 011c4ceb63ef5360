//! Files are written whole or not at all, and never over another.

use std::fs;

use crate::{OTHER, OWN, WAIT, diagnose, file, said};

#[test]
fn the_ending_tells_the_format_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let at = |name: &str| folder.path().join(name);
    for (name, begins) in [
        ("结果.html", "<!DOCTYPE html>"),
        ("结果二.HTML", "<!DOCTYPE html>"),
        ("结果.ics", "BEGIN:VCALENDAR\r\n"),
        ("结果.csv", "\u{feff}记录,result,"),
        ("结果.md", "# 考完过了 1 个工作日"),
        ("结果.json", "{\"result\":\"wait-usual\""),
        ("结果.txt", "考完过了 1 个工作日"),
    ] {
        let (code, out, err) = diagnose(folder.path(), &["-", "-o", name], &WAIT);
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{name}");
        let text = fs::read_to_string(at(name)).expect("it was written");
        assert!(text.starts_with(begins), "{text}");
        assert!(!text.contains("王小明"), "{text}");

        fs::write(at(name), "mine").expect("it can be written");
        let (code, _, err) = diagnose(folder.path(), &["-", "-o", name], &WAIT);
        assert_eq!(code, 2);
        assert!(err.contains(name) && err.contains("--force"), "{err}");
        assert_eq!(fs::read_to_string(at(name)).expect("it is there"), "mine");
        let (code, _, _) = diagnose(folder.path(), &["-", "--force", "-o", name], &WAIT);
        assert_eq!(code, 0);
        assert_eq!(fs::read_to_string(at(name)).expect("it is there"), text);
    }
    let left = fs::read_dir(folder.path())
        .expect("it can be listed")
        .count();
    assert_eq!(left, 7, "nothing half-written is left");
}

#[test]
fn what_cannot_be_written_says_why() {
    let (code, _, err) = said(&["-", "-o", "nowhere/x.txt"], &WAIT);
    assert_eq!(code, 2);
    assert!(err.starts_with("nowhere/x.txt：写不了："), "{err}");
    let folder = tempfile::tempdir().expect("a folder for the test");
    // Plain text under another name is no such file.
    for name in ["x.pdf", "x.docx", "x.qr"] {
        let (code, _, err) = diagnose(folder.path(), &["-", "-o", name], &WAIT);
        assert_eq!(code, 2, "{name}");
        assert!(
            err.contains(".html、.ics") && err.contains("--format"),
            "{err}"
        );
        assert!(!folder.path().join(name).exists());
    }
    for arguments in [["x", "text"], ["x.pdf", "markdown"]] {
        let [name, format] = arguments;
        let arguments = ["-", "-o", name, "--format", format];
        assert_eq!(diagnose(folder.path(), &arguments, &WAIT).0, 0, "{name}");
    }
    let (code, _, _) = diagnose(folder.path(), &["-", "-o", "x.ics"], &OTHER);
    assert_eq!(code, 2);
    assert!(!folder.path().join("x.ics").exists());
    let short = OTHER.replace("\"skill\"", "\"unknown\"");
    let (code, _, err) = diagnose(folder.path(), &["-", "-o", "x.html"], &short);
    assert_eq!(code, 3);
    assert!(
        err.contains("channel") && !folder.path().join("x.html").exists(),
        "{err}"
    );
}

#[test]
fn name_and_number_stand_in_the_words_only_where_asked_for() {
    let late = "exam-date = 2026-10-08\nasked-institution = \"no\"";
    let call = file("nothing-shown", &format!("{OWN}{late}"));
    for format in ["text", "markdown", "html", "csv", "json"] {
        let (_, out, _) = said(&["-", "--format", format], &call);
        assert!(
            !out.contains("王小明") && !out.contains("11010519491231002X"),
            "{out}"
        );
    }
    for format in ["text", "markdown", "html"] {
        let (_, out, _) = said(&["-", "--format", format], &call);
        assert!(out.contains("我叫（姓名），身份证号码是（号码）"), "{out}");
        let (_, out, _) = said(&["-", "--unmask", "--format", format], &call);
        assert!(
            out.contains("我叫王小明，身份证号码是11010519491231002X"),
            "{out}"
        );
    }
}
