//! Stepped prices as people write them on one line: `0-100 1.90; 100- 2.40`.

use crate::domain::fees::Tier;
use crate::domain::money::{Quantity, Rate};

/// The most steps of a price.
const MOST: usize = 12;

/// A text that is no stepped price: a step cannot be read, they do not begin at zero, leave a gap, overlap or fall, or
/// the last one has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a stepped price")]
pub struct NotTiers;

/// Reads the steps: each from what it begins at to what it ends at, and what one unit in it costs; the last without an
/// end. Returns the price of the first and the steps above it.
pub fn read_tiers(text: &str) -> Result<(Rate, Vec<Tier>), NotTiers> {
    let steps = text.split([';', '；']).map(str::trim);
    let steps: Vec<&str> = steps.filter(|step| !step.is_empty()).collect();
    if steps.len() > MOST {
        return Err(NotTiers);
    }
    let mut first = None;
    let mut tiers: Vec<Tier> = Vec::new();
    // Where the step before ended; nothing once one had no end.
    let mut next = Some(Quantity::ZERO);
    for step in steps {
        let (low, end, rate) = read_step(step)?;
        if next != Some(low) || end.is_some_and(|end| end <= low) {
            return Err(NotTiers);
        }
        next = end;
        match first {
            None => first = Some(rate),
            Some(_) => tiers.push(Tier { above: low, rate }),
        }
    }
    match (first, next) {
        (Some(first), None) => Ok((first, tiers)),
        _ => Err(NotTiers),
    }
}

/// Reads `100-200 2.40`, or without an end `100- 2.40`.
fn read_step(step: &str) -> Result<(Quantity, Option<Quantity>, Rate), NotTiers> {
    let (span, rate) = step.rsplit_once(char::is_whitespace).ok_or(NotTiers)?;
    let (low, end) = span.split_once(['-', '－', '–']).ok_or(NotTiers)?;
    let quantity = |text: &str| Quantity::parse(text.trim()).map_err(|_| NotTiers);
    let end = Some(end.trim()).filter(|end| !end.is_empty());
    Ok((
        quantity(low)?,
        end.map(quantity).transpose()?,
        Rate::parse(rate.trim()).map_err(|_| NotTiers)?,
    ))
}

/// Writes the steps as `read_tiers` reads them; empty where there is one price for all.
pub fn tiers_text(first: Rate, tiers: &[Tier]) -> String {
    let mut steps = Vec::with_capacity(tiers.len() + 1);
    let mut low = (Quantity::ZERO, first);
    for tier in tiers {
        steps.push(format!(
            "{}-{} {}",
            short(low.0.plain()),
            short(tier.above.plain()),
            short(low.1.plain())
        ));
        low = (tier.above, tier.rate);
    }
    if steps.is_empty() {
        return String::new();
    }
    steps.push(format!(
        "{}- {}",
        short(low.0.plain()),
        short(low.1.plain())
    ));
    steps.join("; ")
}

/// A number without the zeros behind its point.
pub fn short(plain: String) -> String {
    if !plain.contains('.') {
        return plain;
    }
    plain.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(above: &str, rate: &str) -> Tier {
        Tier {
            above: Quantity::parse(above).unwrap(),
            rate: Rate::parse(rate).unwrap(),
        }
    }

    #[test]
    fn steps_are_read_and_written_alike() {
        let text = "0-2880 0.59; 2880-4800 0.64; 4800- 0.89";
        let (first, tiers) = read_tiers(text).unwrap();
        assert_eq!(first, Rate::parse("0.59").unwrap());
        assert_eq!(tiers, [tier("2880", "0.64"), tier("4800", "0.89")]);
        assert_eq!(tiers_text(first, &tiers), text);
        assert_eq!(
            read_tiers(" 0 - 12.5  1.9 ；12.5－ 2.4；").unwrap(),
            (Rate::parse("1.9").unwrap(), vec![tier("12.5", "2.4")])
        );
        // One step for all is one price.
        assert_eq!(
            read_tiers("0- 3"),
            Ok((Rate::parse("3").unwrap(), Vec::new()))
        );
        assert_eq!(tiers_text(first, &[]), "");
    }

    #[test]
    fn what_is_out_of_order_is_none() {
        for text in [
            "",
            ";",
            "1.9",
            "0-100",
            "0-100 1.90",
            "0-100 1.90; 100-200 2.40",
            "10- 1.90",
            "0-100 1.90; 120- 2.40",
            "0-100 1.90; 90- 2.40",
            "100- 2.40; 0-100 1.90",
            "0- 1.90; 100- 2.40",
            "0-0 1.90; 0- 2.40",
            "0-100 -1; 100- 2.40",
            "0-100 1.90; 100- 2.40001",
            "0-99999999999999999 1; 99999999999999999- 2",
        ] {
            assert_eq!(read_tiers(text), Err(NotTiers), "{text}");
        }
        let many: Vec<String> = (0..13).map(|at| format!("{at}-{} 1", at + 1)).collect();
        assert_eq!(
            read_tiers(&format!("{}; 13- 1", many.join("; "))),
            Err(NotTiers)
        );
    }
}
