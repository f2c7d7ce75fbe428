//! Fee items: what is charged and how its amount is found.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::Edges;
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
    Ok(Begun {
        fields,
        notes: vec![words::effect("new")],
    })
}

/// The fields of an item as text, its price as it is on a day, in the order of the arguments.
fn shown(item: &FeeItem, on: Day) -> Vec<(&'static str, String)> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let (mut price, mut fixed) = (String::new(), String::new());
    match item.formula {
        Formula::PerArea => price = item.cost_on(on).0.plain(),
        Formula::Fixed => fixed = item.cost_on(on).1.plain(),
    }
    let property_fee = if item.property_fee { "yes" } else { "no" };
    vec![
        ("name", item.name.clone()),
        ("formula", item.formula.name().to_owned()),
        ("price", price),
        ("fixed", fixed),
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
        Arg::may("edges", Kind::Choice(Edges::NAMES)),
    ],
    set,
)
.begin(begin_price);

fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = FeeItem {
        id: FeeItemId(work.next_id::<FeeItem>()?),
        version: 0,
        name: String::new(),
        formula: Formula::Fixed,
        price: Rate::default(),
        fixed: Amount::ZERO,
        property_fee: false,
        from: work.today().month().first(),
        until: None,
        period: 1,
        external: None,
        later: None,
        edges: None,
    };
    save(work, values, item)
}

fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = values.fee_item("item").ok_or(Why::Missing)?.clone();
    save(work, values, item)
}

fn set(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut item = values.fee_item("item").ok_or(Why::Missing)?.clone();
    let before = item.clone();
    let (rate, fixed) = (values.rate("price"), values.amount("fixed"));
    let priced = rate.is_some() || fixed.is_some();
    let starting = values.day("starting");
    if let Some(edges) = values.choice("edges").and_then(Edges::from_name) {
        item.edges = Some(edges).filter(|edges| *edges != Edges::Whole);
    }
    match (priced, starting) {
        (true, None) => return Err(Refusal::fields(vec![missing("starting")]).into()),
        (false, Some(_)) => return Err(Refusal::fields(vec![missing("price")]).into()),
        (true, Some(day)) if day < item.from => {
            let first = Fact::Day(item.from);
            let fault = Refusal::new(Why::PastDay).with("day", first).on("starting");
            return Err(Refusal::fields(vec![fault]).into());
        }
        (true, Some(day)) => {
            let counts = item.cost_on(day);
            let cost = (rate.unwrap_or(counts.0), fixed.unwrap_or(counts.1));
            item.set_cost(day, cost, true);
        }
        (false, None) => {}
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
    let today = work.today();
    let (price, fixed) = item.cost_on(today);
    let cost = (
        values.rate("price").unwrap_or(price),
        values.amount("fixed").unwrap_or(fixed),
    );
    item.set_cost(today, cost, false);
    if values.has("property_fee") {
        item.property_fee = values.yes("property_fee");
    }
    item.from = values.day("from").unwrap_or(item.from);
    item.until = values.day("until").or(item.until);
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
    match item.formula {
        Formula::PerArea if prices.iter().any(|price| price.rate == Rate::default()) => {
            faults.push(Refusal::new(Why::NotPositive).on("price"));
        }
        Formula::Fixed if prices.iter().any(|price| price.fixed == Amount::ZERO) => {
            faults.push(Refusal::new(Why::NotPositive).on("fixed"));
        }
        _ => {}
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
