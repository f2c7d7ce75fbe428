# 服務檯命令的名稱。命名：ticket.dispatch → command-ticket-dispatch（點改成短橫，下劃線不變）；
# 正文是菜單裡的名稱，不超過 8 個漢字；.doc 是一句話說明，用在命令面板、幫助和 do --list。
# 終端自己的命令（不改記錄）在 terminal.ftl。

## 房屋與人員

command-community-add = 新增小區
    .doc = 新增一個小區，取得其名稱和拼音首字母。
command-community-rename = 小區改名
    .doc = 小區寫錯了名稱時改正；沒有另定的首字母隨之改變。
command-building-add = 新增樓棟
    .doc = 新增一棟樓及其單元、樓層和房號。
command-household-add = 新增房屋
    .doc = 新增一戶，登記房號、面積和用途。
command-household-edit = 修改房屋
    .doc = 修改一戶的登記內容，保留修改前的內容。
command-person-add = 新增人員
    .doc = 在一戶下登記業主、租戶或家庭成員。
command-person-edit = 修改人員
    .doc = 修改一個人的登記內容，保留修改前的內容。
command-person-reveal = 顯示號碼
    .doc = 顯示被遮住的電話或證件號碼，並記入審計；寫回訪單號就顯示要打給誰。
command-household-recode = 改房號
    .doc = 房號登記錯時改正，須寫明原因；已打印的單據不變。
command-household-fee = 收費設置
    .doc = 定一戶某項收費的起止日期和車位數，已出的賬不變。
command-homes-pattern = 按規律建房
    .doc = 按樓棟、單元、樓層和每層戶數一次建好房屋，已有的不動。
command-import-apply = 導入
    .doc = 把核對過的文件一次導入，已有的不動。

## 房屋與人員：做完以後說的話（done-<命令>）

done-community-add = 已新增小區「{ $name }」
    .more = 已新增小區「{ $name }」，首字母 { $initials }
done-community-rename = 小區現名「{ $name }」，首字母 { $initials }
done-building-add = 已新增 { $name } 棟，{ $count } 個單元
done-homes-pattern = { $name }：新建 { $added } 戶，已有 { $known } 戶
done-household-add = 已新增房屋 { $premises }
done-household-edit = 已修改 { $premises }
done-household-recode = { $before } 已改為 { $premises }
done-household-fee = { $premises } 的「{ $name }」已設置，下次出賬起生效
done-person-add = 已登記 { $name }，房號 { $premises }
    .more = 已登記 { $name }，房號 { $premises }；電話與 { $same } 相同
done-person-edit = 已修改 { $name }
import-differs = { $record } { $field }
done-import-apply = 已導入 { $file }，新增（原有不變）：樓棟 { $buildings_added }（{ $buildings_known }），收費項目 { $fees_added }（{ $fees_known }），房屋與車位 { $homes_added }（{ $homes_known }），人員 { $people_added }（{ $people_known }），與房屋的關係 { $ties_added }（{ $ties_known }），繳費 { $payments_added }（{ $payments_known }）{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
    .more = { done-import-apply }；與現有資料不同、未改動的有 { $differing } 處：{ $differences }
done-import-trial = 試導入 { $file }，可以導入，什麼也沒有改；將新增（原有不變）：樓棟 { $buildings_added }（{ $buildings_known }），收費項目 { $fees_added }（{ $fees_known }），房屋與車位 { $homes_added }（{ $homes_known }），人員 { $people_added }（{ $people_known }），與房屋的關係 { $ties_added }（{ $ties_known }），繳費 { $payments_added }（{ $payments_known }）{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
    .more = { done-import-trial }；與現有資料不同、未改動的有 { $differing } 處：{ $differences }
done-import-readings = 已導入 { $file }：讀數新增 { $readings_added } 個，原有不變 { $readings_known } 個{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
done-import-readings-trial = 試導入 { $file }，可以導入，什麼也沒有改；讀數將新增 { $readings_added } 個，原有不變 { $readings_known } 個{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
done-import-complaints = 已導入 { $file }：投訴新增 { $complaints_added } 件（{ $state }），原有不變 { $complaints_known } 件{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
    .more = { done-import-complaints }；與現有資料不同、未改動的有 { $differing } 處：{ $differences }
done-import-complaints-trial = 試導入 { $file }，可以導入，什麼也沒有改；投訴將新增 { $complaints_added } 件（{ $state }），原有不變 { $complaints_known } 件{ $left_out ->
    [0] {""}
   *[other] ；略過有錯的 { $left_out } 行
 }
    .more = { done-import-complaints-trial }；與現有資料不同、未改動的有 { $differing } 處：{ $differences }
done-person-reveal = { $name }：證件 { $id_number }
    .more = { $name }：電話 { $phone }
    .most = { $name }：電話 { $phone }，證件 { $id_number }

## 本處設置

command-staff-add = 新增員工
    .doc = 新增一名員工，定其崗位級別和登錄方式。
command-staff-edit = 修改員工
    .doc = 修改員工的崗位、級別或在崗情況。
command-staff-absent = 請假
    .doc = 登記誰不在、到哪天；手上未結的單一次改派，期間不再派給他。
command-staff-back = 銷假
    .doc = 提前回來上班，重新參加派工。
command-staff-pin = 設置密碼
    .doc = 為員工設置登錄用的數字密碼。
command-setting-set = 修改設置
    .doc = 修改一項時限、比例或其他設置。
command-holiday-set = 設置節假日
    .doc = 設定某天為節假日、調休上班日或平日。
command-holiday-list = 錄入全年節假日
    .doc = 按年錄入放假和調休：10-01..10-07 休，10-10 班。
command-phrase-set = 設置短語
    .doc = 設定一條短語及其拼音代碼、類別和工種。
command-category-set = 設置類別
    .doc = 設定報修或投訴類別及其工種和時限。
command-outage-post = 發佈停供通知
    .doc = 發佈停水、停電、停梯等通知，接電話時自動提示。
command-outage-edit = 修改停供通知
    .doc = 修改生效通知的內容、範圍或恢復時間。
command-outage-end = 結束停供通知
    .doc = 停供提前恢復時結束通知。
command-shift-start = 上崗
    .doc = 開始當班，記下到崗時間和崗前檢查。
command-shift-note = 記工作日誌
    .doc = 在本班工作日誌裡記一條。
command-shift-handover = 交班
    .doc = 結束本班，把本班的變動和未了事項自動列成交接單。
command-shift-acknowledge = 確認交接事項
    .doc = 逐條確認上一班交接的事項。
command-shift-accept = 接班
    .doc = 接下上一班，未確認的事項繼續提示。
command-shift-release = 同意離崗
    .doc = 主管同意交班人離崗。
command-duty-done = 職責辦結
    .doc = 把到期的職責記為已辦，寫明憑據或附上文件。
command-duty-waive = 職責免辦
    .doc = 主管說明原因，免辦這一期的職責。
command-duty-assign = 指定負責人
    .doc = 把職責指定給某人；留空則歸還給崗位。
command-office-found = 開設本處
    .doc = 第一次使用時登記小區和經理，裝入類別和短語。

## 本處：做完以後說的話（done-<命令>）

done-staff-add = 已新增員工 { $name }
done-staff-edit = 已修改員工 { $name }
done-staff-absent = 已登記 { $name } 請假到 { $until }，改派 { $count } 張
    .more = 已登記 { $name } 請假到 { $until }，改派 { $count } 張，還有 { $left } 張在其手上
done-staff-back = { $name } 已銷假，重新參加派工
done-staff-pin = 已設置 { $name } 的密碼
done-setting-set = 已改設置：{ $setting }，由 { $before } 改為 { $value }
    .more = { done-setting-set }；重排工單 { $moved } 張
    .most = { done-setting-set }；重算訴訟時效 { $clocks } 戶
done-holiday-set = { $day } 設為{ $kind }
done-holiday-list = { $year } 年節假日已錄入：放假 { $holidays } 天，調休上班 { $workdays } 天
done-phrase-set = 短語「{ $phrase }」{ $what }
done-category-set = 類別「{ $name }」已更新
done-outage-post = 通知 { $notice } 已發佈，至 { $until }：{ $text }
done-outage-edit = 通知 { $notice } 已修改，至 { $until }：{ $text }
done-outage-end = 通知 { $notice } 已結束：{ $text }
done-shift-start = { $shift }，{ $at } 上崗
    .more = { $shift }，{ $at } 上崗，比規定到崗時間遲 { $late } 分鐘
done-shift-note = 已記入工作日誌
done-shift-handover = { $shift }已交班，交接 { $lines } 條
    .more = { $shift }已交給 { $name }，交接 { $lines } 條
done-shift-acknowledge = 已確認第 { $line } 條，還有 { $open } 條未確認
done-shift-accept = 已接 { $name } 的{ $shift }，還有 { $open } 條未確認
done-shift-release = 已同意 { $name } 離崗（{ $shift }）
done-duty-done = { $duty }已辦結
    .more = { $duty }已辦 { $have }/{ $count }
done-duty-waive = { $duty }本期免辦
done-duty-assign = { $duty }已歸還崗位
    .more = { $duty }由{ $person }負責
done-office-found = 已開設，經理 { $name }，系統賬號 { $account }

## 接待

command-contact-log = 登記來電來訪
    .doc = 登記一次來電、來訪或來信。
command-contact-edit = 更正接待記錄
    .doc = 更正接待記錄，保留更正前的內容。
command-contact-answer = 答覆
    .doc = 記下對諮詢的答覆，了結這次接待。
command-contact-ring = 來電振鈴
    .doc = 由電話系統報告：某個號碼正在呼入，或已停止振鈴。
command-contact-take = 接聽
    .doc = 接起正在振鈴的來電並打開登記單；選中未接來電時為回撥。
command-contact-miss = 記為未接
    .doc = 無人接聽的來電記為待回電。

## 報修與投訴

command-ticket-open = 受理
    .doc = 受理一件報修、投訴或建議，取得單號。
command-ticket-edit = 更正單據
    .doc = 更正單據內容，保留更正前的內容。
command-ticket-dispatch = 派工
    .doc = 把派工單交給維修人員。
command-ticket-start = 開始處理
    .doc = 記下維修人員已開始處理。
command-ticket-hold = 掛起
    .doc = 因缺料、業主不在等原因暫停，到提醒日再出現。
command-ticket-resume = 恢復處理
    .doc = 掛起的單據恢復處理。
command-ticket-return = 退單
    .doc = 維修人員退回派工單，寫明原因，等待改派。
command-ticket-done = 完工
    .doc = 記下處理結果、分類和存放區，自動生成回訪。
command-ticket-file = 歸檔
    .doc = 把完工的派工單按分類放入存放區。
command-ticket-cancel = 取消
    .doc = 取消單據，須寫明原因並經主管同意。
command-ticket-note = 記進展
    .doc = 寫一條處理進展。
command-ticket-escalate = 上報
    .doc = 把辦不了的事上報給主管、經理或領導。
command-ticket-voice = 加一票
    .doc = 同一件事又有人反映，記在原單上，不另開單。
command-ticket-part = 分出一票
    .doc = 同報的其實是另一件事：從原單分出，另開一單。
command-ticket-review = 複核
    .doc = 主管核對已辦完的單據：所記屬實，或有出入並寫明。
command-ticket-expense = 報批費用
    .doc = 申報要花的費用；超出本人權限的須上級批准。
command-ticket-pay_out = 支付費用
    .doc = 記下已付的費用，不超過已批的；不從收銀臺出。
command-ticket-pay_back = 收回費用
    .doc = 付錯或退回的費用：記一筆收回，原記錄保留。
command-ticket-bulk = 成批辦理
    .doc = 對幾張單據一次辦同一件事，一次撤銷；有一張辦不了就都不辦。
command-ticket-link = 關聯單據
    .doc = 把兩張單據關聯起來，可以撤銷。

## 投訴處理

command-ticket-explain = 解釋疏導
    .doc = 對已知事項當場解釋疏導，記下所說內容。
command-ticket-notify = 通知部門領導
    .doc = 把未知事項通知相關部門和領導，記下時間。
command-ticket-accept = 接手處理
    .doc = 接手處理投訴，或表示已知曉上報的單據。
command-ticket-plan = 提交處理方案
    .doc = 提交處理方案和賠償數額，按級別等待審批。
command-ticket-resolve = 處理完畢
    .doc = 記下投訴的處理結果。
command-ticket-feedback = 反饋結果
    .doc = 記下何時、以何方式把結果告訴了投訴人。
command-ticket-withdraw = 撤訴
    .doc = 投訴人撤回投訴。

## 回訪

command-followup-record = 記錄回訪
    .doc = 記錄一次回訪的方式、結果和所說內容；不滿意則重新處理。
command-followup-accept = 已閱
    .doc = 表示已知曉回訪中記下的重要情況。

## 做完以後（接待、單據、投訴、回訪、審批）。{ $number } 是這次的單號；其餘由命令給出。

done-contact-log = 已登記 { $number }，{ $state }
    .more = 已登記 { $number }，開單 { $tickets }，{ $state }
    .most = 已登記 { $number }，開單 { $tickets }，派給 { $worker }
    .joined = 已登記 { $number }，記在 { $joined } 名下，共 { $voices } 戶反映
done-contact-edit = 已更正 { $number }，改了 { $count } 處
done-contact-answer = 已記下答覆 { $number }，{ $state }
done-contact-ring = 沒有這個號碼的來電
    .more = { $number } { $state }
done-contact-take = 已接聽 { $number }，保存登記單即了結
done-contact-miss = 未接來電 { $count } 個，已記為待回電
done-ticket-open = 已開單 { $number }，{ $state }
    .more = 已開單 { $number }，派給 { $worker }
done-ticket-edit = 已更正 { $number }，改了 { $count } 處
done-ticket-dispatch = 已派工 { $number } → { $worker }
done-ticket-start = 已開始處理 { $number }
    .more = 已開始處理 { $number }，維修工 { $worker }
done-ticket-hold = 已掛起 { $number }
done-ticket-resume = 已恢復 { $number }
done-ticket-return = 已退單 { $number }
done-ticket-done = 已完工 { $number }，{ $state }
    .more = 已完工 { $number }，{ $state }；已記應收 { $charged }
done-ticket-file = 已歸檔 { $number }，{ $state }
done-ticket-cancel = 已取消 { $number }
done-ticket-note = 已記進展 { $number }
done-ticket-escalate = 已上報 { $number }，報給{ $target }
done-ticket-voice = 已加一票 { $number }，共 { $voices } 戶反映
done-ticket-part = 已從 { $from } 分出，另開 { $number }：{ $premises }
done-ticket-expense = { $number } 的費用 { $amount } 已批，共 { $whole }
done-ticket-pay_out = { $number } 已付 { $amount }，已批未付 { $left }
done-approval-withdraw = 已撤回 { $number }：{ $command }
done-ticket-pay_back = { $number } 已收回 { $amount }，已批未付 { $left }
done-ticket-review = 已複核 { $number }：{ $verdict }
done-ticket-bulk = 已成批{ $act } { $count } 張：{ $tickets }
done-ticket-link = 已更新關聯：{ $number } 與 { $other }
done-ticket-explain = 已記下解釋 { $number }，{ $state }
done-ticket-notify = 已通知部門領導 { $number }
done-ticket-accept = 已接手 { $number }，{ $state }
done-ticket-plan = 已記下方案 { $number }，{ $state }
done-ticket-plan_approved = 方案已獲批准 { $number }，{ $state }
done-ticket-resolve = 已處理 { $number }，{ $state }
done-ticket-feedback = 已反饋 { $number }，{ $state }
done-ticket-withdraw = 已撤訴 { $number }
done-followup-record = 已記回訪 { $number }：{ $outcome }；原單 { $ticket } { $state }
    .more = 已記回訪 { $number }：{ $outcome }，{ $wake } 再聯繫
done-followup-accept = 已閱 { $number }
done-approval-grant = 已同意 { $number }：{ $command }
done-approval-refuse = 未同意 { $number }：{ $command }
done-approval-expire = 已作廢過期未批的 { $approvals } 項
done-clock-confirm = 時鐘已確認，此前{ $jump }
clock-ahead = 快進了 { $count } 分鐘
clock-back = 倒退了 { $count } 分鐘
done-undo = 已撤銷：{ $command }
    .more = 已撤銷：{ $command } { $number }
    .most = 已撤銷：{ $command } { $of }
    .joined = 已撤銷：{ $command } { $number } { $of }

command-ticket-plan_approved = 批准方案
    .doc = 方案獲批准後記下；在外部批准的由物業經理寫明批准人、文號和日期。

## 收費

command-charge-run = 批量出賬
    .doc = 按收費標準為各戶生成本期應收。
command-charge-add = 單筆應收
    .doc = 為一戶增加一筆應收款。
command-payment-take = 收款
    .doc = 收取款項，抵扣欠費，開出收據。
command-payment-reverse = 沖銷收款
    .doc = 另一人同意後沖銷一筆收款，收據作廢留號。
command-payment-refund = 退還預收
    .doc = 另一人同意後把收據上未用的預收款退還繳費人。
command-payment-print = 打印收據
    .doc = 記一次收據打印；第一次以後的都註明副本。
command-late_fee-post = 滯納金入賬
    .doc = 把截至某日已產生的滯納金記入賬上，一戶或全部。
command-reduction-request = 申請減免
    .doc = 寫明理由申請減免，經批准後生效。
command-charge-dispute = 登記異議
    .doc = 業主對賬單有異議：關聯一件投訴，期間不催繳，欠款照記。
command-charge-settle_dispute = 結束異議
    .doc = 投訴辦結前結束賬單異議，恢復催繳。
command-building-steward = 指定管家
    .doc = 指定一棟樓的責任管家及起始日，收繳率按月末的管家統計。
command-charge-reduce = 減免
    .doc = 申請減免一戶的欠款，另一人批准後生效，不再收取。
command-charge-write_off = 核銷
    .doc = 申請核銷收不回的欠款，另一人批准後生效，以後可以恢復。
command-charge-restore = 恢復應收
    .doc = 把核銷的欠款恢復為應收，另一人批准後生效。
command-plan-agree = 分期繳費
    .doc = 把一戶的全部欠款分成若干期，另一人批准後生效。
command-plan-end = 終止分期
    .doc = 終止一戶的分期，沒繳的照常催繳。
command-deposit-take = 收押金
    .doc = 向一戶收取押金，寫明為什麼收；選了付款方式即開收據。
command-deposit-return = 退押金
    .doc = 退還押金，全部或一部分，另一人批准後生效。
command-deposit-keep = 扣押金
    .doc = 寫明原因扣下押金，全部或一部分，另一人批准後生效。
command-deposit-settle = 押金抵欠
    .doc = 業主同意後用押金抵欠款，另一人批准後生效。
command-deposit-reverse = 押金沖正
    .doc = 撤銷押金上做錯的一步，另一人批准後生效，原記錄保留。
command-dunning-record = 記錄催繳
    .doc = 記錄一次催繳的方式和對方的話。
command-dunning-bulk = 成批催繳
    .doc = 給選中的幾戶一次記下同一次催繳，要麼都記，要麼都不記。
command-promise-record = 記錄承諾
    .doc = 記下承諾繳費的金額和日期，到期自動提醒。
command-day-close = 日結
    .doc = 清點現金，與賬面核對，結束當天收款。
command-day-settle = 處理長短款
    .doc = 主管寫明日結長款、短款怎樣處理。
command-day-reopen = 撤銷日結
    .doc = 主管寫明理由，撤銷最近一次日結；原記錄保留。
command-month-close = 月結
    .doc = 固定上月的應收、實收、欠費和收繳率，以後的變動另列。
command-month-reopen = 撤銷月結
    .doc = 寫明理由，另一人同意後撤銷月結；原數字保留。
command-report-note = 寫報表說明
    .doc = 給一份報表寫分析說明；程序不代寫
command-register-recur = 登記簿定期事項
    .doc = 按登記簿的規定每期自動辦理一次：當月的常規回訪、當天的巡查。
command-report-make = 編制報表
    .doc = 按現在的記錄編制一份報表，留下數字和摘要；上報前可以重編
command-report-submit = 上報（歸檔）報表
    .doc = 把編好的報表上報或歸檔，之後數字和說明都不再改
command-fee_item-add = 新增收費項目
    .doc = 新增收費項目，定單價或階梯價（0-100 1.90; 100- 2.40）、計費方式和起止日。
command-fee_item-edit = 修改收費項目
    .doc = 修改收費項目，以後出賬時生效，已出的賬不變。
command-fee_item-set = 調整單價
    .doc = 自某日起改用新單價；當月有變動的按天計費，已出賬的不變。
command-meter-add = 新增表計
    .doc = 給房屋或公共區域裝一塊水、電、氣表，記下起始讀數。
command-meter-read = 抄表
    .doc = 記一次讀數；明顯不對的要複核確認。
command-meter-replace = 換表
    .doc = 記舊錶止數，換上新表。
command-meter-end = 停用表計
    .doc = 不再抄這塊表，已出的賬不變。

## 收費：做完以後說的話（done-<命令>）

done-charge-run = { $month } 已出賬：{ $households } 戶 { $charges } 筆 { $amount }{ $late ->
    [0] {""}
   *[other] ，補出 { $late } 筆
}{ $left ->
    [0] {""}
   *[other] ，未出 { $left } 項
}{ $before ->
    [0] {""}
   *[other] ，此前已出 { $before } 筆
}
done-charge-add = 已為 { $premises } 記 { $name } { $amount }，{ $due } 到期；現欠 { $owed }
done-registers = { $number } { $state }
    .counted = { $number } { $state }，現有庫存 { $balance }
    .joined = { $number } { $state }，新登記 { $new }
    .most = { $number } { $state }，計入應收 { $amount }，該戶共欠 { $owed }
    .more = { $number } { $state }，期限 { $due }
done-registers-batch = 已登記 { $count } 戶：{ $tickets }
done-registers-purge = { $number } 已清除個人信息 { $count } 項
done-registers-reveal = { $number } { $shown }
done-payment-take = 已收 { $premises } { $amount }，收據 { $number }，已繳清
    .more = 已收 { $premises } { $amount }，收據 { $number }，還欠 { $left }
    .most = 已收 { $premises } { $amount }，收據 { $number }，其中 { $ahead } 轉預收
    .joined = 已收 { $premises } { $amount }，收據 { $number }，找零 { $change }
done-payment-reverse = 收據 { $number } 已沖銷 { $amount }；{ $premises } 現欠 { $left }
done-payment-refund = 已從收據 { $number } 退還 { $premises } { $amount }
    .more = 已從收據 { $number } 退還 { $premises } { $amount }，預收還剩 { $ahead }
done-payment-print = 收據 { $number } 已記第 { $count } 次打印
done-late_fee-post = 截至 { $day } 的滯納金已入賬：{ $households } 戶 { $charges } 筆，共 { $amount }
done-charge-reduce = 已減免 { $premises } { $amount }，現欠 { $left }
done-charge-write_off = 已核銷 { $premises } { $amount }，現欠 { $left }
done-charge-restore = 已恢復 { $premises } { $amount }，現欠 { $left }
done-plan-agree = { $premises } 欠 { $owed }，分 { $parts } 期，{ $day } 繳第一期 { $amount }
done-plan-end = { $premises } 的分期已終止，現欠 { $owed }
done-deposit-take = { $premises } 應繳{ $name } { $amount }，押金編號 { $deposit }
    .more = 已收 { $premises } { $name } { $amount }，押金編號 { $deposit }，收據 { $receipt }
done-deposit-return = 已退 { $premises } { $name } { $amount }，還押 { $held }
done-deposit-keep = 已扣 { $premises } { $name } { $amount }，還押 { $held }
done-deposit-settle = 已用 { $premises } { $name }抵欠 { $amount }，還押 { $held }，現欠 { $left }
done-deposit-reverse = 已沖正 { $premises } { $name } { $amount }，還押 { $held }，現欠 { $left }
done-dunning-record = 已記 { $premises } 第 { $count } 次催繳，現欠 { $owed }
    .more = { done-dunning-record }；下一步 { $next }，{ $day } 起
done-dunning-bulk = 已給 { $count } 戶記下催繳：{ $homes }
done-charge-dispute = { $premises } 的 { $count } 筆賬已記異議，共 { $amount }，由 { $number } 處理，期間不催繳
done-charge-settle_dispute = { $premises } 的 { $count } 筆賬異議結束，共 { $amount }，恢復催繳
done-building-steward = { $building } 棟自 { $day } 起沒有管家
    .more = { $building } 棟自 { $day } 起由 { $name } 負責
done-promise-record = { $premises } 承諾 { $day } 繳 { $amount }，到期自動提醒
done-day-close = { $day } 已日結，交款單 { $slip } 號：共收 { $amount }，其中現金 { $cash }，賬實相符
    .more = { $day } 已日結，交款單 { $slip } 號：現金 { $cash }，長短款 { $difference }，待主管處理
done-day-settle = { $day } 的長短款 { $difference } 已寫明處理意見
done-day-reopen = { $day } 的日結已撤銷，請重新清點
done-month-close = { $month } 已月結：應收 { $charged }，實收 { $paid }
done-month-reopen = { $month } 的月結已撤銷
done-report-note = { $month } { $report }的說明已寫好
done-register-recur = 登記簿定期事項已辦理 { $count } 件
done-report-make = { $month } { $report }已編制，摘要 { $digest }
done-report-submit = { $month } { $report }已上報，摘要 { $digest }
done-fee_item-add = 已新增收費項目「{ $name }」
done-fee_item-edit = 已修改收費項目「{ $name }」，下次出賬起生效
done-fee_item-set = 已調整「{ $name }」的單價，已出賬的不變
done-meter-add = 已給 { $premises } 裝表 { $meter }
done-meter-read = { $premises } 表 { $meter } 讀數 { $value }，用量 { $used }
done-meter-replace = 表 { $before } 已換為 { $meter }，舊錶用量 { $used }
done-meter-end = 表 { $meter } 自 { $day } 後停用

## 審批與撤銷

command-approval-grant = 同意
    .doc = 同意一項待批事項，隨即執行。
command-approval-refuse = 不同意
    .doc = 不同意一項待批事項，寫明理由。
command-approval-withdraw = 撤回申請
    .doc = 撤回自己提交、還沒有批的申請。
command-approval-expire = 審批過期
    .doc = 過了期限沒人批的事項作廢，要辦須重新提出。
command-undo = 撤銷
    .doc = 撤銷本人上一步操作，單號不收回。

## 日常事項與班次


## 不是命令，也記在審計裡

audit-seat-sign_on = 簽到
audit-seat-sign_off = 簽退
audit-list-export = 導出
audit-list-reveal = 查看號碼
audit-ticket-slip = 打印派工單
audit-backup = 備份
audit-restore = 恢復備份
