//! What the entry shows: the tokens read, what is known of the home, the lines under its rule.

use ratatui::layout::Rect;

use super::{Intake, alike};
use crate::domain::likeness::Likeness;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::Desk;
use crate::tui::layers::home::{notice_spans, person_spans};
use crate::tui::layers::page::below_rule;
use crate::tui::panes::rows;
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::Row;
use crate::wire::view::{PlacedRow, RowView, Token};

/// Rows of open tickets and of likely duplicates shown; on a high screen more.
const SHOWN: usize = 3;
const SHOWN_HIGH: usize = 8;
/// Lines from which a screen is high.
const HIGH: u16 = 30;
/// Columns of the labels of what is known.
const LABEL: usize = 12;

/// A kind of token: what it is called, and how freely it may be shortened where not all of the line fits.
const TOKENS: [(&str, &str, u8); 10] = [
    ("room", "field-premises", 4),
    ("person", "field-caller", 5),
    ("phone", "field-phone", 5),
    ("phrase", "field-summary", 8),
    ("kind", "field-kind", 2),
    ("category", "field-category", 3),
    // What is urgent and when somebody comes say what they are.
    ("urgent", "", 0),
    ("when", "", 0),
    ("worker", "field-worker", 6),
    ("text", "field-text", 9),
];
/// How freely what else a word could be is shortened, and what is wrong with one.
const OTHERS: u8 = 10;
const FAULT: u8 = 1;
/// Facts of a home that say nothing without a unit or a label.
const HOME: [(&str, &str); 4] = [
    ("area", "intake-home-area"),
    ("floor", "intake-home-floor"),
    ("handed_over", "intake-home-handed_over"),
    ("verified_on", "intake-home-verified_on"),
];
/// A text, what it is meant as, and how freely it may be shortened.
pub(super) type Piece = (String, Tone, u8);

/// Blanks between two tokens.
const GAP: &str = "  ";

impl Intake {
    /// What each word of the line became, in so many columns: the urgency and the time always, the rest as it fits.
    pub(super) fn token_spans(&self, desk: &Desk<'_>, cols: u16) -> Vec<Span> {
        let mut pieces: Vec<Piece> = Vec::new();
        for token in &self.read.tokens {
            if token.kind == "break" {
                continue;
            }
            if !pieces.is_empty() {
                pieces.push((GAP.to_owned(), Tone::Plain, 0));
            }
            token_pieces(desk, token, &mut pieces);
        }
        squeezed(desk, &pieces, cols.into())
    }

    /// What each matter will be saved as.
    fn becomes(&self, desk: &Desk<'_>, cols: u16) -> Vec<Row> {
        let kit = desk.kit;
        let mut page = Known {
            desk,
            rows: Vec::new(),
        };
        let has = |wanted: &str| self.read.fields.iter().any(|(name, _)| name == wanted);
        let answered = has("answer");
        // While it is not known where to go, nobody is missed either.
        let placed = self.read.household.is_some() || has("area");
        for (at, matter) in self.read.matters.iter().enumerate() {
            if matter.get("text").is_empty() && matter.get("category").is_empty() {
                continue;
            }
            let kind = matter.get("kind");
            let mut pieces = match kind {
                "" => vec![(kit.term("intake-undecided").into_owned(), Tone::Soon, 0)],
                kind => vec![(kit.choice("kind", kind).into_owned(), Tone::Good, 0)],
            };
            let category = matter.get("category");
            if !category.is_empty() {
                let word = kit.words.find(&format!("category-{category}"));
                let word = word.map_or_else(|| category.to_owned(), std::borrow::Cow::into_owned);
                pieces.push((format!("{GAP}{word}"), Tone::Good, 0));
            }
            if self.read.matters.len() > 1 {
                let text = format!("{GAP}{}", matter.get("text"));
                pieces.push((text, Tone::Plain, 2));
            }
            let area = matter.get("area");
            if at > 0 && !area.is_empty() {
                pieces.push((format!("{GAP}{area}"), Tone::Good, 1));
            }
            if matter.get("priority") == "urgent" {
                let word = kit.term("intake-urgent");
                pieces.push((format!("{GAP}{word}"), Tone::Late, 0));
            }
            let sent = [("worker", Arg::Text(&matter.worker))];
            let (follows, tone) = if !matter.worker.is_empty() {
                (kit.words.with("intake-sends", &sent), Tone::Key)
            } else if kind == "repair" && !category.is_empty() && placed {
                (kit.words.get("intake-no-worker").into_owned(), Tone::Soon)
            } else if kind == "enquiry" && !answered {
                (kit.words.get("intake-owes-answer").into_owned(), Tone::Soon)
            } else {
                (String::new(), Tone::Plain)
            };
            if !follows.is_empty() {
                pieces.push((format!("{GAP}{follows}"), tone, 1));
            }
            let spans = squeezed(desk, &pieces, usize::from(cols).saturating_sub(LABEL + 1));
            page.add(if at == 0 { "intake-becomes" } else { "" }, spans);
        }
        page.rows
    }

    /// What is known of the home, most wanted first.
    pub(super) fn known(&self, desk: &Desk<'_>) -> Vec<Row> {
        let kit = desk.kit;
        let mut page = Known {
            desk,
            rows: Vec::new(),
        };
        for notice in &self.read.notices {
            page.add("intake-tell", notice_spans(desk, notice));
        }
        if !self.read.note.is_empty() {
            page.add("field-note", vec![(self.read.note.clone(), Tone::Soon)]);
        }
        if !self.read.candidates.is_empty() {
            let text = self.read.candidates.join("  ");
            page.add("intake-or", vec![(text, Tone::Soon)]);
        }
        let same: Vec<_> = self.read.same.iter().map(|row| row.subject).collect();
        let open = self
            .read
            .open
            .iter()
            .filter(|row| !same.contains(&row.subject));
        page.tickets("intake-open", open);
        page.same(&self.read.same, &self.read.why);
        if let Some(debt) = &self.read.debt {
            let row = RowView::Debt(debt.clone());
            page.add("intake-debt", rows::sentence(kit, desk.clock, &row, false));
        }
        page.rows
    }
}

/// Writes what is known of a home.
struct Known<'a> {
    desk: &'a Desk<'a>,
    rows: Vec<Row>,
}

impl Known<'_> {
    fn add(&mut self, key: &str, value: Vec<Span>) {
        let ruler = self.desk.kit.ruler;
        let label = ruler.cell(&self.desk.kit.term(key), LABEL, Align::Left);
        let mut spans = vec![(format!("{label} "), Tone::Dim)];
        spans.extend(value);
        self.rows.push(Row::of(spans));
    }

    /// How many tickets of one sort are shown.
    const fn most(&self) -> usize {
        if self.desk.area.height < HIGH {
            SHOWN
        } else {
            SHOWN_HIGH
        }
    }

    fn tickets<'r>(&mut self, key: &str, tickets: impl Iterator<Item = &'r PlacedRow>) {
        for (at, row) in tickets.take(self.most()).enumerate() {
            let spans = rows::sentence(self.desk.kit, self.desk.clock, &row.row, false);
            self.add(if at == 0 { key } else { "" }, spans);
        }
    }

    /// What may be the same matter, with the deciding facts; beside the first the key that joins it.
    fn same(&mut self, same: &[PlacedRow], why: &[Likeness]) {
        let cols = usize::from(self.desk.area.width).saturating_sub(LABEL + 4);
        for (at, (row, why)) in same.iter().zip(why).take(self.most()).enumerate() {
            let RowView::Ticket(row) = &row.row else {
                continue;
            };
            let pieces = alike::pieces(self.desk.kit, self.desk.clock, row, why, at == 0, cols);
            let spans = squeezed(self.desk, &pieces, cols);
            self.add(if at == 0 { "intake-same" } else { "" }, spans);
        }
    }
}

/// The pieces in so many columns.
fn squeezed(desk: &Desk<'_>, pieces: &[Piece], cols: usize) -> Vec<Span> {
    let texts: Vec<(&str, u8)> = pieces
        .iter()
        .map(|(text, _, freely)| (text.as_str(), *freely))
        .collect();
    let shown = desk.kit.ruler.squeeze(&texts, cols);
    let tones = pieces.iter().map(|(_, tone, _)| *tone);
    shown.into_iter().zip(tones).collect()
}

/// The pieces of one word: what it is called, what it became or what is wrong with it, what else it could be.
fn token_pieces(desk: &Desk<'_>, token: &Token, pieces: &mut Vec<Piece>) {
    let kit = desk.kit;
    if let Some(fault) = &token.fault {
        let text = say::fault(kit, desk.clock, fault);
        pieces.push((text, Tone::Late, FAULT));
        return;
    }
    // A number that is somebody's is told by their name.
    let number = token.value.starts_with(|c: char| c.is_ascii_digit());
    let called = match token.kind.as_str() {
        "phone" if !number => "person",
        kind => kind,
    };
    let row = TOKENS.iter().find(|(kind, ..)| *kind == called);
    let freely = row.map_or(OTHERS, |(_, _, freely)| *freely);
    if let Some((_, key, _)) = row.filter(|(_, key, _)| !key.is_empty()) {
        pieces.push((format!("{} ", kit.term(key)), Tone::Dim, freely));
    }
    let this_year = format!("{}-", desk.clock.today().year());
    let value = match token.kind.as_str() {
        "urgent" => kit.term("intake-urgent").into_owned(),
        "when" => token.value.trim_start_matches(&this_year).to_owned(),
        _ => token.value.clone(),
    };
    pieces.push((value, Tone::Good, freely));
    if !token.others.is_empty() {
        let keys = kit
            .keys(&[Context::Form], "form.choices")
            .unwrap_or_default();
        let others = token.others.join(kit.glyphs.dot);
        let args = [("others", Arg::Text(&others)), ("key", Arg::Text(&keys))];
        let text = format!(" {}", kit.words.with("intake-others", &args));
        pieces.push((text, Tone::Dim, OTHERS));
    }
}

impl Intake {
    /// Draws the line, what its words became, what is known of the home, the fields.
    pub(super) fn draw_all(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let mut title = kit.term(self.form.title).into_owned();
        if let Some(call) = self.call() {
            title = format!("{title} {}", kit.short(&call, desk.clock));
        }
        self.entry.draw_rule(desk, canvas, area, &title);
        let mut left = below_rule(area);
        let mark = if self.in_line {
            kit.glyphs.selected
        } else {
            " "
        };
        canvas.put((left.x + 1, left.y), mark, Tone::Plain, 1);
        let room = left.width.saturating_sub(4);
        canvas.input((left.x + 3, left.y), &self.line, room, self.in_line, false);
        left = below_rule(left);
        let tokens = self.token_spans(desk, room);
        if tokens.is_empty() {
            let how = kit.words.get("intake-how");
            canvas.put((left.x + 3, left.y), &how, Tone::Dim, room);
        } else {
            canvas.spans((left.x + 3, left.y), &tokens, room);
        }
        left = below_rule(left);
        let most = self.spare(left);
        let room = left.width.saturating_sub(3);
        for row in self.becomes(desk, room).iter().take(most) {
            canvas.spans((left.x + 2, left.y), &row.spans, room);
            left = below_rule(left);
        }
        if self.read.loading && self.read.household.is_none() && self.spare(left) > 0 {
            let text = kit.words.get("intake-loading");
            canvas.put((left.x + 3, left.y), &text, Tone::Soon, room);
            left = below_rule(left);
        }
        // What is to be told, or may be the same, is so of a public area and of everybody too.
        let read = &self.read;
        if read.household.is_some() || !read.notices.is_empty() || !read.same.is_empty() {
            left = self.draw_home(desk, canvas, left);
        }
        let title = kit.words.get("intake-fields");
        canvas.rule((left.x, left.y), left.width, (&title, ""), false);
        let fields = &self.entry.fields;
        fields.draw(kit, canvas, below_rule(left), !self.in_line);
    }

    /// Draws what is known of the home and returns what is left of the area; the fields keep some of it.
    pub(super) fn draw_home(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
        let who = self
            .read
            .people
            .iter()
            .find(|person| self.is_caller(&person.name));
        let who = who.or_else(|| self.read.people.first());
        let person = who
            .map(|person| person_spans(desk, person))
            .unwrap_or_default();
        let person: String = person.into_iter().map(|(text, _)| text).collect();
        let facts: Vec<String> = self
            .read
            .facts
            .iter()
            .take(2)
            .map(|field| {
                let value = say::fact(desk.kit, desk.clock, &field.value);
                let told = HOME.iter().find(|(name, _)| *name == field.name);
                match told {
                    Some((_, key)) => desk.kit.words.with(key, &[("value", Arg::Text(&value))]),
                    None => value,
                }
            })
            .collect();
        let dot = format!(" {} ", desk.kit.glyphs.dot);
        let mut fields = self.read.fields.iter();
        let place = fields.find(|(name, _)| name == "area" && self.read.household.is_none());
        let place = place.map(|(_, area)| area.clone());
        let mut home = vec![place.unwrap_or_else(|| self.read.premises.clone())];
        home.extend(facts.into_iter().filter(|fact| *fact != self.read.premises));
        home.retain(|part| !part.is_empty());
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&person, &home.join(&dot)),
            false,
        );
        let mut left = below_rule(area);
        let most = self.spare(left);
        for row in self.known(desk).iter().take(most) {
            canvas.spans(
                (left.x + 2, left.y),
                &row.spans,
                left.width.saturating_sub(3),
            );
            left = below_rule(left);
        }
        left
    }

    /// How many lines can be spared for what is known: the fields keep their rule and four lines, more while the cursor
    /// is in them and all that can be chosen there.
    fn spare(&self, left: Rect) -> usize {
        let open = self.entry.fields.focused().is_some_and(|field| field.open);
        let least = match (self.in_line, open) {
            (true, _) => 5,
            (false, false) => 8,
            (false, true) => 11,
        };
        left.height.saturating_sub(least).into()
    }

    pub(super) fn is_caller(&self, name: &str) -> bool {
        self.read
            .fields
            .iter()
            .any(|(field, value)| field == "caller" && value == name)
    }
}
