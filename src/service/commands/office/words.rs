//! `phrase.set` and `category.set`: the office's own words for what goes wrong.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::office::{Category, Phrase};
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::lookup::every;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::kept::kind_row;
use crate::storage::kinds::get_raw;
use crate::storage::record::{Record, delete};

/// Most phrases of an office: the book is read whole.
const MOST_PHRASES: usize = 2_000;
/// Most categories.
const MOST_CATEGORIES: usize = 200;

/// Adds a phrase, changes what it brings along, or strikes it out.
pub(super) fn phrase(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let text = values.line("phrase");
    let phrases: Vec<Phrase> = every(work.tx())?;
    let count = phrases.len();
    let known = phrases
        .into_iter()
        .find(|one| fold(&one.text) == fold(&text));
    if values.yes("off") {
        let phrase = known.ok_or_else(|| {
            Refusal::fields(vec![
                Refusal::new(Why::UnknownPhrase)
                    .with("text", text.as_str())
                    .on("phrase"),
            ])
        })?;
        strike(work, &phrase)?;
        return Ok(Made::default().with("phrase", phrase.text));
    }
    if known.is_none() && count >= MOST_PHRASES {
        return Err(Refusal::new(Why::TooMany)
            .with("limit", MOST_PHRASES)
            .into());
    }
    let mut phrase = match known {
        Some(phrase) => phrase,
        None => Phrase {
            id: work.next_id::<Phrase>()?,
            version: 0,
            text,
            category: String::new(),
            code: String::new(),
            place: String::new(),
            priority: None,
        },
    };
    if let Some(category) = values.text("category") {
        category.clone_into(&mut phrase.category);
    }
    if let Some(code) = values.text("code") {
        phrase.code = fold(code);
    }
    if let Some(place) = values.text("place") {
        place.clone_into(&mut phrase.place);
    }
    if let Some(priority) = values.choice("priority").and_then(Priority::from_name) {
        // What is as pressing as anything says nothing.
        phrase.priority = Some(priority).filter(|one| *one != Priority::Normal);
    }
    work.put(&mut phrase)?;
    Ok(Made::default().with("phrase", phrase.text))
}

/// Takes a phrase out of the book; nothing refers to it, and undo brings it back.
fn strike(work: &mut Work<'_>, phrase: &Phrase) -> Run<()> {
    let before = match kind_row(Phrase::KIND) {
        Some(row) => get_raw(work.tx(), row, phrase.id)?,
        None => None,
    };
    work.remember(Subject::of(phrase), before);
    delete::<Phrase>(work.raw(), phrase.id)?;
    Ok(())
}

/// Adds a category or changes one; a category is switched off, never removed, as tickets name it.
pub(super) fn category(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let code = values.line("code");
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !code.starts_with(|c: char| c.is_ascii_lowercase()) || !code.chars().all(sound) {
        let fault = Refusal::new(Why::BadCode).with("text", code).on("code");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let categories: Vec<Category> = every(work.tx())?;
    let count = categories.len();
    let kind = values.choice("ticket_kind").and_then(TicketKind::from_name);
    let mut category = match categories.iter().find(|one| one.code == code) {
        Some(known) => known.clone(),
        None => fresh(work, code, kind, values, count)?,
    };
    if let Some(kind) = kind {
        category.kind = kind;
    }
    if let Some(name) = values.text("title") {
        let twin = categories
            .iter()
            .any(|one| one.id != category.id && one.active && fold(&one.name) == fold(name));
        if twin {
            let fault = Refusal::new(Why::Exists).with("text", name).on("title");
            return Err(Refusal::fields(vec![fault]).into());
        }
        name.clone_into(&mut category.name);
    }
    if let Some(trade) = values.text("trade") {
        trade.clone_into(&mut category.trade);
    }
    if let Some(minutes) = values.whole("head_start") {
        category.head_start = minutes;
    }
    if values.has("active") {
        category.active = values.yes("active");
    }
    work.put(&mut category)?;
    // Its head start moves what is open.
    deadlines::rederive_open(work)?;
    Ok(Made::default().with("name", category.name))
}

/// A category that is not there yet: it needs a kind and a name.
fn fresh(
    work: &mut Work<'_>,
    code: String,
    kind: Option<TicketKind>,
    values: &Values,
    count: usize,
) -> Run<Category> {
    let mut faults = Vec::new();
    for (field, given) in [
        ("ticket_kind", kind.is_some()),
        ("title", values.has("title")),
    ] {
        if !given {
            faults.push(Refusal::new(Why::Missing).on(field));
        }
    }
    if count >= MOST_CATEGORIES {
        faults.push(
            Refusal::new(Why::TooMany)
                .with("limit", MOST_CATEGORIES)
                .on("code"),
        );
    }
    let Some(kind) = kind.filter(|_| faults.is_empty()) else {
        return Err(Refusal::fields(faults).into());
    };
    Ok(Category {
        id: work.next_id::<Category>()?,
        version: 0,
        code,
        kind,
        name: String::new(),
        trade: String::new(),
        head_start: 0,
        active: true,
    })
}
