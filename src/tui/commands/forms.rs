//! Opening forms that are more than a command's own: taking a call, half-filled ones, the first start.

use crate::domain::office::Draft;
use crate::domain::staff::Right;
use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::layers::form::Form;
use crate::tui::layers::intake::{Intake, LOG};
use crate::tui::layers::several::Several;
use crate::tui::layers::wizard::Wizard;
use crate::tui::outbox::{Part, RequestId, To};
use crate::tui::say::Said;
use crate::tui::target::Aim;
use crate::tui::theme::Tone;
use crate::wire::Ask;

/// Opens the one-line entry for a call, a visit, a repair or a complaint.
pub fn intake(app: &mut App, kind: &str) {
    if app.is_locked() {
        return;
    }
    let request = app.outbox.request();
    app.push(Box::new(Intake::new(kind, request)));
}

/// Opens a half-filled form again on top, as its own draft.
pub fn reopen(app: &mut App, draft: &Draft) {
    let at = app.layers.iter().count();
    reopen_at(app, at, draft.clone());
}

/// Opens the forms that were open when their terminal went away, in their order: below what was opened since.
pub fn restack(app: &mut App, mut stack: Vec<Draft>) {
    stack.sort_by_key(|draft| (draft.depth, draft.saved_at));
    let before = app.layers.forms();
    for (at, draft) in stack.into_iter().enumerate() {
        reopen_at(app, at, draft);
    }
    let count = app.layers.forms().saturating_sub(before);
    if count > 0 && app.said.is_none() {
        let args = [("count", Arg::Number(count.into()))];
        let text = app.kit.words.with("said-restacked", &args);
        app.said = Some(Said::new(text, Tone::Soon));
    }
}

/// Opens a half-filled form again at a place of the stack, and tells the server that it is open.
fn reopen_at(app: &mut App, at: usize, mut draft: Draft) {
    draft.parked = false;
    let below = app.layers.iter().take(at);
    let depth = below.filter(|laid| laid.layer.is_form()).count();
    draft.depth = u32::try_from(depth).unwrap_or(u32::MAX);
    let Ok(request) = RequestId::try_from(draft.id.as_slice()) else {
        return;
    };
    let open = app.layers.iter().filter_map(|laid| laid.layer.draft(0));
    if open.into_iter().any(|open| open.id == draft.id) {
        return;
    }
    let draft = &draft;
    app.session.drafts.retain(|kept| kept.id != draft.id);
    // From now on it is this terminal's own.
    app.outbox
        .push(To::App(Part::Nothing), Ask::SaveDraft(draft.clone()));
    if draft.form == LOG {
        let mut intake = Intake::new("", request);
        intake.restore(draft);
        app.push_at(at, Box::new(intake));
        return;
    }
    if let Some(form) = Several::reopen(&app.kit, draft, request) {
        app.push_at(at, Box::new(form));
        return;
    }
    let Some(facts) = app.kit.command(&draft.form).cloned() else {
        let text = app.kit.words.get("said-no-such-form").into_owned();
        app.said = Some(Said::new(text, Tone::Late));
        return;
    };
    let aim = draft.about().map(|name| Aim {
        name: name.to_owned(),
        ..Aim::default()
    });
    let mut form = Form::new(facts, aim, request, Vec::new());
    form.restore(draft);
    app.push_at(at, Box::new(form));
}

/// The office has no homes yet: asks for them.
pub fn first_start(app: &mut App) {
    if app.layers.top().is_none() && app.session.may(Right::Office) {
        wizard(app);
    }
}

/// Opens the first start; also later, while there are no homes.
pub fn wizard(app: &mut App) {
    let ids = [(); 4].map(|()| app.outbox.request());
    let languages = app.languages.clone();
    app.push(Box::new(Wizard::new(languages, ids)));
}
