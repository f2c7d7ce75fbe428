# 命令行的话：启动时说不成的原因、帮助里的一句话。命名：cli-<情形>。

## 启动

cli-no-home = 不知道数据放在哪里：没有主目录，请用 --data 指定数据目录。
cli-socket-too-long = 套接字路径 { $path } 有 { $bytes } 个字节，最多 { $limit } 个；请换一个较短的数据目录。
cli-path-unresolved = 数据目录 { $path } 无法确定（{ $detail }）。
cli-harden-failed = 系统不允许保护本程序的数据（{ $step }：{ $detail }），没有启动。
cli-unknown-language = 没有“{ $value }”这种语言，可用：{ $known }。
cli-keys-ok = { $file }：没有错误。
cli-keymap-default = 键位文件有错误，现在用默认键位。
