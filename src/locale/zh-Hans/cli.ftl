# 命令行的话：启动时说不成的原因、帮助里的一句话。命名：cli-<情形>。

## 启动

cli-no-home = 不知道数据放在哪里：没有主目录，请用 --data 指定数据文件夹。
cli-socket-too-long = 套接字路径 { $path } 有 { $bytes } 个字节，最多 { $limit } 个；请换一个较短的数据文件夹。
cli-path-unresolved = 数据文件夹 { $path } 无法确定（{ $detail }）。
cli-data-no-folder = { $path } 是文件，不是文件夹，不能放数据；请用 --data 另指一个文件夹。
cli-harden-failed = 系统不允许保护本程序的数据（{ $step }：{ $detail }），没有启动。
cli-unknown-language = 没有“{ $value }”这种语言，可用：{ $known }。
cli-keys-ok = { $file }：没有错误。
cli-registers-ok = { $file }：没有错误。
cli-registers-unknown = 没有“{ $value }”这本登记簿；现有：{ $known }。
cli-keymap-default = 键位文件有错误，现在用默认键位。

## 帮助

cli-usage = 用法：
cli-exit-codes = 退出代码：0 已完成；1 被拒绝或失败；2 用法不对；3 结果不明（用 --request 重发）；73 另一个服务正占用数据文件夹
cli-commands = 命令
cli-command = 命令
cli-arguments = 参数
cli-options = 选项
cli-help-frontdesk = 物业前台：接待、报修、回访、收费，一个终端办完。不带命令时打开前台。
cli-help-demo = 用临时数据打开一个演示前台
cli-help-do = 执行一个命令，例如 do ticket.dispatch R1121-014 worker=王师傅
cli-help-list = 列出一类记录
cli-help-show = 显示一张单据及其经过和来由
cli-help-shift = 按 80 列打印一天的工作日志和交接单
cli-help-report = 看一份报表，或写成工作簿、文本表、JSON
cli-help-ring = 记下来电并显示在前台终端上（供电话系统调用）
cli-help-import = 导入工作簿或文本表格
cli-help-export = 导出一类记录
cli-help-keys = 显示或检查键位
cli-help-registers = 列出登记簿，显示或检查登记簿文件
cli-help-backup = 把数据备份到文件
cli-help-restore = 用备份文件替换数据，原数据留在旁边
cli-help-verify = 检查索引、数字、账目和审计链
cli-help-audit = 检查或导出审计日志
cli-help-audit-verify = 检查审计日志，或检查导出的文件
cli-help-audit-export = 把审计日志导出到文件
cli-help-doctor = 检查本机环境
cli-help-serve = 手动运行服务
cli-help-status = 显示服务的状态
cli-help-stop = 让服务有序停止
cli-help-man = 输出手册页
cli-help-completions = 输出命令行补全脚本
cli-arg-data = 数据文件夹（或环境变量 FRONTDESK_DATA）
cli-arg-lang = 语言：zh-Hans、zh-Hant 或 en
cli-arg-keymap = 键位的名称或文件
cli-arg-actor = 以谁的名义做，要输入密码
cli-arg-command = 命令的名称，do --list 列出全部
cli-arg-words = 先写单据号、房号或姓名，再写 参数=值
cli-arg-all = 列出全部命令、参数和权限
cli-arg-json = 以 JSON 输出
cli-arg-paper = 按 80 列打印派工单或收据
cli-arg-request = 请求编号，结果不明后用它重发
cli-arg-seen = 看到的版本；之后有人改过就不做
cli-arg-what = 哪一类
cli-arg-conditions = 条件，例如 'overdue = true'，可写多个
cli-arg-limit = 最多几行
cli-arg-reveal = 显示完整的个人信息，须有权限并留下记录
cli-arg-number = 单据号或房号
cli-arg-day = 上岗的日期，默认今天
cli-arg-period = 月份，默认本月
cli-arg-name = 哪一份：class_summary month_summary records_check follow_up_rates
cli-arg-person = 谁的班，默认自己
cli-arg-phone = 电话号码
cli-arg-file = 文件
cli-arg-dry-run = 只检查，不导入
cli-arg-verbose = 表格以外的文字逐行列出，不只计数
cli-arg-map = 对照文件：文件里的编号对应哪一项
cli-arg-skip-bad = 有错的行不导入，其余照导
cli-arg-total = 账上缴费的合计金额（元），对不上就不导入
cli-arg-count = 账上缴费的笔数
cli-arg-ended = 已停止振铃：没有接起的记为待回电
cli-arg-state = 投诉怎样导入：closed 作为历史，不再回访；open 仍要处理
cli-arg-format = 格式
cli-arg-out = 写到这个文件
cli-arg-replace = 文件已有时替换
cli-arg-print = 显示现在的键位
cli-arg-check = 检查这个键位文件
cli-arg-registers-print = 显示这本登记簿的文件，不写名称则显示全部
cli-arg-registers-check = 检查这些登记簿文件，并与已有登记核对
cli-arg-register-name = 按分组统计这本登记簿
cli-arg-anchor = 另外保存的链头记录
cli-arg-detached = 由终端启动
cli-arg-shell = 用哪种命令行解释器
cli-arg-help = 显示帮助
cli-arg-version = 显示版本

## 手册页

cli-man-name = 名称
cli-man-synopsis = 用法
cli-man-status = 退出代码
cli-man-environment = 环境变量
cli-man-variable-data = 没有用 --data 指定时的数据文件夹。
cli-man-variable-lang = 没有用 --lang 指定时的语言：zh-Hans、zh-Hant 或 en。
cli-man-variable-locale = 第一个有值的变量说明终端用哪种字符编码：UTF-8、GBK 或 GB 18030。
cli-man-variable-colour = 有值时不用颜色。
cli-man-files = 文件
cli-man-file-settings = 自己的设置：语言、键位、配色。
cli-man-file-keys = 自己的键位，只写与键位方案不同之处；frontdesk keys --print 会写出这样的文件。
cli-man-file-data = 自己的数据文件夹。
cli-man-file-shared = 合用前台的数据文件夹，由其服务打开。

## 参数写错

cli-usage-option = { $command } 没有“{ $text }”这个选项，可用：{ $known }。
cli-usage-command = 没有“{ $text }”这个命令，可用：{ $known }。
cli-usage-no-command = { $command } 后面要写命令，可用：{ $known }。
cli-usage-too-much = { $command } 后面多了“{ $text }”，加上 --help 可以看用法。
cli-usage-missing = { $command } 缺少 { $text }。
cli-usage-named = { $name }（{ $what }）
cli-usage-choice = { $option } 不能是“{ $text }”，可用：{ $known }。
cli-usage-no-choice = { $option } 后面要写值，可用：{ $known }。
cli-usage-number = { $option } 不能是“{ $text }”，要写整数，例如 20。
cli-usage-no-value = { $option } 后面要写值：{ $what }。
cli-usage-twice = { $option } 只能写一次。
cli-usage-conflict = { $option } 不能与 { $other } 同用。
cli-usage-encoding = 参数不是有效的文字（UTF-8）。
cli-usage-other = { $command } 的参数写得不对，加上 --help 可以看用法。
cli-bad-request = “{ $text }”不是请求编号，应为 32 位十六进制数字。
cli-second-subject = 单据只能写一个，“{ $text }”多了；参数要写成 名称=值。
cli-no-subject = { $command } 不针对某张单据，“{ $text }”多了；参数要写成 名称=值。
cli-pin-in-arguments = 密码不要写在命令行上（{ $field }），去掉后会单独询问。
cli-unknown-keymap = 没有“{ $value }”这套键位，可用：{ $known }。
cli-unknown-import = 不能导入“{ $text }”，可用：{ $known }。
cli-out-needed = 工作簿要写到文件里，请用 --out 指定文件。
cli-report-written = 报表已写到 { $path }
cli-state-of-complaints = 只有导入投诉才有 --state，请去掉。

## 结果

cli-refused = { $text }。
cli-outcome-unknown = 不知道是否已经办成。请用同一个请求编号再发一次：--request { $request }
cli-list = 、
cli-list-name = 名称
cli-list-empty = 没有符合的记录。
cli-list-left-out = 屏幕不够宽，未显示：{ $columns }；加宽终端、加 --json 或转存到文件可看全部列。
cli-undo-restore = 可撤销
cli-undo-reverse = 可冲销
cli-undo-never = 不可撤销
cli-pin = { $name }的密码：
cli-no-secret = 密码没有读到（{ $detail }）。

## 文件

cli-file-failed = { $path } 读写失败（{ $detail }）。
cli-done-unprinted = 已经办成，不要再办一次（请求编号 { $request }）；只是结果没有写成（{ $detail }）。
cli-output-failed = 输出没有写成（{ $detail }）。
cli-file-exists = { $path } 已经有了，没有覆盖。
cli-not-a-file = { $path } 不是普通文件，没有动它。
cli-no-file-name = { $path } 不是文件名。
cli-no-random = 系统没有给出随机数（{ $detail }）。
cli-exported = 已导出 { $rows } 行到 { $path }
cli-backed-up = 已备份到 { $path }（{ $bytes } 字节，已校验）
cli-restored = 已用备份替换 { $path }，收据换用新的系列
cli-backed-up-files = 回访附件 { $count } 个在 { $path }
cli-restored-files = 从 { $path } 取回回访附件 { $count } 个
cli-evidence-left = 数据已恢复；这些回访附件在备份里已损坏或读不出，没有恢复：{ $names }
cli-evidence-damaged = 回访附件 { $name } 已损坏，没有备份；请运行 frontdesk verify。
cli-kept-aside = 原来的数据留在 { $path }

## 服务

cli-starting = 正在启动服务……
cli-server-gone = 服务断开了，请再试一次。
cli-too-large = 内容太大，服务不接受。
cli-unexpected = 对方不是本程序的服务，或版本不符。
cli-no-server = 没有服务在运行。
cli-no-office = { $folder } 里没有前台数据；要新建，请在那里直接启动 frontdesk。
cli-not-ours = { $folder } 属于另一个系统账号，而它的服务没有运行；请管理员启动服务（systemctl start frontdesk）。
cli-unsafe-folder = { $folder } 属于别的系统账号，或者别人可以写，没有连接。
cli-impostor = { $socket } 由另一个系统账号提供，没有连接。
cli-server-slow = 服务没有在五秒内启动，请看数据文件夹里的 server.log。
cli-server-failed = 服务没有启动：{ $said }
cli-server-unreachable = 连不上服务（{ $detail }）。
cli-server-older = 服务的版本（{ $server }）比本程序（{ $ours }）旧，请重启服务。
cli-server-newer = 服务的版本（{ $server }）比本程序（{ $ours }）新，请退出并重新打开本程序。
cli-server-full = 终端太多，服务不再接受。
cli-status = 服务 { $pid }，版本 { $version }，数据 { $data }，第 { $seq } 号，终端 { $terminals }，链头 { $anchor }，账目{ $books ->
        [checking] 核对中（{ $percent }%）
        [sound] 相符
       *[other] 有 { $wrong } 处不符，请运行 frontdesk verify
    }，存储{ $values ->
        [checking] 检查中
        [sound] 完好
       *[other] 有 { $damaged } 处损坏，请运行 frontdesk verify，再从备份恢复
    }
cli-ring = { $phone } 来电：{ $who }；{ $said }；已显示在 { $terminals } 个终端上
cli-ring-nobody = { $phone } 来电：{ $who }；{ $said }；没有人坐在前台，没有终端显示
cli-ring-unknown = 未登记的号码
cli-stopped = 服务已停止
cli-still-stopping = 服务还在关闭数据，请稍候。
cli-restore-running = { $folder } 的服务正在运行；请先 frontdesk stop，再恢复。
cli-held = { $folder } 已有服务在用。
cli-folder-open = { $folder } 别人也能打开，请改为只有自己能打开（chmod 700）。
cli-not-as-root = 共用的服务不能以 root 运行，请为它建一个系统账号。
cli-damaged = 数据有损坏（{ $detail }），没有打开；请用备份恢复。
cli-newer = 数据由更新的程序写成（第 { $found } 版，本程序只懂到第 { $known } 版），请升级本程序。
cli-disk-full = { $path }：磁盘满了。

## 检查

cli-verified = 全部正确，到第 { $seq } 号，链头 { $hash }
cli-not-verified = 发现 { $count } 处错误，请保留现场并告知管理员。
cli-audit-exported = 已导出审计日志到 { $path }，到第 { $seq } 号
cli-chain-sound = 审计链完整，到第 { $seq } 号，链头 { $hash }
cli-chain-no-anchor = 没有另外保存的链头（--anchor），末尾是否被截去没有检查
cli-chain-line = 第 { $line } 行：
cli-chain-entry = 第 { $line } 号：
cli-chain-heading = 首行不是本格式的首行
cli-chain-garbled = 这一行被改过
cli-chain-broken = 与前一行接不上，或内容被改过
cli-chain-order = 之前有缺失、重复或次序不对
cli-chain-unfinished = 末行不完整
cli-chain-anchor = 与另外保存的链头不符，日志被重写过
cli-chain-shorter = 日志在另外保存的链头之前就结束了，末尾被截去
cli-chain-rolled-back = 另外保存的第 { $anchor } 号链头比本日志新：第 { $at } 号恢复了较早的备份，备份之后写下的不在其中
cli-bad-anchor = { $path } 第 { $line } 行不是链头记录（号码和至少十位哈希）。
cli-empty-anchor = { $path } 里没有链头记录。
cli-doctor-data = 数据文件夹：{ $path }
cli-doctor-socket = 套接字：{ $path }
cli-doctor-new = 数据文件夹还没有，第一次打开时建立
cli-doctor-free = 磁盘剩余 { $mib } MiB
cli-doctor-terminal = 终端 { $term }，字符 { $locale }
cli-doctor-foreign = 它属于系统账号 { $account }，由那个账号的服务打开；里面的情况请用那个账号检查
cli-doctor-clock = 本机时间：{ $now }
cli-doctor-clock-back = 本机时间是 { $now }，可是数据在 { $last } 还改过：时间倒回去了。先校准再办事（timedatectl set-ntp true）。
cli-doctor-locale-unset = 没有设置字符集，终端能不能显示中文不清楚；请设置 { $variable }={ $wanted }。
cli-doctor-locale-unsaid = { $variable }={ $value } 没有写明字符集；请改为 { $variable }={ $wanted }。
cli-doctor-locale-other = { $variable }={ $value } 不是 UTF-8，中文会变成乱码；请改为 { $variable }={ $wanted }，终端的编码也设为 UTF-8。
cli-doctor-no-server = 现在没有服务在运行
cli-doctor-server = 服务 { $pid } 在运行，版本 { $version }
cli-doctor-other-version = 服务的版本是 { $server }，本程序是 { $ours }；请运行 frontdesk stop，再重新打开。
cli-doctor-replaced = 程序文件在服务运行时换过，服务仍是旧的；请运行 frontdesk stop，再重新打开。
cli-doctor-backup = 最近的每日备份：{ $path }，{ $made }
cli-doctor-backup-old = 备份落后了：数据在 { $worked } 还改过。请看 server.log；先用 frontdesk backup 文件 备份一次。
cli-doctor-registers = 本单位自定的登记簿 { $count } 本，都能用
cli-doctor-registers-wrong = 有登记簿文件写错，改正后重启服务才生效
cli-doctor-duties = 职责 { $count } 项，逾期 { $late } 项，凭据文件 { $files } 个
cli-doctor-duties-uncounted = 职责 { $count } 项，尚未设定起算日，凭据文件 { $files } 个
cli-doctor-duties-declared = 职责 { $count } 项
cli-doctor-duty-files = 职责的凭据文件不全：从备份取回，或在职责里重新办结并附上
cli-doctor-backup-soon = 还没有每日备份：前台刚建立，服务每天做一份
cli-doctor-no-backup = 还没有每日备份：服务运行时每天备份一次；先用 frontdesk backup 文件 备份一次。
cli-doctor-well = 没有发现问题

## 导入

cli-import-counts = 楼栋 { $buildings }，房屋 { $homes }，人员 { $people }，收费项目 { $fees }，车位 { $parking }，缴费 { $payments }
cli-import-counts-complaints = 共 { $rows } 行，投诉 { $complaints } 件
cli-import-counts-readings = 共 { $rows } 行，读数 { $readings } 个
cli-import-refused = 有 { $count } 行有错误，没有导入；请改正，或用 --map 说明，或用 --skip-bad 略过这些行。
cli-import-unusable = 这个文件不能导入，没有导入；请先改正上面的错误。
cli-odd-left-out = 这一行有错误，没有算进合计
cli-odd-is-difference = 实缴 { $amount }，正好是差额
cli-odd-is-half = 实缴 { $amount }，正好是差额的一半
cli-odd-otherwise-due = 实缴 { $amount }，应缴却是 { $due }
cli-place-sheet = { $sheet }：
cli-place-row = { $sheet } 第 { $row } 行：
cli-place-cell = { $sheet } 第 { $row } 行「{ $column }」：
cli-filler-phone = { $count } 个电话是占位号码，按没有处理
cli-filler-id-number = { $count } 个证件号是占位号码，按没有处理
cli-filler-age = { $count } 个年龄是占位数字，按没有处理
cli-filler-area = { $count } 个车位面积是占位数字，按没有处理
cli-filler-word = { $count } 格写着“无”一类的字，按没有处理
cli-filler-fee = { $count } 处收费项目为 0，按不收处理
cli-filler-invisible = { $count } 个看不见的字符已去掉

## 导入：行里的错误

cli-first-row = 第 { $row } 行
cli-first-elsewhere = 「{ $sheet }」第 { $row } 行
cli-row-nothing-found = 没有认得的表头：不是这里能导入的表
cli-row-heading-missing = 缺少这些列，请补上：{ $fields }
cli-row-heading-twice = 有两列都是“{ $heading }”，请删去一列
cli-row-missing = 这一格要填写{ $field }
cli-row-forbidden = 含有不能保存的字符 { $code }，请重新输入这一格
cli-row-cell-error = 单元格是错误值 { $error }，请改成数值或文字
cli-row-not-a-number = “{ $text }”不是数字，请只写数字
cli-row-too-fine = “{ $text }”小数太多，请改为最多 { $places } 位
cli-row-out-of-range = “{ $text }”超出范围，应在 { $least } 至 { $most } 之间
cli-row-bad-day = “{ $text }”不是日期，请写成 2026-01-31 这样
cli-row-bad-moment = “{ $text }”不是日期和时间，请写成 2026-01-31 09:05:00 这样
cli-row-day-to-come = { $day } 还没有到，请改正
cli-row-day-by-mistake = 这里成了日期 { $day }，请把单元格设为文本再填
cli-row-days-reversed = 结束日 { $to } 早于开始日 { $from }，请改正
cli-row-code-unknown = 不知道代码“{ $code }”的意思；请在 --map 文件的 [code] 里说明
    .wizard = 不知道代码“{ $code }”的意思；请改正表格，或用命令行导入（frontdesk import）
cli-row-too-long = 太长，请缩短到 { $limit } 字节以内
cli-row-text-too-long = 有 { $length } 个字，请缩短到 { $limit } 字以内
cli-row-phone-wrong = “{ $text }”不是电话号码，请改正；没有电话就留空
cli-row-id-number-wrong = “{ $text }”不是证件号码，请改正；没有就留空
cli-row-digits-lost = “{ $text }”存成了数字，末几位已丢失；请把单元格设为文本再填
cli-row-place-wrong = “{ $text }”不能作楼栋、单元或房间号，只能用字母和数字
cli-row-premises-wrong = “{ $text }”不是房号，请写成 楼栋-单元-房间，如 3-2-1201
cli-row-building-twice = { $building } 栋 { $unit } 单元与{ $first_row }重复，请删去一行
cli-row-building-unknown = 没有 { $building } 栋，请加到楼栋单元表里
cli-row-unit-unknown = { $building } 栋没有 { $unit } 单元，请加到楼栋单元表里
cli-row-floor-above = { $floor } 层高于该楼的 { $floors } 层，请改正其一
cli-row-owner-twice = 业主编号 { $owner } 与{ $first_row }重复，每位业主要有自己的编号
cli-row-owner-unknown = 没有编号为 { $owner } 的业主；请加到业主表里，或在 --map 文件的 [owner] 里写明是谁
    .wizard = 没有编号为 { $owner } 的业主；请加到业主表里，或用命令行导入（frontdesk import）
cli-row-mapped-owner-unknown = 对照文件把业主 { $owner } 指为 { $mapped }，但没有这个业主；请改对照文件
cli-row-owner-number-differs = 编号 { $number } 与业主编号 { $owner } 不一致，业主本人的两个编号应相同
cli-row-owner-missing = 有业主才会是这个状态，请补上业主或改状态
cli-row-owner-unexpected = 这个状态还没有业主，请去掉业主或改状态
cli-row-household-twice = { $code } 与{ $first_row }重复，请删去一行
cli-row-household-differs = { $code } 的{ $field }与{ $first_row }不一致，请改成一样
cli-row-person-differs = 同一个人的{ $field }与{ $first_row }不一致，请改成一样
cli-row-person-twice = 同一个人与{ $first_row }重复，请删去一行
cli-row-fee-twice = 收费项目 { $fee } 与{ $first_row }重复，请删去一个
cli-row-fee-unknown = 没有收费项目“{ $fee }”；请先添加（fee_item.add），或在 --map 文件的 [fee] 里写明是哪一项
    .wizard = 没有收费项目“{ $fee }”；请加到收费项目表里，或用命令行导入（frontdesk import）
cli-row-mapped-fee-unknown = 对照文件把收费项目“{ $fee }”指为“{ $mapped }”，但没有这个收费项目；请改对照文件，或先添加（fee_item.add）
cli-row-fee-days-differ = 写了 { $fees } 个收费项目和 { $days } 个日期，请一一对应
cli-row-formula-needs = 计费公式需要{ $field }，请填写
cli-row-parking-twice = 车位 { $space } 与{ $first_row }重复，请删去一行
cli-row-premises-unknown = 没有 { $code } 这户；请先导入房屋，或改正房号
cli-row-payment-twice = 这笔缴费与{ $first_row }重复，请删去一行
cli-row-complaint-twice = 投诉 { $number } 与{ $first_row }重复，请删去一行
cli-row-reading-twice = 表 { $meter } 与{ $first_row }同日重复，请删去一行

## 导入：略过的内容

cli-note-beside = 表格旁边的内容没有读：{ $text }
cli-note-beside-rows = { $sheet } 第 { $first } 至 { $last } 行：表格旁边的内容 { $count } 处没有读（--verbose 逐条列出）
    .wizard = { $sheet } 第 { $first } 至 { $last } 行：表格旁边的内容 { $count } 处没有读
cli-note-explanation = 说明文字没有读：{ $text }
cli-note-title = 标题没有读：{ $text }
cli-note-headings-again = 又一行表头
cli-note-total = 合计行没有读：{ $text }
cli-note-sheet-ignored = 不认得这张表，{ $rows } 行没有读
cli-note-sheet-unasked = 这次没有要导入这张表，{ $rows } 行没有读
cli-note-column-ignored = 不认得“{ $heading }”列，{ $filled } 格没有读
cli-note-several-names = 一格有几个名字，作一人保存：{ $names }
cli-note-buildings-from-rooms = 文件没有楼栋表，由房间得出 { $buildings } 栋
cli-note-handed-over-by-fees = { $homes } 户没有写交房日期，按最早的计费开始日记
cli-note-handed-over-by-import = { $homes } 户没有写交房日期和计费开始日，交房日期按导入当天记
cli-note-months-differ = 缴费周期写的是 { $said } 个月，按起止日期是 { $counted } 个月，以日期为准
cli-note-owner-made-unknown = 按对照文件，业主 { $owner } 作不详处理
cli-note-row-skipped = 按对照文件略过（业主 { $owner }）
cli-note-map-unused = 对照文件里的 { $key } 没有用到

## 导入：读不了的文件

cli-table-unreadable = 读不了（{ $cause }）。
cli-table-not-a-file = 不是普通文件。
cli-table-empty = 是空的。
cli-table-file-too-large = 太大，最多 { $limit } 字节。
cli-table-foreign = 不是表格，而是{ $found }。
cli-table-zip-without-workbook = 是压缩包，里面没有 .xlsx 工作簿。
cli-table-zip-broken = 文件损坏或不完整，请重新取得。
cli-table-zip-too-many-entries = 压缩内容超过 { $limit } 个。
cli-table-zip-entry-too-large = 其中 { $entry } 解开后超过 { $limit } 字节。
cli-table-zip-too-large = 解开后超过 { $limit } 字节。
cli-table-zip-size-lie = 其中 { $entry } 的大小与所写的 { $declared } 不符。
cli-table-entity-declared = 其中 { $entry } 含有工作簿不该有的声明。
cli-table-workbook-broken = 工作簿有损坏（{ $cause }）。
cli-table-too-many-sheets = 工作表超过 { $limit } 张。
cli-table-far-cell = 工作表 { $sheet } 第 { $row } 行第 { $column } 列有内容，最多 { $rows } 行 { $columns } 列。
cli-table-reader-died = 读工作簿时中断：{ $how }。
cli-table-not-text = 第 { $line } 行第 { $byte } 字节起不是能读的文字 { $likely }。
cli-table-zero-byte = 第 { $line } 行第 { $byte } 字节是零字节，不是文本。
cli-table-record-too-long = 第 { $line } 行太长，最多 { $limit } 字节。
cli-table-field-too-long = 第 { $line } 行有一格太长，最多 { $limit } 字节。
cli-table-too-many-columns = 第 { $line } 行超过 { $limit } 列。
cli-table-too-many-rows = 超过 { $limit } 行。
cli-table-unclosed-quote = 第 { $line } 行的引号没有闭合。
cli-table-stray-quote = 第 { $line } 行引号之后还有文字。
cli-found-old-excel = 旧版 .xls 或加密的工作簿，请另存为不加密的 .xlsx
cli-found-gzip = gzip 文件
cli-found-archive = 压缩包
cli-found-pdf = PDF
cli-found-picture = 图片
cli-found-html = 网页，请另存为 .xlsx 或 .csv
cli-found-xml = XML 文件
cli-found-rtf = RTF 文件
cli-found-program = 程序
cli-how-memory = 内存用得太多
cli-how-time = 用时太长
cli-how-crash = 读取程序出错
cli-how-not-started = 读取程序没有启动

## 导入：对照文件

cli-map-not-understood = 第 { $column } 个字“{ $piece }”：{ $cause }
cli-map-word-unknown = 代码 { $code } 不能是“{ $word }”
cli-map-column-unknown = “{ $heading }”不能是“{ $column }”列，请写认得的表头或列名
cli-map-empty-answer = { $key } 是空的
cli-map-too-large = 太大，最多 { $limit } 字节

cli-not-a-terminal = 这里不是终端，无法显示画面；请用命令行，如 frontdesk list tickets。
cli-terminal-unknown = 没有设置 TERM，不知道终端类型，无法显示画面。
cli-terminal-dumb = 这种终端（TERM=dumb）不能移动光标，无法显示画面；请用命令行。
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

## 系统说的话

io-not-found = 没有这个文件或文件夹
io-permission = 没有权限
io-exists = 已经存在
io-folder = 这是文件夹
io-no-folder = 路径中有一段不是文件夹
io-full = 磁盘已满
io-quota = 超出磁盘配额
io-read-only = 只读
io-large = 文件太大
io-no-text = 内容不是文字
io-nobody = 那里没有程序在听
io-timeout = 等得太久
io-ended = 没有更多可读的内容
cli-data-folder = 数据在 { $folder }
cli-demo-folder = 演示数据在 { $folder }
cli-demo-attach = 另一个终端可接入：frontdesk --data { $folder }
cli-demo-pins = 要以别人的名义接入，加上 --as 姓名；主管和经理的密码 { $approver }，其他人 { $desk }
cli-demo-coming = 正在布置……
