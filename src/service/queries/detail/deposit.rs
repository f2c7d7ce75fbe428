//! What a deposit says of itself: what it is for, what is held of it, what was done with it.

use super::{Said, link_home, short};
use crate::domain::error::Fact;
use crate::domain::household::Household;
use crate::domain::id::Number;
use crate::domain::ledger::{Charge, Deposit};
use crate::domain::money::Amount;
use crate::service::books::deposit_name;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::premises;
use crate::service::queries::rows::named;
use crate::service::subject::by_number;
use crate::storage::record::get;

pub(super) fn said(asking: Asking<'_>, deposit: &Deposit) -> Run<Said> {
    let mut facts = Facts::default();
    facts
        .text("deposit", &deposit_name(deposit.id))
        .text("deposit_name", &deposit.name);
    let home: Option<Household> = get(asking.tx, deposit.household.0)?;
    let code = home.map_or_else(String::new, |home| premises(asking.office, &home));
    link_home(&mut facts, &code, Some(deposit.household));
    let today = asking.office.today(asking.now);
    match Number::parse(&deposit.about, today) {
        Some(number) => {
            let to = by_number(asking.tx, number)?.and_then(|found| found.subject());
            facts.link("deposit_for", &short(asking, number), to);
        }
        None => {
            facts.text("deposit_for", &deposit.about);
        }
    }
    let charge: Option<Charge> = get(asking.tx, deposit.charge.0)?;
    let paid = charge.as_ref().map_or(Amount::ZERO, |charge| charge.paid);
    let unpaid = charge.map_or(Amount::ZERO, |charge| charge.unpaid());
    facts
        .put("amount", deposit.amount)
        .put("held", deposit.held(paid)?)
        .money("unpaid", unpaid)
        .at("taken_at", Some(deposit.at))
        .text("handled_by", &named(asking, Some(deposit.by))?);
    for (place, one) in (1..).zip(&deposit.moves) {
        let kind = Fact::Term(format!("choice-deposit_move-{}", one.kind.name()));
        facts
            .put("deposit_act", Fact::Count(place))
            .put("deposit_move", kind)
            .put("amount", one.amount)
            .at("decided_at", Some(one.at))
            .text("decided_by", &named(asking, Some(one.by))?)
            .text("reason", &one.reason);
        if let Some(method) = one.method {
            facts.term("method", format!("choice-method-{}", method.name()));
        }
        if let Some(number) = one.approval {
            let to = by_number(asking.tx, number)?.and_then(|found| found.subject());
            facts.link("approval", &short(asking, number), to);
        }
        if let Some(back) = &one.reversed {
            facts
                .at("taken_back_at", Some(back.at))
                .text("taken_back_by", &named(asking, Some(back.by))?)
                .text("reason", &back.reason);
        }
    }
    Ok(Said {
        kind: String::from("deposit"),
        state: String::new(),
        fields: facts.done(),
        text: String::new(),
    })
}
