//! A small program that lives on a terminal as the counter does, and every way to end it.

use std::process::{Command, exit};
use std::time::Duration;

use crossterm::event::KeyCode;
use frontdesk::terminal::emitter::{Emitter, Output};
use frontdesk::terminal::grammar;
use frontdesk::terminal::input::Input;
use frontdesk::terminal::modes::Modes;
use frontdesk::terminal::probe;
use frontdesk::terminal::signals::{Event, Events, Unwritten, on_hangup, stop};
use frontdesk::terminal::tty::Tty;
use frontdesk::tui::text::{Ruler, Widths};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use rustix::process::{Signal, WaitId, WaitIdOptions, waitid};
use rustix::termios::{LocalModes, Termios};

use crate::support::pty::Pty;

/// Set for the process that is to be the program.
const ROLE: &str = "FRONTDESK_TEST_ROLE";

/// What must not stay on the glass.
const SECRET: &str = "王建国 138";

const QUIT: i32 = 40;
const TERMINATED: i32 = 41;
const HUNG_UP: i32 = 42;
const WATCHED: i32 = 43;
const BLOCKED: i32 = 44;

#[test]
#[ignore = "it is the program the other tests start"]
fn program() {
    if std::env::var_os(ROLE).is_some() {
        run();
    }
}

fn run() {
    let tty = Tty::open().unwrap();
    let modes = Modes::enter(&tty).unwrap();
    modes.restore_on_panic();
    let mut events = Events::new(&tty).unwrap();
    events.write(probe::QUESTION).unwrap();
    let mut emitter = Emitter::new(Output::default());
    let mut size = tty.size().unwrap();
    let mut said = "ready".to_owned();
    loop {
        let frame = draw(size, &said);
        let _ = events.write(&emitter.draw(&frame, None));
        for event in events.wait(None).unwrap() {
            match event {
                Event::Input(Input::Key(key)) => match key.code {
                    KeyCode::Char('q') => {
                        modes.restore();
                        exit(QUIT);
                    }
                    KeyCode::Char('p') => panic!("meant to happen"),
                    KeyCode::Char('h') => {
                        on_hangup(&tty, || exit(WATCHED)).unwrap();
                        tty.write_within(b"held", Duration::from_secs(9)).unwrap();
                        loop {
                            std::thread::park();
                        }
                    }
                    KeyCode::Char('f') => {
                        let result = events.write(&vec![b'x'; 4_000_000]);
                        assert_eq!(result, Err(Unwritten::Ending));
                        modes.restore();
                        exit(BLOCKED);
                    }
                    code => said = format!("{code:?}"),
                },
                Event::Input(Input::CursorReport { row, col }) => {
                    said = format!("{:?}", probe::answer(row, col));
                }
                Event::Input(Input::Paste { text, .. }) => said = text,
                Event::Resize { cols, rows } => {
                    size = (cols, rows);
                    said = format!("{cols} by {rows}");
                }
                Event::Terminate => {
                    modes.restore();
                    exit(TERMINATED);
                }
                Event::Hangup => {
                    modes.restore();
                    exit(HUNG_UP);
                }
                Event::Stop => {
                    modes.restore();
                    stop().unwrap();
                }
                Event::Continue => {
                    modes.again().unwrap();
                    emitter.repaint();
                    "continued".clone_into(&mut said);
                }
                Event::Input(Input::Ready) | Event::Woken | Event::Tick => {}
            }
        }
    }
}

fn draw((cols, rows): (u16, u16), said: &str) -> Buffer {
    let ruler = Ruler::new(Widths::default(), "..");
    let mut frame = Buffer::empty(Rect::new(0, 0, cols, rows));
    ruler.put(&mut frame, (0, 0), SECRET, Style::new(), cols);
    ruler.put(&mut frame, (0, 1), said, Style::new(), cols);
    frame
}

fn start() -> (Pty, Termios) {
    start_with("exec \"$0\" \"$@\"")
}

/// Starts the program by a line of shell.
fn start_with(shell: &str) -> (Pty, Termios) {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("read go; {shell}")])
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "--test-threads=1"])
        .arg("terminal::program::program")
        .env(ROLE, "program")
        .env("RUST_BACKTRACE", "0");
    let pty = Pty::spawn(&command, 60, 8);
    let before = pty.modes();
    pty.keys("\r");
    pty.wait_for("ready");
    (pty, before)
}

fn assert_given_back(pty: &Pty, before: &Termios) {
    let after = pty.modes();
    assert_eq!(after.local_modes, before.local_modes);
    assert_eq!(after.input_modes, before.input_modes);
    assert_eq!(after.output_modes, before.output_modes);
    pty.wait_until("the first screen again", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    });
    assert!(!pty.text().contains(SECRET));
}

#[test]
fn keys_pastes_and_sizes_reach_it() {
    let (mut pty, before) = start();
    pty.wait_until("its screen", |screen| {
        screen.alternate_screen() && screen.contents().contains(SECRET)
    });
    pty.keys("\x1b[2;2R");
    pty.wait_for("Some(Narrow)");
    pty.keys("\x1bOA");
    pty.wait_for("Up");
    pty.keys("\x1b[200~漏水\x1b[201~");
    pty.wait_for("漏水");
    pty.resize(40, 5);
    pty.wait_for("40 by 5");
    pty.resize(100, 30);
    pty.wait_for("100 by 30");
    pty.keys("q");
    assert_eq!(pty.wait_exit().code(), Some(QUIT));
    assert_given_back(&pty, &before);
    // All between entering and leaving is ours; before and after it speaks the test's runner.
    let raw = pty.raw();
    let find = |mark: &[u8]| raw.windows(mark.len()).position(|bytes| bytes == mark);
    let (from, to) = (find(b"\x1b[?1049h"), find(b"\x1b[?1049l"));
    assert_eq!(grammar::fault(&raw[from.unwrap()..to.unwrap()]), None);
}

#[test]
fn signals_end_it_in_order() {
    for (signal, code) in [
        (Signal::TERM, TERMINATED),
        (Signal::INT, TERMINATED),
        (Signal::QUIT, TERMINATED),
        (Signal::HUP, HUNG_UP),
    ] {
        let (mut pty, before) = start();
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(code), "{signal:?}");
        assert_given_back(&pty, &before);
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_read() {
    let (mut pty, before) = start();
    pty.keys("p");
    assert!(!pty.wait_exit().success());
    assert_given_back(&pty, &before);
    let raw = String::from_utf8(pty.raw()).unwrap();
    let (_, after) = raw.split_once("\x1b[?1049l").unwrap();
    assert!(after.contains("meant to happen"), "{after:?}");
}

#[test]
fn it_stops_and_goes_on() {
    let (mut pty, before) = start();
    pty.signal(Signal::TSTP);
    waitid(WaitId::Pid(pty.pid()), WaitIdOptions::STOPPED).unwrap();
    assert_given_back(&pty, &before);
    pty.signal(Signal::CONT);
    pty.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("continued")
    });
    assert!(!pty.modes().local_modes.contains(LocalModes::ECHO));
    pty.keys("q");
    assert_eq!(pty.wait_exit().code(), Some(QUIT));
    assert_given_back(&pty, &before);
}

#[test]
fn a_lost_terminal_ends_it_even_if_hang_ups_are_ignored() {
    for shell in ["exec \"$0\" \"$@\"", "trap '' HUP; exec \"$0\" \"$@\""] {
        let (mut pty, _) = start_with(shell);
        pty.hang_up();
        assert_eq!(pty.wait_exit().code(), Some(HUNG_UP), "{shell}");
    }
}

#[test]
fn a_lost_terminal_ends_it_even_if_it_is_held_up() {
    let (mut pty, _) = start();
    pty.keys("h");
    pty.wait_for("held");
    pty.hang_up();
    assert_eq!(pty.wait_exit().code(), Some(WATCHED));
}

#[test]
fn it_ends_even_if_the_terminal_takes_nothing() {
    for (signal, code) in [(Signal::TERM, TERMINATED), (Signal::HUP, HUNG_UP)] {
        let (mut pty, before) = start();
        pty.stop_reading();
        pty.keys("f");
        pty.signal(signal);
        let ended = pty.wait_exit().code();
        assert!(
            ended == Some(BLOCKED) || ended == Some(code),
            "{signal:?}: {ended:?}"
        );
        assert_eq!(pty.modes().local_modes, before.local_modes);
    }
}
