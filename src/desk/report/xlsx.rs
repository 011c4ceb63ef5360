//! The figures as a workbook: one sheet, so that they print on one page.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::Figures;
use crate::lang::Lang;
use crate::pack::Pack;

/// The number of the paper.
const A4: u8 = 9;

/// Widths of what is counted and of how many.
const WORDS: u16 = 70;
const COUNT: u16 = 10;

impl Figures {
    /// The figures as a workbook: the first ones, then the tables one below the
    /// other.
    ///
    /// # Errors
    /// It could not be made.
    pub(crate) fn xlsx(&self, pack: &Pack, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let heads = self.heads(lang);
        let heads = heads.map(|(name, count)| (name.to_owned(), count)).to_vec();
        let mut tables = vec![(self.title(lang), heads)];
        for table in self.tables(pack, lang).into_iter().chain(self.days(lang)) {
            tables.push((table.title, table.rows));
        }
        let (bold, wrapped) = (
            Format::new().set_bold(),
            Format::new().set_text_wrap().set_align(FormatAlign::Top),
        );
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(lang.pick("来电统计", "Calls"))?;
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet
            .set_column_width(0, WORDS)?
            .set_column_width(1, COUNT)?;
        let mut row = 0;
        for (title, rows) in tables {
            sheet.write_string_with_format(row, 0, title, &bold)?;
            for (name, count) in rows {
                row += 1;
                sheet.write_string_with_format(row, 0, name, &wrapped)?;
                #[expect(clippy::cast_precision_loss, reason = "nobody gets so many calls")]
                sheet.write_number(row, 1, count as f64)?;
            }
            row += 2;
        }
        book.save_to_buffer()
    }
}
