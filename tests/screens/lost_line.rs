//! What a lost line takes with it, and what it does not.

use frontdesk::wire::{Ask, Body, Query};

use super::day;
use super::lock::desk_script;
use crate::support::screen::{Screen, Script, Setup};

#[test]
fn a_form_whose_beginning_went_down_with_the_line_can_be_sent() {
    let mut screen = day::screen(80, 24);
    screen.silence();
    screen.keys("a");
    screen.cut();
    screen.link.script(day::script());
    screen.mend();
    screen.take_asked();
    screen.keys("enter");
    let sent = screen.take_commands();
    assert_eq!(sent.len(), 1, "{}", screen.picture());
    assert_eq!(sent[0].name, "ticket.dispatch");
}

#[test]
fn a_question_asked_anew_during_the_outage_is_asked_once() {
    let mut screen = day::screen(80, 24);
    screen.keys("/");
    screen.silence();
    screen.types("3").types("2");
    screen.cut();
    screen.types("1");
    screen.take_asked();
    screen.link.script(day::script());
    screen.mend();
    let sought: Vec<String> = screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::Query(query) => match *query {
                Query::Find(typed, _) => Some(typed),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert_eq!(sought, ["321"]);
}

/// A server that has forgotten who sat at its desk.
fn forgetful() -> Script {
    Box::new(|ask| match ask {
        Ask::SignOn { name, .. } if name.is_empty() => {
            let mut seated = day::seated(true);
            seated.person = None;
            Some(Body::Seated(seated))
        }
        other => desk_script()(other),
    })
}

fn saved(screen: &mut Screen) -> Vec<String> {
    let asked = screen.take_asked().into_iter();
    let drafts = asked.filter_map(|ask| match ask {
        Ask::SaveDraft(draft) => Some(draft.fields),
        _ => None,
    });
    drafts
        .flatten()
        .filter(|(name, _)| name == "text")
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn what_was_typed_during_an_outage_waits_for_its_person() {
    for before in [false, true] {
        let mut screen = Screen::start(&Setup::of(80, 24), desk_script());
        screen.keys("m");
        if before {
            // The draft is under way when the line goes.
            screen.types("凤");
            screen.silence();
            screen.pass(2_000);
        }
        screen.cut();
        screen.types("凰树");
        screen.take_asked();
        screen.link.script(forgetful());
        screen.mend();
        assert!(screen.app.is_locked());
        // A colleague signs on: nothing of it is theirs.
        screen.keys("down").types("2468").keys("enter");
        let picture = screen.picture();
        assert!(
            !picture.contains("凰树") && picture.contains("李芳 在这里还有没存好的内容"),
            "{picture}"
        );
        assert_eq!(saved(&mut screen), Vec::<String>::new());
        screen.keys("f12");
        screen.keys("up").types("2468").keys("enter");
        let asked: Vec<Ask> = screen.asked.lock().unwrap().clone();
        let drafts = |ask: &Ask| matches!(ask, Ask::Query(query) if **query == Query::Drafts);
        let save = asked
            .iter()
            .rposition(|ask| matches!(ask, Ask::SaveDraft(_)));
        assert!(
            save < asked.iter().rposition(drafts),
            "it is among the drafts asked for"
        );
        let text = if before { "凤凰树" } else { "凰树" };
        assert_eq!(saved(&mut screen), [text]);
        // Once is enough.
        screen.keys("f12").types("2468").keys("enter");
        assert_eq!(saved(&mut screen), Vec::<String>::new());
    }
}

#[test]
fn what_is_too_large_for_the_line_is_said_and_the_form_stays() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯");
    screen.link.narrow = true;
    screen.keys("enter");
    let picture = screen.picture();
    assert!(
        picture.contains("等电梯▏") && !picture.contains("正在保存"),
        "{picture}"
    );
    screen.link.narrow = false;
    screen.keys("enter");
    assert_eq!(screen.take_commands().len(), 1);
    assert!(!screen.picture().contains("等电梯"));
}

#[test]
fn what_was_said_last_is_still_to_be_read_when_the_line_is_back() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯").keys("enter");
    assert!(
        screen.picture().contains("已记进展"),
        "{}",
        screen.picture()
    );
    screen.cut();
    screen.mend();
    assert!(
        screen.picture().contains("已记进展"),
        "{}",
        screen.picture()
    );
}
