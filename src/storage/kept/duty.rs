//! How what was done of duties is kept: by its id alone, which is made of the duty and the day.

use super::kept;
use crate::domain::duty::DutyDone;

kept! { DutyDone, 48;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}
