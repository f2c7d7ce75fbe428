//! The shipped file holds the whole of part 4 of duties.md; an office's own adds, switches, and is told what is wrong.

use std::collections::BTreeMap;

use frontdesk::domain::duty::{By, Duty, Every};
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

/// Whose each duty is by part 4, where it says so: CSR, FD and CSS are the desk's, SUP and CSO the supervisor's, CSM, BDM
/// and SCM a department manager's.
const WHOSE: &[(&str, &[&str])] = &[
    (
        "rank-receptionist",
        &[
            "at_post",
            "before_shift_meeting",
            "appearance_check",
            // The building manager of part 4 is who takes the shift over.
            "handover_checked",
            "open_matters_followed",
            "work_log",
            "after_shift_meeting",
            "class_summary",
            "records_checked",
            "regular_follow_ups",
            "needs_report",
            "improvement",
            "moving_story",
        ],
    ),
    (
        "rank-supervisor",
        &[
            "department_summary",
            "quality_supervision",
            "attendance",
            "work_meeting",
            "quality_report",
            "work_plan",
            "notice_board",
            "month_report",
            "repair_complaint_analysis",
            "information_summary",
            "collection_settled",
            "performance_sheets",
            "clubhouse_activity",
            "key_account_targets",
            "opinion_form",
            "internal_audit",
            "external_audit",
            "community_activities",
            "quality_plan",
            "satisfaction_survey",
        ],
    ),
    (
        "rank-dept_manager",
        &[
            "morning_drill",
            "post_patrol",
            "supervisor_record_read",
            "time_on_site",
            "staff_rating",
            "department_report",
            "thanks_day",
            "consumption",
            "purchase_plan",
            "cost_plan_quarter",
            "cost_plan_year",
        ],
    ),
    ("rank-property_manager", &["budget_control", "year_budget"]),
    ("rank-leadership", &["complaint_report"]),
];

/// When in its month a duty is due by 4.3 and 4.4: before a day, or on one.
const DAYS: &[(&str, Option<u8>, Option<u8>)] = &[
    ("quality_report", Some(5), None),
    ("work_plan", Some(25), None),
    ("class_summary", Some(28), None),
    ("notice_board", Some(28), None),
    ("month_report", None, Some(31)),
    ("records_checked", None, Some(31)),
    ("repair_complaint_analysis", None, Some(31)),
    ("information_summary", None, Some(3)),
    ("regular_follow_ups", None, Some(20)),
    ("needs_report", None, Some(31)),
    ("department_report", None, Some(3)),
    ("collection_settled", None, Some(31)),
    ("performance_sheets", None, Some(3)),
    ("improvement", None, Some(20)),
    ("moving_story", None, Some(25)),
    ("thanks_day", None, Some(31)),
    ("consumption", None, Some(31)),
    ("purchase_plan", None, Some(25)),
    ("complaint_report", None, Some(3)),
    ("budget_control", None, Some(31)),
];

/// How often in which span by 4.2 and 4.5.
const COUNTS: &[(&str, Every, u32)] = &[
    ("staff_rating", Every::HalfMonth, 1),
    ("work_meeting", Every::TwoWeeks, 1),
    ("clubhouse_activity", Every::Quarter, 1),
    ("cost_plan_quarter", Every::Quarter, 1),
    ("cost_plan_year", Every::Year, 1),
    ("key_account_targets", Every::Quarter, 1),
    ("opinion_form", Every::HalfYear, 1),
    ("internal_audit", Every::Year, 2),
    ("external_audit", Every::Year, 1),
    ("community_activities", Every::Year, 6),
    ("quality_plan", Every::Year, 1),
    ("satisfaction_survey", Every::Year, 1),
    ("year_budget", Every::Year, 1),
];

#[test]
fn whose_each_duty_is_and_when_it_is_due_is_what_part_4_says() {
    let all: Vec<&Duty> = set().all().collect();
    let mut told = 0;
    for (owner, ids) in WHOSE {
        for id in *ids {
            assert_eq!(of(&all, id).owner.term(), *owner, "{id}");
            told += 1;
        }
    }
    let said = all.iter().filter(|duty| duty.part != "4.6");
    assert_eq!(said.count(), told);
    for (id, before, day) in DAYS {
        let timing = of(&all, id).timing;
        assert_eq!(
            (timing.every, timing.before, timing.day),
            (Every::Month, *before, *day),
            "{id}"
        );
    }
    for (id, every, count) in COUNTS {
        let duty = of(&all, id);
        assert_eq!((duty.timing.every, duty.count), (*every, *count), "{id}");
    }
    // Whatever part 4 has by the month, the half-month or the year stands in one of them.
    let parts = ["4.2", "4.3", "4.4", "4.5"];
    let listed = all
        .iter()
        .filter(|duty| parts.contains(&duty.part.as_str()));
    assert_eq!(listed.count(), DAYS.len() + COUNTS.len());
    assert!(
        all.iter()
            .filter(|duty| duty.part == "4.1")
            .all(|duty| duty.timing.every.is_daily())
    );
}

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
