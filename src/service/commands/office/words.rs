//! `phrase.set` and `category.set`: the office's own words for what goes wrong.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::office::{Category, Phrase};
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::args::Values;
use crate::service::command::{Begun, Made};
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::lookup::every;
use crate::service::subject::Subject;
use crate::service::words::effect;
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
    let named = |text: &str| {
        let same = |one: &&Phrase| fold(&one.text) == fold(text);
        phrases.iter().find(same).cloned()
    };
    let known = named(&text);
    if values.yes("off") {
        let phrase = known.ok_or_else(|| {
            Refusal::fields(vec![
                Refusal::new(Why::UnknownPhrase)
                    .with("text", text.as_str())
                    .on("phrase"),
            ])
        })?;
        strike(work, &phrase)?;
        return Ok(told(phrase, "settings-phrase-gone"));
    }
    if known.is_none() && count >= MOST_PHRASES {
        return Err(Refusal::new(Why::TooMany)
            .with("limit", MOST_PHRASES)
            .into());
    }
    let before = known.clone();
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
    if let Some(wording) = values.text("wording") {
        if named(wording).is_some_and(|other| other.id != phrase.id) {
            let fault = Refusal::new(Why::Exists).with("text", wording);
            return Err(Refusal::fields(vec![fault.on("wording")]).into());
        }
        wording.clone_into(&mut phrase.text);
    }
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
    for field in values.clearing(&["category", "code", "place", "priority"])? {
        match field {
            "category" => phrase.category.clear(),
            "code" => phrase.code.clear(),
            "place" => phrase.place.clear(),
            _ => phrase.priority = None,
        }
    }
    if before.as_ref() == Some(&phrase) {
        return Err(Why::NothingChanged.into());
    }
    work.put(&mut phrase)?;
    Ok(told(phrase, "settings-phrase-kept"))
}

/// What became of a phrase, in a word.
fn told(phrase: Phrase, what: &str) -> Made {
    let what = Fact::Term(what.to_owned());
    Made::default()
        .with("phrase", phrase.text)
        .with("what", what)
}

/// What a phrase brings along; nothing of one that is new.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a form begins with, which others read from the store"
)]
pub(super) fn begin_phrase(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let mut phrases = work.office.phrases.iter();
    let Some(phrase) = phrases.find(|one| fold(&one.text) == fold(typed)) else {
        return Ok(Begun::default());
    };
    Ok(Begun {
        fields: vec![
            ("wording", phrase.text.clone()),
            ("category", phrase.category.clone()),
            ("code", phrase.code.clone()),
            ("place", phrase.place.clone()),
            (
                "priority",
                phrase
                    .priority
                    .unwrap_or(Priority::Normal)
                    .name()
                    .to_owned(),
            ),
            ("off", "no".to_owned()),
        ],
        notes: Vec::new(),
    })
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
    let before = categories.iter().find(|one| one.code == code);
    let mut category = match before {
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
    if values.clearing(&["trade"])?.contains(&"trade") {
        category.trade.clear();
    }
    if before == Some(&category) {
        return Err(Why::NothingChanged.into());
    }
    if !category.active && before.is_some_and(|before| before.active) {
        unused(work, &category)?;
    }
    work.put(&mut category)?;
    // Its head start moves what is open.
    deadlines::rederive_open(work)?;
    Ok(Made::default().with("name", category.name))
}

/// Refuses to switch a category off that open tickets are of or that phrases bring along.
fn unused(work: &Work<'_>, category: &Category) -> Run<()> {
    let of = |code: &String| *code == category.code;
    let tickets = deadlines::waiting_tickets(work)?;
    let tickets = tickets.iter().filter(|ticket| of(&ticket.category)).count();
    let phrases = work.office.phrases.iter();
    let phrases = phrases.filter(|phrase| of(&phrase.category)).count();
    if tickets + phrases == 0 {
        return Ok(());
    }
    let count = |of: usize| Fact::Count(i64::try_from(of).unwrap_or(i64::MAX));
    Err(Refusal::new(Why::CategoryInUse)
        .with("name", category.name.as_str())
        .with("tickets", count(tickets))
        .with("phrases", count(phrases))
        .into())
}

/// What a category is; nothing of one that is new.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what a form begins with, which others read from the store"
)]
pub(super) fn begin_category(work: &Work<'_>, typed: &str) -> Run<Begun> {
    let mut categories = work.office.categories.iter();
    let Some(category) = categories.find(|one| one.code == typed) else {
        return Ok(Begun::default());
    };
    let active = if category.active { "yes" } else { "no" };
    Ok(Begun {
        fields: vec![
            ("ticket_kind", category.kind.name().to_owned()),
            ("title", category.name.clone()),
            ("trade", category.trade.clone()),
            ("head_start", category.head_start.to_string()),
            ("active", active.to_owned()),
        ],
        notes: vec![effect("order")],
    })
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
