//! `report NAME`: text of 80 columns, JSON with stable names, files written whole.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::service::query::{Query, Reply};
use frontdesk::wire::{Ask, Body};
use unicode_width::UnicodeWidthStr;

use super::desk::Desk;
use crate::screens::day;

/// A server with the reports of a day; it knows no other.
fn desk() -> Desk {
    Desk::new(|ask| {
        let Ask::Query(query) = ask else { return None };
        let Query::Report(name, month) = &**query else {
            return None;
        };
        if name == "nothing" {
            let refusal = Refusal::new(Why::UnknownReport)
                .with("text", Fact::from(name.as_str()))
                .with("choices", "class_summary month_summary");
            return Some(Body::Refused(refusal));
        }
        let page = day::report(name, *month);
        Some(Body::Reply(Box::new(Reply::Report(Box::new(page)))))
    })
}

#[test]
fn text_keeps_to_80_columns_and_to_its_hostile_words() {
    let ran = desk().run(&["report", "month_summary", "--period", "2026-10"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in ran.out.lines() {
        assert!(line.width() <= 80, "{line}");
    }
    assert!(ran.out.contains("2026-10") && !ran.out.contains('\u{202e}'));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn json_has_stable_names_and_each_row_its_list() {
    let ran = desk().run(&["report", "month_summary", "--format", "json"]);
    assert_eq!(ran.code, 0);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (said["report"].as_str(), said["period"].as_str()),
        (Some("month_summary"), Some("2026-11"))
    );
    let row = &said["sections"][0]["rows"][0];
    assert_eq!(row["by_kinds"], "repair");
    assert_eq!(row["received"], 128);
    assert_eq!(row["handled_rate"]["of"], 128);
    assert_eq!(row["list"], "tickets");
    assert_eq!(said["sections"][0]["total"]["received"], 148);
    assert_eq!(
        said["text"],
        "水管老化集中在 3 号楼，建议列入明年大修。\n=1+1"
    );
}

#[test]
fn files_are_written_whole_and_never_over_another_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("monthly.xlsx").display().to_string();
    let args = [
        "report",
        "month_summary",
        "--format",
        "xlsx",
        "--out",
        &file,
    ];
    assert_eq!(desk().run(&args).code, 0);
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(desk().run(&args).code, 1);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert_eq!(
        desk()
            .run(&["report", "month_summary", "--format", "xlsx"])
            .code,
        2
    );
    let csv = desk().run(&["report", "month_summary", "--format", "csv"]);
    assert!(
        csv.out.starts_with('\u{feff}')
            && csv
                .out
                .contains("\r\nRepair,128,117,11,121,7,2,94.5%,6.5\r\n"),
        "{}",
        csv.out
    );
}

#[test]
fn what_cannot_be_is_said() {
    let ran = desk().run(&["report", "nothing"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("class_summary month_summary"),
        "{}",
        ran.err
    );
    assert_eq!(
        desk()
            .run(&["report", "month_summary", "--period", "2026-13"])
            .code,
        1
    );
}
