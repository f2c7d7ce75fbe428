# 終端自己的命令（只動畫面，不改記錄）、按鍵和按鍵所在地方的名稱。
# 命名：command-<名稱>（.doc 為說明）、key-<鍵名>、context-<地方>。

## 移動與窗格

command-move-down = 下移
    .doc = 選中下一行。
command-move-up = 上移
    .doc = 選中上一行。
command-move-page_down = 下一頁
    .doc = 向下翻一屏。
command-move-page_up = 上一頁
    .doc = 向上翻一屏。
command-move-first = 第一行
    .doc = 回到第一行。
command-move-last = 最後一行
    .doc = 到最後一行。
command-pane-1 = 來電來訪窗格
    .doc = 轉到來電來訪窗格。
command-pane-2 = 報修工單窗格
    .doc = 轉到報修工單窗格。
command-pane-3 = 逾期回訪窗格
    .doc = 轉到逾期回訪窗格。
command-pane-4 = 欠費催繳窗格
    .doc = 轉到欠費催繳窗格。
command-pane-next = 下一窗格
    .doc = 轉到下一個窗格。
command-pane-previous = 上一窗格
    .doc = 轉到上一個窗格。

## 打開與查找

command-open = 打開
    .doc = 打開選中的一行。
command-back = 返回
    .doc = 返回上一層，寫了一半的內容留作草稿。
command-actions-open = 可做操作
    .doc = 列出現在能對這一行做的事，不能做的說明原因。
command-home-open = 房屋卡片
    .doc = 打開這一行所屬房屋的卡片。
command-find-open = 查找
    .doc = 按房號、電話、姓名、拼音、車牌或單號查找。
command-palette-open = 命令面板
    .doc = 按名稱或拼音查找並執行命令。
command-help-open = 幫助
    .doc = 列出現在有效的所有按鍵。
command-next-urgent = 下一急件
    .doc = 轉到下一件最急的事。
command-explain = 為什麼
    .doc = 說明這個期限、金額或數字是怎麼來的。
command-figures-open = 數字怎麼來的
    .doc = 說明頂行各個數字怎麼算出來，並轉到它所數的行。
command-row-mark = 標記
    .doc = 標記這一張工單，再按取消；派工、掛起等對標記的一次辦，一次撤銷。
command-ticket-print = 打印單據
    .doc = 打印派工單、收據、催繳通知或交款單，沒有設打印機就存成文件；標記了幾張就打幾張。
command-row-unmark = 取消標記
    .doc = 取消全部標記。
command-undo-list = 我的操作
    .doc = 列出本人最近的操作，可選擇撤銷。
command-drafts-open = 未完成的表單
    .doc = 列出沒有填完的表單，接著填。
command-draft-drop = 丟棄草稿
    .doc = 丟棄選中的草稿。
command-screen-leave = 離開
    .doc = 離開這個畫面。
command-go-counter = 前臺
    .doc = 回到前臺四窗格。
command-go-review = 待複核
    .doc = 列出辦完還沒有複核的單據。
command-unfiled-open = 完工待歸檔
    .doc = 列出已完工、還沒有分類存放的報修，逐件歸檔。
command-go-approvals = 待批事項
    .doc = 轉到等待審批的事項和上報待接手的單據。
command-go-shift = 交接班
    .doc = 接班、逐條確認上一班的交接、交班、看當班日誌。
command-go-fees = 收費
    .doc = 欠費、賬單、日結、審批和收費項目。
command-fees-arrears = 欠費
    .doc = 列出欠費的房屋，可以收款、催繳、記承諾。
command-fees-items = 收費項目
    .doc = 列出收費項目和價格，可以新增、改價。
command-fees-days = 日結
    .doc = 清點現金、日結、看以前的日結和收款明細。
command-fees-months = 月結
    .doc = 固定一個月的數字，看以後有沒有變動。
command-go-settings = 設置
    .doc = 人員、時限、節假日、類別、短語、通知和各項設置。
command-settings-add = 新增
    .doc = 在這一欄裡新增一條。
command-settings-remove = 移除
    .doc = 移除選中的一條，或恢復默認值；不能撤銷的會先詢問。
command-settings-filter = 篩選
    .doc = 輸入文字或拼音，縮小列表。
command-wizard-open = 初次使用
    .doc = 建小區和房屋資料：從表格導入、按規律生成，或先看示例。
command-redraw = 重畫屏幕
    .doc = 重新畫出整個屏幕。
command-lock = 鎖屏
    .doc = 鎖住屏幕，輸入密碼後繼續；換人值班也在這裡。

## 新建

command-contact-call = 來電
    .doc = 接一個來電，填寫登記單。
command-contact-visit = 來訪
    .doc = 接待一位來訪者，填寫登記單。
command-repair-new = 新報修
    .doc = 填寫一張新的報修單。
command-complaint-new = 新投訴
    .doc = 填寫一張新的投訴單。

## 表單

command-form-save = 保存
    .doc = 保存並完成，報修同時派工。
command-form-save_only = 只保存
    .doc = 只保存，不派工。
command-form-next = 下一項
    .doc = 到下一項。
command-form-previous = 上一項
    .doc = 到上一項。
command-form-clear = 清空
    .doc = 清空這一項。
command-form-choices = 可選值
    .doc = 列出這一項可以選的值。
command-form-look = 看原單
    .doc = 在表單上面打開這張單據，看完返回表單。
command-edit-left = 左移
    .doc = 光標左移一個字。
command-edit-right = 右移
    .doc = 光標右移一個字。
command-edit-start = 到行首
    .doc = 光標到行首。
command-edit-end = 到行尾
    .doc = 光標到行尾。
command-edit-backspace = 退格刪除
    .doc = 刪去光標前的一個字。
command-edit-delete = 刪除
    .doc = 刪去光標後的一個字。
command-choice-1 = 第 1 項
    .doc = 選第 1 項。
command-choice-2 = 第 2 項
    .doc = 選第 2 項。
command-choice-3 = 第 3 項
    .doc = 選第 3 項。
command-choice-4 = 第 4 項
    .doc = 選第 4 項。
command-choice-5 = 第 5 項
    .doc = 選第 5 項。
command-choice-6 = 第 6 項
    .doc = 選第 6 項。
command-choice-7 = 第 7 項
    .doc = 選第 7 項。
command-choice-8 = 第 8 項
    .doc = 選第 8 項。
command-choice-9 = 第 9 項
    .doc = 選第 9 項。

## 按鍵名稱

key-enter = 回車
key-esc = Esc
key-space = 空格
key-tab = Tab
key-backtab = Shift+Tab
key-backspace = 退格
key-delete = 刪除鍵
key-insert = 插入鍵
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-home = Home
key-end = End
key-pageup = 上翻頁
key-pagedown = 下翻頁

## 按鍵所在的地方

context-global = 任何地方
context-counter = 選中記錄時
context-pane = 窗格
context-detail = 記錄
context-home = 房屋卡片
context-followup = 回訪撥號
context-approvals = 待批事項
context-shift = 交接班
context-fees = 收費
context-close = 日結月結
context-settings = 設置
context-actions = 可做操作
context-help = 幫助
context-form = 表單
context-palette = 命令面板
context-find = 查找
context-picker = 選擇列表
context-lock = 鎖屏
context-text = 輸入文字時
