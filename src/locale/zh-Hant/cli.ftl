# 命令行的話：啟動時說不成的原因、幫助裡的一句話。命名：cli-<情形>。

## 啟動

cli-no-home = 不知道數據放在哪裡：沒有主目錄，請用 --data 指定數據文件夾。
cli-socket-too-long = 套接字路徑 { $path } 有 { $bytes } 個字節，最多 { $limit } 個；請換一個較短的數據文件夾。
cli-path-unresolved = 數據文件夾 { $path } 無法確定（{ $detail }）。
cli-data-no-folder = { $path } 是文件，不是文件夾，不能放數據；請用 --data 另指一個文件夾。
cli-harden-failed = 系統不允許保護本程序的數據（{ $step }：{ $detail }），沒有啟動。
cli-unknown-language = 沒有「{ $value }」這種語言，可用：{ $known }。
cli-keys-ok = { $file }：沒有錯誤。
cli-registers-ok = { $file }：沒有錯誤。
cli-registers-unknown = 沒有「{ $value }」這本登記簿；現有：{ $known }。
cli-keymap-default = 鍵位文件有錯誤，現在用默認鍵位。

## 幫助

cli-usage = 用法：
cli-exit-codes = 退出代碼：0 已完成；1 被拒絕或失敗；2 用法不對；3 結果不明（用 --request 重發）；73 另一個服務正佔用數據文件夾
cli-commands = 命令
cli-command = 命令
cli-arguments = 參數
cli-options = 選項
cli-help-frontdesk = 物業前臺：接待、報修、回訪、收費，一個終端辦完。不帶命令時打開前臺。
cli-help-demo = 用臨時數據打開一個演示前臺
cli-help-do = 執行一個命令，例如 do ticket.dispatch R1121-014 worker=王師傅
cli-help-list = 列出一類記錄
cli-help-show = 顯示一張單據及其經過和來由
cli-help-shift = 按 80 列打印一天的工作日誌和交接單
cli-help-report = 看一份報表，或寫成工作簿、文本表、JSON
cli-help-ring = 記下來電並顯示在前臺終端上（供電話系統調用）
cli-help-import = 導入工作簿或文本表格
cli-help-export = 導出一類記錄
cli-help-keys = 顯示或檢查鍵位
cli-help-registers = 列出登記簿，顯示或檢查登記簿文件
cli-help-backup = 把數據備份到文件
cli-help-restore = 用備份文件替換數據，原數據留在旁邊
cli-help-verify = 檢查索引、數字、賬目和審計鏈
cli-help-audit = 檢查或導出審計日誌
cli-help-audit-verify = 檢查審計日誌，或檢查導出的文件
cli-help-audit-export = 把審計日誌導出到文件
cli-help-doctor = 檢查本機環境
cli-help-serve = 手動運行服務
cli-help-status = 顯示服務的狀態
cli-help-stop = 讓服務有序停止
cli-help-man = 輸出手冊頁
cli-help-completions = 輸出命令行補全腳本
cli-arg-data = 數據文件夾（或環境變量 FRONTDESK_DATA）
cli-arg-lang = 語言：zh-Hans、zh-Hant 或 en
cli-arg-keymap = 鍵位的名稱或文件
cli-arg-actor = 以誰的名義做，要輸入密碼
cli-arg-command = 命令的名稱，do --list 列出全部
cli-arg-words = 先寫單據號、房號或姓名，再寫 參數=值
cli-arg-all = 列出全部命令、參數和權限
cli-arg-json = 以 JSON 輸出
cli-arg-paper = 按 80 列打印派工單或收據
cli-arg-request = 請求編號，結果不明後用它重發
cli-arg-seen = 看到的版本；之後有人改過就不做
cli-arg-what = 哪一類
cli-arg-conditions = 條件，例如 'overdue = true'，可寫多個
cli-arg-limit = 最多幾行
cli-arg-reveal = 顯示完整的個人信息，須有權限並留下記錄
cli-arg-number = 單據號或房號
cli-arg-day = 上崗的日期，默認今天
cli-arg-period = 月份，默認本月
cli-arg-name = 哪一份：class_summary month_summary records_check follow_up_rates
cli-arg-person = 誰的班，默認自己
cli-arg-phone = 電話號碼
cli-arg-file = 文件
cli-arg-dry-run = 只檢查，不導入
cli-arg-verbose = 表格以外的文字逐行列出，不只計數
cli-arg-map = 對照文件：文件裡的編號對應哪一項
cli-arg-skip-bad = 有錯的行不導入，其餘照導
cli-arg-total = 賬上繳費的合計金額（元），對不上就不導入
cli-arg-count = 賬上繳費的筆數
cli-arg-ended = 已停止振鈴：沒有接起的記為待回電
cli-arg-state = 投訴怎樣導入：closed 作為歷史，不再回訪；open 仍要處理
cli-arg-format = 格式
cli-arg-out = 寫到這個文件
cli-arg-replace = 文件已有時替換
cli-arg-print = 顯示現在的鍵位
cli-arg-check = 檢查這個鍵位文件
cli-arg-registers-print = 顯示這本登記簿的文件，不寫名稱則顯示全部
cli-arg-registers-check = 檢查這些登記簿文件，並與已有登記核對
cli-arg-register-name = 按分組統計這本登記簿
cli-arg-anchor = 另外保存的鏈頭記錄
cli-arg-detached = 由終端啟動
cli-arg-shell = 用哪種命令行解釋器
cli-arg-help = 顯示幫助
cli-arg-version = 顯示版本

## 手冊頁

cli-man-name = 名稱
cli-man-synopsis = 用法
cli-man-status = 退出代碼
cli-man-environment = 環境變量
cli-man-variable-data = 沒有用 --data 指定時的數據文件夾。
cli-man-variable-lang = 沒有用 --lang 指定時的語言：zh-Hans、zh-Hant 或 en。
cli-man-variable-locale = 第一個有值的變量說明終端用哪種字符編碼：UTF-8、GBK 或 GB 18030。
cli-man-variable-colour = 有值時不用顏色。
cli-man-files = 文件
cli-man-file-settings = 自己的設置：語言、鍵位、配色。
cli-man-file-keys = 自己的鍵位，只寫與鍵位方案不同之處；frontdesk keys --print 會寫出這樣的文件。
cli-man-file-data = 自己的數據文件夾。
cli-man-file-shared = 合用前臺的數據文件夾，由其服務打開。

## 參數寫錯

cli-usage-option = { $command } 沒有「{ $text }」這個選項，可用：{ $known }。
cli-usage-command = 沒有「{ $text }」這個命令，可用：{ $known }。
cli-usage-no-command = { $command } 後面要寫命令，可用：{ $known }。
cli-usage-too-much = { $command } 後面多了「{ $text }」，加上 --help 可以看用法。
cli-usage-missing = { $command } 缺少 { $text }。
cli-usage-named = { $name }（{ $what }）
cli-usage-choice = { $option } 不能是「{ $text }」，可用：{ $known }。
cli-usage-no-choice = { $option } 後面要寫值，可用：{ $known }。
cli-usage-number = { $option } 不能是「{ $text }」，要寫整數，例如 20。
cli-usage-no-value = { $option } 後面要寫值：{ $what }。
cli-usage-twice = { $option } 只能寫一次。
cli-usage-conflict = { $option } 不能與 { $other } 同用。
cli-usage-encoding = 參數不是有效的文字（UTF-8）。
cli-usage-other = { $command } 的參數寫得不對，加上 --help 可以看用法。
cli-bad-request = 「{ $text }」不是請求編號，應為 32 位十六進制數字。
cli-second-subject = 單據只能寫一個，「{ $text }」多了；參數要寫成 名稱=值。
cli-no-subject = { $command } 不針對某張單據，「{ $text }」多了；參數要寫成 名稱=值。
cli-pin-in-arguments = 密碼不要寫在命令行上（{ $field }），去掉後會單獨詢問。
cli-unknown-keymap = 沒有「{ $value }」這套鍵位，可用：{ $known }。
cli-unknown-import = 不能導入「{ $text }」，可用：{ $known }。
cli-out-needed = 工作簿要寫到文件裡，請用 --out 指定文件。
cli-report-written = 報表已寫到 { $path }
cli-state-of-complaints = 只有導入投訴才有 --state，請去掉。

## 結果

cli-refused = { $text }。
cli-outcome-unknown = 不知道是否已經辦成。請用同一個請求編號再發一次：--request { $request }
cli-list = 、
cli-list-name = 名稱
cli-list-empty = 沒有符合的記錄。
cli-list-left-out = 屏幕不夠寬，未顯示：{ $columns }；加寬終端、加 --json 或轉存到文件可看全部列。
cli-undo-restore = 可撤銷
cli-undo-reverse = 可沖銷
cli-undo-never = 不可撤銷
cli-pin = { $name }的密碼：
cli-no-secret = 密碼沒有讀到（{ $detail }）。

## 文件

cli-file-failed = { $path } 讀寫失敗（{ $detail }）。
cli-done-unprinted = 已經辦成，不要再辦一次（請求編號 { $request }）；只是結果沒有寫成（{ $detail }）。
cli-output-failed = 輸出沒有寫成（{ $detail }）。
cli-file-exists = { $path } 已經有了，沒有覆蓋。
cli-not-a-file = { $path } 不是普通文件，沒有動它。
cli-no-file-name = { $path } 不是文件名。
cli-no-random = 系統沒有給出隨機數（{ $detail }）。
cli-exported = 已導出 { $rows } 行到 { $path }
cli-backed-up = 已備份到 { $path }（{ $bytes } 字節，已校驗）
cli-restored = 已用備份替換 { $path }，收據換用新的系列
cli-backed-up-files = 回訪附件 { $count } 個在 { $path }
cli-restored-files = 從 { $path } 取回回訪附件 { $count } 個
cli-evidence-left = 數據已恢復；這些回訪附件在備份裡已損壞或讀不出，沒有恢復：{ $names }
cli-evidence-damaged = 回訪附件 { $name } 已損壞，沒有備份；請運行 frontdesk verify。
cli-kept-aside = 原來的數據留在 { $path }

## 服務

cli-starting = 正在啟動服務……
cli-server-gone = 服務斷開了，請再試一次。
cli-too-large = 內容太大，服務不接受。
cli-unexpected = 對方不是本程序的服務，或版本不符。
cli-no-server = 沒有服務在運行。
cli-no-office = { $folder } 裡沒有前臺數據；要新建，請在那裡直接啟動 frontdesk。
cli-not-ours = { $folder } 屬於另一個系統賬號，而它的服務沒有運行；請管理員啟動服務（systemctl start frontdesk）。
cli-unsafe-folder = { $folder } 屬於別的系統賬號，或者別人可以寫，沒有連接。
cli-impostor = { $socket } 由另一個系統賬號提供，沒有連接。
cli-server-slow = 服務沒有在五秒內啟動，請看數據文件夾裡的 server.log。
cli-server-failed = 服務沒有啟動：{ $said }
cli-server-unreachable = 連不上服務（{ $detail }）。
cli-server-older = 服務的版本（{ $server }）比本程序（{ $ours }）舊，請重啟服務。
cli-server-newer = 服務的版本（{ $server }）比本程序（{ $ours }）新，請退出並重新打開本程序。
cli-server-full = 終端太多，服務不再接受。
cli-status = 服務 { $pid }，版本 { $version }，數據 { $data }，第 { $seq } 號，終端 { $terminals }，鏈頭 { $anchor }，賬目{ $books ->
        [checking] 核對中（{ $percent }%）
        [sound] 相符
       *[other] 有 { $wrong } 處不符，請運行 frontdesk verify
    }，存儲{ $values ->
        [checking] 檢查中
        [sound] 完好
       *[other] 有 { $damaged } 處損壞，請運行 frontdesk verify，再從備份恢復
    }
cli-ring = { $phone } 來電：{ $who }；{ $said }；已顯示在 { $terminals } 個終端上
cli-ring-nobody = { $phone } 來電：{ $who }；{ $said }；沒有人坐在前臺，沒有終端顯示
cli-ring-unknown = 未登記的號碼
cli-stopped = 服務已停止
cli-still-stopping = 服務還在關閉數據，請稍候。
cli-restore-running = { $folder } 的服務正在運行；請先 frontdesk stop，再恢復。
cli-held = { $folder } 已有服務在用。
cli-folder-open = { $folder } 別人也能打開，請改為只有自己能打開（chmod 700）。
cli-not-as-root = 共用的服務不能以 root 運行，請為它建一個系統賬號。
cli-damaged = 數據有損壞（{ $detail }），沒有打開；請用備份恢復。
cli-newer = 數據由更新的程序寫成（第 { $found } 版，本程序只懂到第 { $known } 版），請升級本程序。
cli-disk-full = { $path }：磁盤滿了。

## 檢查

cli-verified = 全部正確，到第 { $seq } 號，鏈頭 { $hash }
cli-not-verified = 發現 { $count } 處錯誤，請保留現場並告知管理員。
cli-audit-exported = 已導出審計日誌到 { $path }，到第 { $seq } 號
cli-chain-sound = 審計鏈完整，到第 { $seq } 號，鏈頭 { $hash }
cli-chain-no-anchor = 沒有另外保存的鏈頭（--anchor），末尾是否被截去沒有檢查
cli-chain-line = 第 { $line } 行：
cli-chain-entry = 第 { $line } 號：
cli-chain-heading = 首行不是本格式的首行
cli-chain-garbled = 這一行被改過
cli-chain-broken = 與前一行接不上，或內容被改過
cli-chain-order = 之前有缺失、重複或次序不對
cli-chain-unfinished = 末行不完整
cli-chain-anchor = 與另外保存的鏈頭不符，日誌被重寫過
cli-chain-shorter = 日誌在另外保存的鏈頭之前就結束了，末尾被截去
cli-chain-rolled-back = 另外保存的第 { $anchor } 號鏈頭比本日誌新：第 { $at } 號恢復了較早的備份，備份之後寫下的不在其中
cli-bad-anchor = { $path } 第 { $line } 行不是鏈頭記錄（號碼和至少十位哈希）。
cli-empty-anchor = { $path } 裡沒有鏈頭記錄。
cli-doctor-data = 數據文件夾：{ $path }
cli-doctor-socket = 套接字：{ $path }
cli-doctor-new = 數據文件夾還沒有，第一次打開時建立
cli-doctor-free = 磁盤剩餘 { $mib } MiB
cli-doctor-terminal = 終端 { $term }，字符 { $locale }
cli-doctor-foreign = 它屬於系統賬號 { $account }，由那個賬號的服務打開；裡面的情況請用那個賬號檢查
cli-doctor-clock = 本機時間：{ $now }
cli-doctor-clock-back = 本機時間是 { $now }，可是數據在 { $last } 還改過：時間倒回去了。先校準再辦事（timedatectl set-ntp true）。
cli-doctor-locale-unset = 沒有設置字符集，終端能不能顯示中文不清楚；請設置 { $variable }={ $wanted }。
cli-doctor-locale-unsaid = { $variable }={ $value } 沒有寫明字符集；請改為 { $variable }={ $wanted }。
cli-doctor-locale-other = { $variable }={ $value } 不是 UTF-8，中文會變成亂碼；請改為 { $variable }={ $wanted }，終端的編碼也設為 UTF-8。
cli-doctor-no-server = 現在沒有服務在運行
cli-doctor-server = 服務 { $pid } 在運行，版本 { $version }
cli-doctor-other-version = 服務的版本是 { $server }，本程序是 { $ours }；請運行 frontdesk stop，再重新打開。
cli-doctor-replaced = 程序文件在服務運行時換過，服務仍是舊的；請運行 frontdesk stop，再重新打開。
cli-doctor-backup = 最近的每日備份：{ $path }，{ $made }
cli-doctor-backup-old = 備份落後了：數據在 { $worked } 還改過。請看 server.log；先用 frontdesk backup 文件 備份一次。
cli-doctor-registers = 本單位自定的登記簿 { $count } 本，都能用
cli-doctor-registers-wrong = 有登記簿文件寫錯，改正後重啟服務才生效
cli-doctor-duties = 職責 { $count } 項，逾期 { $late } 項，憑據文件 { $files } 個
cli-doctor-duties-uncounted = 職責 { $count } 項，尚未設定起算日，憑據文件 { $files } 個
cli-doctor-duties-declared = 職責 { $count } 項
cli-doctor-duty-files = 職責的憑據文件不全：從備份取回，或在職責裡重新辦結並附上
cli-doctor-backup-soon = 還沒有每日備份：前臺剛建立，服務每天做一份
cli-doctor-no-backup = 還沒有每日備份：服務運行時每天備份一次；先用 frontdesk backup 文件 備份一次。
cli-doctor-well = 沒有發現問題

## 導入

cli-import-counts = 樓棟 { $buildings }，房屋 { $homes }，人員 { $people }，收費項目 { $fees }，車位 { $parking }，繳費 { $payments }
cli-import-counts-complaints = 共 { $rows } 行，投訴 { $complaints } 件
cli-import-counts-readings = 共 { $rows } 行，讀數 { $readings } 個
cli-import-refused = 有 { $count } 行有錯誤，沒有導入；請改正，或用 --map 說明，或用 --skip-bad 略過這些行。
cli-import-unusable = 這個文件不能導入，沒有導入；請先改正上面的錯誤。
cli-odd-left-out = 這一行有錯誤，沒有算進合計
cli-odd-is-difference = 實繳 { $amount }，正好是差額
cli-odd-is-half = 實繳 { $amount }，正好是差額的一半
cli-odd-otherwise-due = 實繳 { $amount }，應繳卻是 { $due }
cli-place-sheet = { $sheet }：
cli-place-row = { $sheet } 第 { $row } 行：
cli-place-cell = { $sheet } 第 { $row } 行「{ $column }」：
cli-filler-phone = { $count } 個電話是佔位號碼，按沒有處理
cli-filler-id-number = { $count } 個證件號是佔位號碼，按沒有處理
cli-filler-age = { $count } 個年齡是佔位數字，按沒有處理
cli-filler-area = { $count } 個車位面積是佔位數字，按沒有處理
cli-filler-word = { $count } 格寫著「無」一類的字，按沒有處理
cli-filler-fee = { $count } 處收費項目為 0，按不收處理
cli-filler-invisible = { $count } 個看不見的字符已去掉

## 導入：行裡的錯誤

cli-first-row = 第 { $row } 行
cli-first-elsewhere = 「{ $sheet }」第 { $row } 行
cli-row-nothing-found = 沒有認得的表頭：不是這裡能導入的表
cli-row-heading-missing = 缺少這些列，請補上：{ $fields }
cli-row-heading-twice = 有兩列都是「{ $heading }」，請刪去一列
cli-row-missing = 這一格要填寫{ $field }
cli-row-forbidden = 含有不能保存的字符 { $code }，請重新輸入這一格
cli-row-cell-error = 單元格是錯誤值 { $error }，請改成數值或文字
cli-row-not-a-number = 「{ $text }」不是數字，請只寫數字
cli-row-too-fine = 「{ $text }」小數太多，請改為最多 { $places } 位
cli-row-out-of-range = 「{ $text }」超出範圍，應在 { $least } 至 { $most } 之間
cli-row-bad-day = 「{ $text }」不是日期，請寫成 2026-01-31 這樣
cli-row-bad-moment = 「{ $text }」不是日期和時間，請寫成 2026-01-31 09:05:00 這樣
cli-row-day-to-come = { $day } 還沒有到，請改正
cli-row-day-by-mistake = 這裡成了日期 { $day }，請把單元格設為文本再填
cli-row-days-reversed = 結束日 { $to } 早於開始日 { $from }，請改正
cli-row-code-unknown = 不知道代碼「{ $code }」的意思；請在 --map 文件的 [code] 裡說明
    .wizard = 不知道代碼「{ $code }」的意思；請改正表格，或用命令行導入（frontdesk import）
cli-row-too-long = 太長，請縮短到 { $limit } 字節以內
cli-row-text-too-long = 有 { $length } 個字，請縮短到 { $limit } 字以內
cli-row-phone-wrong = 「{ $text }」不是電話號碼，請改正；沒有電話就留空
cli-row-id-number-wrong = 「{ $text }」不是證件號碼，請改正；沒有就留空
cli-row-digits-lost = 「{ $text }」存成了數字，末幾位已丟失；請把單元格設為文本再填
cli-row-place-wrong = 「{ $text }」不能作樓棟、單元或房間號，只能用字母和數字
cli-row-premises-wrong = 「{ $text }」不是房號，請寫成 樓棟-單元-房間，如 3-2-1201
cli-row-building-twice = { $building } 棟 { $unit } 單元與{ $first_row }重複，請刪去一行
cli-row-building-unknown = 沒有 { $building } 棟，請加到樓棟單元表裡
cli-row-unit-unknown = { $building } 棟沒有 { $unit } 單元，請加到樓棟單元表裡
cli-row-floor-above = { $floor } 層高於該樓的 { $floors } 層，請改正其一
cli-row-owner-twice = 業主編號 { $owner } 與{ $first_row }重複，每位業主要有自己的編號
cli-row-owner-unknown = 沒有編號為 { $owner } 的業主；請加到業主表裡，或在 --map 文件的 [owner] 裡寫明是誰
    .wizard = 沒有編號為 { $owner } 的業主；請加到業主表裡，或用命令行導入（frontdesk import）
cli-row-mapped-owner-unknown = 對照文件把業主 { $owner } 指為 { $mapped }，但沒有這個業主；請改對照文件
cli-row-owner-number-differs = 編號 { $number } 與業主編號 { $owner } 不一致，業主本人的兩個編號應相同
cli-row-owner-missing = 有業主才會是這個狀態，請補上業主或改狀態
cli-row-owner-unexpected = 這個狀態還沒有業主，請去掉業主或改狀態
cli-row-household-twice = { $code } 與{ $first_row }重複，請刪去一行
cli-row-household-differs = { $code } 的{ $field }與{ $first_row }不一致，請改成一樣
cli-row-person-differs = 同一個人的{ $field }與{ $first_row }不一致，請改成一樣
cli-row-person-twice = 同一個人與{ $first_row }重複，請刪去一行
cli-row-fee-twice = 收費項目 { $fee } 與{ $first_row }重複，請刪去一個
cli-row-fee-unknown = 沒有收費項目「{ $fee }」；請先添加（fee_item.add），或在 --map 文件的 [fee] 裡寫明是哪一項
    .wizard = 沒有收費項目「{ $fee }」；請加到收費項目表裡，或用命令行導入（frontdesk import）
cli-row-mapped-fee-unknown = 對照文件把收費項目「{ $fee }」指為「{ $mapped }」，但沒有這個收費項目；請改對照文件，或先添加（fee_item.add）
cli-row-fee-days-differ = 寫了 { $fees } 個收費項目和 { $days } 個日期，請一一對應
cli-row-formula-needs = 計費公式需要{ $field }，請填寫
cli-row-parking-twice = 車位 { $space } 與{ $first_row }重複，請刪去一行
cli-row-premises-unknown = 沒有 { $code } 這戶；請先導入房屋，或改正房號
cli-row-payment-twice = 這筆繳費與{ $first_row }重複，請刪去一行
cli-row-complaint-twice = 投訴 { $number } 與{ $first_row }重複，請刪去一行
cli-row-reading-twice = 表 { $meter } 與{ $first_row }同日重複，請刪去一行

## 導入：略過的內容

cli-note-beside = 表格旁邊的內容沒有讀：{ $text }
cli-note-beside-rows = { $sheet } 第 { $first } 至 { $last } 行：表格旁邊的內容 { $count } 處沒有讀（--verbose 逐條列出）
    .wizard = { $sheet } 第 { $first } 至 { $last } 行：表格旁邊的內容 { $count } 處沒有讀
cli-note-explanation = 說明文字沒有讀：{ $text }
cli-note-title = 標題沒有讀：{ $text }
cli-note-headings-again = 又一行表頭
cli-note-total = 合計行沒有讀：{ $text }
cli-note-sheet-ignored = 不認得這張表，{ $rows } 行沒有讀
cli-note-sheet-unasked = 這次沒有要導入這張表，{ $rows } 行沒有讀
cli-note-column-ignored = 不認得「{ $heading }」列，{ $filled } 格沒有讀
cli-note-several-names = 一格有幾個名字，作一人保存：{ $names }
cli-note-buildings-from-rooms = 文件沒有樓棟表，由房間得出 { $buildings } 棟
cli-note-handed-over-by-fees = { $homes } 戶沒有寫交房日期，按最早的計費開始日記
cli-note-handed-over-by-import = { $homes } 戶沒有寫交房日期和計費開始日，交房日期按導入當天記
cli-note-months-differ = 繳費週期寫的是 { $said } 個月，按起止日期是 { $counted } 個月，以日期為準
cli-note-owner-made-unknown = 按對照文件，業主 { $owner } 作不詳處理
cli-note-row-skipped = 按對照文件略過（業主 { $owner }）
cli-note-map-unused = 對照文件裡的 { $key } 沒有用到

## 導入：讀不了的文件

cli-table-unreadable = 讀不了（{ $cause }）。
cli-table-not-a-file = 不是普通文件。
cli-table-empty = 是空的。
cli-table-file-too-large = 太大，最多 { $limit } 字節。
cli-table-foreign = 不是表格，而是{ $found }。
cli-table-zip-without-workbook = 是壓縮包，裡面沒有 .xlsx 工作簿。
cli-table-zip-broken = 文件損壞或不完整，請重新取得。
cli-table-zip-too-many-entries = 壓縮內容超過 { $limit } 個。
cli-table-zip-entry-too-large = 其中 { $entry } 解開後超過 { $limit } 字節。
cli-table-zip-too-large = 解開後超過 { $limit } 字節。
cli-table-zip-size-lie = 其中 { $entry } 的大小與所寫的 { $declared } 不符。
cli-table-entity-declared = 其中 { $entry } 含有工作簿不該有的聲明。
cli-table-workbook-broken = 工作簿有損壞（{ $cause }）。
cli-table-too-many-sheets = 工作表超過 { $limit } 張。
cli-table-far-cell = 工作表 { $sheet } 第 { $row } 行第 { $column } 列有內容，最多 { $rows } 行 { $columns } 列。
cli-table-reader-died = 讀工作簿時中斷：{ $how }。
cli-table-not-text = 第 { $line } 行第 { $byte } 字節起不是能讀的文字 { $likely }。
cli-table-zero-byte = 第 { $line } 行第 { $byte } 字節是零字節，不是文本。
cli-table-record-too-long = 第 { $line } 行太長，最多 { $limit } 字節。
cli-table-field-too-long = 第 { $line } 行有一格太長，最多 { $limit } 字節。
cli-table-too-many-columns = 第 { $line } 行超過 { $limit } 列。
cli-table-too-many-rows = 超過 { $limit } 行。
cli-table-unclosed-quote = 第 { $line } 行的引號沒有閉合。
cli-table-stray-quote = 第 { $line } 行引號之後還有文字。
cli-found-old-excel = 舊版 .xls 或加密的工作簿，請另存為不加密的 .xlsx
cli-found-gzip = gzip 文件
cli-found-archive = 壓縮包
cli-found-pdf = PDF
cli-found-picture = 圖片
cli-found-html = 網頁，請另存為 .xlsx 或 .csv
cli-found-xml = XML 文件
cli-found-rtf = RTF 文件
cli-found-program = 程序
cli-how-memory = 內存用得太多
cli-how-time = 用時太長
cli-how-crash = 讀取程序出錯
cli-how-not-started = 讀取程序沒有啟動

## 導入：對照文件

cli-map-not-understood = 第 { $column } 個字「{ $piece }」：{ $cause }
cli-map-word-unknown = 代碼 { $code } 不能是「{ $word }」
cli-map-column-unknown = 「{ $heading }」不能是「{ $column }」列，請寫認得的表頭或列名
cli-map-empty-answer = { $key } 是空的
cli-map-too-large = 太大，最多 { $limit } 字節

cli-not-a-terminal = 這裡不是終端，無法顯示畫面；請用命令行，如 frontdesk list tickets。
cli-terminal-unknown = 沒有設置 TERM，不知道終端類型，無法顯示畫面。
cli-terminal-dumb = 這種終端（TERM=dumb）不能移動光標，無法顯示畫面；請用命令行。
cli-terminal-old =
    The locale names no Chinese encoding; this terminal may be older than UTF-8.
    Set LC_ALL=zh_CN.UTF-8 if it takes UTF-8, LC_ALL=zh_CN.GBK if it takes GBK.
cli-terminal-charset =
    The locale is { $locale }; the screen needs UTF-8, GBK or GB18030.
    Set LC_ALL=zh_CN.UTF-8, or LC_ALL=zh_CN.GBK on a GBK terminal.
cli-terminal-bytes =
    This terminal does not take UTF-8, so Chinese would be garbage.
    Set it to UTF-8 and LC_ALL=zh_CN.UTF-8, or LC_ALL=zh_CN.GBK if it takes GBK.
cli-no-hanzi = The Linux console has no Chinese glyphs; kmscon has. Going on in English.

## 系統說的話

io-not-found = 沒有這個文件或文件夾
io-permission = 沒有權限
io-exists = 已經存在
io-folder = 這是文件夾
io-no-folder = 路徑中有一段不是文件夾
io-full = 磁盤已滿
io-quota = 超出磁盤配額
io-read-only = 只讀
io-large = 文件太大
io-no-text = 內容不是文字
io-nobody = 那裡沒有程序在聽
io-timeout = 等得太久
io-ended = 沒有更多可讀的內容
cli-data-folder = 數據在 { $folder }
cli-demo-folder = 演示數據在 { $folder }
cli-demo-attach = 另一個終端可接入：frontdesk --data { $folder }
cli-demo-pins = 要以別人的名義接入，加上 --as 姓名；主管和經理的密碼 { $approver }，其他人 { $desk }
cli-demo-coming = 正在佈置……
