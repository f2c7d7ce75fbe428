//! What a terminal can do, as far as its environment tells.

use crate::terminal::charset::Charset;
use crate::terminal::glyphs::Set;
use crate::terminal::pen::Depth;
use crate::terminal::width::Widths;

/// The variables that tell something. Given, not read here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Variables<'a> {
    /// `TERM`.
    pub term: Option<&'a str>,
    /// Whether colours are unwanted.
    pub no_color: bool,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// The locale of characters.
    pub locale: Option<&'a str>,
}

/// What a terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind {
    /// Its colours.
    pub depth: Depth,
    /// The encoding of its locale.
    pub charset: Charset,
    /// Whether it has Chinese glyphs: the Linux console has none.
    pub hanzi: bool,
    /// Whether it may know no more than a VT100.
    pub basic: bool,
}

/// Why a terminal cannot show the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// `TERM` is not set: nothing is known.
    Unknown,
    /// `TERM=dumb`: it cannot move its cursor.
    Dumb,
    /// A terminal of the time before Unicode, in a locale that has no Chinese either.
    Old,
    /// It takes an encoding that is none of ours: every character outside ASCII would be garbage.
    Foreign,
}

/// Terminals that cannot place a cursor.
const DUMB: &[&str] = &["dumb", "unknown", "network", "emacs"];

/// Terminals, by the beginning of their names, without colours.
const COLOURLESS: &[&str] = &[
    "vt1",
    "vt2",
    "vt3",
    "vt4",
    "vt5",
    "wy",
    "ansi-m",
    "xterm-mono",
];

/// How the names of terminals begin that knew neither the insertion of lines nor the end of one style.
const BASIC: &str = "vt1";

impl Kind {
    /// What the variables tell, or why there is no point in trying.
    pub fn of(variables: Variables<'_>) -> Result<Self, Refused> {
        let term = given(variables.term).ok_or(Refused::Unknown)?;
        if DUMB.contains(&term) {
            return Err(Refused::Dumb);
        }
        let charset = Charset::of_locale(variables.locale);
        let colourless = COLOURLESS.iter().any(|name| term.starts_with(name));
        if colourless && !charset.has_hanzi() {
            return Err(Refused::Old);
        }
        if charset == Charset::Other {
            return Err(Refused::Foreign);
        }
        Ok(Self {
            depth: depth(variables, colourless),
            charset,
            hanzi: term != "linux",
            basic: term.starts_with(BASIC),
        })
    }

    /// The marks to begin with. Ambiguous glyphs are used only once the terminal was asked how wide they are.
    pub fn glyphs(self, ambiguous_wide: Option<bool>) -> Set {
        match (self.charset, self.hanzi, ambiguous_wide) {
            (Charset::Utf8, true, Some(false)) => Set::Unicode,
            (charset, true, Some(_)) if charset.has_hanzi() => Set::Gbk,
            _ => Set::Ascii,
        }
    }

    /// The widths to begin with: where a character of two bytes usually takes two columns, so do ambiguous ones.
    pub const fn widths(self) -> Widths {
        Widths {
            ambiguous_wide: self.charset.is_gb(),
        }
    }
}

fn given(variable: Option<&str>) -> Option<&str> {
    variable.filter(|value| !value.is_empty())
}

fn depth(variables: Variables<'_>, colourless: bool) -> Depth {
    if colourless || variables.no_color {
        return Depth::Mono;
    }
    match variables.colorterm {
        Some("truecolor" | "24bit") => Depth::Full,
        _ => Depth::Sixteen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(term: &str, locale: &str) -> Result<Kind, Refused> {
        Kind::of(Variables {
            term: Some(term),
            locale: Some(locale),
            ..Variables::default()
        })
    }

    #[test]
    fn what_cannot_show_it_is_refused() {
        assert_eq!(Kind::of(Variables::default()), Err(Refused::Unknown));
        assert_eq!(kind("", "zh_CN.UTF-8"), Err(Refused::Unknown));
        assert_eq!(kind("dumb", "zh_CN.UTF-8"), Err(Refused::Dumb));
        assert_eq!(kind("vt220", "C"), Err(Refused::Old));
        assert_eq!(kind("xterm", "zh_TW.BIG5"), Err(Refused::Foreign));
        assert_eq!(kind("linux", "en_US.ISO-8859-1"), Err(Refused::Foreign));
    }

    #[test]
    fn the_console_has_colours_and_no_hanzi() {
        let linux = kind("linux", "zh_CN.UTF-8").unwrap();
        assert_eq!(linux.depth, Depth::Sixteen);
        assert!(!linux.hanzi);
        assert_eq!(linux.glyphs(Some(false)), Set::Ascii);
    }

    #[test]
    fn no_color_and_old_terminals_get_none() {
        let mono = Kind::of(Variables {
            term: Some("xterm-256color"),
            no_color: true,
            colorterm: Some("truecolor"),
            locale: Some("en_US.UTF-8"),
        });
        assert_eq!(mono.unwrap().depth, Depth::Mono);
        assert_eq!(kind("vt220", "en_US.utf8").unwrap().depth, Depth::Mono);
        assert_eq!(kind("xterm", "C").unwrap().depth, Depth::Sixteen);
        assert!(kind("vt100", "en_US.utf8").unwrap().basic);
        assert!(!kind("vt220", "en_US.utf8").unwrap().basic);
    }

    #[test]
    fn rules_are_drawn_only_when_their_width_is_known() {
        let xterm = kind("xterm", "zh_CN.UTF-8").unwrap();
        assert_eq!(xterm.glyphs(None), Set::Ascii);
        assert_eq!(xterm.glyphs(Some(false)), Set::Unicode);
        assert_eq!(xterm.glyphs(Some(true)), Set::Gbk);
        assert!(!xterm.widths().ambiguous_wide);
        for locale in ["zh_CN.GBK", "zh_CN.GB18030"] {
            let older = kind("vt220", locale).unwrap();
            assert_eq!(older.glyphs(None), Set::Ascii);
            assert_eq!(older.glyphs(Some(true)), Set::Gbk);
            assert_eq!(older.glyphs(Some(false)), Set::Gbk);
            assert!(older.widths().ambiguous_wide);
        }
    }
}
