//! The first sheet: what is to be done now, and for how many.

use super::{
    Color, Format, FormatAlign, Lang, NaiveDate, Summary, Worksheet, XlsxError, for_paper,
};

/// Widths of what is said and of how many.
const WORDS: u16 = 100;
const COUNT: u16 = 10;

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
    sheet.write_string_with_format(0, 0, name, &title)?;
    let mut row = 1;
    for line in &summary.lines {
        sheet.write_string_with_format(row, 0, line, &plain)?;
        row += 1;
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
        row += 1;
        sheet.write_string_with_format(row, 0, name, &head)?;
        sheet.write_string_with_format(row, 1, people, &head)?;
        for (words, count) in lines {
            row += 1;
            sheet.write_string_with_format(row, 0, words, &plain)?;
            #[expect(clippy::cast_precision_loss, reason = "a sheet has a million rows")]
            sheet.write_number(row, 1, *count as f64)?;
        }
        row += 1;
    }
    let (name, lines) = &summary.batches;
    if !lines.is_empty() {
        row += 1;
        let name = lang.say(format_args!("按{name}"), format_args!("By {name}"));
        sheet.write_string_with_format(row, 0, name, &head)?;
        for line in lines {
            row += 1;
            sheet.write_string_with_format(row, 0, line, &plain)?;
        }
    }
    for_paper(sheet);
    Ok(())
}
