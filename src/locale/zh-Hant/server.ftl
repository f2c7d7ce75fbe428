# Why the server ended a connection, one line each; and the command on its clock. Naming:
# goodbye-<case>.

goodbye-stopping = 服務正在停止。
goodbye-too-long = 發送的內容過長，服務拒絕並斷開了連接。
goodbye-garbled = 服務看不懂發送的內容，斷開了連接。
goodbye-slow = 連接太慢，服務斷開了連接。
goodbye-broken = 服務處理這個請求時出錯並斷開了連接；請核對是否已經辦成。

command-clock-confirm = 確認時鐘
    .doc = 時鐘跳變後確認時間無誤，之後可以繼續收款。
