# Words on the counter: titles of panes, hints, wordings of time, days of the week.
# Naming: pane-<name>, hint-<command> (dots become dashes, 10 columns at most), time-<wording>,
# day-<weekday> with .short as it stands after a date.

## Titles of panes

pane-contacts = Calls and visits
pane-tickets = Repairs
pane-complaints = Complaints
pane-followups = Follow-ups due
pane-arrears = Arrears
pane-home = Home card
pane-detail = Record
pane-approvals = Approvals
pane-actions = What can be done
pane-palette = Commands
pane-find = Find
pane-help = Help
pane-explain = Why
pane-undo = My acts
pane-lock = Locked
pane-what_next = Then press

## Hints on the bottom line

hint-contact-call = call
hint-contact-visit = visit
hint-repair-new = repair
hint-complaint-new = complaint
hint-payment-take = pay
hint-find-open = find
hint-actions-open = actions
hint-explain = why
hint-next-urgent = next
hint-palette-open = commands
hint-help-open = help
hint-undo = undo
hint-back = back
hint-screen-leave = leave
hint-open = open
hint-form-save = save
hint-form-save_only = save only
hint-form-next = next
hint-form-clear = clear
hint-form-choices = choices
hint-ticket-dispatch = dispatch
hint-ticket-start = start
hint-ticket-hold = hold
hint-ticket-resume = resume
hint-ticket-return = return
hint-ticket-done = done
hint-ticket-note = note
hint-ticket-escalate = escalate
hint-ticket-voice = voice
hint-followup-record = follow up
hint-dunning-record = dun
hint-promise-record = promise
hint-person-reveal = reveal
hint-approval-grant = approve
hint-approval-refuse = refuse
hint-home-open = home
hint-lock = lock

## Wordings of time

time-left = { $time } left
time-over = { $time } over
time-overdue-days = { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
time-overdue-hours = { $hours } h late
time-overdue-minutes = { $minutes } min late
time-span-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
time-span-hours = { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
time-span-minutes = { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
time-month-this = this month
time-month-last = last month
time-months-ago = { $months ->
        [one] { $months } month ago
       *[other] { $months } months ago
    }
time-day-yesterday = yesterday
time-day-today = today
time-day-tomorrow = tomorrow
time-day-after-tomorrow = in 2 days

## Days of the week

day-monday = Monday
    .short = Mon
day-tuesday = Tuesday
    .short = Tue
day-wednesday = Wednesday
    .short = Wed
day-thursday = Thursday
    .short = Thu
day-friday = Friday
    .short = Fri
day-saturday = Saturday
    .short = Sat
day-sunday = Sunday
    .short = Sun
