//! Where an instalment plan stands: each instalment with what is paid of it, and what is still to come.

use crate::domain::error::Fact;
use crate::domain::ledger::Plan;
use crate::domain::money::Amount;
use crate::service::books::settled_of;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::named;
use crate::service::view::Explanation;

pub(super) fn plan(asking: Asking<'_>, plan: &Plan) -> Run<Vec<Explanation>> {
    let today = asking.office.today(asking.now);
    let settled = settled_of(asking.tx, plan)?;
    let mut facts = Facts::default();
    let mut left = settled;
    for part in &plan.parts {
        let paid = left.min(part.amount);
        left = left.minus(paid)?;
        let key = match (paid == part.amount, part.due_on < today) {
            (true, _) => "explain-part-paid",
            (false, true) => "explain-part-late",
            (false, false) => "explain-part-open",
        };
        let told = [
            ("day", Fact::Day(part.due_on)),
            ("amount", Fact::Money(part.amount)),
            ("paid", Fact::Money(paid)),
        ];
        let told = told.map(|(name, fact)| (name.to_owned(), fact));
        facts.put("instalment", Fact::Told(key.to_owned(), told.to_vec()));
    }
    let amount = Amount::sum(plan.parts.iter().map(|part| part.amount))?;
    facts
        .put("amount", amount)
        .put("paid", settled)
        .money("behind", plan.state(settled, today)?.behind)
        .at("agreed_at", Some(plan.agreed_at))
        .text("decided_by", &named(asking, Some(plan.agreed_by))?)
        .text("reason", &plan.reason)
        .put("unpaid", amount.minus(settled)?);
    Ok(facts.explains("plan").into_iter().collect())
}
