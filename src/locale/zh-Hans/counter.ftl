# 前台画面上的字：窗格标题、按键提示、时间说法、星期。
# 命名：pane-<窗格>、hint-<命令>（点改成短横，不超过 4 个汉字）、time-<说法>、day-<星期>（.short 用在日期后）。

## 窗格标题

pane-contacts = 来电来访
pane-tickets = 报修工单
pane-complaints = 投诉
pane-followups = 逾期回访
pane-arrears = 欠费催缴
pane-home = 房屋卡片
pane-detail = 详情
pane-approvals = 待批事项
pane-actions = 可做操作
pane-palette = 命令
pane-find = 查找
pane-help = 帮助
pane-explain = 为什么
pane-undo = 我的操作
pane-lock = 已锁屏
pane-what_next = 接着按

## 底行提示

hint-contact-call = 来电
hint-contact-visit = 来访
hint-repair-new = 报修
hint-complaint-new = 投诉
hint-payment-take = 收款
hint-find-open = 查找
hint-actions-open = 操作
hint-explain = 为什么
hint-next-urgent = 下一急件
hint-palette-open = 命令
hint-help-open = 帮助
hint-undo = 撤销
hint-back = 返回
hint-screen-leave = 离开
hint-open = 打开
hint-form-save = 保存
hint-form-save_only = 只保存
hint-form-next = 下一项
hint-form-clear = 清空
hint-form-choices = 可选值
hint-ticket-dispatch = 派工
hint-ticket-start = 开始
hint-ticket-hold = 挂起
hint-ticket-resume = 恢复
hint-ticket-return = 退单
hint-ticket-done = 完工
hint-ticket-note = 进展
hint-ticket-escalate = 上报
hint-ticket-voice = 加一票
hint-followup-record = 回访
hint-dunning-record = 催缴
hint-promise-record = 承诺
hint-person-reveal = 显示
hint-approval-grant = 同意
hint-approval-refuse = 不同意
hint-home-open = 房屋
hint-lock = 锁屏

## 时间说法

time-left = 还剩 { $time }
time-over = 超时 { $time }
time-overdue-days = 逾期 { $days } 天
time-overdue-hours = 逾期 { $hours } 时
time-overdue-minutes = 逾期 { $minutes } 分
time-span-days = { $days } 天
time-span-hours = { $hours } 小时
time-span-minutes = { $minutes } 分钟
time-month-this = 本月
time-month-last = 上个月
time-months-ago = { $months } 个月前
time-day-yesterday = 昨天
time-day-today = 今天
time-day-tomorrow = 明天
time-day-after-tomorrow = 后天

## 星期

day-monday = 星期一
    .short = 一
day-tuesday = 星期二
    .short = 二
day-wednesday = 星期三
    .short = 三
day-thursday = 星期四
    .short = 四
day-friday = 星期五
    .short = 五
day-saturday = 星期六
    .short = 六
day-sunday = 星期日
    .short = 日
