//! Repairs and requests: opening, sending, corrections, voices, links.

use frontdesk::domain::contact::Contact;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::history::LineKind;
use frontdesk::domain::id::Number;
use frontdesk::domain::staff::Staff;
use frontdesk::domain::ticket::{Priority, Scope};
use frontdesk::service::command::Command;

use super::desk::*;
use crate::support::world::World;

#[test]
fn one_command_walks_several_arrows_with_a_line_each() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(
        DESK,
        "ticket.done",
        number,
        &[("result", "换了龙头"), ("cost", "35")],
    );
    assert_eq!(
        world.moves(number),
        ">received received>dispatched dispatched>working working>done done>follow_up"
    );
    let ticket = world.ticket(number);
    assert_eq!(ticket.result, "换了龙头");
    assert_eq!(ticket.cost.plain(), "35.00");
    assert_eq!(ticket.done_at, Some(world.now));
    assert!(ticket.started_at.is_some() && ticket.dispatched_at.is_some());
    world.holds_together();
}

#[test]
fn a_repair_must_say_where_and_what() {
    let mut world = desk();
    let refusal = world.refused(DESK, cmd("ticket.open").arg("kind", "repair"));
    let missing: Vec<&str> = refusal.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(missing, ["premises", "category", "text"]);
    let refusal = world.refused(DESK, cmd("ticket.open").arg("kind", "complaint"));
    let missing: Vec<&str> = refusal.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(missing, ["caller", "text"]);
}

#[test]
fn a_ticket_knows_who_reports_from_the_home_alone() {
    let mut world = desk();
    let number = world.opened(leak());
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.caller.as_str(), ticket.phone.as_str()),
        ("王建国", "13800135678")
    );
    assert_eq!(ticket.summary, "厨房水管漏水");
    assert_eq!(ticket.scope, Scope::Private);
}

#[test]
fn a_public_area_is_a_place_without_an_owner() {
    let mut world = desk();
    let number = world.opened(
        cmd("ticket.open")
            .arg("area", "5-1公共")
            .arg("category", "lift")
            .arg("text", "电梯异响"),
    );
    let ticket = world.ticket(number);
    assert_eq!(ticket.premises, "5-1 公共");
    assert_eq!(
        (ticket.scope, ticket.household, ticket.caller.as_str()),
        (Scope::Public, None, "")
    );
}

#[test]
fn the_rule_sends_the_trade_on_duty_with_the_fewest_open() {
    let mut world = desk();
    add(&world, &mut second_plumber());
    // With as much open, who looks after this building goes first.
    for expected in ["钱师傅", PLUMBER, "钱师傅"] {
        let done = world.done(DESK, leak().arg("dispatch", "yes"));
        let worker = done.facts.iter().find(|(name, _)| name == "worker");
        assert_eq!(worker.unwrap().1, Fact::Text(expected.into()));
    }
    let mut first: Staff = world.get(4);
    first.on_duty = false;
    world.put(&mut first);
    let number = world.opened(leak().arg("dispatch", "yes"));
    assert_eq!(
        world.ticket(number).assignee.unwrap().0,
        second_plumber().id.0
    );
    world.holds_together();
}

fn second_plumber() -> Staff {
    Staff {
        id: frontdesk::domain::id::StaffId(7),
        version: 0,
        name: "钱师傅".into(),
        rank: frontdesk::domain::staff::Rank::Worker,
        sides: vec![],
        account: None,
        trades: vec!["plumbing".into()],
        buildings: vec!["3".into()],
        on_duty: true,
        away_until: None,
        active: true,
        pin: None,
        phone: None,
    }
}

#[test]
fn without_a_worker_a_repair_stays_received_and_says_so() {
    let mut world = desk();
    let done = world.done(
        DESK,
        cmd("ticket.open")
            .arg("premises", "3-2-1201")
            .arg("category", "lift")
            .arg("text", "电梯异响")
            .arg("dispatch", "yes"),
    );
    let number = done.number.unwrap();
    assert_eq!(world.ticket(number).state, "received");
    let fact = |name: &str| done.facts.iter().find(|(known, _)| known == name);
    assert_eq!(fact("worker"), None);
    let received = Fact::Term("state-repair-received".into());
    assert_eq!(fact("state").unwrap().1, received);
    let (why, facts) = world.refuses(DESK, "ticket.dispatch", number, &[]);
    assert_eq!((why, facts[0].0.as_str()), (Why::Missing, "worker"));
}

#[test]
fn another_worker_is_sent_where_one_is_named() {
    let mut world = desk();
    let number = world.opened(leak().arg("dispatch", "yes"));
    world.does(DESK, "ticket.start", number, &[("worker", ELECTRICIAN)]);
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.assignee.unwrap().0),
        ("working", 5)
    );
    assert!(
        world
            .moves(number)
            .ends_with("dispatched>dispatched dispatched>working")
    );
}

#[test]
fn corrections_keep_what_it_was() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(
        DESK,
        "ticket.edit",
        number,
        &[
            ("premises", "3-2-1101"),
            ("text", "卫生间漏水"),
            ("priority", "urgent"),
        ],
    );
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.premises.as_str(), ticket.summary.as_str()),
        ("3-2-1101", "卫生间漏水")
    );
    assert_eq!(ticket.priority, Priority::Urgent);
    let edits: Vec<(String, String, String)> = world
        .lines(number)
        .into_iter()
        .filter(|line| !line.field.is_empty())
        .map(|line| (line.field, line.before, line.after))
        .collect();
    let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        edits,
        [
            text("premises", "3-2-1201", "3-2-1101"),
            text("priority", "normal", "urgent"),
            text("text", "厨房水管漏水", "卫生间漏水"),
        ]
    );
    world.does(DESK, "ticket.edit", number, &[("phone", "13800001234")]);
    let masked = world.lines(number).last().unwrap().after.clone();
    assert_eq!(masked, "138****1234");
    let (why, _) = world.refuses(DESK, "ticket.edit", number, &[("text", "卫生间漏水")]);
    assert_eq!(why, Why::NothingSaid);
    let (why, _) = world.refuses(DESK, "ticket.edit", number, &[("level", "2")]);
    assert_eq!(why, Why::UnknownArgument);
}

#[test]
fn a_stale_command_is_refused_with_who_changed_it() {
    let mut world = desk();
    let number = world.opened(leak());
    let seen = world.ticket(number).version;
    world.does(SUPERVISOR, "ticket.note", number, &[("text", "我来跟")]);
    let refusal = world.refused(DESK, on("ticket.dispatch", number).seen(seen));
    assert_eq!(refusal.why, Why::Stale);
    assert!(
        refusal
            .facts
            .contains(&("by".into(), Fact::Text(SUPERVISOR.into())))
    );
    assert_eq!(world.ticket(number).state, "received");
}

#[test]
fn cancelling_is_for_a_supervisor_to_agree() {
    let mut world = desk();
    let number = world.opened(leak());
    let asked = world.asks(DESK, "ticket.cancel", number, &[("reason", "业主不修了")]);
    assert_eq!(world.ticket(number).state, "received");
    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.reason.as_str()),
        ("cancelled", "业主不修了")
    );
    assert_eq!(ticket.due_at, None);
    assert_eq!(world.lines(number).last().unwrap().command, "ticket.cancel");
    world.holds_together();
}

#[test]
fn voices_join_once_and_are_told_of_the_end() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    let (why, _) = world.refuses(DESK, "ticket.voice", number, &[("premises", "3-2-1101")]);
    assert_eq!(why, Why::Exists);
    let (why, _) = world.refuses(DESK, "ticket.voice", number, &[("premises", "3-2-1201")]);
    assert_eq!(why, Why::Exists, "who reported it has spoken already");
    let (why, _) = world.refuses(DESK, "ticket.voice", number, &[]);
    assert_eq!(why, Why::NothingSaid);
    world.does(
        SUPERVISOR,
        "ticket.cancel",
        number,
        &[("reason", "楼上自己修了")],
    );
    let told: Vec<String> = world
        .follow_ups(number)
        .into_iter()
        .map(|f| f.name)
        .collect();
    assert_eq!(told, ["孙丽"]);
}

/// A voice that meant another matter gets a ticket of its own; nothing of what was reported is lost.
#[test]
fn a_voice_is_parted_and_put_back() {
    let mut world = desk();
    let number = world.opened(leak());
    let joined = number.full();
    for (home, caller, text) in [
        ("3-2-1101", "孙丽", "楼上漏水"),
        ("6-1-201", "赵强", "马桶堵了"),
    ] {
        let voice = ("voice", joined.as_str());
        let args = [
            ("premises", home),
            ("caller", caller),
            ("text", text),
            voice,
        ];
        world.done(DESK, with(cmd("contact.log"), &args));
    }
    let (why, _) = world.refuses(DESK, "ticket.part", number, &[]);
    assert_eq!(why, Why::NoVoice, "which of the two");
    let done = world.does(DESK, "ticket.part", number, &[("voice", "赵强")]);
    let own = done.number.unwrap();
    assert_ne!(own, number);
    let (first, second) = (world.ticket(number), world.ticket(own));
    let names: Vec<&str> = first
        .voices
        .iter()
        .map(|voice| voice.name.as_str())
        .collect();
    assert_eq!(names, ["孙丽"]);
    assert_eq!(
        (
            second.premises.as_str(),
            second.caller.as_str(),
            second.text.as_str()
        ),
        ("6-1-201", "赵强", "马桶堵了")
    );
    let contact: Contact = world.get(second.contact.unwrap().0);
    assert_eq!(contact.tickets, [second.id]);
    world.done(DESK, cmd("undo"));
    assert_eq!(world.ticket(number).voices.len(), 2);
    assert!(!world.ticket(own).open());
}

#[test]
fn links_are_tied_on_both_sides_and_untied() {
    let mut world = desk();
    let (one, two) = (world.opened(leak()), world.opened(noise()));
    let other = two.full();
    world.does(DESK, "ticket.link", one, &[("other", &other)]);
    assert_eq!(world.ticket(one).links, [world.ticket(two).id]);
    assert_eq!(world.ticket(two).links, [world.ticket(one).id]);
    let (why, _) = world.refuses(DESK, "ticket.link", one, &[("other", &other)]);
    assert_eq!(why, Why::Exists);
    world.does(
        DESK,
        "ticket.link",
        one,
        &[("other", &other), ("off", "yes")],
    );
    assert!(world.ticket(one).links.is_empty() && world.ticket(two).links.is_empty());
    let (why, _) = world.refuses(DESK, "ticket.link", one, &[("other", &one.full())]);
    assert_eq!(why, Why::SameRecord);
}

#[test]
fn a_repeated_repair_names_the_one_it_repeats() {
    let mut world = desk();
    let first = world.opened(leak());
    let again = world.opened(leak().arg("rework_of", first.full()));
    let ticket = world.ticket(again);
    assert_eq!(ticket.rework_of, Some(world.ticket(first).id));
    // Each tells of the other (duties.md D-022).
    let links = |world: &World, of: Number| -> Vec<String> {
        let lines = world.lines(of).into_iter();
        let links = lines.filter(|line| line.kind == LineKind::Link);
        links.map(|line| line.after).collect()
    };
    assert_eq!(links(&world, first), [again.full()]);
    assert_eq!(links(&world, again), [first.full()]);
    assert_eq!(
        ticket.due_at.unwrap().since(ticket.urgent_at) / 60_000,
        60 + 120
    );
}

#[test]
fn a_request_is_answered_and_filed() {
    let mut world = desk();
    let idea = || -> Command {
        cmd("ticket.open")
            .arg("category", "idea")
            .arg("caller", "路人")
            .arg("text", "多种点树")
    };
    let number = world.opened(idea());
    assert_eq!(number.letter.name(), "Q");
    world.does(DESK, "ticket.feedback", number, &[("text", "已转绿化部")]);
    assert_eq!(
        world.moves(number),
        ">received received>assigned assigned>answered"
    );
    assert_eq!(world.ticket(number).result, "已转绿化部");
    assert_eq!(world.owed(number).0, "request.answer");
    let (why, facts) = world.refuses(DESK, "ticket.file", number, &[]);
    assert_eq!((why, facts[0].0.as_str()), (Why::Missing, "adopted"));
    world.does(DESK, "ticket.file", number, &[("adopted", "yes")]);
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.class.as_str()),
        ("closed", "adopted")
    );
    assert_eq!(ticket.closed_at, Some(world.now));
    let second = world.opened(idea());
    world.does(DESK, "ticket.dispatch", second, &[]);
    assert_eq!(
        world.ticket(second).assignee.unwrap().0,
        1,
        "who took it has it"
    );
}

#[test]
fn a_business_service_is_a_request_with_its_fee() {
    let mut world = desk();
    let number = world.opened(
        cmd("ticket.open")
            .arg("category", "business")
            .arg("premises", "3-2-1201")
            .arg("text", "代订会议室"),
    );
    assert_eq!(number.letter.name(), "Q");
    let fee = cmd("charge.add")
        .arg("premises", "3-2-1201")
        .arg("name", "会议室服务费")
        .arg("amount", "80")
        .arg("note", number.full());
    world.done(MANAGER, fee);
    world.does(DESK, "ticket.feedback", number, &[("text", "已订 14 点")]);
    assert_eq!(world.ticket(number).result, "已订 14 点");
    world.holds_together();
}

#[test]
fn an_auditor_and_a_worker_change_nothing() {
    let mut world = desk();
    let number = world.opened(leak());
    let refusal = world.refused("审计员", on("ticket.note", number).arg("text", "看过"));
    assert_eq!(refusal.why, Why::NoRight);
    let refusal = world.refused(PLUMBER, on("ticket.start", number));
    assert_eq!(refusal.why, Why::NoRight);
}
