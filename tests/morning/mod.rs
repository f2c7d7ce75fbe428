//! A receptionist's morning by the command line: twenty-five named acts, and what is there at the end.

mod office;

use office::Office;
use serde_json::Value;

/// Finds the one row whose field has this value.
fn one<'a>(rows: &'a [Value], field: &str, value: &str) -> &'a Value {
    let mut found = rows.iter().filter(|row| row[field] == value);
    let row = found
        .next()
        .unwrap_or_else(|| panic!("no row with {field} = {value} in {rows:#?}"));
    assert!(found.next().is_none(), "one row with {field} = {value}");
    row
}

#[test]
#[allow(clippy::too_many_lines, reason = "a morning is one story")]
fn twenty_five_acts_of_a_morning() {
    let office = Office::open();
    let desk = |line: &str| office.run("李芳", line);
    let chief = |line: &str| office.run("张敏", line);
    let account = Office::account();
    let manager = |line: &str| office.run(&account, line);

    // 1 A burst pipe: contact, repair and dispatch in one act.
    let burst = desk(
        "contact.log channel=call premises=321201 caller=王建国 phone=13800135678 category=water priority=urgent place=厨房 text=厨房水管漏水 dispatch=yes",
    );
    let burst_ticket = burst.also();
    // 2 A neighbour reports the same: a voice, not a second ticket.
    desk(&format!(
        "ticket.voice {burst_ticket} premises=3-2-1101 caller=陈淑芬 phone=13900135678"
    ));
    // 3 The worker arrives.
    desk(&format!("ticket.start {burst_ticket}"));
    // 4 It waits for a part.
    desk(&format!(
        "ticket.hold {burst_ticket} reason=等配件 until=+1d"
    ));
    // 5 The part came sooner.
    desk(&format!("ticket.resume {burst_ticket}"));
    // 6 Done, classed and filed.
    desk(&format!(
        "ticket.done {burst_ticket} result=更换软管 class=给排水 zone=3-2"
    ));
    // 7 and 8 Both who reported it are asked; one is satisfied at once, one does not answer.
    let asked = office.list("followups", &[]);
    assert_eq!(asked.len(), 2, "one for each voice");
    let first = one(&asked, "premises", "3-2-1201")["number"]
        .as_str()
        .unwrap()
        .to_owned();
    let second = one(&asked, "premises", "3-2-1101")["number"]
        .as_str()
        .unwrap()
        .to_owned();
    desk(&format!(
        "followup.record {first} outcome=satisfied text=修好了,很满意"
    ));
    desk(&format!("followup.record {second} outcome=no_answer"));
    // 9 She answers the second time, and it drips again: the repair comes back.
    desk(&format!(
        "followup.record {second} outcome=not_satisfied text=还在滴水"
    ));
    // 10 Another worker is sent.
    desk(&format!("ticket.dispatch {burst_ticket} worker=王师傅"));
    // 11 A visitor waits with a question.
    let visit = desk("contact.log channel=visit premises=1-1-101 caller=赵敏 visitor=owner waiting=yes text=装修押金怎么退").number();
    // 12 It is answered.
    desk(&format!(
        "contact.answer {visit} text=凭验收单到前台办理 left=yes"
    ));
    // 13 A question that needs a call back.
    let ask =
        desk("contact.log channel=call phone=13700001111 text=停车月卡 callback=yes").number();
    // 14 An incident on the shift, reported at once.
    desk(
        "contact.log channel=shift kind=incident area=地库 text=地下车库积水 first_action=放置警示牌 reported_to=张敏",
    );
    // 15 A complaint of level 2: the desk hands it up.
    let noise = desk(
        "ticket.open kind=complaint premises=2-1-201 category=noise level=2 text=楼上深夜装修",
    )
    .number();
    desk(&format!(
        "ticket.escalate {noise} reason=前台无法处理 target=property_manager"
    ));
    // 16 The manager takes it on and plans; the plan needs leadership.
    manager(&format!("ticket.accept {noise}"));
    let plan = manager(&format!("ticket.plan {noise} plan=限定施工时间"));
    assert_eq!(
        plan.outcome(),
        "done",
        "the plan is recorded; its approval waits"
    );
    // 17 A repair opened by mistake: the receptionist asks, the supervisor grants.
    let wrong =
        desk("ticket.open kind=repair premises=1-1-102 category=electric text=跳闸").number();
    let asked = desk(&format!("ticket.cancel {wrong} reason=登记错误"));
    assert_eq!(asked.outcome(), "pending");
    // 18
    chief(&format!("approval.grant {}", asked.number()));
    // 19 A notice is posted: callers are told.
    chief("outage.post text=3栋2单元停水检修 until=+1d areas=3-2 category=water");
    // 20 The month is charged.
    chief(&format!("charge.run month={}", office.month()));
    // 21 One home pays all it owes.
    let owed = one(&office.list("arrears", &[]), "premises", "3-2-1201")["amount"]
        .as_str()
        .unwrap()
        .to_owned();
    let receipt = desk(&format!("payment.take 3-2-1201 amount={owed} method=cash")).number();
    // 22 The receipt was for another home: reversed by two people.
    let reversal = desk(&format!("payment.reverse {receipt} reason=户号错误"));
    assert_eq!(reversal.outcome(), "pending");
    chief(&format!("approval.grant {}", reversal.number()));
    // 23 It is taken again from the right one.
    let right = one(&office.list("arrears", &[]), "premises", "1-1-0101")["amount"]
        .as_str()
        .unwrap()
        .to_owned();
    desk(&format!(
        "payment.take 1-1-101 amount={right} method=wechat"
    ));
    // 24 A debtor is called and promises.
    desk("dunning.record 2-1-201 way=call text=答应月底前缴清");
    desk("promise.record 2-1-201 day=+5d");
    // 25 A slip of the finger is taken back.
    desk(&format!("ticket.note {burst_ticket} text=写错地方了"));
    desk("undo");

    let tickets = office.list("tickets", &[]);
    assert_eq!(tickets.len(), 3);
    assert_eq!(
        one(&tickets, "number", &burst_ticket)["state"],
        "dispatched"
    );
    assert_eq!(one(&tickets, "number", &burst_ticket)["assignee"], "王师傅");
    assert_eq!(one(&tickets, "number", &noise)["state"], "plan_pending");
    assert_eq!(one(&tickets, "number", &wrong)["state"], "cancelled");
    let contacts = office.list("contacts", &[]);
    assert_eq!(contacts.len(), 4);
    assert_eq!(one(&contacts, "number", &visit)["state"], "settled");
    assert_eq!(one(&contacts, "number", &ask)["state"], "call_back");
    assert!(
        contacts
            .iter()
            .all(|row| !row["phone"].as_str().unwrap_or("").contains("0000")),
        "masked"
    );
    let payments = office.list("payments", &[]);
    assert_eq!(payments.len(), 2);
    assert!(!one(&payments, "number", &receipt)["reversed_by"].is_null());
    let arrears = office.list("arrears", &[]);
    assert!(
        arrears.iter().all(|row| row["premises"] != "1-1-0101"),
        "paid"
    );
    assert_eq!(
        one(&arrears, "premises", "3-2-1201")["amount"],
        owed.as_str(),
        "reversed, so owed again"
    );
    assert!(!one(&arrears, "premises", "2-1-0201")["promise_on"].is_null());
    let open = office.list("approvals", &["state = pending"]);
    assert_eq!(open.len(), 1, "the complaint's plan");
    office.verify();
}
