//! What the entry shows: the tokens read, what is known of the home, the lines under its rule.

use ratatui::layout::Rect;

use super::Intake;
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

/// Rows of open tickets and of likely duplicates shown.
const SHOWN: usize = 3;
/// Columns of the labels of what is known.
const LABEL: usize = 12;

/// What each kind of token is called.
const TOKENS: [(&str, &str); 9] = [
    ("room", "field-premises"),
    ("person", "field-caller"),
    ("phone", "field-phone"),
    ("phrase", "field-summary"),
    ("category", "field-category"),
    ("urgent", "field-priority"),
    ("when", "field-appointment"),
    ("worker", "field-worker"),
    ("text", "field-text"),
];

impl Intake {
    /// What each word of the line became.
    pub(super) fn token_spans(&self, desk: &Desk<'_>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let further = self.read.further.len();
        if further > 0 {
            let count = i64::try_from(further).unwrap_or(0);
            let text = desk
                .kit
                .words
                .with("intake-further", &[("count", Arg::Number(count))]);
            spans.push((text, Tone::Key));
        }
        let known = self
            .read
            .tokens
            .iter()
            .filter(|token| token.kind != "break");
        for token in known {
            if !spans.is_empty() {
                spans.push(("   ".to_owned(), Tone::Plain));
            }
            token_spans(desk, token, &mut spans);
        }
        spans
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
        page.tickets("intake-open", open, false);
        page.tickets("intake-same", self.read.same.iter(), true);
        if let Some(debt) = &self.read.debt {
            let row = RowView::Debt(debt.clone());
            page.add("intake-debt", rows::sentence(kit, desk.clock, &row, false));
        }
        let has_worker = self.read.fields.iter().any(|(name, _)| name == "category");
        if !self.read.worker.is_empty() {
            page.add("intake-worker", vec![(self.read.worker.clone(), Tone::Key)]);
        } else if has_worker {
            let text = kit.words.get("intake-no-worker").into_owned();
            page.add("intake-worker", vec![(text, Tone::Soon)]);
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

    fn tickets<'r>(
        &mut self,
        key: &str,
        tickets: impl Iterator<Item = &'r PlacedRow>,
        whose: bool,
    ) {
        for (at, row) in tickets.take(SHOWN).enumerate() {
            let spans = rows::sentence(self.desk.kit, self.desk.clock, &row.row, whose);
            self.add(if at == 0 { key } else { "" }, spans);
        }
    }
}

fn token_spans(desk: &Desk<'_>, token: &Token, spans: &mut Vec<Span>) {
    let kit = desk.kit;
    // A number that is somebody's is told by their name.
    let number = token.value.starts_with(|c: char| c.is_ascii_digit());
    let called = match token.kind.as_str() {
        "phone" if !number => "person",
        kind => kind,
    };
    if let Some((_, key)) = TOKENS.iter().find(|(kind, _)| *kind == called) {
        spans.push((format!("{} ", kit.term(key)), Tone::Dim));
    }
    let this_year = format!("{}-", desk.clock.today().year());
    let value = match token.kind.as_str() {
        "urgent" => kit.choice("priority", "urgent").into_owned(),
        "when" => token.value.trim_start_matches(&this_year).to_owned(),
        _ => token.value.clone(),
    };
    spans.push((value, Tone::Good));
    if !token.others.is_empty() {
        let keys = kit
            .keys(&[Context::Form], "form.choices")
            .unwrap_or_default();
        let others = token.others.join(" ");
        let args = [("others", Arg::Text(&others)), ("key", Arg::Text(&keys))];
        spans.push((
            format!(" {}", kit.words.with("intake-others", &args)),
            Tone::Dim,
        ));
    }
}

impl Intake {
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
            .map(|field| say::fact(desk.kit, desk.clock, &field.value))
            .collect();
        let dot = format!(" {} ", desk.kit.glyphs.dot);
        let mut home = vec![self.read.premises.clone()];
        home.extend(facts.into_iter().filter(|fact| *fact != self.read.premises));
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&person, &home.join(&dot)),
            false,
        );
        let mut left = below_rule(area);
        // The fields keep their rule and at least four lines, more when the cursor is in them.
        let least = if self.in_line { 5 } else { 8 };
        let most = left.height.saturating_sub(least);
        for row in self.known(desk).iter().take(usize::from(most)) {
            canvas.spans(
                (left.x + 2, left.y),
                &row.spans,
                left.width.saturating_sub(3),
            );
            left = below_rule(left);
        }
        left
    }

    pub(super) fn is_caller(&self, name: &str) -> bool {
        self.read
            .fields
            .iter()
            .any(|(field, value)| field == "caller" && value == name)
    }
}
