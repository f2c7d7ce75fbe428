//! Answers to questions, by what they are about.

pub mod actions;
mod arrears;
pub mod asked;
pub mod billing;
mod board;
mod cabinet;
mod changes;
pub mod choices;
pub mod closing;
pub mod detail;
mod dunned;
mod duties;
mod ending;
pub mod explain;
pub mod facts;
pub mod find;
pub mod form;
pub mod found;
pub mod header;
mod held;
pub mod home;
pub mod intake;
pub mod ledger;
pub mod list;
pub mod log;
pub mod panes;
pub mod paper;
mod rates;
pub mod registers;
mod reports;
pub mod rows;
pub mod settings;
pub mod several;
pub mod shift;
pub mod urgent;
pub mod verify;
pub mod what_if;
mod work_log;

use crate::domain::calendar::Instant;
use crate::domain::staff::{Actor, Right};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::loading;
use crate::service::office::Office;
use crate::service::query::{Query, Reply};
use crate::service::registers::set;
use crate::service::reports::Reckoning;
use crate::service::search::SearchText;
use crate::storage::ReadTx;

/// What answering may use: one consistent view of the store, who asks, when.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub tx: &'a dyn ReadTx,
    pub office: &'a Office,
    pub actor: &'a Actor,
    pub now: Instant,
    /// What homes, people, tickets and contacts are found by; without it only exact codes and numbers are.
    pub search: Option<&'a SearchText>,
}

impl<'a> Asking<'a> {
    /// What a report is reckoned from.
    pub const fn reckoning(self) -> Reckoning<'a> {
        Reckoning {
            tx: self.tx,
            office: self.office,
            now: self.now,
        }
    }
}

/// Answers a question the actor may ask.
pub fn answer(asking: Asking<'_>, query: &Query) -> Run<Reply> {
    authorise(asking.actor, right(query))?;
    Ok(match query {
        Query::Header => Reply::Header(header::header(asking)?),
        Query::Pane(pane, window) => Reply::Pane(panes::pane(asking, *pane, window)?),
        Query::Detail(subject) => Reply::Detail(detail::detail(asking, *subject)?),
        Query::Show(typed) => Reply::Detail(detail::show(asking, typed)?),
        Query::Home(subject) => Reply::Home(home::home(asking, *subject)?),
        Query::Find(text, limit) => Reply::Found(find::find(asking, text, *limit)?),
        Query::Intake(query) => Reply::Intake(intake::intake(asking, query)?),
        Query::List(query) => Reply::List(list::list(asking, query)?),
        Query::Actions(subject) => Reply::Actions(actions::actions(asking, *subject)?),
        Query::Form(command, subject) => form::form(asking, command, *subject)?,
        Query::Begun(command, typed) => form::begun(asking, command, typed)?,
        Query::Settings(section) => Reply::Settings(Box::new(settings::page(asking, section)?)),
        Query::SettingsWhy(section, key) => Reply::Explain(settings::why(asking, section, key)?),
        Query::Choices(command, field, typed) => {
            Reply::Choices(choices::choices(asking, command, field, typed)?)
        }
        Query::Drafts => {
            let (drafts, named) = log::drafts(asking)?;
            Reply::Drafts(drafts, named)
        }
        Query::Acts => Reply::Acts(log::acts(asking)?),
        Query::Explain(subject) => Reply::Explain(explain::explain(asking, *subject)?),
        Query::Deposits => Reply::Deposits(held::sums(asking)?),
        Query::Figures => Reply::Explain(explain::figures::figures(asking)?),
        Query::Paper(subject) => Reply::Papers(Box::new(paper::paper(asking, *subject)?)),
        Query::People => Reply::People(log::people(asking)?),
        Query::Events(from, limit) => Reply::Events(log::events(asking, *from, *limit)?),
        Query::Verify => Reply::Verify(verify::verify(asking)?),
        Query::FirstStart => Reply::FirstStart(log::first_start(asking)?),
        Query::WorkLog(day, person) => {
            Reply::Paper(work_log::work_log(asking, *day, person.as_deref())?)
        }
        Query::Billing(month) => Reply::Billing(Box::new(billing::page(asking, *month)?)),
        Query::Shift => Reply::Shift(Box::new(shift::page(asking)?)),
        Query::Record(subject) => Reply::List(list::record(asking, *subject)?),
        Query::Papers(kind, names) => Reply::Papers(Box::new(paper::papers(asking, kind, names)?)),
        Query::Several(command, names) => Reply::Several(several::several(asking, command, names)?),
        Query::Registers => Reply::Registers(registers::counted(asking)?),
        Query::Declared => {
            let declared = set();
            let mut files = declared.files().to_vec();
            files.extend(crate::service::duties::told());
            Reply::Declared(files, declared.faults().to_vec())
        }
        Query::CheckRegisters(files) => Reply::RegisterFaults(registers::checked(asking, files)?),
        Query::RegisterGroups(name, field) => {
            Reply::RegisterGroups(registers::grouped(asking, name, field)?)
        }
        Query::RegisterGrid(name) => {
            let (cells, more) = cabinet::cells(asking, name)?;
            Reply::RegisterGrid(cells, more)
        }
        Query::Arrears(query) => Reply::Arrears(Box::new(arrears::arrears(asking, query)?)),
        Query::Rates(month, by) => Reply::Rates(Box::new(rates::rates(asking, *month, *by)?)),
        Query::WhatIf(command) => Reply::WhatIf(Box::new(what_if::what_if(asking, command)?)),
        Query::Ledger(subject, after, limit) => Reply::Ledger(Box::new(ledger::ledger(
            asking,
            *subject,
            after.as_deref(),
            *limit,
        )?)),
        Query::DayClose(id) => Reply::DayClose(Box::new(closing::day(asking, *id)?)),
        Query::Reports(month) => Reply::Reports(reports::list(asking, *month)?),
        Query::Report(name, month) => Reply::Report(Box::new(reports::page(asking, name, *month)?)),
        Query::Board => Reply::Board(Box::new(board::board(asking)?)),
        Query::MonthClose(month) => Reply::MonthClose(closing::months(asking, *month)?),
        Query::Duties(span) => Reply::Duties(Box::new(duties::page(asking, *span)?)),
        Query::DutyHealth => Reply::DutyHealth(duties::health(asking)?),
        Query::Urgent(after) => urgent::next(asking, *after)?,
        Query::Known(community, after) => {
            let known = loading::known(asking, community.as_deref(), *after)?;
            Reply::Known(Box::new(known))
        }
    })
}

/// The right a question needs.
pub const fn right(query: &Query) -> Right {
    match query {
        Query::Events(..) | Query::Verify => Right::Audit,
        Query::Billing(_) => Right::Billing,
        // Who may not import learns so before the file is judged.
        Query::Known(..) => Right::Registry,
        _ => Right::Read,
    }
}
