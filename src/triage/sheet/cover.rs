//! The first sheet: what is to be done now, and for how many.

use super::{
    Color, Format, FormatAlign, Lang, NaiveDate, Summary, Worksheet, XlsxError, for_paper, look,
};

/// Widths of what is said and of how many.
const WORDS: u16 = 100;
const COUNT: u16 = 10;

/// How high the row of the title is, in points.
const TITLE: f64 = 26.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    summary: &Summary,
    today: NaiveDate,
    lang: Lang,
) -> Result<(), XlsxError> {
    let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let (plain, head) = (wrapped(), wrapped().set_bold());
    let head = head.set_background_color(Color::RGB(0x00D9_E1F2));
    let title = Format::new().set_bold().set_font_size(16);
    sheet
        .set_column_width(0, WORDS)?
        .set_column_width(1, COUNT)?;
    let name = lang.say(
        format_args!("汇总（{today}）"),
        format_args!("Summary ({today})"),
    );
    sheet.set_row_height(0, TITLE)?;
    sheet.write_string_with_format(0, 0, name, &title)?;
    let mut row = 0;
    let mut line = |sheet: &mut Worksheet, words: &str, look: &Format| {
        row += 1;
        let lines = look::lines(words, WORDS);
        sheet.set_row_height(row, look::height(lines))?;
        sheet.write_string_with_format(row, 0, words, look)?;
        Ok::<_, XlsxError>(row)
    };
    for words in &summary.lines {
        line(sheet, words, &plain)?;
    }
    let people = lang.pick("人数", "People");
    let tables = [
        (lang.pick("现在要做的", "To do now"), &summary.todo),
        (
            lang.pick("还需要知道", "Still to be answered"),
            &summary.needs,
        ),
    ];
    for (name, lines) in tables.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        line(sheet, "", &plain)?;
        let row = line(sheet, name, &head)?;
        sheet.write_string_with_format(row, 1, people, &head)?;
        for (words, count) in lines {
            let row = line(sheet, words, &plain)?;
            #[expect(clippy::cast_precision_loss, reason = "a sheet has a million rows")]
            sheet.write_number_with_format(row, 1, *count as f64, &plain)?;
        }
    }
    let (name, lines) = &summary.batches;
    if !lines.is_empty() {
        line(sheet, "", &plain)?;
        let name = lang.say(format_args!("按{name}"), format_args!("By {name}"));
        line(sheet, &name, &head)?;
        for words in lines {
            line(sheet, words, &plain)?;
        }
    }
    for_paper(sheet);
    Ok(())
}
