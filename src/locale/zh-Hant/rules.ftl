# 時限怎麼來的：每條規則一句話，以及時間的長短。
# 命名：rule-<規則>（點改成短橫；rule-stated、rule-changed 是依據）、limit-<單位>。

rule-repair-dispatch-normal = 報修：{ $limit }內派工
rule-repair-dispatch-urgent = 急修：{ $limit }內派工
rule-repair-arrival-urgent = 急修：派工後 { $limit }內到場
rule-repair-arrival-appointment = 預約：約定時段過後 { $limit }內到場
rule-repair-completion-normal = 報修：{ $limit }內完工
rule-repair-completion-urgent = 急修：{ $limit }內完工
rule-repair-completion-difficult = 疑難報修：{ $limit }內完工
rule-repair-progress = 報修：{ $limit }內有處理效果
rule-repair-no_note = 報修：{ $limit }沒有進展要補記
rule-repair-no_note_supervisor = 報修：{ $limit }沒有進展報主管
rule-repair-follow_up = 報修：完工後 { $limit }內回訪
rule-complaint-answer = 投訴：{ $limit }內首次答覆
rule-complaint-progress = 投訴：{ $limit }內有處理效果
rule-complaint-no_note = 投訴：{ $limit }沒有進展要補記
rule-complaint-report_supervisor-major = 重大投訴：{ $limit }內報主管
rule-complaint-report_manager-major = 重大投訴：{ $limit }內報經理
rule-complaint-follow_up = 投訴：處理後 { $limit }內回訪
rule-request-answer = 建議：{ $limit }內答覆
rule-enquiry-call_back = 諮詢：{ $limit }內回電
rule-call-missed = 未接來電：{ $limit }內回電
rule-incident-report = 當班事件：{ $limit }內上報
rule-stated = 服務標準
rule-changed = 本處自行設定

spent-hours = { $large } 小時 { $small } 分
spent-days = { $large } 天 { $small } 小時
stage-spent = { $state } { $spent }
limit-minutes = { $count } 分鐘
limit-hours = { $count } 小時
limit-today = 當天結束前
limit-days = { $count } 天
limit-working-minutes = { $count } 分鐘（上班時間）
limit-working-hours = { $count } 小時（上班時間）
limit-working-days = { $count } 個工作日
