//! Each duty served so far, with its command, its screen and its test; the table in `src/DUTIES.md` is made of it.

mod calendar;
mod core;
mod registers;

use std::fmt::Write as _;
use std::path::Path;

use frontdesk::service::command::row;

mod reports;

/// Duty, what it asks, commands, where on the screen, tests as `file::function`.
type Duty = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
);

const DUTIES: &[Duty] = &[
    (
        "D-001",
        "the home screen is a board of what is urgent",
        &[],
        "counter",
        &[
            "screens/counter.rs::the_counter_looks_as_planned",
            "service/panes.rs::tickets_follow_ups_and_debts_stand_by_urgency",
        ],
    ),
    (
        "D-002",
        "answer calls and write them down",
        &["contact.log", "contact.edit"],
        "`c`, pane 1",
        &[
            "service/contacts.rs::a_call_opens_and_sends_in_one_act",
            "service/intake_query.rs::a_line_fills_the_fields",
        ],
    ),
    (
        "D-003",
        "receive visitors, who waits is seen",
        &["contact.log", "contact.answer"],
        "`v`, pane 1",
        &["service/contacts.rs::a_visitor_waits_is_served_and_leaves"],
    ),
    (
        "D-004",
        "answer, or call back in time",
        &["contact.log", "contact.answer"],
        "pane 1",
        &["service/contacts.rs::a_call_back_has_four_working_hours"],
    ),
    (
        "D-005",
        "suggestions and opinions",
        &["ticket.open", "ticket.file"],
        "pane 2, `g p`",
        &["service/tickets.rs::a_request_is_answered_and_filed"],
    ),
    (
        "D-006",
        "letters",
        &["contact.log", "contact.answer"],
        "pane 1",
        &["service/contacts.rs::a_call_can_be_only_a_call"],
    ),
    (
        "D-007",
        "incidents of the shift stay red until reported",
        &["contact.log", "contact.edit"],
        "pane 1",
        &["service/contacts.rs::an_incident_stays_open_until_it_is_reported"],
    ),
    (
        "D-008",
        "hand up what the desk cannot settle",
        &["ticket.escalate", "ticket.accept"],
        "`E`, `g w` and `T`",
        &[
            "service/complaints.rs::going_up_raises_the_level_and_never_lowers_it",
            "service/reported.rs::every_kind_waits_for_whom_it_was_reported_to",
            "screens/waiting.rs::what_was_reported_up_is_taken_on_from_the_list",
        ],
    ),
    (
        "D-009",
        "the time in each state, to be checked",
        &["ticket.review"],
        "`e`, `g v`",
        &["service/reviews.rs::the_time_in_each_state_adds_up_to_the_whole"],
    ),
    (
        "D-012",
        "business services and applications of large customers",
        &["ticket.open", "charge.add"],
        "`r`, home card `h`",
        &["service/tickets.rs::a_business_service_is_a_request_with_its_fee"],
    ),
    (
        "D-013",
        "guidance and help with luggage are counted",
        &["contact.log"],
        "`v`",
        &["service/contacts.rs::showing_somebody_the_way_is_counted_and_owes_nothing"],
    ),
    (
        "D-014",
        "everything about a home in one place",
        &[],
        "home card `h`",
        &["service/details.rs::the_home_card_tells_all_about_a_home"],
    ),
    (
        "D-015",
        "a repair is written down whole",
        &["ticket.open", "contact.log"],
        "`r`",
        &["service/tickets.rs::a_repair_must_say_where_and_what"],
    ),
    (
        "D-016",
        "work order: dispatch, slip, number",
        &["ticket.dispatch"],
        "`a`",
        &[
            "service/tickets.rs::the_rule_sends_the_trade_on_duty_with_the_fewest_open",
            "service/papers.rs::papers_have_titles_and_places_to_sign",
        ],
    ),
    (
        "D-017",
        "keep watch until done",
        &[
            "ticket.start",
            "ticket.hold",
            "ticket.resume",
            "ticket.return",
            "ticket.note",
            "ticket.done",
        ],
        "pane 2",
        &["service/tickets.rs::one_command_walks_several_arrows_with_a_line_each"],
    ),
    (
        "D-018",
        "check the effect within three days",
        &["followup.record"],
        "pane 3, `e`",
        &["service/follow_ups.rs::it_arises_by_itself_for_reporter_and_voices"],
    ),
    (
        "D-019",
        "class and zone at the end",
        &["ticket.done", "ticket.file"],
        "`d`, `g o` and `F`",
        &[
            "service/follow_ups.rs::an_unfiled_repair_waits_for_class_and_zone",
            "service/unfiled.rs::what_is_done_and_not_filed_is_listed_until_it_is",
            "screens/waiting.rs::slips_not_yet_filed_are_worked_through",
        ],
    ),
    (
        "D-020",
        "what was repaired in a home",
        &[],
        "home card `h`",
        &["service/details.rs::open_tickets_come_before_newer_closed_ones"],
    ),
    (
        "D-021",
        "inside the home or in the common parts",
        &["ticket.open", "ticket.edit"],
        "`r`",
        &["service/tickets.rs::a_public_area_is_a_place_without_an_owner"],
    ),
    (
        "D-022",
        "rework keeps its link and is counted",
        &["followup.record", "ticket.open"],
        "pane 2",
        &[
            "service/follow_ups.rs::not_satisfied_brings_the_repair_back",
            "service/tickets.rs::a_repeated_repair_names_the_one_it_repeats",
        ],
    ),
    (
        "D-025",
        "what was written down is checked, corrections are new lines",
        &["ticket.review", "ticket.edit"],
        "`g v`, `V`",
        &[
            "service/reviews.rs::what_is_amiss_is_said_and_stays_in_the_history",
            "service/reviews.rs::what_is_done_again_is_to_be_checked_again",
        ],
    ),
    (
        "D-026",
        "costs of repair and compensation agreed by amount",
        &["ticket.expense", "ticket.pay_out", "ticket.plan"],
        "Space, `g w`",
        &[
            "service/expenses.rs::who_decides_goes_by_the_amount_and_a_limit_is_within_it",
            "service/expenses.rs::nothing_goes_out_before_it_is_agreed_and_never_more",
            "service/expenses.rs::compensation_goes_by_its_amount_and_is_paid_out_once_the_plan_is_approved",
        ],
    ),
    (
        "D-027",
        "accept every complaint",
        &["ticket.open", "contact.log"],
        "`t`",
        &["service/complaints.rs::a_complaint_walks_to_its_end"],
    ),
    (
        "D-028",
        "explain on the spot, or tell the department",
        &["ticket.explain", "ticket.notify"],
        "Space",
        &["service/complaints.rs::explained_on_the_spot_goes_to_its_follow_up"],
    ),
    (
        "D-029",
        "follow a complaint to its result",
        &["ticket.note", "ticket.resolve"],
        "pane 2",
        &["service/complaints.rs::a_complaint_walks_to_its_end"],
    ),
    (
        "D-030",
        "report a major complaint up the line",
        &["ticket.escalate", "ticket.accept", "ticket.plan"],
        "pane 2",
        &["service/complaints.rs::a_major_complaint_alarms_until_a_manager_takes_it"],
    ),
    (
        "D-031",
        "plans of level 2 and 3 need approval",
        &["ticket.plan", "approval.grant", "approval.refuse"],
        "approvals `g w`",
        &["service/complaints.rs::level_two_is_not_resolved_without_an_approved_plan"],
    ),
    (
        "D-032",
        "bring in the departments",
        &["ticket.notify"],
        "Space",
        &["service/complaints.rs::a_complaint_walks_to_its_end"],
    ),
    (
        "D-034",
        "attitude of staff as a cause, with the person",
        &["ticket.resolve"],
        "Space",
        &["service/complaints.rs::a_complaint_walks_to_its_end"],
    ),
    (
        "D-035",
        "tell the customer the result",
        &["ticket.feedback"],
        "Space",
        &["service/complaints.rs::a_complaint_walks_to_its_end"],
    ),
    (
        "D-036",
        "a queue of what is done and not checked",
        &["ticket.review"],
        "`g v`",
        &[
            "service/reviews.rs::what_is_done_waits_for_a_check_the_latest_first_until_it_is_checked",
            "screens/waiting.rs::what_is_done_is_checked_from_the_list",
        ],
    ),
    (
        "D-039",
        "matters of the developer go out, and their answer is awaited",
        &["ticket.notify", "ticket.resolve", "ticket.feedback"],
        "pane 2",
        &["service/complaints.rs::a_matter_of_the_developer_goes_out_and_its_answer_is_awaited"],
    ),
    (
        "D-041",
        "quarrels of neighbours with the committee",
        &[
            "ticket.open",
            "ticket.note",
            "ticket.notify",
            "ticket.resolve",
        ],
        "`t`, pane 2",
        &[
            "service/complaints.rs::a_quarrel_of_neighbours_names_the_other_side_and_keeps_what_was_agreed",
        ],
    ),
    (
        "D-043",
        "a follow-up needs text or a recording",
        &["followup.record"],
        "`f`",
        &["service/follow_ups.rs::an_opinion_wants_its_proof"],
    ),
    (
        "D-044",
        "not satisfied reopens; important goes up",
        &["followup.record", "followup.accept"],
        "`f`, `g w` and `T`",
        &[
            "service/follow_ups.rs::not_satisfied_brings_the_repair_back",
            "service/follow_ups.rs::what_is_important_waits_for_the_supervisor_to_take_notice",
            "service/follow_up_rules.rs::the_next_one_knows_the_one_that_brought_the_matter_back",
        ],
    ),
    (
        "D-050",
        "charge and collect",
        &[
            "charge.run",
            "charge.add",
            "meter.add",
            "meter.read",
            "meter.replace",
            "meter.end",
            "household.fee",
            "payment.take",
            "payment.reverse",
            "payment.refund",
            "payment.print",
            "late_fee.post",
            "deposit.take",
            "deposit.return",
            "deposit.keep",
            "deposit.settle",
            "deposit.reverse",
        ],
        "`p`, pane 4, `g f`",
        &[
            "service/deposits.rs::a_deposit_is_taken_with_a_receipt_and_given_back",
            "service/billing.rs::what_a_preview_shows_is_exactly_what_the_run_posts",
            "service/money.rs::money_settles_the_oldest_charge_first",
            "service/money.rs::a_reversal_needs_a_second_person_and_happens_once",
            "service/payment_model.rs::late_fees_homes_refunds_and_rounding_agree_with_plain_sums",
        ],
    ),
    (
        "D-054",
        "a daily close with counted cash, nothing hidden",
        &[
            "day.close",
            "day.settle",
            "day.reopen",
            "month.close",
            "month.reopen",
        ],
        "`g f` and `c`, `m`",
        &[
            "service/closing.rs::a_day_is_closed_against_the_cash_that_was_counted",
            "service/closing.rs::later_money_belongs_to_the_next_day",
            "service/closing.rs::a_difference_wants_its_reason_and_a_supervisor",
            "service/closing.rs::a_month_is_frozen_and_what_comes_later_stands_beside_it",
        ],
    ),
    (
        "D-051",
        "press for what is due",
        &["dunning.record", "charge.dispute", "charge.settle_dispute"],
        "`D`, pane 4, `g f a`",
        &[
            "service/dunning.rs::dunning_waits_and_counts_until_nothing_is_owed",
            "service/arrears.rs::the_ladder_proposes_and_a_step_out_of_turn_needs_a_word",
            "service/arrears.rs::groups_are_what_the_charges_sum_to",
        ],
    ),
    (
        "D-052",
        "clear old arrears; promises come back",
        &["promise.record", "dunning.bulk", "plan.agree", "plan.end"],
        "`P`, pane 4",
        &[
            "service/dunning.rs::a_promise_comes_back_on_its_day_and_the_next_one_replaces_it",
            "service/arrears.rs::how_a_home_keeps_its_word_is_computed_from_payments",
        ],
    ),
    (
        "D-053",
        "the month's collection rate, by households",
        &["building.steward"],
        "top line, `g f r`",
        &[
            "service/rates.rs::who_is_handed_over_after_the_bills_were_run_counts_from_the_next_month",
            "service/rates.rs::the_rate_goes_by_the_steward_of_the_last_day_of_the_month",
            "service/relief.rs::the_next_instalment_is_the_word_that_stands",
        ],
    ),
    (
        "D-055",
        "no private reduction",
        &["charge.reduce", "charge.write_off", "charge.restore"],
        "Space, `g w`",
        &[
            "service/relief.rs::a_reduction_is_done_as_it_was_asked",
            "service/relief.rs::whatever_changed_meanwhile_is_asked_anew",
        ],
    ),
    (
        "D-056",
        "paid work becomes a charge of the home",
        &["ticket.done"],
        "`d`",
        &[
            "service/paid_work.rs::paid_work_is_charged_to_the_home_when_it_is_done",
            "service/paid_work.rs::what_is_charged_is_never_taken_back_with_the_work",
        ],
    ),
    (
        "D-057",
        "who stands where: rates by steward and building",
        &["building.steward"],
        "`g f r`",
        &["service/rates.rs::the_rate_goes_by_the_steward_of_the_last_day_of_the_month"],
    ),
    (
        "D-060",
        "files of homes and people",
        &[
            "household.add",
            "household.edit",
            "person.add",
            "person.edit",
        ],
        "home card `h`",
        &["service/people.rs::a_person_is_corrected_with_masked_lines_and_tied_and_parted"],
    ),
    (
        "D-061",
        "files are checked and gaps seen",
        &["household.edit"],
        "home card `h`",
        &["service/people.rs::a_correction_of_a_home_leaves_lines_and_can_be_taken_back"],
    ),
    (
        "D-068",
        "personal data masked; who looked is known",
        &["person.reveal"],
        "`z`",
        &[
            "service/people.rs::revealing_asks_a_reason_changes_nothing_and_leaves_a_line",
            "service/details.rs::no_number_of_a_person_is_shown_whole",
            "service/follow_up_rules.rs::the_number_of_who_is_called_is_shown_and_leaves_a_line",
        ],
    ),
    (
        "D-160",
        "the work log of the day writes itself",
        &["shift.note"],
        "shift `g s`",
        &["service/shifts.rs::the_work_log_writes_itself_and_takes_own_lines"],
    ),
    (
        "D-161",
        "a journal under everything",
        &[],
        "history in each record",
        &["service/spine.rs::each_change_leaves_one_line_and_a_refusal_one_and_nothing_else"],
    ),
    (
        "D-162",
        "a shift is handed over whole and accepted",
        &[
            "shift.start",
            "shift.handover",
            "shift.acknowledge",
            "shift.accept",
        ],
        "shift `g s`",
        &[
            "service/shifts.rs::what_changed_and_what_is_open_hands_itself_over",
            "service/shifts.rs::lines_stay_lit_until_each_is_acknowledged",
            "screens/shift.rs::a_shift_is_handed_over_in_four_keys",
        ],
    ),
    (
        "D-163",
        "fifteen minutes early; a supervisor lets go",
        &["shift.start", "shift.release"],
        "shift `g s`",
        &[
            "service/shifts.rs::a_shift_is_begun_once_and_who_comes_late_is_told",
            "service/shifts.rs::a_shift_handed_to_somebody_is_accepted_by_them_or_who_leads",
        ],
    ),
    (
        "D-165",
        "a look at oneself and the desk before the shift",
        &["shift.start"],
        "`S` on `g s`",
        &["service/shifts.rs::a_shift_is_begun_once_and_who_comes_late_is_told"],
    ),
];

/// Every row, by its number.
fn duties() -> Vec<&'static Duty> {
    let tables = [DUTIES, registers::ROWS, reports::DUTIES, calendar::DUTIES];
    let mut all: Vec<&Duty> = tables.into_iter().flatten().collect();
    all.sort_by_key(|duty| duty.0);
    all
}

fn page() -> String {
    let mut page = String::from(
        "# Duties served\n\nMade by `tests/duties`: change the table there, run it with `FRONTDESK_BLESS=1`, look at the difference.\n\n| duty | asks for | commands | screen | tests |\n|---|---|---|---|---|\n",
    );
    for (id, asks, commands, screen, tests) in duties() {
        let ticked = |names: &[&str]| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        writeln!(
            page,
            "| {id} | {asks} | {} | {screen} | {} |",
            ticked(commands),
            ticked(tests)
        )
        .unwrap();
    }
    page
}

#[test]
fn every_duty_has_its_commands_and_tests() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (id, _, commands, _, named) in duties() {
        for command in *commands {
            assert!(row(command).is_some(), "{id}: no command {command}");
        }
        assert!(!named.is_empty(), "{id}: no test");
        for test in *named {
            let (file, function) = test.split_once("::").unwrap();
            let text = std::fs::read_to_string(tests.join(file)).unwrap_or_default();
            assert!(
                text.contains(&format!("fn {function}(")),
                "{id}: no test {test}"
            );
        }
    }
}

#[test]
fn the_page_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/DUTIES.md");
    let page = page();
    // The only test that writes into the tree, and only when asked to.
    if std::env::var_os("FRONTDESK_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page);
}
