//! The workbooks of a real office, where `FRONTDESK_SAMPLES` says they lie.

use std::path::PathBuf;

use frontdesk::exchange::codes::{RoomKind, State};
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::note::Filler;
use frontdesk::exchange::staged::Staged;

use super::fixtures::{faults, notes, opened};

/// Stages a sample, or says aloud that there is none.
fn sample(name: &str, mapping: &str) -> Option<Staged> {
    let Some(folder) = std::env::var_os("FRONTDESK_SAMPLES") else {
        eprintln!("SKIPPED: {name}: FRONTDESK_SAMPLES names no folder with the sample workbooks");
        return None;
    };
    let opened = opened(&PathBuf::from(folder).join(name)).unwrap();
    Some(stage(
        &opened.workbook,
        &Mapping::parse(mapping).unwrap(),
        &Known::default(),
    ))
}

#[test]
fn the_community_names_the_owners_it_lacks() {
    let Some(staged) = sample("community.xlsx", "") else {
        return;
    };
    assert_eq!(
        faults(&staged),
        [
            "房屋信息 7 owner-unknown owner=6",
            "房屋信息 8 owner-unknown owner=7",
            "房屋信息 9 owner-unknown owner=8",
        ]
    );
    assert!(!staged.acceptable(false));
    assert!(staged.acceptable(true));
    assert_eq!(staged.buildings.len(), 13);
    assert!(
        staged
            .buildings
            .iter()
            .all(|building| building.units.len() == 2)
    );
    assert_eq!(staged.people.len(), 5);
    assert_eq!((staged.fees.len(), staged.parking.len()), (2, 1));
    assert_eq!(
        (staged.fees[0].price, staged.fees[1].price),
        (13_000, 10_000)
    );
    let codes: Vec<&str> = staged
        .households
        .iter()
        .map(|home| home.code.as_str())
        .collect();
    assert_eq!(
        codes,
        ["1-1-1011", "1-1-1012", "1-1-1013", "1-1-1014", "1-1-1021"]
    );
    assert_eq!(staged.households[0].fees.len(), 2);
    assert_eq!(staged.households[0].area, 9_456);
    // Every explanation stands beside the tables, and none was taken for data.
    let kinds: std::collections::BTreeSet<String> =
        notes(&staged).into_iter().map(|(_, key)| key).collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["beside", "column-ignored", "handed-over-by-fees"]
    );
    assert_eq!(staged.notes.len(), 5 + 10 + 16 + 15 + 16 + 3);
}

#[test]
fn the_mapping_makes_the_community_acceptable() {
    let mapping = "[owner]\n\"6\" = \"unknown\"\n\"7\" = \"skip\"\n\"8\" = \"1\"\n[fee]\n\"1\" = \"property\"\n";
    let Some(staged) = sample("community.xlsx", mapping) else {
        return;
    };
    assert_eq!(faults(&staged), Vec::<String>::new());
    let owners: Vec<String> = staged
        .households
        .iter()
        .map(|home| home.owners.join(" "))
        .collect();
    assert_eq!(owners[5..], ["", "person/1"]);
}

#[test]
fn the_flat_form_is_read() {
    let Some(staged) = sample("rooms.xlsx", "") else {
        return;
    };
    assert_eq!(faults(&staged), Vec::<String>::new());
    let [home] = staged.households.as_slice() else {
        panic!()
    };
    assert_eq!(
        (home.code.as_str(), home.kind),
        ("1-1-1001", Some(RoomKind::Dwelling))
    );
    assert_eq!((home.state, home.area), (Some(State::LivedIn), 9_456));
    let [person] = staged.people.as_slice() else {
        panic!()
    };
    assert_eq!(person.phones, ["17000000011"]);
    assert_eq!(staged.fillers.get(&Filler::Phone), None);
}

#[test]
fn the_complaints_are_read_to_the_last_one() {
    let Some(staged) = sample("complaints.xlsx", "") else {
        return;
    };
    assert_eq!(faults(&staged), Vec::<String>::new());
    assert_eq!(notes(&staged), []);
    assert_eq!(staged.complaints.len(), 2_163);
    assert_eq!(staged.fillers.get(&Filler::Invisible), Some(&1));
    let texts = staged.complaints.iter().map(|one| one.text.as_str());
    let longest = texts.clone().map(|text| text.chars().count()).max();
    assert_eq!(longest, Some(6_999));
    assert!(
        texts
            .clone()
            .all(|text| !text.contains('\t') && text == text.trim_matches([' ', '\n']))
    );
    let moment = |number: &str| {
        let found = staged.complaints.iter().find(|one| one.external == number);
        found.unwrap().received.to_string()
    };
    assert_eq!(moment("188006"), "2019-02-28 11:25:05");
    let first = staged.complaints.iter().map(|one| one.received).min();
    assert_eq!(first.unwrap().to_string(), "2018-05-17 08:32:04");
}

#[test]
fn the_payments_are_read() {
    let Some(staged) = sample("paid_history.xlsx", "") else {
        return;
    };
    assert_eq!(faults(&staged), Vec::<String>::new());
    assert_eq!(staged.payments.len(), 3);
    let days: Vec<String> = staged
        .payments
        .iter()
        .map(|paid| paid.from.to_string())
        .collect();
    assert_eq!(days, ["2016-01-01", "2017-01-01", "2018-01-01"]);
    assert!(
        staged
            .payments
            .iter()
            .all(|paid| paid.paid == 100_000 && paid.due == Some(100_000))
    );
}
