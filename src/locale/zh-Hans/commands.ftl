# 服务台命令的名称。命名：ticket.dispatch → command-ticket-dispatch（点改成短横，下划线不变）；
# 正文是菜单里的名称，不超过 8 个汉字；.doc 是一句话说明，用在命令面板、帮助和 do --list。
# 终端自己的命令（不改记录）在 terminal.ftl。

## 房屋与人员

command-community-add = 新增小区
    .doc = 新增一个小区，取得其名称和拼音首字母。
command-community-rename = 小区改名
    .doc = 小区写错了名称时改正；没有另定的首字母随之改变。
command-building-add = 新增楼栋
    .doc = 新增一栋楼及其单元、楼层和房号。
command-household-add = 新增房屋
    .doc = 新增一户，登记房号、面积和用途。
command-household-edit = 修改房屋
    .doc = 修改一户的登记内容，保留修改前的内容。
command-person-add = 新增人员
    .doc = 在一户下登记业主、租户或家庭成员。
command-person-edit = 修改人员
    .doc = 修改一个人的登记内容，保留修改前的内容。
command-person-reveal = 显示号码
    .doc = 显示被遮住的电话或证件号码，并记入审计；写回访单号就显示要打给谁。
command-household-recode = 改房号
    .doc = 房号登记错时改正，须写明原因；已打印的单据不变。
command-household-fee = 收费设置
    .doc = 定一户某项收费的起止日期和车位数，已出的账不变。
command-homes-pattern = 按规律建房
    .doc = 按楼栋、单元、楼层和每层户数一次建好房屋，已有的不动。
command-import-apply = 导入
    .doc = 把核对过的文件一次导入，已有的不动。

## 房屋与人员：做完以后说的话（done-<命令>）

done-community-add = 已新增小区“{ $name }”
    .more = 已新增小区“{ $name }”，首字母 { $initials }
done-community-rename = 小区现名“{ $name }”，首字母 { $initials }
done-building-add = 已新增 { $name } 栋，{ $count } 个单元
done-homes-pattern = { $name }：新建 { $added } 户，已有 { $known } 户
done-household-add = 已新增房屋 { $premises }
done-household-edit = 已修改 { $premises }
done-household-recode = { $before } 已改为 { $premises }
done-household-fee = { $premises } 的“{ $name }”已设置，下次出账起生效
done-person-add = 已登记 { $name }，房号 { $premises }
    .more = 已登记 { $name }，房号 { $premises }；电话与 { $same } 相同
done-person-edit = 已修改 { $name }
import-differs = { $record } { $field }
done-import-apply = 已导入 { $file }，新增（原有不变）：楼栋 { $buildings_added }（{ $buildings_known }），收费项目 { $fees_added }（{ $fees_known }），房屋与车位 { $homes_added }（{ $homes_known }），人员 { $people_added }（{ $people_known }），与房屋的关系 { $ties_added }（{ $ties_known }），缴费 { $payments_added }（{ $payments_known }）{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
    .more = { done-import-apply }；与现有资料不同、未改动的有 { $differing } 处：{ $differences }
done-import-trial = 试导入 { $file }，可以导入，什么也没有改；将新增（原有不变）：楼栋 { $buildings_added }（{ $buildings_known }），收费项目 { $fees_added }（{ $fees_known }），房屋与车位 { $homes_added }（{ $homes_known }），人员 { $people_added }（{ $people_known }），与房屋的关系 { $ties_added }（{ $ties_known }），缴费 { $payments_added }（{ $payments_known }）{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
    .more = { done-import-trial }；与现有资料不同、未改动的有 { $differing } 处：{ $differences }
done-import-readings = 已导入 { $file }：读数新增 { $readings_added } 个，原有不变 { $readings_known } 个{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
done-import-readings-trial = 试导入 { $file }，可以导入，什么也没有改；读数将新增 { $readings_added } 个，原有不变 { $readings_known } 个{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
done-import-complaints = 已导入 { $file }：投诉新增 { $complaints_added } 件（{ $state }），原有不变 { $complaints_known } 件{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
    .more = { done-import-complaints }；与现有资料不同、未改动的有 { $differing } 处：{ $differences }
done-import-complaints-trial = 试导入 { $file }，可以导入，什么也没有改；投诉将新增 { $complaints_added } 件（{ $state }），原有不变 { $complaints_known } 件{ $left_out ->
    [0] {""}
   *[other] ；略过有错的 { $left_out } 行
 }
    .more = { done-import-complaints-trial }；与现有资料不同、未改动的有 { $differing } 处：{ $differences }
done-person-reveal = { $name }：证件 { $id_number }
    .more = { $name }：电话 { $phone }
    .most = { $name }：电话 { $phone }，证件 { $id_number }

## 本处设置

command-staff-add = 新增员工
    .doc = 新增一名员工，定其岗位级别和登录方式。
command-staff-edit = 修改员工
    .doc = 修改员工的岗位、级别或在岗情况。
command-staff-absent = 请假
    .doc = 登记谁不在、到哪天；手上未结的单一次改派，期间不再派给他。
command-staff-back = 销假
    .doc = 提前回来上班，重新参加派工。
command-staff-pin = 设置密码
    .doc = 为员工设置登录用的数字密码。
command-setting-set = 修改设置
    .doc = 修改一项时限、比例或其他设置。
command-holiday-set = 设置节假日
    .doc = 设定某天为节假日、调休上班日或平日。
command-holiday-list = 录入全年节假日
    .doc = 按年录入放假和调休：10-01..10-07 休，10-10 班。
command-phrase-set = 设置短语
    .doc = 设定一条短语及其拼音代码、类别和工种。
command-category-set = 设置类别
    .doc = 设定报修或投诉类别及其工种和时限。
command-outage-post = 发布停供通知
    .doc = 发布停水、停电、停梯等通知，接电话时自动提示。
command-outage-edit = 修改停供通知
    .doc = 修改生效通知的内容、范围或恢复时间。
command-outage-end = 结束停供通知
    .doc = 停供提前恢复时结束通知。
command-shift-start = 上岗
    .doc = 开始当班，记下到岗时间和岗前检查。
command-shift-note = 记工作日志
    .doc = 在本班工作日志里记一条。
command-shift-handover = 交班
    .doc = 结束本班，把本班的变动和未了事项自动列成交接单。
command-shift-acknowledge = 确认交接事项
    .doc = 逐条确认上一班交接的事项。
command-shift-accept = 接班
    .doc = 接下上一班，未确认的事项继续提示。
command-shift-release = 同意离岗
    .doc = 主管同意交班人离岗。
command-duty-done = 职责办结
    .doc = 把到期的职责记为已办，写明凭据或附上文件。
command-duty-waive = 职责免办
    .doc = 主管说明原因，免办这一期的职责。
command-duty-assign = 指定负责人
    .doc = 把职责指定给某人；留空则归还给岗位。
command-office-found = 开设本处
    .doc = 第一次使用时登记小区和经理，装入类别和短语。

## 本处：做完以后说的话（done-<命令>）

done-staff-add = 已新增员工 { $name }
done-staff-edit = 已修改员工 { $name }
done-staff-absent = 已登记 { $name } 请假到 { $until }，改派 { $count } 张
    .more = 已登记 { $name } 请假到 { $until }，改派 { $count } 张，还有 { $left } 张在其手上
done-staff-back = { $name } 已销假，重新参加派工
done-staff-pin = 已设置 { $name } 的密码
done-setting-set = 已改设置：{ $setting }，由 { $before } 改为 { $value }
    .more = { done-setting-set }；重排工单 { $moved } 张
    .most = { done-setting-set }；重算诉讼时效 { $clocks } 户
done-holiday-set = { $day } 设为{ $kind }
done-holiday-list = { $year } 年节假日已录入：放假 { $holidays } 天，调休上班 { $workdays } 天
done-phrase-set = 短语“{ $phrase }”{ $what }
done-category-set = 类别“{ $name }”已更新
done-outage-post = 通知 { $notice } 已发布，至 { $until }：{ $text }
done-outage-edit = 通知 { $notice } 已修改，至 { $until }：{ $text }
done-outage-end = 通知 { $notice } 已结束：{ $text }
done-shift-start = { $shift }，{ $at } 上岗
    .more = { $shift }，{ $at } 上岗，比规定到岗时间迟 { $late } 分钟
done-shift-note = 已记入工作日志
done-shift-handover = { $shift }已交班，交接 { $lines } 条
    .more = { $shift }已交给 { $name }，交接 { $lines } 条
done-shift-acknowledge = 已确认第 { $line } 条，还有 { $open } 条未确认
done-shift-accept = 已接 { $name } 的{ $shift }，还有 { $open } 条未确认
done-shift-release = 已同意 { $name } 离岗（{ $shift }）
done-duty-done = { $duty }已办结
    .more = { $duty }已办 { $have }/{ $count }
done-duty-waive = { $duty }本期免办
done-duty-assign = { $duty }已归还岗位
    .more = { $duty }由{ $person }负责
done-office-found = 已开设，经理 { $name }，系统账号 { $account }

## 接待

command-contact-log = 登记来电来访
    .doc = 登记一次来电、来访或来信。
command-contact-edit = 更正接待记录
    .doc = 更正接待记录，保留更正前的内容。
command-contact-answer = 答复
    .doc = 记下对咨询的答复，了结这次接待。
command-contact-ring = 来电振铃
    .doc = 由电话系统报告：某个号码正在呼入，或已停止振铃。
command-contact-take = 接听
    .doc = 接起正在振铃的来电并打开登记单；选中未接来电时为回拨。
command-contact-miss = 记为未接
    .doc = 无人接听的来电记为待回电。

## 报修与投诉

command-ticket-open = 受理
    .doc = 受理一件报修、投诉或建议，取得单号。
command-ticket-edit = 更正单据
    .doc = 更正单据内容，保留更正前的内容。
command-ticket-dispatch = 派工
    .doc = 把派工单交给维修人员。
command-ticket-start = 开始处理
    .doc = 记下维修人员已开始处理。
command-ticket-hold = 挂起
    .doc = 因缺料、业主不在等原因暂停，到提醒日再出现。
command-ticket-resume = 恢复处理
    .doc = 挂起的单据恢复处理。
command-ticket-return = 退单
    .doc = 维修人员退回派工单，写明原因，等待改派。
command-ticket-done = 完工
    .doc = 记下处理结果、分类和存放区，自动生成回访。
command-ticket-file = 归档
    .doc = 把完工的派工单按分类放入存放区。
command-ticket-cancel = 取消
    .doc = 取消单据，须写明原因并经主管同意。
command-ticket-note = 记进展
    .doc = 写一条处理进展。
command-ticket-escalate = 上报
    .doc = 把办不了的事上报给主管、经理或领导。
command-ticket-voice = 加一票
    .doc = 同一件事又有人反映，记在原单上，不另开单。
command-ticket-part = 分出一票
    .doc = 同报的其实是另一件事：从原单分出，另开一单。
command-ticket-review = 复核
    .doc = 主管核对已办完的单据：所记属实，或有出入并写明。
command-ticket-expense = 报批费用
    .doc = 申报要花的费用；超出本人权限的须上级批准。
command-ticket-pay_out = 支付费用
    .doc = 记下已付的费用，不超过已批的；不从收银台出。
command-ticket-pay_back = 收回费用
    .doc = 付错或退回的费用：记一笔收回，原记录保留。
command-ticket-bulk = 成批办理
    .doc = 对几张单据一次办同一件事，一次撤销；有一张办不了就都不办。
command-ticket-link = 关联单据
    .doc = 把两张单据关联起来，可以撤销。

## 投诉处理

command-ticket-explain = 解释疏导
    .doc = 对已知事项当场解释疏导，记下所说内容。
command-ticket-notify = 通知部门领导
    .doc = 把未知事项通知相关部门和领导，记下时间。
command-ticket-accept = 接手处理
    .doc = 接手处理投诉，或表示已知晓上报的单据。
command-ticket-plan = 提交处理方案
    .doc = 提交处理方案和赔偿数额，按级别等待审批。
command-ticket-resolve = 处理完毕
    .doc = 记下投诉的处理结果。
command-ticket-feedback = 反馈结果
    .doc = 记下何时、以何方式把结果告诉了投诉人。
command-ticket-withdraw = 撤诉
    .doc = 投诉人撤回投诉。

## 回访

command-followup-record = 记录回访
    .doc = 记录一次回访的方式、结果和所说内容；不满意则重新处理。
command-followup-accept = 已阅
    .doc = 表示已知晓回访中记下的重要情况。

## 做完以后（接待、单据、投诉、回访、审批）。{ $number } 是这次的单号；其余由命令给出。

done-contact-log = 已登记 { $number }，{ $state }
    .more = 已登记 { $number }，开单 { $tickets }，{ $state }
    .most = 已登记 { $number }，开单 { $tickets }，派给 { $worker }
    .joined = 已登记 { $number }，记在 { $joined } 名下，共 { $voices } 户反映
done-contact-edit = 已更正 { $number }，改了 { $count } 处
done-contact-answer = 已记下答复 { $number }，{ $state }
done-contact-ring = 没有这个号码的来电
    .more = { $number } { $state }
done-contact-take = 已接听 { $number }，保存登记单即了结
done-contact-miss = 未接来电 { $count } 个，已记为待回电
done-ticket-open = 已开单 { $number }，{ $state }
    .more = 已开单 { $number }，派给 { $worker }
done-ticket-edit = 已更正 { $number }，改了 { $count } 处
done-ticket-dispatch = 已派工 { $number } → { $worker }
done-ticket-start = 已开始处理 { $number }
    .more = 已开始处理 { $number }，维修工 { $worker }
done-ticket-hold = 已挂起 { $number }
done-ticket-resume = 已恢复 { $number }
done-ticket-return = 已退单 { $number }
done-ticket-done = 已完工 { $number }，{ $state }
    .more = 已完工 { $number }，{ $state }；已记应收 { $charged }
done-ticket-file = 已归档 { $number }，{ $state }
done-ticket-cancel = 已取消 { $number }
done-ticket-note = 已记进展 { $number }
done-ticket-escalate = 已上报 { $number }，报给{ $target }
done-ticket-voice = 已加一票 { $number }，共 { $voices } 户反映
done-ticket-part = 已从 { $from } 分出，另开 { $number }：{ $premises }
done-ticket-expense = { $number } 的费用 { $amount } 已批，共 { $whole }
done-ticket-pay_out = { $number } 已付 { $amount }，已批未付 { $left }
done-approval-withdraw = 已撤回 { $number }：{ $command }
done-ticket-pay_back = { $number } 已收回 { $amount }，已批未付 { $left }
done-ticket-review = 已复核 { $number }：{ $verdict }
done-ticket-bulk = 已成批{ $act } { $count } 张：{ $tickets }
done-ticket-link = 已更新关联：{ $number } 与 { $other }
done-ticket-explain = 已记下解释 { $number }，{ $state }
done-ticket-notify = 已通知部门领导 { $number }
done-ticket-accept = 已接手 { $number }，{ $state }
done-ticket-plan = 已记下方案 { $number }，{ $state }
done-ticket-plan_approved = 方案已获批准 { $number }，{ $state }
done-ticket-resolve = 已处理 { $number }，{ $state }
done-ticket-feedback = 已反馈 { $number }，{ $state }
done-ticket-withdraw = 已撤诉 { $number }
done-followup-record = 已记回访 { $number }：{ $outcome }；原单 { $ticket } { $state }
    .more = 已记回访 { $number }：{ $outcome }，{ $wake } 再联系
done-followup-accept = 已阅 { $number }
done-approval-grant = 已同意 { $number }：{ $command }
done-approval-refuse = 未同意 { $number }：{ $command }
done-approval-expire = 已作废过期未批的 { $approvals } 项
done-clock-confirm = 时钟已确认，此前{ $jump }
clock-ahead = 快进了 { $count } 分钟
clock-back = 倒退了 { $count } 分钟
done-undo = 已撤销：{ $command }
    .more = 已撤销：{ $command } { $number }
    .most = 已撤销：{ $command } { $of }
    .joined = 已撤销：{ $command } { $number } { $of }

command-ticket-plan_approved = 批准方案
    .doc = 方案获批准后记下；在外部批准的由物业经理写明批准人、文号和日期。

## 收费

command-charge-run = 批量出账
    .doc = 按收费标准为各户生成本期应收。
command-charge-add = 单笔应收
    .doc = 为一户增加一笔应收款。
command-payment-take = 收款
    .doc = 收取款项，抵扣欠费，开出收据。
command-payment-reverse = 冲销收款
    .doc = 另一人同意后冲销一笔收款，收据作废留号。
command-payment-refund = 退还预收
    .doc = 另一人同意后把收据上未用的预收款退还缴费人。
command-payment-print = 打印收据
    .doc = 记一次收据打印；第一次以后的都注明副本。
command-late_fee-post = 滞纳金入账
    .doc = 把截至某日已产生的滞纳金记入账上，一户或全部。
command-reduction-request = 申请减免
    .doc = 写明理由申请减免，经批准后生效。
command-charge-dispute = 登记异议
    .doc = 业主对账单有异议：关联一件投诉，期间不催缴，欠款照记。
command-charge-settle_dispute = 结束异议
    .doc = 投诉办结前结束账单异议，恢复催缴。
command-building-steward = 指定管家
    .doc = 指定一栋楼的责任管家及起始日，收缴率按月末的管家统计。
command-charge-reduce = 减免
    .doc = 申请减免一户的欠款，另一人批准后生效，不再收取。
command-charge-write_off = 核销
    .doc = 申请核销收不回的欠款，另一人批准后生效，以后可以恢复。
command-charge-restore = 恢复应收
    .doc = 把核销的欠款恢复为应收，另一人批准后生效。
command-plan-agree = 分期缴费
    .doc = 把一户的全部欠款分成若干期，另一人批准后生效。
command-plan-end = 终止分期
    .doc = 终止一户的分期，没缴的照常催缴。
command-deposit-take = 收押金
    .doc = 向一户收取押金，写明为什么收；选了付款方式即开收据。
command-deposit-return = 退押金
    .doc = 退还押金，全部或一部分，另一人批准后生效。
command-deposit-keep = 扣押金
    .doc = 写明原因扣下押金，全部或一部分，另一人批准后生效。
command-deposit-settle = 押金抵欠
    .doc = 业主同意后用押金抵欠款，另一人批准后生效。
command-deposit-reverse = 押金冲正
    .doc = 撤销押金上做错的一步，另一人批准后生效，原记录保留。
command-dunning-record = 记录催缴
    .doc = 记录一次催缴的方式和对方的话。
command-dunning-bulk = 成批催缴
    .doc = 给选中的几户一次记下同一次催缴，要么都记，要么都不记。
command-promise-record = 记录承诺
    .doc = 记下承诺缴费的金额和日期，到期自动提醒。
command-day-close = 日结
    .doc = 清点现金，与账面核对，结束当天收款。
command-day-settle = 处理长短款
    .doc = 主管写明日结长款、短款怎样处理。
command-day-reopen = 撤销日结
    .doc = 主管写明理由，撤销最近一次日结；原记录保留。
command-month-close = 月结
    .doc = 固定上月的应收、实收、欠费和收缴率，以后的变动另列。
command-month-reopen = 撤销月结
    .doc = 写明理由，另一人同意后撤销月结；原数字保留。
command-report-note = 写报表说明
    .doc = 给一份报表写分析说明；程序不代写
command-register-recur = 登记簿定期事项
    .doc = 按登记簿的规定每期自动办理一次：当月的常规回访、当天的巡查。
command-report-make = 编制报表
    .doc = 按现在的记录编制一份报表，留下数字和摘要；上报前可以重编
command-report-submit = 上报（归档）报表
    .doc = 把编好的报表上报或归档，之后数字和说明都不再改
command-fee_item-add = 新增收费项目
    .doc = 新增收费项目，定单价或阶梯价（0-100 1.90; 100- 2.40）、计费方式和起止日。
command-fee_item-edit = 修改收费项目
    .doc = 修改收费项目，以后出账时生效，已出的账不变。
command-fee_item-set = 调整单价
    .doc = 自某日起改用新单价；当月有变动的按天计费，已出账的不变。
command-meter-add = 新增表计
    .doc = 给房屋或公共区域装一块水、电、气表，记下起始读数。
command-meter-read = 抄表
    .doc = 记一次读数；明显不对的要复核确认。
command-meter-replace = 换表
    .doc = 记旧表止数，换上新表。
command-meter-end = 停用表计
    .doc = 不再抄这块表，已出的账不变。

## 收费：做完以后说的话（done-<命令>）

done-charge-run = { $month } 已出账：{ $households } 户 { $charges } 笔 { $amount }{ $late ->
    [0] {""}
   *[other] ，补出 { $late } 笔
}{ $left ->
    [0] {""}
   *[other] ，未出 { $left } 项
}{ $before ->
    [0] {""}
   *[other] ，此前已出 { $before } 笔
}
done-charge-add = 已为 { $premises } 记 { $name } { $amount }，{ $due } 到期；现欠 { $owed }
done-registers = { $number } { $state }
    .counted = { $number } { $state }，现有库存 { $balance }
    .joined = { $number } { $state }，新登记 { $new }
    .most = { $number } { $state }，计入应收 { $amount }，该户共欠 { $owed }
    .more = { $number } { $state }，期限 { $due }
done-registers-batch = 已登记 { $count } 户：{ $tickets }
done-registers-purge = { $number } 已清除个人信息 { $count } 项
done-registers-reveal = { $number } { $shown }
done-payment-take = 已收 { $premises } { $amount }，收据 { $number }，已缴清
    .more = 已收 { $premises } { $amount }，收据 { $number }，还欠 { $left }
    .most = 已收 { $premises } { $amount }，收据 { $number }，其中 { $ahead } 转预收
    .joined = 已收 { $premises } { $amount }，收据 { $number }，找零 { $change }
done-payment-reverse = 收据 { $number } 已冲销 { $amount }；{ $premises } 现欠 { $left }
done-payment-refund = 已从收据 { $number } 退还 { $premises } { $amount }
    .more = 已从收据 { $number } 退还 { $premises } { $amount }，预收还剩 { $ahead }
done-payment-print = 收据 { $number } 已记第 { $count } 次打印
done-late_fee-post = 截至 { $day } 的滞纳金已入账：{ $households } 户 { $charges } 笔，共 { $amount }
done-charge-reduce = 已减免 { $premises } { $amount }，现欠 { $left }
done-charge-write_off = 已核销 { $premises } { $amount }，现欠 { $left }
done-charge-restore = 已恢复 { $premises } { $amount }，现欠 { $left }
done-plan-agree = { $premises } 欠 { $owed }，分 { $parts } 期，{ $day } 缴第一期 { $amount }
done-plan-end = { $premises } 的分期已终止，现欠 { $owed }
done-deposit-take = { $premises } 应缴{ $name } { $amount }，押金编号 { $deposit }
    .more = 已收 { $premises } { $name } { $amount }，押金编号 { $deposit }，收据 { $receipt }
done-deposit-return = 已退 { $premises } { $name } { $amount }，还押 { $held }
done-deposit-keep = 已扣 { $premises } { $name } { $amount }，还押 { $held }
done-deposit-settle = 已用 { $premises } { $name }抵欠 { $amount }，还押 { $held }，现欠 { $left }
done-deposit-reverse = 已冲正 { $premises } { $name } { $amount }，还押 { $held }，现欠 { $left }
done-dunning-record = 已记 { $premises } 第 { $count } 次催缴，现欠 { $owed }
    .more = { done-dunning-record }；下一步 { $next }，{ $day } 起
done-dunning-bulk = 已给 { $count } 户记下催缴：{ $homes }
done-charge-dispute = { $premises } 的 { $count } 笔账已记异议，共 { $amount }，由 { $number } 处理，期间不催缴
done-charge-settle_dispute = { $premises } 的 { $count } 笔账异议结束，共 { $amount }，恢复催缴
done-building-steward = { $building } 栋自 { $day } 起没有管家
    .more = { $building } 栋自 { $day } 起由 { $name } 负责
done-promise-record = { $premises } 承诺 { $day } 缴 { $amount }，到期自动提醒
done-day-close = { $day } 已日结，交款单 { $slip } 号：共收 { $amount }，其中现金 { $cash }，账实相符
    .more = { $day } 已日结，交款单 { $slip } 号：现金 { $cash }，长短款 { $difference }，待主管处理
done-day-settle = { $day } 的长短款 { $difference } 已写明处理意见
done-day-reopen = { $day } 的日结已撤销，请重新清点
done-month-close = { $month } 已月结：应收 { $charged }，实收 { $paid }
done-month-reopen = { $month } 的月结已撤销
done-report-note = { $month } { $report }的说明已写好
done-register-recur = 登记簿定期事项已办理 { $count } 件
done-report-make = { $month } { $report }已编制，摘要 { $digest }
done-report-submit = { $month } { $report }已上报，摘要 { $digest }
done-fee_item-add = 已新增收费项目“{ $name }”
done-fee_item-edit = 已修改收费项目“{ $name }”，下次出账起生效
done-fee_item-set = 已调整“{ $name }”的单价，已出账的不变
done-meter-add = 已给 { $premises } 装表 { $meter }
done-meter-read = { $premises } 表 { $meter } 读数 { $value }，用量 { $used }
done-meter-replace = 表 { $before } 已换为 { $meter }，旧表用量 { $used }
done-meter-end = 表 { $meter } 自 { $day } 后停用

## 审批与撤销

command-approval-grant = 同意
    .doc = 同意一项待批事项，随即执行。
command-approval-refuse = 不同意
    .doc = 不同意一项待批事项，写明理由。
command-approval-withdraw = 撤回申请
    .doc = 撤回自己提交、还没有批的申请。
command-approval-expire = 审批过期
    .doc = 过了期限没人批的事项作废，要办须重新提出。
command-undo = 撤销
    .doc = 撤销本人上一步操作，单号不收回。

## 日常事项与班次


## 不是命令，也记在审计里

audit-seat-sign_on = 签到
audit-seat-sign_off = 签退
audit-list-export = 导出
audit-list-reveal = 查看号码
audit-ticket-slip = 打印派工单
audit-backup = 备份
audit-restore = 恢复备份
