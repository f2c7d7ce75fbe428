//! Fee items: what is charged and how its amount is found.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::FeeItemId;
use crate::domain::ledger::{FeeItem, Formula};
use crate::domain::money::{Amount, Rate};
use crate::domain::staff::Right;
use crate::service::args::Values;
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
        fields: shown(&item),
        notes: vec![words::effect("new")],
    })
}

/// The fields of an item as text, in the order of the arguments.
fn shown(item: &FeeItem) -> Vec<(&'static str, String)> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let (mut price, mut fixed) = (String::new(), String::new());
    match item.formula {
        Formula::PerArea => price = item.price.plain(),
        Formula::Fixed => fixed = item.fixed.plain(),
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
    };
    save(work, values, item)
}

fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = values.fee_item("item").ok_or(Why::Missing)?.clone();
    save(work, values, item)
}

/// Puts what was given into the item, checks the whole and stores it.
fn save(work: &mut Work<'_>, values: &Values, mut item: FeeItem) -> Run<Made> {
    if let Some(name) = values.text("name") {
        name.clone_into(&mut item.name);
    }
    if let Some(formula) = values.choice("formula").and_then(Formula::from_name) {
        item.formula = formula;
    }
    item.price = values.rate("price").unwrap_or(item.price);
    item.fixed = values.amount("fixed").unwrap_or(item.fixed);
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
    match item.formula {
        Formula::PerArea if item.price == Rate::default() => {
            faults.push(Refusal::new(Why::NotPositive).on("price"));
        }
        Formula::Fixed if item.fixed == Amount::ZERO => {
            faults.push(Refusal::new(Why::NotPositive).on("fixed"));
        }
        _ => {}
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
