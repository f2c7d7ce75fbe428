//! The ledger of a home: every entry in the order it was booked, the latest first, with what was owed after it.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::{HouseholdId, Number};
use crate::domain::ledger::{Account, Charge, Entry, EntryKind, Method, Payment, Posting};
use crate::domain::money::Amount;
use crate::service::books::{accrued, debt_of, owner_of};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::queries::found::{household_of, load};
use crate::service::subject::{Subject, by_number};
use crate::service::view::{LedgerLine, LedgerPage};
use crate::storage::codec::{Key, KeyReader};
use crate::storage::counters::figure;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::figures::Figure;
use crate::storage::kept::indexes::{CHARGE_BY_HOUSEHOLD, ENTRY_BY_HOUSEHOLD};
use crate::storage::record::{Record, get};
use crate::storage::{Direction, ReadTx, Step};

/// Lines of a page, at most.
const MOST: u32 = 200;

/// Where a page begins: behind this entry, before which so much was owed.
struct Place {
    at: i64,
    entry: u64,
    balance: Amount,
}

impl Place {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = KeyReader::new(bytes);
        Some(Self {
            at: reader.i64()?,
            entry: reader.u64()?,
            balance: Amount::from_fen(reader.i64()?).ok()?,
        })
    }

    fn write(&self) -> Vec<u8> {
        let key = Key::new().i64(self.at).u64(self.entry);
        key.i64(self.balance.fen()).done()
    }
}

/// Answers `Query::Ledger`: a page of the home's ledger, the first or the one behind where another ended. What it costs
/// depends on the page, not on how long the ledger is: the balance is walked back from the one that is kept.
pub fn ledger(
    asking: Asking<'_>,
    subject: Subject,
    after: Option<&[u8]>,
    limit: u32,
) -> Run<LedgerPage> {
    let found = load(asking.tx, subject)?;
    let unknown = || Refusal::new(Why::UnknownRecord).with("number", "");
    let id = household_of(&found).ok_or_else(unknown)?;
    let home: Household = get(asking.tx, id.0)?.ok_or_else(unknown)?;
    let place = after.and_then(Place::read);
    let balance = match &place {
        Some(place) => place.balance,
        None => kept(asking.tx, id)?,
    };
    let limit = usize::try_from(limit.clamp(1, MOST)).unwrap_or(1);
    let (entries, more) = entries(asking.tx, id, place.as_ref(), limit)?;
    let mut lines = Vec::with_capacity(entries.len());
    let mut next = None;
    let mut balance = balance;
    for entry in &entries {
        let line = line(asking, entry, balance)?;
        balance = balance.minus(line.amount)?;
        lines.push(line);
        next = Some(Place {
            at: entry.at.ms(),
            entry: entry.id.0,
            balance,
        });
    }
    let debt = debt_of(asking.tx, id)?;
    let amounts = debt.map(|debt| (debt.amount, debt.advance));
    let (owed, ahead) = amounts.unwrap_or_default();
    Ok(LedgerPage {
        home: Subject::of(&home),
        premises: asking.office.home_name(&home),
        payer: owner_of(asking.tx, id)?,
        owed,
        ahead,
        accrued: accrued(
            asking.tx,
            asking.office,
            id,
            asking.office.today(asking.now),
        )?,
        lines,
        next: next.filter(|_| more).map(|place| place.write()),
    })
}

/// What a home owes less what it has ahead, as kept.
fn kept(tx: &dyn ReadTx, home: HouseholdId) -> Run<Amount> {
    let of = |account| figure(tx, &Figure::Balance(account, home.0).key());
    let owed = Amount::from_fen(of(Account::Receivable)?)?;
    Ok(owed.plus(Amount::from_fen(of(Account::Advance)?)?)?)
}

/// The entries behind a place, the latest first, and whether there are more.
fn entries(
    tx: &dyn ReadTx,
    home: HouseholdId,
    after: Option<&Place>,
    limit: usize,
) -> Run<(Vec<Entry>, bool)> {
    let prefix = Key::new().u64(home.0).done();
    let seen = after.map(|place| Key::new().u64(home.0).i64(place.at).done());
    let mut span = Span::prefix(&prefix);
    if let (Some(key), Some(place)) = (&seen, after) {
        span = span.after(Hit {
            key,
            kind: Entry::KIND,
            id: place.entry,
        });
    }
    let mut ids = Vec::new();
    let mut more = false;
    scan_index(
        tx,
        ENTRY_BY_HOUSEHOLD,
        span,
        Direction::Backward,
        &mut |hit: Hit<'_>| {
            more = ids.len() == limit;
            if more {
                return Ok(Step::Stop);
            }
            ids.push(hit.id);
            Ok(Step::Next)
        },
    )?;
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        entries.extend(get::<Entry>(tx, id)?);
    }
    Ok((entries, more))
}

/// The sum of an entry's postings on some accounts.
pub(super) fn on(entry: &Entry, wanted: impl Fn(&Posting) -> bool) -> Run<Amount> {
    let own = entry.postings.iter().filter(|posting| wanted(posting));
    Ok(Amount::sum(own.map(|posting| posting.amount))?)
}

/// Whether what is owed is given up by an entry, or asked for again: a deposit that is asked for no more, too.
fn gives_up(entry: &Entry) -> Run<bool> {
    let owed = on(entry, |posting| posting.account == Account::Receivable)?;
    Ok(match entry.kind {
        EntryKind::Reduction | EntryKind::WriteOff => true,
        EntryKind::Deposit => owed < Amount::ZERO,
        _ => false,
    })
}

fn line(asking: Asking<'_>, entry: &Entry, balance: Amount) -> Run<LedgerLine> {
    let own = |account| matches!(account, Account::Receivable | Account::Advance);
    let amount = on(entry, |posting| own(posting.account))?;
    // Money that came before settles what is owed: both accounts move, their sum does not.
    let used = if amount == Amount::ZERO {
        on(entry, |posting| posting.account == Account::Advance)?
    } else {
        Amount::ZERO
    };
    let charge = charge_of(asking.tx, entry)?;
    let item = charge
        .as_ref()
        .map(|charge| format!("{} {}", charge.name, charge.month));
    let payment = match entry.receipt {
        Some(number) => payment_of(asking.tx, number)?,
        None => None,
    };
    let about = match (&charge, &payment) {
        // What was given up is explained by who asked and who decided, then by its charge.
        (Some(_), _) if gives_up(entry)? => Some(Subject::of(entry)),
        (Some(charge), _) => Some(Subject::of(charge)),
        (None, payment) => *payment,
    };
    let till = |method: &&Method| {
        let account = method.account();
        let mut postings = entry.postings.iter();
        postings.any(|posting| posting.account == account)
    };
    let method = Method::ALL.iter().find(till);
    Ok(LedgerLine {
        entry: entry.id.0,
        at: entry.at,
        on: entry.effective_on,
        kind: entry.kind.name().to_owned(),
        item: item.unwrap_or_default(),
        receipt: entry.receipt,
        amount,
        used,
        balance,
        about,
        method: method.map(|method| method.name().to_owned()),
    })
}

fn payment_of(tx: &dyn ReadTx, number: Number) -> Run<Option<Subject>> {
    Ok(by_number(tx, number)?
        .and_then(|found| found.subject())
        .filter(|subject| subject.kind == Payment::KIND))
}

/// The charge an entry is about. Older entries do not name it: theirs is among those of the month it was charged for.
pub(super) fn charge_of(tx: &dyn ReadTx, entry: &Entry) -> Run<Option<Charge>> {
    if let Some(charge) = entry.charge {
        return Ok(get(tx, charge.0)?);
    }
    if entry.kind != EntryKind::Charge {
        return Ok(None);
    }
    let month = entry.effective_on.month().number();
    let key = Key::new().u64(entry.household.0).i32(month);
    let charges: Vec<Charge> =
        lookup::all(tx, CHARGE_BY_HOUSEHOLD, key, Direction::Forward, usize::MAX)?;
    Ok(charges.into_iter().find(|charge| charge.entry == entry.id))
}
