//! Which rows may be why a file does not come to what the office says: left out, as large as the difference, paid
//! otherwise than owed.

use serde::Serialize;

use crate::domain::money::Amount;
use crate::exchange::staged::{Source, Staged};
use crate::service::loading::Totals;

/// Rows told at most.
const MOST: usize = 20;

/// Why a row is odd (words: `cli-odd-<code>`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum Odd {
    /// Wrong, and so in no sum.
    LeftOut,
    /// As much as the difference: there twice, or too much.
    IsDifference { amount: String },
    /// Half the difference: with the wrong sign, or booked on the wrong side.
    IsHalf { amount: String },
    /// Another sum was owed.
    OtherwiseDue { amount: String, due: String },
}

/// The rows to look at first, those that explain the difference before the others.
pub fn odd_rows(staged: &Staged, found: Totals, said: Totals) -> Vec<(Source, Odd)> {
    let difference = found
        .sum
        .fen()
        .saturating_sub(said.sum.fen())
        .saturating_abs();
    let yuan = |fen: i64| Amount::from_fen(fen).map_or_else(|_| fen.to_string(), Amount::plain);
    let mut odd: Vec<(Source, Odd)> = staged
        .bad_rows()
        .into_iter()
        .map(|source| (source.clone(), Odd::LeftOut))
        .collect();
    let mut likely = Vec::new();
    let mut others = Vec::new();
    for one in &staged.payments {
        let amount = yuan(one.paid);
        if difference > 0 && one.paid == difference {
            likely.push((one.source.clone(), Odd::IsDifference { amount }));
        } else if difference > 0 && one.paid.saturating_mul(2) == difference {
            likely.push((one.source.clone(), Odd::IsHalf { amount }));
        } else if let Some(due) = one.due.filter(|due| *due != one.paid) {
            let due = yuan(due);
            others.push((one.source.clone(), Odd::OtherwiseDue { amount, due }));
        }
    }
    odd.extend(likely);
    odd.extend(others);
    odd.truncate(MOST);
    odd
}
