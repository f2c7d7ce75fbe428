//! The fields of a form, one below the other, one of them with the cursor.

use ratatui::layout::Rect;

use crate::domain::error::{FieldFault, Refusal, Why};
use crate::locale::Arg as WordArg;
use crate::tui::clock::Clock;
use crate::tui::fields::Field;
use crate::tui::kit::Kit;
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::view::Choice;

/// Columns of a label, at least.
const LABEL: u16 = 12;
/// Columns of the widest label there is room for.
const WIDEST: u16 = 20;
/// Offers shown at once.
const OFFERS: usize = 7;

/// What a name did to the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Nothing; it is not theirs.
    Nothing,
    /// The cursor or the eye moved.
    Moved,
    /// The text of the field with the cursor changed.
    Changed,
    /// An offer was taken and the cursor moved on.
    Taken,
    /// The offers of the field with the cursor are wanted.
    Unfolded,
}

/// The fields.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    list: Vec<Field>,
    at: usize,
}

impl Fields {
    /// These fields, the cursor in the first.
    pub const fn new(list: Vec<Field>) -> Self {
        Self { list, at: 0 }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.list.iter()
    }

    /// The one with this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.list.iter_mut().find(|field| field.name == name)
    }

    /// The one with the cursor.
    pub fn focused(&self) -> Option<&Field> {
        self.list.get(self.at)
    }

    /// The place of the one with the cursor.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Changes what fields there are; the cursor stays in its own.
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<Field>)) {
        let here = self.focused().map(|field| field.name.clone());
        change(&mut self.list);
        let found = self
            .list
            .iter()
            .position(|field| Some(&field.name) == here.as_ref());
        self.at = found.unwrap_or(0);
    }

    /// Puts the cursor into the field of this name.
    pub fn go_to(&mut self, name: &str) {
        let wanted = |field: &Field| field.name == name && !field.is_fixed();
        if let Some(at) = self.list.iter().position(wanted) {
            self.leave();
            self.at = at;
        }
    }

    /// Puts the cursor into the first field that must be filled and is not; into the first one otherwise.
    pub fn go_to_missing(&mut self) {
        let missing = |field: &Field| field.must && field.line.is_empty();
        let first = self.list.iter().position(|field| !field.is_fixed());
        self.at = self.list.iter().position(missing).or(first).unwrap_or(0);
    }

    fn leave(&mut self) {
        if let Some(field) = self.list.get_mut(self.at) {
            field.spell_out();
            field.close();
        }
    }

    /// Moves the cursor on; false at the end.
    pub fn next(&mut self) -> bool {
        self.leave();
        let behind = self.list.iter().enumerate().skip(self.at + 1);
        let next = behind.into_iter().find(|(_, field)| !field.is_fixed());
        self.at = next.map_or(self.at, |(at, _)| at);
        next.is_some()
    }

    /// Moves the cursor back; false at the beginning.
    pub fn previous(&mut self) -> bool {
        self.leave();
        let before = self.list.iter().take(self.at);
        let previous = before.into_iter().rposition(|field| !field.is_fixed());
        self.at = previous.unwrap_or(self.at);
        previous.is_some()
    }

    /// Types text into the field with the cursor; false if not all of it could be taken.
    pub fn insert(&mut self, text: &str) -> bool {
        self.list
            .get_mut(self.at)
            .is_none_or(|field| field.insert(text))
    }

    /// Does what a name says about the fields.
    pub fn command(&mut self, name: &str) -> Did {
        let Some(field) = self.list.get_mut(self.at) else {
            return Did::Nothing;
        };
        match name {
            "move.down" => {
                if !field.step(true) {
                    self.next();
                }
                Did::Moved
            }
            "move.up" => {
                if !field.step(false) {
                    self.previous();
                }
                Did::Moved
            }
            "form.next" => {
                let taken = field.accept();
                self.next();
                if taken { Did::Taken } else { Did::Moved }
            }
            "form.previous" => {
                self.previous();
                Did::Moved
            }
            "move.page_down" | "move.page_up" => Did::Moved,
            "form.choices" => {
                field.unfold();
                Did::Unfolded
            }
            "edit.left" | "edit.right" | "edit.start" | "edit.end" => {
                field.edit(name);
                Did::Moved
            }
            _ if field.edit(name) => Did::Changed,
            _ => Did::Nothing,
        }
    }

    /// Puts the offer in the eye is on.
    pub fn accept(&mut self) -> bool {
        self.list.get_mut(self.at).is_some_and(Field::accept)
    }

    /// Hides the offers; false if none were shown.
    pub fn close(&mut self) -> bool {
        let Some(field) = self.list.get_mut(self.at).filter(|field| field.open) else {
            return false;
        };
        field.close();
        true
    }

    /// Shows all that can be chosen in the field with the cursor.
    pub fn unfold(&mut self) {
        if let Some(field) = self.list.get_mut(self.at) {
            field.unfold();
        }
    }

    /// The one with the cursor, to change it.
    pub fn focused_mut(&mut self) -> Option<&mut Field> {
        self.list.get_mut(self.at)
    }

    /// Takes what the service offers for the field with the cursor.
    pub fn offered(&mut self, kit: &Kit, clock: &Clock, choices: &[Choice]) {
        if let Some(field) = self.list.get_mut(self.at) {
            field.offered(kit, clock, choices);
        }
    }

    /// Shows what is wrong with each field and puts the cursor into the first wrong one.
    pub fn faults(&mut self, kit: &Kit, clock: &Clock, refusal: &Refusal) {
        let refusal = say::worded(&kit.words, refusal);
        for field in &mut self.list {
            let found = refusal
                .fields
                .iter()
                .find(|fault| fault.field == field.name);
            field.fault = match found {
                // What can be chosen stands below it.
                Some(fault) if fault.why == Why::BadChoice => {
                    kit.words.get("said-no-such-choice").into_owned()
                }
                Some(fault) => say::fault(kit, clock, fault),
                None => String::new(),
            };
        }
        if let Some(at) = self.list.iter().position(|field| !field.fault.is_empty()) {
            self.leave();
            self.at = at;
        }
    }

    /// Takes away what was wrong and is so no longer.
    pub fn settle(&mut self, faults: &[FieldFault]) {
        for field in &mut self.list {
            let right = faults.iter().all(|fault| fault.field != field.name);
            if right && !field.line.is_empty() {
                field.fault.clear();
            }
        }
    }

    /// What the command gets: every field that is not empty.
    pub fn args(&self) -> Vec<(String, String)> {
        let args = self
            .list
            .iter()
            .map(|field| (field.name.clone(), field.value()));
        args.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What was typed and differs from what was there: name, value.
    pub fn changes(&self) -> Vec<(String, String)> {
        let changed = self.list.iter().filter(|field| field.is_changed());
        let changes = changed.map(|field| (field.name.clone(), field.value()));
        changes.collect()
    }

    /// What a draft keeps: what was typed, without secrets.
    pub fn kept(&self) -> Vec<(String, String)> {
        let open = self.list.iter().filter(|field| !field.is_secret());
        let typed = open.filter(|field| field.edited);
        let kept = typed.map(|field| (field.name.clone(), field.value()));
        kept.collect()
    }

    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Field> {
        let at = self.list.iter().position(|field| field.name == name)?;
        self.at -= usize::from(at < self.at);
        Some(self.list.remove(at))
    }

    /// Puts a field before the others, the cursor in it.
    pub fn put_first(&mut self, field: Field) {
        self.leave();
        self.list.insert(0, field);
        self.at = 0;
    }

    /// Takes what is there by now where another value was there before. What was typed stays; each field
    /// says what became of it. Whether any differs.
    pub fn compare(&mut self, kit: &Kit, given: &[(String, String)]) -> bool {
        let mut differ = false;
        for field in &mut self.list {
            let now = given.iter().find(|(name, _)| *name == field.name);
            let now = now.map_or("", |(_, value)| value.as_str());
            if now == field.begun() {
                continue;
            }
            differ = true;
            let (before, after) = (field.shown(kit, field.begun()), field.shown(kit, now));
            let told = |text: &str| {
                let none = kit.words.get("form-empty");
                if text.is_empty() {
                    none.into_owned()
                } else {
                    text.to_owned()
                }
            };
            let (before, after) = (told(&before), told(&after));
            let args = [
                ("before", WordArg::Text(&before)),
                ("after", WordArg::Text(&after)),
            ];
            let key = if field.is_changed() {
                "form-theirs"
            } else {
                "form-changed"
            };
            field.news = kit.words.with(key, &args);
            field.begin(kit, now);
        }
        let told = |field: &Field| !field.news.is_empty() && !field.is_fixed();
        let both = self
            .list
            .iter()
            .position(|field| told(field) && field.is_changed());
        // Where both changed the same a decision is wanted.
        if let Some(at) = both.or_else(|| self.list.iter().position(told)) {
            self.leave();
            self.at = at;
        }
        differ
    }

    /// Columns the labels take: those of the widest, where there is room for it.
    fn label_width(&self, kit: &Kit, room: u16) -> u16 {
        let widths = self
            .list
            .iter()
            .map(|field| kit.ruler.width(&label(kit, field)));
        let widest = u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX);
        widest.clamp(LABEL, WIDEST.min(room / 4).max(LABEL))
    }

    /// Draws them; with `focus` the cursor stands in one of them. What does not fit scrolls with the cursor.
    pub fn draw(&self, kit: &Kit, canvas: &mut Canvas<'_>, area: Rect, focus: bool) {
        let height = usize::from(area.height);
        let below = |field: &Field| {
            usize::from(!field.fault.is_empty()) + usize::from(!field.news.is_empty())
        };
        let offers = self.focused().filter(|field| focus && field.open);
        let offered = offers.map_or(0, |field| field.offers.len().min(OFFERS));
        // Lines up to and with what belongs to the field with the cursor.
        let through: usize = self
            .list
            .iter()
            .take(self.at + 1)
            .map(|field| 1 + below(field))
            .sum();
        let mut skip = if focus {
            (through + offered).saturating_sub(height)
        } else {
            0
        };
        let label = self.label_width(kit, area.width);
        let mut y = area.y;
        for (at, field) in self.list.iter().enumerate() {
            let lines = 1 + below(field);
            let here = focus && at == self.at;
            if skip >= lines && !here {
                skip -= lines;
                continue;
            }
            if y >= area.bottom() {
                return;
            }
            y = draw_field(kit, canvas, Rect { y, ..area }, (field, here), label);
            if here {
                y = draw_offers(
                    kit,
                    canvas,
                    Rect { y, ..area },
                    field,
                    (label, area.bottom()),
                );
            }
        }
    }
}

/// The label of a field, marked where it must be filled.
fn label(kit: &Kit, field: &Field) -> String {
    let mut label = field.title(kit);
    if field.must {
        label.push_str(kit.glyphs.marked);
    }
    label
}

/// Draws one field from the top of `area` and returns the line below it.
fn draw_field(
    kit: &Kit,
    canvas: &mut Canvas<'_>,
    area: Rect,
    (field, here): (&Field, bool),
    width: u16,
) -> u16 {
    let mark = if here { kit.glyphs.selected } else { " " };
    canvas.put((area.x, area.y), mark, Tone::Plain, 1);
    canvas.cell(
        (area.x + 2, area.y),
        &label(kit, field),
        Tone::Dim,
        (width, Align::Left),
    );
    let x = area.x + 2 + width + 1;
    let room = area.width.saturating_sub(2 + width + 2);
    if field.is_fixed() {
        canvas.put((x, area.y), field.line.text(), Tone::Plain, room);
    } else {
        canvas.input((x, area.y), &field.line, room, here, field.is_secret());
    }
    // What is longer than its room shows its end, where the cursor is.
    if here && field.is_selected() && canvas.width(field.line.text()) < room {
        canvas.put((x, area.y), field.line.text(), Tone::Selected, room);
    }
    let mut y = area.y + 1;
    if !field.news.is_empty() {
        canvas.put((x, y), &field.news, Tone::Soon, room);
        y += 1;
    }
    if !field.fault.is_empty() {
        canvas.put((x, y), &field.fault, Tone::Late, room);
        y += 1;
    }
    y
}

/// Draws the offers of the field with the cursor and returns the line below them.
fn draw_offers(
    kit: &Kit,
    canvas: &mut Canvas<'_>,
    area: Rect,
    field: &Field,
    (width, bottom): (u16, u16),
) -> u16 {
    let mut y = area.y;
    if !field.open {
        return y;
    }
    let first = field
        .pick
        .map_or(0, |pick| (pick + 1).saturating_sub(OFFERS));
    let offers = field.offers.iter().enumerate().skip(first).take(OFFERS);
    let x = area.x + 2 + width + 1;
    let room = area.width.saturating_sub(2 + width + 2);
    for (at, offer) in offers {
        if y >= bottom {
            break;
        }
        let picked = field.pick == Some(at);
        let (mark, tone) = if picked {
            (kit.glyphs.selected, Tone::Selected)
        } else {
            (" ", Tone::Plain)
        };
        canvas.put((x - 2, y), mark, Tone::Plain, 1);
        let end = canvas.put((x, y), &offer.label, tone, room);
        let rest = room.saturating_sub(end - x + 2);
        canvas.put((end + 2, y), &offer.note, Tone::Dim, rest);
        y += 1;
    }
    y
}
