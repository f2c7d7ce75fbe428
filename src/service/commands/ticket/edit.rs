//! Correcting a mistyped ticket: every changed field leaves a line with what it was.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::household::masked_phone;
use crate::domain::staff::Rank;
use crate::domain::ticket::{Appointment, Priority, Scope, Ticket};
use crate::service::args::Values;
use crate::service::command::{Arg, Kind, Made};
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::whom;
use crate::service::work::Work;

use super::COMPLAINT;
use super::guards::follow_ups;
use super::open::summary;
use super::paid_work;
use super::walk::{found, made, not_from_here, too_low};

/// Arguments of `ticket.edit`.
pub const ARGS: &[Arg] = &[
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
    Arg::may("level", Kind::Whole(1, 3)).only(COMPLAINT),
    Arg::may("major", Kind::Yes).only(COMPLAINT),
    Arg::may("against", Kind::Line(120)).only(COMPLAINT),
    Arg::may("demand", Kind::Line(500)).only(COMPLAINT),
    Arg::may("external", Kind::Line(60)),
    Arg::may("clear", Kind::Names),
];

/// What `clear` may empty.
const CLEARABLE: &[&str] = &[
    "caller",
    "phone",
    "place",
    "appointment",
    "against",
    "demand",
    "external",
];

/// What the form of `ticket.edit` begins with: what is there now, the number to call masked as it is
/// shown everywhere (product.md, privacy); what a form leaves as it was is not sent.
pub fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let Found::Ticket(ticket) = &work.found else {
        return Ok(Vec::new());
    };
    let mut begin = vec![whom::begin(
        work,
        ticket.household,
        (ticket.community, &ticket.premises),
    )?];
    begin.extend([
        ("caller", ticket.caller.clone()),
        ("phone", masked_phone(&ticket.phone)),
        ("category", ticket.category.clone()),
        ("priority", ticket.priority.name().to_owned()),
        ("scope", ticket.scope.name().to_owned()),
        ("place", ticket.place.clone()),
        ("text", ticket.text.clone()),
        (
            "appointment",
            ticket.appointment.map(printed).unwrap_or_default(),
        ),
    ]);
    if let Some(grievance) = &ticket.grievance {
        begin.extend([
            ("level", grievance.level.to_string()),
            ("major", said(grievance.major).to_owned()),
            ("against", grievance.against.clone()),
            ("demand", grievance.demand.clone()),
        ]);
    }
    begin.push(("external", ticket.external.clone().unwrap_or_default()));
    begin.retain(|(_, text)| !text.is_empty());
    Ok(begin)
}

/// Fields changed: name, before, after.
#[derive(Debug, Default)]
pub struct Changes(Vec<(&'static str, String, String)>);

impl Changes {
    /// Puts `new` in place of `old` if it is given and differs.
    pub fn text(&mut self, field: &'static str, old: &mut String, new: Option<&str>) {
        if let Some(new) = new
            && new != old
        {
            let before = std::mem::replace(old, new.to_owned());
            self.0.push((field, before, new.to_owned()));
        }
    }

    /// Notes a change made already.
    pub fn note(
        &mut self,
        field: &'static str,
        before: impl Into<String>,
        after: impl Into<String>,
    ) {
        self.0.push((field, before.into(), after.into()));
    }

    /// Writes a line a change; refuses if nothing changed. Returns how many there are.
    pub fn write(self, work: &mut Work<'_>, subject: Subject) -> Run<usize> {
        if self.0.is_empty() {
            return Err(Why::NothingSaid.into());
        }
        let count = self.0.len();
        for (field, mut before, mut after) in self.0 {
            if field == "phone" {
                // A line is read by everybody who may read the record (product.md, privacy).
                before = masked_phone(&before);
                after = masked_phone(&after);
            }
            work.edit_line(subject, LineKind::Edit, field, &before, &after, "")?;
        }
        Ok(count)
    }
}

/// `ticket.edit`.
pub fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    if !ticket.open() {
        return Err(not_from_here(work, &ticket).into());
    }
    let mut changes = Changes::default();
    parties(work, values, &mut ticket, &mut changes)?;
    let given = |name| values.text(name);
    changes.text("category", &mut ticket.category, given("category"));
    changes.text("place", &mut ticket.place, given("place"));
    if let Some(priority) = values.choice("priority").and_then(Priority::from_name)
        && priority != ticket.priority
    {
        changes.note("priority", ticket.priority.name(), priority.name());
        ticket.priority = priority;
    }
    if let Some(scope) = values.choice("scope").and_then(Scope::from_name)
        && scope != ticket.scope
    {
        changes.note("scope", ticket.scope.name(), scope.name());
        ticket.scope = scope;
    }
    if given("text").is_some_and(|text| text != ticket.text) {
        changes.text("text", &mut ticket.text, given("text"));
        ticket.summary = summary(work.office, &ticket.place, &ticket.text, &ticket.category);
    }
    if let Some(when) = values.when("appointment") {
        let agreed = Appointment {
            day: when.day,
            window: when.window,
        };
        if ticket.appointment != Some(agreed) {
            let before = ticket.appointment.map(printed).unwrap_or_default();
            changes.note("appointment", before, printed(agreed));
            ticket.appointment = Some(agreed);
        }
    }
    if let Some(external) = given("external")
        && ticket.external.as_deref() != Some(external)
    {
        let before = ticket.external.replace(external.to_owned());
        changes.note("external", before.unwrap_or_default(), external);
    }
    complaint(work, values, &mut ticket, &mut changes)?;
    clear(values, &mut ticket, &mut changes)?;
    let count = changes.write(work, Subject::of(&ticket))?;
    deadlines::save(work, &mut ticket)?;
    correct_follow_ups(work, &ticket)?;
    Ok(made(&ticket).with("count", Fact::from(count)))
}

/// The call that is still to be made goes to whom and where the ticket says now; voices speak for themselves.
fn correct_follow_ups(work: &mut Work<'_>, ticket: &Ticket) -> Run<()> {
    for before in follow_ups(work, ticket)? {
        if !before.open() {
            continue;
        }
        let mut after = before.clone();
        after.summary.clone_from(&ticket.summary);
        if before.voice == 0 {
            after.household = ticket.household;
            after.premises.clone_from(&ticket.premises);
            after.person = ticket.person;
            after.name.clone_from(&ticket.caller);
            after.phone.clone_from(&ticket.phone);
        }
        if after != before {
            work.put(&mut after)?;
        }
    }
    Ok(())
}

/// Corrects place, person, caller and phone.
fn parties(
    work: &Work<'_>,
    values: &Values,
    ticket: &mut Ticket,
    changes: &mut Changes,
) -> Run<()> {
    if let Some(place) = whom::place(work, values)?
        && (place.household, &place.premises) != (ticket.household, &ticket.premises)
    {
        if place.household != ticket.household {
            paid_work::nothing_charged(work, ticket)?;
        }
        ticket.household = place.household;
        ticket.community = place.community;
        changes.text("premises", &mut ticket.premises, Some(&place.premises));
    }
    if let Some(person) = values.person("person")
        && ticket.person != Some(person.id)
    {
        ticket.person = Some(person.id);
        changes.text("caller", &mut ticket.caller, Some(&person.name));
        let phone = person.phones.first().map(String::as_str);
        changes.text("phone", &mut ticket.phone, phone);
    }
    changes.text("caller", &mut ticket.caller, values.text("caller"));
    changes.text("phone", &mut ticket.phone, values.text("phone"));
    Ok(())
}

/// Empties what `clear` names.
fn clear(values: &Values, ticket: &mut Ticket, changes: &mut Changes) -> Run<()> {
    let empty = Some("");
    for field in values.clearing(CLEARABLE)? {
        match (field, ticket.grievance.as_mut()) {
            ("caller", _) => {
                ticket.person = None;
                changes.text(field, &mut ticket.caller, empty);
            }
            ("phone", _) => changes.text(field, &mut ticket.phone, empty),
            ("place", _) => changes.text(field, &mut ticket.place, empty),
            ("appointment", _) => {
                if let Some(before) = ticket.appointment.take() {
                    changes.note(field, printed(before), "");
                }
            }
            ("external", _) => {
                if let Some(before) = ticket.external.take() {
                    changes.note(field, before, "");
                }
            }
            ("against", Some(grievance)) => changes.text(field, &mut grievance.against, empty),
            ("demand", Some(grievance)) => changes.text(field, &mut grievance.demand, empty),
            _ => {}
        }
    }
    Ok(())
}

/// Corrects what only a complaint has. Up goes whoever sees it; down only who answers for it.
fn complaint(
    work: &Work<'_>,
    values: &Values,
    ticket: &mut Ticket,
    changes: &mut Changes,
) -> Run<()> {
    let level = values
        .whole("level")
        .and_then(|level| u8::try_from(level).ok());
    let asked = ["against", "demand", "level", "major"]
        .into_iter()
        .find(|name| values.has(name));
    let Some(grievance) = ticket.grievance.as_mut() else {
        return match asked {
            Some(field) => {
                let fault = Refusal::new(Why::UnknownArgument).with("text", field);
                Err(Refusal::fields(vec![fault.on(field)]).into())
            }
            None => Ok(()),
        };
    };
    changes.text("against", &mut grievance.against, values.text("against"));
    changes.text("demand", &mut grievance.demand, values.text("demand"));
    if let Some(level) = level
        && level != grievance.level
    {
        if level < grievance.level && work.actor.rank < Rank::DeptManager {
            return Err(too_low(Rank::DeptManager).into());
        }
        changes.note("level", grievance.level.to_string(), level.to_string());
        grievance.raise(level);
        grievance.level = level;
    }
    let major = values.yes("major");
    if values.has("major") && major != grievance.major {
        if grievance.major && work.actor.rank < Rank::DeptManager {
            return Err(too_low(Rank::DeptManager).into());
        }
        changes.note("major", said(grievance.major), said(major));
        ticket.set_major(major, work.now);
    }
    Ok(())
}

const fn said(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// An appointment as history lines keep it: `2026-11-22 09:00-12:00`.
fn printed(appointment: Appointment) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    match appointment.window {
        Some(window) => format!(
            "{} {}-{}",
            appointment.day,
            clock(window.from),
            clock(window.to)
        ),
        None => appointment.day.to_string(),
    }
}
