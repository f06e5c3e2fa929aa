"""Fences around a query process, below the engine: memory, time, network, life of its parent.

Linux has all of them. Elsewhere some are missing; `fence()` returns the ones that stand, so that the
server can say at its start which do not.
"""

import ctypes
import os
import platform
import resource
import signal
import sys
from pathlib import Path
from typing import Final

ALL: Final = ("memory", "processor", "parent", "network")

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

# From <linux/audit.h> and the system call tables: (architecture, socket, io_uring_setup).
_CALLS: Final = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_X32_BIT: Final = 0x40000000
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | 13  # EACCES
_KILL: Final = 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, JEQ|K, JGE|K, RET|K


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def fence(parent: int) -> tuple[str, ...]:
    """Puts up the fences around what a process may reach; call it in a single-threaded process.

    Args:
        parent: process that this one must not outlive.

    Returns:
        The names, out of `ALL`, of the fences that stand; `bound` builds the one around memory.
    """
    built = {
        "processor": _limit_core(),
        "parent": _die_with(parent),
        "network": _block_sockets() or _leave_network(),
    }
    return tuple(name for name, stands in built.items() if stands)


def bound(memory: int) -> tuple[str, ...]:
    """Limits the address space to what there is now and so many bytes more: ("memory",) if it stands."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_present() + memory,) * 2)
    except (ValueError, OSError):
        return ()
    return ("memory",) if sys.platform == "linux" else ()


def _present() -> int:
    """Bytes of address space in use; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def tie(parent: int) -> None:
    """Ends this process with its parent, where the system can."""
    _die_with(parent)


def allow(computing: float, living: float) -> None:
    """Lets the kernel end this process after so many seconds of computing, or of mere life, from now.

    A second fence: the parent's own clock ends it first.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    computed = used.ru_utime + used.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(computed + computing) + 2, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, living + 2)


def _limit_core() -> bool:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in (signal.SIGXCPU, signal.SIGALRM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    return True


def _die_with(parent: int) -> bool:
    if sys.platform != "linux":
        return False
    tied = bool(_libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    if os.getppid() != parent:
        os._exit(0)
    return tied


def _block_sockets() -> bool:
    """A seccomp filter: only sockets within this machine (AF_UNIX) may be made, and no io_uring."""
    known = _CALLS.get(platform.machine()) if sys.platform == "linux" and sys.maxsize > 2**32 else None
    if known is None:
        return False
    rows = _filter(*known)
    program = _Program(len(rows), (_Instruction * len(rows))(*(_Instruction(*row) for row in rows)))
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return int(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)) == 0


def _filter(architecture: int, socket: int, io_uring: int) -> tuple[tuple[int, int, int, int], ...]:
    """Rows of (code, jump if true, jump if false, value); offsets are those of `struct seccomp_data`."""
    return (
        (_LOAD, 0, 0, 4),  # architecture
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # number of the system call
        (_AT_LEAST, 4, 0, _X32_BIT),
        (_EQUAL, 3, 0, io_uring),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, 16),  # first argument: the address family
        (_EQUAL, 1, 0, 1),  # AF_UNIX
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    )


def _leave_network() -> bool:
    """An empty network namespace, where the system lets a plain user have one."""
    return sys.platform == "linux" and bool(_libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
