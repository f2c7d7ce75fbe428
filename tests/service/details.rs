//! Records with everything about them: facts with words, masks, links, history, actions.

use std::collections::BTreeSet;

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::history::LineKind;
use frontdesk::domain::ticket::{Grievance, TicketKind, Voice};
use frontdesk::locale::{Language, Words};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Detail, Explanation, Field};

use crate::floors::source_files;

use super::estate::{CHEN_GANG, Estate, LI_FANG, WANG, ZHANG_MIN, at, now, yuan};

fn detail(estate: &Estate, subject: Subject) -> Detail {
    match estate.ask(&Query::Detail(subject)).unwrap() {
        Reply::Detail(detail) => detail,
        other => panic!("{other:?}"),
    }
}

fn value<'d>(detail: &'d Detail, name: &str) -> &'d Fact {
    &field(detail, name).value
}

fn field<'d>(detail: &'d Detail, name: &str) -> &'d Field {
    detail
        .fields
        .iter()
        .find(|field| field.name == name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", detail.fields))
}

/// An estate with a record of every kind, and their subjects.
pub(super) fn everything() -> (Estate, Vec<Subject>) {
    let estate = Estate::new();
    let home = estate.home("3-2-1201");
    let person = estate.person("王建国", "13800005678", &home);
    let mut contact = estate.contact(&home, now());
    let mut ticket = estate.ticket(&home, now());
    contact.tickets = vec![ticket.id];
    estate.put(&mut contact);
    ticket.contact = Some(contact.id);
    ticket.assignee = Some(WANG);
    ticket.voices = vec![Voice {
        household: Some(home.id),
        premises: "3-2-1101".into(),
        person: None,
        name: "李雷".into(),
        phone: "13900001111".into(),
        contact: None,
        at: now(),
    }];
    estate.put(&mut ticket);
    estate.line(&ticket, LineKind::Move, "received", "dispatched", "");
    estate.line(&ticket, LineKind::Note, "", "", "已联系业主");
    let mut complaint = estate.ticket(&home, now());
    complaint.kind = TicketKind::Complaint;
    complaint.grievance = Some(Grievance {
        level: 2,
        major: true,
        against: "保洁".into(),
        ..Grievance::default()
    });
    complaint.links = vec![ticket.id];
    estate.put(&mut complaint);
    let follow_up = estate.follow_up(&ticket, now());
    let charge = estate.charge(&home, "2026-09", "246.50");
    estate.charge(&home, "2026-10", "246.50");
    let payment = estate.payment(&home, &charge);
    let staff = Subject {
        kind: 5,
        id: WANG.0,
    };
    let subjects = vec![
        Subject::of(&ticket),
        Subject::of(&complaint),
        Subject::of(&contact),
        Subject::of(&follow_up),
        Subject::of(&home),
        Subject::of(&person),
        Subject::of(&payment),
        staff,
    ];
    (estate, subjects)
}

#[test]
fn every_label_and_term_has_words_in_every_language() {
    let (estate, subjects) = everything();
    let mut keys = BTreeSet::new();
    for subject in subjects {
        let detail = detail(&estate, subject);
        assert!(!detail.fields.is_empty(), "{}", detail.kind);
        if !detail.state.is_empty() {
            keys.insert(format!("state-{}-{}", detail.kind, detail.state));
        }
        for field in &detail.fields {
            keys.insert(format!("field-{}", field.name));
            if let Fact::Term(term) = &field.value {
                keys.insert(term.clone());
            }
        }
    }
    for language in Language::ALL {
        let words = Words::load(language);
        let missing: Vec<&String> = keys
            .iter()
            .filter(|key| words.find(key).is_none())
            .collect();
        assert_eq!(missing, Vec::<&String>::new(), "{}", language.tag());
    }
}

/// The labels written in the code of the questions.
fn labels(source: &str) -> Vec<String> {
    let dense: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    let calls = [
        "text", "term", "choice", "yes", "count", "at", "day", "money", "put", "link",
    ]
    .map(|call| format!(".{call}(\""));
    let calls = calls
        .iter()
        .map(String::as_str)
        .chain(["Field::new(\"", "facts,\""]);
    let mut found = Vec::new();
    for call in calls {
        for part in dense.split(call).skip(1) {
            found.push(part.split('"').next().unwrap().to_owned());
        }
    }
    found
}

#[test]
fn every_label_in_the_code_has_words() {
    let mut missing = Vec::new();
    let mut seen = 0;
    for (path, text) in source_files("rs") {
        // Verification counts things by names of its own.
        if !path.contains("service/queries/") || path.ends_with("verify.rs") {
            continue;
        }
        for label in labels(&text) {
            seen += 1;
            for language in Language::ALL {
                if Words::load(language)
                    .find(&format!("field-{label}"))
                    .is_none()
                {
                    missing.push(format!("{path}: field-{label} in {}", language.tag()));
                }
            }
        }
    }
    assert!(seen > 100, "{seen} labels found");
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_number_of_a_person_is_shown_whole() {
    let (estate, subjects) = everything();
    for subject in subjects {
        let told = format!("{:?}", detail(&estate, subject));
        for secret in ["13800005678", "13900001111", "999999199001010002"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}

#[test]
fn a_ticket_tells_its_links_and_history() {
    let (estate, subjects) = everything();
    let ticket = detail(&estate, subjects[0]);
    assert_eq!(ticket.name, "R20261121-001");
    assert_eq!(
        (ticket.kind.as_str(), ticket.state.as_str()),
        ("repair", "received")
    );
    assert_eq!(value(&ticket, "phone"), &Fact::from("138****5678"));
    assert_eq!(value(&ticket, "assignee"), &Fact::from("王师傅"));
    assert_eq!(field(&ticket, "contact").link, Some(subjects[2]));
    assert_eq!(field(&ticket, "follow_up").link, Some(subjects[3]));
    assert_eq!(field(&ticket, "premises").link, Some(subjects[4]));
    assert_eq!(ticket.household, Some(subjects[4]));
    let lines: Vec<&str> = ticket
        .history
        .iter()
        .map(|line| line.kind.as_str())
        .collect();
    assert_eq!(lines, ["move", "note"]);
    assert_eq!(ticket.history[1].by, "李芳");
    let complaint = detail(&estate, subjects[1]);
    assert_eq!(field(&complaint, "other").link, Some(subjects[0]));
    assert_eq!(value(&complaint, "level"), &Fact::Count(2));
    let contact = detail(&estate, subjects[2]);
    assert_eq!(field(&contact, "ticket").link, Some(subjects[0]));
}

#[test]
fn only_the_newest_history_is_told() {
    let (estate, subjects) = everything();
    let ticket: frontdesk::domain::ticket::Ticket = estate.get(subjects[0].id);
    for count in 0..220 {
        estate.line(&ticket, LineKind::Note, "", "", &count.to_string());
    }
    let told = detail(&estate, subjects[0]).history;
    assert_eq!(told.len(), 200);
    assert_eq!(told.last().unwrap().text, "219");
    assert_eq!(told[0].text, "20");
}

#[test]
fn a_record_is_found_as_it_is_typed() {
    let (estate, _) = everything();
    for (typed, name) in [
        ("R1121-001", "R20261121-001"),
        ("r20261121-001", "R20261121-001"),
        ("C1121-001", "C20261121-001"),
        ("3栋2单元1201", "3-2-1201"),
        ("321201", "3-2-1201"),
        ("P1", "P1"),
        ("wsf", "王师傅"),
    ] {
        let Reply::Detail(detail) = estate.ask(&Query::Show(typed.into())).unwrap() else {
            panic!("{typed}");
        };
        assert_eq!(detail.name, name, "{typed}");
    }
    for unknown in ["", "R1121-999", "9-9-9999", "P99", "没有"] {
        let refusal = estate
            .ask(&Query::Show(unknown.into()))
            .unwrap_err()
            .into_refusal();
        assert_eq!(refusal.why, Why::UnknownRecord, "{unknown}");
    }
}

fn home(estate: &Estate, subject: Subject) -> frontdesk::service::view::Home {
    match estate.ask(&Query::Home(subject)).unwrap() {
        Reply::Home(home) => home,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_home_card_tells_all_about_a_home() {
    let (estate, subjects) = everything();
    estate.outage(&["3"], now().plus_minutes(60));
    // From a ticket one comes to its home.
    for subject in [subjects[4], subjects[0]] {
        let card = home(&estate, subject);
        assert_eq!(card.premises, "3-2-1201");
        assert_eq!(card.people.len(), 1);
        assert_eq!(card.people[0].phones, ["138****5678"]);
        assert_eq!(card.notices.len(), 1);
        assert_eq!(card.tickets.len(), 2);
        assert_eq!(card.follow_ups.len(), 1);
        assert_eq!(card.contacts.len(), 1);
        assert_eq!(card.debt.unwrap().amount, yuan("246.50"));
        assert_eq!(card.charges.len(), 1);
        assert_eq!(card.payments.len(), 1);
    }
}

#[test]
fn open_tickets_come_before_newer_closed_ones() {
    let estate = Estate::new();
    let place = estate.home("5-1-0302");
    for back in 0..130 {
        let mut ticket = estate.ticket(&place, now().plus_minutes(-back));
        if back != 5 && back != 125 {
            ticket.state = if back % 2 == 0 { "closed" } else { "cancelled" }.into();
            ticket.due_at = Some(now());
            estate.put(&mut ticket);
        }
    }
    let card = home(&estate, Subject::of(&place));
    let told = |rows: &[frontdesk::service::view::PlacedRow]| -> Vec<(String, bool)> {
        rows.iter()
            .map(|placed| match &placed.row {
                frontdesk::service::view::RowView::Ticket(row) => {
                    (row.state.clone(), row.due_at.is_some())
                }
                other => panic!("{other:?}"),
            })
            .collect()
    };
    let open = told(&card.tickets);
    assert!(open.iter().all(|(state, _)| state == "received") && open.len() == 2);
    // What is over owes nothing: no deadline stands beside it.
    let ended = told(&card.ended);
    assert!(
        ended.iter().all(|(_, due)| !due) && ended.len() == 10,
        "{ended:?}"
    );
}

fn actions(
    estate: &Estate,
    who: frontdesk::domain::id::StaffId,
    subject: Subject,
) -> Vec<frontdesk::service::view::Action> {
    match estate.ask_as(who, &Query::Actions(subject)).unwrap() {
        Reply::Actions(actions) => actions,
        other => panic!("{other:?}"),
    }
}

/// Why a command is refused; nothing if it is allowed.
fn why(actions: &[frontdesk::service::view::Action], command: &str) -> Option<Why> {
    actions
        .iter()
        .find(|action| action.command == command)
        .unwrap_or_else(|| panic!("{command} is not offered"))
        .refused
        .as_ref()
        .map(|refusal| refusal.why)
}

#[test]
fn a_ticket_takes_the_moves_of_its_life() {
    let (estate, subjects) = everything();
    let repair = actions(&estate, LI_FANG, subjects[0]);
    for allowed in [
        "ticket.dispatch",
        "ticket.start",
        "ticket.done",
        "ticket.note",
        "ticket.edit",
    ] {
        assert_eq!(why(&repair, allowed), None, "{allowed}");
    }
    for refused in ["ticket.resume", "ticket.return", "ticket.file"] {
        assert_eq!(why(&repair, refused), Some(Why::NotFromHere), "{refused}");
    }
    let named = |name: &str| repair.iter().any(|action| action.command == name);
    assert!(!named("ticket.withdraw"), "no repair is withdrawn");
    assert!(!named("contact.answer"));
    assert!(!named("ticket.open"), "about no record");
    let complaint = actions(&estate, LI_FANG, subjects[1]);
    assert_eq!(why(&complaint, "ticket.explain"), None);
    assert!(
        !complaint
            .iter()
            .any(|action| action.command == "ticket.start")
    );
}

#[test]
fn a_second_person_is_named_beforehand() {
    let (estate, subjects) = everything();
    let waits = |who, command: &str| {
        actions(&estate, who, subjects[0])
            .into_iter()
            .find(|action| action.command == command)
            .unwrap()
            .needs_approval
    };
    assert!(waits(LI_FANG, "ticket.cancel"));
    assert!(!waits(ZHANG_MIN, "ticket.cancel"));
    assert!(!waits(LI_FANG, "ticket.note"));
}

#[test]
fn what_stands_in_the_way_is_told() {
    let (estate, subjects) = everything();
    let contact = actions(&estate, LI_FANG, subjects[2]);
    assert_eq!(why(&contact, "contact.answer"), Some(Why::NotFromHere));
    let follow_up = actions(&estate, LI_FANG, subjects[3]);
    assert_eq!(why(&follow_up, "followup.record"), None);
    let place = actions(&estate, LI_FANG, subjects[4]);
    assert_eq!(why(&place, "payment.take"), None);
    assert_eq!(why(&place, "promise.record"), None);
    let free = estate.home("5-1-0302");
    let free = actions(&estate, LI_FANG, Subject::of(&free));
    assert_eq!(why(&free, "promise.record"), Some(Why::NothingOwed));
    let staff = actions(&estate, LI_FANG, subjects[7]);
    assert_eq!(why(&staff, "staff.edit"), Some(Why::NoRight));
    let staff = actions(&estate, CHEN_GANG, subjects[7]);
    assert_eq!(why(&staff, "staff.edit"), None);
}

fn form(estate: &Estate, command: &str, subject: Option<Subject>) -> Vec<(String, String)> {
    match estate.ask(&Query::Form(command.into(), subject)).unwrap() {
        Reply::Form(fields, _) => fields,
        other => panic!("{other:?}"),
    }
}

#[test]
fn forms_begin_with_what_is_known() {
    let (estate, subjects) = everything();
    let has = |fields: &[(String, String)], name: &str, text: &str| {
        assert!(
            fields.iter().any(|(n, t)| n == name && t == text),
            "{name}={text} in {fields:?}"
        );
    };
    let taken = form(&estate, "payment.take", Some(subjects[0]));
    has(&taken, "amount", "246.50");
    has(&taken, "method", "cash");
    let sent = form(&estate, "ticket.dispatch", Some(subjects[0]));
    has(&sent, "worker", "王师傅");
    let opened = form(&estate, "ticket.open", Some(subjects[2]));
    has(&opened, "premises", "3-2-1201");
    has(&opened, "caller", "王建国");
    has(&opened, "contact", "C1121-001");
    for command in ["ticket.open", "contact.log"] {
        for subject in &subjects {
            let told = format!("{:?}", form(&estate, command, Some(*subject)));
            assert!(!told.contains("13800005678"), "{told}");
        }
        assert_eq!(form(&estate, command, None), []);
    }
    let refusal = estate
        .ask(&Query::Form("no.such".into(), None))
        .unwrap_err();
    assert_eq!(refusal.into_refusal().why, Why::UnknownCommand);
}

fn choices(estate: &Estate, command: &str, field: &str, typed: &str) -> Vec<String> {
    let query = Query::Choices(command.into(), field.into(), typed.into());
    match estate.ask(&query).unwrap() {
        Reply::Choices(choices) => choices.into_iter().map(|choice| choice.value).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn choices_fit_what_is_typed() {
    let mut estate = Estate::new();
    for code in ["3-2-901", "3-2-1201", "3-2-1202", "12-1-101", "3-1-101"] {
        let home = estate.home(code);
        estate.person("王建国", "13800005678", &home);
    }
    estate.read_search();
    for (command, field, typed, expected) in [
        (
            "contact.log",
            "premises",
            "3-2",
            &["3-2-901", "3-2-1201", "3-2-1202"][..],
        ),
        ("contact.log", "premises", "3212", &["3-2-1201", "3-2-1202"]),
        ("contact.log", "premises", "321201", &["3-2-1201"]),
        ("ticket.dispatch", "worker", "", &["李师傅", "王师傅"]),
        ("ticket.dispatch", "worker", "lsf", &["李师傅"]),
        ("ticket.dispatch", "worker", "李芳", &[]),
        ("ticket.open", "category", "shui", &["water"]),
        ("ticket.open", "category", "elec", &["electric"]),
        ("ticket.open", "priority", "u", &["urgent"]),
        ("ticket.open", "priority", "2", &["urgent"]),
        (
            "payment.take",
            "method",
            "",
            &["cash", "transfer", "wechat", "alipay", "card"],
        ),
        ("contact.log", "text", "cfls", &["厨房漏水"]),
        ("contact.log", "dispatch", "", &["yes", "no"]),
        (
            "contact.log",
            "person",
            "王建",
            &["P5", "P4", "P3", "P2", "P1"],
        ),
        ("contact.log", "caller", "王", &[]),
    ] {
        assert_eq!(
            choices(&estate, command, field, typed),
            expected,
            "{command} {field} {typed}"
        );
    }
    let refusal = estate
        .ask(&Query::Choices(
            "contact.log".into(),
            "no_such".into(),
            String::new(),
        ))
        .unwrap_err();
    assert_eq!(refusal.into_refusal().why, Why::UnknownArgument);
}

fn explained(estate: &Estate, subject: Subject) -> Vec<(String, Fact)> {
    match estate.ask(&Query::Explain(subject)).unwrap() {
        Reply::Explain(all) => all
            .iter()
            .flat_map(Explanation::told)
            .map(|field| (field.name.clone(), field.value.clone()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_deadline_and_an_amount_say_how_they_came_about() {
    let (estate, subjects) = everything();
    let ticket = explained(&estate, subjects[0]);
    let rule = ticket.iter().position(|(name, _)| name == "rule").unwrap();
    assert!(
        rule == 0 && ticket.iter().any(|(name, _)| name == "due_at"),
        "{ticket:?}"
    );
    assert!(
        ticket.iter().any(|(name, fact)| name == "head_category"
            && matches!(fact, Fact::Told(_, facts) if facts[0].1 == Fact::Count(30))),
        "{ticket:?}"
    );
    let follow_up = explained(&estate, subjects[3]);
    assert!(
        follow_up.contains(&("due_at".into(), Fact::At(at("2026-11-24T14:32")))),
        "{follow_up:?}"
    );
    assert_eq!(
        follow_up
            .iter()
            .filter(|(name, _)| name == "due_at")
            .count(),
        1
    );
    let owed = explained(&estate, subjects[4]);
    // Three years after the due day: 2026-11-21 to 2029-10-15 are 365 + 366 + 328 days.
    let clock = [
        ("day", Fact::Day("2029-10-15".parse().unwrap())),
        ("days", Fact::Count(1059)),
        ("from", Fact::Day("2026-10-15".parse().unwrap())),
    ];
    let clock = clock.map(|(name, fact)| (name.to_owned(), fact)).to_vec();
    let expected = [
        ("item", Fact::from("物业费 2026-10")),
        ("area", Fact::from("98.60")),
        ("price", Fact::from("2.5000")),
        ("amount", Fact::Money(yuan("246.50"))),
        ("due_on", Fact::Day("2026-10-15".parse().unwrap())),
        ("limitation", Fact::Told("told-clock".into(), clock)),
        ("unpaid", Fact::Money(yuan("246.50"))),
        ("total", Fact::Money(yuan("246.50"))),
    ]
    .map(|(name, value)| (name.to_owned(), value));
    assert_eq!(owed, expected);
    let charge = explained(&estate, Subject { kind: 10, id: 1 });
    assert!(
        charge.contains(&("receipt".into(), Fact::from("S1121-001"))),
        "{charge:?}"
    );
    assert!(
        charge.contains(&("paid".into(), Fact::Money(yuan("246.50")))),
        "{charge:?}"
    );
}

#[test]
fn only_those_with_a_pin_may_sign_on() {
    let estate = Estate::new();
    let Reply::People(names) = estate.ask(&Query::People).unwrap() else {
        panic!();
    };
    assert_eq!(names, ["李芳", "张敏", "陈刚", "审计员"]);
    let first = |estate: &Estate| match estate.ask(&Query::FirstStart).unwrap() {
        Reply::FirstStart(first) => first,
        other => panic!("{other:?}"),
    };
    assert!(first(&estate));
    let mut public = estate.home("3-2");
    public.kind = frontdesk::domain::household::PremisesKind::Public;
    estate.put(&mut public);
    assert!(first(&estate), "nobody lives in a public area");
    estate.home("3-2-1201");
    assert!(!first(&estate));
}

#[test]
fn a_shipped_category_is_a_word_of_the_language_and_one_of_its_own_a_name() {
    let estate = Estate::new();
    let home = estate.home("3-2-1201");
    let mut ticket = estate.ticket(&home, now());
    for (code, said) in [
        ("electric", Fact::Term("category-electric".into())),
        ("garden", Fact::Text("garden".into())),
    ] {
        ticket.category = code.into();
        estate.put(&mut ticket);
        let shown = detail(&estate, Subject::of(&ticket));
        assert_eq!(*value(&shown, "category"), said);
    }
    ticket.category = String::new();
    estate.put(&mut ticket);
    let shown = detail(&estate, Subject::of(&ticket));
    assert!(shown.fields.iter().all(|field| field.name != "category"));
}
