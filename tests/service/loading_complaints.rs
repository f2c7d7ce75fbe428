//! Complaints taken over: numbers of their day, nobody called back, nothing the second time, found by every word.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::ticket::{Scope, Ticket};
use frontdesk::service::command::Command;
use frontdesk::service::loading::{ComplaintIn, Known, Staged};
use frontdesk::service::lookup;
use frontdesk::service::queries::{self, Asking};
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::service::search::SearchText;
use frontdesk::service::view::{Cell, Hits};
use frontdesk::storage::check;
use frontdesk::storage::kept::KINDS;

use super::desk::{DESK, MANAGER, ask, at, desk, listed, noise, numbers, with};
use super::loading::{count, import, stage};
use crate::support::world::World;

fn day(year: i32, month: u32, of: u32) -> Day {
    Day::from_ymd(year, month, of).unwrap()
}

fn complaint(number: &str, day: Day, text: &str) -> ComplaintIn {
    ComplaintIn {
        external: number.into(),
        caller: "A000102948".into(),
        phone: String::new(),
        home: None,
        area: String::new(),
        summary: format!("留言 {number}"),
        text: text.into(),
        day,
        second: 11 * 3600 + 25 * 60 + 5,
        note: "反对数 0, 点赞数 1".into(),
        open: false,
    }
}

fn history() -> Vec<ComplaintIn> {
    vec![
        complaint("188006", day(2019, 2, 28), "一米阳光婚纱艺术摄影"),
        complaint("188007", day(2019, 2, 28), "夜间施工"),
        ComplaintIn {
            home: Some("3-2-1201".into()),
            phone: "13800135678".into(),
            ..complaint("X-1", day(2020, 1, 8), "搅拌站\n\n扬尘")
        },
        ComplaintIn {
            area: "北门 路灯".into(),
            summary: String::new(),
            ..complaint("X-2", day(2026, 11, 21), "路灯坏了\n已经三天")
        },
    ]
}

fn file(complaints: Vec<ComplaintIn>) -> Staged {
    Staged {
        file: "complaints.xlsx".into(),
        digest: "d1".into(),
        complaints,
        ..Staged::default()
    }
}

fn tickets(world: &World) -> Vec<Ticket> {
    world.look(|tx| lookup::every(tx)).unwrap()
}

/// The counter as it stands: header and panes.
fn counter(world: &World) -> Vec<Reply> {
    let mut seen = Vec::new();
    let window = Window {
        after: None,
        backward: false,
        limit: 50,
        held: None,
    };
    let panes = Pane::ALL
        .iter()
        .map(|pane| Query::Pane(*pane, window.clone()));
    let panes: Vec<Query> = panes.collect();
    for query in [Query::Header].iter().chain(&panes) {
        let mut reply = ask(world, DESK, query).unwrap();
        if let Reply::Header(header) = &mut reply {
            header.now = at("2026-11-21T09:00");
        }
        seen.push(reply);
    }
    seen
}

#[test]
fn history_has_our_numbers_of_its_day_and_theirs_beside() {
    let mut world = desk();
    world.opened(noise());
    let done = import(&mut world, 1, &file(history()));
    assert_eq!(
        count(&done, "complaints_added").as_deref(),
        Some("Count(4)")
    );
    let state = done.facts.iter().find(|(name, _)| name == "state");
    assert_eq!(
        state.unwrap().1,
        Fact::Term("state-complaint-closed".into())
    );
    let said: Vec<(String, String, String, String)> = tickets(&world)[1..]
        .iter()
        .map(|one| {
            let external = one.external.clone().unwrap();
            (
                one.number.full(),
                external,
                one.premises.clone(),
                one.summary.clone(),
            )
        })
        .collect();
    let row = |number: &str, external: &str, place: &str, summary: &str| {
        [number, external, place, summary].map(str::to_owned).into()
    };
    assert_eq!(
        said,
        [
            row("T20190228-001", "188006", "", "留言 188006"),
            row("T20190228-002", "188007", "", "留言 188007"),
            row("T20200108-001", "X-1", "3-2-1201", "留言 X-1"),
            // The day of today goes on from where it is.
            row("T20261121-002", "X-2", "北门 路灯", "路灯坏了"),
        ]
    );
    let all = tickets(&world);
    assert_eq!(all[1].received_at, at("2019-02-28T11:25").plus_ms(5_000));
    assert_eq!(all[4].scope, Scope::Public);
    assert_eq!(all[1].text, "一米阳光婚纱艺术摄影");
    for one in &all[1..] {
        assert_eq!(
            (one.state.as_str(), one.closed_at, one.due_at),
            ("closed", None, None)
        );
        assert!(one.is_history());
        // What the file says beside it stands in its history, with who brought it in.
        let lines = world.lines(one.number);
        assert_eq!(lines.len(), 1);
        assert_eq!(
            (lines[0].command.as_str(), lines[0].text.as_str()),
            ("import.apply", "反对数 0, 点赞数 1")
        );
    }
    world.holds_together();
    let next = world.opened(noise());
    assert_eq!(next.full(), "T20261121-003");
}

#[test]
fn a_second_import_adds_nothing_and_says_what_differs() {
    let mut world = desk();
    import(&mut world, 1, &file(history()));
    let before = tickets(&world);
    let again = import(&mut world, 2, &file(history()));
    assert_eq!(
        count(&again, "complaints_added").as_deref(),
        Some("Count(0)")
    );
    assert_eq!(
        count(&again, "complaints_known").as_deref(),
        Some("Count(4)")
    );
    assert_eq!(count(&again, "differing").as_deref(), Some("Count(0)"));
    let mut other = history();
    other[0].text = "另一件事".into();
    other[1].day = day(2019, 3, 1);
    let again = import(&mut world, 3, &file(other));
    assert_eq!(count(&again, "differing").as_deref(), Some("Count(2)"));
    let told = count(&again, "differences").unwrap();
    assert!(
        told.contains("T20190228-001") && told.contains("field-received_at"),
        "{told}"
    );
    assert_eq!(tickets(&world), before);
    // Twice in one file is once.
    let mut twice = vec![complaint("Y-1", day(2019, 1, 1), "甲"); 2];
    twice[1].summary = "乙".into();
    let done = import(&mut world, 4, &file(twice));
    assert_eq!(
        count(&done, "complaints_added").as_deref(),
        Some("Count(1)")
    );
    world.holds_together();
}

#[test]
fn history_changes_no_figure_and_calls_nobody_back() {
    let mut world = desk();
    world.opened(noise());
    let before = counter(&world);
    // 2019 and today alike.
    import(&mut world, 1, &file(history()));
    assert_eq!(counter(&world), before);
    let followed: Vec<FollowUp> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(followed.len(), 0);
    let rows = |conditions: &[&str]| numbers(&world, DESK, "tickets", conditions).len();
    assert_eq!(rows(&["overdue = yes"]), 0);
    assert_eq!(rows(&["state != closed"]), 1);
    assert_eq!(numbers(&world, DESK, "reported", &[]).len(), 0);
    // Days later nothing of it has come up either.
    world.now = at("2026-11-30T09:00");
    let due = listed(&world, DESK, "tickets", &["overdue = yes"]).rows;
    assert_eq!(due.len(), 1, "only what the desk itself received");
}

#[test]
fn an_import_is_not_taken_back_by_undo() {
    let mut world = desk();
    let number = world.opened(noise());
    import(&mut world, 1, &file(history()));
    let refusal = world.refused(MANAGER, Command::new("undo"));
    assert_eq!(refusal.why, Why::CannotUndo);
    assert_eq!(refusal.facts.len(), 1, "it names the import");
    // Whoever opened a complaint before takes back that one.
    world.done(DESK, Command::new("undo"));
    assert_eq!(world.ticket(number).state, "cancelled");
    assert_eq!(
        tickets(&world)
            .iter()
            .filter(|one| one.is_history())
            .count(),
        4
    );
}

#[test]
fn what_is_still_open_has_its_deadlines_from_when_it_was_received() {
    let mut world = desk();
    let mut open = history();
    for one in &mut open {
        one.open = true;
    }
    // Nobody who may not close without a call may bring in what is closed; to bring in work is the desk's.
    let command = stage_as(&mut world, DESK, 1, &file(history()));
    assert_eq!(world.refused(DESK, command).why, Why::NoRight);
    let command = stage_as(&mut world, DESK, 2, &file(open.clone()));
    world.done(DESK, command);
    let all = tickets(&world);
    assert_eq!(all.len(), 4);
    assert!(
        all.iter()
            .all(|one| one.state == "received" && !one.is_history())
    );
    assert!(
        all[0].due_at.unwrap() < at("2019-03-05T00:00"),
        "{:?}",
        all[0].due_at
    );
    assert_eq!(
        numbers(&world, DESK, "tickets", &["overdue = yes"]).len(),
        3
    );
    // It is worked on like any other.
    world.does(
        DESK,
        "ticket.explain",
        all[3].number,
        &[("text", "已经修好")],
    );
    world.holds_together();
}

fn stage_as(world: &mut World, who: &str, id: u8, staged: &Staged) -> Command {
    let by = world.actor(who).staff;
    world.service.staging().put(by, [id; 16], staged.clone());
    Command::new("import.apply").arg("staged", frontdesk::storage::codec::hex(&[id; 16]))
}

#[test]
fn the_server_refuses_what_a_terminal_should_have_named() {
    let base = || complaint("1", day(2019, 1, 1), "文");
    let cases: [(ComplaintIn, Why); 7] = [
        (
            ComplaintIn {
                external: String::new(),
                ..base()
            },
            Why::Fields,
        ),
        (
            ComplaintIn {
                text: String::new(),
                ..base()
            },
            Why::Fields,
        ),
        (
            ComplaintIn {
                text: "字".repeat(10_001),
                ..base()
            },
            Why::TooLong,
        ),
        (
            ComplaintIn {
                day: day(2026, 11, 22),
                ..base()
            },
            Why::EffectiveDay,
        ),
        (
            ComplaintIn {
                second: 86_400,
                ..base()
            },
            Why::EffectiveDay,
        ),
        (
            ComplaintIn {
                phone: "12-3".into(),
                ..base()
            },
            Why::BadPhone,
        ),
        (
            ComplaintIn {
                home: Some("9-9-9999".into()),
                ..complaint("2", day(2019, 1, 1), "文")
            },
            Why::UnknownPremises,
        ),
    ];
    for (id, (bad, why)) in (1..).zip(cases) {
        let mut world = desk();
        let command = stage(&mut world, id, &file(vec![base(), bad]));
        assert_eq!(world.refused(MANAGER, command).why, why, "{id}");
        assert_eq!(tickets(&world).len(), 0, "all of it or nothing");
    }
    let known = ask(&desk(), DESK, &Query::Known(None, None)).unwrap();
    assert!(
        matches!(known, Reply::Known(known) if known.today == Some(day(2026, 11, 21)) && *known != Known::default())
    );
}

/// Finds as somebody at the desk does, with everything read in.
fn find(world: &World, bound: usize, typed: &str) -> Hits {
    let actor = world.actor(DESK);
    world.look(|tx| {
        let mut search = SearchText::new(bound);
        while !search.read_more(tx, 100).unwrap() {}
        let asking = Asking {
            tx,
            office: world.service.office(),
            actor: &actor,
            now: world.now,
            search: Some(&search),
        };
        match queries::answer(asking, &Query::Find(typed.into(), 3)) {
            Ok(Reply::Found(hits)) => hits,
            _ => panic!("no hits"),
        }
    })
}

fn names(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().map(|hit| hit.name.as_str()).collect()
}

#[test]
fn it_is_found_by_both_numbers_and_by_every_word_of_its_text() {
    let mut world = desk();
    let long = format!("{}最后一句提到红灯笼。", "夜间施工扰民。".repeat(900));
    let mut brought = history();
    brought.push(complaint("220273", day(2019, 8, 1), &long));
    import(&mut world, 1, &file(brought));
    for typed in ["220273", "T20190801-001", "红灯笼", "留言 220273"] {
        assert_eq!(
            names(&find(&world, 1_000, typed)),
            ["T20190801-001"],
            "{typed}"
        );
    }
    // By its number also before anything was read in.
    let Ok(Reply::Found(hits)) = ask(&world, DESK, &Query::Find("220273".into(), 9)) else {
        panic!("no hits");
    };
    assert_eq!(names(&hits), ["T20190801-001"]);
    // Without a line of its own the first of the text stands in lists, once.
    assert_eq!(names(&find(&world, 1_000, "路灯坏了")), ["T20261121-001"]);
}

#[test]
fn what_is_of_today_is_found_before_what_was_taken_over_later() {
    let mut world = desk();
    let own = world.opened(with(noise(), &[("text", "夜间施工")]));
    let many = (0..30).map(|at| complaint(&format!("N{at}"), day(2019, 1, 1), "夜间施工"));
    import(&mut world, 1, &file(many.collect()));
    let hits = find(&world, 1_000, "夜间施工");
    assert_eq!(names(&hits)[0], own.full());
    assert_eq!((hits.hits.len(), hits.count), (3, 31));
}

#[test]
fn long_texts_have_room_up_to_a_bound_and_no_further() {
    let mut world = desk();
    let text = "夜间施工扰民，".repeat(1_400);
    // Some 29 KB each: 200 of them are more than the 4 MiB there is room for at least.
    let many = (0..200).map(|at| complaint(&format!("N{at}"), day(2019, 1, 1), &text));
    import(&mut world, 1, &file(many.collect()));
    let read = |bound| {
        world.look(|tx| {
            let mut search = SearchText::new(bound);
            while !search.read_more(tx, 50).unwrap() {}
            search
        })
    };
    let bounded = read(1_000);
    assert!(bounded.is_partial(), "and says so");
    assert!(bounded.bytes() < 6 * 1024 * 1024, "{}", bounded.bytes());
    assert!(bounded.tickets("扰民", 9).count > 120);
    assert!(!read(1_000_000).is_partial());
}

#[test]
fn lists_and_exports_have_the_number_of_the_other_system_and_the_whole_text() {
    let mut world = desk();
    import(&mut world, 1, &file(history()));
    let found = listed(&world, DESK, "tickets", &["external_number = X-1"]);
    let column = |name: &str| {
        found
            .columns
            .iter()
            .position(|column| column == name)
            .unwrap()
    };
    let [row] = found.rows.as_slice() else {
        panic!("{} rows", found.rows.len())
    };
    assert_eq!(row[column("external_number")], Cell::Text("X-1".into()));
    assert_eq!(row[column("summary")], Cell::Text("留言 X-1".into()));
    assert_eq!(row[column("text")], Cell::Text("搅拌站\n\n扬尘".into()));
    let Ok(Reply::Detail(detail)) = ask(&world, DESK, &Query::Show("T20200108-001".into())) else {
        panic!("nothing shown");
    };
    let field = |name: &str| detail.fields.iter().any(|field| field.name == name);
    assert_eq!(detail.text, "搅拌站\n\n扬尘");
    assert!(field("external_number") && field("imported_at") && field("received_at"));
    let Ok(Reply::Detail(nowhere)) = ask(&world, DESK, &Query::Show("T20190228-001".into())) else {
        panic!("nothing shown");
    };
    assert!(nowhere.fields.iter().all(|field| field.name != "scope"));
    assert!(!field("received_by") && !field("closed_at") && !field("due_at"));
    assert!(
        world
            .look(|tx| check::verify(tx, KINDS))
            .unwrap()
            .faults
            .is_empty()
    );
}
