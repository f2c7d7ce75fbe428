//! Meters and their readings: found, judged when they are read, added up when they are charged.

use std::ops::Bound;

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::{
    JumpLimit, Meter, MeterReading, Reading, ReadingFault, Register, Used, short, use_between,
    usual_of,
};
use crate::domain::household::Household;
use crate::domain::id::{FeeItemId, HouseholdId};
use crate::domain::money::Quantity;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{METER_BY_CODE, METER_BY_ITEM};
use crate::storage::record::{get, scan};
use crate::storage::{Direction, ReadTx, Step};

/// How many readings say what is usual.
const USUAL: usize = 12;

/// The meter with this number on it.
pub fn by_code(tx: &dyn ReadTx, typed: &str) -> Run<Meter> {
    let unknown = || Refusal::new(Why::UnknownRecord).with("number", typed);
    let id = lookup::first(tx, METER_BY_CODE, Key::new().str(typed.trim()))?.ok_or_else(unknown)?;
    Ok(get(tx, id)?.ok_or_else(unknown)?)
}

/// The meters of a home that an item charges.
pub fn of_home(tx: &dyn ReadTx, item: FeeItemId, home: HouseholdId) -> Run<Vec<Meter>> {
    let key = Key::new().u64(item.0).u64(home.0);
    lookup::all(tx, METER_BY_ITEM, key, Direction::Forward, usize::MAX)
}

/// All meters an item charges.
pub fn of_item(tx: &dyn ReadTx, item: FeeItemId) -> Run<Vec<Meter>> {
    let key = Key::new().u64(item.0);
    lookup::all(tx, METER_BY_ITEM, key, Direction::Forward, usize::MAX)
}

/// The readings of a meter before a day, newest first.
fn before(tx: &dyn ReadTx, meter: &Meter, day: Day, most: usize) -> Run<Vec<MeterReading>> {
    let mut found = Vec::new();
    let from = Bound::Excluded(MeterReading::id_of(meter.id, day));
    scan::<MeterReading>(tx, from, Direction::Backward, &mut |one| {
        if one.meter != meter.id || found.len() >= most {
            return Ok(Step::Stop);
        }
        found.push(one);
        Ok(Step::Next)
    })?;
    Ok(found)
}

/// The readings of a meter after a day, up to another.
fn after(tx: &dyn ReadTx, meter: &Meter, day: Day, until: Day) -> Run<Vec<MeterReading>> {
    let mut found = Vec::new();
    let from = Bound::Excluded(MeterReading::id_of(meter.id, day));
    scan::<MeterReading>(tx, from, Direction::Forward, &mut |one| {
        if one.meter != meter.id || one.reading.on > until {
            return Ok(Step::Stop);
        }
        found.push(one);
        Ok(Step::Next)
    })?;
    Ok(found)
}

/// What a meter says was used since it was charged last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub quantity: Quantity,
    pub from: Day,
    pub until: Day,
    /// Charged in the calendar year of `until` before it.
    pub before: Quantity,
}

/// What is to be charged of a meter by the readings up to a day; nothing where it was not read since.
/// `by_year` adds up what was charged in the year before, for tiers that count by it.
pub fn spent(tx: &dyn ReadTx, meter: &Meter, until: Day, by_year: bool) -> Run<Option<Spent>> {
    if meter.last.on <= meter.charged {
        return Ok(None);
    }
    let readings = after(tx, meter, meter.charged, until)?;
    let Some(last) = readings.last().map(|one| one.reading.on) else {
        return Ok(None);
    };
    let mut before = Quantity::ZERO;
    if by_year {
        let year = last.month().year();
        let eve = last
            .month()
            .plus(1 - i32::try_from(last.month().month()).unwrap_or(1));
        for one in after(tx, meter, eve.first().plus(-1), meter.charged)? {
            if one.reading.on.month().year() == year {
                before = before.plus(one.used)?;
            }
        }
    }
    let sum = |sum: Quantity, one: &MeterReading| sum.plus(one.used);
    Ok(Some(Spent {
        quantity: readings.iter().try_fold(Quantity::ZERO, sum)?,
        from: meter.charged.plus(1),
        until: last,
        before,
    }))
}

/// What the office takes for a jump.
fn limit(office: &Office) -> JumpLimit {
    let proposed = JumpLimit::proposed();
    let times = office.whole("meter.jump_times", 3);
    let least = office.whole("meter.jump_least", 10);
    JumpLimit {
        times: u32::try_from(times).unwrap_or(proposed.times),
        least: Quantity::whole(least).unwrap_or(proposed.least),
    }
}

/// What was used up to a new reading, judged by those before; refused where nobody would believe it. One of the same
/// day as the last takes its place, unless it is charged.
fn judged(tx: &dyn ReadTx, office: &Office, meter: &Meter, now: &Reading) -> Run<Used> {
    let named = |why| Refusal::new(why).with("meter", meter.code.as_str());
    let not_later = |day| named(Why::ReadingNotLater).with("day", Fact::Day(day));
    if now.on <= meter.charged {
        return Err(not_later(meter.charged).into());
    }
    let readings = before(tx, meter, now.on, USUAL)?;
    let Some(last) = readings.first().map(|one| one.reading) else {
        return Err(not_later(meter.last.on).into());
    };
    let latest = meter
        .until
        .map_or(meter.last.on, |until| until.max(meter.last.on));
    if meter.last.on > now.on || meter.until.is_some_and(|until| until < now.on) {
        return Err(not_later(latest).into());
    }
    let usual = usual_of(&readings)?;
    let shown = |quantity: Quantity| short(quantity.plain());
    use_between(meter.register, &last, now, usual, limit(office)).map_err(|fault| {
        let back = |used: Quantity| {
            named(Why::ReadingBack)
                .with("before", shown(last.start()))
                .with("used", shown(used))
        };
        match fault {
            ReadingFault::NotLater(day) => not_later(day),
            ReadingFault::BeyondRegister | ReadingFault::Missing => {
                beyond(&meter.code, meter.register)
            }
            ReadingFault::Backward(used) | ReadingFault::BelowEstimate(used) => back(used),
            ReadingFault::Jump(used) => named(Why::ReadingJump).with("used", shown(used)),
            ReadingFault::Money(fault) => fault.into(),
        }
        .into()
    })
}

/// Says that a register cannot show what was typed.
pub fn beyond(code: &str, register: Register) -> Refusal {
    Refusal::new(Why::ReadingBeyond)
        .with("meter", code)
        .with("digits", Fact::Count(register.digits.into()))
}

/// Where a meter is.
pub fn home_code(tx: &dyn ReadTx, home: HouseholdId) -> Run<String> {
    let home: Option<Household> = get(tx, home.0)?;
    Ok(home.map(|home| home.code).unwrap_or_default())
}

/// Stores a reading of a meter if it is believed, as the latest; returns what was used.
pub fn read(work: &mut Work<'_>, meter: &mut Meter, now: Reading) -> Run<Used> {
    let (used, mut one) = new(work, meter, now)?;
    work.put(&mut one)?;
    work.put(meter)?;
    Ok(used)
}

/// The same for a file of many.
pub fn read_among_many(work: &mut Work<'_>, meter: &mut Meter, now: Reading) -> Run<()> {
    let (_, mut one) = new(work, meter, now)?;
    work.put_bulk(&mut one)?;
    work.put_bulk(meter)
}

/// A reading that is believed, and the meter with it.
fn new(work: &Work<'_>, meter: &mut Meter, now: Reading) -> Run<(Used, MeterReading)> {
    let used = judged(work.tx(), work.office, meter, &now)?;
    meter.last = now;
    let one = reading(work, meter, used.from.plus(-1), used.quantity);
    Ok((used, one))
}

/// Stores the first reading of a meter, which is put in by the same act.
pub fn begin(work: &mut Work<'_>, meter: &Meter) -> Run<()> {
    let mut one = reading(work, meter, meter.last.on, Quantity::ZERO);
    work.put(&mut one)
}

/// The latest reading of a meter as it is kept.
fn reading(work: &Work<'_>, meter: &Meter, since: Day, used: Quantity) -> MeterReading {
    MeterReading {
        id: MeterReading::id_of(meter.id, meter.last.on),
        version: 0,
        meter: meter.id,
        reading: meter.last,
        since,
        used,
        by: work.actor.staff,
        at: work.now,
    }
}
