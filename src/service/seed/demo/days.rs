//! Two weeks at the desk: fifty contacts a day, and what came of each.

use crate::domain::calendar::Instant;
use crate::domain::office::{Category, Phrase};
use crate::domain::ticket::TicketKind;
use crate::service::command::Command;
use crate::service::office::Office;

use super::chance::Chance;
use super::data::OfficeFile;
use super::estate::{Estate, Home};
use super::money::desk;
use super::script::{Act, Of, Script};

/// Whole days before today.
const DAYS: i32 = 14;
/// Contacts of a day.
const CONTACTS: i64 = 50;
/// When the desk opens and closes, minutes of the day.
const OPEN: (i64, i64) = (8 * 60, 20 * 60);
/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Minutes from a call to its end, at least: nothing begun by chance is left open.
const SOONEST: i64 = 90;
/// Follow-ups of repairs that are forgotten beyond their three days.
const FORGOTTEN: usize = 3;

/// The desk as it writes its days.
struct Desk<'d> {
    script: &'d mut Script,
    file: &'d OfficeFile,
    office: &'d Office,
    chance: &'d mut Chance,
    homes: Vec<&'d Home>,
    now: Instant,
    count: usize,
    forgotten: usize,
}

/// Writes the days into the script.
pub(super) fn write(
    script: &mut Script,
    file: &OfficeFile,
    estate: &Estate,
    office: &Office,
    chance: &mut Chance,
    now: Instant,
) {
    let mut desk = Desk {
        script,
        file,
        office,
        chance,
        homes: estate.homes.iter().filter(|home| !home.told).collect(),
        now,
        count: 0,
        forgotten: 0,
    };
    let today = office.today(now);
    for back in (0..=DAYS).rev() {
        let morning = office.zone.at(today.plus(-back), 0);
        for _ in 0..CONTACTS {
            let at = morning.plus_minutes(desk.chance.between(OPEN.0, OPEN.1));
            if at < now {
                desk.contact(at);
            }
        }
    }
}

impl<'d> Desk<'d> {
    /// Minutes from `at` to now.
    fn age(&self, at: Instant) -> i64 {
        self.now.since(at) / 60_000
    }

    /// One contact; what takes time to settle only happens where there was time.
    fn contact(&mut self, at: Instant) {
        let drawn = self.chance.between(1, 100);
        match (drawn, self.age(at) > SOONEST) {
            (1..=42, true) => self.repair(at),
            (43..=48, true) => self.complaint(at),
            (49..=52, true) => self.request(at),
            (53..=60, _) => self.said(at, "fee"),
            (61..=66, _) => self.said(at, "other"),
            (67..=68, _) => self.incident(at),
            _ => self.said(at, "enquiry"),
        }
    }

    /// Adds an act of the desk.
    fn act(&mut self, at: Instant, command: Command, about: Of) {
        let by = desk(self.file, self.chance).to_owned();
        self.script.add(Act::new(at, &by, command).about(about));
    }

    /// A contact from a home by chance.
    fn log(&mut self) -> (Command, String) {
        let code = self
            .chance
            .one(&self.homes)
            .map(|home| home.code.clone())
            .unwrap_or_default();
        let mut command = Command::new("contact.log").arg("premises", code.as_str());
        command = match self.chance.between(1, 100) {
            1..=70 => command.arg("channel", "call"),
            71..=94 => command.arg("channel", "visit").arg("visitor", "owner"),
            _ => command.arg("channel", "wechat"),
        };
        (command, code)
    }

    /// A contact that opens a ticket of this kind; returns the ticket's name, its home and its category.
    fn open(&mut self, at: Instant, kind: TicketKind) -> Option<(String, String, &'d Category)> {
        let office = self.office;
        let phrases: Vec<&Phrase> = office
            .phrases
            .iter()
            .filter(|phrase| {
                office.categories.iter().any(|category| {
                    category.code == phrase.category
                        && category.kind == kind
                        && (kind != TicketKind::Repair || !category.trade.is_empty())
                })
            })
            .collect();
        let phrase = *self.chance.one(&phrases)?;
        let (mut command, code) = self.log();
        command = command
            .arg("ticket", kind.name())
            .arg("category", phrase.category.as_str())
            .arg("text", phrase.text.as_str());
        if !phrase.place.is_empty() {
            command = command.arg("place", phrase.place.as_str());
        }
        if kind == TicketKind::Repair {
            command = command.arg("dispatch", "yes");
            if self.chance.percent(8) {
                command = command.arg("priority", "urgent");
            }
        }
        self.count += 1;
        let name = format!("{}{}", kind.name(), self.count);
        let by = desk(self.file, self.chance).to_owned();
        self.script
            .add(Act::new(at, &by, command).named(name.as_str()));
        let category = office
            .categories
            .iter()
            .find(|category| category.code == phrase.category)?;
        Some((name, code, category))
    }

    fn repair(&mut self, at: Instant) {
        let Some((name, code, category)) = self.open(at, TicketKind::Repair) else {
            return;
        };
        let ticket = || Of::Named(name.clone());
        let most = (self.age(at) - 10).clamp(SOONEST - 10, 7 * 60);
        let done = at.plus_minutes(self.chance.between(60, most));
        let start = at.plus_minutes(self.chance.between(10, 50));
        self.act(start, Command::new("ticket.start"), ticket());
        self.done(done, &name, &code, category);
        if self.chance.percent(3) && self.age(done) > 5 * DAY {
            // Not satisfied: it comes back, is done again, and is good then.
            let call = done.plus_minutes(self.chance.between(DAY, 2 * DAY));
            let unhappy = self.file.says.unhappy.clone();
            self.follow(call, &name, "not_satisfied", &unhappy);
            let again = call.plus_minutes(self.chance.between(60, 5 * 60));
            self.done(again, &name, &code, category);
            self.happy(again.plus_minutes(DAY), &name);
            return;
        }
        self.followed_up(done, &name);
    }

    fn done(&mut self, at: Instant, name: &str, code: &str, category: &Category) {
        let results = &self.file.says.results;
        let known = results.get(&category.code);
        let known = known.or_else(|| results.get(&category.trade));
        let result = known.and_then(|known| self.chance.one(known)).cloned();
        let zone = code.split('-').next().unwrap_or_default();
        let command = Command::new("ticket.done")
            .arg("result", result.unwrap_or_default())
            .arg("class", category.name.as_str())
            .arg("zone", zone);
        self.act(at, command, Of::Named(name.to_owned()));
    }

    /// Calls back within the three days, but for a few that were forgotten and the latest.
    fn followed_up(&mut self, done: Instant, name: &str) {
        let age = self.age(done);
        if age > 3 * DAY && age < 4 * DAY && self.forgotten < FORGOTTEN {
            self.forgotten += 1;
            return;
        }
        let call = done.plus_minutes(self.chance.between(16 * 60, 3 * DAY - 60));
        if call < self.now {
            self.happy(call, name);
        }
    }

    fn happy(&mut self, at: Instant, name: &str) {
        if self.chance.percent(8) {
            let partly = self.file.says.partly.clone();
            return self.follow(at, name, "partly", &partly);
        }
        let said = self.chance.one(&self.file.says.opinions).cloned();
        self.follow(at, name, "satisfied", &said.unwrap_or_default());
    }

    fn follow(&mut self, at: Instant, name: &str, outcome: &str, text: &str) {
        let command = Command::new("followup.record")
            .arg("outcome", outcome)
            .arg("text", text);
        self.act(at, command, Of::FollowUp(name.to_owned()));
    }

    fn complaint(&mut self, at: Instant) {
        let Some((name, _, _)) = self.open(at, TicketKind::Complaint) else {
            return;
        };
        let explained = self.file.says.explained.clone();
        let end = at.plus_minutes(self.chance.between(5, 60));
        let command = Command::new("ticket.explain").arg("text", explained);
        self.act(end, command, Of::Named(name.clone()));
        let call = end.plus_minutes(self.chance.between(DAY, 3 * DAY - 60));
        if call < self.now {
            self.happy(call, &name);
        }
    }

    fn request(&mut self, at: Instant) {
        let Some((name, _, _)) = self.open(at, TicketKind::Request) else {
            return;
        };
        let answered = self.file.says.answered.clone();
        let then = at.plus_minutes(self.chance.between(10, 60));
        let command = Command::new("ticket.feedback").arg("text", answered);
        self.act(then, command, Of::Named(name.clone()));
        let adopted = if self.chance.percent(30) { "yes" } else { "no" };
        let command = Command::new("ticket.file").arg("adopted", adopted);
        self.act(then.plus_minutes(5), command, Of::Named(name));
    }

    /// Something said and answered on the spot.
    fn said(&mut self, at: Instant, kind: &str) {
        let says = &self.file.says;
        let of = match kind {
            "fee" => &says.fees,
            "other" => &says.others,
            _ => &says.enquiries,
        };
        let said = self.chance.one(of).cloned().unwrap_or_default();
        let (text, answer) = said.split_once('|').unwrap_or((&said, ""));
        let (command, _) = self.log();
        let command = command
            .arg("kind", kind)
            .arg("text", text)
            .arg("answer", answer);
        self.act(at, command, Of::Nothing);
    }

    fn incident(&mut self, at: Instant) {
        let said = self.chance.one(&self.file.says.incidents).cloned();
        let said = said.unwrap_or_default();
        let mut parts = said.split('|');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let command = Command::new("contact.log")
            .arg("channel", "shift")
            .arg("kind", "incident")
            .arg("text", part())
            .arg("first_action", part())
            .arg("reported_to", part());
        self.act(at, command, Of::Nothing);
    }
}
