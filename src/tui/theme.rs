//! What text is meant as, and how each theme shows it; colours stand nowhere else.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is meant as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// The top line.
    Head,
    /// A rule across.
    Rule,
    /// The rule above what has the focus.
    Focus,
    /// The key cell of the selected row.
    Selected,
    /// Late, refused, wrong.
    Late,
    /// Soon late.
    Soon,
    /// Of less weight: labels, remarks.
    Dim,
    /// A key to press.
    Key,
    /// Done, as it should be.
    Good,
    /// Text being typed.
    Input,
    /// A heading within a page.
    Title,
}

/// A theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// The sixteen colours every colour terminal has, on its own ground.
    #[default]
    Sixteen,
    /// No colours: bold, underline and reverse carry the meaning.
    Mono,
}

/// One row a tone: how it is shown in colours and without.
struct Row(Tone, Style, Style);

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const LOUD: Style = BOLD.add_modifier(Modifier::UNDERLINED);

const TABLE: [Row; 12] = [
    Row(Tone::Plain, PLAIN, PLAIN),
    Row(Tone::Head, BOLD, BOLD),
    Row(Tone::Rule, PLAIN.fg(Color::Cyan), PLAIN),
    Row(Tone::Focus, BOLD.fg(Color::Cyan), BOLD),
    Row(Tone::Selected, REVERSED, REVERSED),
    Row(Tone::Late, BOLD.fg(Color::Red), LOUD),
    Row(Tone::Soon, PLAIN.fg(Color::Yellow), BOLD),
    Row(Tone::Dim, PLAIN.fg(Color::Cyan), PLAIN),
    Row(Tone::Key, BOLD, BOLD),
    Row(Tone::Good, PLAIN.fg(Color::Green), PLAIN),
    Row(Tone::Input, UNDERLINED, UNDERLINED),
    Row(Tone::Title, BOLD, BOLD),
];

impl Theme {
    /// The names of all themes, as in settings.
    pub const NAMES: [&'static str; 2] = ["colour", "mono"];

    /// Returns the theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "colour" => Some(Self::Sixteen),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }

    /// Returns how it shows a tone.
    pub fn style(self, tone: Tone) -> Style {
        let row = TABLE.iter().find(|row| row.0 == tone);
        row.map_or(PLAIN, |row| match self {
            Self::Sixteen => row.1,
            Self::Mono => row.2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_the_meaning_stays() {
        for Row(tone, _, _) in TABLE {
            let mono = Theme::Mono.style(tone);
            assert_eq!((mono.fg, mono.bg), (None, None), "{tone:?}");
        }
        // What may stand beside the other and must not be taken for it.
        for (one, other) in [
            (Tone::Late, Tone::Plain),
            (Tone::Late, Tone::Soon),
            (Tone::Late, Tone::Key),
            (Tone::Late, Tone::Input),
            (Tone::Late, Tone::Good),
            (Tone::Soon, Tone::Plain),
            (Tone::Soon, Tone::Good),
            (Tone::Soon, Tone::Input),
            (Tone::Key, Tone::Dim),
            (Tone::Focus, Tone::Rule),
            (Tone::Selected, Tone::Plain),
            (Tone::Selected, Tone::Late),
            (Tone::Input, Tone::Dim),
            (Tone::Input, Tone::Key),
        ] {
            for theme in [Theme::Sixteen, Theme::Mono] {
                let styles = (theme.style(one), theme.style(other));
                assert_ne!(styles.0, styles.1, "{one:?} and {other:?} in {theme:?}");
            }
        }
        assert_eq!(
            Theme::NAMES.map(Theme::named),
            [Some(Theme::Sixteen), Some(Theme::Mono)]
        );
    }
}
