//! Booking late fees that have grown: at a close, or for one home that asks for a clean account.

use std::ops::Bound;

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::Debt;
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::books::Books;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

/// How many debts are held at a time.
const PAGE: usize = 256;

/// `late_fee.post`: books the late fees that have grown by the end of a day, of one home or of all. A second time it
/// books nothing.
pub const POST: Row = Row::new(
    "late_fee.post",
    About::Nothing,
    Right::Billing,
    &[
        Arg::may("premises", Kind::Premises),
        Arg::may("day", Kind::Day),
    ],
    post,
)
.undo(Undo::Never);

fn post(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let today = work.today();
    let day = values.day("day").unwrap_or(today);
    if day > today {
        let fault = Refusal::new(Why::BadDay).with("text", day.to_string());
        return Err(Refusal::fields(vec![fault.on("day")]).into());
    }
    let (mut homes, mut charges, mut sum) = (0_usize, 0_usize, Amount::ZERO);
    if let Some(home) = values.premises("premises").cloned() {
        let mut books = Books::of(work);
        (charges, sum) = books.post_late(&home, day)?;
        books.settle(&home)?;
        work.touch(Subject::of(&home));
        homes = usize::from(charges > 0);
    } else {
        let mut after = Bound::Unbounded;
        loop {
            let page = debts(work.tx(), after)?;
            let Some(last) = page.last() else { break };
            after = Bound::Excluded(last.household.0);
            for debt in page.iter().filter(|debt| debt.amount > Amount::ZERO) {
                let home: Household = work.get(debt.household.0)?;
                let mut books = Books::bulk(work);
                let (count, amount) = books.post_late(&home, day)?;
                if count > 0 {
                    books.settle(&home)?;
                    homes += 1;
                    charges += count;
                    sum = sum.plus(amount)?;
                }
            }
        }
    }
    if charges == 0 {
        return Err(Why::NothingChanged.into());
    }
    Ok(Made::default()
        .with("households", homes)
        .with("charges", charges)
        .with("amount", sum)
        .with("day", Fact::Day(day)))
}

/// The next debts in the order of their homes.
fn debts(tx: &dyn ReadTx, after: Bound<u64>) -> Run<Vec<Debt>> {
    let mut page = Vec::with_capacity(PAGE);
    scan::<Debt>(tx, after, Direction::Forward, &mut |debt| {
        page.push(debt);
        Ok(if page.len() < PAGE {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(page)
}
