//! The shipped file holds the whole of part 4 of duties.md; an office's own adds, switches, and is told what is wrong.

use std::collections::BTreeMap;

use frontdesk::domain::duty::{By, Duty};
use frontdesk::locale::{Language, Words};
use frontdesk::service::duties::{check, set};

/// Each row of the calendar, by its part and its source, with the duties it became.
const ROWS: &[(&str, &str, &[&str])] = &[
    ("4.1", "S2-1.r3", &["at_post", "after_shift_meeting"]),
    ("4.1", "S2-1.10", &["before_shift_meeting"]),
    ("4.1", "S2-1.r7", &["appearance_check"]),
    ("4.1", "S1-4.3.1", &["morning_drill"]),
    ("4.1", "S1-4.3.2", &["handover_checked"]),
    ("4.1", "S1-4.3.3", &["post_patrol"]),
    ("4.1", "S0-1.sE", &["open_matters_followed"]),
    ("4.1", "S2-3.5", &["work_log"]),
    ("4.1", "S3-5/2.2", &["department_summary"]),
    ("4.1", "S1-4.1.2", &["supervisor_record_read"]),
    ("4.1", "S3-3.3", &["time_on_site"]),
    ("4.1", "S0-4.A", &["quality_supervision"]),
    ("4.1", "S0-8.b", &["attendance"]),
    ("4.1", "S1-4.3.8", &["attendance"]),
    ("4.2", "S3-3.2", &["staff_rating"]),
    ("4.2", "S0-12", &["work_meeting"]),
    ("4.3", "S0-4.sC", &["quality_report"]),
    ("4.3", "S3-5/2.9", &["work_plan"]),
    ("4.3", "S3-5/5.2", &["class_summary"]),
    ("4.3", "S0-6.sA", &["notice_board"]),
    ("4.3", "S3-5/2.11", &["month_report"]),
    ("4.3", "S3-5/3.10", &["records_checked"]),
    ("4.4", "S0-1.sD", &["repair_complaint_analysis"]),
    ("4.4", "S0-10", &["information_summary"]),
    ("4.4", "S3-5/3.7", &["regular_follow_ups", "needs_report"]),
    ("4.4", "S1-2.17", &["department_report"]),
    ("4.4", "S1-4.2.12", &["department_report"]),
    ("4.4", "S2-2.4", &["collection_settled"]),
    ("4.4", "S2-2", &["performance_sheets"]),
    ("4.4", "S2-1.r8", &["improvement"]),
    ("4.4", "S2-3.8", &["moving_story"]),
    ("4.4", "S1-4.1.11", &["thanks_day"]),
    ("4.4", "S1-4.3.10", &["consumption"]),
    ("4.4", "S1-4.2.11", &["purchase_plan"]),
    ("4.4", "S4-L34a", &["complaint_report"]),
    ("4.4", "S3-1.6", &["budget_control"]),
    ("4.5", "S0-14.sA", &["clubhouse_activity"]),
    ("4.5", "S1-4.1.7", &["cost_plan_quarter", "cost_plan_year"]),
    ("4.5", "S0-II.1", &["key_account_targets"]),
    ("4.5", "S3-5/2.5", &["opinion_form"]),
    ("4.5", "S0-3.B", &["internal_audit"]),
    ("4.5", "S0-3.C", &["external_audit"]),
    ("4.5", "S0-6.sB", &["community_activities"]),
    // "As D-143": the same activities.
    ("4.5", "S3-1.12", &["community_activities"]),
    ("4.5", "S0-3.A", &["quality_plan"]),
    ("4.5", "S0-5", &["satisfaction_survey"]),
    ("4.5", "S3-1.6", &["year_budget"]),
    ("4.6", "S1-2.3", &["key_customer_visits"]),
    ("4.6", "S1-4.1.13", &["building_visits"]),
    ("4.6", "S1-4.2.7", &["building_visits"]),
    ("4.6", "S3-5/2.5", &["door_visits"]),
    ("4.6", "S3-5/3.2", &["door_visits"]),
    ("4.6", "S3-3.3", &["door_visits"]),
    ("4.6", "S3-5/2.6", &["frank_talks"]),
    ("4.6", "S3-1.10", &["opinion_survey"]),
    ("4.6", "S2-2.8.b", &["files_updated"]),
    ("4.6", "S3-5/4.7", &["decoration_inspected"]),
    ("4.6", "S1-2.6", &["outsourced_inspected"]),
    ("4.6", "S3-3.7", &["owners_meeting"]),
    ("4.6", "S1-4.1.6", &["department_meeting"]),
    ("4.6", "S1-5.7", &["performance_check"]),
    ("4.6", "S3-1.4", &["performance_check"]),
    ("4.6", "S2-3.3", &["vacant_walked", "public_walked"]),
];

/// What is no duty here: part, row, why.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    (
        "4.1",
        "on event",
        "deadlines of the records themselves: effect check, rectification, escalation",
    ),
    (
        "4.3",
        "half-month boundary",
        "only says where 4.2 ends its periods",
    ),
    (
        "4.4",
        "bonus split of floor staff, S1-4.1.3",
        "ORG: no record of the office",
    ),
    (
        "4.4",
        "monthly plan incl. cash plan, S4-L53 L14",
        "ORG: between two posts of the head office",
    ),
    (
        "4.5",
        "year plan, service theme, S4-L13 L28a",
        "the head office's, which does not use the program",
    ),
    (
        "4.5",
        "holidays: flowers, guard reinforcement, S1-4.2.10 S3-2.6",
        "no cadence: an office adds the days it decorates for",
    ),
    ("4.6", "talks with staff, S1-4.2.13", "ORG"),
    (
        "4.6",
        "contact for lease renewal, S1-4.2.8",
        "hangs on the end of each lease, no calendar",
    ),
    (
        "4.6",
        "special quality-value meetings, S4-L26",
        "ORG: head office",
    ),
];

fn of<'d>(all: &[&'d Duty], id: &str) -> &'d Duty {
    let mut all = all.iter();
    all.find(|duty| duty.id == id)
        .unwrap_or_else(|| panic!("no duty {id}"))
}

#[test]
fn the_whole_of_part_4_is_there_by_its_rows() {
    assert_eq!(set().faults(), []);
    let all: Vec<&Duty> = set().all().collect();
    let mut rows: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (part, source, ids) in ROWS {
        for id in *ids {
            rows.entry(id).or_default().push((part, source));
            let duty = of(&all, id);
            assert_eq!(duty.part, *part, "{id}");
            let named: Vec<&str> = duty.source.split(", ").collect();
            assert!(named.contains(source), "{id}: {source} in {named:?}");
        }
    }
    for duty in &all {
        assert!(
            rows.contains_key(duty.id.as_str()),
            "{} is in no row",
            duty.id
        );
        assert!(
            !duty.rows.is_empty() && duty.rows.iter().all(|row| row.starts_with("D-")),
            "{}: {:?}",
            duty.id,
            duty.rows
        );
        // What is only to be done regularly leaves the interval to the office.
        assert_eq!(duty.interval.is_some(), duty.part == "4.6", "{}", duty.id);
    }
    assert!(LEFT_OUT.iter().all(|(_, _, why)| !why.is_empty()));
}

#[test]
fn what_fulfils_a_duty_is_declared() {
    let all: Vec<&Duty> = set().all().collect();
    let by = |id: &str| of(&all, id).by.clone();
    assert_eq!(by("class_summary"), By::Report("class_summary".into()));
    assert_eq!(by("collection_settled"), By::Command("month.close".into()));
    assert_eq!(by("work_log"), By::Command("shift.handover".into()));
    assert_eq!(by("work_plan"), By::Hand);
    assert!(matches!(by("work_meeting"), By::Register { register, .. } if register == "meeting"));
    assert_eq!(of(&all, "community_activities").count, 6);
}

#[test]
fn every_duty_has_its_words_in_every_language() {
    frontdesk::tui::declared::learn();
    for language in Language::ALL.iter().copied() {
        let words = Words::load(language);
        for duty in set().all() {
            let key = format!("duty-{}", duty.id);
            assert!(words.find(&key).is_some(), "{language:?} {key}");
        }
    }
}

#[test]
fn an_office_hears_of_every_mistake_at_once_with_its_line() {
    let text = r#"off = ["fly"]
colour = "red"

[[duties]]
id = "Tea"
owner = "guest"
every = "fortnight"
before = 40
count = 0
label = { zh-Hans = "茶", zh-Hant = "茶", en = "Tea" }

[[duties]]
id = "gate"
owner = "receptionist"
every = "week"
day = 3
interval = "duty.gate_every"
command = "gate.open"
report = "gates"
wieght = 1
label = { zh-Hans = "门", zh-Hant = "門", en = "Gate" }

[[duties]]
id = "keys"
owner = "receptionist"
every = "month"
register = "key"
states = ["flown"]
field = "colour"
label = { zh-Hans = "钥匙", zh-Hant = "鑰匙", en = "Keys" }
"#;
    let faults: Vec<String> = check(&[("own.toml".into(), text.into())])
        .iter()
        .map(|fault| format!("{} {} {}", fault.line, fault.what.name(), fault.text))
        .collect();
    assert_eq!(
        faults,
        [
            "2 unknown-key colour",
            "5 bad-name Tea",
            "6 bad-timing guest",
            "7 bad-timing fortnight",
            "8 bad-timing 40",
            "9 bad-timing 0",
            "12 ambiguous gate",
            "16 bad-timing day",
            "17 unknown-setting duty.gate_every",
            "18 unknown-command gate.open",
            "20 unknown-key wieght",
            "28 unknown-state flown",
            "29 unknown-field colour",
        ]
    );
    let mend = |text: &str| {
        let faults = check(&[("own.toml".into(), text.into())]);
        let told = faults
            .iter()
            .map(|fault| (fault.what.name(), fault.text.as_str()));
        told.map(|(what, text)| format!("{what} {text}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(mend("off = [\"fly\"]"), ["unknown-duty fly"]);
    let twice = r#"[[duties]]
id = "work_plan"
owner = "supervisor"
every = "month"
label = { zh-Hans = "计划", zh-Hant = "計劃", en = "Plan" }
"#;
    assert_eq!(mend(twice), ["twice work_plan"]);
    assert_eq!(
        mend("off = [\"attendance\"]\non = [\"thanks_day\"]"),
        [""; 0]
    );
    assert!(!mend("off = ").is_empty());
}
