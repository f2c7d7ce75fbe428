//! Days as spreadsheets and people write them.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// A plain number in a column of days is read as a day only from here (1927-05-18): smaller ones are some other number.
const LEAST_PLAIN_SERIAL: i64 = 10_000;

/// The day of a spreadsheet's serial number in the 1900 system.
///
/// The system counts a 29 February 1900 that never was: number 60 is no day, and later numbers are one too high.
pub fn from_serial(serial: i64) -> Option<NaiveDate> {
    let base = match serial {
        1..=59 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        61.. => NaiveDate::from_ymd_opt(1899, 12, 30)?,
        _ => return None,
    };
    let days = chrono::Days::new(u64::try_from(serial).ok()?);
    base.checked_add_days(days).filter(|day| permitted(*day))
}

/// A day from a number that no date format marks: a serial number, or eight digits such as 20200610.
pub fn from_plain_number(text: &str) -> Option<NaiveDate> {
    let number: i64 = text.parse().ok()?;
    if number >= 10_000_000 {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return from_parts(year, month, day);
    }
    (number >= LEAST_PLAIN_SERIAL).then(|| from_serial(number))?
}

/// A day from text: `2020-6-10`, `2020/06/10`, `2020.6.10`, `2020年6月10日`, each with or without a time behind it.
pub fn from_text(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_plain_number(text);
    }
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, time.trim()),
        None => (text, ""),
    };
    if !time
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
    {
        return None;
    }
    let (year, rest) = date.split_once(['-', '/', '.', '\u{5e74}'])?;
    let (month, day) = rest.split_once(['-', '/', '.', '\u{6708}'])?;
    let day = day.strip_suffix(['\u{65e5}', '\u{53f7}']).unwrap_or(day);
    let digits = |part: &str, longest: usize| {
        let sound = part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| part.parse::<i64>().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    from_parts(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
}

/// The seconds since midnight of a time: `9:04`, `09:04:38`, with or without a fraction of a second.
fn clock(text: &str) -> Option<u32> {
    let (time, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = time.split(':').map(|part| {
        let sound = part.len() <= 2 && digits(part);
        sound.then(|| part.parse::<u32>().ok())?
    });
    let hour = parts.next()?.filter(|hour| *hour < 24)?;
    let minute = parts.next()?.filter(|minute| *minute < 60)?;
    let second = parts.next().unwrap_or(Some(0))?;
    let sound = parts.next().is_none() && second < 60 && digits(fraction);
    sound.then_some(hour * 3600 + minute * 60 + second)
}

/// A day and time from text, as [`from_text`] reads the day; a day alone begins at midnight.
pub fn moment_from_text(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let seconds = match time.trim() {
        "" => 0,
        time => clock(time)?,
    };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    Some(from_text(date)?.and_time(time))
}

/// The day and time of a serial number: days before the point, the part of the day behind it, to the second.
pub fn moment_from_serial(text: &str) -> Option<NaiveDateTime> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A part of a day is no exact number of seconds as a spreadsheet keeps it.
    let part: String = part.chars().chain("000000000".chars()).take(9).collect();
    let part: i64 = part.parse().ok()?;
    let seconds = (part * 86_400 + 500_000_000) / 1_000_000_000;
    let start = from_serial(whole.parse().ok()?)?.and_time(NaiveTime::MIN);
    start.checked_add_signed(Duration::try_seconds(seconds)?)
}

fn from_parts(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
        .filter(|day| permitted(*day))
}

/// The days the program keeps (REL 4.3).
fn permitted(day: NaiveDate) -> bool {
    (1900..=2199).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{from_plain_number, from_serial, from_text, moment_from_serial, moment_from_text};

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn serial_numbers_count_the_day_that_never_was() {
        assert_eq!(from_serial(0), None);
        assert_eq!(from_serial(1), day(1900, 1, 1));
        assert_eq!(from_serial(59), day(1900, 2, 28));
        assert_eq!(from_serial(60), None);
        assert_eq!(from_serial(61), day(1900, 3, 1));
        assert_eq!(from_serial(42370), day(2016, 1, 1));
        assert_eq!(from_serial(109_574), day(2199, 12, 31));
        assert_eq!(from_serial(109_575), None);
        assert_eq!(from_serial(i64::MAX), None);
    }

    #[test]
    fn people_write_days_in_many_ways() {
        for text in [
            "2020-6-10",
            "2020-06-10",
            "2020/6/10",
            "2020.06.10",
            "2020年6月10日",
            "2020年06月10号",
            "20200610",
            "43992",
            "2020-06-10 12:30:00",
            "2020-06-10T00:00:00.000",
        ] {
            assert_eq!(from_text(text), day(2020, 6, 10), "{text}");
        }
    }

    #[test]
    fn moments_are_read_to_the_second_however_they_are_written() {
        let said = |text: &str| moment_from_text(text).map(|moment| moment.to_string());
        for (text, moment) in [
            ("2019/2/28 11:25:05", "2019-02-28 11:25:05"),
            ("2019/12/9 9:04:38", "2019-12-09 09:04:38"),
            ("2018-05-17 08:32:04", "2018-05-17 08:32:04"),
            ("2020年1月8日 14:44", "2020-01-08 14:44:00"),
            ("2019-01-02T23:59:59.999", "2019-01-02 23:59:59"),
            ("2019.1.2", "2019-01-02 00:00:00"),
        ] {
            assert_eq!(said(text).as_deref(), Some(moment), "{text}");
        }
        for text in [
            "",
            "2019-02-30 1:00",
            "2019/1/2 24:00:00",
            "2019/1/2 1:60",
            "2019/1/2 1:2:60",
            "2019/1/2 noon",
            "2019/1/2 1",
            "2019/1/2 1:2:3:4",
            "11:25:05",
            "2019/1/2 1:2:3.x",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
        for (serial, moment) in [
            ("43782.47246527778", Some("2019-11-13 11:20:21")),
            ("43678", Some("2019-08-01 00:00:00")),
            ("43678.999999999", Some("2019-08-02 00:00:00")),
            ("60.5", None),
            ("x.5", None),
        ] {
            let read = moment_from_serial(serial).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), moment, "{serial}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2020-13-1",
            "2020-02-30",
            "20-6-10",
            "2020-6",
            "10/6/2020",
            "6",
            "12",
            "2200-01-01",
            "1899-12-31",
            "2020-06-10 noon",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
        assert_eq!(from_plain_number("12"), None);
    }
}
