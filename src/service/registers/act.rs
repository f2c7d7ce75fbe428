//! Making, moving and correcting entries: what the rows of every register do.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::lifecycle::{ClockChange, approval};
use crate::domain::register::{Field, FieldKind, Move, Place, Register, RegisterEntry, Value};
use crate::domain::staff::Rank;
use crate::service::args::{Values, missing};
use crate::service::command::Made;
use crate::service::disclosure;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

use super::effects::Done;
use super::fields::{fill, masked, text_of};
use super::guards::{self, Guarded};
use super::standing::{in_force, not_from_here, rank, state, too_low};
use super::{deadline, effects, links, of_command, set};

/// The register of the command being done.
pub fn register_of(work: &Work<'_>) -> Run<&'static Register> {
    let gone = || Refusal::new(Why::UnknownCommand).with("command", work.row.name);
    Ok(of_command(work.row.name).ok_or_else(gone)?)
}

/// The entry the command is about, and its register.
pub fn found(work: &Work<'_>) -> Run<(&'static Register, RegisterEntry)> {
    match &work.found {
        Found::Register(entry) => {
            let register = register_of(work)?;
            Ok((register, register.current((**entry).clone())))
        }
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

/// The last part of the command's name.
fn act(work: &Work<'_>) -> &'static str {
    work.row.name.split_once('.').map_or("", |(_, act)| act)
}

/// The fields of these names.
fn named<'n>(
    register: &'static Register,
    names: &'n [String],
) -> impl Iterator<Item = &'static Field> + use<'n> {
    names.iter().filter_map(|name| register.field(name))
}

/// Sets fields of a moment to now, and those of staff to who acts.
fn stamp(work: &Work<'_>, register: &Register, entry: &mut RegisterEntry, names: &[String]) {
    for name in names {
        let staff = register
            .field(name)
            .is_some_and(|one| one.kind == FieldKind::Staff);
        let value = if staff {
            Value::Named(work.actor.staff.0, work.actor.name.clone())
        } else {
            Value::At(work.now)
        };
        entry.set(name, Some(value));
    }
}

/// Refuses an entry with an empty field that must not be, of the form or of the whole entry.
fn complete(
    register: &Register,
    entry: &RegisterEntry,
    asks: &[String],
    needs: &[String],
) -> Run<()> {
    let lacks = |field: &&Field| {
        let must = needs.contains(&field.id) || register.must(field, entry);
        must && asks.contains(&field.id) && entry.value(&field.id).is_none()
    };
    let faults: Vec<FieldFault> = register
        .fields
        .iter()
        .filter(lacks)
        .map(|field| missing(&field.id))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::fields(faults).into())
    }
}

/// Stores an entry with its place on the board.
pub fn keep(work: &mut Work<'_>, register: &Register, entry: &mut RegisterEntry) -> Run<()> {
    entry.place = Place::of(register.life().group(&entry.state));
    if entry.place == Place::Closed {
        entry.running.clear();
    }
    register.reckon(entry, work.office.zone);
    entry.links = links::of(work.tx(), register, entry)?;
    entry.groups = register.groups_of(entry);
    entry.sort = register.sort_key(entry);
    work.put(entry)
}

/// What was given, for the line of history: fields of this form that are not masked.
fn told(
    work: &Work<'_>,
    register: &'static Register,
    asks: &[String],
    values: &Values,
) -> Run<String> {
    let mut texts = Vec::new();
    for field in named(register, asks).filter(|field| !field.masked) {
        use FieldKind as Kind;
        let plain = matches!(
            field.kind,
            Kind::Text
                | Kind::Staff
                | Kind::Record
                | Kind::Entry
                | Kind::File
                | Kind::Amount
                | Kind::Number
        );
        if let Some(value) = super::fields::given(work, field, values)?.filter(|_| plain) {
            texts.push(text_of(work.office, field, &value));
        }
    }
    texts.extend(values.text("reason").map(str::to_owned));
    Ok(texts.join(" "))
}

/// The outcome about an entry: its number, its state, its next deadline.
fn made(register: &Register, entry: &RegisterEntry) -> Made {
    let made = Made::of(entry.number).with("state", state(register, entry));
    match entry.due_at() {
        Some(due) => made.with("due", Fact::At(due)),
        None => made,
    }
}

/// Makes an entry.
pub fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let register = register_of(work)?;
    Ok(open(work, register, values)?.1)
}

/// Makes an entry of a register from what was given.
pub fn open(
    work: &mut Work<'_>,
    register: &'static Register,
    values: &Values,
) -> Run<(RegisterEntry, Made)> {
    let opening = &register.opening;
    if let Some(refusal) = too_low(work.actor, rank(opening.right)) {
        return Err(refusal.into());
    }
    let mut entry = blank(work, register)?;
    fill(work, &mut entry, named(register, &opening.asks), values)?;
    stamp(work, register, &mut entry, &opening.stamps);
    complete(register, &entry, &opening.asks, &[])?;
    let guarded = Guarded {
        register,
        entry: &entry,
        asks: &opening.asks,
        stamps: &opening.stamps,
    };
    guards::check(work, &guarded, &opening.guards)?;
    begin(work, register, &mut entry)?;
    let said = made(register, &entry);
    let done = Done {
        register,
        entry: &entry,
        asks: &opening.asks,
        until: None,
    };
    let said = effects::apply(work, &done, &opening.effects, said)?;
    Ok((entry, said))
}

/// An entry of a register with nothing in it yet, under the next number.
fn blank(work: &mut Work<'_>, register: &Register) -> Run<RegisterEntry> {
    Ok(RegisterEntry {
        id: work.next_id::<RegisterEntry>()?,
        version: 0,
        register: register.name.clone(),
        number: work.number(register.letter)?,
        state: register.life().initial().to_owned(),
        place: Place::Initial,
        values: Vec::new(),
        household: None,
        made_at: work.now,
        made_by: work.actor.staff,
        moved_at: work.now,
        running: Vec::new(),
        sort: Vec::new(),
        undone: false,
        links: Vec::new(),
        groups: Vec::new(),
        recurred: None,
        purged_at: None,
    })
}

/// Starts the deadlines of a new entry, stores it and writes its first line.
fn begin(work: &mut Work<'_>, register: &Register, entry: &mut RegisterEntry) -> Run<()> {
    let starts = register.opening.starts.iter();
    let starts = starts.map(|name| (name.as_str(), ClockChange::Start));
    deadline::change(work.office, work.now, register, entry, starts);
    keep(work, register, entry)?;
    let first = entry.state.clone();
    work.line(Subject::of(entry), LineKind::Move, "", &first, "")
}

/// Makes another entry with the fields of one, as if it were just opened.
pub fn copy(work: &mut Work<'_>, register: &Register, of: &RegisterEntry) -> Run<RegisterEntry> {
    let mut entry = blank(work, register)?;
    for name in &register.opening.asks {
        entry.set(name, of.value(name).cloned());
    }
    entry.household = of.household;
    begin(work, register, &mut entry)?;
    Ok(entry)
}

/// Makes an entry of another register with the fields both have under one name; its field `source` names this one, and its
/// field `due` says until when, where it has them.
pub fn issue(
    work: &mut Work<'_>,
    name: &str,
    (theirs, of): (&Register, &RegisterEntry),
    until: Option<Instant>,
) -> Run<RegisterEntry> {
    let gone = || Refusal::new(Why::UnknownCommand).with("command", name);
    let register = set().named(name).ok_or_else(gone)?.register;
    let opening = &register.opening;
    let mut entry = blank(work, register)?;
    for field in named(register, &opening.asks) {
        let same = theirs
            .field(&field.id)
            .is_some_and(|one| one.kind == field.kind);
        let value = of.value(&field.id).filter(|_| same);
        // A choice of theirs may be none of ours.
        let ours = |value: &&Value| match value {
            Value::Text(chosen) if field.kind == FieldKind::Choice => {
                field.options.iter().any(|one| one.id == *chosen)
            }
            _ => true,
        };
        entry.set(&field.id, value.filter(ours).cloned());
    }
    if register.field(SOURCE).is_some() {
        entry.set(SOURCE, Some(Value::Record(of.number)));
    }
    if register.field(DUE).is_some() {
        entry.set(
            DUE,
            until.map(Value::At).or_else(|| entry.value(DUE).cloned()),
        );
    }
    entry.household = of.household;
    stamp(work, register, &mut entry, &opening.stamps);
    complete(register, &entry, &opening.asks, &[])?;
    begin(work, register, &mut entry)?;
    Ok(entry)
}

/// The field by which an entry names what it comes from.
const SOURCE: &str = "source";
/// The field that says until when.
const DUE: &str = "due";

/// Moves an entry along an arrow that asks for nothing.
pub fn pass(
    work: &mut Work<'_>,
    register: &Register,
    entry: &mut RegisterEntry,
    (act, to): (&str, &str),
) -> Run<()> {
    let way = register.life().path(register.state(&entry.state), act);
    let changes = register.life().clock_changes(&way);
    to.clone_into(&mut entry.state);
    entry.moved_at = work.now;
    deadline::change(work.office, work.now, register, entry, changes.into_iter());
    keep(work, register, entry)
}

/// The entry as the form fills it, and the move it makes: everything that is asked for and guarded holds.
fn prepared(
    work: &Work<'_>,
    values: &Values,
) -> Run<(&'static Register, RegisterEntry, &'static Move)> {
    let (register, mut entry) = found(work)?;
    let Some(rule) = register.step(act(work), register.state(&entry.state)) else {
        return Err(Why::UnknownCommand.into());
    };
    fill(work, &mut entry, named(register, &rule.asks), values)?;
    stamp(work, register, &mut entry, &rule.stamps);
    complete(register, &entry, &rule.asks, &rule.needs)?;
    if rule.reason && !values.has("reason") {
        return Err(Refusal::fields(vec![missing("reason")]).into());
    }
    let guarded = Guarded {
        register,
        entry: &entry,
        asks: &rule.asks,
        stamps: &rule.stamps,
    };
    guards::check(work, &guarded, &rule.guards)?;
    Ok((register, entry, rule))
}

/// Moves an entry along the arrow of the command.
pub fn step(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (register, entry) = found(work)?;
    let asked_by = (work.office, work.now, work.actor);
    if let Some(refusal) = not_from_here(asked_by, work.row.name, &entry) {
        // Whoever agreed had the rank.
        if refusal.why != Why::RankTooLow || work.approved.is_none() {
            return Err(refusal.into());
        }
    }
    let from = register.state(&entry.state).to_owned();
    let (_, mut entry, rule) = prepared(work, values)?;
    let said = told(work, register, &rule.asks, values)?;
    let before = entry.clone();
    for name in &rule.empties {
        entry.set(name, None);
    }
    if let Some(to) = &rule.to {
        entry.state.clone_from(to);
        entry.moved_at = work.now;
    }
    let way = register.life().path(&from, act(work));
    let changes = register.life().clock_changes(&way);
    deadline::change(
        work.office,
        work.now,
        register,
        &mut entry,
        changes.into_iter(),
    );
    keep(work, register, &mut entry)?;
    let kind = if rule.to.is_some() {
        LineKind::Move
    } else {
        LineKind::Note
    };
    let (before_state, after_state) = match &rule.to {
        Some(to) => (from.as_str(), to.as_str()),
        None => ("", ""),
    };
    work.line(Subject::of(&entry), kind, before_state, after_state, &said)?;
    let outcome = made(register, &entry);
    // An effect sees what the move was made with, also what it empties.
    let done = Done {
        register,
        entry: &before,
        asks: &rule.asks,
        until: None,
    };
    effects::apply(work, &done, &rule.effects, outcome)
}

/// Asks for a second person where the move does and the actor's own rank does not do; what would be refused once
/// it is granted is refused at once.
pub fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    let (register, entry) = found(work)?;
    if let Some(refusal) = not_from_here((work.office, work.now, work.actor), work.row.name, &entry)
    {
        return Err(refusal.into());
    }
    let way = register
        .life()
        .path(register.state(&entry.state), act(work));
    let second = approval(&way)
        .map(rank)
        .filter(|rank| work.actor.rank < *rank);
    // Before the form is filled it is only said that it will be asked.
    if second.is_some() && !values.is_empty() {
        prepared(work, values)?;
    }
    Ok(second)
}

/// Corrects fields of an open entry.
pub fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (register, mut entry) = found(work)?;
    if let Some(refusal) = not_from_here((work.office, work.now, work.actor), work.row.name, &entry)
    {
        return Err(refusal.into());
    }
    let asks = register
        .correction
        .as_ref()
        .map_or(&[][..], |one| &one.asks);
    let before = entry.clone();
    let may: Vec<&'static str> = named(register, asks)
        .map(|field| field.id.as_str())
        .collect();
    for name in values.clearing(&may)? {
        entry.set(name, None);
    }
    fill(work, &mut entry, named(register, asks), values)?;
    complete(register, &entry, asks, &[])?;
    deadline::change(
        work.office,
        work.now,
        register,
        &mut entry,
        std::iter::empty(),
    );
    keep(work, register, &mut entry)?;
    let mut changed = 0_usize;
    for field in named(register, asks) {
        let text = |of: &RegisterEntry| {
            let value = of.value(&field.id);
            value.map_or_else(String::new, |value| {
                masked(field, &text_of(work.office, field, value))
            })
        };
        let (was, is) = (text(&before), text(&entry));
        if before.value(&field.id) != entry.value(&field.id) {
            changed += 1;
            let word = super::rows::word(&register.name, &field.id);
            work.edit_line(Subject::of(&entry), LineKind::Edit, &word, &was, &is, "")?;
        }
    }
    if changed == 0 {
        return Err(Why::NothingChanged.into());
    }
    Ok(made(register, &entry))
}

/// Shows what is masked of an entry; the reason is in the audit line (duties.md D-068).
pub fn reveal(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let (register, entry) = found(work)?;
    work.touch(Subject::of(&entry));
    let (office, by, now) = (work.office, work.actor.staff, work.now);
    disclosure::count(work.raw(), office, by, now, 1)?;
    let masked = register.fields.iter().filter(|field| field.masked);
    let shown = masked.filter_map(|field| {
        let value = entry.value(&field.id)?;
        Some(text_of(work.office, field, value))
    });
    let shown: Vec<String> = shown.collect();
    Ok(Made::of(entry.number).with("shown", shown.join(" ")))
}

/// What the form of a move or a correction begins with: what the fields hold.
pub fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let (register, entry) = found(work)?;
    if in_force(&entry).is_none() {
        return Ok(Vec::new());
    }
    let rule = register.step(act(work), register.state(&entry.state));
    let asks = match (rule, &register.correction) {
        (Some(rule), _) => &rule.asks,
        (None, Some(correction)) => &correction.asks,
        (None, None) => return Ok(Vec::new()),
    };
    // What has to be said with an act that can be done again is said anew: no sum is charged because it was charged before.
    let anew = |field: &Field| {
        rule.is_some_and(|rule| rule.to.is_none() && rule.needs.contains(&field.id))
    };
    let filled = named(register, asks)
        .filter(|field| !anew(field))
        // A file is sent anew or stays: its name alone leads to none.
        .filter(|field| !field.masked && field.kind != FieldKind::File)
        .filter_map(|field| {
            let value = entry.value(&field.id)?;
            Some((field.id.as_str(), text_of(work.office, field, value)))
        });
    Ok(filled.collect())
}
