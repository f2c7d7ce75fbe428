//! Amounts in capital figures (大写金额), as receipts and cheques write them.

use super::Amount;

/// The capital figures.
const FIGURES: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
/// Places within a group of four.
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
/// Groups of four, the lowest first; the limit of an amount is within the third.
const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
const ZERO: &str = "零";
const YUAN: &str = "元";
const JIAO: &str = "角";
const FEN: &str = "分";
const WHOLE: &str = "整";
const MINUS: &str = "负";

fn figure(digit: u64) -> &'static str {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| FIGURES.get(digit))
        .copied()
        .unwrap_or_default()
}

/// The figures of a group below ten thousand, zeros between them written once; empty for nothing.
fn group(number: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (place, name) in (0_u32..).zip(PLACES).collect::<Vec<_>>().into_iter().rev() {
        let digit = number / 10_u64.pow(place) % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push_str(ZERO);
            gap = false;
        }
        text.push_str(figure(digit));
        text.push_str(name);
    }
    text
}

/// Whole yuan; empty for nothing.
fn whole(yuan: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (at, name) in (0_u32..).zip(GROUPS).collect::<Vec<_>>().into_iter().rev() {
        let part = yuan / 10_000_u64.pow(at) % 10_000;
        if part == 0 {
            gap = !text.is_empty();
            continue;
        }
        // A zero stands where a place is empty between two groups.
        if gap || (!text.is_empty() && part < 1_000) {
            text.push_str(ZERO);
        }
        gap = false;
        text.push_str(&group(part));
        text.push_str(name);
    }
    text
}

impl Amount {
    /// Prints the amount in capital figures: `壹仟贰佰叁拾陆元零伍分`, `捌拾元整`.
    ///
    /// After the rules for bills and receipts (票据填写规范): zeros in a row are written once, 整 stands behind yuan and
    /// jiao and never behind fen.
    pub fn capitals(self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut text = String::new();
        if self.is_negative() {
            text.push_str(MINUS);
        }
        let figures = whole(yuan);
        let odd = jiao > 0 || fen > 0;
        if yuan > 0 || !odd {
            text.push_str(if figures.is_empty() { ZERO } else { &figures });
            text.push_str(YUAN);
        }
        if jiao > 0 {
            text.push_str(figure(jiao));
            text.push_str(JIAO);
        } else if fen > 0 && yuan > 0 {
            text.push_str(ZERO);
        }
        if fen > 0 {
            text.push_str(figure(fen));
            text.push_str(FEN);
        } else {
            text.push_str(WHOLE);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_as_on_a_cheque() {
        for (fen, text) in [
            (0, "零元整"),
            (5, "伍分"),
            (50, "伍角整"),
            (55, "伍角伍分"),
            (100, "壹元整"),
            (1_000, "壹拾元整"),
            (12_060, "壹佰贰拾元陆角整"),
            (123_605, "壹仟贰佰叁拾陆元零伍分"),
            (100_005, "壹仟元零伍分"),
            (640_902, "陆仟肆佰零玖元零贰分"),
            (3_250_400, "叁万贰仟伍佰零肆元整"),
            (10_700_053, "壹拾万柒仟元伍角叁分"),
            (1_680_032, "壹万陆仟捌佰元叁角贰分"),
            (10_000_100, "壹拾万零壹元整"),
            (100_000_000, "壹佰万元整"),
            (10_000_001_000, "壹亿零壹拾元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (1_000_000_000_000, "壹佰亿元整"),
            (-1_250, "负壹拾贰元伍角整"),
        ] {
            assert_eq!(Amount::from_fen(fen).unwrap().capitals(), text, "{fen}");
        }
    }

    /// Reads capital figures back: what a clerk does who checks a cheque.
    fn read(text: &str) -> i64 {
        let (mut sum, mut group, mut digit) = (0_i64, 0_i64, 0_i64);
        let text = text.trim_end_matches(WHOLE);
        for c in text.chars() {
            let c = c.to_string();
            if let Some(value) = FIGURES.iter().position(|figure| *figure == c) {
                digit = i64::try_from(value).unwrap();
            } else if let Some(place) = PLACES.iter().skip(1).position(|name| *name == c) {
                group += digit * 10_i64.pow(u32::try_from(place).unwrap() + 1);
                digit = 0;
            } else {
                let below = group + digit;
                match &*c {
                    "亿" => sum = (sum + below) * 100_000_000,
                    "万" => sum += below * 10_000,
                    YUAN => sum = (sum + below) * 100,
                    JIAO => sum += digit * 10,
                    FEN => sum += digit,
                    other => panic!("{other}"),
                }
                (group, digit) = (0, 0);
            }
        }
        sum
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(fen in 0..=1_000_000_000_000_i64) {
            prop_assert_eq!(read(&Amount::from_fen(fen).unwrap().capitals()), fen);
        }

        #[test]
        fn zeros_are_never_written_twice(yuan in 0..=10_000_000_i64, odd in 0..100_i64) {
            let text = Amount::from_fen(yuan * 100 + odd).unwrap().capitals();
            prop_assert!(!text.contains("零零"), "{}", text);
        }
    }
}
