//! Corrections and choices: forms begin with what is there, acts that cannot be done say so beforehand.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::ledger::Payment;
use frontdesk::domain::money::Amount;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Cell, Choice};

use super::desk::*;
use super::money::add_charge;
use crate::support::world::World;

fn form(world: &World, command: &str, subject: Subject) -> Result<Vec<(String, String)>, Refusal> {
    match ask(world, DESK, &Query::Form(command.into(), Some(subject)))? {
        Reply::Form(fields, _) => Ok(fields),
        other => panic!("{other:?}"),
    }
}

/// What a correction begins with, sent back as it is, changes nothing: each value is read as it was written.
fn comes_back(world: &mut World, command: &str, number: Number, subject: Subject) {
    let begun = form(world, command, subject).unwrap();
    let named = |name: &str| begun.iter().any(|(known, _)| known == name);
    assert!(
        named("premises") && named("caller") && named("text"),
        "{begun:?}"
    );
    let shown = begun.iter().find(|(name, _)| name == "phone");
    assert!(
        shown.is_some_and(|(_, phone)| phone.contains("****")),
        "{begun:?}"
    );
    let sent: Vec<(&str, &str)> = begun
        .iter()
        .filter(|(name, _)| name != "phone")
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let (why, _) = world.refuses(DESK, command, number, &sent);
    assert_eq!(why, Why::NothingSaid, "{sent:?}");
}

#[test]
fn a_correction_begins_with_what_is_there() {
    let mut world = desk();
    let repair = leak()
        .arg("caller", "周敏")
        .arg("phone", "13900000001")
        .arg("appointment", "2026-11-25 09:00-12:00");
    let number = world.opened(repair);
    let subject = Subject::of(&world.ticket(number));
    comes_back(&mut world, "ticket.edit", number, subject);
    let number = world.opened(noise().arg("caller", "周敏").arg("phone", "13900000001"));
    let subject = Subject::of(&world.ticket(number));
    comes_back(&mut world, "ticket.edit", number, subject);
    let call = cmd("contact.log")
        .arg("channel", "visit")
        .arg("premises", "3-2-1201")
        .arg("caller", "周敏")
        .arg("phone", "13900000001")
        .arg("text", "问装修押金");
    let number = world.done(DESK, call).number.unwrap();
    let subject = Subject::of(&world.contact(number));
    comes_back(&mut world, "contact.edit", number, subject);
}

#[test]
fn what_was_wrongly_filled_can_be_emptied() {
    let mut world = desk();
    let number = world.opened(
        leak()
            .arg("phone", "13900000001")
            .arg("appointment", "2026-11-25"),
    );
    let emptied = [("clear", "phone,appointment")];
    world.does(DESK, "ticket.edit", number, &emptied);
    let ticket = world.ticket(number);
    assert_eq!((ticket.phone.as_str(), ticket.appointment), ("", None));
    let (why, _) = world.refuses(DESK, "ticket.edit", number, &[("clear", "text")]);
    assert_eq!(why, Why::BadChoice);
}

#[test]
fn an_act_the_record_does_not_take_opens_no_form() {
    let mut world = desk();
    let number = world.opened(leak());
    let subject = Subject::of(&world.ticket(number));
    for command in ["ticket.return", "ticket.resume"] {
        assert_eq!(
            form(&world, command, subject).unwrap_err().why,
            Why::NotFromHere,
            "{command}"
        );
    }
    assert!(form(&world, "ticket.dispatch", subject).is_ok());
    let asked = world.asks(DESK, "ticket.cancel", number, &[("reason", "业主不修了")]);
    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(
        form(&world, "ticket.edit", subject).unwrap_err().why,
        Why::NotFromHere
    );
}

#[test]
fn a_stale_save_says_since_when_the_record_was_changed() {
    let mut world = desk();
    let number = world.opened(leak());
    let seen = world.ticket(number).version;
    world.wait_until("2026-11-21T15:00");
    world.does(SUPERVISOR, "ticket.note", number, &[("text", "我来跟")]);
    let first = world.now;
    world.wait_until("2026-11-21T15:30");
    world.does(SUPERVISOR, "ticket.note", number, &[("text", "已联系业主")]);
    let refusal = world.refused(DESK, on("ticket.dispatch", number).seen(seen));
    let fact = |name: &str| {
        refusal
            .facts
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(fact("since"), Fact::At(first));
    assert_ne!(fact("at"), fact("since"));
}

fn receipts(world: &World, typed: &str) -> Vec<Choice> {
    let query = Query::Choices("payment.reverse".into(), "subject".into(), typed.into());
    match ask(world, DESK, &query).unwrap() {
        Reply::Choices(choices) => choices,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receipt_to_be_reversed_is_chosen_from_those_of_the_home() {
    let mut world = desk();
    let home = "3-2-1201";
    world.done(SUPERVISOR, add_charge(home, "维修费", "100"));
    let mut taken = Vec::new();
    for amount in ["30", "45.50"] {
        let pay = cmd("payment.take")
            .about(home)
            .arg("amount", amount)
            .arg("method", "cash");
        taken.push(world.done(DESK, pay).number.unwrap());
    }
    let offered = receipts(&world, home);
    let values: Vec<&str> = offered.iter().map(|choice| choice.value.as_str()).collect();
    let newest: Vec<String> = taken.iter().rev().map(|number| number.full()).collect();
    assert_eq!(values, newest);
    assert!(
        matches!(&offered[0].label, Fact::Text(label) if label.contains("45.50") && label.contains(home))
    );
    assert_eq!(receipts(&world, &newest[1]).len(), 1);
    assert_eq!(receipts(&world, "3-2-1101"), []);

    let asked = world.asks(DESK, "payment.reverse", taken[1], &[("reason", "收错了户")]);
    let query = ListQuery {
        what: "approvals".into(),
        conditions: Vec::new(),
        limit: 9,
        reveal: false,
        export: false,
        after: None,
    };
    let Reply::List(list) = ask(&world, DESK, &Query::List(query)).unwrap() else {
        panic!("no list");
    };
    let cell = |name: &str| {
        let at = list
            .columns
            .iter()
            .position(|column| column == name)
            .unwrap();
        list.rows[0][at].clone()
    };
    assert_eq!(cell("premises"), Cell::Text(home.into()));
    assert_eq!(
        cell("amount"),
        Cell::Money(Amount::from_fen(4_550).unwrap())
    );
    assert_eq!(cell("reason"), Cell::Text("收错了户".into()));

    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    let reversed: Payment = world.get(2);
    assert_eq!(reversed.number, taken[1]);
    let Reply::Detail(detail) = ask(&world, DESK, &Query::Detail(Subject::of(&reversed))).unwrap()
    else {
        panic!("no detail");
    };
    let told = |name: &str| {
        let field = detail.fields.iter().find(|field| field.name == name);
        field.map(|field| field.value.clone())
    };
    assert_eq!(told("asked_by"), Some(Fact::from(DESK)));
    assert_eq!(told("decided_by"), Some(Fact::from(SUPERVISOR)));
    assert_eq!(
        receipts(&world, home).len(),
        1,
        "what is reversed is not offered again"
    );
}

#[test]
fn a_fee_item_is_corrected_from_what_it_holds() {
    let mut world = desk();
    let item = cmd("fee_item.add")
        .arg("name", "车位费")
        .arg("formula", "fixed")
        .arg("fixed", "150")
        .arg("from", "2026-01-01");
    world.done(MANAGER, item);
    let query = Query::Begun("fee_item.edit".into(), "车位费".into());
    let Reply::Begun(begun, ..) = ask(&world, MANAGER, &query).unwrap() else {
        panic!("no form");
    };
    let has = |name: &str, text: &str| begun.iter().any(|(n, t)| n == name && t == text);
    assert!(
        has("fixed", "150.00") && has("formula", "fixed") && has("period", "1"),
        "{begun:?}"
    );
    let mut same = cmd("fee_item.edit").arg("item", "车位费");
    same.args.extend(begun);
    world.done(MANAGER, same);
    assert_eq!(ask(&world, DESK, &query).unwrap_err().why, Why::NoRight);
}

#[test]
fn a_form_shows_what_records_of_its_kind_have() {
    let mut world = desk();
    let repair = world.opened(leak());
    let complaint = world.opened(noise());
    let lacking = |world: &World, command: &str, subject| match ask(
        world,
        DESK,
        &Query::Form(command.into(), Some(subject)),
    )
    .unwrap()
    {
        Reply::Form(_, lacking) => lacking,
        other => panic!("{other:?}"),
    };
    let repaired = Subject::of(&world.ticket(repair));
    let complained = Subject::of(&world.ticket(complaint));
    assert_eq!(
        lacking(&world, "ticket.edit", repaired),
        ["level", "major", "against", "demand"]
    );
    assert_eq!(
        lacking(&world, "ticket.escalate", repaired),
        ["level", "major"]
    );
    for command in ["ticket.edit", "ticket.escalate"] {
        assert!(lacking(&world, command, complained).is_empty(), "{command}");
    }
    world.does(DESK, "ticket.done", repair, &[("result", "换了龙头")]);
    let follow_up = Subject::of(&world.follow_ups(repair)[0]);
    assert_eq!(lacking(&world, "followup.record", follow_up), ["level"]);
}

#[test]
fn who_has_a_ticket_is_in_the_forms_that_ask_for_a_worker() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.dispatch", number, &[("worker", "王师傅")]);
    let subject = Subject::of(&world.ticket(number));
    for command in ["ticket.start", "ticket.hold", "ticket.done"] {
        let begun = form(&world, command, subject).unwrap();
        let worker = begun.iter().find(|(name, _)| name == "worker");
        assert_eq!(
            worker.map(|(_, name)| name.as_str()),
            Some("王师傅"),
            "{command}"
        );
    }
}

#[test]
fn buildings_and_their_units_are_offered_for_a_notice() {
    let world = desk();
    let offered = |typed: &str| -> Vec<String> {
        let query = Query::Choices("outage.post".into(), "areas".into(), typed.into());
        let Reply::Choices(choices) = ask(&world, DESK, &query).unwrap() else {
            panic!("no choices");
        };
        choices.into_iter().map(|choice| choice.value).collect()
    };
    assert_eq!(offered(""), ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(offered("3"), ["3", "3-1", "3-2"]);
    assert_eq!(offered("3，5-2"), ["3，5-2"]);
}
