//! The people of a home, to choose whose masked value is to be shown.

use ratatui::layout::Rect;

use crate::tui::keymap::Context;
use crate::tui::layers::home::person_spans;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::target::Aim;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::PersonView;
use crate::wire::{Body, Query, Reply, Subject};

/// The command that shows a masked value.
const REVEAL: &str = "person.reveal";

/// The people of one home.
pub struct People {
    home: Subject,
    all: Vec<PersonView>,
    sheet: Sheet,
}

impl People {
    /// Of the home this record belongs to.
    pub fn new(home: Subject) -> Self {
        Self {
            home,
            all: Vec::new(),
            sheet: Sheet::default(),
        }
    }
}

fn reveal(person: &PersonView) -> Vec<Effect> {
    let form = Effect::Form(REVEAL.to_owned(), Some(Aim::of_person(person)), Vec::new());
    vec![Effect::Pop, form]
}

impl Layer for People {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn cover(&self) -> Cover {
        let rows = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        Cover::Box(rows.saturating_add(1).max(2))
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let picked = self.sheet.picked().and_then(|pick| self.all.get(pick));
        match (name, picked) {
            ("open" | "person.reveal", Some(person)) => Outcome::Done(reveal(person)),
            ("open", None) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                let Reply::Home(home) = *reply else {
                    return Vec::new();
                };
                self.all = home.people;
                match self.all.as_slice() {
                    [] => {
                        let text = desk.kit.words.get("people-none").into_owned();
                        return vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))];
                    }
                    [only] => return reveal(only),
                    _ => {}
                }
                let people = self.all.iter().enumerate();
                let rows = people.map(|(at, person)| Row::of(person_spans(desk, person)).picks(at));
                self.sheet.set(rows.collect());
                Vec::new()
            }
            Body::Refused(refusal) => {
                let text = say::refusal(desk.kit, desk.clock, &refusal);
                vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))]
            }
            _ => Vec::new(),
        }
    }

    fn start(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(0, Query::Home(self.home))]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let title = desk.kit.words.get("people-title");
        canvas.rule((area.x, area.y), area.width, (&title, ""), true);
        self.sheet
            .draw(canvas, below_rule(area), desk.kit.glyphs.selected);
    }
}
