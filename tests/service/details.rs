//! Records with everything about them: facts with words, masks, links, history, actions.

use std::collections::BTreeSet;

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::history::LineKind;
use frontdesk::domain::ticket::{Grievance, TicketKind, Voice};
use frontdesk::locale::{Language, Words};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Detail, Field};

use crate::floors::source_files;

use super::estate::{Estate, WANG, now};

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
fn everything() -> (Estate, Vec<Subject>) {
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
    for language in [Language::ZhHans, Language::En] {
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
        if !path.contains("service/queries/") {
            continue;
        }
        for label in labels(&text) {
            seen += 1;
            for language in [Language::ZhHans, Language::En] {
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
