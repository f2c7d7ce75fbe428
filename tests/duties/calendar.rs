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
    (
        "D-125",
        "the office looks at its quality every day, and what it found is written down",
        &["patrol.add", "patrol.record"],
        "`g r`, `g d`",
        &[
            "duty_calendar/ticked.rs::a_patrol_ticks_the_duty_of_its_kind",
            "duty_calendar/shipped.rs::whose_each_duty_is_and_when_it_is_due_is_what_part_4_says",
        ],
    ),
    (
        "D-144",
        "a clubhouse activity each quarter, which may be a community one too",
        &["activity.add", "activity.hold", "activity.file"],
        "`g r`, `g d`",
        &[
            "duty_calendar/ticked.rs::an_activity_counts_once_it_is_filed_in_the_year_and_in_the_quarter",
        ],
    ),
    (
        "D-176",
        "owners' meetings come again, with what is to be done by when",
        &["meeting.add", "meeting.hold", "meeting.minute"],
        "`g r`, `g d`",
        &[
            "duty_calendar/ticked.rs::a_meeting_ticks_the_duty_of_its_kind",
            "registers/life.rs::every_deadline_runs_fires_and_ends",
        ],
    ),
];
