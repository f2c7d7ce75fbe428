//! Registers on the screen: the list, the board, what can be done, the form made of the declaration.

use std::sync::Arc;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::register::{RegisterEntry, Value};
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::storage::record::get;

use crate::hostile::office::{self, Office, WHO};
use crate::support::screen::{Screen, Setup};

fn done(office: &Office, name: &str, about: Option<&str>, args: &[(&str, &str)]) -> String {
    let mut command = Command::new(name);
    command.subject = about.map(str::to_owned);
    for (name, text) in args {
        command = command.arg(name, *text);
    }
    match office.lock().unwrap().ask(WHO, command) {
        Answer::Done(done) => done.number.unwrap().full(),
        other => panic!("{name}: {other:?}"),
    }
}

/// An office with keys in the cabinet, out, and late.
fn with_keys() -> (Office, Screen) {
    let office = office::open();
    let add = |home: &str, kind: &str| {
        let args = [("premises", home), ("kind", kind), ("pieces", "3")];
        done(&office, "key.add", None, &args)
    };
    let first = add("3-2-1201", "door");
    let second = add("1-1-101", "door");
    add("1-1-101", "mailbox");
    let taker = [("taker", "王建国"), ("id_tail", "567X")];
    done(&office, "key.issue", Some(&first), &taker);
    let lent = [
        ("taker", "王师傅"),
        ("purpose", "修水管"),
        ("agreed", "yes"),
        ("back_by", "2026-11-21 09:10"),
    ];
    done(&office, "key.lend", Some(&second), &lent);
    let now = office.lock().unwrap().now.plus_minutes(60);
    office.lock().unwrap().now = now;
    let asked = Arc::clone(&office);
    let script = Box::new(move |ask: &_| Some(office::told(&asked, ask)));
    let screen = Screen::start(&Setup::of(80, 24), script);
    (office, screen)
}

#[test]
fn the_registers_tell_how_much_is_out_and_late() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("g r").picture());
}

#[test]
fn the_board_shows_what_is_out_first_and_turns_through_its_groups() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("g r enter").picture());
    insta::assert_snapshot!(screen.keys("tab tab").picture());
}

#[test]
fn what_can_be_done_to_an_entry_is_what_its_declaration_says() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("g r enter space").picture());
}

#[test]
fn the_form_of_a_move_is_made_of_the_declaration_and_saves() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("g r enter +").picture());
    screen.keys("esc");
    // The lent key comes back: what is short is refused in its field, what is whole is done.
    screen.keys("home space");
    let menu = screen.picture();
    assert!(menu.contains("归还钥匙"), "{menu}");
    screen.keys("enter").types("2").keys("enter");
    let refused = screen.picture();
    assert!(refused.contains("数目不符"), "{refused}");
    screen.keys("backspace").types("3").keys("enter");
    let back = screen.picture();
    assert!(back.contains("在库"), "{back}");
}

#[test]
fn an_entry_opens_with_its_fields_and_the_home_card_names_it() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("g r enter enter").picture());
    screen.keys("h");
    let card = screen.picture();
    assert!(card.contains("登记簿") && card.contains("王师傅"), "{card}");
}

#[test]
fn what_a_home_still_has_to_settle_stands_on_its_move_out() {
    let (office, mut screen) = with_keys();
    let notice = [
        ("premises", "3-2-1201"),
        ("holder", "王建国"),
        ("notice", "TZ-018"),
        ("notice_on", "2026-11-20"),
    ];
    done(&office, "move_out.add", None, &notice);
    screen.keys("g r down down down down down enter enter");
    let page = screen.picture();
    assert!(page.contains("TZ-018"), "{page}");
    assert!(page.contains("未结清") && page.contains("钥匙 K"), "{page}");
}

#[test]
fn the_entry_a_field_names_is_chosen_by_its_words() {
    let (office, mut screen) = with_keys();
    let paper = [("item", "打印纸"), ("shelf", "A柜"), ("quantity", "10")];
    let item = done(&office, "supply_item.add", None, &paper);
    done(&office, "supply_item.add", None, &[("item", "洗手液")]);
    screen.keys(":").types("sqwl").keys("enter").types("打印纸");
    screen.keys("tab f4");
    let offered = screen.picture();
    assert!(
        offered.contains("洗手液") && offered.contains("A柜"),
        "{offered}"
    );
    screen.types("打印");
    let narrowed = screen.picture();
    assert!(
        narrowed.contains("A柜") && !narrowed.contains("洗手液"),
        "{narrowed}"
    );
    screen.keys("down enter").types("2");
    screen.keys("tab tab tab").types("李芳").keys("enter");
    let saved = screen.picture();
    assert!(saved.contains("已申请"), "{saved}");
    let world = office.lock().unwrap();
    let entries: Vec<RegisterEntry> = (1..=9)
        .filter_map(|id| world.look(|tx| get(tx, id)).unwrap())
        .collect();
    let asked = entries.iter().find(|entry| entry.register == "supplies");
    let Some(Value::Record(stock)) = asked.and_then(|entry| entry.value("stock")) else {
        panic!("{asked:?}")
    };
    assert_eq!(stock.full(), item);
}

#[test]
fn what_nobody_needs_any_more_is_listed_and_emptied_from_the_board() {
    let (office, mut screen) = with_keys();
    let guest = [
        ("visitor", "访客甲"),
        ("purpose", "private"),
        ("phone", "13712340987"),
    ];
    let number = done(&office, "visitor.add", None, &guest);
    done(
        &office,
        "visitor.enter",
        Some(&number),
        &[("gate", "front")],
    );
    done(&office, "visitor.leave", Some(&number), &[]);
    // Cards are kept for ever: behind what is over all comes again.
    screen.keys("g r down enter tab tab tab tab");
    assert!(screen.picture().contains("全部"), "{}", screen.picture());
    screen.keys("esc down enter backtab");
    let none = screen.picture();
    assert!(
        none.contains("超过保存期") && !none.contains("访客甲"),
        "{none}"
    );
    let later = Instant::parse("2028-12-01T10:00:00+08:00").unwrap();
    office.lock().unwrap().now = later;
    screen.keys("tab backtab");
    let past = screen.picture();
    assert!(past.contains("访客甲"), "{past}");
    screen.keys("space");
    let menu = screen.picture();
    assert!(menu.contains("清除个人信息"), "{menu}");
    done(
        &office,
        "visitor.purge",
        Some(&number),
        &[("reason", "超过保存期")],
    );
}

#[test]
fn many_homes_are_handed_over_in_one_form() {
    let (_office, mut screen) = with_keys();
    screen.keys(":").types("plrh").keys("enter");
    let form = screen.picture();
    assert!(form.contains("房号或楼栋"), "{form}");
    screen.types("3-2,1-1-101").keys("enter");
    let done = screen.picture();
    assert!(done.contains(" 户：H1121-001"), "{done}");
}

#[test]
fn a_key_that_is_late_is_the_next_urgent_thing_and_is_explained() {
    let (_office, mut screen) = with_keys();
    insta::assert_snapshot!(screen.keys("n").picture());
    insta::assert_snapshot!(screen.keys("e").picture());
    screen.keys("esc");
    // The way on goes from its page to the repair, and from there to it again.
    let next = screen.keys("n").picture();
    assert!(
        next.contains(">!R1121-001") && !next.contains("王师傅"),
        "{next}"
    );
    let again = screen.keys("n").picture();
    assert!(again.contains("王师傅"), "{again}");
}

#[test]
fn what_is_masked_is_shown_for_a_reason_alone() {
    let (_office, mut screen) = with_keys();
    let board = screen.keys("g r enter end").picture();
    assert!(!board.contains("567X"), "{board}");
    insta::assert_snapshot!(screen.keys("z").picture());
}
