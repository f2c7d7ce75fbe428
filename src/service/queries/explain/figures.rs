//! How the figures of the top line come about, and which rows they count.

use super::follow_ups::follow_ups;
use crate::domain::error::Fact;
use crate::domain::ticket::TicketKind;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::header::header;
use crate::service::rates;
use crate::service::view::Explanation;
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;

/// Answers `Query::Figures`: each figure of the top line with its steps (words: `figure-<rule>`, `field-fig_<rule>`).
pub fn figures(asking: Asking<'_>) -> Run<Vec<Explanation>> {
    let header = header(asking)?;
    let today = asking.office.today(asking.now);
    let kept = |wanted: Figure<'_>| figure(asking.tx, &wanted.key());
    let mut all = Vec::new();
    let mut explain = |rule: &str, rows: Rows<'_>, steps: &[(&str, Fact)], sum: Fact| {
        all.extend(explained(rule, rows, steps, sum));
    };
    let mut kinds = Vec::new();
    for kind in TicketKind::ALL {
        let open = kept(Figure::OpenTickets(*kind))?;
        kinds.push((kind.name(), Fact::Count(open)));
    }
    explain(
        "open",
        ("tickets", &["pending = yes"]),
        &kinds,
        Fact::Count(header.open),
    );
    let now = ("at", Fact::At(asking.now));
    let late = ("tickets", &["pending = yes", "overdue = yes"][..]);
    explain("late", late, &[now], Fact::Count(header.late));
    let day = ("day", Fact::Day(today));
    let (calls, visits) = (Fact::Count(header.calls), Fact::Count(header.visits));
    let of_day = format!("day = {today}");
    for (rule, channel, sum) in [
        ("calls", "channel = call", calls),
        ("visits", "channel = visit", visits),
    ] {
        let rows = ("contacts", &[&of_day, channel, "state != undone"][..]);
        explain(rule, rows, std::slice::from_ref(&day), sum);
    }
    if let Some(rate) = header.rate {
        let charged = kept(Figure::ChargedMonth(today.month()))?;
        let unpaid = kept(Figure::UnpaidMonth(today.month()))?;
        let due = rates::whole(asking.tx, today.month(), today)?.due;
        let steps = [
            ("month", Fact::from(today.month().to_string())),
            ("handed_homes", Fact::Count(kept(Figure::HandedOver)?)),
            ("due_homes", Fact::Count(due.into())),
            ("charged_homes", Fact::Count(charged)),
            ("unpaid_homes", Fact::Count(unpaid)),
            ("paid_homes", Fact::Count(charged - unpaid)),
        ];
        let unpaid = ("households", &["fee_paid = no"][..]);
        explain("rate", unpaid, &steps, percent(rate));
    }
    let debtors = ("debtors", Fact::Count(header.debtors));
    let owing = ("arrears", &["amount > 0"][..]);
    explain("debt", owing, &[debtors], Fact::Money(header.debt));
    all.extend(follow_ups(asking)?);
    Ok(all)
}

/// The rows a figure counts: a list and its conditions.
pub(super) type Rows<'a> = (&'a str, &'a [&'a str]);

/// One figure: how it is worked out, from what, and what that comes to.
pub(super) fn explained(
    rule: &str,
    (what, conditions): Rows<'_>,
    steps: &[(&str, Fact)],
    sum: Fact,
) -> Option<Explanation> {
    let mut facts = Facts::default();
    facts.term("how", format!("figure-{rule}"));
    for (name, fact) in steps {
        facts.put(name, fact.clone());
    }
    facts.put(&format!("fig_{rule}"), sum);
    let conditions: Vec<String> = conditions.iter().map(|one| (*one).to_owned()).collect();
    facts
        .explains(rule)
        .map(|one| one.counts(what, &conditions))
}

/// Thousandths as hundredths with a place.
pub(super) fn percent(rate: i64) -> Fact {
    Fact::from(format!("{}.{}%", rate / 10, rate % 10))
}
