//! Contacts, the tickets that came of them, their history and follow-ups.

use frontdesk::domain::calendar::{Instant, Zone};
use frontdesk::domain::contact::{Channel, Contact, ContactKind, ContactState};
use frontdesk::domain::follow_up::{Attempt, FollowUp, Outcome, Way};
use frontdesk::domain::history::{Line, LineKind};
use frontdesk::domain::id::{
    CommunityId, ContactId, FollowUpId, HouseholdId, Letter, PersonId, StaffId, TicketId,
};
use frontdesk::domain::ticket::{Grievance, Pause, Priority, Ticket, TicketKind};
use frontdesk::service::work::Work;
use frontdesk::storage::record::Record;

use super::homes::{WORKERS, code_of, owner_of};
use super::random::Random;
use super::words::{COMPLAINTS, PLACES, RARE, RARE_TICKETS, REPAIRS, REQUESTS, RESULTS};
use super::{Filling, Size, put};

/// Contacts to whom something is still owed.
const OPEN_CONTACTS: u64 = 20;
/// First and last minute of a day's contacts.
const DAY: (u64, u64) = (8 * 60, 18 * 60);

/// Where the ticket at a place in time stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Closed,
    FollowingUp,
    Open,
}

fn stage(size: Size, at: u64) -> Stage {
    let left = size.tickets - at;
    if left <= size.open {
        Stage::Open
    } else if left <= size.open + size.following_up() {
        Stage::FollowingUp
    } else {
        Stage::Closed
    }
}

/// When the contact at `at` of all came: the last ones today.
fn time_of(size: Size, now: Instant, at: u64) -> Instant {
    let zone = Zone::default();
    let back = size.tickets - 1 - at;
    let days = i32::try_from(back / size.a_day()).unwrap();
    let within = back % size.a_day();
    let minute = DAY.1 - 1 - within * (DAY.1 - DAY.0) / size.a_day();
    let whole = zone.at(zone.day_of(now).plus(-days), u16::try_from(minute).unwrap());
    // No two at the same instant.
    whole.plus_ms(60_000 - 1 - i64::try_from(within % 60_000).unwrap())
}

/// The matter of one ticket.
struct Matter {
    /// Its place among all, from 0.
    at: u64,
    /// How many are younger: what is young is the same in every estate, however long its history.
    younger: u64,
    home: u64,
    kind: TicketKind,
    category: &'static str,
    place: &'static str,
    summary: String,
    came: Instant,
    stage: Stage,
    worker: u64,
    result: &'static str,
}

fn matter(filling: &Filling<'_>, at: u64) -> Matter {
    let size = filling.size;
    let younger = size.tickets - 1 - at;
    let mut random = Random::new(younger);
    let (kind, matters) = match random.below(20) {
        0..14 => (TicketKind::Repair, REPAIRS),
        14..17 => (TicketKind::Complaint, COMPLAINTS),
        _ => (TicketKind::Request, REQUESTS),
    };
    let (category, text) = random.of(matters);
    let place = random.of(PLACES);
    let rare = at % (size.tickets / RARE_TICKETS).max(1) == 1;
    let summary = if rare {
        format!("{place}{RARE}发霉")
    } else {
        format!("{place}{text}")
    };
    Matter {
        at,
        younger,
        home: random.below(size.homes) + 1,
        kind,
        category,
        place,
        summary,
        came: time_of(size, filling.now, at),
        stage: stage(size, at),
        worker: random.of(WORKERS),
        result: random.of(RESULTS),
    }
}

pub fn fill(filling: &Filling<'_>) {
    filling.batches(filling.size.tickets, 8, |work, at| {
        let matter = matter(filling, at);
        contact(work, filling, &matter);
        ticket(work, filling, &matter);
    });
}

fn contact(work: &mut Work<'_>, filling: &Filling<'_>, matter: &Matter) {
    let (caller, phone) = owner_of(matter.home);
    let owed = matter.younger < OPEN_CONTACTS;
    let id = ContactId(work.next_id::<Contact>().unwrap());
    let day = Zone::default().day_of(matter.came);
    let number = work.number_on(Letter::Contact, day).unwrap();
    let channel = if matter.younger.is_multiple_of(3) {
        Channel::Visit
    } else {
        Channel::Call
    };
    let mut contact = Contact {
        kind: match matter.kind {
            TicketKind::Repair => ContactKind::Repair,
            TicketKind::Complaint => ContactKind::Complaint,
            TicketKind::Request => ContactKind::Request,
        },
        household: Some(HouseholdId(matter.home)),
        premises: code_of(matter.home),
        person: Some(PersonId(matter.home)),
        caller,
        phone,
        text: matter.summary.clone(),
        tickets: vec![TicketId(matter.at + 1)],
        ..Contact::new(
            id,
            number,
            channel,
            CommunityId(1),
            (matter.came, StaffId(1)),
        )
    };
    if owed {
        contact.state = ContactState::CallBack;
        contact.due_at = Some(filling.now.plus_minutes(30));
        contact.due_rule = "enquiry.call_back".into();
    }
    put(&mut contact, work);
}

/// State and due instant of a ticket of this matter.
fn standing(filling: &Filling<'_>, matter: &Matter) -> (&'static str, Option<Instant>, Vec<Pause>) {
    match matter.stage {
        Stage::Closed => ("closed", None, Vec::new()),
        Stage::FollowingUp => ("follow_up", None, Vec::new()),
        Stage::Open => {
            // A third is late, the others are due within three days; one in twenty is held.
            let spread = i64::try_from(matter.younger * 37 % 4_320).unwrap();
            let due = filling.now.plus_minutes(spread - 1_440);
            let held = matter.kind == TicketKind::Repair && matter.younger.is_multiple_of(20);
            let pauses = held.then(|| Pause {
                from: matter.came.plus_minutes(60),
                until: None,
                reason: "等配件".into(),
                wake_at: filling.now.plus_minutes(600),
            });
            (state(matter, held), Some(due), pauses.into_iter().collect())
        }
    }
}

/// The state of an open ticket.
const fn state(matter: &Matter, held: bool) -> &'static str {
    match (matter.kind, matter.younger % 3) {
        _ if held => "on_hold",
        (_, 0) => "received",
        (TicketKind::Repair, 1) => "dispatched",
        (TicketKind::Repair, _) => "working",
        (TicketKind::Complaint, 1) => "notified",
        (TicketKind::Complaint, _) => "handling",
        (TicketKind::Request, _) => "assigned",
    }
}

fn ticket(work: &mut Work<'_>, filling: &Filling<'_>, matter: &Matter) {
    let (state, due_at, pauses) = standing(filling, matter);
    let sent = state != "received";
    let over = matter.stage != Stage::Open;
    let (caller, phone) = owner_of(matter.home);
    let done_at = over.then(|| matter.came.plus_minutes(90));
    let closed_at = (matter.stage == Stage::Closed).then(|| matter.came.plus_minutes(1_500));
    let day = Zone::default().day_of(matter.came);
    let id = TicketId(work.next_id::<Ticket>().unwrap());
    let number = work.number_on(matter.kind.letter(), day).unwrap();
    let (community, by) = (CommunityId(1), StaffId(1));
    let mut ticket = Ticket {
        household: Some(HouseholdId(matter.home)),
        premises: code_of(matter.home),
        person: Some(PersonId(matter.home)),
        caller,
        phone,
        contact: Some(ContactId(matter.at + 1)),
        category: matter.category.into(),
        priority: if matter.younger.is_multiple_of(9) {
            Priority::Urgent
        } else {
            Priority::Normal
        },
        place: matter.place.into(),
        summary: matter.summary.clone(),
        text: matter.summary.clone(),
        assignee: sent.then_some(StaffId(matter.worker)),
        dispatched_at: sent.then(|| matter.came.plus_minutes(5)),
        started_at: over.then(|| matter.came.plus_minutes(30)),
        pauses,
        due_at,
        due_rule: if due_at.is_some() {
            "repair.arrive".into()
        } else {
            String::new()
        },
        done_at,
        result: if over {
            matter.result.into()
        } else {
            String::new()
        },
        class: if over { "正常".into() } else { String::new() },
        zone: if over { "A-01".into() } else { String::new() },
        closed_at,
        grievance: (matter.kind == TicketKind::Complaint).then(|| Grievance {
            level: 1,
            ..Grievance::default()
        }),
        urgent_at: due_at.unwrap_or(matter.came),
        touched_at: closed_at.or(done_at).unwrap_or(matter.came),
        outcome: closed_at.map(|_| Outcome::Satisfied),
        ..Ticket::new(matter.kind, id, number, state, community, matter.came, by)
    };
    put(&mut ticket, work);
    history(work, &ticket, matter);
    if matter.stage != Stage::Open {
        follow_up(work, filling, &ticket, matter);
    }
}

/// The moves of its life, one line each.
fn history(work: &mut Work<'_>, ticket: &Ticket, matter: &Matter) {
    let moves: &[(&str, &str, &str)] = match matter.stage {
        Stage::Closed => &[
            ("ticket.dispatch", "received", "dispatched"),
            ("ticket.start", "dispatched", "working"),
            ("ticket.done", "working", "follow_up"),
            ("followup.record", "follow_up", "closed"),
        ],
        Stage::FollowingUp => &[
            ("ticket.dispatch", "received", "dispatched"),
            ("ticket.start", "dispatched", "working"),
            ("ticket.done", "working", "follow_up"),
        ],
        Stage::Open if ticket.state == "received" => &[],
        Stage::Open => &[("ticket.dispatch", "received", "dispatched")],
    };
    for (at, (command, before, after)) in (1..).zip(moves) {
        let id = work.next_id::<Line>().unwrap();
        put(
            &mut Line {
                id,
                version: 0,
                of: (Ticket::KIND, ticket.id.0),
                kind: LineKind::Move,
                at: matter.came.plus_minutes(at * 30),
                by: StaffId(1),
                command: (*command).into(),
                before: (*before).into(),
                after: (*after).into(),
                field: String::new(),
                text: String::new(),
            },
            work,
        );
    }
}

fn follow_up(work: &mut Work<'_>, filling: &Filling<'_>, ticket: &Ticket, matter: &Matter) {
    let since = ticket.done_at.unwrap_or(matter.came);
    let id = FollowUpId(work.next_id::<FollowUp>().unwrap());
    let spread = i64::try_from(matter.younger * 41 % 4_320).unwrap();
    let due_at = match matter.stage {
        Stage::Closed => since.plus_minutes(3 * 1_440),
        _ => filling.now.plus_minutes(spread - 1_440),
    };
    let attempt = ticket.closed_at.map(|at| Attempt {
        at,
        by: StaffId(1),
        way: Way::Phone,
        outcome: Outcome::Satisfied,
        text: "已修好，满意".into(),
        file: None,
    });
    put(
        &mut FollowUp {
            id,
            version: 0,
            number: work
                .number_on(Letter::FollowUp, Zone::default().day_of(since))
                .unwrap(),
            ticket: ticket.id,
            ticket_number: ticket.number,
            household: ticket.household,
            premises: ticket.premises.clone(),
            person: ticket.person,
            name: ticket.caller.clone(),
            phone: ticket.phone.clone(),
            summary: ticket.summary.clone(),
            since,
            due_at,
            wake_at: None,
            attempts: attempt.into_iter().collect(),
            outcome: ticket.closed_at.map(|_| Outcome::Satisfied),
            ended_at: ticket.closed_at,
            assignee: StaffId(1),
            important: false,
            noted_by: None,
            voice: 0,
            undone: false,
            before: None,
            days: None,
            entry: None,
        },
        work,
    );
}
