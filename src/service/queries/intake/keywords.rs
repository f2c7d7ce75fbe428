//! What a matter told in plain words is about: the word it begins with says its kind, the words in it its category.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::fold::fold;
use crate::domain::premises::Code;

/// The words of the data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keywords {
    leads: BTreeMap<String, Vec<String>>,
    public: Public,
    rows: Vec<Row>,
}

/// What is nobody's own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Public {
    unit: Vec<String>,
    estate: Vec<String>,
}

/// A category and the words that speak of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    category: String,
    words: Vec<String>,
}

/// The lead that says nothing of the kind, though it begins with one that does.
const NONE: &str = "none";

/// A test holds that the file reads.
static KEYWORDS: LazyLock<Keywords> =
    LazyLock::new(|| toml::from_str(include_str!("keywords.toml")).unwrap_or_default());

/// Returns the kind the first word of a text says it is of.
pub(super) fn lead(text: &str) -> Option<&'static str> {
    let text = fold(text);
    let leads = KEYWORDS.leads.iter();
    let leads = leads.flat_map(|(kind, words)| words.iter().map(move |word| (kind, word)));
    leads
        .filter(|(_, word)| text.starts_with(word.as_str()))
        .max_by_key(|(_, word)| word.len())
        .map(|(kind, _)| kind.as_str())
        .filter(|kind| *kind != NONE)
}

/// Returns the public area a text speaks of, as seen from the home with this code: `3-2 公共`, or that of the whole
/// estate.
pub(super) fn area(text: &str, home: &str) -> Option<Code> {
    let text = fold(text);
    let speaks = |words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
    let parts: Vec<&str> = home.split('-').collect();
    let within = match parts.as_slice() {
        _ if speaks(&KEYWORDS.public.estate) => &[],
        [building, unit, _] if speaks(&KEYWORDS.public.unit) => &[*building, *unit][..],
        _ => return None,
    };
    Some(Code::Public {
        within: within.iter().map(|part| (*part).to_owned()).collect(),
    })
}

/// Returns the first category that `fits` of those a text speaks of.
pub(super) fn category(text: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let text = fold(text);
    let held = |row: &&Row| row.words.iter().any(|word| text.contains(word.as_str()));
    let rows = KEYWORDS.rows.iter().filter(held);
    let mut codes = rows.map(|row| row.category.as_str());
    codes.find(|code| fits(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactKind;

    #[test]
    fn the_words_read() {
        let words: Keywords = toml::from_str(include_str!("keywords.toml")).unwrap();
        assert!(
            words
                .leads
                .keys()
                .all(|kind| kind == NONE || ContactKind::from_name(kind).is_some())
        );
        let known = include_str!("../../seed/categories.toml");
        for row in &words.rows {
            let code = format!("code = \"{}\"\n", row.category);
            assert!(known.contains(&code), "{code}");
            assert!(row.words.iter().all(|word| fold(word) == *word));
        }
    }

    #[test]
    fn plain_words_say_what_it_is_about() {
        for (text, wanted) in [
            ("水管漏水", "water"),
            ("家里漏水", "water"),
            ("马桶堵了", "sewage"),
            ("厕所堵了", "sewage"),
            ("下水道堵了", "sewage"),
            ("没热水", "water"),
            ("卧室渗水", "leak"),
            ("家里没电", "electric"),
            ("又跳闸了", "electric"),
            ("電梯壞了", "lift"),
            ("电梯停了", "lift"),
            ("地下车库灯坏了", "lighting"),
            ("厨房灯坏了", "electric"),
            ("门口井盖坏", "public"),
            ("道闸坏了", "access"),
            ("密码锁没电了", "lock"),
            ("楼上太吵", "noise"),
            ("客厅吊顶有奇怪响声", ""),
            ("装修押金", ""),
        ] {
            assert_eq!(
                category(text, |_| true).unwrap_or_default(),
                wanted,
                "{text}"
            );
        }
        assert_eq!(category("电梯太吵", |code| code != "lift"), Some("noise"));
    }

    #[test]
    fn what_is_nobodys_own_is_in_a_public_area() {
        for (text, home, wanted) in [
            ("地下车库灯坏了", "3-2-1201", "公共"),
            ("電梯異響", "3-2-1201", "3-2 公共"),
            ("楼道灯不亮", "3-2-1201", "3-2 公共"),
            ("楼道灯不亮", "", ""),
            ("厨房灯坏了", "3-2-1201", ""),
        ] {
            let area = area(text, home).map(|code| code.to_string());
            assert_eq!(area.unwrap_or_default(), wanted, "{text} {home}");
        }
    }

    #[test]
    fn the_word_it_begins_with_says_its_kind() {
        for (text, wanted) in [
            ("投诉楼上吵", "complaint"),
            ("报修水管", "repair"),
            ("建议多种树", "request"),
            ("问一下装修押金", "enquiry"),
            ("问物业费多少钱", "enquiry"),
            ("问租房手续", "enquiry"),
            ("请问几点下班", "enquiry"),
            ("问题一直没解决", ""),
            ("上次投诉没人管", ""),
        ] {
            assert_eq!(lead(text).unwrap_or_default(), wanted, "{text}");
        }
    }
}
