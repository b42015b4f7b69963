"""The system calls that a worker may make. All others are refused.

The list was recorded from TensorFlow, JAX, PyTorch, NumPy, matplotlib, IPython and Python's own
library in a worker. Newer calls of the same groups were added, so that an update of glibc or Python
breaks no grading. A call that is missing has no honest use here, or its callers can do without it.
"""

# From this number on, calls are newer than this table. The kernel then says that there is no such
# call, and the caller uses an older one.
UNKNOWN = 470

# Each call has its number on x86-64 (`asm/unistd_64.h`) and on arm64 (`asm-generic/unistd.h`), or
# `None`. The comment says why a group is allowed. `seccomp` has the rules for each group.
# fmt: off
CALLS: dict[str, dict[str, tuple[int, int | None]]] = {
    # Files and folders. Landlock decides which ones may be opened, made, moved or removed.
    "files": {
        "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
        "pread64": (17, 67), "pwrite64": (18, 68), "preadv": (295, 69), "pwritev": (296, 70),
        "preadv2": (327, 286), "pwritev2": (328, 287), "creat": (85, None), "close": (3, 57),
        "close_range": (436, 436), "lseek": (8, 62), "access": (21, None), "faccessat": (269, 48),
        "faccessat2": (439, 439), "stat": (4, None), "fstat": (5, 80), "lstat": (6, None),
        "newfstatat": (262, 79), "statx": (332, 291), "statfs": (137, 43), "fstatfs": (138, 44),
        "getdents": (78, None), "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49),
        "fchdir": (81, 50), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
        "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
        "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37), "symlink": (88, None),
        "symlinkat": (266, 36), "readlink": (89, None), "readlinkat": (267, 78),
        "ftruncate": (77, 46), "fallocate": (285, 47), "fsync": (74, 82), "fdatasync": (75, 83),
        "sync_file_range": (277, 84), "fadvise64": (221, 223), "readahead": (187, 213),
        "copy_file_range": (326, 285), "sendfile": (40, 71), "umask": (95, 166),
    },
    # Opening files. The flags are checked, since Landlock does not see some combinations.
    "opening": {
        "open": (2, None), "openat": (257, 56), "openat2": (437, 437), "truncate": (76, 45),
    },
    # Descriptors: copies, pipes, events, and waiting for them.
    "descriptors": {
        "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "pipe": (22, None),
        "pipe2": (293, 59), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
        "pselect6": (270, 72), "epoll_create": (213, None), "epoll_create1": (291, 20),
        "epoll_ctl": (233, 21), "epoll_wait": (232, None), "epoll_pwait": (281, 22),
        "epoll_pwait2": (441, 441), "eventfd": (284, None), "eventfd2": (290, 19),
        "signalfd": (282, None), "signalfd4": (289, 74),
    },
    # Traffic over a pair of sockets, as inside an event loop. New sockets have a rule below.
    "own sockets": {
        "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269), "recvfrom": (45, 207),
        "recvmsg": (47, 212), "recvmmsg": (299, 243), "shutdown": (48, 210),
        "getsockname": (51, 204), "getpeername": (52, 205), "getsockopt": (55, 209),
        "setsockopt": (54, 208),
    },
    # The process's own memory, and where it lies. RLIMIT_DATA counts it.
    "memory": {
        "brk": (12, 214), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226),
        "madvise": (28, 233), "msync": (26, 227), "mincore": (27, 232), "mlock": (149, 228),
        "mlock2": (325, 284), "munlock": (150, 229), "get_mempolicy": (239, 236),
        "set_mempolicy": (238, 237), "mbind": (237, 235), "pkey_alloc": (330, 289),
        "pkey_free": (331, 290), "pkey_mprotect": (329, 288), "map_shadow_stack": (453, 453),
        "mseal": (462, 462), "membarrier": (324, 283),
    },
    # The process's own threads, their locks and their end.
    "threads": {
        "futex": (202, 98), "futex_waitv": (449, 449), "futex_wake": (454, 454),
        "futex_wait": (455, 455), "futex_requeue": (456, 456), "set_robust_list": (273, 99),
        "set_tid_address": (218, 96), "rseq": (334, 293), "gettid": (186, 178),
        "sched_yield": (24, 124), "sched_get_priority_max": (146, 125),
        "sched_get_priority_min": (147, 126), "getcpu": (309, 168), "arch_prctl": (158, None),
        "exit": (60, 93), "exit_group": (231, 94),
    },
    # How a thread is scheduled. TensorFlow asks this about its threads, by their numbers. About
    # another process it reveals only that the process exists.
    "scheduling": {"sched_getscheduler": (145, 120), "sched_getparam": (143, 121)},
    # Time, and timers that signal the process itself.
    "time": {
        "gettimeofday": (96, 169), "time": (201, None), "nanosleep": (35, 101),
        "alarm": (37, None), "getitimer": (36, 102), "setitimer": (38, 103),
        "timer_settime": (223, 110), "timer_gettime": (224, 108), "timer_getoverrun": (225, 109),
        "timer_delete": (226, 111), "timerfd_create": (283, 85), "timerfd_settime": (286, 86),
        "timerfd_gettime": (287, 87), "times": (100, 153),
    },
    # Receiving signals. Sending them has a rule below.
    "signals": {
        "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
        "rt_sigpending": (127, 136), "rt_sigsuspend": (130, 133), "rt_sigtimedwait": (128, 137),
        "sigaltstack": (131, 132), "pause": (34, None), "restart_syscall": (219, 128),
    },
    # The identity, usage and limits of the process, and waiting for its own children.
    "itself": {
        "getpid": (39, 172), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
        "getgid": (104, 176), "getegid": (108, 177), "getresuid": (118, 148),
        "getresgid": (120, 150), "getgroups": (115, 158), "getpgrp": (111, None),
        "uname": (63, 160), "sysinfo": (99, 179), "getrusage": (98, 165), "getrlimit": (97, 163),
        "setrlimit": (160, 164), "getrandom": (318, 278), "wait4": (61, 260), "waitid": (247, 95),
    },
    # Starting programs, if an exercise allows it. Only at L3, where it sees no process but its own.
    "programs": {
        "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
        "setpgid": (109, 154), "setsid": (112, 157),
    },
    # The calls that the allowance `local sockets` adds.
    "local sockets": {
        "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
        "accept4": (288, 242),
    },
    # Modes, owners and times of files. Landlock does not protect them, so at L1 any of the
    # instructor's files would be open to change. There a call does nothing and reports success, so
    # that programs which copy files go on.
    "modes": {
        "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
        "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
        "utimensat": (280, 88),
    },
    # Extended attributes of files. The answer is that no file system has any, and libraries go on.
    "attributes": {
        "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "getxattr": (191, 8),
        "lgetxattr": (192, 9), "fgetxattr": (193, 10), "listxattr": (194, 11),
        "llistxattr": (195, 12), "flistxattr": (196, 13), "removexattr": (197, 14),
        "lremovexattr": (198, 15), "fremovexattr": (199, 16), "setxattrat": (463, 463),
        "getxattrat": (464, 464), "listxattrat": (465, 465), "removexattrat": (466, 466),
    },
    # Calls that take the number of a process or thread. At L1 it must be the caller's own, or 0.
    "ids": {
        "prlimit64": (302, 261), "sched_getaffinity": (204, 123), "sched_setaffinity": (203, 122),
        "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
        "sched_getattr": (315, 275), "sched_setattr": (314, 274), "getpriority": (140, 141),
        "setpriority": (141, 140), "getpgid": (121, 155), "getsid": (124, 156),
    },
    # Clocks and timers. A negative number names the CPU clock of another process.
    "clocks": {
        "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
        "timer_create": (222, 107),
    },
    # Calls with a rule of their own, by their arguments.
    "judged": {
        "kill": (62, 129), "tgkill": (234, 131), "clone": (56, 220), "clone3": (435, 435),
        "prctl": (157, 167), "fcntl": (72, 25), "ioctl": (16, 29), "mmap": (9, 222),
        "socket": (41, 198), "socketpair": (53, 199), "memfd_create": (319, 279),
    },
}
# Calls that are refused, and that the probe tries by number.
REFUSED: dict[str, tuple[int, int]] = {
    "msgget": (68, 186), "msgrcv": (70, 188), "msgctl": (71, 187), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "shmget": (29, 194), "shmat": (30, 196),
    "shmctl": (31, 195), "mq_open": (240, 180), "mq_unlink": (241, 181), "ioprio_set": (251, 30),
}
# fmt: on
MACHINES = ("x86_64", "aarch64")


def numbers(group: str, machine: str) -> dict[str, int]:
    """Give a group's calls on a machine, by name; a call without a number there is left out."""
    column = MACHINES.index(machine)
    by_name = {name: both[column] for name, both in CALLS[group].items()}
    return {name: number for name, number in by_name.items() if number is not None}
