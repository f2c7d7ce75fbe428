//! Moving the eye over the panes.

use crate::tui::app::App;
use crate::tui::outbox::Rows;
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::tui::view;

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

/// Takes the top layer away; over the panes it does nothing, and a lock is not taken away.
pub fn back(app: &mut App) {
    if app.is_locked() {
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

/// Goes to the next late thing. Far down a list the late ones are asked for first: they stand at its beginning.
pub fn next_urgent(app: &mut App) {
    app.layers.drop_views();
    if app.panes.focused().is_far() {
        app.panes.seeking = true;
        app.ask_rows(app.panes.focus(), Rows::First);
        return;
    }
    go_urgent(app, false);
}

/// Goes to the most urgent late thing, if it was asked for, now that the first rows have come.
pub fn sought(app: &mut App) {
    if std::mem::take(&mut app.panes.seeking) {
        go_urgent(app, true);
    }
}

fn go_urgent(app: &mut App, first: bool) {
    if app.panes.next_urgent(&app.clock, first) {
        app.ask_beside();
    } else {
        let text = app.kit.words.get("said-nothing-urgent").into_owned();
        app.said = Some(Said::new(text, Tone::Good));
    }
}
