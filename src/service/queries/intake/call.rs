//! The call an entry writes down: whose number rang, for who took it.

use crate::domain::contact::Contact;
use crate::domain::household::Household;
use crate::domain::id::Number;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::service::subject::{Found, by_number};
use crate::storage::record::get;

use super::fill::Fields;

/// The field that names the call.
const CONTACT: &str = "contact";
/// What says who speaks or about which place: where one was said, the call fills in none of them.
const SAID: [&str; 4] = ["premises", "area", "person", "caller"];

/// The call the fields name, if who asks has taken it and nothing was written down yet.
fn taken(asking: Asking<'_>, fields: &Fields) -> Run<Option<Contact>> {
    let today = asking.office.today(asking.now);
    let number = fields
        .get(CONTACT)
        .and_then(|typed| Number::parse(typed, today));
    let Some(number) = number else {
        return Ok(None);
    };
    Ok(match by_number(asking.tx, number)? {
        Some(Found::Contact(call))
            if call.taken_by == Some(asking.actor.staff) && call.is_unheard() =>
        {
            Some(*call)
        }
        _ => None,
    })
}

/// Fills in the number that rang and whose it is. It is told whole: who took the call has it on the telephone.
pub(super) fn fill(asking: Asking<'_>, fields: &mut Fields) -> Run<()> {
    let Some(call) = taken(asking, fields)? else {
        return Ok(());
    };
    if SAID.iter().all(|name| fields.get(name).is_none()) {
        if let Some(id) = call.household
            && let Some(home) = get::<Household>(asking.tx, id.0)?
        {
            fields.set("premises", &premises(asking.office, &home));
        }
        if let Some(person) = call.person {
            fields.set("person", &format!("P{}", person.0));
        }
        fields.set("caller", &call.caller);
    }
    fields.set("phone", &call.phone);
    Ok(())
}
