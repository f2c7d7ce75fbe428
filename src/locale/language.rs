//! The languages, and which one a person is spoken to in.

use unic_langid::LanguageIdentifier;

/// A language of the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];
    /// Their tags, in the same order.
    pub const TAGS: [&'static str; 3] = ["zh-Hans", "zh-Hant", "en"];

    /// Returns the tag used in settings and arguments.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Returns the language of a tag; letter case does not matter.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// Returns the language of a POSIX locale such as `zh_TW.UTF-8`; none for `C` and for
    /// languages that are not ours.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['.', '@']).next().unwrap_or_default();
        let mut parts = name.split(['_', '-']);
        match parts.next().map(str::to_ascii_lowercase).as_deref() {
            Some("en") => Some(Self::En),
            Some("zh") => {
                let traditional = |part: &str| {
                    ["TW", "HK", "MO", "HANT"]
                        .iter()
                        .any(|known| part.eq_ignore_ascii_case(known))
                };
                if parts.any(traditional) {
                    Some(Self::ZhHant)
                } else {
                    Some(Self::ZhHans)
                }
            }
            _ => None,
        }
    }

    /// Returns the first language that is named: `asked` are tags in the order in which they count
    /// (the flag, the variable, the settings), then the locale; else Simplified Chinese.
    pub fn choose(asked: &[Option<&str>], locale: Option<&str>) -> Self {
        asked
            .iter()
            .flatten()
            .find_map(|tag| Self::parse(tag).or_else(|| Self::of_locale(tag)))
            .or_else(|| locale.and_then(Self::of_locale))
            .unwrap_or_default()
    }

    /// Returns the identifier whose plural rules count.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_back() {
        for (language, tag) in Language::ALL.into_iter().zip(Language::TAGS) {
            assert_eq!(language.tag(), tag);
            assert_eq!(Language::parse(&tag.to_uppercase()), Some(language));
        }
        assert_eq!(Language::parse("fr"), None);
    }

    #[test]
    fn locales_name_a_language_or_none() {
        for (locale, language) in [
            ("zh_CN.UTF-8", Some(Language::ZhHans)),
            ("zh_CN.GB18030", Some(Language::ZhHans)),
            ("zh", Some(Language::ZhHans)),
            ("zh_TW.UTF-8", Some(Language::ZhHant)),
            ("zh_HK", Some(Language::ZhHant)),
            ("zh-Hant-CN", Some(Language::ZhHant)),
            ("en_GB.UTF-8@euro", Some(Language::En)),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("de_DE.UTF-8", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_flag_goes_before_the_variable_and_the_locale_comes_last() {
        let choose = Language::choose;
        assert_eq!(choose(&[Some("en"), Some("zh-Hans")], None), Language::En);
        assert_eq!(
            choose(&[None, Some("zh-Hant")], Some("en_US")),
            Language::ZhHant
        );
        assert_eq!(choose(&[None, None], Some("en_US.UTF-8")), Language::En);
        assert_eq!(choose(&[Some("nonsense")], Some("en_US")), Language::En);
        assert_eq!(choose(&[], Some("C")), Language::ZhHans);
    }
}
