//! How long a ticket stood in each of its states (duties.md D-009).

use crate::domain::calendar::MINUTE_MS;
use crate::domain::error::Fact;
use crate::domain::history::{Line, LineKind};
use crate::domain::ticket::Ticket;
use crate::service::deadlines::kind_of_state;
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::view::Explanation;
use crate::service::words;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::LINE_OF;
use crate::storage::record::Record;

/// Lines read; nobody moves a ticket so often.
const LINES: usize = 500;

/// The states in their order, each with the time in it; the sum is the time from its being received to its end or now.
/// Nothing for what was taken over without its history.
pub(super) fn stages(asking: Asking<'_>, ticket: &Ticket) -> Run<Option<Explanation>> {
    let key = Key::new().u8(Ticket::KIND).u64(ticket.id.0);
    let lines: Vec<Line> = all(asking.tx, LINE_OF, key, Direction::Forward, LINES)?;
    let moves: Vec<&Line> = lines
        .iter()
        .filter(|line| line.kind == LineKind::Move)
        .collect();
    let (Some(first), Some(last)) = (moves.first(), moves.last()) else {
        return Ok(None);
    };
    let end = if ticket.open() { asking.now } else { last.at };
    let ends = moves.iter().skip(1).map(|line| line.at).chain([end]);
    let mut facts = Facts::default();
    for (at, (line, until)) in moves.iter().zip(ends).enumerate() {
        let minutes = until.since(line.at).max(0) / MINUTE_MS;
        // Of several arrows walked at once nobody saw the states between; and what is over stands in no state.
        let now_in = at + 1 == moves.len();
        if (now_in && !ticket.open()) || (!now_in && minutes == 0) {
            continue;
        }
        let state = Fact::Term(format!("state-{}-{}", kind_of_state(ticket), line.after));
        let spent = vec![
            ("state".to_owned(), state),
            ("spent".to_owned(), words::spent(minutes)),
        ];
        facts.put("stage", Fact::Told("stage-spent".to_owned(), spent));
    }
    let minutes = end.since(first.at).max(0) / MINUTE_MS;
    facts.put("stages_sum", words::spent(minutes));
    Ok(facts.explains("stages"))
}
