//! Computed fields: what a field holds because of what others hold, by the names of a table of pure functions.

use serde::Deserialize;

use super::{FieldKind, Register, RegisterEntry, Value};
use crate::domain::calendar::Zone;
use crate::domain::money::Amount;

/// How a field is computed: by which function, of which fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// One of [`FUNCTIONS`].
    pub by: String,
    /// The fields it is computed of, in the order the function takes them.
    pub of: Vec<String>,
}

/// What kind of field a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Always this one.
    Kind(FieldKind),
    /// That of the fields it is computed of, which are all of one kind.
    Same,
}

/// A function of the table; it is total: what cannot be reckoned is nothing.
pub struct Function {
    pub name: &'static str,
    /// The kinds of field it takes; any where there are none.
    pub takes: &'static [FieldKind],
    /// How many fields it takes, from and to.
    pub count: (usize, usize),
    pub gives: Gives,
    reckon: fn(&[Option<&Value>], Zone) -> Option<Value>,
}

/// Fields a function takes at most.
const MOST: usize = 64;

/// Every function a computed field may name.
pub const FUNCTIONS: &[Function] = &[
    // Days from the first to the second; nothing while one of them is open.
    Function {
        name: "days",
        takes: &[FieldKind::Day, FieldKind::Moment],
        count: (2, 2),
        gives: Gives::Kind(FieldKind::Number),
        reckon: days,
    },
    // What the filled ones come to.
    Function {
        name: "sum",
        takes: &[FieldKind::Amount, FieldKind::Number],
        count: (1, MOST),
        gives: Gives::Same,
        reckon: |values, _| total(values.iter().flatten().copied(), 1, None),
    },
    // The first without the others.
    Function {
        name: "difference",
        takes: &[FieldKind::Amount, FieldKind::Number],
        count: (2, MOST),
        gives: Gives::Same,
        reckon: difference,
    },
    // Lines in which something stands.
    Function {
        name: "count",
        takes: &[FieldKind::Lines, FieldKind::Block],
        count: (1, 1),
        gives: Gives::Kind(FieldKind::Number),
        reckon: count,
    },
    // How many of the fields are filled: the completeness of a file (duties.md D-062).
    Function {
        name: "filled",
        takes: &[],
        count: (1, MOST),
        gives: Gives::Kind(FieldKind::Number),
        reckon: |values, _| whole(values.iter().flatten().count()),
    },
];

/// The function called `name`.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|one| one.name == name)
}

fn whole(count: usize) -> Option<Value> {
    i64::try_from(count).ok().map(Value::Whole)
}

fn days(values: &[Option<&Value>], zone: Zone) -> Option<Value> {
    let day = |at: usize| match values.get(at).copied().flatten()? {
        Value::Day(day) => Some(day.number()),
        Value::At(at) => Some(zone.day_of(*at).number()),
        _ => None,
    };
    let (from, to) = (day(0)?, day(1)?);
    Some(Value::Whole(i64::from(to) - i64::from(from)))
}

/// Adds values, each so many times, to what there is.
fn total<'v>(
    values: impl Iterator<Item = &'v Value>,
    sign: i64,
    begun: Option<Value>,
) -> Option<Value> {
    let mut total = begun;
    for value in values {
        total = Some(match (&total, value) {
            (None, Value::Whole(number)) => Value::Whole(number.checked_mul(sign)?),
            (None, Value::Amount(amount)) => Value::Amount(amount.times(sign).ok()?),
            (Some(Value::Whole(sum)), Value::Whole(number)) => {
                Value::Whole(sum.checked_add(number.checked_mul(sign)?)?)
            }
            (Some(Value::Amount(sum)), Value::Amount(amount)) => {
                let more: Amount = amount.times(sign).ok()?;
                Value::Amount(sum.plus(more).ok()?)
            }
            _ => return None,
        });
    }
    total
}

fn difference(values: &[Option<&Value>], _: Zone) -> Option<Value> {
    let (first, others) = values.split_first()?;
    let first = (*first)?.clone();
    total(others.iter().flatten().copied(), -1, Some(first))
}

fn count(values: &[Option<&Value>], _: Zone) -> Option<Value> {
    match values.first()? {
        Some(Value::Text(text)) => {
            whole(text.lines().filter(|line| !line.trim().is_empty()).count())
        }
        _ => None,
    }
}

/// What a computed field holds with what the others hold.
fn reckoned(computed: &Computed, entry: &RegisterEntry, zone: Zone) -> Option<Value> {
    let values: Vec<Option<&Value>> = computed.of.iter().map(|name| entry.value(name)).collect();
    (function(&computed.by)?.reckon)(&values, zone)
}

impl Register {
    /// Computes all computed fields of an entry anew.
    pub fn reckon(&self, entry: &mut RegisterEntry, zone: Zone) {
        for field in &self.fields {
            if let Some(computed) = &field.computed {
                let value = reckoned(computed, entry, zone);
                entry.set(&field.id, value);
            }
        }
    }

    /// The first computed field that holds something else than it should.
    pub fn reckoned_wrongly(&self, entry: &RegisterEntry, zone: Zone) -> Option<&str> {
        let wrong = self.fields.iter().find(|field| {
            let computed = field.computed.as_ref();
            computed.is_some_and(|computed| {
                reckoned(computed, entry, zone).as_ref() != entry.value(&field.id)
            })
        });
        wrong.map(|field| field.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Instant;

    fn by(name: &str, values: &[Option<Value>]) -> Option<Value> {
        let values: Vec<Option<&Value>> = values.iter().map(Option::as_ref).collect();
        (function(name).unwrap().reckon)(&values, Zone::default())
    }

    fn day(text: &str) -> Value {
        Value::Day(text.parse().unwrap())
    }

    fn yuan(fen: i64) -> Value {
        Value::Amount(Amount::from_fen(fen).unwrap())
    }

    #[test]
    fn days_go_over_the_end_of_a_year_and_back() {
        let given = [Some(day("2026-12-30")), Some(day("2027-01-02"))];
        assert_eq!(by("days", &given), Some(Value::Whole(3)));
        let back = [Some(day("2028-03-01")), Some(day("2028-02-28"))];
        assert_eq!(by("days", &back), Some(Value::Whole(-2)), "2028 leaps");
        // A moment counts as the day it is in the office, not in Greenwich.
        let late = Instant::parse("2026-11-21T23:30:00+08:00").unwrap();
        let given = [Some(Value::At(late)), Some(day("2026-11-22"))];
        assert_eq!(by("days", &given), Some(Value::Whole(1)));
        assert_eq!(by("days", &[Some(day("2026-11-21")), None]), None);
    }

    #[test]
    fn sums_are_of_what_is_filled_and_end_at_no_limit() {
        let both = [Some(yuan(150)), None, Some(yuan(50))];
        assert_eq!(by("sum", &both), Some(yuan(200)));
        assert_eq!(by("sum", &[None, None]), None);
        let most = Some(Value::Whole(i64::MAX));
        assert_eq!(by("sum", &[most.clone(), most.clone()]), None);
        let less = [Some(yuan(50)), Some(yuan(150))];
        assert_eq!(by("difference", &less), Some(yuan(-100)));
        let alone = [Some(yuan(50)), None];
        assert_eq!(by("difference", &alone), Some(yuan(50)));
        assert_eq!(by("difference", &[None, Some(yuan(50))]), None);
        let least = Some(Value::Whole(i64::MIN));
        assert_eq!(by("difference", &[least, most]), None);
        let mixed = [Some(yuan(1)), Some(Value::Whole(1))];
        assert_eq!(by("sum", &mixed), None);
    }

    #[test]
    fn lines_and_filled_fields_are_counted() {
        let text = Some(Value::Text("一件\n \n两件\n".to_owned()));
        let lines = by("count", std::slice::from_ref(&text));
        assert_eq!(lines, Some(Value::Whole(2)));
        assert_eq!(by("count", &[None]), None);
        let filled = by("filled", &[text, None, Some(yuan(0))]);
        assert_eq!(filled, Some(Value::Whole(2)));
        assert_eq!(by("filled", &[None]), Some(Value::Whole(0)));
    }
}
