# Names of the commands of the service. Naming: ticket.dispatch → command-ticket-dispatch (dots become
# dashes, underscores stay). The text is the name in menus, 24 columns at most; .doc is one sentence
# for the palette, help and do --list. The terminal's own commands, which change no record, are in
# terminal.ftl.

## Homes and people

command-community-add = Add community
    .doc = Adds a community with its name and initials.
command-community-rename = Rename community
    .doc = Corrects the name of a community; its initials follow unless they were set.
command-building-add = Add building
    .doc = Adds a building with its units, floors and rooms.
command-household-add = Add home
    .doc = Adds a home with its number, area and kind.
command-household-edit = Edit home
    .doc = Changes what is recorded of a home and keeps what it was.
command-person-add = Add person
    .doc = Records an owner, tenant or family member of a home.
command-person-edit = Edit person
    .doc = Changes what is recorded of a person and keeps what it was.
command-person-reveal = Reveal number
    .doc = Shows a masked phone or ID number and leaves an audit line; of a follow-up, whom to call.
command-household-recode = Correct home number
    .doc = Gives a home its right number, with a reason; what is printed stays.
command-household-fee = What a home pays
    .doc = From when, up to when and for how many spaces a home pays an item; what was charged stays.
command-homes-pattern = Homes by pattern
    .doc = Makes homes by buildings, units, floors and rooms; those that exist stay.
command-import-apply = Import
    .doc = Takes over a checked file at once; what exists stays.

## Homes and people: what is said when it is done (done-<command>)

done-community-add = Community “{ $name }” added
    .more = Community “{ $name }” added, initials { $initials }
done-community-rename = Community is now “{ $name }”, initials { $initials }
done-building-add = Building { $name } added with its units ({ $count })
done-homes-pattern = { $name }: { $added ->
    [one] { $added } home
   *[other] { $added } homes
} made, { $known } known before
done-household-add = Home { $premises } added
done-household-edit = { $premises } changed
done-household-recode = { $before } is now { $premises }
done-household-fee = “{ $name }” set for { $premises }, from the next bills on
done-person-add = { $name } recorded at { $premises }
    .more = { $name } recorded at { $premises }; same phone as { $same }
done-person-edit = { $name } changed
import-differs = { $record } { $field }
done-import-apply = Imported { $file }, new (known before, left alone): buildings { $buildings_added } ({ $buildings_known }), fee items { $fees_added } ({ $fees_known }), homes and parking spaces { $homes_added } ({ $homes_known }), people { $people_added } ({ $people_known }), ties to homes { $ties_added } ({ $ties_known }), payments { $payments_added } ({ $payments_known }){ $left_out ->
    [0] {""}
    [one] ; { $left_out } row with mistakes left out
   *[other] ; { $left_out } rows with mistakes left out
 }
    .more = { done-import-apply }; not taken over because the books say otherwise ({ $differing }): { $differences }
done-import-trial = { $file } can be imported, nothing was changed yet; it would bring new (known before, left alone): buildings { $buildings_added } ({ $buildings_known }), fee items { $fees_added } ({ $fees_known }), homes and parking spaces { $homes_added } ({ $homes_known }), people { $people_added } ({ $people_known }), ties to homes { $ties_added } ({ $ties_known }), payments { $payments_added } ({ $payments_known }){ $left_out ->
    [0] {""}
    [one] ; { $left_out } row with mistakes left out
   *[other] ; { $left_out } rows with mistakes left out
 }
    .more = { done-import-trial }; not taken over because the books say otherwise ({ $differing }): { $differences }
done-import-readings = Imported { $file }: readings { $readings_added } new; { $readings_known } known before, left alone{ $left_out ->
    [0] {""}
   *[other] ; { $left_out ->
        [one] { $left_out } faulty row
       *[other] { $left_out } faulty rows
    } left out
 }
done-import-readings-trial = { $file } can be imported, nothing was changed yet; it would bring readings: { $readings_added } new; { $readings_known } known before, left alone{ $left_out ->
    [0] {""}
   *[other] ; { $left_out ->
        [one] { $left_out } faulty row
       *[other] { $left_out } faulty rows
    } left out
 }
done-import-complaints = Imported { $file }: complaints { $complaints_added } new, as { $state }; { $complaints_known } known before, left alone{ $left_out ->
    [0] {""}
    [one] ; { $left_out } row with mistakes left out
   *[other] ; { $left_out } rows with mistakes left out
 }
    .more = { done-import-complaints }; not taken over because the books say otherwise ({ $differing }): { $differences }
done-import-complaints-trial = { $file } can be imported, nothing was changed yet; it would bring complaints: { $complaints_added } new, as { $state }; { $complaints_known } known before, left alone{ $left_out ->
    [0] {""}
    [one] ; { $left_out } row with mistakes left out
   *[other] ; { $left_out } rows with mistakes left out
 }
    .more = { done-import-complaints-trial }; not taken over because the books say otherwise ({ $differing }): { $differences }
done-person-reveal = { $name }: ID { $id_number }
    .more = { $name }: phone { $phone }
    .most = { $name }: phone { $phone }, ID { $id_number }

## The office itself

command-staff-add = Add staff
    .doc = Adds a member of staff with rank and sign-on.
command-staff-edit = Edit staff
    .doc = Changes post, rank or presence of a member of staff.
command-staff-absent = Away
    .doc = Who is away until when; their open tickets go to others in the same act.
command-staff-back = Back early
    .doc = Somebody is here again before the day that was said.
command-staff-pin = Set PIN
    .doc = Sets the PIN a member of staff signs on with.
command-setting-set = Change setting
    .doc = Changes a time limit, rate or other setting.
command-holiday-set = Set holiday
    .doc = Makes a day a holiday, a worked weekend or an ordinary day.
command-holiday-list = Holidays of a year
    .doc = Takes over a year’s list: 10-01..10-07 holiday, 10-10 workday.
command-phrase-set = Set phrase
    .doc = Sets a phrase with its code, category and trade.
command-category-set = Set category
    .doc = Sets a category with its trade and time limits.
command-outage-post = Post outage
    .doc = Posts an outage of water, power or lifts, shown to whoever takes a call.
command-outage-edit = Correct notice
    .doc = Corrects what a notice says, where it holds or until when.
command-outage-end = End notice
    .doc = Ends a notice of water, power or a lift that is back early.
command-shift-start = Go on duty
    .doc = Begins the shift; notes when you came and what was amiss.
command-shift-note = Log a line
    .doc = Adds a line of your own to the work log of your shift.
command-shift-handover = Hand over
    .doc = Ends the shift; what changed and what is open becomes the hand-over by itself.
command-shift-acknowledge = Acknowledge a line
    .doc = Acknowledges one line of what was handed over.
command-shift-accept = Accept the shift
    .doc = Takes the shift over; lines nobody acknowledged stay lit.
command-shift-release = Let go
    .doc = The supervisor agrees that who handed over may leave.
command-duty-done = Duty done
    .doc = Says a duty is done, with its evidence or a file that proves it.
command-duty-waive = Leave a duty out
    .doc = A supervisor leaves the duty of this period out, and says why.
command-duty-assign = Name who does it
    .doc = Gives a duty to somebody; with nobody named it goes back to its rank.
command-office-found = Found the office
    .doc = Records community and manager at the first start and installs categories and phrases.

## The office: what is said when it is done (done-<command>)

done-staff-add = { $name } added to the staff
done-staff-edit = { $name } changed
done-staff-absent = { $name } is away until { $until }; { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
} went to others
    .more = { $name } is away until { $until }; { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    } went to others, { $left } still with them
done-staff-back = { $name } is here again
done-staff-pin = PIN of { $name } set
done-setting-set = Setting changed: { $setting }, from { $before } to { $value }
    .more = { done-setting-set }; tickets in another place: { $moved }
    .most = { done-setting-set }; homes whose limitation runs otherwise: { $clocks }
done-holiday-set = { $day } is now: { $kind }
done-holiday-list = { $year } taken over: { $holidays ->
    [one] { $holidays } holiday
   *[other] { $holidays } holidays
}, { $workdays ->
    [one] { $workdays } day
   *[other] { $workdays } days
} worked instead
done-phrase-set = Phrase “{ $phrase }” { $what }
done-category-set = Category “{ $name }” updated
done-outage-post = Notice { $notice } posted until { $until }: { $text }
done-outage-edit = Notice { $notice } corrected, until { $until }: { $text }
done-outage-end = Notice { $notice } ended: { $text }
done-shift-start = { $shift }, on duty { $at }
    .more = { $shift }, on duty { $at }, { $late ->
            [one] { $late } minute
           *[other] { $late } minutes
        } after the time to be there
done-shift-note = Logged
done-shift-handover = { $shift } handed over with { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}
    .more = { $shift } handed over to { $name } with { $lines ->
            [one] { $lines } line
           *[other] { $lines } lines
        }
done-shift-acknowledge = Line { $line } acknowledged, { $open } open
done-shift-accept = { $shift } of { $name } accepted, { $open ->
    [one] { $open } line
   *[other] { $open } lines
} open
done-shift-release = { $name } may leave ({ $shift })
done-duty-done = { $duty }: done
    .more = { $duty }: { $have } of { $count } done
done-duty-waive = { $duty }: left out this time
done-duty-assign = { $duty }: back to its rank
    .more = { $duty }: now with { $person }
done-office-found = Founded; the manager is { $name }, account { $account }

## Reception

command-contact-log = Log contact
    .doc = Records a call, a visit or a letter.
command-contact-edit = Correct contact
    .doc = Corrects a contact and keeps what it was.
command-contact-answer = Answer
    .doc = Records the answer to an enquiry, which closes it.
command-contact-ring = Ring
    .doc = Said by a telephone system: a number is calling, or rings no more.
command-contact-take = Take the call
    .doc = Takes the call that rings and opens its form; on a missed call, calls back.
command-contact-miss = Missed
    .doc = A call nobody took is to be called back.

## Repairs and complaints

command-ticket-open = Open ticket
    .doc = Takes in a repair, complaint or request and gives it a number.
command-ticket-edit = Correct ticket
    .doc = Corrects a ticket and keeps what it was.
command-ticket-dispatch = Dispatch
    .doc = Hands the work order to a worker.
command-ticket-start = Start
    .doc = Records that the work has begun.
command-ticket-hold = Hold
    .doc = Pauses for parts, an absent owner and the like until a wake-up day.
command-ticket-resume = Resume
    .doc = Takes up again what was on hold.
command-ticket-return = Return
    .doc = The worker gives the order back with a reason, to be dispatched anew.
command-ticket-done = Done
    .doc = Records result, class and zone, charges paid work; a follow-up is made by itself.
command-ticket-file = File away
    .doc = Puts a finished work order into its zone by class.
command-ticket-cancel = Cancel
    .doc = Cancels a ticket with a reason and the supervisor’s consent.
command-ticket-note = Note
    .doc = Adds a note on progress.
command-ticket-escalate = Escalate
    .doc = Hands up what the desk cannot settle.
command-ticket-voice = Add voice
    .doc = Adds another caller with the same matter to the open ticket.
command-ticket-part = Part a voice
    .doc = What was taken for the same matter is another: it leaves the ticket and gets its own.
command-ticket-review = Check
    .doc = A supervisor checks what is done: written as it was, or what is amiss.
command-ticket-expense = Agree expense
    .doc = Declares a cost; above your own limit somebody with the authority agrees first.
command-ticket-pay_out = Pay out
    .doc = Notes what went out, no more than was agreed; not from the counter’s drawer.
command-ticket-pay_back = Money back
    .doc = Notes what came back or never went out; what was noted before stays.
command-ticket-bulk = Several at once
    .doc = The same to several tickets as one act: all of them or none, taken back as one.
command-ticket-link = Link
    .doc = Links two tickets; can be undone.

## Complaints

command-ticket-explain = Explain to caller
    .doc = Records the explanation given on the spot for a known matter.
command-ticket-notify = Notify department
    .doc = Tells the department and leader of an unknown matter.
command-ticket-accept = Accept
    .doc = Takes a complaint on, or notice of what was reported up.
command-ticket-plan = Submit plan
    .doc = Submits a plan with compensation, to be approved by level.
command-ticket-resolve = Resolve
    .doc = Records the result of a complaint.
command-ticket-feedback = Feed back
    .doc = Records when and how the complainant was told the result.
command-ticket-withdraw = Withdraw
    .doc = The complainant takes the complaint back.

## Follow-ups

command-followup-record = Record follow-up
    .doc = Records how a follow-up went; not satisfied reopens the source.
command-followup-accept = Take notice
    .doc = Takes notice of what a follow-up found important.

## When it is done: contacts, tickets, complaints, follow-ups, approvals. { $number } is the number
## of the record; the rest comes from the command.

done-contact-log = Logged { $number }: { $state }
    .more = Logged { $number }, opened { $tickets }: { $state }
    .most = Logged { $number }, opened { $tickets }, sent { $worker }
    .joined = Logged { $number } under { $joined }; homes that report it: { $voices }
done-contact-edit = Corrected { $number }, fields: { $count }
done-contact-answer = Answered { $number }: { $state }
done-contact-ring = This number did not ring
    .more = { $number }: { $state }
done-contact-take = { $number } is yours; saving its form settles it
done-contact-miss = { $count } missed, to be called back
done-ticket-open = Opened { $number }: { $state }
    .more = Opened { $number }, sent { $worker }
done-ticket-edit = Corrected { $number }, fields: { $count }
done-ticket-dispatch = Dispatched { $number } → { $worker }
done-ticket-start = Started { $number }
    .more = Started { $number }, by { $worker }
done-ticket-hold = On hold: { $number }
done-ticket-resume = Resumed { $number }
done-ticket-return = Returned { $number }
done-ticket-done = Done { $number }: { $state }
    .more = Done { $number }: { $state }; charged { $charged }
done-ticket-file = Filed { $number }: { $state }
done-ticket-cancel = Cancelled { $number }
done-ticket-note = Noted on { $number }
done-ticket-escalate = Escalated { $number } to: { $target }
done-ticket-voice = Voice added to { $number }, homes now: { $voices }
done-ticket-part = Parted from { $from } as { $number }: { $premises }
done-ticket-expense = Agreed for { $number }: { $amount }, { $whole } in all
done-ticket-pay_out = Paid out for { $number }: { $amount }; agreed and not paid: { $left }
done-approval-withdraw = Withdrawn { $number }: { $command }
done-ticket-pay_back = Back for { $number }: { $amount }; agreed and not paid: { $left }
done-ticket-review = Checked { $number }: { $verdict }
done-ticket-bulk = { $act }, { $count } at once: { $tickets }
done-ticket-link = Link updated: { $number } and { $other }
done-ticket-explain = Explanation kept { $number }: { $state }
done-ticket-notify = Department told of { $number }
done-ticket-accept = Accepted { $number }: { $state }
done-ticket-plan = Plan kept { $number }: { $state }
done-ticket-plan_approved = Plan approved { $number }: { $state }
done-ticket-resolve = Resolved { $number }: { $state }
done-ticket-feedback = Customer told of { $number }: { $state }
done-ticket-withdraw = Withdrawn { $number }
done-followup-record = Follow-up { $number }: { $outcome }; ticket { $ticket }: { $state }
    .more = Follow-up { $number }: { $outcome }, again { $wake }
done-followup-accept = Noted { $number }
done-approval-grant = Granted { $number }: { $command }
done-approval-refuse = Refused { $number }: { $command }
done-approval-expire = Ended { $approvals ->
    [one] { $approvals } approval
   *[other] { $approvals } approvals
} nobody decided in time
done-clock-confirm = Clock confirmed; it had jumped { $jump }
clock-ahead = { $count ->
    [one] { $count } minute ahead
   *[other] { $count } minutes ahead
}
clock-back = { $count ->
    [one] { $count } minute back
   *[other] { $count } minutes back
}
done-undo = Undone: { $command }
    .more = Undone: { $command } { $number }
    .most = Undone: { $command } { $of }
    .joined = Undone: { $command } { $number } { $of }

command-ticket-plan_approved = Approve plan
    .doc = Records an approved plan; one approved outside with approver, paper and day.

## Money

command-charge-run = Bill the period
    .doc = Makes the charges of a period for all homes.
command-charge-add = Add charge
    .doc = Adds a single charge to a home.
command-payment-take = Take payment
    .doc = Takes money against arrears and gives a receipt.
command-payment-reverse = Reverse payment
    .doc = Reverses a payment with a second person; the receipt is void and keeps its number.
command-payment-refund = Refund advance
    .doc = Gives back what is ahead on a receipt, once a second person agrees.
command-payment-print = Print receipt
    .doc = Counts a printed receipt; every one after the first is a copy.
command-late_fee-post = Book late fees
    .doc = Books the late fees that have grown by a day, of one home or of all.
command-reduction-request = Request reduction
    .doc = Asks for a reduction with a reason; it counts once approved.
command-charge-dispute = Record objection
    .doc = What the payer objects to: nobody presses for it until the complaint is closed.
command-charge-settle_dispute = End objection
    .doc = Ends the objection to bills before its complaint is closed; they are pressed for again.
command-building-steward = Name steward
    .doc = Says who answers for a building from a day on; its collection rate is theirs.
command-charge-reduce = Reduce
    .doc = Asks to give up part of what a home owes; once another person grants it, for good.
command-charge-write_off = Write off
    .doc = Asks to expect arrears no longer; once granted they may still be asked for again.
command-charge-restore = Restore
    .doc = Asks for what was written off again, once another person grants it.
command-plan-agree = Instalments
    .doc = Splits all a home owes into instalments, once another person grants it.
command-plan-end = End instalments
    .doc = Ends the instalments of a home; what is open is pressed as before.
command-deposit-take = Take deposit
    .doc = Takes a deposit and says what for; with a method it has its receipt at once.
command-deposit-return = Return deposit
    .doc = Gives a deposit back, all or part, once another person grants it.
command-deposit-keep = Keep deposit
    .doc = Keeps a deposit, all or part, with a reason, once another person grants it.
command-deposit-settle = Use deposit
    .doc = Settles arrears with a deposit where the payer agreed, once another person grants it.
command-deposit-reverse = Reverse deposit act
    .doc = Takes back what was done with a deposit by mistake, once another person grants it.
command-dunning-record = Record dunning
    .doc = Records how the arrears were pressed and what was said.
command-dunning-bulk = Dun several
    .doc = Records the same dunning for several homes in one act: all of them or none.
command-promise-record = Record promise
    .doc = Records amount and day of a promise to pay, which comes up on that day.
command-day-close = Close the day
    .doc = Counts the cash, compares it with the books and closes the day.
command-day-settle = Decide on difference
    .doc = A supervisor writes what becomes of cash that is over or short.
command-day-reopen = Open the day again
    .doc = A supervisor opens the last close again, with a reason; its record stays.
command-month-close = Close the month
    .doc = Freezes what was charged, paid and owed, and the rate; what comes later stands beside it.
command-month-reopen = Open the month again
    .doc = Opens a closed month again with a reason and a second person; its figures stay.
command-report-note = Write the analysis
    .doc = Write the analysis of a report; the program writes none of it
command-register-recur = What recurs in registers
    .doc = Does what registers ask for in each period: follow-ups of a month, patrols of a day.
command-report-make = Make the report
    .doc = Make a report of the records as they are now; until it is handed in, again
command-report-submit = Hand in the report
    .doc = Hand in or file a report as it was made; after that neither figures nor words change
command-fee_item-add = Add fee item
    .doc = A new fee item: its price or steps (0-100 1.90; 100- 2.40), how it is charged, its days.
command-fee_item-edit = Edit fee item
    .doc = Changes a fee item for later bills; what was charged stays.
command-fee_item-set = Set price from a day
    .doc = Another price from a day on; a month in which it changes is charged by the day.
command-meter-add = New meter
    .doc = Puts a water, power or gas meter in a home or public area, with what it shows.
command-meter-read = Read a meter
    .doc = Records what a meter shows; the same day again corrects it until it is charged.
command-meter-replace = Replace a meter
    .doc = Records what the old meter showed last and begins a new one.
command-meter-end = End a meter
    .doc = A meter nobody reads any more; what was charged stays.

## Money: what is said when it is done (done-<command>)

done-charge-run = { $month } billed: { $households ->
    [one] { $households } home
   *[other] { $households } homes
}, { $charges ->
    [one] { $charges } charge
   *[other] { $charges } charges
}, { $amount }{ $late ->
    [0] {""}
   *[other] , { $late } late
}{ $left ->
    [0] {""}
   *[other] , { $left } left out
}{ $before ->
    [0] {""}
   *[other] , { $before } before
}
done-charge-add = { $premises } charged { $amount } for { $name }, due { $due }; it now owes { $owed }
done-registers = { $number } { $state }
    .counted = { $number } { $state }; in stock: { $balance }
    .joined = { $number } { $state }; new: { $new }
    .most = { $number } { $state }, charged { $amount }; the home owes { $owed }
    .more = { $number } { $state }, due { $due }
done-registers-batch = { $count ->
    [one] { $count } home: { $tickets }
   *[other] { $count } homes: { $tickets }
}
done-registers-purge = { $number }: { $count ->
    [one] { $count } personal field
   *[other] { $count } personal fields
} emptied
done-registers-reveal = { $number } { $shown }
done-payment-take = { $amount } taken from { $premises }, receipt { $number }; all is paid
    .more = { $amount } taken from { $premises }, receipt { $number }; { $left } still owed
    .most = { $amount } taken from { $premises }, receipt { $number }; { $ahead } of it paid ahead
    .joined = { $amount } taken from { $premises }, receipt { $number }; give back { $change }
done-payment-reverse = Receipt { $number } over { $amount } is reversed; { $premises } now owes { $left }
done-payment-refund = { $amount } of receipt { $number } given back to { $premises }
    .more = { $amount } of receipt { $number } given back to { $premises }; { $ahead } still ahead
done-payment-print = Receipt { $number } printed, print no. { $count }
done-late_fee-post = Late fees booked to { $day }: homes { $households }, charges { $charges }, { $amount } in all
done-charge-reduce = Reduced { $premises } by { $amount }, still owed { $left }
done-charge-write_off = Wrote off { $amount } of { $premises }, still owed { $left }
done-charge-restore = { $premises } owes { $amount } again, { $left } in all
done-plan-agree = Instalments of { $premises }: { $owed } in { $parts ->
        [one] one part of { $amount } by { $day }
       *[other] { $parts } parts, the first of { $amount } by { $day }
    }
done-plan-end = Instalments of { $premises } ended, { $owed } owed
done-deposit-take = { $premises } is to pay { $name } { $amount }: { $deposit }
    .more = Took { $name } { $amount } from { $premises }: { $deposit }, receipt { $receipt }
done-deposit-return = Gave { $premises } { $amount } of { $name } back, { $held } held
done-deposit-keep = Kept { $amount } of { $name } of { $premises }, { $held } held
done-deposit-settle = Settled { $amount } of { $premises } with { $name }, { $held } held, { $left } owed
done-deposit-reverse = Took back { $amount } of { $name } of { $premises }, { $held } held, { $left } owed
done-dunning-record = Dunning no. { $count } of { $premises } recorded; { $owed } owed
    .more = { done-dunning-record }; next: { $next } from { $day }
done-dunning-bulk = Dunning recorded, { $count } in all: { $homes }
done-charge-dispute = { $count ->
    [one] One charge
   *[other] { $count } charges
} of { $premises }, { $amount }, recorded as objected to under { $number }; nobody presses for it meanwhile
done-charge-settle_dispute = { $count ->
    [one] One charge
   *[other] { $count } charges
} of { $premises }, { $amount }, no longer objected to
done-building-steward = Building { $building } has no steward from { $day } on
    .more = Building { $building }, from { $day } on: { $name }
done-promise-record = { $premises } promised { $amount } for { $day }; it comes up then
done-day-close = { $day } is closed, slip { $slip }: { $amount } in all, { $cash } of it cash, as counted
    .more = { $day } is closed, slip { $slip }: { $cash } in cash; { $difference } over or short, for the supervisor
done-day-settle = Decided about { $difference } of { $day }
done-day-reopen = { $day } is open again; count anew
done-month-close = { $month } is closed: { $charged } charged, { $paid } paid
done-month-reopen = { $month } is open again
done-report-note = { $report }, { $month }: analysis written
done-register-recur = Done with { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} of the registers
done-report-make = { $report }, { $month }: made, digest { $digest }
done-report-submit = { $report }, { $month }: handed in, digest { $digest }
done-fee_item-add = Fee item “{ $name }” added
done-fee_item-edit = Fee item “{ $name }” changed from the next bill on
done-fee_item-set = Price of “{ $name }” set; what was charged stays
done-meter-add = meter { $meter } put in at { $premises }
done-meter-read = meter { $meter } at { $premises } shows { $value }: { $used } used
done-meter-replace = meter { $before } replaced by { $meter }; { $used } used on the old one
done-meter-end = meter { $meter } ended after { $day }

## Approvals and undo

command-approval-grant = Approve
    .doc = Approves what is waiting and does it.
command-approval-refuse = Refuse
    .doc = Refuses what is waiting, with a reason.
command-approval-withdraw = Withdraw request
    .doc = Takes back one’s own request that nobody has decided yet.
command-approval-expire = Expire approvals
    .doc = End what nobody decided in time; it must be asked for again.
command-undo = Undo
    .doc = Takes back one’s own last act; numbers stay spent.

## Duties and shifts


## No commands, but in the audit log

audit-seat-sign_on = Sign on
audit-seat-sign_off = Sign off
audit-list-export = Export
audit-list-reveal = Reveal numbers
audit-ticket-slip = Print work slip
audit-backup = Back up
audit-restore = Restore
