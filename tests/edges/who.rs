//! Who acts, what they may take out of the program, and what the audit log says of it.

use super::office::{Office, Ran};

const PIN: &str = "246810\n";

fn staffed() -> Office {
    let office = Office::new();
    for line in [
        "community.add name=翠湖花园",
        "household.add premises=3-2-1201 kind=dwelling area=98.6",
        "person.add premises=3-2-1201 name=王建国 relation=owner phone=13800135678",
        "staff.add name=李芳 rank=receptionist",
    ] {
        office.act(line);
    }
    let set = office.say("en", &["do", "staff.pin", "李芳"], PIN);
    assert_eq!(set.code, Some(0), "{set:?}");
    office
}

fn as_her(office: &Office, args: &[&str]) -> Ran {
    office.say("en", &[&["--as", "李芳"], args].concat(), PIN)
}

#[test]
fn a_pin_just_set_is_taken_at_once_by_whoever_it_belongs_to() {
    let office = staffed();
    let own = Office::account();
    let set = office.say("en", &["do", "staff.pin", &own], PIN);
    assert_eq!(set.code, Some(0), "{set:?}");
    let seen = office.say("en", &["--as", &own, "list", "staff"], PIN);
    assert_eq!(seen.code, Some(0), "{seen:?}");
    assert_eq!(as_her(&office, &["list", "staff"]).code, Some(0));
    let wrong = office.say("en", &["--as", "李芳", "list", "staff"], "1111\n");
    assert_eq!(
        (wrong.code, wrong.err.ends_with("Name or PIN is wrong.\n")),
        (Some(1), true),
        "{wrong:?}"
    );
}

#[test]
fn whoever_has_a_pin_is_asked_for_it_before_the_new_one() {
    let office = staffed();
    let set = |typed: &str| office.say("en", &["--as", "李芳", "do", "staff.pin", "李芳"], typed);
    let wrong = set("246810\n135790\n97531\n");
    assert_eq!(
        (wrong.code, wrong.err.contains("old PIN is wrong")),
        (Some(1), true),
        "{wrong:?}"
    );
    let right = set("246810\n246810\n97531\n");
    assert_eq!(right.code, Some(0), "{right:?}");
    let seen = office.say("en", &["--as", "李芳", "list", "staff"], "97531\n");
    assert_eq!(seen.code, Some(0), "{seen:?}");
    let given = office.run(&["do", "staff.pin", "李芳", "old=97531"]);
    assert_eq!(given.code, Some(2), "{given:?}");
}

#[test]
fn only_who_may_takes_data_out_and_each_time_leaves_a_line() {
    let office = staffed();
    let refused = as_her(&office, &["export", "people"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(!refused.out.contains("王建国"), "{refused:?}");
    let masked = office.done(&["export", "people", "--format", "csv"]);
    assert!(masked.contains("138****5678"), "{masked}");
    let whole = office.done(&["export", "people", "--format", "json", "--reveal"]);
    assert!(whole.contains("13800135678"), "{whole}");
    // She may list, and see what is masked: with a line.
    let list = as_her(&office, &["list", "people"]);
    assert!(list.out.contains("138****5678"), "{list:?}");
    let list = as_her(&office, &["list", "people", "--reveal"]);
    assert!(list.out.contains("13800135678"), "{list:?}");
    // As much as an hour allows: beyond it the list stays shut, whatever it is called, but not to who may export.
    office.done(&["do", "setting.set", "setting=reveal.per_hour", "value=1"]);
    for asked in ["people", "households"] {
        let more = as_her(&office, &["list", asked, "--reveal"]);
        assert_eq!(more.code, Some(1), "{more:?}");
        assert!(!more.out.contains("13800135678"), "{more:?}");
        assert!(more.err.contains('1'), "{more:?}");
    }
    office.done(&["list", "people", "--reveal"]);
    let refusals = office.list(&["events", "--where", "command = list.reveal"]);
    let refused = refusals.iter().filter(|line| line["kind"] == "refusal");
    assert_eq!(refused.count(), 2, "{refusals:?}");
    let file = office.path("backup.redb").display().to_string();
    office.done(&["backup", &file]);
    let lines: Vec<String> = office
        .list(&["events", "--where", "kind = disclosure"])
        .iter()
        .map(|line| format!("{} {}", line["actor"], line["command"]).replace('"', ""))
        .collect();
    let own = Office::account();
    assert_eq!(
        lines,
        [
            format!("{own} list.export"),
            format!("{own} list.export"),
            "李芳 list.reveal".to_owned(),
            format!("{own} list.reveal"),
            format!("{own} backup"),
        ]
    );
    office.done(&["verify"]);
}

#[test]
fn a_mistyped_folder_founds_no_office() {
    let office = Office::new();
    let nowhere = office.path("nowhere");
    let folder = nowhere.display().to_string();
    let out = office.path("out").display().to_string();
    for args in [
        &["list", "staff"][..],
        &["show", "R1"],
        &["export", "people"],
        &["verify"],
        &["audit", "verify"],
        &["audit", "export", &out],
        &["backup", &out],
        &["ring", "13800135678"],
        &["status"],
        &["stop"],
    ] {
        let ran = office.run(&[&["--data", &folder], args].concat());
        assert_eq!(ran.code, Some(1), "{args:?}: {ran:?}");
        assert!(!nowhere.exists(), "{args:?}: {ran:?}");
    }
    let listed = office.run(&["--data", &folder, "list", "staff"]);
    assert!(
        listed.err.contains("There is no office in") && listed.err.contains(&folder),
        "{listed:?}"
    );
    // Where there is one, its server is started for whoever reads.
    office.act("community.add name=翠湖花园");
    office.done(&["stop"]);
    office.done(&["list", "staff"]);
}

#[test]
fn who_has_left_can_come_back() {
    let office = staffed();
    office.act("staff.edit 李芳 active=no");
    assert_eq!(as_her(&office, &["list", "staff"]).code, Some(1));
    office.act("staff.edit 李芳 active=yes");
    assert_eq!(as_her(&office, &["list", "staff"]).code, Some(0));
}
