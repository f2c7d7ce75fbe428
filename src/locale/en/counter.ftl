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
pane-unreviewed = Done, unchecked
pane-unfiled = Done, not filed
pane-shift = Shift
pane-registers = Registers
pane-fees = Fees
pane-ledger = Ledger
pane-deposits = Deposits
pane-days = Day closes
pane-months = Month closes
pane-settings = Settings
pane-actions = What can be done
pane-palette = Commands
pane-find = Find
pane-help = Help
pane-explain = Why
pane-figures = Figures explained
pane-undo = My acts
pane-lock = Locked
pane-what_next = Then press

## Hints on the bottom line

hint-contact-call = call
hint-contact-visit = visit
hint-contact-take = take
hint-repair-new = repair
hint-complaint-new = complaint
hint-payment-take = pay
hint-find-open = find
hint-actions-open = actions
hint-explain = why
hint-row-mark = mark
hint-ticket-print = print
hint-row-unmark = unmark
hint-next-urgent = next
hint-go-shift = shift
hint-go-fees = fees
hint-fees-arrears = arrears
hint-fees-rates = rate
hint-fees-next = next
hint-fees-previous = previous
hint-fees-earlier = earlier
hint-fees-later = later
hint-fees-turn = regroup
hint-fees-order = order
hint-fees-filter = filter
hint-fees-items = fee items
hint-ledger-open = ledger
hint-fees-deposits = deposits
hint-deposit-take = take
hint-deposit-return = return
hint-deposit-keep = keep
hint-deposit-settle = use
hint-deposit-reverse = reverse
hint-fees-days = days
hint-fees-months = months
hint-day-close = close
hint-day-settle = decide
hint-day-reopen = open again
hint-month-close = close
hint-month-reopen = open again
hint-go-settings = settings
hint-setting-set = change
hint-phrase-set = phrase
hint-settings-add = new
hint-register-add = new
hint-register-grid = cabinet
hint-report-earlier = earlier
hint-report-later = later
hint-report-next = figure
hint-report-save = save
hint-report-make = make
hint-report-note = analysis
hint-report-submit = hand in
hint-go-approvals = approvals
hint-go-reports = reports
hint-pane-next = group
hint-settings-remove = take away
hint-settings-filter = filter
hint-shift-acknowledge = ack
hint-shift-accept = accept
hint-shift-handover = hand over
hint-shift-start = on duty
hint-shift-note = log
hint-shift-release = release
hint-palette-open = commands
hint-help-open = help
hint-undo = undo
hint-back = back
hint-screen-leave = leave
hint-open = open
hint-import-apply = Import
hint-go-counter = Counter
hint-form-save = save
hint-form-save_only = log only
hint-form-next = next
hint-form-clear = clear
hint-form-choices = choices
hint-form-look = record
hint-ticket-dispatch = dispatch
hint-ticket-start = start
hint-ticket-hold = hold
hint-ticket-resume = resume
hint-ticket-return = return
hint-ticket-done = done
hint-ticket-note = note
hint-ticket-escalate = escalate
hint-ticket-accept = accept
hint-ticket-review = check
hint-ticket-file = file
hint-ticket-voice = voice
hint-followup-record = follow up
hint-dunning-record = dun
hint-promise-record = promise
hint-person-reveal = reveal
hint-approval-grant = approve
hint-approval-withdraw = withdraw
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

## The top line

head-coming = Connecting…
head-office = { $office } desk
head-calls = calls { $count }
head-visits = visits { $count }
head-open = open { $count }
head-late = late { $count }
head-books = books wrong { $count }
head-damaged = damaged { $count }
head-rate = paid { $rate }%

## Panes

pane-empty = Nothing
pane-coming = Reading…
pane-more = { $count } more
pane-drafts = Unfinished forms
total-contacts = today { $first } · open { $second }
total-tickets = open { $first } · late { $second }
total-marked = { $count } marked
total-followups = late { $first } · due today { $second }
total-arrears = { $homes ->
    [one] { $homes } home
   *[other] { $homes } homes
} · { $debt }
way-call = C
way-visit = V
way-letter = L
way-email = E
way-wechat = W
way-shift = S
row-voices = { $count ->
    [one] { $count } home
   *[other] { $count } homes
}
row-tries = { $outcome } { $tries }×
row-tries-again = { $tried }, again { $when }
row-months = { $months } mo
row-promise = promised { $day }
row-promise-broken = broke promise { $day }
row-oldest = since { $day }
row-step = { $way } { $day }
row-step-on = from { $day }
row-days-left = limitation { $count } d
row-expired = limitation over
row-expires = until { $day }
row-disputed = objected to
row-dunned = ×{ $count }
due-wake = wake { $when }
amount = ¥{ $amount }

## The two lines at the bottom

hint = { $key } { $name }
line-lost = The line to the server is lost; trying again. What was typed is kept
line-coming = Connecting to the server…
line-approvals = { $count } to approve
line-reported = { $count } reported up to accept
line-important = { $count } important from follow-ups
line-and = {", "}
line-waiting = { $what }: press { $key }
said-done = Done: { $command } { $numbers }{ $rest }
said-pending = Waits for approval { $number }: { $command }; to be granted by: { $rank } or higher
said-decided-done = { $by } granted { $number }: { $command }
said-decided-refused = { $by } refused { $number }: { $command } ({ $why })
said-field = { $field }: { $why }
said-and = ;{" "}
said-or = ,{" "}
said-unknown = No answer came; whether it was booked is not known. It is asked again under the same id, never done twice
said-unknown-other = An act of the person before got no answer; they must check it
said-resent = Connected again; asking about the last act under the same id
said-left-here = What { $name } typed here was not saved yet; it is there again when they sign on.
said-no-such-command = There is no such command now
said-nothing-masked = Nothing is hidden here
said-no-such-form = The form of this draft is no more
said-nothing-selected = No record is selected
said-nothing-urgent = Nothing is urgent now
said-no-ring = Nobody calls now
said-call-gone = { $why } { $key } once more saves this as a call of its own.
said-call-owed = { $number } is to be called back; { $key } on it opens its form again
ring-calls = Call { $phone }
ring-unknown = unknown number
ring-again = { $count ->
    [one] rang once
   *[other] rang { $count } times
}
ring-take = { $key }: take it
ring-more = { $count } more
ring-taken = { $name } took { $phone }
row-rings = { $count ->
    [one] Calling now
   *[other] Calling now, time { $count }
}
row-taken = Taken, nothing written down yet
row-missed = { $count ->
    [one] Missed call
   *[other] Missed call, rang { $count } times
}
said-urgent-later = Nothing is urgent now; next, { $at }: { $name }
said-possible = { $why }; possible now: { $acts }
said-no-lock = This is not a shared desk, so there is nothing to lock
said-mark-elsewhere = Only rows of the work pane and of lists of arrears can be marked
said-mark-most = At most { $count } can be marked at once
said-mark-gone = { $numbers } left the list and lost the mark
said-marks-off = All marks are off
said-one-at-a-time = “{ $command }” is done to one at a time; { $count } are marked, take the marks off first
said-printed = { $count ->
    [one] { $count } paper went to the printer { $printer }
   *[other] { $count } papers went to the printer { $printer }
}
said-slips-kept = { $count ->
    [one] { $count } paper is kept in { $path }
   *[other] { $count } papers are kept in { $path }
}
said-printer-refused = The printer { $printer } did not take them ({ $detail }); { $count ->
    [one] { $count } paper is kept
   *[other] { $count } papers are kept
} in { $path }
said-printed-nowhere = { $count ->
    [one] { $count } paper was
   *[other] { $count } papers were
} neither printed nor kept: { $detail }
said-paper-fault = Your template { $file }, line { $line }, cannot be used ({ $detail }); the shipped one was
said-none-can = None of them can be done
said-none-done = None was done, for the reasons above; press { $key } for the { $count } that can be
said-no-follow-ups = Nobody is to be followed up today
said-no-follow-ups-of = Nobody is to be called about { $number }
said-stale = { $by } changed it at { $at }; not saved. { $save } saves yours, { $look } shows it
said-parked = Draft kept; { $key } goes on with it
said-restacked = { $count ->
    [one] An unfinished form is open again as it was left
   *[other] { $count } unfinished forms are open again as they were left
}
said-text-refused = The text holds a control character that cannot be seen ({ $code }); nothing of it was taken
said-paste-cut = The pasted text was too long; its end was dropped
said-not-shown = Not on the screen yet, so not sent: look, then press again; or { $key }
screen-too-small = The window is too small; make it at least 40 columns by 10 rows.

## Forms

form-sent = saving
form-unsaved = not kept yet
form-kept = draft kept
form-not-kept = draft not kept
form-empty = empty
form-theirs = changed meanwhile: { $before } → { $after }; saving keeps yours
form-changed = changed meanwhile: { $before } → { $after }
form-depth = depth { $depth }
print-title = { $count ->
    [one] Printing { $count } work slip
   *[other] Printing { $count } work slips
}
several-whose = Who gets what { $name } has; may be changed, and left empty it stays
several-none-held = { $name } has nothing open
staff-away = away until { $day }
several-title = { $count ->
    [one] { $command }  { $count } ticket
   *[other] { $command }  { $count } tickets
}
several-out = { $number } is left out: { $why }
several-each = Who is sent to each; may be changed, and left empty nobody is
drafts-none = No unfinished forms

## Taking a call

intake-home-area = { $value } m²
intake-home-floor = floor { $value }
intake-home-handed_over = handed over { $value }
intake-home-verified_on = checked { $value }
intake-how = room, phone or name; matter (pinyin initials do); urgent; day; @worker; #category; a semicolon between matters
intake-fields = Field by field
intake-tell = Tell them
intake-or = Or is it
intake-open = Open
intake-same = Same matter?
intake-join = [{ $key } joins]
alike-home = same home
alike-line = same riser
alike-shared = shared part
alike-unit = same unit
alike-building = same building
alike-community = same community
alike-phone = same phone
alike-category = {" "}and category
alike-and = ,{" "}
alike-hours = { $count ->
    [one] within an hour
   *[other] within { $count } hours
}
alike-days = within { $count ->
    [one] { $count } day
   *[other] { $count } days
}
alike-words = says { $words }
intake-debt = Owes
said-no-such-choice = There is no such choice; take one of those offered
intake-urgent = urgent
intake-becomes = Becomes
intake-undecided = kind not clear
intake-sends = sends { $worker }
intake-owes-answer = not answered, to be called back
intake-of-matter = { $number }: { $field }
intake-loading = Names are still being read in; homes and phones are found already
intake-no-worker = No worker fits; it will be saved as received
intake-others = ({ $key } for { $others })
intake-no-other = There is no other reading
intake-no-same = There is no ticket to add a voice to

## Find

find-how = room, phone, name, pinyin initials, plate, number, matter
find-count = { $count } found
find-many = { $count }+ found
find-partial = older records are still being read
find-none = Nothing found
find-pinyin = pinyin

## The home card

home-notice = { $text }, until { $until } ({ $count } have reported it)
home-open = Open
home-ended = Lately closed
home-entries = Registers
registers-late = { $count } overdue
registers-active = { $count } in hand
registers-initial = { $count } waiting
registers-closed = { $count } closed
registers-purge = Empty personal data
    .doc = Empties what is masked of an entry that was kept long enough; the entry and its number stay. It cannot be taken back.
registers-stock = { $name } { $count }
registers-title = { $name }  { $place }
# What has to be settled before a home is left or work is closed.
clearance-fees = { $amount } owed
clearance-keys = keys { $numbers }
clearance-cards = cards { $numbers }
clearance-passes = passes { $numbers }
clearance-tickets = tickets { $numbers }
clearance-deposits = deposit { $amount }
clearance-and = { $one }; { $rest }
registers-becomes = It is then: { $state }
registers-grid = { $name }: cabinet
registers-grid-count = { $count } hung · { $out } out · { $late } late
    .more = the first { $count } · { $out } out · { $late } late
registers-grid-none = Nothing open has a hook
registers-none = No entry here
registers-place-all = all
registers-place-active = in hand
registers-place-initial = waiting
registers-place-closed = closed
registers-place-past = past retention
pane-duties = Duties
duties-title = Duties  { $span }
duties-today = today
duties-week = this week, without the daily ones
duties-month = this month, without the daily ones
duties-overdue = overdue
duties-people = by person
duties-year = counts of the year
duties-none = No duty to be done
duties-missing = { $count } short
duties-uncounted = No first day is set, so nobody is reminded; set it with g t under Duties
duties-fault = { $file }, line { $line }: a mistake, the file is not in force; see frontdesk doctor
head-duties = duties { $count }
duty-by-hand = by hand
duty-by-register = entry: { $name }
duty-by-command = by itself: { $name }
duty-by-report = its report
duty-period = { $first } to { $last }
duty-past = { $period }  { $state }
duty-did = { $at } { $by } { $text }
duty-did-by = { $at } { $by } { $what } { $text }
duty-rule-day = on day { $day }
duty-rule-before = before day { $day }, that day not included
duty-rule-before-with = before day { $day }, that day included
duty-every-days = { $count ->
        [one] each day
       *[other] every { $count } days
    }
duty-every-day = each day
duty-every-workday = each working day
duty-every-week = each week
duty-every-two_weeks = every two weeks
duty-every-half_month = each half-month
duty-every-month = each month
duty-every-quarter = each quarter
duty-every-half_year = each half-year
duty-every-year = each year
home-payments = Latest payments
home-held = Deposits and instalments
home-plan = { $amount } in { $parts ->
    [one] one part
   *[other] { $parts } parts
}, paid { $paid }
home-plan-behind = behind { $amount }
home-plan-next = next { $day } { $amount }
home-people = People
home-facts = The home
home-reversed = reversed

## Records and other screens

detail-history = History
detail-viewers = { $names } also looking
page-position = { $line } of { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}
help-title = { $title } · { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
actions-none = Nothing can be done now
actions-approval = needs a second person
acts-none = Nothing done yet
acts-can = can be undone
acts-never = cannot be undone
acts-reversed-by = reversed by “{ $act }”
acts-built-on = changed since
approvals-none = Nothing waits for approval
palette-none = No such command
approvals-rank = for { $rank }
approvals-why = why: { $why }
approvals-until = until { $until }
deposits-none = No deposits held
deposits-held = { $held } held, as the books say
    .more = { $held } held, { $unpaid } unpaid, as the books say
    .most = { $held } held, { $unpaid } unpaid, but { $account } in the books
deposits-unpaid = { $amount } unpaid
approvals-own = My requests decided { $days ->
    [one] in the last day
   *[other] in the last { $days } days
}
approvals-decided = { $state } { $by } { $at }
reported-title = Reported up, to be accepted ({ $count })
reported-rank = reported to { $rank }
important-title = Important from follow-ups, to be noted ({ $count })
unreviewed-none = all that is done was checked
unfiled-none = Every finished repair is filed
counted-open = Pending
counted-late = Late
counted-calls = Calls today
counted-visits = Visits today
counted-unpaid = Homes that have not paid
counted-rate = Homes that have not paid this month
pane-rates = Collection rate
rates-target = target { $target }%
rates-whole = Whole office
rates-nobody = nobody due
rates-unfit = below 90%: unfit
rates-missing = { $count ->
    [one] one more home
   *[other] { $count } more homes
}
rates-reached = reached
rates-unpaid = unpaid
rates-uncharged = not billed
rates-col-name = Name
rates-col-homes = Paid/due
rates-col-rate = Rate
rates-col-amount = By sum
rates-col-points = Points
rates-col-missing = To the target
arrears-urgent = All, the most urgent first
arrears-largest = All, the largest first
arrears-oldest = All, the oldest first
arrears-limitation = Limitation runs out soon
arrears-none = Nobody owes anything
arrears-left-out = smaller and not shown: { $count }; filter by name
arrears-building = Building { $code }
arrears-no-building = In no building
arrears-no-steward = No steward
arrears-no-payer = Nobody known to pay
arrears-by-building = by building
arrears-by-steward = by steward
arrears-by-age = by age
arrears-by-item = by item
arrears-by-payer = by payer
arrears-order-amount = largest first
arrears-order-homes = most homes first
arrears-order-name = by name
arrears-col-name = Name
arrears-col-homes = Homes
arrears-col-amount = Owed
arrears-col-share = Share
arrears-col-aged = Of this age
arrears-age-0 = not due yet
arrears-age-1 = overdue 1 month
arrears-age-2 = overdue 2-3 months
arrears-age-3 = overdue 4-6 months
arrears-age-4 = overdue 7-12 months
arrears-age-5 = overdue over 12 months
counted-debt = Homes that owe
counted-followed = Overdue follow-ups
counted-followed_hours = Follow-ups due this month
counted-followed_days = Follow-ups due this month
counted-content = Follow-ups not satisfied
counted-none = none
unfiled-done = done { $at }
shift-handed = { $shift }, { $person }, handed over { $at } · { $open } open
shift-to = for { $person }
shift-accepted = accepted by { $person }
shift-not-accepted = nobody has accepted it
shift-released = released by { $person }
shift-not-released = not released by a supervisor
shift-seen = { $person } { $at }
shift-receipts = { $count ->
    [one] { $count } receipt
   *[other] { $count } receipts
}
shift-own = My shift
shift-since = { $person }, { $shift }, since { $at }
shift-late = { $minutes } min late
shift-amiss = before the shift: { $text }
shift-figures = contacts { $contacts } · opened { $opened } · moved { $moved } · ended { $ended } · follow-ups { $followed }
shift-would = Handed over now it has { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
shift-log = Work log
shift-remark = own line
## Settings

settings-people = People
settings-limits = Time limits
settings-heads = Head starts
settings-holidays = Holidays
settings-categories = Categories and trades
settings-phrases = Phrases
settings-notices = Notices in force
settings-fees = Fee items
settings-desk = Office and desk
settings-work = Fees, approvals, calls
settings-shifts = Shifts
settings-pressing = Pressing for fees
settings-duties = Duties
settings-alike = The same matter
settings-upkeep = Storage and backups

settings-sum = { $count } in all, { $own } set by this office
settings-sum-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}, { $away } away
settings-sum-holidays = { $years }: { $count ->
    [one] { $count } day
   *[other] { $count } days
}
settings-sum-no-year = none entered yet
settings-sum-categories = { $count } in use, { $off } switched off
settings-sum-phrases = { $count ->
    [one] { $count } phrase
   *[other] { $count } phrases
}
settings-sum-notices = { $count } in force, { $coming } to come
settings-sum-fees = { $count ->
    [one] { $count } item
   *[other] { $count } items
}

settings-col-section = Section
settings-col-sum = What is there
settings-col-name = Name
settings-col-value = Now
settings-col-default = Default
settings-col-limit = Limit
settings-col-rank = Rank
settings-col-work = Trades, buildings
settings-col-here = State
settings-col-seen = Last seen
settings-col-day = Day
settings-col-weekday = Weekday
settings-col-kind = Kind
settings-col-code = Code
settings-col-trade = Trade
settings-col-ahead = Ahead, min
settings-col-phrase = Phrase
settings-col-category = Category
settings-col-place = Place
settings-col-priority = Priority
settings-col-notice = Notice
settings-col-areas = Where
settings-col-until = Until
settings-col-homes = Concerns
settings-col-reported = Reported
settings-col-price = Price
settings-col-months = Every
settings-col-from = From
settings-col-to = To

settings-change = Change
settings-new = New
settings-phrase-kept = updated
settings-phrase-gone = taken away
settings-take-away = Take away
settings-as-shipped = Back to default
settings-filter = Filter
settings-none = Nothing here yet
settings-no-fit = Nothing fits
settings-no-new = Nothing is added to this section
settings-no-away = This cannot be taken away, or is the default already
settings-own = { $mark } set by this office: { $count }
settings-read-only = To look at only; changed by: { $who }
settings-off = Switched off
settings-year = { $year }: { $holidays ->
    [one] { $holidays } holiday
   *[other] { $holidays } holidays
}, { $workdays ->
    [one] { $workdays } day
   *[other] { $workdays } days
} worked instead
settings-year-unknown = No holidays told for { $year }: limits that reach it leave out rest days only
settings-account = account { $account }
settings-pin = has a PIN
settings-no-pin = no PIN
settings-load = { $count } in work
settings-here-here = on duty
settings-here-away = away
settings-here-left = left
settings-notice-from = from { $at }
settings-notice-by = posted by { $by }
settings-notice-all = everywhere
settings-homes = { $count ->
    [one] { $count } home
   *[other] { $count } homes
}
settings-reported = { $count ->
    [one] { $count } home
   *[other] { $count } homes
}
settings-fee-area = ￥{ $price }/m² a month
settings-fee-fixed = { $amount } a month
settings-fee-space = { $price } a space
settings-fee-meter = { $price } a unit
settings-fee-tiers = { $price } and up
settings-fee-share = { $price } a unit, shared
settings-fee-steps = steps by { $span }: { $steps }
settings-fee-edges = a month begun: { $edges }
settings-fee-from = from { $day } { $price }
meter-last = { $premises }, showed { $value } on { $day }
billing-title = Fees · bills of { $month }
billing-sum = { $charges ->
    [one] { $charges } charge
   *[other] { $charges } charges
} at { $homes ->
    [one] { $homes } home
   *[other] { $homes } homes
}, { $amount } in all, due { $due }; Enter makes them
billing-nothing = there is nothing to charge for this month
billing-all = All
billing-col-item = Item
billing-col-charges = Bills
billing-col-amount = Amount
billing-col-late = Late
billing-col-late_amount = Of it late
billing-col-before = Before
billing-col-left = Out
billing-left = Left out, to look at: { $count }
billing-more = … and { $count } more
billing-why-no_fees = handed over, pays no fee
billing-why-no_area = has no area
billing-why-no_spaces = has no spaces
billing-why-no_meter = has no meter
billing-why-not_read = meter { $meter } was not read
billing-why-shared_out = came after it was shared out
billing-why-no_price = its price cannot be reckoned
settings-fee-months = { $count ->
    [one] month
   *[other] { $count } months
}

settings-takes-minutes = minutes, { $least } to { $most }
settings-takes-seconds = seconds, { $least } to { $most }
settings-takes-hours = hours, { $least } to { $most }
settings-takes-days = days, { $least } to { $most }
settings-takes-day = day of the month, { $least } to { $most }
settings-takes-percent = percent, { $least } to { $most }
settings-takes-ppm = millionths, { $least } to { $most }; 500 is 0.05 %
settings-takes-fen = fen, { $least } to { $most }
settings-takes-yuan = yuan, { $least } to { $most }
settings-takes-mib = MiB, { $least } to { $most }
settings-takes-count = a whole number, { $least } to { $most }
settings-takes-line = a line of text
settings-takes-switch = yes or no
settings-takes-week = such as 1-5 or 1,3,5; 1 is Monday
settings-takes-hours-of-day = such as 8:30-12:00,13:30-17:30
settings-takes-shift = such as 8:00-16:00, over midnight too; empty for none
settings-takes-limit = such as 30m, 24h, 3d; 4wh, 3wd count working time only
settings-takes-names = accounts of the system, between commas
settings-takes-printer = the name of a printer of the system
settings-takes-interval = day workday week two_weeks half_month month quarter half_year year, or a number of days
settings-takes-since = a day such as 2026-12-01; empty for none
settings-takes-rung = days overdue,days after the last step,rank (1 receptionist 2 supervisor 3 department 4 property manager 5 leadership), such as 7,3,1; no leaves it out
settings-takes-effect = 0 none, 1 anew while it runs, 2 also when it has run out
settings-effect-of-0 = nothing
settings-effect-of-1 = starts it anew
settings-effect-of-2 = starts it anew, also afterwards
settings-shipped = default { $value }
settings-effect-open = open deadlines are reckoned anew at once, what is done stays
settings-effect-order = what is open is put in order anew at once, deadlines stay
settings-effect-new = holds for what comes new, what is there stays
settings-effect-now = holds at once
settings-effect-start = holds from the next start on

settings-used-people = signing on, dispatch, approvals, rights
settings-used-limits = deadlines of tickets, complaints and follow-ups
settings-used-heads = the order of what is to be done, and what is urgent next
settings-used-holidays = limits in working time
settings-used-categories = intake, the choice of a worker, the order of what is to be done
settings-used-phrases = codes and suggestions while a call is taken
settings-used-notices = what callers it concerns are told
settings-used-fees = the monthly charges
settings-used-desk = screens, papers, signing on, working time
settings-used-work = charges, dunning, approvals, exemptions
settings-used-shifts = beginning a shift, lateness, hand-over
settings-used-pressing = how fees are pressed for, limitation, the rate
settings-used-duties = from when duties count, how often the regular ones come
settings-used-alike = whether two reports are the same matter
settings-used-upkeep = disk kept free, backups, search, reveals
settings-source-shipped = as shipped
settings-source-silent = as shipped; the service standard does not state it
settings-source-week = the working days of the week
settings-changed = { $by }, { $at } ({ $command })
settings-changed-itself = the program, { $at } ({ $command })
settings-unchanged = nobody has changed it
shift-none = You are not on duty
shift-on-duty = On duty
shift-nobody = nobody
shift-unseen = { $open } open
shift-no-line = select a line of a hand-over first
head-unclosed = { $day } not closed
close-open = { $day } to be closed: { $cash } in cash by the books
close-overdue = { $day } was not closed: { $cash } in cash by the books
close-next = Today is closed; this is for { $day }: { $cash } in cash
close-no-money = No money was taken
close-given = { $count } given back, { $amount }
close-more = There are more, not told here
close-before = Closed
close-none = No day was closed yet
close-line = slip { $slip }  total { $total }  cash { $cash }  { $person } { $at }
close-differs = Over or short { $sum }: { $reason }
close-decided = { $person } { $at } decided: { $text }
close-reopened = { $person } { $at } opened it again: { $text }
close-taken = By person and method
close-cash = Cash counted
close-rows = Receipts
close-counted = { $counted } counted, { $there } wanted, { $sum } over or short
close-counted-right = { $counted } counted, as wanted
close-month-running = Not over yet
close-month-open = Not closed
close-month-closed = Closed by { $person } { $at }
close-month-later = changed since
close-rate = rate { $rate }% ({ $paid }/{ $due } homes)
close-nobody-due = no home is due
close-head-frozen = Frozen
close-head-later = Later
close-head-now = Now
head-handed = to accept { $count }
explain-none = There is nothing to explain
explain-late-stretch = { $from } to { $until }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $principal } × { $rate }
explain-part-paid = { $day } { $amount }, paid
explain-part-late = { $day } { $amount }, paid { $paid }, late
explain-part-open = { $day } { $amount }, paid { $paid }

## What a payment or a relief would do, and the ledger of a home

what-if-title = What if
what-if-pick = Mark the charges meant: { $key }
what-if-due = Due { $due }
    .late = Due { $due }, late fees { $late } in it
what-if-settled = Settles { $amount }
what-if-left = Still due { $amount }
    .reduced = Still due { $amount }
    .written_off = Still due { $amount }
what-if-reduced = Gives up { $amount }
what-if-written_off = Writes off { $amount }
what-if-ahead = Ahead { $amount }
what-if-rounded = Rounded off { $amount }
what-if-change = Give back { $amount }
what-if-others = The same owner owes for { $homes }
what-if-late = late { $late }, left { $left }
ledger-none = No entries yet
ledger-owed = Owes { $amount }
ledger-accrued = Late fees grown { $amount }
ledger-ahead = Ahead { $amount }
people-title = Whose number to show
people-none = Nobody is registered at this home
dial-title = Follow-ups
dial-count = due today: { $at } of { $of }
dial-early = before its day, this home alone
dial-ticket = { $number }: { $at } of { $of }
dial-voices = { $count } more of this matter
dial-reason = follow-up { $number }
dial-masked = The number is hidden: { $why }
dial-no-number = no phone
dial-more-tries = { $count } earlier
dial-gone = { $by } followed up { $number } at { $at }: { $outcome }
followup-satisfied = The owner is satisfied
followup-partly = The owner is mostly satisfied
followup-no-answer = Nobody answered
followup-unreachable = The number does not work
followup-exempt = Tried often, never reached
lock-who = Choose your name and type your PIN

## First start
wizard-title = First start
wizard-step = step { $step } of { $steps }
wizard-language = 语言 Language
wizard-language-why = 请选择界面语言。Choose the language of the screens; the settings file changes it later.
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
wizard-office = Community and manager
wizard-office-why = The community’s name stands at the top of the screen and on papers; the manager is you.
wizard-ways = Homes
wizard-ways-why = There are no homes yet. Begin one of these ways; more can be imported or added at any time.
wizard-pattern = Make homes by pattern
wizard-pattern-why = Buildings are written 1-6 or 1,3,5; those with the same floors and rooms are made at once. To bill them each month, give the hand-over day, a fee item and its price per m².
wizard-import = Import a workbook
wizard-import-why = Type the path of an .xlsx or .csv file (UTF-8 or GBK). It is checked first and loaded when you have seen what was found.
wizard-no-file = There is no such file
wizard-reading = Reading and checking the file, { $seconds } s … { $key } gives it up.
wizard-reading-left = Given up; nothing was imported
wizard-judged = What was found
wizard-judged-clean = Nothing is wrong. { $key } loads it.
wizard-judged-differs = The payments are not what your books say; nothing is loaded. Go back and check them.
wizard-judged-skips = { $count ->
    [one] { $count } fault
   *[other] { $count } faults
}. { $key } loads the other rows and leaves these out; or go back, mend the file and come again.
wizard-judged-refused = { $count ->
    [one] { $count } fault
   *[other] { $count } faults
}; the file is refused whole. Go back, mend it and come again.
wizard-loading = Loading
wizard-loaded = Imported
wizard-demo = Look at the demo (in a temporary folder, apart from this office)
wizard-left = There are no homes yet; { $key } and “{ $name }” goes on with it
wizard-done = The homes are there. Try { $call } to take a call; “{ $staff }” is in { $palette }, the keys in { $help }

# Reports and the board.
pane-reports = Reports
pane-board = Board
counted-report = Behind the figure
report-class_summary = Classified summary
report-class_summary-doc = Before the 28th; all that came since the last one was made
report-month_summary = Monthly summary and analysis
report-month_summary-doc = The whole month by category, building, cause, repeats, limits, satisfaction
report-service_report = Service statistics of the month
report-service_report-doc = The whole month: matters, reconciled, follow-ups and satisfaction, every register
report-records_check = Records check and filing
report-records_check-doc = At month end: how many, open, incomplete, unsigned; filed with digests
report-follow_up_rates = Follow-up and satisfaction
report-follow_up_rates-doc = Followed up 100 %, within three days, satisfied 98 %
report-unmade = Not made yet
report-made = Made by { $person } { $at }, digest { $digest }
report-made-changed = Made by { $person } { $at }, digest { $digest }; figures have changed since
report-submitted = Handed in by { $person } { $at }; figures do not change any more
report-span = From { $from } to { $to }
report-note = Analysis ({ $person } { $at })
report-row-unmade = not made
report-row-made = made by { $person } { $at }
report-row-submitted = handed in by { $person } { $at }
report-row-noted = with analysis
report-nothing = none
report-total = Total
report-others = Others
report-more-homes = { $count ->
    [one] and one more home
   *[other] and { $count } more homes
}
report-no-category = no category
report-no-building = in no building
report-no-class = not filed
report-no-outcome = not asked
report-saved = Saved in { $text }
report-not-saved = Not saved: { $text }
report-rate-followed = Followed up
report-rate-hours = Within 72 hours
report-rate-days = By the end of the due day
report-rate-content = Satisfied
report-asked = Partly { $partly }, not satisfied { $unhappy }, exempt { $left_out }, overdue { $overdue }
report-reconciled = The summary is from { $from } to { $to }; month = summary + changes since - carried in from the month before + after it (in the next one)
report-reconciled-unmade = The classified summary of the month has not been made: it is taken as the records are now ({ $from } to { $to })
report-list-contacts = Calls and visits
report-list-repair = Repairs
report-list-complaint = Complaints
report-list-request = Suggestions
report-list-followups = Follow-ups
report-list-payments = Payments
report-list-closes = Day closes
report-list-shifts = Shifts handed over
report-section-kinds = By kind
report-section-categories = By category
report-section-scopes = Inside or public
report-section-buildings = By building
report-section-causes = By cause (as filed)
report-section-limits = Time limits (as in force now)
report-section-repeats = Homes that came more than once
report-section-reconciled = Held against the classified summary
report-section-satisfaction = Satisfaction
report-section-records = Records
report-section-rates = Follow-up and satisfaction
report-section-handling = Handled
report-column-by_kinds = Kind
report-column-by_categories = Category
report-column-by_scopes = Where
report-column-by_buildings = Building
report-column-by_causes = Cause
report-column-by_limits = Kind
report-column-by_repeats = Home
report-column-by_reconciled = Kind
report-column-by_satisfaction = Kind
report-column-by_records = Records
report-column-by_rates = Rate
report-column-by_handling = Kind
report-column-received = Came
report-column-before = Before
report-column-change = Change
report-column-voices = Voices
report-column-handled = Done
report-column-open = Open
report-column-overdue = Late
report-column-handled_rate = Done %
report-column-limited = Timed
report-column-kept = In time
report-column-kept_rate = In time %
report-column-median = Hours
report-column-repeated = Repeated
report-column-said = Summary
report-column-since = Since
report-column-carried = Carried in
report-column-after = After it
report-column-month = Month
report-column-rated = Rated
report-column-satisfied = Content
report-column-satisfied_rate = Content %
report-column-part = Reached
report-column-whole = Of
report-column-rate = Rate
report-column-target = Target
report-column-entries = Entries
report-column-missing = Missing
report-column-unsigned = Unsigned
report-column-digest = Digest
board-waiting = Waiting for a decision
board-open = Open tickets
board-late = Late tickets
board-follow_ups_late = Late follow-ups
board-duties_late = Late duties
board-unreviewed = To be checked
board-followed = Followed up
board-days = Open tickets by day
board-late_days = Late tickets by day
board-in_time = Within three days
board-content = Satisfied
board-collected = Collection rate
board-target = target { $target }%
board-received = Came { $count }, today { $today }
board-handled = Done { $count }, today { $today }
board-old = Open over 3 days { $today }
