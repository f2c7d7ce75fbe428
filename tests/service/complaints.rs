//! Complaints: the fork on the spot, the way up, plans and who may approve them, the way back.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::money::Amount;
use frontdesk::domain::office::{ApprovalState, Setting};
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::service::query::{Query, Reply};

use super::desk::*;
use crate::support::world::World;

const NOTIFY: &[(&str, &str)] = &[("department", "工程部"), ("leader", "赵经理")];

/// The general manager, who is not among the people of the small estate.
fn with_leader(world: &mut World) {
    let mut leader: Staff = world.get(6);
    leader.rank = Rank::Leadership;
    leader.sides.clear();
    world.put(&mut leader);
}

const LEADER: &str = "审计员";

/// A complaint of level 2, escalated and accepted.
fn in_hand(world: &mut World) -> Number {
    let number = world.opened(noise().arg("level", "2"));
    world.does(DESK, "ticket.escalate", number, &[("reason", "前台办不了")]);
    world.does(MANAGER, "ticket.accept", number, &[]);
    number
}

fn rank_of(facts: &[(String, Fact)]) -> String {
    match &facts[0].1 {
        Fact::Term(term) => term.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn explained_on_the_spot_goes_to_its_follow_up() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(
        DESK,
        "ticket.explain",
        number,
        &[("text", "已说明装修时段")],
    );
    let ticket = world.ticket(number);
    assert_eq!(ticket.state, "follow_up");
    assert_eq!(ticket.grievance.unwrap().explanation, "已说明装修时段");
    assert_eq!(
        world.moves(number),
        ">received received>explained explained>follow_up"
    );
    assert_eq!(world.follow_ups(number).len(), 1);
}

#[test]
fn a_complaint_walks_to_its_end() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(DESK, "ticket.notify", number, NOTIFY);
    let told = world.ticket(number).grievance.unwrap();
    assert_eq!(
        (told.department.as_str(), told.notified_at),
        ("工程部", Some(world.now))
    );
    world.does(
        DESK,
        "ticket.resolve",
        number,
        &[("result", "已制止"), ("responsible", PLUMBER)],
    );
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.result.as_str()),
        ("resolved", "已制止")
    );
    assert_eq!(ticket.grievance.unwrap().cause_staff.unwrap().0, 4);
    assert_eq!(
        world.owed(number),
        (
            "complaint.answer".into(),
            Some(world.now.plus_minutes(1440))
        )
    );
    let resolved = world.now;
    world.does(DESK, "ticket.feedback", number, &[("text", "电话告知")]);
    let follow_up = &world.follow_ups(number)[0];
    assert_eq!(
        follow_up.due_at,
        resolved.plus_minutes(3 * 1440),
        "counted from the result"
    );
    assert_eq!(
        world.owed(number),
        ("complaint.follow_up".into(), Some(follow_up.due_at))
    );
    assert_eq!(
        world.moves(number),
        ">received received>notified notified>handling handling>resolved resolved>fed_back fed_back>follow_up"
    );
    world.holds_together();
}

#[test]
fn what_is_grave_cannot_be_settled_at_the_desk() {
    for grave in [("level", "2"), ("major", "yes")] {
        let mut world = desk();
        let number = world.opened(noise().arg(grave.0, grave.1));
        for (name, args) in [
            ("ticket.explain", &[("text", "说明")][..]),
            ("ticket.notify", NOTIFY),
        ] {
            let (why, facts) = world.refuses(DESK, name, number, args);
            assert_eq!(
                (why, rank_of(&facts).as_str()),
                (Why::RankTooLow, "rank-dept_manager")
            );
        }
    }
}

#[test]
fn a_major_complaint_alarms_until_a_manager_takes_it() {
    let mut world = desk();
    let number = world.opened(noise().arg("major", "yes"));
    let received = world.now;
    let owed = |rule: &str, minutes| {
        (
            format!("complaint.{rule}"),
            Some(received.plus_minutes(minutes)),
        )
    };
    assert_eq!(world.owed(number), owed("report_supervisor.major", 30));
    let done = world.does(DESK, "ticket.escalate", number, &[("reason", "业主受伤")]);
    assert!(
        done.facts
            .contains(&("target".into(), Fact::Term("rank-dept_manager".into())))
    );
    assert_eq!(world.owed(number), owed("report_manager.major", 120));
    let (why, facts) = world.refuses(SUPERVISOR, "ticket.accept", number, &[]);
    assert_eq!(
        (why, rank_of(&facts).as_str()),
        (Why::RankTooLow, "rank-dept_manager")
    );
    world.does(MANAGER, "ticket.accept", number, &[]);
    assert_eq!(world.owed(number).0, "complaint.no_note");
    assert_eq!(world.ticket(number).accepted_by.unwrap().0, 3);
}

#[test]
fn what_becomes_major_while_it_is_handled_waits_for_a_manager_too() {
    for by_correction in [false, true] {
        let mut world = desk();
        let number = world.opened(noise());
        world.does(DESK, "ticket.notify", number, NOTIFY);
        world.does(DESK, "ticket.accept", number, &[]);
        world.now = world.now.plus_minutes(2 * 1440);
        world.does(DESK, "ticket.note", number, &[("text", "业主又来")]);
        let grave = world.now.plus_minutes(1);
        if by_correction {
            world.does(DESK, "ticket.edit", number, &[("major", "yes")]);
            let supervisor = (
                "complaint.report_supervisor.major".to_owned(),
                Some(grave.plus_minutes(30)),
            );
            assert_eq!(world.owed(number), supervisor);
            world.does(DESK, "ticket.escalate", number, &[("reason", "业主受伤")]);
        } else {
            let args = [("reason", "业主受伤"), ("major", "yes")];
            world.does(DESK, "ticket.escalate", number, &args);
        }
        // The clock counts from when it became one, not from its receipt two days ago.
        let manager = (
            "complaint.report_manager.major".to_owned(),
            Some(grave.plus_minutes(120)),
        );
        assert_eq!(world.owed(number), manager);
        let (why, _) = world.refuses(DESK, "ticket.resolve", number, &[("result", "已处理")]);
        assert_eq!(why, Why::RankTooLow);
        let (why, _) = world.refuses(SUPERVISOR, "ticket.accept", number, &[]);
        assert_eq!(why, Why::RankTooLow);
        world.does(MANAGER, "ticket.accept", number, &[]);
        let (why, _) = world.refuses(MANAGER, "ticket.accept", number, &[]);
        assert_eq!(why, Why::NotFromHere, "taken on already");
        assert_ne!(world.owed(number).0, "complaint.report_manager.major");
        world.does(DESK, "ticket.resolve", number, &[("result", "已处理")]);
        world.holds_together();
    }
}

#[test]
fn who_grants_the_plan_of_a_major_complaint_has_taken_it_on() {
    let mut world = desk();
    with_leader(&mut world);
    let number = world.opened(noise().arg("level", "2").arg("major", "yes"));
    world.does(DESK, "ticket.escalate", number, &[("reason", "业主受伤")]);
    let done = world.does(SUPERVISOR, "ticket.plan", number, &[("plan", "隔音")]);
    world.does(LEADER, "approval.grant", done.also[0], &[]);
    assert_ne!(world.owed(number).0, "complaint.report_manager.major");
    world.does(DESK, "ticket.resolve", number, &[("result", "已赔")]);
    world.holds_together();
}

#[test]
fn a_word_on_how_it_goes_is_the_trace_the_three_days_ask_for() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(DESK, "ticket.notify", number, NOTIFY);
    for _ in 0..4 {
        world.now = world.now.plus_minutes(20 * 60);
        world.does(DESK, "ticket.note", number, &[("text", "已催工程部")]);
    }
    let (rule, due) = world.owed(number);
    assert_eq!(
        (rule.as_str(), due),
        ("complaint.no_note", Some(world.now.plus_minutes(1440)))
    );
}

#[test]
fn going_up_raises_the_level_and_never_lowers_it() {
    let mut world = desk();
    let number = world.opened(noise().arg("level", "2"));
    world.does(
        DESK,
        "ticket.escalate",
        number,
        &[
            ("reason", "越闹越大"),
            ("level", "1"),
            ("target", "property_manager"),
        ],
    );
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.grievance.unwrap().level, ticket.report.unwrap().to),
        (2, Rank::PropertyManager)
    );
    world.does(
        DESK,
        "ticket.escalate",
        number,
        &[("reason", "媒体来了"), ("level", "3"), ("major", "yes")],
    );
    let grievance = world.ticket(number).grievance.unwrap();
    assert_eq!((grievance.level, grievance.major), (3, true));
    let (why, _) = world.refuses(SUPERVISOR, "ticket.edit", number, &[("level", "1")]);
    assert_eq!(why, Why::RankTooLow);
    world.does(MANAGER, "ticket.edit", number, &[("level", "2")]);
}

#[test]
fn level_two_is_not_resolved_without_an_approved_plan() {
    let mut world = desk();
    with_leader(&mut world);
    let number = in_hand(&mut world);
    let (why, _) = world.refuses(MANAGER, "ticket.resolve", number, &[("result", "已赔")]);
    assert_eq!(why, Why::NeedsPlan);
    let (why, _) = world.refuses(DESK, "ticket.plan", number, &[("plan", "隔音")]);
    assert_eq!(why, Why::NoRight);
    let done = world.does(
        SUPERVISOR,
        "ticket.plan",
        number,
        &[("plan", "隔音"), ("compensation", "200")],
    );
    let asked = done.also[0];
    assert_eq!(world.ticket(number).state, "plan_pending");
    assert_eq!(world.approval(asked).rank, Rank::Leadership);
    let (why, _) = world.refuses(MANAGER, "approval.grant", asked, &[]);
    assert_eq!(why, Why::RankTooLow);
    world.does(LEADER, "approval.grant", asked, &[]);
    let ticket = world.ticket(number);
    assert_eq!(ticket.state, "handling");
    assert!(
        ticket
            .grievance
            .unwrap()
            .plan_approved_by
            .contains(&asked.full())
    );
    world.does(DESK, "ticket.resolve", number, &[("result", "已赔")]);
    world.holds_together();
}

#[test]
fn who_decides_on_a_plan_sees_the_plan_and_what_it_costs() {
    let mut world = desk();
    with_leader(&mut world);
    let number = in_hand(&mut world);
    let plan = [("plan", "隔音"), ("compensation", "200")];
    let asked = world.does(SUPERVISOR, "ticket.plan", number, &plan).also[0];
    let Reply::Detail(detail) = ask(&world, LEADER, &Query::Show(asked.full())).unwrap() else {
        panic!();
    };
    let said = |name: &str| {
        let field = detail.fields.iter().find(|field| field.name == name);
        field.map(|field| field.value.clone())
    };
    assert_eq!(said("plan"), Some(Fact::Text("隔音".into())));
    let amount = said("amount").or_else(|| said("compensation"));
    assert_eq!(amount, Some(Fact::Money(Amount::parse("200").unwrap())));
    assert_eq!(
        said("needs_rank"),
        Some(Fact::Term("rank-leadership".into()))
    );
    assert!(matches!(said("expires_at"), Some(Fact::At(_))));
    assert_eq!(said("until"), None);
    assert!(said("asked_by").is_some() && said("summary").is_some());
}

#[test]
fn a_refused_plan_goes_back_and_can_be_made_anew() {
    let mut world = desk();
    with_leader(&mut world);
    let number = in_hand(&mut world);
    let plan = [("plan", "隔音")];
    let asked = world.does(SUPERVISOR, "ticket.plan", number, &plan).also[0];
    world.does(LEADER, "approval.refuse", asked, &[("reason", "太贵")]);
    assert_eq!(world.ticket(number).state, "handling");
    assert_eq!(world.approval(asked).state, ApprovalState::Refused);
    let again = world.does(SUPERVISOR, "ticket.plan", number, &plan).also[0];
    assert_ne!(asked, again);
}

#[test]
fn an_approval_from_outside_is_recorded_by_the_property_manager() {
    let mut world = desk();
    let number = in_hand(&mut world);
    world.does(SUPERVISOR, "ticket.plan", number, &[("plan", "隔音")]);
    let paper = [
        ("approver", "集团总经理"),
        ("document", "批[2026]12"),
        ("day", "2026-11-20"),
    ];
    let (why, _) = world.refuses(SUPERVISOR, "ticket.plan_approved", number, &paper);
    assert_eq!(why, Why::RankTooLow);
    let (why, facts) = world.refuses(MANAGER, "ticket.plan_approved", number, &paper[..2]);
    assert_eq!((why, facts[0].0.as_str()), (Why::Missing, "day"));
    world.does(MANAGER, "ticket.plan_approved", number, &paper);
    let by = world.ticket(number).grievance.unwrap().plan_approved_by;
    assert_eq!(by, "集团总经理 批[2026]12 2026-11-20");
}

#[test]
fn an_office_may_let_the_manager_approve_level_two() {
    let mut world = desk();
    let mut setting = Setting {
        id: 1,
        version: 0,
        key: "complaint.level2_by_manager".into(),
        value: "yes".into(),
    };
    add(&world, &mut setting);
    refresh(&mut world);
    let number = in_hand(&mut world);
    let asked = world
        .does(SUPERVISOR, "ticket.plan", number, &[("plan", "隔音")])
        .also[0];
    world.does(MANAGER, "approval.grant", asked, &[]);
    assert_eq!(world.ticket(number).state, "handling");
}

#[test]
fn a_level_that_rises_wants_its_plan_approved_anew() {
    let mut world = desk();
    with_leader(&mut world);
    let number = in_hand(&mut world);
    world.does(SUPERVISOR, "ticket.plan", number, &[("plan", "隔音")]);
    let paper = [
        ("approver", "王总"),
        ("document", "批复 12 号"),
        ("day", "2026-11-20"),
    ];
    world.does(MANAGER, "ticket.plan_approved", number, &paper);
    let up = [("level", "3"), ("reason", "反复发生")];
    world.does(SUPERVISOR, "ticket.escalate", number, &up);
    let grievance = world.ticket(number).grievance.unwrap();
    assert_eq!(
        (grievance.level, grievance.plan_approved_by.as_str()),
        (3, "")
    );
    let (why, _) = world.refuses(
        SUPERVISOR,
        "ticket.resolve",
        number,
        &[("result", "已隔音")],
    );
    assert_eq!(why, Why::NeedsPlan);
}

#[test]
fn a_plan_of_level_one_without_money_needs_nobody() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(DESK, "ticket.notify", number, NOTIFY);
    world.does(DESK, "ticket.accept", number, &[]);
    let done = world.does(SUPERVISOR, "ticket.plan", number, &[("plan", "上门劝导")]);
    assert!(done.also.is_empty());
    let ticket = world.ticket(number);
    assert_eq!(
        (
            ticket.state.as_str(),
            ticket.grievance.unwrap().plan.as_str()
        ),
        ("handling", "上门劝导")
    );
}

#[test]
fn not_satisfied_opens_it_again_at_a_higher_level() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(DESK, "ticket.explain", number, &[("text", "已说明")]);
    let follow_up = world.follow_ups(number)[0].number;
    let said = [
        ("outcome", "not_satisfied"),
        ("text", "还在吵"),
        ("level", "2"),
    ];
    world.does(DESK, "followup.record", follow_up, &said);
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.state.as_str(), ticket.reopened, ticket.done_at),
        ("reopened", 1, None)
    );
    assert_eq!(ticket.grievance.unwrap().level, 2);
    assert_eq!(world.owed(number).0, "complaint.no_note");
    world.does(DESK, "ticket.accept", number, &[]);
    assert_eq!(world.ticket(number).state, "handling");
}

#[test]
fn withdrawing_wants_a_supervisor_and_ends_what_was_to_be_asked() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(DESK, "ticket.explain", number, &[("text", "已说明")]);
    let asked = world.asks(DESK, "ticket.withdraw", number, &[("reason", "业主撤诉")]);
    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(world.ticket(number).state, "withdrawn");
    assert!(!world.follow_ups(number)[0].open());
    let (why, facts) = world.refuses(DESK, "ticket.note", number, &[("text", "又来")]);
    assert_eq!(
        (why, &facts[..1]),
        (Why::NotFromHere, &state("complaint-withdrawn")[..])
    );
}

#[test]
fn a_matter_of_the_developer_goes_out_and_its_answer_is_awaited() {
    let mut world = desk();
    let number = world.opened(noise().arg("category", "marketing"));
    let developer = [("department", "地产客户服务中心"), ("leader", "周经理")];
    world.does(DESK, "ticket.notify", number, &developer);
    let ticket = world.ticket(number);
    let sent = ticket.grievance.unwrap();
    assert_eq!(
        (
            sent.department.as_str(),
            sent.leader.as_str(),
            sent.notified_at
        ),
        ("地产客户服务中心", "周经理", Some(world.now))
    );
    world.does(
        DESK,
        "ticket.resolve",
        number,
        &[("result", "地产同意更换样板"), ("responsible", PLUMBER)],
    );
    // The answer stays owed to the customer until it was told.
    assert_eq!(world.owed(number).0, "complaint.answer");
    world.does(DESK, "ticket.feedback", number, &[("text", "电话告知")]);
    assert_eq!(world.ticket(number).state, "follow_up");
}

#[test]
fn a_quarrel_of_neighbours_names_the_other_side_and_keeps_what_was_agreed() {
    let mut world = desk();
    let number = world.opened(
        noise()
            .arg("category", "neighbour")
            .arg("against", "3-2-1301 周女士"),
    );
    world.does(
        DESK,
        "ticket.note",
        number,
        &[("text", "业委会李代表到场调解")],
    );
    world.does(
        DESK,
        "ticket.notify",
        number,
        &[("department", "业主委员会"), ("leader", "李代表")],
    );
    let agreed = "双方约定22点后不弹琴";
    world.does(
        DESK,
        "ticket.resolve",
        number,
        &[("result", agreed), ("responsible", PLUMBER)],
    );
    let ticket = world.ticket(number);
    assert_eq!(
        (
            ticket.result.as_str(),
            ticket.grievance.unwrap().against.as_str()
        ),
        (agreed, "3-2-1301 周女士")
    );
}
