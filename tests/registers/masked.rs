//! What is masked stays so wherever a register is listed or taken out: on the screen, in CSV and in workbooks.

use std::sync::{Arc, Mutex};

use frontdesk::domain::error::Why;
use frontdesk::domain::id::PersonId;
use frontdesk::domain::register::{FieldKind, Register, Value};
use frontdesk::domain::staff::Right;
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::xlsx;
use frontdesk::service::command::{AuditKind, Command, row};
use frontdesk::service::queries::list::{allowed, disclosed};
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::registers::REVEAL;
use frontdesk::service::view::Listing;
use frontdesk::service::{audit, registers};
use frontdesk::storage::record::Record;
use frontdesk::wire::{Ask, Body};

use super::driven::{Life, MANAGER, shipped};
use crate::cli::desk::Desk;
use crate::hostile::office::{Office, told};

/// What stands in a masked field, so that its whole is found wherever it is shown.
fn secret(kind: FieldKind) -> (Value, &'static str) {
    match kind {
        FieldKind::Phone => (Value::Text("13712340987".into()), "13712340987"),
        FieldKind::Person => (Value::Named(PersonId(1).0, "欧阳明月".into()), "欧阳明月"),
        FieldKind::Text | FieldKind::Block | FieldKind::Lines => {
            (Value::Text("证件XK7788990011".into()), "证件XK7788990011")
        }
        other => panic!("how is a masked {other:?} seen?"),
    }
}

/// An office with one entry of the register, every masked field of it filled; its number, and what must not be seen.
fn filled(register: &'static Register) -> (Office, String, Vec<&'static str>) {
    let mut life = Life::new(register);
    let number = life.brought_to(register, register.life().initial());
    let mut entry = life.entry(&number);
    let mut secrets = Vec::new();
    for field in register.fields.iter().filter(|field| field.masked) {
        let (value, whole) = secret(field.kind);
        entry.set(&field.id, Some(value));
        secrets.push(whole);
    }
    life.world.put(&mut entry);
    (Arc::new(Mutex::new(life.world)), number, secrets)
}

fn listed(office: &Office, register: &str, reveal: bool) -> Listing {
    let query = query(register, reveal);
    match told(office, &Ask::Query(Box::new(Query::List(query)))) {
        Body::Reply(reply) => match *reply {
            Reply::List(list) => list,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn query(register: &str, reveal: bool) -> ListQuery {
    ListQuery {
        what: register.into(),
        conditions: Vec::new(),
        limit: 100,
        reveal,
        after: None,
        export: true,
    }
}

#[test]
fn every_register_is_taken_out_masked_unless_somebody_asks() {
    let mut seen = 0;
    for register in shipped() {
        let name = register.name.as_str();
        let (office, _, secrets) = filled(register);
        let hidden = |text: &str, place: &str| {
            for whole in &secrets {
                assert!(!text.contains(whole), "{name}, {place}: {text}");
            }
        };
        hidden(&format!("{:?}", listed(&office, name, false)), "list");
        let asked = Arc::clone(&office);
        let desk = Desk::new(move |ask| Some(told(&asked, ask)));
        let csv = desk.run(&["export", name]);
        assert_eq!(csv.code, 0, "{}", csv.err);
        hidden(&csv.out, "csv");
        let file = desk.path("a.xlsx");
        let ran = desk.run(&["export", name, "--format", "xlsx", "--out", &file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let bytes = std::fs::read(&file).unwrap();
        let workbook = xlsx::read(&bytes, &Limits::default()).unwrap();
        let text = format!("{workbook:?}");
        assert!(text.contains("1121-001"), "the entry is in it: {text}");
        hidden(&text, "workbook");
        // Asked for, they are whole, and are counted as seen.
        let whole = listed(&office, name, true);
        let text = format!("{whole:?}");
        assert!(secrets.iter().all(|secret| text.contains(secret)), "{text}");
        assert_eq!(disclosed(name, &whole), usize::from(!secrets.is_empty()));
        let csv = desk.run(&["export", name, "--reveal"]);
        assert!(secrets.iter().all(|secret| csv.out.contains(secret)));
        seen += secrets.len();
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn to_see_it_whole_takes_a_right_and_for_one_entry_a_reason() {
    for register in shipped() {
        let name = register.name.as_str();
        let (office, number, secrets) = filled(register);
        let mut world = office.lock().unwrap();
        let auditor = world.actor("审计员");
        assert!(!auditor.may(Right::Reveal));
        let refusal = allowed(&auditor, &query(name, true)).unwrap_err();
        assert_eq!(refusal.into_refusal().why, Why::NoRight);
        let command = format!("{name}.{REVEAL}");
        if secrets.is_empty() {
            assert!(row(&command).is_none());
            continue;
        }
        let reveal = Command::new(&command).about(&number);
        let refusal = world.refused("审计员", reveal.clone().arg("reason", "业主来访"));
        assert_eq!(refusal.why, Why::NoRight, "{name}");
        let refusal = world.refused(MANAGER, reveal.clone());
        let fault = refusal.fields.first().map(|fault| fault.field.as_str());
        assert_eq!(fault, Some("reason"), "{name}");
        let done = world.done(MANAGER, reveal.arg("reason", "业主来访"));
        let shown = format!("{:?}", done.facts);
        assert!(
            secrets.iter().all(|secret| shown.contains(secret)),
            "{shown}"
        );
        let line = world
            .look(|tx| audit::event(tx, done.seq))
            .unwrap()
            .unwrap();
        assert_eq!(line.event.kind, AuditKind::Disclosure);
        let entry = line.event.touched.first().map(|one| one.kind);
        assert_eq!(
            entry,
            Some(frontdesk::domain::register::RegisterEntry::KIND)
        );
        assert!(registers::of_command(&command).is_some());
    }
}
