//! The month's figures of follow-ups: how many were made, in time by both clocks, and what was said.

use super::figures::{explained, percent};
use crate::domain::error::Fact;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::header::count_between;
use crate::service::view::Explanation;
use crate::storage::counters::figure;
use crate::storage::kept::figures::{Asked, Figure};
use crate::storage::kept::indexes::FOLLOW_UP_DUE;

/// All of them are made (duties.md D-042), in thousandths.
const ALL: i64 = 1000;
/// So many are satisfied (duties.md D-033, D-134), in thousandths.
const CONTENT: i64 = 980;

/// The figures of what was due this month so far. What was left out is in none of them, and is told (duties.md 5.3);
/// an opinion is counted in the month it was due in, whenever it came.
pub fn follow_ups(asking: Asking<'_>) -> Run<Vec<Explanation>> {
    let (office, now) = (asking.office, asking.now);
    let month = office.today(now).month();
    let kept = |what| figure(asking.tx, &Figure::FollowUps(month, what).key());
    let begun = office.zone.at(month.first(), 0);
    let overdue = count_between(asking.tx, FOLLOW_UP_DUE, begun, now)?;
    let answered = kept(Asked::Answered)?;
    let due = answered + overdue;
    let count = |name, count| (name, Fact::Count(count));
    let of_month = ("month", Fact::from(month.to_string()));
    // What is behind each figure: what was missed, what it is a part of, who was not content.
    let (from, to) = (
        format!("due_at >= {}", month.first()),
        format!("due_at <= {}", month.last()),
    );
    let missed: Vec<&str> = vec!["overdue = yes", &from];
    let asked: Vec<&str> = vec![&from, &to, "outcome != exempt"];
    let others = ["outcome != satisfied", "outcome != "];
    let unhappy: Vec<&str> = asked.iter().copied().chain(others).collect();
    let share = |part: i64, of: i64| percent(part.saturating_mul(1000) / of.max(1));
    let mut all = Vec::new();
    if due > 0 {
        let steps = [
            of_month.clone(),
            count("asked_answered", answered),
            count("asked_overdue", overdue),
            count("asked_left_out", kept(Asked::LeftOut)?),
            ("fig_target", percent(ALL)),
        ];
        let rate = share(answered, due);
        all.extend(explained("followed", ("followups", &missed), &steps, rate));
        for (rule, part) in [
            ("followed_hours", kept(Asked::InHours)?),
            ("followed_days", kept(Asked::InDays)?),
        ] {
            let steps = [
                of_month.clone(),
                count("asked_due", due),
                count("asked_in_time", part),
                ("fig_target", percent(ALL)),
            ];
            let rate = share(part, due);
            all.extend(explained(rule, ("followups", &asked), &steps, rate));
        }
    }
    if answered > 0 {
        let satisfied = kept(Asked::Satisfied)?;
        let steps = [
            of_month,
            count("asked_satisfied", satisfied),
            count("asked_partly", kept(Asked::Partly)?),
            count("asked_unhappy", kept(Asked::NotSatisfied)?),
            ("fig_target", percent(CONTENT)),
        ];
        let rate = share(satisfied, answered);
        all.extend(explained("content", ("followups", &unhappy), &steps, rate));
    }
    Ok(all)
}
