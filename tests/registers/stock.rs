//! What is in stock is what came in less what was drawn, and never less than nothing (duties.md D-152).

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::register::Value;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::{Found, by_number};

use crate::support::said::told;
use crate::support::world::World;

use super::driven::{DESK, MANAGER};

fn stocked(world: &World, item: Number) -> i64 {
    match world.look(|tx| by_number(tx, item)).unwrap() {
        Some(Found::Register(item)) => match item.value("balance") {
            Some(Value::Whole(count)) => *count,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Supplies that are asked for and approved; from a stock where one is named.
fn approved(world: &mut World, stock: Option<Number>, quantity: i64) -> String {
    let mut ask = Command::new("supplies.add")
        .arg("item", "打印纸")
        .arg("quantity", quantity.to_string())
        .arg("taker", DESK);
    if let Some(stock) = stock {
        ask = ask.arg("stock", stock.full());
    }
    let number = world.done(DESK, ask).number.unwrap().full();
    world.done(MANAGER, Command::new("supplies.approve").about(&number));
    number
}

fn draw(number: &str, quantity: i64) -> Command {
    let draw = Command::new("supplies.draw").about(number);
    draw.arg("quantity", quantity.to_string())
}

#[test]
fn what_is_there_is_what_came_less_what_was_drawn() {
    let mut world = World::new();
    let enter = Command::new("supply_item.add").arg("item", "打印纸");
    let item = world.done(DESK, enter).number.unwrap();
    assert_eq!(stocked(&world, item), 0);
    let receive = Command::new("supply_item.receive").about(item.full());
    let received = world.done(DESK, receive.arg("quantity", "10"));
    let said = told("supply_item.receive", &received);
    assert!(said.ends_with("现有库存 10"), "{said}");
    let four = approved(&mut world, Some(item), 4);
    let seven = approved(&mut world, Some(item), 7);
    let drawn = world.done(DESK, draw(&four, 4));
    assert_eq!(stocked(&world, item), 6);
    // What is left is said with what was drawn, under the number of that.
    let said = told("supplies.draw", &drawn);
    assert!(said.ends_with("现有库存 6"), "{said}");
    // More than is there is not drawn; how much that is, is said.
    let refusal = world.refused(DESK, draw(&seven, 7));
    let [fault] = refusal.fields.as_slice() else {
        panic!("{refusal:?}")
    };
    assert_eq!(
        (fault.field.as_str(), fault.why),
        ("quantity", Why::NotInStock)
    );
    let count = fault.facts.iter().find(|(name, _)| name == "count");
    assert_eq!(count.map(|(_, fact)| fact.clone()), Some(Fact::Count(6)));
    assert_eq!(stocked(&world, item), 6);
    // Just what is there is, and is back once that is taken back.
    world.done(DESK, draw(&seven, 6));
    assert_eq!(stocked(&world, item), 0);
    world.done(DESK, Command::new("undo"));
    assert_eq!(stocked(&world, item), 6);
    // What was counted holds.
    let count = Command::new("supply_item.count").about(item.full());
    let count = count.arg("quantity", "5").arg("reason", "受潮一包");
    assert_eq!(world.refused(DESK, count.clone()).why, Why::RankTooLow);
    world.done(MANAGER, count);
    assert_eq!(stocked(&world, item), 5);
    // What is in no stock is drawn as before, and changes none.
    let other = approved(&mut world, None, 100);
    world.done(DESK, draw(&other, 100));
    assert_eq!(stocked(&world, item), 5);
}

#[test]
fn no_more_is_drawn_than_was_approved() {
    let mut world = World::new();
    let asked = approved(&mut world, None, 5);
    let refusal = world.refused(DESK, draw(&asked, 6));
    assert_eq!(refusal.fields[0].why, Why::MoreThanAsked);
    // Nor does the desk change what was approved.
    let edit = Command::new("supplies.edit").about(&asked);
    let refusal = world.refused(DESK, edit.arg("quantity", "50").arg("item", "打印纸"));
    assert_eq!(refusal.why, Why::RankTooLow);
    world.done(DESK, draw(&asked, 5));
}

#[test]
fn what_comes_in_is_said_anew_each_time() {
    let mut world = World::new();
    let enter = Command::new("supply_item.add").arg("item", "打印纸");
    let enter = enter.arg("quantity", "10");
    let item = world.done(DESK, enter).number.unwrap();
    for act in ["supply_item.receive", "supply_item.count"] {
        let began = begins(&world, act, item);
        assert!(!began.contains(&"quantity".to_owned()), "{act}: {began:?}");
    }
    // What only names it stands there as it is.
    assert!(begins(&world, "supply_item.edit", item).contains(&"item".to_owned()));
}

/// The fields a form about an item begins with.
fn begins(world: &World, act: &str, item: Number) -> Vec<String> {
    let found = world.look(|tx| by_number(tx, item)).unwrap().unwrap();
    let query = Query::Form(act.into(), found.subject());
    match world.reply(MANAGER, &query).unwrap() {
        Reply::Form(values, _) => values.into_iter().map(|(name, _)| name).collect(),
        other => panic!("{other:?}"),
    }
}

/// An entry of another register is no stock.
#[test]
fn a_stock_is_chosen_among_the_items() {
    let mut world = World::new();
    let other = approved(&mut world, None, 1);
    let ask = Command::new("supplies.add")
        .arg("item", "打印纸")
        .arg("quantity", "1")
        .arg("taker", DESK)
        .arg("stock", &other);
    let refusal = world.refused(DESK, ask);
    let fault = refusal.fields.first().unwrap();
    assert_eq!(
        (fault.field.as_str(), fault.why),
        ("stock", Why::OtherRegister)
    );
}
