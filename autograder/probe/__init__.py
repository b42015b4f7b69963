"""What holds on this machine: isolation levels and GPUs, found by trying."""
