//! The binary in a real pseudo-terminal: a walk by digits and Enter, and the
//! terminal given back on every way out. It walks the made-up rules.
#![cfg(unix)]

mod kills;
mod window;

use std::fs;
use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longer than any screen takes, so that a slow machine fails no test.
const PATIENCE: Duration = Duration::from_secs(20);

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The made-up rules.
const PARCEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture/parcel");

/// The program in its terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
    state: tempfile::TempDir,
}

impl Session {
    fn start(envs: &[(&str, &str)]) -> Self {
        let state = tempfile::tempdir().expect("a folder");
        Self::start_in(state, envs)
    }

    /// By digits and Enter to the question when it was sent.
    fn at_the_day_sent(envs: &[(&str, &str)]) -> Self {
        let mut session = Self::start(envs);
        session.see("您是哪一位");
        session.send("1");
        session.see("您等的是什么");
        session.send("2\r1\r1\r1\r");
        session.see("说好最晚哪天到");
        session.send("0\r\r");
        session.see("哪天寄的");
        session
    }

    fn start_in(state: tempfile::TempDir, envs: &[(&str, &str)]) -> Self {
        Self::start_at(size(80, 24), state, envs)
    }

    fn start_at(size: PtySize, state: tempfile::TempDir, envs: &[(&str, &str)]) -> Self {
        let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
        program.args(["--rules", PARCEL]);
        Self::run(program, size, state, envs)
    }

    fn run(
        mut command: CommandBuilder,
        size: PtySize,
        state: tempfile::TempDir,
        envs: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size).expect("a terminal");
        command.args(["--lang", "zh", "--today", "2026-11-23"]);
        command.cwd(state.path());
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", state.path());
        command.env("XDG_CONFIG_HOME", state.path());
        for here in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "TMUX",
            "STY",
            "WSL_DISTRO_NAME",
        ] {
            command.env_remove(here);
        }
        for (key, value) in envs {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer: pair.master.take_writer().expect("a writer"),
            output,
            screen: vt100::Parser::new(24, 80, 0),
            bytes: Vec::new(),
            master: pair.master,
            state,
        }
    }

    /// Waits until the screen shows `words`.
    #[track_caller]
    fn see(&mut self, words: &str) {
        self.wait_until(words, |shown| shown.contains(words));
    }

    #[track_caller]
    fn wait_until(&mut self, words: &str, holds: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(&self.screen.screen().contents()) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {words:?} in:\n{}", self.screen.screen().contents())
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys");
        self.writer.flush().expect("keys");
    }

    /// What stands in the files of the walks that are kept.
    fn kept(&self) -> Vec<String> {
        kept(&self.state)
    }

    /// Closes the terminal and waits for the end.
    #[track_caller]
    fn hang_up(self) -> (ExitStatus, tempfile::TempDir) {
        let (mut child, mut writer, state) = (self.child, self.writer, self.state);
        drop(self.output);
        // Something is drawn once more, and the thread that finds nobody reads
        // it closes its end.
        writer.write_all(b"?").expect("a key");
        drop((writer, self.master));
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait().expect("a child") {
                return (status, state);
            }
            if Instant::now() > until {
                child.kill().expect("it is killed");
                panic!("it does not end");
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn signal(&self, name: &str) {
        let number = self.child.process_id().expect("a process").to_string();
        let sent = Command::new("kill").args(["-s", name, &number]).status();
        assert!(sent.expect("kill").success());
    }

    /// Waits for the end and checks that the terminal was given back.
    #[track_caller]
    fn end(mut self) -> (ExitStatus, Self) {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(Instant::now() < until, "it does not end");
            match self.output.recv_timeout(Duration::from_millis(5)) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "alternate screen left");
        assert!(!screen.hide_cursor(), "cursor shown");
        assert!(!screen.bracketed_paste(), "bracketed paste off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let modes = self.master.get_termios().expect("modes");
        let cooked = format!("{:?}", modes.local_flags);
        assert!(
            cooked.contains("ICANON") && cooked.contains("ECHO"),
            "{cooked}"
        );
        (status, self)
    }
}

fn kept(state: &tempfile::TempDir) -> Vec<String> {
    let folder = fs::read_dir(state.path().join("chabudao/walks"));
    let files = folder.expect("it is listed").map(|file| {
        let path = file.expect("it is listed").path();
        fs::read_to_string(path).expect("it is UTF-8")
    });
    files.collect()
}

#[test]
fn a_walk_by_digits_and_enter_and_again_next_time() {
    let mut session = Session::at_the_day_sent(&[]);
    session.send("11月2日");
    session.see("到今天 15 个工作日");
    session.send("\x03");
    let (status, session) = session.end();
    assert_eq!(status.exit_code(), 0);

    let mut again = Session::start_in(session.state, &[]);
    again.see("3  接着上次");
    again.send("3");
    again.see("哪天寄的");
    again.send("20261118\r");
    again.see("还在通常的日子里");
    // The first digit on arriving only tells what it would do.
    again.send("2");
    again.see("再按一次");
    again.send("2");
    again.see("把结果带走");
    again.send("1");
    again.see("存好了");
    let name = "查不到-2026-11-23-结果.txt";
    let kept = fs::read_to_string(again.state.path().join(name)).expect("the file");
    assert!(kept.contains("寄件人"), "{kept}");
    // The same again is the same file.
    again.send("12");
    again.see("结果.md");
    let second = again.state.path().join("查不到-2026-11-23-结果-2.txt");
    assert!(!second.exists());
    again.send("\x1b");
    again.see("现在做什么");
    again.send("1");
    again.see("已交给窗口，不一定成");
    again.send("\x03");
    let (_, again) = again.end();
    assert!(again.bytes.windows(5).any(|bytes| bytes == b"\x1b]52;"));
}

/// The first page stands before the rules are read; what is typed by then is
/// taken afterwards, in order.
#[test]
fn keys_typed_before_anything_is_seen_are_not_lost() {
    let state = tempfile::tempdir().expect("a folder");
    let program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
    let mut session = Session::run(program, size(80, 24), state, &[]);
    session.send("1");
    session.see("按前面的数字键来选");
    session.send("\x03");
    session.end();
}

#[test]
fn input_methods_paste_and_resize() {
    let mut session = Session::start(&[]);
    session.see("您是哪一位");
    session.send("１");
    session.see("您等的是什么");
    // What a voice says comes at once, and its digits choose nothing.
    for said in ["我2026年1月2号考的", "1是复审"] {
        session.send(said);
        session.see("这里不用打字");
        session.see("您等的是什么");
        session.send("?");
        session.see("为什么问这个");
        session.send("?");
    }
    session.send("？");
    session.see("为什么问这个");
    session.send("？２１");
    session.see("身份证号码，您是怎么打的");
    session.send("\x1b[200~11010519491231002X\r\n\x1b[201~");
    session.see("写法没有毛病");
    let size = PtySize {
        rows: 20,
        cols: 60,
        pixel_width: 0,
        pixel_height: 0,
    };
    session.screen.screen_mut().set_size(20, 60);
    session.master.resize(size).expect("a new size");
    session.see("第 1 步，共 5 步");
    session.send("\r王力\r王⼒");
    session.see("特殊编码");
    session.send("\x03");
    let (status, session) = session.end();
    assert_eq!(status.exit_code(), 0);
    let kept = session.kept();
    assert_eq!(kept.len(), 1);
    assert!(
        !kept[0].contains("1101") && !kept[0].contains('王'),
        "{kept:?}"
    );
}

#[test]
fn a_kept_walk_that_cannot_be_read_is_told_and_stays() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("chabudao/walks");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("20261101-090000-1.toml"), "[answers\n").expect("a file");
    let mut session = Session::start_in(state, &[]);
    session.see("存着的，现在的规则读不懂");
    session.send("12");
    session.see("网页上是哪一种情况");
    session.send("\x1b");
    session.see("您等的是什么");
    session.send("\x1b");
    session.see("一共存着 2 次");
    session.send("32");
    session.see("文件没有动");
    session.send("\x03");
    let (_, session) = session.end();
    let mut kept = session.kept();
    kept.sort();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0], "[answers\n");
    assert!(kept[1].contains("parcel"));
}

#[test]
fn two_windows_keep_a_walk_each() {
    let mut one = Session::start(&[]);
    one.see("您是哪一位");
    one.send("12");
    one.see("网页上是哪一种情况");
    let folder = one.state.path().to_str().expect("it is UTF-8").to_owned();
    let mut other = Session::start(&[("XDG_STATE_HOME", &folder)]);
    other.see("您是哪一位");
    other.send("11");
    other.see("信在网上查不到");
    one.send("1");
    one.see("收件的身份证号码");
    for session in [other, one] {
        let mut session = session;
        session.send("\x03");
        let (_, session) = session.end();
        if session.state.path().to_str() == Some(&folder) {
            let mut kept = session.kept();
            kept.sort_by_key(|text| !text.contains("letter"));
            assert_eq!(kept.len(), 2, "{kept:?}");
            assert!(kept[0].contains("letter"), "{kept:?}");
            assert!(kept[1].contains("nothing"), "{kept:?}");
        }
    }
}

#[test]
fn a_walk_that_another_window_keeps_is_listed_after_the_next_key() {
    let mut one = Session::start(&[]);
    one.see("接着上次（这台电脑上还没有）");
    let folder = one.state.path().to_str().expect("it is UTF-8").to_owned();
    let mut other = Session::start(&[("XDG_STATE_HOME", &folder)]);
    other.see("您是哪一位");
    other.send("11");
    other.see("信在网上查不到");
    other.send("\x03");
    assert_eq!(other.end().0.exit_code(), 0);
    one.send("\x1b[B");
    one.see("有结果了");
}

/// A limit on the size of files stands for a full disk.
#[test]
fn a_full_disk_is_told_and_costs_nothing_kept() {
    let mut session = Session::start(&[]);
    session.see("您是哪一位");
    session.send("12");
    session.see("网页上是哪一种情况");
    session.send("\x03");
    let (_, session) = session.end();
    let before = session.kept();
    let mut full = CommandBuilder::new("sh");
    full.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]);
    full.args([env!("CARGO_BIN_EXE_chabudao"), "--rules", PARCEL]);
    let mut session = Session::run(full, size(80, 24), session.state, &[]);
    session.see("3  接着上次（");
    session.send("1");
    session.see("您等的是什么");
    session.send("2");
    session.see("答案没存下来");
    session.send("\x1b");
    session.see("您等的是什么");
    session.send("\x1b");
    session.see("3  接着上次（刚才");
    session.see("一共存着 2 次");
    session.send("3");
    session.see("接着哪一次");
    session.send("2");
    session.see("网页上是哪一种情况");
    session.send("1");
    session.see("收件的身份证号码");
    session.send("\x03");
    let (status, session) = session.end();
    assert_eq!(status.exit_code(), 2);
    assert_eq!(session.kept(), before);
}

#[test]
fn a_pipe_among_the_own_files_holds_nothing_up_and_f5_reads_again() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let state = tempfile::tempdir().expect("a folder");
    let own = state.path().join("chabudao");
    fs::create_dir_all(&own).expect("a folder");
    let pipe = own.join("contacts.toml");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    let mut session = Session::start_in(state, &[]);
    session.see("这不是普通文件");
    fs::remove_file(pipe).expect("it is ours");
    session.send("\x1b[15~");
    session.see("您是哪一位");
    session.send("\x03");
    session.end();
}

/// A terminal may say that it is as large as two numbers can tell: what is
/// drawn on is a part of it, and the rest is left alone.
#[test]
fn a_terminal_without_end_is_drawn_on_in_part() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::start_at(size(u16::MAX, u16::MAX), state, &[]);
    session.screen = vt100::Parser::new(500, 1_200, 0);
    session.see("您是哪一位");
    session.send("1");
    session.see("0  不知道");
    session.screen = vt100::Parser::new(24, 80, 0);
    session.master.resize(size(80, 24)).expect("a size");
    session.see("0  不知道");
    session.send("\u{3}");
    let (status, _) = session.end();
    assert_eq!(status.exit_code(), 0);
}

#[test]
fn signals_give_the_terminal_back() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut session = Session::start(&[]);
        session.see("您是哪一位");
        session.send("12");
        session.see("网页上是哪一种情况");
        session.signal(name);
        let (status, session) = session.end();
        assert_eq!(status.exit_code(), 128 + number, "{name}");
        let kept = session.kept();
        assert!(kept[0].contains("parcel"), "{kept:?}");
    }
}

/// A terminal that the program does not belong to sends no signal when it goes.
#[test]
fn a_terminal_that_goes_without_a_word_ends_it() {
    let state = tempfile::tempdir().expect("a folder");
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
    program.set_controlling_tty(false);
    program.args(["--rules", PARCEL]);
    let mut session = Session::run(program, size(80, 24), state, &[]);
    session.see("您是哪一位");
    session.send("12");
    session.see("网页上是哪一种情况");
    let (status, state) = session.hang_up();
    assert_ne!(status.exit_code(), 0);
    let kept = kept(&state);
    assert!(kept[0].contains("parcel"), "{kept:?}");
}

#[test]
fn a_walk_line_by_line_that_is_ended_says_how_it_goes_on() {
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
    program.args(["--rules", PARCEL, "ask"]);
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::run(program, size(80, 24), state, &[]);
    session.see("您等的是什么");
    session.send("2\r");
    session.see("网页上是哪一种情况");
    session.send("\x03");
    session.see("chabudao resume");
    let (status, _) = session.end();
    assert_ne!(status.exit_code(), 0);
}

/// Whoever asked for no window gets none at the desk either.
#[test]
fn a_desk_without_windows_is_printed() {
    for (words, envs) in [
        (&["--plain", "desk"][..], &[][..]),
        (&["desk"], &[("TERM", "dumb")]),
    ] {
        let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_chabudao"));
        program.args(words);
        let state = tempfile::tempdir().expect("a folder");
        let store = state.path().join("desk.db");
        program.args(["--store", store.to_str().expect("a plain name")]);
        let session = Session::run(program, size(80, 24), state, envs);
        let (status, session) = session.end();
        assert_eq!(status.exit_code(), 0, "{words:?}");
        assert!(session.screen.screen().contents().contains("要回的 0"));
        assert!(!session.bytes.contains(&0x1b), "{words:?}");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_tells_no_names() {
    let mut session = Session::start(&[("CHABUDAO_TEST_PANIC", "1")]);
    session.see("您是哪一位");
    session.send("1");
    let (status, session) = session.end();
    assert_ne!(status.exit_code(), 0);
    let said = session.screen.screen().contents();
    assert!(said.contains("src/ui/terminal/screen.rs"), "{said}");
    assert!(!said.contains("CHABUDAO_TEST_PANIC"), "{said}");
}

/// Two minutes and more of keys on a real terminal, some quick, some slow, with
/// resizes; then it still answers and gives the terminal back:
/// `cargo test --test pty soak -- --ignored --nocapture`
#[test]
#[ignore = "takes two minutes"]
fn soak() {
    const KEYS: [&str; 24] = [
        "1",
        "2",
        "0",
        "\r",
        "\r",
        "\r",
        "\x1b",
        "\x7f",
        "?",
        "\x1bOR",
        "\x1bOS",
        "\x1b[17~",
        "\x1b[18~",
        "\x1b[19~",
        "\x1b[20~",
        "\x1b[21~",
        "\x1b[A",
        "\x1b[B",
        "\x1b[5~",
        "\x1b[6~",
        "20261008",
        "昨天",
        "\x1b[200~张三\r\n\x1b[201~",
        " ",
    ];
    let mut session = Session::start(&[]);
    session.see("您是哪一位");
    let until = Instant::now() + Duration::from_mins(2);
    let (mut dice, mut sent) = (20_261_123_u64, 0_u64);
    let mut next = |bound: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695);
        usize::try_from(dice >> 33).expect("31 bits") % bound
    };
    while Instant::now() < until {
        let start = screen_is_start(&session);
        let key = KEYS[next(KEYS.len())];
        // On the first page 0 leaves, and so does Enter on its last row.
        if !(start && (key == "0" || key == "\r")) {
            session.send(key);
            sent += 1;
        }
        if next(60) == 0 {
            let (rows, cols) = [(24, 80), (20, 60), (40, 120), (5, 20)][next(4)];
            let size = PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            };
            // The program draws anew on a new size, so does the emulator.
            session.screen = vt100::Parser::new(rows, cols, 0);
            session.master.resize(size).expect("a new size");
        }
        while let Ok(bytes) = session.output.recv_timeout(Duration::from_millis(15)) {
            session.take(&bytes);
        }
        if let Some(ended) = session.child.try_wait().expect("a child") {
            // On a slow machine the first page may be there before it is seen.
            assert!(ended.success(), "it ended after {sent} keys: {ended:?}");
            session = Session::start(&[]);
            session.see("您是哪一位");
        }
    }
    println!("{sent} keys");
    session.send("\x03");
    let (status, _) = session.end();
    assert_eq!(status.exit_code(), 0);
}

fn screen_is_start(session: &Session) -> bool {
    let shown = session.screen.screen().contents();
    shown.contains("您是哪一位") || shown.contains("Who are you") || shown.contains("窗口太小")
}
