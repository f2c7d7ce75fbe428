//! What the words of the one-line entry are looked up in: the store and what the office declared.

use std::cell::RefCell;

use crate::domain::fold::fold;
use crate::domain::household::{Building, Household, Person};
use crate::domain::id::{Number, PersonId};
use crate::domain::intake::{Hit, IntakeLookup};
use crate::domain::office::Phrase;
use crate::domain::pinyin;
use crate::domain::premises::{Code, candidates};
use crate::domain::staff::{Rank, Staff};
use crate::service::halt::{Halt, Run};
use crate::service::lookup::{all, every, first, people_of, person, premises_candidates};
use crate::service::office::Office;
use crate::service::phrases::order;
use crate::service::queries::Asking;
use crate::service::queries::ending;
use crate::service::queries::found::{current_homes, household_of, premises};
use crate::service::queries::rows::load;
use crate::service::subject::{Found, by_number};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{BUILDING_BY_CODE, PERSON_BY_PHONE, PERSON_BY_PLATE};
use crate::storage::record::get;

/// Homes offered for one room.
const ROOMS: usize = 100;
/// People offered for one word.
const PEOPLE: usize = 9;
/// Digits of the shortest number that is looked up as a phone.
const PHONE_DIGITS: usize = 5;

/// The lookup; a failing store is remembered, as the reader of the line knows no failures.
pub(super) struct Known<'a> {
    asking: Asking<'a>,
    failed: RefCell<Option<Halt>>,
}

impl<'a> Known<'a> {
    pub const fn new(asking: Asking<'a>) -> Self {
        Self {
            asking,
            failed: RefCell::new(None),
        }
    }

    /// Fails if the store failed under way.
    pub fn end(self) -> Run<()> {
        match self.failed.into_inner() {
            Some(halt) => Err(halt),
            None => Ok(()),
        }
    }

    fn or_nothing(&self, found: Run<Vec<Hit>>) -> Vec<Hit> {
        found.unwrap_or_else(|halt| {
            self.failed.borrow_mut().get_or_insert(halt);
            Vec::new()
        })
    }

    fn homes(&self, typed: &str) -> Run<Vec<Hit>> {
        let Asking { tx, office, .. } = self.asking;
        let mut hits: Vec<Hit> = premises_candidates(tx, office, typed)?
            .iter()
            .map(|home| home_hit(office, home))
            .collect();
        if hits.is_empty() {
            hits.extend(self.area(typed)?);
        }
        Ok(hits)
    }

    /// A public area of a building there is, though nobody keeps a record of it.
    fn area(&self, typed: &str) -> Run<Option<Hit>> {
        let codes = candidates(typed, &|_| true);
        for code in codes {
            let Code::Public { within } = &code else {
                continue;
            };
            if self.is_there(within)? {
                return Ok(Some(Hit {
                    key: String::new(),
                    label: code.to_string(),
                }));
            }
        }
        Ok(None)
    }

    /// Whether a building, or a unit of it, is one of ours; no building at all is the whole estate.
    fn is_there(&self, within: &[String]) -> Run<bool> {
        let Some(building) = within.first() else {
            return Ok(true);
        };
        for community in &self.asking.office.communities {
            let key = Key::new().u64(community.id.0).str(building);
            if let Some(id) = first(self.asking.tx, BUILDING_BY_CODE, key)?
                && let Some(building) = get::<Building>(self.asking.tx, id)?
            {
                let unit = within.get(1);
                if unit.is_none_or(|unit| building.units.contains(unit)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn people(&self, typed: &str) -> Run<Vec<Hit>> {
        let Asking { tx, office, .. } = self.asking;
        if typed.len() >= PHONE_DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.indexed(PERSON_BY_PHONE, typed);
        }
        if let Some(number) = Number::parse(typed, office.today(self.asking.now))
            && let Some(found) = by_number(tx, number)?
        {
            return self.of_record(&found);
        }
        let plate = self.indexed(PERSON_BY_PLATE, &fold(typed).to_uppercase())?;
        if !plate.is_empty() {
            return Ok(plate);
        }
        self.named(typed)
    }

    /// Homes by their room, people by the last digits of their phone.
    fn ending(&self, typed: &str) -> Run<(Vec<Hit>, Vec<Hit>)> {
        let Asking { tx, office, .. } = self.asking;
        let Some(search) = self.asking.search else {
            return Ok((Vec::new(), Vec::new()));
        };
        let mut homes = Vec::new();
        for id in ending::homes(search, typed, ROOMS).ids {
            homes.extend(get::<Household>(tx, id)?);
        }
        homes.sort_by_cached_key(ending::place);
        let homes = homes.iter().map(|home| home_hit(office, home)).collect();
        let people = ending::people(tx, search, typed, PEOPLE)?;
        Ok((homes, people.iter().map(hit).collect()))
    }

    fn indexed(&self, index: u8, text: &str) -> Run<Vec<Hit>> {
        let key = Key::new().str(text);
        let people: Vec<Person> = all(self.asking.tx, index, key, Direction::Forward, PEOPLE)?;
        Ok(people.iter().map(hit).collect())
    }

    /// Whose record it is: the person in it, else the people of its home.
    fn of_record(&self, found: &Found) -> Run<Vec<Hit>> {
        let tx = self.asking.tx;
        let person: Option<PersonId> = match found {
            Found::Contact(contact) => contact.person,
            Found::Ticket(ticket) => ticket.person,
            Found::FollowUp(follow_up) => follow_up.person,
            _ => None,
        };
        if let Some(id) = person {
            return Ok(get::<Person>(tx, id.0)?.iter().map(hit).collect());
        }
        match household_of(found) {
            Some(home) => Ok(people_of(tx, home.0)?
                .iter()
                .take(PEOPLE)
                .map(hit)
                .collect()),
            None => Ok(Vec::new()),
        }
    }

    /// People by the beginning of their name, its sound or its initials; one letter is too little.
    fn named(&self, typed: &str) -> Run<Vec<Hit>> {
        let Some(search) = self.asking.search.filter(|_| typed.chars().count() > 1) else {
            return Ok(Vec::new());
        };
        let mut hits = Vec::new();
        for id in search.people(typed, PEOPLE * 4).ids {
            if let Some(person) = get::<Person>(self.asking.tx, id)?
                && pinyin::matches(&person.name, typed)
            {
                hits.push(hit(&person));
            }
        }
        // Who is usually called so comes before who may be.
        hits.sort_by_key(|hit: &Hit| !usually(&hit.label, typed));
        hits.truncate(PEOPLE);
        Ok(hits)
    }

    /// Phrases by their code or their sound, those first that who asks says often.
    fn said(&self, typed: &str) -> Run<Vec<Hit>> {
        let Asking { tx, office, .. } = self.asking;
        let typed = fold(typed);
        let meant = |phrase: &&Phrase| {
            (!phrase.code.is_empty() && fold(&phrase.code) == typed)
                || spelled(&phrase.text, &typed)
        };
        let mut phrases: Vec<&Phrase> = office.phrases.iter().filter(meant).collect();
        let today = office.today(self.asking.now);
        order(tx, self.asking.actor.staff, today, &mut phrases)?;
        let hits = phrases.iter().map(|phrase| Hit {
            key: phrase.id.to_string(),
            label: phrase.text.clone(),
        });
        Ok(hits.collect())
    }

    /// Workers by name, sound or initials, those on duty and with the fewest open tickets first.
    fn sent(&self, typed: &str) -> Run<Vec<Hit>> {
        let mut fitting = Vec::new();
        for worker in every::<Staff>(self.asking.tx)? {
            if worker.active
                && worker.rank == Rank::Worker
                && (fold(&worker.name) == fold(typed) || pinyin::matches(&worker.name, typed))
            {
                let today = self.asking.office.today(self.asking.now);
                fitting.push((
                    !worker.is_at_hand(today),
                    load(self.asking, &worker)?,
                    worker,
                ));
            }
        }
        fitting.sort_by_key(|(off, open, worker)| (*off, *open, worker.id));
        Ok(fitting
            .into_iter()
            .map(|(_, _, worker)| Hit {
                key: worker.id.0.to_string(),
                label: worker.name,
            })
            .collect())
    }
}

/// A home as a hit: its id, its code.
fn home_hit(office: &Office, home: &Household) -> Hit {
    Hit {
        key: home.id.0.to_string(),
        label: premises(office, home),
    }
}

/// A person as a hit: `P12`, name.
fn hit(person: &Person) -> Hit {
    Hit {
        key: format!("P{}", person.id.0),
        label: person.name.clone(),
    }
}

/// Whether a name is spelled so by the usual reading of its characters.
fn usually(name: &str, typed: &str) -> bool {
    let typed = fold(typed);
    let spelled = pinyin::sort_key(name);
    let sounds = spelled.split(' ').collect::<Vec<_>>();
    let initials: String = sounds
        .iter()
        .filter_map(|sound| sound.chars().next())
        .collect();
    name.starts_with(&typed) || sounds.concat().starts_with(&typed) || initials.starts_with(&typed)
}

/// Whether a text is meant by its very words or all its initials.
fn spelled(text: &str, typed: &str) -> bool {
    fold(text) == typed
        || (pinyin::matches(text, typed)
            && pinyin::search_text(text)
                .split(' ')
                .any(|word| word == typed))
}

impl IntakeLookup for Known<'_> {
    fn homes_by_code(&self, typed: &str) -> Vec<Hit> {
        self.or_nothing(self.homes(typed))
    }

    fn people_by_text(&self, typed: &str) -> Vec<Hit> {
        self.or_nothing(self.people(typed))
    }

    fn by_last_digits(&self, typed: &str) -> (Vec<Hit>, Vec<Hit>) {
        match self.ending(typed) {
            Ok(found) => found,
            Err(halt) => {
                self.failed.borrow_mut().get_or_insert(halt);
                (Vec::new(), Vec::new())
            }
        }
    }

    fn phrases(&self, typed: &str) -> Vec<Hit> {
        self.or_nothing(self.said(typed))
    }

    fn workers(&self, typed: &str) -> Vec<Hit> {
        self.or_nothing(self.sent(typed))
    }

    fn categories(&self, typed: &str) -> Vec<Hit> {
        let typed = fold(typed);
        self.asking
            .office
            .categories
            .iter()
            .filter(|category| category.active)
            .filter(|category| category.code == typed || pinyin::matches(&category.name, &typed))
            .map(|category| Hit {
                key: category.code.clone(),
                label: category.name.clone(),
            })
            .collect()
    }
}

/// The person behind a field, if there is one.
pub(super) fn known_person(asking: Asking<'_>, typed: &str) -> Run<Option<Person>> {
    match person(asking.tx, typed) {
        Ok(person) => Ok(Some(person)),
        Err(Halt::Refused(_)) => Ok(None),
        Err(halt) => Err(halt),
    }
}

/// The home of the person behind a hit's key, if it is one.
pub(super) fn whose(asking: Asking<'_>, key: &str) -> Run<Option<Household>> {
    let person = known_person(asking, key)?;
    match person
        .as_ref()
        .and_then(|person| current_homes(person).next())
    {
        Some(id) => Ok(get(asking.tx, id.0)?),
        None => Ok(None),
    }
}

/// The home behind a hit's key.
pub(super) fn home_of(asking: Asking<'_>, key: &str) -> Run<Option<Household>> {
    match key.parse() {
        Ok(id) => Ok(get(asking.tx, id)?),
        Err(_) => Ok(None),
    }
}
