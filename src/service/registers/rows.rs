//! The commands a register brings, as rows of the one table.

use crate::domain::register::{Field, FieldKind, MONEY, Register};
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Arg, AuditKind, Kind, Made, Row, Undo};
use crate::service::evidence::DIGEST;
use crate::service::halt::Run;
use crate::service::work::Work;

use super::act;
use super::batch::{self, HOMES};
use super::purge;

/// The last part of the command that makes an entry.
pub const ADD: &str = "add";
/// The last part of the command that corrects one.
pub const EDIT: &str = "edit";
/// The last part of the command that makes one for each of many homes.
pub const BATCH: &str = "batch";
/// The last part of the command that shows what is masked.
pub const REVEAL: &str = "reveal";
/// The last part of the command that empties what is masked once nobody needs it any more.
pub const PURGE: &str = "purge";

/// Characters of a line where the declaration names no limit.
const LINE: usize = 80;
/// The largest count.
const MOST: i64 = 1_000_000;

/// The largest id of a charge that can be typed.
const LARGEST: i64 = 1 << 53;

/// The argument that names the fields to be emptied.
const CLEAR: &str = "clear";
/// Why a move is made.
const REASON: &str = "reason";

/// What showing and emptying what is masked asks for.
const SHOWING: &[Arg] = &[Arg::must(REASON, Kind::Reason)];

/// The rows of a register: making, its moves in the order of the file, correcting, showing.
pub fn of(register: &'static Register) -> Vec<Row> {
    let command = |act: &str| -> &'static str { leak(format!("{}.{act}", register.name)) };
    let mut rows = vec![Row::new(
        command(ADD),
        About::Nothing,
        Right::Desk,
        args(register, &register.opening.asks, &[]),
        act::add,
    )];
    if register.opening.several.is_some() {
        let shared = register.opening.asks.iter();
        let shared = shared.filter(|name| {
            let kind = register.field(name).map(|field| field.kind);
            kind != Some(FieldKind::Home)
        });
        let shared: Vec<String> = shared.cloned().collect();
        let mut list = vec![Arg::must(HOMES, Kind::Names).called("register_homes")];
        // Each home may have its own: what is missing of one is said by its home.
        list.extend(args(register, &shared, &[]).iter().map(|arg| Arg {
            must: false,
            ..*arg
        }));
        let list: &'static [Arg] = Box::leak(list.into_boxed_slice());
        rows.push(Row::new(
            command(BATCH),
            About::Nothing,
            Right::Desk,
            list,
            batch::run,
        ));
    }
    let mut done: Vec<&str> = Vec::new();
    for step in &register.moves {
        if done.contains(&step.id.as_str()) {
            continue;
        }
        done.push(&step.id);
        // Moves of one name are one command: it asks for what any of them asks for.
        let same: Vec<_> = register
            .moves
            .iter()
            .filter(|one| one.id == step.id)
            .collect();
        let mut asks: Vec<String> = Vec::new();
        for ask in same.iter().flat_map(|one| &one.asks) {
            if !asks.contains(ask) {
                asks.push(ask.clone());
            }
        }
        let every = |name: &&String| same.iter().all(|one| one.needs.contains(name));
        let needs: Vec<&String> = step.needs.iter().filter(every).collect();
        let mut list = args(register, &asks, &needs).to_vec();
        let reasons = same.iter().filter(|one| one.reason).count();
        if reasons == same.len() {
            list.push(Arg::must(REASON, Kind::Reason));
        } else {
            list.push(Arg::may(REASON, Kind::Reason).called("register_note"));
        }
        let list: &'static [Arg] = Box::leak(list.into_boxed_slice());
        let money = same
            .iter()
            .flat_map(|one| &one.effects)
            .any(|effect| MONEY.contains(&effect.as_str()));
        let (right, undo) = if money {
            (Right::Billing, Undo::Never)
        } else {
            (Right::Desk, Undo::Restore)
        };
        let mut row = Row::new(command(&step.id), About::Register, right, list, act::step)
            .undo(undo)
            .prefill(act::prefill);
        if same.iter().any(|one| one.approval.is_some()) {
            row = row.needs(act::second_person);
        }
        rows.push(row);
    }
    if let Some(correction) = &register.correction {
        let mut list = args(register, &correction.asks, &[]).to_vec();
        list.push(Arg::may(CLEAR, Kind::Names));
        let list: &'static [Arg] = Box::leak(list.into_boxed_slice());
        rows.push(
            Row::new(command(EDIT), About::Register, Right::Desk, list, act::edit)
                .prefill(act::prefill),
        );
    }
    rows.extend(personal(register));
    rows
}

/// What a row does.
type Does = fn(&mut Work<'_>, &Values) -> Run<Made>;

/// What is done about what is masked: showing it, and emptying it where the register says how long it is kept.
fn personal(register: &'static Register) -> Vec<Row> {
    let mut rows = Vec::new();
    if register.fields.iter().all(|field| !field.masked) {
        return rows;
    }
    let command = |act: &str| -> &'static str { leak(format!("{}.{act}", register.name)) };
    let row = |act: &str, right: Right, run: Does| {
        Row::new(command(act), About::Register, right, SHOWING, run)
    };
    if register.keep.is_some() {
        rows.push(row(PURGE, Right::Supervise, purge::run).undo(Undo::Never));
    }
    let reveal = row(REVEAL, Right::Reveal, act::reveal);
    rows.push(reveal.undo(Undo::Never).audit(AuditKind::Disclosure));
    rows
}

/// The arguments of these fields; those in `needs` and the required ones must be given.
fn args(register: &'static Register, asks: &[String], needs: &[&String]) -> &'static [Arg] {
    let fields = asks.iter().filter_map(|name| register.field(name));
    let file = |name: &String| {
        register
            .field(name)
            .is_some_and(|one| one.kind == FieldKind::File)
    };
    let digest = asks
        .iter()
        .any(file)
        .then(|| Arg::may(DIGEST, Kind::Digest).fixed());
    let list: Vec<Arg> = fields
        .map(|field| {
            let must = field.required || needs.contains(&&field.id);
            let arg = Arg {
                must,
                ..Arg::may(&field.id, kind(field))
            };
            let arg = if field.masked { arg.personal() } else { arg };
            arg.called(leak(word(&register.name, &field.id)))
        })
        .chain(digest)
        .collect();
    Box::leak(list.into_boxed_slice())
}

/// What a field of a register is called in the words of forms: `field-<word>`.
pub fn word(register: &str, field: &str) -> String {
    format!("{register}-{field}")
}

/// How what is typed for a field is read.
fn kind(field: &'static Field) -> Kind {
    let longest = field.longest.map_or(LINE, usize::from);
    match field.kind {
        FieldKind::Text => Kind::Line(longest),
        FieldKind::Block | FieldKind::Lines => Kind::Block,
        FieldKind::Choice => {
            let values: Vec<&'static str> =
                field.options.iter().map(|one| one.id.as_str()).collect();
            Kind::Choice(Box::leak(values.into_boxed_slice()))
        }
        FieldKind::Day => Kind::Day,
        FieldKind::Moment => Kind::AnyTime,
        FieldKind::Amount => Kind::Amount,
        FieldKind::Number => Kind::Whole(0, MOST),
        FieldKind::Phone => Kind::Phone,
        FieldKind::YesNo => Kind::Yes,
        FieldKind::Home => Kind::Premises,
        FieldKind::Person => Kind::Person,
        FieldKind::Staff => Kind::Anybody,
        FieldKind::Record | FieldKind::Entry => Kind::Number,
        FieldKind::Charge => Kind::Whole(1, LARGEST),
        FieldKind::File => Kind::File,
    }
}

/// A name that is known until the process ends, as the register is.
fn leak(name: String) -> &'static str {
    Box::leak(name.into_boxed_str())
}
