//! Exact numbers from printed text; no floating point.

/// Why a text is not the number that was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// No number at all.
    NotANumber,
    /// More decimal places than can be kept.
    TooFine,
    /// Does not fit.
    TooLarge,
}

/// Reads `text` as a number times ten to the power `places`: `"94.56"` with 2 places is 9456.
///
/// A leading plus or minus, thousands separators in groups of three, a currency sign in front and trailing zeros
/// behind the point are understood; anything else is refused, and nothing is rounded.
pub fn scaled(text: &str, places: usize) -> Result<i64, NumberFault> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '\u{2212}', '\u{ff0d}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.trim_start_matches(['\u{a5}', '\u{ffe5}']).trim();
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let whole = without_separators(whole).ok_or(NumberFault::NotANumber)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(&whole) || !digits(fraction) {
        return Err(NumberFault::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return Err(NumberFault::TooFine);
    }
    let mut value: i64 = 0;
    let padding = std::iter::repeat_n(b'0', places - fraction.len());
    for byte in whole.bytes().chain(fraction.bytes()).chain(padding) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i64::from(byte - b'0')))
            .ok_or(NumberFault::TooLarge)?;
    }
    Ok(if negative { -value } else { value })
}

/// The digits of a whole part, if its commas stand where thousands separators stand.
fn without_separators(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    sound.then(|| whole.replace(',', ""))
}

/// The decimal text of a spreadsheet's number as the spreadsheet shows it: 15 significant digits, no exponent.
///
/// `None` for what is no number.
pub fn printed(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    // Rounding to 15 digits in text and parsing back gives the shortest number that prints the same.
    let rounded: f64 = format!("{number:.14e}").parse().ok()?;
    let text = rounded.to_string();
    Some(if text == "-0" { "0".to_owned() } else { text })
}

#[cfg(test)]
mod tests {
    use super::{NumberFault, printed, scaled};

    #[test]
    fn amounts_are_exact() {
        let cases = [
            ("20", 2, Ok(2000)),
            ("1.3", 4, Ok(13000)),
            ("94.56", 2, Ok(9456)),
            ("94.560", 2, Ok(9456)),
            (" ¥1,234.50 ", 2, Ok(123_450)),
            ("-3.5", 2, Ok(-350)),
            (".5", 2, Ok(50)),
            ("94.567", 2, Err(NumberFault::TooFine)),
            ("1,23", 2, Err(NumberFault::NotANumber)),
            ("", 2, Err(NumberFault::NotANumber)),
            (".", 2, Err(NumberFault::NotANumber)),
            ("1e5", 2, Err(NumberFault::NotANumber)),
            ("--1", 2, Err(NumberFault::NotANumber)),
            ("92233720368547758", 2, Ok(9_223_372_036_854_775_800)),
            ("92233720368547759", 2, Err(NumberFault::TooLarge)),
        ];
        for (text, places, wanted) in cases {
            assert_eq!(scaled(text, places), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_cell_prints_as_the_sheet_shows_it() {
        assert_eq!(printed(94.56).unwrap(), "94.56");
        assert_eq!(printed(0.1 + 0.2).unwrap(), "0.3");
        assert_eq!(printed(17_000_000_001.0).unwrap(), "17000000001");
        assert_eq!(printed(-0.0).unwrap(), "0");
        assert_eq!(
            printed(999_999_199_001_010_002.0).unwrap(),
            "999999199001010000"
        );
        assert_eq!(printed(f64::NAN), None);
    }
}
