//! Keeps records of a text table within limits before the parser sees them.
//!
//! The parser gathers a whole record in memory before it returns it, so one quote that never closes would cost as much
//! memory as the file is long (REL E13). A field somewhat too long costs its own row only: its end is left out, and it is
//! told apart.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use crate::exchange::limits::Limits;
use crate::exchange::refusal::Refusal;

/// Where a record begins, and which of its columns, from 0, hold more than they may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    pub line: u32,
    pub too_long: Vec<usize>,
}

/// The records in their order, filled by the fence and emptied by the reader of records.
pub type Starts = Rc<RefCell<VecDeque<Start>>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    RecordStart,
    FieldStart,
    Bare,
    Quoted,
    QuoteInQuoted,
}

/// Passes text through and counts; the first record past a limit ends it with a [`Refusal`]. Of a field past its limit
/// only so much is passed through.
pub struct Fence<R> {
    source: R,
    delimiter: u8,
    limits: Limits,
    state: State,
    line: u64,
    byte: u64,
    after_return: bool,
    record: Mark,
    field: Mark,
    columns: usize,
    rows: usize,
    /// Whether the record has any content so far.
    filled: bool,
    /// Whether the rest of the field is left out.
    cutting: bool,
    starts: Starts,
}

/// Where something begins and how long it is so far.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    line: u64,
    byte: u64,
    length: usize,
}

impl<R: Read> Fence<R> {
    /// A fence in front of `source`, which is UTF-8; bytes count from the start of the decoded text.
    pub fn new(source: R, delimiter: u8, limits: Limits) -> Self {
        Self {
            source,
            delimiter,
            limits,
            state: State::RecordStart,
            line: 1,
            byte: 0,
            after_return: false,
            record: Mark::default(),
            field: Mark::default(),
            columns: 0,
            rows: 0,
            filled: false,
            cutting: false,
            starts: Starts::default(),
        }
    }

    /// Where the records begin, for the reader behind the fence.
    pub fn starts(&self) -> Starts {
        Rc::clone(&self.starts)
    }

    /// What lies behind the fence.
    pub fn into_source(self) -> R {
        self.source
    }

    /// Takes in a byte; says whether it is passed through.
    fn pass(&mut self, byte: u8) -> Result<bool, Refusal> {
        let mut passed = true;
        let quoted = self.state == State::Quoted;
        let ends_record = !quoted && matches!(byte, b'\n' | b'\r');
        if ends_record {
            self.state = State::RecordStart;
        } else {
            if self.state == State::RecordStart {
                self.begin_record()?;
            }
            self.fill(byte)?;
            passed = self.pass_within(byte)?;
            self.record.length += usize::from(passed);
            if self.record.length > self.limits.record {
                let Mark { line, byte, .. } = self.record;
                return Err(Refusal::RecordTooLong {
                    line,
                    byte,
                    limit: self.limits.record,
                });
            }
        }
        self.count(byte);
        Ok(passed)
    }

    fn begin_record(&mut self) -> Result<(), Refusal> {
        self.filled = false;
        self.starts.borrow_mut().push_back(Start {
            line: u32::try_from(self.line).unwrap_or(u32::MAX),
            too_long: Vec::new(),
        });
        self.record = Mark {
            line: self.line,
            byte: self.byte,
            length: 0,
        };
        self.columns = 0;
        self.begin_field()
    }

    /// Counts the record at its first letter: rows a spreadsheet saved without content are no rows.
    fn fill(&mut self, byte: u8) -> Result<(), Refusal> {
        if self.filled || byte == self.delimiter || matches!(byte, b' ' | b'\t') {
            return Ok(());
        }
        self.filled = true;
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(Refusal::TooManyRows {
                limit: self.limits.rows,
            });
        }
        Ok(())
    }

    fn begin_field(&mut self) -> Result<(), Refusal> {
        self.columns += 1;
        if self.columns > self.limits.columns {
            let Mark { line, byte, .. } = self.record;
            return Err(Refusal::TooManyColumns {
                line,
                byte,
                limit: self.limits.columns,
            });
        }
        self.field = Mark {
            line: self.line,
            byte: self.byte,
            length: 0,
        };
        self.cutting = false;
        self.state = State::FieldStart;
        Ok(())
    }

    fn pass_within(&mut self, byte: u8) -> Result<bool, Refusal> {
        let delimits = byte == self.delimiter && self.state != State::Quoted;
        if delimits {
            self.begin_field()?;
            // The field begins behind the delimiter.
            self.field.byte += 1;
            return Ok(true);
        }
        self.field.length += 1;
        let passed = self.field.length <= self.limits.field || self.is_kept(byte)?;
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::FieldStart | State::QuoteInQuoted, b'"') | (State::Quoted, _) => State::Quoted,
            (State::QuoteInQuoted, _) => {
                return Err(Refusal::StrayQuote {
                    line: self.line,
                    byte: self.byte,
                });
            }
            _ => State::Bare,
        };
        Ok(passed)
    }

    /// Whether a byte past the limit of its field is passed through nevertheless: a quote, so that the parser sees the
    /// same end of the field, and the rest of a character that was begun.
    fn is_kept(&mut self, byte: u8) -> Result<bool, Refusal> {
        let Mark {
            line,
            byte: at,
            length,
        } = self.field;
        if length > self.limits.overlong {
            return Err(Refusal::FieldTooLong {
                line,
                byte: at,
                limit: self.limits.field,
            });
        }
        if let Some(start) = self.starts.borrow_mut().back_mut() {
            let column = self.columns.saturating_sub(1);
            if start.too_long.last() != Some(&column) {
                start.too_long.push(column);
            }
        }
        let begun = byte & 0xC0 == 0x80;
        self.cutting |= !begun;
        Ok(byte == b'"' || !self.cutting)
    }

    /// A line ends at a line feed, a carriage return, or both together.
    fn count(&mut self, byte: u8) {
        self.byte += 1;
        if byte == b'\r' || (byte == b'\n' && !self.after_return) {
            self.line += 1;
        }
        self.after_return = byte == b'\r';
    }

    fn end(&self) -> Result<(), Refusal> {
        if self.state == State::Quoted {
            let Mark { line, byte, .. } = self.field;
            return Err(Refusal::UnclosedQuote { line, byte });
        }
        Ok(())
    }
}

impl<R: Read> Read for Fence<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.source.read(buffer)?;
            if count == 0 {
                self.end()?;
                return Ok(0);
            }
            let mut kept = 0;
            for at in 0..count {
                let Some(byte) = buffer.get(at).copied() else {
                    break;
                };
                if self.pass(byte)? {
                    if let Some(slot) = buffer.get_mut(kept) {
                        *slot = byte;
                    }
                    kept += 1;
                }
            }
            // Nothing kept is not the end.
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}
