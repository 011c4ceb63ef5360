//! `chabudao rules schema`: the JSON Schema of rule files.

#[cfg(test)]
mod tests;

use crate::cli::args::named;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::pack::files::FileKind;
use crate::pack::schema::schema;

/// 规则文件的 JSON Schema，让编辑器提示和检查
/// en: The JSON Schema of rule files, for editors to complete and check
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    /// 只要一种文件的；不写就是全部
    /// en: Of one kind of file only; otherwise of all
    #[arg(long, value_names = ["种类", "KIND"], value_parser = named(FileKind::ALL.map(|it| (it.name(), it))))]
    kind: Option<FileKind>,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    print::say(&format!("{:#}\n", schema(args.kind, setting.lang)))?;
    Ok(0)
}
