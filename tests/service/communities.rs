//! Two communities with rooms and places of the same name: which one is asked, never guessed.

use frontdesk::domain::error::{Fact, FieldFault, Why};
use frontdesk::domain::id::CommunityId;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};

use super::desk::*;
use crate::support::world::World;

/// A second community, 金桂苑, with a room and an owner of the same names as the first has.
fn two() -> World {
    let mut world = desk();
    world.done(MANAGER, cmd("community.add").arg("name", "金桂苑"));
    let home = cmd("household.add").arg("premises", "3-2-1201");
    world.done(MANAGER, home.arg("community", "金桂苑"));
    let owner = cmd("person.add").arg("premises", "jgy 3-2-1201");
    let owner = owner.arg("name", "王建国").arg("phone", "13900009999");
    world.done(MANAGER, owner);
    world
}

fn call(place: &str, typed: &str) -> Command {
    cmd("contact.log").arg(place, typed).arg("text", "问押金")
}

/// Which of several was asked for a field.
#[track_caller]
fn asked(world: &mut World, command: Command, field: &str) -> String {
    let refusal = world.refused(DESK, command);
    let [
        FieldFault {
            field: at,
            why: Why::SeveralPremises,
            facts,
        },
    ] = &refusal.fields[..]
    else {
        panic!("{refusal:?}");
    };
    assert_eq!(at, field);
    match facts.iter().find(|(name, _)| name == "candidates") {
        Some((_, Fact::Text(text))) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_room_both_have_is_asked_for_by_community_in_every_form_of_its_code() {
    let mut world = two();
    for typed in ["3-2-1201", "321201", "3栋2单元1201", "3#2#1201"] {
        let which = asked(&mut world, call("premises", typed), "premises");
        assert_eq!(which, "ch 3-2-1201 jgy 3-2-1201", "{typed}");
    }
    // Said, it is that one, with its own people; a room only one has is not asked for.
    for (typed, community, phone) in [
        ("jgy 321201", 2, "13900009999"),
        ("JGY 3-2-1201", 2, "13900009999"),
        ("ch 3-2-1201", 1, "13800135678"),
        ("3-2-1101", 1, "13900001101"),
    ] {
        let number = world.opened(call("premises", typed));
        let contact = world.contact(number);
        assert_eq!(contact.community, CommunityId(community), "{typed}");
        assert_eq!(contact.phone, phone, "{typed}");
    }
    world.holds_together();
}

#[test]
fn who_calls_is_known_by_the_phone_and_not_by_a_name_both_have() {
    let mut world = two();
    let by_phone = |phone: &str| cmd("contact.log").arg("phone", phone).arg("text", "问押金");
    let number = world.opened(by_phone("139 0000 9999"));
    let contact = world.contact(number);
    assert_eq!(
        (contact.community, contact.premises.as_str()),
        (CommunityId(2), "3-2-1201")
    );
    // The name alone names nobody.
    let named = cmd("contact.log")
        .arg("caller", "王建国")
        .arg("text", "问押金");
    let number = world.opened(named);
    let contact = world.contact(number);
    assert_eq!((contact.person, contact.household), (None, None));
}

#[test]
fn a_place_that_may_be_in_both_is_asked_for_and_stays_where_it_was_said_to_be() {
    let mut world = two();
    // A place nobody entered is in neither.
    let which = asked(&mut world, call("area", "地下车库"), "area");
    assert_eq!(which, "ch 地下车库 jgy 地下车库");
    let open = cmd("ticket.open").arg("category", "water");
    let number = world.opened(open.arg("area", "jgy 地下车库").arg("text", "水管漏水"));
    let ticket = world.ticket(number);
    assert_eq!(
        (ticket.community, ticket.premises.as_str()),
        (CommunityId(2), "地下车库")
    );
    // A correction begins with the community in it, and leaves it there.
    let subject = frontdesk::service::subject::Subject::of(&ticket);
    let query = Query::Form("ticket.edit".into(), Some(subject));
    let Ok(Reply::Form(begun, _)) = ask(&world, DESK, &query) else {
        panic!("no form");
    };
    let area = begun.iter().find(|(name, _)| name == "area");
    assert_eq!(area.unwrap().1, "jgy 地下车库");
    let edit = [("area", "jgy 地下车库"), ("text", "消防水管漏水")];
    world.does(DESK, "ticket.edit", number, &edit);
    assert_eq!(world.ticket(number).community, CommunityId(2));
    world.holds_together();
}
