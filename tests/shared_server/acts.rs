//! Commands that the tests of the server ask for.

use frontdesk::service::command::Command;

use crate::support::counter::Desk;

/// A line in the phrase book: the smallest act that changes a record.
pub fn phrase(text: &str) -> Command {
    Command::new("phrase.set").arg("phrase", text)
}

/// A call about something.
pub fn call(text: &str) -> Command {
    Command::new("contact.log")
        .arg("channel", "call")
        .arg("caller", "孙女士")
        .arg("text", text)
}

/// A repair in a public area.
pub fn repair(text: &str) -> Command {
    Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("category", "water")
        .arg("area", "大堂")
        .arg("text", text)
}

/// A home that can be paid for.
pub fn homes() -> [Command; 2] {
    [
        Command::new("community.add").arg("name", "翠湖花园"),
        Command::new("homes.pattern")
            .arg("buildings", "1")
            .arg("units", "1")
            .arg("floors", "2")
            .arg("rooms", "2"),
    ]
}

/// Gives a new office those homes.
pub fn founded(desk: &mut Desk) {
    for command in homes() {
        desk.done(&command);
    }
}

/// Money for a home.
pub fn payment(yuan: &str) -> Command {
    Command::new("payment.take")
        .about("1-1-101")
        .arg("amount", yuan)
        .arg("method", "cash")
        .arg("advance", "yes")
}
