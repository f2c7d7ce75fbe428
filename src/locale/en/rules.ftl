# How a time limit comes about: a sentence a rule, and lengths of time.
# Naming: rule-<rule> (dots become dashes; rule-stated and rule-changed tell what a limit rests on), limit-<unit>.

rule-repair-dispatch-normal = Repair: dispatch within { $limit }
rule-repair-dispatch-urgent = Urgent repair: dispatch within { $limit }
rule-repair-arrival-urgent = Urgent repair: arrive within { $limit } of dispatch
rule-repair-arrival-appointment = Appointment: arrive within { $limit } after the hour agreed
rule-repair-completion-normal = Repair: done within { $limit }
rule-repair-completion-urgent = Urgent repair: done within { $limit }
rule-repair-completion-difficult = Difficult repair: done within { $limit }
rule-repair-progress = Repair: shows an effect within { $limit }
rule-repair-no_note = Repair: a note of progress after { $limit } without one
rule-repair-no_note_supervisor = Repair: to the supervisor after { $limit } without a note
rule-repair-follow_up = Repair: followed up within { $limit } after it is done
rule-complaint-answer = Complaint: first answer within { $limit }
rule-complaint-progress = Complaint: shows an effect within { $limit }
rule-complaint-no_note = Complaint: a note of progress after { $limit } without one
rule-complaint-report_supervisor-major = Major complaint: to the supervisor within { $limit }
rule-complaint-report_manager-major = Major complaint: to the manager within { $limit }
rule-complaint-follow_up = Complaint: followed up within { $limit } after it is handled
rule-request-answer = Suggestion: answered within { $limit }
rule-enquiry-call_back = Enquiry: called back within { $limit }
rule-call-missed = Missed call: called back within { $limit }
rule-incident-report = Incident: reported within { $limit }
rule-stated = Service standard
rule-changed = set by this office

spent-hours = { $large } h { $small } min
spent-days = { $large } d { $small } h
stage-spent = { $state } { $spent }
limit-minutes = { $count } min
limit-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
limit-today = until the day ends
limit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
limit-working-minutes = { $count } working min
limit-working-hours = { $count ->
    [one] { $count } working hour
   *[other] { $count } working hours
}
limit-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
