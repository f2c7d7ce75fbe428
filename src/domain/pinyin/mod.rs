//! Finding and sorting Chinese names by their sound.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use crate::domain::fold::{fold, fold_char};

/// Sounds written with two letters at their beginning.
const DOUBLE_INITIALS: &[&str] = &["zh", "ch", "sh"];
/// How many characters of a name may be read otherwise than usual in one entry of the index.
const RARE_INITIALS: usize = 2;
/// The same for sounds written in full.
const RARE_SOUNDS: usize = 1;
/// Characters of a name that are indexed; no name is longer.
const INDEXED: usize = 12;

/// Surnames whose usual sound is not the first of the character's readings.
static SURNAMES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    include_str!("surnames.txt")
        .lines()
        .filter_map(|line| {
            let (surname, sounds) = line.split_once(' ')?;
            Some((surname, sounds.split(' ').collect()))
        })
        .collect()
});

/// Returns every reading of `c` without tones, `ü` written `v`; none if it has no sound.
pub fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for sound in c.to_pinyin_multi().into_iter().flatten() {
        let plain = sound.plain().replace('ü', "v");
        if !found.contains(&plain) {
            found.push(plain);
        }
    }
    found
}

/// Returns the sounds of each character of `name`, the usual first; characters without sound stand for themselves.
fn sounds(name: &str) -> Vec<Vec<String>> {
    let folded: Vec<char> = name
        .chars()
        .map(fold_char)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let mut sounds: Vec<Vec<String>> = folded
        .iter()
        .map(|c| {
            let found = readings(*c);
            if found.is_empty() {
                vec![c.to_string()]
            } else {
                found
            }
        })
        .collect();
    for length in [2, 1] {
        let surname: String = folded.iter().take(length).collect();
        let Some(usual) = SURNAMES.get(surname.as_str()) else {
            continue;
        };
        for (place, sound) in sounds.iter_mut().zip(usual) {
            place.retain(|other| other != sound);
            place.insert(0, (*sound).to_owned());
        }
        break;
    }
    sounds
}

/// Returns what names are sorted by: the sounds in full, then the characters.
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    for place in sounds(name) {
        key.push_str(place.first().map_or("", String::as_str));
        key.push(' ');
    }
    key.push_str(&fold(name));
    key
}

/// Returns whether `typed` is the beginning of `name` by characters, sounds in full, initials, or a mixture.
///
/// `wangjianguo`, `wjg`, `wangjg`, `王jg` and `wangji` all find 王建国; every reading counts.
pub fn matches(name: &str, typed: &str) -> bool {
    let typed: String = fold(typed)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect();
    if typed.is_empty() {
        return false;
    }
    let characters: Vec<char> = name
        .chars()
        .map(fold_char)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let mut rests: BTreeSet<&str> = BTreeSet::from([typed.as_str()]);
    for (character, places) in characters.iter().zip(sounds(name)) {
        let mut next = BTreeSet::new();
        for rest in rests {
            if let Some(left) = rest.strip_prefix(*character) {
                next.insert(left);
            }
            for sound in &places {
                let lu = sound.replace('v', "u");
                if sound.starts_with(rest) || lu.starts_with(rest) {
                    return true;
                }
                let whole = [sound.as_str(), lu.as_str()];
                for form in whole.into_iter().chain(initials(sound)) {
                    next.extend(rest.strip_prefix(form));
                }
            }
        }
        if next.contains("") {
            return true;
        }
        rests = next;
    }
    false
}

/// Returns the ways the beginning of a sound is abbreviated: `z` and `zh`.
fn initials(sound: &str) -> impl Iterator<Item = &str> {
    let first = sound
        .char_indices()
        .nth(1)
        .map_or(Some(sound), |(at, _)| sound.get(..at));
    let double = DOUBLE_INITIALS
        .iter()
        .find_map(|double| sound.starts_with(double).then_some(*double));
    first.into_iter().chain(double)
}

/// Returns the words under which `name` is found in a contiguous index: initials and sounds, every reading.
///
/// 单雄信 gives `sxx dxx cxx shanxiongxin danxiongxin chanxiongxin`.
pub fn search_text(name: &str) -> String {
    let mut places = sounds(name);
    places.truncate(INDEXED);
    let short: Vec<Vec<String>> = places
        .iter()
        .map(|sounds| {
            let mut letters: Vec<String> = Vec::new();
            for letter in sounds.iter().filter_map(|sound| initials(sound).next()) {
                if !letters.iter().any(|other| other == letter) {
                    letters.push(letter.to_owned());
                }
            }
            letters
        })
        .collect();
    let mut words = combined(&short, RARE_INITIALS);
    for word in combined(&places, RARE_SOUNDS) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(" ")
}

/// Returns the words made of one choice at each place, with at most `rare` choices that are not the first.
fn combined(places: &[Vec<String>], rare: usize) -> Vec<String> {
    let mut words = vec![(String::new(), 0)];
    for choices in places {
        words = words
            .iter()
            .flat_map(|(word, used)| {
                choices.iter().enumerate().map(move |(at, choice)| {
                    (format!("{word}{choice}"), used + usize::from(at > 0))
                })
            })
            .filter(|(_, used)| *used <= rare)
            .collect();
    }
    words.sort_by_key(|(_, used)| *used);
    words
        .into_iter()
        .map(|(word, _)| word)
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_surnames_read() {
        assert_eq!(SURNAMES.len(), include_str!("surnames.txt").lines().count());
        for (surname, sounds) in SURNAMES.iter() {
            assert_eq!(surname.chars().count(), sounds.len(), "{surname}");
            for (c, sound) in surname.chars().zip(sounds) {
                let known = readings(c).iter().any(|reading| reading == sound);
                assert!(known, "{surname} {sound} {:?}", readings(c));
            }
        }
    }

    #[test]
    fn finds_names_as_they_are_typed() {
        for typed in [
            "王",
            "王建",
            "wjg",
            "wangjianguo",
            "wangjg",
            "wjguo",
            "wangji",
            "w",
            "王jg",
            "WJG",
            "wang jian guo",
        ] {
            assert!(matches("王建国", typed), "{typed}");
            assert!(matches("王建國", typed), "{typed}");
        }
        for typed in ["", "jg", "wjx", "wjgx", "李", "wangx", " "] {
            assert!(!matches("王建国", typed), "{typed}");
        }
    }

    #[test]
    fn every_reading_counts() {
        for typed in ["sxx", "dxx", "shanxx", "danxiongxin"] {
            assert!(matches("单雄信", typed), "{typed}");
        }
        for typed in ["lv", "lu", "lü", "lvbu", "lb"] {
            assert!(matches("吕布", typed), "{typed}");
        }
        assert!(matches("郑洁", "zhj") && matches("郑洁", "zj"));
        assert!(matches("欧阳修", "oyx") && matches("区少芬", "osf"));
        assert!(matches("张O2", "zo2"));
    }

    #[test]
    fn sorts_by_the_sound_of_the_surname() {
        let mut names = [
            "王建国",
            "单雄信",
            "解晓东",
            "仇英",
            "查良镛",
            "盖叫天",
            "尉迟恭",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "盖叫天",
                "仇英",
                "单雄信",
                "王建国",
                "解晓东",
                "尉迟恭",
                "查良镛"
            ]
        );
    }

    #[test]
    fn the_index_holds_initials_and_sounds() {
        let text = search_text("单雄信");
        let words: Vec<&str> = text.split(' ').collect();
        for word in ["sxx", "dxx", "cxx", "shanxiongxin", "danxiongxin"] {
            assert!(words.contains(&word), "{word} not in {text}");
        }
        assert_eq!(words[0], "sxx");
        assert_eq!(search_text(""), "");
    }

    proptest! {
        #[test]
        fn any_text_is_borne(name in "\\PC{0,30}", typed in "\\PC{0,10}") {
            let _ = (matches(&name, &typed), sort_key(&name));
            let text = search_text(&name);
            prop_assert!(text.len() < 200_000);
        }

        /// Whatever the index holds for a name finds it.
        #[test]
        fn what_is_indexed_matches(name in "[王李单解吕区郑国建重乐长行]{1,4}") {
            for word in search_text(&name).split(' ') {
                prop_assert!(matches(&name, word), "{} {}", name, word);
            }
        }
    }
}
