//! A morning over a line of 9,600 baud: how long after a key the last byte of its frame, or of a newer one, has come.

use std::collections::VecDeque;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use frontdesk::service::books;
use frontdesk::storage::redb::{Options, RedbStore};

use super::terminal::{Server, first_frame, ours};
use crate::estate::{Size, fill};
use crate::kit::measure::Times;
use crate::kit::session::{Act, SESSION};
use crate::kit::table::{Figure, Unit};
use crate::pty::{Pty, Wire};

/// Bytes a second of 9,600 baud.
const SPEED: u64 = 960;
/// An office of any size has as much on the screen.
const SIZE: Size = Size {
    homes: 120,
    tickets: 500,
    bills: 720,
    open: 100,
};
/// How often the screen is looked at.
const LOOK: Duration = Duration::from_millis(2);
/// How long nothing comes once a frame is whole.
const STILL: Duration = Duration::from_millis(60);
/// When something is wrong.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a person takes before the next key.
const fn pause(act: Act) -> Duration {
    match act {
        Act::Page => Duration::from_millis(1_500),
        Act::Move | Act::Scroll => Duration::from_millis(150),
        Act::Suggest | Act::Plain => Duration::from_millis(220),
    }
}

pub fn figures(folder: &Path, now: frontdesk::domain::calendar::Instant, out: &mut Vec<Figure>) {
    let keys: Vec<(Act, &str)> = SESSION
        .iter()
        .flat_map(|(act, keys)| keys.iter().map(move |key| (*act, *key)))
        .collect();
    let wanted = on_a_quick_line(&folder.join("quick"), now, &keys);
    let data = folder.join("slow");
    make(&data, now);
    let server = Server::start(&data);
    let wire = Wire {
        answers: true,
        speed: Some(SPEED),
        ..Wire::default()
    };
    let began = Instant::now();
    let pty = Pty::over(wire, &ours(&data), (80, 24));
    first_frame(&pty);
    let first = began.elapsed();
    still(&pty);
    let before = pty.sent();
    let lags = play(&pty, &keys, &wanted);
    let sent = pty.sent() - before;
    drop((pty, server));
    out.push(Figure::one(
        "9,600 baud: first frame",
        Unit::Time,
        first.as_secs_f64() * 1e6,
    ));
    for (name, acts) in [
        (
            "rows and characters",
            &[Act::Move, Act::Scroll, Act::Suggest, Act::Plain][..],
        ),
        ("pages", &[Act::Page]),
    ] {
        let mut times = Times::default();
        let mut worst = Duration::ZERO;
        for ((act, _), lag) in keys.iter().zip(&lags) {
            if acts.contains(act) {
                times.push(*lag);
                worst = worst.max(*lag);
            }
        }
        out.push(Figure::times(
            format!("9,600 baud: key to frame, {name}"),
            &times,
        ));
        let worst = worst.as_secs_f64() * 1e6;
        out.push(Figure::one(
            format!("9,600 baud: worst, {name}"),
            Unit::Time,
            worst,
        ));
    }
    out.push(Figure::one(
        format!("9,600 baud: bytes of {} keys", keys.len()),
        Unit::Bytes,
        sent as f64,
    ));
}

/// A data folder with the same small office each time.
fn make(data: &Path, now: frontdesk::domain::calendar::Instant) {
    std::fs::create_dir_all(data).unwrap();
    std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o700)).unwrap();
    let store = RedbStore::create(&data.join("frontdesk.redb"), &Options::default(), now.ms());
    let store = store.unwrap();
    fill(&store, SIZE, now);
    let tx = frontdesk::storage::Store::read(&store).unwrap();
    assert!(books::verify(&*tx).unwrap().is_empty());
    drop(tx);
    store.close().unwrap();
}

/// The screen after each key where no line is in the way.
fn on_a_quick_line(
    data: &Path,
    now: frontdesk::domain::calendar::Instant,
    keys: &[(Act, &str)],
) -> Vec<String> {
    make(data, now);
    let _server = Server::start(data);
    let wire = Wire {
        answers: true,
        ..Wire::default()
    };
    let pty = Pty::over(wire, &ours(data), (80, 24));
    first_frame(&pty);
    still(&pty);
    let mut screens = Vec::new();
    for (_, key) in keys {
        pty.keys(key);
        still(&pty);
        screens.push(timeless(&pty.text()));
    }
    screens
}

/// Waits until nothing comes any more.
fn still(pty: &Pty) {
    let mut before = pty.sent();
    loop {
        wait(STILL);
        let after = pty.sent();
        if after == before {
            return;
        }
        before = after;
    }
}

fn wait(time: Duration) {
    let (_keep, never) = channel::<()>();
    assert!(never.recv_timeout(time).is_err());
}

/// What a screen shows, but for what changes by itself: the top line, what is kept of a form, messages, the minutes,
/// however many digits and blanks they have by then.
fn timeless(shown: &str) -> String {
    let lines = shown.lines().enumerate();
    let lines = lines.filter(|(at, _)| !matches!(at, 0 | 1 | 22));
    let mut timeless = String::new();
    for (_, line) in lines {
        for c in line.trim_end().chars() {
            let c = if c.is_ascii_digit() { '0' } else { c };
            if !(matches!(c, '0' | ' ') && timeless.ends_with(c)) {
                timeless.push(c);
            }
        }
        timeless.push('\n');
    }
    timeless
}

/// Presses the keys at a person's pace, whatever is on the screen by then; the lag of each.
fn play(pty: &Pty, keys: &[(Act, &str)], wanted: &[String]) -> Vec<Duration> {
    let mut lags = vec![Duration::ZERO; keys.len()];
    let mut open: VecDeque<(usize, Instant)> = VecDeque::new();
    let (mut next, mut due) = (0, Instant::now());
    while next < keys.len() || !open.is_empty() {
        let now = Instant::now();
        if next < keys.len() && now >= due {
            let (act, key) = keys[next];
            pty.keys(key);
            open.push_back((next, now));
            due = now + pause(act);
            next += 1;
        }
        wait(LOOK);
        let Some((oldest, since)) = open.front().copied() else {
            continue;
        };
        let shown = timeless(&pty.text());
        let reached = (oldest..next).rev().find(|at| wanted[*at] == shown);
        assert!(
            reached.is_some() || since.elapsed() < PATIENCE,
            "{:?} never shows; wanted\n{}\nshown\n{shown}",
            keys[oldest],
            wanted[oldest]
        );
        let now = Instant::now();
        while let Some((at, since)) = open.front().copied()
            && reached.is_some_and(|reached| at <= reached)
        {
            lags[at] = now - since;
            open.pop_front();
        }
    }
    lags
}
