//! Writing a year file.

use std::fmt::{self, Write};

use chrono::NaiveDate;

use super::{Holiday, Notice, Year, with_weekday};
use crate::lang::Lang;

/// The year file, in the shape the rule files have.
#[must_use]
pub fn to_toml(year: &Year) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_year(&mut out, year);
    out
}

fn write_year(out: &mut String, year: &Year) -> fmt::Result {
    let number = year.year;
    let plural = if year.notices.len() > 1 { "s" } else { "" };
    if year.complete {
        writeln!(
            out,
            "# {number} 年放假安排。照国务院办公厅的通知抄写：off 是放假（首尾两天都算），work 是调休上班的周末。\n\
             # Days off and make-up workdays of {number}, as in the State Council notice{plural}. `off` includes both ends;\n\
             # the weekday after a make-up workday is checked. Days of the December before belong to this file too."
        )?;
    } else {
        writeln!(
            out,
            "# {number} 年放假安排还没有公布，这里只有法律定下的放假日。\n\
             # {number} is not announced: only the days fixed by law are here."
        )?;
    }
    writeln!(out, "year = {number}\ncomplete = {}", year.complete)?;
    for notice in &year.notices {
        write_notice(out, notice)?;
    }
    for holiday in &year.holidays {
        write_holiday(out, holiday)?;
    }
    Ok(())
}

fn write_notice(out: &mut String, notice: &Notice) -> fmt::Result {
    writeln!(
        out,
        "\n[[notice]]\ntitle = \"{}\"\nnumber = \"{}\"\ndate = {}",
        Quoted(&notice.title),
        Quoted(&notice.number),
        notice.date
    )
}

fn write_holiday(out: &mut String, holiday: &Holiday) -> fmt::Result {
    writeln!(out, "\n[[holiday]]\nname = \"{}\"", Quoted(&holiday.name))?;
    if let Some(off) = holiday.off {
        writeln!(out, "off = {{ from = {}, to = {} }}", off.from, off.to)?;
    }
    if !holiday.work.is_empty() {
        let quoted = |day: &NaiveDate| format!("\"{}\"", with_weekday(*day, Lang::Zh));
        let days: Vec<String> = holiday.work.iter().map(quoted).collect();
        writeln!(out, "work = [{}]", days.join(", "))?;
    }
    if holiday.notice > 0 {
        writeln!(out, "notice = {}", holiday.notice.saturating_add(1))?;
    }
    Ok(())
}

/// Text as it stands between the quotation marks of a TOML string.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        for sign in self.0.chars() {
            match sign {
                '"' | '\\' => write!(out, "\\{sign}")?,
                _ if sign.is_control() => write!(out, "\\u{:04X}", u32::from(sign))?,
                _ => out.write_char(sign)?,
            }
        }
        Ok(())
    }
}
