//! What is counted in a form that closes a day: the sum so far, what there should be, and the difference.

use crate::domain::close::cash_of;
use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::fields::Fields;
use crate::tui::kit::Kit;
use crate::tui::say;
use crate::tui::theme::Tone;

/// The command whose form it is, and its field with what there should be.
const CLOSE: &str = "day.close";
const THERE: &str = "cash";

/// The line with the running sum; nothing in another form, and where what is typed is no number yet.
pub fn told(kit: &Kit, command: &str, fields: &Fields) -> Option<(String, Tone)> {
    if command != CLOSE {
        return None;
    }
    let there = fields.iter().find(|field| field.name == THERE)?;
    let there = Amount::parse_signed(&there.value()).ok()?;
    let typed: Vec<(String, i64)> = fields
        .iter()
        .filter_map(|field| Some((field.name.clone(), field.value().parse().ok()?)))
        .collect();
    let pieces = typed.iter().map(|(name, count)| (name.as_str(), *count));
    let counted = cash_of(pieces).ok()?;
    let differ = counted.minus(there).ok()?;
    let amounts = [counted, there, differ].map(|amount| say::amount(kit, amount));
    let [counted, there, sum] = &amounts;
    let args = [
        ("counted", Arg::Text(counted)),
        ("there", Arg::Text(there)),
        ("sum", Arg::Text(sum)),
    ];
    let (key, tone) = if differ == Amount::ZERO {
        ("close-counted-right", Tone::Good)
    } else {
        ("close-counted", Tone::Soon)
    };
    Some((kit.words.with(key, &args), tone))
}
