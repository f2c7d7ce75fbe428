//! Every Traditional term of the glossary (duties.md part 6) folds to its Simplified form.

use frontdesk::domain::fold::fold;

#[test]
fn the_glossary_folds() {
    let mut terms = 0;
    for line in include_str!("glossary.txt").lines() {
        let (traditional, simplified) = line.split_once(' ').unwrap();
        assert_eq!(fold(traditional), simplified);
        terms += 1;
    }
    assert!(terms > 200, "{terms} terms");
}
