//! `chabudao rules explain`: what a message means and how to mend it.

use std::io::Write as _;

use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::problem::Severity;
use crate::prove::rule::{self, RULES, Rule};

/// 说明检查报的一条是什么意思、怎么改；不写名字就全部列出
/// en: What a message of the check means and how to mend it; without an id, all of them
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    /// 例如 flow/dead-route
    /// en: for example flow/dead-route
    #[arg(value_names = ["名字", "ID"])]
    id: Option<String>,
}

/// Explains one rule, or lists all.
pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let mut out = print::out();
    let Some(id) = &args.id else {
        for rule in RULES {
            writeln!(
                out,
                "{:<28}{}  {}",
                rule.id,
                weight(rule, lang),
                rule.means(lang)
            )?;
        }
        out.flush()?;
        return Ok(0);
    };
    let rule = rule::find(id).ok_or_else(|| unknown(id))?;
    let mend = rule.mend();
    let mend = lang.pick(&mend.zh, &mend.en);
    writeln!(out, "{} ({})\n", rule.id, weight(rule, lang).trim_end())?;
    writeln!(out, "{}\n", rule.means(lang))?;
    writeln!(out, "{}{mend}", lang.pick("怎么办：", "What to do: "))?;
    if rule.severity == Severity::Warning {
        writeln!(out, "\n{}", how_to_allow(rule, lang))?;
    }
    out.flush()?;
    Ok(0)
}

const fn weight(rule: &Rule, lang: Lang) -> &'static str {
    match rule.severity {
        Severity::Error => lang.pick("错误", "error  "),
        Severity::Warning => lang.pick("警告", "warning"),
    }
}

fn how_to_allow(rule: &Rule, lang: Lang) -> String {
    let id = rule.id;
    lang.say(
        format_args!("看过了、就要这样的，在那张表里写明原因：\nallow = [{{ rule = \"{id}\", reason = \"…\" }}]"),
        format_args!(
            "Where it is meant so, say why in the table itself:\nallow = [{{ rule = \"{id}\", reason = \"…\" }}]"
        ),
    )
}

fn unknown(id: &str) -> Failure {
    let near = crate::pack::nearest(id, RULES.iter().map(|rule| rule.id));
    let near = near.unwrap_or_else(|| "flow/dead-route".to_owned());
    Failure::words_of(
        format!("没有叫 {id} 的检查；是不是 {near}？chabudao rules explain 列出全部"),
        format!("there is no rule {id}; did you mean {near}? `chabudao rules explain` lists all"),
    )
}
