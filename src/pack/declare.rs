//! Declares the tables of a pack, each key once.

/// Declares kinds of tables:
///
/// ```text
/// /// What it is.
/// Kind by id "its key in the rule files" {
///     /// What it holds.
///     field: Type = "key" "Chinese name" as Role under Form "Chinese title" "English title",
/// }
/// ```
///
/// `by id` where each has an id of its own; a key without a Chinese name is
/// nothing to approve, one without a role is plain, one without a title is no
/// part of a page.
macro_rules! tables {
    ($(
        $(#[$doc:meta])*
        $name:ident $(by $id:ident)? $kind:literal {$(
            $(#[$says:meta])*
            $field:ident: $type:ty = $key:literal $($zh:literal)? $(as $role:ident)?
                $(under $form:ident $title_zh:literal $title_en:literal)?,
        )*}
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(
                /// The id.
                pub $id: String,
            )?
            /// Where it stands.
            pub place: Place,
            $($(#[$says])* pub $field: $type,)*
        }

        impl $name {
            pub(in crate::pack) fn read(cx: &resolve::Resolver<'_>, table: &reader::Table<'_>) -> Self {
                Self {
                    $($id: table.own_id().to_owned(),)?
                    place: table.place,
                    $($field: field::Key::read(cx, table, $key),)*
                }
            }

            pub(in crate::pack) fn schema() -> serde_json::Value {
                let mut shape = shape::Shape::new($kind);
                $(<$type as field::Key>::declare(&mut shape, $key);)*
                shape.object()
            }
        }

        impl field::Fields for $name {
            const FIELDS: &'static [field::Field] = &[$(
                declare::field!($key $($zh)? $(as $role)? $(under $form $title_zh $title_en)?),
            )*];

            fn items(&self) -> Vec<field::Keyed<'_>> {
                let mut fields = Self::FIELDS.iter();
                let mut list = Vec::new();
                $(if let Some(field) = fields.next() {
                    field::Key::items(&self.$field, &mut |number, item| {
                        list.push(field::Keyed { field, number, item });
                    });
                })*
                list
            }
        }
    )*};
}

/// One key, as [`tables!`] has it.
macro_rules! field {
    ($key:literal $($zh:literal)? $(as $role:ident)? $(under $form:ident $title_zh:literal $title_en:literal)?) => {
        field::Field {
            key: $key,
            zh: declare::one!($($zh)?),
            role: declare::role!($($role)?),
            heading: declare::one!($(field::Heading::new(field::Form::$form, $title_zh, $title_en))?),
        }
    };
}

/// What may be left out, as an `Option`.
macro_rules! one {
    () => {
        None
    };
    ($it:expr) => {
        Some($it)
    };
}

/// A role; plain where none is said.
macro_rules! role {
    () => {
        field::Role::Plain
    };
    ($role:ident) => {
        field::Role::$role
    };
}

pub(super) use {field, one, role, tables};
