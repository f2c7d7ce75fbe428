//! What a home owes for an item and a period, with the lines that prove it.

use crate::domain::calendar::{Day, Month};
use crate::domain::fees::derivation::UNITS_OF_FEN;
use crate::domain::fees::{
    Derivation, Edges, FeeFault, Line, LineKind, Measure, Nature, Price, Rounding, Tariff, TierSpan,
};
use crate::domain::money::{Amount, Area, Exact, MoneyFault, Quantity, Rate};

/// The most months charged at once, and the most months between two readings.
const MOST_MONTHS: u32 = 120;

/// What the rules ask of a home. Whether somebody lives there is not among it: a home that was handed over
/// is charged, lived in or not (duties.md 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    pub area: Area,
    /// Parking spaces it pays for.
    pub spaces: u32,
    /// Nothing is owed before; absent where it was not handed over.
    pub handed_over: Option<Day>,
    /// The day it pays the item from.
    pub since: Day,
    /// The last day it pays it.
    pub until: Option<Day>,
}

/// The months of one charge: one for a monthly bill, three for a quarter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Month,
    /// At least one.
    pub months: u32,
}

impl Period {
    /// One month.
    pub const fn of(month: Month) -> Self {
        Self {
            first: month,
            months: 1,
        }
    }

    /// Its last month; refuses a period without a month, of more than ten years, or beyond the calendar.
    fn last(self) -> Result<Month, FeeFault> {
        let after = i32::try_from(self.months).map_err(|_| FeeFault::NotAPeriod)? - 1;
        let last = self.first.plus(after);
        let fits = (1..=MOST_MONTHS).contains(&self.months) && last.since(self.first) == after;
        fits.then_some(last).ok_or(FeeFault::NotAPeriod)
    }
}

/// What a meter says was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    pub quantity: Quantity,
    /// The first and the last day it was used on.
    pub from: Day,
    pub until: Day,
    /// Charged in the calendar year before it, for tiers by year.
    pub before: Quantity,
}

/// A home's part in what all used together: the pieces from `before` to `before + own` of `whole`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What was used together.
    pub quantity: Quantity,
    /// The pieces (1/100 m², homes, spaces) of the homes that come before it in order.
    pub before: u64,
    pub own: u64,
    pub whole: u64,
}

/// What has to be known beside the home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Nothing: the home says it all.
    Nothing,
    Use(Use),
    Share(Share),
}

/// Returns what `home` owes for `tariff` in `period`; nothing where it does not owe it then.
///
/// Everything is added up exactly and rounded once per charge, halves away from zero. A price that changes
/// within a month counts by the day from that day on. What a meter says is spread evenly over its days where
/// a price changes between two readings, and belongs whole to the period it is charged in.
pub fn price(
    tariff: &Tariff,
    home: &Home,
    period: Period,
    input: Input,
) -> Result<Option<Derivation>, FeeFault> {
    tariff.check()?;
    let last = period.last()?;
    let Some((from, until)) = owed_days(tariff, home, period.first, last) else {
        return Ok(None);
    };
    match (tariff.measure, input) {
        (Measure::Metered, Input::Use(used)) => {
            Ok(Some(Derivation::of(metered(tariff, used, (from, until))?)?))
        }
        (Measure::Metered, _) => Err(FeeFault::NoReading),
        (Measure::Shared, Input::Share(share)) => shared(tariff, share, from, until).map(Some),
        (Measure::Shared, _) => Err(FeeFault::NoShare),
        (Measure::Fixed | Measure::PerArea | Measure::PerSpace, _) => {
            let lines = if tariff.nature == Nature::Monthly {
                monthly(tariff, home, (from, until))?
            } else {
                let whole = Piece::whole(from, until);
                of_price(tariff, home, tariff.price_on(from)?, whole)?
            };
            Ok(Some(Derivation::of(lines)?))
        }
    }
}

/// The days of the period on which the home pays the item; of what is owed once, the day it begins.
fn owed_days(tariff: &Tariff, home: &Home, first: Month, last: Month) -> Option<(Day, Day)> {
    let begins = tariff.from.max(home.since).max(home.handed_over?);
    if tariff.nature != Nature::Monthly {
        // The day an item owed once begins and ends on is no end: a home may come to it later.
        let until = tariff.until.filter(|day| *day != tariff.from);
        let ended = [until, home.until].into_iter().flatten().min();
        let owed =
            ended.is_none_or(|day| begins <= day) && (first..=last).contains(&begins.month());
        return owed.then_some((begins, begins));
    }
    let ends = [tariff.until, home.until, Some(last.last())];
    let until = ends.into_iter().flatten().min()?;
    let from = begins.max(first.first());
    // In whole months an item may end before it began for the home, if both lie in one month.
    let owed = match tariff.edges {
        Edges::Whole => from.month() <= until.month(),
        Edges::ByDay => from <= until,
    };
    owed.then_some((from, until))
}

/// So many days of a month, or the whole of what is not divided.
#[derive(Clone, Copy)]
struct Piece {
    from: Day,
    until: Day,
    part: i64,
    whole: i64,
}

impl Piece {
    const fn whole(from: Day, until: Day) -> Self {
        Self {
            from,
            until,
            part: 1,
            whole: 1,
        }
    }
}

fn monthly(tariff: &Tariff, home: &Home, (from, until): (Day, Day)) -> Result<Vec<Line>, FeeFault> {
    let mut lines = Vec::new();
    for count in 0..months_of(from, until) {
        let month = from.month().plus(count);
        let (first, last) = match tariff.edges {
            Edges::Whole => (month.first(), month.last()),
            Edges::ByDay => (from.max(month.first()), until.min(month.last())),
        };
        for (begin, end, price) in tariff.stretches(first, last)? {
            let piece = Piece {
                from: begin,
                until: end,
                part: i64::from(end.since(begin)) + 1,
                whole: i64::from(month.days()),
            };
            lines.extend(of_price(tariff, home, price, piece)?);
        }
    }
    Ok(lines)
}

/// How many months the days from `from` to `until` touch.
fn months_of(from: Day, until: Day) -> i32 {
    until.month().since(from.month()) + 1
}

/// The lines of one price over one piece of time: by quantity, and the fixed part.
fn of_price(
    tariff: &Tariff,
    home: &Home,
    price: &Price,
    piece: Piece,
) -> Result<Vec<Line>, FeeFault> {
    let mut lines = Vec::new();
    let by = match tariff.measure {
        Measure::PerArea => Some((LineKind::Area, Quantity::of_area(home.area)?)),
        Measure::PerSpace => Some((LineKind::Spaces, Quantity::whole(i64::from(home.spaces))?)),
        Measure::Fixed | Measure::Metered | Measure::Shared => None,
    };
    if let Some((kind, quantity)) = by {
        lines.push(line(kind, quantity, price.rate.units(), piece)?);
    }
    lines.extend(fixed(price, piece)?);
    Ok(lines)
}

fn fixed(price: &Price, piece: Piece) -> Result<Option<Line>, FeeFault> {
    if price.fixed == Amount::ZERO {
        return Ok(None);
    }
    let units = price.fixed.fen() * UNITS_OF_FEN;
    line(LineKind::Fixed, Quantity::ONE, units, piece).map(Some)
}

fn line(kind: LineKind, quantity: Quantity, price: i64, piece: Piece) -> Result<Line, FeeFault> {
    Ok(Line {
        kind,
        from: piece.from,
        until: piece.until,
        quantity,
        price,
        part: piece.part,
        whole: piece.whole,
        exact: quantity.at(price)?.times(piece.part, piece.whole)?,
    })
}

/// What was used, cut where the price changes, each piece in its tiers; then the fixed part of the months.
fn metered(tariff: &Tariff, used: Use, (from, until): (Day, Day)) -> Result<Vec<Line>, FeeFault> {
    let longest = i32::try_from(MOST_MONTHS).map_err(|_| FeeFault::NotAPeriod)?;
    if used.until < used.from || used.until.month().since(used.from.month()) > longest {
        return Err(FeeFault::NotAPeriod);
    }
    let pieces = tariff.stretches(used.from, used.until)?;
    let days = |(from, until, _): &(Day, Day, &Price)| {
        u32::try_from(until.since(*from) + 1).map_err(|_| FeeFault::NotAPeriod)
    };
    let weights = pieces.iter().map(days).collect::<Result<Vec<_>, _>>()?;
    let parts = used.quantity.split_by(&weights)?;
    let months = i64::from(months_of(from, until));
    let (mut before, times) = match tariff.tier_span {
        TierSpan::Month => (Quantity::ZERO, months),
        TierSpan::Year => (used.before, 1),
    };
    let mut lines = Vec::new();
    for ((from, until, price), quantity) in pieces.into_iter().zip(parts) {
        let piece = Piece::whole(from, until);
        for (kind, quantity, rate) in tiered(price, before, quantity, times)? {
            lines.push(line(kind, quantity, rate.units(), piece)?);
        }
        before = before.plus(quantity)?;
    }
    let price = tariff.price_on(used.until)?;
    if let Some(mut base) = fixed(price, Piece::whole(from, until))? {
        base.quantity = Quantity::whole(months)?;
        base.exact = base.quantity.at(base.price)?;
        lines.push(base);
    }
    Ok(lines)
}

/// Cuts what was used on top of `before` at the bounds of the tiers, each bound `times` as high.
fn tiered(
    price: &Price,
    before: Quantity,
    quantity: Quantity,
    times: i64,
) -> Result<Vec<(LineKind, Quantity, Rate)>, FeeFault> {
    let end = before.plus(quantity)?;
    let bound = |above: Quantity| {
        let units = above.units().saturating_mul(times);
        // A bound nobody can reach bounds nothing.
        Quantity::from_units(units).unwrap_or(end)
    };
    let mut steps = vec![(LineKind::Use, Quantity::ZERO, price.rate)];
    steps.extend(
        price
            .tiers
            .iter()
            .map(|tier| (LineKind::Tier, bound(tier.above), tier.rate)),
    );
    let mut parts = Vec::new();
    for (at, (kind, low, rate)) in steps.iter().enumerate() {
        let high = steps
            .get(at + 1)
            .map_or(end, |(_, next, _)| (*next).min(end));
        let low = (*low).max(before);
        if high > low {
            parts.push((*kind, high.minus(low)?, *rate));
        }
    }
    // Nothing used is a line too: it says that the meter was read.
    if parts.is_empty() {
        parts.push((LineKind::Use, Quantity::ZERO, price.rate));
    }
    Ok(parts)
}

/// A part of what all used together: the whole is priced and rounded once, then cut so that all parts sum to it.
fn shared(tariff: &Tariff, share: Share, from: Day, until: Day) -> Result<Derivation, FeeFault> {
    let price = tariff.price_on(until)?;
    let all = share
        .quantity
        .at(price.rate.units())?
        .plus(Exact::of(price.fixed))?
        .round()?;
    let amount = all.slice(share.before, share.own, share.whole)?;
    let units = |pieces: u64| i64::try_from(pieces).map_err(|_| MoneyFault::TooLarge);
    let piece = Piece {
        from,
        until,
        part: units(share.own)?,
        whole: units(share.whole)?,
    };
    // One whole at its rounded price: the line shows what is divided.
    let mut one = line(
        LineKind::Share,
        Quantity::ONE,
        all.fen() * UNITS_OF_FEN,
        piece,
    )?;
    if price.fixed == Amount::ZERO && share.quantity.at(price.rate.units())? == Exact::of(all) {
        // Where nothing was rounded the quantity and its price say more.
        one.quantity = share.quantity;
        one.price = price.rate.units();
    }
    Ok(Derivation {
        lines: vec![one],
        exact: one.exact,
        rounding: Rounding::Cut,
        amount,
    })
}
