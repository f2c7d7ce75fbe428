//! What may be said over the socket.
