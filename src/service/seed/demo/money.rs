//! The money of the demo: billing runs, payments, what is owed, who was asked for it.

use std::collections::BTreeSet;

use crate::domain::calendar::Instant;
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::premises::building_of;
use crate::service::command::Command;
use crate::service::office::Office;

use super::chance::Chance;
use super::data::OfficeFile;
use super::estate::{Estate, Home, Owes};
use super::script::{Act, Of, Script};

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Minutes before now at which every month up to this one has been charged.
const CHARGED: i64 = 40 * DAY;
/// What the homes of the demo owe together, in fen.
const OWED: i64 = 48_623_050;
/// How a bill is paid.
const METHODS: &[&str] = &[
    "cash", "wechat", "wechat", "wechat", "alipay", "transfer", "card",
];
/// Who owes a charge by hand has paid the rest by then, in minutes before now.
const PAID_BEFORE: i64 = 12 * DAY;
/// What a charge by hand is a multiple of, in fen.
const ROUND: i64 = 1_000;
/// Receipts today: minutes before now of one that a story speaks of.
const RECEIPT: i64 = 45;
/// What that receipt is called there.
const RECEIPT_NAME: &str = "receipt";

/// Writes billing runs, payments, charges by hand, dunning and promises into the script.
pub(super) fn write(
    script: &mut Script,
    file: &OfficeFile,
    estate: &Estate,
    office: &Office,
    chance: &mut Chance,
    now: Instant,
) -> Result<(), MoneyFault> {
    stewards(script, file, estate, now);
    runs(script, file, estate, office, now);
    payments(script, file, estate, chance, now);
    by_hand(script, file, estate, office, chance, now)?;
    asking(script, file, estate, chance, now);
    Ok(())
}

/// The name of the member of staff at this place of the file.
fn staff(file: &OfficeFile, place: usize) -> &str {
    file.staff
        .get(place)
        .and_then(|fields| fields.get("name"))
        .map_or("", String::as_str)
}

/// The supervisor, who charges.
fn biller(file: &OfficeFile) -> &str {
    staff(file, 2)
}

/// A receptionist.
pub(super) fn desk<'f>(file: &'f OfficeFile, chance: &mut Chance) -> &'f str {
    staff(file, usize::from(chance.percent(40)))
}

/// The two of the desk answer for the buildings in turn, before anything is charged.
fn stewards(script: &mut Script, file: &OfficeFile, estate: &Estate, now: Instant) {
    let buildings: BTreeSet<&str> = estate
        .homes
        .iter()
        .map(|home| building_of(&home.code))
        .filter(|building| !building.is_empty())
        .collect();
    let at = now.plus_minutes(-CHARGED - DAY);
    for (place, building) in buildings.into_iter().enumerate() {
        let command = Command::new("building.steward")
            .arg("building", building)
            .arg("steward", staff(file, place % 2));
        script.add(Act::new(at, &file.manager, command));
    }
}

/// One billing run for each month since the oldest debt.
fn runs(script: &mut Script, file: &OfficeFile, estate: &Estate, office: &Office, now: Instant) {
    let months = estate.homes.iter().map(Home::months).max().unwrap_or(1);
    let this = office.today(now).month();
    let latest = now.plus_minutes(-CHARGED - i64::from(months));
    for back in (0..months).rev() {
        let month = this.plus(-i32::try_from(back).unwrap_or(0));
        let first = office.zone.at(month.first(), 8 * 60);
        // In order, and all before anybody pays.
        let at = first.min(latest.plus_minutes(i64::from(months - back)));
        let command = Command::new("charge.run").arg("month", month.to_string());
        script.add(Act::new(at, biller(file), command));
    }
}

/// Everybody but those who owe their fees pays them all at once.
fn payments(
    script: &mut Script,
    file: &OfficeFile,
    estate: &Estate,
    chance: &mut Chance,
    now: Instant,
) {
    let mut receipt = false;
    for home in &estate.homes {
        let latest = match home.owes {
            Owes::Months(_) => continue,
            Owes::Shared => PAID_BEFORE,
            Owes::Nothing => 90,
        };
        let mut ago = chance.between(latest, CHARGED - DAY);
        let mut name = None;
        if !receipt && !home.told && home.owes == Owes::Nothing {
            receipt = true;
            ago = RECEIPT;
            name = Some(RECEIPT_NAME.to_owned());
        }
        let method = chance.one(METHODS).copied().unwrap_or("cash");
        let command = Command::new("payment.take").arg("method", method);
        let mut act = Act::new(now.plus_minutes(-ago), desk(file, chance), command)
            .about(Of::Text(home.code.clone()));
        act.all = true;
        act.name = name;
        script.add(act);
    }
}

/// The charges by hand, which bring what is owed to its sum.
fn by_hand(
    script: &mut Script,
    file: &OfficeFile,
    estate: &Estate,
    office: &Office,
    chance: &mut Chance,
    now: Instant,
) -> Result<(), MoneyFault> {
    let mut left = Amount::from_fen(OWED)?;
    for home in &estate.homes {
        if let (Owes::Months(months), Some(fee)) = (home.owes, home.monthly()) {
            left = left.minus(fee.times(i64::from(months))?)?;
        }
    }
    let sharers: Vec<&Home> = estate
        .homes
        .iter()
        .filter(|home| home.owes == Owes::Shared)
        .collect();
    let weights: Vec<u32> = sharers
        .iter()
        .map(|_| u32::try_from(chance.between(40, 200)).unwrap_or(100))
        .collect();
    // Round sums, as such things are; the first bears the rest.
    let rounded = Amount::from_fen(left.fen() / ROUND)?.split_by(&weights)?;
    let mut amounts = Vec::with_capacity(rounded.len());
    for amount in rounded {
        amounts.push(amount.times(ROUND)?);
    }
    let rest = left.minus(Amount::sum(amounts.iter().copied())?)?;
    if let Some(first) = amounts.first_mut() {
        *first = first.plus(rest)?;
    }
    let due = office.today(now);
    for (home, amount) in sharers.into_iter().zip(amounts) {
        let at = now.plus_minutes(-chance.between(5 * DAY, PAID_BEFORE - DAY));
        let command = Command::new("charge.add")
            .arg("premises", home.code.as_str())
            .arg("name", file.fees.shared.as_str())
            .arg("amount", amount.plain())
            .arg("due", due.to_string());
        script.add(Act::new(at, biller(file), command));
    }
    Ok(())
}

/// Dunning and promises of those who owe their fees, the ones of stories apart.
fn asking(
    script: &mut Script,
    file: &OfficeFile,
    estate: &Estate,
    chance: &mut Chance,
    now: Instant,
) {
    let owing = |home: &&Home| !home.told && matches!(home.owes, Owes::Months(_));
    for home in estate.homes.iter().filter(owing) {
        let times = chance.between(1, 3);
        for time in 0..times {
            // The last time is not long ago: nobody is more urgent than a promise that was broken.
            let ago = chance.between(1, 5) * DAY + (times - 1 - time) * 9 * DAY;
            let way = chance.one(&["call", "call", "message"]).copied();
            let text = chance.one(&file.says.dunning).map_or("", String::as_str);
            let command = Command::new("dunning.record")
                .arg("way", way.unwrap_or("call"))
                .arg("text", text);
            let act = Act::new(now.plus_minutes(-ago), desk(file, chance), command);
            script.add(act.about(Of::Text(home.code.clone())));
        }
        if chance.percent(40) {
            let ago = chance.between(DAY, 8 * DAY);
            let command = Command::new("promise.record")
                .arg("day", format!("+{}d", ago / DAY + chance.between(1, 7)))
                .arg("text", file.says.promise.as_str());
            let act = Act::new(now.plus_minutes(-ago), desk(file, chance), command);
            script.add(act.about(Of::Text(home.code.clone())));
        }
    }
}
