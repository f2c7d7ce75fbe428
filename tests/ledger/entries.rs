//! Every act against a table of what it books, written by hand.

use std::collections::BTreeSet;

use frontdesk::domain::id::HouseholdId;
use frontdesk::domain::ledger::{Account, Act, EntryFault, EntryKind, Method};
use frontdesk::domain::money::Amount;

use super::{fen, yuan};

const HOME: HouseholdId = HouseholdId(7);

/// A posting as account, of, yuan.
type Written = (Account, u64, &'static str);

/// Act, kind of entry, postings.
#[expect(clippy::too_many_lines, reason = "a table of all acts")]
fn table() -> Vec<(Act, EntryKind, Vec<Written>)> {
    use Account::{
        Advance, Cash, Deposit, Income, LateFee, Receivable, Reduction, Rounding, Wechat, WriteOff,
    };
    let ten = yuan("10");
    let paid = |amount, settled, ahead| Act::Payment {
        method: Method::Wechat,
        amount: yuan(amount),
        settled: yuan(settled),
        ahead: yuan(ahead),
    };
    vec![
        (
            Act::Charge {
                item: 3,
                amount: ten,
            },
            EntryKind::Charge,
            vec![(Receivable, 7, "10"), (Income, 3, "-10")],
        ),
        (
            Act::LateFee { amount: ten },
            EntryKind::LateFee,
            vec![(Receivable, 7, "10"), (LateFee, 0, "-10")],
        ),
        (
            Act::LateFeeBack { amount: ten },
            EntryKind::LateFee,
            vec![(LateFee, 0, "10"), (Receivable, 7, "-10")],
        ),
        (
            Act::Deposit { amount: ten },
            EntryKind::Deposit,
            vec![(Receivable, 7, "10"), (Deposit, 7, "-10")],
        ),
        (
            paid("10", "7", "3"),
            EntryKind::Payment,
            vec![(Wechat, 0, "10"), (Receivable, 7, "-7"), (Advance, 7, "-3")],
        ),
        (
            paid("10", "10", "0"),
            EntryKind::Payment,
            vec![(Wechat, 0, "10"), (Receivable, 7, "-10")],
        ),
        (
            paid("10", "0", "10"),
            EntryKind::Payment,
            vec![(Wechat, 0, "10"), (Advance, 7, "-10")],
        ),
        (
            Act::Reversal {
                method: Method::Cash,
                amount: ten,
                settled: yuan("7"),
                ahead: yuan("3"),
            },
            EntryKind::Reversal,
            vec![(Cash, 0, "-10"), (Receivable, 7, "7"), (Advance, 7, "3")],
        ),
        (
            Act::UseAhead { amount: ten },
            EntryKind::Advance,
            vec![(Advance, 7, "10"), (Receivable, 7, "-10")],
        ),
        (
            Act::RefundAhead {
                method: Method::Cash,
                amount: ten,
            },
            EntryKind::Refund,
            vec![(Advance, 7, "10"), (Cash, 0, "-10")],
        ),
        (
            Act::RefundDeposit {
                method: Method::Cash,
                amount: ten,
            },
            EntryKind::Refund,
            vec![(Deposit, 7, "10"), (Cash, 0, "-10")],
        ),
        (
            Act::KeepDeposit { amount: ten },
            EntryKind::Deposit,
            vec![(Deposit, 7, "10"), (Receivable, 7, "-10")],
        ),
        (
            Act::UnreturnDeposit {
                method: Method::Cash,
                amount: ten,
            },
            EntryKind::Reversal,
            vec![(Cash, 0, "10"), (Deposit, 7, "-10")],
        ),
        (
            Act::UnkeepDeposit { amount: ten },
            EntryKind::Reversal,
            vec![(Receivable, 7, "10"), (Deposit, 7, "-10")],
        ),
        (
            Act::Reduce { amount: ten },
            EntryKind::Reduction,
            vec![(Reduction, 0, "10"), (Receivable, 7, "-10")],
        ),
        (
            Act::WriteOff { amount: ten },
            EntryKind::WriteOff,
            vec![(WriteOff, 0, "10"), (Receivable, 7, "-10")],
        ),
        (
            Act::Restore { amount: ten },
            EntryKind::WriteOff,
            vec![(Receivable, 7, "10"), (WriteOff, 0, "-10")],
        ),
        (
            Act::Round {
                amount: yuan("0.03"),
            },
            EntryKind::Rounding,
            vec![(Rounding, 0, "0.03"), (Receivable, 7, "-0.03")],
        ),
        (
            Act::Round {
                amount: yuan("-0.02"),
            },
            EntryKind::Rounding,
            vec![(Rounding, 0, "-0.02"), (Receivable, 7, "0.02")],
        ),
    ]
}

#[test]
fn each_act_books_what_the_table_says_and_balances() {
    for (act, kind, wanted) in table() {
        let postings = act.postings(HOME).unwrap();
        let booked: Vec<_> = postings
            .iter()
            .map(|p| (p.account, p.of, p.amount))
            .collect();
        let wanted: Vec<_> = wanted
            .into_iter()
            .map(|(account, of, text)| (account, of, yuan(text)))
            .collect();
        assert_eq!(booked, wanted, "{act:?}");
        assert_eq!(act.kind(), kind, "{act:?}");
        let sum = Amount::sum(postings.iter().map(|posting| posting.amount));
        assert_eq!(sum, Ok(Amount::ZERO), "{act:?}");
    }
}

#[test]
fn the_table_has_every_kind_of_entry_and_touches_every_account_but_those_of_other_methods() {
    let table = table();
    for kind in EntryKind::ALL {
        assert!(table.iter().any(|(_, known, _)| known == kind), "{kind:?}");
    }
    let touched: BTreeSet<Account> = table
        .iter()
        .flat_map(|(_, _, postings)| postings)
        .map(|(account, _, _)| *account)
        .collect();
    let methods: Vec<Account> = Method::ALL.iter().map(|method| method.account()).collect();
    for account in Account::ALL {
        assert!(
            touched.contains(account) || methods.contains(account),
            "{account:?}"
        );
    }
}

#[test]
fn what_makes_no_sense_is_not_booked() {
    for (act, _, _) in table() {
        // The same act about nothing, and below zero.
        for amount in [Amount::ZERO, fen(-1)] {
            let act = match act {
                Act::Charge { item, .. } => Act::Charge { item, amount },
                Act::LateFee { .. } => Act::LateFee { amount },
                Act::LateFeeBack { .. } => Act::LateFeeBack { amount },
                Act::Deposit { .. } => Act::Deposit { amount },
                Act::UseAhead { .. } => Act::UseAhead { amount },
                Act::RefundAhead { method, .. } => Act::RefundAhead { method, amount },
                Act::RefundDeposit { method, .. } => Act::RefundDeposit { method, amount },
                Act::KeepDeposit { .. } => Act::KeepDeposit { amount },
                Act::UnreturnDeposit { method, .. } => Act::UnreturnDeposit { method, amount },
                Act::UnkeepDeposit { .. } => Act::UnkeepDeposit { amount },
                Act::Reduce { .. } => Act::Reduce { amount },
                Act::WriteOff { .. } => Act::WriteOff { amount },
                Act::Restore { .. } => Act::Restore { amount },
                Act::Payment { method, .. } => Act::Payment {
                    method,
                    amount,
                    settled: amount,
                    ahead: Amount::ZERO,
                },
                Act::Reversal { method, .. } => Act::Reversal {
                    method,
                    amount,
                    settled: amount,
                    ahead: Amount::ZERO,
                },
                // Rounding goes both ways; nothing at all does not.
                Act::Round { .. } => Act::Round {
                    amount: Amount::ZERO,
                },
            };
            assert_eq!(act.postings(HOME), Err(EntryFault::NotPositive), "{act:?}");
        }
    }
    let method = Method::Cash;
    let (amount, settled, ahead) = (yuan("10"), yuan("7"), yuan("2.99"));
    for act in [
        Act::Payment {
            method,
            amount,
            settled,
            ahead,
        },
        Act::Reversal {
            method,
            amount,
            settled,
            ahead,
        },
    ] {
        assert_eq!(act.postings(HOME), Err(EntryFault::Unbalanced));
    }
    let act = Act::Payment {
        method,
        amount,
        settled: yuan("11"),
        ahead: yuan("-1"),
    };
    assert_eq!(act.postings(HOME), Err(EntryFault::NotPositive));
}
