"""The untrusted side: the processes that run student code, and the wire to them."""
