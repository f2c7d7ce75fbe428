//! Which columns of a list fit a terminal, and how wide each is there.

use crate::cli::print::one_line;
use crate::domain::safe_text::SafeText;
use crate::tui::text::{Align, Ruler};

/// Blanks between two columns.
pub const GAP: usize = 2;
/// Columns a text may want before the others have what they need.
const MODEST: usize = 20;

/// The columns that are shown: their places in the list, and their widths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub places: Vec<usize>,
    pub widths: Vec<usize>,
}

impl Chosen {
    /// Chooses from the left what fits `room` columns of a terminal; what holds nothing but its heading in
    /// `rows` is left out, and what is left over goes to the texts that were kept short. The first of
    /// `rows` are the headings.
    pub fn of(ruler: Ruler, rows: &[Vec<String>], aligns: &[Align], room: usize) -> Self {
        let mut chosen = Self {
            places: Vec::new(),
            widths: Vec::new(),
        };
        let (mut wanted, mut taken) = (Vec::new(), 0);
        for (place, align) in aligns.iter().enumerate() {
            let cells = rows.iter().filter_map(|row| row.get(place));
            let filled = cells.clone().skip(1).any(|cell| !cell.is_empty());
            if !filled && rows.len() > 1 {
                continue;
            }
            let natural = cells.map(|cell| width(ruler, cell)).max().unwrap_or(0);
            let modest = match align {
                // A cut amount would be a wrong one.
                Align::Right => natural,
                _ => natural.min(MODEST),
            };
            let gap = if taken == 0 { 0 } else { GAP };
            if taken + gap + modest > room && !chosen.places.is_empty() {
                break;
            }
            taken += gap + modest;
            chosen.places.push(place);
            chosen.widths.push(modest);
            wanted.push(natural);
        }
        let mut left = room.saturating_sub(taken);
        for (width, wanted) in chosen.widths.iter_mut().zip(wanted) {
            let more = wanted.saturating_sub(*width).min(left);
            *width += more;
            left -= more;
        }
        chosen
    }

    /// The chosen cells of a row, cut to their widths.
    pub fn cut(&self, ruler: Ruler, row: &[String], aligns: &[Align]) -> Vec<String> {
        let cells = self.places.iter().zip(&self.widths);
        cells
            .map(|(place, width)| {
                let cell = row.get(*place).map(|cell| shown(cell)).unwrap_or_default();
                match aligns.get(*place) {
                    Some(Align::Right) => ruler.amount(&cell, *width),
                    _ => ruler.fit(&cell, *width).into_owned(),
                }
            })
            .collect()
    }
}

fn shown(cell: &str) -> String {
    SafeText::shown(&one_line(cell)).into_string()
}

fn width(ruler: Ruler, cell: &str) -> usize {
    ruler.width(&shown(cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::Widths;

    fn rows(texts: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        texts.iter().map(row).collect()
    }

    #[test]
    fn what_fits_is_taken_from_the_left_and_what_is_empty_left_out() {
        let ruler = Ruler::new(Widths::default(), "…");
        let table = rows(&[
            &["编号", "外号", "事由", "金额", "备注"],
            &["R1", "", "厨房漏水，已经漏到楼下去了", "1,236.00", "长"],
        ]);
        let aligns = [
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Right,
            Align::Left,
        ];
        let wide = Chosen::of(ruler, &table, &aligns, 200);
        assert_eq!(wide.places, [0, 2, 3, 4]);
        assert_eq!(wide.widths, [4, 26, 8, 4]);
        let narrow = Chosen::of(ruler, &table, &aligns, 40);
        assert_eq!(narrow.places, [0, 2, 3]);
        let line = narrow.cut(ruler, &table[1], &aligns).join("  ");
        assert!(ruler.width(&line) <= 40, "{line}");
        // One column stands however narrow it is, and a later, larger amount is never cut.
        assert_eq!(Chosen::of(ruler, &table, &aligns, 1).places, [0]);
        let later = rows(&[&["R2", "", "x", "111,236.00", ""]]);
        assert_eq!(narrow.cut(ruler, &later[0], &aligns)[2], "########");
    }
}
