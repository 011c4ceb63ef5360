//! `desk report`: the figures of a day or of a span.

use std::io;
use std::path::Path;

use super::Counter;
use super::args::Report;
use crate::cli::failure::Failure;
use crate::desk::report::Figures;

impl Counter<'_> {
    pub(crate) fn report(&mut self, report: &Report) -> Result<(), Failure> {
        let today = self.seat.today;
        let (from, to) = match (report.from, report.to) {
            (None, None) => (today, today),
            (from, to) => {
                let last = to.unwrap_or(today);
                (from.unwrap_or(last), last)
            }
        };
        if from > to {
            return Err(Failure::words_of(
                format!("从 {from} 到 {to}：前一天比后一天晚；把 --from 和 --to 换一下"),
                format!(
                    "from {from} to {to}: the first day is later than the last; swap --from and --to"
                ),
            ));
        }
        let whole = self.store.within(from, to)?;
        let figures = Figures::of(self.seat.pack, &whole, (from, to), today);
        let Some(path) = report.target.path() else {
            return self.print(&figures, || figures.text(self.seat.pack, self.lang));
        };
        let bytes = self.written(&figures, path)?;
        report.target.save(path, &bytes)
    }

    /// The figures in the format that the file's ending tells.
    fn written(&self, figures: &Figures, path: &Path) -> Result<Vec<u8>, Failure> {
        let (pack, lang) = (self.seat.pack, self.lang);
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        Ok(match ending.as_deref() {
            Some("txt") => figures.text(pack, lang).into_bytes(),
            Some("html" | "htm") => figures.html(pack, lang).into_bytes(),
            Some("json") => {
                let mut text = serde_json::to_string(figures).map_err(io::Error::from)?;
                text.push('\n');
                text.into_bytes()
            }
            #[cfg(feature = "xlsx")]
            Some("xlsx") => figures.xlsx(pack, lang).map_err(io::Error::other)?,
            _ => {
                let shown = path.display();
                return Err(Failure::words_of(
                    format!("{shown}：名字要以 .txt、.json、.html 或 .xlsx 结尾"),
                    format!("{shown}: the name must end in .txt, .json, .html or .xlsx"),
                ));
            }
        })
    }
}
