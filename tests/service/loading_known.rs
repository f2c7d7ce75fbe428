//! What a file may lean on: told in pages, and by the names its own community means.

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::household::Household;
use frontdesk::domain::ledger::Charge;
use frontdesk::service::command::Command;
use frontdesk::service::loading::Known;
use frontdesk::service::lookup;
use frontdesk::service::query::{Query, Reply};
use frontdesk::storage::kept::to_bytes;

use super::desk::{MANAGER, ask};
use super::loading::{file, import, stage};
use crate::support::world::World;

#[test]
fn a_fee_named_by_its_name_alone_is_never_another_communitys() {
    let mut world = World::new();
    let mut first = file();
    first.payments.clear();
    import(&mut world, 1, &first);
    // A community with homes and no fees of its own.
    let mut bare = first.clone();
    bare.community = Some("金桂苑".into());
    bare.fees.clear();
    bare.homes.iter_mut().for_each(|home| home.fees.clear());
    import(&mut world, 2, &bare);
    let unknown = |refusal: Refusal| {
        let fault = refusal.fields.first();
        assert_eq!(fault.map_or(refusal.why, |f| f.why), Why::UnknownFeeItem);
    };
    // Of the file that names it, of a home that is to pay it, and of a single charge.
    let mut paid = bare.clone();
    paid.payments = file().payments;
    let command = stage(&mut world, 3, &paid);
    unknown(world.refused(MANAGER, command));
    let jgy = "jgy 8-1-1011";
    let pays = |home: &str| {
        Command::new("household.edit")
            .about(home)
            .arg("fees", "物业费")
    };
    let charge = |home: &str| {
        let command = Command::new("charge.add").arg("premises", home);
        command.arg("item", "物业费").arg("month", "2026-11")
    };
    unknown(world.refused(MANAGER, pays(jgy)));
    unknown(world.refused(MANAGER, charge(jgy)));
    assert_eq!(known_fees(&world, "ch"), ["1", "物业费"]);
    assert_eq!(known_fees(&world, "jgy"), [""; 0]);
    // Made for its homes it has a name of its own, and each community means its own by the plain one.
    let pattern = Command::new("homes.pattern")
        .arg("community", "金桂苑")
        .arg("buildings", "9")
        .arg("units", "1")
        .arg("floors", "1")
        .arg("rooms", "1")
        .arg("fees", "物业费")
        .arg("price", "2.5");
    world.done(MANAGER, pattern);
    world.done(MANAGER, pays(jgy));
    world.done(MANAGER, charge(jgy));
    world.done(MANAGER, charge("ch 8-1-1011"));
    let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
    let names: Vec<&str> = charges.iter().map(|charge| charge.name.as_str()).collect();
    assert_eq!(names, ["物业费(金桂苑)", "物业费"]);
    assert_eq!(known_fees(&world, "jgy"), ["物业费", "物业费(金桂苑)"]);
}

/// What an import into a community may call fees.
fn known_fees(world: &World, community: &str) -> Vec<String> {
    let query = Query::Known(Some(community.into()), None);
    match ask(world, MANAGER, &query) {
        Ok(Reply::Known(known)) => known.fees.into_iter().collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_file_may_lean_on_comes_in_pages_that_fit_a_frame() {
    let mut world = World::new();
    let pattern = |buildings: &str, floors: &str, rooms: &str| {
        Command::new("homes.pattern")
            .arg("buildings", buildings)
            .arg("units", "1")
            .arg("floors", floors)
            .arg("rooms", rooms)
    };
    world.done(MANAGER, pattern("100-124", "50", "20"));
    let mut known = Known::default();
    let mut pages = 0;
    while !known.complete {
        let query = Query::Known(None, known.next);
        let Ok(Reply::Known(page)) = ask(&world, MANAGER, &query) else {
            panic!("page {pages}");
        };
        assert_eq!(
            page.complete,
            page.next.is_none(),
            "what is not whole goes on"
        );
        assert!(to_bytes(&*page).len() < 300 * 1024, "page {pages}");
        known.extend(*page);
        pages += 1;
        assert!(pages < 20, "it comes to an end");
    }
    assert!(pages > 1);
    let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(homes.len() > 25_000);
    assert!(homes.iter().all(|home| known.homes.contains(&home.code)));
    assert_eq!(known.homes.len(), homes.len());
    assert!(known.units.contains("124-1") && known.units.contains("6-2"));
}
