//! The counter on the screen, and the demo.

use crate::cli::fault::Fault;
use crate::cli::world::Run;

/// Opens the counter of the data folder.
pub fn counter(run: &mut Run<'_>) -> Result<(), Fault> {
    drop(run.connect()?);
    Err(Fault::said("cli-no-screen", &[]))
}

/// Opens a counter in a throw-away data folder, whose path is shown.
pub fn demo(run: &mut Run<'_>) -> Result<(), Fault> {
    counter(run)
}
