//! Somebody is away: what they have goes to others in one act, and nobody sends them anything meanwhile.

use frontdesk::domain::error::Why;
use frontdesk::domain::staff::Staff;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Done;
use frontdesk::service::command::Command;

use crate::support::world::World;

const WANG: u64 = 4;
const ZHAO: u64 = 7;

/// Two plumbers; the first has three repairs, the second none.
fn office() -> (World, Vec<String>) {
    let mut world = World::new();
    let mut numbers = Vec::new();
    for at in 0..3 {
        let open = Command::new("ticket.open")
            .arg("premises", "3-2-1201")
            .arg("category", "water")
            .arg("text", format!("第{at}处漏水"))
            .arg("dispatch", "yes");
        numbers.push(world.done("李芳", open).number.unwrap().full());
    }
    let zhao = Command::new("staff.add")
        .arg("name", "赵师傅")
        .arg("rank", "worker");
    world.done("陈刚", zhao.arg("trades", "plumbing"));
    (world, numbers)
}

fn away(until: &str) -> Command {
    Command::new("staff.absent")
        .about("王师傅")
        .arg("until", until)
}

fn with(world: &World) -> Vec<u64> {
    let who = |id| world.get::<Ticket>(id).assignee.unwrap().0;
    (1..=3).map(who).collect()
}

fn fact(done: &Done, name: &str) -> Option<String> {
    let mut facts = done.facts.iter();
    facts
        .find(|(known, _)| known == name)
        .map(|(_, fact)| format!("{fact:?}"))
}

#[test]
fn what_somebody_has_goes_to_others_in_one_act_and_comes_back_as_one() {
    let (mut world, numbers) = office();
    assert_eq!(with(&world), [WANG, WANG, WANG]);
    let done = world.done("李芳", away("2026-11-23").arg("share", "yes"));
    assert_eq!(with(&world), [ZHAO, ZHAO, ZHAO]);
    assert_eq!(
        (fact(&done, "count").unwrap(), fact(&done, "left")),
        ("Count(3)".into(), None)
    );
    assert_eq!(done.also.len(), numbers.len());
    world.done("李芳", Command::new("undo"));
    assert_eq!(with(&world), [WANG, WANG, WANG]);
    assert_eq!(world.get::<Staff>(WANG).away_until, None);
}

#[test]
fn who_is_away_is_proposed_nothing_until_the_day_after() {
    let (mut world, _) = office();
    world.done("李芳", away("2026-11-22"));
    let open = |text: &str| {
        Command::new("ticket.open")
            .arg("premises", "3-2-1101")
            .arg("category", "water")
            .arg("text", text)
            .arg("dispatch", "yes")
    };
    let sent = |world: &World, done: &Done| {
        let id = (4..=7).find(|id| Some(world.get::<Ticket>(*id).number) == done.number);
        world.get::<Ticket>(id.unwrap()).assignee.unwrap().0
    };
    // He has more open than his colleague on every day; with her away as well nobody is proposed.
    let zhao = Command::new("staff.absent")
        .about("赵师傅")
        .arg("until", "2026-11-21");
    world.done("李芳", zhao);
    world.done("李芳", open("一"));
    assert_eq!(world.get::<Ticket>(4).assignee, None);
    world.done("李芳", Command::new("staff.back").about("赵师傅"));
    let done = world.done("李芳", open("二"));
    assert_eq!(sent(&world, &done), ZHAO);
    // By name he can still be sent; and after the last day he is proposed again.
    let until = world.get::<Staff>(WANG).away_until.unwrap();
    assert!(world.get::<Staff>(WANG).is_away(until));
    assert!(!world.get::<Staff>(WANG).is_away(until.plus(1)));
    world.now = world.now.plus_minutes(2 * 24 * 60);
    for id in 1..=3 {
        let number = world.get::<Ticket>(id).number.full();
        world.done(
            "李芳",
            Command::new("ticket.done")
                .about(number)
                .arg("result", "已修好"),
        );
    }
    let done = world.done("李芳", open("三"));
    assert_eq!(sent(&world, &done), WANG, "he has fewer open by now");
}

#[test]
fn each_ticket_goes_to_whom_it_is_given_and_the_rest_stays() {
    let (mut world, numbers) = office();
    let given = format!("{}:赵师傅,{}:李师傅", numbers[0], numbers[2]);
    let done = world.done("李芳", away("2026-11-23").arg("tickets", given));
    assert_eq!(with(&world), [ZHAO, WANG, 5]);
    assert_eq!(fact(&done, "left").unwrap(), "Count(1)");
}

#[test]
fn what_is_not_theirs_or_changed_meanwhile_is_named_and_nothing_is_done() {
    let (mut world, numbers) = office();
    let seen = world.get::<Ticket>(2).version;
    world.done(
        "张敏",
        Command::new("ticket.dispatch")
            .about(&numbers[0])
            .arg("worker", "赵师傅"),
    );
    world.done(
        "张敏",
        Command::new("ticket.note")
            .about(&numbers[1])
            .arg("text", "已联系"),
    );
    let given = format!("{}:李师傅,{}@{seen}:赵师傅", numbers[0], numbers[1]);
    let refusal = world.refused("李芳", away("2026-11-23").arg("tickets", given));
    let whys: Vec<Why> = refusal.fields.iter().map(|fault| fault.why).collect();
    assert_eq!(
        (refusal.why, whys),
        (Why::SomeCannot, vec![Why::NotTheirs, Why::Stale])
    );
    assert_eq!(
        world.get::<Staff>(WANG).away_until,
        None,
        "nothing half done"
    );
}

#[test]
fn what_nobody_is_proposed_for_stays_and_is_told() {
    let (mut world, _) = office();
    world.done(
        "陈刚",
        Command::new("staff.edit")
            .about("赵师傅")
            .arg("on_duty", "no"),
    );
    let done = world.done("李芳", away("2026-11-23").arg("share", "yes"));
    assert_eq!(fact(&done, "left").unwrap(), "Count(3)");
    assert_eq!(with(&world), [WANG, WANG, WANG]);
}

#[test]
fn nobody_sends_away_who_stands_above_them_nor_into_the_past() {
    let (mut world, _) = office();
    let boss = Command::new("staff.absent")
        .about("陈刚")
        .arg("until", "2026-11-23");
    assert_eq!(world.refused("李芳", boss).why, Why::RankTooLow);
    let past = world.refused("李芳", away("2026-11-20"));
    assert_eq!(past.fields[0].why, Why::PastDay);
    let here = Command::new("staff.back").about("王师傅");
    assert_eq!(world.refused("李芳", here).why, Why::NothingChanged);
    assert_eq!(world.get::<Staff>(WANG).away_until, None);
}
