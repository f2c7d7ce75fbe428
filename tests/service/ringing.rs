//! Calls a telephone system announces: one contact however often it rings, taken once, owed if missed (duties.md D-002).

use frontdesk::domain::contact::{Channel, Contact, ContactState};
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::staff::Side;
use frontdesk::service::command::Command;
use frontdesk::service::query::{IntakeQuery, ListQuery, Query, Reply};
use frontdesk::service::view::{Intake, Ringing};

use super::desk::*;
use crate::support::world::World;

const WANG: &str = "13800135678";

/// Somebody rings, so many seconds after what was done last.
fn ring_after(world: &mut World, seconds: i64, phone: &str) -> Contact {
    world.now = world.now.plus_minutes(-1).plus_ms(seconds * 1000);
    let number = world.done(DESK, ring(phone)).number.unwrap();
    world.contact(number)
}

fn ring(phone: &str) -> Command {
    cmd("contact.ring").arg("phone", phone)
}

fn take(world: &mut World, who: &str, number: Number) -> Result<(), Refusal> {
    use frontdesk::service::answer::Answer;
    match world.ask(who, on("contact.take", number)) {
        Answer::Done(_) => Ok(()),
        Answer::Refused(refusal) => Err(refusal),
        other => panic!("{other:?}"),
    }
}

fn told(world: &World, who: &str) -> Vec<Ringing> {
    match ask(world, who, &Query::Header) {
        Ok(Reply::Header(header)) => header.rings,
        other => panic!("{other:?}"),
    }
}

fn intake(world: &World, who: &str, number: Number, line: &str) -> Intake {
    let query = IntakeQuery {
        line: line.into(),
        fields: vec![("contact".into(), number.full())],
        form: "call".into(),
        turned: Vec::new(),
    };
    match ask(world, who, &Query::Intake(query)) {
        Ok(Reply::Intake(read)) => read,
        other => panic!("{other:?}"),
    }
}

fn field<'i>(read: &'i Intake, name: &str) -> &'i str {
    let field = read.fields.iter().find(|(known, _)| known == name);
    field.map_or("", |(_, text)| text.as_str())
}

#[test]
fn a_call_is_written_down_as_it_rings_with_whose_number_it_is() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, "+86 138-0013-5678");
    assert_eq!(
        (call.channel, call.state, call.rings),
        (Channel::Call, ContactState::Ringing, 1)
    );
    assert_eq!(
        (
            call.premises.as_str(),
            call.caller.as_str(),
            call.phone.as_str()
        ),
        ("3-2-1201", "王建国", WANG)
    );
    assert_eq!(call.due_at, Some(call.at.plus_minutes(15)));
    // Every line of the exchange says so, and again when it rings on: the same call.
    for seconds in [2, 20, 50] {
        let again = ring_after(&mut world, seconds, WANG);
        assert_eq!((again.number, again.rings), (call.number, 1), "{seconds}");
    }
    // Who rings off in vain and rings again at once rings again.
    world.done(DESK, ring(WANG).arg("ended", "yes"));
    let again = ring_after(&mut world, 3, WANG);
    assert_eq!(
        (again.number, again.state, again.rings),
        (call.number, ContactState::Ringing, 2)
    );
    // Once somebody has it the exchange says it in vain.
    take(&mut world, DESK, call.number).unwrap();
    world.now = world.now.plus_minutes(-1);
    let announced = ring_after(&mut world, 5, WANG);
    assert_eq!(
        (announced.state, announced.rings),
        (ContactState::CallBack, 2)
    );
    let stranger = ring_after(&mut world, 60, "02154321000");
    assert_eq!(
        (stranger.caller.as_str(), stranger.premises.as_str()),
        ("", "")
    );
    world.holds_together();
}

#[test]
fn nobody_rings_by_what_is_no_number() {
    let mut world = desk();
    for hostile in [
        "",
        "anonymous",
        "1380013567a",
        "13800135678; rm -rf /",
        "$(reboot)12345",
        "`id`1234567",
        "13800135678\n13900000000",
        "<sip:13800135678@10.0.0.1>",
        "\"王建国\" <13800135678>",
        "13800135678\u{202e}",
        "138001356781380013567813800135678",
        "1234",
        "13800135678\0",
        "*#06#12345",
    ] {
        let refusal = world.refused(DESK, ring(hostile));
        assert_eq!(refusal.fields[0].field, "phone", "{hostile:?}");
    }
    assert_eq!(numbers(&world, DESK, "contacts", &[]), [""; 0]);
}

#[test]
fn a_number_that_rings_again_and_again_is_one_call_back_with_a_count() {
    let mut world = desk();
    let first = ring_after(&mut world, 60, WANG);
    // It is not missed before its time.
    world.now = world.now.plus_minutes(-1).plus_ms(44_000);
    let done = world.done(MANAGER, cmd("contact.miss"));
    assert_eq!(done.facts, [("count".to_owned(), Fact::Count(0))]);
    world.done(MANAGER, cmd("contact.miss"));
    assert_eq!(world.contact(first.number).state, ContactState::CallBack);
    let again = ring_after(&mut world, 90, WANG);
    assert_eq!(
        (again.number, again.state, again.rings),
        (first.number, ContactState::Ringing, 2)
    );
    // Owed since it rang first.
    assert_eq!(again.due_at, first.due_at);
    let ended = world.done(DESK, ring(WANG).arg("ended", "yes"));
    assert_eq!(ended.number, Some(first.number));
    let missed = world.contact(first.number);
    assert_eq!((missed.state, missed.rings), (ContactState::CallBack, 2));
    assert_eq!(told(&world, DESK), []);
    assert_eq!(numbers(&world, DESK, "contacts", &[]).len(), 1);
    // Once it is due it is the first in the queue.
    world.now = first.due_at.unwrap();
    let Ok(Reply::Urgent(Some(urgent), _)) = ask(&world, DESK, &Query::Urgent(None)) else {
        panic!("nothing urgent");
    };
    assert_eq!(urgent.subject.id, first.id.0);
    world.does(DESK, "contact.answer", first.number, &[("text", "已回电")]);
    let settled = world.contact(first.number);
    assert_eq!(settled.state, ContactState::Settled);
    // The next call is another one.
    let next = ring_after(&mut world, 60, WANG);
    assert_ne!(next.number, first.number);
    world.holds_together();
}

#[test]
fn of_two_who_take_a_call_one_has_it_and_the_other_is_told_who_and_when() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    world.now = world.now.plus_minutes(-1).plus_ms(3_000);
    take(&mut world, DESK, call.number).unwrap();
    let at = world.now;
    world.now = world.now.plus_minutes(-1).plus_ms(1_000);
    let refusal = take(&mut world, SUPERVISOR, call.number).unwrap_err();
    assert_eq!(refusal.why, Why::CallTaken);
    assert!(refusal.facts.contains(&("name".into(), DESK.into())));
    assert!(refusal.facts.contains(&("at".into(), Fact::At(at))));
    let others = told(&world, SUPERVISOR);
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].taken, DESK);
    // Who has it sees no line about it, and later nobody does.
    assert_eq!(told(&world, DESK), []);
    world.now = at.plus_ms(6_000);
    assert_eq!(told(&world, SUPERVISOR), []);
    // It is theirs until the call back is overdue; then anybody makes it.
    let mine = world.contact(call.number);
    assert_eq!(mine.state, ContactState::CallBack);
    world.now = at.plus_minutes(15);
    take(&mut world, SUPERVISOR, call.number).unwrap();
    assert_eq!(
        world.contact(call.number).handled_by,
        world.actor(SUPERVISOR).staff
    );
    world.holds_together();
}

#[test]
fn what_is_said_is_written_down_in_the_same_contact() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    take(&mut world, DESK, call.number).unwrap();
    let log = || {
        cmd("contact.log")
            .arg("contact", call.number.full())
            .arg("channel", "call")
            .arg("category", "water")
            .arg("text", "厨房漏水")
            .arg("dispatch", "yes")
    };
    // It is not another's to write down.
    assert_eq!(world.refused(SUPERVISOR, log()).why, Why::CallTaken);
    let done = world.done(DESK, log());
    assert_eq!(done.number, Some(call.number));
    let contact = world.contact(call.number);
    assert_eq!(
        (
            contact.state,
            contact.text.as_str(),
            contact.premises.as_str(),
            contact.caller.as_str()
        ),
        (ContactState::Settled, "厨房漏水", "3-2-1201", "王建国")
    );
    assert_eq!(
        (contact.phone.as_str(), contact.at, contact.rings),
        (WANG, call.at, 1)
    );
    let ticket = world.ticket(done.also[0]);
    assert_eq!(
        (ticket.contact, ticket.state.as_str()),
        (Some(call.id), "dispatched")
    );
    assert_eq!(numbers(&world, DESK, "contacts", &[]).len(), 1);
    // What was said cannot be said over, and a line that hangs up now changes nothing.
    assert_eq!(world.refused(DESK, log()).why, Why::NotFromHere);
    world.done(MANAGER, ring(WANG).arg("ended", "yes"));
    assert_eq!(world.contact(call.number), contact);
    world.holds_together();
    // Taken back, it is owed again as it was.
    world.done(DESK, cmd("undo"));
    let owed = world.contact(call.number);
    assert_eq!(
        (owed.state, owed.text.as_str()),
        (ContactState::CallBack, "")
    );
    assert_eq!(owed.due_at, call.due_at);
    world.holds_together();
}

#[test]
fn who_took_a_call_finds_number_and_home_filled_in_and_what_is_typed_wins() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    // The number is told to who has it, and to nobody else.
    let before = intake(&world, DESK, call.number, "");
    assert_eq!(
        (field(&before, "phone"), field(&before, "premises")),
        ("", "")
    );
    take(&mut world, DESK, call.number).unwrap();
    let read = intake(&world, DESK, call.number, "漏水");
    assert_eq!(
        (
            field(&read, "phone"),
            field(&read, "premises"),
            field(&read, "caller")
        ),
        (WANG, "3-2-1201", "王建国")
    );
    assert_eq!(read.premises, "3-2-1201");
    let other = intake(&world, SUPERVISOR, call.number, "");
    assert_eq!(field(&other, "phone"), "");
    let typed = intake(&world, DESK, call.number, "6-1-201 漏水");
    assert_eq!(
        (field(&typed, "phone"), field(&typed, "premises")),
        (WANG, "6-1-201")
    );
    assert_eq!(field(&typed, "person"), "");
}

#[test]
fn who_is_on_duty_is_told_at_once_and_the_others_a_little_later() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    let of = |world: &World, who: &str| {
        let rings = told(world, who);
        rings.first().map(|ring| ring.from.since(call.at))
    };
    // Nobody is on duty: everybody is told at once; who has no counter never is.
    assert_eq!(
        (of(&world, DESK), of(&world, SUPERVISOR)),
        (Some(0), Some(0))
    );
    assert_eq!(of(&world, "审计员"), None);
    world.now = world.now.plus_minutes(-1).plus_ms(1_000);
    world.done(DESK, cmd("shift.start"));
    assert_eq!(
        (of(&world, DESK), of(&world, SUPERVISOR)),
        (Some(0), Some(8_000))
    );
    let ring = &told(&world, DESK)[0];
    assert_eq!(
        (
            ring.phone.as_str(),
            ring.who.as_str(),
            ring.premises.as_str()
        ),
        ("138****5678", "王建国", "3-2-1201")
    );
    assert!(!ring.bell && ring.until == call.at.plus_ms(45_000));
    // Whoever was not told of it yet is not told that somebody has it.
    world.does(DESK, "contact.take", call.number, &[]);
    assert!(told(&world, SUPERVISOR).is_empty());
}

#[test]
fn a_telephone_system_learns_nothing_of_whose_number_it_is() {
    let mut world = desk();
    let mut system = world.get::<frontdesk::domain::staff::Staff>(1);
    system.sides = vec![Side::Switchboard];
    world.put(&mut system);
    let done = world.done(DESK, ring(WANG));
    let facts = format!("{:?}", done.facts);
    assert!(
        !facts.contains("王") && !facts.contains("1201") && !facts.contains("5678"),
        "{facts}"
    );
    let number = done.number.unwrap();
    for query in [
        Query::Header,
        Query::Show(number.full()),
        Query::Find(WANG.into(), 3),
        Query::List(ListQuery {
            what: "contacts".into(),
            conditions: Vec::new(),
            limit: 1,
            reveal: false,
            after: None,
            export: false,
        }),
    ] {
        assert_eq!(
            ask(&world, DESK, &query).unwrap_err().why,
            Why::NoRight,
            "{query:?}"
        );
    }
    assert_eq!(
        take(&mut world, DESK, number).unwrap_err().why,
        Why::NoRight
    );
}

/// Saying what was said in the call that was taken must not settle the one that rings.
#[test]
fn a_number_that_rings_again_while_its_call_is_written_down_is_another_call() {
    let mut world = desk();
    let first = ring_after(&mut world, 60, WANG);
    take(&mut world, DESK, first.number).unwrap();
    let again = ring_after(&mut world, 90, WANG);
    assert_ne!(again.number, first.number);
    // However often it is announced.
    assert_eq!(ring_after(&mut world, 2, WANG).number, again.number);
    assert_eq!(world.contact(again.number).rings, 1);
    let log = cmd("contact.log")
        .arg("contact", first.number.full())
        .arg("channel", "call")
        .arg("text", "问物业费")
        .arg("answer", "已告知");
    world.done(DESK, log);
    assert_eq!(world.contact(first.number).state, ContactState::Settled);
    let rings = world.contact(again.number);
    assert_eq!(rings.state, ContactState::Ringing);
    world.done(DESK, ring(WANG).arg("ended", "yes"));
    assert_eq!(world.contact(again.number).state, ContactState::CallBack);
    world.holds_together();
}

#[test]
fn who_takes_what_is_overdue_already_has_it_for_a_while() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    world.done(DESK, ring(WANG).arg("ended", "yes"));
    world.now = call.due_at.unwrap().plus_minutes(60);
    let again = ring_after(&mut world, 60, WANG);
    assert_eq!(again.number, call.number);
    take(&mut world, DESK, call.number).unwrap();
    let refusal = take(&mut world, SUPERVISOR, call.number).unwrap_err();
    assert_eq!(refusal.why, Why::CallTaken);
    // Nor is it answered by another behind their back.
    let answer = on("contact.answer", call.number).arg("text", "已回电");
    assert_eq!(world.refused(SUPERVISOR, answer).why, Why::CallTaken);
    assert_eq!(
        world.contact(call.number).taken_by,
        Some(world.actor(DESK).staff)
    );
}

#[test]
fn what_is_promised_in_a_call_back_is_owed_from_then_on() {
    let mut world = desk();
    let call = ring_after(&mut world, 60, WANG);
    world.now = call.at.plus_minutes(10);
    take(&mut world, DESK, call.number).unwrap();
    let log = cmd("contact.log")
        .arg("contact", call.number.full())
        .arg("channel", "call")
        .arg("text", "问物业费")
        .arg("callback", "yes");
    let said = world.now;
    world.done(DESK, log);
    let owed = world.contact(call.number);
    world.now = said;
    let fresh = world.opened(
        cmd("contact.log")
            .arg("text", "问停车费")
            .arg("callback", "yes"),
    );
    let fresh = world.contact(fresh);
    assert_eq!(owed.at, call.at, "it keeps when it rang");
    assert_eq!(owed.due_at, fresh.due_at);
}

#[test]
fn a_missed_call_that_is_taken_counts_as_a_number_seen_and_is_whole_until_written_down() {
    let mut world = desk();
    world.done(
        MANAGER,
        cmd("setting.set")
            .arg("setting", "reveal.per_hour")
            .arg("value", "1"),
    );
    let mut missed = |phone: &str| {
        let call = ring_after(&mut world, 60, phone);
        world.done(DESK, ring(phone).arg("ended", "yes"));
        call.number
    };
    let (first, second) = (missed(WANG), missed("13900001111"));
    take(&mut world, DESK, first).unwrap();
    take(&mut world, DESK, first).unwrap();
    let refusal = take(&mut world, DESK, second).unwrap_err();
    assert_eq!(refusal.why, Why::TooManyRevealed);
    assert_eq!(field(&intake(&world, DESK, first, ""), "phone"), WANG);
    world.does(DESK, "contact.answer", first, &[("text", "已回电")]);
    assert_ne!(field(&intake(&world, DESK, first, ""), "phone"), WANG);
    // What rings shows its number on the telephone: taking it is never refused for that.
    let rings = ring_after(&mut world, 60, "13900002222");
    take(&mut world, DESK, rings.number).unwrap();
}
