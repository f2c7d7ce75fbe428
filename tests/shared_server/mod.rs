//! One server and its terminals over a real socket.

pub mod acts;
mod backups;
mod binary;
mod books;
pub mod child;
mod clock;
mod crossed;
mod drafts;
mod evidence;
mod failing;
mod flood;
mod frames;
mod half_done;
mod history;
mod holding;
mod importing;
pub mod kills;
mod notices;
mod places;
mod quiet;
mod races;
mod requests;
mod scrub;
mod signon;
mod slips;
mod two_accounts;
mod versions;
