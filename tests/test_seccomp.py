"""The filter's answers, asked one by one: its code is run here as the kernel would run it."""

import errno
import struct

import pytest

from autograder.sandbox import allowed_calls, seccomp

OWN, OTHER = 4711, 4712
ALLOWED, KILLED = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
MACHINES = pytest.mark.parametrize("machine", allowed_calls.MACHINES)


def answer(
    program: bytes, machine: str, number: int, *arguments: int, arch: int | None = None
) -> int:
    """Run a filter on one call."""
    arch = seccomp.AUDIT_ARCH[machine] if arch is None else arch
    full = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<IIQ6Q", number, arch, 0, *(each & 0xFFFFFFFFFFFFFFFF for each in full))
    code = list(struct.iter_unpack("=HBBI", program))
    at = held = 0
    while True:
        what, then, otherwise, value = code[at]
        at += 1
        match what:
            case seccomp.LOAD:
                (held,) = struct.unpack_from("<I", data, value)
            case seccomp.AND:
                held &= value
            case seccomp.JUMP:
                at += value
            case seccomp.RETURN:
                return value
            case seccomp.EQUAL:
                at += then if held == value else otherwise
            case seccomp.AT_LEAST:
                at += then if held >= value else otherwise
            case seccomp.ANY_BIT:
                at += then if held & value else otherwise


def asked(name: str, *arguments: int, machine: str = "x86_64", **how) -> int:
    """Ask a filter about a call by its name."""
    number = next(
        allowed_calls.numbers(group, machine)[name]
        for group in allowed_calls.CALLS
        if name in allowed_calls.CALLS[group]
    )
    return answer(seccomp.build(OWN, machine, **how), machine, number, *arguments)


@MACHINES
def test_what_is_not_in_the_table_is_refused(machine):
    program = seccomp.build(OWN, machine)
    listed = {
        number
        for group in allowed_calls.CALLS
        for number in allowed_calls.numbers(group, machine).values()
    }
    others = {answer(program, machine, n) for n in range(allowed_calls.UNKNOWN) if n not in listed}
    assert others == {EPERM}
    # glibc goes on with an older call where it hears of no such call.
    assert {answer(program, machine, n) for n in (allowed_calls.UNKNOWN, 999, seccomp.X32 - 1)} == {
        ENOSYS
    }


@MACHINES
def test_what_needs_no_judgement_is_allowed(machine):
    program = seccomp.build(OWN, machine)
    plain = [allowed_calls.numbers(group, machine) for group in seccomp.ALWAYS]
    assert {answer(program, machine, n) for group in plain for n in group.values()} == {ALLOWED}


@MACHINES
def test_each_number_stands_for_one_call(machine):
    names = [
        name for group in allowed_calls.CALLS for name in allowed_calls.numbers(group, machine)
    ]
    numbers = [
        n for group in allowed_calls.CALLS for n in allowed_calls.numbers(group, machine).values()
    ]
    refused = [
        both[allowed_calls.MACHINES.index(machine)] for both in allowed_calls.REFUSED.values()
    ]
    assert len({*names}) == len(names)
    assert len({*numbers, *refused}) == len(numbers) + len(refused)
    assert max(numbers) < allowed_calls.UNKNOWN


@MACHINES
def test_other_architectures_and_x32_are_killed(machine):
    program = seccomp.build(OWN, machine)
    others = {*seccomp.AUDIT_ARCH.values(), 0x40000003} - {seccomp.AUDIT_ARCH[machine]}
    assert {answer(program, machine, 0, arch=each) for each in others} == {KILLED}
    assert answer(program, machine, seccomp.X32 + 39) == KILLED


def test_a_filter_fits_the_kernel_and_is_no_long_way():
    program = seccomp.build(OWN, programs=True, alone=True, devices=True)
    assert len(program) % 8 == 0
    assert len(program) // 8 < 4096


def test_an_unknown_architecture_is_refused_by_name():
    with pytest.raises(OSError, match="riscv64"):
        seccomp.build(1, "riscv64")


@MACHINES
@pytest.mark.parametrize("name", [*allowed_calls.CALLS["ids"]])
def test_a_process_id_is_ones_own_where_others_can_be_seen(name, machine):
    # These take a kind of id first, of which 0 is a process.
    before = (0,) if name.endswith("priority") else ()
    assert asked(name, *before, 0, machine=machine) == ALLOWED
    assert asked(name, *before, OWN, machine=machine) == ALLOWED
    for other in (OTHER, 1, -1, OWN + (1 << 31)):
        assert asked(name, *before, other, machine=machine) in (EPERM, ENOSYS)
        assert asked(name, *before, other, machine=machine, alone=True) == ALLOWED
    if before:
        assert {asked(name, kind, 0, machine=machine) for kind in (1, 2)} == {EPERM}


@pytest.mark.parametrize("name", ["kill", "tgkill"])
def test_signals_go_to_oneself(name):
    assert asked(name, OWN, 9) == ALLOWED
    assert {asked(name, other, 9) for other in (0, -1, 1, OTHER)} == {EPERM}
    assert asked(name, OTHER, 9, alone=True) == EPERM
    assert asked(name, OTHER, 9, alone=True, programs=True) == ALLOWED


@pytest.mark.parametrize("name", ["fork", "vfork", "execve", "execveat", "setsid"])
def test_programs_are_for_the_highest_level_alone(name):
    assert asked(name) == EPERM
    assert asked(name, programs=True) == EPERM
    assert asked(name, programs=True, alone=True) == ALLOWED


THREAD, CHILD, NEW_USER = 0x3D0F00, 17, 0x10000000


def test_threads_and_processes():
    assert asked("clone", THREAD) == ALLOWED
    assert asked("clone", CHILD) == EPERM
    assert asked("clone", CHILD, alone=True, programs=True) == ALLOWED
    assert asked("clone", THREAD | NEW_USER) == EPERM
    assert asked("clone", CHILD | NEW_USER, alone=True, programs=True) == EPERM
    assert asked("clone3", alone=True, programs=True) == ENOSYS


FOR_READING, FOR_WRITING, EMPTIED, FOR_NOTHING = 0, 1, 0x200, 3
FLAGS = {"open": 1, "openat": 2}


@pytest.mark.parametrize("name", FLAGS)
def test_a_file_is_emptied_by_who_may_write_it(name):
    before = (0,) * FLAGS[name]
    assert asked(name, *before, FOR_READING) == ALLOWED
    assert asked(name, *before, FOR_WRITING | EMPTIED) == ALLOWED
    assert asked(name, *before, FOR_READING | EMPTIED) == EPERM
    assert asked(name, *before, FOR_NOTHING) == EPERM


def test_memory_is_of_a_kind_that_is_counted():
    def mapped(flags: int, **how) -> int:
        return asked("mmap", 0, 4096, 3, flags, **how)

    private, shared, growing, file = 0x22, 0x21, 0x122, 0x1
    no_memory = 0x50000 | errno.ENOMEM
    assert [mapped(each) for each in (private, file)] == [ALLOWED] * 2
    assert [mapped(each) for each in (shared, shared | 2, growing)] == [no_memory] * 3
    assert mapped(shared, allowed=["shared memory"]) == ALLOWED
    assert mapped(growing, allowed=["shared memory"]) == no_memory


UNIX, INTERNET, STREAM, DATAGRAM, RAW, PACKETS, CLOSE_ON_EXEC = 1, 2, 1, 2, 3, 5, 0x80000


def test_sockets():
    assert {asked("socket", kind) for kind in (UNIX, INTERNET)} == {EPERM}
    local = {"alone": True, "allowed": ["local sockets"]}
    assert asked("socket", UNIX, **local) == asked("bind", **local) == ALLOWED
    assert asked("socket", INTERNET, **local) == asked("bind") == EPERM
    for kind in (STREAM, PACKETS):
        assert asked("socketpair", UNIX, kind | CLOSE_ON_EXEC) == ALLOWED
    for kind in (DATAGRAM, RAW):
        assert asked("socketpair", UNIX, kind | CLOSE_ON_EXEC) == EPERM
    assert asked("socketpair", INTERNET, STREAM) == EPERM


SET_OWNER, SET_SIGNAL, SET_LEASE, NOTIFY, SET_LOCK, COPY = 8, 10, 1024, 1026, 6, 1030
PUSH_KEYS, SET_SOCKET_OWNER, READABLE, A_DRIVERS_OWN = 0x5412, 0x8901, 0x541B, 0xC020462A


def test_descriptors_are_told_what_concerns_nobody_else():
    for what in (SET_OWNER, SET_SIGNAL, SET_LEASE, NOTIFY):
        assert asked("fcntl", 0, what, alone=True) == EPERM
    assert {asked("fcntl", 0, what) for what in (SET_LOCK, COPY)} == {ALLOWED}
    refused = 0x50000 | errno.ENOTTY
    for what in (PUSH_KEYS, SET_SOCKET_OWNER):
        assert asked("ioctl", 0, what) == asked("ioctl", 0, what, devices=True) == refused
    assert asked("ioctl", 0, READABLE) == ALLOWED
    assert asked("ioctl", 0, A_DRIVERS_OWN) == refused
    assert asked("ioctl", 0, A_DRIVERS_OWN, devices=True) == ALLOWED


def test_what_landlock_does_not_cover_does_nothing_where_files_are_others():
    done = 0x50000
    assert asked("fchmodat") == asked("fchown") == asked("utimensat", 0, 0, 1) == done
    # `Path.touch` makes a file only if this fails.
    assert asked("utimensat", 0, 0, 0) == EPERM
    assert asked("fchmodat", alone=True) == asked("utimensat", alone=True) == ALLOWED
    assert asked("truncate") == EPERM


NAME_A_THREAD, DIE_WITH_PARENT, TRACEABLE = 15, 1, 4


def test_properties_of_a_process():
    assert asked("prctl", NAME_A_THREAD) == ALLOWED
    assert {asked("prctl", what, alone=True) for what in (DIE_WITH_PARENT, TRACEABLE)} == {EPERM}


def test_clocks_are_ones_own():
    assert asked("clock_gettime", 0) == ALLOWED
    assert asked("clock_gettime", (~OTHER << 3) | 2) == 0x50000 | errno.EINVAL
    assert asked("clock_gettime", (~OTHER << 3) | 2, alone=True) == ALLOWED
