//! The terminal's own names: one table, from which keys, palette and help are checked and done.

pub mod forms;
pub mod marking;
pub mod moving;
pub mod records;

use crate::tui::app::App;
use crate::tui::layers;
use crate::wire::commands as service_commands;

/// A name of the terminal's own and what it does when no layer has a meaning of its own for it.
pub struct Own {
    /// The name keys are bound to.
    pub name: &'static str,
    /// What it does over the panes; nothing if it means something within a layer only.
    run: Option<fn(&mut App)>,
}

impl Own {
    /// Whether it can be chosen from the palette.
    pub const fn is_offered(&self) -> bool {
        self.run.is_some()
    }
}

const fn own(name: &'static str, run: fn(&mut App)) -> Own {
    Own {
        name,
        run: Some(run),
    }
}

/// A name that means something within a layer only.
const fn inner(name: &'static str) -> Own {
    Own { name, run: None }
}

/// Every name of the terminal's own.
pub const COMMANDS: &[Own] = &[
    own("move.down", |app| moving::step(app, 1)),
    own("move.up", |app| moving::step(app, -1)),
    own("move.page_down", |app| moving::page(app, true)),
    own("move.page_up", |app| moving::page(app, false)),
    own("move.first", moving::first),
    own("move.last", moving::last),
    own("pane.1", |app| moving::go(app, 0)),
    own("pane.2", |app| moving::go(app, 1)),
    own("pane.3", |app| moving::go(app, 2)),
    own("pane.4", |app| moving::go(app, 3)),
    own("pane.next", |app| moving::turn(app, true)),
    own("pane.previous", |app| moving::turn(app, false)),
    own("row.mark", marking::toggle),
    inner("row.unmark"),
    own("ticket.print", marking::print),
    own("open", records::open),
    own("back", moving::back),
    own("actions.open", records::actions),
    own("home.open", records::home),
    own("find.open", |app| {
        app.push(Box::new(layers::find::Find::default()));
    }),
    own("palette.open", |app| {
        let palette = layers::palette::Palette::new(app);
        app.push(Box::new(palette));
    }),
    own("help.open", |app| {
        let help = layers::page::help(app);
        app.push(Box::new(help));
    }),
    own("next.urgent", moving::next_urgent),
    own("explain", records::explain),
    own("figures.open", |app| {
        app.push(Box::new(layers::figures::Figures::default()));
    }),
    own("undo.list", |app| {
        app.push(Box::new(layers::acts::Acts::default()));
    }),
    own("drafts.open", |app| {
        app.push(Box::new(layers::drafts::Drafts::default()));
    }),
    inner("draft.drop"),
    own("screen.leave", moving::leave),
    own("go.counter", moving::to_counter),
    own("go.approvals", |app| {
        app.push(Box::new(layers::approvals::Approvals::default()));
    }),
    own("go.review", |app| {
        app.push(Box::new(layers::counted::Counted::unreviewed()));
    }),
    own("unfiled.open", |app| {
        app.push(Box::new(layers::counted::Counted::unfiled()));
    }),
    own("go.shift", |app| {
        app.push(Box::new(layers::shift::Shift::default()));
    }),
    own("go.fees", |app| {
        app.push(Box::new(layers::fees::Fees::default()));
    }),
    own("fees.arrears", |app| {
        app.push(Box::new(layers::fees::arrears::Arrears::default()));
    }),
    own("fees.rates", |app| {
        app.push(Box::new(layers::fees::rates::Rates::default()));
    }),
    inner("fees.next"),
    inner("fees.previous"),
    inner("fees.order"),
    inner("fees.filter"),
    own("ledger.open", records::ledger),
    own("fees.deposits", |app| {
        app.push(Box::new(layers::fees::deposits::Deposits::default()));
    }),
    own("fees.billing", |app| {
        app.push(Box::new(layers::fees::Billing::default()));
    }),
    own("fees.items", |app| {
        app.push(Box::new(layers::settings::Settings::of("fees")));
    }),
    own("fees.days", |app| {
        app.push(Box::new(layers::fees::days::Days::default()));
    }),
    own("fees.months", |app| {
        app.push(Box::new(layers::fees::months::Months::default()));
    }),
    own("go.settings", |app| {
        app.push(Box::new(layers::settings::Settings::of("")));
    }),
    own("go.board", |app| {
        app.push(Box::new(layers::overview::Overview::default()));
    }),
    own("go.reports", |app| {
        let folder = app.papers.clone();
        app.push(Box::new(layers::reports::Reports::new(folder)));
    }),
    inner("report.earlier"),
    inner("report.later"),
    inner("report.next"),
    inner("report.previous"),
    inner("report.save"),
    inner("report.text"),
    own("go.registers", |app| {
        app.push(Box::new(layers::registers::Registers::default()));
    }),
    own("go.duties", |app| {
        app.push(Box::new(layers::duties::Duties::default()));
    }),
    inner("register.add"),
    inner("register.grid"),
    inner("settings.add"),
    inner("settings.remove"),
    inner("settings.filter"),
    own("redraw", |app| app.redraw = true),
    own("lock", crate::tui::seating::lock_now),
    own("contact.call", |app| forms::intake(app, "call")),
    own("contact.visit", |app| forms::intake(app, "visit")),
    own("repair.new", |app| forms::intake(app, "repair")),
    own("complaint.new", |app| forms::intake(app, "complaint")),
    own("wizard.open", forms::wizard),
    inner("form.save"),
    inner("form.save_only"),
    inner("form.next"),
    inner("form.previous"),
    inner("form.clear"),
    inner("form.choices"),
    inner("form.look"),
    inner("edit.left"),
    inner("edit.right"),
    inner("edit.start"),
    inner("edit.end"),
    inner("edit.backspace"),
    inner("edit.delete"),
    inner("choice.1"),
    inner("choice.2"),
    inner("choice.3"),
    inner("choice.4"),
    inner("choice.5"),
    inner("choice.6"),
    inner("choice.7"),
    inner("choice.8"),
    inner("choice.9"),
];

/// Every name a key may be bound to.
pub fn known_names() -> Vec<&'static str> {
    let own = COMMANDS.iter().map(|own| own.name);
    own.chain(service_commands().map(|facts| facts.name))
        .collect()
}

/// Does what a name says: the terminal's own, else a command of the service about the record the eye is on.
pub fn run(app: &mut App, name: &str) {
    match COMMANDS.iter().find(|own| own.name == name) {
        Some(own) => {
            if let Some(run) = own.run {
                run(app);
            }
        }
        None => records::command(app, name),
    }
}
