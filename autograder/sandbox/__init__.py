"""What shuts a process in: namespaces, file system, Landlock, seccomp, limits."""
