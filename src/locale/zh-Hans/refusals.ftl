# 拒绝的理由和文件里的错误。
# 命名：refusal-<代码>（命令没有执行的原因，一句话，说清下一步怎么办）、fault-<代码>（键位、设置、登记簿文件里的错误，不带句号）。

## 文件里的错误

fault-syntax = TOML 语法错误（{ $detail }）
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
