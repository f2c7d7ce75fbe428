//! What a terminal can do, as far as its environment tells.

use crate::terminal::glyphs::Set;
use crate::terminal::pen::Depth;

/// The variables that tell something. Given, not read here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Variables<'a> {
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `NO_COLOR`.
    pub no_color: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `LC_ALL`.
    pub lc_all: Option<&'a str>,
    /// `LC_CTYPE`.
    pub lc_ctype: Option<&'a str>,
    /// `LANG`.
    pub lang: Option<&'a str>,
}

/// How characters travel to and from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// GBK, GB2312 or GB18030.
    Gbk,
    /// Anything else, and what is not said.
    Other,
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
}

/// Why a terminal cannot show the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// `TERM` is not set: nothing is known.
    Unknown,
    /// `TERM=dumb`: it cannot move its cursor.
    Dumb,
    /// A terminal of the time before Unicode, in a locale that is not UTF-8 either.
    Old,
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

/// Encodings by the name a locale gives them, in small letters without signs.
const CHARSETS: &[(&str, Charset)] = &[
    ("utf8", Charset::Utf8),
    ("gbk", Charset::Gbk),
    ("gb2312", Charset::Gbk),
    ("gb18030", Charset::Gbk),
    ("euccn", Charset::Gbk),
];

impl Kind {
    /// What the variables tell, or why there is no point in trying.
    pub fn of(variables: Variables<'_>) -> Result<Self, Refused> {
        let term = given(variables.term).ok_or(Refused::Unknown)?;
        if DUMB.contains(&term) {
            return Err(Refused::Dumb);
        }
        let charset = charset(variables);
        let colourless = COLOURLESS.iter().any(|name| term.starts_with(name));
        if colourless && charset != Charset::Utf8 {
            return Err(Refused::Old);
        }
        Ok(Self {
            depth: depth(variables, colourless),
            charset,
            hanzi: term != "linux",
        })
    }

    /// The marks to begin with. Ambiguous glyphs are used only once the terminal was asked how wide they are.
    pub fn glyphs(self, ambiguous_wide: Option<bool>) -> Set {
        match (self.charset, self.hanzi, ambiguous_wide) {
            (Charset::Utf8, true, Some(false)) => Set::Unicode,
            (Charset::Utf8 | Charset::Gbk, true, Some(true)) => Set::Gbk,
            _ => Set::Ascii,
        }
    }
}

fn given(variable: Option<&str>) -> Option<&str> {
    variable.filter(|value| !value.is_empty())
}

fn depth(variables: Variables<'_>, colourless: bool) -> Depth {
    if colourless || given(variables.no_color).is_some() {
        return Depth::Mono;
    }
    match variables.colorterm {
        Some("truecolor" | "24bit") => Depth::Full,
        _ => Depth::Sixteen,
    }
}

/// The encoding of the first locale variable that is set, which is the one that counts.
fn charset(variables: Variables<'_>) -> Charset {
    let name: String = given(variables.lc_all)
        .or(given(variables.lc_ctype))
        .or(given(variables.lang))
        .and_then(|locale| locale.split_once('.'))
        .map(|(_, encoding)| encoding.split('@').next().unwrap_or_default())
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    CHARSETS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(Charset::Other, |(_, charset)| *charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(term: &str, lang: &str) -> Result<Kind, Refused> {
        Kind::of(Variables {
            term: Some(term),
            lang: Some(lang),
            ..Variables::default()
        })
    }

    #[test]
    fn what_cannot_show_it_is_refused() {
        assert_eq!(Kind::of(Variables::default()), Err(Refused::Unknown));
        assert_eq!(kind("", "zh_CN.UTF-8"), Err(Refused::Unknown));
        assert_eq!(kind("dumb", "zh_CN.UTF-8"), Err(Refused::Dumb));
        assert_eq!(kind("vt220", "C"), Err(Refused::Old));
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
            no_color: Some("1"),
            colorterm: Some("truecolor"),
            lang: Some("en_US.UTF-8"),
            ..Variables::default()
        });
        assert_eq!(mono.unwrap().depth, Depth::Mono);
        assert_eq!(kind("vt220", "en_US.utf8").unwrap().depth, Depth::Mono);
        assert_eq!(kind("xterm", "C").unwrap().depth, Depth::Sixteen);
    }

    #[test]
    fn the_first_set_locale_counts() {
        let of = |lc_all, lang| {
            charset(Variables {
                lc_all,
                lang,
                ..Variables::default()
            })
        };
        assert_eq!(of(Some("C"), Some("zh_CN.UTF-8")), Charset::Other);
        assert_eq!(of(Some(""), Some("zh_CN.UTF-8")), Charset::Utf8);
        assert_eq!(of(None, Some("zh_CN.GB18030")), Charset::Gbk);
        assert_eq!(of(None, Some("zh_CN.gbk@pinyin")), Charset::Gbk);
        assert_eq!(of(None, None), Charset::Other);
    }

    #[test]
    fn rules_are_drawn_only_when_their_width_is_known() {
        let xterm = kind("xterm", "zh_CN.UTF-8").unwrap();
        assert_eq!(xterm.glyphs(None), Set::Ascii);
        assert_eq!(xterm.glyphs(Some(false)), Set::Unicode);
        assert_eq!(xterm.glyphs(Some(true)), Set::Gbk);
    }
}
