//! Decimal numbers as text, read strictly and printed exactly.

use crate::domain::fold::half_width;

use super::MoneyFault;

/// More digits than any number here has; a longer one is too large whatever it says.
const MOST_DIGITS: usize = 16;
/// Marks a person may write before or after the digits.
const MARKS: &[char] = &['¥', '￥', '元'];

/// Reads `text` as a number of `10^-places` units.
///
/// Full-width digits count as digits; groups of thousands must be whole groups.
pub(super) fn parse(text: &str, places: u32) -> Result<i64, MoneyFault> {
    let narrow: String = text.chars().map(half_width).collect();
    let (negative, rest) = match narrow.trim().strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, narrow.trim()),
    };
    let digits = rest.trim_matches(|c: char| MARKS.contains(&c) || c == ' ');
    if digits.is_empty() {
        return Err(MoneyFault::Empty);
    }
    let (whole, decimals) = match digits.split_once('.') {
        Some((_, "")) => return Err(MoneyFault::NotANumber),
        Some((whole, decimals)) => (whole, decimals),
        None => (digits, ""),
    };
    let whole = ungrouped(whole)?;
    if !whole
        .bytes()
        .chain(decimals.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return Err(MoneyFault::NotANumber);
    }
    let wanted = usize::try_from(places).map_err(|_| MoneyFault::TooLarge)?;
    if decimals.len() > wanted {
        return Err(MoneyFault::TooManyDecimals);
    }
    let significant = whole.trim_start_matches('0');
    if significant.len() + wanted > MOST_DIGITS {
        return Err(MoneyFault::TooLarge);
    }
    let number: i64 = format!("0{significant}{decimals:0<wanted$}")
        .parse()
        .map_err(|_| MoneyFault::TooLarge)?;
    Ok(if negative { -number } else { number })
}

/// Takes the commas out of `1,236`; refuses groups that are not thousands.
fn ungrouped(whole: &str) -> Result<String, MoneyFault> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let later: Vec<&str> = groups.collect();
    let wrong = first.is_empty()
        || later.iter().any(|group| group.len() != 3)
        || (!later.is_empty() && first.len() > 3);
    if wrong {
        return Err(MoneyFault::NotANumber);
    }
    Ok(format!("{first}{}", later.concat()))
}

/// Prints `number` of `10^-places` units, with commas between thousands if `grouped`.
pub(super) fn print(number: i64, places: u32, grouped: bool) -> String {
    let unit = 10_u64.pow(places);
    let (whole, decimals) = (number.unsigned_abs() / unit, number.unsigned_abs() % unit);
    let sign = if number < 0 { "-" } else { "" };
    let digits = whole.to_string();
    let mut shown = String::with_capacity(digits.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        if grouped && at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    let width = usize::try_from(places).unwrap_or_default();
    format!("{sign}{shown}.{decimals:0width$}")
}
