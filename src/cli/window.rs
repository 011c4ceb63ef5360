//! The window of a program that Windows opened one for, as after a
//! double-click: it closes with the program, and what was said would be gone.

/// Where the window was opened for this program alone, leaves it open until
/// Enter.
#[cfg(windows)]
pub(super) fn hold() {
    use std::io::{IsTerminal as _, Write as _, stderr, stdin};
    use win32console::console::WinConsole;

    // A shell that has started it would be in the list too; what is 0 is no process.
    let in_it = WinConsole::get_process_list().unwrap_or_default();
    let alone = in_it.iter().filter(|process| **process != 0).count() == 1;
    if alone && stdin().is_terminal() && stderr().is_terminal() {
        let words = "按回车键关闭窗口 / press Enter to close the window";
        let _ = writeln!(stderr(), "\n{words}");
        let _ = stdin().read_line(&mut String::new());
    }
}

/// Elsewhere a window shows when a program has ended.
#[cfg(not(windows))]
pub(super) fn hold() {}
