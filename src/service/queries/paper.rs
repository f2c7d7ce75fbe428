//! What is printed: work slips (派工单), receipts (收据), dunning notices (催缴通知), hand-in slips (交款单), entries of registers.

use crate::domain::close::DayClose;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::{Household, masked_phone};
use crate::domain::ledger::{Charge, Payment};
use crate::domain::money::Amount;
use crate::domain::register::{FieldKind, RegisterEntry};
use crate::domain::staff::Right;
use crate::domain::ticket::{Priority, Ticket};
use crate::service::books;
use crate::service::command::About;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::closing::of_close;
use crate::service::queries::detail::{appointment, category_said, entry_said};
use crate::service::queries::explain::settled_by;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::load;
use crate::service::queries::rows::named;
use crate::service::queries::several;
use crate::service::registers::in_force;
use crate::service::subject::{self, Found, Subject};
use crate::service::view::{PaperLine, Papers};
use crate::storage::record::{Record, get};

/// The kinds of paper, each with a template of its own (`office/paper/<kind>.txt`).
pub const KINDS: [&str; 4] = [WORK_SLIP, RECEIPT, DUNNING, HAND_IN];
/// 派工单.
pub const WORK_SLIP: &str = "work_slip";
/// 收据.
pub const RECEIPT: &str = "receipt";
/// 催缴通知.
pub const DUNNING: &str = "dunning_notice";
/// 交款单.
pub const HAND_IN: &str = "hand_in";

/// An entry of a register (登记表); its template is called after its register, `entry-key`.
pub const ENTRY: &str = "entry";

/// Papers at once at most.
const MOST: usize = 500;

/// Answers `Query::Paper`: the slip of a ticket, the receipt of a payment, the dunning notice of a home, the hand-in slip
/// of a day's close.
pub fn paper(asking: Asking<'_>, subject: Subject) -> Run<Papers> {
    if subject.kind == DayClose::KIND {
        let close = get(asking.tx, subject.id)?.ok_or_else(|| unknown(subject.id.to_string()))?;
        return Ok(of(asking, HAND_IN, vec![hand_in(asking, close)?]));
    }
    match load(asking.tx, subject)? {
        Found::Ticket(ticket) => Ok(of(asking, WORK_SLIP, vec![work_slip(asking, &ticket)?])),
        Found::Payment(payment) => Ok(of(asking, RECEIPT, vec![receipt(asking, &payment)?])),
        Found::Household(home) => Ok(of(asking, DUNNING, vec![dunning(asking, &home)?])),
        Found::Register(entry) => of_entry(asking, &entry),
        other => {
            let name = crate::service::queries::found::name(asking.office, &other);
            Err(unknown(name).into())
        }
    }
}

fn unknown(name: String) -> Refusal {
    Refusal::new(Why::UnknownRecord).with("number", name)
}

/// Papers of one kind, with how the office prints.
fn of(asking: Asking<'_>, kind: &str, sheets: Vec<Vec<PaperLine>>) -> Papers {
    let columns = asking.office.whole("print.columns", 80);
    Papers {
        printer: asking.office.setting("print.printer").to_owned(),
        escpos: asking.office.setting("print.escpos") == "yes",
        columns: u32::try_from(columns).unwrap_or(80),
        kind: kind.to_owned(),
        sheets,
        template: None,
        fault: None,
    }
}

/// Answers `Query::Papers`: those of these records, as they are typed; work slips in the order of the work pane.
pub fn papers(asking: Asking<'_>, kind: &str, names: &[String]) -> Run<Papers> {
    if names.len() > MOST {
        return Err(Refusal::new(Why::TooMany).with("limit", MOST).into());
    }
    let find = |about: About, name: &String| {
        subject::find(asking.tx, asking.office, asking.now, about, Some(name))
    };
    let sheets: Run<Vec<Vec<PaperLine>>> = match kind {
        WORK_SLIP => {
            let tickets = several::in_order(asking, several::named(asking, names)?)?;
            let slips = tickets.iter();
            slips.map(|ticket| work_slip(asking, ticket)).collect()
        }
        RECEIPT => {
            let receipts = names.iter().map(|name| match find(About::Payment, name)? {
                Found::Payment(payment) => receipt(asking, &payment),
                _ => Err(unknown(name.clone()).into()),
            });
            receipts.collect()
        }
        DUNNING => {
            let notices = names
                .iter()
                .map(|name| match find(About::Household, name)? {
                    Found::Household(home) => dunning(asking, &home),
                    _ => Err(unknown(name.clone()).into()),
                });
            notices.collect()
        }
        ENTRY => {
            let name = names.first().map_or("", String::as_str);
            return match find(About::Register, &name.to_owned())? {
                Found::Register(entry) if names.len() == 1 => of_entry(asking, &entry),
                _ => Err(unknown(name.to_owned()).into()),
            };
        }
        HAND_IN => {
            let slips = names.iter().map(|name| {
                let id = name.trim().parse::<u64>().ok();
                let close = id.map(|id| get(asking.tx, id)).transpose()?.flatten();
                hand_in(asking, close.ok_or_else(|| unknown(name.clone()))?)
            });
            slips.collect()
        }
        _ => Err(unknown(kind.to_owned()).into()),
    };
    Ok(of(asking, kind, sheets?))
}

/// What a home owes, charge by charge, the oldest first (催缴通知; duties.md D-051).
fn dunning(asking: Asking<'_>, home: &Household) -> Run<Vec<PaperLine>> {
    let open = books::unpaid(asking.tx, home.id)?;
    let owed = |charge: &Charge| charge.unpaid().plus(charge.late_unpaid());
    let total = open.iter().map(owed).collect::<Result<Vec<_>, _>>()?;
    let total = Amount::sum(total)?;
    if total <= Amount::ZERO {
        return Err(Refusal::new(Why::NothingOwed)
            .with("premises", home.code.as_str())
            .into());
    }
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-dunning_notice")),
        PaperLine::Rule,
    ];
    let mut facts = Facts::default();
    facts
        .text(
            "premises",
            &asking.office.place_name(home.community, &home.code),
        )
        .text("payer", &books::owner_of(asking.tx, home.id)?)
        .put("printed_on", Fact::Day(asking.office.today(asking.now)));
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    for charge in &open {
        facts
            .text("item", &format!("{} {}", charge.name, charge.month))
            .put("due_on", Fact::Day(charge.due_on))
            .put("still_owed", Fact::Money(owed(charge)?));
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts.put("total", Fact::Money(total));
    lines(&mut paper, facts);
    paper.push(PaperLine::Sign(String::from("field-signature_desk")));
    paper.push(PaperLine::Sign(String::from("field-signature_customer")));
    Ok(paper)
}

/// What is handed in at the close of a day (交款单): by whom and how it was taken, what was counted (reliability H21).
fn hand_in(asking: Asking<'_>, close: DayClose) -> Run<Vec<PaperLine>> {
    let view = of_close(asking, close)?;
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-hand_in")),
        PaperLine::Rule,
    ];
    let mut facts = Facts::default();
    facts
        .text("slip", &view.id.to_string())
        .put("close_day", Fact::Day(view.day))
        .at("close_at", Some(view.at))
        .text("handled_by", &view.person)
        .at("reversed_at", view.reopened.as_ref().map(|said| said.at));
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    for line in &view.lines {
        facts
            .text("taken_by", &line.person)
            .term("method", format!("choice-method-{}", line.method))
            .put("close_receipts", Fact::Count(line.receipts))
            .put("amount", Fact::Money(line.taken.minus(line.given)?));
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    for (name, count) in &view.pieces {
        facts.put(name, Fact::Count(*count));
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .put("close_counted", Fact::Money(view.counted))
        .money("close_float", view.float)
        .put("close_cash_books", Fact::Money(view.expected))
        .put("close_difference", Fact::Money(view.difference))
        .text("close_reason", &view.reason)
        .text(
            "close_decision",
            view.decided.as_ref().map_or("", |said| said.text.as_str()),
        )
        .put("total", Fact::Money(view.total))
        .text("check_code", &view.anchor);
    lines(&mut paper, facts);
    for sign in ["field-signature_desk", "field-signature_supervisor"] {
        paper.push(PaperLine::Sign(sign.to_owned()));
    }
    Ok(paper)
}

/// An entry under the name its register has on paper: what is filled, what is masked as it is shown, and a place for what is
/// to be filled in by hand (duties.md D-045).
fn of_entry(asking: Asking<'_>, entry: &RegisterEntry) -> Run<Papers> {
    let name = entry.number.full();
    let register = in_force(entry).ok_or_else(|| unknown(name.clone()))?;
    let (state, told) = entry_said(asking, entry)?;
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(format!("paper-{}", register.name)),
        PaperLine::Rule,
    ];
    let mut facts = Facts::default();
    facts
        .text("number", &name)
        .term("state", format!("state-{}-{state}", register.name));
    lines(&mut paper, facts);
    paper.extend(told.into_iter().map(PaperLine::Field));
    paper.push(PaperLine::Rule);
    let by_hand = register.fields.iter().filter(|field| {
        let typed = field.computed.is_none() && field.kind != FieldKind::File;
        typed && entry.value(&field.id).is_none()
    });
    paper.extend(
        by_hand.map(|field| PaperLine::Sign(format!("field-{}-{}", register.name, field.id))),
    );
    for sign in ["field-signature_desk", "field-signature_customer"] {
        paper.push(PaperLine::Sign(sign.to_owned()));
    }
    let kind = format!("{ENTRY}-{}", register.name);
    Ok(of(asking, &kind, vec![paper]))
}

/// Adds facts as lines.
fn lines(paper: &mut Vec<PaperLine>, facts: Facts) {
    paper.extend(facts.done().into_iter().map(PaperLine::Field));
}

/// The slip a worker takes along (duties.md D-016). The number to call is on it, because the worker needs it:
/// whole for who may see it, and whoever runs the query leaves a line (duties.md D-068).
fn work_slip(asking: Asking<'_>, ticket: &Ticket) -> Run<Vec<PaperLine>> {
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-work_slip")),
        PaperLine::Rule,
    ];
    let phone = if asking.actor.may(Right::Reveal) {
        ticket.phone.clone()
    } else {
        masked_phone(&ticket.phone)
    };
    let mut facts = Facts::default();
    facts
        .text("number", &ticket.number.full())
        .at("received_at", Some(ticket.received_at))
        .text("premises", &ticket.premises)
        .text("caller", &ticket.caller)
        .text("phone", &phone)
        .said("category", category_said(asking.office, &ticket.category));
    if ticket.priority != Priority::Normal {
        facts.term(
            "priority",
            format!("choice-priority-{}", ticket.priority.name()),
        );
    }
    facts.text("place", &ticket.place);
    appointment(asking, &mut facts, ticket.appointment);
    facts
        .text("worker", &named(asking, ticket.assignee)?)
        .at("dispatched_at", ticket.dispatched_at)
        .at("due_at", ticket.due_at);
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let text = if ticket.text.is_empty() {
        &ticket.summary
    } else {
        &ticket.text
    };
    paper.extend(text.lines().map(|line| PaperLine::Text(line.to_owned())));
    paper.push(PaperLine::Rule);
    // To be filled in by hand at the home.
    for blank in ["field-result", "field-cost", "field-done_at"] {
        paper.push(PaperLine::Sign(blank.to_owned()));
    }
    for sign in ["field-signature_worker", "field-signature_customer"] {
        paper.push(PaperLine::Sign(sign.to_owned()));
    }
    Ok(paper)
}

/// The receipt of a payment; the check code ties it to the books.
fn receipt(asking: Asking<'_>, payment: &Payment) -> Run<Vec<PaperLine>> {
    let mut paper = vec![
        PaperLine::Text(asking.office.name()),
        PaperLine::Title(String::from("field-receipt")),
    ];
    // What was printed once is a copy from then on (reliability H14).
    let copies = payment.prints.unwrap_or_default().saturating_sub(1);
    if copies > 0 {
        let mut facts = Facts::default();
        facts.count("copy", i64::from(copies));
        lines(&mut paper, facts);
    }
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .text("number", &payment.number.full())
        .at("taken_at", Some(payment.taken_at))
        .at("clock_back", payment.clock_back)
        .text("premises", &payment.premises)
        .text("payer", &payment.payer);
    if payment.effective_on != asking.office.today(payment.taken_at) {
        facts.day("effective_on", Some(payment.effective_on));
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    settled_by(asking, payment, &mut facts)?;
    facts
        .money("rounded", payment.rounded.unwrap_or_default())
        .money("advance", payment.advance);
    for refund in payment.refunds.iter().flatten() {
        facts.put("refunded", refund.amount);
    }
    lines(&mut paper, facts);
    paper.push(PaperLine::Rule);
    let mut facts = Facts::default();
    facts
        .put("total", Fact::Money(payment.amount))
        .text("capitals", &payment.amount.capitals())
        .term("method", format!("choice-method-{}", payment.method.name()))
        .text(
            "reference",
            payment.reference.as_deref().unwrap_or_default(),
        );
    if payment.tendered.is_some() {
        facts
            .money("tendered", payment.tendered.unwrap_or_default())
            .money("change", payment.change());
    }
    facts
        .text("handled_by", &named(asking, Some(payment.taken_by))?)
        .text("check_code", &payment.check_code())
        .text("audit_head", &payment.anchor)
        .at("reversed_at", payment.reversed_at)
        .text("remarks", &payment.note);
    lines(&mut paper, facts);
    paper.push(PaperLine::Sign(String::from("field-signature_desk")));
    Ok(paper)
}
