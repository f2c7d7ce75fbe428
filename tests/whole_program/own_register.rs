//! An office's own register: a file in the data folder, and the program has a board, a form and rights for it.

use frontdesk::wire::{Ask, Body};

use super::office::Office;

const PARCEL: &str = include_str!("../registers/parcel.toml");

#[test]
fn a_file_becomes_a_register_without_compiling() {
    let mut office = Office::new();
    let folder = office.data().join("office/registers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("parcel.toml"), PARCEL).unwrap();
    let bad = PARCEL
        .replace("name = \"parcel\"", "name = \"spare\"")
        .replace("longest = 8", "longst = 8");
    std::fs::write(folder.join("spare.toml"), bad).unwrap();
    // What is wrong is said with file, line and what was meant; all at once and before anything is started.
    let mut doctor = office.command();
    let told = doctor.arg("doctor").output().unwrap();
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(
        told.contains("spare.toml:29: 没有“longst”这一项；是不是“longest”？"),
        "{told}"
    );
    assert!(!told.contains("parcel.toml"), "{told}");

    let mut desk = office.desk();
    assert_eq!(desk.request(Ask::Stop).1, Body::Ok);
    assert_eq!(office.server_ended(), Some(0));
    let counter = office.counter();
    counter.keys("gr");
    counter.wait_for("登记簿");
    // It stands behind the shipped ones.
    counter.keys("\x1b[F");
    counter.wait_for("快递代收");
    counter.keys("+");
    counter.wait_for("代收快递");
    counter.keys("1-1-101\t");
    counter.keys("顺丰\r");
    counter.wait_for("已代收");
    counter.keys("\r");
    counter.wait_until("the board", |screen| {
        let text = screen.contents();
        text.contains("货架号") || text.contains("顺丰")
    });
    counter.keys(" ");
    counter.wait_for("通知住户");
}

#[test]
fn registers_are_listed_counted_printed_and_checked() {
    let mut office = Office::new();
    let folder = office.data().join("office/registers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("parcel.toml"), PARCEL).unwrap();
    let mut desk = office.desk();
    assert_eq!(desk.request(Ask::Stop).1, Body::Ok);
    assert_eq!(office.server_ended(), Some(0));
    let run = |args: &[&str]| {
        let out = office.command().args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (out.status.code(), text(out.stdout), text(out.stderr))
    };
    let parcel = ["premises=1-1-101", "carrier=sf", "shelf=A3"];
    let (code, _, told) = run(&[&["do", "parcel.add"], &parcel[..]].concat());
    assert_eq!(code, Some(0), "{told}");

    let (code, listed, _) = run(&["registers"]);
    assert_eq!(code, Some(0));
    let own = listed
        .lines()
        .find(|line| line.starts_with("parcel"))
        .unwrap();
    assert!(
        own.contains("快递代收") && own.contains("parcel.toml"),
        "{own}"
    );
    let (code, counted, _) = run(&["registers", "key"]);
    assert_eq!((code, counted.as_str()), (Some(0), ""), "no key yet");
    let (_, printed, _) = run(&["registers", "--print", "parcel"]);
    assert_eq!(printed.trim_end(), PARCEL.trim_end(), "as it was written");
    let (code, _, told) = run(&["registers", "--print", "parcle"]);
    assert!(code != Some(0) && told.contains("parcel"), "{told}");

    // A field in use is gone and a name is misspelt, in two files: all of it at once, nothing changed.
    let file = |name: &str, text: String| {
        let path = office.data().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let gone = file("parcel.toml", PARCEL.replace("\"shelf\"", "\"rack\""));
    let spare = PARCEL.replace("name = \"parcel\"", "name = \"spare\"");
    let bad = file("spare.toml", spare.replace("longest = 8", "longst = 8"));
    let (code, _, told) = run(&["registers", "--check", &gone, &bad]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("parcel.toml:") && told.contains("shelf"),
        "{told}"
    );
    assert!(
        told.contains("spare.toml:29") && told.contains("longest"),
        "{told}"
    );
    let good = file("parcel.toml", PARCEL.to_owned());
    let (code, told, _) = run(&["registers", "--check", &good]);
    assert_eq!(code, Some(0));
    assert!(told.contains("parcel.toml"), "{told}");
}
