//! The figures of all sizes as one Markdown table, and as JSON.

use super::measure::Times;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Kept in microseconds, printed in the unit that fits.
    Time,
    Mebibytes,
    Bytes,
    ASecond,
    Count,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Time => "us",
            Self::Mebibytes => "MiB",
            Self::Bytes => "B",
            Self::ASecond => "/s",
            Self::Count => "",
        }
    }

    fn print(self, value: f64) -> String {
        match self {
            Self::Time if value >= 1e6 => format!("{:.2} s", value / 1e6),
            Self::Time if value >= 1e3 => format!("{:.2} ms", value / 1e3),
            Self::Time => format!("{value:.1} µs"),
            Self::Mebibytes => format!("{value:.1} MiB"),
            Self::Bytes => format!("{value:.0} B"),
            Self::ASecond => format!("{value:.0} /s"),
            Self::Count => format!("{value:.0}"),
        }
    }
}

/// One figure at one size.
#[derive(Debug, Clone)]
pub struct Figure {
    pub name: String,
    pub unit: Unit,
    pub value: f64,
    pub p99: Option<f64>,
    /// What it is compared with, measured in turn, and its value in the same unit.
    pub against: Option<(&'static str, f64)>,
}

impl Figure {
    /// p50 and p99 of times.
    pub fn times(name: impl Into<String>, times: &Times) -> Self {
        Self {
            p99: Some(times.percentile(99)),
            ..Self::one(name, Unit::Time, times.percentile(50))
        }
    }

    /// A single number.
    pub fn one(name: impl Into<String>, unit: Unit, value: f64) -> Self {
        Self {
            name: name.into(),
            unit,
            value,
            p99: None,
            against: None,
        }
    }

    /// The same beside what it is compared with.
    #[must_use]
    pub fn against(self, what: &'static str, value: f64) -> Self {
        Self {
            against: Some((what, value)),
            ..self
        }
    }

    fn cell(&self) -> String {
        let value = self.unit.print(self.value);
        self.p99.map_or(value.clone(), |p99| {
            format!("{value} / {}", self.unit.print(p99))
        })
    }

    fn ratio(&self) -> Option<f64> {
        self.against.map(|(_, peer)| self.value / peer)
    }
}

/// The figures of one size.
#[derive(Debug)]
pub struct Column {
    pub tickets: u64,
    pub figures: Vec<Figure>,
}

fn find<'c>(column: &'c Column, name: &str) -> Option<&'c Figure> {
    column.figures.iter().find(|figure| figure.name == name)
}

/// Names of all figures, in the order they were first taken.
fn names(columns: &[Column]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for figure in columns.iter().flat_map(|column| &column.figures) {
        if !names.contains(&figure.name.as_str()) {
            names.push(&figure.name);
        }
    }
    names
}

/// The table: a column a size, the growth from the first to the last, the ratio to what each figure
/// is compared with at the last size.
pub fn markdown(columns: &[Column], wanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::from("| figure (p50 / p99) |");
    for column in columns {
        out.push_str(&format!(" {} tickets |", column.tickets));
    }
    out.push_str(" last ÷ first | against, in turn | ratio |\n|---|");
    out.push_str(&"---|".repeat(columns.len() + 3));
    out.push('\n');
    for name in names(columns).into_iter().filter(|name| wanted(name)) {
        out.push_str(&format!("| {name} |"));
        for column in columns {
            let cell = find(column, name).map_or_else(|| "–".to_owned(), Figure::cell);
            out.push_str(&format!(" {cell} |"));
        }
        let ends = [columns.first(), columns.last()].map(|c| c.and_then(|c| find(c, name)));
        let growth = match ends {
            [Some(first), Some(last)] if columns.len() > 1 => {
                format!("{:.2}", last.value / first.value)
            }
            _ => "–".to_owned(),
        };
        let last = columns.iter().rev().find_map(|column| find(column, name));
        let (peer, ratio) = match last.and_then(|last| last.against.zip(last.ratio())) {
            Some(((what, value), ratio)) => {
                let unit = last.map_or(Unit::Count, |last| last.unit);
                (
                    format!("{what} {}", unit.print(value)),
                    format!("{ratio:.2}"),
                )
            }
            None => ("–".to_owned(), "–".to_owned()),
        };
        out.push_str(&format!(" {growth} | {peer} | {ratio} |\n"));
    }
    out
}

/// The same as JSON, one object a size.
pub fn json(machine: &str, day: &str, columns: &[Column]) -> String {
    let sizes: Vec<_> = columns
        .iter()
        .map(|column| {
            let figures: Vec<_> = column
                .figures
                .iter()
                .map(|figure| {
                    serde_json::json!({
                        "name": figure.name,
                        "unit": figure.unit.name(),
                        "value": figure.value,
                        "p99": figure.p99,
                        "against": figure.against.map(|(what, _)| what),
                        "ratio": figure.ratio(),
                    })
                })
                .collect();
            serde_json::json!({ "tickets": column.tickets, "figures": figures })
        })
        .collect();
    serde_json::json!({ "machine": machine, "day": day, "sizes": sizes }).to_string()
}
