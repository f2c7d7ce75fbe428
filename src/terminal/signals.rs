//! The one place where the terminal program waits: for keys, signals, other threads and the time it asked for.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use crate::terminal::charset::Charset;
use crate::terminal::input::{Decoder, Input};
use crate::terminal::probe;
use crate::terminal::tty::{Tty, USUAL, Written};

/// The signals that are waited for.
const SIGNALS: [i32; 7] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// Bytes read at once.
const CHUNK: usize = 4096;

/// Reads until the others get a turn: a paste may be long.
const CHUNKS: usize = 64;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key, a paste, a report.
    Input(Input),
    /// The terminal has another size now.
    Resize {
        /// Columns.
        cols: u16,
        /// Rows.
        rows: u16,
    },
    /// The terminal is gone, or SIGHUP says so: restore it, which does no harm, and end at once.
    Hangup,
    /// SIGTERM, SIGINT or SIGQUIT: restore the terminal and end.
    Terminate,
    /// SIGTSTP: restore the terminal, then call [`stop`].
    Stop,
    /// SIGCONT: take the terminal again and repaint.
    Continue,
    /// Another thread called [`Waker::wake`].
    Woken,
    /// The time asked for has come.
    Tick,
}

/// Why a frame was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// The terminal is gone.
    Gone,
    /// A signal to end came, and the terminal takes nothing; what came is told as an event.
    Ending,
}

/// Wakes the waiting thread from another one.
#[derive(Debug, Clone)]
pub struct Waker(Arc<UnixStream>);

impl Waker {
    /// Makes the waiting thread see [`Event::Woken`] soon; several calls may be one event.
    pub fn wake(&self) {
        // A full pipe has wakened it already; a closed one has nobody to wake.
        let _ = (&*self.0).write(&[1]);
    }
}

/// Waits for everything at once.
#[derive(Debug)]
pub struct Events {
    tty: Tty,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    wakes: UnixStream,
    waker: Waker,
    decoder: Decoder,
    charset: Charset,
    start: Instant,
    queue: Vec<Event>,
    gone: bool,
    /// Whether the last frame had to wait for the terminal to take it.
    waited: bool,
    /// Whether a signal to end came, be its event still waited for or not.
    ending: bool,
}

/// Which of the three had something.
struct Ready {
    tty: PollFlags,
    signals: bool,
    wakes: bool,
}

impl Events {
    /// Begins to watch a terminal; from now on the signals no longer end the process by themselves.
    pub fn new(tty: &Tty) -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let (wakes, other_end) = UnixStream::pair()?;
        wakes.set_nonblocking(true)?;
        other_end.set_nonblocking(true)?;
        Ok(Self {
            tty: tty.clone(),
            signals: SignalDelivery::with_pipe(read, write, SignalOnly, SIGNALS)?,
            wakes,
            waker: Waker(Arc::new(other_end)),
            decoder: Decoder::new(),
            charset: Charset::default(),
            start: Instant::now(),
            queue: Vec::new(),
            gone: false,
            waited: false,
            ending: false,
        })
    }

    /// From now on the terminal speaks this encoding; frames are given in UTF-8 all the same.
    pub fn speak(&mut self, charset: Charset) {
        self.charset = charset;
        self.decoder.speak(charset);
    }

    /// Asks the terminal how wide its ambiguous glyphs are; the answer is an input, whenever it comes.
    pub fn ask_widths(&mut self) -> Result<(), Unwritten> {
        let now = self.now();
        self.decoder.asked(now);
        self.write(probe::QUESTION)
    }

    /// What was just written holds a question: its answer is no key, however slowly it comes.
    pub fn expect_answer(&mut self) {
        let now = self.now();
        self.decoder.asked(now);
    }

    /// Whether the terminal was full when the last frame came: it shows older ones still.
    pub const fn has_waited(&self) -> bool {
        self.waited
    }

    /// Something for other threads to wake this one with.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Sleeps until something happens or `until` has come, and tells all that is at hand: at least one event, keys typed
    /// ahead together. After [`Event::Hangup`] it never sleeps again.
    pub fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        loop {
            let deadline = self
                .decoder
                .deadline()
                .map(|at| self.start + Duration::from_millis(at));
            let first = [until, deadline].into_iter().flatten().min();
            let idle = self.queue.is_empty() && !self.gone;
            let patience = if idle {
                first.map(|at| at.saturating_duration_since(Instant::now()))
            } else {
                Some(Duration::ZERO)
            };
            let ready = self.poll(PollFlags::IN, patience)?;
            if ready.signals {
                self.take_signals();
            }
            if ready.wakes {
                self.take_wakes();
            }
            self.take_keys(ready.tty)?;
            let now = self.now();
            let late = self.decoder.tick(now);
            self.queue.extend(late.into_iter().map(Event::Input));
            if self.gone {
                // The system continues a session whose terminal it takes away; there is nothing to go on with.
                let still = |event: &Event| matches!(event, Event::Input(_) | Event::Terminate);
                self.queue.retain(still);
                self.queue.push(Event::Hangup);
            }
            if self.queue.is_empty() && until.is_some_and(|until| Instant::now() >= until) {
                self.queue.push(Event::Tick);
            }
            if !self.queue.is_empty() {
                return Ok(std::mem::take(&mut self.queue));
            }
        }
    }

    /// Writes a frame, completely unless the program has to end: a terminal that takes nothing is waited for, and signals
    /// are seen meanwhile.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        self.waited = false;
        match std::str::from_utf8(bytes) {
            Ok(text) if self.charset.is_gb() => self.write_all(&self.charset.encode(text)),
            _ => self.write_all(bytes),
        }
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> Result<(), Unwritten> {
        while !bytes.is_empty() {
            match self.tty.write_some(bytes) {
                Ok(Written::Bytes(count)) => bytes = bytes.get(count..).unwrap_or_default(),
                Ok(Written::Full) => self.wait_for_room()?,
                Err(_) => {
                    self.gone = true;
                    return Err(Unwritten::Gone);
                }
            }
        }
        Ok(())
    }

    fn wait_for_room(&mut self) -> Result<(), Unwritten> {
        self.waited = true;
        // The signal may have come together with the key that is answered here.
        self.go_on()?;
        let ready = self
            .poll(PollFlags::OUT, None)
            .map_err(|_| Unwritten::Gone)?;
        if hung_up(ready.tty) {
            self.gone = true;
            return Err(Unwritten::Gone);
        }
        if ready.wakes {
            self.take_wakes();
        }
        if ready.signals {
            self.take_signals();
        }
        self.go_on()
    }

    /// Whether there is a point in waiting for the terminal.
    const fn go_on(&self) -> Result<(), Unwritten> {
        if self.gone || self.ending {
            return Err(Unwritten::Ending);
        }
        Ok(())
    }

    fn poll(&self, wanted: PollFlags, patience: Option<Duration>) -> io::Result<Ready> {
        // A longer time than the system can name is no limit.
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut fds = [
            PollFd::from_borrowed_fd(self.tty.as_fd(), wanted),
            PollFd::from_borrowed_fd(self.signals.get_read().as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.wakes.as_fd(), PollFlags::IN),
        ];
        match poll(&mut fds, patience.as_ref()) {
            // The signal that interrupted it is in the pipe.
            Ok(_) | Err(Errno::INTR) => {}
            Err(fault) => return Err(fault.into()),
        }
        let [tty, signals, wakes] = fds.map(|fd| fd.revents());
        Ok(Ready {
            tty,
            signals: !signals.is_empty(),
            wakes: !wakes.is_empty(),
        })
    }

    fn take_signals(&mut self) {
        for signal in self.signals.pending() {
            let event = match signal {
                SIGHUP => {
                    self.gone = true;
                    continue;
                }
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continue,
                SIGWINCH => {
                    let (cols, rows) = self.tty.size().unwrap_or(USUAL);
                    Event::Resize { cols, rows }
                }
                _ => {
                    self.ending = true;
                    Event::Terminate
                }
            };
            self.queue.push(event);
        }
    }

    fn take_wakes(&mut self) {
        let mut bytes = [0; CHUNK];
        while matches!(self.wakes.read(&mut bytes), Ok(CHUNK)) {}
        if !self.queue.contains(&Event::Woken) {
            self.queue.push(Event::Woken);
        }
    }

    fn take_keys(&mut self, mut ready: PollFlags) -> io::Result<()> {
        let mut bytes = [0; CHUNK];
        for _ in 0..CHUNKS {
            if !ready.contains(PollFlags::IN) {
                self.gone |= hung_up(ready);
                break;
            }
            match rustix::io::read(&self.tty, &mut bytes) {
                Ok(0) => {
                    self.gone = true;
                    break;
                }
                Ok(count) => {
                    let now = self.now();
                    let inputs = self
                        .decoder
                        .feed(bytes.get(..count).unwrap_or_default(), now);
                    self.queue.extend(inputs.into_iter().map(Event::Input));
                }
                Err(Errno::INTR | Errno::AGAIN) => break,
                Err(_) => {
                    self.gone = true;
                    break;
                }
            }
            ready = self.poll(PollFlags::IN, Some(Duration::ZERO))?.tty;
        }
        Ok(())
    }

    /// Milliseconds since the start.
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

fn hung_up(ready: PollFlags) -> bool {
    ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Stops the process as SIGTSTP would have; returns when it is continued.
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}

/// Calls `gone` from a thread of its own once the terminal has hung up, for the case that the waiting thread is held up
/// elsewhere and cannot see it (crossterm#793). The thread costs nothing until then.
pub fn on_hangup(tty: &Tty, gone: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let tty = tty.clone();
    std::thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(move || {
            loop {
                let mut fds = [PollFd::new(&tty, PollFlags::empty())];
                match poll(&mut fds, None) {
                    Ok(0) | Err(Errno::INTR) => {}
                    Ok(_) => break gone(),
                    Err(_) => break,
                }
            }
        })
        .map(drop)
}
