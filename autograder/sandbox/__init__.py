"""Shuts a process in, by namespaces, a file system of its own, Landlock, seccomp and limits."""
