//! What stands where a file should, and what is left of one: pipes and devices,
//! modes, a disk that is full.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::CALL;

/// Longer than anything here takes, so that a slow machine fails no test.
const PATIENCE: Duration = Duration::from_mins(1);

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
}

/// Exit code and standard error of the program, run at `home` behind `setup` in
/// a shell, with nothing to read.
#[track_caller]
fn run(home: &Path, setup: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new("sh")
        .args(["-c", &format!("{setup} exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_chabudao"))
        .args(["--lang", "en"])
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let until = Instant::now() + PATIENCE;
    let code = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status.code();
        }
        if Instant::now() > until {
            child.kill().expect("it can be ended");
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let mut said = String::new();
    let mut stderr = child.stderr.take().expect("it is piped");
    stderr.read_to_string(&mut said).expect("it is UTF-8");
    (code, said)
}

#[test]
fn a_pipe_in_a_files_place_is_refused_at_once() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    pipe(&at.join("pipe"));
    for arguments in [
        &["diagnose", "pipe"][..],
        &["calendar", "add", "pipe"],
        &["calendar", "check", "pipe"],
        &["triage", "pipe", "-o", "out.csv"],
    ] {
        let (code, said) = run(at, "", arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("pipe: not a regular file"), "{said}");
        assert!(said.contains("write - for the file"), "{said}");
    }
    assert!(!at.join("out.csv").exists());
}

#[test]
fn a_pipe_or_device_among_the_rules_is_refused_at_once() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    let (code, said) = run(at, "", &["rules", "export", "rules"]);
    assert_eq!(code, Some(0), "{said}");
    let of_rules = ["--rules", "rules", "diagnose", "--blank"];
    let own = at.join(".config/chabudao");
    fs::create_dir_all(own.join("calendar")).expect("the folder is made");
    for (file, arguments) in [
        (at.join("rules/pipe.toml"), &of_rules[..]),
        (own.join("contacts.toml"), &["diagnose", "--blank"]),
        (
            own.join("calendar/2027.toml"),
            &["workdays", "2026-01-05", "2026-01-06"],
        ),
    ] {
        for device in [None, Some("/dev/zero"), Some("/dev/tty")] {
            match device {
                None => pipe(&file),
                Some(device) => symlink(device, &file).expect("a link"),
            }
            let (_, said) = run(at, "", arguments);
            let name = file.file_name().expect("a name").to_string_lossy();
            assert!(
                said.contains(&*name) && said.contains("not a regular file"),
                "{said}"
            );
            fs::remove_file(&file).expect("it is ours");
        }
    }
}

#[test]
fn only_a_file_is_replaced() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    fs::write(at.join("answers.toml"), &*CALL).expect("it is written");
    for name in ["out.html", "out.csv"] {
        pipe(&at.join(name));
    }
    for arguments in [
        &["diagnose", "answers.toml", "-o", "out.html", "--force"][..],
        &["diagnose", "answers.toml", "-o", "out.html"],
        &["triage", "-", "-o", "out.csv", "--force"],
    ] {
        let (code, said) = run(at, "", arguments);
        assert_eq!(code, Some(2));
        assert!(said.contains("so nothing was written; -o -"), "{said}");
    }
    for name in ["out.html", "out.csv"] {
        let found = fs::symlink_metadata(at.join(name)).expect("it is there");
        assert!(found.file_type().is_fifo());
    }
}

#[test]
fn modes_follow_the_umask_and_the_file_that_was_there() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    fs::write(at.join("answers.toml"), &*CALL).expect("it is written");
    let mode = |name: &str| {
        let found = fs::metadata(at.join(name)).expect("it is there");
        found.permissions().mode() & 0o777
    };
    let write = |setup: &str, more: &[&str]| {
        let arguments = [&["diagnose", "answers.toml", "-o"], more].concat();
        let (code, said) = run(at, setup, &arguments);
        assert_eq!((code, said.as_str()), (Some(0), ""));
    };
    write("umask 027;", &["a.html"]);
    write("umask 002;", &["b.html"]);
    assert_eq!((mode("a.html"), mode("b.html")), (0o640, 0o664));
    fs::set_permissions(at.join("a.html"), fs::Permissions::from_mode(0o600)).expect("ours");
    write("umask 022;", &["a.html", "--force"]);
    assert_eq!(mode("a.html"), 0o600);
}

/// A limit on the size of files stands for a full disk.
#[test]
fn what_finds_no_room_leaves_nothing() {
    const FULL: &str = "trap '' XFSZ; ulimit -f 0;";
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    for (name, text) in [
        ("answers.toml", CALL.as_str()),
        ("old.html", "old"),
        ("old.csv", "old"),
        ("roster.csv", "证件类型\n特种作业\n"),
    ] {
        fs::write(at.join(name), text).expect("it is written");
    }
    let count = || fs::read_dir(at).expect("it is listed").count();
    let before = count();
    for arguments in [
        &["diagnose", "answers.toml", "-o", "new.html"][..],
        &["diagnose", "answers.toml", "-o", "old.html", "--force"],
        &["triage", "roster.csv", "-o", "new.csv"],
        &["triage", "roster.csv", "-o", "old.csv", "--force"],
    ] {
        let (code, said) = run(at, FULL, arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert_eq!(count(), before, "{arguments:?}");
    }
    for name in ["old.html", "old.csv"] {
        let old = fs::read_to_string(at.join(name)).expect("it is there");
        assert_eq!(old, "old");
    }
}

/// Nothing is printed and nobody is told that it was.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_a_fault() {
    let home = tempfile::tempdir().expect("a folder");
    for arguments in ["--help", "--version", "diagnose --help"] {
        let program = format!("exec >/dev/full; set -- {arguments};");
        let (code, said) = run(home.path(), &program, &[]);
        assert_eq!(code, Some(2), "{arguments}: {said}");
        assert!(said.contains("读写失败"), "{arguments}: {said}");
        assert!(
            !said.contains("panic") && !said.contains("程序出错"),
            "{said}"
        );
    }
}

/// Under whatever name: what was filled in cannot be brought back.
#[test]
fn what_is_read_is_not_written_over() {
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path();
    let answers = at.join("a.toml");
    fs::write(&answers, &*CALL).expect("it is written");
    symlink("a.toml", at.join("link.txt")).expect("a link");
    fs::hard_link(&answers, at.join("twin.txt")).expect("another name");
    for output in ["a.toml", "./a.toml", "link.txt", "twin.txt"] {
        let to = ["-o", output, "--force", "--format", "text"];
        let (code, said) = run(at, "", &[&["diagnose", "a.toml"], &to[..]].concat());
        assert_eq!(code, Some(2), "{output}: {said}");
        assert!(said.contains("the very file that is read"), "{said}");
        let found = fs::read_to_string(&answers).expect("it is read");
        assert!(found == *CALL, "{output}");
    }
}
