//! Forms that lie upon another: open again as they were, at the next sign-on.

use frontdesk::domain::id::StaffId;
use frontdesk::domain::office::Draft;
use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Script, Setup};

/// Half-filled forms the server keeps.
fn keeping(drafts: Vec<Draft>) -> Script {
    Box::new(move |ask| match ask {
        Ask::Query(query) if **query == Query::Drafts => Some(Body::Reply(Box::new(
            Reply::Drafts(drafts.clone(), Vec::new()),
        ))),
        other => day::script()(other),
    })
}

/// A note that was being written when somebody called, and the call; both were open, deeper ones named first.
fn interrupted() -> Vec<Draft> {
    let open = |id: u8, form: &str, depth, at: &str, fields: &[(&str, &str)]| Draft {
        id: vec![100 + id; 16],
        staff: StaffId(1),
        form: form.to_owned(),
        subject: None,
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        at_field: at.to_owned(),
        saved_at: day::at("14:20"),
        depth,
        parked: false,
    };
    let call = [("line", "321201 cfls"), ("form", "call")];
    let note = [("text", "等电梯"), ("subject", "R20261121-014")];
    vec![
        open(2, "contact.log", 1, "line", &call),
        open(1, "ticket.note", 0, "text", &note),
    ]
}

#[test]
fn the_stack_that_was_open_is_open_again_at_the_next_sign_on() {
    let setup = Setup::of(80, 24);
    let mut screen = Screen::start(&setup, keeping(interrupted()));
    insta::assert_snapshot!(screen.picture());
    let kept: Vec<(u32, bool)> = screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::SaveDraft(draft) => Some((draft.depth, draft.parked)),
            _ => None,
        })
        .collect();
    assert_eq!(
        kept,
        [(0, false), (1, false)],
        "they are this terminal's now"
    );
    // Done with the call, the note is as it was left.
    screen.keys("enter");
    let picture = screen.picture();
    assert!(
        picture.contains("等电梯▏") && !picture.contains("叠"),
        "{picture}"
    );
    screen.keys("enter");
    assert!(
        screen.picture().contains("来电来访"),
        "{}",
        screen.picture()
    );
}

#[test]
fn what_was_opened_before_the_stack_came_stays_on_top_of_it() {
    let setup = Setup::of(80, 24);
    let mut screen = Screen::start(&setup, Box::new(|_| None));
    screen.keys("c").types("12");
    screen.link.script(keeping(interrupted()));
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("12▏") && picture.contains("叠 3"),
        "{picture}"
    );
}

#[test]
fn what_was_put_away_is_not_opened_by_itself() {
    let mut screen = day::screen(80, 24);
    screen.keys("m").types("等电梯").pass(2_000);
    screen.take_asked();
    screen.keys("esc");
    let parked = screen.take_asked().into_iter().find_map(|ask| match ask {
        Ask::SaveDraft(draft) => Some(draft),
        _ => None,
    });
    let parked = parked.expect("the server is told");
    assert!(parked.parked && parked.fields.contains(&("text".into(), "等电梯".into())));
    let setup = Setup::of(80, 24);
    let stack = interrupted().into_iter().chain([parked]).collect();
    let mut next = Screen::start(&setup, keeping(stack));
    assert!(next.picture().contains("叠 2"), "{}", next.picture());
    // It waits in the list.
    next.keys("esc esc g u");
    assert!(next.picture().contains("等电梯"), "{}", next.picture());
}
