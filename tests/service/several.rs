//! One act on several tickets: all or none, one line, taken back as one.

use frontdesk::domain::error::{Fact, FieldFault, Why};
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::audit;
use frontdesk::service::command::Command;
use frontdesk::service::commands::several::MOST;
use frontdesk::service::undo;
use frontdesk::storage::record::Record;

use crate::support::world::World;

/// Opens repairs nobody was sent to; returns their numbers.
fn opened(world: &mut World, count: usize) -> Vec<String> {
    let open = |at: usize| {
        Command::new("ticket.open")
            .arg("premises", "3-2-1201")
            .arg("category", "water")
            .arg("text", format!("第{at}处漏水"))
    };
    let numbers = (0..count).map(|at| world.done("李芳", open(at)).number.unwrap().full());
    numbers.collect()
}

fn bulk(command: &str, tickets: &[String]) -> Command {
    Command::new("ticket.bulk")
        .arg("act", command.strip_prefix("ticket.").unwrap())
        .arg("tickets", tickets.join(","))
}

fn ticket(world: &World, id: u64) -> Ticket {
    world.get::<Ticket>(id)
}

fn fault<'a>(faults: &'a [FieldFault], number: &str) -> &'a FieldFault {
    let short = format!("R{}", &number[5..]);
    faults.iter().find(|fault| fault.field == short).unwrap()
}

#[test]
fn several_are_dispatched_in_one_act_and_taken_back_as_one() {
    let mut world = World::new();
    let numbers = opened(&mut world, 6);
    let before: Vec<Ticket> = (1..=6).map(|id| ticket(&world, id)).collect();
    let done = world.done("李芳", bulk("ticket.dispatch", &numbers));
    let also: Vec<String> = done.also.iter().map(|number| number.full()).collect();
    assert_eq!(also, numbers, "in the order they were named");
    for id in 1..=6 {
        let ticket = ticket(&world, id);
        assert_eq!(ticket.state, "dispatched");
        assert_eq!(ticket.assignee.unwrap().0, 4, "王师傅 is the only plumber");
    }
    // One line names them all.
    let line = world
        .look(|tx| audit::event(tx, done.seq))
        .unwrap()
        .unwrap();
    let touched = line.event.touched.iter();
    assert_eq!(touched.filter(|s| s.kind == Ticket::KIND).count(), 6);
    let values = world
        .look(|tx| audit::values(tx, done.seq))
        .unwrap()
        .unwrap();
    let named = values
        .values
        .iter()
        .find(|(name, ..)| name == "tickets")
        .unwrap();
    assert!(
        numbers
            .iter()
            .all(|number| named.1.contains(number.as_str()))
    );
    // In the list of acts it has a name.
    let actor = world.actor("李芳").staff;
    let office = world.service.office().clone();
    let act = world.look(|tx| undo::acts(tx, actor, 1)).unwrap().remove(0);
    let about = world.look(|tx| undo::about(tx, &office, &act)).unwrap();
    assert_eq!(about, "R1121-001 R1121-002 R1121-003 R1121-004 +2");

    world.done("李芳", Command::new("undo"));
    for (id, before) in (1..=6).zip(before) {
        let mut now = ticket(&world, id);
        assert!(now.version > before.version);
        now.version = before.version;
        assert_eq!(now, before);
    }
}

#[test]
fn if_one_cannot_be_done_none_is_and_each_says_why() {
    let mut world = World::new();
    let numbers = opened(&mut world, 4);
    world.done(
        "张敏",
        Command::new("ticket.cancel")
            .about(&numbers[1])
            .arg("reason", "重复"),
    );
    let seen = ticket(&world, 3).version;
    let seen_too = ticket(&world, 4).version;
    // Somebody else is at the third meanwhile.
    world.done(
        "张敏",
        Command::new("ticket.note")
            .about(&numbers[2])
            .arg("text", "业主在家"),
    );
    let named = vec![
        numbers[0].clone(),
        numbers[1].clone(),
        format!("{}@{seen}", numbers[2]),
        format!("{}@{seen_too}:没有这人", numbers[3]),
        "R1121-099".to_owned(),
    ];
    let refusal = world.refused("李芳", bulk("ticket.dispatch", &named));
    assert_eq!(refusal.why, Why::SomeCannot);
    assert!(refusal.facts.contains(&("count".into(), Fact::Count(4))));
    assert!(refusal.facts.contains(&("of".into(), Fact::Count(5))));
    assert_eq!(fault(&refusal.fields, &numbers[1]).why, Why::NotFromHere);
    let stale = fault(&refusal.fields, &numbers[2]);
    assert_eq!(stale.why, Why::Stale);
    assert!(
        stale.facts.contains(&("by".into(), Fact::from("张敏"))),
        "{stale:?}"
    );
    assert_eq!(fault(&refusal.fields, &numbers[3]).why, Why::UnknownStaff);
    assert_eq!(refusal.fields[3].why, Why::UnknownRecord);
    assert_eq!(ticket(&world, 1).state, "received", "nothing half done");
}

#[test]
fn nobody_to_send_is_said_of_each() {
    let mut world = World::new();
    let numbers = opened(&mut world, 2);
    let leave = Command::new("staff.edit")
        .about("王师傅")
        .arg("on_duty", "no");
    world.done("陈刚", leave);
    let refusal = world.refused("李芳", bulk("ticket.dispatch", &numbers));
    assert_eq!(fault(&refusal.fields, &numbers[0]).why, Why::NobodyToSend);
    assert_eq!(refusal.fields.len(), 2);
    // Named for one, and for all.
    let one = vec![format!("{}:李师傅", numbers[0])];
    world.done("李芳", bulk("ticket.dispatch", &one));
    let all = bulk("ticket.dispatch", &numbers[1..]).arg("worker", "李师傅");
    world.done("李芳", all);
    assert_eq!(ticket(&world, 1).assignee, ticket(&world, 2).assignee);
}

#[test]
fn what_the_command_does_not_take_or_lacks_is_told() {
    let mut world = World::new();
    let numbers = opened(&mut world, 2);
    let lacks = world.refused(
        "李芳",
        bulk("ticket.hold", &numbers).arg("worker", "王师傅"),
    );
    let faults: Vec<(&str, Why)> = lacks
        .fields
        .iter()
        .map(|f| (f.field.as_str(), f.why))
        .collect();
    assert_eq!(
        faults,
        [
            ("worker", Why::UnknownArgument),
            ("reason", Why::Missing),
            ("until", Why::Missing)
        ]
    );
    let twice = vec![numbers[0].clone(), numbers[0].clone()];
    let twice = world.refused("李芳", bulk("ticket.note", &twice).arg("text", "已联系"));
    assert_eq!(fault(&twice.fields, &numbers[0]).why, Why::Exists);
    let many = vec![numbers[0].clone(); MOST + 1];
    let many = world.refused("李芳", bulk("ticket.note", &many).arg("text", "已联系"));
    assert_eq!(many.fields[0].why, Why::TooMany);
    let other = world.refused("李芳", bulk("ticket.cancel", &numbers));
    assert_eq!(other.fields[0].why, Why::BadChoice);
}

#[test]
fn an_act_on_several_is_not_taken_back_once_somebody_built_on_one_of_them() {
    let mut world = World::new();
    let numbers = opened(&mut world, 3);
    world.done(
        "李芳",
        bulk("ticket.note", &numbers).arg("text", "已通知业主"),
    );
    world.done("张敏", Command::new("ticket.dispatch").about(&numbers[1]));
    let refusal = world.refused("李芳", Command::new("undo"));
    assert_eq!(refusal.why, Why::BuiltOn);
    let fact = |name: &str| {
        refusal
            .facts
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
    };
    assert_eq!(
        fact("number").1,
        Fact::from(format!("R{}", &numbers[1][5..]))
    );
    assert_eq!(fact("by").1, Fact::from("张敏"));
}

#[test]
fn the_open_ones_are_shared_among_those_on_duty() {
    let mut world = World::new();
    let colleague = Command::new("staff.add")
        .arg("name", "赵师傅")
        .arg("rank", "worker");
    world.done("陈刚", colleague.arg("trades", "plumbing"));
    let numbers = opened(&mut world, 4);
    world.done("李芳", bulk("ticket.dispatch", &numbers));
    let of = |who: u64| {
        (1..=4)
            .filter(|id| ticket(&world, *id).assignee.unwrap().0 == who)
            .count()
    };
    assert_eq!((of(4), of(7)), (2, 2));
}
