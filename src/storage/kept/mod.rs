//! What each record says of itself: kind, id, indexes, contributions to kept figures.

mod duty;
pub mod figures;
pub mod indexes;
mod money;
mod office;
mod people;
mod register;
mod work;

pub use money::{OF_ALL, OF_PAYER, of_item, of_payer, of_place};
pub use people::place_of_building;
pub use register::{board_key, link_key, place_key};
pub use work::{FOLLOWING_UP, day_key, handled_at, holds, number_key, working};

use crate::storage::kinds::KindRow;

/// Declares how a domain type is kept: its kind, its id field, then its index keys and tallies.
macro_rules! kept {
    ($type:ty, $kind:literal $(, $collection:ident)?; id = |$me:ident| $id:expr; index = |$ix:ident| $index:expr; tally = |$ta:ident| $tally:expr;) => {
        impl crate::storage::record::Record for $type {
            const KIND: u8 = $kind;
            $(const COLLECTION: crate::storage::Collection = crate::storage::Collection::$collection;)?
            fn id(&self) -> u64 { let $me = self; $id }
            fn version(&self) -> u32 { self.version }
            fn set_version(&mut self, version: u32) { self.version = version; }
            fn index_keys(&self) -> Vec<crate::storage::record::IndexKey> { let $ix = self; $index }
            fn tallies(&self) -> Vec<crate::storage::record::Tally> { let $ta = self; $tally }
            fn encode(&self) -> Vec<u8> { crate::storage::kept::to_bytes(self) }
            fn decode(bytes: &[u8]) -> Result<Self, String> { crate::storage::kept::from_bytes(bytes) }
        }
    };
}
pub(crate) use kept;

/// Encodes a value in the form it is stored in.
pub fn to_bytes<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to a Vec cannot fail; an encoder of ours that refused would leave an empty value,
    // which the envelope's reader reports as damage.
    if minicbor::encode(value, &mut out).is_err() {
        out.clear();
    }
    out
}

/// Reads what `to_bytes` wrote; the error is for the log.
pub fn from_bytes<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, String> {
    minicbor::decode(bytes).map_err(|fault| fault.to_string())
}

/// Every kind of record, for undo, verification and repair of indexes.
pub const KINDS: &[KindRow] = &[
    KindRow::of::<crate::domain::household::Community>("community"),
    KindRow::of::<crate::domain::household::Building>("building"),
    KindRow::of::<crate::domain::household::Household>("household"),
    KindRow::of::<crate::domain::household::Person>("person"),
    KindRow::of::<crate::domain::staff::Staff>("staff"),
    KindRow::of::<crate::domain::contact::Contact>("contact"),
    KindRow::of::<crate::domain::ticket::Ticket>("ticket"),
    KindRow::of::<crate::domain::follow_up::FollowUp>("follow_up"),
    KindRow::of::<crate::domain::ledger::FeeItem>("fee_item"),
    KindRow::of::<crate::domain::fees::Meter>("meter"),
    KindRow::of::<crate::domain::fees::MeterReading>("meter_reading"),
    KindRow::of::<crate::domain::ledger::Charge>("charge"),
    KindRow::of::<crate::domain::ledger::Entry>("entry"),
    KindRow::of::<crate::domain::ledger::Payment>("payment"),
    KindRow::of::<crate::domain::ledger::Dunning>("dunning"),
    KindRow::of::<crate::domain::ledger::Promise>("promise"),
    KindRow::of::<crate::domain::ledger::Debt>("debt"),
    KindRow::of::<crate::domain::ledger::Plan>("plan"),
    KindRow::of::<crate::domain::ledger::Deposit>("deposit"),
    KindRow::of::<crate::domain::close::DayClose>("day_close"),
    KindRow::of::<crate::domain::close::MonthClose>("month_close"),
    KindRow::of::<crate::domain::office::Category>("category"),
    KindRow::of::<crate::domain::office::Phrase>("phrase"),
    KindRow::of::<crate::domain::office::Outage>("outage"),
    KindRow::of::<crate::domain::office::Approval>("approval"),
    KindRow::of::<crate::domain::office::Setting>("setting"),
    KindRow::of::<crate::domain::history::Line>("line"),
    KindRow::of::<crate::domain::shift::Shift>("shift"),
    KindRow::of::<crate::domain::register::RegisterEntry>("register_entry"),
    KindRow::of::<crate::domain::ledger::BillRun>("bill_run"),
    KindRow::of::<crate::domain::report::ReportMade>("report_made"),
    KindRow::of::<crate::domain::duty::DutyDone>("duty_done"),
];

/// Returns the row of the kind with this number.
pub fn kind_row(kind: u8) -> Option<&'static KindRow> {
    KINDS.iter().find(|row| row.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_numbered_once() {
        let mut numbers: Vec<u8> = KINDS.iter().map(|row| row.kind).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), KINDS.len());
    }
}
