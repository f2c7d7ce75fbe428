//! A locked desk: nothing is seen and nothing done before a PIN is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontdesk::domain::error::{Refusal, Why};
use frontdesk::tui::keymap::{Context, STYLES};
use frontdesk::tui::turn::Event;
use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Script, Setup};

/// The PIN that is right.
const PIN: &str = "2468";

/// A shared desk where 李芳 sits; the PIN brings whoever is named.
pub fn desk_script() -> Script {
    Box::new(|ask: &Ask| match ask {
        Ask::SignOn { name, pin } if name.is_empty() || pin.as_str() == PIN => {
            let mut seated = day::seated(true);
            if let Some(person) = seated.person.as_mut().filter(|_| !name.is_empty()) {
                person.name.clone_from(name);
            }
            Some(Body::Seated(seated))
        }
        Ask::SignOn { .. } => Some(Body::Refused(Refusal::new(Why::WrongPin))),
        Ask::Query(query) if **query == Query::Header => {
            let mut header = day::header();
            header.person.clear();
            Some(Body::Reply(Box::new(Reply::Header(header))))
        }
        other => day::script()(other),
    })
}

/// Every key there is, as a terminal tells it.
fn all_keys() -> Vec<KeyEvent> {
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
    ];
    let functions = (1..=24).map(KeyCode::F);
    let letters = (' '..='~').map(KeyCode::Char);
    let codes = named.into_iter().chain(functions).chain(letters);
    let modifiers = [
        KeyModifiers::NONE,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::SHIFT,
    ];
    codes
        .flat_map(|code| modifiers.map(|modifiers| KeyEvent::new(code, modifiers)))
        .collect()
}

#[test]
fn no_key_takes_the_lock_off() {
    for (style, _) in STYLES {
        let setup = Setup {
            style,
            ..Setup::of(80, 24)
        };
        let mut screen = Screen::start(&setup, desk_script());
        let note = screen.app.kit.keys(&[Context::Counter], "ticket.note");
        screen.keys(&note.unwrap()).types("等电梯").keys("f12");
        assert!(screen.app.is_locked());
        let mut left = 0;
        for key in all_keys() {
            screen.event(Event::Key(key));
            let picture = screen.picture();
            assert!(screen.app.is_locked(), "{style}: {key:?}");
            assert!(
                picture.contains("已锁屏") && !picture.contains("等电梯"),
                "{style}: {key:?}\n{picture}"
            );
            // Leaving a locked desk leaves the program.
            left += u32::from(std::mem::take(&mut screen.app.over));
        }
        assert!(left > 0, "{style}: there is a way to leave");
        // What is typed is still there for its person.
        screen.keys("up C-u").types(PIN).keys("enter");
        assert!(screen.picture().contains("等电梯▏"), "{}", screen.picture());
    }
}

#[test]
fn what_comes_late_stays_under_the_lock() {
    let mut screen = Screen::start(&Setup::of(80, 24), desk_script());
    // The people of the home are asked for; with one, the form of a reason opens by itself.
    screen.silence();
    screen.keys("z f12");
    screen.link.script(Box::new(|ask| {
        let mut body = desk_script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Home(home) = &mut **reply
        {
            home.people.truncate(1);
        }
        Some(body)
    }));
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("已锁屏") && !picture.contains("王建国"),
        "{picture}"
    );
    screen.types(PIN).keys("enter");
    assert!(!screen.app.is_locked());
}

#[test]
fn what_was_done_is_not_said_over_the_lock() {
    let mut screen = Screen::start(&Setup::of(80, 24), desk_script());
    screen.keys("m").types("等电梯");
    screen.silence();
    screen.keys("enter f12");
    screen.link.script(desk_script());
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("已锁屏") && !picture.contains("R1121"),
        "{picture}"
    );
    // A wrong PIN is.
    screen.types("1111").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("姓名或密码不对"), "{picture}");
}

#[test]
fn a_line_lost_while_somebody_signs_on_leaves_the_lock_usable() {
    let mut screen = Screen::start(&Setup::of(80, 24), desk_script());
    screen.silence();
    screen.keys("f12");
    // Neither the names have come nor the answer to the PIN.
    screen.cut();
    let nobody = |ask: &Ask| match ask {
        Ask::SignOn { name, .. } if name.is_empty() => {
            let mut seated = day::seated(true);
            seated.person = None;
            Some(Body::Seated(seated))
        }
        other => desk_script()(other),
    };
    screen.link.script(Box::new(nobody));
    screen.mend();
    let picture = screen.picture();
    assert!(picture.contains("> 李芳"), "{picture}");
    screen.silence();
    screen.types(PIN).keys("enter");
    screen.cut();
    screen.link.script(Box::new(nobody));
    screen.mend();
    assert!(screen.app.is_locked(), "a PIN is not said twice by itself");
    screen.types(PIN).keys("enter");
    assert!(!screen.app.is_locked(), "{}", screen.picture());
}
