//! A log that was set back by a restore, held against an anchor taken before it (REL R11, H17); and data of a newer
//! program (REL R12).

use frontdesk::storage::migrations::CURRENT;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{Store, meta};

use super::office::Office;

#[test]
fn an_anchor_of_what_a_restore_left_out_is_told_as_that() {
    let office = Office::new();
    let (copy, anchor) = (office.path("copy.redb"), office.path("anchor"));
    let (copy, anchor) = (copy.display().to_string(), anchor.display().to_string());
    let export = |name: &str| {
        let file = office.path(name).display().to_string();
        office.done(&["audit", "export", &file, "--anchor", &anchor]);
        file
    };
    office.act("phrase.set phrase=一");
    export("monday");
    office.done(&["backup", &copy]);
    for word in ["二", "三", "四", "五"] {
        office.act(&format!("phrase.set phrase={word}"));
    }
    export("tuesday");
    office.done(&["audit", "verify", "--anchor", &anchor]);
    office.done(&["stop"]);
    office.done(&["restore", &copy]);

    let said = |file: &[&str]| {
        let ran = office.run(&[&["audit", "verify"][..], file, &["--anchor", &anchor]].concat());
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains("an older backup was restored"), "{ran:?}");
        assert!(!ran.err.contains("rewritten") && !ran.err.contains("cut off"));
        ran.err
    };
    let shorter = said(&[]);
    // On a busy machine it says besides that it waits for the server.
    let told = shorter
        .lines()
        .filter(|line| *line != "Starting the server …");
    assert_eq!(told.filter(|line| !line.is_empty()).count(), 1, "{shorter}");
    let all = ["audit", "verify", "--anchor", &anchor];
    let chinese = office.say("zh-Hans", &all, "").err;
    assert!(chinese.contains("恢复了较早的备份"), "{chinese}");
    // When the log has grown past the anchor the entry there is another one.
    for word in ["六", "七", "八", "九", "十"] {
        office.act(&format!("phrase.set phrase={word}"));
    }
    let grown = said(&[]);
    assert_eq!(grown.lines().count(), 1, "{grown}");
    let file = office.path("wednesday").display().to_string();
    office.done(&["audit", "export", &file]);
    said(&[&file]);
    // The log in itself is sound, and so are the books.
    office.done(&["audit", "verify"]);
    office.done(&["verify"]);
}

#[test]
fn data_of_a_newer_program_are_refused_with_both_numbers_and_stay_as_they_are() {
    let office = Office::new();
    office.act("phrase.set phrase=一");
    office.done(&["stop"]);
    let path = office.data().join("frontdesk.redb");
    let newer = CURRENT.schema + 1;
    let store = RedbStore::open(&path, &Options::default()).unwrap();
    let mut tx = store.write().unwrap();
    meta::put_number(&mut *tx, meta::SCHEMA, newer).unwrap();
    tx.commit().unwrap();
    store.close().unwrap();
    let digest = || blake3::hash(&std::fs::read(&path).unwrap());
    let before = digest();
    for args in [&["serve"][..], &["list", "tickets"], &["do", "undo"]] {
        let ran = office.run(args);
        assert_eq!(ran.code, Some(1), "{args:?}: {ran:?}");
        let both = format!("schema {newer}, this one knows {}", CURRENT.schema);
        assert!(ran.err.contains(&both), "{args:?}: {ran:?}");
        assert_eq!(digest(), before, "{args:?}");
    }
}
