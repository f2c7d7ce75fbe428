//! What stands in the cells of each pane's rows.

use crate::domain::calendar::Day;
use crate::domain::contact::{Channel, ContactState};
use crate::domain::follow_up::Outcome;
use crate::locale::{Arg, time};
use crate::tui::clock::Clock;
use crate::tui::due;
use crate::tui::kit::Kit;
use crate::tui::panes::table::{Column, Room};
use crate::tui::say;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Span;
use crate::tui::word;
use crate::wire::Pane;
use crate::wire::view::{ContactRow, DebtRow, FollowUpRow, RowView, TicketRow};

/// A row as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// Whether something in it is late.
    pub late: bool,
    /// A text for each column; the first one is the key.
    pub texts: Vec<Span>,
    /// Which cell is an amount, never to be cut.
    pub amount: Option<usize>,
}

const CONTACTS: &[Column] = &[
    Column::key(5, 5).gap(1),
    Column::ranked(3, 2, 2).gap(1),
    Column::extra(3, 9),
    Column::ranked(1, 8, 9).gap(1),
    Column::ranked(2, 6, 7).gap(1),
    Column::extra(1, 11),
    Column::extra(2, 8),
    Column::rest(8).gap(1),
    Column::ranked(4, 12, 12).whole(),
];
const TICKETS: &[Column] = &[
    Column::key(9, 9),
    Column::ranked(2, 8, 8),
    Column::ranked(4, 6, 6),
    Column::extra(2, 11),
    Column::extra(1, 8),
    Column::rest(8).gap(1),
    Column::extra(3, 11),
    Column::ranked(3, 13, 13).whole().gap(1),
    Column::due(1),
];
const FOLLOW_UPS: &[Column] = &[
    Column::key(9, 9),
    Column::ranked(2, 8, 8),
    Column::ranked(4, 6, 6),
    Column::extra(1, 11),
    Column::rest(8).gap(1),
    Column::extra(2, 11),
    Column::ranked(3, 13, 13).whole().gap(1),
    Column::due(1),
];
const ARREARS: &[Column] = &[
    Column::key(8, 9),
    Column::ranked(3, 6, 8),
    Column::rest(6).wants(13),
    Column::ranked(1, 7, 7).whole().right().gap(1),
    Column::ranked(1, 11, 11).right(),
    Column::ranked(2, 18, 18).whole().gap(1),
    Column::extra(1, 10),
    Column::ranked(4, 4, 4).gap(0),
];

/// Which cell of a row of arrears is the amount, never to be cut.
const AMOUNT: usize = 4;

/// The one-letter words for the ways a contact comes.
const WAYS: [(Channel, &str); 6] = [
    (Channel::Call, "way-call"),
    (Channel::Visit, "way-visit"),
    (Channel::Letter, "way-letter"),
    (Channel::Email, "way-email"),
    (Channel::Wechat, "way-wechat"),
    (Channel::Shift, "way-shift"),
];

/// The columns of a pane.
pub const fn columns(pane: Pane) -> &'static [Column] {
    match pane {
        Pane::Contacts => CONTACTS,
        Pane::Tickets => TICKETS,
        Pane::FollowUps => FOLLOW_UPS,
        Pane::Arrears => ARREARS,
    }
}

/// The cells of a row.
pub fn cells(kit: &Kit, clock: &Clock, row: &RowView) -> Cells {
    match row {
        RowView::Contact(row) => contact(kit, clock, row),
        RowView::Ticket(row) => ticket(kit, clock, row),
        RowView::FollowUp(row) => follow_up(kit, clock, row),
        RowView::Debt(row) => debt(kit, clock, row),
    }
}

/// Columns a deadline takes in this language.
pub fn due_width(kit: &Kit) -> u16 {
    let tomorrow = time::near_day(&kit.words, 1).unwrap_or_default();
    let longest = [
        format!("{tomorrow} 00:00"),
        time::deadline(&kit.words, -1439),
        time::overdue(&kit.words, 99 * 1440),
    ];
    let widths = longest.iter().map(|text| kit.ruler.width(text));
    u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX)
}

/// A row in one line of words, for pages that mix kinds: number or code, what it is, how it stands; with the home and
/// the name, unless these are known from around it.
pub fn sentence(kit: &Kit, clock: &Clock, row: &RowView, whose: bool) -> Vec<Span> {
    let columns = columns(match row {
        RowView::Contact(_) => Pane::Contacts,
        RowView::Ticket(_) => Pane::Tickets,
        RowView::FollowUp(_) => Pane::FollowUps,
        RowView::Debt(_) => Pane::Arrears,
    });
    // Whose it is stands behind the key; a contact's key is its time, behind which comes the way.
    let known = match row {
        RowView::Debt(_) => 0..2,
        RowView::Contact(_) => 3..5,
        RowView::Ticket(_) | RowView::FollowUp(_) => 1..3,
    };
    let cells = cells(kit, clock, row).texts.into_iter().enumerate();
    let mut told: Vec<Span> = cells
        .filter(|(place, _)| whose || !known.contains(place))
        .filter(|(place, _)| {
            columns
                .get(*place)
                .is_some_and(|column| !column.is(Room::Extra))
        })
        .map(|(_, cell)| cell)
        .filter(|(text, _)| !text.is_empty())
        .collect();
    if let RowView::Contact(row) = row {
        let at = say::instant(kit, clock, row.at);
        told.splice(..1, [plain(kit.number(row.number, clock)), plain(at)]);
    }
    let mut spans = Vec::new();
    for span in told {
        if !spans.is_empty() {
            spans.push(("  ".to_owned(), Tone::Plain));
        }
        spans.push(span);
    }
    spans
}

/// The same with home and name in so many columns: what it is gives way first, what it is called and when it is due
/// never do.
pub fn sentence_in(kit: &Kit, clock: &Clock, row: &RowView, cols: usize) -> Vec<Span> {
    let spans = sentence(kit, clock, row, true);
    let width = |span: &Span| kit.ruler.width(&span.0);
    let widest = spans.iter().map(width).max().unwrap_or(0);
    let last = spans.len().saturating_sub(1);
    let freely = |at: usize, span: &Span| match at {
        _ if at == 0 || at == last || span.0.trim().is_empty() => 0,
        _ if width(span) == widest => 9,
        _ => 1,
    };
    let texts: Vec<(&str, u8)> = spans
        .iter()
        .enumerate()
        .map(|(at, span)| (span.0.as_str(), freely(at, span)))
        .collect();
    let shown = kit.ruler.squeeze(&texts, cols);
    let tones = spans.iter().map(|(_, tone)| *tone);
    shown.into_iter().zip(tones).collect()
}

const fn plain(text: String) -> Span {
    (text, Tone::Plain)
}

const fn dim(text: String) -> Span {
    (text, Tone::Dim)
}

/// A name, or the mark for nobody.
fn or_none(kit: &Kit, text: &str) -> Span {
    if text.is_empty() {
        (kit.glyphs.none.to_owned(), Tone::Plain)
    } else {
        plain(text.to_owned())
    }
}

fn contact(kit: &Kit, clock: &Clock, row: &ContactRow) -> Cells {
    let late = row.due_at.is_some_and(|due| due::is_late(clock, due));
    let outcome = if late {
        row.due_at
            .map_or_else(Default::default, |due| due::deadline(kit, clock, due))
    } else if let Some(ticket) = row.ticket {
        let mut text = format!("{} {}", kit.glyphs.arrow, kit.number(ticket, clock));
        if row.tickets > 1 {
            text = format!("{text} +{}", row.tickets - 1);
        }
        plain(text)
    } else {
        let tone = match row.state {
            ContactState::Settled | ContactState::Undone => Tone::Dim,
            _ => Tone::Soon,
        };
        let state = kit.state("contact", row.state.name(), true).into_owned();
        (state, tone)
    };
    let today = clock.zone().day_of(row.at) == clock.today();
    let at = if today {
        say::clock_time(clock, row.at)
    } else {
        say::day(clock, clock.zone().day_of(row.at))
    };
    let way = WAYS.iter().find(|(channel, _)| *channel == row.channel);
    let way = way.and_then(|(_, key)| kit.words.find(key));
    // Of a call of which nothing is written down there is only to say what became of it.
    let text = if row.text.is_empty() && row.rings > 0 {
        let rings = [("count", Arg::Number(row.rings.into()))];
        let key = match row.state {
            ContactState::Ringing => "row-rings",
            _ if row.taken => "row-taken",
            _ => "row-missed",
        };
        let said = kit.words.with(key, &rings);
        // Of whom nobody knows there is the number only.
        if row.caller.is_empty() {
            format!("{} {said}", row.phone)
        } else {
            said
        }
    } else {
        row.text.clone()
    };
    Cells {
        late,
        texts: vec![
            plain(at),
            plain(way.unwrap_or_default().into_owned()),
            dim(kit.number(row.number, clock)),
            or_none(kit, &row.premises),
            or_none(kit, &row.caller),
            dim(row.phone.clone()),
            dim(kit.choice("kind", row.kind.name()).into_owned()),
            plain(text),
            outcome,
        ],
        amount: None,
    }
}

fn ticket(kit: &Kit, clock: &Clock, row: &TicketRow) -> Cells {
    let held = row.hold_until.is_some();
    let owed = row.hold_until.or(row.due_at);
    let late = owed.is_some_and(|due| due::is_late(clock, due));
    let mut state = if held && !row.hold_reason.is_empty() {
        kit.choice("waiting_for", &row.hold_reason).into_owned()
    } else {
        kit.state(row.kind.name(), &row.state, true).into_owned()
    };
    if !held && !row.assignee.is_empty() {
        state = format!("{state} {}", row.assignee);
    }
    let due = match owed {
        Some(until) if held && !late => plain(due::wake(kit, clock, until)),
        Some(due) => due::deadline(kit, clock, due),
        None => Span::default(),
    };
    let mut summary = row.summary.clone();
    if let Some(voices) = reported_by(kit, row) {
        summary = format!("{summary} {voices}");
    }
    Cells {
        late,
        texts: vec![
            plain(kit.number(row.number, clock)),
            or_none(kit, &row.premises),
            or_none(kit, &row.caller),
            dim(row.phone.clone()),
            dim(word::value(&kit.words, "ticket", "category", &row.category)),
            plain(summary),
            dim(say::instant(kit, clock, row.received_at)),
            plain(state),
            due,
        ],
        amount: None,
    }
}

/// How many reported it, where somebody joined in.
pub fn reported_by(kit: &Kit, row: &TicketRow) -> Option<String> {
    let count = [("count", Arg::Number(row.voices.into()))];
    (row.voices > 1).then(|| kit.words.with("row-voices", &count))
}

fn follow_up(kit: &Kit, clock: &Clock, row: &FollowUpRow) -> Cells {
    let state = match row.last.filter(|_| row.tries > 0) {
        Some(last) => {
            let outcome = kit.choice("outcome", Outcome::name(last));
            let args = [
                ("outcome", Arg::Text(&outcome)),
                ("tries", Arg::Number(row.tries.into())),
            ];
            kit.words.with("row-tries", &args)
        }
        None => kit.state("followup", "due", true).into_owned(),
    };
    let late = due::is_late(clock, row.due_at);
    let sleeping = row.wake_at.filter(|wake| !due::is_late(clock, *wake));
    // A try that put it off does not take its lateness away (duties.md 5.3).
    let (state, (due, tone)) = match sleeping {
        Some(wake) if late => {
            let when = due::again(kit, clock, wake);
            let args = [("tried", Arg::Text(&state)), ("when", Arg::Text(&when))];
            let state = kit.words.with("row-tries-again", &args);
            (state, due::overdue(kit, clock, row.due_at))
        }
        Some(wake) => (state, plain(due::wake(kit, clock, wake))),
        None => (state, due::overdue(kit, clock, row.due_at)),
    };
    Cells {
        late,
        texts: vec![
            plain(kit.number(row.ticket, clock)),
            or_none(kit, &row.premises),
            or_none(kit, &row.name),
            dim(row.phone.clone()),
            plain(row.summary.clone()),
            dim(say::instant(kit, clock, row.since)),
            plain(state),
            (due, tone),
        ],
        amount: None,
    }
}

/// How many days the first limitation clock has left, or that it has run out.
fn expires(kit: &Kit, days: i32) -> String {
    if days < 0 {
        return kit.words.get("row-expired").into_owned();
    }
    kit.words
        .with("row-days-left", &[("count", Arg::Number(days.into()))])
}

fn debt(kit: &Kit, clock: &Clock, row: &DebtRow) -> Cells {
    let months = kit
        .words
        .with("row-months", &[("months", Arg::Number(row.months.into()))]);
    let said = |key: &str, on: Day| {
        let day = say::day(clock, on);
        kit.words.with(key, &[("day", Arg::Text(&day))])
    };
    let oldest = row.oldest_due_on;
    let mut oldest = oldest.map_or_else(String::new, |on| said("row-oldest", on));
    // The most pressing of what there is to know; what stands there is not said twice.
    let state = match (row.promise_on, row.days_left, row.step) {
        (Some(on), ..) if row.broken => (said("row-promise-broken", on), Tone::Late),
        (_, Some(days), _) => (expires(kit, days), Tone::Late),
        (Some(on), ..) => plain(said("row-promise", on)),
        (_, _, Some((way, from))) => {
            let way = kit.choice("way", way.name());
            let day = say::day(clock, from);
            let args = [("way", Arg::Text(&way)), ("day", Arg::Text(&day))];
            plain(kit.words.with("row-step", &args))
        }
        _ if row.disputed.is_some() => plain(kit.words.get("row-disputed").into_owned()),
        _ => plain(std::mem::take(&mut oldest)),
    };
    let dunned = if row.dunned > 0 {
        kit.words
            .with("row-dunned", &[("count", Arg::Number(row.dunned.into()))])
    } else {
        String::new()
    };
    Cells {
        late: row.broken,
        texts: vec![
            plain(row.premises.clone()),
            or_none(kit, &row.payer),
            plain(row.items.join("+")),
            plain(months),
            plain(say::amount(kit, row.amount)),
            state,
            dim(oldest),
            plain(dunned),
        ],
        amount: Some(AMOUNT),
    }
}
