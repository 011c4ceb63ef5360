use super::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is listed");
    let names = entries.map(|entry| entry.expect("it is listed").file_name());
    let mut names: Vec<_> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("it is read")
}

#[test]
fn a_file_is_read_up_to_its_cap() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    fs::write(&path, "12345").expect("it is written");
    assert_eq!(read(&path, 5).expect("it is read"), b"12345");
    let error = read(&path, 4).expect_err("it is too long");
    assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    let error = read(folder.path(), 5).expect_err("it is a folder");
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
}

#[test]
fn what_is_there_stays_unless_told_to_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    save(&path, b"one", There::Stays, Readers::Usual).expect("it is new");
    let error = save(&path, b"two", There::Stays, Readers::Usual).expect_err("it is there");
    assert_eq!(
        (error.kind(), text(&path).as_str()),
        (io::ErrorKind::AlreadyExists, "one")
    );
    save(&path, b"two", There::Replaced, Readers::Usual).expect("it may go");
    assert_eq!(text(&path), "two");
    let mut unfinished = PartialFile::new(&path, There::Replaced, Readers::Usual).expect("a draft");
    unfinished.write_all(b"thr").expect("it is written");
    drop(unfinished);
    assert_eq!(text(&path), "two");
    assert_eq!(names(folder.path()), ["a.txt"]);
}

/// The way of systems that have no nameless files.
#[test]
fn a_named_draft_gets_its_place_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    for (there, words) in [
        (There::Stays, "one"),
        (There::Replaced, "two"),
        (There::Stays, "three"),
    ] {
        let file = beside(folder.path(), Readers::Owner).expect("a named file");
        let mut draft = PartialFile {
            file: Written::Beside(file),
            path: path.clone(),
            there,
        };
        draft.write_all(words.as_bytes()).expect("it is written");
        assert_eq!(draft.keep().is_ok(), words != "three");
    }
    assert_eq!(text(&path), "two");
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn a_fault_tells_no_name_of_the_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing");
    let error = beside(&missing, Readers::Owner).expect_err("there is no folder");
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    let words = error.to_string();
    assert!(
        !words.contains(PART.0) && !words.contains("missing"),
        "{words}"
    );
}

#[test]
fn only_what_nobody_writes_any_more_is_swept() {
    let folder = tempfile::tempdir().expect("a folder");
    let held = folder.path().join(".chabudao-a.part");
    fs::write(folder.path().join(".chabudao-b.part"), "half").expect("it is written");
    fs::write(folder.path().join("mine.part"), "whole").expect("it is written");
    let writer = File::create(&held).expect("it is made");
    writer.lock().expect("it is locked");
    sweep(folder.path());
    assert_eq!(names(folder.path()), [".chabudao-a.part", "mine.part"]);
    drop(writer);
    drop(beside(folder.path(), Readers::Usual).expect("the next one"));
    assert_eq!(names(folder.path()), ["mine.part"]);
}

#[cfg(unix)]
#[test]
fn modes_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let [path, link] = ["a.txt", "link"].map(|name| folder.path().join(name));
    let mode = || {
        let found = fs::metadata(&path).expect("it is there");
        found.permissions().mode() & 0o777
    };
    save(&path, b"one", There::Stays, Readers::Owner).expect("it is new");
    assert_eq!(mode(), 0o600);
    for kept in [0o640, 0o755, 0o600] {
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).expect("it is ours");
        save(&path, b"two", There::Replaced, Readers::Usual).expect("it may go");
        assert_eq!(mode(), kept);
    }
    symlink("a.txt", &link).expect("a link");
    save(&link, b"three", There::Replaced, Readers::Usual).expect("it may go");
    assert!(link.is_symlink());
    assert_eq!(text(&path), "three");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_neither_read_nor_replaced() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let [pipe, socket, zero, tty] =
        ["pipe", "socket", "zero", "tty"].map(|name| folder.path().join(name));
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    let _listening = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    symlink("/dev/zero", &zero).expect("a link");
    symlink("/dev/tty", &tty).expect("a link");
    let refused = |path: &Path, error: io::Error| {
        assert!(is_special(path));
        let told = error.get_ref().and_then(|it| it.downcast_ref::<Both>());
        assert_eq!(told, Some(&NOT_REGULAR), "{}", path.display());
    };
    for path in [&pipe, &socket, &zero, &tty] {
        refused(path, read(path, 5).expect_err("it is no file"));
    }
    // The devices are everybody's: a fault here must not cost them.
    for path in [&pipe, &socket] {
        let replaced = save(path, b"x", There::Replaced, Readers::Usual);
        refused(path, replaced.expect_err("it is no file"));
    }
    let found = fs::symlink_metadata(&pipe).expect("it is there");
    assert!(found.file_type().is_fifo());
    assert_eq!(names(folder.path()), ["pipe", "socket", "tty", "zero"]);
}

#[test]
fn what_windows_takes_for_a_device_is_known_by_its_name() {
    for name in [
        "CON",
        "nul.txt",
        "con.tar.gz",
        "COM1",
        "lpt9.csv",
        "CONIN$",
        "aux .txt",
    ] {
        assert!(names_device(name), "{name}");
    }
    for name in [
        "console.txt",
        "COM",
        "COM0",
        "com10",
        "a.con",
        "邮件",
        "CON1.txt",
        "",
    ] {
        assert!(!names_device(name), "{name}");
    }
}
