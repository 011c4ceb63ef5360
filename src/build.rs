//! Lays the built-in rules out when the program is built, so that no start
//! parses them: `built_in.rs`, which `pack/tree.rs` takes in.

#[path = "pack/tree/row.rs"]
#[allow(dead_code, reason = "the program itself uses the rest")]
mod row;

use row::Row;

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/pack/tree/row.rs");
    // Half a hundred pages fewer to read at every start; linkers that
    // do not know it pass it over.
    if env::var("CARGO_CFG_TARGET_OS")? == "linux" && env::var("CARGO_CFG_TARGET_ENV")? == "gnu" {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    let root = Path::new("rules");
    let mut files = Vec::new();
    list(root, root, &mut files)?;
    files.sort();
    let mut row = Row::default();
    row.apart.numbers = Some(HashMap::new());
    let mut out = String::from("Rules {\nfiles: &[\n");
    let mut texts = String::new();
    for (name, file) in files {
        // What systems and editors leave in a folder is no rule; a rule that
        // cannot be read is missed by the program, by name.
        let Ok(text) = fs::read_to_string(&file) else {
            println!("cargo::warning=rules/{name} is no text and is left out");
            continue;
        };
        let laid_out = laid_out(&name, &text, &mut row);
        writeln!(out, "BuiltIn {{ name: {name:?}, laid_out: {laid_out:?} }},")?;
        writeln!(
            texts,
            "include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/\", {name:?})),",
        )?;
    }
    let Row { nodes, apart, .. } = row;
    writeln!(out, "],\ntexts: &[\n{texts}],\nnodes: &{nodes:?},")?;
    writeln!(
        out,
        "words: {:?},\nbounds: &{:?},\n}}",
        apart.words, apart.bounds
    )?;
    let into = PathBuf::from(env::var("OUT_DIR")?).join("built_in.rs");
    Ok(fs::write(into, out)?)
}

/// Every file below `dir`: its name inside `root`, with `/`, and its path.
fn list(root: &Path, dir: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root)?.to_str();
            let name = name.ok_or("a name that is no UTF-8")?.replace('\\', "/");
            files.push((name, path));
        }
    }
    Ok(())
}

/// Where in the row the values of a file stand that a start reads. What is wrong
/// with one is found and said by the program.
fn laid_out(name: &str, text: &str, row: &mut Row) -> Option<usize> {
    let is_toml = Path::new(name).extension().is_some_and(|it| it == "toml");
    let read = is_toml && !name.starts_with("scenarios/");
    read.then(|| row::parse(text, row).ok()).flatten()
}
