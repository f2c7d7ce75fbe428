# 拒绝的理由和文件里的错误。
# 命名：refusal-<代码>（命令没有执行的原因，不带句号，说清下一步怎么办）、fault-<代码>（键位、设置、登记簿文件里的错误，不带句号）。

## 没有执行的原因

refusal-no-right = “{ $right }”须由{ $needed }办理，{ $name }是{ $own }
who-rank = { $rank }以上
who-rank-or-role = { $rank }以上或{ $role }人员
refusal-unknown-command = 没有“{ $command }”这个命令
refusal-unknown-record = 没有 { $number } 这张单据
refusal-stale = { $by } 在 { $at } 改过 { $number }，请看过新内容后再做
    .more = { $by } 在 { $at } 已收 { $number } 的款，收据 { $receipt }，请看过欠费再收
refusal-not-from-here = 现在是“{ $state }”，不能这样做
refusal-fields = 有内容没填或填错，见各项说明
refusal-missing = 必须填写
refusal-too-long = 太长，最多 { $limit } 个字
refusal-too-short = 太短，至少 { $limit } 个字
refusal-several-lines = 只能写一行
refusal-bad-character = 含有看不见的控制字符（{ $code }），请删去
refusal-bad-amount = 不是金额，例如 1236.50
refusal-not-positive = 金额必须大于零
refusal-amount-too-large = 金额太大，账面容不下
refusal-more-than-owed = 超过了欠款 { $owed }
refusal-bad-day = 不是日期，例如 11-23、明天、下周三
refusal-past-day = { $day } 已经过去
refusal-bad-number = 不是整数
refusal-bad-choice = 没有“{ $text }”这一项，可选：{ $choices }
refusal-unknown-premises = 没有“{ $text }”这户
refusal-several-premises = “{ $text }”不止一户：{ $candidates }
refusal-unknown-staff = 没有叫“{ $text }”的员工
refusal-several-staff = “{ $text }”不止一人：{ $candidates }
refusal-unknown-person = 没有叫“{ $text }”的人
refusal-unknown-category = 没有“{ $text }”这个类别
refusal-several-categories = “{ $text }”不止一个类别：{ $candidates }
refusal-bad-phone = 不是电话号码
refusal-exists = “{ $text }”已经有了
refusal-request-reused = 这个请求编号已用于另一个命令，请换一个
refusal-already-reversed = { $number } 已经冲销过
refusal-nothing-owed = { $premises } 没有欠款
refusal-own-approval = 自己提出的事不能自己批，请另一人审批
refusal-rank-too-low = 这件事须由{ $rank }以上决定
refusal-decided = { $number } 已经批过或已过期
refusal-approval-stale = { $number } 在申请之后改过，请重新申请
refusal-nothing-to-undo = 没有可以撤销的操作
refusal-cannot-undo = “{ $command }”不能撤销，有错请更正或另办一件
refusal-must-reverse = { $command } { $number } 不能撤销，只能冲正：用“{ $act }”，写明原因，另一人同意后生效
refusal-built-on = { $number } 之后又有改动，不能撤销
    .more = { $by } { $at } 又做了“{ $what }”，{ $number } 的前一步不能再撤销，请直接更正
refusal-needs-proof = 须有文字或录音编号作凭据
refusal-needs-filing = 须先填分类和存放区
refusal-needs-plan = 处理方案须先获批准
refusal-too-few-tries = 须在两天内联系过三次才能免回访
refusal-not-signed-on = 没有人登录，请先输入密码
refusal-wrong-pin = 姓名或密码不对
refusal-pin-locked = 密码错误次数太多，请过 { $minutes } 分钟再试
refusal-pin-spent = 密码连续错了一百次，此处不再接受，请经理另设一个
refusal-bad-pin = 密码须为 { $least } 至 12 位数字
refusal-wrong-old-pin = 原密码不对
refusal-own-pin = 自己的密码不能清除；要换请用“设置密码”，并输入原密码
refusal-unknown-account = 系统账号 { $account } 不能使用本程序，请找经理登记
refusal-clock-jumped = 本机时钟跳动了 { $minutes } 分钟，请先校准
refusal-disk-nearly-full = 磁盘快满了：只剩 { $free } MiB，须留 { $reserve } MiB
refusal-disk-full = 磁盘已满，{ $file } 没有写成
refusal-storage = 数据没有写成（{ $detail }）
refusal-stopping = 服务因写入失败正在停止，请告知管理员
refusal-too-many-drafts = 草稿太多，最多 { $limit } 份，请先了结一些
refusal-unknown-list = 没有“{ $text }”这个清单，可用：{ $choices }
refusal-bad-condition = 看不懂条件“{ $text }”，例如 overdue = true
refusal-unknown-column = 没有“{ $text }”这一列，可用：{ $choices }
refusal-last-manager = 这是最后一位经理，不能去掉
refusal-no-way-in = 这样改后没有一位经理还能登录，请先给一位经理设好系统账号或密码
refusal-unknown-argument = 没有“{ $text }”这个参数
refusal-nothing-said = 什么都没填：请写房号、电话、姓名或事由
refusal-nothing-to-charge = { $month } 没有可出账的户（已出 { $count } 笔）
refusal-internal = 程序内部出错（{ $detail }），没有改动数据
refusal-unknown-fee-item = 没有“{ $text }”这个收费项目
refusal-unknown-setting = 没有“{ $text }”这个设置
refusal-bad-setting = 这个设置不能是“{ $text }”
refusal-same-record = 单据不能与自己关联
refusal-unknown-community = 没有“{ $text }”这个小区
refusal-bad-code = “{ $text }”不是可用的代码，例如 3-2-1201
refusal-bad-plate = “{ $text }”不是车牌号
refusal-too-many = 太多，最多 { $limit } 个
refusal-too-many-revealed = 每人每小时最多调阅 { $limit } 条完整的个人资料，这一小时还可调阅 { $left } 条；{ $needed }可在设置“每小时调阅（条）”中调高
refusal-nothing-changed = 没有改动任何内容
refusal-already-so = “{ $setting }”已经是 { $value }，没有改动
refusal-unknown-phrase = 没有“{ $text }”这条短语
refusal-no-matter = 还没写是什么事，请写明事由
refusal-no-kind = 没看出是哪一类事，请选一项；只是问事情就选“咨询”
refusal-no-category = 报修要有类别，请选一项
refusal-not-staged = 要导入的内容已不在，请重新读取文件
refusal-community-unsaid = 不清楚文件属于哪个小区，请返回上一步填写小区名称
    .cli = 没有说明文件属于哪个小区，请在 --map 文件里写 community = "小区名"
refusal-effective-day = 入账日期只能在 { $earliest } 至 { $latest } 之间

## 文件里的错误

fault-syntax = 第 { $column } 个字“{ $piece }”：{ $kind }
toml-quote = 文字要放在英文引号里，例如 名称 = "文字"
toml-bracket = 括号少了一半
toml-comma = 逗号少了或多了
toml-escape = 反斜杠后只能是 n、t、引号或反斜杠，整段文字可改用单引号
toml-name = 名称里除字母、数字、_ 和 - 以外还有别的字，要放在英文引号里
toml-no-value = 要写成 名称 = "值"
toml-more = 这里不能再写，请另起一行
toml-twice = 这个名称在文件里写了两次
toml-unknown = 这里没有这个名称
toml-type = 这里要写另一种值
toml-other = 不合 TOML 的写法
fault-hint-nearest = ；是不是“{ $nearest }”？
fault-unreadable = 文件读不了（{ $detail }）
fault-unknown-setting = 没有“{ $name }”这个设置
fault-unknown-value = “{ $name }”不能是“{ $value }”，可用：{ $known }
fault-wrong-type = “{ $name }”在这里不能是 { $found }
fault-unknown-context = 没有“{ $name }”这个地方
fault-no-such-key = [{ $context }] 没有“{ $key }”这个键
fault-key-twice = [{ $context }] “{ $key }”就是第 { $first_line } 行的“{ $first }”，写了两次
fault-key-is-prefix = [{ $context }] “{ $key }”与第 { $first_line } 行的“{ $first }”是同一个键，不能既有命令又是组合键的开头
fault-chord-too-long = [{ $context }] “{ $key }”之后的组合键太长，最多 { $limit } 个键
fault-unknown-command = [{ $context }] “{ $key }”：没有“{ $name }”这个命令
fault-text-key = [{ $context }] 在这里“{ $key }”是输入的文字，不能当作命令键
fault-key-hides-chord = [{ $context }] “{ $key }”与 [{ $other }] 里以它开头的组合键冲突
