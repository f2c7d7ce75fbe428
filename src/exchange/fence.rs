//! Keeps records of a text table within limits before the parser sees them.
//!
//! The parser gathers a whole record in memory before it returns it, so one quote that never closes would cost as much
//! memory as the file is long (REL E13).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use crate::exchange::limits::Limits;
use crate::exchange::refusal::Refusal;

/// The lines on which records begin, filled by the fence and emptied by the reader of records.
pub type Starts = Rc<RefCell<VecDeque<u32>>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    RecordStart,
    FieldStart,
    Bare,
    Quoted,
    QuoteInQuoted,
}

/// Passes text through and counts; the first record past a limit ends it with a [`Refusal`].
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

    fn pass(&mut self, byte: u8) -> Result<(), Refusal> {
        let quoted = self.state == State::Quoted;
        let ends_record = !quoted && matches!(byte, b'\n' | b'\r');
        if ends_record {
            self.state = State::RecordStart;
        } else {
            if self.state == State::RecordStart {
                self.begin_record()?;
            }
            self.record.length += 1;
            if self.record.length > self.limits.record {
                let Mark { line, byte, .. } = self.record;
                return Err(Refusal::RecordTooLong {
                    line,
                    byte,
                    limit: self.limits.record,
                });
            }
            self.fill(byte)?;
            self.pass_within(byte)?;
        }
        self.count(byte);
        Ok(())
    }

    fn begin_record(&mut self) -> Result<(), Refusal> {
        self.filled = false;
        self.starts
            .borrow_mut()
            .push_back(u32::try_from(self.line).unwrap_or(u32::MAX));
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
        self.state = State::FieldStart;
        Ok(())
    }

    fn pass_within(&mut self, byte: u8) -> Result<(), Refusal> {
        let delimits = byte == self.delimiter && self.state != State::Quoted;
        if delimits {
            self.begin_field()?;
            // The field begins behind the delimiter.
            self.field.byte += 1;
            return Ok(());
        }
        self.field.length += 1;
        if self.field.length > self.limits.field {
            let Mark { line, byte, .. } = self.field;
            return Err(Refusal::FieldTooLong {
                line,
                byte,
                limit: self.limits.field,
            });
        }
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
        Ok(())
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
        let count = self.source.read(buffer)?;
        if count == 0 {
            self.end()?;
        }
        for byte in buffer.get(..count).unwrap_or_default() {
            self.pass(*byte)?;
        }
        Ok(count)
    }
}
