//! Commands on duties: done with its evidence, left out by a supervisor, given to somebody.

use crate::domain::calendar::Day;
use crate::domain::duty::{Did, DutyDone, key};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::Evidence;
use crate::domain::history::LineKind;
use crate::domain::staff::Right;
use crate::service::args::{Values, missing};
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::duties::{self, Item, meant};
use crate::service::evidence::{DIGEST, FILE};
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

/// The name of a duty, or its words.
const DUTY: Arg = Arg::must("duty", Kind::Line(80)).called("duty_name");
/// A day of the period that is meant; without it what is late, else what runs.
const PERIOD: Arg = Arg::may("period", Kind::Day).called("duty_period");

/// The rows of this file.
pub const ROWS: &[Row] = &[
    // By hand with its evidence: a text, or a file that is kept under its digest.
    Row::new(
        "duty.done",
        About::Nothing,
        Right::Desk,
        &[
            Arg::may("text", Kind::Line(500)).called("evidence"),
            Arg::may("file", Kind::File).called("file_path"),
            DUTY,
            PERIOD,
            Arg::may("digest", Kind::Digest).fixed(),
        ],
        done,
    ),
    Row::new(
        "duty.waive",
        About::Nothing,
        Right::Supervise,
        &[Arg::must("reason", Kind::Reason), DUTY, PERIOD],
        waive,
    ),
    // Nobody named gives it back to its rank.
    Row::new(
        "duty.assign",
        About::Nothing,
        Right::Supervise,
        &[Arg::may("person", Kind::Staff), DUTY],
        assign,
    ),
];

/// The duty of the period that is meant.
fn item(work: &Work<'_>, values: &Values) -> Run<Item> {
    let duty = meant(&values.line("duty"))?;
    let (tx, office, now) = (work.tx(), work.office, work.now);
    let none = || Refusal::field("period", Why::NoDutyThen);
    if let Some(day) = values.day("period") {
        let item = duties::at(tx, office, now, duty, day)?.ok_or_else(none)?;
        // Nobody has done what has not begun.
        if item.period.first > work.today() {
            let refusal = Refusal::new(Why::DutyNotBegun);
            let refusal = refusal.with("day", Fact::Day(item.period.first));
            return Err(Refusal::fields(vec![refusal.on("period")]).into());
        }
        return Ok(item);
    }
    if let Some(late) = duties::late(tx, office, now, duty)? {
        return Ok(late);
    }
    Ok(duties::at(tx, office, now, duty, work.today())?.ok_or_else(none)?)
}

/// What is said of a duty that was settled.
fn made(item: &Item) -> Made {
    Made::default()
        .with("duty", Fact::Term(format!("duty-{}", item.duty.id)))
        .with("first", Fact::Day(item.period.first))
        .with("last", Fact::Day(item.period.last))
}

/// Refuses what somebody, or the work itself, settled before.
fn open(work: &Work<'_>, item: &Item) -> Run<()> {
    let settled = item.record.as_ref().and_then(|one| {
        one.settler(item.duty.count)
            .filter(|_| one.settled(item.duty.count))
    });
    let Some(did) = settled else { return Ok(()) };
    let by = crate::service::lookup::staff_name(work.tx(), did.by)?;
    Err(Refusal::new(Why::DutySettled)
        .with("by", by)
        .with("at", Fact::At(did.at))
        .into())
}

/// `duty.done`.
fn done(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = item(work, values)?;
    if !item.may(work.actor) {
        return Err(Refusal::new(Why::RankTooLow)
            .with("rank", Fact::Term(item.duty.owner.term()))
            .into());
    }
    let file = match (values.text(FILE), values.text(DIGEST)) {
        (None, None) => None,
        (Some(name), Some(digest)) => Some(Evidence {
            name: name.to_owned(),
            digest: digest.to_owned(),
        }),
        _ => return Err(Refusal::field(FILE, Why::FileMissing).into()),
    };
    let text = values.line("text");
    if text.is_empty() && file.is_none() {
        return Err(Refusal::fields(vec![missing("text")]).into());
    }
    // What is counted goes on being counted.
    if item.duty.count == 1 || item.record.as_ref().is_some_and(|one| one.waived.is_some()) {
        open(work, &item)?;
    }
    let did = Did {
        at: work.now,
        by: work.actor.staff,
        text,
        file,
        what: String::new(),
        number: None,
    };
    duties::settle(work, &item, did)?;
    let have = i64::from(item.have()) + 1;
    let made = made(&item).with("have", Fact::Count(have));
    Ok(if item.duty.count > 1 {
        made.with("count", Fact::Count(i64::from(item.duty.count)))
    } else {
        made
    })
}

/// `duty.waive`.
fn waive(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let item = item(work, values)?;
    open(work, &item)?;
    let mut record = match &item.record {
        Some(record) => record.clone(),
        None => DutyDone::new(&item.duty.id, item.period),
    };
    let reason = values.line("reason");
    record.waived = Some(Did {
        at: work.now,
        by: work.actor.staff,
        text: reason.clone(),
        file: None,
        what: String::new(),
        number: None,
    });
    work.put(&mut record)?;
    work.line(Subject::of(&record), LineKind::Move, "", "waived", &reason)?;
    Ok(made(&item))
}

/// `duty.assign`.
fn assign(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let duty = meant(&values.line("duty"))?;
    let person = values.staff("person");
    let standing: Option<DutyDone> = work.find(key(&duty.id, Day::MIN))?;
    let period = crate::domain::duty::Period {
        first: Day::MIN,
        last: Day::MAX,
    };
    let mut standing = standing.unwrap_or_else(|| DutyDone::new(&duty.id, period));
    let wanted = person.map(|staff| crate::domain::id::StaffId(staff.id.0));
    if standing.owner == wanted {
        return Err(Why::NothingChanged.into());
    }
    let name = |work: &Work<'_>, id: Option<crate::domain::id::StaffId>| match id {
        Some(id) => crate::service::lookup::staff_name(work.tx(), id),
        None => Ok(String::new()),
    };
    let (before, after) = (name(work, standing.owner)?, name(work, wanted)?);
    standing.owner = wanted;
    work.put(&mut standing)?;
    let of = Subject::of(&standing);
    work.edit_line(of, LineKind::Edit, "person", &before, &after, "")?;
    let made = Made::default().with("duty", Fact::Term(format!("duty-{}", duty.id)));
    Ok(if after.is_empty() {
        made.with("rank", Fact::Term(duty.owner.term()))
    } else {
        made.with("person", after)
    })
}
