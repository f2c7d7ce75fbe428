# Why the server ended a connection, one line each; and the command on its clock. Naming:
# goodbye-<case>.

goodbye-stopping = The server is stopping.
goodbye-too-long = The server refused a message that is too long and ended the connection.
goodbye-garbled = The server did not understand a message and ended the connection.
goodbye-slow = The connection was too slow; the server ended it.
goodbye-broken = The server failed in this request and ended the connection; check whether it was done.

command-clock-confirm = Confirm clock
    .doc = Says that the clock is right after it jumped, so that money can be taken again.
