# 时限怎么来的：每条规则一句话，以及时间的长短。
# 命名：rule-<规则>（点改成短横；rule-stated、rule-changed 是依据）、limit-<单位>。

rule-repair-dispatch-normal = 报修：{ $limit }内派工
rule-repair-dispatch-urgent = 急修：{ $limit }内派工
rule-repair-arrival-urgent = 急修：派工后 { $limit }内到场
rule-repair-arrival-appointment = 预约：约定时段过后 { $limit }内到场
rule-repair-completion-normal = 报修：{ $limit }内完工
rule-repair-completion-urgent = 急修：{ $limit }内完工
rule-repair-completion-difficult = 疑难报修：{ $limit }内完工
rule-repair-progress = 报修：{ $limit }内有处理效果
rule-repair-no_note = 报修：{ $limit }没有进展要补记
rule-repair-no_note_supervisor = 报修：{ $limit }没有进展报主管
rule-repair-follow_up = 报修：完工后 { $limit }内回访
rule-complaint-answer = 投诉：{ $limit }内首次答复
rule-complaint-progress = 投诉：{ $limit }内有处理效果
rule-complaint-no_note = 投诉：{ $limit }没有进展要补记
rule-complaint-report_supervisor-major = 重大投诉：{ $limit }内报主管
rule-complaint-report_manager-major = 重大投诉：{ $limit }内报经理
rule-complaint-follow_up = 投诉：处理后 { $limit }内回访
rule-request-answer = 建议：{ $limit }内答复
rule-enquiry-call_back = 咨询：{ $limit }内回电
rule-call-missed = 未接来电：{ $limit }内回电
rule-incident-report = 当班事件：{ $limit }内上报
rule-stated = 服务标准
rule-changed = 本处自行设定

spent-hours = { $large } 小时 { $small } 分
spent-days = { $large } 天 { $small } 小时
stage-spent = { $state } { $spent }
limit-minutes = { $count } 分钟
limit-hours = { $count } 小时
limit-today = 当天结束前
limit-days = { $count } 天
limit-working-minutes = { $count } 分钟（上班时间）
limit-working-hours = { $count } 小时（上班时间）
limit-working-days = { $count } 个工作日
