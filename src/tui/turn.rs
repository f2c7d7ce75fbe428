//! One turn: an event comes in, the state moves, something may be said to the server.

use crossterm::event::KeyEvent;

use crate::domain::calendar::{MINUTE_MS, Zone};
use crate::domain::error::{Refusal, Why};
use crate::domain::safe_text::is_hidden;
use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::chore::Finished;
use crate::tui::commands::{forms, marking, moving};
use crate::tui::keymap::{Key, Resolved};
use crate::tui::layers::drafts::Drafts;
use crate::tui::layers::duties::Duties;
use crate::tui::outbox::{Part, Rows, To};
use crate::tui::ringing;
use crate::tui::say::{self, Said};
use crate::tui::seating::{connected, lost, save_drafts, seated_now, sign_off};
use crate::tui::session::Line;
use crate::tui::target::Aim;
use crate::tui::theme::Tone;
use crate::wire::commands::{commands, several};
use crate::wire::frame;
use crate::wire::registers;
use crate::wire::view::Detail;
use crate::wire::{Answer, Ask, Body, Message, Pane, Query, Reply, Subject};

/// Milliseconds after the first unsaved key at which a form is kept by the server (product.md, ways of working 4).
const DRAFT_AFTER: u64 = 1_500;

/// Keys and texts kept at most for what is on its way to the screen.
const MOST_AHEAD: usize = 256;
/// Milliseconds they wait for it: who cannot be answered can still leave.
const AHEAD_FOR: u64 = 3_000;

/// What is said of a decision: the state it leaves, the sentence, how it is meant.
const DECISIONS: [(&str, &str, Tone); 2] = [
    ("done", "said-decided-done", Tone::Good),
    ("refused", "said-decided-refused", Tone::Late),
];

/// What comes in.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// Pasted text; whether its end was cut off.
    Paste(String, bool),
    /// The terminal has another size.
    Resize(u16, u16),
    /// Something from the server.
    Message(Message),
    /// There is a line to the server.
    Connected,
    /// The line is lost.
    Lost,
    /// Something is too large for the line.
    TooLarge,
    /// Nothing but time has passed.
    Time,
}

/// Takes an event at a time of the steady clock.
pub fn take(app: &mut App, event: Event, steady: u64) {
    app.clock.move_to(steady);
    match event {
        event @ (Event::Key(_) | Event::Paste(..)) => {
            if app.ahead.is_empty() {
                app.ahead_until = steady + AHEAD_FOR;
            }
            if app.ahead.len() < MOST_AHEAD {
                app.ahead.push_back(event);
            }
        }
        Event::Resize(cols, rows) => {
            app.size = (cols, rows);
            app.ask_beside();
        }
        Event::Message(message) => hear(app, message),
        Event::Connected => connected(app),
        Event::Lost => lost(app),
        Event::TooLarge => too_large(app),
        Event::Time => {}
    }
    catch_up(app);
    pass_time(app);
    app.settle();
}

/// Whether what is typed has to wait for what it is meant for: the next urgent thing is on its way to the eye, the form
/// of a call just taken is about to open, or the line has just come up and it is not known yet who sits here and what stands in the panes.
fn must_wait(app: &App) -> bool {
    let coming = app.session.line == Line::Up
        && app.layers.top().is_none()
        && !app.is_locked()
        && !app.outbox.is_quiet()
        && (app.session.seated.person.is_none() || !app.panes.focused().is_loaded());
    app.panes.seeking || app.calls.taking || coming
}

/// Does what was typed, as far as it need not wait.
fn catch_up(app: &mut App) {
    while !must_wait(app) || app.clock.steady() >= app.ahead_until {
        match app.ahead.pop_front() {
            Some(Event::Key(event)) => {
                if let Some(key) = Key::of_event(&event) {
                    press(app, key);
                }
            }
            Some(Event::Paste(text, cut)) => paste(app, &text, cut),
            Some(_) => {}
            None => return,
        }
    }
}

/// Takes what came of work beside the screen.
pub fn finished(app: &mut App, finished: Finished, steady: u64) {
    app.clock.move_to(steady);
    app.finished(finished);
    app.settle();
}

/// When `take` has to be called with [`Event::Time`] if nothing comes before.
pub fn deadline(app: &App) -> Option<u64> {
    let drafts = app.layers.iter().filter_map(|laid| laid.layer.unsaved());
    let draft = drafts.min().map(|since| since + DRAFT_AFTER);
    let lock = app
        .session
        .lock_after()
        .map(|after| app.session.typed_at + after);
    let minute = app.clock.is_set().then(|| app.clock.next_minute());
    let now = app.clock.steady();
    let layers = app.layers.iter();
    let layer = layers.filter_map(|laid| laid.layer.wakes(now)).min();
    let draft = draft.filter(|_| app.session.line == Line::Up);
    let lock = lock.filter(|_| !app.is_locked());
    let ahead = (!app.ahead.is_empty()).then_some(app.ahead_until);
    let call = ringing::wakes(app);
    [draft, lock, minute, layer, ahead, call]
        .into_iter()
        .flatten()
        .min()
}

fn press(app: &mut App, key: Key) {
    app.session.typed_at = app.clock.steady();
    let contexts = app.contexts();
    let pending = std::mem::take(&mut app.pending);
    match app.kit.keymap.resolve(&contexts, &pending, key) {
        Resolved::Command(name) => {
            let name = name.to_owned();
            app.run(&name);
        }
        Resolved::Text(character) => {
            typed(app, character.encode_utf8(&mut [0; 4]));
        }
        Resolved::Pending(_) => {
            app.pending = pending;
            app.pending.push(key);
        }
        Resolved::Unbound => app.said = None,
    }
}

/// Gives typed or pasted text to the top layer. A character that cannot be seen is refused by name, as on the command
/// line, and nothing of the text is taken; false then.
fn typed(app: &mut App, text: &str) -> bool {
    let hidden = |c: &char| is_hidden(*c) && !matches!(c, '\n' | '\t');
    let Some(hidden) = text.chars().find(hidden) else {
        app.text(text);
        return true;
    };
    let code = format!("U+{:04X}", u32::from(hidden));
    let args = [("code", Arg::Text(&code))];
    let words = app.kit.words.with("said-text-refused", &args);
    app.said = Some(Said::new(words, Tone::Late));
    false
}

fn paste(app: &mut App, text: &str, cut: bool) {
    app.session.typed_at = app.clock.steady();
    let takes_text = app
        .contexts()
        .first()
        .is_some_and(|context| context.takes_text());
    if !takes_text {
        return;
    }
    if typed(app, text) && cut {
        let words = app.kit.words.get("said-paste-cut").into_owned();
        app.said = Some(Said::new(words, Tone::Late));
    }
}

fn hear(app: &mut App, message: Message) {
    match message {
        Message::Reply { id, seq, body } => {
            let Some((to, ask)) = app.outbox.answered(id, seq) else {
                return;
            };
            answered(app, to, ask, *body);
        }
        Message::Notice { seq, touched } => noticed(app, seq, &touched),
        Message::Goodbye { why } => {
            let text = app.kit.term(&why).into_owned();
            app.said = Some(Said::new(text, Tone::Late));
        }
    }
}

/// Something was changed by somebody: what is on the screen is asked for again, but for what is known to show it.
fn noticed(app: &mut App, seq: u64, touched: &[Subject]) {
    app.outbox.hear(seq);
    ask_decided(app, touched);
    let viewing = app.session.viewing;
    if viewing.is_some_and(|subject| touched.contains(&subject)) {
        app.outbox
            .push(To::App(Part::Others), Ask::Viewing(viewing));
    }
    let known = seq != 0 && !touched.is_empty();
    app.refresh_before(known.then_some(seq));
}

/// Who wants something said that does not fit the line is told; it was not done.
fn too_large(app: &mut App) {
    while let Some((to, ask)) = app.outbox.unsent() {
        let refusal = Refusal::new(Why::TooLong).with("limit", frame::MOST);
        answered(app, to, ask, Body::Refused(refusal));
    }
}

/// Asks what became of the requests among these: who made one is told.
fn ask_decided(app: &mut App, touched: &[Subject]) {
    for subject in touched.iter().filter(|subject| subject.is_approval()) {
        app.ask(Part::Decided(subject.id), Query::Detail(*subject));
    }
}

/// A request was decided by somebody else: who made it is told.
fn decided(app: &mut App, approval: &Detail) {
    let text = |name: &str| {
        let field = approval.fields.iter().find(|field| field.name == name);
        field.map(|field| say::fact(&app.kit, &app.clock, &field.value))
    };
    let own = text("asked_by").is_some_and(|name| name == app.session.person());
    let (Some(by), Some(number), true) = (text("decided_by"), approval.number, own) else {
        return;
    };
    let number = app.kit.number(number, &app.clock);
    let command = text("command").unwrap_or_default();
    let why = text("decision").unwrap_or_default();
    let args = [
        ("by", Arg::Text(&by)),
        ("number", Arg::Text(&number)),
        ("command", Arg::Text(&command)),
        ("why", Arg::Text(&why)),
    ];
    let decision = DECISIONS
        .iter()
        .find(|(state, ..)| *state == approval.state);
    if let Some((_, key, tone)) = decision {
        app.said = Some(Said::new(app.kit.words.with(key, &args), *tone));
    }
}

/// What cannot be taken back is reversed: opens the form of the command that does it, about the record the refusal names.
fn reverse(app: &mut App, refusal: &Refusal) {
    let text = |wanted: &str| {
        let fact = refusal.facts.iter().find(|(name, _)| name == wanted);
        fact.map(|(_, fact)| say::fact(&app.kit, &app.clock, fact))
    };
    if let (Some(command), Some(number)) = (text("name"), text("number")) {
        let aim = Aim {
            name: number,
            ..Aim::default()
        };
        crate::tui::commands::records::form(app, &command, Some(aim), Vec::new());
    }
}

fn answered(app: &mut App, to: To, ask: Ask, body: Body) {
    if matches!(ask, Ask::Query(_)) && app.outbox.waits(to) {
        // A newer question of the same part waits already.
        return;
    }
    if let Ask::Do { command, .. } = &ask {
        if let Body::Answer(Answer::Unknown(_)) = &body {
            let said = say::answer(
                &app.kit,
                &app.clock,
                &command.name,
                &Answer::Unknown(String::new()),
            );
            app.said = Some(said);
            app.outbox.retry(to, ask);
            return;
        }
        if let Body::Answer(answer) = &body {
            // What was done may name people and sums: it is not said over a lock.
            if !app.is_locked() && !app.shows(to) {
                app.said = Some(say::answer(&app.kit, &app.clock, &command.name, answer));
            }
            match answer {
                Answer::Done(done) | Answer::Pending(done) => {
                    app.outbox.hear(done.seq);
                    if command.name == several::BULK {
                        app.panes.marks.clear();
                    }
                    app.refresh();
                }
                Answer::Refused(refusal) if refusal.why == Why::MustReverse => {
                    reverse(app, refusal);
                }
                _ => {}
            }
        }
    }
    if let Body::Refused(refusal) = &body {
        if refusal.why == Why::NotSignedOn {
            sign_off(app);
        } else if !matches!(ask, Ask::Query(_)) && (!app.is_locked() || is_sign_on(&ask)) {
            let text = say::refusal(&app.kit, &app.clock, refusal);
            app.said = Some(Said::new(text, Tone::Late));
        }
    }
    if let (Ask::SignOn { .. }, Body::Seated(seated)) = (&ask, &body) {
        seated_now(app, seated.clone());
    }
    match to {
        To::Layer(id, part) => app.reply(id, part, body),
        To::App(part) => own_answer(app, part, body),
    }
}

const fn is_sign_on(ask: &Ask) -> bool {
    matches!(ask, Ask::SignOn { .. })
}

fn own_answer(app: &mut App, part: Part, body: Body) {
    // Whatever the answer, nothing is sought any more.
    let sought = part == Part::Urgent && std::mem::take(&mut app.panes.seeking);
    if part == Part::Take {
        ringing::taken(app, &body);
    }
    let reply = match body {
        Body::Reply(reply) => reply,
        Body::Others(names) if part == Part::Others => {
            app.session.others = names;
            return;
        }
        _ => return,
    };
    match (part, *reply) {
        (Part::Urgent, Reply::Urgent(found, coming)) if sought => {
            moving::urgent(app, found.map(|found| *found), coming.as_deref());
        }
        (Part::Urgent, Reply::UrgentDuty(row)) if sought => {
            app.push(Box::new(Duties::late(row.subject)));
        }
        (Part::Header, Reply::Header(header)) => {
            let zone = Zone::new(header.zone).unwrap_or_default();
            app.clock.set(header.now, zone);
            if let Some(person) = &mut app.session.seated.person
                && !header.person.is_empty()
            {
                // Somebody may have been given another name meanwhile.
                person.name.clone_from(&header.person);
                app.session.owner.clone_from(&header.person);
            }
            if header.declared != registers::mark() {
                app.ask(Part::Declared, Query::Declared);
            }
            app.session.header = Some(header);
        }
        (Part::Declared, Reply::Declared(files, _)) => {
            registers::install(&files);
            app.kit.learn_commands(commands().collect());
        }
        (Part::Pane(place, which), Reply::Pane(rows)) => {
            let selected = |app: &App| {
                app.panes
                    .focused()
                    .selected()
                    .map(|row| (row.subject, row.version))
            };
            let before = selected(app);
            let mut marked = false;
            if let Some(pane) = app.panes.at(place) {
                marked = pane.pane == Pane::Tickets && which == Rows::Again;
                pane.take(which, rows);
            }
            if marked {
                marking::check(app);
            }
            if selected(app) != before {
                app.ask_beside();
            }
        }
        (Part::Marked, Reply::Several(known)) => marking::checked(app, &known),
        (Part::Decided(_), Reply::Detail(detail)) => decided(app, &detail),
        (Part::Beside, Reply::Detail(detail)) => app.panes.beside = Some(detail),
        (Part::Drafts, Reply::Drafts(drafts, named)) => {
            let open: Vec<Vec<u8>> = app
                .layers
                .iter()
                .filter_map(|laid| laid.layer.draft(0))
                .map(|draft| draft.id)
                .collect();
            let mut drafts = drafts;
            drafts.retain(|draft| !open.contains(&draft.id));
            let (parked, stack): (Vec<_>, Vec<_>) =
                drafts.into_iter().partition(|draft| draft.parked);
            app.session.drafts = parked;
            app.session.named = named;
            forms::restack(app, stack);
            if !app.session.drafts.is_empty() && app.layers.top().is_none() {
                app.push(Box::new(Drafts::default()));
            }
        }
        (Part::FirstStart, Reply::FirstStart(true)) => {
            crate::tui::commands::forms::first_start(app);
        }
        _ => {}
    }
}

/// Does what is due by now: drafts are kept, an unattended desk is locked, the figures of the minute are asked for.
fn pass_time(app: &mut App) {
    let now = app.clock.steady();
    let unsaved = app
        .layers
        .iter()
        .filter_map(|laid| laid.layer.unsaved())
        .min();
    if app.session.line == Line::Up && unsaved.is_some_and(|since| now >= since + DRAFT_AFTER) {
        save_drafts(app);
    }
    let minute = app.clock.now().ms().div_euclid(MINUTE_MS);
    if app.clock.is_set() && app.session.minute != minute {
        let first = app.session.minute == 0;
        app.session.minute = minute;
        if !first && app.session.line == Line::Up && !app.is_locked() {
            app.ask(Part::Header, Query::Header);
            // A head start may have come with the minute, and with it another order.
            if let Some(place) = Pane::ALL.iter().position(|pane| *pane == Pane::Tickets) {
                app.ask_rows(place, Rows::Again);
            }
        }
    }
    ringing::pass_time(app);
    let idle = now.saturating_sub(app.session.typed_at);
    if app.session.lock_after().is_some_and(|after| idle >= after) {
        sign_off(app);
    }
}
