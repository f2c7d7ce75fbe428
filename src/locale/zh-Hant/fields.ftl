# 表單上的項目名稱和可選值。
# 命名：field-<項目>（與 do 命令的參數同名，不超過 6 個漢字）、choice-<項目>-<值>。

## 房屋與人員

field-community = 小區
field-building = 樓棟
field-unit = 單元
field-floor = 樓層
field-floors = 層數
field-units = 單元數
field-rooms = 每層戶數
field-room = 房間
field-premises = 房號
field-code = 代碼
field-new_premises = 新房號
field-initials = 拼音首字母
field-area = 面積（㎡）
field-public_area = 公共區域
field-kind = 種類
field-handed_over = 交房日期
field-moved_in = 入住日期
field-name = 姓名
field-title = 名稱
field-person = 人員
field-relation = 身份
field-owner = 業主
field-phone = 電話
field-id_number = 證件號碼
field-plate = 車牌
field-vulnerable = 需照顧
field-look_alike = 含形近異體字符
field-unseen = 曾含隱形字符
field-payer = 繳費人
field-buildings = 樓棟範圍
field-fees = 收費項目
field-charged_from = 計費起始日
field-since = 起始日
field-occupancy = 現狀
field-verified = 已核對
field-community_name = 小區名稱
field-manager_name = 負責人姓名
field-workbook = 文件
field-paid_total = 賬上繳費合計
field-paid_count = 賬上繳費筆數
field-clear = 清空項目
field-sex = 性別
field-tie = 關聯房屋
field-untie = 解除房屋

## 接待

field-caller = 來電人
field-channel = 方式
field-visitor = 來訪者身份
field-summary = 事由
field-answer = 答覆
field-call_back = 回電時間
field-handled_by = 經辦人
field-at = 時間
field-received_at = 受理時間
field-imported_at = 導入時間
field-number = 單號
field-external_number = 外部單號

## 單據

field-category = 類別
field-text = 內容
field-place = 部位
field-scope = 範圍
field-priority = 緩急
field-appointment = 預約時間
field-worker = 維修工
field-assignee = 責任人
field-trade = 工種
field-reason = 原因
field-waiting_for = 等待
field-until = 提醒日
field-restored_at = 恢復時間
field-due_at = 期限
field-made_at = 登記時間
field-made_by = 登記人
field-register_homes = 房號或樓棟
field-not_clear = 未結清
field-group = 分組
field-late = 逾期
field-register_note = 說明
field-overdue = 逾期
field-state = 狀態
field-result = 處理結果
field-class = 分類
field-pending = 待辦
field-fee_paid = 已付本月物業費
field-verdict = 複核結果
field-remark = 複核意見
field-reviewed = 已複核
field-reviewed_at = 複核時間
field-reviewed_by = 複核人
field-stage = 各階段用時
field-stages_sum = 合計
field-filed = 已歸檔
field-zone = 存放區
field-cost = 有償服務費
field-cost_open = 服務費未收
field-expense_waits = 待批費用
field-expense_agreed = 已批費用
field-expense_paid = 已付費用
field-purpose = 用途
field-payee = 收款人
field-voucher = 憑證號
field-note = 備註
field-level = 投訴級別
field-major = 重大
field-target = 上報給
field-department = 部門
field-leader = 領導
field-plan = 處理方案
field-compensation = 賠償
field-explanation = 解釋內容
field-feedback = 反饋內容
field-voices = 同報戶數
field-other = 關聯單號
field-responsible = 責任員工
field-done_at = 完工時間
field-closed_at = 辦結時間

## 回訪

field-source = 來源
field-outcome = 結果
field-attempts = 次數
field-tried = 已聯繫
followup-tried = { $tries } 次，{ $days } 天；滿 { $wanted_tries } 次、{ $wanted_days } 天可申請免回訪
field-leave_out = 可免回訪
field-next_try = 未接再打
field-before = 上次回訪
field-said_before = 上次結果
field-text_before = 上次所說
followup-before = { $at } { $outcome }
field-again = 下次回訪
field-recording = 錄音編號
field-file = 附件
field-file_path = 附件路徑
field-digest = 附件摘要
followup-file = { $file }（數據文件夾 evidence/{ $digest }…）

## 接待和單據的參數

field-callback = 需回電
field-waiting = 在等候
field-first_action = 最先處置
field-reported_to = 已上報給
field-ticket = 開單
field-tickets = 所開工單
field-worker_of_all = 全部派給
field-away_until = 請假到
field-share_out = 全部改派
field-act = 辦什麼
field-several = 單號
choice-act-dispatch = 派工
choice-act-hold = 掛起
choice-act-resume = 恢復
choice-act-note = 記進展
field-dispatch = 隨即派工
field-matters = 其他事項
field-left = 已離開
field-contact = 接待單號
field-ring_ended = 已停止振鈴
field-rings = 振鈴次數
field-rang_at = 最近振鈴
field-call_taken_by = 接聽人
field-call_taken_at = 接聽時間
field-against = 投訴對象
field-demand = 訴求
field-rework_of = 返修原單
field-external = 外部單號
field-way = 方式
field-dun_result = 結果
field-age = 賬齡
field-days_left = 時效剩餘天數
field-expires_on = 時效到期日
field-step_on = 下一步日期
field-charged = 已出賬
field-early = 提前的理由
field-dunned_homes = 催繳房號
field-steward = 管家
field-undisputed = 恢復催繳
field-next_step = 下一步
field-word = 守諾
field-limitation = 訴訟時效
field-disputed = 有異議
field-attempt = 催繳
field-later = 再聯繫時間
field-important = 重要
field-noted_by = 閱知人
field-off = 解除
field-out_of_use = 停用
field-approver = 批准人
field-document = 文號
field-approved_on = 批准日期
field-adopted = 已採納
field-event = 日誌號
field-voice = 加票單號
field-joined = 分出哪戶
field-head_urgent = 急修提前
field-head_category = 類別提前
field-head_repeat = 重複提前
field-head_vulnerable = 照顧提前
field-head_promise = 失約提前
field-head_level = 級別提前
field-head_major = 重大提前
field-head_all = 本類提前
field-head_later = 本類推後
field-urgent_due = 期限
field-urgent_wake = 到點再辦
field-urgent_promise = 承諾日
field-urgent_at = 排在
field-how = 算法
field-repair = 報修
field-complaint = 投訴
field-request = 建議
field-handed_homes = 已交付戶數
field-due_homes = 其中本月應收
field-charged_homes = 本月已出賬
field-unpaid_homes = 其中未付
field-paid_homes = 已付
field-debtors = 欠費戶數
field-fig_open = 待辦
field-fig_late = 超時
field-fig_calls = 來電
field-fig_visits = 來訪
field-fig_rate = 收繳率
field-fig_debt = 欠費合計
field-fig_followed = 回訪率
field-fig_followed_hours = 時限內回訪
field-fig_followed_days = 到期日回訪
field-fig_content = 滿意率
field-fig_target = 目標
field-asked_answered = 已回訪
field-asked_overdue = 逾期未訪
field-asked_left_out = 免回訪
field-asked_due = 到期應訪
field-asked_in_time = 其中按時
field-asked_satisfied = 滿意
field-asked_partly = 基本滿意
field-asked_unhappy = 不滿意
figure-followed = 本月到期的回訪：已回訪 ÷（已回訪 + 逾期未訪）；免回訪不計在內
figure-followed_hours = 到期應訪中，時限內訪到的（從完工起按小時算）
figure-followed_days = 到期應訪中，到期那天結束前訪到的（按日曆天算）
figure-content = 滿意 ÷（滿意 + 基本滿意 + 不滿意），本月到期的回訪
figure-open = 未結的報修、投訴和建議之和；只剩回訪的不計
figure-late = 待辦中期限已過的；掛起的看提醒時間
figure-calls = 當天登記的來電
figure-visits = 當天登記的來訪
figure-rate = 已付本月物業費的戶數 ÷ 本月應收戶數（本月出賬前已交付的）；還沒出賬的算未付
figure-debt = 各戶未付應收之和
choice-ticket-repair = 報修
choice-ticket-complaint = 投訴
choice-ticket-request = 建議
choice-ticket-none = 不開單
choice-target-supervisor = 客服主管
choice-target-dept_manager = 客服部經理
choice-target-property_manager = 物業經理
choice-target-leadership = 分管領導

## 收費

field-item = 收費項目
field-charge_name = 費用名稱
field-new_name = 新名稱
field-fee_name = 項目名稱
field-period = 費用所屬期
field-every_months = 幾月一收
field-rate = 單價
field-amount = 金額
field-method = 付款方式
field-paid = 已付
field-payment = 收款
field-receipt = 收據
field-taken_at = 收款時間
field-clock_back = 時鐘倒回前
field-due_on = 應繳日
field-oldest_due_on = 最早應繳日
field-charged_for = 費用名稱含
field-parts = 期數
field-first_part = 首期日期
field-deposit = 押金編號
field-deposit_name = 押金名稱
field-deposit_for = 押金事由
field-deposit_move = 處理
field-deposit_act = 第幾步
field-taken_back_at = 沖正時間
field-taken_back_by = 沖正人
field-covers = 減免什麼
field-kept_for = 扣款名稱
field-agreed_how = 如何同意
field-held = 在押
field-changes = 變動
field-deposit_state = 押金狀態
field-for = 事由
field-kept = 已扣
field-returned = 已退
field-settled = 已抵欠
field-waived = 已免收
field-agreed_at = 同意時間
field-instalment = 分期
field-behind = 逾期未繳
field-next = 下期金額
field-next_on = 下期日期
field-arrears = 欠費
field-months = 月數
field-promise_on = 承諾日期
field-items = 欠費項目
field-promised = 承諾金額
field-dunned = 催繳次數
field-last_dunned_at = 上次催繳
field-taken_by = 收款人
field-reversed_by = 沖銷單
field-counted = 清點現金
field-day = 日期
field-effective = 入賬日期
field-owed = 當前欠費
field-advance = 多收轉預收
field-tendered = 實收現金
field-reference = 流水號
field-charges = 指定應收
field-homes = 合併房號
field-round = 抹零
field-rounded = 抹零
field-change = 找零
field-would_change = 變動
field-refunded = 退還預收
field-refunded_at = 退還時間
field-audit_head = 賬鏈碼
field-prints = 打印次數
field-copy = 副本
field-capitals = 大寫
field-late_fee = 滯納金
field-late_stretch = 滯納金計算
field-late_cap = 滯納金上限
field-late_paid = 付滯納金
field-late_posted = 其中已入賬
field-late_settled = 其中已付
field-late_reduced = 其中已減免
field-reduced = 已減免
field-written_off = 已核銷
field-late_grown = 未入賬滯納金
field-due = 到期日
field-month = 月份
field-report = 報表
field-handled = 已辦結
field-handled_at = 辦結時間
field-in_time = 按時
field-repeated = 返修重複
field-rated = 已評價
field-complete = 填全
choice-report-class_summary = 分類彙總
choice-report-month_summary = 月度彙總與分析
choice-report-service_report = 客服統計報告
choice-report-records_check = 記錄檢查與歸檔
choice-report-follow_up_rates = 回訪率與滿意率
field-formula = 計費方式
field-price = 單價
field-fixed = 固定金額
field-subject = 編號或姓名
field-property_fee = 屬物業費

## 本處

field-staff = 員工
field-account = 系統賬號
field-rank = 職級
field-role = 兼任
field-roles = 兼任
field-pin = 密碼
field-old = 原密碼
field-setting = 設置項
field-value = 值
field-default = 默認值
field-phrase = 短語
field-wording = 短語改為
field-year = 年份
field-days = 日子
field-from = 開始
field-in_use_until = 停用日
field-in_use_from = 啟用日
field-starting = 起始日
field-edges = 首末月計費
field-tiers = 階梯價
field-tier_span = 階梯按
field-nature = 收取方式
field-preview = 預覽
field-spaces = 車位數
field-meter = 表號
field-new_meter = 新表號
field-meter_kind = 表類
field-reading = 讀數
field-last_reading = 舊錶止數
field-first_reading = 新表起數
field-read_on = 抄表日
field-read_how = 讀數來源
field-digits = 錶盤位數
field-factor = 倍率
field-sure = 已複核
field-used = 用量
field-together = 公共用量
field-share = 本戶分攤面積
field-shares = 分攤總面積
field-days_of_month = 計費天數
field-before_rounding = 四捨五入前
field-to = 結束
field-affected = 影響範圍
field-language = 語言
field-shift = 班次
field-accepted_at = 接班時間
field-handed_at = 交班時間
field-late_minutes = 遲到分鐘
field-lines = 交接條數
field-released_by = 同意離崗
field-released_at = 離崗時間
field-began_at = 上崗時間
field-amiss = 崗前不妥
field-handover_to = 交給
field-handover_text = 交接說明
field-handover = 交接單
field-handover_line = 交接事項
field-duty = 事項
field-evidence = 憑據
field-duty_name = 職責
field-duty_period = 所屬週期
field-duty_source = 依據
field-duty_owner = 負責
field-duty_by = 完成方式
field-count = 應辦次數
field-have = 已辦次數
field-duty_count = 已辦次數
field-duty_waived = 免辦
field-duty_before = 往期
field-duty_every = 週期
field-duty_span = 本期
field-duty_rule = 規定
field-duty_said = 規定日
field-duty_moved = 遇休改為
field-remarks = 說明
field-trades = 工種
field-on_duty = 在崗
field-active = 有效
field-day_kind = 日子種類
field-ticket_kind = 單據種類
field-head_start = 提前分鐘
field-areas = 影響樓棟
field-lift = 有電梯
field-basis = 計費依據
field-notice = 通知編號
field-manager = 經理
field-staged = 待導入編號

## 記錄內容

field-accepted_by = 接手人
field-answered_at = 答覆時間
field-asked_by = 申請人
field-asked_at = 申請時間
field-approval = 批准單
field-expires_at = 有效至
field-by = 記錄人
field-check_code = 校驗碼
field-command = 操作
field-decision = 審批意見
field-needs_rank = 須由誰批准
field-decided_at = 審批時間
field-decided_by = 審批人
field-dispatched_at = 派工時間
field-effective_on = 歸屬日期
field-fed_back_at = 反饋時間
field-follow_up = 回訪單
field-holiday = 節假日
field-left_at = 離開時間
field-load = 在手單數
field-notified_at = 通知時間
field-pause = 暫停
field-plan_approved_by = 方案批准人
field-received_by = 受理人員
field-seq = 序號
field-actor = 操作人
field-seat = 位置
field-hash = 校驗值
field-record = 記錄
field-refusal = 拒絕原因
field-reopened = 返修次數
field-reported_at = 上報時間
field-reported_by = 上報人
field-reported_why = 上報原因
field-rest_day = 休息日
field-reversed_at = 沖銷時間
field-rule = 時限規則
field-rule_by = 到期依據
field-time_over = 已超
field-past_keep = 超過保存期
field-rule_source = 依據
field-settings_entry = 條目
field-settings_value = 現值
field-settings_used = 用於
field-settings_source = 默認依據
field-settings_note = 說明
field-settings_changed = 最近修改
field-settings_before = 改前
field-signature_customer = 業主簽名
field-signature_desk = 經辦簽名
field-signature_worker = 維修工簽名
field-standing_since = 停表時間
field-started_at = 開工時間
field-step = 步驟
field-time_left = 停表時剩餘
field-time_limit = 時限
field-total = 合計
field-unknown_year = 未錄節假日
field-unpaid = 未付
field-verified_on = 核對日期
field-work_slip = 派工單
field-work_log = 工作日誌
field-own_line = 自記
field-handed_by = 交班人

## 方式

choice-channel-call = 來電
choice-channel-visit = 來訪
choice-channel-letter = 信函
choice-channel-email = 郵件
choice-channel-wechat = 微信
choice-channel-shift = 當班發現

## 接待種類

choice-kind-enquiry = 諮詢
choice-kind-repair = 報修
choice-kind-complaint = 投訴
choice-kind-request = 建議
choice-kind-fee = 費用
choice-kind-incident = 當班事件
choice-kind-guidance = 引導
choice-kind-other = 其他

## 房屋種類

choice-kind-dwelling = 住宅
choice-kind-shop = 商鋪
choice-kind-office = 寫字間
choice-kind-dormitory = 宿舍
choice-kind-parking = 車位
choice-kind-public = 公共區域

## 房屋現狀

choice-occupancy-unknown = 不詳
choice-occupancy-lived_in = 自住
choice-occupancy-unsold = 未售
choice-occupancy-handed_over = 已交房
choice-occupancy-not_moved_in = 未入住
choice-occupancy-decorated = 已裝修
choice-occupancy-let = 出租
choice-occupancy-sold = 已售
choice-occupancy-idle = 空置
choice-occupancy-decorating = 裝修中

## 性別

choice-sex-female = 女
choice-sex-male = 男

## 來訪者身份

choice-visitor-owner = 業主
choice-visitor-resident = 住戶
choice-visitor-tenant = 租戶
choice-visitor-other = 其他

## 與房屋的關係

choice-relation-owner = 業主
choice-relation-family = 家屬
choice-relation-tenant = 租戶
choice-relation-temporary = 暫住
choice-relation-contact = 聯繫人

## 緩急

choice-priority-urgent = 急修
choice-priority-normal = 一般
choice-priority-difficult = 疑難

## 範圍

choice-scope-private = 戶內
choice-scope-public = 公共

## 掛起的原因

choice-waiting_for-parts = 待料
choice-waiting_for-owner = 待業主
choice-waiting_for-contractor = 待外委
choice-waiting_for-approval = 待批費用
choice-waiting_for-other = 其他

## 回訪結果

choice-purpose-repair = 維修
choice-purpose-compensation = 賠償
choice-verdict-true = 屬實
choice-verdict-amiss = 有出入
choice-outcome-satisfied = 滿意
choice-outcome-partly = 基本滿意
choice-outcome-not_satisfied = 不滿意
choice-outcome-no_answer = 未接
choice-outcome-later = 稍後再打
choice-outcome-unreachable = 聯繫不上
choice-outcome-exempt = 免回訪

## 付款方式

choice-method-cash = 現金
choice-method-transfer = 轉賬
choice-method-wechat = 微信
choice-method-alipay = 支付寶
choice-method-card = 刷卡
choice-method-imported = 導入

## 班次與交接事項

choice-shift-early = 早班
choice-shift-late = 晚班
choice-shift-day = 日班
choice-shift-night = 夜班
choice-handover-unanswered = 待答覆
choice-handover-incident = 未上報
choice-handover-late = 超時
choice-handover-new = 新開
choice-handover-moved = 處理中
choice-handover-promise = 承諾
choice-handover-approval = 待批
choice-handover-notice = 通知
choice-handover-cash = 收款
choice-handover-remark = 說明

## 投訴類別

choice-class-service = 服務質量
choice-class-neighbour = 鄰里糾紛
choice-class-noise = 噪音
choice-class-environment = 環境衛生
choice-class-safety = 安全
choice-class-fees = 收費
choice-class-facilities = 設施設備
choice-class-decoration = 裝修
choice-class-parking = 停車
choice-class-staff_attitude = 服務態度
choice-class-marketing = 營銷及地產
choice-class-other = 其他
choice-class-adopted = 已採納
choice-class-not_adopted = 未採納

## 投訴級別

choice-level-1 = 一級（一般）
choice-level-2 = 二級（較大）
choice-level-3 = 三級（重大）

## 回訪和催繳的方式

choice-way-phone = 電話
choice-way-door = 上門
choice-way-message = 短信
choice-way-call = 電話催繳
choice-way-visit = 上門催繳
choice-way-notice = 書面催繳
choice-way-letter = 律師函
choice-dun_result-reached = 已聯繫上
choice-dun_result-no_answer = 未聯繫上
choice-dun_result-sent = 已發送
choice-dun_result-received = 已簽收
choice-dun_result-refused = 拒收
choice-dun_result-left = 留置
choice-claim-message = 短信
choice-claim-call = 電話
choice-claim-visit = 上門
choice-claim-notice = 催繳通知
choice-claim-letter = 律師函
choice-claim-suit = 起訴
choice-claim-part_payment = 部分付款
choice-claim-promise = 承諾付款
told-step = { $way }，{ $day } 起
told-word = { $decided } 次承諾兌現 { $kept } 次
told-clock = 到 { $day }，剩 { $days } 天（從 { $from } 起算）
told-clock-act = 到 { $day }，剩 { $days } 天（從 { $from } { $act } 起算）
told-clock-over = { $day } 已過
told-attempt = { $at } { $way }：{ $result }，{ $by }；{ $text }
told-attempt-early = { $at } { $way }：{ $result }，{ $by }；{ $text }（提前：{ $why }）
told-attempt-plain = { $at } { $way }，{ $by }；{ $text }

## 計費方式

choice-formula-per_area = 按面積
choice-formula-fixed = 固定金額
choice-edges-whole = 整月
choice-edges-by_day = 按天
choice-formula-per_space = 按車位
choice-formula-metered = 按表計量
choice-formula-shared = 公攤
choice-nature-monthly = 每月
choice-nature-once = 一次
choice-nature-deposit = 押金
choice-tier_span-month = 月
choice-tier_span-year = 年
choice-meter_kind-water = 水錶
choice-meter_kind-power = 電錶
choice-meter_kind-gas = 氣表
choice-read_how-read = 實抄
choice-read_how-estimated = 估抄
choice-basis-area = 面積
choice-basis-price = 單價
choice-basis-fixed = 固定部分
choice-basis-days = 計費天數
choice-basis-exact = 四捨五入前
choice-basis-spaces = 車位數
choice-basis-used = 用量
choice-basis-together = 公共用量
choice-basis-share = 本戶分攤面積
choice-basis-shares = 分攤總面積
choice-basis-manual = 手工錄入
choice-basis-imported = 舊系統帶入

## 應收的來源

choice-source-run = 批量出賬
choice-source-import = 導入
choice-source-manual = 手工

## 賬目

choice-account-receivable = 應收
choice-account-advance = 預收
choice-account-income = 收入
choice-account-reduction = 減免
choice-account-cash = 現金
choice-account-transfer = 轉賬
choice-account-wechat = 微信
choice-account-alipay = 支付寶
choice-account-card = 刷卡
choice-account-opening = 期初
choice-account-deposit = 押金
choice-account-write_off = 核銷
choice-account-late_fee = 滯納金
choice-account-rounding = 抹零
choice-stood-charged = 應收
choice-stood-paid = 實收
choice-stood-reduced = 減免
choice-stood-written_off = 核銷
choice-stood-late_fees = 滯納金
choice-stood-deposits = 押金淨增
choice-stood-arrears = 欠費
field-close_day = 日結日
field-through = 截至賬目流水
field-close_cash = 應有現金
field-close_cash_books = 賬面現金
field-close_counted = 實點現金
field-close_float = 備用金
field-close_difference = 長短款
field-close_reason = 長短款原因
field-close_decision = 處理意見
field-slip = 交款單號
field-close_at = 日結時間
field-close_receipts = 筆數
field-still_owed = 未繳
field-printed_on = 打印日期
field-dunning_notice = 催繳通知
field-hand_in = 交款單
field-signature_supervisor = 主管簽名
paper-dunning = 貴戶尚有下列費用未繳。請於收到本通知後儘快到物業服務中心繳清；如已繳清或對費用有疑問，請與前臺聯繫。
paper-dunning-end = 感謝您的理解與配合。
field-n100 = 100 元
field-n50 = 50 元
field-n20 = 20 元
field-n10 = 10 元
field-n5 = 5 元
field-n1 = 1 元
field-n05 = 5 角
field-n01 = 1 角
choice-entry-charge = 應收
choice-entry-payment = 收款
choice-entry-reversal = 沖銷
choice-entry-reduction = 減免
choice-entry-advance = 預收抵扣
choice-entry-late_fee = 滯納金
choice-entry-write_off = 核銷
choice-entry-deposit = 押金
choice-entry-refund = 退款
choice-entry-rounding = 抹零
choice-deposit_move-return = 退還
choice-deposit_move-keep = 扣留
choice-deposit_move-settle = 抵欠
choice-deposit_move-waive = 免收
choice-covers-fee = 費用
choice-covers-late_fee = 滯納金
choice-deposit_state-held = 在押
choice-deposit_state-unpaid = 未繳
choice-deposit_state-closed = 已結

## 經過

choice-line-move = 流轉
choice-line-note = 進展
choice-line-edit = 更正
choice-line-voice = 加票
choice-line-attempt = 聯繫
choice-line-report = 上報
choice-line-link = 關聯

## 審計種類

choice-audit-change = 變更
choice-audit-refusal = 拒絕
choice-audit-disclosure = 查看
choice-audit-presence = 到崗離崗
choice-audit-system = 系統

## 日子種類

choice-day_kind-holiday = 節假日
choice-day_kind-workday = 調休上班
choice-day_kind-none = 照常

## 單據種類

choice-ticket_kind-repair = 報修
choice-ticket_kind-complaint = 投訴
choice-ticket_kind-request = 建議

## 下一步催繳

choice-next_step-dun = 催繳
choice-next_step-wait = 已催，再等
choice-next_step-promised = 等承諾日
choice-next_step-broken_promise = 承諾未兌現

## 職級

choice-rank-worker = { rank-worker }
choice-rank-receptionist = { rank-receptionist }
choice-rank-supervisor = { rank-supervisor }
choice-rank-dept_manager = { rank-dept_manager }
choice-rank-property_manager = { rank-property_manager }
choice-rank-leadership = { rank-leadership }

## 是否

choice-yes = 是
choice-no = 否

## 設置項

setting-office-name = 本處名稱
setting-office-utc_offset = 時區（分鐘）
setting-office-week = 工作日（1 為週一）
setting-office-hours = 工作時間
setting-desk-accounts = 共用臺賬號
setting-desk-idle_lock_minutes = 自動鎖屏（分鐘）
setting-fee-due_day = 每月應繳日
setting-late-rate_ppm = 滯納金日費率（百萬分之）
setting-late-grace_days = 滯納金寬限（天）
setting-late-grace_costs = 寬限期滿後補計寬限期
setting-late-cap_percent = 滯納金上限（%，0 不限）
setting-late-principal_first = 先沖本金後沖滯納金
setting-payment-reference = 非現金須填流水號
setting-payment-round_fen = 現金抹零上限（分）
setting-meter-jump_times = 用量突增（倍於平時）
setting-meter-jump_least = 用量突增起算（噸或度）
setting-dunning-wait_days = 催繳間隔（天）
setting-ladder-message = 催繳：短信
setting-ladder-call = 催繳：電話
setting-ladder-visit = 催繳：上門
setting-ladder-notice = 催繳：通知單
setting-ladder-letter = 催繳：律師函
setting-limitation-years = 訴訟時效（年）
setting-limitation-shown_days = 時效提前提示（天）
setting-limitation-message = 時效：短信
setting-limitation-call = 時效：電話
setting-limitation-visit = 時效：上門
setting-limitation-notice = 時效：催繳通知
setting-limitation-letter = 時效：律師函
setting-limitation-suit = 時效：起訴
setting-limitation-part_payment = 時效：部分付款
setting-limitation-promise = 時效：承諾付款
setting-rate-target_percent = 收繳率目標
setting-rung = 欠 { $days } 天起，隔 { $wait } 天，{ $rank }以上
setting-rung-none = 不用
setting-close-float_yuan = 日結留備用金（元）
setting-approval-expires_days = 待批有效（天）
setting-relief-limit_yuan = 物業經理批減免（元）
setting-expense-supervisor_yuan = 主管批費用（元）
setting-expense-dept_manager_yuan = 經理批費用（元）
setting-expense-property_manager_yuan = 物業經理批費用（元）
setting-complaint-level2_by_manager = 經理可批二級
setting-follow_up-exempt_tries = 免訪聯繫次數
setting-follow_up-exempt_days = 免訪聯繫天數
setting-follow_up-day_tries = 未接每天打（次）
setting-follow_up-again_minutes = 未接當天再打（分鐘）
setting-follow_up-until_hour = 最晚打到（時）
setting-follow_up-again_days = 未接隔天再打（天）
setting-follow_up-again_working = 未接只在工作日再打
setting-voice-line_hours = 同立管同報（小時）
setting-voice-building_hours = 同樓同報（小時）
setting-voice-complaint_hours = 投訴同報（小時）
setting-voice-words_percent = 用詞相同（%）
setting-disk-reserve_mib = 磁盤預留（MiB）
setting-print-printer = 單據打印機
setting-print-columns = 單據寬度（列）
setting-print-escpos = 小票打印機（ESC/POS）
setting-backup-keep = 備份保留（份）
setting-reveal-per_hour = 每小時調閱（條）
setting-ring-missed_seconds = 振鈴多久算未接（秒）
setting-ring-same_seconds = 多久內算同一來電（秒）
setting-ring-others_seconds = 其他終端推後提示（秒）
setting-ring-bell = 來電響鈴
setting-duty-from = 職責起算日（空為不催辦）
setting-duty-named_day = 「某日前」含當日
setting-duty-key_customers_every = 重點客戶回訪
setting-duty-building_customers_every = 大廈客戶走訪
setting-duty-door_visits_every = 上門徵詢意見
setting-duty-frank_talks_every = 懇談會
setting-duty-opinions_every = 意見徵詢
setting-duty-files_every = 業主檔案更新
setting-duty-decoration_every = 裝修現場巡查
setting-duty-outsourced_every = 外委服務檢查
setting-duty-owners_meeting_every = 業主大會
setting-duty-department_meeting_every = 部門例會
setting-duty-performance_every = 績效檢查
setting-duty-vacant_every = 空置房巡查
setting-duty-public_areas_every = 公共區域巡查
setting-shift-early = 早班時間
setting-shift-late = 晚班時間
setting-shift-night = 夜班時間
setting-shift-day = 日班時間
setting-shift-early_minutes = 提前到崗（分鐘）
setting-head-urgent = 急修提前（分鐘）
setting-head-repeat = 重複報修提前（分鐘）
setting-head-vulnerable = 照顧住戶提前（分鐘）
setting-head-promise = 失約提前（分鐘）
setting-head-level = 投訴每升一級提前（分鐘）
setting-head-major = 重大投訴提前（分鐘）
setting-head-contact = 來電來訪提前（分鐘）
setting-head-follow_up = 回訪提前（分鐘）
setting-head-debt = 承諾繳費提前（分鐘，負數為推後）
setting-search-bound = 查找範圍（條）
setting-empty = （空）
