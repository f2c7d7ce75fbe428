//! The board: the supervisor's figures against their targets, what is open and late by day, each a way to its rows.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::counted::Counted;
use crate::tui::layers::duties::Duties;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{Board, DayBar, Gauge};
use crate::wire::{Body, Query, Reply};

/// Columns of a name, of a number, of the bar of a rate.
const NAME: usize = 22;
const NUMBER: usize = 8;
const BAR: i64 = 18;
/// Columns of a part and its whole.
const PARTS: usize = 11;
/// Columns of a day's bar with the blank behind it.
const DAY: u16 = 4;
/// Columns of what stands beside the two charts.
const SIDE: u16 = 20;
/// Days a chart has at least where there is something beside it.
const FEW: u16 = 7;
/// Lines the charts take at least and at most, with title and days.
const LEAST: u16 = 5;
const MOST: u16 = 10;

/// A figure of a day.
type OfDay = fn(&DayBar) -> i64;

/// The page.
#[derive(Default)]
pub struct Overview {
    board: Option<Board>,
    sheet: Sheet,
}

/// A rate in thousandths; none where there is no whole.
fn permille(gauge: &Gauge) -> Option<i64> {
    let of = gauge.of?;
    gauge.count.saturating_mul(1000).checked_div(of)
}

impl Overview {
    /// A figure: its name, how many; for a rate its bar, its part of the whole, and its target.
    fn line(desk: &Desk<'_>, gauge: &Gauge) -> Vec<Span> {
        let kit = desk.kit;
        let name = kit.words.get(&format!("board-{}", gauge.name));
        let mut spans = vec![(kit.ruler.cell(&name, NAME, Align::Left), Tone::Plain)];
        let number = |text: &str| kit.ruler.cell(text, NUMBER, Align::Right);
        let (Some(of), Some(target)) = (gauge.of, gauge.target) else {
            let tone = match gauge.name.as_str() {
                "late" | "follow_ups_late" | "duties_late" if gauge.count > 0 => Tone::Late,
                "waiting" if gauge.count > 0 => Tone::Soon,
                _ => Tone::Plain,
            };
            spans.push((number(&gauge.count.to_string()), tone));
            return spans;
        };
        let Some(rate) = permille(gauge) else {
            spans.push((number(kit.glyphs.none), Tone::Dim));
            return spans;
        };
        let reached = rate >= i64::from(target) * 10;
        let tone = if reached { Tone::Good } else { Tone::Late };
        spans.push((number(&format!("{}.{}%", rate / 10, rate % 10)), tone));
        let full = usize::try_from((rate * BAR / 1000).clamp(0, BAR)).unwrap_or(0);
        let rest = usize::try_from(BAR).unwrap_or(0).saturating_sub(full);
        spans.push(("  ".to_owned(), Tone::Plain));
        spans.push((kit.glyphs.block.repeat(full), tone));
        spans.push((kit.glyphs.shade.repeat(rest), Tone::Dim));
        let parts = format!("{}/{of}", gauge.count);
        spans.push((kit.ruler.cell(&parts, PARTS, Align::Right), Tone::Plain));
        let args = [("target", crate::locale::Arg::Number(target.into()))];
        let told = kit.words.with("board-target", &args);
        // Colours may not be seen: a mark says it too.
        let mark = if reached {
            kit.glyphs.check
        } else {
            kit.glyphs.overdue
        };
        spans.push((format!("  {told} {mark}"), tone));
        spans
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(board) = &self.board else {
            return;
        };
        let rows = board.gauges.iter().enumerate();
        let rows = rows.map(|(at, gauge)| Row::of(Self::line(desk, gauge)).picks(at));
        self.sheet.set(rows.collect());
    }

    /// Where the figures stand, and where the charts; none where there is no room for them.
    fn areas(&self, area: Rect) -> (Rect, Option<Rect>) {
        let lines = u16::try_from(self.sheet.len()).unwrap_or(u16::MAX);
        let left = area.height.saturating_sub(lines.saturating_add(1));
        if left < LEAST {
            return (area, None);
        }
        let upper = Rect {
            height: lines + 1,
            ..area
        };
        let lower = Rect {
            y: area.y + lines + 1,
            height: left.min(MOST),
            ..area
        };
        (upper, Some(lower))
    }

    /// Rows the sheet has on the page.
    fn height(&self, desk: &Desk<'_>) -> u16 {
        self.areas(below_rule(desk.area)).0.height
    }

    fn open(&self) -> Outcome {
        let picked = self.board.as_ref().zip(self.sheet.picked());
        let gauge = picked.and_then(|(board, at)| board.gauges.get(at));
        let effect = gauge.and_then(|gauge| match (&gauge.page, &gauge.rows) {
            // Of the calendar those are shown that are counted.
            (Some(page), Some(_)) if page == "go.duties" => {
                Some(Effect::Push(Box::new(Duties::overdue())))
            }
            (Some(page), _) => Some(Effect::Run(page.clone())),
            (None, Some(rows)) => {
                let title = format!("board-{}", gauge.name);
                let rows = Counted::rows(rows.clone(), &title, String::new())?;
                Some(Effect::Push(Box::new(rows)))
            }
            (None, None) => None,
        });
        Outcome::Done(effect.into_iter().collect())
    }

    /// What was open at the end of each day as bars, and what of it was late, by the same measure; beside them what came
    /// and what was handled.
    fn charts(desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect, days: &[DayBar]) {
        let words = &desk.kit.words;
        let count = u16::try_from(days.len()).unwrap_or(u16::MAX);
        let room = area.width.saturating_sub(2);
        let beside = room >= SIDE + 2 * FEW * DAY;
        let room = if beside { room - SIDE } else { room };
        // Where not all have room, the latest are drawn.
        let each = (room / 2 / DAY).min(count);
        let wide = each * DAY;
        let left_out = days.len().saturating_sub(usize::from(each));
        let number = |count: i64| u64::try_from(count).unwrap_or(0);
        let shown = || days.iter().skip(left_out);
        let most = shown().map(|day| number(day.open)).max().unwrap_or(0);
        let drawn: [(&str, OfDay, Tone); 2] = [
            ("board-days", |day| day.open, Tone::Plain),
            ("board-late_days", |day| day.late, Tone::Late),
        ];
        let mut x = area.x + 2;
        for (key, of, tone) in drawn {
            canvas.put(
                (x, area.y),
                &words.get(key),
                Tone::Title,
                wide.saturating_sub(1),
            );
            let bars = shown().map(|day| (day.day.ymd().2.to_string(), number(of(day))));
            let bars: Vec<(String, u64)> = bars.collect();
            let place = Rect {
                x,
                y: area.y + 1,
                width: wide,
                height: area.height.saturating_sub(1),
            };
            canvas.bars(place, &bars, (DAY.saturating_sub(1), most), tone);
            x += wide + 1;
        }
        let left = area.right().saturating_sub(x);
        if !beside || left < count {
            return;
        }
        let told: [(&str, OfDay); 3] = [
            ("board-received", |day| day.received),
            ("board-handled", |day| day.handled),
            ("board-old", |day| day.old),
        ];
        let each = (area.height / 3).max(2);
        for (at, (key, of)) in (0_u16..).zip(told) {
            let y = area.y + at * each;
            if y + 1 >= area.bottom() {
                break;
            }
            let sum: i64 = days.iter().map(of).sum();
            let today = days.last().map_or(0, of);
            let args = [
                ("count", crate::locale::Arg::Number(sum)),
                ("today", crate::locale::Arg::Number(today)),
            ];
            canvas.put((x, y), &words.with(key, &args), Tone::Dim, left);
            let data = days.iter().map(|day| u64::try_from(of(day)).unwrap_or(0));
            let data: Vec<u64> = data.collect();
            let place = Rect {
                x,
                y: y + 1,
                width: count,
                height: each
                    .saturating_sub(1)
                    .min(area.bottom().saturating_sub(y + 1)),
            };
            canvas.sparkline(place, &data);
        }
    }
}

impl Layer for Overview {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, self.height(desk)) {
            return Outcome::done();
        }
        match name {
            "open" => self.open(),
            "go.board" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::Board(board) = *reply {
                    self.board = Some(*board);
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::Board)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "go.approvals", "go.reports", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(self.height(desk));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let at = self.board.as_ref();
        let at = at.map(|board| say::instant(desk.kit, desk.clock, board.at));
        let at = at.unwrap_or_default();
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-board"), &at),
            true,
        );
        let inner = below_rule(area);
        let Some(board) = &self.board else {
            let text = words.get("pane-coming");
            canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
            return;
        };
        let (upper, lower) = self.areas(inner);
        self.sheet.draw(canvas, upper, desk.kit.glyphs.selected);
        if let Some(lower) = lower {
            Self::charts(desk, canvas, lower, &board.days);
        }
    }
}
