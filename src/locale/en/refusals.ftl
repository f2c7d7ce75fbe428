# Why a command was refused, and what is wrong in a file.
# Naming: refusal-<code> (why a command was not done, without a full stop; it says what to do next),
# fault-<code> (a mistake in a file of keys, settings or registers, without a full stop).

## Why a command was not done

refusal-no-right = “{ $right }” is for { $needed }; { $name }: { $own }
who-rank = { $rank } or higher
who-rank-or-role = { $rank } or higher, or { $role }
refusal-unknown-command = there is no command { $command }
refusal-unknown-record = there is no record { $number }
refusal-stale = { $by } changed { $number } at { $at }; look at it and try again
    .more = { $by } took money for { $number } at { $at }, receipt { $receipt }; look at what is owed and try again
refusal-changed-meanwhile = somebody changed it meanwhile; what stands now is beside the fields, save again to keep yours
refusal-not-from-here = this cannot be done while it is “{ $state }”
    .more = { $by } recorded { $number } at { $at }; it is “{ $state }”
refusal-fields = something is missing or wrong; see the fields
refusal-missing = this must be filled in
refusal-too-long = too long; { $limit ->
    [one] { $limit } character
   *[other] { $limit } characters
} at most
refusal-too-short = too short; { $limit ->
    [one] { $limit } character
   *[other] { $limit } characters
} at least
refusal-several-lines = write it in one line
refusal-bad-character = there is an invisible control character ({ $code }); remove it
refusal-bad-amount = this is not an amount such as 1236.50
refusal-not-positive = the amount must be above zero
refusal-amount-too-large = the amount is larger than the books can hold
refusal-more-than-owed = this is more than the { $owed } owed
    .more = { $ahead } more than the { $owed } that is owed: correct the amount, or answer “yes” to “{ field-advance }”
refusal-bad-day = this is not a day such as 11-23 or tomorrow
refusal-past-day = { $day } is in the past
refusal-bad-number = this is not a whole number
refusal-bad-choice = there is no choice “{ $text }”; there are: { $choices }
refusal-unknown-premises = no home is called “{ $text }”
refusal-several-premises = “{ $text }” fits several homes: { $candidates }
refusal-unknown-staff = no member of staff is called “{ $text }”
refusal-several-staff = “{ $text }” fits several members of staff: { $candidates }
refusal-unknown-person = nobody is called “{ $text }”
refusal-unknown-category = there is no category “{ $text }”
refusal-several-categories = “{ $text }” fits several categories: { $candidates }
refusal-bad-phone = this is not a phone number
refusal-exists = “{ $text }” exists already
refusal-request-reused = this request id belongs to another command; use a new one
refusal-already-reversed = { $number } has been reversed before
refusal-nothing-owed = { $premises } owes nothing
refusal-out-of-turn = For { $premises } the next step is { $next } from { $day }; say why this comes before it
refusal-too-low-to-dun = { $way } is for: { $rank } or higher
refusal-all-disputed = All that { $premises } owes is objected to; nobody presses for it until that is settled
refusal-no-complaint = { $number } is not an open complaint of { $premises }
refusal-nothing-fits = { $premises } has no unpaid charge that fits
refusal-unknown-building = There is no building { $text }
refusal-no-reference = this way of paying needs the number of its slip or order
refusal-reference-used = { $text } was booked before, with receipt { $number }
refusal-tendered-too-little = less than { $amount } was handed over
refusal-not-rounded = { $odd } is missing; only cash is rounded off, by { $most } at most
refusal-charge-not-open = no unpaid charge { $text }
refusal-more-than-ahead = only { $ahead } is ahead on receipt { $number }
refusal-own-approval = nobody decides what they asked for themselves; ask another person
refusal-rank-too-low = this is decided by { $rank } or above
refusal-decided = { $number } has been decided or has expired
refusal-approval-stale = what { $number } is about has changed since it was asked for; ask again
refusal-nothing-to-undo = there is nothing to take back
refusal-cannot-undo = “{ $command }” cannot be taken back; correct it, or set it anew
refusal-must-reverse = { $command } { $number } cannot be taken back, only reversed: “{ $act }”, with a reason and a second person
refusal-built-on = others have built on { $number } since; it cannot be taken back
    .more = { $by } did “{ $what }” ({ $at }) since, so the act on { $number } cannot be taken back; correct it instead
refusal-needs-proof = text, the number of a recording or a file is needed as proof
refusal-needs-filing = class and filing zone must be given first
refusal-needs-plan = the plan must be approved first
refusal-too-few-tries = tries so far: { $tries }, days: { $days }; exempt only after { $wanted_tries } on { $wanted_days }
refusal-not-signed-on = nobody is signed on; give your PIN first
refusal-wrong-pin = name or PIN is wrong
refusal-pin-locked = too many wrong PINs; try again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}
refusal-pin-spent = a hundred wrong PINs in a row: this PIN is not taken here any more; ask a manager to set another
refusal-no-voice = “{ $text }” did not join this ticket; who did: { $candidates }
refusal-some-cannot = { $count } of { $of } cannot be done, so none was
refusal-already-undone = { $by } took it back already, { $at }
refusal-file-missing = the file has not reached the server; save once more
refusal-bad-file = { $text } cannot be kept: { $reason }
refusal-file-too-large = a file may have { $limit } MiB at most
refusal-no-open-ticket = { $number } is no open ticket
refusal-counts-differ = the count does not agree: { $count }, not { $of }; report what is missing as lost
refusal-other-register = { $number } is no entry of { $register }
refusal-other-home = “{ $text }” is owed by another home
refusal-must-be-yes = this must be yes
refusal-not-clear = still open: { $open }
refusal-days-disorder = { $day } before { $of }: not in order
refusal-beyond-named = { $day } is later than { $until }, the end of { $number }
refusal-not-live = { $number } is not in force for this home
refusal-same-person = somebody other than { $name } has to do this
refusal-deposit-unpaid = { $amount } of { $name } is not paid yet
refusal-not-in-stock = { $count } in stock of { $number }, { $of } wanted
refusal-still-asked = { $number } still needs the rest; it is emptied once that is over
refusal-still-kept = { $number } ({ $state }) is kept for { $count ->
    [one] { $count } month
   *[other] { $count } months
} after its end
refusal-home-refuses = { $premises }: { $reason }; { $count } refused, none was entered
refusal-open-already = the home has { $number } open already
refusal-duty-settled = settled already by { $by }, { $at }
refusal-unknown-duty = no duty is called { $text }
refusal-no-duty-then = this duty does not come on that day
refusal-duty-not-begun = this period begins on { $day }
refusal-more-than-written-off = only { $amount } was written off
refusal-more-than-held = no more than { $amount } is held of { $number }
refusal-not-a-plan = this is no plan: too many parts, or parts of less than a fen
refusal-no-plan = { $premises } has no instalments
refusal-deposit-spent = deposit { $deposit }, paid by { $number }, is returned, kept or used; the receipt stands
refusal-no-late-fee = { $premises } has no late fee to reduce
refusal-deposit-paid = deposit { $deposit } was paid with { $amount }: reverse its receipt first
refusal-nothing-to-reverse = deposit { $deposit } has no such step to take back
refusal-some-homes-cannot = { $count } of { $of } cannot be dunned, so none was: { $why }
refusal-totals-differ = totals differ: the file has { $count } of { $found }, it should have { $wanted_count } of { $wanted }, difference { $difference }
refusal-totals-unsaid = the file has { $count ->
        [one] 1 payment
       *[other] { $count } payments
    } of { $found }; check your books and give their totals with --total and --count
refusal-day-closed = { $day } was closed by { $by } at { $at }; what is taken now belongs to the next day
refusal-day-moved = The books moved while you counted: there should be { $owed } in cash now; look again, then save
refusal-difference-unsaid = Cash and books differ by { $sum }: say why
refusal-not-last-close = Only the last close ({ $day }) can be opened again
refusal-month-running = { $month } is not over yet
refusal-unknown-report = No report is called { $text }; there are: { $choices }
refusal-report-unmade = { $report }, { $month } has not been made yet; make it before it is handed in
refusal-report-submitted = { $report }, { $month } was handed in by { $by } at { $at } and does not change any more
refusal-report-ahead = { $month } has not begun
refusal-day-open = Money of { $day } is not closed yet: close the day before { $month }
refusal-month-closed = { $month } was closed by { $by } at { $at }
refusal-month-open = { $month } is not closed
refusal-nothing-to-decide = { $day }: no difference is left to decide about
refusal-not-closed = { $day } is not closed
file-nowhere = there is no such file
file-link = it is a link; name the file itself
file-irregular = it is not a regular file
file-empty = it is empty
file-unreadable = it cannot be read
file-changed = its content is not that of its BLAKE3 digest
refusal-not-theirs = it is not with { $name }
refusal-nobody-to-send = nobody fitting is on duty to be sent: name somebody
refusal-bad-holidays = “{ $text }” is no day of that year; write 10-01..10-07 holiday, 10-10 workday
refusal-category-in-use = “{ $name }” is in use: open tickets { $tickets }, phrases { $phrases }; give them another first
refusal-bad-pin = a PIN has { $least } to 12 digits
refusal-wrong-old-pin = the old PIN is wrong
refusal-own-pin = nobody removes their own PIN; to change it use “Set PIN” and give the old one
refusal-not-on-duty = you are not on duty; use “Go on duty” first
refusal-on-duty = you are on duty since { $since }; hand over first
refusal-no-shift-planned = no such shift is planned here; a manager sets its hours
refusal-no-handover = no hand-over waits for that
refusal-own-handover = nobody accepts their own shift; the next one or a supervisor does
refusal-handover-for-other = this shift was handed to { $name }
refusal-call-taken = { $name } took { $number } at { $at }
refusal-no-shift-then = { $name } began no shift on { $day }
refusal-no-such-line = the hand-over has { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}, none is number { $line }
refusal-line-seen = { $name } acknowledged this line before
refusal-handover-accepted = { $name } accepted it before
refusal-released = { $name } released it before
refusal-unknown-account = the account { $account } may not use this program; ask the manager to record it
refusal-clock-jumped = the clock of this machine jumped by { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}; set it right first
refusal-disk-nearly-full = the disk is nearly full: { $free } MiB left, { $reserve } MiB must stay free
refusal-disk-full = the disk is full, { $file } was not written
refusal-storage = the data could not be written ({ $detail })
refusal-stopping = the server is stopping after a failed write; tell the administrator
refusal-too-many-drafts = too many drafts; { $limit } at most, finish some first
refusal-unknown-list = there is no list “{ $text }”; there are: { $choices }
refusal-bad-condition = the condition “{ $text }” cannot be read; write for example overdue = true
refusal-unknown-column = there is no column “{ $text }”; there are: { $choices }
refusal-last-manager = this is the last manager and cannot be taken away
refusal-no-way-in = after this no manager could sign on any more; first give a manager an account or a PIN
refusal-unknown-argument = there is no argument “{ $text }”
refusal-nothing-said = nothing was given: write a home, a phone, a name or the matter
refusal-nothing-to-charge = there is nothing to charge for { $month } { $count ->
    [one] ({ $count } charge exists)
   *[other] ({ $count } charges exist)
}
refusal-internal = a rule of the program failed ({ $detail }); nothing was changed
refusal-unknown-fee-item = there is no fee item “{ $text }”
refusal-bad-tiers = steps begin at 0, follow on each other and the last has no end: 0-100 1.90; 100- 2.40; only for what a meter says, and without another price
refusal-reading-back = meter { $meter } showed { $before } before; if it went past its last digit ({ $used } used) say that you looked again, if it was replaced use that command
refusal-reading-jump = meter { $meter } says { $used } were used, far more than usual; say that you looked again
refusal-reading-beyond = digits on meter { $meter }: { $digits }; a reading has three places at most
refusal-reading-not-later = meter { $meter } is settled up to { $day }; give a later day
refusal-bills-changed = the bills of { $month } are not what was shown any more and none was made; look at the new preview
refusal-expense-waits = { $number } is not decided yet, an expense of { $of }: have it decided, or withdrawn by who asked, first
refusal-more-than-agreed = More than is agreed and not paid out ({ $left }): have it agreed first
refusal-nobody-to-charge = { $number } has no home that could be charged: give it one first, or leave this empty
refusal-charged-there = { $premises } is charged { $amount } for this: have that charge reduced first, then change the home
refusal-more-than-paid-out = Only { $left } went out
refusal-booked = “{ $command }” stands in the books and is not undone: ask to reduce that charge in the ledger
refusal-not-asker = Only who asked for { $number } may withdraw it
refusal-more-than-asked = { $count } was approved: ask for more with another entry
refusal-no-unit-price = “{ $text }” is charged as a fixed amount: give the amount, not a price
refusal-not-metered = “{ $text }” does not fit: a home's meter takes an item charged by meter, a public area's a shared one
refusal-unknown-setting = there is no setting “{ $text }”
refusal-bad-setting = the setting cannot be “{ $text }”
refusal-same-record = a ticket cannot be linked to itself
refusal-unknown-community = there is no community “{ $text }”
refusal-bad-code = “{ $text }” cannot be a code; write for example 3-2-1201
refusal-bad-plate = “{ $text }” is no number plate
refusal-too-many = too many; { $limit } at most
refusal-too-many-revealed = in an hour one person may see { $limit ->
    [one] { $limit } personal value
   *[other] { $limit } personal values
} whole, { $left } more by now; { $needed } can raise it (setting “Reveals an hour”)
refusal-nothing-changed = nothing would change
refusal-already-so = “{ $setting }” is { $value } already; nothing was changed
refusal-unknown-phrase = there is no phrase “{ $text }”
refusal-no-matter = not a word yet on what it is about; write the matter
refusal-no-kind = it is not clear what kind of matter this is; choose one, enquiry for a question
refusal-no-category = a repair needs a category; choose one
refusal-not-staged = what was to be imported is gone; read the file again
refusal-community-unsaid = it is not known which community the file belongs to; go back and name it
    .cli = it is not known which community the file belongs to; write community = "its name" in a --map file
refusal-effective-day = the day it counts for must lie between { $earliest } and { $latest }

## Mistakes in files

fault-syntax = column { $column }, “{ $piece }”: { $kind }
toml-quote = a text stands in quotation marks, as in name = "text"
toml-bracket = a bracket is missing or never closed
toml-comma = a comma is missing or one too many
toml-escape = after a backslash only n, t, a quotation mark or another backslash may stand; write the text in single quotes
toml-name = a name that is more than letters, digits, _ and - stands in quotation marks
toml-no-value = write name = "value"
toml-more = nothing may follow here; begin a new line
toml-twice = this name stands in the file twice
toml-unknown = there is nothing of this name here
toml-type = a value of another kind belongs here
toml-other = this does not follow the rules of TOML
fault-hint-nearest = ; did you mean { $nearest }?
fault-unreadable = the file cannot be read ({ $detail })
fault-unknown-setting = there is no setting { $name }
fault-unknown-value = { $name } cannot be { $value }; there are: { $known }
fault-wrong-type = { $name } cannot be of type { $found } here
fault-unknown-context = there is no place { $name }
fault-no-such-key = [{ $context }] there is no key { $key }
fault-key-twice = [{ $context }] { $key } is the same key as { $first } in line { $first_line }
fault-key-is-prefix = [{ $context }] { $key } is the same key as { $first } in line { $first_line }: it cannot both do something and begin a chord
fault-chord-too-long = [{ $context }] the chord behind { $key } is too long; { $limit ->
    [one] { $limit } key
   *[other] { $limit } keys
} at most
fault-unknown-command = [{ $context }] { $key }: there is no command { $name }
fault-text-key = [{ $context }] { $key } is typed text here and cannot be a command
fault-key-hides-chord = [{ $context }] { $key } gets in the way of the chords of [{ $other }] that begin with it
fault-register-syntax = this cannot be read: { $text }
fault-register-unknown-key = there is no entry { $text } here
fault-register-missing-key = { $text } is missing
fault-register-bad-name = { $text } is no name: a lower case letter first, then lower case letters, digits and _, at most 24
fault-register-taken = another command, list or register is called { $text }
fault-register-bad-letter = no number of a register begins with { $text }
fault-register-twice = { $text } is declared twice
fault-register-unknown-field = there is no field { $text }
fault-register-unknown-state = there is no state { $text }
fault-register-unknown-guard = there is no guard { $text }
fault-register-unknown-effect = there is no effect { $text }
fault-register-unknown-deadline = there is no deadline { $text }
fault-register-lacks-field = the register lacks a field { $text } needs
fault-register-options = the options of { $text } are wrong: a choice has some, nothing else has any
fault-register-bad-limit = { $text } is no time limit; write 30m, 24h, 3d, 4wh or today
fault-register-initial = there must be exactly one initial state, not { $text }
fault-register-unreachable = no way leads to the state { $text }
fault-register-no-way-out = the state { $text } cannot be left
fault-register-never-closes = no end can be reached from the state { $text }
fault-register-leaves-closed = the state { $text } is closed and cannot be left
fault-register-ambiguous = two moves { $text } leave the same state
fault-register-state-in-use = the state { $text } is gone while entries are in it; a new name is given under renamed
fault-register-wrong-kind = the field { $text } is not of a kind that fits here
fault-register-reserved = { $text } is a name the program needs itself
fault-register-too-large = the file is larger than { $text } KiB
fault-register-field-in-use = the field { $text } is gone while entries hold something in it; a new name is given under renamed_fields
fault-register-kind-in-use = the field { $text } is of another kind now while entries hold something in it
fault-register-unknown-function = for computed fields there is no function { $text }
fault-register-computed = the field { $text } is computed: nobody types, empties or requires it, and nothing is computed of it
fault-register-unknown-register = a field of the kind entry says under of which register is meant, no other field does; { $text } is none
fault-register-files = a form takes one file; { $text } is one more
fault-register-bad-keep = { $text } is no time to keep something; write 24m
fault-register-unknown-command = there is no command { $text }
fault-register-unknown-setting = no setting { $text } says how often
fault-register-unknown-duty = there is no duty { $text }
fault-register-bad-timing = { $text } cannot stand here
