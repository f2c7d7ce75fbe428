//! The record the eye is on, and what it stands for when a command is about something else of it.

use crate::domain::calendar::Day;
use crate::domain::contact::ContactState;
use crate::domain::error::Fact;
use crate::domain::id::{Letter, Number};
use crate::domain::ticket::TicketKind;
use crate::wire::commands::About;
use crate::wire::view::{Detail, Home, PersonView, PlacedRow, RowView};
use crate::wire::{Query, Subject, view};

/// The record a command is to be about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aim {
    /// How it is typed: a number, a room code, `P` and a number.
    pub name: String,
    /// The record, where it is known.
    pub subject: Option<Subject>,
    /// The version on the screen.
    pub seen: Option<u32>,
    /// What it is called on the screen beside its name.
    pub remark: String,
}

/// A record on the screen, with the names of what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The record itself.
    pub subject: Option<Subject>,
    about: Option<About>,
    version: Option<u32>,
    number: Option<Number>,
    ticket: Option<Number>,
    premises: String,
    household: Option<Subject>,
    remark: String,
    settled: bool,
    /// The register an entry is of.
    register: String,
    /// Which life a ticket leads, and where in it.
    stands: Option<(TicketKind, String)>,
    /// Who asked for what waits for a second person.
    asked_by: String,
}

/// What a number names.
fn about_of(number: Number) -> About {
    match number.letter {
        Letter::Contact => About::Contact,
        Letter::Repair | Letter::Complaint | Letter::Request => About::Ticket,
        Letter::FollowUp => About::FollowUp,
        Letter::Receipt => About::Payment,
        Letter::Approval => About::Approval,
        // Every other letter is of registers.
        _ => About::Register,
    }
}

fn remark(parts: [&str; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

impl Target {
    /// The record of a pane's row.
    pub fn of_row(placed: &PlacedRow) -> Self {
        let target = Self {
            subject: Some(placed.subject),
            version: Some(placed.version),
            ..Self::default()
        };
        match &placed.row {
            RowView::Contact(row) => Self {
                about: Some(About::Contact),
                number: Some(row.number),
                ticket: row.ticket,
                premises: row.premises.clone(),
                remark: remark([&row.premises, &row.caller, &row.text]),
                settled: matches!(row.state, ContactState::Settled | ContactState::Undone),
                ..target
            },
            RowView::Ticket(row) => Self {
                about: Some(About::Ticket),
                number: Some(row.number),
                ticket: Some(row.number),
                premises: row.premises.clone(),
                remark: remark([&row.premises, &row.caller, &row.summary]),
                stands: Some((row.kind, row.state.clone())),
                ..target
            },
            RowView::FollowUp(row) => Self {
                about: Some(About::FollowUp),
                number: Some(row.number),
                ticket: Some(row.ticket),
                premises: row.premises.clone(),
                remark: remark([&row.premises, &row.name, &row.summary]),
                ..target
            },
            RowView::Debt(row) => Self {
                about: Some(About::Household),
                premises: row.premises.clone(),
                household: Some(placed.subject),
                remark: row.payer.clone(),
                ..target
            },
        }
    }

    /// The record of a detail view.
    pub fn of_detail(detail: &Detail) -> Self {
        if detail.kind == "duty" {
            return Self::of_duty(detail.subject);
        }
        let about = detail.number.map_or(About::Household, about_of);
        let ticket = detail
            .number
            .filter(|number| about_of(*number) == About::Ticket);
        let premises = if detail.number.is_none() {
            detail.name.clone()
        } else {
            told(&detail.fields, "premises")
        };
        Self {
            subject: Some(detail.subject),
            about: Some(about),
            version: Some(detail.version),
            number: detail.number,
            ticket,
            premises,
            household: detail.household,
            settled: detail.ended,
            register: if about == About::Register {
                detail.kind.clone()
            } else {
                String::new()
            },
            remark: detail.text.lines().next().unwrap_or_default().to_owned(),
            asked_by: if about == About::Approval {
                told(&detail.fields, "asked_by")
            } else {
                String::new()
            },
            stands: TicketKind::from_name(&detail.kind)
                .filter(|_| about == About::Ticket)
                .map(|kind| (kind, detail.state.clone())),
        }
    }

    /// The home of a card.
    pub fn of_home(home: &Home) -> Self {
        Self {
            subject: Some(home.subject),
            about: Some(About::Household),
            version: Some(home.version),
            premises: home.premises.clone(),
            household: Some(home.subject),
            ..Self::default()
        }
    }

    /// A person of a home.
    pub fn of_person(person: &PersonView) -> Self {
        Self {
            subject: Some(person.subject),
            about: Some(About::Person),
            remark: remark_of(person),
            ..Self::default()
        }
    }

    /// A record known by its number or code alone.
    pub fn named(
        about: About,
        subject: Option<Subject>,
        name: &str,
        number: Option<Number>,
    ) -> Self {
        Self {
            subject,
            about: Some(about),
            number,
            ticket: number.filter(|number| about_of(*number) == About::Ticket),
            premises: if number.is_none() {
                name.to_owned()
            } else {
                String::new()
            },
            ..Self::default()
        }
    }

    /// The same, which is an entry of this register.
    #[must_use]
    pub fn of_register(self, name: &str) -> Self {
        Self {
            register: name.to_owned(),
            ..self
        }
    }

    /// The same, which is a request of somebody, decided or not.
    #[must_use]
    pub fn of_request(self, asked_by: &str, decided: bool) -> Self {
        Self {
            asked_by: asked_by.to_owned(),
            settled: decided,
            ..self
        }
    }

    /// The register it is an entry of.
    pub fn register(&self) -> Option<&str> {
        Some(self.register.as_str()).filter(|name| !name.is_empty())
    }

    /// A record known by its number.
    pub fn numbered(number: Number) -> Self {
        Self::named(about_of(number), None, &number.full(), Some(number))
    }

    /// A duty of a period.
    pub fn of_duty(subject: Subject) -> Self {
        Self {
            subject: Some(subject),
            ..Self::default()
        }
    }

    /// A deposit of a home.
    pub fn of_deposit(subject: Subject, premises: &str) -> Self {
        Self {
            subject: Some(subject),
            about: Some(About::Deposit),
            premises: premises.to_owned(),
            ..Self::default()
        }
    }

    /// The same on the card of its home, which is known there.
    #[must_use]
    pub fn within(&self, home: &Home) -> Self {
        Self {
            household: Some(home.subject),
            premises: home.premises.clone(),
            ..self.clone()
        }
    }

    /// Its number, if it is a ticket itself.
    pub fn ticket(&self) -> Option<Number> {
        self.number.filter(|_| self.about == Some(About::Ticket))
    }

    /// A later version of it was seen.
    pub fn see(&mut self, version: u32) {
        self.version = Some(version);
    }

    /// Whether the server can be asked about it.
    pub const fn is_known(&self) -> bool {
        self.subject.is_some() || self.number.is_some()
    }

    /// The question about its record. A row of a list knows it by its number alone: the record comes first.
    pub fn query(&self, about: fn(Subject) -> Query) -> Option<Query> {
        let by_number = || self.number.map(|number| Query::Show(number.full()));
        self.subject.map(about).or_else(by_number)
    }

    /// What its record is.
    pub const fn about(&self) -> Option<About> {
        self.about
    }

    /// Returns what a command about `about` is to be about here; nothing if nothing here fits.
    pub fn aim(&self, about: About) -> Option<Aim> {
        let of = |name: String, subject, seen| {
            Some(Aim {
                name,
                subject,
                seen,
                remark: self.remark.clone(),
            })
        };
        let by_id = matches!(about, About::Person | About::Deposit);
        if self.about == Some(about) && by_id {
            let subject = self.subject?;
            return of(id_name(about, subject), Some(subject), self.version);
        }
        if self.about == Some(about) && about != About::Household {
            return of(self.number?.full(), self.subject, self.version);
        }
        match about {
            About::Ticket => of(self.ticket?.full(), None, None),
            About::Household if self.about == Some(About::Household) => {
                let subject = self.household.or(self.subject);
                // A home's version moves with every payment; the forms about it are not edits of what was seen.
                of(self.premises.clone(), subject, None)
            }
            About::Household if !self.premises.is_empty() => {
                of(self.premises.clone(), self.household, None)
            }
            _ => None,
        }
    }

    /// The record to ask a home card for.
    pub fn home(&self) -> Option<Subject> {
        self.household.or(self.subject)
    }

    /// What it is called: its number, else its person's name or its room.
    pub fn name(&self, today: Day) -> String {
        match self.number {
            Some(number) => number.short(today),
            None if self.about == Some(About::Person) => self.remark.clone(),
            None => self.premises.clone(),
        }
    }

    /// Whether nobody waits for anything of it any more: a conversation that is settled, a ticket that is closed.
    pub const fn is_settled(&self) -> bool {
        self.settled
    }

    /// Whether a command of this person leads anywhere from where the record stands: a ticket by the life it leads, a
    /// request by who asked. What is no step of any life always may.
    pub fn leads_on(&self, command: &str, person: &str) -> bool {
        if command.starts_with("approval.") {
            // Who asked takes it back, anybody else decides.
            return (command == "approval.withdraw") == (self.asked_by == person);
        }
        let (Some((kind, state)), Some(act)) = (&self.stands, command.strip_prefix("ticket."))
        else {
            return true;
        };
        let is_step = |kind: &TicketKind| kind.life().moves().iter().any(|step| step.name == act);
        !TicketKind::ALL.iter().any(is_step) || !kind.life().path(state, act).is_empty()
    }

    /// Its room code; empty if it has none.
    pub fn premises(&self) -> &str {
        &self.premises
    }
}

/// What a person is called where there is room for it: the name and the masked phones, which no form begins with.
fn remark_of(person: &PersonView) -> String {
    let parts: Vec<&str> = std::iter::once(&person.name)
        .chain(&person.phones)
        .map(String::as_str)
        .collect();
    parts.join("  ")
}

/// How commands name a person or a deposit.
fn id_name(about: About, subject: Subject) -> String {
    let letter = if about == About::Deposit { 'D' } else { 'P' };
    format!("{letter}{}", subject.id)
}

/// The text of this name among a record's facts.
fn told(fields: &[view::Field], name: &str) -> String {
    let text = fields.iter().find_map(|field| match &field.value {
        Fact::Text(text) if field.name == name => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_default()
}

impl Aim {
    /// A person of a home, as commands about a person name one.
    pub fn of_person(person: &PersonView) -> Self {
        Self {
            name: id_name(About::Person, person.subject),
            subject: Some(person.subject),
            seen: None,
            remark: remark_of(person),
        }
    }
}
