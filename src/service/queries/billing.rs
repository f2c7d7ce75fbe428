//! What a month's run would charge now: the run's own walk, which writes nothing here.

use std::ops::Bound;

use crate::domain::calendar::Month;
use crate::service::billing::{Billing, Problem, Sum, Tally, households};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::{BillingItem, BillingLeft, BillingPage};

/// How many of what is left out are named; all are counted.
const NAMED: usize = 500;

/// The preview of a month, this one if none is said.
pub(super) fn page(asking: Asking<'_>, month: Option<Month>) -> Run<BillingPage> {
    let today = asking.office.today(asking.now);
    let month = month.unwrap_or_else(|| today.month());
    let mut billing = Billing::begin(asking.tx, asking.office, today, month)?;
    let mut tally = Tally::of(&billing);
    let mut left = Vec::new();
    for (problem, place) in billing.of_items() {
        tally.leave(problem.item);
        left.push(told(&billing, problem, place, None));
    }
    let mut after = Bound::Unbounded;
    loop {
        let page = households(asking.tx, after)?;
        let Some(last) = page.last() else { break };
        after = Bound::Excluded(last.id.0);
        for home in &page {
            let plan = billing.plan(asking.tx, home)?;
            tally.add(&billing, home, &plan)?;
            for problem in plan.problems.iter().take(NAMED.saturating_sub(left.len())) {
                let subject = Some(Subject::of(home));
                left.push(told(&billing, problem, &home.code, subject));
            }
        }
    }
    let named = |id: &u64| billing.items.get(id).map(|item| item.name.clone());
    let items = tally.items.iter();
    Ok(BillingPage {
        month,
        due_on: billing.due_on,
        digest: tally.digest(),
        homes: tally.homes,
        all: item(String::new(), &tally.all),
        items: items
            .map(|(id, sum)| item(named(id).unwrap_or_default(), sum))
            .collect(),
        left,
        posts: tally.posts(),
    })
}

fn item(name: String, sum: &Sum) -> BillingItem {
    BillingItem {
        name,
        charges: sum.charges,
        amount: sum.amount,
        late: sum.late,
        late_amount: sum.late_amount,
        before: sum.before,
        left: sum.left,
    }
}

fn told(billing: &Billing, problem: &Problem, place: &str, home: Option<Subject>) -> BillingLeft {
    let item = billing.items.get(&problem.item);
    BillingLeft {
        premises: place.to_owned(),
        home,
        item: item.map(|item| item.name.clone()).unwrap_or_default(),
        why: problem.why.name().to_owned(),
        meter: problem.meter.clone(),
    }
}
