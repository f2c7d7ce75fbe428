# 表单上的项目名称和可选值。
# 命名：field-<项目>（与 do 命令的参数同名，不超过 6 个汉字）、choice-<项目>-<值>。

## 房屋与人员

field-community = 小区
field-building = 楼栋
field-unit = 单元
field-floor = 楼层
field-floors = 层数
field-units = 单元数
field-rooms = 每层户数
field-room = 房间
field-premises = 房号
field-code = 代码
field-new_premises = 新房号
field-initials = 拼音首字母
field-area = 面积（㎡）
field-public_area = 公共区域
field-kind = 种类
field-handed_over = 交房日期
field-moved_in = 入住日期
field-name = 姓名
field-title = 名称
field-person = 人员
field-relation = 身份
field-owner = 业主
field-phone = 电话
field-id_number = 证件号码
field-plate = 车牌
field-vulnerable = 需照顾
field-look_alike = 含形近异体字符
field-unseen = 曾含隐形字符
field-payer = 缴费人
field-buildings = 楼栋范围
field-fees = 收费项目
field-charged_from = 计费起始日
field-since = 起始日
field-occupancy = 现状
field-verified = 已核对
field-community_name = 小区名称
field-manager_name = 负责人姓名
field-workbook = 文件
field-paid_total = 账上缴费合计
field-paid_count = 账上缴费笔数
field-clear = 清空项目
field-sex = 性别
field-tie = 关联房屋
field-untie = 解除房屋

## 接待

field-caller = 来电人
field-channel = 方式
field-visitor = 来访者身份
field-summary = 事由
field-answer = 答复
field-call_back = 回电时间
field-handled_by = 经办人
field-at = 时间
field-received_at = 受理时间
field-imported_at = 导入时间
field-number = 单号
field-external_number = 外部单号

## 单据

field-category = 类别
field-text = 内容
field-place = 部位
field-scope = 范围
field-priority = 缓急
field-appointment = 预约时间
field-worker = 维修工
field-assignee = 责任人
field-trade = 工种
field-reason = 原因
field-waiting_for = 等待
field-until = 提醒日
field-restored_at = 恢复时间
field-due_at = 期限
field-made_at = 登记时间
field-made_by = 登记人
field-register_homes = 房号或楼栋
field-not_clear = 未结清
field-group = 分组
field-late = 逾期
field-register_note = 说明
field-overdue = 逾期
field-state = 状态
field-result = 处理结果
field-class = 分类
field-pending = 待办
field-fee_paid = 已付本月物业费
field-verdict = 复核结果
field-remark = 复核意见
field-reviewed = 已复核
field-reviewed_at = 复核时间
field-reviewed_by = 复核人
field-stage = 各阶段用时
field-stages_sum = 合计
field-filed = 已归档
field-zone = 存放区
field-cost = 有偿服务费
field-cost_open = 服务费未收
field-expense_waits = 待批费用
field-expense_agreed = 已批费用
field-expense_paid = 已付费用
field-purpose = 用途
field-payee = 收款人
field-voucher = 凭证号
field-note = 备注
field-level = 投诉级别
field-major = 重大
field-target = 上报给
field-department = 部门
field-leader = 领导
field-plan = 处理方案
field-compensation = 赔偿
field-explanation = 解释内容
field-feedback = 反馈内容
field-voices = 同报户数
field-other = 关联单号
field-responsible = 责任员工
field-done_at = 完工时间
field-closed_at = 办结时间

## 回访

field-source = 来源
field-outcome = 结果
field-attempts = 次数
field-tried = 已联系
followup-tried = { $tries } 次，{ $days } 天；满 { $wanted_tries } 次、{ $wanted_days } 天可申请免回访
field-leave_out = 可免回访
field-next_try = 未接再打
field-before = 上次回访
field-said_before = 上次结果
field-text_before = 上次所说
followup-before = { $at } { $outcome }
field-again = 下次回访
field-recording = 录音编号
field-file = 附件
field-file_path = 附件路径
field-digest = 附件摘要
followup-file = { $file }（数据文件夹 evidence/{ $digest }…）

## 接待和单据的参数

field-callback = 需回电
field-waiting = 在等候
field-first_action = 最先处置
field-reported_to = 已上报给
field-ticket = 开单
field-tickets = 所开工单
field-worker_of_all = 全部派给
field-away_until = 请假到
field-share_out = 全部改派
field-act = 办什么
field-several = 单号
choice-act-dispatch = 派工
choice-act-hold = 挂起
choice-act-resume = 恢复
choice-act-note = 记进展
field-dispatch = 随即派工
field-matters = 其他事项
field-left = 已离开
field-contact = 接待单号
field-ring_ended = 已停止振铃
field-rings = 振铃次数
field-rang_at = 最近振铃
field-call_taken_by = 接听人
field-call_taken_at = 接听时间
field-against = 投诉对象
field-demand = 诉求
field-rework_of = 返修原单
field-external = 外部单号
field-way = 方式
field-dun_result = 结果
field-age = 账龄
field-days_left = 时效剩余天数
field-expires_on = 时效到期日
field-step_on = 下一步日期
field-charged = 已出账
field-early = 提前的理由
field-dunned_homes = 催缴房号
field-steward = 管家
field-undisputed = 恢复催缴
field-next_step = 下一步
field-word = 守诺
field-limitation = 诉讼时效
field-disputed = 有异议
field-attempt = 催缴
field-later = 再联系时间
field-important = 重要
field-noted_by = 阅知人
field-off = 解除
field-out_of_use = 停用
field-approver = 批准人
field-document = 文号
field-approved_on = 批准日期
field-adopted = 已采纳
field-event = 日志号
field-voice = 加票单号
field-joined = 分出哪户
field-head_urgent = 急修提前
field-head_category = 类别提前
field-head_repeat = 重复提前
field-head_vulnerable = 照顾提前
field-head_promise = 失约提前
field-head_level = 级别提前
field-head_major = 重大提前
field-head_all = 本类提前
field-head_later = 本类推后
field-urgent_due = 期限
field-urgent_wake = 到点再办
field-urgent_promise = 承诺日
field-urgent_at = 排在
field-how = 算法
field-repair = 报修
field-complaint = 投诉
field-request = 建议
field-handed_homes = 已交付户数
field-due_homes = 其中本月应收
field-charged_homes = 本月已出账
field-unpaid_homes = 其中未付
field-paid_homes = 已付
field-debtors = 欠费户数
field-fig_open = 待办
field-fig_late = 超时
field-fig_calls = 来电
field-fig_visits = 来访
field-fig_rate = 收缴率
field-fig_debt = 欠费合计
field-fig_followed = 回访率
field-fig_followed_hours = 时限内回访
field-fig_followed_days = 到期日回访
field-fig_content = 满意率
field-fig_target = 目标
field-asked_answered = 已回访
field-asked_overdue = 逾期未访
field-asked_left_out = 免回访
field-asked_due = 到期应访
field-asked_in_time = 其中按时
field-asked_satisfied = 满意
field-asked_partly = 基本满意
field-asked_unhappy = 不满意
figure-followed = 本月到期的回访：已回访 ÷（已回访 + 逾期未访）；免回访不计在内
figure-followed_hours = 到期应访中，时限内访到的（从完工起按小时算）
figure-followed_days = 到期应访中，到期那天结束前访到的（按日历天算）
figure-content = 满意 ÷（满意 + 基本满意 + 不满意），本月到期的回访
figure-open = 未结的报修、投诉和建议之和；只剩回访的不计
figure-late = 待办中期限已过的；挂起的看提醒时间
figure-calls = 当天登记的来电
figure-visits = 当天登记的来访
figure-rate = 已付本月物业费的户数 ÷ 本月应收户数（本月出账前已交付的）；还没出账的算未付
figure-debt = 各户未付应收之和
choice-ticket-repair = 报修
choice-ticket-complaint = 投诉
choice-ticket-request = 建议
choice-ticket-none = 不开单
choice-target-supervisor = 客服主管
choice-target-dept_manager = 客服部经理
choice-target-property_manager = 物业经理
choice-target-leadership = 分管领导

## 收费

field-item = 收费项目
field-charge_name = 费用名称
field-new_name = 新名称
field-fee_name = 项目名称
field-period = 费用所属期
field-every_months = 几月一收
field-rate = 单价
field-amount = 金额
field-method = 付款方式
field-paid = 已付
field-payment = 收款
field-receipt = 收据
field-taken_at = 收款时间
field-clock_back = 时钟倒回前
field-due_on = 应缴日
field-oldest_due_on = 最早应缴日
field-charged_for = 费用名称含
field-parts = 期数
field-first_part = 首期日期
field-deposit = 押金编号
field-deposit_name = 押金名称
field-deposit_for = 押金事由
field-deposit_move = 处理
field-deposit_act = 第几步
field-taken_back_at = 冲正时间
field-taken_back_by = 冲正人
field-covers = 减免什么
field-kept_for = 扣款名称
field-agreed_how = 如何同意
field-held = 在押
field-changes = 变动
field-deposit_state = 押金状态
field-for = 事由
field-kept = 已扣
field-returned = 已退
field-settled = 已抵欠
field-waived = 已免收
field-agreed_at = 同意时间
field-instalment = 分期
field-behind = 逾期未缴
field-next = 下期金额
field-next_on = 下期日期
field-arrears = 欠费
field-months = 月数
field-promise_on = 承诺日期
field-items = 欠费项目
field-promised = 承诺金额
field-dunned = 催缴次数
field-last_dunned_at = 上次催缴
field-taken_by = 收款人
field-reversed_by = 冲销单
field-counted = 清点现金
field-day = 日期
field-effective = 入账日期
field-owed = 当前欠费
field-advance = 多收转预收
field-tendered = 实收现金
field-reference = 流水号
field-charges = 指定应收
field-homes = 合并房号
field-round = 抹零
field-rounded = 抹零
field-change = 找零
field-would_change = 变动
field-refunded = 退还预收
field-refunded_at = 退还时间
field-audit_head = 账链码
field-prints = 打印次数
field-copy = 副本
field-capitals = 大写
field-late_fee = 滞纳金
field-late_stretch = 滞纳金计算
field-late_cap = 滞纳金上限
field-late_paid = 付滞纳金
field-late_posted = 其中已入账
field-late_settled = 其中已付
field-late_reduced = 其中已减免
field-reduced = 已减免
field-written_off = 已核销
field-late_grown = 未入账滞纳金
field-due = 到期日
field-month = 月份
field-report = 报表
field-handled = 已办结
field-handled_at = 办结时间
field-in_time = 按时
field-repeated = 返修重复
field-rated = 已评价
field-complete = 填全
choice-report-class_summary = 分类汇总
choice-report-month_summary = 月度汇总与分析
choice-report-service_report = 客服统计报告
choice-report-records_check = 记录检查与归档
choice-report-follow_up_rates = 回访率与满意率
field-formula = 计费方式
field-price = 单价
field-fixed = 固定金额
field-subject = 编号或姓名
field-property_fee = 属物业费

## 本处

field-staff = 员工
field-account = 系统账号
field-rank = 职级
field-role = 兼任
field-roles = 兼任
field-pin = 密码
field-old = 原密码
field-setting = 设置项
field-value = 值
field-default = 默认值
field-phrase = 短语
field-wording = 短语改为
field-year = 年份
field-days = 日子
field-from = 开始
field-in_use_until = 停用日
field-in_use_from = 启用日
field-starting = 起始日
field-edges = 首末月计费
field-tiers = 阶梯价
field-tier_span = 阶梯按
field-nature = 收取方式
field-preview = 预览
field-spaces = 车位数
field-meter = 表号
field-new_meter = 新表号
field-meter_kind = 表类
field-reading = 读数
field-last_reading = 旧表止数
field-first_reading = 新表起数
field-read_on = 抄表日
field-read_how = 读数来源
field-digits = 表盘位数
field-factor = 倍率
field-sure = 已复核
field-used = 用量
field-together = 公共用量
field-share = 本户分摊面积
field-shares = 分摊总面积
field-days_of_month = 计费天数
field-before_rounding = 四舍五入前
field-to = 结束
field-affected = 影响范围
field-language = 语言
field-shift = 班次
field-accepted_at = 接班时间
field-handed_at = 交班时间
field-late_minutes = 迟到分钟
field-lines = 交接条数
field-released_by = 同意离岗
field-released_at = 离岗时间
field-began_at = 上岗时间
field-amiss = 岗前不妥
field-handover_to = 交给
field-handover_text = 交接说明
field-handover = 交接单
field-handover_line = 交接事项
field-duty = 事项
field-evidence = 凭据
field-duty_name = 职责
field-duty_period = 所属周期
field-duty_source = 依据
field-duty_owner = 负责
field-duty_by = 完成方式
field-count = 应办次数
field-have = 已办次数
field-duty_count = 已办次数
field-duty_waived = 免办
field-duty_before = 往期
field-duty_every = 周期
field-duty_span = 本期
field-duty_rule = 规定
field-duty_said = 规定日
field-duty_moved = 遇休改为
field-remarks = 说明
field-trades = 工种
field-on_duty = 在岗
field-active = 有效
field-day_kind = 日子种类
field-ticket_kind = 单据种类
field-head_start = 提前分钟
field-areas = 影响楼栋
field-lift = 有电梯
field-basis = 计费依据
field-notice = 通知编号
field-manager = 经理
field-staged = 待导入编号

## 记录内容

field-accepted_by = 接手人
field-answered_at = 答复时间
field-asked_by = 申请人
field-asked_at = 申请时间
field-approval = 批准单
field-expires_at = 有效至
field-by = 记录人
field-check_code = 校验码
field-command = 操作
field-decision = 审批意见
field-needs_rank = 须由谁批准
field-decided_at = 审批时间
field-decided_by = 审批人
field-dispatched_at = 派工时间
field-effective_on = 归属日期
field-fed_back_at = 反馈时间
field-follow_up = 回访单
field-holiday = 节假日
field-left_at = 离开时间
field-load = 在手单数
field-notified_at = 通知时间
field-pause = 暂停
field-plan_approved_by = 方案批准人
field-received_by = 受理人员
field-seq = 序号
field-actor = 操作人
field-seat = 位置
field-hash = 校验值
field-record = 记录
field-refusal = 拒绝原因
field-reopened = 返修次数
field-reported_at = 上报时间
field-reported_by = 上报人
field-reported_why = 上报原因
field-rest_day = 休息日
field-reversed_at = 冲销时间
field-rule = 时限规则
field-rule_by = 到期依据
field-time_over = 已超
field-past_keep = 超过保存期
field-rule_source = 依据
field-settings_entry = 条目
field-settings_value = 现值
field-settings_used = 用于
field-settings_source = 默认依据
field-settings_note = 说明
field-settings_changed = 最近修改
field-settings_before = 改前
field-signature_customer = 业主签名
field-signature_desk = 经办签名
field-signature_worker = 维修工签名
field-standing_since = 停表时间
field-started_at = 开工时间
field-step = 步骤
field-time_left = 停表时剩余
field-time_limit = 时限
field-total = 合计
field-unknown_year = 未录节假日
field-unpaid = 未付
field-verified_on = 核对日期
field-work_slip = 派工单
field-work_log = 工作日志
field-own_line = 自记
field-handed_by = 交班人

## 方式

choice-channel-call = 来电
choice-channel-visit = 来访
choice-channel-letter = 信函
choice-channel-email = 邮件
choice-channel-wechat = 微信
choice-channel-shift = 当班发现

## 接待种类

choice-kind-enquiry = 咨询
choice-kind-repair = 报修
choice-kind-complaint = 投诉
choice-kind-request = 建议
choice-kind-fee = 费用
choice-kind-incident = 当班事件
choice-kind-guidance = 引导
choice-kind-other = 其他

## 房屋种类

choice-kind-dwelling = 住宅
choice-kind-shop = 商铺
choice-kind-office = 写字间
choice-kind-dormitory = 宿舍
choice-kind-parking = 车位
choice-kind-public = 公共区域

## 房屋现状

choice-occupancy-unknown = 不详
choice-occupancy-lived_in = 自住
choice-occupancy-unsold = 未售
choice-occupancy-handed_over = 已交房
choice-occupancy-not_moved_in = 未入住
choice-occupancy-decorated = 已装修
choice-occupancy-let = 出租
choice-occupancy-sold = 已售
choice-occupancy-idle = 空置
choice-occupancy-decorating = 装修中

## 性别

choice-sex-female = 女
choice-sex-male = 男

## 来访者身份

choice-visitor-owner = 业主
choice-visitor-resident = 住户
choice-visitor-tenant = 租户
choice-visitor-other = 其他

## 与房屋的关系

choice-relation-owner = 业主
choice-relation-family = 家属
choice-relation-tenant = 租户
choice-relation-temporary = 暂住
choice-relation-contact = 联系人

## 缓急

choice-priority-urgent = 急修
choice-priority-normal = 一般
choice-priority-difficult = 疑难

## 范围

choice-scope-private = 户内
choice-scope-public = 公共

## 挂起的原因

choice-waiting_for-parts = 待料
choice-waiting_for-owner = 待业主
choice-waiting_for-contractor = 待外委
choice-waiting_for-approval = 待批费用
choice-waiting_for-other = 其他

## 回访结果

choice-purpose-repair = 维修
choice-purpose-compensation = 赔偿
choice-verdict-true = 属实
choice-verdict-amiss = 有出入
choice-outcome-satisfied = 满意
choice-outcome-partly = 基本满意
choice-outcome-not_satisfied = 不满意
choice-outcome-no_answer = 未接
choice-outcome-later = 稍后再打
choice-outcome-unreachable = 联系不上
choice-outcome-exempt = 免回访

## 付款方式

choice-method-cash = 现金
choice-method-transfer = 转账
choice-method-wechat = 微信
choice-method-alipay = 支付宝
choice-method-card = 刷卡
choice-method-imported = 导入

## 班次与交接事项

choice-shift-early = 早班
choice-shift-late = 晚班
choice-shift-day = 日班
choice-shift-night = 夜班
choice-handover-unanswered = 待答复
choice-handover-incident = 未上报
choice-handover-late = 超时
choice-handover-new = 新开
choice-handover-moved = 处理中
choice-handover-promise = 承诺
choice-handover-approval = 待批
choice-handover-notice = 通知
choice-handover-cash = 收款
choice-handover-remark = 说明

## 投诉类别

choice-class-service = 服务质量
choice-class-neighbour = 邻里纠纷
choice-class-noise = 噪音
choice-class-environment = 环境卫生
choice-class-safety = 安全
choice-class-fees = 收费
choice-class-facilities = 设施设备
choice-class-decoration = 装修
choice-class-parking = 停车
choice-class-staff_attitude = 服务态度
choice-class-marketing = 营销及地产
choice-class-other = 其他
choice-class-adopted = 已采纳
choice-class-not_adopted = 未采纳

## 投诉级别

choice-level-1 = 一级（一般）
choice-level-2 = 二级（较大）
choice-level-3 = 三级（重大）

## 回访和催缴的方式

choice-way-phone = 电话
choice-way-door = 上门
choice-way-message = 短信
choice-way-call = 电话催缴
choice-way-visit = 上门催缴
choice-way-notice = 书面催缴
choice-way-letter = 律师函
choice-dun_result-reached = 已联系上
choice-dun_result-no_answer = 未联系上
choice-dun_result-sent = 已发送
choice-dun_result-received = 已签收
choice-dun_result-refused = 拒收
choice-dun_result-left = 留置
choice-claim-message = 短信
choice-claim-call = 电话
choice-claim-visit = 上门
choice-claim-notice = 催缴通知
choice-claim-letter = 律师函
choice-claim-suit = 起诉
choice-claim-part_payment = 部分付款
choice-claim-promise = 承诺付款
told-step = { $way }，{ $day } 起
told-word = { $decided } 次承诺兑现 { $kept } 次
told-clock = 到 { $day }，剩 { $days } 天（从 { $from } 起算）
told-clock-act = 到 { $day }，剩 { $days } 天（从 { $from } { $act } 起算）
told-clock-over = { $day } 已过
told-attempt = { $at } { $way }：{ $result }，{ $by }；{ $text }
told-attempt-early = { $at } { $way }：{ $result }，{ $by }；{ $text }（提前：{ $why }）
told-attempt-plain = { $at } { $way }，{ $by }；{ $text }

## 计费方式

choice-formula-per_area = 按面积
choice-formula-fixed = 固定金额
choice-edges-whole = 整月
choice-edges-by_day = 按天
choice-formula-per_space = 按车位
choice-formula-metered = 按表计量
choice-formula-shared = 公摊
choice-nature-monthly = 每月
choice-nature-once = 一次
choice-nature-deposit = 押金
choice-tier_span-month = 月
choice-tier_span-year = 年
choice-meter_kind-water = 水表
choice-meter_kind-power = 电表
choice-meter_kind-gas = 气表
choice-read_how-read = 实抄
choice-read_how-estimated = 估抄
choice-basis-area = 面积
choice-basis-price = 单价
choice-basis-fixed = 固定部分
choice-basis-days = 计费天数
choice-basis-exact = 四舍五入前
choice-basis-spaces = 车位数
choice-basis-used = 用量
choice-basis-together = 公共用量
choice-basis-share = 本户分摊面积
choice-basis-shares = 分摊总面积
choice-basis-manual = 手工录入
choice-basis-imported = 旧系统带入

## 应收的来源

choice-source-run = 批量出账
choice-source-import = 导入
choice-source-manual = 手工

## 账目

choice-account-receivable = 应收
choice-account-advance = 预收
choice-account-income = 收入
choice-account-reduction = 减免
choice-account-cash = 现金
choice-account-transfer = 转账
choice-account-wechat = 微信
choice-account-alipay = 支付宝
choice-account-card = 刷卡
choice-account-opening = 期初
choice-account-deposit = 押金
choice-account-write_off = 核销
choice-account-late_fee = 滞纳金
choice-account-rounding = 抹零
choice-stood-charged = 应收
choice-stood-paid = 实收
choice-stood-reduced = 减免
choice-stood-written_off = 核销
choice-stood-late_fees = 滞纳金
choice-stood-deposits = 押金净增
choice-stood-arrears = 欠费
field-close_day = 日结日
field-through = 截至账目流水
field-close_cash = 应有现金
field-close_cash_books = 账面现金
field-close_counted = 实点现金
field-close_float = 备用金
field-close_difference = 长短款
field-close_reason = 长短款原因
field-close_decision = 处理意见
field-slip = 交款单号
field-close_at = 日结时间
field-close_receipts = 笔数
field-still_owed = 未缴
field-printed_on = 打印日期
field-dunning_notice = 催缴通知
field-hand_in = 交款单
field-signature_supervisor = 主管签名
paper-dunning = 贵户尚有下列费用未缴。请于收到本通知后尽快到物业服务中心缴清；如已缴清或对费用有疑问，请与前台联系。
paper-dunning-end = 感谢您的理解与配合。
field-n100 = 100 元
field-n50 = 50 元
field-n20 = 20 元
field-n10 = 10 元
field-n5 = 5 元
field-n1 = 1 元
field-n05 = 5 角
field-n01 = 1 角
choice-entry-charge = 应收
choice-entry-payment = 收款
choice-entry-reversal = 冲销
choice-entry-reduction = 减免
choice-entry-advance = 预收抵扣
choice-entry-late_fee = 滞纳金
choice-entry-write_off = 核销
choice-entry-deposit = 押金
choice-entry-refund = 退款
choice-entry-rounding = 抹零
choice-deposit_move-return = 退还
choice-deposit_move-keep = 扣留
choice-deposit_move-settle = 抵欠
choice-deposit_move-waive = 免收
choice-covers-fee = 费用
choice-covers-late_fee = 滞纳金
choice-deposit_state-held = 在押
choice-deposit_state-unpaid = 未缴
choice-deposit_state-closed = 已结

## 经过

choice-line-move = 流转
choice-line-note = 进展
choice-line-edit = 更正
choice-line-voice = 加票
choice-line-attempt = 联系
choice-line-report = 上报
choice-line-link = 关联

## 审计种类

choice-audit-change = 变更
choice-audit-refusal = 拒绝
choice-audit-disclosure = 查看
choice-audit-presence = 到岗离岗
choice-audit-system = 系统

## 日子种类

choice-day_kind-holiday = 节假日
choice-day_kind-workday = 调休上班
choice-day_kind-none = 照常

## 单据种类

choice-ticket_kind-repair = 报修
choice-ticket_kind-complaint = 投诉
choice-ticket_kind-request = 建议

## 下一步催缴

choice-next_step-dun = 催缴
choice-next_step-wait = 已催，再等
choice-next_step-promised = 等承诺日
choice-next_step-broken_promise = 承诺未兑现

## 职级

choice-rank-worker = { rank-worker }
choice-rank-receptionist = { rank-receptionist }
choice-rank-supervisor = { rank-supervisor }
choice-rank-dept_manager = { rank-dept_manager }
choice-rank-property_manager = { rank-property_manager }
choice-rank-leadership = { rank-leadership }

## 是否

choice-yes = 是
choice-no = 否

## 设置项

setting-office-name = 本处名称
setting-office-utc_offset = 时区（分钟）
setting-office-week = 工作日（1 为周一）
setting-office-hours = 工作时间
setting-desk-accounts = 共用台账号
setting-desk-idle_lock_minutes = 自动锁屏（分钟）
setting-fee-due_day = 每月应缴日
setting-late-rate_ppm = 滞纳金日费率（百万分之）
setting-late-grace_days = 滞纳金宽限（天）
setting-late-grace_costs = 宽限期满后补计宽限期
setting-late-cap_percent = 滞纳金上限（%，0 不限）
setting-late-principal_first = 先冲本金后冲滞纳金
setting-payment-reference = 非现金须填流水号
setting-payment-round_fen = 现金抹零上限（分）
setting-meter-jump_times = 用量突增（倍于平时）
setting-meter-jump_least = 用量突增起算（吨或度）
setting-dunning-wait_days = 催缴间隔（天）
setting-ladder-message = 催缴：短信
setting-ladder-call = 催缴：电话
setting-ladder-visit = 催缴：上门
setting-ladder-notice = 催缴：通知单
setting-ladder-letter = 催缴：律师函
setting-limitation-years = 诉讼时效（年）
setting-limitation-shown_days = 时效提前提示（天）
setting-limitation-message = 时效：短信
setting-limitation-call = 时效：电话
setting-limitation-visit = 时效：上门
setting-limitation-notice = 时效：催缴通知
setting-limitation-letter = 时效：律师函
setting-limitation-suit = 时效：起诉
setting-limitation-part_payment = 时效：部分付款
setting-limitation-promise = 时效：承诺付款
setting-rate-target_percent = 收缴率目标
setting-rung = 欠 { $days } 天起，隔 { $wait } 天，{ $rank }以上
setting-rung-none = 不用
setting-close-float_yuan = 日结留备用金（元）
setting-approval-expires_days = 待批有效（天）
setting-relief-limit_yuan = 物业经理批减免（元）
setting-expense-supervisor_yuan = 主管批费用（元）
setting-expense-dept_manager_yuan = 经理批费用（元）
setting-expense-property_manager_yuan = 物业经理批费用（元）
setting-complaint-level2_by_manager = 经理可批二级
setting-follow_up-exempt_tries = 免访联系次数
setting-follow_up-exempt_days = 免访联系天数
setting-follow_up-day_tries = 未接每天打（次）
setting-follow_up-again_minutes = 未接当天再打（分钟）
setting-follow_up-until_hour = 最晚打到（时）
setting-follow_up-again_days = 未接隔天再打（天）
setting-follow_up-again_working = 未接只在工作日再打
setting-voice-line_hours = 同立管同报（小时）
setting-voice-building_hours = 同楼同报（小时）
setting-voice-complaint_hours = 投诉同报（小时）
setting-voice-words_percent = 用词相同（%）
setting-disk-reserve_mib = 磁盘预留（MiB）
setting-print-printer = 单据打印机
setting-print-columns = 单据宽度（列）
setting-print-escpos = 小票打印机（ESC/POS）
setting-backup-keep = 备份保留（份）
setting-reveal-per_hour = 每小时调阅（条）
setting-ring-missed_seconds = 振铃多久算未接（秒）
setting-ring-same_seconds = 多久内算同一来电（秒）
setting-ring-others_seconds = 其他终端推后提示（秒）
setting-ring-bell = 来电响铃
setting-duty-from = 职责起算日（空为不催办）
setting-duty-named_day = “某日前”含当日
setting-duty-key_customers_every = 重点客户回访
setting-duty-building_customers_every = 大厦客户走访
setting-duty-door_visits_every = 上门征询意见
setting-duty-frank_talks_every = 恳谈会
setting-duty-opinions_every = 意见征询
setting-duty-files_every = 业主档案更新
setting-duty-decoration_every = 装修现场巡查
setting-duty-outsourced_every = 外委服务检查
setting-duty-owners_meeting_every = 业主大会
setting-duty-department_meeting_every = 部门例会
setting-duty-performance_every = 绩效检查
setting-duty-vacant_every = 空置房巡查
setting-duty-public_areas_every = 公共区域巡查
setting-shift-early = 早班时间
setting-shift-late = 晚班时间
setting-shift-night = 夜班时间
setting-shift-day = 日班时间
setting-shift-early_minutes = 提前到岗（分钟）
setting-head-urgent = 急修提前（分钟）
setting-head-repeat = 重复报修提前（分钟）
setting-head-vulnerable = 照顾住户提前（分钟）
setting-head-promise = 失约提前（分钟）
setting-head-level = 投诉每升一级提前（分钟）
setting-head-major = 重大投诉提前（分钟）
setting-head-contact = 来电来访提前（分钟）
setting-head-follow_up = 回访提前（分钟）
setting-head-debt = 承诺缴费提前（分钟，负数为推后）
setting-search-bound = 查找范围（条）
setting-empty = （空）
