//! The password for a server, from where the server's own programs take it.

use crate::engine::Secret;

/// What the surroundings know of passwords. `Debug` shows none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Login {
    /// `PGPASSWORD`.
    pub password: Option<Secret>,
    /// What stands in `PGPASSFILE` or `~/.pgpass`.
    pub file: Option<Secret>,
}

impl Login {
    /// The password for host, port, database and user.
    #[cfg(feature = "postgres")]
    pub(super) fn password(&self, of: [&str; 4]) -> Option<String> {
        let given = self.password.as_ref().map(|it| it.reveal().to_owned());
        given.or_else(|| in_file(self.file.as_ref()?.reveal(), of))
    }
}

/// The password of the first line that fits: `host:port:database:user:password`,
/// where `*` fits everything and a backslash stands before `:` and `\`.
#[cfg(feature = "postgres")]
fn in_file(text: &str, of: [&str; 4]) -> Option<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(fields).find_map(|fields| {
        let [host, port, database, user, password] = <[String; 5]>::try_from(fields).ok()?;
        let named = [host, port, database, user];
        let fits = named
            .iter()
            .zip(of)
            .all(|(named, of)| named == "*" || named == of);
        fits.then_some(password)
    })
}

#[cfg(feature = "postgres")]
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field) = (Vec::new(), String::new());
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ':' if fields.len() < 4 => fields.push(std::mem::take(&mut field)),
            '\\' => field.extend(signs.next()),
            sign => field.push(sign),
        }
    }
    fields.push(field);
    fields
}

#[cfg(all(test, feature = "postgres"))]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_counts() {
        let file =
            "# made up\nother:5432:desk:ann:no\nhost:*:desk:ann:pa\\:ss\\\\word\n*:*:*:*:any\n";
        let found = |of| in_file(file, of).expect("a password");
        assert_eq!(found(["host", "5433", "desk", "ann"]), "pa:ss\\word");
        assert_eq!(found(["host", "5433", "desk", "bob"]), "any");
    }
}
