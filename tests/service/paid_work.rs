//! What the customer pays for the work of a ticket: a charge of the home, made when the work is done (duties.md D-056).

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::{Charge, ChargeSource, Entry};
use frontdesk::domain::money::Amount;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};

use super::desk::*;
use super::money::{HOME, add_charge, pay, sound, yuan};
use crate::support::world::World;

fn done(cost: &str) -> [(&str, &str); 2] {
    [("result", "换了龙头"), ("cost", cost)]
}

/// What the ticket tells under a name.
fn told(world: &World, number: frontdesk::domain::id::Number, name: &str) -> Option<Fact> {
    let Reply::Detail(detail) = ask(world, DESK, &Query::Show(number.full())).unwrap() else {
        panic!();
    };
    let field = detail.fields.into_iter().find(|field| field.name == name);
    field.map(|field| field.value)
}

#[test]
fn paid_work_is_charged_to_the_home_when_it_is_done() {
    let mut world = desk();
    let number = world.opened(leak());
    let answer = world.does(DESK, "ticket.done", number, &done("80.5"));
    let charged = answer.facts.iter().find(|(name, _)| name == "charged");
    assert_eq!(charged.unwrap().1, Fact::Money(yuan("80.50")));
    let ticket = world.ticket(number);
    assert_eq!(ticket.cost, yuan("80.50"));
    let charge = world.get::<Charge>(ticket.charges.unwrap()[0].0);
    assert_eq!(charge.household, world.home(HOME).id);
    assert_eq!(
        (charge.name.as_str(), charge.amount),
        ("有偿服务", yuan("80.50"))
    );
    assert_eq!(
        (charge.source, charge.property_fee),
        (ChargeSource::Manual, false)
    );
    assert_eq!(charge.due_on, "2026-11-21".parse().unwrap());
    assert_eq!(charge.note, number.full());
    // In the ledger it stands on the day of the work, not on the first of its month.
    let entry: Entry = world.get(charge.entry.0);
    assert_eq!(entry.effective_on, charge.due_on);
    assert_eq!(
        told(&world, number, "cost_open"),
        Some(Fact::Money(yuan("80.50")))
    );
    world.done(DESK, pay(HOME, "80.5"));
    assert_eq!(world.get::<Charge>(charge.id.0).unpaid(), Amount::ZERO);
    assert_eq!(told(&world, number, "cost_open"), None);
    sound(&world);
}

#[test]
fn what_is_charged_is_never_taken_back_with_the_work() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &done("80"));
    let refusal = world.refused(DESK, Command::new("undo"));
    assert_eq!(refusal.why, Why::Booked);
    assert_eq!(world.ticket(number).state, "follow_up");
    // Without money it is taken back as ever.
    let other = world.opened(leak().arg("text", "阳台漏水"));
    world.does(DESK, "ticket.done", other, &done("0"));
    world.done(DESK, Command::new("undo"));
    assert_eq!(world.ticket(other).state, "received");
    sound(&world);
}

#[test]
fn work_without_a_home_or_without_a_price_charges_nobody() {
    let mut world = desk();
    let public = leak().arg("area", "南门水池");
    let mut public = public;
    public.args.retain(|(name, _)| name != "premises");
    let number = world.opened(public);
    let (why, field) = world.refuses(DESK, "ticket.done", number, &done("80"));
    assert_eq!((why, field[0].0.as_str()), (Why::NobodyToCharge, "cost"));
    assert_eq!(world.ticket(number).state, "received");
    world.does(DESK, "ticket.done", number, &done("0"));
    assert_eq!(world.ticket(number).charges, None);
    let entries = world.look(|tx| frontdesk::storage::record::get::<Entry>(tx, 1).unwrap());
    assert_eq!(entries, None);
    sound(&world);
}

#[test]
fn what_comes_back_is_charged_again_only_for_what_is_said_then() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &done("80"));
    let call = world.follow_ups(number)[0].number;
    let unhappy = [("outcome", "not_satisfied"), ("text", "又漏了")];
    world.does(DESK, "followup.record", call, &unhappy);
    assert_eq!(world.ticket(number).state, "rework");
    world.does(DESK, "ticket.done", number, &[("result", "重新换了")]);
    assert_eq!(world.ticket(number).cost, yuan("80"));
    assert_eq!(world.ticket(number).charges.unwrap().len(), 1);
    world.done(SUPERVISOR, add_charge(HOME, "维修费", "5"));
    sound(&world);
}

#[test]
fn the_home_stays_while_it_is_charged_for_the_work() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &done("80"));
    let elsewhere = [("premises", "3-2-1101")];
    let (why, field) = world.refuses(DESK, "ticket.edit", number, &elsewhere);
    assert_eq!((why, field[0].0.as_str()), (Why::ChargedThere, "premises"));
    assert_eq!(world.ticket(number).premises, HOME);
    // Once nothing is asked of it any more the place is corrected.
    let reduce = Command::new("charge.reduce")
        .about(HOME)
        .arg("amount", "80")
        .arg("reason", "房号记错");
    world.granted(DESK, &reduce).unwrap();
    world.does(DESK, "ticket.edit", number, &elsewhere);
    assert_eq!(world.ticket(number).premises, "3-2-1101");
    sound(&world);
}
