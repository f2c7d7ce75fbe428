//! The bottom: the message line, the hints of the keys in force, the box of a chord half pressed.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::commands::marking;
use crate::tui::keymap::{self, Chord, Context, NextKind, Resolved};
use crate::tui::ringing;
use crate::tui::session::Line;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::wire::commands::About;

/// What the hints name over the panes, most wanted first.
const HINTS: [&str; 12] = [
    "contact.call",
    "contact.visit",
    "repair.new",
    "complaint.new",
    "contact.answer",
    "payment.take",
    "find.open",
    "actions.open",
    "explain",
    "next.urgent",
    "palette.open",
    "help.open",
];

/// What they name while rows are marked.
const MARKED: [&str; 8] = [
    "row.mark",
    "ticket.dispatch",
    "ticket.hold",
    "ticket.resume",
    "ticket.note",
    "ticket.print",
    "back=row.unmark",
    "help.open",
];

/// Draws the three lines.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, (cols, rows): (u16, u16)) {
    let top = rows.saturating_sub(3);
    canvas.rule((0, top), cols, ("", ""), false);
    // In the rule nothing stands that it could cover.
    if let Some((text, tone)) = ringing::line(app, cols.saturating_sub(6)) {
        canvas.put((2, top), &format!(" {text} "), tone, cols.saturating_sub(4));
    }
    message(app, canvas, (top + 1, cols));
    hints(app, canvas, (top + 2, cols));
}

/// Between a name and the other one a hint calls it by, where the key does something of its own: `open=import.apply`.
const AS: char = '=';

fn message(app: &App, canvas: &mut Canvas<'_>, (y, cols): (u16, u16)) {
    let words = &app.kit.words;
    let room = cols.saturating_sub(2);
    let mut spans: Vec<Span> = Vec::new();
    match app.session.line {
        Line::Lost => spans.push((words.get("line-lost").into_owned(), Tone::Late)),
        Line::Coming => spans.push((words.get("line-coming").into_owned(), Tone::Dim)),
        Line::Up => {}
    }
    if let Some(said) = &app.said {
        if !spans.is_empty() {
            spans.push(("  ".to_owned(), Tone::Plain));
        }
        spans.push((said.text.clone(), said.tone));
    } else if spans.is_empty()
        && let Some(text) = waiting(app)
    {
        spans.push((text, Tone::Dim));
    }
    let mut right = 0;
    if app.said.as_ref().is_some_and(|said| said.undo)
        && let Some(keys) = app.kit.keys(&app.contexts(), "undo")
    {
        let name = words.get("hint-undo");
        let text = format!("{keys} {name}");
        right = canvas.width(&text) + 1;
        canvas.put((cols.saturating_sub(right), y), &text, Tone::Key, right);
    }
    canvas.spans((1, y), &spans, room.saturating_sub(right));
}

/// What waits for the person signed on, when there is nothing else to say.
fn waiting(app: &App) -> Option<String> {
    use crate::domain::staff::Right;
    let header = app.session.header.as_ref()?;
    let counted = |count, right| if app.session.may(right) { count } else { 0 };
    let approvals = counted(header.approvals, Right::Approve);
    let reported = counted(header.reported, Right::Desk);
    let important = counted(header.important, Right::Supervise);
    let words = &app.kit.words;
    let parts: Vec<String> = [
        ("line-approvals", approvals),
        ("line-reported", reported),
        ("line-important", important),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| words.with(key, &[("count", Arg::Number(count))]))
    .collect();
    if parts.is_empty() {
        return None;
    }
    let key = app.kit.keys(&app.contexts(), "go.approvals")?;
    let what = parts.join(&words.get("line-and"));
    let args = [("what", Arg::Text(&what)), ("key", Arg::Text(&key))];
    Some(words.with("line-waiting", &args))
}

/// Whether a name can be done here and now by who sits here.
fn applies(app: &App, name: &str) -> bool {
    // What the key does here may be about another record than what it is bound to.
    let about_record = |name: &str| {
        let facts = app.kit.command(name);
        facts.is_some_and(|facts| facts.about != About::Nothing)
    };
    let name = match name.split_once(AS) {
        Some((_, other)) if about_record(other) => other,
        Some((name, _)) => name,
        None => name,
    };
    let Some(facts) = app.kit.command(name) else {
        return crate::tui::commands::COMMANDS
            .iter()
            .any(|own| own.name == name);
    };
    // A form knows by itself what its keys are for.
    let typing = app
        .contexts()
        .first()
        .is_some_and(|context| context.takes_text());
    let fits = match facts.about {
        About::Nothing => true,
        _ if typing => true,
        About::Person => app.target().is_some_and(|target| target.home().is_some()),
        // What has its answer waits for none; to what has ended Space tells what can still be done.
        about
            if app
                .target()
                .is_some_and(|target| target.is_settled() && target.about() == Some(about)) =>
        {
            false
        }
        about => app.target().is_some_and(|target| {
            // Of what is marked another one than where the cursor is may be able to.
            target.aim(about).is_some()
                && (marking::is_on(app) || target.leads_on(name, app.session.person()))
        }),
    };
    fits && app.session.may(facts.right)
}

fn hints(app: &App, canvas: &mut Canvas<'_>, (y, cols): (u16, u16)) {
    let names: Vec<&str> = match app.layers.top() {
        Some(top) => top.layer.hints(),
        None if marking::is_on(app) => MARKED.to_vec(),
        None => HINTS.to_vec(),
    };
    let contexts = app.contexts();
    let mut shown: Vec<String> = Vec::new();
    for name in names {
        if !applies(app, name) {
            continue;
        }
        if let Some(text) = hint(app, &contexts, name) {
            shown.push(text);
        }
    }
    // The last one, help, is kept where others must go.
    let room = cols.saturating_sub(2);
    let gap = 1;
    let width = |texts: &[String]| {
        texts
            .iter()
            .map(|text| canvas.width(text) + gap)
            .sum::<u16>()
            .saturating_sub(gap)
    };
    while shown.len() > 1 && width(&shown) > room {
        shown.remove(shown.len() - 2);
    }
    let mut x = 1;
    for text in &shown {
        x = canvas.put((x, y), text, Tone::Plain, room.saturating_sub(x - 1)) + gap;
    }
}

/// A key with the short name of what it does.
fn hint(app: &App, contexts: &[Context], name: &str) -> Option<String> {
    let (name, called) = name.split_once(AS).unwrap_or((name, name));
    let keys = app.kit.keys(contexts, name)?;
    let key = format!("hint-{}", called.replace('.', "-"));
    let label = app
        .kit
        .words
        .find(&key)
        .unwrap_or_else(|| app.kit.words.command(called));
    let args = [("key", Arg::Text(&keys)), ("name", Arg::Text(&label))];
    Some(app.kit.words.with("hint", &args))
}

/// What can be pressed next.
fn next(app: &App) -> Vec<(String, String)> {
    let Some((last, path)) = app.pending.split_last() else {
        return Vec::new();
    };
    let contexts = app.contexts();
    let Resolved::Pending(next) = app.kit.keymap.resolve(&contexts, path, *last) else {
        return Vec::new();
    };
    let words = &app.kit.words;
    next.into_iter()
        .map(|next| {
            let keys = keymap::label(words, &Chord(vec![next.key]));
            let name = match next.kind {
                NextKind::Command(name) => words.command(name).into_owned(),
                NextKind::More => app.kit.glyphs.ellipsis.to_owned(),
            };
            (keys, name)
        })
        .collect()
}

/// Rows the box of a half-pressed chord takes.
pub fn pending_rows(app: &App) -> u16 {
    let rows = next(app).len().div_ceil(2) + 1;
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Draws what can be pressed next.
pub fn pending(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let pressed = keymap::label(&app.kit.words, &Chord(app.pending.clone()));
    let title = app.kit.words.get("pane-what_next");
    canvas.rule(
        (area.x, area.y),
        area.width,
        (&format!("{pressed}  {title}"), ""),
        true,
    );
    let half = area.width / 2;
    let all = next(app);
    let lines = all.len().div_ceil(2);
    for (at, (keys, name)) in all.iter().enumerate() {
        let column = u16::from(at >= lines);
        let row = u16::try_from(at % lines.max(1)).unwrap_or(0);
        let (x, y) = (area.x + 2 + column * half, area.y + 1 + row);
        let end = canvas.put((x, y), keys, Tone::Key, 12);
        canvas.put(
            (end + 2, y),
            name,
            Tone::Plain,
            half.saturating_sub(end + 2 - x + 2),
        );
    }
}
