# Why the server ended a connection, one line each; and the command on its clock. Naming:
# goodbye-<case>.

goodbye-stopping = 服务正在停止。
goodbye-too-long = 发送的内容过长，服务拒绝并断开了连接。
goodbye-garbled = 服务看不懂发送的内容，断开了连接。
goodbye-slow = 连接太慢，服务断开了连接。
goodbye-broken = 服务处理这个请求时出错并断开了连接；请核对是否已经办成。

command-clock-confirm = 确认时钟
    .doc = 时钟跳变后确认时间无误，之后可以继续收款。
