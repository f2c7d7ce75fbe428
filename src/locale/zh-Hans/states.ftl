# 状态、级别、兼任和权限。
# 命名：state-<种类>-<状态>（正文用在详情，不超过 8 个汉字；.short 用在列表，不超过 4 个汉字）、rank-<级别>、role-<兼任>、right-<权限>。

## 报修

state-repair-received = 已受理
    .short = 已受理
state-repair-dispatched = 已派工
    .short = 已派工
state-repair-returned = 退单
    .short = 退单
state-repair-working = 处理中
    .short = 处理中
state-repair-on_hold = 挂起
    .short = 挂起
state-repair-done = 已完工
    .short = 已完工
state-repair-follow_up = 待回访
    .short = 待回访
state-repair-rework = 返修
    .short = 返修
state-repair-closed = 已关闭
    .short = 已关闭
state-repair-cancelled = 已取消
    .short = 已取消

## 投诉

state-complaint-received = 已受理
    .short = 已受理
state-complaint-explained = 已解释疏导
    .short = 已解释
state-complaint-notified = 已通知部门领导
    .short = 已通知
state-complaint-escalated = 已上报
    .short = 已上报
state-complaint-handling = 处理中
    .short = 处理中
state-complaint-plan_pending = 方案待批
    .short = 方案待批
state-complaint-plan_approved = 方案已批
    .short = 方案已批
state-complaint-resolved = 已处理
    .short = 已处理
state-complaint-fed_back = 已反馈
    .short = 已反馈
state-complaint-follow_up = 待回访
    .short = 待回访
state-complaint-reopened = 重新处理
    .short = 重新处理
state-complaint-closed = 已关闭
    .short = 已关闭
state-complaint-withdrawn = 撤诉
    .short = 撤诉

## 建议与表扬

state-request-received = 已受理
    .short = 已受理
state-request-assigned = 已交办
    .short = 已交办
state-request-answered = 已答复
    .short = 已答复
state-request-closed = 已关闭
    .short = 已关闭
state-request-cancelled = 已取消
    .short = 已取消

## 接待

state-contact-waiting = 待答复
    .short = 待答复
state-contact-call_back = 待回电
    .short = 待回电
state-contact-unreported = 待上报
    .short = 待上报
state-contact-settled = 已了结
    .short = 已了结
state-contact-undone = 已撤销
    .short = 已撤销
state-contact-ringing = 振铃中
    .short = 振铃中

## 回访

state-followup-due = 待回访
    .short = 待回访
state-followup-attempted = 联系未果
    .short = 联系未果
state-followup-done = 已回访
    .short = 已回访
state-followup-unreachable = 联系不上
    .short = 联系不上
state-followup-exempt = 免回访
    .short = 免回访
state-followup-undone = 已撤销
    .short = 已撤销

## 欠费

state-arrears-billed = 已出账
    .short = 已出账
state-arrears-part_paid = 部分缴费
    .short = 部分缴
state-arrears-overdue = 逾期
    .short = 逾期
state-arrears-reminded = 电话催缴
    .short = 已电话
state-arrears-promised = 承诺缴费
    .short = 已承诺
state-arrears-visited = 上门催缴
    .short = 已上门
state-arrears-noticed = 书面催缴
    .short = 已发函
state-arrears-legal = 律师函或诉讼
    .short = 诉讼
state-arrears-disputed = 异议
    .short = 异议
state-arrears-reduction_pending = 减免待批
    .short = 减免待批
state-arrears-reduced = 已减免
    .short = 已减免
state-arrears-paid = 已缴清
    .short = 已缴清
state-arrears-written_off = 核销
    .short = 核销

## 审批

state-approval-pending = 待批
    .short = 待批
state-approval-done = 已同意
    .short = 已同意
state-approval-refused = 未同意
    .short = 未同意
state-approval-withdrawn = 已撤回
    .short = 已撤回
state-approval-expired = 已过期
    .short = 已过期

## 承诺缴费

state-promise-open = 未到期
    .short = 未到期
state-promise-kept = 已兑现
    .short = 已兑现
state-promise-broken = 未兑现
    .short = 未兑现
state-promise-replaced = 已改约
    .short = 已改约
state-duty-open = 待办
    .short = 待办
state-duty-late = 逾期
    .short = 逾期
state-duty-done = 已办
    .short = 已办
state-duty-waived = 免办
    .short = 免办
state-duty-missed = 漏办
    .short = 漏办
state-duty-uncounted = 未计
    .short = 未计

## 工种

trade-plumbing = 水暖
trade-electric = 电工
trade-lift = 电梯
trade-masonry = 泥瓦
trade-carpentry = 木工
trade-hvac = 暖通
trade-weak_current = 弱电
trade-facilities = 设施

## 级别

rank-worker = 维修人员
rank-receptionist = 前台接待
rank-supervisor = 客服主管
rank-dept_manager = 客服部经理
rank-property_manager = 物业经理
rank-leadership = 分管领导

## 兼任

role-archivist = 资料员
role-quality = 品质管理
role-auditor = 审计
role-service = 系统账号
role-switchboard = 电话系统

## 权限

right-read = 查阅
right-desk = 前台业务
right-log = 登记
right-cash = 收款
right-supervise = 主管事项
right-registry = 房屋与人员档案
right-billing = 出账抄表
right-office = 本处设置
right-reveal = 显示号码
right-export = 导出
right-audit = 查看审计
right-approve = 审批
right-undo = 撤销
right-ring = 报告来电
