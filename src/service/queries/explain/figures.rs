//! How the figures of the top line come about, and in which pane the rows are that they count.

use super::follow_ups::follow_ups;
use crate::domain::error::Fact;
use crate::domain::ticket::TicketKind;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::header::header;
use crate::service::query::Pane;
use crate::service::view::Explanation;
use crate::storage::counters::figure;
use crate::storage::kept::figures::Figure;

/// Answers `Query::Figures`: each figure of the top line with its steps (words: `figure-<rule>`, `field-fig_<rule>`).
pub fn figures(asking: Asking<'_>) -> Run<Vec<Explanation>> {
    let header = header(asking)?;
    let today = asking.office.today(asking.now);
    let kept = |wanted: Figure| figure(asking.tx, &wanted.key());
    let mut all = Vec::new();
    let mut explain = |rule: &str, rows: Pane, steps: &[(&str, Fact)], sum: Fact| {
        all.extend(explained(rule, rows, steps, sum));
    };
    let mut kinds = Vec::new();
    for kind in TicketKind::ALL {
        let open = kept(Figure::OpenTickets(*kind))?;
        kinds.push((kind.name(), Fact::Count(open)));
    }
    explain("open", Pane::Tickets, &kinds, Fact::Count(header.open));
    let now = ("at", Fact::At(asking.now));
    explain("late", Pane::Tickets, &[now], Fact::Count(header.late));
    let day = ("day", Fact::Day(today));
    let (calls, visits) = (Fact::Count(header.calls), Fact::Count(header.visits));
    explain("calls", Pane::Contacts, std::slice::from_ref(&day), calls);
    explain("visits", Pane::Contacts, &[day], visits);
    if let Some(rate) = header.rate {
        let charged = kept(Figure::ChargedMonth(today.month()))?;
        let unpaid = kept(Figure::UnpaidMonth(today.month()))?;
        let steps = [
            ("month", Fact::from(today.month().to_string())),
            ("handed_homes", Fact::Count(kept(Figure::HandedOver)?)),
            ("charged_homes", Fact::Count(charged)),
            ("unpaid_homes", Fact::Count(unpaid)),
            ("paid_homes", Fact::Count(charged - unpaid)),
        ];
        explain("rate", Pane::Arrears, &steps, percent(rate));
    }
    let debtors = ("debtors", Fact::Count(header.debtors));
    explain("debt", Pane::Arrears, &[debtors], Fact::Money(header.debt));
    all.extend(follow_ups(asking)?);
    Ok(all)
}

/// One figure: how it is worked out, from what, and what that comes to.
pub(super) fn explained(
    rule: &str,
    rows: Pane,
    steps: &[(&str, Fact)],
    sum: Fact,
) -> Option<Explanation> {
    let mut facts = Facts::default();
    facts.term("how", format!("figure-{rule}"));
    for (name, fact) in steps {
        facts.put(name, fact.clone());
    }
    facts.put(&format!("fig_{rule}"), sum);
    facts.explains(rule).map(|one| one.counts(rows))
}

/// Thousandths as hundredths with a place.
pub(super) fn percent(rate: i64) -> Fact {
    Fact::from(format!("{}.{}%", rate / 10, rate % 10))
}
