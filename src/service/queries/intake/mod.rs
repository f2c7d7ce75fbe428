//! What the desk should see while the caller speaks.

mod call;
mod fill;
mod keywords;
mod known;
mod matter;
mod same;

use crate::domain::error::{FieldFault, Why};
use crate::domain::household::Household;
use crate::domain::intake::{Kind, Token as Read, matters, parse};
use crate::domain::ticket::TicketKind;
use crate::service::halt::Run;
use crate::service::lookup::premises_candidates;
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::detail::home_facts;
use crate::service::queries::found::{current_homes, household_subject, premises};
use crate::service::queries::{home, rows};
use crate::service::query::IntakeQuery;
use crate::service::search::SearchText;
use crate::service::view::{Intake, PlacedRow};
use crate::storage::record::get;

use fill::Fields;
use known::{Known, known_person};

/// The category of a kind a text speaks of; where it speaks of none, the office's own for the rest, or its first.
pub fn category_of(office: &Office, text: &str, kind: TicketKind) -> String {
    let of_kind = || {
        office
            .categories
            .iter()
            .filter(|one| one.active && one.kind == kind)
    };
    let fits = |code: &str| of_kind().any(|one| one.code == code);
    keywords::category(text, fits)
        .or_else(|| {
            of_kind()
                .find(|one| one.code == OTHER)
                .map(|one| one.code.as_str())
        })
        .or_else(|| of_kind().next().map(|one| one.code.as_str()))
        .unwrap_or_default()
        .to_owned()
}

/// The category of what fits no other.
const OTHER: &str = "other";

/// The command the entry becomes.
const LOG: &str = "contact.log";

/// Answers `Query::Intake`.
pub fn intake(asking: Asking<'_>, query: &IntakeQuery) -> Run<Intake> {
    let known = Known::new(asking);
    let mut read = parse(&query.line, asking.now, asking.office.zone, &known);
    known.end()?;
    turn(&mut read, query);
    let mut first = Fields::default();
    let mut further = Vec::new();
    for (at, words) in matters(&read).enumerate() {
        let fields = fields_of(asking, query, words, at)?;
        if at == 0 {
            first = fields;
        } else {
            further.push(fields);
        }
    }
    if read.is_empty() {
        first = fields_of(asking, query, &[], 0)?;
    }
    call::fill(asking, &mut first)?;
    let homes = homes(asking, &mut first, &read)?;
    let (homes, others) = homes.split_at(usize::from(first.get("premises").is_some_and(|named| {
        homes
            .first()
            .is_some_and(|home| premises(asking.office, home) == named)
    })));
    let mut answer = Intake {
        candidates: others
            .iter()
            .map(|home| premises(asking.office, home))
            .collect(),
        loading: !asking.search.is_some_and(SearchText::knows_people),
        ..Intake::default()
    };
    let there = same::Place::of(asking, homes.first(), &first);
    answer.notices = home::notices(asking, there.community, &there.code)?;
    for (ticket, why) in same::same(asking, &there, &first)? {
        answer.same.push(rows::ticket(asking, &ticket)?);
        answer.why.push(why);
    }
    for token in &read {
        answer.tokens.push(fill::token(asking, token)?);
    }
    let area = first.get("area").map(str::to_owned);
    let place = homes.first().map(|home| home.code.as_str());
    let place = place.or(area.as_deref());
    for fields in &mut further {
        if fields.get("kind") == Some(TicketKind::Repair.name()) {
            let text = fields.get("text").unwrap_or_default();
            let area = keywords::area(text, place.unwrap_or_default());
            fields.set(
                "area",
                &area.map(|code| code.to_string()).unwrap_or_default(),
            );
        }
    }
    for (at, fields) in std::iter::once(&first).chain(&further).enumerate() {
        let own = fields.get("area").filter(|_| at > 0);
        let matter = matter::matter(asking, own.or(place), fields)?;
        answer.matters.push(matter);
        answer.faults.extend(matter::faults(asking, fields, at)?);
    }
    // The words of the line know what it could be.
    let could = answer
        .tokens
        .iter()
        .filter_map(|token| token.fault.as_ref());
    let could = could.filter(|fault| fault.why == Why::SeveralPremises);
    for fault in could.cloned().collect::<Vec<_>>() {
        let same = |known: &&mut FieldFault| known.field == fault.field;
        match answer.faults.iter_mut().find(same) {
            Some(known) => *known = fault,
            // A command would take the digits for a code that leaves something out.
            None if homes.is_empty() => answer.faults.push(fault),
            None => {}
        }
    }
    if let Some(here) = homes.first() {
        at_home(asking, here, &mut answer)?;
    }
    answer.fields = first.done();
    Ok(answer)
}

/// Reads words otherwise where that was asked for.
fn turn(read: &mut [Read], query: &IntakeQuery) {
    for token in read {
        let word = query.line.get(token.span.clone()).unwrap_or_default();
        if let Some((_, times)) = query.turned.iter().find(|(turned, _)| turned == word) {
            token.turn(usize::try_from(*times).unwrap_or(0));
        }
    }
}

/// The fields the words of one matter fill; what was filled in by hand wins.
fn fields_of(asking: Asking<'_>, query: &IntakeQuery, words: &[Read], at: usize) -> Run<Fields> {
    let typed = matter::by_hand(&query.fields, at);
    let said = matter::said(asking, &typed, words, (&query.form, at));
    let mut fields = Fields::default();
    // A category that is said goes before the one a phrase brings.
    for token in words.iter().filter(|token| token.kind == Kind::Category) {
        fields.take(asking, &said, token, " ")?;
    }
    let mut end = None;
    for token in words {
        let before = end.and_then(|end| query.line.get(end..token.span.start));
        let mark = before.map(str::trim).filter(|mark| !mark.is_empty());
        fields.take(asking, &said, token, mark.unwrap_or(" "))?;
        end = Some(token.span.end);
    }
    fields.overrule(&typed);
    fields.guess(asking, &said);
    let kind = matter::kind(asking, &fields, &said, &query.form);
    fields.set("kind", &kind);
    Ok(fields)
}

/// The homes the line may be about, the one taken first; its code goes into the fields.
fn homes(asking: Asking<'_>, fields: &mut Fields, read: &[Read]) -> Run<Vec<Household>> {
    let mut homes: Vec<Household> = Vec::new();
    let mut unsaid = false;
    if let Some(typed) = fields.get("premises") {
        if !read.iter().any(|word| fill::is_undecided(word, typed)) {
            homes = premises_candidates(asking.tx, asking.office, typed)?;
        }
        unsaid = homes.is_empty();
        // The words left over for the room are other homes it could be.
        for id in fill::other_rooms(read) {
            if !homes.iter().any(|home| home.id.0 == id) {
                homes.extend(get::<Household>(asking.tx, id)?);
            }
        }
    } else if let Some(typed) = fields.get("person")
        && let Some(person) = known_person(asking, typed)?
    {
        for id in current_homes(&person) {
            homes.extend(get::<Household>(asking.tx, id.0)?);
        }
    }
    // Digits that could be many rooms are none of them until one is chosen.
    if let Some(home) = homes.first().filter(|_| !unsaid) {
        fields.replace("premises", premises(asking.office, home));
    }
    Ok(homes)
}

/// What is known of the home.
fn at_home(asking: Asking<'_>, here: &Household, answer: &mut Intake) -> Run<()> {
    let (open, _) = home::tickets_of(asking, here)?;
    answer.household = Some(household_subject(here.id));
    answer.premises = premises(asking.office, here);
    answer.facts = home_facts(asking, here);
    answer.people = home::people(asking, here.id)?;
    answer.open = placed(asking, &open)?;
    answer.debt = home::debt(asking, here.id)?;
    answer.note.clone_from(&here.note);
    Ok(())
}

fn placed(asking: Asking<'_>, tickets: &[crate::domain::ticket::Ticket]) -> Run<Vec<PlacedRow>> {
    tickets
        .iter()
        .map(|ticket| rows::ticket(asking, ticket))
        .collect()
}
