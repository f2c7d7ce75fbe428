//! Duties that come again and again, served by the calendar.

use super::Duty;

pub const DUTIES: &[Duty] = &[
    (
        "D-127",
        "the report of the quality inspection before the 5th",
        &["duty.done", "duty.waive", "duty.assign"],
        "`g d`",
        &[
            "duty_calendar/shipped.rs::the_whole_of_part_4_is_there_by_its_rows",
            "duty_calendar/by_hand.rs::before_the_28th_is_the_27th_unless_the_office_includes_it",
            "duty_calendar/fulfilled.rs::what_is_late_joins_the_one_queue_of_whose_it_is",
        ],
    ),
    (
        "D-143",
        "six community activities a year, with what is missing by today",
        &["duty.done"],
        "`g d`, the year",
        &[
            "duty_calendar/fulfilled.rs::a_count_of_the_year_tells_what_is_missing_by_today",
            "duty_calendar/on_screen.rs::the_spans_of_the_calendar",
        ],
    ),
    (
        "D-153",
        "what is to be filled in today, and what is not",
        &["duty.done", "duty.waive"],
        "`g d`, today",
        &[
            "duty_calendar/on_screen.rs::the_spans_of_the_calendar",
            "duty_calendar/fulfilled.rs::what_is_late_joins_the_one_queue_of_whose_it_is",
        ],
    ),
];
