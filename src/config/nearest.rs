//! The known name a mistyped one most likely stands for.

/// Returns the candidate nearest to `name`, or nothing if none is near enough to be meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let allowed = wanted.len().div_ceil(3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (rank(name, &wanted, candidate), candidate))
        .filter(|(rank, _)| *rank <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns how far apart they are; a verb without its noun (`dispatch`) counts as one step.
fn rank(name: &str, wanted: &[char], candidate: &str) -> usize {
    let verb = candidate.rsplit_once('.').map(|(_, verb)| verb);
    if verb == Some(name) {
        return 1;
    }
    let other: Vec<char> = candidate.to_lowercase().chars().collect();
    distance(wanted, &other)
}

/// Returns the number of insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_back: Vec<usize> = Vec::new();
    let mut back: Vec<usize> = (0..=b.len()).collect();
    let mut before = None;
    for (i, &left) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut previous = None;
        for (j, &right) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX);
            let mut best = (at(&back, j) + usize::from(left != right))
                .min(at(&back, j + 1) + 1)
                .min(at(&row, j) + 1);
            if before == Some(right) && previous == Some(left) {
                best = best.min(at(&two_back, j.saturating_sub(1)).saturating_add(1));
            }
            row.push(best);
            previous = Some(right);
        }
        before = Some(left);
        two_back = std::mem::replace(&mut back, row);
    }
    back.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = [
        "ticket.done",
        "ticket.dispatch",
        "pane.next",
        "pane.previous",
    ];

    #[test]
    fn finds_the_name_behind_a_slip() {
        assert_eq!(nearest("ticket.doen", NAMES), Some("ticket.done"));
        assert_eq!(nearest("ticket.dispach", NAMES), Some("ticket.dispatch"));
        assert_eq!(nearest("Pane.Next", NAMES), Some("pane.next"));
        assert_eq!(nearest("dispatch", NAMES), Some("ticket.dispatch"));
    }

    #[test]
    fn says_nothing_where_nothing_is_near() {
        assert_eq!(nearest("fly.to.the.moon", NAMES), None);
        assert_eq!(nearest("", NAMES), None);
    }

    #[test]
    fn a_swap_is_one_step() {
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        assert_eq!(distance(&chars("ab"), &chars("ba")), 1);
        assert_eq!(distance(&chars("kitten"), &chars("sitting")), 3);
        assert_eq!(distance(&chars(""), &chars("abc")), 3);
    }
}
