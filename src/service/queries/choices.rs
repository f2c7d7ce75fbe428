//! Values that fit what is typed in a field of a command, the likeliest first.

use std::ops::ControlFlow;

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::phone_digits;
use crate::domain::household::{Building, Household, Person};
use crate::domain::id::{CommunityId, Number};
use crate::domain::ledger::{FeeItem, Payment};
use crate::domain::office::{Category, Draft};
use crate::domain::pinyin;
use crate::domain::staff::{Rank, Staff};
use crate::service::command::{About, Arg, Kind, row};
use crate::service::halt::Run;
use crate::service::lookup::{all, every, premises_candidates};
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::duties;
use crate::service::queries::found::{home_of, premises};
use crate::service::queries::registers;
use crate::service::queries::rows::load;
use crate::service::registers::of_command;
use crate::service::settings;
use crate::service::subject::{Found, by_number};
use crate::service::view::Choice;
use crate::service::words;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::{
    HOUSEHOLD_BY_PLACE, PAYMENT_BY_HOUSEHOLD, PAYMENT_BY_TIME, PERSON_BY_PHONE,
};
use crate::storage::record::get;
use crate::storage::{Direction, Step};

/// Choices offered at once: one digit each.
pub const MOST: usize = 9;

/// Index entries looked at for a room typed by its first digits.
const LOOKED_AT: usize = 20_000;

/// Receipts looked back over for those that stand.
const LOOKED_BACK: usize = 3 * MOST;

/// Fields in which the phrase book is offered.
const PHRASED: &[&str] = &["summary", "text"];

/// Commands in which it is not: what is written there is about no matter somebody reports.
const UNPHRASED: &[&str] = &["duty.", "report."];

/// Answers `Query::Choices`.
pub fn choices(asking: Asking<'_>, command: &str, field: &str, typed: &str) -> Run<Vec<Choice>> {
    let row =
        row(command).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", command))?;
    let typed = typed.trim();
    let named = of_command(command).and_then(|register| register.field(field));
    if let Some(of) = named.and_then(|field| field.of.as_deref()) {
        return registers::to_choose(asking, of, typed);
    }
    let mut found = match row.arg(field) {
        Some(arg) => of_kind(asking, command, arg, typed)?,
        None if field == Draft::SUBJECT => records(asking, row.about, typed)?,
        None => {
            return Err(Refusal::new(Why::UnknownArgument)
                .with("text", field)
                .into());
        }
    };
    // The categories are few, and whoever is asked for one must see what there is.
    let all = row.arg(field).is_some_and(|arg| arg.kind == Kind::Category);
    if !all {
        found.truncate(MOST);
    }
    Ok(found)
}

/// Records a command can be about, where people choose them from a list.
fn records(asking: Asking<'_>, about: About, typed: &str) -> Run<Vec<Choice>> {
    match about {
        About::Household => homes(asking, typed),
        About::Staff => staff(asking, typed, |_| true),
        About::Person => people(asking, typed),
        About::Payment => receipts(asking, typed),
        _ => Ok(Vec::new()),
    }
}

/// Receipts that stand, the newest first: the one of this number, those of this home, or all.
fn receipts(asking: Asking<'_>, typed: &str) -> Run<Vec<Choice>> {
    let today = asking.office.today(asking.now);
    if let Some(number) = Number::parse(typed, today) {
        return Ok(match by_number(asking.tx, number)? {
            Some(Found::Payment(payment)) => vec![receipt(&payment, today)],
            _ => Vec::new(),
        });
    }
    let (index, key) = if typed.is_empty() {
        (PAYMENT_BY_TIME, Key::new())
    } else {
        let mut homes = premises_candidates(asking.tx, asking.office, typed)?.into_iter();
        match homes.next() {
            Some(home) => (PAYMENT_BY_HOUSEHOLD, Key::new().u64(home.id.0)),
            None => return Ok(Vec::new()),
        }
    };
    let newest: Vec<Payment> = all(asking.tx, index, key, Direction::Backward, LOOKED_BACK)?;
    Ok(newest
        .iter()
        .filter(|payment| payment.reversed_by.is_none())
        .map(|payment| receipt(payment, today))
        .collect())
}

/// A receipt as it is chosen: number, home, day, amount, who paid.
fn receipt(payment: &Payment, today: Day) -> Choice {
    let label = [
        payment.number.short(today),
        payment.premises.clone(),
        payment.effective_on.to_string(),
        payment.amount.grouped(),
        payment.payer.clone(),
    ];
    choice(
        &payment.number.full(),
        Fact::from(label.join("  ").trim_end()),
    )
}

fn of_kind(asking: Asking<'_>, command: &str, arg: &Arg, typed: &str) -> Run<Vec<Choice>> {
    match arg.kind {
        Kind::Premises => homes(asking, typed),
        Kind::Staff => staff(asking, typed, |one| one.rank > Rank::Worker),
        Kind::Worker => staff(asking, typed, |one| one.rank == Rank::Worker),
        Kind::Anybody => staff(asking, typed, |_| true),
        Kind::Person => people(asking, typed),
        Kind::Category => Ok(categories(&asking.office.categories, typed)),
        Kind::FeeItem => fee_items(asking, typed),
        Kind::Choice(names) => Ok(closed_set(arg.name, names, typed)),
        Kind::Yes => Ok(["yes", "no"]
            .iter()
            .filter(|name| name.starts_with(typed))
            .map(|name| choice(name, Fact::Term(format!("choice-{name}"))))
            .collect()),
        Kind::Line(_) | Kind::Block if PHRASED.contains(&arg.name) => {
            let none = UNPHRASED.iter().any(|of| command.starts_with(of));
            Ok(if none {
                Vec::new()
            } else {
                phrases(asking.office, typed)
            })
        }
        Kind::Names => named_list(asking, arg.name, typed),
        Kind::Line(_) if arg.name == "community" => Ok(asking
            .office
            .communities
            .iter()
            .filter(|community| meant(&community.name, typed))
            .map(|community| choice(&community.name, Fact::from(community.name.as_str())))
            .collect()),
        Kind::Line(_) if arg.name == "phrase" => Ok(phrases(asking.office, typed)),
        Kind::Line(_) if arg.name == "duty" => duties::to_choose(asking, command, typed),
        Kind::Line(_) if arg.name == "setting" => Ok(settings::keys()
            .filter(|key| key.contains(typed))
            .map(|key| choice(&key, words::setting(&key)))
            .collect()),
        _ => Ok(Vec::new()),
    }
}

/// Names of a list that are known: what stands before the last comma is kept, what is behind it narrows.
fn named_list(asking: Asking<'_>, field: &str, typed: &str) -> Run<Vec<Choice>> {
    let (before, last) = match typed.char_indices().rfind(|(_, c)| SEPARATORS.contains(c)) {
        Some((at, mark)) => typed.split_at(at + mark.len_utf8()),
        None => ("", typed),
    };
    let last = last.trim();
    let known = match field {
        "areas" => places(asking, last)?,
        "buildings" => places(asking, "")?,
        "fees" => every::<FeeItem>(asking.tx)?
            .into_iter()
            .map(|item| item.name)
            .collect(),
        "trades" => trades(asking.office),
        "homes" if !last.is_empty() => {
            let homes = homes(asking, last)?.into_iter();
            homes.map(|home| home.value).collect()
        }
        _ => Vec::new(),
    };
    let given: Vec<&str> = before.split(SEPARATORS).map(str::trim).collect();
    Ok(known
        .iter()
        .filter(|name| !given.contains(&name.as_str()) && meant(name, last))
        .map(|name| {
            let whole = format!("{before}{name}");
            choice(&whole, Fact::from(whole.as_str()))
        })
        .collect())
}

/// What parts the names of a list.
const SEPARATORS: [char; 3] = [',', '，', '、'];

/// The buildings in their order; of the one that is typed its units too.
fn places(asking: Asking<'_>, typed: &str) -> Run<Vec<String>> {
    let mut buildings = every::<Building>(asking.tx)?;
    buildings.sort_by_cached_key(|one| (one.code.parse().unwrap_or(u32::MAX), one.code.clone()));
    let typed = typed.split('-').next().unwrap_or_default();
    let mut places: Vec<String> = Vec::new();
    for building in buildings {
        let units = building.units.iter().filter(|_| building.code == typed);
        let units = units.map(|unit| format!("{}-{unit}", building.code));
        let units: Vec<String> = units.collect();
        places.push(building.code);
        places.extend(units);
    }
    places.dedup();
    Ok(places)
}

/// The trades that somebody can be sent for.
fn trades(office: &Office) -> Vec<String> {
    let mut trades: Vec<String> = Vec::new();
    for category in &office.categories {
        if !category.trade.is_empty() && !trades.contains(&category.trade) {
            trades.push(category.trade.clone());
        }
    }
    trades
}

fn choice(value: &str, label: Fact) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        note: None,
    }
}

/// Whether a name is meant by what is typed; everything is by nothing.
pub(super) fn meant(name: &str, typed: &str) -> bool {
    typed.is_empty() || fold(name).contains(&fold(typed)) || pinyin::matches(name, typed)
}

/// Homes that the code can mean, then those whose code begins so, in natural order.
fn homes(asking: Asking<'_>, typed: &str) -> Run<Vec<Choice>> {
    let mut codes: Vec<String> = premises_candidates(asking.tx, asking.office, typed)?
        .iter()
        .map(|home| premises(asking.office, home))
        .collect();
    let digits = |text: &str| -> String { text.chars().filter(|c| *c != '-').collect() };
    let folded = fold(typed).to_uppercase();
    let start = digits(&folded);
    walk_codes(asking, |id, code| {
        let begins = if folded.contains('-') {
            code.starts_with(&folded)
        } else {
            digits(code).starts_with(&start)
        };
        if begins && let Some(home) = get::<Household>(asking.tx, id)? {
            let name = premises(asking.office, &home);
            if !codes.contains(&name) {
                codes.push(name);
            }
        }
        Ok(if codes.len() < MOST {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    Ok(codes
        .iter()
        .map(|code| choice(code, Fact::from(code.as_str())))
        .collect())
}

/// Walks the codes of homes in natural order; the index key holds them, so no record is read.
fn walk_codes(
    asking: Asking<'_>,
    mut visit: impl FnMut(u64, &str) -> crate::storage::Result<ControlFlow<()>>,
) -> Run<()> {
    let mut looked_at = 0;
    scan_index(
        asking.tx,
        HOUSEHOLD_BY_PLACE,
        Span::all(),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            looked_at += 1;
            let flow = visit(hit.id, &place_of(hit.key).1)?;
            Ok(if flow.is_break() || looked_at >= LOOKED_AT {
                Step::Stop
            } else {
                Step::Next
            })
        },
    )?;
    Ok(())
}

/// The community and the code in a key of `HOUSEHOLD_BY_PLACE`: each part of the code as a number and as text.
pub(super) fn place_of(key: &[u8]) -> (CommunityId, String) {
    let mut reader = KeyReader::new(key);
    let community = CommunityId(reader.u64().unwrap_or(0));
    let mut parts: Vec<String> = Vec::new();
    while let (Some(_), Some(part)) = (reader.u64(), reader.str()) {
        parts.push(part);
    }
    (community, parts.join("-"))
}

/// Colleagues, those on duty and with the fewest open tickets first.
fn staff(asking: Asking<'_>, typed: &str, wanted: fn(&Staff) -> bool) -> Run<Vec<Choice>> {
    let typed = typed.trim_start_matches('@');
    let today = asking.office.today(asking.now);
    let mut fitting: Vec<((bool, i64, String), Staff)> = Vec::new();
    for one in every::<Staff>(asking.tx)? {
        if one.active && wanted(&one) && meant(&one.name, typed) {
            let open = load(asking, &one)?;
            let key = (!one.is_at_hand(today), open, pinyin::sort_key(&one.name));
            fitting.push((key, one));
        }
    }
    fitting.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(fitting
        .into_iter()
        .map(|((_, open, _), one)| Choice {
            note: match one.away_until.filter(|_| one.is_away(today)) {
                Some(until) => {
                    let day = vec![("day".to_owned(), Fact::Day(until))];
                    Some(Fact::Told("staff-away".to_owned(), day))
                }
                None => (one.rank == Rank::Worker).then_some(Fact::Count(open)),
            },
            ..choice(&one.name, Fact::from(one.name.as_str()))
        })
        .collect())
}

/// People by name or sound where the search text is read in, else by their whole phone number.
fn people(asking: Asking<'_>, typed: &str) -> Run<Vec<Choice>> {
    let mut found: Vec<Person> = Vec::new();
    if let Some(digits) = phone_digits(typed) {
        let key = Key::new().str(&digits);
        found = all(asking.tx, PERSON_BY_PHONE, key, Direction::Forward, MOST)?;
    } else if let Some(search) = asking.search {
        for id in search.people(typed, MOST).ids {
            found.extend(get::<Person>(asking.tx, id)?);
        }
    }
    let mut choices = Vec::with_capacity(found.len());
    for person in found {
        let home = home_of(asking, &person)?;
        choices.push(Choice {
            note: Some(Fact::from(home)),
            ..choice(
                &format!("P{}", person.id.0),
                Fact::from(person.name.as_str()),
            )
        });
    }
    Ok(choices)
}

/// Categories by code, name, sound or initials; the kind of ticket each is for is its remark.
pub fn categories(known: &[Category], typed: &str) -> Vec<Choice> {
    let typed = typed.trim_start_matches('#');
    known
        .iter()
        .filter(|category| category.active)
        .filter(|category| meant(&category.name, typed) || category.code.starts_with(typed))
        .map(|category| Choice {
            note: Some(Fact::Term(format!(
                "choice-ticket-{}",
                category.kind.name()
            ))),
            ..choice(&category.code, Fact::from(category.name.as_str()))
        })
        .collect()
}

/// Phrases by code, words, sound or initials; the category each brings is its remark.
fn phrases(office: &Office, typed: &str) -> Vec<Choice> {
    let category = |code: &str| {
        let known = office.categories.iter().find(|known| known.code == code);
        known.map(|known| Fact::from(known.name.as_str()))
    };
    office
        .phrases
        .iter()
        .filter(|phrase| {
            meant(&phrase.text, typed)
                || (!phrase.code.is_empty() && phrase.code.starts_with(&fold(typed)))
        })
        .map(|phrase| Choice {
            note: category(&phrase.category),
            ..choice(&phrase.text, Fact::from(phrase.text.as_str()))
        })
        .collect()
}

fn fee_items(asking: Asking<'_>, typed: &str) -> Run<Vec<Choice>> {
    Ok(every::<FeeItem>(asking.tx)?
        .iter()
        .filter(|item| meant(&item.name, typed))
        .map(|item| choice(&item.name, Fact::from(item.name.as_str())))
        .collect())
}

/// Names of a closed set; their words are known only where they are shown, so only the beginning
/// of a name, or its place counted from 1, is matched here.
fn closed_set(field: &str, names: &[&str], typed: &str) -> Vec<Choice> {
    let place: Option<usize> = typed.parse().ok();
    names
        .iter()
        .enumerate()
        .filter(|(at, name)| name.starts_with(typed) || place == Some(at + 1))
        .map(|(_, name)| choice(name, Fact::Term(format!("choice-{field}-{name}"))))
        .collect()
}
