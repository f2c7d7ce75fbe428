//! What an act on an account would do, below the fields it is typed in: what it settles or gives up, what is left.

use ratatui::layout::Rect;

use super::Form;
use super::chosen::{Choosing, typed};
use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::entry::Entry;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::wire::view::{DueLine, WhatIf};
use crate::wire::{Body, Command, Query, Reply};

/// Part number of what it asks.
pub(super) const WHAT_IF: u32 = 6;

/// A command whose outcome is foreseen while it is typed.
struct Foreseen {
    command: &'static str,
    /// The words for what of the charges goes, and for what is left of them.
    words: [&'static str; 2],
    /// Whether it is about all that is due while nobody says how much.
    whole: bool,
}

const FORESEEN: &[Foreseen] = &[
    Foreseen {
        command: "payment.take",
        words: ["what-if-settled", "what-if-left"],
        whole: true,
    },
    Foreseen {
        command: "charge.reduce",
        words: ["what-if-reduced", "what-if-left.reduced"],
        whole: false,
    },
    Foreseen {
        command: "charge.write_off",
        words: ["what-if-written_off", "what-if-left.written_off"],
        whole: false,
    },
];

/// Why an act is wanted.
const REASON: &str = "reason";

/// Rows kept for it at least: the rule, the sums, four charges.
const ROWS: u16 = 6;
/// Rows the fields keep at least.
const FIELDS: u16 = 4;
/// Columns of a charge's id and of an amount.
const ID: usize = 7;
const AMOUNT: usize = 12;
/// Columns of an item at least, and of what is said of a late fee.
const ITEM: usize = 12;
const LATE: usize = 27;

impl Form {
    /// Asks what would happen, where that is foreseen.
    pub(super) fn foresee(&mut self) -> Option<Effect> {
        let about = self.aim.as_ref().map(|aim| aim.name.as_str());
        let preview = self.preview.as_mut()?;
        preview.ask(self.facts.name, about.unwrap_or_default(), &self.entry)
    }

    /// Takes what would happen; while nobody typed an amount it is all that is due.
    pub(super) fn foreseen(&mut self, desk: &Desk<'_>, body: Body) -> Vec<Effect> {
        let due = self
            .preview
            .as_mut()
            .and_then(|preview| preview.take(body, &self.entry));
        if let Some(due) = due {
            let given = [(String::from("amount"), due.plain())];
            self.entry.fill(desk.kit, &given);
        }
        self.foresee().into_iter().collect()
    }
}

/// What the command would do, as far as it is typed.
pub(super) struct Preview {
    foreseen: &'static Foreseen,
    pub(super) told: Option<WhatIf>,
    /// Where the cursor is while charges are chosen.
    pub(super) choosing: Option<Choosing>,
    /// What was asked last.
    asked: Option<Vec<(String, String)>>,
}

impl Preview {
    /// For a command that is foreseen.
    pub(super) fn of(command: &str) -> Option<Self> {
        let foreseen = FORESEEN.iter().find(|one| one.command == command)?;
        Some(Self {
            foreseen,
            told: None,
            choosing: None,
            asked: None,
        })
    }

    /// Asks what would happen, unless that was asked for what is typed now.
    pub(super) fn ask(&mut self, command: &str, about: &str, entry: &Entry) -> Option<Effect> {
        let mut args = entry.fields.args();
        // Why it is wanted changes no figure: nothing is asked for while that is typed.
        args.retain(|(name, _)| name != REASON);
        if about.is_empty() || self.asked.as_ref() == Some(&args) {
            return None;
        }
        self.asked = Some(args.clone());
        let command = Command {
            subject: Some(about.to_owned()),
            args,
            ..Command::new(command)
        };
        Some(Effect::Ask(WHAT_IF, Query::WhatIf(command)))
    }

    /// Takes the answer; gives what the amount should be while nobody typed one, where that is all that is due of what is
    /// chosen.
    pub(super) fn take(&mut self, body: Body, entry: &Entry) -> Option<Amount> {
        let Body::Reply(reply) = body else {
            return None;
        };
        let Reply::WhatIf(told) = *reply else {
            return None;
        };
        let due = chosen(&told, entry).filter(|_| self.foreseen.whole);
        self.told = Some(*told);
        due.filter(|due| *due > Amount::ZERO)
    }

    /// What would become of the money, or why it would be refused.
    fn sums(&self, desk: &Desk<'_>, told: &WhatIf) -> Vec<Span> {
        if let Some(refusal) = &told.refused {
            let text = say::refusal(desk.kit, desk.clock, refusal);
            return vec![(text, Tone::Late)];
        }
        let [goes, left] = self.foreseen.words;
        let parts = [
            (goes, told.settled, Tone::Good),
            (left, told.left, Tone::Plain),
            ("what-if-ahead", told.ahead, Tone::Soon),
            ("what-if-rounded", told.rounded, Tone::Soon),
            ("what-if-change", told.change, Tone::Title),
        ];
        let mut spans: Vec<Span> = Vec::new();
        for (at, (key, amount, tone)) in parts.into_iter().enumerate() {
            // What goes and what is left are always told.
            if at > 1 && amount == Amount::ZERO {
                continue;
            }
            let amount = say::amount(desk.kit, amount);
            let text = desk.kit.words.with(key, &[("amount", Arg::Text(&amount))]);
            if !spans.is_empty() {
                spans.push((String::from("   "), Tone::Plain));
            }
            spans.push((text, tone));
        }
        spans
    }

    /// Draws it in the lower part of the room below the form's head; gives what is left for the fields.
    pub(super) fn draw(
        &self,
        desk: &Desk<'_>,
        canvas: &mut Canvas<'_>,
        area: Rect,
        (entry, fields): (&Entry, usize),
    ) -> Rect {
        let Some(told) = &self.told else {
            return area;
        };
        let fields = u16::try_from(fields).unwrap_or(u16::MAX);
        let wanted = u16::try_from(told.lines.len()).unwrap_or(u16::MAX);
        let wanted = wanted.saturating_add(2 + u16::from(!told.others.is_empty()));
        let free = area.height.saturating_sub(fields);
        let most = area.height.saturating_sub(FIELDS);
        // While some are chosen the list has the room, as far as the field they stand in leaves it.
        let free = if self.choosing.is_some() { most } else { free };
        let rows = wanted.min(free.max(ROWS)).min(most);
        let mut at = Rect {
            y: area.bottom().saturating_sub(rows),
            height: rows,
            ..area
        };
        let left = Rect {
            height: area.height - rows,
            ..area
        };
        if rows < 2 {
            return left;
        }
        let words = &desk.kit.words;
        let title = match &self.choosing {
            Some(_) => desk.kit.keys(&[Context::Marking], "row.mark").map(|key| {
                let args = [("key", Arg::Text(&key))];
                words.with("what-if-pick", &args)
            }),
            None => None,
        };
        let title = title.unwrap_or_else(|| words.get("what-if-title").into_owned());
        canvas.rule((at.x, at.y), at.width, (&title, &due(desk, told)), false);
        at = next(at);
        canvas.spans((at.x + 2, at.y), &self.sums(desk, told), at.width - 2);
        at = next(at);
        if !told.others.is_empty() && at.height > 1 {
            let text = others(desk, told);
            canvas.put((at.x + 2, at.y), &text, Tone::Soon, at.width - 2);
            at = next(at);
        }
        let room = usize::from(at.height);
        let more = told.lines.len().saturating_sub(room);
        // The last line tells how many there is no room for.
        let shown = if more > 0 {
            room.saturating_sub(1)
        } else {
            room
        };
        let cursor = self.choosing.as_ref().map(|choosing| choosing.at);
        let top = cursor.map_or(0, |cursor| (cursor + 1).saturating_sub(shown));
        let ids = typed(entry);
        for (place, line) in self.lines().into_iter().enumerate().skip(top).take(shown) {
            let mut spans = charge(desk, told, line, usize::from(at.width - 2));
            if ids.contains(&line.charge) {
                canvas.put((at.x + 1, at.y), desk.kit.glyphs.marked, Tone::Title, 1);
                if let Some(id) = spans.first_mut() {
                    id.1 = Tone::Title;
                }
            }
            if cursor == Some(place) {
                canvas.put((at.x, at.y), desk.kit.glyphs.selected, Tone::Plain, 1);
                if let Some(item) = spans.get_mut(1) {
                    item.1 = Tone::Selected;
                }
            }
            canvas.spans((at.x + 2, at.y), &spans, at.width - 2);
            at = next(at);
        }
        if more > 0 && room > 0 {
            let count = told.lines.len().saturating_sub(shown + top);
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let text = words.with("pane-more", &[("count", Arg::Number(count))]);
            canvas.put((at.x + 2, at.y), &text, Tone::Dim, at.width - 2);
        }
        left
    }
}

/// The room below the first line of it.
const fn next(area: Rect) -> Rect {
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// All that is due of the charges that are named, else of all.
fn chosen(told: &WhatIf, entry: &Entry) -> Option<Amount> {
    let mut fields = entry.fields.iter();
    let typed = fields.find(|field| field.name == "charges")?.value();
    let named = |line: &&DueLine| {
        let id = line.charge.to_string();
        typed
            .split(|c: char| !c.is_ascii_digit())
            .any(|part| part == id)
    };
    // What goes to each says itself how much it comes to.
    if typed.contains([':', '：', '=']) {
        return None;
    }
    if typed.trim().is_empty() {
        return Some(told.due);
    }
    let mut lines = told.lines.iter().filter(named);
    let sum = lines.try_fold(Amount::ZERO, |sum, line| {
        sum.plus(line.open)?.plus(line.late)
    });
    sum.ok()
}

/// What is due in all, and the late fees in it.
fn due(desk: &Desk<'_>, told: &WhatIf) -> String {
    let due = say::amount(desk.kit, told.due);
    let late = say::amount(desk.kit, told.late);
    let args = [("due", Arg::Text(&due)), ("late", Arg::Text(&late))];
    let key = if told.late > Amount::ZERO {
        "what-if-due.late"
    } else {
        "what-if-due"
    };
    desk.kit.words.with(key, &args)
}

/// Other homes of the payer that owe.
fn others(desk: &Desk<'_>, told: &WhatIf) -> String {
    let named = told.others.iter().map(|(home, owed)| {
        let owed = say::amount(desk.kit, *owed);
        format!("{home} {owed}")
    });
    let homes = named.collect::<Vec<_>>().join("  ");
    desk.kit
        .words
        .with("what-if-others", &[("homes", Arg::Text(&homes))])
}

/// One charge: its id, what it is for, what is open now and afterwards.
fn charge(desk: &Desk<'_>, told: &WhatIf, line: &DueLine, width: usize) -> Vec<Span> {
    let (kit, ruler) = (desk.kit, desk.kit.ruler);
    let several = told
        .lines
        .iter()
        .any(|other| other.premises != line.premises);
    let late = if told.late > Amount::ZERO { LATE } else { 0 };
    // The arrow has two columns.
    let room = width.saturating_sub(ID + 2 * AMOUNT + 2 + late).max(ITEM);
    let mut item = format!("{} {}", line.item, line.month);
    if several {
        item = format!("{} {item}", line.premises);
    }
    let open = say::amount(kit, line.open);
    let gets = |pays: Amount, open: Amount| {
        if pays > Amount::ZERO && pays < open {
            Tone::Soon
        } else {
            Tone::Plain
        }
    };
    let nothing = line.pays == Amount::ZERO && line.pays_late == Amount::ZERO;
    let plain = if nothing { Tone::Dim } else { Tone::Plain };
    let mut spans = vec![
        (
            ruler.cell(&format!("#{}", line.charge), ID, Align::Left),
            Tone::Dim,
        ),
        (ruler.cell(&item, room, Align::Left), plain),
        (ruler.amount(&open, AMOUNT), plain),
    ];
    let arrow = kit.glyphs.arrow;
    let after = |open: Amount, pays: Amount| {
        // Never more is settled than is open.
        let left = open.minus(pays).unwrap_or_default();
        say::amount(kit, left)
    };
    spans.push((format!(" {arrow}"), Tone::Dim));
    let left = after(line.open, line.pays);
    spans.push((ruler.amount(&left, AMOUNT), gets(line.pays, line.open)));
    if line.late > Amount::ZERO {
        let late = say::amount(kit, line.late);
        let left = after(line.late, line.pays_late);
        let args = [("late", Arg::Text(&late)), ("left", Arg::Text(&left))];
        let text = kit.words.with("what-if-late", &args);
        spans.push((format!("  {text}"), gets(line.pays_late, line.late)));
    }
    spans
}
