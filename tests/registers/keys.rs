//! The key ledger as the desk uses it (duties.md D-074 to D-076, 5.8).

use frontdesk::domain::error::Why;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Cell, Home, Listing};

use crate::support::world::World;

fn added(world: &mut World, home: &str, kind: &str) -> String {
    let command = Command::new("key.add")
        .arg("premises", home)
        .arg("kind", kind)
        .arg("pieces", "3");
    world.done("李芳", command).number.unwrap().full()
}

fn asked(world: &World, query: &Query) -> Reply {
    world.reply("李芳", query).unwrap()
}

fn listed(world: &World, conditions: &[&str]) -> Listing {
    let query = ListQuery {
        what: "key".into(),
        conditions: conditions.iter().map(|one| (*one).into()).collect(),
        limit: 100,
        reveal: false,
        after: None,
        export: false,
    };
    match asked(world, &Query::List(query)) {
        Reply::List(list) => list,
        other => panic!("{other:?}"),
    }
}

fn column(list: &Listing, name: &str) -> Vec<String> {
    let at = list
        .columns
        .iter()
        .position(|column| column == name)
        .unwrap();
    let text = |row: &Vec<Cell>| match &row[at] {
        Cell::Text(text) => text.clone(),
        Cell::Null => String::new(),
        other => format!("{other:?}"),
    };
    list.rows.iter().map(text).collect()
}

fn card(world: &World, code: &str) -> Home {
    let home = Subject::of(&world.home(code));
    match asked(world, &Query::Home(home)) {
        Reply::Home(home) => home,
        other => panic!("{other:?}"),
    }
}

fn issue(number: &str) -> Command {
    Command::new("key.issue")
        .about(number)
        .arg("taker", "王建国")
        .arg("id_tail", "567X")
}

#[test]
fn the_keys_still_out_stand_first_and_the_others_are_found() {
    let mut world = World::new();
    let first = added(&mut world, "3-2-1201", "door");
    let second = added(&mut world, "1-1-101", "door");
    world.done("李芳", issue(&second));
    let all = listed(&world, &[]);
    assert_eq!(column(&all, "number"), [second.clone(), first.clone()]);
    assert_eq!(
        column(&listed(&world, &["group = active"]), "number"),
        [second]
    );
    assert_eq!(
        column(&listed(&world, &["state = in_store"]), "number"),
        std::slice::from_ref(&first)
    );
    let of_home = listed(&world, &["premises = 3栋2单元1201"]);
    assert_eq!(column(&of_home, "number"), [first]);
}

#[test]
fn what_went_to_the_owner_for_good_hangs_nowhere_until_it_is_taken_back() {
    let mut world = World::new();
    let hooks = |world: &World| match asked(world, &Query::RegisterGrid("key".into())) {
        Reply::RegisterGrid(cells, false) => cells
            .into_iter()
            .map(|cell| (cell.entry.number.full(), cell.out))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let [there, out, gone] =
        ["3-2-1201", "1-1-101", "3-2-1101"].map(|home| added(&mut world, home, "door"));
    world.done("李芳", issue(&out));
    let hand_over = Command::new("key.hand_over").about(&gone);
    world.done("李芳", hand_over.arg("taker", "孙丽"));
    let two = [(there.clone(), false), (out.clone(), true)];
    assert_eq!(hooks(&world), two);
    let take_back = Command::new("key.take_back").about(&gone);
    world.done("李芳", take_back.arg("back_pieces", "3"));
    let [there, out] = two;
    assert_eq!(hooks(&world), [there, out, (gone, false)]);
}

#[test]
fn lending_waits_for_a_supervisor_and_ends_with_the_day() {
    let mut world = World::new();
    let number = added(&mut world, "3-2-1201", "door");
    let lend = Command::new("key.lend")
        .about(&number)
        .arg("taker", "王师傅")
        .arg("purpose", "修水管")
        .arg("agreed", "yes");
    // What could not be done once it is granted is not asked.
    let mut without = lend.clone();
    without.args.retain(|(name, _)| name != "agreed");
    let no = without.arg("agreed", "no");
    assert_eq!(world.refused("李芳", no).fields[0].why, Why::MustBeYes);
    let Answer::Pending(asked_for) = world.ask("李芳", lend) else {
        panic!("it needs a second person")
    };
    let grant = Command::new("approval.grant").about(asked_for.number.unwrap().full());
    world.done("张敏", grant);
    let list = listed(&world, &["group = active"]);
    assert_eq!(column(&list, "state"), ["lent"]);
    let due = column(&list, "due_at").remove(0);
    let end = frontdesk::domain::calendar::Instant::parse("2026-11-22T00:00:00+08:00").unwrap();
    let day = world.service.office().today(world.now);
    assert_eq!(
        due,
        format!("{:?}", Cell::At(world.service.office().zone.end_of(day)))
    );
    assert!(world.now < end);
}

#[test]
fn what_is_short_is_not_back_but_lost_and_paid() {
    let mut world = World::new();
    let number = added(&mut world, "3-2-1201", "door");
    world.done("李芳", issue(&number));
    let short = Command::new("key.return")
        .about(&number)
        .arg("back_pieces", "2");
    let refusal = world.refused("李芳", short);
    assert_eq!(refusal.fields[0].why, Why::CountsDiffer);
    let lost = Command::new("key.lose")
        .about(&number)
        .arg("reason", "少一把");
    world.done("李芳", lost);
    let pay = |amount: &str| {
        Command::new("key.compensate")
            .about(&number)
            .arg("compensation", amount)
    };
    assert!(matches!(world.ask("李芳", pay("80")), Answer::Refused(_)));
    world.done("张敏", pay("80"));
    let card = card(&world, "3-2-1201");
    let charged: Vec<&str> = card
        .charges
        .iter()
        .map(|charge| charge.item.as_str())
        .collect();
    assert_eq!(charged, ["赔偿金额"]);
    assert_eq!(card.entries.len(), 1, "the home card shows the open entry");
    assert_eq!(card.entries[0].state, "compensated");
}

#[test]
fn the_last_digits_are_hidden_until_somebody_says_why() {
    let mut world = World::new();
    let number = added(&mut world, "3-2-1201", "door");
    world.done("李芳", issue(&number));
    let list = listed(&world, &[]);
    assert_eq!(column(&list, "id_tail"), ["****"]);
    let Reply::Detail(detail) = asked(&world, &Query::Show(number.clone())) else {
        panic!("no detail")
    };
    let told = format!("{detail:?}");
    assert!(told.contains("王建国") && !told.contains("567X"), "{told}");
    let reveal = Command::new("key.reveal")
        .about(&number)
        .arg("reason", "业主来电核对");
    let shown = format!("{:?}", world.done("张敏", reveal).facts);
    assert!(shown.contains("567X"), "{shown}");
}

#[test]
fn an_entry_taken_back_keeps_its_number_and_stands_nowhere() {
    let mut world = World::new();
    let number = added(&mut world, "3-2-1201", "door");
    world.done("李芳", Command::new("undo"));
    assert!(listed(&world, &[]).rows.is_empty());
    assert!(card(&world, "3-2-1201").entries.is_empty());
    let next = added(&mut world, "3-2-1201", "door");
    assert_ne!(next, number);
    let refusal = world.refused("李芳", issue(&number));
    assert_eq!(refusal.why, Why::NotFromHere);
}

#[test]
fn a_correction_says_what_was_and_what_is() {
    let mut world = World::new();
    let number = added(&mut world, "3-2-1201", "door");
    let edit = |pieces: &str| {
        Command::new("key.edit")
            .about(&number)
            .arg("kind", "door")
            .arg("pieces", pieces)
    };
    assert_eq!(world.refused("李芳", edit("3")).why, Why::NothingChanged);
    world.done("李芳", edit("4"));
    let Reply::Detail(detail) = asked(&world, &Query::Show(number)) else {
        panic!("no detail")
    };
    let line = detail.history.last().unwrap();
    assert_eq!((line.before.as_str(), line.after.as_str()), ("3", "4"));
    assert_eq!(line.field, "key-pieces");
}
