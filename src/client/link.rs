//! The link: requests go out, messages come in, in order; a terminal never waits for either.

use crate::wire::{Ask, Message};

/// Tells another thread that a message has come.
pub type Wake = Box<dyn Fn() + Send>;

/// Why a link cannot be used any more.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// The server closed the connection or is gone.
    #[error("the server is gone")]
    Gone,
    /// The request is too large for a frame.
    #[error("request too large")]
    TooLarge,
}

/// One connection to a server.
pub trait Link: Send {
    /// Queues a request and returns its id; the reply comes as a message with the same id.
    fn send(&mut self, ask: Ask) -> Result<u32, LinkError>;

    /// Returns the next message that has come, if one has.
    fn poll(&mut self) -> Result<Option<Message>, LinkError>;

    /// Has `wake` called whenever a message comes from now on, and at once for what has come already.
    fn wake_by(&mut self, wake: Wake);

    /// Waits for the next message; for the command line, which has nothing else to do.
    fn wait(&mut self) -> Result<Message, LinkError>;
}
