//! Where one record leans on another: what is done to the one must not leave the other behind.

use frontdesk::domain::error::Why;
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::household::Person;
use frontdesk::domain::household::{Household, PremisesKind};
use frontdesk::domain::ledger::Debt;
use frontdesk::domain::office::Outage;
use frontdesk::service::answer::Answer;
use frontdesk::service::execute::Job;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::service::subject::Subject;
use frontdesk::service::view::PaperLine;
use frontdesk::service::{audit, lookup};
use frontdesk::storage::{Collection, Store};

use super::desk::*;
use super::money::{HOME, debt, estate, pay, run};
use crate::support::world::World;

#[test]
fn a_fee_item_homes_may_lean_on_is_not_taken_back() {
    let mut world = World::new();
    let add = cmd("fee_item.add")
        .arg("name", "垃圾费")
        .arg("formula", "fixed")
        .arg("fixed", "5");
    world.done(MANAGER, add);
    world.done(
        SUPERVISOR,
        cmd("household.edit").about(HOME).arg("fees", "垃圾费"),
    );
    assert_eq!(world.refused(MANAGER, cmd("undo")).why, Why::CannotUndo);
    world.done(SUPERVISOR, run("2026-12"));
}

#[test]
fn the_rate_counts_who_has_paid_not_who_owes_nothing() {
    let mut world = estate();
    let rate = |world: &World| match ask(world, DESK, &Query::Header).unwrap() {
        Reply::Header(header) => header.rate,
        other => panic!("{other:?}"),
    };
    assert_eq!(rate(&world), None);
    // One charge by hand before the run of the month: nobody has paid.
    let by_hand = cmd("charge.add")
        .arg("premises", HOME)
        .arg("item", "物业费");
    world.done(SUPERVISOR, by_hand);
    assert_eq!(rate(&world), Some(0));
    world.done(SUPERVISOR, run("2026-11"));
    assert_eq!(rate(&world), Some(0));
    let owed = debt(&world, HOME).amount.plain();
    world.done(DESK, pay(HOME, &owed));
    assert_eq!(rate(&world), Some(250));
}

#[test]
fn a_parking_space_with_a_blank_in_its_code_is_no_public_area() {
    let mut world = World::new();
    let add = cmd("household.add")
        .arg("premises", "B2 117")
        .arg("kind", "parking");
    world.done(DESK, add);
    let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
    let space = homes.iter().find(|home| home.code == "B2 117").unwrap();
    assert_eq!(space.kind, PremisesKind::Parking);
}

#[test]
fn a_debt_names_the_owner_there_is_now() {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-11"));
    let owner = world
        .look(|tx| lookup::people_of(tx, world.home(HOME).id.0))
        .unwrap()[0]
        .id;
    let about = format!("P{}", owner.0);
    world.done(
        DESK,
        cmd("person.edit")
            .about(about.as_str())
            .arg("name", "王建军"),
    );
    assert_eq!(debt(&world, HOME).payer, "王建军");
    world.done(DESK, cmd("undo"));
    assert_eq!(debt(&world, HOME).payer, "王建国");
    let heir = cmd("person.add")
        .arg("premises", HOME)
        .arg("name", "王小明")
        .arg("relation", "family");
    world.done(DESK, heir);
    assert_eq!(debt(&world, HOME).payer, "王建国");
    world.done(
        DESK,
        cmd("person.edit").about(about.as_str()).arg("untie", HOME),
    );
    assert_eq!(debt(&world, HOME).payer, "王小明");
    let verified = |world: &World| match ask(world, MANAGER, &Query::Verify).unwrap() {
        Reply::Verify(verified) => verified.faults,
        other => panic!("{other:?}"),
    };
    assert_eq!(verified(&world), Vec::<String>::new());
    let mut wrong: Debt = debt(&world, HOME);
    wrong.payer = "别人".into();
    world.put(&mut wrong);
    assert_eq!(verified(&world).len(), 1);
}

#[test]
fn a_phone_corrected_reaches_the_call_that_is_still_to_be_made() {
    let mut world = desk();
    let number = world.opened(leak().arg("caller", "周敏").arg("phone", "13900000001"));
    let dispatched = [("worker", "王师傅")];
    world.does(DESK, "ticket.dispatch", number, &dispatched);
    world.does(DESK, "ticket.done", number, &[("result", "换阀门")]);
    let edit = [("phone", "13900000002"), ("caller", "周敏敏")];
    world.does(DESK, "ticket.edit", number, &edit);
    let follow_ups: Vec<FollowUp> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(follow_ups[0].phone, "13900000002");
    assert_eq!(follow_ups[0].name, "周敏敏");
}

#[test]
fn what_somebody_else_spoke_of_again_is_not_taken_back_without_a_word() {
    let mut world = desk();
    let number = world.opened(leak());
    let rework = cmd("ticket.open")
        .arg("premises", "3-2-1201")
        .arg("category", "water")
        .arg("text", "又漏")
        .arg("rework_of", number.full());
    world.done(SUPERVISOR, rework);
    assert_eq!(world.refused(DESK, cmd("undo")).why, Why::BuiltOn);
    assert_ne!(world.ticket(number).state, "cancelled");
    // What was built is taken back: nothing leans on it any more.
    world.done(SUPERVISOR, cmd("undo"));
    world.done(DESK, cmd("undo"));
    assert_eq!(world.ticket(number).state, "cancelled");
}

#[test]
fn an_undone_complaint_says_its_state_in_words_there_are() {
    let mut world = desk();
    let number = world.opened(noise());
    world.done(DESK, cmd("undo"));
    let subject = Subject::of(&world.ticket(number));
    let form = Query::Form("ticket.edit".into(), Some(subject));
    let refusal = ask(&world, DESK, &form).unwrap_err();
    let said = format!("{:?}", refusal.facts);
    assert!(said.contains("state-repair-cancelled"), "{said}");
}

#[test]
fn a_notice_stands_beside_its_own_stairwell() {
    let mut world = World::new();
    let post = cmd("outage.post")
        .arg("text", "停水检修")
        .arg("areas", "3-2")
        .arg("until", "18:00");
    world.done(DESK, post);
    let notice: Outage = world.get(1);
    assert!(notice.concerns(notice.community, "3-2 公共", world.now));
    assert!(!notice.concerns(notice.community, "3-21 公共", world.now));
    assert!(!notice.concerns(notice.community, "3 公共", world.now));
}

#[test]
fn a_notice_that_has_not_begun_is_not_ended_for_want_of_another() {
    let mut world = World::new();
    let post = cmd("outage.post")
        .arg("text", "停水检修")
        .arg("from", "明天 9:00")
        .arg("until", "明天 18:00");
    world.done(DESK, post);
    assert_eq!(
        world.refused(DESK, cmd("outage.end")).why,
        Why::UnknownRecord
    );
    world.done(DESK, cmd("outage.end").arg("notice", "1"));
}

#[test]
fn a_name_no_command_has_does_not_enter_the_log() {
    let mut world = World::new();
    let hostile = format!("\u{1b}[2J{}", "x".repeat(100_000));
    let refusal = world.refused(DESK, cmd(&hostile));
    assert_eq!(refusal.why, Why::UnknownCommand);
    let line = world
        .look(|tx| audit::event(tx, audit::head(tx)?.seq))
        .unwrap()
        .unwrap();
    assert_eq!(line.event.refusal, "unknown-command");
    assert_eq!(line.event.command, "");
    assert!(line.bytes.len() < 1000);
}

fn job(
    world: &World,
    who: &str,
    request: u8,
    command: frontdesk::service::command::Command,
) -> Job {
    Job {
        actor: world.actor(who),
        request: [request; 16],
        command,
        now: world.now,
        salt: [7; 16],
    }
}

#[test]
fn a_reveal_sent_again_leaves_a_line_again_and_what_it_showed_is_kept_nowhere() {
    let mut world = World::new();
    let reveal = cmd("person.reveal").about("P4").arg("reason", "核对电话");
    let job = job(&world, DESK, 9, reveal);
    let mut seqs = Vec::new();
    for _ in 0..2 {
        let Answer::Done(done) = world.service.execute(&world.store, &job).unwrap() else {
            panic!("refused");
        };
        assert!(format!("{:?}", done.facts).contains("13800135678"));
        seqs.push(done.seq);
    }
    assert_eq!(seqs[1], seqs[0] + 1);
    let kept = world
        .look(|tx| tx.get(Collection::Requests, &[9; 16]))
        .unwrap();
    assert_eq!(kept, None);
}

#[test]
fn a_damaged_answer_stops_its_own_request_and_nothing_else() {
    let mut world = World::new();
    let mut tx = world.store.write().unwrap();
    tx.put(Collection::Requests, &[9; 16], b"\xff").unwrap();
    tx.commit().unwrap();
    let phrase = cmd("phrase.set").arg("phrase", "水管");
    let job = job(&world, MANAGER, 9, phrase.clone());
    let answer = world.service.execute(&world.store, &job).unwrap();
    assert!(
        matches!(&answer, Answer::Refused(refusal) if refusal.why == Why::Storage),
        "{answer:?}"
    );
    let new = world.look(|tx| world.service.is_new(tx, &job)).unwrap();
    assert!(!new);
    world.done(MANAGER, phrase);
}

#[test]
fn reading_in_goes_on_behind_a_damaged_record_and_says_that_something_is_missing() {
    let world = World::new();
    let mut tx = world.store.write().unwrap();
    let mut key = vec![4_u8];
    key.extend(2_u64.to_be_bytes());
    assert!(
        tx.as_read()
            .get(Collection::Records, &key)
            .unwrap()
            .is_some(),
        "the second person"
    );
    tx.put(Collection::Records, &key, b"\xff\xff").unwrap();
    tx.commit().unwrap();
    let mut text = SearchText::new(1000);
    world.look(|tx| while !text.read_more(tx, 2).unwrap() {});
    assert!(text.is_partial());
    assert_eq!(text.people("王建国", 9).ids, [4]);
    assert!(
        world.look(|tx| lookup::every::<Person>(tx)).is_err(),
        "it is damaged"
    );
}

#[test]
fn the_number_on_a_slip_is_whole_for_who_may_see_it() {
    let mut world = desk();
    let number = world.opened(leak().arg("caller", "周敏").arg("phone", "13900000001"));
    let slip = Query::Paper(Subject::of(&world.ticket(number)));
    let text = |who: &str| match ask(&world, who, &slip).unwrap() {
        Reply::Papers(papers) => {
            let fields = papers
                .sheets
                .concat()
                .into_iter()
                .filter(|line| matches!(line, PaperLine::Field(_)));
            format!("{:?}", fields.collect::<Vec<_>>())
        }
        other => panic!("{other:?}"),
    };
    assert!(text(DESK).contains("13900000001"));
    let auditor = text("审计员");
    assert!(auditor.contains("139****0001") && !auditor.contains("13900000001"));
}

#[test]
fn a_clock_that_jumped_is_confirmed_by_a_manager() {
    let mut world = World::new();
    assert_eq!(
        world.refused(SUPERVISOR, cmd("clock.confirm")).why,
        Why::NoRight
    );
    world.done(MANAGER, cmd("clock.confirm"));
}

#[test]
fn a_clock_that_went_back_is_told_without_a_minus() {
    use frontdesk::locale::{Language, Words};
    for (minutes, said) in [
        (-12, "Clock confirmed; it had jumped 12 minutes back"),
        (-1, "Clock confirmed; it had jumped 1 minute back"),
        (60, "Clock confirmed; it had jumped 60 minutes ahead"),
    ] {
        let mut world = World::new();
        let mut tx = world.store.write().unwrap();
        frontdesk::service::clock_doubt::raise(&mut *tx, minutes).unwrap();
        tx.commit().unwrap();
        let done = world.done(MANAGER, cmd("clock.confirm"));
        let words = Words::load(Language::En);
        let speech = frontdesk::tui::say::Speech {
            words: &words,
            zone: frontdesk::domain::calendar::Zone::default(),
            today: frontdesk::domain::calendar::Day::MAX,
            arrow: "",
        };
        assert_eq!(speech.done("clock.confirm", &done), said);
    }
}

#[test]
fn who_was_answered_by_a_correction_is_not_called_back() {
    let mut world = desk();
    let call = cmd("contact.log")
        .arg("channel", "call")
        .arg("premises", "3-2-1201")
        .arg("text", "问装修押金")
        .arg("callback", "yes");
    let number = world.done(DESK, call).number.unwrap();
    assert!(world.contact(number).open());
    let answer = [("answer", "押金三千，验收后退")];
    world.does(DESK, "contact.edit", number, &answer);
    let contact = world.contact(number);
    assert!(!contact.open() && contact.due_at.is_none());
    assert!(contact.answered_at.is_some());
}

#[test]
fn a_page_ends_before_it_is_too_large_and_a_row_is_no_note() {
    let mut world = desk();
    for _ in 0..30 {
        let call = cmd("contact.log")
            .arg("channel", "call")
            .arg("premises", "3-2-1201")
            .arg("text", "水".repeat(9_000));
        world.done(DESK, call);
    }
    let list = Query::List(ListQuery {
        what: "contacts".into(),
        conditions: Vec::new(),
        after: None,
        limit: 500,
        reveal: false,
        export: false,
    });
    match ask(&world, DESK, &list).unwrap() {
        Reply::List(listing) => {
            assert!(listing.rows.len() < 30 && listing.next.is_some());
            assert!(frontdesk::storage::kept::to_bytes(&listing).len() < 1024 * 1024);
        }
        other => panic!("{other:?}"),
    }
    let home = Query::Home(Subject::of(&world.home("3-2-1201")));
    let shown = ask(&world, DESK, &home).unwrap();
    assert!(frontdesk::storage::kept::to_bytes(&shown).len() < 200 * 1024);
}
