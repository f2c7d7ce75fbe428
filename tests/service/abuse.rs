//! The abuse catalogue of the second person (reliability M4, H12): every act that gives money away, every way around it.

use std::ops::Bound;

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;
use frontdesk::domain::office::{Approval, ApprovalState};
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::service::command::Command;
use frontdesk::storage::record::Record;
use frontdesk::storage::{Collection, Direction, Step};

use super::desk::*;
use super::money::{HOME, estate, pay, run, sound, void};
use super::relief::asked;
use crate::support::world::World;

/// A home beside the one that owes.
const NEXT: &str = "3-2-1101";
const RECEIPT: &str = "S1121-001";
const AHEAD: &str = "S1121-002";
const REPAIR: &str = "R1121-001";

/// A home that owes two months less 100 yuan paid for it, one with 100 yuan ahead, a deposit of 2,000.
fn office() -> World {
    let mut world = estate();
    for month in ["2026-10", "2026-11"] {
        world.done(SUPERVISOR, run(month));
    }
    world.done(DESK, pay(HOME, "100"));
    // Twice 276.08 and 120 are owed: 792.16.
    world.done(DESK, pay(NEXT, "892.16").arg("advance", "yes"));
    let deposit = cmd("deposit.take").about(HOME).arg("amount", "2000");
    let deposit = deposit.arg("name", "装修押金").arg("for", "5 楼装修");
    world.done(DESK, deposit.arg("method", "cash"));
    world.opened(leak());
    world
}

fn because(command: Command) -> Command {
    command.arg("reason", "业主要求办理")
}

/// Every act that gives money away, gives it up, or lets it be paid later.
const ACTS: &[fn() -> Command] = &[
    || void(RECEIPT),
    || because(cmd("payment.refund").about(AHEAD)).arg("method", "cash"),
    || because(cmd("charge.reduce").about(HOME)).arg("amount", "300"),
    || because(cmd("charge.write_off").about(HOME)),
    || because(cmd("plan.agree").about(HOME).arg("parts", "3")).arg("first", "2026-12-15"),
    || {
        let back = because(cmd("deposit.return").about("D1")).arg("amount", "2000");
        back.arg("method", "cash")
    },
    || {
        let kept = because(cmd("deposit.keep").about("D1")).arg("amount", "2000");
        kept.arg("name", "墙面赔偿")
    },
    || {
        let cost = because(cmd("ticket.expense").about(REPAIR)).arg("amount", "6000");
        cost.arg("purpose", "compensation")
    },
];

/// A request of the desk, as it stands before somebody abuses it.
struct Case {
    world: World,
    command: Command,
    number: Number,
}

impl Case {
    fn of(act: fn() -> Command) -> Self {
        let mut world = office();
        let command = act();
        let number = asked(&mut world, DESK, command.clone());
        Self {
            world,
            command,
            number,
        }
    }

    /// Somebody tries to grant it.
    #[track_caller]
    fn grants(&mut self, who: &str) -> Why {
        let (why, _) = self.world.refuses(who, "approval.grant", self.number, &[]);
        why
    }

    fn staff(&mut self, id: u64, change: fn(&mut Staff)) {
        let mut staff: Staff = self.world.get(id);
        change(&mut staff);
        self.world.put(&mut staff);
    }

    fn alter(&mut self, change: fn(&mut Approval)) {
        let mut approval = self.world.approval(self.number);
        change(&mut approval);
        self.world.put(&mut approval);
    }
}

/// A way around the second person, and what is said to who tries.
type Abuse = (&'static str, fn(&mut Case) -> Why, &'static [Why]);

const ABUSES: &[Abuse] = &[
    (
        "grants what they asked for",
        |case| {
            case.staff(1, |one| one.rank = Rank::PropertyManager);
            case.grants(DESK)
        },
        &[Why::OwnApproval],
    ),
    (
        "grants without the right",
        |case| {
            case.grants(PLUMBER);
            case.grants("审计员")
        },
        &[Why::NoRight],
    ),
    (
        "grants after being demoted",
        |case| {
            case.staff(3, |one| one.rank = Rank::Receptionist);
            case.grants(MANAGER)
        },
        &[Why::NoRight],
    ),
    (
        "asks and is gone",
        |case| {
            case.staff(1, |one| one.active = false);
            case.grants(MANAGER)
        },
        &[Why::NoRight],
    ),
    (
        "changes the reason behind the request",
        |case| {
            case.alter(|one| {
                let reason = one.args.iter_mut().find(|(name, _)| name == "reason");
                reason.unwrap().1 = "别的原因".into();
            });
            case.grants(MANAGER)
        },
        &[Why::ApprovalStale],
    ),
    (
        "turns the request into another act",
        |case| {
            case.alter(|one| one.command = "ticket.cancel".into());
            case.grants(MANAGER)
        },
        &[Why::ApprovalStale, Why::NoRight, Why::UnknownRecord],
    ),
    (
        "grants what was refused",
        |case| {
            let no = [("reason", "不同意")];
            case.world
                .does(MANAGER, "approval.refuse", case.number, &no);
            case.grants(MANAGER)
        },
        &[Why::Decided],
    ),
    (
        "grants what is long over",
        |case| {
            case.world.wait_until("2027-01-15T10:00");
            case.grants(MANAGER)
        },
        &[Why::Decided],
    ),
    (
        "says that it was granted",
        |case| {
            let said = case.number.full();
            let direct = case.command.clone().arg("approved", said);
            let refusal = case.world.refused(DESK, direct);
            refusal
                .fields
                .first()
                .map_or(refusal.why, |fault| fault.why)
        },
        &[Why::UnknownArgument],
    ),
];

/// Every record but the requests themselves and the people, and every entry of the ledger.
fn facts(world: &World) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let all = (Bound::Unbounded, Bound::Unbounded);
    world.look(|tx| {
        for collection in [Collection::Records, Collection::Entries] {
            tx.scan(collection, all, Direction::Forward, &mut |key, value| {
                if ![Approval::KIND, Staff::KIND].contains(&key[0]) {
                    found.push((key.to_vec(), value.to_vec()));
                }
                Ok(Step::Next)
            })
            .unwrap();
        }
    });
    found
}

#[test]
fn nobody_gets_around_the_second_person() {
    for act in ACTS {
        let name = act().name;
        for (abuse, try_it, expected) in ABUSES {
            let mut case = Case::of(*act);
            let before = facts(&case.world);
            let why = try_it(&mut case);
            assert!(expected.contains(&why), "{name}: {abuse}: {why:?}");
            assert_eq!(facts(&case.world), before, "{name}: {abuse}");
            sound(&case.world);
        }
    }
}

/// What was granted is not granted again, also where it was asked twice, and nobody undoes it.
#[test]
fn what_is_granted_happens_once() {
    for act in ACTS {
        let mut case = Case::of(*act);
        let name = case.command.name.clone();
        // While it is not known what a ticket may cost nothing more is asked for it.
        let twin =
            (name != "ticket.expense").then(|| asked(&mut case.world, DESK, case.command.clone()));
        let before = facts(&case.world);
        case.world.does(MANAGER, "approval.grant", case.number, &[]);
        let after = facts(&case.world);
        assert_ne!(after, before, "{name}");
        assert_eq!(case.grants(MANAGER), Why::Decided, "{name}");
        // A plan agreed on again takes the place of the same plan.
        if let Some(twin) = twin.filter(|_| name != "plan.agree") {
            case.world.refuses(MANAGER, "approval.grant", twin, &[]);
            assert_eq!(case.world.approval(twin).state, ApprovalState::Pending);
        }
        let refusal = case.world.refused(MANAGER, cmd("undo"));
        assert_eq!(refusal.why, Why::CannotUndo, "{name}");
        assert_eq!(facts(&case.world), after, "{name}");
        sound(&case.world);
    }
}

/// A request that somebody refused can be asked again, and is another one.
#[test]
fn a_refusal_ends_one_request_and_no_other() {
    let mut case = Case::of(ACTS[2]);
    let no = [("reason", "材料不全")];
    case.world
        .does(MANAGER, "approval.refuse", case.number, &no);
    let again = asked(&mut case.world, DESK, case.command.clone());
    assert_ne!(again, case.number);
    case.world.does(MANAGER, "approval.grant", again, &[]);
    assert_eq!(
        case.world.approval(case.number).state,
        ApprovalState::Refused
    );
    sound(&case.world);
}
