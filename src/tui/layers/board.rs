//! The board of a register: its entries as the declaration says, all of them, those of one group, or those nobody needs any more.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::cabinet::Cabinet;
use crate::tui::layers::listed::{PAGE, ask_on, cell, nothing, target, text};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::registers::{ADD, FieldKind, Place, Register, named};
use crate::wire::view::{Cell, Counted, Listing};
use crate::wire::{Body, Query, Reply};

/// Part number of the rows behind those that are shown.
const MORE: u32 = 1;
/// Part number of what is in store of each kind.
const STOCK: u32 = 2;
/// Rows asked for at most when they are asked for anew.
const MOST: usize = 1000;
/// Between two columns.
const GAP: &str = "  ";
/// Columns of the widest cell.
const WIDEST: usize = 18;
/// Columns of the widest in a terminal of many.
const WIDEST_OF_MANY: usize = 30;

/// What a board is turned through: the word for it, and the condition of what is shown.
const PARTS: [(&str, Option<&str>); 5] = [
    ("all", None),
    ("active", Some("group = active")),
    ("initial", Some("group = initial")),
    ("closed", Some("group = closed")),
    ("past", Some("past_keep = yes")),
];

/// The board.
pub struct Board {
    name: String,
    register: Option<&'static Register>,
    /// Which of [`PARTS`] is shown.
    part: usize,
    list: Listing,
    coming: bool,
    came: bool,
    head: Vec<Span>,
    /// What is in store of each kind: its id, how many.
    stock: Vec<(String, i64)>,
    sheet: Sheet,
}

impl Board {
    /// Of the register called so.
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            register: named(name),
            part: 0,
            list: Listing::default(),
            coming: false,
            came: false,
            head: Vec::new(),
            stock: Vec::new(),
            sheet: Sheet::default(),
        }
    }

    /// Opens the form of a new entry.
    pub fn adding(name: &str) -> Effect {
        Effect::Form(format!("{name}.{ADD}"), None, Vec::new())
    }

    fn asked(&self) -> Counted {
        let condition = PARTS.get(self.part).and_then(|(_, condition)| *condition);
        Counted {
            what: self.name.clone(),
            conditions: condition.map(str::to_owned).into_iter().collect(),
        }
    }

    /// The choice whose values are counted in the head.
    fn counted(&self) -> Option<&'static str> {
        self.register.and_then(|register| register.stock.as_deref())
    }

    /// Whether what is open hangs in a cabinet.
    fn has_grid(&self) -> bool {
        self.register
            .is_some_and(|register| register.grid.is_some())
    }

    /// Rows above the entries: the rule, the columns, what is in store.
    fn above(&self) -> u16 {
        2 + u16::from(self.counted().is_some())
    }

    /// Keeps what is in store of each kind.
    fn stocked(&mut self, groups: &[(String, String, i64)]) {
        let (Some(register), Some(name)) = (self.register, self.counted()) else {
            return;
        };
        let options = register.field(name).map_or(&[][..], |field| &field.options);
        let store = register.in_store();
        let count = |id: &str| {
            let own = groups
                .iter()
                .filter(|(value, state, _)| value == id && state == store);
            own.map(|(_, _, count)| *count).sum()
        };
        let counts = options.iter().map(|one| (one.id.clone(), count(&one.id)));
        self.stock = counts.collect();
    }

    /// What is in store of each kind, in a line.
    fn stock_line(&self, desk: &Desk<'_>) -> String {
        let name = self.counted().unwrap_or_default();
        let choice = format!("{}-{name}", self.name);
        let one = |(id, count): &(String, i64)| {
            let label = desk.kit.choice(&choice, id);
            let args = [("name", Arg::Text(&label)), ("count", Arg::Number(*count))];
            desk.kit.words.with("registers-stock", &args)
        };
        let store = self.register.map_or("", Register::in_store);
        let state = desk.kit.state(&self.name, store, true);
        let line = |told: Vec<String>| format!("{state}  {}", told.join("  "));
        let whole = line(self.stock.iter().map(one).collect());
        if desk.kit.ruler.width(&whole) + 2 <= usize::from(desk.area.width) {
            return whole;
        }
        // Where there is no room for all, what there is none of is left out.
        let some = self.stock.iter().filter(|(_, count)| *count != 0);
        let mut told: Vec<String> = some.map(one).collect();
        if told.is_empty() {
            told.push(String::from("0"));
        }
        line(told)
    }

    /// Shows the next part, or the one before; all comes between the last and the first.
    fn turn(&mut self, forward: bool) -> Vec<Effect> {
        // What nobody needs any more is known only where the register says how long it is kept.
        let keeps = self.register.is_some_and(|one| one.keep.is_some());
        let count = PARTS.len() - usize::from(!keeps);
        let by = if forward { 1 } else { count - 1 };
        self.part = (self.part + by) % count;
        self.list = Listing::default();
        self.came = false;
        self.sheet.set(Vec::new());
        vec![ask_on(REFRESHED, self.asked(), PAGE, None)]
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(register) = self.register else {
            return;
        };
        let ruler = desk.kit.ruler;
        let columns = &register.columns;
        let told: Vec<Vec<String>> = self
            .list
            .rows
            .iter()
            .map(|row| {
                let one = |column: &String| {
                    let cell = cell(&self.list, row, column).unwrap_or(Cell::Null);
                    said(desk, register, column, &cell)
                };
                columns.iter().map(one).collect()
            })
            .collect();
        let titles: Vec<String> = columns
            .iter()
            .map(|one| title(desk, register, one))
            .collect();
        let most = if desk.is_wide() {
            WIDEST_OF_MANY
        } else {
            WIDEST
        };
        let widths: Vec<usize> = (0..columns.len())
            .map(|at| {
                let cells = told.iter().filter_map(|row| row.get(at));
                let widest = cells.map(|text| ruler.width(text)).max().unwrap_or(0);
                // A column nothing stands in takes no room.
                if widest == 0 {
                    return 0;
                }
                let title = titles.get(at).map_or(0, |title| ruler.width(title));
                widest.max(title).min(most)
            })
            .collect();
        let last = widths.iter().rposition(|width| *width > 0);
        let line = |texts: &[String], tone: &dyn Fn(usize) -> Tone| -> Vec<Span> {
            let cells = texts.iter().zip(&widths).enumerate();
            let cells = cells.filter(|(_, (_, width))| **width > 0);
            cells
                .map(|(at, (text, width))| {
                    let align = alignment(register, columns.get(at));
                    // Behind the last one no gap is cut off for want of room.
                    let gap = if Some(at) == last { "" } else { GAP };
                    (
                        format!("{}{gap}", ruler.cell(text, *width, align)),
                        tone(at),
                    )
                })
                .collect()
        };
        self.head = line(&titles, &|_| Tone::Dim);
        let due = columns.iter().position(|column| column == "due_at");
        let mut rows = Vec::new();
        for (at, texts) in told.iter().enumerate() {
            let record = self.list.rows.get(at).map_or(&[][..], Vec::as_slice);
            let late = cell(&self.list, record, "late") == Some(Cell::Yes(true));
            let closed = cell(&self.list, record, "group")
                == Some(Cell::Text(Place::Closed.name().to_owned()));
            let tone = |column: usize| match (late && Some(column) == due, closed) {
                (true, _) => Tone::Late,
                (false, true) => Tone::Dim,
                (false, false) => Tone::Plain,
            };
            rows.push(Row::of(line(texts, &tone)).picks(at));
        }
        if rows.is_empty() && self.came {
            rows.push(nothing(desk, "registers-none"));
        }
        self.sheet.set(rows);
    }

    /// Asks for what comes behind the last row once the eye is on it.
    fn go_on(&mut self) -> Vec<Effect> {
        let last = self.sheet.picked().map(|at| at + 1) == Some(self.list.rows.len());
        if !last || self.coming || self.list.next.is_none() {
            return Vec::new();
        }
        self.coming = true;
        let after = self.list.next.clone();
        vec![ask_on(MORE, self.asked(), PAGE, after)]
    }
}

/// A cell in the words of the register.
fn said(desk: &Desk<'_>, register: &Register, column: &str, cell: &Cell) -> String {
    let kit = desk.kit;
    match (cell, register.field(column)) {
        (Cell::Text(state), _) if column == "state" => {
            kit.state(&register.name, state, true).into_owned()
        }
        (Cell::Text(chosen), Some(field)) if field.kind == FieldKind::Choice => kit
            .choice(&format!("{}-{}", register.name, field.id), chosen)
            .into_owned(),
        (Cell::Yes(false), None) => String::new(),
        // No column of another list is meant.
        (cell, _) => text(desk, "", cell),
    }
}

/// What a column is called.
fn title(desk: &Desk<'_>, register: &Register, column: &str) -> String {
    let kit = desk.kit;
    match register.field(column) {
        Some(field) => kit
            .field(&format!("{}-{}", register.name, field.id))
            .into_owned(),
        None => kit.field(column).into_owned(),
    }
}

fn alignment(register: &Register, column: Option<&String>) -> Align {
    let field = column.and_then(|column| register.field(column));
    match field.map(|field| field.kind) {
        Some(FieldKind::Number | FieldKind::Amount) => Align::Right,
        _ => Align::Left,
    }
}

impl Layer for Board {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Register, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self
            .sheet
            .command(name, desk.area.height.saturating_sub(self.above()))
        {
            return Outcome::Done(self.go_on());
        }
        match name {
            "open" => Outcome::open(self.target()),
            "pane.next" => Outcome::Done(self.turn(true)),
            "pane.previous" => Outcome::Done(self.turn(false)),
            "register.add" => Outcome::with(Self::adding(&self.name)),
            "register.grid" if self.has_grid() => {
                Outcome::with(Effect::Push(Box::new(Cabinet::of(&self.name))))
            }
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                let list = match *reply {
                    Reply::List(list) => list,
                    Reply::RegisterGroups(groups) => {
                        self.stocked(&groups);
                        return Vec::new();
                    }
                    _ => return Vec::new(),
                };
                if part == MORE {
                    self.list.rows.extend(list.rows);
                    self.list.subjects.extend(list.subjects);
                    self.list.next = list.next;
                    self.coming = false;
                } else {
                    self.list = list;
                }
                self.came = true;
                self.lay_out(desk);
                self.go_on()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let wanted = self.list.rows.len().clamp(PAGE, MOST);
        let stock = self.counted().map(|field| {
            let query = Query::RegisterGroups(self.name.clone(), field.to_owned());
            Effect::Ask(STOCK, query)
        });
        let mut effects = vec![ask_on(REFRESHED, self.asked(), wanted, None)];
        effects.extend(stock);
        effects
    }

    fn target(&self) -> Option<Target> {
        let target = target(&self.list, self.sheet.picked()?, About::Register)?;
        Some(target.of_register(&self.name))
    }

    fn hints(&self) -> Vec<&'static str> {
        let mut hints = vec!["actions.open", "open", "register.add"];
        if self.has_grid() {
            hints.push("register.grid");
        }
        hints.extend(["pane.next", "back", "help.open"]);
        hints
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        self.sheet
            .settle(desk.area.height.saturating_sub(self.above()));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let name = kit.term(&format!("register-{}", self.name)).into_owned();
        let part = PARTS.get(self.part).map_or("", |(part, _)| *part);
        let place = kit
            .words
            .get(&format!("registers-place-{part}"))
            .into_owned();
        let title = kit.words.with(
            "registers-title",
            &[("name", Arg::Text(&name)), ("place", Arg::Text(&place))],
        );
        // A list that goes on behind its last row says so.
        let more = if self.list.next.is_some() { "+" } else { "" };
        let count = format!("{}{more}", self.list.rows.len());
        canvas.rule((area.x, area.y), area.width, (&title, &count), true);
        let mut inner = below_rule(area);
        if self.counted().is_some() {
            let line = self.stock_line(desk);
            canvas.put(
                (inner.x + 2, inner.y),
                &line,
                Tone::Dim,
                inner.width.saturating_sub(2),
            );
            inner = below_rule(inner);
        }
        let mut x = inner.x + 2;
        for (text, tone) in &self.head {
            let room = inner.right().saturating_sub(x);
            canvas.put((x, inner.y), text, *tone, room);
            x += u16::try_from(kit.ruler.width(text)).unwrap_or(0);
        }
        self.sheet
            .draw(canvas, below_rule(inner), kit.glyphs.selected);
    }
}
