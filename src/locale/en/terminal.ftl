# Names of the terminal's own commands (they move the eye and change no record), of keys and of the
# places keys work in. Naming: command-<name> with .doc, key-<key>, context-<place>.

## Moving and panes

command-move-down = Down
    .doc = Selects the next row.
command-move-up = Up
    .doc = Selects the row before.
command-move-page_down = Page down
    .doc = Goes one screen down.
command-move-page_up = Page up
    .doc = Goes one screen up.
command-move-first = First row
    .doc = Goes to the first row.
command-move-last = Last row
    .doc = Goes to the last row.
command-pane-1 = Pane: contacts
    .doc = Goes to the pane of contacts.
command-pane-2 = Pane: tickets
    .doc = Goes to the pane of tickets.
command-pane-3 = Pane: follow-ups
    .doc = Goes to the pane of follow-ups.
command-pane-4 = Pane: arrears
    .doc = Goes to the pane of arrears.
command-pane-next = Next pane
    .doc = Goes to the next pane.
command-pane-previous = Previous pane
    .doc = Goes to the pane before.

## Opening and finding

command-open = Open
    .doc = Opens the selected row.
command-back = Back
    .doc = Goes back; what was begun stays as a draft.
command-actions-open = What can be done
    .doc = Shows what can be done to this row now, and why the rest cannot.
command-home-open = Home card
    .doc = Opens the card of the home this row belongs to.
command-find-open = Find
    .doc = Finds by room, phone, name, pinyin, plate or number.
command-palette-open = Commands
    .doc = Finds and runs a command by name or pinyin.
command-help-open = Help
    .doc = Lists all keys that work now.
command-next-urgent = Next urgent
    .doc = Goes to the next most urgent thing.
command-explain = Why
    .doc = Explains how a deadline, amount or figure came about.
command-figures-open = Figures explained
    .doc = Tells how each figure of the top line is worked out, and goes to the rows it counts.
command-row-mark = Mark
    .doc = Marks this ticket or takes its mark off; what is done next is done to all marked.
command-ticket-print = Print paper
    .doc = Prints slip, receipt, reminder or hand-in slip, or keeps it as a file; of all marked.
command-row-unmark = Unmark
    .doc = Takes all marks off.
command-undo-list = My acts
    .doc = Lists one’s own recent acts to take back.
command-drafts-open = Unfinished forms
    .doc = Lists the forms not finished yet, to go on with them.
command-draft-drop = Drop the draft
    .doc = Drops the selected draft.
command-screen-leave = Leave
    .doc = Leaves this screen.
command-go-counter = Counter
    .doc = Goes to the four panes of the counter.
command-go-review = To be checked
    .doc = Lists what is done and nobody has checked.
command-unfiled-open = Done, not filed
    .doc = Lists repairs that are done and not yet filed by class and zone, to file them one by one.
command-go-approvals = Approvals
    .doc = Goes to what waits for approval, and what was reported up.
command-go-shift = Shift
    .doc = On duty, acknowledge what was handed over, hand over, the day's work log.
command-go-fees = Fees
    .doc = Arrears, bills, day close, approvals and fee items.
command-fees-arrears = Arrears
    .doc = Lists homes that owe, to take payment, remind, and note promises.
command-fees-items = Fee items
    .doc = Lists fee items and their prices, to add and change them.
command-fees-days = Day closes
    .doc = Count the cash, close the day, look at earlier closes and their receipts.
command-fees-months = Month closes
    .doc = Freeze the figures of a month and see what changed since.
command-go-settings = Settings
    .doc = People, time limits, holidays, categories, phrases, notices and every setting.
command-settings-add = New entry
    .doc = Adds an entry to this section.
command-settings-remove = Take away
    .doc = Takes the selected entry away, or gives a setting its default; asks before what stays.
command-settings-filter = Filter
    .doc = Narrows the list by what is typed, in words or pinyin.
command-wizard-open = First start
    .doc = Sets up the community and its homes: from a workbook, by pattern, or the demo.
command-redraw = Redraw
    .doc = Draws the whole screen again.
command-lock = Lock
    .doc = Locks the screen until a PIN is given; another person signs on here too.

## Beginning something

command-contact-call = Take a call
    .doc = Takes a call and opens its form.
command-contact-visit = Take a visit
    .doc = Receives a visitor and opens the form.
command-repair-new = New repair
    .doc = Opens the form of a new repair.
command-complaint-new = New complaint
    .doc = Opens the form of a new complaint.

## Forms

command-form-save = Save
    .doc = Saves and finishes; a repair is dispatched too.
command-form-save_only = Save only
    .doc = Saves without dispatching.
command-form-next = Next field
    .doc = Goes to the next field.
command-form-previous = Previous field
    .doc = Goes to the field before.
command-form-clear = Clear
    .doc = Clears this field.
command-form-choices = Choices
    .doc = Lists what this field can be.
command-form-look = See the record
    .doc = Opens the record over its form; back returns to the form.
command-edit-left = Left
    .doc = Moves the cursor one character left.
command-edit-right = Right
    .doc = Moves the cursor one character right.
command-edit-start = Start of line
    .doc = Moves the cursor to the start of the line.
command-edit-end = End of line
    .doc = Moves the cursor to the end of the line.
command-edit-backspace = Delete before
    .doc = Deletes the character before the cursor.
command-edit-delete = Delete behind
    .doc = Deletes the character behind the cursor.
command-choice-1 = Choice 1
    .doc = Takes choice 1.
command-choice-2 = Choice 2
    .doc = Takes choice 2.
command-choice-3 = Choice 3
    .doc = Takes choice 3.
command-choice-4 = Choice 4
    .doc = Takes choice 4.
command-choice-5 = Choice 5
    .doc = Takes choice 5.
command-choice-6 = Choice 6
    .doc = Takes choice 6.
command-choice-7 = Choice 7
    .doc = Takes choice 7.
command-choice-8 = Choice 8
    .doc = Takes choice 8.
command-choice-9 = Choice 9
    .doc = Takes choice 9.

## Names of keys

key-enter = Enter
key-esc = Esc
key-space = Space
key-tab = Tab
key-backtab = Shift+Tab
key-backspace = Backspace
key-delete = Delete
key-insert = Insert
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-home = Home
key-end = End
key-pageup = PgUp
key-pagedown = PgDn

## Places keys work in

context-global = Everywhere
context-counter = With a record selected
context-pane = Pane
context-detail = Record
context-home = Home card
context-followup = Dial queue
context-approvals = Approvals
context-shift = the shift
context-fees = Fees
context-close = Closes
context-settings = settings
context-actions = What can be done
context-help = Help
context-form = Form
context-palette = Commands
context-find = Find
context-picker = Choices
context-lock = Locked screen
context-text = while typing text
