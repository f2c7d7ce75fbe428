//! The duties that are reports.

use super::Duty;

pub(super) const DUTIES: &[Duty] = &[
    (
        "D-023",
        "repairs, complaints and suggestions sorted and totalled before the 28th",
        &["report.make", "report.submit"],
        "`g p`",
        &[
            "service/reports.rs::each_figure_is_what_all_records_say_and_leads_to_the_rows_it_counts",
            "service/reports.rs::what_comes_after_the_summary_was_made_counts_in_the_next_one",
        ],
    ),
    (
        "D-024",
        "a monthly summary with an analysis, handed in and locked",
        &["report.note", "report.make", "report.submit"],
        "`g p`",
        &[
            "service/reports.rs::a_report_is_made_handed_in_and_stays_as_it_was",
            "service/reports.rs::homes_that_came_more_than_once_are_named_with_the_most_first",
            "service/reconciled.rs::the_summary_made_before_the_month_is_over_is_held_against_the_calendar_month",
        ],
    ),
    (
        "D-066",
        "records are checked and filed at the month's end",
        &["report.make", "report.submit"],
        "`g p`",
        &[
            "service/reports.rs::records_are_checked_list_by_list_and_what_is_missing_is_found",
            "service/reports.rs::a_report_is_made_handed_in_and_stays_as_it_was",
        ],
    ),
    (
        "D-033",
        "handled and satisfied can be counted",
        &["followup.record"],
        "header, `g e`, `g b`, `g p`",
        &[
            "service/follow_ups.rs::all_satisfied_closes_a_filed_repair",
            "service/figures.rs::the_rates_of_follow_ups_are_what_their_steps_say",
            "service/reports.rs::the_rates_of_follow_ups_are_those_of_the_figures_and_of_all_records",
        ],
    ),
    (
        "D-042",
        "every repair and complaint is followed up",
        &["followup.record"],
        "pane 3, `f`, `g b`, `g p`",
        &[
            "service/follow_ups.rs::it_arises_by_itself_for_reporter_and_voices",
            "screens/dial.rs::follow_ups_are_dialled_one_after_another",
            "service/figures.rs::the_rates_of_follow_ups_are_what_their_steps_say",
            "service/reports.rs::the_rates_of_follow_ups_are_those_of_the_figures_and_of_all_records",
        ],
    ),
    (
        "D-134",
        "the satisfied among those who were asked, against 98 %",
        &["followup.record"],
        "`g b`, `g p`",
        &[
            "service/reports.rs::the_rates_of_follow_ups_are_those_of_the_figures_and_of_all_records",
            "service/reports.rs::the_board_says_what_all_records_say_and_each_figure_opens_its_rows",
        ],
    ),
    (
        "D-181",
        "the month's statistics of all that is written down, handed in at its end",
        &["report.note", "report.make", "report.submit"],
        "`g p`",
        &[
            "service/reports.rs::each_figure_is_what_all_records_say_and_leads_to_the_rows_it_counts",
            "service/reconciled.rs::the_summary_made_before_the_month_is_over_is_held_against_the_calendar_month",
            "service/reports.rs::records_are_checked_list_by_list_and_what_is_missing_is_found",
        ],
    ),
];
