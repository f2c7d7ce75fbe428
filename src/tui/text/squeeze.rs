//! Several texts in one line: where they do not fit, those that matter least are shortened first.

use crate::tui::text::Ruler;

/// Columns a shortened text keeps before another one is shortened too.
const LEAST: usize = 6;

/// The texts, shortened until all of them together fit into `cols`. Each comes with how freely it may be shortened: the
/// highest first, 0 never. What cannot be helped by shortening is left out in the same order.
pub(super) fn squeeze(ruler: Ruler, texts: &[(&str, u8)], cols: usize) -> Vec<String> {
    let mut shown: Vec<String> = texts.iter().map(|(text, _)| (*text).to_owned()).collect();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(texts.get(*at).map_or(0, |(_, freely)| *freely)));
    for least in [LEAST, 0] {
        for at in &order {
            let all: usize = shown.iter().map(|text| ruler.width(text)).sum();
            let over = all.saturating_sub(cols);
            if over == 0 {
                return shown;
            }
            let free = texts.get(*at).is_some_and(|(_, freely)| *freely > 0);
            if let Some(text) = shown.get_mut(*at).filter(|_| free) {
                let width = ruler.width(text);
                *text = ruler
                    .fit(text, width.saturating_sub(over).max(least.min(width)))
                    .into_owned();
            }
        }
    }
    shown
}
