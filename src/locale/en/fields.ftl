# Names of the fields of forms and of what can be chosen there.
# Naming: field-<argument> (the argument's name in `do`, 16 columns at most), choice-<argument>-<value>.

## Homes and people

field-community = Community
field-building = Building
field-unit = Unit
field-floor = Floor
field-floors = Floors
field-units = Units
field-rooms = Rooms/floor
field-room = Room
field-premises = Home
field-code = Code
field-new_premises = New code
field-initials = Initials
field-area = Area in m²
field-public_area = Public area
field-kind = Kind
field-handed_over = Handed over
field-moved_in = Moved in
field-name = Name
field-title = Title
field-person = Person
field-relation = Relation
field-owner = Owner
field-phone = Phone
field-id_number = ID number
field-plate = Plate
field-vulnerable = Vulnerable
field-look_alike = Look-alike name
field-unseen = Had hidden marks
field-payer = Payer
field-buildings = Buildings
field-fees = Fee items
field-charged_from = Charged from
field-since = Since
field-occupancy = Use
field-verified = Checked
field-community_name = Community
field-manager_name = Manager
field-workbook = File
field-paid_total = Payments, total
field-paid_count = Payments, count
field-clear = Empty
field-sex = Sex
field-tie = Tie to home
field-untie = Untie from

## Reception

field-caller = Caller
field-channel = Channel
field-visitor = Visitor
field-summary = Matter
field-answer = Answer
field-call_back = Call back at
field-handled_by = Handled by
field-at = Time
field-received_at = Received
field-imported_at = Taken over
field-number = Number
field-external_number = Other number

## Tickets

field-category = Category
field-text = Text
field-place = Place
field-scope = Scope
field-priority = Priority
field-appointment = Appointment
field-worker = Worker
field-assignee = Assignee
field-trade = Trade
field-reason = Reason
field-waiting_for = Waiting for
field-until = Until
field-restored_at = Back at
field-due_at = Due
field-made_at = Entered
field-made_by = Entered by
field-register_homes = Homes, buildings
field-not_clear = Still open
field-group = Group
field-late = Overdue
field-register_note = Remark
field-overdue = Overdue
field-state = State
field-result = Result
field-class = Class
field-pending = Pending
field-fee_paid = Month's fee paid
field-verdict = Verdict
field-remark = Remark
field-reviewed = Checked
field-reviewed_at = Checked at
field-reviewed_by = Checked by
field-stage = Time by state
field-stages_sum = Altogether
field-filed = Filed
field-zone = Filing zone
field-cost = Paid service
field-cost_open = Not paid yet
field-expense_waits = Expense waits
field-expense_agreed = Expense agreed
field-expense_paid = Paid out
field-purpose = Purpose
field-payee = Payee
field-voucher = Voucher
field-note = Note
field-level = Level
field-major = Major
field-target = Escalate to
field-department = Department
field-leader = Leader
field-plan = Plan
field-compensation = Compensation
field-explanation = Explanation
field-feedback = Feedback
field-voices = Voices
field-other = Other ticket
field-responsible = Staff at fault
field-done_at = Done
field-closed_at = Closed

## Follow-ups

field-source = Source
field-outcome = Outcome
field-attempts = Attempts
field-tried = Tried
followup-tried = tries: { $tries }, days: { $days }; may be left out after { $wanted_tries } on { $wanted_days }
field-leave_out = May be left out
field-next_try = If no answer
field-before = One before
field-said_before = Its outcome
field-text_before = What was said
followup-before = { $at } { $outcome }
field-again = Again on
field-recording = Recording
field-file = File
field-file_path = Path of a file
field-digest = File digest
followup-file = { $file } (data folder, evidence/{ $digest }…)

## Arguments of contacts and tickets

field-callback = Wants a call
field-waiting = Waiting
field-first_action = First action
field-reported_to = Reported to
field-ticket = Open ticket
field-tickets = Tickets
field-worker_of_all = All to
field-away_until = Away until
field-share_out = Share out
field-act = What
field-several = Numbers
choice-act-dispatch = Dispatched
choice-act-hold = Put on hold
choice-act-resume = Resumed
choice-act-note = Noted
field-dispatch = Dispatch now
field-matters = Other matters
field-left = Has left
field-contact = Contact
field-ring_ended = Rings no more
field-rings = Rings
field-rang_at = Rang last
field-call_taken_by = Taken by
field-call_taken_at = Taken at
field-against = Against
field-demand = Demand
field-rework_of = Rework of
field-external = Outside number
field-way = By
field-dun_result = Result
field-age = Age band
field-days_left = Days left
field-expires_on = Limitation
field-step_on = Next from
field-charged = Billed
field-early = Why so early
field-dunned_homes = Homes
field-steward = Steward
field-undisputed = Asked again
field-next_step = Next step
field-word = Promises
field-limitation = Limitation
field-disputed = Objected to
field-attempt = Dunned
field-later = Call again
field-important = Important
field-noted_by = Noted by
field-off = Take off
field-out_of_use = Out of use
field-approver = Approved by
field-document = Document
field-approved_on = Approved on
field-adopted = Adopted
field-event = Log line
field-voice = Voice on
field-joined = Home to part
field-head_urgent = Ahead: urgent
field-head_category = Ahead: category
field-head_repeat = Ahead: repeat
field-head_vulnerable = Ahead: care
field-head_promise = Ahead: missed
field-head_level = Ahead: level
field-head_major = Ahead: major
field-head_all = Ahead: kind
field-head_later = Later: kind
field-urgent_due = Deadline
field-urgent_wake = Wakes
field-urgent_promise = Promised
field-urgent_at = Its turn
field-how = Worked out
field-repair = Repairs
field-complaint = Complaints
field-request = Requests
field-handed_homes = Handed over
field-due_homes = Due this month
field-charged_homes = Billed homes
field-unpaid_homes = Of them unpaid
field-paid_homes = Paid
field-debtors = Homes that owe
field-fig_open = Open
field-fig_late = Late
field-fig_calls = Calls
field-fig_visits = Visits
field-fig_rate = Collection rate
field-fig_debt = Owed in all
field-fig_followed = Follow-up rate
field-fig_followed_hours = In time, hours
field-fig_followed_days = In time, days
field-fig_content = Satisfied
field-fig_target = Target
field-asked_answered = Followed up
field-asked_overdue = Overdue
field-asked_left_out = Left out
field-asked_due = Due so far
field-asked_in_time = In time
field-asked_satisfied = Satisfied
field-asked_partly = Partly
field-asked_unhappy = Not satisfied
figure-followed = Follow-ups due this month: made ÷ (made + overdue); those left out are not among them
figure-followed_hours = Of those due, made within the limit, by the hour from when the work was done
figure-followed_days = Of those due, made by the end of the calendar day they were due on
figure-content = Satisfied ÷ (satisfied + partly + not satisfied), follow-ups due this month
figure-open = open repairs, complaints and requests; not those that only wait for their follow-up
figure-late = of what is open, what is past its deadline; what is on hold, past its wake-up
figure-calls = calls logged on the day
figure-visits = visits logged on the day
figure-rate = homes that paid this month's property fee ÷ homes due, handed over before this month's bills were run; a home not billed yet has not paid
figure-debt = what every home has not paid, added up
choice-ticket-repair = Repair
choice-ticket-complaint = Complaint
choice-ticket-request = Suggestion
choice-ticket-none = No ticket
choice-target-supervisor = Supervisor
choice-target-dept_manager = Department manager
choice-target-property_manager = Property manager
choice-target-leadership = Leadership

## Money

field-item = Fee item
field-charge_name = Charge
field-new_name = New name
field-fee_name = Item name
field-period = Period
field-every_months = Months each
field-rate = Rate
field-amount = Amount
field-method = Method
field-paid = Paid
field-payment = Payment
field-receipt = Receipt
field-taken_at = Taken
field-clock_back = Clock back from
field-due_on = Due on
field-oldest_due_on = Oldest due
field-charged_for = Named like
field-charges = Charges
field-change = Change
field-would_change = Would change
field-parts = Instalments
field-first_part = First on
field-deposit = Deposit
field-deposit_name = Deposit for
field-deposit_for = Tied to
field-deposit_move = Then
field-deposit_act = Step
field-taken_back_at = Taken back
field-taken_back_by = Taken back by
field-covers = Reduces
field-kept_for = Kept as
field-agreed_how = Agreed how
field-held = Held
field-changes = Changes
field-deposit_state = Deposit is
field-for = For
field-kept = Kept
field-returned = Returned
field-settled = Used
field-waived = Waived
field-agreed_at = Agreed
field-instalment = Instalment
field-behind = Behind
field-next = Next part
field-next_on = Next due
field-arrears = Arrears
field-months = Months
field-promise_on = Promised for
field-items = Owes for
field-promised = Promised
field-dunned = Dunned
field-last_dunned_at = Last dunned
field-taken_by = Taken by
field-reversed_by = Reversed by
field-counted = Cash counted
field-day = Day
field-effective = Counts for
field-owed = Owed as seen
field-advance = Keep as advance
field-tendered = Cash handed
field-reference = Reference
field-homes = Other homes
field-round = Round off
field-rounded = Rounded off
field-refunded = Given back
field-refunded_at = Given back at
field-audit_head = Audit head
field-prints = Times printed
field-copy = Copy no.
field-capitals = In capitals
field-late_fee = Late fee
field-late_stretch = Late
field-late_cap = Late fee limit
field-late_paid = Late fee paid
field-late_posted = Booked of it
field-late_settled = Paid of it
field-late_reduced = Reduced of it
field-reduced = Reduced
field-written_off = Written off
field-late_grown = Late, unbooked
field-due = Due day
field-month = Month
field-report = Report
field-handled = Handled
field-handled_at = Handled at
field-in_time = In time
field-repeated = Repeated
field-rated = Rated
field-complete = Complete
choice-report-class_summary = Classified summary
choice-report-month_summary = Monthly summary
choice-report-service_report = Service statistics
choice-report-records_check = Records and filing
choice-report-follow_up_rates = Follow-up rates
field-formula = Reckoned by
field-price = Price
field-fixed = Fixed amount
field-subject = Number or name
field-property_fee = Property fee

## The office

field-staff = Staff
field-account = Account
field-rank = Rank
field-role = Side role
field-roles = Side roles
field-pin = PIN
field-old = Old PIN
field-setting = Setting
field-value = Value
field-default = Default
field-phrase = Phrase
field-wording = New wording
field-year = Year
field-days = Days
field-from = From
field-in_use_until = In use until
field-in_use_from = In use from
field-starting = From day
field-edges = First/last month
field-tiers = Steps
field-tier_span = Steps count by
field-nature = Owed
field-preview = Preview
field-spaces = Spaces
field-meter = Meter
field-new_meter = New meter
field-meter_kind = Of what
field-reading = Shows
field-last_reading = Old one shows
field-first_reading = New one shows
field-read_on = Read on
field-read_how = Where from
field-digits = Digits
field-factor = Factor
field-sure = Looked again
field-used = Used
field-together = Used together
field-share = Its share
field-shares = Shares in all
field-days_of_month = Days charged
field-before_rounding = Before rounding
field-to = To
field-affected = Affected
field-language = Language
field-shift = Shift
field-accepted_at = Accepted
field-handed_at = Handed over
field-late_minutes = Minutes late
field-lines = Lines
field-released_by = Released by
field-released_at = Released at
field-began_at = Began
field-amiss = Amiss before
field-handover_to = Hand to
field-handover_text = Remark
field-handover = Hand-over
field-handover_line = Line
field-duty = Duty
field-evidence = Evidence
field-duty_name = Duty
field-duty_period = Period
field-duty_source = Source
field-duty_owner = Whose
field-duty_by = Fulfilled by
field-count = Times wanted
field-have = Times done
field-duty_count = Done so far
field-duty_waived = Left out
field-duty_before = Before
field-duty_every = Comes
field-duty_span = Period
field-duty_rule = Rule
field-duty_said = By the rule
field-duty_moved = Not worked, so
field-remarks = Remarks
field-trades = Trades
field-on_duty = On duty
field-active = Active
field-day_kind = Kind of day
field-ticket_kind = Kind of ticket
field-head_start = Head start
field-areas = Areas
field-lift = Has a lift
field-basis = Reckoned from
field-notice = Notice
field-manager = Manager
field-staged = Staged

## What records tell

field-accepted_by = Accepted by
field-answered_at = Answered
field-asked_by = Asked by
field-asked_at = Asked
field-approval = Approval
field-expires_at = Valid until
field-by = Noted by
field-check_code = Check code
field-command = Command
field-decision = Decision
field-needs_rank = Needs
field-decided_at = Decided
field-decided_by = Decided by
field-dispatched_at = Dispatched
field-effective_on = Counted for
field-fed_back_at = Fed back
field-follow_up = Follow-up
field-holiday = Holiday
field-left_at = Left
field-load = Open tickets
field-notified_at = Notified
field-pause = Held
field-plan_approved_by = Plan passed by
field-received_by = Received by
field-seq = Line
field-actor = Who
field-seat = Seat
field-hash = Hash
field-record = Record
field-refusal = Refused because
field-reopened = Reopened
field-reported_at = Reported
field-reported_by = Reported by
field-reported_why = Reported because
field-rest_day = Rest day
field-reversed_at = Reversed
field-rule = Rule
field-rule_by = Ends by
field-time_over = Over for
field-past_keep = Past retention
field-rule_source = Basis
field-settings_entry = Entry
field-settings_value = Now
field-settings_used = Used for
field-settings_source = Default from
field-settings_note = Note
field-settings_changed = Last changed
field-settings_before = Before
field-signature_customer = Customer signs
field-signature_desk = Desk signs
field-signature_worker = Worker signs
field-standing_since = Stands since
field-started_at = Started
field-step = Step
field-time_left = Time left
field-time_limit = Time limit
field-total = Total
field-unknown_year = No holidays for
field-unpaid = Unpaid
field-verified_on = File checked
field-work_slip = Work slip
field-work_log = Work log
field-own_line = Own line
field-handed_by = Handed by

## Channels

choice-channel-call = Call
choice-channel-visit = Visit
choice-channel-letter = Letter
choice-channel-email = E-mail
choice-channel-wechat = WeChat
choice-channel-shift = Found on shift

## Kinds of contact

choice-kind-enquiry = Enquiry
choice-kind-repair = Repair
choice-kind-complaint = Complaint
choice-kind-request = Request
choice-kind-fee = Fees
choice-kind-incident = Incident
choice-kind-guidance = Guidance
choice-kind-other = Other

## Kinds of premises

choice-kind-dwelling = Dwelling
choice-kind-shop = Shop
choice-kind-office = Office
choice-kind-dormitory = Dormitory
choice-kind-parking = Parking space
choice-kind-public = Public area

## Occupancy of a home

choice-occupancy-unknown = Unknown
choice-occupancy-lived_in = Lived in
choice-occupancy-unsold = Unsold
choice-occupancy-handed_over = Handed over
choice-occupancy-not_moved_in = Not moved in
choice-occupancy-decorated = Decorated
choice-occupancy-let = Let
choice-occupancy-sold = Sold
choice-occupancy-idle = Idle
choice-occupancy-decorating = Decorating

## Sex

choice-sex-female = Female
choice-sex-male = Male

## Categories of visitors

choice-visitor-owner = Owner
choice-visitor-resident = Resident
choice-visitor-tenant = Tenant
choice-visitor-other = Other

## Relations to a home

choice-relation-owner = Owner
choice-relation-family = Family
choice-relation-tenant = Tenant
choice-relation-temporary = Temporary
choice-relation-contact = Contact

## Priorities

choice-priority-urgent = Urgent
choice-priority-normal = Normal
choice-priority-difficult = Difficult

## Scope

choice-scope-private = Inside the home
choice-scope-public = Public

## Reasons to hold

choice-waiting_for-parts = Parts
choice-waiting_for-owner = Owner
choice-waiting_for-contractor = Outside firm
choice-waiting_for-approval = Cost approval
choice-waiting_for-other = Other

## Outcomes of a follow-up

choice-purpose-repair = repair
choice-purpose-compensation = compensation
choice-verdict-true = as written
choice-verdict-amiss = amiss
choice-outcome-satisfied = Satisfied
choice-outcome-partly = Partly
choice-outcome-not_satisfied = Not satisfied
choice-outcome-no_answer = No answer
choice-outcome-later = Call later
choice-outcome-unreachable = Unreachable
choice-outcome-exempt = Exempt

## Methods of payment

choice-method-cash = Cash
choice-method-transfer = Transfer
choice-method-wechat = WeChat
choice-method-alipay = Alipay
choice-method-card = Card
choice-method-imported = Imported

## Shifts and lines of a hand-over

choice-shift-early = early shift
choice-shift-late = late shift
choice-shift-day = day shift
choice-shift-night = night shift
choice-handover-unanswered = to answer
choice-handover-incident = incident
choice-handover-late = late
choice-handover-new = new
choice-handover-moved = moved
choice-handover-promise = promise
choice-handover-approval = approval
choice-handover-notice = notice
choice-handover-cash = taken
choice-handover-remark = remark

## Classes of complaint

choice-class-service = Service
choice-class-neighbour = Neighbours
choice-class-noise = Noise
choice-class-environment = Environment
choice-class-safety = Safety
choice-class-fees = Fees
choice-class-facilities = Facilities
choice-class-decoration = Decoration
choice-class-parking = Parking
choice-class-staff_attitude = Staff attitude
choice-class-marketing = Marketing
choice-class-other = Other
choice-class-adopted = adopted
choice-class-not_adopted = not adopted

## Levels of complaint

choice-level-1 = 1 (ordinary)
choice-level-2 = 2 (serious)
choice-level-3 = 3 (gravest)

## Ways to follow up and to dun

choice-way-phone = Phone
choice-way-door = At the door
choice-way-message = Message
choice-way-call = Phone call
choice-way-visit = Visit
choice-way-notice = Written notice
choice-way-letter = Lawyer’s letter
choice-dun_result-reached = Reached
choice-dun_result-no_answer = No answer
choice-dun_result-sent = Sent
choice-dun_result-received = Signed for
choice-dun_result-refused = Refused
choice-dun_result-left = Left at the door
choice-claim-message = message
choice-claim-call = call
choice-claim-visit = visit
choice-claim-notice = notice
choice-claim-letter = letter
choice-claim-suit = suit
choice-claim-part_payment = part payment
choice-claim-promise = promise
told-step = { $way } from { $day }
told-word = kept { $kept } of { $decided }
told-clock = until { $day }, days left: { $days } (runs from { $from })
told-clock-act = until { $day }, days left: { $days } (runs from { $from }: { $act })
told-clock-over = ran out on { $day }
told-attempt = { $at } { $way }: { $result }, { $by }; { $text }
told-attempt-early = { $at } { $way }: { $result }, { $by }; { $text } (early: { $why })
told-attempt-plain = { $at } { $way }, { $by }; { $text }

## How a charge is reckoned

choice-formula-per_area = By area
choice-formula-fixed = Fixed
choice-edges-whole = Whole month
choice-edges-by_day = By the day
choice-formula-per_space = By spaces
choice-formula-metered = By meter
choice-formula-shared = Shared
choice-nature-monthly = Monthly
choice-nature-once = Once
choice-nature-deposit = Deposit
choice-tier_span-month = Month
choice-tier_span-year = Year
choice-meter_kind-water = Water
choice-meter_kind-power = Power
choice-meter_kind-gas = Gas
choice-read_how-read = Read
choice-read_how-estimated = Estimated
choice-basis-area = Area
choice-basis-price = Price
choice-basis-fixed = Fixed part
choice-basis-days = Days charged
choice-basis-exact = Before rounding
choice-basis-spaces = Spaces
choice-basis-used = Used
choice-basis-together = Used together
choice-basis-share = Share of this home
choice-basis-shares = Shares in all
choice-basis-manual = Typed in
choice-basis-imported = Taken over

## Where a charge comes from

choice-source-run = Billing run
choice-source-import = Import
choice-source-manual = By hand

## Accounts and entries

choice-account-receivable = Receivable
choice-account-advance = Advance
choice-account-income = Income
choice-account-reduction = Reduction
choice-account-cash = Cash
choice-account-transfer = Transfer
choice-account-wechat = WeChat
choice-account-alipay = Alipay
choice-account-card = Card
choice-account-opening = Opening
choice-account-deposit = Deposits
choice-account-write_off = Write-offs
choice-account-late_fee = Late fees
choice-account-rounding = Rounding
choice-stood-charged = charged
choice-stood-paid = paid
choice-stood-reduced = reduced
choice-stood-written_off = written off
choice-stood-late_fees = late fees
choice-stood-deposits = deposits, net
choice-stood-arrears = owed
field-close_day = Day
field-through = Up to entry
field-close_cash = Cash wanted
field-close_cash_books = Cash by books
field-close_counted = Cash counted
field-close_float = Float
field-close_difference = Over or short
field-close_reason = Why it differs
field-close_decision = Decision
field-slip = Slip no.
field-close_at = Closed
field-close_receipts = Receipts
field-still_owed = Still owed
field-printed_on = Printed on
field-dunning_notice = Payment reminder
field-hand_in = Hand-in slip
field-signature_supervisor = Supervisor
paper-dunning = The following is still to be paid for your home. Please settle it at the service counter soon; if you have paid or question an item, please speak with us.
paper-dunning-end = Thank you for your understanding.
field-n100 = ¥100
field-n50 = ¥50
field-n20 = ¥20
field-n10 = ¥10
field-n5 = ¥5
field-n1 = ¥1
field-n05 = ¥0.50
field-n01 = ¥0.10
choice-entry-charge = Charge
choice-entry-payment = Payment
choice-entry-reversal = Reversal
choice-entry-reduction = Reduction
choice-entry-advance = Advance used
choice-entry-late_fee = Late fee
choice-entry-write_off = Write-off
choice-entry-deposit = Deposit
choice-entry-refund = Refund
choice-entry-rounding = Rounding
choice-deposit_move-return = Returned
choice-deposit_move-keep = Kept
choice-deposit_move-settle = Used
choice-deposit_move-waive = Waived
choice-covers-fee = Fee
choice-covers-late_fee = Late fee
choice-deposit_state-held = held
choice-deposit_state-unpaid = unpaid
choice-deposit_state-closed = closed

## Lines of history

choice-line-move = Move
choice-line-note = Note
choice-line-edit = Correction
choice-line-voice = Voice
choice-line-attempt = Attempt
choice-line-report = Report
choice-line-link = Link

## Kinds of audit line

choice-audit-change = Change
choice-audit-refusal = Refusal
choice-audit-disclosure = Disclosure
choice-audit-presence = Presence
choice-audit-system = System

## Kinds of day

choice-day_kind-holiday = Holiday
choice-day_kind-workday = Working day
choice-day_kind-none = As usual

## Kinds of ticket

choice-ticket_kind-repair = Repair
choice-ticket_kind-complaint = Complaint
choice-ticket_kind-request = Request

## The next step of dunning

choice-next_step-dun = Dun
choice-next_step-wait = Dunned, wait
choice-next_step-promised = Promised
choice-next_step-broken_promise = Promise broken

## Ranks

choice-rank-worker = { rank-worker }
choice-rank-receptionist = { rank-receptionist }
choice-rank-supervisor = { rank-supervisor }
choice-rank-dept_manager = { rank-dept_manager }
choice-rank-property_manager = { rank-property_manager }
choice-rank-leadership = { rank-leadership }

## Yes and no

choice-yes = Yes
choice-no = No

## Settings

setting-office-name = Office name
setting-office-utc_offset = Zone, minutes
setting-office-week = Working days (1 = Monday)
setting-office-hours = Working hours
setting-desk-accounts = Shared accounts
setting-desk-idle_lock_minutes = Lock after, min
setting-fee-due_day = Fees due, day
setting-late-rate_ppm = Late fee a day (ppm)
setting-late-grace_days = Late fee, days of grace
setting-late-grace_costs = Late fee of grace days, too
setting-late-cap_percent = Late fee limit (%, 0 for none)
setting-late-principal_first = Charges before late fees
setting-payment-reference = Reference, if not cash
setting-payment-round_fen = Rounding off cash, fen
setting-meter-jump_times = Jump of a meter, times the usual
setting-meter-jump_least = No jump up to, units
setting-dunning-wait_days = Dun again, days
setting-ladder-message = Dunning: message
setting-ladder-call = Dunning: call
setting-ladder-visit = Dunning: visit
setting-ladder-notice = Dunning: notice
setting-ladder-letter = Dunning: lawyer’s letter
setting-limitation-years = Limitation, years
setting-limitation-shown_days = Limitation shown, days before
setting-limitation-message = Limitation: message
setting-limitation-call = Limitation: call
setting-limitation-visit = Limitation: visit
setting-limitation-notice = Limitation: notice
setting-limitation-letter = Limitation: letter
setting-limitation-suit = Limitation: suit
setting-limitation-part_payment = Limitation: part payment
setting-limitation-promise = Limitation: promise
setting-rate-target_percent = Collection rate to reach
setting-rung = from day { $days } overdue, after a wait of { $wait }, by: { $rank } or higher
setting-rung-none = left out
setting-close-float_yuan = Float kept at day close, yuan
setting-approval-expires_days = Approval, days
setting-relief-limit_yuan = Relief by manager, ¥
setting-expense-supervisor_yuan = Costs: supervisor, ¥
setting-expense-dept_manager_yuan = Costs: dept. mgr, ¥
setting-expense-property_manager_yuan = Costs: prop. mgr, ¥
setting-complaint-level2_by_manager = Manager: level 2
setting-follow_up-exempt_tries = Tries to exempt
setting-follow_up-exempt_days = Days to exempt
setting-follow_up-day_tries = Tries of a day
setting-follow_up-again_minutes = Minutes to the next try
setting-follow_up-until_hour = No calls after (hour)
setting-follow_up-again_days = Days to the next day of tries
setting-follow_up-again_working = Next tries on working days
setting-voice-line_hours = Same riser (hours)
setting-voice-building_hours = Same building (hours)
setting-voice-complaint_hours = Same complaint (hours)
setting-voice-words_percent = Words alike (%)
setting-disk-reserve_mib = Disk kept, MiB
setting-print-printer = Printer of papers
setting-print-columns = Columns of paper
setting-print-escpos = Receipt printer (ESC/POS)
setting-backup-keep = Backups kept
setting-reveal-per_hour = Reveals an hour
setting-ring-missed_seconds = Missed after (seconds)
setting-ring-same_seconds = Same call within (seconds)
setting-ring-others_seconds = Others told later (seconds)
setting-ring-bell = Bell for a call
setting-duty-from = Duties count from (empty: none)
setting-duty-named_day = “Before the 28th” includes it
setting-duty-key_customers_every = Key customers visited
setting-duty-building_customers_every = Building customers visited
setting-duty-door_visits_every = Door visits
setting-duty-frank_talks_every = Frank-talk meetings
setting-duty-opinions_every = Opinions asked for
setting-duty-files_every = Owner files updated
setting-duty-decoration_every = Decoration sites inspected
setting-duty-outsourced_every = Outsourced services
setting-duty-owners_meeting_every = Owners’ meeting
setting-duty-department_meeting_every = Department meeting
setting-duty-performance_every = Performance checked
setting-duty-vacant_every = Vacant homes walked
setting-duty-public_areas_every = Public areas walked
setting-shift-early = Early shift
setting-shift-late = Late shift
setting-shift-night = Night shift
setting-shift-day = Day shift
setting-shift-early_minutes = Minutes early
setting-head-urgent = Urgent, minutes ahead
setting-head-repeat = Repeated fault, minutes ahead
setting-head-vulnerable = Resident in need of care, minutes ahead
setting-head-promise = Missed appointment, minutes ahead
setting-head-level = Each level of a complaint, minutes ahead
setting-head-major = Major complaint, minutes ahead
setting-head-contact = Calls and visits, minutes ahead
setting-head-follow_up = Follow-ups, minutes ahead
setting-head-debt = Promises to pay, minutes ahead (negative: later)
setting-search-bound = Search bound
setting-empty = (empty)
