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
field-initials = 拼音首字母
field-area = 面积
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
field-payer = 缴费人

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
field-due_at = 期限
field-overdue = 逾期
field-state = 状态
field-result = 处理结果
field-class = 分类
field-zone = 存放区
field-cost = 费用
field-note = 备注
field-level = 级别
field-major = 重大
field-target = 上报给
field-department = 部门
field-leader = 领导
field-plan = 处理方案
field-compensation = 赔偿
field-explanation = 解释内容
field-feedback = 反馈内容
field-voices = 反映人数
field-other = 另一单
field-responsible = 责任员工
field-done_at = 完工时间
field-closed_at = 办结时间

## 回访

field-source = 来源
field-outcome = 结果
field-attempts = 次数
field-again = 下次回访
field-recording = 录音编号

## 收费

field-item = 收费项目
field-period = 费用所属期
field-rate = 单价
field-amount = 金额
field-method = 付款方式
field-paid = 已付
field-payment = 收款
field-receipt = 收据
field-taken_at = 收款时间
field-due_on = 应缴日
field-oldest_due_on = 最早应缴日
field-arrears = 欠费
field-months = 月数
field-promise_on = 承诺日期
field-next_step = 下一步
field-reversed_by = 冲销单
field-counted = 清点现金
field-day = 日期

## 本处

field-staff = 员工
field-account = 系统账号
field-rank = 级别
field-role = 兼任
field-pin = 密码
field-pin_again = 再输一次
field-setting = 设置项
field-value = 值
field-phrase = 短语
field-from = 开始
field-to = 结束
field-affected = 影响范围
field-language = 语言
field-shift = 班次
field-duty = 事项
field-evidence = 凭据
field-remarks = 说明

## 方式

choice-channel-call = 来电
choice-channel-visit = 来访
choice-channel-letter = 信函
choice-channel-email = 邮件
choice-channel-wechat = 微信
choice-channel-message = 短信
choice-channel-door = 上门
choice-channel-app = 线上

## 接待种类

choice-kind-enquiry = 咨询
choice-kind-repair = 报修
choice-kind-complaint = 投诉
choice-kind-request = 建议
choice-kind-suggestion = 建议
choice-kind-praise = 表扬
choice-kind-payment = 缴费
choice-kind-other = 其他
choice-kind-dwelling = 住宅
choice-kind-shop = 商铺
choice-kind-office = 写字间
choice-kind-parking = 车位
choice-kind-public = 公共区域

## 来访者身份

choice-visitor-owner = 业主
choice-visitor-resident = 住户
choice-visitor-tenant = 租户
choice-visitor-agent = 代办人
choice-visitor-contractor = 施工单位
choice-visitor-official = 政府人员
choice-visitor-other = 其他

## 与房屋的关系

choice-relation-owner = 业主
choice-relation-resident = 住户
choice-relation-tenant = 租户
choice-relation-family = 家属
choice-relation-user = 使用人
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
choice-method-pos = 刷卡

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

## 投诉级别

choice-level-1 = 一级（一般）
choice-level-2 = 二级（较大）
choice-level-3 = 三级（重大）

## 催缴的方式

choice-step-call = 电话催缴
choice-step-message = 短信催缴
choice-step-visit = 上门催缴
choice-step-notice = 书面催缴
choice-step-legal = 律师函

## 是否

choice-yes = 是
choice-no = 否
