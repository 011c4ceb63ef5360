//! Packs of any size and of awkward shapes, made of the shipped pack's
//! calendar, sources and region.

use std::fmt::Write as _;

use chabudao::pack::Files;

/// How the questions lead on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One after another, each with a way to a result.
    Chain,
    /// Each pair joins again behind it: 2 to the power of n ways.
    Diamonds,
    /// A tree of two ways each.
    Tree,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chain, Self::Diamonds, Self::Tree];

    /// Where question `n` of `all` leads by its route and by `next`.
    fn exits(self, n: usize, all: usize) -> (String, String) {
        let to = |number: usize| {
            if number < all {
                format!("q{number}")
            } else {
                "end".to_owned()
            }
        };
        match self {
            Self::Chain => ("end".to_owned(), to(n + 1)),
            // 0 leads to 1 and 2, both to 3, which leads to 4 and 5 …
            Self::Diamonds if n.is_multiple_of(3) => (to(n + 1), to(n + 2)),
            Self::Diamonds => ("end".to_owned(), to(n / 3 * 3 + 3)),
            Self::Tree => (to(2 * n + 1), to(2 * n + 2)),
        }
    }
}

/// What is taken of the shipped pack.
const TAKEN: [&str; 5] = [
    "calendar/",
    "region/",
    "parameters.toml",
    "sources.toml",
    "wording.toml",
];

const MAIN: &str = r#"id = "generated"
version = "1"
schema = 1
region = "jinzhou"
start = "q0"
stage = [{ id = "self-check", name = { zh = "自查", en = "check" } }]
link = [{ id = "institution", name = { zh = "学校", en = "school" } }]
owner = [{ id = "caller", name = { zh = "来电人", en = "caller" } }]
"#;

/// A pack of so many questions.
pub fn pack(form: Form, questions: usize) -> Files {
    let mut texts: Vec<(String, String)> = Files::embedded()
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.to_string()))
        .filter(|(name, _)| TAKEN.iter().any(|taken| name.starts_with(taken)))
        .collect();
    texts.push(("pack.toml".to_owned(), MAIN.to_owned()));
    for (number, part) in (0..questions).collect::<Vec<_>>().chunks(1_000).enumerate() {
        let text: String = part.iter().map(|n| question(form, *n, questions)).collect();
        texts.push((format!("generated-{number}.toml"), text));
    }
    texts.push(("end.toml".to_owned(), END.to_owned()));
    Files::from_texts(texts)
}

/// Every third question asks for a day, the others for a choice.
fn question(form: Form, n: usize, all: usize) -> String {
    let (route, next) = form.exits(n, all);
    let mut out = format!("[question.q{n}]\nstage = \"self-check\"\n");
    for (key, zh, en) in [
        (
            "ask",
            "您看到的是哪一种情况？",
            "Which of these do you see?",
        ),
        (
            "say",
            "请您告诉我，看到的是哪一种情况？",
            "Please tell me which of these you see.",
        ),
        (
            "why",
            "情况不一样，要找的人也不一样。",
            "Each has its own office.",
        ),
        ("find", "看网页上的字。", "Read the words on the page."),
    ] {
        let _ = write!(out, "{key}.zh = \"{zh}\"\n{key}.en = \"{en}\"\n");
    }
    out.push_str(
        "listen = [{ zh = \"听他怎么说\", en = \"listen\" }]\nif-said = [{ heard.zh = \"不懂\", heard.en = \"what?\", answer.zh = \"慢慢看\", answer.en = \"take your time\" }]\nnever-promise = [{ zh = \"别说行\", en = \"do not say yes\" }]\n",
    );
    let _ = writeln!(out, "next = \"{next}\"");
    if n.is_multiple_of(3) && form != Form::Diamonds {
        let _ = write!(
            out,
            "input = \"date\"\nlatest = \"today\"\n\n[[question.q{n}.route]]\nwhen = {{ workdays-since = {{ fact = \"q{n}\", up-to = \"usual-days\" }} }}\nto = \"{route}\"\n\n"
        );
    } else {
        let _ = write!(
            out,
            "input = \"choice\"\n\n[[question.q{n}.choice]]\nid = \"one\"\nlabel.zh = \"第一种\"\nlabel.en = \"the first\"\n\n[[question.q{n}.choice]]\nid = \"two\"\nlabel.zh = \"第二种\"\nlabel.en = \"the second\"\n\n[[question.q{n}.route]]\nwhen = {{ is = {{ q{n} = \"one\" }} }}\nto = \"{route}\"\n\n"
        );
    }
    out
}

const END: &str = r#"[contact.institution]
name = { zh = "学校", en = "school" }

[result.end]
owner = "caller"
headline.zh = "到头了。"
headline.en = "This is the end."
say.zh = "到头了。"
say.en = "This is the end."
cause.zh = "原因。"
cause.en = "The cause."
do = [{ zh = "先做。", en = "Do." }]
contact = ["institution"]
script = [{ zh = "您好。", en = "Hello." }]
bring = [{ zh = "证", en = "card" }]
solved-when.zh = "好了。"
solved-when.en = "Solved."
call-again-if.zh = "没好。"
call-again-if.en = "Not solved."
meanwhile.zh = "等。"
meanwhile.en = "Wait."
never-promise = [{ zh = "别说行", en = "do not say yes" }]
sources = ["article"]
"#;
