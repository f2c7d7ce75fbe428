//! Open tickets that may be the same matter (product.md, a voice instead of a duplicate).

use crate::domain::household::Household;
use crate::domain::premises::{Code, PUBLIC};
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::lookup::{all, category};
use crate::service::queries::Asking;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{TICKET_OPEN_BY_PHONE, TICKET_OPEN_BY_PREMISES};

use super::fill::Fields;

/// Candidates shown.
const MOST: usize = 9;
/// Open tickets looked at of one riser or phone.
const LOOKED_AT: usize = 50;

/// Open tickets of the same category at the same home, on the same riser, in what its unit
/// shares (the lift, the stairwell) or from the same phone.
pub(super) fn same(
    asking: Asking<'_>,
    home: Option<&Household>,
    fields: &Fields,
) -> Run<Vec<Ticket>> {
    let Some(wanted) = fields.get("category") else {
        return Ok(Vec::new());
    };
    let wanted = category(asking.office, wanted)
        .map_or_else(|_| wanted.to_owned(), |category| category.code.clone());
    let mut found: Vec<Ticket> = Vec::new();
    let mut keys = Vec::new();
    if let Some(home) = home {
        let key = Key::new().u64(home.community.0);
        keys.push((TICKET_OPEN_BY_PREMISES, key.clone().str(&home.code)));
        if let Some(unit) = unit(&home.code) {
            let riser = key.clone().start_of_str(&format!("{unit}-"));
            let within = vec![unit];
            let shared = key.str(&Code::Public { within }.to_string());
            keys.extend([riser, shared].map(|key| (TICKET_OPEN_BY_PREMISES, key)));
        }
    }
    if let Some(phone) = fields.get("phone") {
        keys.push((TICKET_OPEN_BY_PHONE, Key::new().str(phone)));
    }
    for (index, key) in keys {
        let tickets: Vec<Ticket> = all(asking.tx, index, key, Direction::Backward, LOOKED_AT)?;
        for ticket in tickets {
            let new = !found.iter().any(|known| known.id == ticket.id);
            if new && ticket.category == wanted {
                found.push(ticket);
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

/// The building and unit a home or public area is of: `3-2` of `3-2-1201` and of `3-2 公共`.
fn unit(code: &str) -> Option<String> {
    let shared = code.strip_suffix(PUBLIC).map(str::trim_end);
    let (building, rest) = code.split_once('-')?;
    match shared {
        Some(unit) => Some(unit.to_owned()),
        None => rest
            .split_once('-')
            .map(|(unit, _)| format!("{building}-{unit}")),
    }
}
