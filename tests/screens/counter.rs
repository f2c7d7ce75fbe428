//! The four panes.

use super::day;

#[test]
fn the_counter_looks_as_planned() {
    insta::assert_snapshot!(day::screen(80, 24).picture());
}
