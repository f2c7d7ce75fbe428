//! What is done about the record the eye is on.

use crate::domain::staff::{Right, lacking};
use crate::tui::app::App;
use crate::tui::commands::marking;
use crate::tui::layers::actions::Actions;
use crate::tui::layers::detail::Detail;
use crate::tui::layers::dial::Dial;
use crate::tui::layers::explain::Explain;
use crate::tui::layers::fees::ledger::Ledger;
use crate::tui::layers::form::Form;
use crate::tui::layers::home::Home;
use crate::tui::layers::people::People;
use crate::tui::layers::several::Several;
use crate::tui::outbox::{Part, To};
use crate::tui::ringing::{self, TAKE};
use crate::tui::say::{self, Said};
use crate::tui::target::{Aim, Target};
use crate::tui::theme::Tone;
use crate::wire::commands::{ABSENT, About};
use crate::wire::{Ask, Command, CommandFacts, Pane};

/// The command the dial queue is for.
const FOLLOW_UP: &str = "followup.record";
/// The command that shows a masked value.
const REVEAL: &str = "person.reveal";

/// Opens the selected record.
pub fn open(app: &mut App) {
    match app.target() {
        Some(target) => show(app, &target),
        None => say_nothing_here(app),
    }
}

/// Says that nothing is selected.
pub fn say_nothing_here(app: &mut App) {
    let text = app.kit.words.get("said-nothing-selected").into_owned();
    app.said = Some(Said::new(text, Tone::Late));
}

/// Shows a record: a home and its people as its card, everything else as its page.
pub fn show(app: &mut App, target: &Target) {
    match (target.about(), target.subject) {
        // A person is shown among those of the home.
        (Some(About::Household | About::Person), Some(subject)) => {
            app.push(Box::new(Home::new(subject)));
        }
        (_, Some(subject)) => app.push(Box::new(Detail::of(subject))),
        (_, None) => match target.aim(target.about().unwrap_or(About::Ticket)) {
            Some(aim) => app.push(Box::new(Detail::named(&aim.name))),
            None => say_nothing_here(app),
        },
    }
}

/// Opens the card of the home the selected record belongs to.
pub fn home(app: &mut App) {
    match app.target().and_then(|target| target.home()) {
        Some(subject) => app.push(Box::new(Home::new(subject))),
        None => say_nothing_here(app),
    }
}

/// Opens the ledger of the home the selected record belongs to; from a page without records, of the row below it.
pub fn ledger(app: &mut App) {
    let target = app.target().or_else(|| app.panes.target());
    match target.and_then(|target| target.home()) {
        Some(subject) => app.push(Box::new(Ledger::new(subject))),
        None => say_nothing_here(app),
    }
}

/// Lists what can be done to the selected record now.
pub fn actions(app: &mut App) {
    match app.target() {
        Some(target) if target.is_known() => app.push(Box::new(Actions::new(target))),
        _ => say_nothing_here(app),
    }
}

/// Tells how a deadline or an amount of the selected record came about.
pub fn explain(app: &mut App) {
    match app.target() {
        Some(target) if target.is_known() => app.push(Box::new(Explain::new(target))),
        _ => say_nothing_here(app),
    }
}

/// Begins a command of the service about the record the eye is on.
pub fn command(app: &mut App, name: &str) {
    let target = app.target();
    if name == TAKE {
        ringing::take(app, target, true);
        return;
    }
    command_about(app, name, target);
}

/// Begins a command of the service about this record.
pub fn command_about(app: &mut App, name: &str, target: Option<Target>) {
    let Some(about) = app.kit.command(name).map(|facts| facts.about) else {
        let text = app.kit.words.get("said-no-such-command").into_owned();
        app.said = Some(Said::new(text, Tone::Late));
        return;
    };
    if marking::is_on(app) && marking::begin(app, name) {
        return;
    }
    if name == ABSENT {
        if let Some(facts) = allowed(app, name) {
            let request = app.outbox.request();
            app.push(Box::new(Several::absence(facts, request)));
        }
        return;
    }
    if name == TAKE {
        ringing::take(app, target, false);
        return;
    }
    if name == FOLLOW_UP && app.layers.top().is_none() {
        dial(app, target.as_ref());
        return;
    }
    let ticket = target.as_ref().and_then(Target::ticket);
    if let Some(ticket) = ticket.filter(|_| name == FOLLOW_UP) {
        app.push(Box::new(Dial::of_ticket(ticket)));
        return;
    }
    let person = target
        .as_ref()
        .is_some_and(|target| target.aim(About::Person).is_some());
    if let Some(register) = target.as_ref().and_then(Target::register)
        && name == REVEAL
    {
        let own = format!("{register}.{}", crate::wire::registers::REVEAL);
        if app.kit.command(&own).is_some() {
            command_about(app, &own, target);
        } else {
            let text = app.kit.words.get("said-nothing-masked").into_owned();
            app.said = Some(Said::new(text, Tone::Good));
        }
        return;
    }
    if name == REVEAL && !person {
        match target.and_then(|target| target.home()) {
            Some(home) => app.push(Box::new(People::new(home))),
            None => say_nothing_here(app),
        }
        return;
    }
    if about == About::Nothing {
        form(app, name, None, Vec::new());
        return;
    }
    let Some(target) = target else {
        // From the palette: the form asks what it is about.
        form(app, name, None, Vec::new());
        return;
    };
    let near = target.premises().to_owned();
    match target.aim(about) {
        Some(aim) => form(app, name, Some(aim), Vec::new()),
        None => form_near(app, name, &near),
    }
}

/// Opens the form of a command whose record is still to be chosen, among those of a home.
fn form_near(app: &mut App, name: &str, premises: &str) {
    if let Some(facts) = allowed(app, name) {
        let request = app.outbox.request();
        app.push(Box::new(
            Form::new(facts, None, request, Vec::new()).near(premises),
        ));
    }
}

/// The facts of a command, if who sits here may do it; says so if not.
pub fn allowed(app: &mut App, name: &str) -> Option<CommandFacts> {
    let facts = app.kit.command(name).cloned()?;
    if app.session.may(facts.right) {
        return Some(facts);
    }
    may_not(app, facts.right);
    None
}

/// Says that who sits here lacks a right.
pub fn may_not(app: &mut App, right: Right) {
    if let Some(person) = &app.session.seated.person {
        let refusal = lacking(right, &person.name, person.rank, &person.sides);
        let text = say::refusal(&app.kit, &app.clock, &refusal);
        app.said = Some(Said::new(text, Tone::Late));
    }
}

/// Opens the form of a command; one without arguments that anybody types is done at once.
pub fn form(app: &mut App, name: &str, aim: Option<Aim>, preset: Vec<(String, String)>) {
    let Some(facts) = allowed(app, name) else {
        return;
    };
    let request = app.outbox.request();
    let asks = facts.args.iter().any(|arg| arg.must || !arg.fixed);
    if !asks && (facts.about == About::Nothing || aim.is_some()) {
        if facts.moves_money() && app.session.unshown {
            app.said = Some(say::not_shown(&app.kit));
            return;
        }
        let mut command = Command::new(name);
        command.subject = aim.as_ref().map(|aim| aim.name.clone());
        command.seen = aim.and_then(|aim| aim.seen);
        command.args = preset;
        app.outbox
            .push(To::App(Part::Answer), Ask::Do { request, command });
        return;
    }
    app.push(Box::new(Form::new(facts, aim, request, preset)));
}

/// Sends a command that asks for nothing more.
pub fn send(app: &mut App, command: Command) {
    if allowed(app, &command.name).is_some() {
        let request = app.outbox.request();
        app.outbox
            .push(To::App(Part::Answer), Ask::Do { request, command });
    }
}

/// Opens the dial queue, from this follow-up on if it is one.
fn dial(app: &mut App, from: Option<&Target>) {
    let Some(pane) = app.panes.iter().find(|pane| pane.pane == Pane::FollowUps) else {
        return;
    };
    let from = from.filter(|target| target.about() == Some(About::FollowUp));
    let subject = from.and_then(|target| target.subject);
    let selected = subject.and_then(|subject| {
        let mut rows = pane.rows().iter();
        rows.find(|row| row.subject == subject)
    });
    if let Some(gone) = from.filter(|_| selected.is_none()) {
        // It left the queue meanwhile: the form says what became of it.
        let aim = gone.aim(About::FollowUp);
        form(app, FOLLOW_UP, aim, Vec::new());
        return;
    }
    let dial = Dial::new(&app.clock, pane.rows(), selected);
    if dial.is_empty() {
        let text = app.kit.words.get("said-no-follow-ups").into_owned();
        app.said = Some(Said::new(text, Tone::Good));
        return;
    }
    app.push(Box::new(dial));
}
