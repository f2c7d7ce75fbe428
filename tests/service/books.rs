//! The books beside the commands: imports, and faults that verification must find.

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::id::ChargeId;
use frontdesk::domain::ledger::{
    Account, Allocation, Charge, ChargeSource, Debt, Entry, FeeItem, LateFee, Method, Payment,
};
use frontdesk::domain::money::Amount;
use frontdesk::service::books::{self, BookRule, Books, NewCharge, NewPayment, Wanted};
use frontdesk::service::command::{Command, row};
use frontdesk::service::halt::Run;
use frontdesk::service::work::Work;
use frontdesk::storage::Store;
use frontdesk::storage::record::Record;

use super::money::{HOME, balance, debt, estate, pay, run, sound, yuan};
use crate::support::world::World;

/// Books outside a command of its own, as an import does.
fn imported<T>(world: &World, import: impl FnOnce(&mut Books<'_, '_>) -> Run<T>) -> T {
    let actor = world.actor("陈刚");
    let tx = world.store.read().unwrap();
    let run = row("charge.run").unwrap();
    let mut work = Work::new(&*tx, &actor, world.now, world.service.office(), run);
    let made = import(&mut Books::bulk(&mut work)).unwrap();
    let finished = work.finish();
    drop(tx);
    assert!(finished.before.is_empty(), "a bulk keeps no before-images");
    assert!(finished.touched.iter().all(|subject| subject.id == 0));
    let mut tx = world.store.write().unwrap();
    finished.changes.apply(&mut *tx).unwrap();
    tx.commit().unwrap();
    made
}

#[test]
fn paid_history_is_imported_once_and_for_what_it_was_paid() {
    let world = estate();
    let home = world.home(HOME);
    let item: FeeItem = world.get(1);
    let day = |text: &str| -> Day { text.parse().unwrap() };
    let charge = |books: &mut Books<'_, '_>, month: &str| {
        let month: Month = month.parse().unwrap();
        books.charge(NewCharge {
            household: &home,
            item: Some(&item),
            name: String::new(),
            month,
            amount: yuan("276.08"),
            due_on: month.day(15),
            source: ChargeSource::Import,
            basis: Vec::new(),
            lines: None,
            note: String::new(),
            on: None,
        })
    };
    let old = |books: &mut Books<'_, '_>, charge: &Charge| {
        books.pay(NewPayment {
            external: Some("PAY-1".into()),
            wanted: Wanted::First(vec![charge.id]),
            ..NewPayment::new(&home, charge.amount, Method::Imported, day("2026-03-08"))
        })
    };
    let (charge, payment) = imported(&world, |books| {
        charge(books, "2026-02")?;
        let march = charge(books, "2026-03")?;
        let booked = old(books, &march)?;
        Ok((march, booked.map(|(payment, _)| payment)))
    });
    let payment = payment.unwrap();
    assert_eq!(payment.number.full(), "S20260308-001");
    assert_eq!(payment.allocations[0].charge, charge.id);
    // February stays owed, although it is older.
    assert_eq!(debt(&world, HOME).oldest_due_on, Some(day("2026-02-15")));
    assert_eq!(balance(&world, Account::Opening, 0), 27_608);
    sound(&world);
    let again = imported(&world, |books| old(books, &charge));
    assert!(again.is_none());
    sound(&world);
}

/// Plants a fault in a record and returns the rules that found it.
fn planted<R: Record>(world: &World, id: u64, fault: impl FnOnce(&mut R)) -> Vec<BookRule> {
    let mut record: R = world.get(id);
    fault(&mut record);
    world.put(&mut record);
    let faults = world.look(books::verify).unwrap();
    faults.iter().map(|fault| fault.rule).collect()
}

#[test]
fn every_rule_of_the_books_finds_its_fault() {
    let world = || {
        let mut world = estate();
        world.done("张敏", run("2026-11"));
        world.done("李芳", pay("1-1-101", "100"));
        let promise = Command::new("promise.record").about("1-1-101");
        world.done("李芳", promise.arg("day", "2026-11-25"));
        world.done("李芳", pay("1-1-101", "50"));
        sound(&world);
        world
    };
    let fen = |fen| Amount::from_fen(fen).unwrap();
    let rules = planted::<Entry>(&world(), 1, |e| e.postings[0].amount = fen(1));
    assert!(
        rules.contains(&BookRule::EntrySumsToZero) && rules.contains(&BookRule::ChargeIsBooked)
    );
    assert!(rules.contains(&BookRule::ReceivableIsUnpaid));
    let rules = planted::<Entry>(&world(), 1, |e| e.postings[0].of = 4);
    assert_eq!(rules, [BookRule::EntryOfOneHousehold]);
    let rules = planted::<Charge>(&world(), 1, |c| c.paid = fen(1));
    assert!(
        rules.contains(&BookRule::ChargeIsAllocated) && rules.contains(&BookRule::DebtIsUnpaid)
    );
    let rules = planted::<Charge>(&world(), 1, |c| c.paid = fen(99_999_999));
    assert!(rules.contains(&BookRule::ChargeNotOverpaid));
    let rules = planted::<Charge>(&world(), 1, |c| c.counts = false);
    assert_eq!(rules, [BookRule::MonthCountsOnce]);
    let rules = planted::<Payment>(&world(), 1, |p| p.amount = fen(1));
    assert!(
        rules.contains(&BookRule::ReceiptIsWhole) && rules.contains(&BookRule::ReceiptIsBooked)
    );
    let late = |posted, paid| {
        Some(LateFee {
            posted: fen(posted),
            paid: fen(paid),
            reduced: None,
        })
    };
    let rules = planted::<Charge>(&world(), 1, |c| c.late = late(5, 5));
    assert_eq!(rules, [BookRule::LateFeeIsBooked]);
    let part = |charge| Allocation {
        charge: ChargeId(charge),
        amount: fen(5),
    };
    let rules = planted::<Payment>(&world(), 1, |p| p.late = Some(vec![part(1)]));
    assert!(rules.contains(&BookRule::LateFeeIsBooked));
    let rules = planted::<Payment>(&world(), 1, |p| p.rounded = Some(fen(5)));
    assert!(
        rules.contains(&BookRule::ReceiptIsWhole) && rules.contains(&BookRule::ReceiptIsBooked)
    );
    let rules = planted::<Charge>(&world(), 1, |c| {
        c.moves.as_mut().unwrap()[0].on = "2026-01-01".parse().unwrap();
    });
    assert_eq!(rules, [BookRule::MovesArePaid]);
    let rules = planted::<Payment>(&world(), 1, |p| p.advance = fen(5));
    assert!(rules.contains(&BookRule::AdvanceIsLeft) && rules.contains(&BookRule::AdvanceIsUsed));
    let rules = planted::<Payment>(&world(), 2, |p| p.toward = None);
    assert_eq!(rules, [BookRule::PromiseIsPaid]);
    let rules = planted::<Payment>(&world(), 1, |p| p.number.count = 3);
    assert!(rules.contains(&BookRule::NumbersHaveNoGap));
    let rules = planted::<Debt>(&world(), 1, |d| d.months = 7);
    assert_eq!(rules, [BookRule::DebtIsUnpaid]);
    let rules = planted::<Payment>(&world(), 1, |p| p.allocations[0].charge = ChargeId(99));
    assert!(rules.contains(&BookRule::ChargeIsAllocated));
}
