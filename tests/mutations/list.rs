//! Every small way to break the shipped pack: at every place where it
//! applies, one edit of one file.

#![expect(
    clippy::string_slice,
    reason = "texts are cut at ASCII that was found in them"
)]

use std::ops::Range;

/// One edit.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// What kind of edit.
    pub kind: &'static str,
    /// The file, as a number in the list of files.
    pub file: usize,
    /// The bytes replaced.
    pub range: Range<usize>,
    /// What stands there instead.
    pub with: String,
}

/// A rule file: its name and its text.
pub type File = (String, String);

impl Mutation {
    /// The files with the edit made.
    pub fn apply(&self, files: &[File]) -> Vec<File> {
        let mut files = files.to_vec();
        files[self.file]
            .1
            .replace_range(self.range.clone(), &self.with);
        files
    }

    /// The edit in words, for a message.
    pub fn words(&self, files: &[File]) -> String {
        let (name, text) = &files[self.file];
        let line = text[..self.range.start].matches('\n').count() + 1;
        let short = |text: &str| text.chars().take(70).collect::<String>().replace('\n', "⏎");
        let (old, new) = (short(&text[self.range.clone()]), short(&self.with));
        format!("{} {name}:{line}: {old} => {new}", self.kind)
    }
}

/// All edits of all files.
pub fn all(files: &[File]) -> Vec<Mutation> {
    let mut list = List {
        names: names(files),
        mutations: Vec::new(),
        file: 0,
        walked: true,
    };
    for (number, (name, text)) in files.iter().enumerate() {
        list.file = number;
        list.walked = name != "asides.toml";
        if name.starts_with("calendar/") {
            list.calendar(text);
        } else if !name.contains('/') && name != "wording.toml" {
            list.rules(text);
        }
    }
    list.mutations
}

/// What the pack names.
struct Names {
    targets: Vec<String>,
    stages: Vec<String>,
    parameters: Vec<String>,
    /// Facts and their choices; a date has none.
    facts: Vec<(String, Vec<String>)>,
}

fn names(files: &[File]) -> Names {
    let mut names = Names {
        targets: Vec::new(),
        stages: Vec::new(),
        parameters: Vec::new(),
        facts: Vec::new(),
    };
    for (file, text) in files {
        let mut stage = false;
        for line in text.lines() {
            if let Some(id) = header(line, "[question.") {
                names.targets.push(id.to_owned());
                names.facts.push((id.to_owned(), Vec::new()));
            } else if let Some(id) = header(line, "[result.") {
                names.targets.push(id.to_owned());
            } else if let Some(id) = header(line, "[parameter.") {
                names.parameters.push(id.to_owned());
            } else if file == "pack.toml" && line.starts_with("[[") {
                stage = line == "[[stage]]";
            } else if let Some(id) = quoted(line, "id = ") {
                match names.facts.last_mut() {
                    _ if stage && file == "pack.toml" => names.stages.push(id.to_owned()),
                    Some((_, choices)) if file != "pack.toml" => choices.push(id.to_owned()),
                    _ => {}
                }
            }
        }
    }
    names
}

fn header<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    let id = line.strip_prefix(start)?.strip_suffix(']')?;
    (!id.contains('.')).then_some(id)
}

fn quoted<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    line.strip_prefix(start)?
        .strip_prefix('"')?
        .split('"')
        .next()
}

/// The one that stands behind `id` in a list.
fn another<'n>(list: &'n [String], id: &str) -> &'n str {
    let at = list.iter().position(|it| it == id).unwrap_or(0);
    &list[(at + 1) % list.len()]
}

/// Lines of a text with where each begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches('\n'))
    })
}

/// The blocks of a text: a table header and the lines up to the next one.
fn blocks(text: &str) -> Vec<(Range<usize>, &str)> {
    let starts: Vec<_> = lines(text)
        .filter(|(_, line)| line.starts_with('['))
        .collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let spans = starts.iter().zip(ends);
    spans
        .map(|((start, line), end)| (*start..end, *line))
        .collect()
}

struct List {
    names: Names,
    mutations: Vec<Mutation>,
    file: usize,
    /// Whether walks go through the file: a way there can come to be a circle.
    walked: bool,
}

impl List {
    fn add(&mut self, kind: &'static str, range: Range<usize>, with: impl Into<String>) {
        let file = self.file;
        let with = with.into();
        self.mutations.push(Mutation {
            kind,
            file,
            range,
            with,
        });
    }

    fn rules(&mut self, text: &str) {
        self.tables(text);
        for (at, line) in lines(text) {
            self.line(at, line);
        }
    }

    fn tables(&mut self, text: &str) {
        let blocks = blocks(text);
        for (number, (range, head)) in blocks.iter().enumerate() {
            let whole = || {
                let inner = format!("[{}.", head.trim_end_matches(']'));
                let more = blocks[number + 1..].iter();
                let last = more.take_while(|(_, it)| it.starts_with(&inner)).last();
                range.start..last.map_or(range.end, |(range, _)| range.end)
            };
            if head.ends_with(".route]]") {
                self.add("drop a route", range.clone(), "");
                let next = blocks.get(number + 1).filter(|(_, it)| it == head);
                if let Some((next, _)) = next {
                    let swapped = format!("{}\n{}", &text[next.clone()], &text[range.clone()]);
                    self.add("swap two routes", range.start..next.end, swapped);
                }
            } else if head.ends_with(".choice]]") {
                self.add("drop a choice", range.clone(), "");
            } else if header(head, "[question.").is_some() {
                self.add("drop a question", whole(), "");
            } else if header(head, "[result.").is_some() {
                self.add("drop a result", whole(), "");
            } else if head.starts_with("[source.") || head.starts_with("[parameter.") {
                self.add("drop a source or parameter", range.clone(), "");
            } else if head.starts_with("[caution.") {
                self.add("drop a caution", range.clone(), "");
            }
            if !head.starts_with("[[") {
                let copy = format!("{}{}", &text[range.clone()], &text[range.clone()]);
                self.add("duplicate an id", range.clone(), copy);
            }
        }
    }

    fn line(&mut self, at: usize, line: &str) {
        let Some((key, value)) = line.split_once(" = ") else {
            return;
        };
        let start = at + key.len() + 3;
        let end = at + line.len();
        if key.starts_with([' ', '#']) {
            self.inner_line(at, line);
            return;
        }
        let lang = key.rsplit('.').next();
        if key.contains('.') && matches!(lang, Some("zh" | "en")) {
            self.add("delete a text", at..end, "");
            self.add("empty a text", start..end, "\"\"");
        } else {
            self.add("drop a key", at..end, "");
            self.add("misspell a key", at..at + key.len(), format!("{key}x"));
        }
        self.placeholders(at, line);
        self.value(key, value, start..end);
        self.conditions(at, line);
    }

    fn inner_line(&mut self, at: usize, line: &str) {
        for lang in ["{ zh = ", ", en = "] {
            if let Some(from) = line.find(lang) {
                let from = from + 2;
                let ends = |quote: &usize| {
                    let behind = &line[from + quote + 1..];
                    !line[..from + quote].ends_with('\\')
                        && (behind.starts_with(", ") || behind.starts_with(" }"))
                };
                let mut quotes = line[from..].match_indices('"').map(|(at, _)| at);
                let to = from + quotes.find(ends).map_or(0, |it| it + 1);
                self.add("empty a text", at + from + 5..at + to, "\"\"");
            }
        }
        if let Some(from) = line.find(", when = ") {
            let to = line.rfind(" },").or_else(|| line.rfind(" }"));
            let to = to.unwrap_or(line.len());
            self.add("drop a guard", at + from..at + to, "");
            self.conditions(at + from, &line[from..]);
        }
        self.placeholders(at, line);
    }

    fn value(&mut self, key: &str, value: &str, range: Range<usize>) {
        let id = value.trim_matches('"');
        match key {
            "to" | "next" => {
                let other = another(&self.names.targets, id).to_owned();
                let first = self.names.targets[0].clone();
                self.add("change a target", range.clone(), format!("\"{other}\""));
                if self.walked {
                    let back = format!("\"{first}\"");
                    self.add("lead back to the start", range.clone(), back);
                }
                self.add("lead nowhere", range, "\"nowhere\"");
            }
            "stage" => {
                let other = another(&self.names.stages, id).to_owned();
                self.add("change a stage", range, format!("\"{other}\""));
            }
            "id" if id != "welder-review" => {
                self.add("rename a choice", range, format!("\"{id}-x\""));
            }
            "workdays" => {
                let count: u32 = id.parse().expect("a number");
                self.add("move a bound", range.clone(), (count + 1).to_string());
                self.add("move a bound", range, (count - 1).to_string());
            }
            "date" => {
                let day: chrono::NaiveDate = id.parse().expect("a date");
                for day in [day.pred_opt(), day.succ_opt()].into_iter().flatten() {
                    self.add("move a bound", range.clone(), day.to_string());
                }
            }
            "input" => self.add("change an input", range, "\"text\""),
            _ => {}
        }
    }

    fn placeholders(&mut self, at: usize, line: &str) {
        let mut from = 0;
        while let Some(open) = line[from..].find('{') {
            let open = from + open;
            let Some(close) = line[open..].find('}') else {
                return;
            };
            let inside = &line[open + 1..open + close];
            from = open + 1;
            if inside.is_empty() || inside.contains([' ', '=', '"']) {
                continue;
            }
            let range = at + open..at + open + close + 1;
            self.add("drop a placeholder", range.clone(), "");
            self.add("rename a placeholder", range, format!("{{{inside}x}}"));
        }
    }

    fn conditions(&mut self, at: usize, line: &str) {
        if !line.contains("when = ") && !line.starts_with("ask-unless = ") {
            return;
        }
        for (old, new) in [("up-to", "beyond"), ("beyond", "up-to")] {
            if let Some(found) = line.find(old) {
                let range = at + found..at + found + old.len();
                self.add("turn a bound round", range, new);
            }
        }
        for (fact, choices) in self.names.facts.clone() {
            for quote in [format!("\"{fact}\""), format!("{{ {fact} = ")] {
                if let Some(found) = line.find(&quote) {
                    let from = at + found + quote.find(&fact).unwrap_or(0);
                    let to = from + fact.len();
                    self.add("rename a fact", from..to, format!("{fact}x"));
                }
            }
            if !line.contains(&format!("{{ {fact} = ")) {
                continue;
            }
            for choice in &choices {
                if let Some(found) = line.find(&format!("\"{choice}\"")) {
                    let range = at + found + 1..at + found + 1 + choice.len();
                    self.add("change a value", range.clone(), another(&choices, choice));
                    self.add("change a value", range, "unknown");
                }
            }
        }
        for parameter in self.names.parameters.clone() {
            if let Some(found) = line.find(&format!("[\"{parameter}\"")) {
                let range = at + found + 2..at + found + 2 + parameter.len();
                let other = another(&self.names.parameters, &parameter).to_owned();
                self.add("change a parameter", range, other);
            }
        }
        if let Some(found) = line
            .find("when = {")
            .filter(|_| line.starts_with("when = "))
        {
            let inner = &line[found + 7..];
            let range = at + found + 7..at + line.len();
            self.add(
                "turn a condition round",
                range,
                format!("{{ not = {inner} }}"),
            );
        }
    }

    fn calendar(&mut self, text: &str) {
        for (at, line) in lines(text) {
            if line.starts_with("work = ") || line.starts_with("number = ") {
                self.add("drop a key", at..at + line.len(), "");
            }
            if let Some(found) = line.find("to = ") {
                let range = at + found + 5..at + found + 15;
                let day: Option<chrono::NaiveDate> = text[range.clone()].parse().ok();
                if let Some(day) = day.and_then(|day| day.succ_opt()) {
                    self.add("shift a holiday", range, day.to_string());
                }
            }
        }
        for (range, head) in blocks(text) {
            if head == "[[holiday]]" {
                self.add("drop a holiday", range, "");
            }
        }
    }
}
