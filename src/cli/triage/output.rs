//! Where the result goes. A file appears whole or not at all; a signal leaves
//! nothing of it.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Args;
use crate::cli::args;
use crate::cli::failure::Failure;
use crate::cli::interrupt::when_ended;
use crate::cli::output::refused;
use crate::file::{PartialFile, Readers, There};

/// Where the result goes.
pub(super) enum Output {
    /// CSV to standard output.
    Stdout,
    /// A CSV file.
    Csv(Whole),
    /// A workbook.
    Xlsx(Whole),
}

impl Output {
    /// What the arguments ask for, tried before any of the roster is read.
    pub(crate) fn of(args: &Args) -> Result<Self, Failure> {
        let Some(path) = args.output.as_deref().and_then(args::file) else {
            return Ok(Self::Stdout);
        };
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let output = match ending.as_deref() {
            Some("csv") => Self::Csv,
            Some("xlsx") => Self::Xlsx,
            _ => {
                let shown = path.display();
                return Err(Failure::words_of(
                    format!("{shown}：输出文件的名字要以 .csv 或 .xlsx 结尾"),
                    format!("{shown}: the output's name must end in .csv or .xlsx"),
                ));
            }
        };
        Whole::new(path, There::replaced_if(args.force)).map(output)
    }

    /// The file, where it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout => None,
            Self::Csv(whole) | Self::Xlsx(whole) => Some(&whole.path),
        }
    }
}

/// A file being written. Only its owner may read it: it holds names and ID
/// numbers.
pub(super) struct Whole {
    file: BufWriter<PartialFile>,
    path: PathBuf,
}

impl Whole {
    fn new(path: &Path, there: There) -> Result<Self, Failure> {
        let file =
            PartialFile::new(path, there, Readers::Owner).map_err(|error| refused(path, &error))?;
        if let Some(part) = file.part() {
            let part = part.to_owned();
            when_ended(move || drop(std::fs::remove_file(&part)))?;
        }
        let file = BufWriter::with_capacity(256 * 1024, file);
        let path = path.to_owned();
        Ok(Self { file, path })
    }

    /// The folder it lies in.
    #[cfg(feature = "xlsx")]
    pub(crate) fn folder(&self) -> &Path {
        let parent = self.path.parent();
        let parent = parent.filter(|parent| *parent != Path::new(""));
        parent.unwrap_or(Path::new("."))
    }

    /// Puts the file in its place.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.keep().map_err(|error| refused(&self.path, &error))
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
