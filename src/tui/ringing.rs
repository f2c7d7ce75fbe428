//! Calls that ring: one calm line on every counter, one key that takes the call on one of them.

use crate::domain::id::Number;
use crate::domain::staff::Right;
use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::commands::records;
use crate::tui::layers::intake::Intake;
use crate::tui::outbox::{Part, To};
use crate::tui::say::Said;
use crate::tui::session::Line;
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Span;
use crate::wire::commands::About;
use crate::wire::view::Ringing;
use crate::wire::{Answer, Ask, Body, Command};

/// The command that takes a call.
pub const TAKE: &str = "contact.take";

/// What the screen remembers of calls.
#[derive(Debug, Default)]
pub struct Calls {
    /// Whether a call is being taken: what is typed waits for its form.
    pub taking: bool,
    /// Whether the terminal is to sound its bell with the next frame.
    pub bell: bool,
    /// What has been shown to ring: number, how often.
    rung: Vec<(Number, u32)>,
}

/// What is shown of calls now, those that ring before those just taken.
fn shown(app: &App) -> Vec<&Ringing> {
    let header = app.session.header.as_ref();
    let Some(header) = header.filter(|_| !app.is_locked() && app.clock.is_set()) else {
        return Vec::new();
    };
    let now = app.clock.now();
    let mut shown: Vec<&Ringing> = header
        .rings
        .iter()
        .filter(|ring| ring.from <= now && now < ring.until)
        .collect();
    shown.sort_by_key(|ring| !ring.taken.is_empty());
    shown
}

/// When what is shown of calls changes by itself, on the steady clock.
pub fn wakes(app: &App) -> Option<u64> {
    let now = app.clock.now();
    let rings = app.session.header.iter().flat_map(|header| &header.rings);
    let changes = rings.flat_map(|ring| [ring.from, ring.until]);
    let left = changes.map(|at| at.since(now)).filter(|left| *left > 0);
    let left = u64::try_from(left.min()?).ok()?;
    Some(app.clock.steady() + left)
}

/// Notes what rings by now; what has not been shown before may sound the bell.
pub fn pass_time(app: &mut App) {
    let ring = |ring: &&Ringing| ring.taken.is_empty();
    let now: Vec<(Number, u32, bool)> = shown(app)
        .into_iter()
        .filter(ring)
        .map(|ring| (ring.number, ring.rings, ring.bell))
        .collect();
    let calls = &mut app.calls;
    calls.bell |= now
        .iter()
        .any(|(number, rings, bell)| *bell && !calls.rung.contains(&(*number, *rings)));
    calls.rung = now
        .into_iter()
        .map(|(number, rings, _)| (number, rings))
        .collect();
}

/// The line about the call that rings longest, in so many columns: whose it is gives way first, the key never.
pub fn line(app: &App, cols: u16) -> Option<Span> {
    let shown = shown(app);
    let (first, further) = shown.split_first()?;
    let words = &app.kit.words;
    let dot = format!(" {} ", app.kit.glyphs.dot);
    let who = match (first.who.as_str(), first.premises.as_str()) {
        ("", "") => words.get("ring-unknown").into_owned(),
        ("", place) => place.to_owned(),
        (who, "") => who.to_owned(),
        (who, place) => format!("{who} {place}"),
    };
    let phone = [("phone", Arg::Text(&first.phone))];
    let mut pieces = Vec::new();
    if first.taken.is_empty() {
        pieces.push((words.with("ring-calls", &phone), 0));
        pieces.push((format!(" {who}"), 2));
        if first.rings > 1 {
            let again = [("count", Arg::Number(first.rings.into()))];
            pieces.push((format!("{dot}{}", words.with("ring-again", &again)), 1));
        }
        if let Some(keys) = app.kit.keys(&app.contexts(), TAKE) {
            let key = [("key", Arg::Text(&keys))];
            pieces.push((format!("{dot}{}", words.with("ring-take", &key)), 0));
        }
        let further = further.iter().filter(|ring| ring.taken.is_empty()).count();
        if further > 0 {
            let more = [("count", Arg::Number(i64::try_from(further).unwrap_or(0)))];
            pieces.push((format!("{dot}{}", words.with("ring-more", &more)), 1));
        }
    } else {
        let taken = [
            ("name", Arg::Text(&first.taken)),
            ("phone", Arg::Text(&first.phone)),
        ];
        pieces.push((words.with("ring-taken", &taken), 0));
        pieces.push((format!(" {who}"), 1));
    }
    let texts: Vec<(&str, u8)> = pieces
        .iter()
        .map(|(text, freely)| (text.as_str(), *freely))
        .collect();
    let text = app.kit.ruler.squeeze(&texts, cols.into()).concat();
    let tone = if first.taken.is_empty() {
        Tone::Late
    } else {
        Tone::Good
    };
    Some((text, tone))
}

/// Takes the call that rings longest, or the one the eye is on: from a key the one that rings goes first, from a list
/// of what can be done with a record that record.
pub fn take(app: &mut App, target: Option<Target>, by_key: bool) {
    if app.is_locked() || app.calls.taking || records::allowed(app, TAKE).is_none() {
        return;
    }
    let rings = shown(app);
    let ringing = rings.iter().find(|ring| ring.taken.is_empty());
    let ringing = ringing.map(|ring| ring.number.full());
    let selected = target
        .filter(|target| target.about() == Some(About::Contact))
        .and_then(|target| target.aim(About::Contact))
        .map(|aim| aim.name);
    let number = if by_key {
        ringing.or(selected)
    } else {
        selected.or(ringing)
    };
    let Some(number) = number else {
        let text = app.kit.words.get("said-no-ring").into_owned();
        app.said = Some(Said::new(text, Tone::Dim));
        return;
    };
    let request = app.outbox.request();
    let command = Command::new(TAKE).about(number);
    // Over a line that is lost the answer may take long: nobody's keys wait for that.
    app.calls.taking = app.session.line == Line::Up;
    app.outbox
        .push(To::App(Part::Take), Ask::Do { request, command });
}

/// The call is theirs who sits here: its form opens over what was open. Else it was said why not.
pub fn taken(app: &mut App, body: &Body) {
    let awaited = std::mem::take(&mut app.calls.taking);
    let Body::Answer(Answer::Done(done)) = body else {
        return;
    };
    if let Some(number) = done.number
        && !app.is_locked()
        && app.session.may(Right::Desk)
    {
        let request = app.outbox.request();
        let form = Intake::of_call(number, request);
        // The answer came after the line was lost: who types by now is told of the call, not interrupted.
        if !awaited && app.layers.forms() > 0 {
            app.said = form.owed(&app.kit, &app.clock);
            return;
        }
        app.push(Box::new(form));
    }
}
