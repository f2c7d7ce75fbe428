//! Fee items: what is charged and how its amount is found.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::{Edges, Nature, Price, TierSpan, read_tiers, tiers_text};
use crate::domain::id::FeeItemId;
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Amount, Rate};
use crate::domain::staff::Right;
use crate::service::args::{Values, missing};
use crate::service::command::{About, Arg, Begun, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::words;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::FEE_ITEM_BY_NAME;

/// What a price is given by.
const PRICED: [&str; 3] = ["price", "fixed", "tiers"];

/// Characters of a stepped price.
const STEPS: Kind = Kind::Line(200);

/// `fee_item.add`: a new fee item. It is not taken back: homes may be linked to it a moment later, and what
/// is no longer wanted gets a last day.
pub const ADD: Row = Row::new(
    "fee_item.add",
    About::Nothing,
    Right::Office,
    &[
        Arg::must("name", Kind::Line(40)).called("fee_name"),
        Arg::must("formula", Kind::Choice(Formula::NAMES)),
        Arg::may("price", Kind::Rate),
        Arg::may("fixed", Kind::AmountOrZero),
        Arg::may("tiers", STEPS),
        Arg::may("tier_span", Kind::Choice(TierSpan::NAMES)),
        Arg::may("nature", Kind::Choice(Nature::NAMES)),
        Arg::may("property_fee", Kind::Yes),
        Arg::may("from", Kind::Day).called("in_use_from"),
        Arg::may("until", Kind::Day).called("in_use_until"),
        Arg::may("period", Kind::Whole(1, 12)).called("every_months"),
    ],
    add,
)
.undo(Undo::Never);

/// `fee_item.edit`: another price or period from the next charge on; what was charged stays.
pub const EDIT: Row = Row::new(
    "fee_item.edit",
    About::Nothing,
    Right::Office,
    &[
        Arg::must("item", Kind::FeeItem),
        Arg::may("name", Kind::Line(40)).called("new_name"),
        Arg::may("formula", Kind::Choice(Formula::NAMES)),
        Arg::may("price", Kind::Rate),
        Arg::may("fixed", Kind::AmountOrZero),
        Arg::may("tiers", STEPS),
        Arg::may("tier_span", Kind::Choice(TierSpan::NAMES)),
        Arg::may("nature", Kind::Choice(Nature::NAMES)),
        Arg::may("property_fee", Kind::Yes),
        Arg::may("from", Kind::Day).called("in_use_from"),
        Arg::may("until", Kind::Day).called("in_use_until"),
        Arg::may("period", Kind::Whole(1, 12)).called("every_months"),
    ],
    edit,
)
.begin(begin);

/// What an item holds now; what was charged keeps its price.
fn begin(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let item = lookup::fee_item(work.tx(), typed)?;
    Ok(Begun {
        fields: shown(&item, work.today()),
        notes: vec![words::effect("new")],
    })
}

/// What another price begins with: today's.
fn begin_price(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let item = lookup::fee_item(work.tx(), typed)?;
    let mut fields = shown(&item, work.today());
    fields.retain(|(name, _)| SET.arg(name).is_some());
    let edges = item.edges.unwrap_or(Edges::Whole);
    fields.push(("edges", edges.name().to_owned()));
    Ok(Begun {
        fields,
        notes: vec![words::effect("new")],
    })
}

/// The fields of an item as text, its price as it is on a day, in the order of the arguments.
fn shown(item: &FeeItem, on: Day) -> Vec<(&'static str, String)> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let cost = item.price_on(on);
    let tiers = tiers_text(cost.rate, &cost.tiers);
    // A stepped price says its first step too.
    let priced = item.formula != Formula::Fixed && tiers.is_empty();
    let price = if priced {
        cost.rate.plain()
    } else {
        String::new()
    };
    let has_fixed = item.formula == Formula::Fixed || cost.fixed > Amount::ZERO;
    let fixed = if has_fixed {
        cost.fixed.plain()
    } else {
        String::new()
    };
    let property_fee = if item.property_fee { "yes" } else { "no" };
    let tier_span = item.tier_span.map(TierSpan::name).unwrap_or_default();
    vec![
        ("name", item.name.clone()),
        ("formula", item.formula.name().to_owned()),
        ("price", price),
        ("fixed", fixed),
        ("tiers", tiers),
        ("tier_span", tier_span.to_owned()),
        ("nature", item.nature().name().to_owned()),
        ("property_fee", property_fee.to_owned()),
        ("from", day(Some(item.from))),
        ("until", day(item.until)),
        ("period", item.period.to_string()),
    ]
}

/// `fee_item.set`: another price from a day on, and whether a month begun is owed whole or by the day. What was
/// charged stays; a month charged later takes each price for its days.
pub const SET: Row = Row::new(
    "fee_item.set",
    About::Nothing,
    Right::Office,
    &[
        Arg::must("item", Kind::FeeItem),
        Arg::may("starting", Kind::Day),
        Arg::may("price", Kind::Rate),
        Arg::may("fixed", Kind::AmountOrZero),
        Arg::may("tiers", STEPS),
        Arg::may("edges", Kind::Choice(Edges::NAMES)),
    ],
    set,
)
.begin(begin_price);

fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let id = FeeItemId(work.next_id::<FeeItem>()?);
    let from = work.today().month().first();
    let item = FeeItem::new(id, String::new(), Formula::Fixed, from);
    save(work, values, item)
}

fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = values.fee_item("item").ok_or(Why::Missing)?.clone();
    save(work, values, item)
}

/// The price that counts on a day with what was given put in; a price for all takes the place of steps.
fn priced(item: &FeeItem, on: Day, values: &Values) -> Result<Price, Refusal> {
    if item.formula == Formula::Fixed && values.has("price") {
        let fault = Refusal::new(Why::NoUnitPrice).with("text", item.name.as_str());
        return Err(Refusal::fields(vec![fault.on("price")]));
    }
    let counts = item.price_on(on);
    let mut price = Price {
        from: on,
        fixed: values.amount("fixed").unwrap_or(counts.fixed),
        ..counts
    };
    let steps = values.text("tiers");
    let wrong = |text: &str| {
        let fault = Refusal::new(Why::BadTiers).with("text", text);
        Refusal::fields(vec![fault.on("tiers")])
    };
    match (values.rate("price"), steps) {
        (Some(_), Some(steps)) => return Err(wrong(steps)),
        (None, Some(steps)) => {
            (price.rate, price.tiers) = read_tiers(steps).map_err(|_| wrong(steps))?;
        }
        (Some(rate), None) => (price.rate, price.tiers) = (rate, Vec::new()),
        (None, None) => {}
    }
    Ok(price)
}

fn set(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut item = values.fee_item("item").ok_or(Why::Missing)?.clone();
    let before = item.clone();
    let starting = values.day("starting");
    // The form begins with today's price: what counts on that day anyway is no other price.
    let on = starting.unwrap_or(work.today());
    let price = priced(&item, on, values)?;
    let counts = item.price_on(on);
    let given = price != Price { from: on, ..counts };
    if let Some(edges) = values.choice("edges").and_then(Edges::from_name) {
        item.edges = Some(edges).filter(|edges| *edges != Edges::Whole);
    }
    match (given, starting) {
        (true, None) => return Err(Refusal::fields(vec![missing("starting")]).into()),
        (false, Some(_)) if !PRICED.iter().any(|name| values.has(name)) => {
            return Err(Refusal::fields(vec![missing("price")]).into());
        }
        (true, Some(day)) if day < item.from => {
            let first = Fact::Day(item.from);
            let fault = Refusal::new(Why::PastDay).with("day", first).on("starting");
            return Err(Refusal::fields(vec![fault]).into());
        }
        (true, Some(_)) => item.set_price(price, true),
        (false, _) => {}
    }
    if item == before {
        return Err(Why::NothingChanged.into());
    }
    check(work, &item)?;
    work.put(&mut item)?;
    Ok(Made::default().with("name", item.name))
}

/// Puts what was given into the item, checks the whole and stores it.
fn save(work: &mut Work<'_>, values: &Values, mut item: FeeItem) -> Run<Made> {
    if let Some(name) = values.text("name") {
        name.clone_into(&mut item.name);
    }
    if let Some(formula) = values.choice("formula").and_then(Formula::from_name) {
        item.formula = formula;
    }
    // The price that counts today, where there are several.
    let price = priced(&item, work.today(), values)?;
    item.set_price(price, false);
    if let Some(span) = values.choice("tier_span").and_then(TierSpan::from_name) {
        item.tier_span = Some(span).filter(|span| *span != TierSpan::Month);
    }
    if values.has("property_fee") {
        item.property_fee = values.yes("property_fee");
    }
    item.from = values.day("from").unwrap_or(item.from);
    item.until = values.day("until").or(item.until);
    if let Some(nature) = values.choice("nature").and_then(Nature::from_name) {
        // What its days say already is not said again.
        item.nature = None;
        item.nature = Some(nature).filter(|nature| *nature != item.nature());
    }
    if let Some(period) = values.whole("period") {
        item.period = u32::try_from(period).unwrap_or(1);
    }
    check(work, &item)?;
    work.put(&mut item)?;
    Ok(Made::default().with("name", item.name))
}

fn check(work: &Work<'_>, item: &FeeItem) -> Run<()> {
    let same = lookup::first(work.tx(), FEE_ITEM_BY_NAME, Key::new().str(&item.name))?;
    let mut faults = Vec::new();
    if same.is_some_and(|id| id != item.id.0) {
        faults.push(
            Refusal::new(Why::Exists)
                .with("text", item.name.as_str())
                .on("name"),
        );
    }
    let prices = item.prices();
    let costs_nothing = |price: &Price| match item.formula {
        Formula::Fixed => price.fixed == Amount::ZERO,
        _ => price.rate == Rate::ZERO,
    };
    if prices.iter().any(costs_nothing) {
        let field = if item.formula == Formula::Fixed {
            "fixed"
        } else {
            "price"
        };
        faults.push(Refusal::new(Why::NotPositive).on(field));
    }
    // Steps are of what a meter says; an area has none.
    let stepped = prices.iter().find(|price| !price.tiers.is_empty());
    if let Some(price) = stepped.filter(|_| item.formula != Formula::Metered) {
        let text = tiers_text(price.rate, &price.tiers);
        faults.push(Refusal::new(Why::BadTiers).with("text", text).on("tiers"));
    }
    // Its first price begins with it, before those of later days.
    if item
        .later
        .iter()
        .flatten()
        .any(|price| price.from <= item.from)
    {
        let day = item.from.to_string();
        faults.push(Refusal::new(Why::BadDay).with("text", day).on("from"));
    }
    if item.until.is_some_and(|until: Day| until < item.from) {
        let day = Fact::Day(item.from);
        faults.push(Refusal::new(Why::PastDay).with("day", day).on("until"));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::fields(faults).into())
    }
}
