# States, ranks, side roles and rights.
# Naming: state-<kind>-<state> (the text stands in the record, 24 columns at most; .short in lists, 12
# at most), rank-<rank>, role-<role>, right-<right>.

## Repairs

state-repair-received = Received
    .short = received
state-repair-dispatched = Dispatched
    .short = dispatched
state-repair-returned = Returned
    .short = returned
state-repair-working = Working
    .short = working
state-repair-on_hold = On hold
    .short = on hold
state-repair-done = Done
    .short = done
state-repair-follow_up = To follow up
    .short = to follow up
state-repair-rework = Rework
    .short = rework
state-repair-closed = Closed
    .short = closed
state-repair-cancelled = Cancelled
    .short = cancelled

## Complaints

state-complaint-received = Received
    .short = received
state-complaint-explained = Explained
    .short = explained
state-complaint-notified = Department notified
    .short = notified
state-complaint-escalated = Escalated
    .short = escalated
state-complaint-handling = Being handled
    .short = handling
state-complaint-plan_pending = Plan to be approved
    .short = plan waits
state-complaint-plan_approved = Plan approved
    .short = plan passed
state-complaint-resolved = Resolved
    .short = resolved
state-complaint-fed_back = Result fed back
    .short = fed back
state-complaint-follow_up = To follow up
    .short = to follow up
state-complaint-reopened = Reopened
    .short = reopened
state-complaint-closed = Closed
    .short = closed
state-complaint-withdrawn = Withdrawn
    .short = withdrawn

## Suggestions and praise

state-request-received = Received
    .short = received
state-request-assigned = Assigned
    .short = assigned
state-request-answered = Answered
    .short = answered
state-request-closed = Closed
    .short = closed
state-request-cancelled = Cancelled
    .short = cancelled

## Contacts

state-contact-waiting = To be answered
    .short = to answer
state-contact-call_back = To be called back
    .short = call back
state-contact-unreported = To be reported
    .short = to report
state-contact-settled = Settled
    .short = settled
state-contact-undone = Taken back
    .short = undone
state-contact-ringing = Ringing
    .short = ringing

## Follow-ups

state-followup-due = Due
    .short = due
state-followup-attempted = Attempted
    .short = attempted
state-followup-done = Done
    .short = done
state-followup-unreachable = Unreachable
    .short = unreachable
state-followup-exempt = Exempt
    .short = exempt
state-followup-undone = Taken back
    .short = undone

## Arrears

state-arrears-billed = Billed
    .short = billed
state-arrears-part_paid = Part paid
    .short = part paid
state-arrears-overdue = Overdue
    .short = overdue
state-arrears-reminded = Reminded
    .short = reminded
state-arrears-promised = Promised
    .short = promised
state-arrears-visited = Visited
    .short = visited
state-arrears-noticed = Noticed in writing
    .short = noticed
state-arrears-legal = Legal steps
    .short = legal
state-arrears-disputed = Disputed
    .short = disputed
state-arrears-reduction_pending = Reduction to be approved
    .short = red. waits
state-arrears-reduced = Reduced
    .short = reduced
state-arrears-paid = Paid
    .short = paid
state-arrears-written_off = Written off
    .short = written off

## Approvals

state-approval-pending = Waiting
    .short = waiting
state-approval-done = Approved and done
    .short = approved
state-approval-refused = Refused
    .short = refused
state-approval-withdrawn = Withdrawn
    .short = withdrawn
state-approval-expired = Expired
    .short = expired

## Promises to pay

state-promise-open = Open
    .short = open
state-promise-kept = Kept
    .short = kept
state-promise-broken = Broken
    .short = broken
state-promise-replaced = Made anew
    .short = made anew
state-duty-open = to do
    .short = to do
state-duty-late = late
    .short = late
state-duty-done = done
    .short = done
state-duty-waived = waived
    .short = waived
state-duty-missed = missed
    .short = missed
state-duty-uncounted = passed
    .short = passed

## Trades

trade-plumbing = Plumbing
trade-electric = Electric
trade-lift = Lifts
trade-masonry = Masonry
trade-carpentry = Carpentry
trade-hvac = Heating, air
trade-weak_current = Low voltage
trade-facilities = Facilities

## Ranks

rank-worker = Worker
rank-receptionist = Receptionist
rank-supervisor = Supervisor
rank-dept_manager = Department manager
rank-property_manager = Property manager
rank-leadership = Leadership

## Side roles

role-archivist = Archivist
role-quality = Quality
role-auditor = Auditor
role-service = Service
role-switchboard = Telephone

## Rights

right-read = Read
right-desk = Desk work
right-log = Logging
right-cash = Taking money
right-supervise = Supervision
right-registry = Homes and people
right-billing = Billing
right-office = Office settings
right-reveal = Revealing numbers
right-export = Export
right-audit = Reading the audit
right-approve = Approving
right-undo = Undo
right-ring = Announcing calls
