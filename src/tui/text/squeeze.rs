//! Several texts in one line: where they do not fit, those that matter least are shortened first.

use crate::tui::text::Ruler;

/// Columns a shortened text keeps before another one is shortened too.
const LEAST: usize = 6;

/// The texts, shortened until all of them together fit into `cols`. Each comes with how freely it may be shortened: the
/// highest first, 1 only once all others are gone, 0 never. What cannot be helped by shortening is left out in the same
/// order.
pub(super) fn squeeze(ruler: Ruler, texts: &[(&str, u8)], cols: usize) -> Vec<String> {
    let mut shown: Vec<String> = texts.iter().map(|(text, _)| (*text).to_owned()).collect();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(texts.get(*at).map_or(0, |(_, freely)| *freely)));
    for (keeps, may) in [(true, 2), (false, 2), (true, 1), (false, 1)] {
        for at in &order {
            let all: usize = shown.iter().map(|text| ruler.width(text)).sum();
            let over = all.saturating_sub(cols);
            if over == 0 {
                return shown;
            }
            let free = texts.get(*at).is_some_and(|(_, freely)| *freely >= may);
            if let Some(text) = shown.get_mut(*at).filter(|_| free) {
                let width = ruler.width(text);
                let room = width.saturating_sub(over).max(LEAST.min(width));
                *text = if keeps {
                    ruler.fit(text, room).into_owned()
                } else {
                    String::new()
                };
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::terminal::width::Widths;
    use crate::tui::text::Ruler;

    #[test]
    fn what_matters_least_goes_first_and_what_matters_most_never() {
        let ruler = Ruler::new(
            Widths {
                ambiguous_wide: false,
            },
            "…",
        );
        let texts = [
            ("3-2-1201", 4),
            ("厨房水管漏水了", 9),
            ("急修", 0),
            ("王师傅", 6),
        ];
        for (cols, shown) in [
            (32, ["3-2-1201", "厨房水管漏水了", "急修", "王师傅"]),
            (28, ["3-2-1201", "厨房水管…", "急修", "王师傅"]),
            (22, ["3-2-12…", "厨房…", "急修", "王师傅"]),
            (17, ["3-2-1…", "", "急修", "王师傅"]),
            (9, ["", "", "急修", ""]),
            (1, ["", "", "急修", ""]),
        ] {
            assert_eq!(ruler.squeeze(&texts, cols), shown, "{cols}");
        }
    }
}
