//! Commands on communities, buildings, homes and people.

mod fee_link;
mod homes;
mod household;
mod pattern;
mod person;
mod person_edit;

pub use person::plate;

use crate::domain::household::{Occupancy, PremisesKind, Relation, Sex};
use crate::domain::staff::Right;
use crate::service::command::{About, Arg, AuditKind, Kind, Row, Undo};

/// What is known of a home, as it is added and as it is edited, between what only the one or the other takes.
macro_rules! home_args {
    ([$($before:expr),*], [$($after:expr),*]) => {
        &[
            $($before,)*
            Arg::may("kind", Kind::Choice(PremisesKind::NAMES)),
            Arg::may("occupancy", Kind::Choice(Occupancy::NAMES)),
            Arg::may("area", Kind::Area),
            Arg::may("handed_over", Kind::Day),
            Arg::may("floor", Kind::Whole(-9, 200)),
            Arg::may("fees", Kind::Names),
            Arg::may("since", Kind::Day).called("charged_from"),
            Arg::may("note", Kind::Block),
            $($after,)*
        ]
    };
}

/// The same of a person.
macro_rules! person_args {
    ([$($before:expr),*], [$($after:expr),*]) => {
        &[
            $($before,)*
            Arg::may("phone", Kind::Names).personal(),
            Arg::may("id_number", Kind::Line(32)).personal(),
            Arg::may("plate", Kind::Names).personal(),
            Arg::may("sex", Kind::Choice(Sex::NAMES)).personal(),
            Arg::may("vulnerable", Kind::Yes).personal(),
            $($after,)*
        ]
    };
}

/// The rows of this file. What others may name by then is corrected, not taken back: a home or a person
/// that was added stands in the calls logged since.
pub const ROWS: &[Row] = &[
    Row::new(
        "community.add",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("name", Kind::Line(40)).called("community_name"),
            Arg::may("initials", Kind::Line(12)),
        ],
        homes::add_community,
    )
    .undo(Undo::Never),
    Row::new(
        "community.rename",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("community", Kind::Line(40)),
            Arg::must("name", Kind::Line(40)),
            Arg::may("initials", Kind::Line(12)),
        ],
        homes::rename_community,
    ),
    Row::new(
        "building.add",
        About::Nothing,
        Right::Registry,
        &[
            Arg::may("community", Kind::Line(40)),
            Arg::must("code", Kind::Line(16)).called("building"),
            Arg::may("units", Kind::Names).called("unit"),
            Arg::may("floors", Kind::Whole(1, 200)),
            Arg::may("lift", Kind::Yes),
        ],
        homes::add_building,
    )
    .undo(Undo::Never),
    Row::new(
        "building.steward",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("building", Kind::Line(16)),
            Arg::may("steward", Kind::Anybody),
            Arg::may("since", Kind::Day),
            Arg::may("community", Kind::Line(40)),
        ],
        homes::steward,
    ),
    Row::new(
        "homes.pattern",
        About::Nothing,
        Right::Registry,
        &[
            Arg::may("community", Kind::Line(40)),
            Arg::must("buildings", Kind::Line(200)),
            Arg::must("units", Kind::Whole(1, 20)),
            Arg::must("floors", Kind::Whole(1, 99)),
            Arg::must("rooms", Kind::Whole(1, 99)),
            Arg::may("lift", Kind::Yes),
            Arg::may("area", Kind::Area),
            Arg::may("handed_over", Kind::Day),
            Arg::may("fees", Kind::Names),
            Arg::may("price", Kind::Rate),
            Arg::may("since", Kind::Day),
        ],
        pattern::run,
    )
    .undo(Undo::Never),
    Row::new(
        "household.add",
        About::Nothing,
        Right::Registry,
        home_args!(
            [
                Arg::must("premises", Kind::Line(40)),
                Arg::may("community", Kind::Line(40))
            ],
            []
        ),
        household::add,
    )
    .undo(Undo::Never),
    Row::new(
        "household.edit",
        About::Household,
        Right::Registry,
        home_args!(
            [],
            [
                Arg::may("verified", Kind::Yes),
                Arg::may("clear", Kind::Names)
            ]
        ),
        household::edit,
    )
    .prefill(household::prefill),
    Row::new(
        "household.fee",
        About::Household,
        Right::Registry,
        &[
            Arg::must("item", Kind::FeeItem),
            Arg::may("since", Kind::Day),
            Arg::may("until", Kind::Day).called("in_use_until"),
            Arg::may("spaces", Kind::Whole(0, 99)),
            Arg::may("clear", Kind::Names),
        ],
        fee_link::set,
    ),
    Row::new(
        "household.recode",
        About::Household,
        Right::Supervise,
        &[
            Arg::must("premises", Kind::Line(40)).called("new_premises"),
            Arg::must("reason", Kind::Reason),
        ],
        household::recode,
    )
    .undo(Undo::Never),
    Row::new(
        "person.add",
        About::Nothing,
        Right::Registry,
        person_args!(
            [
                Arg::must("premises", Kind::Premises),
                Arg::must("name", Kind::Line(60)).personal(),
                Arg::may("relation", Kind::Choice(Relation::NAMES))
            ],
            [
                Arg::may("since", Kind::Day),
                Arg::may("note", Kind::Block).personal()
            ]
        ),
        person::add,
    )
    .undo(Undo::Never),
    Row::new(
        "person.edit",
        About::Person,
        Right::Registry,
        person_args!(
            [Arg::may("name", Kind::Line(60)).personal()],
            [
                Arg::may("note", Kind::Block).personal(),
                Arg::may("tie", Kind::Premises),
                Arg::may("relation", Kind::Choice(Relation::NAMES)),
                Arg::may("since", Kind::Day),
                Arg::may("untie", Kind::Premises),
                Arg::may("clear", Kind::Names)
            ]
        ),
        person_edit::edit,
    )
    .prefill(person_edit::prefill),
    Row::new(
        "person.reveal",
        About::Person,
        Right::Reveal,
        &[Arg::must("reason", Kind::Reason)],
        person::reveal,
    )
    .undo(Undo::Never)
    .audit(AuditKind::Disclosure),
];
