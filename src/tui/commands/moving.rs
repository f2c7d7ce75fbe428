//! Moving the eye over the panes.

use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::commands::marking;
use crate::tui::layers::detail::Detail;
use crate::tui::outbox::{Part, Rows};
use crate::tui::say::{self, Said};
use crate::tui::session::Line;
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view;
use crate::wire::view::{Coming, Urgent};
use crate::wire::{Query, Subject};

/// Moves the cursor by so many rows.
pub fn step(app: &mut App, by: isize) {
    app.panes.focused_mut().step(by);
    app.ask_beside();
}

/// Moves the cursor by a screen.
pub fn page(app: &mut App, down: bool) {
    let height = view::rows_of(app.size, app.panes.focus(), app.panes.focus());
    let by = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
    step(app, if down { by } else { -by });
}

/// Goes to the first row.
pub fn first(app: &mut App) {
    if app.panes.focused_mut().go_first() {
        app.ask_rows(app.panes.focus(), Rows::First);
    }
    app.ask_beside();
}

/// Goes to the last row.
pub fn last(app: &mut App) {
    if app.panes.focused_mut().go_last() {
        app.ask_rows(app.panes.focus(), Rows::Last);
    }
    app.ask_beside();
}

/// Gives the focus to a pane; what lies over the panes and holds no text goes.
pub fn go(app: &mut App, place: usize) {
    app.layers.drop_views();
    app.panes.go(place);
    app.ask_beside();
}

/// Gives the focus to the next pane.
pub fn turn(app: &mut App, forward: bool) {
    if app.layers.top().is_none() {
        app.panes.turn(forward);
        app.ask_beside();
    }
}

/// Back to the four panes.
pub fn to_counter(app: &mut App) {
    app.layers.drop_views();
}

/// Takes the top layer away; over the panes the marks, and a lock is not taken away.
pub fn back(app: &mut App) {
    if app.is_locked() || marking::clear(app) {
        return;
    }
    if let Some(id) = app.layers.top().map(|top| top.id) {
        app.pop(id);
    }
}

/// Leaves this screen; from the panes and from a locked desk, the program.
pub fn leave(app: &mut App) {
    if app.layers.top().is_some() && !app.is_locked() {
        back(app);
    } else {
        app.over = true;
    }
}

/// Asks for the next urgent thing after the one the eye is on. Keys typed before it has come are meant for it.
pub fn next_urgent(app: &mut App) {
    // From an entry or a duty it goes on behind that one; from anything else that lies over the panes, behind their row.
    let over = app.layers.top().and_then(|top| {
        let opened = top.layer.viewing().filter(|one| one.is_entry());
        let duty = || top.layer.target()?.subject.filter(Subject::is_duty);
        opened.or_else(duty)
    });
    app.layers.drop_views();
    if app.session.line != Line::Up {
        return;
    }
    app.panes.seeking = true;
    let here = over.or_else(|| app.panes.target().and_then(|target| target.subject));
    app.ask(Part::Urgent, Query::Urgent(here));
}

/// Goes to the next urgent thing, or says when there will be one.
pub fn urgent(app: &mut App, found: Option<Urgent>, coming: Option<&Coming>) {
    let Some(found) = found else {
        nothing_urgent(app, coming);
        return;
    };
    if found.pane.is_none() {
        app.push(Box::new(Detail::of(found.subject)));
        return;
    }
    let place = app.panes.stand_on(found);
    // An answer under way may be of another window.
    app.ask_rows(place, Rows::Again);
    app.ask_beside();
}

fn nothing_urgent(app: &mut App, coming: Option<&Coming>) {
    let words = &app.kit.words;
    let text = match coming {
        None => words.get("said-nothing-urgent").into_owned(),
        Some(coming) => {
            let at = say::instant(&app.kit, &app.clock, coming.at);
            let today = app.clock.today();
            let name = match (&coming.row, coming.number) {
                (Some(row), _) => Target::of_row(row).name(today),
                (None, number) => number.map_or_else(String::new, |number| number.short(today)),
            };
            let args = [("at", Arg::Text(&at)), ("name", Arg::Text(&name))];
            words.with("said-urgent-later", &args)
        }
    };
    app.said = Some(Said::new(text, Tone::Good));
}
