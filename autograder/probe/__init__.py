"""Finds by trying which isolation levels and GPUs this machine offers."""
