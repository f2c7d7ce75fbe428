//! The four panes: which has how much room, their rules and rows.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::layers::detail;
use crate::tui::panes::{PaneRows, rows, table};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::Sheet;
use crate::tui::view::{Room, page, room};
use crate::wire::Pane;

/// From this size on there is room for the selected record beside the panes, which keep the 80 columns they are made for.
const WIDE: (u16, u16) = (120, 36);
/// Columns of the record beside the panes, out of so many, and at most.
const BESIDE: (u16, u16) = (4, 12);
const BESIDE_MOST: u16 = 60;
/// Lines of a pane without the focus, out of so many; of them its rule and at least two rows.
const SHORT: (u16, u16) = (1, 6);
const SHORT_LEAST: u16 = 3;
/// Most columns a text behind the key is kept whole in.
const WHOLE: u16 = 20;
/// Columns before the first cell: the mark of the selected row, the mark of a late one.
const MARKS: u16 = 2;

/// Whether the selected record is shown beside the panes.
pub const fn has_beside((cols, rows): (u16, u16)) -> bool {
    cols >= WIDE.0 && rows >= WIDE.1
}

/// How many lines of rows the pane at a place has.
pub fn rows_of(size: (u16, u16), focus: usize, place: usize) -> u16 {
    area_of(size, focus, place).map_or(1, |area| area.height.saturating_sub(1))
}

/// Where the pane at a place stands; its rule is the first line.
fn area_of(size: (u16, u16), focus: usize, place: usize) -> Option<Rect> {
    let page = page(size);
    match room(size) {
        Room::Sentence => None,
        Room::One => (place == focus).then_some(page),
        Room::Stack => Some(stacked(page, focus, place)),
        Room::Wide => {
            // A blank column keeps the rules of two neighbours apart.
            let width = page.width - beside_of(page).width - 1;
            Some(stacked(Rect { width, ..page }, focus, place))
        }
    }
}

/// The pane in focus gets what the others, with a few rows each, leave.
fn stacked(page: Rect, focus: usize, place: usize) -> Rect {
    let short = (page.height * SHORT.0 / SHORT.1).max(SHORT_LEAST);
    let long = page.height.saturating_sub(3 * short).max(short);
    let above = u16::try_from(place).unwrap_or(0);
    let shift = if place > focus { long - short } else { 0 };
    let height = if place == focus { long } else { short };
    let area = Rect::new(page.x, page.y + above * short + shift, page.width, height);
    area.intersection(page)
}

/// Where the selected record stands beside the panes.
fn beside_of(page: Rect) -> Rect {
    let width = (page.width * BESIDE.0 / BESIDE.1).min(BESIDE_MOST);
    Rect::new(page.right() - width, page.y, width, page.height)
}

/// Draws the panes.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, size: (u16, u16)) {
    let focus = app.panes.focus();
    for (place, pane) in app.panes.iter().enumerate() {
        if let Some(area) = area_of(size, focus, place) {
            draw_pane(app, canvas, area, (place, pane));
        }
    }
    if room(size) == Room::Wide {
        beside(app, canvas, beside_of(page(size)));
    }
}

/// The key of a pane's title.
const fn title(pane: Pane) -> &'static str {
    match pane {
        Pane::Contacts => "pane-contacts",
        Pane::Tickets => "pane-tickets",
        Pane::FollowUps => "pane-followups",
        Pane::Arrears => "pane-arrears",
    }
}

/// What stands at the right of a pane's rule.
fn totals(app: &App, pane: Pane) -> String {
    let Some(header) = &app.session.header else {
        return String::new();
    };
    let words = &app.kit.words;
    let two = |key: &str, first: i64, second: i64| {
        let args = [
            ("first", Arg::Number(first)),
            ("second", Arg::Number(second)),
        ];
        words.with(key, &args)
    };
    match pane {
        Pane::Contacts => two(
            "total-contacts",
            header.contacts_today,
            header.contacts_open,
        ),
        Pane::Tickets => {
            let total = two("total-tickets", header.open, header.late);
            match i64::try_from(app.panes.marks.len()) {
                Ok(marks @ 1..) => {
                    let count = [("count", Arg::Number(marks))];
                    let marked = words.with("total-marked", &count);
                    format!("{marked} {} {total}", app.kit.glyphs.dot)
                }
                _ => total,
            }
        }
        Pane::FollowUps => two(
            "total-followups",
            header.follow_ups_late,
            header.follow_ups_today,
        ),
        Pane::Arrears => {
            let debt = say::amount(&app.kit, header.debt);
            let args = [
                ("homes", Arg::Number(header.debtors)),
                ("debt", Arg::Text(&debt)),
            ];
            words.with("total-arrears", &args)
        }
    }
}

fn draw_pane(app: &App, canvas: &mut Canvas<'_>, area: Rect, (place, pane): (usize, &PaneRows)) {
    let focused = place == app.panes.focus();
    let name = app.kit.words.find(title(pane.pane)).unwrap_or_default();
    let title = format!("{} {name}", place + 1);
    let totals = totals(app, pane.pane);
    canvas.rule((area.x, area.y), area.width, (&title, &totals), focused);
    let height = usize::from(area.height.saturating_sub(1));
    let first = area.y + 1;
    if pane.rows().is_empty() {
        let key = if pane.is_loaded() {
            "pane-empty"
        } else {
            "pane-coming"
        };
        let text = app.kit.words.find(key).unwrap_or_default();
        canvas.put(
            (area.x + MARKS, first),
            &text,
            Tone::Dim,
            area.width.saturating_sub(MARKS),
        );
        return;
    }
    let shown = if focused {
        pane.visible(height)
    } else {
        height
    };
    draw_rows(app, canvas, area, (pane, focused, shown));
    let behind = pane.behind(pane.top() + shown);
    if focused && shown < height && behind > 0 {
        let text = app
            .kit
            .words
            .with("pane-more", &[("count", Arg::Number(behind))]);
        let text = format!("{} {text}", app.kit.glyphs.ellipsis);
        canvas.put(
            (area.x + 1, area.bottom() - 1),
            &text,
            Tone::Dim,
            area.width - 1,
        );
    }
}

/// Draws the rows from `pane.top()` on, `shown` of them, below the rule of `area`.
fn draw_rows(
    app: &App,
    canvas: &mut Canvas<'_>,
    area: Rect,
    (pane, focused, shown): (&PaneRows, bool, usize),
) {
    let indent = if pane.pane == Pane::Contacts {
        1
    } else {
        MARKS
    };
    let placed = pane.rows().iter().enumerate().skip(pane.top()).take(shown);
    let placed: Vec<(usize, rows::Cells)> = placed
        .map(|(at, row)| (at, rows::cells(&app.kit, &app.clock, &row.row)))
        .collect();
    let widest = |place: usize| {
        let texts = placed
            .iter()
            .filter_map(|(_, cells)| cells.texts.get(place));
        texts.map(|(text, _)| canvas.width(text)).max().unwrap_or(0)
    };
    let due = rows::due_width(&app.kit);
    let columns: Vec<table::Column> = rows::columns(pane.pane)
        .iter()
        .enumerate()
        .map(|(place, column)| match column.room {
            // A key is never cut: numbers of other years are longer. Another column may not crowd out the rest.
            table::Room::Whole if place == 0 => column.at_least(widest(place)),
            table::Room::Whole => column.at_least(widest(place).min(WHOLE)),
            table::Room::Due => column.at_least(due),
            _ => *column,
        })
        .collect();
    let widths = table::fit(&columns, area.width.saturating_sub(indent));
    let mut y = area.y + 1;
    for (at, cells) in placed {
        let selected = focused && at == pane.cursor();
        if selected {
            canvas.put((area.x, y), app.kit.glyphs.selected, Tone::Plain, 1);
        }
        let marked = pane.rows().get(at);
        let marked = marked.is_some_and(|row| app.panes.marks.has(row.subject));
        if marked {
            // A marked row tells its lateness by its text.
            let glyph = app.kit.glyphs.marked;
            canvas.put((area.x + indent - 1, y), glyph, Tone::Key, 1);
        }
        // Where there is one column for both marks, the selected row tells its lateness by its text.
        if cells.late && !marked && (indent == MARKS || !selected) {
            canvas.put(
                (area.x + indent - 1, y),
                app.kit.glyphs.overdue,
                Tone::Late,
                1,
            );
        }
        let mut x = area.x + indent;
        for (place, (column, width)) in columns.iter().zip(&widths).enumerate() {
            let Some(width) = *width else {
                continue;
            };
            let Some((text, tone)) = cells.texts.get(place) else {
                continue;
            };
            let tone = if selected && place == 0 {
                Tone::Selected
            } else {
                *tone
            };
            if cells.amount == Some(place) {
                let shown = app.kit.ruler.amount(text, width.into());
                canvas.put((x, y), &shown, tone, width);
            } else if column.align == Align::Left {
                canvas.put((x, y), text, tone, width);
            } else {
                canvas.cell((x, y), text, tone, (width, column.align));
            }
            x += width + column.gap;
        }
        y += 1;
    }
}

/// Draws the selected record beside the panes.
fn beside(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let words = &app.kit.words;
    let shown = app.panes.beside.as_ref().filter(|detail| {
        app.panes
            .focused()
            .selected()
            .is_some_and(|row| row.subject == detail.subject)
    });
    let name = words.get("pane-detail");
    let Some(record) = shown else {
        canvas.rule((area.x, area.y), area.width, (&name, ""), false);
        return;
    };
    let title = detail::title(&app.desk(), record);
    canvas.rule((area.x, area.y), area.width, (&title, &name), false);
    let inner = Rect::new(
        area.x,
        area.y + 1,
        area.width,
        area.height.saturating_sub(1),
    );
    let mut sheet = Sheet::default();
    sheet.set(detail::lines(
        &app.desk(),
        record,
        inner.width.saturating_sub(2),
        false,
    ));
    sheet.draw(canvas, inner, " ");
}
