# How a time limit comes about: a sentence a rule, and lengths of time.
# Naming: rule-<rule> (dots become dashes; .source tells where it stands, by the codes of DUTIES.md), limit-<unit>.

rule-repair-dispatch-normal = Repair: dispatch within { $limit }
    .source = duties 5.1, not stated there, A-35
rule-repair-dispatch-urgent = Urgent repair: dispatch within { $limit }
    .source = duties 5.1, not stated there, A-35
rule-repair-arrival-urgent = Urgent repair: arrive within { $limit } of dispatch
    .source = duties 5.1, not stated there, A-35
rule-repair-arrival-appointment = Appointment: arrive within { $limit } after the hour agreed
    .source = duties 5.1, not stated there, A-35
rule-repair-completion-normal = Repair: done within { $limit }
    .source = duties 5.1, not stated there, A-35
rule-repair-completion-urgent = Urgent repair: done within { $limit }
    .source = duties 5.1, not stated there, A-35
rule-repair-completion-difficult = Difficult repair: done within { $limit }
    .source = duties 5.1, not stated there, A-35
rule-repair-progress = Repair: shows an effect within { $limit }
    .source = duties D-018, A-04
rule-repair-no_note = Repair: a note of progress after { $limit } without one
    .source = duties 5.1, not stated there
rule-repair-no_note_supervisor = Repair: to the supervisor after { $limit } without a note
    .source = duties 5.1, not stated there
rule-repair-follow_up = Repair: followed up within { $limit } after it is done
    .source = duties D-018, A-04
rule-complaint-answer = Complaint: first answer within { $limit }
    .source = duties 5.2, not stated there, A-35
rule-complaint-progress = Complaint: shows an effect within { $limit }
    .source = duties D-018, D-029, A-04
rule-complaint-no_note = Complaint: a note of progress after { $limit } without one
    .source = duties D-029, the limit is proposed
rule-complaint-report_supervisor-major = Major complaint: to the supervisor within { $limit }
    .source = duties D-030, not stated there
rule-complaint-report_manager-major = Major complaint: to the manager within { $limit }
    .source = duties 5.2, not stated there, A-11
rule-complaint-follow_up = Complaint: followed up within { $limit } after it is handled
    .source = duties D-018, A-04
rule-request-answer = Suggestion: answered within { $limit }
    .source = duties D-006, not stated there
rule-enquiry-call_back = Enquiry: called back within { $limit }
    .source = duties D-004, not stated there
rule-incident-report = Incident: reported within { $limit }
    .source = duties D-007, not stated there
rule-changed = set by this office

limit-minutes = { $count } min
limit-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
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
