//! The desk from outside: every command, in the clerks' language. Each test
//! runs on a store in a file and, where `CHABUDAO_TEST_POSTGRES` names a server
//! (`postgres://user@host:port/`) and the feature `postgres` is on, on a
//! database of its own there; else it is said that this was left out.

mod batches;
#[path = "../fixture/besides.rs"]
mod besides;
#[cfg(feature = "postgres")]
mod between;
mod board;
mod cases;
mod fixture;
mod kept_out;
mod moving;
#[path = "../fixture/program.rs"]
mod program;
mod report;
#[cfg(feature = "postgres")]
mod server;
mod together;
mod trouble;
#[path = "../fixture/walk.rs"]
mod walk;
mod words;
mod years;
