//! The search text of the server: read in at the first search, in pieces, and kept up with every commit.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant as Moment};

use crate::domain::error::{Refusal, Why};
use crate::server::shared::Shared;
use crate::service::halt::Run;
use crate::service::query::Query;
use crate::service::search::SearchText;
use crate::service::subject::Subject;
use crate::storage::Result;

/// Records read in at once, so that nobody waits long for the lock.
const PIECE: usize = 2000;
/// How long the first search itself reads before it answers with what there is.
const AT_FIRST: Duration = Duration::from_millis(60);

/// Most bytes of a search (reliability 4.3), of a line of intake, and of what is filled in around it: a note
/// and the fields beside it.
const MOST_SOUGHT: usize = 200;
const MOST_LINE: usize = 4 * 1024;
const MOST_FILLED: usize = 40 * 1024;

/// Refuses to look for more than anybody types: every word of it is looked for in the whole text.
pub fn bounded(query: &Query) -> Run<()> {
    let (given, most) = match query {
        Query::Find(text, _) => (text.len(), MOST_SOUGHT),
        Query::Choices(_, _, typed) => (typed.len(), MOST_FILLED),
        Query::Intake(asked) if asked.line.len() > MOST_LINE => (asked.line.len(), MOST_LINE),
        Query::Intake(asked) => {
            let fields = asked
                .fields
                .iter()
                .map(|(name, text)| name.len() + text.len());
            let turned = asked.turned.iter().map(|(word, _)| word.len());
            (fields.chain(turned).sum(), MOST_FILLED)
        }
        _ => (0, 0),
    };
    if given > most {
        return Err(Refusal::new(Why::TooLong).with("limit", most).into());
    }
    Ok(())
}

/// The search text, once somebody has searched.
pub type Text = RwLock<Option<SearchText>>;

/// Begins to read in at the first search: a moment here, the rest on a thread of its own.
pub fn begin(shared: &Arc<Shared>) -> Result<()> {
    if shared
        .search
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .is_some()
    {
        return Ok(());
    }
    let bound =
        usize::try_from(shared.office().whole("search.bound", 1_000_000)).unwrap_or(usize::MAX);
    {
        let mut text = shared
            .search
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if text.is_some() {
            return Ok(());
        }
        *text = Some(SearchText::new(bound));
    }
    let until = Moment::now() + AT_FIRST;
    while Moment::now() < until {
        if piece(shared).inspect_err(|_| anew(shared))? {
            return Ok(());
        }
    }
    let reading = Arc::clone(shared);
    let started = std::thread::Builder::new()
        .name(String::from("search"))
        .spawn(move || {
            let mut names = false;
            while !reading.stopping() {
                let done = piece(&reading);
                if !names && knows_people(&reading) || matches!(done, Ok(true)) {
                    names = true;
                    // Whoever searched meanwhile asks again.
                    reading.hub.tell(0, &[]);
                }
                match done {
                    Ok(false) => {}
                    Ok(true) => return,
                    Err(error) => {
                        tracing::error!(%error, "search text not read in");
                        anew(&reading);
                        return;
                    }
                }
            }
        });
    if let Err(error) = started {
        tracing::error!(%error, "no thread to read the search text in");
    }
    Ok(())
}

/// Forgets what was read in before a failure: the next search begins anew.
fn anew(shared: &Shared) {
    *shared
        .search
        .write()
        .unwrap_or_else(PoisonError::into_inner) = None;
}

fn knows_people(shared: &Shared) -> bool {
    let held = shared.search.read().unwrap_or_else(PoisonError::into_inner);
    held.as_ref().is_some_and(SearchText::knows_people)
}

/// Reads in a piece; true when there is no more. The view of the store is taken under the lock, so
/// that a commit meanwhile is taken in after it and never before.
fn piece(shared: &Shared) -> Result<bool> {
    let mut held = shared
        .search
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    let Some(text) = held.as_mut() else {
        return Ok(true);
    };
    let tx = shared.store.read()?;
    text.read_more(&*tx, PIECE)
}

/// Takes in what a commit changed. A change in bulk names no records: the text begins anew with the
/// next search.
pub fn keep_up(shared: &Shared, touched: &[Subject]) {
    let mut held = shared
        .search
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    let Some(text) = held.as_mut() else {
        return;
    };
    // A change in bulk of what nobody searches for, such as the charges of a month, changes no text.
    if touched
        .iter()
        .any(|subject| subject.id == 0 && SearchText::holds(subject.kind))
    {
        *held = None;
        return;
    }
    let taken = shared.store.read().and_then(|tx| {
        touched
            .iter()
            .try_for_each(|subject| text.update(&*tx, *subject))
    });
    if let Err(error) = taken {
        tracing::error!(%error, "search text begins anew");
        *held = None;
    }
}
