# 前臺畫面上的字：窗格標題、按鍵提示、時間說法、星期。
# 命名：pane-<窗格>、hint-<命令>（點改成短橫，不超過 4 個漢字）、time-<說法>、day-<星期>（.short 用在日期後）。

## 窗格標題

pane-contacts = 來電來訪
pane-tickets = 報修工單
pane-complaints = 投訴
pane-followups = 逾期回訪
pane-arrears = 欠費催繳
pane-home = 房屋卡片
pane-detail = 詳情
pane-approvals = 待批事項
pane-unfiled = 完工待歸檔
pane-shift = 交接班
pane-settings = 設置
pane-actions = 可做操作
pane-palette = 命令
pane-find = 查找
pane-help = 幫助
pane-explain = 為什麼
pane-figures = 數字怎麼來的
pane-undo = 我的操作
pane-lock = 已鎖屏
pane-what_next = 接著按

## 底行提示

hint-contact-call = 來電
hint-contact-visit = 來訪
hint-repair-new = 報修
hint-complaint-new = 投訴
hint-payment-take = 收款
hint-find-open = 查找
hint-actions-open = 操作
hint-explain = 為什麼
hint-next-urgent = 下一急件
hint-go-shift = 交接班
hint-go-settings = 設置
hint-setting-set = 修改
hint-phrase-set = 改短語
hint-settings-add = 新增
hint-settings-remove = 移除
hint-settings-filter = 篩選
hint-shift-acknowledge = 確認
hint-shift-accept = 接班
hint-shift-handover = 交班
hint-shift-start = 上崗
hint-shift-note = 記一條
hint-shift-release = 放行
hint-palette-open = 命令
hint-help-open = 幫助
hint-undo = 撤銷
hint-back = 返回
hint-screen-leave = 離開
hint-open = 打開
hint-import-apply = 導入
hint-go-counter = 前臺
hint-form-save = 保存
hint-form-save_only = 只登記
hint-form-next = 下一項
hint-form-clear = 清空
hint-form-choices = 可選值
hint-form-look = 看原單
hint-ticket-dispatch = 派工
hint-ticket-start = 開始
hint-ticket-hold = 掛起
hint-ticket-resume = 恢復
hint-ticket-return = 退單
hint-ticket-done = 完工
hint-ticket-note = 進展
hint-ticket-escalate = 上報
hint-ticket-accept = 接手
hint-ticket-file = 歸檔
hint-ticket-voice = 加一票
hint-followup-record = 回訪
hint-dunning-record = 催繳
hint-promise-record = 承諾
hint-person-reveal = 顯示
hint-approval-grant = 同意
hint-approval-refuse = 不同意
hint-home-open = 房屋
hint-lock = 鎖屏

## 時間說法

time-left = 還剩 { $time }
time-over = 超時 { $time }
time-overdue-days = 逾期 { $days } 天
time-overdue-hours = 逾期 { $hours } 時
time-overdue-minutes = 逾期 { $minutes } 分
time-span-days = { $days } 天
time-span-hours = { $hours } 小時
time-span-minutes = { $minutes } 分鐘
time-month-this = 本月
time-month-last = 上個月
time-months-ago = { $months } 個月前
time-day-yesterday = 昨天
time-day-today = 今天
time-day-tomorrow = 明天
time-day-after-tomorrow = 後天

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

## 頂行

head-coming = 正在連接…
head-office = { $office }前臺
head-calls = 電{ $count }
head-visits = 訪{ $count }
head-open = 待辦{ $count }
head-late = 超時{ $count }
head-books = 賬目不符{ $count }
head-damaged = 數據損壞{ $count }
head-rate = 收繳{ $rate }%

## 窗格

pane-empty = 沒有
pane-coming = 正在讀取…
pane-more = 還有 { $count } 條
pane-drafts = 未完成的表單
total-contacts = 今日 { $first } · 未了結 { $second }
total-tickets = 未結 { $first } · 超時 { $second }
total-followups = 逾期 { $first } · 今日應訪 { $second }
total-arrears = { $homes } 戶 · { $debt }
way-call = 電
way-visit = 訪
way-letter = 信
way-email = 郵
way-wechat = 微
way-shift = 班
row-voices = { $count }戶同報
row-tries = { $outcome } { $tries } 次
row-tries-again = { $tried }，{ $when }再訪
row-months = { $months } 個月
row-promise = 承諾 { $day }
row-promise-broken = 承諾 { $day } 未兌現
row-oldest = 最早 { $day }
row-dunned = 催 { $count }
due-wake = { $when } 提醒
amount = ￥{ $amount }

## 底部兩行

hint = { $key }{ $name }
line-lost = 與服務的連接斷了，正在重連；已輸入的內容都在
line-coming = 正在連接服務…
line-approvals = { $count } 件待批
line-reported = { $count } 件上報待接手
line-important = { $count } 件重要回訪待閱
line-and = ，
line-waiting = { $what }，按 { $key } 查看
said-done = 已{ $command } { $numbers }{ $rest }
said-pending = 已提交待批 { $number }：{ $command }，須{ $rank }以上同意
said-decided-done = { $by }已同意 { $number }：{ $command }
said-decided-refused = { $by }不同意 { $number }：{ $command }（{ $why }）
said-field = { $field }：{ $why }
said-and = ；
said-or = 、
said-unknown = 沒有收到回音，不知道有沒有存下；連上後用同一編號再問，不會重複
said-unknown-other = 上一位有一件事沒有收到回音，請其本人核對
said-resent = 已重新連上，正用同一編號再問剛才那件事
said-left-here = { $name } 在這裡還有沒存好的內容，本人再登錄時恢復。
said-no-such-command = 現在沒有這個命令
said-no-such-form = 這份草稿的表單已經沒有了
said-nothing-selected = 沒有選中的記錄
said-nothing-urgent = 現在沒有急件
said-urgent-later = 現在沒有急件，下一件 { $at }：{ $name }
said-possible = { $why }。現在可以：{ $acts }
said-no-lock = 這不是共用前臺，不用鎖屏
said-no-follow-ups = 今天沒有要回訪的
said-stale = { $by } 在 { $at } 改過，沒有存。{ $save } 按這裡的存，{ $look } 看原單
said-parked = 草稿已存，按 { $key } 接著填
said-restacked = 已恢復沒填完的表單 { $count } 份，從斷開的地方接著填
said-text-refused = 內容裡有看不見的控制字符（{ $code }），沒有收下，請去掉再粘貼
said-paste-cut = 粘貼的內容太長，後面的沒有收下
said-not-shown = 屏幕還沒顯示到這一步，沒有提交：看清後再按；不顯示就按 { $key }
said-ring = 來電 { $phone }
screen-too-small = 窗口太小，請放大到 40 列 10 行以上。

## 表單

form-sent = 正在保存
form-unsaved = 未存
form-kept = 草稿已存
form-not-kept = 草稿沒有存上
form-empty = 空
form-theirs = 對方已改：{ $before } → { $after }，保存則以這裡的為準
form-changed = 對方剛改：{ $before } → { $after }
form-depth = 疊 { $depth }
drafts-none = 沒有未完成的表單

## 接電話

intake-home-area = { $value }㎡
intake-home-floor = { $value } 層
intake-home-handed_over = { $value } 交房
intake-home-verified_on = { $value } 核對
intake-how = 房號/電話/姓名 事由(首字母) 急 日期 @維修工 #類別，幾件事用；隔開
intake-fields = 逐項填寫
intake-tell = 告訴來電人
intake-or = 也可能是
intake-open = 未結
intake-same = 疑似同一件
intake-join = [{ $key } 加票]
alike-home = 同戶
alike-line = 同一立管
alike-shared = 公共部位
alike-unit = 同單元
alike-building = 同樓
alike-community = 同小區
alike-phone = 同一電話
alike-category = 同類
alike-and = ，
alike-hours = { $count } 小時內
alike-days = { $count } 天內
alike-words = 同詞 { $words }
intake-debt = 欠費
said-no-such-choice = 沒有這一項，請從可選值裡選
intake-urgent = 急
intake-becomes = 存為
intake-undecided = 未定哪類
intake-sends = 派 { $worker }
intake-owes-answer = 未答覆，要回電
intake-of-matter = 第{ $number }件{ $field }
intake-loading = 正在讀入姓名，暫時只能按房號和電話查找
intake-no-worker = 沒有合適的維修工，先受理、暫不派工
intake-others = ({ $key } 改為 { $others })
intake-no-other = 沒有別的讀法
intake-no-same = 沒有可以加票的單據

## 查找

find-how = 房號、電話、姓名、拼音首字母、車牌、單號、事由
find-count = { $count } 條
find-many = { $count }+ 條
find-partial = 正在讀入較早的記錄
find-none = 沒有找到
find-pinyin = 拼音

## 房屋卡片

home-notice = { $text }，至 { $until }（已報 { $count } 戶）
home-open = 未結
home-ended = 最近辦結
home-payments = 最近收款
home-people = 人員
home-facts = 房屋資料
home-reversed = 已沖銷

## 詳情和其他畫面

detail-history = 經過
detail-viewers = { $names } 也在看
page-position = { $line }/{ $lines } 行
help-title = { $title } · { $count } 行
actions-none = 現在沒有能做的操作
actions-approval = 須另一人同意
acts-none = 還沒有操作
acts-can = 可以撤銷
acts-never = 不能撤銷
acts-reversed-by = 須用「{ $act }」沖正
acts-built-on = 之後又有改動
approvals-none = 沒有待批的事項
palette-none = 沒有這樣的命令
approvals-rank = 須{ $rank }
approvals-why = 理由：{ $why }
approvals-until = 有效至 { $until }
approvals-own = 我申請的（近 { $days } 天已有結果）
approvals-decided = { $state } { $by } { $at }
reported-title = 上報待接手（{ $count } 件）
reported-rank = 報給{ $rank }
important-title = 重要回訪待閱（{ $count } 件）
unfiled-none = 完工的報修都已歸檔
unfiled-done = 完工 { $at }
shift-handed = { $shift } { $person } { $at } 交班 · 未確認 { $open } 條
shift-to = 交給 { $person }
shift-accepted = { $person } 已接班
shift-not-accepted = 還沒有人接班
shift-released = { $person } 同意離崗
shift-not-released = 主管未同意離崗
shift-seen = { $person } { $at } 已確認
shift-receipts = { $count } 筆
shift-own = 本班
shift-since = { $person } { $shift } { $at } 上崗
shift-late = 遲到 { $minutes } 分鐘
shift-amiss = 崗前檢查：{ $text }
shift-figures = 接待 { $contacts } · 新開 { $opened } · 處理 { $moved } · 辦結 { $ended } · 回訪 { $followed }
shift-would = 現在交班會交出 { $count } 條
shift-log = 工作日誌
shift-remark = 自記
## Settings

settings-people = 人員
settings-limits = 時限
settings-heads = 排序提前量
settings-holidays = 節假日
settings-categories = 類別和工種
settings-phrases = 短語
settings-notices = 生效通知
settings-fees = 收費項目
settings-desk = 本處和前臺
settings-work = 收費、審批、回訪
settings-shifts = 班次
settings-alike = 同報判斷
settings-upkeep = 存儲和備份

settings-sum = 共 { $count } 項，{ $own } 項為本處所定
settings-sum-people = { $count } 人，{ $away } 人不在崗
settings-sum-holidays = 已錄 { $years } 年，共 { $count } 天
settings-sum-no-year = 還沒有錄入
settings-sum-categories = { $count } 類在用，{ $off } 類停用
settings-sum-phrases = { $count } 條
settings-sum-notices = { $count } 條生效，{ $coming } 條未到時間
settings-sum-fees = { $count } 項

settings-col-section = 欄目
settings-col-sum = 概況
settings-col-name = 名稱
settings-col-value = 現值
settings-col-default = 默認
settings-col-limit = 時限
settings-col-rank = 職級
settings-col-work = 工種 樓棟
settings-col-here = 狀態
settings-col-seen = 最近在線
settings-col-day = 日期
settings-col-weekday = 星期
settings-col-kind = 種類
settings-col-code = 代碼
settings-col-trade = 工種
settings-col-ahead = 提前（分鐘）
settings-col-phrase = 短語
settings-col-category = 類別
settings-col-place = 部位
settings-col-priority = 緩急
settings-col-notice = 通知
settings-col-areas = 範圍
settings-col-until = 至
settings-col-homes = 涉及
settings-col-reported = 已報
settings-col-price = 單價
settings-col-months = 週期
settings-col-from = 起
settings-col-to = 止

settings-change = 修改
settings-new = 新增
settings-take-away = 移除
settings-as-shipped = 恢復默認
settings-filter = 篩選
settings-none = 這一欄還沒有內容
settings-no-fit = 沒有符合的條目
settings-no-new = 這一欄不能新增
settings-no-away = 這一條沒有可移除的，或已經是默認值
settings-own = { $mark } 本處所定 { $count } 項
settings-read-only = 只能查看；{ $who }可以修改
settings-off = 停用
settings-year = { $year } 年：放假 { $holidays } 天，調休上班 { $workdays } 天
settings-year-unknown = { $year } 年還沒有錄入節假日：算到該年的工作時限只除去每週休息日
settings-account = 賬號 { $account }
settings-pin = 已設密碼
settings-no-pin = 未設密碼
settings-load = 在辦 { $count } 張
settings-here-here = 在崗
settings-here-away = 不在崗
settings-here-left = 已離職
settings-notice-from = { $at } 起
settings-notice-by = { $by } 發佈
settings-notice-all = 全小區
settings-homes = { $count } 戶
settings-reported = { $count } 戶
settings-fee-area = { $price } 元/㎡·月
settings-fee-fixed = { $amount } /月
settings-fee-months = { $count } 個月

settings-takes-minutes = 分鐘，{ $least } 至 { $most }
settings-takes-hours = 小時，{ $least } 至 { $most }
settings-takes-days = 天，{ $least } 至 { $most }
settings-takes-day = 每月幾號，{ $least } 至 { $most }
settings-takes-percent = 百分比，{ $least } 至 { $most }
settings-takes-mib = MiB，{ $least } 至 { $most }
settings-takes-count = 整數，{ $least } 至 { $most }
settings-takes-line = 一行文字
settings-takes-switch = 是或否
settings-takes-week = 如 1-5 或 1,3,5，1 為週一
settings-takes-hours-of-day = 如 8:30-12:00,13:30-17:30
settings-takes-shift = 如 8:00-16:00，可跨零點；空為沒有
settings-takes-limit = 如 30m、24h、3d；4wh、3wd 只算工作時間
settings-takes-names = 系統賬號，用逗號分開
settings-shipped = 默認 { $value }
settings-effect-open = 改後未完成的時限立即重算，已完成的不變
settings-effect-order = 改後未完成的立即重新排序，時限不變
settings-effect-new = 改後只對新的有效，已有的不變
settings-effect-now = 改後立即有效
settings-effect-start = 下次啟動時有效

settings-used-people = 登錄、派工、審批和各項權限
settings-used-limits = 工單、投訴、回訪的時限和超時提醒
settings-used-heads = 待辦排序和「下一急件」
settings-used-holidays = 以工作時間計的時限
settings-used-categories = 登記時歸類、派工選人、待辦排序
settings-used-phrases = 來電登記時的簡碼和提示
settings-used-notices = 接來電時告訴所涉住戶
settings-used-fees = 每月出賬
settings-used-desk = 屏幕、單據、登錄和工作時間
settings-used-work = 出賬、催繳、審批和免訪
settings-used-shifts = 上崗、遲到和交接班
settings-used-alike = 登記時判斷是否同一件事
settings-used-upkeep = 磁盤預留、備份、查找和調閱
settings-source-shipped = 程序自帶
settings-source-silent = 程序自帶，服務標準未寫明
settings-source-week = 每週工作日
settings-changed = { $by } { $at }（{ $command }）
settings-changed-itself = 程序 { $at }（{ $command }）
settings-unchanged = 沒有人改過
shift-none = 還沒有上崗
shift-on-duty = 在崗
shift-nobody = 沒有人在崗
shift-unseen = 未確認 { $open } 條
shift-no-line = 請先選中一條交接事項
head-handed = 待接{ $count }
explain-none = 沒有可說明的內容
people-title = 顯示誰的號碼
people-none = 這戶沒有登記的人員
dial-title = 回訪
dial-count = 今日應訪 第 { $at } 戶，共 { $of } 戶
dial-early = 未到回訪日，只訪這一戶
followup-satisfied = 業主表示滿意
followup-partly = 業主表示基本滿意
followup-again = 明天
lock-who = 選姓名，輸入密碼

## 初次使用
wizard-title = 初次使用
wizard-step = 第 { $step } 步，共 { $steps } 步
wizard-language = 語言 Language
wizard-language-why = 請選擇界面語言，以後可以在設置文件裡改。Choose the language of the screens.
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English
wizard-office = 小區和負責人
wizard-office-why = 小區名稱顯示在屏幕頂端和單據上；負責人是管理處經理，就是您的名字。
wizard-ways = 房屋資料
wizard-ways-why = 還沒有房屋資料。先用其中一種辦法建起來，以後隨時可以再導入或添加。
wizard-pattern = 按規律生成房號
wizard-pattern-why = 樓棟寫成 1-6 或 1,3,5；每個單元的層數、每層的戶數相同的樓棟一次生成。要按月收費，還要填交房日期、收費項目和每平方米單價。
wizard-import = 從表格導入
wizard-import-why = 輸入 .xlsx 或 .csv（UTF-8 或 GBK）文件的路徑。先檢查，看過結果再導入。
wizard-no-file = 沒有這個文件
wizard-reading = 正在讀取並檢查文件，已 { $seconds } 秒…… { $key } 取消。
wizard-reading-left = 已取消，沒有導入
wizard-judged = 檢查結果
wizard-judged-clean = 沒有發現問題。{ $key } 導入。
wizard-judged-skips = 有 { $count } 處問題。{ $key } 導入其餘的行，有問題的行不導入；也可以返回，改好文件再來。
wizard-judged-refused = 有 { $count } 處問題，整份文件不導入。請返回，改好文件再來。
wizard-loading = 正在導入
wizard-loaded = 已導入
wizard-demo = 先看示例（在臨時目錄裡，不影響這裡）
wizard-left = 還沒有房屋資料；按 { $key } 輸入「{ $name }」可以接著建
wizard-done = 房屋資料已建好。先按 { $call } 接一個來電試試；{ $palette } 裡有「{ $staff }」，{ $help } 看按鍵
