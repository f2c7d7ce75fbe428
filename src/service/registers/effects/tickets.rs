//! Effects at the desk: tickets for what is broken, a follow-up of the entry itself.

use crate::domain::follow_up::FollowUp;
use crate::domain::history::LineKind;
use crate::domain::household::{Household, Person};
use crate::domain::id::{FollowUpId, Letter, TicketId};
use crate::domain::register::{FieldKind, RegisterEntry, Value};
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::command::Made;
use crate::service::commands::several::told;
use crate::service::commands::{Wanted, open_ticket};
use crate::service::deadlines::follow_up_due;
use crate::service::halt::Run;
use crate::service::lookup::people_of;
use crate::service::queries::intake::category_of;
use crate::service::registers::batch::HOLDER;
use crate::service::registers::{act, in_force};
use crate::service::subject::Subject;
use crate::service::whom::{Place, Whom};
use crate::service::work::Work;

use super::Done;

/// The move an ended follow-up of an entry makes by itself, where its register has one of this name.
const VISIT: &str = "visit";

/// Opens a repair for each line of the form's lists: what was found broken (duties.md D-078, D-111, D-112). Without a home it
/// is about the place the entry names.
pub(super) fn open_tickets(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let lines: Vec<String> = done
        .of(FieldKind::Lines)
        .filter_map(|(_, _, value)| match value {
            Value::Text(text) => Some(text.lines().map(str::trim).map(str::to_owned)),
            _ => None,
        })
        .flatten()
        .filter(|line| !line.is_empty())
        .collect();
    let mut opened = Vec::new();
    for text in lines {
        let mut whom = Whom::default();
        if let Some(id) = done.entry.household {
            let home: Household = work.get(id.0)?;
            whom.go_to(Some(Place::home(&home)));
        } else {
            let community = work.office.communities.first();
            whom.community = community.map(|one| one.id).unwrap_or_default();
            whom.premises = place_of(done);
            whom.public = true;
        }
        let category = category_of(work.office, &text, TicketKind::Repair);
        let ticket = open_ticket(
            work,
            Wanted {
                kind: TicketKind::Repair,
                whom,
                category,
                priority: Priority::Normal,
                scope: None,
                place: String::new(),
                text,
                appointment: None,
                worker: None,
                dispatch: false,
                level: 1,
                major: false,
                against: String::new(),
                demand: String::new(),
                contact: None,
                rework_of: None,
                external: Some(done.entry.number.full()),
            },
        )?;
        opened.push(ticket.number);
    }
    if opened.is_empty() {
        return Ok(made);
    }
    made.also.extend(&opened);
    Ok(made.with("new", told(work, &opened)))
}

/// The place an entry without a home is about: its first line of text, else its number.
fn place_of(done: &Done<'_>) -> String {
    let mut fields = done.register.fields.iter();
    let text = fields.find_map(|field| match (field.kind, done.entry.value(&field.id)) {
        (FieldKind::Text, Some(Value::Text(text))) => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_else(|| done.entry.number.full())
}

/// Asks for a follow-up of the entry: somebody visits or calls the home (duties.md D-081).
pub(super) fn follow_up(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let Some(id) = done.entry.household else {
        return Ok(made);
    };
    let home: Household = work.get(id.0)?;
    let people: Vec<Person> = people_of(work.tx(), home.id.0)?;
    let holder = match done.entry.value(HOLDER) {
        Some(Value::Text(holder)) => holder.as_str(),
        _ => "",
    };
    let held = people.iter().find(|one| one.name == holder);
    let mut person = held.or(people.first());
    let mut phone = person.and_then(|one| one.phones.first().cloned());
    let mut name = person.map_or("", |one| one.name.as_str());
    // Who left a number with the entry is asked under it, whether the office knows them or not.
    if let Some(own) = phone_of(done) {
        person = held;
        phone = Some(own);
        name = holder;
    }
    let in_time = || follow_up_due(work.office, TicketKind::Repair, work.now);
    let due_at = done.until.unwrap_or_else(in_time);
    let mut follow_up = FollowUp {
        id: FollowUpId(work.next_id::<FollowUp>()?),
        version: 0,
        number: work.number(Letter::FollowUp)?,
        ticket: TicketId(0),
        ticket_number: done.entry.number,
        household: Some(home.id),
        premises: home.code.clone(),
        person: person.map(|one| one.id),
        name: name.to_owned(),
        phone: phone.unwrap_or_default(),
        summary: done.register.label.zh_hans.clone(),
        since: work.now,
        due_at,
        wake_at: None,
        attempts: Vec::new(),
        outcome: None,
        ended_at: None,
        assignee: done.entry.made_by,
        important: false,
        voice: 0,
        undone: false,
        noted_by: None,
        before: None,
        days: None,
        entry: Some(done.entry.id),
    };
    work.put(&mut follow_up)?;
    made.also.push(follow_up.number);
    Ok(made.with("new", follow_up.number.short(work.today())))
}

/// The number somebody left with an entry.
fn phone_of(done: &Done<'_>) -> Option<String> {
    let field = done.register.first(FieldKind::Phone)?;
    match done.entry.value(&field.id)? {
        Value::Text(phone) => Some(phone.clone()),
        _ => None,
    }
}

/// Writes under an entry what its follow-up brought; where that ended, the entry goes on by itself.
pub fn followed_up(
    work: &mut Work<'_>,
    id: u64,
    (said, ended): (&str, bool),
) -> Run<RegisterEntry> {
    let mut entry: RegisterEntry = work.get(id)?;
    let from = entry.state.clone();
    let register = in_force(&entry).filter(|_| entry.open() && ended);
    let Some((register, to)) = register.and_then(|register| {
        let way = register.life().path(register.state(&from), VISIT);
        let rule = register.step(VISIT, register.state(&from))?;
        Some((register, rule.to.clone()?)).filter(|_| !way.is_empty())
    }) else {
        work.line(Subject::of(&entry), LineKind::Attempt, "", "", said)?;
        work.touch(Subject::of(&entry));
        return Ok(entry);
    };
    act::pass(work, register, &mut entry, (VISIT, &to))?;
    work.line(Subject::of(&entry), LineKind::Move, &from, &to, said)?;
    Ok(entry)
}
