//! What fulfils a duty, by hand and by the work itself; what is late, whose it is, what it costs to know.

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::duty::{Did, DutyDone, Period};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::StaffId;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{Command, row};
use frontdesk::service::duties::{install, report_made};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Cell, DutyRow, DutySpan};
use frontdesk::service::work::Work;
use frontdesk::storage::Store;

use crate::service::desk::*;
use crate::support::alone::alone;
use crate::support::world::World;

/// An office on Saturday 2026-11-21 whose duties count from the 1st.
pub(super) fn counting() -> World {
    let mut world = desk();
    set(&mut world, "duty.from", "2026-11-01");
    world
}

fn set(world: &mut World, key: &str, value: &str) {
    let command = cmd("setting.set").arg("setting", key).arg("value", value);
    world.done(MANAGER, command);
}

pub(super) fn rows(world: &World, who: &str, span: DutySpan) -> Vec<DutyRow> {
    match ask(world, who, &Query::Duties(span)).unwrap() {
        Reply::Duties(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

/// How a duty stands in a span: `late 2026-11-01`; empty where it is not shown.
fn stands(world: &World, span: DutySpan, duty: &str) -> String {
    let rows = rows(world, SUPERVISOR, span);
    let told: Vec<String> = rows
        .iter()
        .filter(|row| row.duty == duty)
        .map(|row| format!("{} {}", row.state, row.period.first))
        .collect();
    told.join(" ")
}

pub(super) fn done(duty: &str) -> Command {
    cmd("duty.done")
        .arg("duty", duty)
        .arg("text", "已办，见群公告")
}

fn late(world: &World, who: &str) -> i64 {
    match ask(world, who, &Query::Header).unwrap() {
        Reply::Header(header) => header.duties_late,
        other => panic!("{other:?}"),
    }
}

#[test]
fn by_hand_a_duty_wants_its_evidence_and_is_settled_once() {
    let mut world = counting();
    let bare = cmd("duty.done").arg("duty", "class_summary");
    let refusal = world.refused(DESK, bare);
    assert_eq!(refusal.fields[0].field, "text");
    world.done(DESK, done("class_summary"));
    let shown = rows(&world, DESK, DutySpan::Month);
    let row = shown
        .iter()
        .find(|row| row.duty == "class_summary")
        .unwrap();
    assert_eq!((row.state.as_str(), row.done_by.as_str()), ("done", DESK));
    assert_eq!(
        world.refused(DESK, done("分类汇总")).fields[0].why,
        Why::UnknownDuty
    );
    let again = world.refused(DESK, done("报修投诉建议分类汇总"));
    assert_eq!(again.why, Why::DutySettled);
    // Whoever took it back stands before it again, and nothing is left of it.
    world.done(DESK, cmd("undo"));
    assert_eq!(
        stands(&world, DutySpan::Month, "class_summary"),
        "open 2026-11-01"
    );
    world.holds_together();
}

#[test]
fn who_may_say_so_is_who_it_is_of_or_above_or_named() {
    let mut world = counting();
    assert_eq!(world.refused(DESK, done("work_plan")).why, Why::RankTooLow);
    let assign = cmd("duty.assign").arg("duty", "work_plan");
    assert_eq!(
        world.refused(DESK, assign.clone().arg("person", DESK)).why,
        Why::NoRight
    );
    let before = late(&world, DESK);
    world.done(
        SUPERVISOR,
        cmd("duty.assign")
            .arg("duty", "quality_report")
            .arg("person", DESK),
    );
    assert_eq!(late(&world, DESK), before + 1);
    world.done(SUPERVISOR, assign.clone().arg("person", DESK));
    world.done(DESK, done("work_plan"));
    world.done(SUPERVISOR, assign.clone());
    assert_eq!(world.refused(SUPERVISOR, assign).why, Why::NothingChanged);
    // A supervisor may do what the desk may.
    world.done(SUPERVISOR, done("class_summary"));
    // The calendar says so before anybody tries.
    for (who, mine, others) in [
        (DESK, "improvement", "budget_control"),
        (SUPERVISOR, "improvement", "budget_control"),
        (MANAGER, "budget_control", ""),
    ] {
        let shown = rows(&world, who, DutySpan::Month);
        let needs = |duty: &str| {
            shown
                .iter()
                .find(|row| row.duty == duty)
                .map(|row| row.needs.clone())
        };
        assert_eq!(needs(mine), Some(None), "{who}");
        let rank = Some(Fact::Term("rank-property_manager".into()));
        assert_eq!(needs(others), (!others.is_empty()).then_some(rank), "{who}");
    }
}

#[test]
fn a_supervisor_leaves_a_period_out_with_a_reason() {
    let mut world = counting();
    let waive = cmd("duty.waive")
        .arg("duty", "quality_report")
        .arg("reason", "本月外审代替");
    assert_eq!(world.refused(DESK, waive.clone()).why, Why::NoRight);
    assert_eq!(
        stands(&world, DutySpan::Overdue, "quality_report"),
        "late 2026-11-01"
    );
    world.done(SUPERVISOR, waive.clone());
    assert_eq!(stands(&world, DutySpan::Overdue, "quality_report"), "");
    assert_eq!(
        stands(&world, DutySpan::Month, "quality_report"),
        "waived 2026-11-01"
    );
    assert_eq!(world.refused(SUPERVISOR, waive).why, Why::DutySettled);
    assert_eq!(
        world.refused(SUPERVISOR, done("quality_report")).why,
        Why::DutySettled
    );
    world.done(SUPERVISOR, cmd("undo"));
    assert_eq!(
        stands(&world, DutySpan::Overdue, "quality_report"),
        "late 2026-11-01"
    );
}

#[test]
fn a_period_can_be_named_and_none_that_has_not_begun() {
    let mut world = counting();
    world.done(DESK, done("class_summary").arg("period", "2026-10-15"));
    assert_eq!(
        stands(&world, DutySpan::Month, "class_summary"),
        "open 2026-11-01"
    );
    let ahead = done("class_summary").arg("period", "2026-12-15");
    assert_eq!(world.refused(DESK, ahead).fields[0].why, Why::DutyNotBegun);
    // Saturday is no working day.
    let rest = done("work_log").arg("period", "2026-11-21");
    assert_eq!(world.refused(DESK, rest).fields[0].why, Why::NoDutyThen);
}

#[test]
fn a_shift_begun_handed_over_and_accepted_ticks_its_duties() {
    let mut world = counting();
    world.wait_until("2026-11-23T08:10");
    let today = |world: &World, duty: &str| stands(world, DutySpan::Today, duty);
    for duty in ["at_post", "work_log", "handover_checked"] {
        assert_eq!(
            today(&world, duty),
            "late 2026-11-20 open 2026-11-23",
            "{duty}"
        );
    }
    world.done(DESK, cmd("shift.start"));
    world.done(DESK, cmd("shift.handover").arg("text", "车库灯坏"));
    assert_eq!(today(&world, "at_post"), "late 2026-11-20 done 2026-11-23");
    assert_eq!(today(&world, "work_log"), "late 2026-11-20 done 2026-11-23");
    assert_eq!(
        today(&world, "handover_checked"),
        "late 2026-11-20 open 2026-11-23"
    );
    world.done(SUPERVISOR, cmd("shift.start"));
    world.done(SUPERVISOR, cmd("shift.accept"));
    assert_eq!(
        today(&world, "handover_checked"),
        "late 2026-11-20 done 2026-11-23"
    );
    // Once today's is due, yesterday's can no more be made good and is not called for.
    world.wait_until("2026-11-23T18:00");
    assert_eq!(today(&world, "at_post"), "done 2026-11-23");
    assert_eq!(today(&world, "attendance"), "late 2026-11-23");
    world.holds_together();
}

#[test]
fn closing_the_month_ticks_the_settlement() {
    let mut world = counting();
    assert_eq!(
        stands(&world, DutySpan::Month, "collection_settled"),
        "open 2026-11-01"
    );
    world.done(SUPERVISOR, cmd("month.close").arg("month", "2026-10"));
    assert_eq!(
        stands(&world, DutySpan::Month, "collection_settled"),
        "done 2026-11-01"
    );
}

#[test]
fn a_report_ticks_its_duties_in_its_own_period() {
    let mut world = counting();
    let actor = world.actor(SUPERVISOR);
    let ticked = {
        let tx = world.store.read().unwrap();
        let of = row("ticket.review").unwrap();
        let mut work = Work::new(&*tx, &actor, world.now, world.service.office(), of);
        let october = Month::new(2026, 10).unwrap();
        assert_eq!(
            report_made(&mut work, "nothing", october.last()).unwrap(),
            0
        );
        for name in ["month_summary", "service_report"] {
            assert_eq!(report_made(&mut work, name, october.last()).unwrap(), 1);
        }
        // Made again, nothing changes.
        assert_eq!(
            report_made(&mut work, "month_summary", october.last()).unwrap(),
            0
        );
        let today = work.today();
        assert_eq!(report_made(&mut work, "class_summary", today).unwrap(), 1);
        work.finish().changes
    };
    let mut tx = world.store.write().unwrap();
    ticked.apply(&mut *tx).unwrap();
    tx.commit().unwrap();
    assert_eq!(
        stands(&world, DutySpan::Month, "month_report"),
        "open 2026-11-01"
    );
    assert_eq!(
        stands(&world, DutySpan::Month, "class_summary"),
        "done 2026-11-01"
    );
    world.now = world.now.plus_minutes(1);
}

#[test]
fn an_entry_that_comes_into_its_state_counts_and_goes_with_its_undo() {
    alone!();
    let own = r#"[[duties]]
id = "keys_out"
owner = "receptionist"
every = "week"
count = 2
register = "key"
states = ["issued"]
field = "kind"
is = ["door"]
label = { zh-Hans = "发钥匙", zh-Hant = "發鑰匙", en = "Keys issued" }
"#;
    assert_eq!(install(&[("own.toml".into(), own.into())]), []);
    let mut world = counting();
    let issue = |world: &mut World, kind: &str| {
        let add = cmd("key.add").arg("premises", "3-2-1201").arg("kind", kind);
        let key = world.done(DESK, add.arg("pieces", "3")).number.unwrap();
        let taker = [("taker", "王建国"), ("id_tail", "567X")];
        world.does(DESK, "key.issue", key, &taker);
    };
    let have = |world: &World| {
        let rows = rows(world, DESK, DutySpan::Week);
        let row = rows.iter().find(|row| row.duty == "keys_out").unwrap();
        (row.have, row.state.clone())
    };
    issue(&mut world, "mailbox");
    // The week ends with its last working day.
    assert_eq!(have(&world), (0, "late".to_owned()));
    issue(&mut world, "door");
    assert_eq!(have(&world), (1, "late".to_owned()));
    issue(&mut world, "door");
    assert_eq!(have(&world), (2, "done".to_owned()));
    world.done(DESK, cmd("undo"));
    assert_eq!(have(&world), (1, "late".to_owned()));
    world.holds_together();
}

#[test]
fn a_count_of_the_year_tells_what_is_missing_by_today() {
    let mut world = counting();
    for _ in 0..4 {
        world.done(SUPERVISOR, done("community_activities"));
    }
    let year = rows(&world, SUPERVISOR, DutySpan::Year);
    let told = |duty: &str| {
        let row = year.iter().find(|row| row.duty == duty).unwrap();
        (row.have, row.count, row.missing)
    };
    // Of six there should be five by 21 November; the audits one of two.
    assert_eq!(told("community_activities"), (4, 6, 1));
    assert_eq!(told("internal_audit"), (0, 2, 1));
    // Of twelve reports only the one of November counts since the 1st.
    assert_eq!(told("quality_report"), (0, 12, 1));
    assert_eq!(told("class_summary"), (0, 12, 0));
}

#[test]
fn nobody_is_reminded_before_the_office_counts() {
    let mut world = desk();
    assert_eq!((late(&world, DESK), late(&world, SUPERVISOR)), (0, 0));
    assert_eq!(rows(&world, SUPERVISOR, DutySpan::Overdue), []);
    assert_eq!(
        stands(&world, DutySpan::Month, "quality_report"),
        "uncounted 2026-11-01"
    );
    set(&mut world, "duty.from", "2026-11-04");
    assert_eq!(
        stands(&world, DutySpan::Overdue, "quality_report"),
        "late 2026-11-01"
    );
    assert_eq!(stands(&world, DutySpan::Overdue, "information_summary"), "");
    let typed = cmd("setting.set").arg("setting", "duty.from");
    assert!(matches!(
        world.ask(MANAGER, typed.arg("value", "soon")),
        Answer::Refused(_)
    ));
}

#[test]
fn an_interval_is_the_offices() {
    let mut world = counting();
    let last = |world: &World| {
        let rows = rows(world, DESK, DutySpan::Year);
        let row = rows.iter().find(|row| row.duty == "files_updated").unwrap();
        row.period
    };
    let day = |text: &str| -> Day { text.parse().unwrap() };
    assert_eq!(last(&world).last, day("2026-12-31"));
    set(&mut world, "duty.files_every", "month");
    assert_eq!(last(&world).last, day("2026-11-30"));
    let typed = cmd("setting.set").arg("setting", "duty.files_every");
    assert!(matches!(
        world.ask(MANAGER, typed.arg("value", "often")),
        Answer::Refused(_)
    ));
}

#[test]
fn what_is_late_joins_the_one_queue_of_whose_it_is() {
    let mut world = counting();
    world.opened(leak());
    let next =
        |world: &World, who: &str, after| match ask(world, who, &Query::Urgent(after)).unwrap() {
            Reply::UrgentDuty(row) => Some(row),
            Reply::Urgent(..) => None,
            other => panic!("{other:?}"),
        };
    let mut seen = Vec::new();
    let mut after = None;
    for _ in 0..4 {
        let row = next(&world, SUPERVISOR, after).unwrap();
        after = Some(row.subject);
        assert!(row.mine && row.state == "late", "{row:?}");
        seen.push(row.due_at);
    }
    assert!(seen.is_sorted(), "{seen:?}");
    let mine = late(&world, SUPERVISOR);
    let all = rows(&world, SUPERVISOR, DutySpan::Overdue);
    let own = all.iter().filter(|row| row.mine).count();
    assert_eq!(i64::try_from(own), Ok(mine));
    assert!(all.iter().any(|row| !row.mine));
    // The worker's rank has none, and nobody else's are put before it.
    assert!(next(&world, "审计员", None).is_none_or(|row| row.mine));
}

#[test]
fn once_round_the_queue_each_late_duty_stands_among_the_others_by_its_instant() {
    let mut world = counting();
    let ticket = world.opened(leak());
    world.wait_until("2026-11-23T09:00");
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let next = match ask(&world, DESK, &Query::Urgent(after)).unwrap() {
            Reply::UrgentDuty(row) => (row.due_at, row.subject),
            Reply::Urgent(Some(urgent), _) => (urgent.at, urgent.subject),
            other => panic!("{other:?}"),
        };
        if seen.first() == Some(&next) {
            break;
        }
        assert!(!seen.contains(&next), "{next:?} twice: {seen:?}");
        after = Some(next.1);
        seen.push(next);
    }
    assert!(seen.is_sorted_by_key(|(at, _)| *at), "{seen:?}");
    let mine = rows(&world, DESK, DutySpan::Overdue);
    let mut mine: Vec<_> = mine
        .iter()
        .filter(|row| row.mine)
        .map(|row| row.subject)
        .collect();
    let mut duties: Vec<_> = seen
        .iter()
        .map(|(_, of)| *of)
        .filter(frontdesk::service::Subject::is_duty)
        .collect();
    mine.sort_by_key(|of| of.id);
    duties.sort_by_key(|of| of.id);
    assert_eq!(duties, mine);
    // The ticket has duties before it and behind it.
    let ticket = world.ticket(ticket).id.0;
    let at = seen
        .iter()
        .position(|(_, of)| !of.is_duty() && of.id == ticket);
    assert!((1..seen.len() - 1).contains(&at.unwrap()), "{seen:?}");
}

#[test]
fn the_list_tells_a_script_what_is_late_and_what_was_done() {
    let mut world = counting();
    world.done(DESK, done("class_summary"));
    let listing = listed(&world, DESK, "duties", &["duty = class_summary"]);
    assert_eq!(listing.rows.len(), 1);
    let cell = |name: &str| {
        let at = listing
            .columns
            .iter()
            .position(|column| column == name)
            .unwrap();
        listing.rows[0][at].clone()
    };
    assert_eq!(cell("state"), Cell::Text("done".into()));
    assert_eq!(cell("done_by"), Cell::Text(DESK.into()));
    assert_eq!(cell("source"), Cell::Text("S3-5/5.2".into()));
    let late = listed(&world, DESK, "duties", &["late = yes"]);
    assert_eq!(late.rows.len(), rows(&world, DESK, DutySpan::Overdue).len());
}

#[test]
fn the_page_and_the_steps_of_a_duty_tell_how_it_came_about() {
    let mut world = counting();
    world.done(DESK, done("class_summary"));
    let shown = rows(&world, DESK, DutySpan::Month);
    let row = shown
        .iter()
        .find(|row| row.duty == "class_summary")
        .unwrap();
    let Reply::Detail(detail) = ask(&world, DESK, &Query::Detail(row.subject)).unwrap() else {
        panic!("no page");
    };
    let names: Vec<&str> = detail
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    for name in [
        "duty_name",
        "duty_source",
        "due_at",
        "duty_owner",
        "evidence",
        "duty_before",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert_eq!(detail.history.len(), 1);
    let Reply::Explain(steps) = ask(&world, DESK, &Query::Explain(row.subject)).unwrap() else {
        panic!("no steps");
    };
    let names: Vec<&str> = steps[0].told().map(|field| field.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "duty_name",
            "duty_every",
            "duty_span",
            "duty_rule",
            "duty_said",
            "due_at"
        ]
    );
}

/// Twenty years of a duty of every working day behind an office.
fn long_ago(world: &World) {
    let from: Day = "2006-01-02".parse().unwrap();
    for first in from.through("2026-10-30".parse().unwrap()) {
        let period = Period { first, last: first };
        let mut record = DutyDone::new("work_log", period);
        record.acts.push(Did {
            at: world.now,
            by: StaffId(1),
            text: "已填".into(),
            file: None,
            what: String::new(),
            number: None,
        });
        world.put(&mut record);
    }
}

#[test]
fn what_a_window_reads_does_not_grow_with_what_was_done() {
    let reads = |world: &World, query: &Query| world.counted(SUPERVISOR, query).0;
    let (young, old) = (counting(), counting());
    long_ago(&old);
    for query in [
        Query::Header,
        Query::Urgent(None),
        Query::Duties(DutySpan::Today),
        Query::Duties(DutySpan::Month),
        Query::Duties(DutySpan::Overdue),
        Query::Duties(DutySpan::People),
    ] {
        let (young, old) = (reads(&young, &query), reads(&old, &query));
        // A walk over a window may meet the first record behind it.
        assert!(
            old.entries <= young.entries + old.scans,
            "{query:?}: {young:?} {old:?}"
        );
        assert_eq!(
            (young.gets, young.scans),
            (old.gets, old.scans),
            "{query:?}"
        );
        assert!(old.gets <= 300 && old.scans <= 120, "{query:?}: {old:?}");
    }
}
