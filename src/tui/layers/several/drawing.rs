//! How the form of one act on several tickets is drawn above its fields.

use ratatui::layout::Rect;

use super::{MOST_OUT, Several, called};
use crate::locale::Arg;
use crate::tui::layers::Desk;
use crate::tui::layers::page::below_rule;
use crate::tui::panes::rows::sentence_in;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::view::RowView;

impl Several {
    /// Draws what is not done and why; returns the line below.
    pub(super) fn draw_out(
        &self,
        desk: &Desk<'_>,
        canvas: &mut Canvas<'_>,
        mut area: Rect,
    ) -> Rect {
        let words = &desk.kit.words;
        for (number, why) in self.out.iter().take(MOST_OUT) {
            let args = [("number", Arg::Text(number)), ("why", Arg::Text(why))];
            let text = words.with("several-out", &args);
            canvas.put((area.x + 2, area.y), &text, Tone::Late, area.width - 2);
            area = below_rule(area);
        }
        if let Some(more) = self
            .out
            .len()
            .checked_sub(MOST_OUT)
            .filter(|more| *more > 0)
        {
            draw_more(desk, canvas, area, more);
            area = below_rule(area);
        }
        area
    }

    /// Draws the tickets it is done to where they have no field of their own; returns the line below.
    pub(super) fn draw_rows(
        &self,
        desk: &Desk<'_>,
        canvas: &mut Canvas<'_>,
        mut area: Rect,
    ) -> Rect {
        // Each field takes a line, and one more where something is wrong with it.
        let fields = self.entry.fields.iter().count() * 2 + 1;
        let room = usize::from(area.height).saturating_sub(fields).max(1);
        let fits = self.rows.len() <= room;
        let cols = usize::from(area.width).saturating_sub(4);
        let shown = if fits { room } else { room.saturating_sub(1) };
        for one in self.rows.iter().take(shown) {
            let number = called(desk, one);
            let news = self.news.iter().find(|(known, _)| *known == number);
            let spans = if let Some((_, news)) = news {
                vec![
                    (format!("{number}  "), Tone::Plain),
                    (news.clone(), Tone::Soon),
                ]
            } else {
                sentence_in(desk.kit, desk.clock, &one.row.row, cols)
            };
            canvas.spans((area.x + 2, area.y), &spans, area.width - 2);
            area = below_rule(area);
        }
        if !fits {
            draw_more(desk, canvas, area, self.rows.len().saturating_sub(shown));
            area = below_rule(area);
        }
        below_rule(area)
    }

    /// Draws the ticket whose field has the cursor; returns the line below.
    pub(super) fn draw_focused(
        &self,
        desk: &Desk<'_>,
        canvas: &mut Canvas<'_>,
        area: Rect,
    ) -> Rect {
        let at = self.entry.at();
        let here = self.rows.iter().find(|one| called(desk, one) == at);
        if let Some(one) = here {
            let cols = usize::from(area.width).saturating_sub(4);
            let spans = sentence_in(desk.kit, desk.clock, &one.row.row, cols);
            canvas.spans((area.x + 2, area.y), &spans, area.width - 2);
        } else {
            let words = &desk.kit.words;
            // Where they were named by their initials the rows say who that is.
            let holder = self.rows.first().map(|one| match &one.row.row {
                RowView::Ticket(row) => row.assignee.as_str(),
                _ => self.whose.as_str(),
            });
            let holder = holder.filter(|name| !name.is_empty());
            let name = [("name", Arg::Text(holder.unwrap_or(&self.whose)))];
            let text = match (
                self.is_absence(),
                self.whose.is_empty(),
                self.rows.is_empty(),
            ) {
                (true, true, _) => String::new(),
                (true, false, true) => words.with("several-none-held", &name),
                (true, false, false) => words.with("several-whose", &name),
                _ => words.get("several-each").into_owned(),
            };
            canvas.put((area.x + 2, area.y), &text, Tone::Dim, area.width - 2);
        }
        below_rule(below_rule(area))
    }
}

/// Says how many more there are.
fn draw_more(desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect, more: usize) {
    let count = i64::try_from(more).unwrap_or(i64::MAX);
    let text = desk
        .kit
        .words
        .with("pane-more", &[("count", Arg::Number(count))]);
    let text = format!("{} {text}", desk.kit.glyphs.ellipsis);
    canvas.put((area.x + 2, area.y), &text, Tone::Dim, area.width - 2);
}
