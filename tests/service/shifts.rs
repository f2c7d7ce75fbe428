//! Shifts begin, hand themselves over and are accepted line by line (duties.md D-160 to D-163, D-165).

use frontdesk::domain::error::{Fact, Why};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{DutySpan, HandoverLine, Header, PaperLine, ShiftPage};

use super::desk::*;
use super::money::{HOME, add_charge, estate, pay, void};
use crate::support::world::World;

fn page(world: &World, who: &str) -> ShiftPage {
    match ask(world, who, &Query::Shift) {
        Ok(Reply::Shift(page)) => *page,
        other => panic!("{other:?}"),
    }
}

fn header(world: &World, who: &str) -> Header {
    match ask(world, who, &Query::Header) {
        Ok(Reply::Header(header)) => header,
        other => panic!("{other:?}"),
    }
}

/// Kind, room and text of each line.
fn told(lines: &[HandoverLine]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            let amount = line.amount.map(|sum| sum.to_string()).unwrap_or_default();
            let parts = [&line.kind, &line.premises, &line.text, &amount];
            let parts: Vec<&str> = parts.map(String::as_str).into_iter().collect();
            parts.join(" ").trim_end().to_owned()
        })
        .collect()
}

fn call_back(text: &str) -> frontdesk::service::command::Command {
    cmd("contact.log")
        .arg("channel", "call")
        .arg("caller", "孙女士")
        .arg("callback", "yes")
        .arg("text", text)
}

#[test]
fn a_shift_is_begun_once_and_who_comes_late_is_told() {
    let mut world = desk();
    world.now = at("2026-11-21T07:43");
    let done = world.done(DESK, cmd("shift.start"));
    assert_eq!(
        done.facts,
        [
            (
                "shift".to_owned(),
                Fact::Term("choice-shift-early".to_owned())
            ),
            ("at".to_owned(), Fact::At(at("2026-11-21T07:44"))),
        ]
    );
    assert_eq!(world.refused(DESK, cmd("shift.start")).why, Why::OnDuty);
    // A quarter of an hour before eight was the time to be there.
    world.now = at("2026-11-21T08:04");
    let late = world.done(SUPERVISOR, cmd("shift.start"));
    assert_eq!(
        late.facts.last(),
        Some(&("late".to_owned(), Fact::Count(20)))
    );
    let page = page(&world, DESK);
    let duty: Vec<(&str, &str, i64)> = page
        .on_duty
        .iter()
        .map(|one| (one.person.as_str(), one.shift.as_str(), one.late))
        .collect();
    assert_eq!(duty, [(DESK, "early", 0), (SUPERVISOR, "early", 20)]);
    let night = world.refused(MANAGER, cmd("shift.start").arg("shift", "night"));
    assert_eq!(night.why, Why::NoShiftPlanned);
    world.done(MANAGER, cmd("shift.start").arg("shift", "late"));
    assert_eq!(header(&world, MANAGER).shift, "late");
    world.holds_together();
}

#[test]
fn what_changed_and_what_is_open_hands_itself_over() {
    let mut world = estate();
    let before = world.opened(leak());
    let other = world.opened(leak());
    world.done(DESK, cmd("shift.start"));
    world.done(DESK, call_back("问装修押金"));
    let fresh = world.opened(leak().arg("place", "卫生间"));
    world.does(DESK, "ticket.note", before, &[("text", "约在下午")]);
    // Somebody else's work is the desk's as well; what is over is counted only.
    world.does(SUPERVISOR, "ticket.done", other, &[("result", "换了龙头")]);
    world.done("张敏", add_charge(HOME, "物业费", "300"));
    world.done(
        DESK,
        cmd("promise.record").about(HOME).arg("day", "2026-11-22"),
    );
    world.done(DESK, pay(HOME, "100"));
    let wrong = world.done(DESK, pay(HOME, "50")).number.unwrap();
    let asked = world.ask(DESK, void(&wrong.full()));
    assert!(
        matches!(asked, frontdesk::service::answer::Answer::Pending(_)),
        "{asked:?}"
    );
    world.done(
        DESK,
        cmd("outage.post")
            .arg("text", "停水检修")
            .arg("until", "明天")
            .arg("areas", "3-2"),
    );
    let now = page(&world, DESK).own.unwrap();
    assert_eq!(
        (now.contacts, now.opened, now.moved, now.ended),
        (1, 1, 1, 1)
    );
    let expected = [
        "unanswered  问装修押金".to_owned(),
        format!("new {HOME} 厨房水管漏水"),
        format!("moved {HOME} 厨房水管漏水"),
        format!("promise {HOME} 王建国 300.00"),
        "approval  payment.reverse".to_owned(),
        "notice 3-2 停水检修".to_owned(),
        "cash  cash 150.00".to_owned(),
    ];
    assert_eq!(told(&now.lines), expected);
    assert_eq!(now.lines[1].number, Some(fresh));
    assert_eq!(now.lines[2].number, Some(before));

    // What would hand itself over is what does, behind what is said of it.
    let done = world.done(DESK, cmd("shift.handover").arg("text", "车库灯坏"));
    assert_eq!(
        done.facts.last(),
        Some(&("lines".to_owned(), Fact::Count(8)))
    );
    let handed = page(&world, SUPERVISOR).handed.remove(0);
    let told = told(&handed.lines);
    assert_eq!(told[0], "remark  车库灯坏");
    assert_eq!(told[1..], expected);
    assert_eq!(
        world.refused(DESK, cmd("shift.handover")).why,
        Why::NotOnDuty
    );

    world.holds_together();
}

/// The duties among the lines, by name.
fn duties(lines: &[HandoverLine]) -> Vec<String> {
    let duties = lines
        .iter()
        .filter(|line| line.subject.is_some_and(|of| of.is_duty()));
    let told = duties.map(|line| {
        assert_eq!(line.kind, "late");
        format!("{} {}", line.text, line.at.unwrap().ms())
    });
    told.collect()
}

/// The same as the calendar has it: what is late and is whose it is.
fn late_of(world: &World, who: &str) -> Vec<String> {
    let Ok(Reply::Duties(page)) = ask(world, who, &Query::Duties(DutySpan::Overdue)) else {
        panic!("no calendar");
    };
    let mine = page.rows.iter().filter(|row| row.mine);
    mine.map(|row| format!("{} {}", row.duty, row.due_at.ms()))
        .collect()
}

#[test]
fn late_duties_of_whose_shift_it_is_hand_themselves_over() {
    let mut world = desk();
    let from = cmd("setting.set").arg("setting", "duty.from");
    world.done(MANAGER, from.arg("value", "2026-11-01"));
    world.wait_until("2026-11-23T08:10");
    for who in [DESK, SUPERVISOR] {
        world.done(who, cmd("shift.start"));
    }
    let own = |world: &World, who: &str| duties(&page(world, who).own.unwrap().lines);
    let has = |told: &[String], duty: &str| told.iter().any(|one| one.starts_with(duty));
    for who in [DESK, SUPERVISOR] {
        let told = own(&world, who);
        assert!(told.len() > 3, "{told:?}");
        assert_eq!(told, late_of(&world, who), "{who}");
    }
    assert!(!has(&own(&world, DESK), "quality_report"));
    // Who was named for it hands it over, and nobody else of the role.
    let assign = cmd("duty.assign").arg("duty", "quality_report");
    world.done(SUPERVISOR, assign.arg("person", DESK));
    assert!(has(&own(&world, DESK), "quality_report"));
    assert!(!has(&own(&world, SUPERVISOR), "quality_report"));
    // What is done is not handed over, and the hand-over does not tell of what it fulfils itself.
    world.done(
        DESK,
        cmd("duty.done")
            .arg("duty", "quality_report")
            .arg("text", "已报"),
    );
    world.wait_until("2026-11-23T17:40");
    let (told, late) = (own(&world, DESK), late_of(&world, DESK));
    assert!(
        !has(&told, "quality_report") && has(&late, "work_log"),
        "{late:?}"
    );
    let but: Vec<String> = late
        .into_iter()
        .filter(|one| !one.starts_with("work_log"))
        .collect();
    assert_eq!(told, but);
    world.done(DESK, cmd("shift.handover"));
    let handed = page(&world, SUPERVISOR).handed.remove(0);
    assert_eq!(duties(&handed.lines), told);
    // On paper they stand by their words.
    let query = Query::WorkLog(Some("2026-11-23".parse().unwrap()), None);
    let Ok(Reply::Paper(paper)) = ask(&world, DESK, &query) else {
        panic!("no paper");
    };
    let lines = registers(&paper);
    assert!(
        lines.contains(&"choice-handover-late duty-public_walked".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn lines_stay_lit_until_each_is_acknowledged() {
    let mut world = desk();
    world.done(DESK, cmd("shift.start"));
    world.done(DESK, call_back("问停车月卡"));
    world.opened(leak());
    world.done(DESK, cmd("shift.handover"));
    // Two lines, and the shift itself.
    assert_eq!(header(&world, SUPERVISOR).handed, 3);
    assert_eq!(header(&world, DESK).handed, 0);

    let own = world.refused(DESK, cmd("shift.accept"));
    assert_eq!(own.why, Why::NoHandover);
    let handed = page(&world, DESK).handed[0].id.to_string();
    let own = world.refused(DESK, cmd("shift.accept").arg("handover", &handed));
    assert_eq!(own.why, Why::OwnHandover);

    world.done(SUPERVISOR, cmd("shift.accept"));
    assert_eq!(header(&world, SUPERVISOR).handed, 2);
    let again = world.refused(MANAGER, cmd("shift.accept").arg("handover", &handed));
    assert_eq!(again.why, Why::HandoverAccepted);
    let seen = |line: &str| cmd("shift.acknowledge").arg("line", line);
    world.done(SUPERVISOR, seen("2"));
    assert_eq!(header(&world, SUPERVISOR).handed, 1);
    let twice = world.refused(MANAGER, seen("2"));
    assert_eq!(
        (twice.why, twice.facts),
        (
            Why::LineSeen,
            vec![("name".to_owned(), Fact::Text(SUPERVISOR.to_owned()))]
        )
    );
    let none = world.refused(SUPERVISOR, seen("3"));
    assert_eq!(none.fields[0].why, Why::NoSuchLine);
    // The last one is taken back and given again.
    world.done(SUPERVISOR, seen("1"));
    assert_eq!(header(&world, SUPERVISOR).handed, 0);
    assert_eq!(page(&world, MANAGER).handed, []);
    world.done(SUPERVISOR, cmd("undo"));
    assert_eq!(header(&world, SUPERVISOR).handed, 1);
    world.holds_together();
}

#[test]
fn a_shift_handed_to_somebody_is_accepted_by_them_or_who_leads() {
    let mut world = desk();
    world.done(SUPERVISOR, cmd("shift.start"));
    let own = world.refused(SUPERVISOR, cmd("shift.handover").arg("to", SUPERVISOR));
    assert_eq!(own.fields[0].why, Why::OwnHandover);
    world.done(SUPERVISOR, cmd("shift.handover").arg("to", MANAGER));
    let handed = page(&world, DESK).handed.remove(0);
    assert!(!handed.mine && handed.to == MANAGER);
    let given = cmd("shift.accept").arg("handover", handed.id.to_string());
    let refusal = world.refused(DESK, given.clone());
    assert_eq!(refusal.why, Why::HandoverForOther);
    world.done(MANAGER, given);

    // Who may leave is said by a supervisor, not by who leaves.
    let desk = world.refused(DESK, cmd("shift.release"));
    assert_eq!(desk.why, Why::NoRight);
    assert_eq!(
        world.refused(SUPERVISOR, cmd("shift.release")).why,
        Why::NoHandover
    );
    world.done(MANAGER, cmd("shift.release"));
    let handed = handed.id.to_string();
    let twice = world.refused(MANAGER, cmd("shift.release").arg("handover", handed));
    assert_eq!(twice.why, Why::Released);
    world.holds_together();
}

#[test]
fn the_work_log_writes_itself_and_takes_own_lines() {
    let mut world = desk();
    world.opened(leak());
    world.done(DESK, cmd("shift.start"));
    let number = world.opened(leak());
    world.done(DESK, cmd("shift.note").arg("text", "车库灯管已报工程部"));
    world.does(DESK, "ticket.note", number, &[("text", "约在下午")]);
    world.does(SUPERVISOR, "ticket.note", number, &[("text", "催过")]);
    let log = page(&world, DESK).own.unwrap().log;
    let told: Vec<(&str, &str)> = log
        .iter()
        .map(|line| (line.command.as_str(), line.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("ticket.note", "厨房水管漏水"),
            ("", "车库灯管已报工程部"),
            ("ticket.open", "厨房水管漏水"),
        ]
    );
    assert!(log.is_sorted_by_key(|line| std::cmp::Reverse(line.at)));
}

/// The lines of a register on a paper: what leads each, and the rest of it.
fn registers(paper: &[PaperLine]) -> Vec<String> {
    let said = |fact: &Fact| match fact {
        Fact::Text(text) | Fact::Term(text) => text.clone(),
        Fact::Told(key, _) => key.clone(),
        Fact::At(_) => String::new(),
        other => format!("{other:?}"),
    };
    let line = |line: &PaperLine| match line {
        PaperLine::Row { lead, rest, .. } => {
            let rest: Vec<String> = rest.iter().map(said).filter(|t| !t.is_empty()).collect();
            Some(
                format!("{} {}", said(lead), rest.join(" "))
                    .trim()
                    .to_owned(),
            )
        }
        _ => None,
    };
    paper.iter().filter_map(line).collect()
}

#[test]
fn the_log_of_a_shift_is_printed_with_own_lines_and_the_hand_over() {
    let mut world = desk();
    let log = |world: &World, who: &str, day: Option<&str>, person: Option<&str>| {
        let query = Query::WorkLog(day.map(|day| day.parse().unwrap()), person.map(Into::into));
        match ask(world, who, &query) {
            Ok(Reply::Paper(paper)) => Ok(paper),
            Ok(other) => panic!("{other:?}"),
            Err(refusal) => Err(refusal.why),
        }
    };
    world.now = at("2026-11-21T07:43");
    world.done(DESK, cmd("shift.start"));
    world.done(DESK, call_back("问装修押金"));
    // What another does in the meantime is theirs.
    world.done(SUPERVISOR, leak());
    world.done(DESK, cmd("shift.note").arg("text", "电梯厂家来人"));
    let open = [
        "command-contact-log 问装修押金",
        "field-own_line 电梯厂家来人",
        "choice-handover-unanswered 问装修押金",
        "choice-handover-new 3-2-1201 厨房水管漏水",
    ];
    assert_eq!(registers(&log(&world, DESK, None, None).unwrap()), open);
    world.now = at("2026-11-21T15:58");
    world.done(DESK, cmd("shift.handover").arg("text", "钥匙在抽屉"));
    world.done(SUPERVISOR, cmd("shift.acknowledge").arg("line", "1"));
    // What is done after the hand-over is none of it; the next day it is still to be had.
    world.done(DESK, call_back("下班以后"));
    world.now = at("2026-11-22T09:00");
    let paper = log(&world, SUPERVISOR, Some("2026-11-21"), Some(DESK)).unwrap();
    let lines = registers(&paper);
    assert_eq!(lines[..2], open[..2], "{lines:?}");
    // Its first line is what the supervisor has acknowledged.
    let remark = "choice-handover-remark 钥匙在抽屉 shift-seen".to_owned();
    assert!(lines.contains(&remark), "{lines:?}");
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.ends_with("shift-seen"))
            .count(),
        1
    );
    assert!(
        !lines.iter().any(|line| line.contains("下班以后")),
        "{lines:?}"
    );
    // One's own log is one's own; a colleague's is the supervisor's to read.
    assert_eq!(log(&world, DESK, None, Some(SUPERVISOR)), Err(Why::NoRight));
    assert_eq!(log(&world, DESK, None, None), Err(Why::NoShiftThen));
}
