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
pane-unreviewed = Done, to be checked
pane-unfiled = Done, not filed
pane-shift = Shift
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
total-arrears = { $homes } homes · { $debt }
way-call = C
way-visit = V
way-letter = L
way-email = E
way-wechat = W
way-shift = S
row-voices = { $count } homes
row-tries = { $outcome } { $tries }×
row-tries-again = { $tried }, again { $when }
row-months = { $months } mo
row-promise = promised { $day }
row-promise-broken = broke promise { $day }
row-oldest = since { $day }
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
said-no-such-form = The form of this draft is no more
said-nothing-selected = No record is selected
said-nothing-urgent = Nothing is urgent now
said-no-ring = Nobody calls now
said-call-owed = { $number } is to be called back; { $key } on it opens its form again
ring-calls = Call { $phone }
ring-unknown = unknown number
ring-again = rang { $count } times
ring-take = { $key } takes it
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
said-mark-elsewhere = Only rows of the work pane can be marked
said-mark-most = At most { $count } can be marked at once
said-mark-gone = { $numbers } left the list and lost the mark
said-marks-off = All marks are off
said-one-at-a-time = “{ $command }” is done to one at a time; { $count } are marked, take the marks off first
said-printed = { $count } work slips went to the printer { $printer }
said-slips-kept = { $count } work slips are kept in { $path }
said-printer-refused = The printer { $printer } did not take them ({ $detail }); { $count } work slips are kept in { $path }
said-printed-nowhere = { $count } work slips were neither printed nor kept: { $detail }
said-none-can = None of them can be done
said-none-done = None was done, for the reasons above; { $key } does the { $count } that can be
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
print-title = Printing { $count } work slips
several-whose = Who gets what { $name } has; may be changed, and left empty it stays
several-none-held = { $name } has nothing open
staff-away = away until { $day }
several-title = { $command }  { $count } tickets
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
alike-days = within { $count } days
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
home-payments = Latest payments
home-people = People
home-facts = The home
home-reversed = reversed

## Records and other screens

detail-history = History
detail-viewers = { $names } also looking
page-position = { $line } of { $lines } lines
help-title = { $title } · { $count } lines
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
approvals-own = My requests decided in the last { $days } days
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
counted-rate = Homes that have not paid this month
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
shift-receipts = { $count } receipts
shift-own = My shift
shift-since = { $person }, { $shift }, since { $at }
shift-late = { $minutes } min late
shift-amiss = before the shift: { $text }
shift-figures = contacts { $contacts } · opened { $opened } · moved { $moved } · ended { $ended } · follow-ups { $followed }
shift-would = Handed over now it has { $count } lines
shift-log = Work log
shift-remark = own line
shift-none = You are not on duty
shift-on-duty = On duty
shift-nobody = nobody
shift-unseen = { $open } open
shift-no-line = select a line of a hand-over first
head-handed = to accept { $count }
explain-none = There is nothing to explain
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
wizard-judged-skips = { $count } faults. { $key } loads the other rows and leaves these out; or go back, mend the file and come again.
wizard-judged-refused = { $count } faults; the file is refused whole. Go back, mend it and come again.
wizard-loading = Loading
wizard-loaded = Imported
wizard-demo = Look at the demo (in a temporary folder, apart from this office)
wizard-left = There are no homes yet; { $key } and “{ $name }” goes on with it
wizard-done = The homes are there. Try { $call } to take a call; “{ $staff }” is in { $palette }, the keys in { $help }
