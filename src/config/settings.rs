//! The user's `config.toml`: language, keymap, theme; all its faults at once.

use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, line_of, syntax_faults};
use super::nearest::nearest;

/// The names of all settings.
const NAMES: [&str; 3] = ["language", "keymap", "theme"];

/// The values a setting may have; known higher up, so given.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Language tags.
    pub languages: &'a [&'a str],
    /// Names of shipped keymaps.
    pub keymaps: &'a [&'a str],
    /// Names of themes.
    pub themes: &'a [&'a str],
}

/// A keymap by name or by file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeymapChoice {
    /// One that is shipped.
    Shipped(String),
    /// A file of the user's; a relative one is meant from the folder of `config.toml`.
    File(PathBuf),
}

impl KeymapChoice {
    /// Reads `NAME|FILE`: what has a slash or ends in `.toml` is a file.
    pub fn parse(value: &str) -> Self {
        let path = PathBuf::from(value);
        if value.contains('/') || path.extension().is_some_and(|ending| ending == "toml") {
            Self::File(path)
        } else {
            Self::Shipped(value.to_owned())
        }
    }
}

/// What the user has set; what is not set is left to others to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language's tag.
    pub language: Option<String>,
    /// The keymap laid over the default one.
    pub keymap: Option<KeymapChoice>,
    /// The theme's name.
    pub theme: Option<String>,
}

/// The text of a settings file with another language in it; what else stands there stays.
pub fn with_language(text: &str, tag: &str) -> String {
    let line = format!("language = \"{tag}\"");
    let is_language = |line: &str| {
        let name = line.split_once('=').map(|(name, _)| name.trim());
        name.is_some_and(|name| name.trim_matches(['"', '\'']) == "language")
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut lines: Vec<&str> = text.lines().filter(|line| !is_language(line)).collect();
    lines.insert(0, &line);
    lines.join("\n") + "\n"
}

impl Settings {
    /// Reads the text of `file`; the faults come in the order of their lines.
    pub fn parse(file: &str, text: &str, known: &Known<'_>) -> Result<Self, Vec<Fault>> {
        let (document, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            file,
            text,
            faults: syntax_faults(file, text, &errors),
        };
        let mut settings = Self::default();
        for (key, value) in document.get_ref() {
            let name: &str = key.get_ref();
            match name {
                "language" => {
                    settings.language = reader.one_of(name, value, known.languages);
                }
                "theme" => settings.theme = reader.one_of(name, value, known.themes),
                "keymap" => settings.keymap = reader.keymap(value, known.keymaps),
                _ => reader.unknown(name, &key.span()),
            }
        }
        if reader.faults.is_empty() {
            return Ok(settings);
        }
        reader.faults.sort_by_key(|fault| fault.line);
        Err(reader.faults)
    }
}

/// The text being read and what was found wrong in it.
struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    faults: Vec<Fault>,
}

type Value<'a> = toml::Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn fault(&self, span: &Range<usize>, code: &'static str) -> Fault {
        Fault::new(self.file, line_of(self.text, span.start), code)
    }

    fn unknown(&mut self, name: &str, span: &Range<usize>) {
        let near = nearest(name, NAMES);
        let fault = self
            .fault(span, "unknown-setting")
            .fact("name", name)
            .nearest(near);
        self.faults.push(fault);
    }

    fn text_of(&mut self, name: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let fault = self
                .fault(&value.span(), "wrong-type")
                .fact("name", name)
                .fact("found", value.get_ref().type_str());
            self.faults.push(fault);
        }
        text
    }

    fn one_of(&mut self, name: &str, value: &Value<'_>, known: &[&str]) -> Option<String> {
        let text = self.text_of(name, value)?;
        if known.contains(&text.as_str()) {
            return Some(text);
        }
        let near = nearest(&text, known.iter().copied());
        let fault = self
            .fault(&value.span(), "unknown-value")
            .fact("name", name)
            .fact("value", text)
            .fact("known", known.join(" "))
            .nearest(near);
        self.faults.push(fault);
        None
    }

    fn keymap(&mut self, value: &Value<'_>, known: &[&str]) -> Option<KeymapChoice> {
        match KeymapChoice::parse(&self.text_of("keymap", value)?) {
            file @ KeymapChoice::File(_) => Some(file),
            KeymapChoice::Shipped(_) => self
                .one_of("keymap", value, known)
                .map(KeymapChoice::Shipped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'static> = Known {
        languages: &["zh-Hans", "zh-Hant", "en"],
        keymaps: &["default", "vim"],
        themes: &["plain", "night"],
    };

    fn faults(text: &str) -> Vec<String> {
        let faults = Settings::parse("config.toml", text, &KNOWN).unwrap_err();
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn reads_what_is_set_and_leaves_the_rest() {
        let settings = Settings::parse(
            "config.toml",
            "language = \"en\"\nkeymap = \"vim\"\n",
            &KNOWN,
        )
        .unwrap();
        assert_eq!(settings.language.as_deref(), Some("en"));
        assert_eq!(settings.keymap, Some(KeymapChoice::Shipped("vim".into())));
        assert_eq!(settings.theme, None);
        assert_eq!(
            Settings::parse("config.toml", "", &KNOWN).unwrap(),
            Settings::default()
        );
    }

    #[test]
    fn a_language_is_put_in_and_the_rest_stays() {
        let text = with_language("# mine\nlanguage = \"en\"\nkeymap = \"vim\"\n", "zh-Hans");
        assert_eq!(text, "language = \"zh-Hans\"\n# mine\nkeymap = \"vim\"\n");
        let read = Settings::parse("config.toml", &text, &KNOWN).unwrap();
        assert_eq!(read.language.as_deref(), Some("zh-Hans"));
        assert_eq!(with_language("", "en"), "language = \"en\"\n");
        let odd = with_language(
            "\u{feff}\"language\" = \"en\"\ntheme = \"mono\"\n",
            "zh-Hans",
        );
        assert_eq!(odd, "language = \"zh-Hans\"\ntheme = \"mono\"\n");
    }

    #[test]
    fn a_keymap_may_be_a_file() {
        let settings = Settings::parse("c", "keymap = \"keymaps/mine.toml\"", &KNOWN).unwrap();
        assert_eq!(
            settings.keymap,
            Some(KeymapChoice::File(PathBuf::from("keymaps/mine.toml")))
        );
    }

    #[test]
    fn names_all_faults_at_once_with_line_and_nearest_name() {
        assert_eq!(
            faults("theme = \"nigth\"\nlangauge = \"en\"\nkeymap = 3\nlanguage = \"fr\"\n"),
            [
                "1: unknown-value name=theme value=nigth known=plain night nearest=night",
                "2: unknown-setting name=langauge nearest=language",
                "3: wrong-type name=keymap found=integer",
                "4: unknown-value name=language value=fr known=zh-Hans zh-Hant en",
            ]
        );
    }

    #[test]
    fn a_broken_file_is_a_fault_beside_the_others() {
        let found = faults("theme = \nlangauge = \"en\"\n");
        assert!(
            found.iter().any(|f| f.starts_with("1: syntax")),
            "{found:?}"
        );
        assert!(
            found.iter().any(|f| f.starts_with("2: unknown-setting")),
            "{found:?}"
        );
    }
}
