//! A session on a terminal of the test's own: taken, used, given back, lost.

use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent};
use frontdesk::terminal::grammar;
use frontdesk::terminal::input::Input;
use frontdesk::terminal::modes::Modes;
use frontdesk::terminal::signals::{Event, Events, Unwritten, on_hangup};
use frontdesk::terminal::tty::Tty;
use rustix::fs::{OFlags, fcntl_setfl};
use rustix::termios::{LocalModes, tcgetattr};

use crate::support::pty::open_pair;

const PATIENCE: Duration = Duration::from_secs(20);

fn terminal() -> (OwnedFd, Tty) {
    let (ours, theirs) = open_pair(80, 24);
    fcntl_setfl(&theirs, OFlags::NONBLOCK).unwrap();
    fcntl_setfl(&ours, OFlags::NONBLOCK).unwrap();
    (ours, Tty::from(theirs))
}

/// All the bytes that arrived at our end.
fn arrived(ours: &OwnedFd) -> Vec<u8> {
    let mut all = Vec::new();
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = rustix::io::read(ours, &mut bytes) {
        all.extend_from_slice(&bytes[..count]);
    }
    all
}

fn waited_for(events: &mut Events, wanted: impl Fn(&Event) -> bool) -> Event {
    let until = Instant::now() + PATIENCE;
    loop {
        let batch = events.wait(Some(until)).unwrap();
        assert!(!batch.contains(&Event::Tick), "waited in vain");
        if let Some(event) = batch.into_iter().find(&wanted) {
            return event;
        }
    }
}

fn letter(c: char) -> Event {
    Event::Input(Input::Key(KeyEvent::from(KeyCode::Char(c))))
}

#[test]
fn the_terminal_is_given_back_as_it_was() {
    let (ours, tty) = terminal();
    let before = tcgetattr(&tty).unwrap();
    let modes = Modes::enter(&tty).unwrap();
    let during = tcgetattr(&tty).unwrap();
    assert!(
        !during
            .local_modes
            .intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    );
    tty.write_within("\x1b[H王建国 138".as_bytes(), PATIENCE)
        .unwrap();
    modes.restore();
    let bytes = arrived(&ours);
    modes.restore();
    drop(modes);
    assert_eq!(arrived(&ours), b"", "once is enough");
    let after = tcgetattr(&tty).unwrap();
    assert_eq!(
        (after.local_modes, after.input_modes, after.output_modes),
        (before.local_modes, before.input_modes, before.output_modes)
    );
    assert_eq!(grammar::fault(&bytes), None);
    // A terminal without a second screen.
    let size = |n| NonZeroU16::new(n).unwrap();
    let mut screen = vt100::Parser::new(size(24), size(80), 0);
    let text = String::from_utf8(bytes).unwrap();
    screen.process(
        text.replace("\x1b[?1049h", "")
            .replace("\x1b[?1049l", "")
            .as_bytes(),
    );
    assert_eq!(screen.screen().contents(), "");
    assert!(!screen.screen().bracketed_paste());
    assert!(text.ends_with("\x1b[?1049l"));
}

#[test]
fn it_can_be_taken_again_and_a_drop_gives_it_back() {
    let (ours, tty) = terminal();
    let modes = Modes::enter(&tty).unwrap();
    modes.restore();
    modes.again().unwrap();
    assert!(
        !tcgetattr(&tty)
            .unwrap()
            .local_modes
            .contains(LocalModes::ECHO)
    );
    arrived(&ours);
    drop(modes);
    assert!(
        tcgetattr(&tty)
            .unwrap()
            .local_modes
            .contains(LocalModes::ECHO)
    );
    assert!(arrived(&ours).ends_with(b"\x1b[?1049l"));
}

#[test]
fn keys_wakes_and_ticks_arrive() {
    let (ours, tty) = terminal();
    let _modes = Modes::enter(&tty).unwrap();
    let mut events = Events::new(&tty).unwrap();
    rustix::io::write(&ours, "a\x1b[".as_bytes()).unwrap();
    waited_for(&mut events, |event| *event == letter('a'));
    rustix::io::write(&ours, b"A").unwrap();
    let up = Event::Input(Input::Key(KeyEvent::from(KeyCode::Up)));
    waited_for(&mut events, |event| *event == up);
    rustix::io::write(&ours, b"\x1b").unwrap();
    let escape = Event::Input(Input::Key(KeyEvent::from(KeyCode::Esc)));
    waited_for(&mut events, |event| *event == escape);
    let waker = events.waker();
    let other = std::thread::spawn(move || waker.wake());
    waited_for(&mut events, |event| *event == Event::Woken);
    other.join().unwrap();
    let due = Instant::now() + Duration::from_millis(5);
    while !events.wait(Some(due)).unwrap().contains(&Event::Tick) {}
    assert!(Instant::now() >= due);
}

#[test]
fn two_hundred_keys_are_one_batch() {
    let (ours, tty) = terminal();
    let _modes = Modes::enter(&tty).unwrap();
    let mut events = Events::new(&tty).unwrap();
    rustix::io::write(&ours, "j".repeat(200).as_bytes()).unwrap();
    let mut keys = 0;
    let mut batches = 0;
    while keys < 200 {
        let batch = events.wait(Some(Instant::now() + PATIENCE)).unwrap();
        assert!(!batch.contains(&Event::Tick));
        keys += batch.iter().filter(|event| **event == letter('j')).count();
        batches += 1;
    }
    assert!(batches <= 4, "{batches}");
}

#[test]
fn a_lost_terminal_ends_the_wait() {
    let (ours, tty) = terminal();
    let mut events = Events::new(&tty).unwrap();
    let (tell, told) = mpsc::channel();
    on_hangup(&tty, move || tell.send(()).unwrap()).unwrap();
    rustix::io::write(&ours, b"\r").unwrap();
    drop(ours);
    waited_for(&mut events, |event| *event == Event::Hangup);
    assert_eq!(events.wait(None).unwrap(), [Event::Hangup]);
    assert_eq!(events.write(b"x"), Err(Unwritten::Gone));
    told.recv_timeout(PATIENCE).unwrap();
}
