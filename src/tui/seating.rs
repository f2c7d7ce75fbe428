//! Who sits here: the line to the server, signing on and off, the lock, and what was typed meanwhile.

use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::layers::entry::DRAFT;
use crate::tui::layers::lock::Lock;
use crate::tui::layers::{Cover, Layer};
use crate::tui::outbox::{Part, To};
use crate::tui::say::Said;
use crate::tui::session::Line;
use crate::tui::theme::Tone;
use crate::wire::{Ask, Pin, Query, Seated};

/// There is a line: asks who sits here; everything else waits for that.
pub(super) fn connected(app: &mut App) {
    app.session.line = Line::Up;
    // A new server counts anew; nothing is known to be shown.
    app.outbox.begin();
    app.session.viewing = None;
    app.outbox.hold(true);
    let (name, pin) = (String::new(), Pin::default());
    app.outbox
        .push(To::App(Part::Seat), Ask::SignOn { name, pin });
}

fn same_person(app: &App, seated: &Seated) -> bool {
    let name = seated.person.as_ref().map(|person| person.name.as_str());
    name.is_some_and(|name| name == app.session.owner)
}

pub(super) fn lost(app: &mut App) {
    if app.session.line == Line::Lost {
        return;
    }
    app.session.line = Line::Lost;
    seek_no_more(app);
    let lost = app.outbox.lost();
    for to in lost.dropped {
        if let To::Layer(id, part) = to {
            app.dropped(id, part);
        }
    }
    if lost.unknown {
        let text = app.kit.words.get("said-unknown").into_owned();
        app.said = Some(Said::new(text, Tone::Late));
    }
}

/// It is known who sits here. What another person had on the screen is put away; its text is kept for that person.
pub(super) fn seated_now(app: &mut App, seated: Seated) {
    app.session.typed_at = app.clock.steady();
    if seated.person.is_none() {
        app.session.seated = seated;
        lock(app);
        return;
    }
    let unlocked = std::mem::take(&mut app.session.locked);
    let locks: Vec<u64> = app
        .layers
        .iter()
        .filter(|laid| laid.layer.cover() == Cover::Screen)
        .map(|laid| laid.id)
        .collect();
    for id in locks {
        app.pop(id);
    }
    let same = same_person(app, &seated);
    // Keys typed before it was known who sits here are nobody else's: they stay.
    let another = !same && !app.session.owner.is_empty();
    let resends = app.outbox.resends();
    // Over a line that came back nothing new begins: what was said last, perhaps that it is saved, stays to be read.
    if !same || unlocked || app.greeting.is_some() {
        app.said = app.greeting.take();
    }
    if another {
        put_away(app);
    } else if resends {
        let text = app.kit.words.get("said-resent").into_owned();
        app.said = Some(Said::new(text, Tone::Soon));
    }
    app.session.seated = seated;
    app.outbox.hold(false);
    app.session.owner = app.session.person().to_owned();
    take_back(app);
    if same {
        // To the server this is another terminal: what is open here is said to be its own.
        keep_drafts(app, |layer| layer.is_kept());
    }
    app.refresh();
    if !same {
        app.ask(Part::Drafts, Query::Drafts);
        app.ask(Part::FirstStart, Query::FirstStart);
    }
}

/// Puts away what another person had on the screen. What they typed and the server does not have yet is kept here until
/// they sign on again.
fn put_away(app: &mut App) {
    let cleared = app.outbox.clear();
    let mut drafts = cleared.drafts;
    let mut depth = 0;
    for laid in app.layers.iter() {
        let unkept = laid.layer.unsaved().is_some() || !laid.layer.is_kept();
        if laid.layer.is_typed()
            && unkept
            && let Some(draft) = laid.layer.draft(depth)
        {
            drafts.retain(|older| older.id != draft.id);
            drafts.push(draft);
        }
        depth += u32::from(laid.layer.is_form());
    }
    let owner = app.session.owner.clone();
    seek_no_more(app);
    app.layers.clear();
    app.session.depth = 0;
    app.panes.clear();
    let key = match (cleared.command, drafts.is_empty()) {
        (true, _) => Some(("said-unknown-other", Tone::Late)),
        (false, false) => Some(("said-left-here", Tone::Soon)),
        (false, true) => None,
    };
    if let Some((key, tone)) = key {
        let text = app.kit.words.with(key, &[("name", Arg::Text(&owner))]);
        app.said = Some(Said::new(text, tone));
    }
    let left = drafts.into_iter().map(|draft| (owner.clone(), draft));
    app.session.left.extend(left);
}

/// Gives the server what the person who sits here now typed at this desk before, and could not be sent then.
fn take_back(app: &mut App) {
    let left = std::mem::take(&mut app.session.left);
    let (theirs, others) = left
        .into_iter()
        .partition(|(owner, _)| *owner == app.session.owner);
    app.session.left = others;
    for (_, draft) in theirs {
        let to = To::App(Part::Nothing);
        app.outbox.push(to, Ask::SaveDraft(draft));
    }
}

/// Locks the screen: what is typed is kept, nobody is signed on any more.
pub fn sign_off(app: &mut App) {
    if !app.session.seated.desk || app.is_locked() {
        return;
    }
    save_drafts(app);
    app.outbox.push(To::App(Part::Nothing), Ask::SignOff);
    lock(app);
}

/// Locks the screen by hand; where nobody signs on with a PIN there is nothing to unlock it with.
pub fn lock_now(app: &mut App) {
    if app.session.seated.desk {
        sign_off(app);
    } else {
        let text = app.kit.words.get("said-no-lock").into_owned();
        app.said = Some(Said::new(text, Tone::Soon));
    }
}

/// What was typed for the next urgent thing is not typed for anything else.
fn seek_no_more(app: &mut App) {
    app.panes.seeking = false;
    app.calls.taking = false;
    app.ahead.clear();
}

fn lock(app: &mut App) {
    app.pending.clear();
    seek_no_more(app);
    app.said = None;
    if !app.is_locked() {
        app.session.locked = true;
        app.push(Box::new(Lock::default()));
    }
}

/// Sends every half-filled form that has changed to the server.
pub fn save_drafts(app: &mut App) {
    keep_drafts(app, |layer| layer.unsaved().is_some());
}

/// Sends these half-filled forms to the server; each is told whether it was taken.
fn keep_drafts(app: &mut App, which: fn(&dyn Layer) -> bool) {
    let mut depth = 0;
    for laid in app.layers.iter_mut() {
        if which(&*laid.layer)
            && let Some(draft) = laid.layer.draft(depth)
        {
            laid.layer.saved();
            let to = To::Layer(laid.id, DRAFT);
            app.outbox.push(to, Ask::SaveDraft(draft));
        }
        depth += u32::from(laid.layer.is_form());
    }
}
