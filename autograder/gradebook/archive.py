"""Opens an archive that a student handed in: `members` in a sandboxed child, `write` outside it."""

import gzip
import io
import os
import secrets
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from autograder.errors import ArchiveRefused
from autograder.gradebook.archive_limits import (
    AGAIN,
    MOST_BYTES,
    MOST_ENTRIES,
    Tally,
    check_name,
    check_size,
    shown,
)
from autograder.gradebook.largest_notebook import MIB

CHUNK = 1 << 16
# Bytes before a zip member's name.
LOCAL_HEADER = 30
CLUTTER = {".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"}


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def kind_of(data: bytes) -> str:
    """Tell an archive's kind by its content: `zip`, `tar` or `tar.gz`.

    Raises `ArchiveRefused` for anything else. `members` refuses a gzip of one file later.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\x1f\x8b"):
        return "tar.gz"
    if data[257:262] == b"ustar":
        return "tar"
    raise ArchiveRefused(f"The file is no archive. Expected: zip, tar or tar.gz. {AGAIN}")


def members(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    """Give the regular files of an archive in order: relative POSIX name, and content.

    Hostile bytes are parsed here: call this in a sandboxed child with limits on time and memory.
    Raises `ArchiveRefused`, perhaps after some files.
    """
    if len(data) > MOST_BYTES:
        raise ArchiveRefused(
            f"The archive has {len(data) // MIB} MiB. Expected: at most {MOST_BYTES // MIB}. "
            "Leave out what is not yours, and submit again."
        )
    read = {"zip": _zip, "tar": _tar, "tar.gz": _tar_gz}[kind]
    try:
        yield from read(data)
    except ArchiveRefused:
        raise
    except UnicodeDecodeError:
        raise ArchiveRefused(f"A name in the archive is not UTF-8. {AGAIN}") from None
    # No document lists what these parsers raise on hostile bytes. zlib.error, EOFError,
    # NotImplementedError and RecursionError have all occurred.
    except Exception as error:
        what = type(error).__name__
        raise ArchiveRefused(f"The archive is damaged ({what}). {AGAIN}") from error


def read(path: Path) -> bytes:
    """Read an archive's bytes. Raises `ArchiveRefused` if the file is too large."""
    check_size(path.name, path.stat().st_size)
    return path.read_bytes()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """Open an archive of any kind; runs in the child."""
    return list(members(data, kind_of(data)))


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write the child's files into a new `folder`: all of them, or none. The child is not trusted.

    Raises `ArchiveRefused`, and `FileExistsError` if `folder` exists.
    """
    if os.path.lexists(folder):
        raise FileExistsError(f"`{folder}` is there already. Expected: the name of a new folder.")
    # Not by `tempfile`: its folder would keep the mode 0700 after it is renamed.
    fresh = folder.with_name(f".incoming-{secrets.token_hex(8)}")
    fresh.mkdir()
    try:
        names = [_write(name, content, fresh) for name, content in _checked(files)]
        if not names:
            raise ArchiveRefused(f"The archive holds no files. Expected: your notebook. {AGAIN}")
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return [folder / name for name in names]


class _Counted:
    """A stream that counts its bytes as they are read, a piece at a time."""

    def __init__(self, stream: _Readable, tally: Tally) -> None:
        self.stream = stream
        self.tally = tally

    def read(self, size: int, /) -> bytes:
        piece = self.stream.read(min(size, CHUNK))
        self.tally.grow(len(piece))
        return piece


def _is_clutter(name: str) -> bool:
    parts = name.rstrip("/").split("/")
    return "__MACOSX" in parts or parts[-1] in CLUTTER or parts[-1].startswith("._")


def _no_file(name: str, what: str) -> ArchiveRefused:
    return ArchiveRefused(
        f"`{shown(name)}` in the archive is {what}. Expected: files and folders. Put the file "
        "itself in its place, and pack it again."
    )


def _content(stream: _Readable, name: str) -> bytes:
    pieces = bytearray()
    while piece := stream.read(CHUNK):
        pieces += piece
        check_size(name, len(pieces))
    return bytes(pieces)


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    # `zipfile` reads the whole directory at once, whatever number it declares. Each entry begins with
    # these bytes. A zip within the zip has such entries, too: so this limit is ten times the usual one.
    if data.count(b"PK\x01\x02") > 10 * MOST_ENTRIES:
        raise ArchiveRefused(f"The archive has more than {MOST_ENTRIES} entries. {AGAIN}")
    tally = Tally(len(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_overlap(archive.infolist(), len(data))
        for info in archive.infolist():
            tally.enter()
            name = _zip_name(info)
            if _is_clutter(name):
                continue
            checked = _zip_entry(info, name, tally)
            if checked is None:
                continue
            with archive.open(info) as stream:
                content = _content(_Counted(stream, tally), checked)
            if len(content) != info.file_size:
                raise ArchiveRefused(f"`{shown(name)}` has another size than it says. {AGAIN}")
            yield checked, content


def _check_overlap(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse files that share bytes: a zip bomb may use one block many times."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ArchiveRefused(f"Files overlap within the archive. {AGAIN}")
        end = info.header_offset + LOCAL_HEADER + info.compress_size
    if end > size:
        raise ArchiveRefused(f"The archive is cut off. {AGAIN}")


def _zip_name(info: zipfile.ZipInfo) -> str:
    # `filename` ends at the first NUL. And without the flag for UTF-8, `zipfile` always decodes it as
    # cp437, though Macs write UTF-8 without that flag.
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return info.orig_filename


def _zip_entry(info: zipfile.ZipInfo, name: str, tally: Tally) -> str | None:
    """Check an entry; give its name, or `None` for a folder."""
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _no_file(name, "a symbolic link" if mode == stat.S_IFLNK else "a FIFO or a device")
    if name.endswith("/"):
        check_name(name)
        return None
    if info.flag_bits & 0x2041:
        raise ArchiveRefused(f"`{shown(name)}` is encrypted. Pack it without a password.")
    # `zipfile` unpacks bzip2 and LZMA without a limit on memory.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveRefused(f"`{shown(name)}` is packed in an unusual way. {AGAIN}")
    return tally.admit(name)


class _StrictInfo(tarfile.TarInfo):
    """A header that raises where `tarfile` would silently stop: at a damaged or missing header."""

    @classmethod
    def fromtarfile(cls, tar: tarfile.TarFile) -> "_StrictInfo":
        try:
            return super().fromtarfile(tar)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from None


def _tar_gz(data: bytes) -> Iterator[tuple[str, bytes]]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        if stream.read(512)[257:262] != b"ustar":
            raise ArchiveRefused(f"The file is a gzip, but of no tar. {AGAIN}")
        stream.seek(0)
        yield from _tar_stream(stream, Tally(len(data)))


def _tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from _tar_stream(io.BytesIO(data), Tally(None))


def _tar_stream(stream: _Readable, tally: Tally) -> Iterator[tuple[str, bytes]]:
    # From a stream, `tarfile` never seeks back. So an offset that points back cannot make it loop.
    counted: Any = _Counted(stream, tally)
    settings: dict[str, Any] = {"encoding": "utf-8", "errors": "surrogateescape"}
    with tarfile.open(fileobj=counted, mode="r|", tarinfo=_StrictInfo, **settings) as archive:
        for info in archive:
            tally.enter()
            if _is_clutter(info.name):
                continue
            checked = _tar_entry(info, tally)
            file = archive.extractfile(info) if checked is not None else None
            if checked is not None and file is not None:
                yield checked, _content(file, checked)
    # `tarfile` stops at the end mark of a tar. A gzip's checksum comes after it.
    while counted.read(CHUNK):
        pass


def _tar_entry(info: tarfile.TarInfo, tally: Tally) -> str | None:
    """Check an entry; give its name, or `None` for a folder."""
    if info.issparse():
        raise _no_file(info.name, "a sparse file")
    if info.isdir():
        # `tar c .` begins with this entry.
        if info.name not in (".", "./", ""):
            check_name(info.name)
        return None
    if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
        links = {tarfile.SYMTYPE: "a symbolic link", tarfile.LNKTYPE: "a hard link"}
        raise _no_file(info.name, links.get(info.type, "a FIFO, a device or of no known kind"))
    return tally.admit(info.name)


def _checked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Check names, sizes and numbers again, outside the child."""
    tally = Tally(None)
    for pair in files:
        match pair:
            case (str(name), bytes(content)):
                pass
            case _:
                raise ArchiveRefused(f"The archive's reader gave no name and bytes. {AGAIN}")
        check_size(name, len(content))
        tally.grow(len(content))
        yield tally.admit(name), content


def _write(name: str, content: bytes, folder: Path) -> str:
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(path, flags, 0o666)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise ArchiveRefused(
            f"`{shown(name)}` is in the archive as a file and as a folder. {AGAIN}"
        ) from None
    with open(handle, "wb") as file:
        file.write(content)
    return name
