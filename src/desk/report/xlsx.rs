//! The figures as a workbook: a sheet with the first figures, one a table.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::Figures;
use crate::lang::Lang;
use crate::pack::Pack;

impl Figures {
    /// The figures as a workbook.
    ///
    /// # Errors
    /// It could not be made.
    pub(crate) fn xlsx(&self, pack: &Pack, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let heads = self
            .heads(lang)
            .map(|(name, count)| (name.to_owned(), count));
        let first = book.add_worksheet();
        first.set_name(lang.pick("来电统计", "Calls"))?;
        sheet(first, &self.title(lang), &heads)?;
        for table in self.tables(pack, lang).into_iter().chain([self.days(lang)]) {
            let one = book.add_worksheet();
            one.set_name(table.title)?;
            sheet(one, table.title, &table.rows)?;
        }
        book.save_to_buffer()
    }
}

fn sheet(sheet: &mut Worksheet, title: &str, rows: &[(String, usize)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, title, &bold)?;
    sheet.set_column_width(0, 50)?;
    for (at, (name, count)) in (1..).zip(rows) {
        sheet.write_string(at, 0, name)?;
        #[expect(clippy::cast_precision_loss, reason = "nobody gets so many calls")]
        sheet.write_number(at, 1, *count as f64)?;
    }
    Ok(())
}
