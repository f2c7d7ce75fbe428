//! Work that takes long: begun by a layer, done beside the screen, its result brought back to the layer.

use std::any::Any;
use std::fmt;

/// What comes of it; the layer that began it knows what it is.
pub type Made = Box<dyn Any + Send>;

/// Something to be done beside the screen.
pub type Work = Box<dyn FnOnce() -> Made + Send>;

/// Work, and whose it is.
pub struct Chore {
    /// The layer that began it.
    pub layer: u64,
    /// What the layer calls it.
    pub part: u32,
    /// What is to be done.
    pub work: Work,
}

impl fmt::Debug for Chore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chore({}, {})", self.layer, self.part)
    }
}

/// Work that is done.
pub struct Finished {
    layer: u64,
    part: u32,
    made: Made,
}

impl Chore {
    /// Does it, however long that takes.
    pub fn run(self) -> Finished {
        Finished {
            layer: self.layer,
            part: self.part,
            made: (self.work)(),
        }
    }
}

impl Finished {
    /// The layer that waits for it, what it calls it, and what came of it.
    pub fn into_parts(self) -> (u64, u32, Made) {
        (self.layer, self.part, self.made)
    }
}
