//! D6: a flipped bit in what stands beside the records is named, and nothing is restored or shown of it.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::office::Draft;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::queries::{self, Asking};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::{audit, draft, requests};
use frontdesk::storage::codec::{Key, hex};
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::{Collection, CommitTx, Direction, ReadTx, Step, Store, StoreError, check};

use crate::support::world::World;

const REQUEST: [u8; 16] = [9; 16];

fn job(world: &World, request: [u8; 16], command: Command) -> Job {
    Job {
        actor: world.actor("李芳"),
        request,
        command,
        now: world.now,
        salt: [7; 16],
    }
}

/// A world in which 李芳 has taken a repair in under `REQUEST` and has a form half filled.
fn busy() -> World {
    let mut world = World::new();
    let open = Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("premises", "3-2-1201")
        .arg("category", "water")
        .arg("text", "厨房漏水");
    let asked = job(&world, REQUEST, open);
    let answer = world.service.execute(&world.store, &asked).unwrap();
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    let half = Draft {
        id: vec![5; 16],
        staff: asked.actor.staff,
        form: "ticket.note".into(),
        subject: None,
        fields: vec![("text".into(), "等电梯".into())],
        at_field: "text".into(),
        saved_at: world.now,
        depth: 0,
        parked: false,
    };
    let mut tx = world.store.write().unwrap();
    draft::save(&mut *tx, &half, &draft::Elsewhere::new()).unwrap();
    tx.commit().unwrap();
    world
}

/// The last value of a collection.
fn last(tx: &dyn ReadTx, collection: Collection) -> (Vec<u8>, Vec<u8>) {
    use std::ops::Bound::Unbounded;
    let mut found = None;
    let all = (Unbounded, Unbounded);
    tx.scan(collection, all, Direction::Backward, &mut |key, value| {
        found = Some((key.to_vec(), value.to_vec()));
        Ok(Step::Stop)
    })
    .unwrap();
    found.unwrap_or_else(|| panic!("nothing in {collection:?}"))
}

/// What reading a damaged value says: the collection and the key of a storage fault.
fn said(
    service: &mut Service,
    undo: &Job,
    tx: &mut dyn CommitTx,
    collection: Collection,
) -> (String, String) {
    let seq = audit::head(tx.as_read()).unwrap().seq;
    let error = match collection {
        Collection::Events => audit::event(tx.as_read(), seq).unwrap_err(),
        Collection::EventValues => audit::values(tx.as_read(), seq).unwrap_err(),
        Collection::Requests => requests::known(tx.as_read(), &REQUEST, &[0; 32]).unwrap_err(),
        Collection::Drafts => match draft::of(tx.as_read(), undo.actor.staff) {
            Err(frontdesk::service::halt::Halt::Store(error)) => error,
            other => panic!("{other:?}"),
        },
        _ => {
            let Answer::Refused(refusal) = service.run(tx, undo).unwrap() else {
                panic!("restored from what is damaged");
            };
            return refused(&refusal);
        }
    };
    let StoreError::Damaged {
        collection, key, ..
    } = error
    else {
        panic!("{error:?}");
    };
    (collection.to_owned(), key)
}

/// The same of a refusal: its detail names both.
fn refused(refusal: &Refusal) -> (String, String) {
    assert_eq!(refusal.why, Why::Storage, "{refusal:?}");
    let Some((_, Fact::Text(detail))) = refusal.facts.first() else {
        panic!("{refusal:?}");
    };
    let words: Vec<&str> = detail.split([' ', ':']).collect();
    let after = |word: &str| {
        let at = words.iter().position(|one| *one == word).unwrap();
        words[at + 1].to_owned()
    };
    (after("in"), after("key"))
}

#[test]
fn every_flipped_bit_beside_the_records_is_named_and_nothing_is_made_of_it() {
    let mut world = busy();
    let undo = job(&world, [1; 16], Command::new("undo"));
    for collection in Collection::SEALED {
        let (key, sound) = world.look(|tx| last(tx, *collection));
        let place = (collection.name().to_owned(), hex(&key));
        for bit in 0..sound.len() * 8 {
            let mut bad = sound.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            let mut tx = world.store.write().unwrap();
            tx.put(*collection, &key, &bad).unwrap();
            let told = said(&mut world.service, &undo, &mut *tx, *collection);
            assert_eq!(told, place, "bit {bit}");
        }
    }
}

#[test]
fn the_check_of_everything_names_each_of_them_once() {
    let world = busy();
    let mut tx = world.store.write().unwrap();
    let mut places = Vec::new();
    for collection in Collection::SEALED {
        let (key, mut value) = last(tx.as_read(), *collection);
        value[0] ^= 1;
        tx.put(*collection, &key, &value).unwrap();
        places.push(format!("{} {}: ", collection.name(), hex(&key)));
    }
    assert_eq!(check::verify(tx.as_read(), KINDS).unwrap().faults.len(), 5);
    let actor = world.actor("陈刚");
    let asking = Asking {
        tx: tx.as_read(),
        office: world.service.office(),
        actor: &actor,
        now: world.now,
        search: None,
    };
    let faults = verified(asking);
    for (place, fault) in places.iter().zip(&faults) {
        assert!(fault.starts_with(place), "{place} {fault}");
    }
    assert_eq!(faults.len(), places.len(), "{faults:?}");
}

fn verified(asking: Asking<'_>) -> Vec<String> {
    match queries::answer(asking, &Query::Verify).unwrap() {
        Reply::Verify(verified) => verified.faults,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_damaged_draft_stops_no_other_and_is_swept() {
    let world = busy();
    let mut tx = world.store.write().unwrap();
    let (key, mut value) = last(tx.as_read(), Collection::Drafts);
    let mut half = draft::of(tx.as_read(), world.actor("李芳").staff)
        .unwrap()
        .remove(0);
    value[0] ^= 1;
    tx.put(Collection::Drafts, &key, &value).unwrap();
    half.id = vec![6; 16];
    draft::save(&mut *tx, &half, &draft::Elsewhere::new()).unwrap();
    assert!(draft::of(tx.as_read(), half.staff).is_err());
    assert_eq!(draft::sweep(&mut *tx, world.now).unwrap(), 1);
    assert_eq!(draft::of(tx.as_read(), half.staff).unwrap(), [half]);
}

#[test]
fn a_damaged_line_breaks_the_chain_at_its_own_place_alone() {
    let mut world = busy();
    world.done("李芳", Command::new("undo"));
    let mut tx = world.store.write().unwrap();
    let key = Key::new().u64(1).done();
    let mut line = tx.get(Collection::Events, &key).unwrap().unwrap();
    line[40] ^= 1;
    tx.put(Collection::Events, &key, &line).unwrap();
    let (_, faults) = audit::verify(tx.as_read()).unwrap();
    assert_eq!(faults, [audit::ChainFault::Damaged(1)]);
}
