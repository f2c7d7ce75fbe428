//! How far the terminal has come with what it was sent. It is asked behind every larger frame, so that on a slow line it
//! gets the newest state and not each one on the way: what lies between is with the system and cannot be taken back.

use std::collections::VecDeque;

/// Asks whether it has come so far; the answer is [`crate::terminal::input::Input::Ready`].
pub const QUESTION: &[u8] = b"\x1b[5n";

/// Frames up to so many bytes carry no question: a moved row, a typed character.
const SMALL: u64 = 64;

/// So many bytes without a question are enough for one in a small frame.
const UNASKED: u64 = 512;

/// So many bytes may be on their way when the next frame goes: half a second at 9,600 baud.
const WINDOW: u64 = 512;

/// How long an answer is waited for, in milliseconds, and so many more for each byte before it: twice what a line of 9,600
/// baud takes.
const PATIENCE: u64 = 1_500;
const EACH: u64 = 2;

/// So many answers in a row that did not come: frames wait for none any more.
const TRIES: u32 = 3;

/// What is on its way to the terminal. It has no clock of its own: times are milliseconds of any steady clock.
#[derive(Debug, Default)]
pub struct Pace {
    /// Whether this terminal is known to answer.
    answers: bool,
    /// Bytes sent so far.
    sent: u64,
    /// Of those, the ones it is known to have taken.
    taken: u64,
    /// Bytes sent when the last question went out.
    asked: u64,
    /// The open questions: bytes sent by then, and when.
    open: VecDeque<(u64, u64)>,
    /// Answers in a row that did not come.
    missed: u32,
}

impl Pace {
    /// A frame of so many bytes goes out at `now`; whether the question goes with it.
    pub fn sends(&mut self, bytes: usize, now: u64) -> bool {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        if bytes == 0 {
            return false;
        }
        self.sent = self.sent.saturating_add(bytes);
        let asks = if self.answers {
            bytes > SMALL || self.sent - self.asked > UNASKED || self.missed > 0
        } else {
            // Once is enough for one that may never answer.
            self.asked == 0
        };
        if asks {
            self.asked = self.sent;
            self.open.push_back((self.sent, now));
        }
        asks
    }

    /// An answer came.
    pub fn heard(&mut self) {
        self.answers = true;
        self.missed = 0;
        if let Some((sent, _)) = self.open.pop_front() {
            self.taken = sent;
        }
    }

    /// Whether the next frame had better wait.
    pub fn is_behind(&mut self, now: u64) -> bool {
        if self.deadline().is_some_and(|at| now >= at) {
            // It was lost on the way, or the line is dead. The next frame asks again.
            self.open.clear();
            self.taken = self.sent;
            self.missed += 1;
        }
        self.deadline().is_some() && self.missed < TRIES && self.sent - self.taken > WINDOW
    }

    /// When a frame that waits is sent all the same.
    pub fn deadline(&self) -> Option<u64> {
        let (_, since) = self.open.front().filter(|_| self.answers)?;
        Some(since + PATIENCE + EACH * (self.sent - self.taken))
    }

    /// Whether all that was asked about is on the glass, as far as this terminal ever tells.
    pub fn is_shown(&self) -> bool {
        !self.answers || (self.open.is_empty() && self.missed == 0)
    }

    /// The terminal is painted anew because somebody wants it: one that owes an answer by then is taken for one that gives
    /// none.
    pub fn anew(&mut self) {
        let answers = self.answers && self.missed == 0;
        *self = Self {
            answers,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::grammar;

    /// One that has answered once.
    fn answering() -> Pace {
        let mut pace = Pace::default();
        assert!(pace.sends(2_000, 0));
        pace.heard();
        pace
    }

    #[test]
    fn the_question_is_allowed() {
        assert_eq!(grammar::fault(QUESTION), None);
    }

    #[test]
    fn one_that_never_answers_is_asked_once_and_never_waited_for() {
        let mut pace = Pace::default();
        assert!(pace.sends(3_000, 0));
        for now in 1..50 {
            assert!(!pace.is_behind(now));
            assert!(!pace.sends(3_000, now));
            assert!(pace.is_shown());
        }
        assert_eq!(pace.deadline(), None);
    }

    #[test]
    fn a_frame_waits_for_a_large_one_before_it() {
        let mut pace = answering();
        assert!(pace.sends(400, 10));
        assert!(!pace.is_behind(11), "so much may be on its way");
        assert!(!pace.is_shown());
        assert!(pace.sends(400, 12));
        assert!(pace.is_behind(13));
        pace.heard();
        assert!(!pace.is_behind(14));
        assert!(!pace.is_shown());
        pace.heard();
        assert!(pace.is_shown());
    }

    #[test]
    fn small_frames_ask_now_and_then() {
        let mut pace = answering();
        let asked = (0..100).filter(|now| pace.sends(40, *now)).count();
        assert_eq!(asked, 7);
        assert!(!pace.sends(0, 101));
    }

    #[test]
    fn a_lost_answer_holds_nothing_up_for_long() {
        let mut pace = answering();
        assert!(pace.sends(2_000, 0));
        let until = pace.deadline().unwrap();
        assert!(pace.is_behind(until - 1));
        assert!(!pace.is_behind(until));
        // Whether it is shown is not known until an answer comes, and even a small frame asks.
        assert!(!pace.is_shown());
        assert!(pace.sends(10, until));
        pace.heard();
        assert!(pace.is_shown());
    }

    #[test]
    fn a_dead_line_is_waited_for_three_times_and_never_called_shown() {
        let mut pace = answering();
        let mut now = 0;
        let mut waited = 0;
        for _ in 0..10 {
            assert!(pace.sends(2_000, now));
            while pace.is_behind(now) {
                waited += 1;
                now = pace.deadline().unwrap();
            }
            assert!(!pace.is_shown());
        }
        assert_eq!(waited, 3);
        // Painted anew by hand it is one that gives no answers.
        pace.anew();
        assert!(pace.is_shown());
        assert!(pace.sends(2_000, now) && !pace.is_behind(now));
        // Until it does.
        pace.heard();
        assert!(pace.sends(2_000, now) && pace.is_behind(now));
    }
}
