# 狀態、級別、兼任和權限。
# 命名：state-<種類>-<狀態>（正文用在詳情，不超過 8 個漢字；.short 用在列表，不超過 4 個漢字）、rank-<級別>、role-<兼任>、right-<權限>。

## 報修

state-repair-received = 已受理
    .short = 已受理
state-repair-dispatched = 已派工
    .short = 已派工
state-repair-returned = 退單
    .short = 退單
state-repair-working = 處理中
    .short = 處理中
state-repair-on_hold = 掛起
    .short = 掛起
state-repair-done = 已完工
    .short = 已完工
state-repair-follow_up = 待回訪
    .short = 待回訪
state-repair-rework = 返修
    .short = 返修
state-repair-closed = 已關閉
    .short = 已關閉
state-repair-cancelled = 已取消
    .short = 已取消

## 投訴

state-complaint-received = 已受理
    .short = 已受理
state-complaint-explained = 已解釋疏導
    .short = 已解釋
state-complaint-notified = 已通知部門領導
    .short = 已通知
state-complaint-escalated = 已上報
    .short = 已上報
state-complaint-handling = 處理中
    .short = 處理中
state-complaint-plan_pending = 方案待批
    .short = 方案待批
state-complaint-plan_approved = 方案已批
    .short = 方案已批
state-complaint-resolved = 已處理
    .short = 已處理
state-complaint-fed_back = 已反饋
    .short = 已反饋
state-complaint-follow_up = 待回訪
    .short = 待回訪
state-complaint-reopened = 重新處理
    .short = 重新處理
state-complaint-closed = 已關閉
    .short = 已關閉
state-complaint-withdrawn = 撤訴
    .short = 撤訴

## 建議與表揚

state-request-received = 已受理
    .short = 已受理
state-request-assigned = 已交辦
    .short = 已交辦
state-request-answered = 已答覆
    .short = 已答覆
state-request-closed = 已關閉
    .short = 已關閉
state-request-cancelled = 已取消
    .short = 已取消

## 接待

state-contact-waiting = 待答覆
    .short = 待答覆
state-contact-call_back = 待回電
    .short = 待回電
state-contact-unreported = 待上報
    .short = 待上報
state-contact-settled = 已了結
    .short = 已了結
state-contact-undone = 已撤銷
    .short = 已撤銷
state-contact-ringing = 振鈴中
    .short = 振鈴中

## 回訪

state-followup-due = 待回訪
    .short = 待回訪
state-followup-attempted = 聯繫未果
    .short = 聯繫未果
state-followup-done = 已回訪
    .short = 已回訪
state-followup-unreachable = 聯繫不上
    .short = 聯繫不上
state-followup-exempt = 免回訪
    .short = 免回訪
state-followup-undone = 已撤銷
    .short = 已撤銷

## 欠費

state-arrears-billed = 已出賬
    .short = 已出賬
state-arrears-part_paid = 部分繳費
    .short = 部分繳
state-arrears-overdue = 逾期
    .short = 逾期
state-arrears-reminded = 電話催繳
    .short = 已電話
state-arrears-promised = 承諾繳費
    .short = 已承諾
state-arrears-visited = 上門催繳
    .short = 已上門
state-arrears-noticed = 書面催繳
    .short = 已發函
state-arrears-legal = 律師函或訴訟
    .short = 訴訟
state-arrears-disputed = 異議
    .short = 異議
state-arrears-reduction_pending = 減免待批
    .short = 減免待批
state-arrears-reduced = 已減免
    .short = 已減免
state-arrears-paid = 已繳清
    .short = 已繳清
state-arrears-written_off = 核銷
    .short = 核銷

## 審批

state-approval-pending = 待批
    .short = 待批
state-approval-done = 已同意
    .short = 已同意
state-approval-refused = 未同意
    .short = 未同意
state-approval-withdrawn = 已撤回
    .short = 已撤回
state-approval-expired = 已過期
    .short = 已過期

## 承諾繳費

state-promise-open = 未到期
    .short = 未到期
state-promise-kept = 已兌現
    .short = 已兌現
state-promise-broken = 未兌現
    .short = 未兌現
state-promise-replaced = 已改約
    .short = 已改約
state-duty-open = 待辦
    .short = 待辦
state-duty-late = 逾期
    .short = 逾期
state-duty-done = 已辦
    .short = 已辦
state-duty-waived = 免辦
    .short = 免辦
state-duty-missed = 漏辦
    .short = 漏辦
state-duty-uncounted = 未計
    .short = 未計

## 工種

trade-plumbing = 水暖
trade-electric = 電工
trade-lift = 電梯
trade-masonry = 泥瓦
trade-carpentry = 木工
trade-hvac = 暖通
trade-weak_current = 弱電
trade-facilities = 設施

## 級別

rank-worker = 維修人員
rank-receptionist = 前臺接待
rank-supervisor = 客服主管
rank-dept_manager = 客服部經理
rank-property_manager = 物業經理
rank-leadership = 分管領導

## 兼任

role-archivist = 資料員
role-quality = 品質管理
role-auditor = 審計
role-service = 系統賬號
role-switchboard = 電話系統

## 權限

right-read = 查閱
right-desk = 前臺業務
right-log = 登記
right-cash = 收款
right-supervise = 主管事項
right-registry = 房屋與人員檔案
right-billing = 出賬抄表
right-office = 本處設置
right-reveal = 顯示號碼
right-export = 導出
right-audit = 查看審計
right-approve = 審批
right-undo = 撤銷
right-ring = 報告來電
