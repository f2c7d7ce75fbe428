//! Wordings of time: how long is left, how late it is, how long ago it was, which day it is.

use super::{Arg, Words};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// The messages of the days of the week, Monday first.
const WEEKDAYS: [&str; 7] = [
    "day-monday",
    "day-tuesday",
    "day-wednesday",
    "day-thursday",
    "day-friday",
    "day-saturday",
    "day-sunday",
];

/// Returns the wording of a deadline `minutes` away: 还剩 0:28, and 超时 1:52 once it is past.
/// A deadline reached to the minute still has 0:00 left.
pub fn deadline(words: &Words, minutes: i64) -> String {
    if minutes < 0 {
        let late = clock(minutes.saturating_neg());
        words.with("time-over", &[("time", Arg::Text(&late))])
    } else {
        words.with("time-left", &[("time", Arg::Text(&clock(minutes)))])
    }
}

/// Returns the wording of something `minutes` overdue, in its largest unit: 逾期 1 天, 逾期 5 时.
pub fn overdue(words: &Words, minutes: i64) -> String {
    in_unit(
        words,
        minutes,
        [
            "time-overdue-days",
            "time-overdue-hours",
            "time-overdue-minutes",
        ],
    )
}

/// Returns the wording of a length of time in its largest unit: 3 天, 2 小时, 15 分钟.
pub fn span(words: &Words, minutes: i64) -> String {
    in_unit(
        words,
        minutes,
        ["time-span-days", "time-span-hours", "time-span-minutes"],
    )
}

/// Returns how many months ago something was: 本月, 上个月, 3 个月前.
pub fn months_ago(words: &Words, months: i64) -> String {
    match months {
        ..=0 => words.get("time-month-this").into_owned(),
        1 => words.get("time-month-last").into_owned(),
        _ => words.with("time-months-ago", &[("months", Arg::Number(months))]),
    }
}

/// Returns how a day relates to today, where there is a word for it: 昨天, 今天, 明天, 后天.
pub fn near_day(words: &Words, days_ahead: i64) -> Option<String> {
    let key = match days_ahead {
        -1 => "time-day-yesterday",
        0 => "time-day-today",
        1 => "time-day-tomorrow",
        2 => "time-day-after-tomorrow",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}

/// Returns the name of a day of the week, 0 being Monday; any number counts on round the week.
pub fn weekday(words: &Words, from_monday: usize) -> String {
    weekday_message(words, from_monday, "")
}

/// Returns the short name of a day of the week: 六, Sat.
pub fn weekday_short(words: &Words, from_monday: usize) -> String {
    weekday_message(words, from_monday, ".short")
}

fn weekday_message(words: &Words, from_monday: usize, attribute: &str) -> String {
    let key = WEEKDAYS.iter().cycle().nth(from_monday % WEEKDAYS.len());
    let key = key.copied().unwrap_or_default();
    words.get(&format!("{key}{attribute}")).into_owned()
}

/// Returns `h:mm`.
fn clock(minutes: i64) -> String {
    format!("{}:{:02}", minutes / HOUR, minutes % HOUR)
}

fn in_unit(words: &Words, minutes: i64, [days, hours, rest]: [&str; 3]) -> String {
    if minutes >= DAY {
        words.with(days, &[("days", Arg::Number(minutes / DAY))])
    } else if minutes >= HOUR {
        words.with(hours, &[("hours", Arg::Number(minutes / HOUR))])
    } else {
        words.with(rest, &[("minutes", Arg::Number(minutes.max(0)))])
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::Language;

    use super::*;

    #[test]
    fn deadlines_change_their_word_when_they_pass() {
        let words = Words::load(Language::ZhHans);
        assert_eq!(deadline(&words, 28), "还剩 0:28");
        assert_eq!(deadline(&words, 0), "还剩 0:00");
        assert_eq!(deadline(&words, -112), "超时 1:52");
        assert_eq!(deadline(&words, i64::MIN + 1).chars().next(), Some('超'));
    }

    #[test]
    fn lengths_are_said_in_their_largest_unit() {
        let zh = Words::load(Language::ZhHans);
        let en = Words::load(Language::En);
        for (minutes, chinese, english) in [
            (-5, "逾期 0 分", "0 min late"),
            (59, "逾期 59 分", "59 min late"),
            (60, "逾期 1 时", "1 h late"),
            (1439, "逾期 23 时", "23 h late"),
            (1440, "逾期 1 天", "1 day late"),
            (4000, "逾期 2 天", "2 days late"),
        ] {
            assert_eq!(overdue(&zh, minutes), chinese);
            assert_eq!(overdue(&en, minutes), english);
        }
        assert_eq!(span(&zh, 180), "3 小时");
        assert_eq!(span(&en, 60), "1 hour");
    }

    #[test]
    fn days_and_months_have_their_words() {
        let words = Words::load(Language::ZhHans);
        assert_eq!(weekday(&words, 5), "星期六");
        assert_eq!(weekday_short(&words, 5), "六");
        assert_eq!(weekday_short(&words, 7), "一");
        assert_eq!(months_ago(&words, 0), "本月");
        assert_eq!(months_ago(&words, 1), "上个月");
        assert_eq!(months_ago(&words, 3), "3 个月前");
        assert_eq!(near_day(&words, 1).as_deref(), Some("明天"));
        assert_eq!(near_day(&words, 3), None);
    }
}
