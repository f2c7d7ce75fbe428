//! Opening a ticket: what every kind must say, who is sent at once, what it repeats.

use crate::domain::contact::Contact;
use crate::domain::error::{FieldFault, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::id::{ContactId, Number, TicketId};
use crate::domain::office::Category;
use crate::domain::staff::Staff;
use crate::domain::ticket::{Appointment, Grievance, Priority, Scope, Ticket, TicketKind};
use crate::service::args::{Values, missing};
use crate::service::command::{Arg, Kind, Made};
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::phrases;
use crate::service::subject::{Found, Subject, by_number};
use crate::service::whom::{self, Whom};
use crate::service::work::Work;
use crate::service::workers;

use super::COMPLAINT;
use super::walk::{Going, made, walk};

/// Characters of the one line for lists.
const SUMMARY: usize = 40;

/// Arguments of `ticket.open`.
pub const ARGS: &[Arg] = &[
    Arg::may("kind", Kind::Choice(TicketKind::NAMES)),
    Arg::may("premises", Kind::Premises),
    Arg::may("area", Kind::Line(60)).called("public_area"),
    Arg::may("person", Kind::Person),
    Arg::may("caller", Kind::Line(60)).personal(),
    Arg::may("phone", Kind::Phone).personal(),
    Arg::may("category", Kind::Category),
    Arg::may("priority", Kind::Choice(Priority::NAMES)),
    Arg::may("scope", Kind::Choice(Scope::NAMES)),
    Arg::may("place", Kind::Line(60)),
    Arg::may("text", Kind::Block),
    Arg::may("appointment", Kind::When),
    Arg::may("worker", Kind::Worker),
    Arg::may("dispatch", Kind::Yes),
    Arg::may("level", Kind::Whole(1, 3)).only(COMPLAINT),
    Arg::may("major", Kind::Yes).only(COMPLAINT),
    Arg::may("against", Kind::Line(120)).only(COMPLAINT),
    Arg::may("demand", Kind::Line(500)).only(COMPLAINT),
    Arg::may("contact", Kind::Number),
    Arg::may("rework_of", Kind::Number),
    Arg::may("external", Kind::Line(60)),
];

/// What a ticket is opened with.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub kind: TicketKind,
    pub whom: Whom,
    pub category: String,
    pub priority: Priority,
    pub scope: Option<Scope>,
    pub place: String,
    pub text: String,
    pub appointment: Option<Appointment>,
    pub worker: Option<Staff>,
    /// Whether it goes to a worker at once.
    pub dispatch: bool,
    pub level: u8,
    pub major: bool,
    pub against: String,
    pub demand: String,
    pub contact: Option<ContactId>,
    pub rework_of: Option<TicketId>,
    pub external: Option<String>,
}

impl Wanted {
    /// Reads what is wanted from the arguments a command shares with `ticket.open`.
    pub fn read(work: &Work<'_>, values: &Values, kind: TicketKind, whom: Whom) -> Run<Self> {
        Ok(Self {
            kind,
            whom,
            category: values.line("category"),
            priority: values
                .choice("priority")
                .and_then(Priority::from_name)
                .unwrap_or(Priority::Normal),
            scope: values.choice("scope").and_then(Scope::from_name),
            place: values.line("place"),
            text: values.line("text"),
            appointment: values.when("appointment").map(|when| Appointment {
                day: when.day,
                window: when.window,
            }),
            worker: values.staff("worker").cloned(),
            dispatch: values.yes("dispatch"),
            level: values
                .whole("level")
                .and_then(|level| u8::try_from(level).ok())
                .unwrap_or(1),
            major: values.yes("major"),
            against: values.line("against"),
            demand: values.line("demand"),
            contact: None,
            rework_of: match values.number("rework_of") {
                Some(number) => Some(ticket_called(work, number)?.id),
                None => None,
            },
            external: values.text("external").map(str::to_owned),
        })
    }
}

/// Returns the ticket with this number, as another command's argument names it.
pub fn ticket_called(work: &Work<'_>, number: Number) -> Run<Ticket> {
    match by_number(work.tx(), number)? {
        Some(Found::Ticket(ticket)) => Ok(*ticket),
        _ => Err(Refusal::new(Why::UnknownRecord)
            .with("number", number.full())
            .into()),
    }
}

/// The category with this code.
fn category<'o>(office: &'o Office, code: &str) -> Option<&'o Category> {
    office.categories.iter().find(|known| known.code == code)
}

/// The kind a ticket is of: as said, else as its category says, else a repair.
pub fn kind_of(work: &Work<'_>, values: &Values) -> TicketKind {
    values
        .choice("kind")
        .and_then(TicketKind::from_name)
        .or_else(|| category(work.office, values.text("category")?).map(|known| known.kind))
        .unwrap_or(TicketKind::Repair)
}

/// The one line for lists: the first line of what was said, else place and category.
pub fn summary(office: &Office, place: &str, text: &str, code: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.is_empty() {
        let name = category(office, code).map_or(code, |known| known.name.as_str());
        return format!("{place}{name}");
    }
    first.chars().take(SUMMARY).collect()
}

/// What each kind must say before it is taken in (duties.md D-015, D-027): all faults at once.
fn faults(wanted: &Wanted) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let repair = wanted.kind == TicketKind::Repair;
    if repair && wanted.whom.premises.is_empty() {
        faults.push(missing("premises"));
    }
    if repair && wanted.category.is_empty() {
        faults.push(missing("category"));
    }
    if !repair && wanted.whom.unknown() {
        faults.push(missing("caller"));
    }
    if wanted.text.is_empty() && (!repair || wanted.category.is_empty()) {
        faults.push(missing("text"));
    }
    faults
}

/// Opens a ticket and sends a worker if that is wanted and there is one; the ticket is stored.
pub fn open(work: &mut Work<'_>, wanted: Wanted) -> Run<Ticket> {
    let faults = faults(&wanted);
    if !faults.is_empty() {
        return Err(Refusal::fields(faults).into());
    }
    let scope = wanted.scope.unwrap_or(if wanted.whom.public {
        Scope::Public
    } else {
        Scope::Private
    });
    let summary = summary(work.office, &wanted.place, &wanted.text, &wanted.category);
    let grievance = (wanted.kind == TicketKind::Complaint).then(|| Grievance {
        level: wanted.level.max(1),
        major: wanted.major,
        major_since: wanted.major.then_some(work.now),
        against: wanted.against.clone(),
        demand: wanted.demand.clone(),
        ..Grievance::default()
    });
    let id = TicketId(work.next_id::<Ticket>()?);
    let number = work.number(wanted.kind.letter())?;
    let state = wanted.kind.life().initial();
    let (community, by) = (wanted.whom.community, work.actor.staff);
    let mut ticket = Ticket {
        household: wanted.whom.household,
        premises: wanted.whom.premises.clone(),
        person: wanted.whom.person,
        caller: wanted.whom.caller.clone(),
        phone: wanted.whom.phone.clone(),
        contact: wanted.contact,
        category: wanted.category.clone(),
        priority: wanted.priority,
        scope,
        place: wanted.place.clone(),
        text: if wanted.text.is_empty() {
            summary.clone()
        } else {
            wanted.text.clone()
        },
        summary,
        appointment: wanted.appointment,
        rework_of: wanted.rework_of,
        grievance,
        external: wanted.external.clone(),
        ..Ticket::new(wanted.kind, id, number, state, community, work.now, by)
    };
    let subject = Subject::of(&ticket);
    let state = ticket.state.clone();
    work.line(subject, LineKind::Move, "", &state, "")?;
    if let Some(earlier) = wanted.rework_of {
        let earlier: Ticket = work.get(earlier.0)?;
        let (new, old) = (ticket.number.full(), earlier.number.full());
        work.line(Subject::of(&earlier), LineKind::Link, "", &new, "")?;
        work.line(subject, LineKind::Link, "", &old, "")?;
        work.touch(Subject::of(&earlier));
    }
    deadlines::save(work, &mut ticket)?;
    if wanted.dispatch {
        send(work, &mut ticket, wanted.worker)?;
    }
    Ok(ticket)
}

/// Sends a worker at once: the one named, else the one the rule proposes; without one it stays as received.
fn send(work: &mut Work<'_>, ticket: &mut Ticket, worker: Option<Staff>) -> Run<()> {
    let worker = match (worker, ticket.kind) {
        (Some(worker), _) => Some(worker),
        (None, TicketKind::Repair) => workers::choose(
            work.tx(),
            work.office,
            (&ticket.category, &ticket.premises),
            work.today(),
        )?,
        (None, _) => None,
    };
    if worker.is_none() || ticket.kind == TicketKind::Complaint {
        return Ok(());
    }
    let values = Values::default();
    let going = Going {
        values: &values,
        worker,
    };
    walk(work, ticket, "dispatch", &going)
}

/// Adds who has it, where somebody has.
pub fn with_holder(work: &Work<'_>, made: Made, ticket: &Ticket) -> Run<Made> {
    Ok(match ticket.assignee {
        Some(staff) => made.with(
            "worker",
            crate::service::lookup::staff_name(work.tx(), staff)?,
        ),
        None => made,
    })
}

/// The conversation it comes from, if it is named, and who calls: where nobody is named, who did then.
pub fn caller(work: &Work<'_>, values: &Values) -> Run<(Option<Contact>, Whom)> {
    let contact = match values.number("contact") {
        Some(number) => Some(contact_called(work, number)?),
        None => None,
    };
    let whom = whom::read(work, values)?;
    Ok(match contact {
        Some(contact) if whom.unknown() => {
            let whom = of_contact(&contact);
            (Some(contact), whom)
        }
        contact => (contact, whom),
    })
}

/// `ticket.open`.
pub fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let kind = kind_of(work, values);
    let (mut contact, whom) = caller(work, values)?;
    let mut wanted = Wanted::read(work, values, kind, whom)?;
    wanted.contact = contact.as_ref().map(|contact| contact.id);
    // Naming a worker means sending that worker.
    wanted.dispatch |= wanted.worker.is_some();
    let ticket = open(work, wanted)?;
    phrases::note(work, &ticket.text)?;
    let mut outcome = with_holder(work, made(&ticket), &ticket)?;
    if let Some(contact) = contact.as_mut() {
        contact.tickets.push(ticket.id);
        work.put(contact)?;
        outcome.also.push(contact.number);
    }
    Ok(outcome)
}

/// Returns the contact with this number, as another command's argument names it.
fn contact_called(work: &Work<'_>, number: Number) -> Run<Contact> {
    match by_number(work.tx(), number)? {
        Some(Found::Contact(contact)) => Ok(*contact),
        _ => Err(Refusal::new(Why::UnknownRecord)
            .with("number", number.full())
            .into()),
    }
}

/// Who spoke in a contact.
fn of_contact(contact: &Contact) -> Whom {
    Whom {
        community: contact.community,
        household: contact.household,
        premises: contact.premises.clone(),
        public: contact.household.is_none() && !contact.premises.is_empty(),
        person: contact.person,
        caller: contact.caller.clone(),
        phone: contact.phone.clone(),
    }
}
