//! The guards and effects that shipped lifecycles may name; the service has a function for each.

/// What a declaration may name.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Names of guards.
    pub guards: &'a [&'a str],
    /// Names of effects.
    pub effects: &'a [&'a str],
}

impl Names<'static> {
    /// The names used by tickets.
    pub const TICKETS: Self = Self {
        guards: GUARDS,
        effects: EFFECTS,
    };
}

/// What must hold before a move: name by name.
const GUARDS: &[&str] = &[
    "adoption",        // a suggestion says whether it was adopted
    "class_and_zone",  // class and zone of the slip are given (D-019)
    "cost_approved",   // cost beyond the band has its approval (D-026)
    "department",      // department, leader and time are given (D-028)
    "fields_complete", // the fields the kind forces are filled (D-015, D-027)
    "follow_up_proof", // the follow-up has text or a voice reference (D-043)
    "has_worker",      // somebody is named to do it
    "level_one",       // a complaint of level 1 that is not major (D-030, D-031)
    "major_reported",  // a major complaint was reported and acknowledged (D-030)
    "not_taken_on",
    "plan_approved_if_needed", // level 2, 3 or compensation: the plan is approved (D-031)
    "plan_authority",          // rank of leadership, or an outside approval is recorded
    "plan_text",               // the plan is written
    "rank_of_escalation",      // the actor has the rank it was escalated to
    "reason",                  // a reason is given
    "reported_to",             // to whom and when is given
    "result",                  // the result is written
    "text",                    // a text is given
    "waits_for_notice",        // it was reported upward and nobody took notice yet (D-008)
    "wake_day",                // the day on which it comes back is given
];

/// What a move does beside changing the state: name by name.
const EFFECTS: &[&str] = &[
    "ask_plan_approval",    // a pending approval of the plan is made
    "assign",               // worker, department or handler is set
    "count_rework",         // the rework counter goes up (D-022)
    "file_slip",            // class, zone and shelf of the slip are kept (D-019)
    "give_number",          // the record gets its number
    "make_follow_up",       // a follow-up is made (D-042)
    "offer_higher_level",   // the level may rise by one
    "raise_charge",         // paid work makes a charge (D-056)
    "raise_level",          // the level of a complaint is set higher
    "record_plan_approval", // who, when, by what paper
    "record_plan_refusal",  // who, when, why
    "report_upward",        // it shows on the screen of the rank it was reported to (D-008)
    "sleep",                // it leaves the queue until its wake-up day
    "take_notice",          // who it was reported to has seen it (D-008)
    "tell_voices",          // all voices go on the call-back list
    "unassign",             // nobody is assigned any more
    "wake",                 // it comes back into the queue
    "write_feedback",       // when, to whom and how the result was told (D-035)
    "write_note",           // a progress line
    "write_slip",           // the work slip is numbered and can be printed (D-016)
];
