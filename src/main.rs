//! Temporary: starts the screens where no command is given.

use std::process::ExitCode;

use chabudao::pack::{Files, load};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let commands = [
        "diagnose",
        "workdays",
        "rules",
        "--help",
        "-h",
        "--version",
        "-V",
        "help",
    ];
    if words.iter().any(|word| commands.contains(&word.as_str())) {
        return chabudao::cli::run();
    }
    let after = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1).cloned()
    };
    let folder = after("--rules").map(std::path::PathBuf::from);
    let options = chabudao::ui::Options {
        load: Box::new(move || {
            let files = folder.as_deref().map(Files::from_dir);
            load(files.and_then(Result::ok).unwrap_or_else(Files::embedded))
        }),
        today: after("--today").and_then(|day| day.parse().ok()),
        lang: after("--lang")
            .and_then(|lang| lang.parse().ok())
            .unwrap_or_default(),
        ascii: words.iter().any(|word| word == "--ascii"),
        mouse: words.iter().any(|word| word == "--mouse"),
        color: std::env::var_os("NO_COLOR").is_none(),
        saved: std::env::var_os("XDG_STATE_HOME")
            .map(|state| std::path::PathBuf::from(state).join("chabudao/last-walk.toml")),
    };
    match chabudao::ui::run(&options) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
