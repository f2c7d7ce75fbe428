//! `contact.log`: a conversation with everything that comes of it, in one act.

use crate::domain::calendar::Instant;
use crate::domain::contact::{Channel, Contact, ContactKind, ContactState, Visitor};
use crate::domain::error::{Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::id::{ContactId, Letter};
use crate::domain::ticket::{Priority, Scope, Ticket, TicketKind};
use crate::service::args::{Value, Values, bad_choice};
use crate::service::command::{Arg, Kind, Made};
use crate::service::deadlines::{CALL_BACK, INCIDENT, by_rule};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::phrases;
use crate::service::subject::{Found, Subject, by_number};
use crate::service::whom::{self, Whom};
use crate::service::work::Work;

use super::{not_from_here, ring, state};
use crate::service::commands::ticket::open::{Wanted, kind_of, open, ticket_called, with_holder};
use crate::service::commands::ticket::{voice, walk};

/// What `ticket` may say.
const TICKETS: &[&str] = &["repair", "complaint", "request", "none"];
/// The word for no ticket.
const NONE: &str = "none";
/// The word for an urgent matter of the block.
const URGENT: &str = "urgent";
/// Most further matters of one conversation.
const MOST_MATTERS: usize = 20;

/// What stands between the matters of a conversation in its text.
const BETWEEN: &str = " / ";

/// Arguments of which one at least says something; without them there is nothing to record.
pub const SAYING: &[&str] = &[
    "text",
    "answer",
    "category",
    "matters",
    "voice",
    "first_action",
    "callback",
    "waiting",
];

/// Arguments of `contact.log`.
pub const ARGS: &[Arg] = &[
    Arg::may("channel", Kind::Choice(Channel::NAMES)),
    Arg::may("kind", Kind::Choice(ContactKind::NAMES)),
    Arg::may("premises", Kind::Premises),
    Arg::may("area", Kind::Line(60)).called("public_area"),
    Arg::may("person", Kind::Person),
    Arg::may("caller", Kind::Line(60)).personal(),
    Arg::may("phone", Kind::Phone).personal(),
    Arg::may("visitor", Kind::Choice(Visitor::NAMES)),
    Arg::may("text", Kind::Block),
    Arg::may("answer", Kind::Block),
    Arg::may("callback", Kind::Yes),
    Arg::may("waiting", Kind::Yes),
    Arg::may("first_action", Kind::Line(500)),
    Arg::may("reported_to", Kind::Line(60)),
    Arg::may("ticket", Kind::Choice(TICKETS)),
    Arg::may("category", Kind::Category),
    Arg::may("priority", Kind::Choice(Priority::NAMES)),
    Arg::may("scope", Kind::Choice(Scope::NAMES)),
    Arg::may("place", Kind::Line(60)),
    Arg::may("appointment", Kind::When),
    Arg::may("worker", Kind::Worker),
    Arg::may("dispatch", Kind::Yes),
    Arg::may("level", Kind::Whole(1, 3)),
    Arg::may("major", Kind::Yes),
    Arg::may("against", Kind::Line(120)),
    Arg::may("demand", Kind::Line(500)),
    Arg::may("rework_of", Kind::Number),
    Arg::may("matters", Kind::Block),
    Arg::may("voice", Kind::Number),
    Arg::may("external", Kind::Line(60)),
    Arg::may("contact", Kind::Number),
];

/// `contact.log`.
pub fn log(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let call = call(work, values)?;
    let mut whom = whom::read(work, values)?;
    if let Some(call) = &call {
        of_call(&mut whom, call);
    }
    // Who was shown the way is only counted.
    let counted = values.choice("kind") == Some(ContactKind::Guidance.name());
    if whom.unknown()
        && values.text("text").is_none()
        && values.text("matters").is_none()
        && !counted
    {
        return Err(Why::NothingSaid.into());
    }
    if !counted && !SAYING.iter().any(|name| values.has(name)) {
        return Err(Refusal::field("text", Why::NoMatter).into());
    }
    let id = match &call {
        Some(call) => call.id,
        None => ContactId(work.next_id::<Contact>()?),
    };
    let (wanted, asked) = wanted(work, values, &whom, id)?;
    let kinds: Vec<TicketKind> = wanted.iter().map(|wanted| wanted.kind).collect();
    let mut contact = contact(work, values, &whom, (id, call), (&kinds, &asked))?;
    phrases::note(work, &contact.text)?;
    let mut tickets = Vec::new();
    for wanted in wanted {
        tickets.push(open(work, wanted)?);
    }
    let opened = tickets.len();
    if let Some(number) = values.number("voice") {
        let mut ticket = ticket_called(work, number)?;
        if voice::speaks_in(&ticket, &whom) {
            voice::again(work, &ticket, &contact)?;
        } else {
            voice::add(work, &mut ticket, &whom, Some(id))?;
        }
        tickets.push(ticket);
    }
    contact.tickets = tickets.iter().map(|ticket| ticket.id).collect();
    work.put(&mut contact)?;
    let made = outcome(work, &contact, &tickets, opened)?;
    Ok(match tickets.get(opened) {
        Some(joined) => made
            .with("joined", joined.number.short(work.today()))
            .with("voices", joined.voices.len() + 1),
        None => made,
    })
}

/// The call this is what was said in: one that rang, with whom nobody has spoken yet and that nobody else has.
fn call(work: &Work<'_>, values: &Values) -> Run<Option<Contact>> {
    let Some(number) = values.number("contact") else {
        return Ok(None);
    };
    let Some(Found::Contact(call)) = by_number(work.tx(), number)? else {
        let unknown = Refusal::new(Why::UnknownRecord);
        return Err(unknown.with("number", number.short(work.today())).into());
    };
    ring::left_alone(work, &call)?;
    if !call.is_unheard() {
        return Err(not_from_here(work, &call).into());
    }
    Ok(Some(*call))
}

/// Completes who speaks by what is known of the call, where nothing else was said.
fn of_call(whom: &mut Whom, call: &Contact) {
    if whom.premises.is_empty() && whom.person.is_none() && whom.caller.is_empty() {
        whom.community = call.community;
        whom.household = call.household;
        whom.premises.clone_from(&call.premises);
    }
    let same_home = whom.household == call.household && whom.premises == call.premises;
    if same_home && whom.person.is_none() && whom.caller.is_empty() {
        whom.person = call.person;
        whom.caller.clone_from(&call.caller);
    }
    if whom.phone.is_empty() {
        whom.phone.clone_from(&call.phone);
    }
}

/// The outcome: the contact's number, those of the tickets it opened, who has the first.
fn outcome(work: &Work<'_>, contact: &Contact, tickets: &[Ticket], opened: usize) -> Run<Made> {
    let numbers: Vec<String> = tickets
        .iter()
        .take(opened)
        .map(|ticket| ticket.number.short(work.today()))
        .collect();
    let mut made = Made::of(contact.number).with("tickets", numbers.join(" "));
    made.also = tickets.iter().map(|ticket| ticket.number).collect();
    match tickets.first() {
        Some(first) => with_holder(work, made.with("state", walk::state(first)), first),
        None => Ok(made.with("state", state(contact))),
    }
}

/// The kind of ticket the conversation's own fields describe: as said, else as its kind or its category says.
fn own(work: &Work<'_>, values: &Values) -> Option<TicketKind> {
    let by_kind = || {
        let kind = values.choice("kind").and_then(TicketKind::from_name);
        kind.filter(|_| !values.has("voice"))
    };
    match values.choice("ticket") {
        Some(NONE) => None,
        Some(kind) => TicketKind::from_name(kind),
        None => by_kind().or_else(|| {
            values
                .has("category")
                .then(|| kind_of_category(work, values))
        }),
    }
}

/// What the further matters come to.
#[derive(Default)]
struct Further {
    /// What each of them says.
    texts: Vec<String>,
    /// Whether one of them is a question.
    questions: bool,
}

/// The tickets the conversation asks for, of its own fields and then of the further matters, and what else these say.
fn wanted(
    work: &Work<'_>,
    values: &Values,
    whom: &Whom,
    id: ContactId,
) -> Run<(Vec<Wanted>, Further)> {
    let own = own(work, values);
    let mut further = Further::default();
    let mut all = Vec::new();
    if let Some(kind) = own {
        let mut first = Wanted::read(work, values, kind, whom.clone())?;
        first.dispatch |= first.worker.is_some();
        first.contact = Some(id);
        // The conversation carries the number in the other system; one number names one record.
        first.external = None;
        all.push(first);
    }
    let base = Wanted::read(work, values, TicketKind::Repair, whom.clone())?;
    for (at, line) in values.line("matters").lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if at >= MOST_MATTERS {
            let fault = Refusal::new(Why::TooLong).with("limit", MOST_MATTERS);
            return Err(Refusal::fields(vec![fault.on("matters")]).into());
        }
        let (text, ticket) = matter(work, &base, line, id)?;
        further.questions |= ticket.is_none();
        further.texts.push(text);
        all.extend(ticket);
    }
    Ok((all, further))
}

/// The kind of ticket the category given is for.
fn kind_of_category(work: &Work<'_>, values: &Values) -> TicketKind {
    let mut only = Values::default();
    if let Some(code) = values.text("category") {
        only.set("category", Value::Text(code.to_owned()));
    }
    kind_of(work, &only)
}

/// One further matter, `category|text|place|urgent|kind|area`: what it says, and the ticket it makes. Without a category
/// its kind says what it is; a question makes no ticket. What is in a public area is not at the caller's home.
fn matter(
    work: &Work<'_>,
    base: &Wanted,
    line: &str,
    id: ContactId,
) -> Run<(String, Option<Wanted>)> {
    let mut parts = line.split(['|', '｜']).map(str::trim);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (named, text, place, priority, said) = (next(), next(), next(), next(), next());
    let area = next();
    let refused = |fault: Refusal| Refusal::fields(vec![fault.on("matters")]);
    let ticket = TicketKind::from_name(&said);
    let (kind, category) = match lookup::category(work.office, &named) {
        Ok(category) => (ticket.unwrap_or(category.kind), category.code.clone()),
        Err(_) if !named.is_empty() || said.is_empty() => {
            let fault = Refusal::new(Why::UnknownCategory).with("text", named);
            return Err(refused(fault).into());
        }
        Err(_) => match (ticket, ContactKind::from_name(&said)) {
            (Some(TicketKind::Repair), _) => {
                return Err(refused(Refusal::new(Why::NoCategory)).into());
            }
            (Some(kind), _) => (kind, String::new()),
            (None, Some(_)) => return Ok((text, None)),
            (None, None) => {
                let keys = ContactKind::NAMES
                    .iter()
                    .map(|name| format!("choice-kind-{name}"));
                return Err(refused(bad_choice(&said, keys)).into());
            }
        },
    };
    let priority = if priority == URGENT {
        Priority::Urgent
    } else {
        Priority::Normal
    };
    let mut whom = base.whom.clone();
    if !area.is_empty() {
        let mut at = Values::default();
        at.set("area", Value::Text(area));
        whom.go_to(whom::place(work, &at)?);
    }
    let ticket = Wanted {
        kind,
        whom,
        category,
        text: text.clone(),
        place,
        priority,
        worker: None,
        level: 1,
        major: false,
        against: String::new(),
        demand: String::new(),
        contact: Some(id),
        rework_of: None,
        external: None,
        ..base.clone()
    };
    Ok((text, Some(ticket)))
}

/// What the conversation is about: as said, else as the first ticket says, else an incident of the
/// shift or an enquiry.
fn about(values: &Values, channel: Channel, tickets: &[TicketKind]) -> ContactKind {
    let of_ticket = tickets.first().map(|kind| match kind {
        TicketKind::Repair => ContactKind::Repair,
        TicketKind::Complaint => ContactKind::Complaint,
        TicketKind::Request => ContactKind::Request,
    });
    let incident = channel == Channel::Shift || values.has("first_action");
    values
        .choice("kind")
        .and_then(ContactKind::from_name)
        .or(of_ticket)
        .unwrap_or(if incident {
            ContactKind::Incident
        } else {
            ContactKind::Enquiry
        })
}

/// Whether a question was neither answered nor made a matter of: then somebody owes a call back
/// (duties.md D-004). What only joins an open ticket is answered with it.
fn unanswered(
    values: &Values,
    kind: ContactKind,
    (tickets, further): (&[TicketKind], &Further),
) -> bool {
    let asked = kind == ContactKind::Enquiry && tickets.is_empty() && !values.has("voice");
    (asked || further.questions) && !values.has("answer")
}

/// All that was said, one matter after the other.
fn said(values: &Values, further: &Further) -> String {
    let own = values.text("text").into_iter();
    let further = further.texts.iter().map(String::as_str);
    let texts = own.chain(further).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(BETWEEN)
}

/// The record of the conversation, not yet stored; what is owed decides where it stands.
fn contact(
    work: &mut Work<'_>,
    values: &Values,
    whom: &Whom,
    (id, call): (ContactId, Option<Contact>),
    (tickets, further): (&[TicketKind], &Further),
) -> Run<Contact> {
    let channel = values
        .choice("channel")
        .and_then(Channel::from_name)
        .unwrap_or(Channel::Call);
    let kind = about(values, channel, tickets);
    let reported = values.line("reported_to");
    let unreported = kind == ContactKind::Incident && reported.is_empty();
    let (state, rule) = if unreported {
        (ContactState::Unreported, INCIDENT)
    } else if values.yes("callback") {
        (ContactState::CallBack, CALL_BACK)
    } else if values.yes("waiting") {
        (ContactState::Waiting, "")
    } else if unanswered(values, kind, (tickets, further)) {
        match channel {
            // Who asks at the desk stands there until there is an answer (duties.md D-003).
            Channel::Visit => (ContactState::Waiting, ""),
            _ => (ContactState::CallBack, CALL_BACK),
        }
    } else {
        (ContactState::Settled, "")
    };
    let at = call.as_ref().map_or(work.now, |call| call.at);
    // What is promised in a call back is owed from then on, not since the number rang first.
    let due_at: Option<Instant> = by_rule(work.office, rule, work.now).map(|d| d.due);
    let answer = values.line("answer");
    let number = match &call {
        Some(call) => call.number,
        None => work.number(Letter::Contact)?,
    };
    let mut contact = Contact {
        version: call.as_ref().map_or(0, |call| call.version),
        kind,
        state,
        household: whom.household,
        premises: whom.premises.clone(),
        person: whom.person,
        caller: whom.caller.clone(),
        phone: whom.phone.clone(),
        visitor: values.choice("visitor").and_then(Visitor::from_name),
        text: said(values, further),
        answered_at: (!answer.is_empty()).then_some(work.now),
        answer,
        due_at,
        due_rule: rule.to_owned(),
        first_action: values.line("first_action"),
        reported_at: (!reported.is_empty()).then_some(work.now),
        reported_to: reported,
        external: values.text("external").map(str::to_owned),
        ..Contact::new(id, number, channel, whom.community, (at, work.actor.staff))
    };
    if let Some(call) = call {
        contact.rings = call.rings;
        contact.rang_at = call.rang_at;
        contact.taken_by = call.taken_by;
        contact.taken_at = call.taken_at;
        ring::hold(work, &mut contact);
        let (before, after) = (call.state.name(), contact.state.name());
        let of = Subject::of(&contact);
        work.line(of, LineKind::Move, before, after, "")?;
    }
    Ok(contact)
}
