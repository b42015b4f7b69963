"""Child processes, and the one data format that crosses between them."""
