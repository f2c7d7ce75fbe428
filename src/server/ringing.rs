//! Waits for the calls that ring: one that nobody takes becomes a missed one.

use std::sync::Arc;
use std::time::Duration;

use crate::server::keeper;
use crate::server::shared::Shared;
use crate::service::halt::Run;
use crate::service::ringing;

/// The clock is looked at again after so long, whatever rings.
const LOOK: Duration = Duration::from_hours(1);
/// After a failure it is tried again, each time after twice as long: what is refused is a line of the audit log too.
const AGAIN: Duration = Duration::from_secs(5);

/// Makes missed calls of those that have rung too long; returns how long nothing more is to be done, unless another
/// call comes.
fn look(shared: &Shared) -> Run<Duration> {
    let (office, now) = (shared.office(), shared.clock.now());
    let next = ringing::next_missed(&*shared.store.read()?, &office)?;
    let Some(next) = next else {
        return Ok(LOOK);
    };
    let left = next.since(now);
    if left > 0 {
        return Ok(Duration::from_millis(u64::try_from(left).unwrap_or(0)).min(LOOK));
    }
    keeper::by_itself(shared, "contact.miss", now)?;
    Ok(Duration::ZERO)
}

/// Starts the thread that waits for them.
pub fn start(shared: Arc<Shared>) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("ringing"))
        .spawn(move || {
            let mut again = AGAIN;
            while !shared.stopping() {
                let seen = shared.hub.contacts();
                let left = match look(&shared) {
                    Ok(left) => {
                        again = AGAIN;
                        left
                    }
                    Err(halt) => {
                        tracing::warn!(error = %halt, "calls still ring");
                        let wait = again;
                        again = again.saturating_mul(2).min(LOOK);
                        wait
                    }
                };
                if !left.is_zero() {
                    shared.hub.wait_contacts(seen, left, &|| shared.stopping());
                }
            }
        })
}
