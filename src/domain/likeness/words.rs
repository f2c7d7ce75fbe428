//! How alike two texts are: pairs of neighbouring characters, each counting the more the fewer texts have it.

use crate::domain::fold::fold_char;

/// Characters of a text that are looked at: who writes at length says what it is about first.
const LOOKED_AT: usize = 400;
/// Texts added to those there are, so that with few of them a pair that all have still counts.
const BESIDE: u64 = 8;
/// Parts of one text in how many have a pair.
const PARTS: u64 = 1 << 8;
/// Steps of weight for each halving of how many have a pair.
const STEPS: u32 = 3;
/// Most texts that are told apart by number; more have the same weight.
const MOST: u64 = 1 << 12;
/// What two texts that say the same have in common.
pub const WHOLE: u64 = 1_000;

/// Two neighbouring characters as one number.
const fn pair(one: char, other: char) -> u64 {
    (one as u64) << 32 | other as u64
}

/// The characters that count, folded; none where a mark or a blank parts two words.
fn letters(text: &str) -> impl Iterator<Item = Option<char>> {
    let folded = text.chars().map(fold_char);
    folded.map(|c| Some(c).filter(|c| c.is_alphanumeric()))
}

/// The pairs of neighbouring characters of what was said, each once, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs(Vec<u64>);

impl Pairs {
    /// Those of some texts that say one thing together: a summary, the whole.
    pub fn of(texts: &[&str]) -> Self {
        let mut pairs = Vec::new();
        let mut left = LOOKED_AT;
        for text in texts {
            let mut before = None;
            for letter in letters(text).take(left) {
                left -= 1;
                if let (Some(before), Some(letter)) = (before, letter) {
                    pairs.push(pair(before, letter));
                }
                before = letter;
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How much each pair counts among some texts.
#[derive(Debug, Default)]
pub struct Weights {
    texts: u64,
    /// Pair and how many texts have it, by pair.
    counts: Vec<(u64, u64)>,
}

impl Weights {
    /// Counts in how many of the texts each pair is.
    pub fn over<'p>(texts: impl Iterator<Item = &'p Pairs>) -> Self {
        let mut all = Vec::new();
        let mut count = 0;
        for text in texts {
            all.extend_from_slice(&text.0);
            count += 1;
        }
        all.sort_unstable();
        let counts = all.chunk_by(|one, other| one == other);
        let counts = counts.filter_map(|same| {
            let pair = same.first()?;
            Some((*pair, u64::try_from(same.len()).unwrap_or(MOST)))
        });
        Self {
            texts: count,
            counts: counts.collect(),
        }
    }

    /// What a pair counts: some steps for each time the texts that have it go into all.
    fn of(&self, pair: u64) -> u64 {
        let known = self.counts.binary_search_by_key(&pair, |(pair, _)| *pair);
        let has = known.ok().and_then(|at| self.counts.get(at));
        let has = has.map_or(1, |(_, count)| (*count).max(1));
        let among = ((self.texts.min(MOST) + BESIDE) * PARTS / has.min(MOST)).max(PARTS);
        let steps = among.pow(STEPS).ilog2() - PARTS.pow(STEPS).ilog2();
        u64::from(steps.max(1))
    }

    /// What was said, each pair with what it counts.
    pub fn weigh(&self, pairs: &Pairs) -> Weighed {
        let weighed = pairs.0.iter().map(|pair| (*pair, self.of(*pair)));
        let pairs: Vec<(u64, u64)> = weighed.collect();
        Weighed {
            whole: pairs.iter().map(|(_, weight)| weight).sum(),
            pairs,
        }
    }
}

/// What was said, its pairs in order, each with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weighed {
    pairs: Vec<(u64, u64)>,
    whole: u64,
}

impl Weighed {
    /// How much of two texts is the same, of [`WHOLE`]: the weight of the pairs in both, by the geometric mean of theirs.
    pub fn alike(&self, other: &Self) -> u64 {
        let mut both = 0;
        let mut others = other.pairs.iter().peekable();
        for (pair, weight) in &self.pairs {
            while others.next_if(|(before, _)| before < pair).is_some() {}
            if others.next_if(|(same, _)| same == pair).is_some() {
                both += weight;
            }
        }
        let mean = (self.whole * other.whole).isqrt();
        (both * WHOLE / mean.max(1)).min(WHOLE)
    }

    fn weight(&self, pair: u64) -> Option<u64> {
        let at = self.pairs.binary_search_by_key(&pair, |(known, _)| *known);
        at.ok()
            .and_then(|at| self.pairs.get(at))
            .map(|(_, weight)| *weight)
    }

    /// The words of a text that this one has too: the heaviest first, as they are written folded, at most `most`.
    pub fn common(&self, text: &str, most: usize) -> Vec<String> {
        let mut words: Vec<(u64, String)> = Vec::new();
        let mut before = None;
        let mut runs_on = false;
        for letter in letters(text).take(LOOKED_AT) {
            let shared = before.zip(letter).and_then(|(before, letter)| {
                let weight = self.weight(pair(before, letter))?;
                Some((before, letter, weight))
            });
            if let Some((before, letter, weight)) = shared {
                match words.last_mut().filter(|_| runs_on) {
                    Some((all, word)) => {
                        *all += weight;
                        word.push(letter);
                    }
                    None => words.push((weight, String::from_iter([before, letter]))),
                }
            }
            runs_on = shared.is_some();
            before = letter;
        }
        words.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let mut told: Vec<String> = Vec::new();
        for (_, word) in words {
            if told.len() < most && !told.contains(&word) {
                told.push(word);
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weights(texts: &[&str]) -> Weights {
        let texts: Vec<Pairs> = texts.iter().map(|text| Pairs::of(&[text])).collect();
        Weights::over(texts.iter())
    }

    fn alike(weights: &Weights, one: &str, other: &str) -> u64 {
        let said = |text| weights.weigh(&Pairs::of(&[text]));
        said(one).alike(&said(other))
    }

    #[test]
    fn what_few_say_counts_more() {
        let weights = weights(&["电梯异响", "水管漏水", "马桶漏水", "厨房漏水"]);
        let lift = alike(&weights, "电梯有异响", "一楼电梯坏了");
        let leak = alike(&weights, "阳台在漏水", "地下室漏水了");
        assert!(lift > leak, "{lift} {leak}");
        assert_eq!(alike(&weights, "厨房漏水", "厨房漏水"), WHOLE);
        assert_eq!(alike(&weights, "厨房漏水", "樓道燈壞"), 0);
        assert_eq!(alike(&weights, "", ""), 0);
    }

    #[test]
    fn both_scripts_and_widths_are_one_and_marks_part_words() {
        let weights = weights(&["电梯异响"]);
        assert_eq!(alike(&weights, "電梯異響，Ｂ２", "电梯异响 b2"), WHOLE);
        assert_eq!(alike(&weights, "水，管", "水管"), 0);
    }

    #[test]
    fn the_words_in_common_are_told() {
        let weights = weights(&["天花板滴水", "厨房漏水", "厨房跳闸", "厨房灯坏"]);
        let other = weights.weigh(&Pairs::of(&["厨房天花板漏水"]));
        assert_eq!(
            other.common("我家厨房的天花板，一直漏水", 2),
            ["天花板", "漏水"]
        );
        assert!(other.common("电梯", 2).is_empty());
    }

    #[test]
    fn only_the_beginning_of_a_long_text_is_looked_at() {
        let long = "一二三四五六七八九十".repeat(100) + "漏水";
        assert_eq!(alike(&weights(&[]), &long, "漏水"), 0);
    }

    proptest! {
        /// Likeness is the same both ways, and at most the whole.
        #[test]
        fn likeness_has_no_direction(texts in proptest::collection::vec("[漏水电梯厨房ab 1，]{0,12}", 2..6)) {
            let pairs: Vec<Pairs> = texts.iter().map(|text| Pairs::of(&[text])).collect();
            let weights = Weights::over(pairs.iter());
            for pairs in &pairs {
                let one = weights.weigh(pairs);
                for other in &texts {
                    let other = weights.weigh(&Pairs::of(&[other]));
                    prop_assert_eq!(one.alike(&other), other.alike(&one));
                }
                prop_assert_eq!(one.alike(&one), if pairs.is_empty() { 0 } else { WHOLE });
            }
        }
    }
}
