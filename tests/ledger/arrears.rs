//! Ages, the ladder of dunning, promises and the limitation clock, by hand.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::ledger::{
    Aged, ClaimAct, DunningWay, EFFECTS, Kept, LADDER, Limitation, Promised, age_months, band,
    broken_of, limitation, next_step,
};
use frontdesk::domain::staff::Rank;
use proptest::prelude::*;

use super::{day, fen, yuan};

#[track_caller]
fn is_old(due_on: &str, today: &str, months: i32, place: Option<usize>) {
    assert_eq!(
        age_months(day(due_on), day(today)),
        months,
        "{due_on} {today}"
    );
    assert_eq!(band(day(due_on), day(today)), place, "{due_on} {today}");
}

#[test]
fn a_charge_is_in_its_first_month_from_the_day_after_its_due_day() {
    is_old("2026-09-15", "2026-09-15", 0, None);
    is_old("2026-09-15", "2026-09-16", 1, Some(0));
    is_old("2026-09-15", "2026-10-15", 1, Some(0));
    is_old("2026-09-15", "2026-10-16", 2, Some(1));
    is_old("2026-09-15", "2026-12-15", 3, Some(1));
    is_old("2026-09-15", "2026-12-16", 4, Some(2));
    is_old("2026-09-15", "2027-03-16", 7, Some(3));
    is_old("2026-09-15", "2027-09-15", 12, Some(3));
    is_old("2026-09-15", "2027-09-16", 13, Some(4));
    // The last of January has its first month over with the last of February.
    is_old("2027-01-31", "2027-02-28", 1, Some(0));
    is_old("2027-01-31", "2027-03-01", 2, Some(1));
}

proptest! {
    #[test]
    fn the_bands_sum_to_the_whole(open in prop::collection::vec((0..2_000_i32, 1..90_000_i64), 0..30)) {
        let today = day("2026-11-21");
        let open: Vec<_> = open.into_iter().map(|(days, amount)| (today.plus(60 - days), fen(amount))).collect();
        let aged = Aged::of(open.iter().copied(), today).unwrap();
        let whole: i64 = open.iter().map(|(_, amount)| amount.fen()).sum();
        prop_assert_eq!(aged.sum(), Ok(fen(whole)));
        let to_come: i64 = open.iter().filter(|(due, _)| *due >= today).map(|(_, amount)| amount.fen()).sum();
        prop_assert_eq!(aged.to_come, fen(to_come));
    }

    /// A month later nothing is younger.
    #[test]
    fn age_never_goes_back(due in 0..40_000_i32, days in 0..3_000_i32) {
        let due = Day::new(due).unwrap();
        let today = due.plus(days);
        prop_assert!(age_months(due, today.plus(1)) >= age_months(due, today));
        prop_assert!(age_months(due, today) * 31 >= days);
        prop_assert!((age_months(due, today) - 1) * 28 < days.max(1));
    }
}

#[track_caller]
fn follows(
    done: &[(DunningWay, &str)],
    promise: Option<&str>,
    way: DunningWay,
    from: &str,
) -> Rank {
    let done: Vec<_> = done.iter().map(|(way, on)| (*way, day(on))).collect();
    let step = next_step(&LADDER, day("2026-09-15"), &done, promise.map(day)).unwrap();
    assert_eq!((step.rung.way, step.from), (way, day(from)));
    step.rung.by
}

#[test]
fn the_ladder_goes_up_rung_by_rung() {
    use DunningWay::{Call, Letter, Message, Notice, Visit};
    // The day after the due day, never on it.
    follows(&[], None, Message, "2026-09-16");
    // A call a week after the due day, and three days after the message at the earliest.
    follows(&[(Message, "2026-09-16")], None, Call, "2026-09-22");
    follows(&[(Message, "2026-09-21")], None, Call, "2026-09-24");
    // The highest rung that was done counts, in whatever order.
    follows(
        &[(Visit, "2026-10-01"), (Call, "2026-10-03")],
        None,
        Notice,
        "2026-10-15",
    );
    let by = follows(&[(Notice, "2026-11-10")], None, Letter, "2026-11-25");
    assert_eq!(by, Rank::PropertyManager);
    // Above the last there is the last.
    follows(&[(Letter, "2026-12-01")], None, Letter, "2026-12-16");
    assert_eq!(next_step(&[], day("2026-09-15"), &[], None), None);
}

#[test]
fn a_promise_gives_peace_until_it_is_broken() {
    use DunningWay::{Call, Message, Visit};
    let called = (Call, "2026-10-01");
    follows(&[called], Some("2026-10-20"), Visit, "2026-10-21");
    // Broken and visited since: the ladder goes on from there.
    follows(
        &[called, (Visit, "2026-10-22")],
        Some("2026-10-20"),
        DunningWay::Notice,
        "2026-10-29",
    );
    follows(&[], Some("2026-09-30"), Message, "2026-10-01");
}

#[test]
fn a_promise_is_kept_by_money_alone() {
    let promised = |replaced_on: Option<&str>, paid: &[(&str, &str)], today: &str| {
        let paid: Vec<_> = paid
            .iter()
            .map(|(on, amount)| (day(on), yuan(amount)))
            .collect();
        let promise = Promised {
            amount: yuan("500"),
            day: day("2026-11-20"),
            replaced_on: replaced_on.map(day),
            paid: &paid,
        };
        promise.kept(day(today)).unwrap()
    };
    assert_eq!(promised(None, &[], "2026-11-20"), Kept::Open);
    assert_eq!(promised(None, &[], "2026-11-21"), Kept::Broken);
    assert_eq!(
        promised(None, &[("2026-11-19", "499.99")], "2026-11-21"),
        Kept::Broken
    );
    let whole = [("2026-11-10", "200"), ("2026-11-20", "300")];
    assert_eq!(promised(None, &whole, "2026-11-15"), Kept::Open);
    assert_eq!(promised(None, &whole, "2026-11-20"), Kept::InTime);
    assert_eq!(
        promised(None, &[("2026-11-21", "500")], "2026-11-22"),
        Kept::Late
    );
    assert_eq!(
        promised(Some("2026-11-15"), &[], "2026-11-22"),
        Kept::Replaced
    );
    // Another one given after it was broken mends nothing.
    assert_eq!(
        promised(Some("2026-11-21"), &[], "2026-11-22"),
        Kept::Broken
    );
}

#[test]
fn a_home_is_known_by_its_promises() {
    let of = |on: &str, paid| Promised {
        amount: yuan("500"),
        day: day(on),
        replaced_on: None,
        paid,
    };
    let whole = [(day("2026-08-30"), yuan("500"))];
    let promises = [
        of("2026-08-20", &whole[..]), // late: broken on its day
        of("2026-09-20", &whole[..]), // in time
        of("2026-10-20", &[]),        // broken
        of("2026-12-20", &[]),        // open
    ];
    assert_eq!(broken_of(&promises, day("2026-11-21")), Ok((2, 3)));
    assert_eq!(broken_of(&[], day("2026-11-21")), Ok((0, 0)));
}

fn clock(due_on: &str, acts: &[(&str, ClaimAct)], today: &str) -> (String, i32, bool) {
    let acts: Vec<_> = acts.iter().map(|(on, act)| (day(on), *act)).collect();
    let clock = limitation(&Limitation::PROPOSED, day(due_on), &acts, day(today));
    assert_eq!(clock.has_run_out(), clock.days_left < 0);
    (clock.expires_on.to_string(), clock.days_left, clock.shown)
}

fn says(expires_on: &str, days_left: i32, shown: bool) -> (String, i32, bool) {
    (expires_on.to_owned(), days_left, shown)
}

#[test]
fn the_clock_of_a_charge_runs_three_years() {
    // Art. 201, 202: the day itself does not count, it ends with the same day three years later.
    assert_eq!(
        clock("2024-01-15", &[], "2026-10-17"),
        says("2027-01-15", 90, false)
    );
    assert_eq!(
        clock("2024-01-15", &[], "2026-10-18"),
        says("2027-01-15", 89, true)
    );
    assert_eq!(
        clock("2024-01-15", &[], "2027-01-15"),
        says("2027-01-15", 0, true)
    );
    assert_eq!(
        clock("2024-01-15", &[], "2027-01-16"),
        says("2027-01-15", -1, true)
    );
    // A year without a 29th of February ends with the 28th.
    assert_eq!(clock("2024-02-29", &[], "2026-02-28").0, "2027-02-28");
}

#[test]
fn only_what_can_be_shown_to_a_court_sets_it_back() {
    use ClaimAct::{Call, Letter, Message, Notice, PartPayment, Promise, Visit};
    let due = "2024-01-15";
    let unproved = [
        ("2025-01-01", Message),
        ("2025-02-01", Call),
        ("2025-03-01", Visit),
    ];
    assert_eq!(clock(due, &unproved, "2026-11-21").0, "2027-01-15");
    assert_eq!(
        clock(due, &[("2025-06-01", Notice)], "2026-11-21").0,
        "2028-06-01"
    );
    // The latest counts, in whatever order they are told.
    let two = [("2026-06-01", Letter), ("2025-06-01", Notice)];
    assert_eq!(clock(due, &two, "2026-11-21").0, "2029-06-01");
    // On the last day it still runs; a day later only who agrees to pay is held to it.
    assert_eq!(
        clock(due, &[("2027-01-15", Notice)], "2027-02-01").0,
        "2030-01-15"
    );
    assert_eq!(
        clock(due, &[("2027-01-16", Notice)], "2027-02-01").0,
        "2027-01-15"
    );
    for revives in [PartPayment, Promise] {
        assert_eq!(
            clock(due, &[("2027-01-16", revives)], "2027-02-01").0,
            "2030-01-16"
        );
    }
    // What is still to come and what was before the due day does not count.
    assert_eq!(
        clock(due, &[("2026-12-01", Notice)], "2026-11-21").0,
        "2027-01-15"
    );
    assert_eq!(
        clock(due, &[("2024-01-14", Promise)], "2026-11-21").0,
        "2027-01-15"
    );
}

#[test]
fn which_acts_count_is_data() {
    for act in ClaimAct::ALL {
        assert_eq!(
            EFFECTS.iter().filter(|(known, _)| known == act).count(),
            1,
            "{act:?}"
        );
    }
    let strict = Limitation {
        years: 2,
        effects: &[],
        shown_below: 800,
    };
    let acts = [(day("2025-06-01"), ClaimAct::Suit)];
    let clock = limitation(&strict, day("2024-01-15"), &acts, day("2024-01-16"));
    assert_eq!(
        (clock.expires_on, clock.act, clock.shown),
        (day("2026-01-15"), None, true)
    );
}
