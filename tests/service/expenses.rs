//! What a ticket costs the office: bands of authority, one decision about the whole, nothing out before (duties.md D-026).

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::expense::ExpenseKind;
use frontdesk::domain::id::Number;
use frontdesk::domain::money::Amount;
use frontdesk::domain::office::ApprovalState;
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::by_number;

use super::desk::*;
use crate::support::world::World;

const EXPENSE: &str = "ticket.expense";
const PAY_OUT: &str = "ticket.pay_out";

fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn costs(amount: &str) -> [(&str, &str); 3] {
    [
        ("purpose", "repair"),
        ("amount", amount),
        ("reason", "换水泵"),
    ]
}

fn out(amount: &str) -> [(&str, &str); 2] {
    [("amount", amount), ("payee", "顺达机电")]
}

/// A repair for which the desk asks so much, and the request.
fn asked(world: &mut World, amount: &str) -> (Number, Number) {
    let number = world.opened(leak());
    let request = world.asks(DESK, EXPENSE, number, &costs(amount));
    (number, request)
}

#[test]
fn who_decides_goes_by_the_amount_and_a_limit_is_within_it() {
    // Shipped limits: 500, 2,000 and 10,000 yuan.
    for (amount, rank) in [
        ("0.01", Rank::Supervisor),
        ("500", Rank::Supervisor),
        ("500.01", Rank::DeptManager),
        ("2000", Rank::DeptManager),
        ("2000.01", Rank::PropertyManager),
        ("10000", Rank::PropertyManager),
        ("10000.01", Rank::Leadership),
    ] {
        let mut world = desk();
        let (_, request) = asked(&mut world, amount);
        assert_eq!(world.approval(request).rank, rank, "{amount}");
    }
}

#[test]
fn a_limit_is_a_setting() {
    let mut world = desk();
    let limit = cmd("setting.set").arg("setting", "expense.supervisor_yuan");
    world.done(MANAGER, limit.arg("value", "0"));
    let (_, request) = asked(&mut world, "1");
    assert_eq!(world.approval(request).rank, Rank::DeptManager);
}

#[test]
fn nothing_goes_out_before_it_is_agreed_and_never_more() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "1200");
    let (why, _) = world.refuses(DESK, PAY_OUT, number, &out("0.01"));
    assert_eq!(why, Why::ExpenseWaits);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", request, &[]);
    assert_eq!(why, Why::RankTooLow);
    world.does(MANAGER, "approval.grant", request, &[]);
    let ticket = world.ticket(number);
    let agreed = &ticket.expenses.as_ref().unwrap().agreed[0];
    assert_eq!((agreed.kind, agreed.by.0), (ExpenseKind::Repair, 3));
    assert_eq!(agreed.approval, Some(request));
    assert_eq!(ticket.expense_agreed().unwrap(), yuan("1200"));
    let (why, field) = world.refuses(DESK, PAY_OUT, number, &out("1200.01"));
    assert_eq!((why, field[0].0.as_str()), (Why::MoreThanAgreed, "amount"));
    world.does(DESK, PAY_OUT, number, &out("700"));
    let done = world.does(DESK, PAY_OUT, number, &out("500"));
    let left = done.facts.iter().find(|(name, _)| name == "left").unwrap();
    assert_eq!(left.1, Fact::Money(Amount::ZERO));
    let (why, _) = world.refuses(DESK, PAY_OUT, number, &out("0.01"));
    assert_eq!(why, Why::MoreThanAgreed);
    assert_eq!(world.ticket(number).expense_out().unwrap(), yuan("1200"));
    let lines = world.lines(number);
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.field.starts_with("expense"))
        .map(|line| {
            (
                line.field.as_str(),
                line.before.as_str(),
                line.after.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("expense_agreed", "0.00", "1200.00"),
            ("expense_paid", "0.00", "700.00"),
            ("expense_paid", "700.00", "1200.00"),
        ]
    );
    world.holds_together();
}

#[test]
fn several_small_sums_are_decided_about_as_the_one_they_are() {
    let mut world = desk();
    let number = world.opened(leak());
    // The supervisor's own authority reaches to 500 for the whole matter.
    world.does(SUPERVISOR, EXPENSE, number, &costs("300"));
    world.does(SUPERVISOR, EXPENSE, number, &costs("200"));
    let third = world.asks(SUPERVISOR, EXPENSE, number, &costs("0.01"));
    assert_eq!(world.approval(third).rank, Rank::DeptManager);
    // Another matter begins anew.
    let other = world.opened(leak().arg("text", "阳台漏水"));
    world.does(SUPERVISOR, EXPENSE, other, &costs("500"));
    assert_eq!(world.ticket(number).expense_agreed().unwrap(), yuan("500"));
    world.holds_together();
}

#[test]
fn what_waits_holds_the_work_back_until_it_is_decided() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "800");
    let done = [("result", "换了水泵")];
    let (why, facts) = world.refuses(DESK, "ticket.done", number, &done);
    assert_eq!(why, Why::ExpenseWaits);
    assert!(facts.contains(&("number".into(), Fact::Text("A1121-001".into()))));
    let (why, _) = world.refuses(DESK, EXPENSE, number, &costs("5"));
    assert_eq!(why, Why::ExpenseWaits);
    world.does(
        MANAGER,
        "approval.refuse",
        request,
        &[("reason", "先找保修")],
    );
    world.does(DESK, "ticket.done", number, &done);
    assert_eq!(world.ticket(number).expense_agreed().unwrap(), Amount::ZERO);
    world.holds_together();
}

#[test]
fn what_expired_holds_nothing_back() {
    let mut world = desk();
    let (number, _) = asked(&mut world, "800");
    world.wait_until("2026-11-29T12:00");
    world.does(DESK, "ticket.done", number, &[("result", "换了水泵")]);
}

#[test]
fn a_note_meanwhile_changes_nothing_but_other_money_does() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "800");
    world.does(DESK, "ticket.note", number, &[("text", "配件已问价")]);
    world.does(MANAGER, "approval.grant", request, &[]);
    assert_eq!(world.ticket(number).expense_agreed().unwrap(), yuan("800"));

    let (number, request) = asked(&mut world, "800");
    let mut ticket = world.ticket(number);
    let before = ticket.expenses.get_or_insert_default();
    before.agreed.push(frontdesk::domain::expense::Expense {
        kind: ExpenseKind::Repair,
        amount: yuan("9500"),
        reason: "别处批的".into(),
        by: frontdesk::domain::id::StaffId(3),
        at: world.now,
        approval: None,
    });
    world.put(&mut ticket);
    // What was asked was 800 in all; it would be 10,300 now, which the manager may not agree to.
    let (why, _) = world.refuses(MANAGER, "approval.grant", request, &[]);
    assert_eq!(why, Why::ApprovalStale);
    assert_eq!(world.ticket(number).expense_agreed().unwrap(), yuan("9500"));
}

#[test]
fn what_is_over_costs_nothing_more() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "100");
    let cancelled = world.asks(DESK, "ticket.cancel", number, &[("reason", "业主不修了")]);
    world.does(SUPERVISOR, "approval.grant", cancelled, &[]);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", request, &[]);
    assert!(
        [Why::ApprovalStale, Why::NotFromHere].contains(&why),
        "{why:?}"
    );
    let (why, _) = world.refuses(DESK, EXPENSE, number, &costs("5"));
    assert_eq!(why, Why::NotFromHere);
    assert_eq!(world.ticket(number).expense_agreed().unwrap(), Amount::ZERO);
}

/// A complaint of level 1 somebody has taken on.
fn grievance(world: &mut World) -> Number {
    let number = world.opened(noise());
    let notify = [("department", "工程部"), ("leader", "赵经理")];
    world.does(DESK, "ticket.notify", number, &notify);
    world.does(DESK, "ticket.accept", number, &[]);
    number
}

#[test]
fn compensation_goes_by_its_amount_and_is_paid_out_once_the_plan_is_approved() {
    for (amount, rank) in [
        ("300", Rank::Supervisor),
        ("1500", Rank::DeptManager),
        ("6000", Rank::PropertyManager),
        ("60000", Rank::Leadership),
    ] {
        let mut world = desk();
        let number = grievance(&mut world);
        let plan = [("plan", "赔墙面"), ("compensation", amount)];
        let request = world.does(SUPERVISOR, "ticket.plan", number, &plan).also[0];
        assert_eq!(world.approval(request).rank, rank, "{amount}");
        let (why, _) = world.refuses(DESK, PAY_OUT, number, &out(amount));
        assert_eq!(why, Why::MoreThanAgreed, "{amount}");
        if rank > Rank::PropertyManager {
            continue;
        }
        world.does(MANAGER, "approval.grant", request, &[]);
        world.does(DESK, PAY_OUT, number, &out(amount));
        assert_eq!(world.ticket(number).expense_out().unwrap(), yuan(amount));
        // A plan made anew is approved anew; what went out stays known, and no more goes out.
        world.does(SUPERVISOR, "ticket.plan", number, &plan);
        let (why, _) = world.refuses(DESK, PAY_OUT, number, &out("0.01"));
        assert_eq!(why, Why::MoreThanAgreed, "{amount}");
        world.holds_together();
    }
}

#[test]
fn a_major_complaint_is_decided_at_the_top_however_little_it_costs() {
    let mut world = desk();
    let number = grievance(&mut world);
    world.does(DESK, "ticket.edit", number, &[("major", "yes")]);
    let mut staff: Staff = world.get(2);
    staff.rank = Rank::DeptManager;
    world.put(&mut staff);
    world.does(SUPERVISOR, "ticket.accept", number, &[]);
    let plan = [("plan", "赔墙面"), ("compensation", "1")];
    let answer = world.ask(SUPERVISOR, with(on("ticket.plan", number), &plan));
    let Answer::Done(done) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(world.approval(done.also[0]).rank, Rank::Leadership);
}

#[test]
fn what_is_grave_is_decided_higher_up_also_without_a_plan() {
    for (edit, rank) in [
        (("level", "1"), Rank::Supervisor),
        (("level", "2"), Rank::Leadership),
        (("level", "3"), Rank::Leadership),
        (("major", "yes"), Rank::Leadership),
    ] {
        let mut world = desk();
        let number = world.opened(noise());
        if edit != ("level", "1") {
            world.does(DESK, "ticket.edit", number, &[edit]);
        }
        let made_good = [
            ("purpose", "compensation"),
            ("amount", "1"),
            ("reason", "赔门垫"),
        ];
        let request = world.asks(DESK, EXPENSE, number, &made_good);
        assert_eq!(world.approval(request).rank, rank, "{edit:?}");
    }
}

#[test]
fn a_plan_approved_below_is_not_approved_for_a_major_complaint() {
    let mut world = desk();
    let number = grievance(&mut world);
    let plan = [("plan", "赔墙面"), ("compensation", "300")];
    let request = world.does(SUPERVISOR, "ticket.plan", number, &plan).also[0];
    world.does(MANAGER, "approval.grant", request, &[]);
    world.does(DESK, "ticket.edit", number, &[("major", "yes")]);
    let (why, _) = world.refuses(DESK, PAY_OUT, number, &out("300"));
    assert_eq!(why, Why::MoreThanAgreed);
}

#[test]
fn who_asked_wrongly_withdraws_it_and_asks_again() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "60000");
    let no = [("reason", "多写了两个零")];
    let (why, _) = world.refuses(SUPERVISOR, "approval.withdraw", request, &no);
    assert_eq!(why, Why::NotAsker);
    // Space offers it to who asked alone.
    let offered = |world: &World, who: &str| {
        let subject = world
            .look(|tx| by_number(tx, request))
            .unwrap()
            .unwrap()
            .subject();
        match world.reply(who, &Query::Actions(subject.unwrap())) {
            Ok(Reply::Actions(all)) => all
                .into_iter()
                .find(|action| action.command == "approval.withdraw")
                .map(|action| action.refused.map(|refusal| refusal.why)),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(offered(&world, DESK), Some(None));
    assert_eq!(offered(&world, MANAGER), Some(Some(Why::NotAsker)));
    world.does(DESK, "approval.withdraw", request, &no);
    assert_eq!(offered(&world, DESK), Some(Some(Why::Decided)));
    assert_eq!(world.approval(request).state, ApprovalState::Withdrawn);
    for (who, name) in [(DESK, "approval.withdraw"), (MANAGER, "approval.refuse")] {
        let (why, _) = world.refuses(who, name, request, &no);
        assert_eq!(why, Why::Decided, "{name}");
    }
    let (why, _) = world.refuses(MANAGER, "approval.grant", request, &[]);
    assert_eq!(why, Why::Decided);
    let again = world.asks(DESK, EXPENSE, number, &costs("600"));
    assert_eq!(world.approval(again).rank, Rank::DeptManager);
    world.holds_together();
}

#[test]
fn a_request_that_waits_stands_on_its_ticket() {
    let mut world = desk();
    let (number, request) = asked(&mut world, "800");
    let waits = |world: &World| {
        let shown = ask(world, DESK, &Query::Show(number.full())).unwrap();
        let Reply::Detail(detail) = shown else {
            panic!()
        };
        detail
            .fields
            .iter()
            .any(|field| field.name == "expense_waits")
    };
    assert!(waits(&world));
    // Somebody who asks to be paid is told of it, not to ask again.
    let (why, _) = world.refuses(DESK, PAY_OUT, number, &out("1"));
    assert_eq!(why, Why::ExpenseWaits);
    world.does(MANAGER, "approval.grant", request, &[]);
    assert!(!waits(&world));
}

#[test]
fn money_that_came_back_is_noted_beside_what_went_out() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(SUPERVISOR, EXPENSE, number, &costs("300"));
    let refusal = world.refused(
        DESK,
        with(on("ticket.pay_back", number), &[("amount", "1")]),
    );
    assert_eq!(refusal.why, Why::NoRight);
    world.does(DESK, PAY_OUT, number, &out("300"));
    // What went out is not un-noted.
    assert_eq!(
        world.refused(DESK, Command::new("undo")).why,
        Why::CannotUndo
    );
    let refusal = world.refused(SUPERVISOR, Command::new("undo"));
    assert_eq!(refusal.why, Why::BuiltOn);
    let back = |amount| [("amount", amount), ("reason", "付错人")];
    let (why, _) = world.refuses(SUPERVISOR, "ticket.pay_back", number, &back("300.01"));
    assert_eq!(why, Why::MoreThanPaidOut);
    world.does(SUPERVISOR, "ticket.pay_back", number, &back("300"));
    assert_eq!(world.ticket(number).expense_out().unwrap(), Amount::ZERO);
    world.does(DESK, PAY_OUT, number, &out("300"));
    let paid = world.ticket(number).expenses.unwrap().paid;
    assert_eq!(paid.len(), 3);
    world.holds_together();
}
