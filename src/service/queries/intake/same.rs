//! Open tickets that may be the same matter (product.md, a voice instead of a duplicate).

use std::collections::BTreeSet;

use crate::domain::household::Household;
use crate::domain::id::{CommunityId, Letter};
use crate::domain::likeness::{Likeness, Report, Windows, building, likely, unit};
use crate::domain::premises::PUBLIC;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::halt::Run;
use crate::service::lookup::{category, ids, in_community};
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::FOLLOWING_UP;
use crate::storage::kept::indexes::{BY_NUMBER, TICKET_OPEN_BY_PHONE, TICKET_OPEN_BY_PREMISES};
use crate::storage::record::get;

use super::fill::{Fields, kind_of_category};

/// Candidates shown.
const MOST: usize = 9;
/// Open tickets looked at of one home, one public area or one phone.
const OF_ONE: usize = 10;
/// Open tickets looked at of one unit, and of one building.
const OF_MANY: usize = 40;
/// The latest tickets of one kind that are looked at, wherever they are.
const LATEST: usize = 24;

/// Where the matter is, as far as the line says it.
pub(super) struct Place {
    pub community: CommunityId,
    /// The code of a home or public area; empty while neither is known.
    pub code: String,
}

impl Place {
    pub fn of(asking: Asking<'_>, home: Option<&Household>, fields: &Fields) -> Self {
        if let Some(home) = home {
            return Self {
                community: home.community,
                code: home.code.clone(),
            };
        }
        let (said, code) = in_community(asking.office, fields.get("area").unwrap_or_default());
        // Of several communities none is meant until one is said.
        let only = match asking.office.communities.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let community = said.or(only);
        Self {
            community: community.map(|one| one.id).unwrap_or_default(),
            code: code.to_owned(),
        }
    }
}

/// Open tickets that may be what the caller reports, the likeliest first, each with its deciding facts: of the same home,
/// line, unit, building or phone, or the latest grievances in the same words.
pub(super) fn same(
    asking: Asking<'_>,
    place: &Place,
    fields: &Fields,
) -> Run<Vec<(Ticket, Likeness)>> {
    let wanted = fields.get("category").unwrap_or_default();
    let wanted = category(asking.office, wanted)
        .map_or_else(|_| wanted.to_owned(), |category| category.code.clone());
    let text = fields.get("text").unwrap_or_default();
    if wanted.is_empty() && text.is_empty() {
        return Ok(Vec::new());
    }
    let kind = fields.get("kind").and_then(TicketKind::from_name);
    let kind = kind.or_else(|| TicketKind::from_name(kind_of_category(asking, &wanted)?));
    let phone = fields.get("phone").unwrap_or_default();
    let mut tickets = Vec::new();
    for id in candidates(asking, place, phone, kind)? {
        let ticket: Option<Ticket> = get(asking.tx, id)?;
        tickets.extend(ticket.filter(|one| one.open() && one.state != FOLLOWING_UP));
    }
    let asked = Report {
        community: place.community,
        places: vec![&place.code],
        phone,
        kind,
        category: &wanted,
        texts: vec![text],
        at: asking.now,
    };
    let reports: Vec<Report<'_>> = tickets.iter().map(report).collect();
    let likely = likely(&asked, &reports, &windows(asking.office));
    let mut found = Vec::new();
    for one in likely.into_iter().take(MOST) {
        if let Some(ticket) = tickets.get(one.at) {
            found.push((ticket.clone(), one.why));
        }
    }
    Ok(found)
}

/// The ids of the tickets that are looked at, each once: a number of them that does not grow with the office.
fn candidates(
    asking: Asking<'_>,
    place: &Place,
    phone: &str,
    kind: Option<TicketKind>,
) -> Run<BTreeSet<u64>> {
    let community = Key::new().u64(place.community.0);
    let mut spans = Vec::new();
    if !place.code.is_empty() {
        let mut at = |key, most| spans.push((TICKET_OPEN_BY_PREMISES, key, most));
        at(community.clone().str(&place.code), OF_ONE);
        at(community.clone().str(PUBLIC), OF_ONE);
        let unit = unit(&place.code);
        let building = Some(building(&place.code)).filter(|building| !building.is_empty());
        for within in unit.into_iter().chain(building) {
            let shared = format!("{within} {PUBLIC}");
            at(community.clone().str(&shared), OF_ONE);
            let homes = community.clone().start_of_str(&format!("{within}-"));
            at(homes, OF_MANY);
        }
    }
    if !phone.is_empty() {
        spans.push((TICKET_OPEN_BY_PHONE, Key::new().str(phone), OF_ONE));
    }
    if kind != Some(TicketKind::Repair) {
        let kinds = kind.map_or(vec![TicketKind::Complaint, TicketKind::Request], |kind| {
            vec![kind]
        });
        let letters = kinds.into_iter().map(TicketKind::letter);
        spans.extend(letters.map(|letter: Letter| {
            let key = Key::new().u8(letter as u8);
            (BY_NUMBER, key, LATEST)
        }));
    }
    let mut found = BTreeSet::new();
    for (index, key, most) in spans {
        let latest_first = Direction::Backward;
        found.extend(ids::<Ticket>(asking.tx, index, key, latest_first, most)?);
    }
    Ok(found)
}

/// A ticket as a report: whoever joined in reported it too.
fn report(ticket: &Ticket) -> Report<'_> {
    let joined = ticket.voices.iter();
    let mut places = vec![ticket.premises.as_str()];
    places.extend(joined.clone().map(|voice| voice.premises.as_str()));
    let whole = ticket.text.starts_with(&ticket.summary);
    let summary = Some(ticket.summary.as_str()).filter(|_| !whole);
    Report {
        community: ticket.community,
        places,
        phone: &ticket.phone,
        kind: Some(ticket.kind),
        category: &ticket.category,
        texts: summary.into_iter().chain([ticket.text.as_str()]).collect(),
        at: joined
            .map(|voice| voice.at)
            .fold(ticket.received_at, Ord::max),
    }
}

/// The windows the office has set.
fn windows(office: &Office) -> Windows {
    let percent = office.whole("voice.words_percent", 10);
    Windows {
        line: office.whole("voice.line_hours", 72),
        building: office.whole("voice.building_hours", 24),
        complaint: office.whole("voice.complaint_hours", 720),
        words: u64::try_from(percent * 10).unwrap_or(100),
    }
}
