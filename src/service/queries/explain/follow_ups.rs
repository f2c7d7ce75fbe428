//! The month's figures of follow-ups: how many were made, in time by both clocks, and what was said.

use super::figures::{explained, percent};
use crate::domain::error::Fact;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::reports::{self, ALL, CONTENT};
use crate::service::view::Explanation;

/// The figures of what was due this month so far. What was left out is in none of them, and is told (duties.md 5.3);
/// an opinion is counted in the month it was due in, whenever it came.
pub fn follow_ups(asking: Asking<'_>) -> Run<Vec<Explanation>> {
    let month = asking.office.today(asking.now).month();
    let asked = reports::asked(asking.reckoning(), month)?;
    let count = |name, count| (name, Fact::Count(count));
    let of_month = ("month", Fact::from(month.to_string()));
    let target = |hundredths: u32| ("fig_target", percent(i64::from(hundredths) * 10));
    // What is behind each figure: what was missed, what it is a part of, who was not content.
    let share = |part: i64, of: i64| percent(part.saturating_mul(1000) / of.max(1));
    let mut all = Vec::new();
    let mut explain = |rule: &str, steps: &[(&str, Fact)], part: i64, of: i64| {
        let rows = asked.rows(rule);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        all.extend(explained(
            rule,
            ("followups", &rows),
            steps,
            share(part, of),
        ));
    };
    if asked.due() > 0 {
        let steps = [
            of_month.clone(),
            count("asked_answered", asked.answered),
            count("asked_overdue", asked.overdue),
            count("asked_left_out", asked.left_out),
            target(ALL),
        ];
        explain("followed", &steps, asked.answered, asked.due());
        for (rule, part) in [
            ("followed_hours", asked.in_hours),
            ("followed_days", asked.in_days),
        ] {
            let steps = [
                of_month.clone(),
                count("asked_due", asked.due()),
                count("asked_in_time", part),
                target(ALL),
            ];
            explain(rule, &steps, part, asked.due());
        }
    }
    if asked.answered > 0 {
        let steps = [
            of_month,
            count("asked_satisfied", asked.satisfied),
            count("asked_partly", asked.partly),
            count("asked_unhappy", asked.unhappy),
            target(CONTENT),
        ];
        explain("content", &steps, asked.satisfied, asked.answered);
    }
    Ok(all)
}
