//! Commands on the people of the office.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::history::LineKind;
use crate::domain::household::phone_digits;
use crate::domain::id::StaffId;
use crate::domain::staff::{Rank, Right, Side, Staff};
use crate::service::args::{Values, bad_choice};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::lookup::{self, every};
use crate::service::pins;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

/// The rows of this file. None is taken back by `undo`: a rank given or taken is given back by name, by
/// somebody who may.
pub const ROWS: &[Row] = &[
    Row::new(
        "staff.add",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("name", Kind::Line(40)),
            Arg::must("rank", Kind::Choice(Rank::NAMES)),
            Arg::may("role", Kind::Names),
            Arg::may("account", Kind::Line(64)),
            Arg::may("trades", Kind::Names),
            Arg::may("buildings", Kind::Names),
            Arg::may("phone", Kind::Phone),
            Arg::may("on_duty", Kind::Yes),
        ],
        add,
    )
    .undo(Undo::Never),
    Row::new(
        "staff.edit",
        About::Staff,
        Right::Office,
        &[
            Arg::may("name", Kind::Line(40)),
            Arg::may("rank", Kind::Choice(Rank::NAMES)),
            Arg::may("role", Kind::Names),
            Arg::may("account", Kind::Line(64)),
            Arg::may("trades", Kind::Names),
            Arg::may("buildings", Kind::Names),
            Arg::may("phone", Kind::Phone),
            Arg::may("on_duty", Kind::Yes),
            Arg::may("active", Kind::Yes),
            Arg::may("clear", Kind::Names),
        ],
        edit,
    )
    .prefill(prefill)
    .undo(Undo::Never),
    Row::new(
        "staff.pin",
        About::Staff,
        Right::Read,
        &[Arg::may(pins::OLD, Kind::Pin), Arg::must("pin", Kind::Pin)],
        pin,
    )
    .undo(Undo::Never),
];

/// What `clear` may empty.
const CLEARABLE: &[&str] = &["role", "account", "trades", "buildings", "phone", "pin"];

/// Records a member of staff; nobody gives a rank above their own.
fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let id = StaffId(work.next_id::<Staff>()?);
    let mut staff = Staff::new(id, String::new(), Rank::Worker);
    set(&mut staff, values)?;
    below(work, staff.rank)?;
    unique(work, &staff)?;
    work.put(&mut staff)?;
    Ok(Made::default().with("name", staff.name))
}

/// Corrects a member of staff; each change leaves a line.
fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Staff(found) = work.found.clone() else {
        return Err(Why::UnknownStaff.into());
    };
    let before = *found;
    below(work, before.rank)?;
    let mut staff = before.clone();
    set(&mut staff, values)?;
    for field in values.clearing(CLEARABLE)? {
        match field {
            "role" => staff.sides.clear(),
            "account" => staff.account = None,
            "trades" => staff.trades.clear(),
            "buildings" => staff.buildings.clear(),
            "phone" => staff.phone = None,
            // Else it could be set anew without the old one.
            _ if pins::asks_old(work.actor, &before) => return Err(Why::OwnPin.into()),
            _ => staff.pin = None,
        }
    }
    below(work, staff.rank)?;
    if staff == before {
        return Err(Why::NothingChanged.into());
    }
    unique(work, &staff)?;
    if manages(&before) && !manages(&staff) && !other_manager(work, &staff)? {
        return Err(Why::LastManager.into());
    }
    // A short PIN is not enough for who may approve from now on (reliability H29).
    if pins::least_digits(staff.rank) > pins::least_digits(before.rank) {
        staff.pin = None;
    }
    let people = every::<Staff>(work.tx())?;
    let after = people
        .iter()
        .map(|other| if other.id == staff.id { &staff } else { other });
    let desks = work.office.setting("desk.accounts");
    let shut = !way_in(&after.collect::<Vec<_>>(), desks);
    if shut && way_in(&people.iter().collect::<Vec<_>>(), desks) {
        return Err(Why::NoWayIn.into());
    }
    work.put(&mut staff)?;
    let subject = Subject::of(&staff);
    for ((field, before), (_, after)) in shown(&before).iter().zip(&shown(&staff)) {
        if before != after {
            work.edit_line(subject, LineKind::Edit, field, before, after, "")?;
        }
    }
    Ok(Made::default().with("name", staff.name))
}

/// Sets a PIN: one's own, for who knows the old one if there is one, or somebody else's for who runs the
/// office. They come here sealed (`service::pins::seal`), never in clear.
fn pin(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Staff(found) = work.found.clone() else {
        return Err(Why::UnknownStaff.into());
    };
    let mut staff = *found;
    if staff.id != work.actor.staff {
        authorise(work.actor, Right::Office)?;
        below(work, staff.rank)?;
    }
    if pins::asks_old(work.actor, &staff) {
        knows(&staff, values)?;
    }
    let sealed = pins::Sealed::read(&values.line("pin"))
        .ok_or_else(|| pins::bad_pin(pins::LEAST_DIGITS).on("pin"))
        .map_err(|fault| Refusal::fields(vec![fault]))?;
    let least = pins::least_digits(staff.rank);
    if sealed.digits < least {
        return Err(Refusal::fields(vec![pins::bad_pin(least).on("pin")]).into());
    }
    staff.pin = Some(sealed.hash);
    work.put(&mut staff)?;
    pins::forgive(work.raw(), pins::Who::staff(staff.id))?;
    Ok(Made::default().with("name", staff.name))
}

/// Refuses who does not know the PIN they have. How often that may be tried is for who lets the command in.
fn knows(staff: &Staff, values: &Values) -> Run<()> {
    let given = values
        .text(pins::OLD)
        .ok_or_else(|| Refusal::field(pins::OLD, Why::Missing))?;
    if pins::Sealed::read(given).is_some_and(|given| pins::is_old(staff, &given)) {
        return Ok(());
    }
    Err(pins::wrong_old().into())
}

/// What the form of `staff.edit` begins with.
#[allow(
    clippy::unnecessary_wraps,
    reason = "a prefill may have to read the store"
)]
fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let Found::Staff(staff) = &work.found else {
        return Ok(Vec::new());
    };
    Ok(shown(staff)
        .into_iter()
        .filter(|(field, text)| !text.is_empty() && *field != "pin")
        .collect())
}

/// Sets what was given.
fn set(staff: &mut Staff, values: &Values) -> Run<()> {
    if let Some(name) = values.text("name") {
        name.clone_into(&mut staff.name);
    }
    if let Some(rank) = values.choice("rank").and_then(Rank::from_name) {
        staff.rank = rank;
    }
    if let Some(roles) = values.names("role") {
        staff.sides = roles
            .iter()
            .map(|role| {
                Side::from_name(role).ok_or_else(|| {
                    let keys = Side::NAMES.iter().map(|name| format!("role-{name}"));
                    Refusal::fields(vec![bad_choice(role, keys).on("role")])
                })
            })
            .collect::<Result<_, _>>()?;
    }
    if let Some(account) = values.text("account") {
        staff.account = Some(account.to_owned());
    }
    if let Some(trades) = values.names("trades") {
        staff.trades = trades.to_vec();
    }
    if let Some(buildings) = values.names("buildings") {
        staff.buildings = buildings.to_vec();
    }
    if let Some(phone) = values.text("phone") {
        staff.phone = phone_digits(phone);
    }
    if values.has("on_duty") {
        staff.on_duty = values.yes("on_duty");
    }
    if values.has("active") {
        staff.active = values.yes("active");
    }
    Ok(())
}

/// Refuses what concerns a rank above the actor's: nobody raises themselves, nobody rules upward.
pub(super) fn below(work: &Work<'_>, rank: Rank) -> Run<()> {
    if rank <= work.actor.rank {
        return Ok(());
    }
    let rank = Fact::Term(format!("rank-{}", rank.name()));
    Err(Refusal::new(Why::RankTooLow).with("rank", rank).into())
}

/// Refuses a name or an account that somebody active has.
fn unique(work: &Work<'_>, staff: &Staff) -> Run<()> {
    if !staff.active {
        return Ok(());
    }
    for other in every::<Staff>(work.tx())? {
        if other.id == staff.id || !other.active {
            continue;
        }
        let taken = if fold(&other.name) == fold(&staff.name) {
            Some(("name", other.name))
        } else if other.account.is_some() && other.account == staff.account {
            other.account.map(|account| ("account", account))
        } else {
            None
        };
        if let Some((field, text)) = taken {
            let fault = Refusal::new(Why::Exists).with("text", text).on(field);
            return Err(Refusal::fields(vec![fault]).into());
        }
    }
    Ok(())
}

/// Whether somebody can run the office: an auditor or a script cannot, whatever the rank.
fn manages(staff: &Staff) -> bool {
    staff.active
        && staff.rank >= Rank::PropertyManager
        && crate::domain::staff::may(staff.rank, &staff.sides, Right::Office)
}

/// Refuses to make these the shared accounts where no manager could sit down at a terminal any more.
pub(super) fn desks_leave_a_way_in(work: &Work<'_>, desks: &str) -> Run<()> {
    let people = every::<Staff>(work.tx())?;
    let people: Vec<&Staff> = people.iter().collect();
    let before = work.office.setting("desk.accounts");
    if way_in(&people, before) && !way_in(&people, desks) {
        return Err(Why::NoWayIn.into());
    }
    Ok(())
}

/// Whether a manager can sit down at a terminal: by an account of their own, or with a PIN at a shared
/// account or at a colleague's.
fn way_in(people: &[&Staff], desks: &str) -> bool {
    let shared = |account: &str| desks.split(',').any(|desk| desk.trim() == account);
    let own = |staff: &Staff| {
        let account = staff.account.as_deref();
        staff.active && account.is_some_and(|account| !shared(account))
    };
    let doors = !desks.trim().is_empty() || people.iter().any(|staff| own(staff));
    people
        .iter()
        .any(|staff| manages(staff) && (own(staff) || doors && staff.pin.is_some()))
}

fn other_manager(work: &Work<'_>, staff: &Staff) -> Run<bool> {
    Ok(lookup::every::<Staff>(work.tx())?
        .iter()
        .any(|other| other.id != staff.id && manages(other)))
}

/// The fields as text; of the PIN only whether there is one.
fn shown(staff: &Staff) -> Vec<(&'static str, String)> {
    let yes = |is: bool| String::from(if is { "yes" } else { "no" });
    let sides: Vec<&str> = staff.sides.iter().map(|side| side.name()).collect();
    vec![
        ("name", staff.name.clone()),
        ("rank", staff.rank.name().to_owned()),
        ("role", sides.join(",")),
        ("account", staff.account.clone().unwrap_or_default()),
        ("trades", staff.trades.join(",")),
        ("buildings", staff.buildings.join(",")),
        ("phone", staff.phone.clone().unwrap_or_default()),
        ("on_duty", yes(staff.on_duty)),
        ("active", yes(staff.active)),
        ("pin", yes(staff.pin.is_some())),
    ]
}
