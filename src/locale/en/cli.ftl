# What the command line says: why it cannot start, one sentence each. Naming: cli-<case>.

## Starting

cli-no-home = There is no home folder; name the data folder with --data.
cli-socket-too-long = The socket path { $path } has { $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
} and may have { $limit }; use a data folder with a shorter name.
cli-path-unresolved = The data folder { $path } cannot be resolved ({ $detail }).
cli-data-no-folder = { $path } is a file, not a folder, and cannot hold the data; name a folder with --data.
cli-harden-failed = The system refused to protect the program’s data ({ $step }: { $detail }); not started.
cli-unknown-language = There is no language { $value }; there are: { $known }.
cli-keys-ok = { $file }: no mistakes.
cli-registers-ok = { $file }: no mistakes.
cli-registers-unknown = There is no register “{ $value }”; known are: { $known }.
cli-keymap-default = The keymap has mistakes; the default keys are in force.

## Help

cli-usage = Usage:{" "}
cli-exit-codes = Exit codes: 0 done; 1 refused or failed; 2 wrong usage; 3 outcome unknown (send it again with --request); 73 another server holds the data folder
cli-commands = Commands
cli-command = COMMAND
cli-arguments = Arguments
cli-options = Options
cli-help-frontdesk = The service counter of a property office: calls, repairs, follow-ups, fees. Without a command the counter opens.
cli-help-demo = Open a counter on throw-away data
cli-help-do = Do one command, such as do ticket.dispatch R1121-014 worker=wsf
cli-help-list = List records of a kind
cli-help-show = Show a record with its history and how it came about
cli-help-shift = Print the work log and the hand-over of a day, 80 columns wide
cli-help-report = Show a report, or write it as a workbook, a text table or JSON
cli-help-ring = Write a call down and show it on the desk terminals (for a telephone system)
cli-help-import = Import a workbook or a text table
cli-help-export = Export records of a kind
cli-help-keys = Print or check keys
cli-help-registers = List registers, print or check declarations
cli-help-backup = Back the data up into a file
cli-help-restore = Put a backup in the place of the data, which is kept aside
cli-help-verify = Check indexes, figures, ledger and audit chain
cli-help-audit = Check or export the audit log
cli-help-audit-verify = Check the audit log, or an exported file
cli-help-audit-export = Export the audit log into a file
cli-help-doctor = Check this machine’s surroundings
cli-help-serve = Run the server by hand
cli-help-status = Show how the server is
cli-help-stop = Stop the server in order
cli-help-man = Print the manual page
cli-help-completions = Print the completions for a shell
cli-arg-data = The data folder (or the variable FRONTDESK_DATA)
cli-arg-lang = The language: zh-Hans, zh-Hant or en
cli-arg-keymap = A keymap’s name or file
cli-arg-actor = Who acts; the PIN is asked
cli-arg-command = The command’s name; do --list prints them all
cli-arg-words = First the number, home or name, then argument=value
cli-arg-all = List all commands, arguments and rights
cli-arg-json = Print JSON
cli-arg-paper = Print the work slip or receipt, 80 columns wide
cli-arg-request = The request id, to send again what has an unknown outcome
cli-arg-seen = The version seen; refused if it changed since
cli-arg-what = Which kind
cli-arg-conditions = A condition such as 'overdue = true'; may be given several times
cli-arg-limit = At most so many rows
cli-arg-reveal = Show personal fields in full; needs the right and is logged
cli-arg-number = A record’s number or a home’s code
cli-arg-day = The day it began; today if left out
cli-arg-period = The month; the present one if left out
cli-arg-name = Which: class_summary month_summary records_check follow_up_rates
cli-arg-person = Whose shift; your own if left out
cli-arg-phone = A phone number
cli-arg-file = A file
cli-arg-dry-run = Check only, import nothing
cli-arg-verbose = Print every line beside the tables, not only how many
cli-arg-map = A file that says what numbers and codes of the file mean
cli-arg-skip-bad = Leave out rows with mistakes and import the rest
cli-arg-total = What your books say the payments come to, in yuan; nothing is imported unless they do
cli-arg-count = How many payments your books say there are
cli-arg-ended = It rings no more: if nobody took it, a call back is owed
cli-arg-state = How complaints come in: as history that nobody is called back for (closed), or to be dealt with (open)
cli-arg-format = The format
cli-arg-out = Write into this file
cli-arg-replace = Replace the file if it exists
cli-arg-print = Print the keys in force
cli-arg-check = Check this keymap file
cli-arg-registers-print = Print the declaration of this register, or of all
cli-arg-registers-check = Check these declarations, also against the entries there are
cli-arg-register-name = Count the entries of this register by its groups
cli-arg-anchor = The file of chain heads kept elsewhere
cli-arg-detached = Started by a terminal
cli-arg-shell = The shell that completes
cli-arg-help = Show help
cli-arg-version = Show the version

## The manual page

cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-status = EXIT STATUS
cli-man-environment = ENVIRONMENT
cli-man-variable-data = The data folder, where --data names none.
cli-man-variable-lang = The language, where --lang names none: zh-Hans, zh-Hant or en.
cli-man-variable-locale = The first that is set says in which character set the terminal speaks: UTF-8, GBK or GB 18030.
cli-man-variable-colour = If it is set and not empty, nothing is coloured.
cli-man-files = FILES
cli-man-file-settings = Language, keymap, theme: one’s own settings.
cli-man-file-keys = One’s own keys, as differences from the keymap; frontdesk keys --print writes such a file.
cli-man-file-data = The data folder of an office of one’s own.
cli-man-file-shared = The data folder of a shared office, whose service opens it.

## Wrong usage

cli-usage-option = “{ $text }” is not an option of { $command }; there are: { $known }.
cli-usage-command = There is no command “{ $text }”; there are: { $known }.
cli-usage-no-command = { $command } needs a command; there are: { $known }.
cli-usage-too-much = “{ $text }” is one word too many for { $command }; add --help to see how it is used.
cli-usage-missing = { $command } lacks { $text }.
cli-usage-named = { $name } ({ $what })
cli-usage-choice = { $option } cannot be “{ $text }”; there are: { $known }.
cli-usage-no-choice = { $option } needs a value; there are: { $known }.
cli-usage-number = { $option } cannot be “{ $text }”; write a whole number such as 20.
cli-usage-no-value = { $option } needs a value: { $what }.
cli-usage-twice = { $option } may be given only once.
cli-usage-conflict = { $option } cannot go together with { $other }.
cli-usage-encoding = The arguments are not valid text (UTF-8).
cli-usage-other = The arguments of { $command } are wrong; add --help to see how it is used.
cli-bad-request = “{ $text }” is no request id, which has 32 hexadecimal digits.
cli-second-subject = Only one record can be named, “{ $text }” is one too many; arguments are written name=value.
cli-no-subject = { $command } is not about a record, “{ $text }” is too much; arguments are written name=value.
cli-pin-in-arguments = Do not write a PIN on the command line ({ $field }); leave it out and it is asked for.
cli-unknown-keymap = There is no keymap { $value }; there are: { $known }.
cli-unknown-import = “{ $text }” cannot be imported; there are: { $known }.
cli-out-needed = A workbook is written into a file; name it with --out.
cli-report-written = The report is in { $path }
cli-state-of-complaints = Only complaints have a --state; leave it out.

## Outcomes

cli-refused = { $text }.
cli-outcome-unknown = It is not known whether this was done. Send it again under the same request id: --request { $request }
cli-list = ,{" "}
cli-list-name = Name
cli-list-empty = There are none.
cli-list-left-out = Not shown for want of room: { $columns }; a wider terminal, --json or a pipe shows all columns.
cli-undo-restore = can be undone
cli-undo-reverse = can be reversed
cli-undo-never = never undone
cli-pin = PIN of { $name }:
cli-no-secret = The PIN was not read ({ $detail }).

## Files

cli-file-failed = { $path } could not be read or written ({ $detail }).
cli-done-unprinted = This is done and must not be done again (request id { $request }), but what came of it could not be written ({ $detail }).
cli-output-failed = The output could not be written ({ $detail }).
cli-file-exists = { $path } exists and was not replaced.
cli-not-a-file = { $path } is no regular file and was left alone.
cli-no-file-name = { $path } names no file.
cli-no-random = The system gave no random numbers ({ $detail }).
cli-exported = Exported { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} to { $path }
cli-backed-up = Backed up to { $path } ({ $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}, verified)
cli-restored = { $path } was replaced by the backup; receipts begin a new series
cli-backed-up-files = Files of follow-ups: { $count } in { $path }
cli-restored-files = Files of follow-ups taken back from { $path }: { $count }
cli-evidence-left = The data is restored; these files of follow-ups are damaged or unreadable in the backup and were left out: { $names }
cli-evidence-damaged = The file { $name } of a follow-up is damaged and not in the backup; run frontdesk verify.
cli-kept-aside = What was there is kept in { $path }

## The server

cli-starting = Starting the server …
cli-server-gone = The server hung up; try again.
cli-too-large = This is too large for the server.
cli-unexpected = What answers is no server of this program, or of another version.
cli-no-server = No server is running.
cli-no-office = There is no office in { $folder }. Start frontdesk there to found one.
cli-not-ours = { $folder } belongs to another account and its server does not run; ask the administrator to start it (systemctl start frontdesk).
cli-unsafe-folder = { $folder } belongs to another account, or others can write there; not connected.
cli-impostor = { $socket } is served by another account; not connected.
cli-server-slow = The server did not start within five seconds; see server.log in the data folder.
cli-server-failed = The server did not start: { $said }
cli-server-unreachable = The server cannot be reached ({ $detail }).
cli-server-older = The server ({ $server }) is older than this program ({ $ours }); restart the server.
cli-server-newer = The server ({ $server }) is newer than this program ({ $ours }); leave this program and open it again.
cli-server-full = There are too many terminals.
cli-status = Server { $pid }, version { $version }, data { $data }, seq { $seq }, terminals { $terminals }, chain head { $anchor }, books { $books ->
        [checking] being checked ({ $percent }%)
        [sound] add up
        [one] wrong in { $wrong } place: run frontdesk verify
       *[other] wrong in { $wrong } places: run frontdesk verify
    }, stored values { $values ->
        [checking] being read
        [sound] sound
        [one] damaged in { $damaged } place: run frontdesk verify, then restore a backup
       *[other] damaged in { $damaged } places: run frontdesk verify, then restore a backup
    }
cli-ring = { $phone } rings: { $who }; { $said }; shown on { $terminals } { $terminals ->
    [one] terminal
   *[other] terminals
}
cli-ring-nobody = { $phone } rings: { $who }; { $said }; nobody sits at a counter, so no terminal shows it
cli-ring-unknown = a number nobody is known by
cli-stopped = The server has stopped
cli-still-stopping = The server is still closing its data; wait a moment.
cli-restore-running = A server is running on { $folder }; stop it first (frontdesk stop), then restore.
cli-held = { $folder } is held by a server already.
cli-folder-open = { $folder } is open to others; make it your own alone (chmod 700).
cli-not-as-root = A shared server must not run as root; give it an account of its own.
cli-damaged = The data is damaged ({ $detail }) and was not opened; restore a backup.
cli-newer = The data was written by a newer program (schema { $found }, this one knows { $known }); upgrade this program.
cli-disk-full = { $path }: the disk is full.

## Checks

cli-verified = All is well up to seq { $seq }, chain head { $hash }
cli-not-verified = { $count ->
    [one] { $count } fault
   *[other] { $count } faults
} found; touch nothing and tell the administrator.
cli-audit-exported = Exported the audit log to { $path }, up to seq { $seq }
cli-chain-sound = The audit chain is whole up to seq { $seq }, head { $hash }
cli-chain-no-anchor = No anchor (--anchor): tail not checked
cli-chain-line = Line { $line }:{" "}
cli-chain-entry = Entry { $line }:{" "}
cli-chain-heading = the first line is not that of this format
cli-chain-garbled = this line was changed
cli-chain-broken = does not follow from the line before, or was changed
cli-chain-order = something before is missing, doubled or out of order
cli-chain-unfinished = the last line is cut off
cli-chain-anchor = differs from the anchor: the log was rewritten
cli-chain-shorter = the log ends before the anchor: its tail was cut off
cli-chain-rolled-back = the anchor of entry { $anchor } is ahead of this log: by entry { $at } an older backup was restored, and what had been written after it is not in it
cli-bad-anchor = { $path }: line { $line } is no anchor (a seq and at least ten digits of the hash).
cli-empty-anchor = { $path } holds no anchor.
cli-doctor-data = Data folder: { $path }
cli-doctor-socket = Socket: { $path }
cli-doctor-new = The data folder will be made when first opened
cli-doctor-free = { $mib } MiB free on the disk
cli-doctor-terminal = Terminal { $term }, characters { $locale }
cli-doctor-foreign = It belongs to the account { $account }, whose service opens it; what is inside is for that account to check
cli-doctor-clock = This machine’s time: { $now }
cli-doctor-clock-back = This machine’s time is { $now }, but the data were changed at { $last }: the clock went back. Set it before anybody works (timedatectl set-ntp true).
cli-doctor-locale-unset = No character set is named, so nobody knows whether the terminal shows Chinese; set { $variable }={ $wanted }.
cli-doctor-locale-unsaid = { $variable }={ $value } names no character set; set { $variable }={ $wanted }.
cli-doctor-locale-other = { $variable }={ $value } is not UTF-8, so Chinese would be garbage; set { $variable }={ $wanted }, and the terminal’s encoding to UTF-8.
cli-doctor-no-server = No server is running now
cli-doctor-server = Server { $pid } is running, version { $version }
cli-doctor-other-version = The server is version { $server }, this program { $ours }; run frontdesk stop and open it again.
cli-doctor-replaced = The program’s file was replaced while the server ran, which is still the old one; run frontdesk stop and open it again.
cli-doctor-backup = Newest daily backup: { $path }, { $made }
cli-doctor-backup-old = The backups are behind: the data were changed at { $worked }. See server.log, and make one now: frontdesk backup FILE.
cli-doctor-registers = { $count ->
    [one] { $count } register of the office itself, in order
   *[other] { $count } registers of the office itself, in order
}
cli-doctor-registers-wrong = files of registers have mistakes; they are in force once mended and the server was started again
cli-doctor-duties = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}, { $late } late, { $files ->
    [one] { $files } file of evidence
   *[other] { $files } files of evidence
}
cli-doctor-duties-uncounted = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}, none counted before the office sets a first day, { $files ->
    [one] { $files } file of evidence
   *[other] { $files } files of evidence
}
cli-doctor-duties-declared = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
} declared
cli-doctor-duty-files = Evidence of duties is not whole: take the files back from a backup (frontdesk restore), or send them anew.
cli-doctor-backup-soon = No daily backup yet: the office is new, and its server makes one a day
cli-doctor-no-backup = There is no daily backup yet: the server makes one a day while it runs. Make one now: frontdesk backup FILE.
cli-doctor-well = No fault found

## Import

cli-import-counts = Buildings { $buildings }, homes { $homes }, people { $people }, fee items { $fees }, parking spaces { $parking }, payments { $payments }
cli-import-counts-complaints = Rows { $rows }, complaints { $complaints }
cli-import-counts-readings = Rows { $rows }, readings { $readings }
cli-import-refused = { $count ->
    [one] { $count } row has mistakes
   *[other] { $count } rows have mistakes
}, nothing was imported; correct them, explain them with --map, or leave the rows out with --skip-bad.
cli-import-unusable = The file cannot be imported, nothing was; correct the mistakes above first.
cli-odd-left-out = is wrong and not in the total
cli-odd-is-difference = paid { $amount }, exactly the difference
cli-odd-is-half = paid { $amount }, exactly half the difference
cli-odd-otherwise-due = paid { $amount }, though { $due } was owed
cli-place-sheet = { $sheet }:{" "}
cli-place-row = { $sheet } row { $row }:{" "}
cli-place-cell = { $sheet } row { $row } “{ $column }”:{" "}
cli-filler-phone = { $count ->
    [one] { $count } phone number is a filler and counts as unknown
   *[other] { $count } phone numbers are fillers and count as unknown
}
cli-filler-id-number = { $count ->
    [one] { $count } ID number is a filler and counts as unknown
   *[other] { $count } ID numbers are fillers and count as unknown
}
cli-filler-age = { $count ->
    [one] { $count } age is a filler and counts as unknown
   *[other] { $count } ages are fillers and count as unknown
}
cli-filler-area = { $count ->
    [one] { $count } area of a parking space is a filler and counts as unknown
   *[other] { $count } areas of parking spaces are fillers and count as unknown
}
cli-filler-word = { $count ->
    [one] { $count } cell says “none” and counts as unknown
   *[other] { $count } cells say “none” and count as unknown
}
cli-filler-fee = { $count ->
    [one] { $count } fee is 0 and counts as none
   *[other] { $count } fees are 0 and count as none
}
cli-filler-invisible = { $count ->
    [one] { $count } invisible character was taken out
   *[other] { $count } invisible characters were taken out
}

## Import: mistakes in rows

cli-first-row = row { $row }
cli-first-elsewhere = row { $row } of { $sheet }
cli-row-nothing-found = no headings that are known: this is none of the tables that can be imported
cli-row-heading-missing = columns are missing, please add them: { $fields }
cli-row-heading-twice = two columns are “{ $heading }”; remove one
cli-row-missing = fill in { $field } here
cli-row-forbidden = holds a character that cannot be stored ({ $code }); type the cell anew
cli-row-cell-error = the cell shows the error { $error }; type the value instead
cli-row-not-a-number = “{ $text }” is no number; write digits only
cli-row-too-fine = “{ $text }” has too many decimals; write { $places } at most
cli-row-out-of-range = “{ $text }” is out of range; it must lie between { $least } and { $most }
cli-row-bad-day = “{ $text }” is no day; write it as 2026-01-31
cli-row-bad-moment = “{ $text }” is no day and time; write it as 2026-01-31 09:05:00
cli-row-day-to-come = { $day } is yet to come; correct it
cli-row-day-by-mistake = this became the day { $day }; make the cell a text cell and type it again
cli-row-days-reversed = the end ({ $to }) lies before the beginning ({ $from }); correct one of them
cli-row-code-unknown = the code “{ $code }” is not known; explain it under [code] in a --map file
    .wizard = the code “{ $code }” is not known; correct the workbook, or import it with the command line (frontdesk import)
cli-row-too-long = too long; shorten it to { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}
cli-row-text-too-long = { $length ->
    [one] { $length } character
   *[other] { $length } characters
}; shorten it to { $limit }
cli-row-phone-wrong = “{ $text }” is no phone number; correct it, or leave it empty if unknown
cli-row-id-number-wrong = “{ $text }” is no ID number; correct it, or leave it empty if unknown
cli-row-digits-lost = “{ $text }” was stored as a number, its last digits are lost; make it a text cell and type it again
cli-row-place-wrong = “{ $text }” cannot be a building, unit or room; letters and digits only
cli-row-premises-wrong = “{ $text }” is no home; write building-unit-room, as 3-2-1201
cli-row-building-twice = building { $building } unit { $unit } stands in { $first_row } too; remove one
cli-row-building-unknown = there is no building { $building }; add it to the sheet of buildings
cli-row-unit-unknown = building { $building } has no unit { $unit }; add it to the sheet of buildings
cli-row-floor-above = floor { $floor } lies above the building’s { $floors }; correct one of them
cli-row-owner-twice = owner { $owner } stands in { $first_row } too; each owner needs a number of their own
cli-row-owner-unknown = no owner has the number { $owner }; add them to the sheet of owners, or say under [owner] in a --map file who it is
    .wizard = no owner has the number { $owner }; add them to the sheet of owners, or import with the command line (frontdesk import)
cli-row-mapped-owner-unknown = the map says owner { $owner } is { $mapped }, but there is no such owner; correct the map
cli-row-owner-number-differs = number { $number } and owner number { $owner } differ; an owner’s own two numbers must be the same
cli-row-owner-missing = the state says there is an owner, but none is named; name the owner or correct the state
cli-row-owner-unexpected = the state says there is no owner, but one is named; remove the owner or correct the state
cli-row-household-twice = { $code } stands in { $first_row } too; remove one
cli-row-household-differs = { $field } of { $code } differs from { $first_row }; make them the same
cli-row-person-differs = { $field } of the same person differs from { $first_row }; make them the same
cli-row-person-twice = the same person stands in { $first_row } too; remove one
cli-row-fee-twice = fee { $fee } stands in { $first_row } too; remove one
cli-row-fee-unknown = there is no fee item “{ $fee }”; add it first (fee_item.add), or say under [fee] in a --map file which one it is
    .wizard = there is no fee item “{ $fee }”; add it to the sheet of fee items, or import with the command line (frontdesk import)
cli-row-mapped-fee-unknown = the map says the fee “{ $fee }” is “{ $mapped }”, but there is no such fee item; correct the map, or add the fee item first (fee_item.add)
cli-row-fee-days-differ = { $fees ->
    [one] { $fees } fee
   *[other] { $fees } fees
} but { $days ->
    [one] { $days } day is named
   *[other] { $days } days are named
}; write as many of each
cli-row-formula-needs = the fee’s formula needs { $field }; fill it in
cli-row-parking-twice = parking space { $space } stands in { $first_row } too; remove one
cli-row-premises-unknown = there is no home { $code }; import the homes first, or correct it
cli-row-payment-twice = the same payment stands in { $first_row } too; remove one
cli-row-complaint-twice = the complaint { $number } stands in { $first_row } too; remove one
cli-row-reading-twice = meter { $meter } is the same as { $first_row } on that day; remove one

## Import: what was read past

cli-note-beside = beside the table, not read: { $text }
cli-note-beside-rows = { $sheet }, rows { $first } to { $last }: { $count ->
    [one] { $count } text
   *[other] { $count } texts
} beside the table not read (--verbose lists them)
    .wizard = { $sheet }, rows { $first } to { $last }: { $count ->
            [one] { $count } text
           *[other] { $count } texts
        } beside the table not read
cli-note-explanation = explanation, not read: { $text }
cli-note-title = title, not read: { $text }
cli-note-headings-again = the headings once more
cli-note-total = totals, not read: { $text }
cli-note-sheet-ignored = the sheet is not known, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} not read
cli-note-sheet-unasked = what this sheet holds was not asked for, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} not read
cli-note-column-ignored = the column “{ $heading }” is not known, { $filled ->
    [one] { $filled } cell
   *[other] { $filled } cells
} not read
cli-note-several-names = several names in a cell, kept as one person: { $names }
cli-note-buildings-from-rooms = the file has no buildings; { $buildings } were taken from its rooms
cli-note-handed-over-by-fees = { $homes ->
    [one] { $homes } home has no day of hand-over; the first day of its fees
   *[other] { $homes } homes have no day of hand-over; the first day of their fees
} counts as it
cli-note-handed-over-by-import = { $homes ->
    [one] { $homes } home has neither
   *[other] { $homes } homes have neither
} a day of hand-over nor a first day of fees; the day of the import counts as it
cli-note-months-differ = the column says { $said ->
    [one] { $said } month
   *[other] { $said } months
}, the two days say { $counted }; the days count
cli-note-owner-made-unknown = owner { $owner } is unknown, as the map says
cli-note-row-skipped = left out, as the map says (owner { $owner })
cli-note-map-unused = { $key } of the map was not needed

## Import: files that cannot be read

cli-table-unreadable = cannot be read ({ $cause }).
cli-table-not-a-file = is no regular file.
cli-table-empty = is empty.
cli-table-file-too-large = is too large; { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
} at most.
cli-table-foreign = is no table but { $found }.
cli-table-zip-without-workbook = is an archive without an .xlsx workbook.
cli-table-zip-broken = is damaged or cut off; fetch it again.
cli-table-zip-too-many-entries = holds more than { $limit ->
    [one] { $limit } entry
   *[other] { $limit } entries
}.
cli-table-zip-entry-too-large = { $entry } unpacks to more than { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
cli-table-zip-too-large = unpacks to more than { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
}.
cli-table-zip-size-lie = { $entry } is not of the declared size { $declared }.
cli-table-entity-declared = { $entry } declares what no workbook needs.
cli-table-workbook-broken = the workbook is damaged ({ $cause }).
cli-table-too-many-sheets = has more than { $limit ->
    [one] { $limit } sheet
   *[other] { $limit } sheets
}.
cli-table-far-cell = sheet { $sheet } has content in row { $row }, column { $column }; { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} and { $columns ->
    [one] { $columns } column
   *[other] { $columns } columns
} at most.
cli-table-reader-died = reading the workbook broke off: { $how }.
cli-table-not-text = line { $line }, byte { $byte }: not text that can be read { $likely }.
cli-table-zero-byte = line { $line }, byte { $byte }: a zero byte, which no text has.
cli-table-record-too-long = line { $line } is too long; { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
} at most.
cli-table-field-too-long = line { $line } has a field that is too long; { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
} at most.
cli-table-too-many-columns = line { $line } has more than { $limit ->
    [one] { $limit } column
   *[other] { $limit } columns
}.
cli-table-too-many-rows = has more than { $limit ->
    [one] { $limit } row
   *[other] { $limit } rows
}.
cli-table-unclosed-quote = line { $line }: a quote is never closed.
cli-table-stray-quote = line { $line }: text follows a closing quote.
cli-found-old-excel = an old .xls or a locked workbook; save it as .xlsx without a password
cli-found-gzip = a gzip file
cli-found-archive = an archive
cli-found-pdf = a PDF
cli-found-picture = a picture
cli-found-html = a web page; save it as .xlsx or .csv
cli-found-xml = an XML file
cli-found-rtf = an RTF file
cli-found-program = a program
cli-how-memory = too much memory
cli-how-time = too much time
cli-how-crash = the reader failed
cli-how-not-started = the reader did not start

## Import: the map

cli-map-not-understood = column { $column }, “{ $piece }”: { $cause }
cli-map-word-unknown = the code { $code } cannot be “{ $word }”
cli-map-column-unknown = “{ $heading }” cannot be the column “{ $column }”; write a heading of ours or the column's name
cli-map-empty-answer = { $key } is empty
cli-map-too-large = too large; { $limit ->
    [one] { $limit } byte
   *[other] { $limit } bytes
} at most

cli-not-a-terminal = This is no terminal, so there is no screen; use the command line, such as frontdesk list tickets.
cli-terminal-unknown = TERM is not set, so nothing is known of this terminal.
cli-terminal-dumb = This terminal (TERM=dumb) cannot move its cursor; use the command line.
cli-terminal-old =
    The locale names no Chinese encoding; this terminal may be older than UTF-8.
    Set LC_ALL=zh_CN.UTF-8 if it takes UTF-8, LC_ALL=zh_CN.GBK if it takes GBK.
cli-terminal-charset =
    The locale is { $locale }; the screen needs UTF-8, GBK or GB18030.
    Set LC_ALL=zh_CN.UTF-8, or LC_ALL=zh_CN.GBK on a GBK terminal.
cli-terminal-bytes =
    This terminal does not take UTF-8, so Chinese would be garbage.
    Set it to UTF-8 and LC_ALL=zh_CN.UTF-8, or LC_ALL=zh_CN.GBK if it takes GBK.
cli-no-hanzi = The Linux console has no Chinese glyphs; kmscon has. Going on in English.

## What the system says

io-not-found = no such file or folder
io-permission = no permission
io-exists = exists already
io-folder = it is a folder
io-no-folder = a part of the path is no folder
io-full = the disk is full
io-quota = the disk quota is used up
io-read-only = read-only
io-large = the file is too large
io-no-text = its content is no text
io-nobody = nothing listens there
io-timeout = it took too long
io-ended = there was nothing more to read
cli-data-folder = The data is in { $folder }
cli-demo-folder = The demo’s data is in { $folder }
cli-demo-attach = Another terminal joins with: frontdesk --data { $folder }
cli-demo-pins = To sit there as somebody else add --as NAME; PIN { $approver } for supervisors and managers, { $desk } for the others
cli-demo-coming = Setting it up…
