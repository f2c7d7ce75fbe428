//! The sections of the settings: their columns, and the commands that change, add and take away.

use crate::tui::target::Aim;
use crate::wire::Command;
use crate::wire::view::SettingsRow;

/// A column: what it is called (words: `settings-col-<word>`), which fact stands in it, how wide it is; the one without a
/// width takes what is left.
pub struct Column {
    pub word: &'static str,
    pub cell: usize,
    pub width: u16,
}

const fn column(word: &'static str, cell: usize, width: u16) -> Column {
    Column { word, cell, width }
}

/// How the command that changes an entry names it.
#[derive(Clone, Copy)]
enum Named {
    /// As its record.
    Record,
    /// In this argument.
    By(&'static str),
}

/// How an entry is taken away.
#[derive(Clone, Copy)]
enum Removal {
    /// It is not.
    Never,
    /// What changes it sets this argument so; it cannot be taken back, so the form asks.
    Set(&'static str, &'static str),
    /// The same with the value it is shipped with.
    Shipped(&'static str),
    /// At once: it can be taken back.
    Do(&'static str, &'static [(&'static str, &'static str)]),
}

/// A section.
pub struct Kind {
    /// Its name; empty for the list of all.
    pub name: &'static str,
    pub columns: &'static [Column],
    /// The command that changes an entry.
    pub change: &'static str,
    named: Named,
    /// The command that adds one; empty where nothing is added.
    pub add: &'static str,
    removal: Removal,
    /// Other commands: about an entry as it is changed, or about none.
    about: &'static [&'static str],
    beside: &'static [&'static str],
}

/// What a key or a line of the menu does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens the form of a command.
    Form(&'static str, Option<Aim>, Vec<(String, String)>),
    /// Does a command at once.
    Do(Command),
}

impl Act {
    /// The command it is of.
    pub fn command(&self) -> &str {
        match self {
            Self::Form(name, ..) => name,
            Self::Do(command) => &command.name,
        }
    }
}

const NONE: Kind = Kind {
    name: "",
    columns: &[column("section", 0, 24), column("sum", 1, 0)],
    change: "",
    named: Named::Record,
    add: "",
    removal: Removal::Never,
    about: &[],
    beside: &[],
};

/// A section of declared settings.
const fn declared(name: &'static str, columns: &'static [Column]) -> Kind {
    Kind {
        name,
        columns,
        change: "setting.set",
        named: Named::By("setting"),
        removal: Removal::Shipped("value"),
        ..NONE
    }
}

/// A setting, what it is set to, what it is shipped with.
const PLAIN: &[Column] = &[
    column("name", 0, 0),
    column("value", 1, 24),
    column("default", 2, 14),
];
/// The same of those that are short.
const SHORT: &[Column] = &[
    column("name", 0, 0),
    column("value", 1, 8),
    column("default", 2, 8),
];

/// The same of those that are sentences.
const WIDE: &[Column] = &[
    column("name", 0, 0),
    column("value", 1, 36),
    column("default", 2, 12),
];

/// Every section; the first is the list of all.
const KINDS: &[Kind] = &[
    NONE,
    Kind {
        name: "people",
        columns: &[
            column("name", 0, 10),
            column("rank", 1, 18),
            column("work", 2, 0),
            column("here", 3, 9),
            column("seen", 4, 13),
        ],
        change: "staff.edit",
        add: "staff.add",
        removal: Removal::Set("active", "no"),
        about: &["staff.pin"],
        ..NONE
    },
    // The sentence of a limit holds its value.
    declared("limits", &[column("limit", 0, 0), column("default", 2, 16)]),
    declared("heads", SHORT),
    Kind {
        name: "holidays",
        columns: &[
            column("day", 0, 12),
            column("weekday", 1, 11),
            column("kind", 2, 0),
        ],
        change: "holiday.set",
        named: Named::By("day"),
        add: "holiday.set",
        removal: Removal::Set("day_kind", "none"),
        beside: &["holiday.list"],
        ..NONE
    },
    Kind {
        name: "categories",
        columns: &[
            column("name", 0, 0),
            column("code", 1, 16),
            column("trade", 2, 12),
            column("ahead", 3, 12),
        ],
        change: "category.set",
        named: Named::By("code"),
        add: "category.set",
        removal: Removal::Set("active", "no"),
        ..NONE
    },
    Kind {
        name: "phrases",
        columns: &[
            column("phrase", 0, 0),
            column("code", 1, 10),
            column("category", 2, 16),
            column("place", 3, 10),
            column("priority", 4, 10),
        ],
        change: "phrase.set",
        named: Named::By("phrase"),
        add: "phrase.set",
        removal: Removal::Do("phrase.set", &[("off", "yes")]),
        ..NONE
    },
    Kind {
        name: "notices",
        columns: &[
            column("notice", 0, 0),
            column("areas", 1, 12),
            column("until", 2, 13),
            column("homes", 3, 9),
            column("reported", 4, 11),
        ],
        change: "outage.edit",
        named: Named::By("notice"),
        add: "outage.post",
        removal: Removal::Do("outage.end", &[]),
        ..NONE
    },
    Kind {
        name: "fees",
        columns: &[
            column("name", 0, 0),
            column("price", 1, 20),
            column("months", 2, 10),
            column("from", 3, 11),
            column("to", 4, 11),
        ],
        change: "fee_item.edit",
        named: Named::By("item"),
        add: "fee_item.add",
        about: &["fee_item.set"],
        ..NONE
    },
    declared("desk", PLAIN),
    declared("work", SHORT),
    declared("pressing", WIDE),
    declared("shifts", PLAIN),
    declared("duties", SHORT),
    declared("alike", SHORT),
    declared("upkeep", PLAIN),
];

/// The section of this name; the list of all for another.
pub fn named(name: &str) -> &'static Kind {
    let found = KINDS.iter().find(|kind| kind.name == name);
    found.unwrap_or(&NONE)
}

impl Kind {
    /// Whether it is the list of all sections.
    pub const fn is_all(&self) -> bool {
        self.name.is_empty()
    }

    fn form(&self, name: &'static str, row: &SettingsRow, more: Option<(&str, &str)>) -> Act {
        let more = more.map(|(name, value)| (name.to_owned(), value.to_owned()));
        match self.named {
            Named::Record => {
                let aim = Aim {
                    name: row.key.clone(),
                    ..Aim::default()
                };
                Act::Form(name, Some(aim), more.into_iter().collect())
            }
            Named::By(argument) => {
                let first = (argument.to_owned(), row.key.clone());
                Act::Form(name, None, std::iter::once(first).chain(more).collect())
            }
        }
    }

    /// Changes an entry.
    pub fn change(&self, row: &SettingsRow) -> Option<Act> {
        (!self.is_all()).then(|| self.form(self.change, row, None))
    }

    /// Adds an entry.
    pub fn add(&self) -> Option<Act> {
        (!self.add.is_empty()).then(|| Act::Form(self.add, None, Vec::new()))
    }

    /// Takes an entry away, or gives a setting its shipped value again.
    pub fn remove(&self, row: &SettingsRow) -> Option<Act> {
        match self.removal {
            Removal::Set(name, value) if !row.off => {
                Some(self.form(self.change, row, Some((name, value))))
            }
            Removal::Shipped(name) if row.own => {
                Some(self.form(self.change, row, Some((name, &row.shipped))))
            }
            Removal::Do(name, args) => {
                let Named::By(argument) = self.named else {
                    return None;
                };
                let command = Command::new(name).arg(argument, row.key.as_str());
                let all = args
                    .iter()
                    .fold(command, |command, (name, value)| command.arg(name, *value));
                Some(Act::Do(all))
            }
            Removal::Never | Removal::Set(..) | Removal::Shipped(_) => None,
        }
    }

    /// What else can be done about an entry.
    pub fn about(&self, row: &SettingsRow) -> Vec<Act> {
        let about = self.about.iter();
        about.map(|name| self.form(name, row, None)).collect()
    }

    /// What else can be done in the section.
    pub fn beside(&self) -> impl Iterator<Item = Act> {
        let beside = self.beside.iter();
        beside.map(|name| Act::Form(name, None, Vec::new()))
    }
}
