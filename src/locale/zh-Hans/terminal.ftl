# 终端自己的命令（只动画面，不改记录）、按键和按键所在地方的名称。
# 命名：command-<名称>（.doc 为说明）、key-<键名>、context-<地方>。

## 移动与窗格

command-move-down = 下移
    .doc = 选中下一行。
command-move-up = 上移
    .doc = 选中上一行。
command-move-page_down = 下一页
    .doc = 向下翻一屏。
command-move-page_up = 上一页
    .doc = 向上翻一屏。
command-move-first = 第一行
    .doc = 回到第一行。
command-move-last = 最后一行
    .doc = 到最后一行。
command-pane-1 = 来电来访窗格
    .doc = 转到来电来访窗格。
command-pane-2 = 报修工单窗格
    .doc = 转到报修工单窗格。
command-pane-3 = 逾期回访窗格
    .doc = 转到逾期回访窗格。
command-pane-4 = 欠费催缴窗格
    .doc = 转到欠费催缴窗格。
command-pane-next = 下一窗格
    .doc = 转到下一个窗格。
command-pane-previous = 上一窗格
    .doc = 转到上一个窗格。

## 打开与查找

command-open = 打开
    .doc = 打开选中的一行。
command-back = 返回
    .doc = 返回上一层，写了一半的内容留作草稿。
command-actions-open = 可做操作
    .doc = 列出现在能对这一行做的事，不能做的说明原因。
command-home-open = 房屋卡片
    .doc = 打开这一行所属房屋的卡片。
command-find-open = 查找
    .doc = 按房号、电话、姓名、拼音、车牌或单号查找。
command-palette-open = 命令面板
    .doc = 按名称或拼音查找并执行命令。
command-help-open = 帮助
    .doc = 列出现在有效的所有按键。
command-next-urgent = 下一急件
    .doc = 转到下一件最急的事。
command-explain = 为什么
    .doc = 说明这个期限、金额或数字是怎么来的。
command-figures-open = 数字怎么来的
    .doc = 说明顶行各个数字怎么算出来，并转到它所数的行。
command-row-mark = 标记
    .doc = 标记这一张工单，再按取消；派工、挂起等对标记的一次办，一次撤销。
command-ticket-print = 打印单据
    .doc = 打印派工单、收据、催缴通知或交款单，没有设打印机就存成文件；标记了几张就打几张。
command-row-unmark = 取消标记
    .doc = 取消全部标记。
command-undo-list = 我的操作
    .doc = 列出本人最近的操作，可选择撤销。
command-drafts-open = 未完成的表单
    .doc = 列出没有填完的表单，接着填。
command-draft-drop = 丢弃草稿
    .doc = 丢弃选中的草稿。
command-screen-leave = 离开
    .doc = 离开这个画面。
command-go-counter = 前台
    .doc = 回到前台四窗格。
command-go-review = 待复核
    .doc = 列出办完还没有复核的单据。
command-unfiled-open = 完工待归档
    .doc = 列出已完工、还没有分类存放的报修，逐件归档。
command-go-approvals = 待批事项
    .doc = 转到等待审批的事项和上报待接手的单据。
command-go-shift = 交接班
    .doc = 接班、逐条确认上一班的交接、交班、看当班日志。
command-go-fees = 收费
    .doc = 欠费、账单、日结、审批和收费项目。
command-fees-arrears = 欠费
    .doc = 列出欠费的房屋，可以收款、催缴、记承诺。
command-fees-items = 收费项目
    .doc = 列出收费项目和价格，可以新增、改价。
command-fees-days = 日结
    .doc = 清点现金、日结、看以前的日结和收款明细。
command-fees-months = 月结
    .doc = 固定一个月的数字，看以后有没有变动。
command-go-settings = 设置
    .doc = 人员、时限、节假日、类别、短语、通知和各项设置。
command-settings-add = 新增
    .doc = 在这一栏里新增一条。
command-settings-remove = 移除
    .doc = 移除选中的一条，或恢复默认值；不能撤销的会先询问。
command-settings-filter = 筛选
    .doc = 输入文字或拼音，缩小列表。
command-wizard-open = 初次使用
    .doc = 建小区和房屋资料：从表格导入、按规律生成，或先看示例。
command-redraw = 重画屏幕
    .doc = 重新画出整个屏幕。
command-lock = 锁屏
    .doc = 锁住屏幕，输入密码后继续；换人值班也在这里。

## 新建

command-contact-call = 来电
    .doc = 接一个来电，填写登记单。
command-contact-visit = 来访
    .doc = 接待一位来访者，填写登记单。
command-repair-new = 新报修
    .doc = 填写一张新的报修单。
command-complaint-new = 新投诉
    .doc = 填写一张新的投诉单。

## 表单

command-form-save = 保存
    .doc = 保存并完成，报修同时派工。
command-form-save_only = 只保存
    .doc = 只保存，不派工。
command-form-next = 下一项
    .doc = 到下一项。
command-form-previous = 上一项
    .doc = 到上一项。
command-form-clear = 清空
    .doc = 清空这一项。
command-form-choices = 可选值
    .doc = 列出这一项可以选的值。
command-form-look = 看原单
    .doc = 在表单上面打开这张单据，看完返回表单。
command-edit-left = 左移
    .doc = 光标左移一个字。
command-edit-right = 右移
    .doc = 光标右移一个字。
command-edit-start = 到行首
    .doc = 光标到行首。
command-edit-end = 到行尾
    .doc = 光标到行尾。
command-edit-backspace = 退格删除
    .doc = 删去光标前的一个字。
command-edit-delete = 删除
    .doc = 删去光标后的一个字。
command-choice-1 = 第 1 项
    .doc = 选第 1 项。
command-choice-2 = 第 2 项
    .doc = 选第 2 项。
command-choice-3 = 第 3 项
    .doc = 选第 3 项。
command-choice-4 = 第 4 项
    .doc = 选第 4 项。
command-choice-5 = 第 5 项
    .doc = 选第 5 项。
command-choice-6 = 第 6 项
    .doc = 选第 6 项。
command-choice-7 = 第 7 项
    .doc = 选第 7 项。
command-choice-8 = 第 8 项
    .doc = 选第 8 项。
command-choice-9 = 第 9 项
    .doc = 选第 9 项。

## 按键名称

key-enter = 回车
key-esc = Esc
key-space = 空格
key-tab = Tab
key-backtab = Shift+Tab
key-backspace = 退格
key-delete = 删除键
key-insert = 插入键
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-home = Home
key-end = End
key-pageup = 上翻页
key-pagedown = 下翻页

## 按键所在的地方

context-global = 任何地方
context-counter = 选中记录时
context-pane = 窗格
context-detail = 记录
context-home = 房屋卡片
context-followup = 回访拨号
context-approvals = 待批事项
context-shift = 交接班
context-fees = 收费
context-close = 日结月结
context-settings = 设置
context-actions = 可做操作
context-help = 帮助
context-form = 表单
context-palette = 命令面板
context-find = 查找
context-picker = 选择列表
context-lock = 锁屏
context-text = 输入文字时
