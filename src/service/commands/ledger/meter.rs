//! Meters: put in, replaced, read (duties.md D-050; 抄表).

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::{How, Meter, MeterKind, Reading, Register, short};
use crate::domain::household::PremisesKind;
use crate::domain::id::MeterId;
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::Quantity;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Begun, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::meters;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::METER_BY_CODE;

/// A number on a meter.
const CODE: Kind = Kind::Line(24);
/// What a register shows: whole ones, perhaps with three places.
const SHOWN: Kind = Kind::Line(16);

/// `meter.add`: a meter of a home, or of a public area. It is not taken back: it may be read a moment later.
pub const ADD: Row = Row::new(
    "meter.add",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("premises", Kind::Premises),
        Arg::must("code", CODE).called("meter"),
        Arg::must("meter_kind", Kind::Choice(MeterKind::NAMES)),
        Arg::must("item", Kind::FeeItem),
        Arg::must("value", SHOWN).called("reading"),
        Arg::may("day", Kind::Day).called("read_on"),
        Arg::may("digits", Kind::Whole(1, 9)),
        Arg::may("factor", Kind::Whole(1, 100_000)),
    ],
    add,
)
.undo(Undo::Never);

/// `meter.read`: what a meter shows. What nobody would believe is refused unless it was looked at again; the same day
/// again corrects it, until it is charged.
pub const READ: Row = Row::new(
    "meter.read",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("meter", CODE),
        Arg::must("value", SHOWN).called("reading"),
        Arg::may("day", Kind::Day).called("read_on"),
        Arg::may("sure", Kind::Yes),
        Arg::may("read_how", Kind::Choice(How::NAMES)),
    ],
    read,
)
.begin(begin);

/// `meter.replace`: another meter in the place of one: what the old one showed last, what the new one begins with.
pub const REPLACE: Row = Row::new(
    "meter.replace",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("meter", CODE),
        Arg::must("value", SHOWN).called("last_reading"),
        Arg::must("code", CODE).called("new_meter"),
        Arg::may("first", SHOWN).called("first_reading"),
        Arg::may("day", Kind::Day).called("read_on"),
        Arg::may("digits", Kind::Whole(1, 9)),
        Arg::may("factor", Kind::Whole(1, 100_000)),
        Arg::may("sure", Kind::Yes),
    ],
    replace,
)
.undo(Undo::Never);

/// `meter.end`: a meter nobody reads any more: a mistake, or what is gone.
pub const END: Row = Row::new(
    "meter.end",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("meter", CODE),
        Arg::may("day", Kind::Day).called("in_use_until"),
    ],
    end,
);

/// What the meter showed last, and when.
fn begin(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let meter = meters::by_code(work.tx(), typed)?;
    let home = meters::home_code(work.tx(), meter.household)?;
    let facts = vec![
        ("premises".to_owned(), Fact::from(home)),
        (
            "value".to_owned(),
            Fact::from(short(meter.last.start().plain())),
        ),
        ("day".to_owned(), Fact::Day(meter.last.on)),
    ];
    Ok(Begun {
        fields: Vec::new(),
        notes: vec![Fact::Told("meter-last".to_owned(), facts)],
    })
}

/// What a register shows, as it is typed in `field`; nothing where nothing is typed.
fn shown(values: &Values, field: &str, code: &str, register: Register) -> Run<Option<Quantity>> {
    let Some(text) = values.text(field) else {
        return Ok(None);
    };
    let most = 10_i64.checked_pow(register.digits).unwrap_or(i64::MAX);
    let fits = |value: &Quantity| value.units() / Quantity::ONE.units() < most;
    let wrong = || Refusal::fields(vec![meters::beyond(code, register).on(field)]);
    let value = Quantity::parse(text).ok().filter(fits);
    Ok(Some(value.ok_or_else(wrong)?))
}

/// The day something was read: not one to come.
fn day(work: &Work<'_>, values: &Values) -> Run<Day> {
    let today = work.today();
    match values.day("day") {
        Some(day) if day > today => {
            let fault = Refusal::new(Why::BadDay).with("text", day.to_string());
            Err(Refusal::fields(vec![fault.on("day")]).into())
        }
        day => Ok(day.unwrap_or(today)),
    }
}

fn refuse_taken(work: &Work<'_>, code: &str) -> Run<()> {
    let taken = lookup::first(work.tx(), METER_BY_CODE, Key::new().str(code))?;
    if taken.is_some() {
        let fault = Refusal::new(Why::Exists).with("text", code);
        return Err(Refusal::fields(vec![fault.on("code")]).into());
    }
    Ok(())
}

/// The register that was typed, or as it was before.
fn register(values: &Values, before: Register) -> Register {
    let whole = |name, known| {
        let given = values
            .whole(name)
            .and_then(|given| u32::try_from(given).ok());
        given.unwrap_or(known)
    };
    Register {
        digits: whole("digits", before.digits),
        factor: whole("factor", before.factor),
    }
}

fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = values.premises("premises").ok_or(Why::Missing)?.clone();
    let item: FeeItem = values.fee_item("item").ok_or(Why::Missing)?.clone();
    let wanted = if home.kind == PremisesKind::Public {
        Formula::Shared
    } else {
        Formula::Metered
    };
    if item.formula != wanted {
        let fault = Refusal::new(Why::NotMetered).with("text", item.name.as_str());
        return Err(Refusal::fields(vec![fault.on("item")]).into());
    }
    let code = values.line("code");
    refuse_taken(work, &code)?;
    let register = register(
        values,
        Register {
            digits: 5,
            factor: 1,
        },
    );
    let value = shown(values, "value", &code, register)?.ok_or(Why::Missing)?;
    let on = day(work, values)?;
    let mut meter = Meter {
        id: MeterId(work.next_id::<Meter>()?),
        version: 0,
        code,
        kind: values
            .choice("meter_kind")
            .and_then(MeterKind::from_name)
            .ok_or(Why::Missing)?,
        household: home.id,
        item: item.id,
        register,
        last: first(on, value),
        charged: on,
        until: None,
    };
    work.put(&mut meter)?;
    meters::begin(work, &meter)?;
    Ok(Made::default()
        .with("meter", meter.code)
        .with("premises", home.code))
}

/// What a meter begins with.
fn first(on: Day, value: Quantity) -> Reading {
    Reading {
        on,
        value,
        how: How::Read,
        restart: None,
        confirmed: false,
    }
}

fn read(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut meter = meters::by_code(work.tx(), &values.line("meter"))?;
    let value = shown(values, "value", &meter.code, meter.register)?.ok_or(Why::Missing)?;
    let now = Reading {
        how: values
            .choice("read_how")
            .and_then(How::from_name)
            .unwrap_or(How::Read),
        confirmed: values.yes("sure"),
        ..first(day(work, values)?, value)
    };
    let used = meters::read(work, &mut meter, now)?;
    let home = meters::home_code(work.tx(), meter.household)?;
    Ok(Made::default()
        .with("meter", meter.code)
        .with("premises", home)
        .with("value", short(now.value.plain()))
        .with("used", short(used.quantity.plain())))
}

/// The old meter gets its last reading and ends; the new one is another meter that begins.
fn replace(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut old = meters::by_code(work.tx(), &values.line("meter"))?;
    let code = values.line("code");
    refuse_taken(work, &code)?;
    let on = day(work, values)?;
    let register = register(values, old.register);
    let begins = shown(values, "first", &code, register)?.unwrap_or_default();
    let ends = shown(values, "value", &old.code, old.register)?.ok_or(Why::Missing)?;
    let last = Reading {
        confirmed: values.yes("sure"),
        ..first(on, ends)
    };
    old.until = Some(on);
    let used = meters::read(work, &mut old, last)?;
    let mut new = Meter {
        id: MeterId(work.next_id::<Meter>()?),
        version: 0,
        code,
        register,
        last: first(on, begins),
        charged: on,
        until: None,
        ..old.clone()
    };
    work.put(&mut new)?;
    meters::begin(work, &new)?;
    Ok(Made::default()
        .with("before", old.code)
        .with("meter", new.code)
        .with("used", short(used.quantity.plain())))
}

fn end(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut meter = meters::by_code(work.tx(), &values.line("meter"))?;
    let on = day(work, values)?;
    if on < meter.last.on {
        let fault = Refusal::new(Why::ReadingNotLater)
            .with("meter", meter.code.as_str())
            .with("day", Fact::Day(meter.last.on));
        return Err(fault.into());
    }
    if meter.until.is_some() {
        return Err(Why::NothingChanged.into());
    }
    meter.until = Some(on);
    work.put(&mut meter)?;
    Ok(Made::default()
        .with("meter", meter.code)
        .with("day", Fact::Day(on)))
}
