//! Search over homes, people, phones, plates, tickets and contacts: what fits exactly comes first.

use std::collections::BTreeSet;

use crate::domain::close::DayClose;
use crate::domain::contact::Contact;
use crate::domain::household::{Household, Person, masked_phone, phone_digits};
use crate::domain::id::Number;
use crate::domain::ledger::Payment;
use crate::domain::pinyin;
use crate::domain::register::{FieldKind, RegisterEntry, Value};
use crate::domain::ticket::Ticket;
use crate::service::closing;
use crate::service::commands::plate;
use crate::service::halt::Run;
use crate::service::lookup::{all, people_of, premises_candidates, staff_name};
use crate::service::queries::Asking;
use crate::service::queries::ending;
use crate::service::queries::found::{
    current_homes, household_of, household_subject, name, premises,
};
use crate::service::registers::{in_force, masked, text_of};
use crate::service::search::{COUNT_TO, Matches, SearchText};
use crate::service::subject::{Found, Subject, by_number};
use crate::service::view::{Hit, Hits};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{
    CONTACT_BY_PHONE, EXTERNAL, PAYMENT_BY_CHECK, PERSON_BY_PHONE, PERSON_BY_PLATE,
};
use crate::storage::record::{Record, get};

/// What a hit is called that is the close of a day.
const CLOSE: &str = "close";

/// Most hits of one search.
pub const MOST_HITS: u32 = 100;

/// Answers `Query::Find`.
pub fn find(asking: Asking<'_>, text: &str, limit: u32) -> Run<Hits> {
    let text = text.trim();
    let limit = usize::try_from(limit.clamp(1, MOST_HITS)).unwrap_or(1);
    let mut finding = Finding {
        asking,
        limit,
        hits: Vec::new(),
        seen: BTreeSet::new(),
        count: 0,
    };
    if !text.is_empty() {
        if let Some(search) = asking.search {
            finding.ending(search, text)?;
        }
        finding.exact(text)?;
        if let Some(search) = asking.search {
            finding.searched(search, text)?;
        }
    }
    finding.hits.truncate(limit);
    Ok(Hits {
        hits: finding.hits,
        count: i64::try_from(finding.count.min(COUNT_TO)).unwrap_or(i64::MAX),
        partial: asking.search.is_none_or(SearchText::is_partial),
    })
}

/// A search under way.
struct Finding<'a> {
    asking: Asking<'a>,
    limit: usize,
    hits: Vec<Hit>,
    seen: BTreeSet<Subject>,
    count: usize,
}

impl Finding<'_> {
    /// Adds a record, once.
    fn add(&mut self, found: &Found, why: &str) -> Run<()> {
        let Some(subject) = found.subject() else {
            return Ok(());
        };
        if self.seen.insert(subject) {
            self.hits.push(hit(self.asking, found, subject, why)?);
            self.count += 1;
        }
        Ok(())
    }

    /// Adds what was counted but is not shown.
    fn rest(&mut self, matches: &Matches) {
        self.count += matches.count.saturating_sub(matches.ids.len());
    }

    /// Room, number of ours or of another system, phone, plate: by the indexes, with or without search text.
    fn exact(&mut self, text: &str) -> Run<()> {
        let Asking { tx, office, .. } = self.asking;
        for home in premises_candidates(tx, office, text)? {
            self.add(&Found::Household(Box::new(home)), "room")?;
        }
        if let Some(number) = Number::parse(text, office.today(self.asking.now))
            && let Some(found) = by_number(tx, number)?
        {
            self.add(&found, "number")?;
        }
        for ticket in self.numbered::<Ticket>(text)? {
            self.add(&Found::Ticket(Box::new(ticket)), "number")?;
        }
        for contact in self.numbered::<Contact>(text)? {
            self.add(&Found::Contact(Box::new(contact)), "number")?;
        }
        for payment in self.checked(text)? {
            self.add(&Found::Payment(Box::new(payment)), "check_code")?;
        }
        self.closed(text)?;
        if let Some(digits) = phone_digits(text) {
            for person in self.indexed::<Person>(PERSON_BY_PHONE, &digits)? {
                self.add(&Found::Person(Box::new(person)), "phone")?;
            }
            for contact in self.indexed::<Contact>(CONTACT_BY_PHONE, &digits)? {
                self.add(&Found::Contact(Box::new(contact)), "phone")?;
            }
        }
        if let Some(plate) = plate(text) {
            for person in self.indexed::<Person>(PERSON_BY_PLATE, &plate)? {
                self.add(&Found::Person(Box::new(person)), "plate")?;
            }
        }
        Ok(())
    }

    /// What has this number where it comes from.
    fn numbered<R: Record>(&self, text: &str) -> Run<Vec<R>> {
        let key = Key::new().u8(R::KIND).str(text);
        all(
            self.asking.tx,
            EXTERNAL,
            key,
            Direction::Backward,
            self.limit,
        )
    }

    /// The receipt with this check code.
    fn checked(&self, text: &str) -> Run<Vec<Payment>> {
        let code = text.to_ascii_lowercase();
        if !Payment::is_check_code(&code) {
            return Ok(Vec::new());
        }
        self.indexed::<Payment>(PAYMENT_BY_CHECK, &code)
    }

    /// The close on whose hand-in slip this check code stands; it has a page of its own and is no record commands are about.
    fn closed(&mut self, text: &str) -> Run<()> {
        let code = text.to_ascii_lowercase();
        if !DayClose::is_check_code(&code) {
            return Ok(());
        }
        let Some(close) = closing::of_code(self.asking.tx, &code)? else {
            return Ok(());
        };
        let by = staff_name(self.asking.tx, close.by)?;
        self.hits.push(Hit {
            subject: Subject::of(&close),
            kind: CLOSE.to_owned(),
            name: close.day.to_string(),
            text: by,
            household: None,
            why: "check_code".to_owned(),
            at: Some(close.at),
        });
        self.count += 1;
        Ok(())
    }

    fn indexed<R: Record>(&self, index: u8, text: &str) -> Run<Vec<R>> {
        let key = Key::new().str(text);
        all(self.asking.tx, index, key, Direction::Backward, self.limit)
    }

    /// Homes by their room, people by the last digits of their phone: what is said of either first.
    fn ending(&mut self, search: &SearchText, text: &str) -> Run<()> {
        let tx = self.asking.tx;
        let rooms = ending::homes(search, text, self.limit);
        let mut homes = Vec::with_capacity(rooms.ids.len());
        for id in &rooms.ids {
            homes.extend(get::<Household>(tx, *id)?);
        }
        homes.sort_by_cached_key(ending::place);
        for home in homes {
            self.add(&Found::Household(Box::new(home)), "room")?;
        }
        self.rest(&rooms);
        for person in ending::people(tx, search, text, self.limit)? {
            self.add(&Found::Person(Box::new(person)), "phone")?;
        }
        Ok(())
    }

    /// Homes by the beginning of their code, people, then tickets and contacts, newest first.
    fn searched(&mut self, search: &SearchText, text: &str) -> Run<()> {
        let tx = self.asking.tx;
        let homes = search.homes(text, self.limit);
        for id in &homes.ids {
            if let Some(home) = get::<Household>(tx, *id)? {
                self.add(&Found::Household(Box::new(home)), "room")?;
            }
        }
        self.rest(&homes);
        let people = search.people(text, self.limit);
        let (why, mixed) = how(text);
        for id in &people.ids {
            if let Some(person) = get::<Person>(tx, *id)?
                && (!mixed || pinyin::matches(&person.name, text))
            {
                self.add(&Found::Person(Box::new(person)), why)?;
            }
        }
        if !mixed {
            self.rest(&people);
        }
        let tickets = search.tickets(text, self.limit);
        let contacts = search.contacts(text, self.limit);
        let mut matters = Vec::new();
        for id in &tickets.ids {
            let ticket = get::<Ticket>(tx, *id)?;
            matters.extend(ticket.map(|r| (r.received_at, Found::Ticket(Box::new(r)))));
        }
        for id in &contacts.ids {
            let contact = get::<Contact>(tx, *id)?;
            matters.extend(contact.map(|r| (r.at, Found::Contact(Box::new(r)))));
        }
        let entries = search.entries(text, self.limit);
        for id in &entries.ids {
            if let Some(entry) = get::<RegisterEntry>(tx, *id)?
                && (!mixed || says(&entry, text))
            {
                matters.push((entry.moved_at, Found::Register(Box::new(entry))));
            }
        }
        matters.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (_, found) in &matters {
            self.add(found, "text")?;
        }
        self.rest(&tickets);
        self.rest(&contacts);
        if !mixed {
            self.rest(&entries);
        }
        Ok(())
    }
}

/// Whether a name in an entry is what was typed half in characters, half in sounds.
fn says(entry: &RegisterEntry, typed: &str) -> bool {
    entry.values.iter().any(|(_, value)| match value {
        Value::Text(text) | Value::Named(_, text) => pinyin::matches(text, typed),
        _ => false,
    })
}

/// Why a person would be found by this text, and whether it mixes characters with sounds.
fn how(text: &str) -> (&'static str, bool) {
    let has = |test: fn(char) -> bool| text.chars().any(test);
    let (letters, digits) = (
        has(|c| c.is_ascii_alphabetic()),
        has(|c| c.is_ascii_digit()),
    );
    let characters = has(|c| !c.is_ascii());
    match (characters, letters, digits) {
        (true, _, true) | (false, true, true) => ("plate", false),
        (true, true, false) => ("name", true),
        (true, false, false) => ("name", false),
        (false, true, false) => ("pinyin", false),
        _ => ("phone", false),
    }
}

fn hit(asking: Asking<'_>, found: &Found, subject: Subject, why: &str) -> Run<Hit> {
    let mut home = household_of(found);
    let (kind, text, at) = match found {
        Found::Household(household) => {
            let people = people_of(asking.tx, household.id.0)?;
            let names: Vec<&str> = people.iter().take(3).map(|one| one.name.as_str()).collect();
            ("household", names.join(" "), None)
        }
        Found::Person(person) => {
            home = current_homes(person).next();
            ("person", person_text(asking, person)?, None)
        }
        Found::Ticket(ticket) => (
            "ticket",
            format!("{} {}", ticket.premises, ticket.summary),
            Some(ticket.received_at),
        ),
        Found::Contact(contact) => (
            "contact",
            format!("{} {}", contact.premises, contact.text),
            Some(contact.at),
        ),
        Found::FollowUp(follow_up) => (
            "followup",
            format!("{} {}", follow_up.premises, follow_up.summary),
            Some(follow_up.since),
        ),
        Found::Payment(payment) => (
            "payment",
            format!("{} {}", payment.premises, payment.payer),
            Some(payment.taken_at),
        ),
        Found::Deposit(deposit) => ("deposit", deposit.name.clone(), Some(deposit.at)),
        Found::Approval(approval) => ("approval", String::new(), Some(approval.asked_at)),
        Found::Register(entry) => (
            "register",
            register_text(asking, entry),
            Some(entry.moved_at),
        ),
        Found::Staff(_) | Found::Nothing => ("staff", String::new(), None),
    };
    Ok(Hit {
        subject,
        kind: kind.to_owned(),
        name: match found {
            Found::Person(person) => person.name.clone(),
            other => name(asking.office, other),
        },
        text: text.trim().to_owned(),
        household: home.map(household_subject),
        why: why.to_owned(),
        at,
    })
}

/// The homes of a person and the masked number to call.
fn person_text(asking: Asking<'_>, person: &Person) -> Run<String> {
    let mut parts = Vec::new();
    for id in current_homes(person).take(3) {
        let home = get::<Household>(asking.tx, id.0)?;
        parts.extend(home.map(|home| premises(asking.office, &home)));
    }
    parts.extend(person.phones.first().map(|phone| masked_phone(phone)));
    Ok(parts.join(" "))
}

/// Where an entry is about, and its title.
fn register_text(asking: Asking<'_>, entry: &RegisterEntry) -> String {
    let Some(register) = in_force(entry) else {
        return entry.register.clone();
    };
    let entry = &register.current(entry.clone());
    let home = register.first(FieldKind::Home).into_iter();
    let title = register
        .title
        .iter()
        .filter_map(|name| register.field(name));
    let told = home
        .chain(title)
        .filter(|field| field.kind != FieldKind::Choice);
    let texts = told.filter_map(|field| {
        let value = entry.value(&field.id)?;
        Some(masked(field, &text_of(asking.office, field, value)))
    });
    texts.collect::<Vec<_>>().join(" ")
}
