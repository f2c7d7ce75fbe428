//! Conversations: what is logged, what is owed to the caller, several matters in one act, taking it all back.

use frontdesk::domain::contact::{ContactKind, ContactState};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ticket::TicketKind;
use frontdesk::service::audit;
use frontdesk::service::command::Command;

use super::desk::*;

fn call() -> Command {
    cmd("contact.log")
        .arg("channel", "call")
        .arg("premises", "321201")
}

#[test]
fn a_call_opens_and_sends_in_one_act() {
    let mut world = desk();
    let done = world.done(
        DESK,
        call()
            .arg("category", "water")
            .arg("text", "厨房漏水")
            .arg("dispatch", "yes"),
    );
    let contact = world.contact(done.number.unwrap());
    let ticket = world.ticket(done.also[0]);
    assert_eq!(
        (contact.kind, contact.state),
        (ContactKind::Repair, ContactState::Settled)
    );
    assert_eq!(contact.tickets, [ticket.id]);
    assert_eq!(ticket.contact, Some(contact.id));
    assert_eq!(ticket.state, "dispatched");
    assert_eq!(ticket.caller, "王建国");
    assert!(
        done.facts
            .contains(&("worker".into(), Fact::Text(PLUMBER.into())))
    );
    world.holds_together();
}

#[test]
fn several_matters_are_one_act_or_none() {
    let mut world = desk();
    let matters = "power|客厅跳闸|客厅|urgent\n噪音|楼上吵\n";
    let done = world.done(
        DESK,
        call()
            .arg("category", "water")
            .arg("text", "厨房漏水")
            .arg("dispatch", "yes")
            .arg("matters", matters),
    );
    let tickets: Vec<_> = done
        .also
        .iter()
        .map(|number| world.ticket(*number))
        .collect();
    let states: Vec<&str> = tickets.iter().map(|ticket| ticket.state.as_str()).collect();
    assert_eq!(states, ["dispatched", "dispatched", "received"]);
    assert_eq!(tickets[1].place, "客厅");
    assert_eq!(tickets[1].assignee.unwrap().0, 5);
    assert_eq!(tickets[2].grievance.as_ref().unwrap().level, 1);
    let contact = world.contact(done.number.unwrap());
    assert_eq!(contact.text, "厨房漏水 / 客厅跳闸 / 楼上吵");
    let refusal = world.refused(
        DESK,
        call().arg("category", "water").arg("matters", "teleport|x"),
    );
    assert_eq!(refusal.fields[0].field, "matters");
    let next = world.done(DESK, call().arg("text", "咨询"));
    assert_eq!(
        next.number.unwrap().count,
        2,
        "the refused call spent no number"
    );
}

#[test]
fn each_matter_is_of_its_own_kind() {
    let mut world = desk();
    let matters = "noise|楼上噪音||urgent|complaint\n|多装路灯|||request\n|停车费怎么算|||enquiry";
    let log = |matters: &str| {
        call()
            .arg("kind", "repair")
            .arg("category", "water")
            .arg("text", "厨房漏水")
            .arg("matters", matters)
    };
    let done = world.done(DESK, log(matters));
    let kinds: Vec<TicketKind> = done
        .also
        .iter()
        .map(|number| world.ticket(*number).kind)
        .collect();
    assert_eq!(
        kinds,
        [
            TicketKind::Repair,
            TicketKind::Complaint,
            TicketKind::Request
        ]
    );
    let contact = world.contact(done.number.unwrap());
    assert_eq!(contact.tickets.len(), 3);
    assert_eq!(
        contact.state,
        ContactState::CallBack,
        "a question was not answered"
    );
    let done = world.done(DESK, log(matters).arg("answer", "每月 300 元"));
    let contact = world.contact(done.number.unwrap());
    assert_eq!(contact.state, ContactState::Settled);
    for (matters, why) in [
        ("|灯不亮|||repair", Why::NoCategory),
        ("|灯不亮|||外星", Why::BadChoice),
        ("|灯不亮", Why::UnknownCategory),
    ] {
        let refusal = world.refused(DESK, log(matters));
        assert_eq!(
            (refusal.fields[0].field.as_str(), refusal.fields[0].why),
            ("matters", why)
        );
    }
}

/// A kind that makes a ticket makes it; what says nothing is no record (duties.md D-002).
#[test]
fn a_kind_is_enough_and_nothing_is_not() {
    let mut world = desk();
    let done = world.done(DESK, call().arg("kind", "complaint").arg("text", "太吵"));
    assert_eq!(world.ticket(done.also[0]).kind, TicketKind::Complaint);
    let refusal = world.refused(DESK, call().arg("kind", "repair").arg("text", "响"));
    assert_eq!(refusal.fields[0].field, "category");
    for empty in [
        call(),
        call().arg("kind", "enquiry"),
        call().arg("caller", "王建国"),
    ] {
        let refusal = world.refused(DESK, empty);
        let fault = &refusal.fields[0];
        assert_eq!((fault.field.as_str(), fault.why), ("text", Why::NoMatter));
    }
    world.done(DESK, call().arg("callback", "yes"));
}

#[test]
fn a_call_can_be_only_a_call() {
    let mut world = desk();
    let done = world.done(
        DESK,
        call()
            .arg("category", "water")
            .arg("ticket", "none")
            .arg("answer", "已告知"),
    );
    assert!(done.also.is_empty());
    let contact = world.contact(done.number.unwrap());
    assert_eq!(contact.kind, ContactKind::Enquiry);
    assert_eq!(contact.answered_at, Some(world.now));
    let refusal = world.refused(DESK, cmd("contact.log").arg("channel", "visit"));
    assert_eq!(refusal.why, Why::NothingSaid);
}

#[test]
fn a_number_alone_finds_person_and_home() {
    let mut world = desk();
    let done = world.done(
        DESK,
        cmd("contact.log")
            .arg("phone", "139-0000-1101")
            .arg("text", "问路"),
    );
    let contact = world.contact(done.number.unwrap());
    assert_eq!(
        (contact.caller.as_str(), contact.premises.as_str()),
        ("孙丽", "3-2-1101")
    );
    let done = world.done(
        DESK,
        cmd("contact.log")
            .arg("phone", "15900000000")
            .arg("text", "问路"),
    );
    let contact = world.contact(done.number.unwrap());
    assert_eq!((contact.person, contact.premises.as_str()), (None, ""));
}

#[test]
fn a_call_back_has_four_working_hours() {
    let mut world = desk();
    // Saturday: the clock runs from Monday morning.
    let done = world.done(
        DESK,
        call().arg("text", "装修押金怎么退").arg("callback", "yes"),
    );
    let number = done.number.unwrap();
    let contact = world.contact(number);
    assert_eq!(contact.state, ContactState::CallBack);
    assert_eq!(contact.due_at, Some(at("2026-11-23T14:00")));
    world.does(DESK, "contact.answer", number, &[("text", "凭验收单退")]);
    let contact = world.contact(number);
    assert_eq!(
        (contact.state, contact.due_at),
        (ContactState::Settled, None)
    );
    assert_eq!(contact.answer, "凭验收单退");
    let (why, facts) = world.refuses(DESK, "contact.answer", number, &[("text", "又答")]);
    assert_eq!(
        (why, &facts[..1]),
        (Why::NotFromHere, &state("contact-settled")[..])
    );
    let (why, _) = world.refuses(DESK, "contact.answer", number, &[]);
    assert_eq!(why, Why::Missing);
}

#[test]
fn a_visitor_waits_is_served_and_leaves() {
    let mut world = desk();
    let visit = || {
        cmd("contact.log")
            .arg("channel", "visit")
            .arg("caller", "路人")
            .arg("waiting", "yes")
    };
    let number = world.opened(visit());
    assert_eq!(world.contact(number).state, ContactState::Waiting);
    world.does(DESK, "contact.answer", number, &[("text", "已办好")]);
    let contact = world.contact(number);
    assert_eq!(
        (contact.state, contact.left_at),
        (ContactState::Settled, Some(world.now))
    );
    // Who asks at the desk and has no answer yet waits there, and is not to be called back.
    let asking = cmd("contact.log")
        .arg("channel", "visit")
        .arg("kind", "enquiry")
        .arg("text", "问租房手续");
    let number = world.opened(asking);
    assert_eq!(world.contact(number).state, ContactState::Waiting);
    let second = world.opened(visit());
    world.does(DESK, "contact.answer", second, &[("left", "yes")]);
    let contact = world.contact(second);
    assert_eq!(
        (contact.state, contact.answered_at),
        (ContactState::Settled, None)
    );
}

#[test]
fn an_incident_stays_open_until_it_is_reported() {
    let mut world = desk();
    let number = world.opened(
        cmd("contact.log")
            .arg("channel", "shift")
            .arg("area", "5-1 公共")
            .arg("text", "大堂积水")
            .arg("first_action", "放警示牌"),
    );
    let contact = world.contact(number);
    assert_eq!(
        (contact.kind, contact.state),
        (ContactKind::Incident, ContactState::Unreported)
    );
    assert_eq!(contact.due_at, Some(world.now.plus_minutes(30)));
    world.does(DESK, "contact.answer", number, &[("text", "已拖干")]);
    assert_eq!(world.contact(number).state, ContactState::Unreported);
    world.does(DESK, "contact.edit", number, &[("reported_to", "张敏")]);
    let contact = world.contact(number);
    assert_eq!(
        (contact.state, contact.reported_at),
        (ContactState::Settled, Some(world.now))
    );
}

#[test]
fn a_caller_can_be_a_voice_instead_of_a_duplicate() {
    let mut world = desk();
    let open = world.opened(leak());
    let done = world.done(
        DESK,
        cmd("contact.log")
            .arg("premises", "3-2-1101")
            .arg("text", "天花板滴水")
            .arg("voice", open.full()),
    );
    let (contact, ticket) = (world.contact(done.number.unwrap()), world.ticket(open));
    assert_eq!(contact.tickets, [ticket.id]);
    assert_eq!(ticket.voices[0].contact, Some(contact.id));
    assert_eq!(done.also, [open]);
    // It is told as what it joined, not as a ticket it opened.
    let fact = |name: &str| done.facts.iter().find(|(known, _)| known == name);
    assert_eq!(fact("tickets").unwrap().1, Fact::Text(String::new()));
    assert_eq!(fact("voices").unwrap().1, Fact::Count(2));
}

/// A home that calls again about its own ticket is no further voice; that it did stands under the ticket.
#[test]
fn who_calls_again_about_the_same_is_noted_under_the_ticket() {
    let mut world = desk();
    let open = world.opened(leak());
    let again = call().arg("text", "还没人来").arg("voice", open.full());
    let done = world.done(DESK, again);
    let (contact, ticket) = (world.contact(done.number.unwrap()), world.ticket(open));
    assert_eq!(
        (contact.tickets.as_slice(), ticket.voices.len()),
        (&[ticket.id][..], 0)
    );
    assert_eq!(contact.state, ContactState::Settled);
    let lines = world.lines_of(&ticket);
    let last = lines.last().unwrap();
    assert!(last.text.ends_with("还没人来"), "{last:?}");
    let voice = world.refused(
        DESK,
        cmd("ticket.voice")
            .about(open.full())
            .arg("premises", "3-2-1201"),
    );
    assert_eq!(voice.why, Why::Exists);
}

#[test]
fn a_later_matter_joins_the_same_contact() {
    let mut world = desk();
    let call = world.opened(call().arg("text", "先问问"));
    let open = cmd("ticket.open")
        .arg("category", "water")
        .arg("contact", call.full());
    let number = world.opened(open);
    let (contact, ticket) = (world.contact(call), world.ticket(number));
    assert_eq!(ticket.premises, "3-2-1201");
    assert_eq!(contact.tickets, [ticket.id]);
}

#[test]
fn corrections_keep_what_it_was() {
    let mut world = desk();
    let number = world.opened(call().arg("text", "漏水"));
    world.does(
        DESK,
        "contact.edit",
        number,
        &[
            ("premises", "3-2-1101"),
            ("text", "滴水"),
            ("channel", "visit"),
        ],
    );
    let contact = world.contact(number);
    let edits: Vec<String> = world
        .lines_of(&contact)
        .into_iter()
        .map(|line| format!("{} {}>{}", line.field, line.before, line.after))
        .collect();
    assert_eq!(
        edits,
        [
            "channel call>visit",
            "premises 3-2-1201>3-2-1101",
            "text 漏水>滴水"
        ]
    );
}

#[test]
fn undo_takes_back_the_call_and_its_repair_and_spends_their_numbers() {
    let mut world = desk();
    let done = world.done(DESK, call().arg("category", "water").arg("dispatch", "yes"));
    let (call_number, repair) = (done.number.unwrap(), done.also[0]);
    world.done(DESK, cmd("undo"));
    assert_eq!(world.contact(call_number).state, ContactState::Undone);
    assert_eq!(world.ticket(repair).state, "cancelled");
    assert!(world.lines(repair).is_empty());
    world.holds_together();
    let (why, facts) = world.refuses(DESK, "contact.edit", call_number, &[("text", "改")]);
    assert_eq!(
        (why, &facts[..1]),
        (Why::NotFromHere, &state("contact-undone")[..])
    );
    let (why, _) = world.refuses(DESK, "ticket.note", repair, &[("text", "改")]);
    assert_eq!(why, Why::NotFromHere);
    let again = world.done(DESK, call().arg("category", "water"));
    assert_eq!((again.number.unwrap().count, again.also[0].count), (2, 2));
}

#[test]
fn every_act_leaves_its_audit_line() {
    let mut world = desk();
    let number = world.opened(leak());
    let done = world.does(DESK, "ticket.dispatch", number, &[("worker", PLUMBER)]);
    world.refuses(DESK, "ticket.resume", number, &[]);
    world.look(|tx| {
        let line = audit::event(tx, done.seq).unwrap().unwrap().event;
        assert_eq!(
            (line.command.as_str(), line.number),
            ("ticket.dispatch", Some(number))
        );
        assert_eq!(line.fields[0].name, "worker");
        let refused = audit::event(tx, done.seq + 1).unwrap().unwrap().event;
        assert_eq!(
            (refused.command.as_str(), refused.refusal.as_str()),
            ("ticket.resume", "not-from-here")
        );
        let (head, faults) = audit::verify(tx).unwrap();
        assert_eq!((head.seq, faults.len()), (done.seq + 1, 0));
    });
}

#[test]
fn showing_somebody_the_way_is_counted_and_owes_nothing() {
    let mut world = desk();
    for text in ["带客人去综合服务台", "帮提行李", ""] {
        let helped = cmd("contact.log")
            .arg("channel", "visit")
            .arg("kind", "guidance");
        let number = match text {
            "" => world.opened(helped),
            text => world.opened(helped.arg("text", text)),
        };
        let contact = world.contact(number);
        assert_eq!(
            (contact.kind, contact.state, contact.due_at),
            (ContactKind::Guidance, ContactState::Settled, None)
        );
    }
    world.opened(
        cmd("contact.log")
            .arg("channel", "visit")
            .arg("text", "问租房手续"),
    );
    let counted = listed(&world, DESK, "contacts", &["kind = guidance"]);
    assert_eq!(counted.rows.len(), 3);
}
