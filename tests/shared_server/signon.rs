//! The shared desk: who signs on, how often a PIN may be tried, what a PIN leaves behind (REL S8).

use std::time::{Duration, Instant};

use frontdesk::domain::error::Why;
use frontdesk::domain::staff::Rank;
use frontdesk::server::peer::account_of;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::view::AuditLine;
use frontdesk::wire::{Ask, Body, Seated};

use super::acts::phrase;
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk};

const MANAGER_PIN: &str = "471147";
const PIN: &str = "90817";

fn account() -> String {
    account_of(rustix::process::getuid().as_raw())
}

/// An office whose one account is a shared desk: the founder and 李芳 have PINs, 王芳 has none.
fn shared_desk() -> Counter {
    let counter = Counter::open();
    let mut desk = counter.desk();
    for name in ["李芳", "王芳"] {
        let add = Command::new("staff.add")
            .arg("name", name)
            .arg("rank", "receptionist");
        desk.done(&add);
    }
    let pin = |who: &str, pin: &str| Command::new("staff.pin").about(who).arg("pin", pin);
    desk.done(&pin("李芳", PIN));
    desk.done(&pin(&account(), MANAGER_PIN));
    let desks = Command::new("setting.set")
        .arg("setting", "desk.accounts")
        .arg("value", account());
    desk.done(&desks);
    counter
}

fn sign_on(desk: &mut Desk, name: &str, pin: &str) -> Result<Seated, Why> {
    let (name, pin) = (name.to_owned(), pin.into());
    match desk.request(Ask::SignOn { name, pin }) {
        (_, Body::Seated(seated)) => Ok(seated),
        (_, Body::Refused(refusal)) => Err(refusal.why),
        (_, other) => panic!("{other:?}"),
    }
}

fn stop(mut counter: Counter) -> Counter {
    let mut desk = counter.desk();
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
    drop(desk);
    counter.stop();
    counter
}

#[test]
fn at_a_shared_desk_nothing_is_done_before_somebody_signs_on() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    let nobody = sign_on(&mut desk, "", "").unwrap();
    assert!(nobody.desk && nobody.person.is_none());
    assert_eq!(desk.refused(&phrase("x")).why, Why::NotSignedOn);
    let (_, body) = desk.request(Ask::Query(Box::new(Query::Header)));
    assert!(matches!(body, Body::Refused(refusal) if refusal.why == Why::NotSignedOn));
    let (_, Reply::People(names)) = desk.query(Query::People) else {
        panic!("no names")
    };
    assert!(names.contains(&"李芳".into()) && !names.contains(&"王芳".into()));

    let seated = sign_on(&mut desk, "李芳", PIN).unwrap();
    assert_eq!(seated.person.unwrap().name, "李芳");
    assert!(matches!(desk.query(Query::Header).1, Reply::Header(h) if h.person == "李芳"));
    assert_eq!(desk.refused(&phrase("x")).why, Why::NoRight);
    assert_eq!(desk.request(Ask::SignOff).1, Body::Ok);
    assert_eq!(desk.refused(&phrase("x")).why, Why::NotSignedOn);
}

#[test]
fn a_rank_that_changes_holds_at_once_at_every_terminal() {
    let counter = shared_desk();
    let (mut hers, mut manager) = (counter.desk(), counter.desk());
    sign_on(&mut hers, "李芳", PIN).unwrap();
    sign_on(&mut manager, &account(), MANAGER_PIN).unwrap();
    assert_eq!(hers.refused(&phrase("x")).why, Why::NoRight);
    let edit =
        |field: &str, value: &str| Command::new("staff.edit").about("李芳").arg(field, value);
    manager.done(&edit("rank", "dept_manager"));
    hers.done(&phrase("现在可以"));
    let (_, Body::Status(status)) = hers.request(Ask::Status) else {
        panic!("no status")
    };
    assert_eq!(status.seated.person.unwrap().rank, Rank::DeptManager);
    manager.done(&edit("active", "no"));
    assert_eq!(hers.refused(&phrase("y")).why, Why::NotSignedOn);
}

#[test]
fn wrong_pins_are_answered_alike_and_few_are_judged_even_over_a_restart() {
    let mut counter = shared_desk();
    let mut judged = 0;
    for round in 0..2 {
        let mut desks: Vec<Desk> = (0..4).map(|_| counter.desk()).collect();
        for guess in 0..250 {
            let pin = format!("{:04}", guess + round * 1000);
            match sign_on(&mut desks[guess % 4], "李芳", &pin) {
                Err(Why::WrongPin) => judged += 1,
                Err(Why::PinLocked) => {}
                other => panic!("{other:?}"),
            }
        }
        // The right one does not help who is locked out; and a colleague is not locked out with her.
        assert_eq!(sign_on(&mut desks[0], "李芳", PIN), Err(Why::PinLocked));
        drop(desks);
        counter = stop(counter);
        counter.start();
    }
    assert!((1..=5).contains(&judged), "{judged}");
    let mut desk = counter.desk();
    assert_eq!(sign_on(&mut desk, "没有这人", "1234"), Err(Why::WrongPin));
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
}

/// Guesses at everybody's PIN from every terminal: the whole desk has twenty an hour, and neither a restart nor the
/// machine's clock gives it more.
#[test]
fn guesses_at_everybody_are_few_at_a_desk_whatever_is_restarted_or_set() {
    const PEOPLE: usize = 16;
    let mut counter = shared_desk();
    let mut manager = counter.desk();
    sign_on(&mut manager, &account(), MANAGER_PIN).unwrap();
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("员工{n}")).collect();
    for name in &names {
        let add = Command::new("staff.add").arg("name", name.as_str());
        manager.done(&add.arg("rank", "receptionist"));
    }
    drop(manager);
    let mut judged = std::collections::BTreeMap::<&str, usize>::new();
    let guesses = size(120, 500, 10_000);
    let mut locked = 0;
    for round in 0..5 {
        let mut desks: Vec<Desk> = (0..7).map(|_| Desk::once_free(&counter.paths)).collect();
        for guess in 0..guesses / 5 {
            let name = names[guess % PEOPLE].as_str();
            let desk = &mut desks[guess % 7];
            match sign_on(desk, name, &format!("{guess:04}")) {
                Err(Why::WrongPin) => *judged.entry(name).or_default() += 1,
                Err(Why::PinLocked) => locked += 1,
                other => panic!("{other:?}"),
            }
        }
        // The machine's clock a day on, and another run of the server.
        let on = format!("2026-11-{}T09:00:00+08:00", 22 + round);
        counter
            .clock
            .set(frontdesk::domain::calendar::Instant::parse(&on).unwrap());
        drop(desks);
        counter.restart();
    }
    let total: usize = judged.values().sum();
    assert_eq!(total, 20, "{judged:?}");
    assert_eq!(total + locked, guesses);
    assert!(judged.values().all(|one| *one <= 5), "{judged:?}");
    // Shut is shut for who knows their PIN as well, and after the last restart.
    let mut desk = counter.desk();
    assert_eq!(sign_on(&mut desk, "李芳", PIN), Err(Why::PinLocked));
}

#[test]
fn a_name_that_is_nobodys_costs_as_much_time_as_one_that_is_somebodys() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    let mut time = |name: &str| {
        let began = Instant::now();
        assert_eq!(sign_on(&mut desk, name, "0000"), Err(Why::WrongPin));
        began.elapsed()
    };
    // In turn, so that what else the machine does meets both alike.
    let (first, second) = ((time("李芳"), time("赵某")), (time("王芳"), time("钱某")));
    let (known, unknown) = (first.0.min(second.0), first.1.min(second.1));
    // A test machine is noisy: what must not be is one answer without the hash and one with it, a
    // hundred times as fast.
    let floor = Duration::from_millis(5);
    assert!(unknown * 10 + floor > known, "{unknown:?} {known:?}");
    assert!(known * 10 + floor > unknown, "{known:?} {unknown:?}");
}

#[test]
fn a_pin_is_in_no_file() {
    let counter = stop(shared_desk());
    for entry in std::fs::read_dir(&counter.paths.data).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for pin in [PIN, MANAGER_PIN] {
            let found = bytes.windows(pin.len()).any(|part| part == pin.as_bytes());
            assert!(!found, "{} holds a PIN", path.display());
        }
    }
}

#[test]
fn an_account_of_its_own_needs_no_pin_and_another_s_name_needs_theirs() {
    let counter = Counter::open();
    let mut desk = counter.desk();
    assert_eq!(sign_on(&mut desk, &account(), "471147"), Err(Why::WrongPin));
    let seated = sign_on(&mut desk, "", "").unwrap();
    assert!(!seated.desk);
    assert_eq!(seated.person.unwrap().name, account());

    let add = Command::new("staff.add")
        .arg("name", "李芳")
        .arg("rank", "receptionist");
    desk.done(&add);
    desk.done(&Command::new("staff.pin").about("李芳").arg("pin", PIN));
    let seated = sign_on(&mut desk, "李芳", PIN).unwrap();
    assert_eq!(seated.person.unwrap().name, "李芳");
    assert_eq!(desk.refused(&phrase("x")).why, Why::NoRight);
    // And back to whose account it is.
    assert_eq!(desk.request(Ask::SignOff).1, Body::Ok);
    desk.done(&phrase("x"));
}

#[test]
fn at_a_seat_that_was_left_nobody_sets_another_pin() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    sign_on(&mut desk, "李芳", PIN).unwrap();
    let set = |old: &str, pin: &str| {
        let set = Command::new("staff.pin").about("李芳").arg("pin", pin);
        if old.is_empty() {
            set
        } else {
            set.arg("old", old)
        }
    };
    let why = |refusal: &frontdesk::domain::error::Refusal| {
        refusal.fields.first().map_or(refusal.why, |one| one.why)
    };
    assert_eq!(why(&desk.refused(&set("", "66666"))), Why::Missing);
    assert_eq!(why(&desk.refused(&set("00000", "66666"))), Why::WrongOldPin);
    // The right one forgets the wrong ones, and a request sent again is answered as it was.
    let request = [77; 16];
    let ask = Ask::Do {
        request,
        command: set(PIN, "66666"),
    };
    let (_, first) = desk.request(ask.clone());
    assert!(matches!(&first, Body::Answer(Answer::Done(_))), "{first:?}");
    for _ in 0..10 {
        assert_eq!(desk.request(ask.clone()).1, first);
    }
    // Guesses are counted as those at sign-on are, and with them.
    let mut judged = 0;
    for guess in 0..8 {
        match why(&desk.refused(&set(&format!("{guess:05}"), "77777"))) {
            Why::WrongOldPin => judged += 1,
            Why::PinLocked => {}
            other => panic!("{other:?}"),
        }
    }
    assert!((1..=5).contains(&judged), "{judged}");
    assert_eq!(why(&desk.refused(&set("66666", "77777"))), Why::PinLocked);
    assert_eq!(sign_on(&mut desk, "李芳", "66666"), Err(Why::PinLocked));
    // A manager gives her another without any, and with it she may try again.
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
    desk.done(&set("", PIN));
    let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    for refusal in ["wrong-old-pin", "pin-locked"] {
        let hers = |line: &&AuditLine| line.command == "staff.pin" && line.actor == "李芳";
        let told = lines
            .iter()
            .filter(hers)
            .any(|line| line.refusal == refusal);
        assert!(told, "{refusal}");
    }
    sign_on(&mut desk, "李芳", PIN).unwrap();
}

#[test]
fn who_lost_the_account_or_left_writes_no_more_at_a_terminal_that_is_open() {
    for change in [("clear", "account"), ("account", "other"), ("active", "no")] {
        let mut counter = Counter::open();
        let (mut desk, mut other) = (counter.desk(), counter.desk());
        let add = Command::new("staff.add")
            .arg("name", "陈刚")
            .arg("rank", "property_manager")
            .arg("account", "chen");
        desk.done(&add);
        let pin = Command::new("staff.pin").about("陈刚");
        desk.done(&pin.arg("pin", MANAGER_PIN));
        sign_on(&mut other, "陈刚", MANAGER_PIN).unwrap();
        other.done(&phrase("y"));
        let edit = Command::new("staff.edit").about(account());
        desk.done(&edit.arg(change.0, change.1));
        for desk in [&mut desk, &mut other] {
            let refusal = desk.refused(&phrase("x"));
            assert_eq!(refusal.why, Why::UnknownAccount, "{change:?}");
            let (_, body) = desk.request(Ask::Query(Box::new(Query::Header)));
            assert!(matches!(body, Body::Refused(refusal) if refusal.why == Why::UnknownAccount));
        }
        assert_eq!(
            sign_on(&mut desk, "陈刚", MANAGER_PIN),
            Err(Why::UnknownAccount)
        );
        // The server is still its owner's to stop.
        assert_eq!(desk.request(Ask::Stop).1, Body::Ok);
        assert_eq!(counter.ended().unwrap(), 0);
    }
}

#[test]
fn who_sits_down_leaves_or_may_not_stands_in_the_audit_log() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    sign_on(&mut desk, "李芳", PIN).unwrap();
    assert_eq!(desk.request(Ask::SignOff).1, Body::Ok);
    assert_eq!(sign_on(&mut desk, "李芳", "0000"), Err(Why::WrongPin));
    assert_eq!(sign_on(&mut desk, "没有这人", "0000"), Err(Why::WrongPin));
    let locked = (0..100).any(|_| sign_on(&mut desk, "李芳", "0000") == Err(Why::PinLocked));
    assert!(locked);
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
    let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let told: Vec<(&str, &str, &str, &str)> = lines
        .iter()
        .filter(|line| line.command.starts_with("seat."))
        .map(|line| {
            (
                line.command.as_str(),
                line.actor.as_str(),
                line.kind.as_str(),
                line.refusal.as_str(),
            )
        })
        .collect();
    let own = account();
    assert_eq!(
        told[..4],
        [
            ("seat.sign_on", "李芳", "presence", ""),
            ("seat.sign_off", "李芳", "presence", ""),
            ("seat.sign_on", "李芳", "refusal", "wrong-pin"),
            // Whatever was typed is not kept: it may have been the PIN.
            ("seat.sign_on", "", "refusal", "wrong-pin"),
        ]
    );
    let locked = ("seat.sign_on", "李芳", "refusal", "pin-locked");
    assert_eq!(told[told.len() - 2], locked);
    assert_eq!(told[told.len() - 1].1, own);
    assert!(lines.iter().all(|line| !line.seat.is_empty()));
}

#[test]
fn a_terminal_that_goes_away_leaves_its_sign_off_in_the_log() {
    let mut counter = shared_desk();
    let (mut manager, mut hers) = (counter.desk(), counter.desk());
    sign_on(&mut manager, &account(), MANAGER_PIN).unwrap();
    sign_on(&mut hers, "李芳", PIN).unwrap();
    let offs = |desk: &mut Desk| -> Vec<String> {
        let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
            panic!("no lines")
        };
        let off =
            |line: &&_| matches!(line, AuditLine { command, .. } if command == "seat.sign_off");
        lines
            .iter()
            .filter(off)
            .map(|line| line.actor.clone())
            .collect()
    };
    assert!(offs(&mut manager).is_empty());
    drop(hers);
    while offs(&mut manager).is_empty() {}
    assert_eq!(offs(&mut manager), ["李芳"], "once");
    // Who sits there when the server stops leaves too.
    counter.stop();
    counter.start();
    let mut manager = counter.desk();
    sign_on(&mut manager, &account(), MANAGER_PIN).unwrap();
    assert_eq!(offs(&mut manager), ["李芳".to_owned(), account()]);
}

/// A copy of everything is for who may take everything out, and who took it stands in the log.
#[test]
fn a_backup_is_not_for_everybody_and_leaves_a_line() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    let backup = |desk: &mut Desk| {
        let (name, from) = (None, 0);
        desk.request(Ask::Backup { name, from }).1
    };
    let refused = |body: &Body, why| matches!(body, Body::Refused(refusal) if refusal.why == why);
    assert!(refused(&backup(&mut desk), Why::NotSignedOn));
    sign_on(&mut desk, "李芳", PIN).unwrap();
    assert!(refused(&backup(&mut desk), Why::NoRight));
    assert_eq!(desk.request(Ask::SignOff).1, Body::Ok);
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
    assert!(matches!(backup(&mut desk), Body::Piece { .. }));
    let (_, Reply::Events(lines)) = desk.query(Query::Events(0, 1000)) else {
        panic!("no lines")
    };
    let taken: Vec<(&str, &str)> = lines
        .iter()
        .filter(|line| line.command == "backup")
        .map(|line| (line.actor.as_str(), line.kind.as_str()))
        .collect();
    assert_eq!(taken, [(account().as_str(), "disclosure")]);
}

#[test]
fn what_one_person_began_to_take_out_the_next_begins_anew() {
    let counter = shared_desk();
    let mut desk = counter.desk();
    sign_on(&mut desk, &account(), MANAGER_PIN).unwrap();
    let list = |after: Option<Vec<u8>>| {
        Ask::Query(Box::new(Query::List(ListQuery {
            what: "staff".into(),
            conditions: Vec::new(),
            after,
            limit: 1,
            reveal: true,
            export: false,
        })))
    };
    let next = match desk.request(list(None)).1 {
        Body::Reply(reply) => match *reply {
            Reply::List(listing) => listing.next.unwrap(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    // Half a file of somebody else's must not stand before one's own.
    let half = |done| Ask::Import {
        what: String::new(),
        piece: vec![0xff; 10],
        done,
        request: [3; 16],
        trial: true,
    };
    assert!(matches!(
        desk.request(half(false)).1,
        Body::Progress { done: 10, .. }
    ));
    desk.request(Ask::SignOff);
    sign_on(&mut desk, "李芳", PIN).unwrap();
    let (before, _) = desk.query(Query::Header);
    desk.request(list(Some(next)));
    let (after, _) = desk.query(Query::Header);
    assert_eq!(after, before + 1, "a line of one's own");
    assert!(matches!(
        desk.request(half(false)).1,
        Body::Progress { done: 10, .. }
    ));
}
