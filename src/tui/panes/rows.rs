//! What stands in the cells of each pane's rows.

use crate::domain::contact::{Channel, ContactState};
use crate::domain::follow_up::Outcome;
use crate::locale::{Arg, time};
use crate::tui::clock::Clock;
use crate::tui::due;
use crate::tui::kit::Kit;
use crate::tui::panes::table::Column;
use crate::tui::say;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Span;
use crate::wire::Pane;
use crate::wire::view::{ContactRow, DebtRow, FollowUpRow, RowView, TicketRow};

/// A row as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// Whether something in it is late.
    pub late: bool,
    /// A text for each column; the first one is the key.
    pub cells: Vec<Span>,
    /// Which cell is an amount, never to be cut.
    pub amount: Option<usize>,
}

const CONTACTS: &[Column] = &[
    Column::key(5, 5).gap(1),
    Column::ranked(3, 2, 2).gap(1),
    Column::ranked(1, 8, 9).gap(1),
    Column::ranked(2, 6, 7).gap(1),
    Column::rest(8).gap(1),
    Column::ranked(4, 12, 12),
];
const TICKETS: &[Column] = &[
    Column::key(9, 9),
    Column::ranked(2, 8, 8),
    Column::ranked(4, 6, 6),
    Column::rest(8).gap(1),
    Column::ranked(3, 13, 13).gap(1),
    Column::due(1),
];
const FOLLOW_UPS: &[Column] = &[
    Column::key(9, 9),
    Column::ranked(2, 8, 8),
    Column::ranked(4, 6, 6),
    Column::rest(8).gap(1),
    Column::ranked(3, 13, 13).gap(1),
    Column::due(1),
];
const ARREARS: &[Column] = &[
    Column::key(8, 9),
    Column::ranked(3, 6, 8),
    Column::rest(6).gap(1),
    Column::ranked(1, 11, 11).right(),
    Column::ranked(2, 18, 20),
    Column::ranked(4, 4, 4).gap(0),
];

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
    let mut cells = match row {
        RowView::Contact(row) => {
            let mut cells = contact(kit, clock, row).cells;
            let at = say::instant(kit, clock, row.at);
            cells.splice(..1, [plain(kit.number(row.number, clock)), plain(at)]);
            cells
        }
        RowView::Debt(row) => debt(kit, clock, row).cells,
        other => self::cells(kit, clock, other).cells,
    };
    if !whose {
        let known = match row {
            RowView::Contact(_) => 3..5,
            RowView::Debt(_) => 0..2,
            RowView::Ticket(_) | RowView::FollowUp(_) => 1..3,
        };
        cells.drain(known);
    }
    let mut spans = Vec::new();
    for (text, tone) in cells.into_iter().filter(|(text, _)| !text.is_empty()) {
        if !spans.is_empty() {
            spans.push(("  ".to_owned(), Tone::Plain));
        }
        spans.push((text, tone));
    }
    spans
}

const fn plain(text: String) -> Span {
    (text, Tone::Plain)
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
            text.push_str(&format!(" +{}", row.tickets - 1));
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
    Cells {
        late,
        cells: vec![
            plain(at),
            plain(way.unwrap_or_default().into_owned()),
            or_none(kit, &row.premises),
            or_none(kit, &row.caller),
            plain(row.text.clone()),
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
    if row.voices > 1 {
        let voices = kit
            .words
            .with("row-voices", &[("count", Arg::Number(row.voices.into()))]);
        summary = format!("{summary} {voices}");
    }
    Cells {
        late,
        cells: vec![
            plain(kit.number(row.number, clock)),
            or_none(kit, &row.premises),
            or_none(kit, &row.caller),
            plain(summary),
            plain(state),
            due,
        ],
        amount: None,
    }
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
    let sleeping = row.wake_at.filter(|wake| !due::is_late(clock, *wake));
    let (due, tone) = match sleeping {
        Some(wake) => plain(due::wake(kit, clock, wake)),
        None => due::overdue(kit, clock, row.due_at),
    };
    Cells {
        late: sleeping.is_none() && due::is_late(clock, row.due_at),
        cells: vec![
            plain(kit.number(row.ticket, clock)),
            or_none(kit, &row.premises),
            or_none(kit, &row.name),
            plain(row.summary.clone()),
            plain(state),
            (due, tone),
        ],
        amount: None,
    }
}

fn debt(kit: &Kit, clock: &Clock, row: &DebtRow) -> Cells {
    let items = row.items.join("+");
    let owed = kit.words.with(
        "row-months",
        &[
            ("items", Arg::Text(&items)),
            ("months", Arg::Number(row.months.into())),
        ],
    );
    let promise = match row.promise_on {
        Some(on) => {
            let day = say::day(clock, on);
            let key = if row.broken {
                "row-promise-broken"
            } else {
                "row-promise"
            };
            let tone = if row.broken { Tone::Late } else { Tone::Plain };
            (kit.words.with(key, &[("day", Arg::Text(&day))]), tone)
        }
        None => row.oldest_due_on.map_or_else(Default::default, |on| {
            let day = say::day(clock, on);
            plain(kit.words.with("row-oldest", &[("day", Arg::Text(&day))]))
        }),
    };
    let dunned = if row.dunned > 0 {
        kit.words
            .with("row-dunned", &[("count", Arg::Number(row.dunned.into()))])
    } else {
        String::new()
    };
    Cells {
        late: row.broken,
        cells: vec![
            plain(row.premises.clone()),
            or_none(kit, &row.payer),
            plain(owed),
            plain(say::amount(kit, row.amount)),
            promise,
            plain(dunned),
        ],
        amount: Some(3),
    }
}
