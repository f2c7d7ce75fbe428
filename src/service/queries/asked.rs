//! What who decides wants to know of a pending act: whose home, how much, why.

use crate::domain::calendar::Month;
use crate::domain::money::Amount;
use crate::domain::office::Approval;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::changes::changes;
use crate::service::subject::{Found, by_number};

/// What a pending act is about.
#[derive(Debug, Default)]
pub struct Asked {
    /// The code of the home.
    pub premises: String,
    /// What it costs.
    pub amount: Option<Amount>,
    /// Why it is wanted; for a plan the plan itself.
    pub why: String,
    /// Whether amount and reason come from the record and not from what was typed.
    pub of_record: bool,
    /// What the record is about, in a line.
    pub summary: String,
    /// What would change, a line each: of what, from what to what.
    pub changes: Vec<String>,
    /// The month it is about, where neither money nor a ticket says what it is about.
    pub month: Option<Month>,
}

/// Arguments that are what an act costs.
const AMOUNTS: &[&str] = &["amount", "compensation", "cost"];

/// Arguments in which an act says why it is wanted, the plainest first.
const REASONS: &[&str] = &["reason", "text", "plan", "note"];

/// The act that passes the plan of a complaint; what is passed stands in the complaint.
pub const PLAN: &str = "ticket.plan_approved";

/// The home an act is about, what it costs and why it is wanted: from its record and its arguments.
pub fn asked(asking: Asking<'_>, approval: &Approval) -> Run<Asked> {
    let given = |wanted: &str| {
        let mut args = approval.args.iter();
        let found = args.find(|(name, text)| name == wanted && !text.trim().is_empty());
        found.map(|(_, text)| text.trim())
    };
    let mut asked = Asked {
        amount: AMOUNTS
            .iter()
            .find_map(|name| Amount::parse(given(name)?).ok()),
        why: REASONS
            .iter()
            .find_map(|name| given(name))
            .unwrap_or_default()
            .to_owned(),
        ..Asked::default()
    };
    if let Some(bound) = &approval.bound {
        let changes = changes(asking, bound)?;
        asked.premises = changes.premises;
        asked.amount = Some(changes.amount);
        asked.changes = changes.lines;
        return Ok(asked);
    }
    let found = match approval.subject {
        Some(number) => by_number(asking.tx, number)?,
        None => None,
    };
    match found {
        Some(Found::Payment(payment)) => {
            asked.premises = payment.premises;
            asked.of_record = asked.amount.is_none();
            asked.amount = asked.amount.or(Some(payment.amount));
        }
        Some(Found::Ticket(ticket)) => {
            asked.premises = ticket.premises;
            asked.summary = ticket.summary;
            if let Some(grievance) = ticket.grievance.filter(|_| approval.command == PLAN) {
                asked.of_record = true;
                asked.amount = Some(grievance.compensation).filter(|sum| *sum != Amount::ZERO);
                asked.why = grievance.plan;
            }
        }
        Some(Found::Contact(contact)) => {
            asked.premises = contact.premises;
            asked.summary = contact.text;
        }
        _ => {
            let named = given("premises").or_else(|| given("subject"));
            named.unwrap_or_default().clone_into(&mut asked.premises);
            asked.month = given("month").and_then(|month| month.parse().ok());
        }
    }
    Ok(asked)
}
