//! Whether what a terminal staged may stand in records: the server checks what the commands would check.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::phone_digits;
use crate::domain::money::Amount;
use crate::domain::safe_text::{Limit, SafeBlock, SafeText};
use crate::service::args::text_fault;
use crate::service::commands::plate;
use crate::service::estate;
use crate::service::halt::Run;
use crate::service::loading::staged::{
    BuildingIn, ComplaintIn, FeeIn, HomeIn, OwnerIn, PaidIn, PersonIn, Staged, TieIn,
};

/// Most phones, plates, or fees of one record.
const MOST_OF_ONE: usize = 64;
/// Seconds of a day.
const SECONDS: u32 = 86_400;
/// Units of one building.
const MOST_UNITS: usize = 1000;

/// Refuses the first thing no command would have taken: a terminal checks for people, the server for the books
/// (reliability 4.1, promise 15).
pub(super) fn check(staged: &Staged, community: Option<&str>, today: Day) -> Run<()> {
    line(&staged.file, 255)?;
    line(&staged.digest, 128)?;
    for name in community.into_iter().chain(staged.community.as_deref()) {
        line(name, 40)?;
    }
    staged.buildings.iter().try_for_each(building)?;
    staged.fees.iter().try_for_each(fee)?;
    staged.homes.iter().try_for_each(home)?;
    staged.people.iter().try_for_each(person)?;
    staged.owners.iter().try_for_each(owner)?;
    staged
        .payments
        .iter()
        .try_for_each(|one| payment(one, today))?;
    staged
        .complaints
        .iter()
        .try_for_each(|one| complaint(one, today))
}

fn line(text: &str, graphemes: usize) -> Run<()> {
    SafeText::strict(text, Limit::new(0, graphemes, graphemes * 4)).map_err(text_fault)?;
    Ok(())
}

fn note(text: &str) -> Run<()> {
    SafeBlock::strict(text, Limit::NOTE).map_err(text_fault)?;
    Ok(())
}

/// A key or a name by which a row means another.
fn key(text: &str) -> Run<()> {
    SafeText::strict(text, Limit::NAME).map_err(text_fault)?;
    Ok(())
}

fn few(count: usize, most: usize) -> Run<()> {
    if count > most {
        return Err(Refusal::new(Why::TooMany).with("limit", most).into());
    }
    Ok(())
}

/// A code as it is kept: what is typed for it is read as itself.
fn code(text: &str) -> Run<()> {
    if estate::plain_code(text)? == text {
        return Ok(());
    }
    Err(Refusal::new(Why::BadCode).with("text", text).into())
}

fn building(one: &BuildingIn) -> Run<()> {
    few(one.units.len(), MOST_UNITS)?;
    code(&one.code)?;
    one.units.iter().try_for_each(|unit| code(unit))
}

fn fee(one: &FeeIn) -> Run<()> {
    key(&one.key)?;
    line(&one.name, 40)?;
    if one.name.is_empty() {
        return Err(Refusal::field("name", Why::Missing).into());
    }
    if one.fixed < Amount::ZERO {
        return Err(Why::NotPositive.into());
    }
    Ok(())
}

fn home(one: &HomeIn) -> Run<()> {
    key(&one.key)?;
    code(&one.code)?;
    if let Some((building, unit)) = &one.place {
        code(building)?;
        code(unit)?;
    }
    few(one.fees.len(), MOST_OF_ONE)?;
    for (fee, _) in &one.fees {
        key(fee)?;
    }
    note(&one.note)
}

fn person(one: &PersonIn) -> Run<()> {
    key(&one.key)?;
    line(&one.name, 60)?;
    few(one.phones.len(), MOST_OF_ONE)?;
    for phone in &one.phones {
        self::phone(phone)?;
        if phone.is_empty() {
            return Err(Refusal::new(Why::BadPhone).with("text", "").into());
        }
    }
    line(one.id_number.as_deref().unwrap_or_default(), 32)?;
    plates(&one.plates)?;
    note(&one.note)?;
    if let Some((owner, _)) = &one.with {
        key(owner)?;
    }
    ties(&one.ties)
}

fn owner(one: &OwnerIn) -> Run<()> {
    key(&one.key)?;
    plates(&one.plates)?;
    ties(&one.ties)
}

fn plates(plates: &[String]) -> Run<()> {
    few(plates.len(), MOST_OF_ONE)?;
    for text in plates {
        if plate(text).as_deref() != Some(text.as_str()) {
            return Err(Refusal::new(Why::BadPlate)
                .with("text", text.as_str())
                .into());
        }
    }
    Ok(())
}

fn ties(ties: &[TieIn]) -> Run<()> {
    ties.iter().try_for_each(|tie| key(&tie.home))
}

/// A payment of the past. It may be as old as the estate, but not of a day to come.
fn payment(one: &PaidIn, today: Day) -> Run<()> {
    key(&one.key)?;
    key(&one.home)?;
    key(&one.item)?;
    note(&one.note)?;
    if let Some(place) = &one.place {
        line(place, 255)?;
    }
    if one.paid <= Amount::ZERO || one.due.is_some_and(|due| due < Amount::ZERO) {
        return Err(Why::NotPositive.into());
    }
    if one.paid_on > today {
        return Err(Refusal::new(Why::EffectiveDay)
            .with("earliest", Fact::Day(Day::MIN))
            .with("latest", Fact::Day(today))
            .into());
    }
    Ok(())
}

/// A complaint another system received: what `ticket.open` would take, and of no day to come.
fn complaint(one: &ComplaintIn, today: Day) -> Run<()> {
    if one.external.is_empty() {
        return Err(Refusal::field("external", Why::Missing).into());
    }
    if one.text.is_empty() {
        return Err(Refusal::field("text", Why::Missing).into());
    }
    for text in [&one.external, &one.caller, &one.area] {
        line(text, 60)?;
    }
    key(&one.summary)?;
    if let Some(home) = &one.home {
        key(home)?;
    }
    phone(&one.phone)?;
    note(&one.text)?;
    note(&one.note)?;
    if one.day > today || one.second >= SECONDS {
        return Err(Refusal::new(Why::EffectiveDay)
            .with("earliest", Fact::Day(Day::MIN))
            .with("latest", Fact::Day(today))
            .into());
    }
    Ok(())
}

/// A telephone number as it is kept, or none.
fn phone(text: &str) -> Run<()> {
    if text.is_empty() || phone_digits(text).as_deref() == Some(text) {
        return Ok(());
    }
    Err(Refusal::new(Why::BadPhone).with("text", text).into())
}
