//! `dunning.bulk`: several homes are dunned in one act, such as notices that go out together: all of them or none.

use super::{RECORD, home_of};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::ledger::{DunningResult, DunningWay};
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::commands::ticket::several::{MOST, flat};
use crate::service::halt::{Halt, Run};
use crate::service::subject;
use crate::service::work::{Finished, Work};

/// The homes, by their codes.
const HOMES: &str = "dunned_homes";
/// What all of them share.
const SHARED: &[&str] = &["way", "result", "text", "early"];
/// Reasons and homes one sentence tells.
const TOLD: usize = 3;

/// Each home is dunned as `dunning.record` does it, and judged by itself.
pub(super) const BULK: Row = Row::new(
    "dunning.bulk",
    About::Nothing,
    Right::Desk,
    &[
        Arg::must(HOMES, Kind::Names),
        Arg::must("way", Kind::Choice(DunningWay::NAMES)),
        Arg::may("result", Kind::Choice(DunningResult::NAMES)).called("dun_result"),
        Arg::must("text", Kind::Block),
        Arg::may("early", Kind::Line(200)).called("early"),
    ],
    bulk,
);

fn bulk(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut names = values.names(HOMES).unwrap_or_default().to_vec();
    let on_homes = |refusal: Refusal| Refusal::fields(vec![refusal.on(HOMES)]);
    if names.len() > MOST {
        return Err(on_homes(Refusal::new(Why::TooMany).with("limit", MOST)).into());
    }
    names.dedup();
    let shared = values.only(SHARED);
    let mut done: Vec<(u64, String)> = Vec::new();
    let mut refused: Vec<Refusal> = Vec::new();
    let mut early = true;
    for name in &names {
        match judge(work, &shared, name, &done) {
            Ok((home, finished)) => {
                work.absorb(finished)?;
                done.push(home);
            }
            Err(Halt::Refused(refusal)) => {
                early &= refusal.fields.iter().any(|fault| fault.field == "early");
                refused.push(flat(refusal));
            }
            Err(halt) => return Err(halt),
        }
    }
    if refused.is_empty() {
        return Ok(Made::default()
            .with("count", done.len())
            .with("homes", told(&done)));
    }
    let count = refused.len();
    let mut why: Vec<Fact> = Vec::new();
    for refusal in refused {
        let said = Fact::Told(format!("refusal-{}", refusal.why.name()), refusal.facts);
        if !why.contains(&said) && why.len() < TOLD {
            why.push(said);
        }
    }
    let refusal = Refusal::new(Why::SomeHomesCannot)
        .with("count", count)
        .with("of", names.len())
        .with("why", Fact::Several(why));
    // Where all come before their turn, a word about that is what is missing.
    let field = if early { "early" } else { HOMES };
    Err(Refusal::fields(vec![refusal.on(field)]).into())
}

/// Duns one home, apart: what comes of it is taken in or dropped.
fn judge(
    work: &Work<'_>,
    shared: &Values,
    name: &str,
    done: &[(u64, String)],
) -> Run<((u64, String), Finished)> {
    let mut apart = Work::new(work.tx(), work.actor, work.now, work.office, &RECORD);
    apart.found = subject::find(
        work.tx(),
        work.office,
        work.now,
        About::Household,
        Some(name),
    )?;
    let home = home_of(&apart)?;
    if done.iter().any(|(known, _)| *known == home.id.0) {
        return Err(Refusal::new(Why::Exists).with("text", home.code).into());
    }
    (RECORD.run)(&mut apart, shared)?;
    Ok(((home.id.0, home.code), apart.finish()))
}

/// The first of these homes, and how many more there are.
fn told(done: &[(u64, String)]) -> String {
    let mut told: Vec<String> = done
        .iter()
        .take(TOLD)
        .map(|(_, code)| code.clone())
        .collect();
    if let Some(more) = done.len().checked_sub(TOLD + 1) {
        told.push(format!("+{}", more + 1));
    }
    told.join(" ")
}
