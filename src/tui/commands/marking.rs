//! Marking rows of the work pane, and what is done to all that are marked.

use crate::domain::staff::Right;
use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::commands::{moving, records};
use crate::tui::layers::print::Print;
use crate::tui::layers::several::Several;
use crate::tui::outbox::Part;
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::wire::commands::{About, several};
use crate::wire::view::{OneOf, RowView};
use crate::wire::{Pane, Query};

/// The command marks are checked by: what takes it stands in the list.
const ASKED_BY: &str = "ticket.note";

/// Whether the eye is on the rows that can be marked.
fn is_here(app: &App) -> bool {
    app.layers.top().is_none() && app.panes.focused().pane == Pane::Tickets
}

/// Whether what is done now is done to all that are marked.
pub fn is_on(app: &App) -> bool {
    is_here(app) && !app.panes.marks.is_empty()
}

fn say(app: &mut App, key: &str, args: &[(&str, Arg<'_>)], tone: Tone) {
    app.said = Some(Said::new(app.kit.words.with(key, args), tone));
}

/// Marks the selected row, or takes its mark off, and goes on by one row.
pub fn toggle(app: &mut App) {
    if !is_here(app) {
        say(app, "said-mark-elsewhere", &[], Tone::Late);
        return;
    }
    if !app.session.may(Right::Desk) {
        records::may_not(app, Right::Desk);
        return;
    }
    let row = app.panes.focused().selected();
    let Some((subject, number)) = row.and_then(|row| match &row.row {
        RowView::Ticket(ticket) => Some((row.subject, ticket.number)),
        _ => None,
    }) else {
        return;
    };
    if !app.panes.marks.has(subject) && app.panes.marks.len() >= several::MOST {
        let most = i64::try_from(several::MOST).unwrap_or(i64::MAX);
        say(
            app,
            "said-mark-most",
            &[("count", Arg::Number(most))],
            Tone::Late,
        );
        return;
    }
    app.panes.marks.toggle(subject, number);
    moving::step(app, 1);
}

/// Takes all marks off; false where there are none to be seen.
pub fn clear(app: &mut App) -> bool {
    if !is_on(app) {
        return false;
    }
    app.panes.marks.clear();
    say(app, "said-marks-off", &[], Tone::Good);
    true
}

/// Asks which of the marked are still in the list.
pub fn check(app: &mut App) {
    if !app.panes.marks.is_empty() {
        let names = app.panes.marks.names();
        app.ask(Part::Marked, Query::Several(ASKED_BY.to_owned(), names));
    }
}

/// Takes the marks off what is not in the list any more, and says so.
pub fn checked(app: &mut App, known: &[OneOf]) {
    let gone = app.panes.marks.drop_gone(known, app.clock.today());
    if gone.is_empty() || app.is_locked() {
        return;
    }
    let gone = gone.join(" ");
    let text = app
        .kit
        .words
        .with("said-mark-gone", &[("numbers", Arg::Text(&gone))]);
    // What was just done or refused is not hidden by it.
    let before = app.said.take().map(|said| said.text);
    let and = app.kit.words.get("said-and");
    let texts: Vec<String> = before.into_iter().chain([text]).collect();
    app.said = Some(Said::new(texts.join(&and), Tone::Soon));
}

/// Begins a command about tickets on all that are marked; false where it is about something else.
pub fn begin(app: &mut App, name: &str) -> bool {
    let facts = app.kit.command(name).cloned();
    let Some(facts) = facts.filter(|facts| facts.about == About::Ticket) else {
        return false;
    };
    if several::shared(name).is_none() {
        let command = app.kit.words.command(name).into_owned();
        let count = i64::try_from(app.panes.marks.len()).unwrap_or(i64::MAX);
        let args = [
            ("command", Arg::Text(&command)),
            ("count", Arg::Number(count)),
        ];
        say(app, "said-one-at-a-time", &args, Tone::Late);
        return true;
    }
    if !app.session.may(facts.right) {
        records::may_not(app, facts.right);
        return true;
    }
    let (names, request) = (app.panes.marks.names(), app.outbox.request());
    app.push(Box::new(Several::new(facts, names, request)));
    true
}

/// What a record's paper is, the first that fits.
const PAPERS: [(About, &str); 4] = [
    (About::Payment, "receipt"),
    (About::Ticket, "work_slip"),
    (About::Register, "entry"),
    (About::Household, "dunning_notice"),
];

/// Prints the work slips of all that are marked, else the paper of what the eye is on: the slip of a ticket, a receipt, an
/// entry of a register, the dunning notice of a home.
pub fn print(app: &mut App) {
    if app.is_locked() {
        return;
    }
    let (kind, names) = if is_on(app) {
        ("work_slip", app.panes.marks.names())
    } else {
        let target = app.target();
        let aim = PAPERS.iter().find_map(|(about, kind)| {
            let aim = target.as_ref()?.aim(*about)?;
            Some((*kind, vec![aim.name]))
        });
        aim.unwrap_or_default()
    };
    if names.is_empty() {
        records::say_nothing_here(app);
        return;
    }
    let folder = app.papers.clone();
    app.push(Box::new(Print::new(kind, names, folder)));
}
