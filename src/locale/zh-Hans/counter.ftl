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
pane-unfiled = 完工待归档
pane-shift = 交接班
pane-settings = 设置
pane-actions = 可做操作
pane-palette = 命令
pane-find = 查找
pane-help = 帮助
pane-explain = 为什么
pane-figures = 数字怎么来的
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
hint-go-shift = 交接班
hint-go-settings = 设置
hint-setting-set = 修改
hint-phrase-set = 改短语
hint-settings-add = 新增
hint-settings-remove = 移除
hint-settings-filter = 筛选
hint-shift-acknowledge = 确认
hint-shift-accept = 接班
hint-shift-handover = 交班
hint-shift-start = 上岗
hint-shift-note = 记一条
hint-shift-release = 放行
hint-palette-open = 命令
hint-help-open = 帮助
hint-undo = 撤销
hint-back = 返回
hint-screen-leave = 离开
hint-open = 打开
hint-import-apply = 导入
hint-go-counter = 前台
hint-form-save = 保存
hint-form-save_only = 只登记
hint-form-next = 下一项
hint-form-clear = 清空
hint-form-choices = 可选值
hint-form-look = 看原单
hint-ticket-dispatch = 派工
hint-ticket-start = 开始
hint-ticket-hold = 挂起
hint-ticket-resume = 恢复
hint-ticket-return = 退单
hint-ticket-done = 完工
hint-ticket-note = 进展
hint-ticket-escalate = 上报
hint-ticket-accept = 接手
hint-ticket-file = 归档
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

## 顶行

head-coming = 正在连接…
head-office = { $office }前台
head-calls = 电{ $count }
head-visits = 访{ $count }
head-open = 待办{ $count }
head-late = 超时{ $count }
head-books = 账目不符{ $count }
head-damaged = 数据损坏{ $count }
head-rate = 收缴{ $rate }%

## 窗格

pane-empty = 没有
pane-coming = 正在读取…
pane-more = 还有 { $count } 条
pane-drafts = 未完成的表单
total-contacts = 今日 { $first } · 未了结 { $second }
total-tickets = 未结 { $first } · 超时 { $second }
total-followups = 逾期 { $first } · 今日应访 { $second }
total-arrears = { $homes } 户 · { $debt }
way-call = 电
way-visit = 访
way-letter = 信
way-email = 邮
way-wechat = 微
way-shift = 班
row-voices = { $count }户同报
row-tries = { $outcome } { $tries } 次
row-tries-again = { $tried }，{ $when }再访
row-months = { $months } 个月
row-promise = 承诺 { $day }
row-promise-broken = 承诺 { $day } 未兑现
row-oldest = 最早 { $day }
row-dunned = 催 { $count }
due-wake = { $when } 提醒
amount = ￥{ $amount }

## 底部两行

hint = { $key }{ $name }
line-lost = 与服务的连接断了，正在重连；已输入的内容都在
line-coming = 正在连接服务…
line-approvals = { $count } 件待批
line-reported = { $count } 件上报待接手
line-important = { $count } 件重要回访待阅
line-and = ，
line-waiting = { $what }，按 { $key } 查看
said-done = 已{ $command } { $numbers }{ $rest }
said-pending = 已提交待批 { $number }：{ $command }，须{ $rank }以上同意
said-decided-done = { $by }已同意 { $number }：{ $command }
said-decided-refused = { $by }不同意 { $number }：{ $command }（{ $why }）
said-field = { $field }：{ $why }
said-and = ；
said-or = 、
said-unknown = 没有收到回音，不知道有没有存下；连上后用同一编号再问，不会重复
said-unknown-other = 上一位有一件事没有收到回音，请其本人核对
said-resent = 已重新连上，正用同一编号再问刚才那件事
said-left-here = { $name } 在这里还有没存好的内容，本人再登录时恢复。
said-no-such-command = 现在没有这个命令
said-no-such-form = 这份草稿的表单已经没有了
said-nothing-selected = 没有选中的记录
said-nothing-urgent = 现在没有急件
said-urgent-later = 现在没有急件，下一件 { $at }：{ $name }
said-possible = { $why }。现在可以：{ $acts }
said-no-lock = 这不是共用前台，不用锁屏
said-no-follow-ups = 今天没有要回访的
said-stale = { $by } 在 { $at } 改过，没有存。{ $save } 按这里的存，{ $look } 看原单
said-parked = 草稿已存，按 { $key } 接着填
said-restacked = 已恢复没填完的表单 { $count } 份，从断开的地方接着填
said-text-refused = 内容里有看不见的控制字符（{ $code }），没有收下，请去掉再粘贴
said-paste-cut = 粘贴的内容太长，后面的没有收下
said-not-shown = 屏幕还没显示到这一步，没有提交：看清后再按；不显示就按 { $key }
said-ring = 来电 { $phone }
screen-too-small = 窗口太小，请放大到 40 列 10 行以上。

## 表单

form-sent = 正在保存
form-unsaved = 未存
form-kept = 草稿已存
form-not-kept = 草稿没有存上
form-empty = 空
form-theirs = 对方已改：{ $before } → { $after }，保存则以这里的为准
form-changed = 对方刚改：{ $before } → { $after }
form-depth = 叠 { $depth }
drafts-none = 没有未完成的表单

## 接电话

intake-home-area = { $value }㎡
intake-home-floor = { $value } 层
intake-home-handed_over = { $value } 交房
intake-home-verified_on = { $value } 核对
intake-how = 房号/电话/姓名 事由(首字母) 急 日期 @维修工 #类别，几件事用；隔开
intake-fields = 逐项填写
intake-tell = 告诉来电人
intake-or = 也可能是
intake-open = 未结
intake-same = 疑似同一件
intake-join = [{ $key } 加票]
alike-home = 同户
alike-line = 同一立管
alike-shared = 公共部位
alike-unit = 同单元
alike-building = 同楼
alike-community = 同小区
alike-phone = 同一电话
alike-category = 同类
alike-and = ，
alike-hours = { $count } 小时内
alike-days = { $count } 天内
alike-words = 同词 { $words }
intake-debt = 欠费
said-no-such-choice = 没有这一项，请从可选值里选
intake-urgent = 急
intake-becomes = 存为
intake-undecided = 未定哪类
intake-sends = 派 { $worker }
intake-owes-answer = 未答复，要回电
intake-of-matter = 第{ $number }件{ $field }
intake-loading = 正在读入姓名，暂时只能按房号和电话查找
intake-no-worker = 没有合适的维修工，先受理、暂不派工
intake-others = ({ $key } 改为 { $others })
intake-no-other = 没有别的读法
intake-no-same = 没有可以加票的单据

## 查找

find-how = 房号、电话、姓名、拼音首字母、车牌、单号、事由
find-count = { $count } 条
find-many = { $count }+ 条
find-partial = 正在读入较早的记录
find-none = 没有找到
find-pinyin = 拼音

## 房屋卡片

home-notice = { $text }，至 { $until }（已报 { $count } 户）
home-open = 未结
home-ended = 最近办结
home-payments = 最近收款
home-people = 人员
home-facts = 房屋资料
home-reversed = 已冲销

## 详情和其他画面

detail-history = 经过
detail-viewers = { $names } 也在看
page-position = { $line }/{ $lines } 行
help-title = { $title } · { $count } 行
actions-none = 现在没有能做的操作
actions-approval = 须另一人同意
acts-none = 还没有操作
acts-can = 可以撤销
acts-never = 不能撤销
acts-reversed-by = 须用“{ $act }”冲正
acts-built-on = 之后又有改动
approvals-none = 没有待批的事项
palette-none = 没有这样的命令
approvals-rank = 须{ $rank }
approvals-why = 理由：{ $why }
approvals-until = 有效至 { $until }
approvals-own = 我申请的（近 { $days } 天已有结果）
approvals-decided = { $state } { $by } { $at }
reported-title = 上报待接手（{ $count } 件）
reported-rank = 报给{ $rank }
important-title = 重要回访待阅（{ $count } 件）
unfiled-none = 完工的报修都已归档
unfiled-done = 完工 { $at }
shift-handed = { $shift } { $person } { $at } 交班 · 未确认 { $open } 条
shift-to = 交给 { $person }
shift-accepted = { $person } 已接班
shift-not-accepted = 还没有人接班
shift-released = { $person } 同意离岗
shift-not-released = 主管未同意离岗
shift-seen = { $person } { $at } 已确认
shift-receipts = { $count } 笔
shift-own = 本班
shift-since = { $person } { $shift } { $at } 上岗
shift-late = 迟到 { $minutes } 分钟
shift-amiss = 岗前检查：{ $text }
shift-figures = 接待 { $contacts } · 新开 { $opened } · 处理 { $moved } · 办结 { $ended } · 回访 { $followed }
shift-would = 现在交班会交出 { $count } 条
shift-log = 工作日志
shift-remark = 自记
## Settings

settings-people = 人员
settings-limits = 时限
settings-heads = 排序提前量
settings-holidays = 节假日
settings-categories = 类别和工种
settings-phrases = 短语
settings-notices = 生效通知
settings-fees = 收费项目
settings-desk = 本处和前台
settings-work = 收费、审批、回访
settings-shifts = 班次
settings-alike = 同报判断
settings-upkeep = 存储和备份

settings-sum = 共 { $count } 项，{ $own } 项为本处所定
settings-sum-people = { $count } 人，{ $away } 人不在岗
settings-sum-holidays = 已录 { $years } 年，共 { $count } 天
settings-sum-no-year = 还没有录入
settings-sum-categories = { $count } 类在用，{ $off } 类停用
settings-sum-phrases = { $count } 条
settings-sum-notices = { $count } 条生效，{ $coming } 条未到时间
settings-sum-fees = { $count } 项

settings-col-section = 栏目
settings-col-sum = 概况
settings-col-name = 名称
settings-col-value = 现值
settings-col-default = 默认
settings-col-limit = 时限
settings-col-rank = 职级
settings-col-work = 工种 楼栋
settings-col-here = 状态
settings-col-seen = 最近在线
settings-col-day = 日期
settings-col-weekday = 星期
settings-col-kind = 种类
settings-col-code = 代码
settings-col-trade = 工种
settings-col-ahead = 提前（分钟）
settings-col-phrase = 短语
settings-col-category = 类别
settings-col-place = 部位
settings-col-priority = 缓急
settings-col-notice = 通知
settings-col-areas = 范围
settings-col-until = 至
settings-col-homes = 涉及
settings-col-reported = 已报
settings-col-price = 单价
settings-col-months = 周期
settings-col-from = 起
settings-col-to = 止

settings-change = 修改
settings-new = 新增
settings-take-away = 移除
settings-as-shipped = 恢复默认
settings-filter = 筛选
settings-none = 这一栏还没有内容
settings-no-fit = 没有符合的条目
settings-no-new = 这一栏不能新增
settings-no-away = 这一条没有可移除的，或已经是默认值
settings-own = { $mark } 本处所定 { $count } 项
settings-read-only = 只能查看；{ $who }可以修改
settings-off = 停用
settings-year = { $year } 年：放假 { $holidays } 天，调休上班 { $workdays } 天
settings-year-unknown = { $year } 年还没有录入节假日：算到该年的工作时限只除去每周休息日
settings-account = 账号 { $account }
settings-pin = 已设密码
settings-no-pin = 未设密码
settings-load = 在办 { $count } 张
settings-here-here = 在岗
settings-here-away = 不在岗
settings-here-left = 已离职
settings-notice-from = { $at } 起
settings-notice-by = { $by } 发布
settings-notice-all = 全小区
settings-homes = { $count } 户
settings-reported = { $count } 户
settings-fee-area = { $price } 元/㎡·月
settings-fee-fixed = { $amount } /月
settings-fee-months = { $count } 个月

settings-takes-minutes = 分钟，{ $least } 至 { $most }
settings-takes-hours = 小时，{ $least } 至 { $most }
settings-takes-days = 天，{ $least } 至 { $most }
settings-takes-day = 每月几号，{ $least } 至 { $most }
settings-takes-percent = 百分比，{ $least } 至 { $most }
settings-takes-mib = MiB，{ $least } 至 { $most }
settings-takes-count = 整数，{ $least } 至 { $most }
settings-takes-line = 一行文字
settings-takes-switch = 是或否
settings-takes-week = 如 1-5 或 1,3,5，1 为周一
settings-takes-hours-of-day = 如 8:30-12:00,13:30-17:30
settings-takes-shift = 如 8:00-16:00，可跨零点；空为没有
settings-takes-limit = 如 30m、24h、3d；4wh、3wd 只算工作时间
settings-takes-names = 系统账号，用逗号分开
settings-shipped = 默认 { $value }
settings-effect-open = 改后未完成的时限立即重算，已完成的不变
settings-effect-order = 改后未完成的立即重新排序，时限不变
settings-effect-new = 改后只对新的有效，已有的不变
settings-effect-now = 改后立即有效
settings-effect-start = 下次启动时有效

settings-used-people = 登录、派工、审批和各项权限
settings-used-limits = 工单、投诉、回访的时限和超时提醒
settings-used-heads = 待办排序和“下一急件”
settings-used-holidays = 以工作时间计的时限
settings-used-categories = 登记时归类、派工选人、待办排序
settings-used-phrases = 来电登记时的简码和提示
settings-used-notices = 接来电时告诉所涉住户
settings-used-fees = 每月出账
settings-used-desk = 屏幕、单据、登录和工作时间
settings-used-work = 出账、催缴、审批和免访
settings-used-shifts = 上岗、迟到和交接班
settings-used-alike = 登记时判断是否同一件事
settings-used-upkeep = 磁盘预留、备份、查找和调阅
settings-source-shipped = 程序自带
settings-source-silent = 程序自带，服务标准未写明
settings-source-week = 每周工作日
settings-changed = { $by } { $at }（{ $command }）
settings-changed-itself = 程序 { $at }（{ $command }）
settings-unchanged = 没有人改过
shift-none = 还没有上岗
shift-on-duty = 在岗
shift-nobody = 没有人在岗
shift-unseen = 未确认 { $open } 条
shift-no-line = 请先选中一条交接事项
head-handed = 待接{ $count }
explain-none = 没有可说明的内容
people-title = 显示谁的号码
people-none = 这户没有登记的人员
dial-title = 回访
dial-count = 今日应访 第 { $at } 户，共 { $of } 户
dial-early = 未到回访日，只访这一户
followup-satisfied = 业主表示满意
followup-partly = 业主表示基本满意
followup-again = 明天
lock-who = 选姓名，输入密码

## 初次使用
wizard-title = 初次使用
wizard-step = 第 { $step } 步，共 { $steps } 步
wizard-language = 语言 Language
wizard-language-why = 请选择界面语言，以后可以在设置文件里改。Choose the language of the screens.
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
wizard-office = 小区和负责人
wizard-office-why = 小区名称显示在屏幕顶端和单据上；负责人是管理处经理，就是您的名字。
wizard-ways = 房屋资料
wizard-ways-why = 还没有房屋资料。先用其中一种办法建起来，以后随时可以再导入或添加。
wizard-pattern = 按规律生成房号
wizard-pattern-why = 楼栋写成 1-6 或 1,3,5；每个单元的层数、每层的户数相同的楼栋一次生成。要按月收费，还要填交房日期、收费项目和每平方米单价。
wizard-import = 从表格导入
wizard-import-why = 输入 .xlsx 或 .csv（UTF-8 或 GBK）文件的路径。先检查，看过结果再导入。
wizard-no-file = 没有这个文件
wizard-reading = 正在读取并检查文件，已 { $seconds } 秒…… { $key } 取消。
wizard-reading-left = 已取消，没有导入
wizard-judged = 检查结果
wizard-judged-clean = 没有发现问题。{ $key } 导入。
wizard-judged-skips = 有 { $count } 处问题。{ $key } 导入其余的行，有问题的行不导入；也可以返回，改好文件再来。
wizard-judged-refused = 有 { $count } 处问题，整份文件不导入。请返回，改好文件再来。
wizard-loading = 正在导入
wizard-loaded = 已导入
wizard-demo = 先看示例（在临时目录里，不影响这里）
wizard-left = 还没有房屋资料；按 { $key } 输入“{ $name }”可以接着建
wizard-done = 房屋资料已建好。先按 { $call } 接一个来电试试；{ $palette } 里有“{ $staff }”，{ $help } 看按键
