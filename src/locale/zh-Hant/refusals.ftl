# 拒絕的理由和文件裡的錯誤。
# 命名：refusal-<代碼>（命令沒有執行的原因，不帶句號，說清下一步怎麼辦）、fault-<代碼>（鍵位、設置、登記簿文件裡的錯誤，不帶句號）。

## 沒有執行的原因

refusal-no-right = 「{ $right }」須由{ $needed }辦理，{ $name }是{ $own }
who-rank = { $rank }以上
who-rank-or-role = { $rank }以上或{ $role }人員
refusal-unknown-command = 沒有「{ $command }」這個命令
refusal-unknown-record = 沒有 { $number } 這張單據
refusal-stale = { $by } 在 { $at } 改過 { $number }，請看過新內容後再做
    .more = { $by } 在 { $at } 已收 { $number } 的款，收據 { $receipt }，請看過欠費再收
refusal-not-from-here = 現在是「{ $state }」，不能這樣做
refusal-fields = 有內容沒填或填錯，見各項說明
refusal-missing = 必須填寫
refusal-too-long = 太長，最多 { $limit } 個字
refusal-too-short = 太短，至少 { $limit } 個字
refusal-several-lines = 只能寫一行
refusal-bad-character = 含有看不見的控制字符（{ $code }），請刪去
refusal-bad-amount = 不是金額，例如 1236.50
refusal-not-positive = 金額必須大於零
refusal-amount-too-large = 金額太大，賬面容不下
refusal-more-than-owed = 超過了欠款 { $owed }
refusal-bad-day = 不是日期，例如 11-23、明天、下週三
refusal-past-day = { $day } 已經過去
refusal-bad-number = 不是整數
refusal-bad-choice = 沒有「{ $text }」這一項，可選：{ $choices }
refusal-unknown-premises = 沒有「{ $text }」這戶
refusal-several-premises = 「{ $text }」不止一戶：{ $candidates }
refusal-unknown-staff = 沒有叫「{ $text }」的員工
refusal-several-staff = 「{ $text }」不止一人：{ $candidates }
refusal-unknown-person = 沒有叫「{ $text }」的人
refusal-unknown-category = 沒有「{ $text }」這個類別
refusal-several-categories = 「{ $text }」不止一個類別：{ $candidates }
refusal-bad-phone = 不是電話號碼
refusal-exists = 「{ $text }」已經有了
refusal-request-reused = 這個請求編號已用於另一個命令，請換一個
refusal-already-reversed = { $number } 已經沖銷過
refusal-nothing-owed = { $premises } 沒有欠款
refusal-own-approval = 自己提出的事不能自己批，請另一人審批
refusal-rank-too-low = 這件事須由{ $rank }以上決定
refusal-decided = { $number } 已經批過或已過期
refusal-approval-stale = { $number } 在申請之後改過，請重新申請
refusal-nothing-to-undo = 沒有可以撤銷的操作
refusal-cannot-undo = 「{ $command }」不能撤銷，有錯請更正或另辦一件
refusal-must-reverse = { $command } { $number } 不能撤銷，只能沖正：用「{ $act }」，寫明原因，另一人同意後生效
refusal-built-on = { $number } 之後又有改動，不能撤銷
    .more = { $by } { $at } 又做了「{ $what }」，{ $number } 的前一步不能再撤銷，請直接更正
refusal-needs-proof = 須有文字或錄音編號作憑據
refusal-needs-filing = 須先填分類和存放區
refusal-needs-plan = 處理方案須先獲批准
refusal-too-few-tries = 須在兩天內聯繫過三次才能免回訪
refusal-not-signed-on = 沒有人登錄，請先輸入密碼
refusal-wrong-pin = 姓名或密碼不對
refusal-pin-locked = 密碼錯誤次數太多，請過 { $minutes } 分鐘再試
refusal-pin-spent = 密碼連續錯了一百次，此處不再接受，請經理另設一個
refusal-bad-pin = 密碼須為 { $least } 至 12 位數字
refusal-wrong-old-pin = 原密碼不對
refusal-own-pin = 自己的密碼不能清除；要換請用「設置密碼」，並輸入原密碼
refusal-unknown-account = 系統賬號 { $account } 不能使用本程序，請找經理登記
refusal-clock-jumped = 本機時鐘跳動了 { $minutes } 分鐘，請先校準
refusal-disk-nearly-full = 磁盤快滿了：只剩 { $free } MiB，須留 { $reserve } MiB
refusal-disk-full = 磁盤已滿，{ $file } 沒有寫成
refusal-storage = 數據沒有寫成（{ $detail }）
refusal-stopping = 服務因寫入失敗正在停止，請告知管理員
refusal-too-many-drafts = 草稿太多，最多 { $limit } 份，請先了結一些
refusal-unknown-list = 沒有「{ $text }」這個清單，可用：{ $choices }
refusal-bad-condition = 看不懂條件「{ $text }」，例如 overdue = true
refusal-unknown-column = 沒有「{ $text }」這一列，可用：{ $choices }
refusal-last-manager = 這是最後一位經理，不能去掉
refusal-no-way-in = 這樣改後沒有一位經理還能登錄，請先給一位經理設好系統賬號或密碼
refusal-unknown-argument = 沒有「{ $text }」這個參數
refusal-nothing-said = 什麼都沒填：請寫房號、電話、姓名或事由
refusal-nothing-to-charge = { $month } 沒有可出賬的戶（已出 { $count } 筆）
refusal-internal = 程序內部出錯（{ $detail }），沒有改動數據
refusal-unknown-fee-item = 沒有「{ $text }」這個收費項目
refusal-unknown-setting = 沒有「{ $text }」這個設置
refusal-bad-setting = 這個設置不能是「{ $text }」
refusal-same-record = 單據不能與自己關聯
refusal-unknown-community = 沒有「{ $text }」這個小區
refusal-bad-code = 「{ $text }」不是可用的代碼，例如 3-2-1201
refusal-bad-plate = 「{ $text }」不是車牌號
refusal-too-many = 太多，最多 { $limit } 個
refusal-too-many-revealed = 每人每小時最多調閱 { $limit } 條完整的個人資料，這一小時還可調閱 { $left } 條；{ $needed }可在設置「每小時調閱（條）」中調高
refusal-nothing-changed = 沒有改動任何內容
refusal-already-so = 「{ $setting }」已經是 { $value }，沒有改動
refusal-unknown-phrase = 沒有「{ $text }」這條短語
refusal-no-matter = 還沒寫是什麼事，請寫明事由
refusal-no-kind = 沒看出是哪一類事，請選一項；只是問事情就選「諮詢」
refusal-no-category = 報修要有類別，請選一項
refusal-not-staged = 要導入的內容已不在，請重新讀取文件
refusal-community-unsaid = 不清楚文件屬於哪個小區，請返回上一步填寫小區名稱
    .cli = 沒有說明文件屬於哪個小區，請在 --map 文件裡寫 community = "小區名"
refusal-effective-day = 入賬日期只能在 { $earliest } 至 { $latest } 之間

## 文件裡的錯誤

fault-syntax = 第 { $column } 個字「{ $piece }」：{ $kind }
toml-quote = 文字要放在英文引號裡，例如 名稱 = "文字"
toml-bracket = 括號少了一半
toml-comma = 逗號少了或多了
toml-escape = 反斜槓後只能是 n、t、引號或反斜槓，整段文字可改用單引號
toml-name = 名稱裡除字母、數字、_ 和 - 以外還有別的字，要放在英文引號裡
toml-no-value = 要寫成 名稱 = "值"
toml-more = 這裡不能再寫，請另起一行
toml-twice = 這個名稱在文件裡寫了兩次
toml-unknown = 這裡沒有這個名稱
toml-type = 這裡要寫另一種值
toml-other = 不合 TOML 的寫法
fault-hint-nearest = ；是不是「{ $nearest }」？
fault-unreadable = 文件讀不了（{ $detail }）
fault-unknown-setting = 沒有「{ $name }」這個設置
fault-unknown-value = 「{ $name }」不能是「{ $value }」，可用：{ $known }
fault-wrong-type = 「{ $name }」在這裡不能是 { $found }
fault-unknown-context = 沒有「{ $name }」這個地方
fault-no-such-key = [{ $context }] 沒有「{ $key }」這個鍵
fault-key-twice = [{ $context }] 「{ $key }」就是第 { $first_line } 行的「{ $first }」，寫了兩次
fault-key-is-prefix = [{ $context }] 「{ $key }」與第 { $first_line } 行的「{ $first }」是同一個鍵，不能既有命令又是組合鍵的開頭
fault-chord-too-long = [{ $context }] 「{ $key }」之後的組合鍵太長，最多 { $limit } 個鍵
fault-unknown-command = [{ $context }] 「{ $key }」：沒有「{ $name }」這個命令
fault-text-key = [{ $context }] 在這裡「{ $key }」是輸入的文字，不能當作命令鍵
fault-key-hides-chord = [{ $context }] 「{ $key }」與 [{ $other }] 裡以它開頭的組合鍵衝突
