//! Who speaks and about which place: home, public area, person, caller and phone, from what was typed.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::{Household, Person, PremisesKind};
use crate::domain::id::{CommunityId, HouseholdId, PersonId};
use crate::domain::premises::{Code, candidates};
use crate::service::args::Values;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::PERSON_BY_PHONE;
use crate::storage::record::get;

/// How many people may share a phone number and still be told apart by name.
const SHARING: usize = 20;

/// Who speaks and about which place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whom {
    pub community: CommunityId,
    pub household: Option<HouseholdId>,
    /// Printed room code or public area.
    pub premises: String,
    /// Whether the place is nobody's own.
    pub public: bool,
    pub person: Option<PersonId>,
    pub caller: String,
    pub phone: String,
}

impl Whom {
    /// Speaks about another place.
    pub fn go_to(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.household = place.household;
            self.community = place.community;
            self.premises = place.premises;
            self.public = place.public;
        }
    }

    /// Whether nothing at all is known.
    pub fn unknown(&self) -> bool {
        self.premises.is_empty()
            && self.caller.is_empty()
            && self.phone.is_empty()
            && self.person.is_none()
    }
}

/// A place: the home if it is one of ours, the community, the printed code, whether it is public.
pub struct Place {
    pub household: Option<HouseholdId>,
    pub community: CommunityId,
    pub premises: String,
    pub public: bool,
}

impl Place {
    /// The place a home is.
    pub fn home(home: &Household) -> Self {
        Self {
            household: Some(home.id),
            community: home.community,
            premises: home.code.clone(),
            public: home.kind == PremisesKind::Public,
        }
    }
}

/// Reads the arguments `premises` and `area`; the home wins.
pub fn place(work: &Work<'_>, values: &Values) -> Run<Option<Place>> {
    if let Some(home) = values.premises("premises") {
        return Ok(Some(Place::home(home)));
    }
    let Some(typed) = values.text("area") else {
        return Ok(None);
    };
    let (said, typed) = lookup::in_community(work.office, typed);
    let code = candidates(typed, &|_| true)
        .into_iter()
        .find(|code| matches!(code, Code::Public { .. }))
        .map_or_else(|| typed.to_owned(), |code| code.to_string());
    // A public area that was entered as premises keeps its own record. Where it is not said of which
    // community it is, it is that of the one that has such an area.
    let mut homes = Vec::new();
    for community in &work.office.communities {
        if said.is_none_or(|said| said.id == community.id) {
            homes.extend(lookup::household_by_code(work.tx(), community.id.0, &code)?);
        }
    }
    // One that nobody entered may be in any of them: it is asked, not guessed.
    let unsaid = homes.is_empty() && said.is_none() && work.office.communities.len() > 1;
    if homes.len() > 1 || unsaid {
        let names: Vec<String> = if unsaid {
            let all = work.office.communities.iter();
            all.map(|one| format!("{} {code}", one.initials)).collect()
        } else {
            let homes = homes.iter();
            homes.map(|home| work.office.home_name(home)).collect()
        };
        let several = Refusal::new(Why::SeveralPremises)
            .with("text", typed)
            .with("candidates", names.join(" "));
        return Err(Refusal::fields(vec![several.on("area")]).into());
    }
    if let Some(home) = homes.first() {
        return Ok(Some(Place {
            public: true,
            ..Place::home(home)
        }));
    }
    Ok(Some(Place {
        household: None,
        community: said.map_or_else(|| first_community(work), |said| said.id),
        premises: code,
        public: true,
    }))
}

/// The argument a form begins with for a place: the home by its code, or the public area.
pub fn begin(
    work: &Work<'_>,
    home: Option<HouseholdId>,
    (community, printed): (CommunityId, &str),
) -> Run<(&'static str, String)> {
    let home = match home {
        Some(id) => work.find::<Household>(id.0)?,
        None => None,
    };
    Ok(match home {
        Some(home) => ("premises", work.office.home_name(&home)),
        None if printed.is_empty() => ("area", String::new()),
        None => ("area", work.office.place_name(community, printed)),
    })
}

/// Reads `premises`, `area`, `person`, `caller` and `phone`, and completes them from each other:
/// a number or a name of the home is its person; without any, the home's first person speaks;
/// a number alone finds person and home if they are unmistakable.
pub fn read(work: &Work<'_>, values: &Values) -> Run<Whom> {
    let mut whom = Whom {
        community: first_community(work),
        caller: values.line("caller"),
        phone: values.line("phone"),
        ..Whom::default()
    };
    whom.go_to(place(work, values)?);
    if let Some(person) = speaker(work, values, &whom)? {
        whom.person = Some(person.id);
        if whom.caller.is_empty() {
            whom.caller.clone_from(&person.name);
        }
        if whom.phone.is_empty() {
            whom.phone = person.phones.first().cloned().unwrap_or_default();
        }
        if whom.premises.is_empty() {
            at_home(work, &person, &mut whom)?;
        }
    }
    Ok(whom)
}

/// The person who speaks, if that is clear.
fn speaker(work: &Work<'_>, values: &Values, whom: &Whom) -> Run<Option<Person>> {
    if let Some(person) = values.person("person") {
        return Ok(Some(person.clone()));
    }
    let named = |people: Vec<Person>| {
        people.into_iter().find(|person| {
            (whom.phone.is_empty() || person.phones.contains(&whom.phone))
                && (whom.caller.is_empty() || person.name == whom.caller)
        })
    };
    if let Some(home) = whom.household {
        return Ok(named(lookup::people_of(work.tx(), home.0)?));
    }
    if whom.phone.is_empty() || !whom.premises.is_empty() {
        return Ok(None);
    }
    let mut sharing: Vec<Person> = lookup::all(
        work.tx(),
        PERSON_BY_PHONE,
        Key::new().str(&whom.phone),
        Direction::Forward,
        SHARING,
    )?;
    sharing.retain(|person| person.phones.contains(&whom.phone));
    if sharing.len() > 1 && whom.caller.is_empty() {
        return Ok(None);
    }
    Ok(named(sharing))
}

/// Takes the home of a person who has exactly one.
fn at_home(work: &Work<'_>, person: &Person, whom: &mut Whom) -> Run<()> {
    let mut ties = person.ties.iter().filter(|tie| tie.until.is_none());
    let (Some(tie), None) = (ties.next(), ties.next()) else {
        return Ok(());
    };
    if let Some(home) = get::<Household>(work.tx(), tie.household.0)? {
        whom.household = Some(home.id);
        whom.community = home.community;
        whom.premises = home.code;
    }
    Ok(())
}

/// The community something belongs to that names no home.
fn first_community(work: &Work<'_>) -> CommunityId {
    work.office
        .communities
        .first()
        .map_or_else(CommunityId::default, |community| community.id)
}
