"""Opens an archive that a student handed in: `members` in a sandboxed child, `write` outside it."""

import gzip
import io
import os
import re
import secrets
import shutil
import stat
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from autograder.errors import ArchiveRefused

MIB = 1 << 20
MOST_FILES = 200
# Folders, and what Macs add, are not written; they are still read, one by one.
MOST_ENTRIES = 2000
MOST_DEPTH = 8
MOST_NAME = 1024
MOST_NAME_BYTES = 255
MOST_FILE_BYTES = 20 * MIB
MOST_BYTES = 100 * MIB
MOST_RATIO = 100
# Up to here any ratio passes: a small notebook of equal lines packs well.
RATIO_FLOOR = MIB
CHUNK = 1 << 16
# Bytes before a zip member's name.
LOCAL_HEADER = 30
AGAIN = "Pack the files again, as zip or tar.gz, and submit that."
# Classes of characters that no name shows as they are, and those that turn a name around.
HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CLUTTER = {".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"}


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def kind_of(data: bytes) -> str:
    """Tell an archive by its content: `zip`, `tar` or `tar.gz`.

    Raises `ArchiveRefused` for anything else; a gzip of one file is refused by `members`.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\x1f\x8b"):
        return "tar.gz"
    if data[257:262] == b"ustar":
        return "tar"
    raise ArchiveRefused(f"The file is no archive. Expected: zip, tar or tar.gz. {AGAIN}")


def members(data: bytes, kind: str) -> Iterator[tuple[str, bytes]]:
    """Give the regular files of an archive as relative POSIX name and content, in its order.

    Parsers of hostile bytes run here: call it in a sandboxed child with bounds on time and
    memory. Raises `ArchiveRefused`, maybe after some files were given.
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
    # What these parsers raise on hostile bytes is written down nowhere: zlib.error, EOFError,
    # NotImplementedError and RecursionError were all seen.
    except Exception as error:
        what = type(error).__name__
        raise ArchiveRefused(f"The archive is damaged ({what}). {AGAIN}") from error


def read(path: Path) -> bytes:
    """Read an archive that is not too large to be one. Raises `ArchiveRefused`."""
    _check_size(path.name, path.stat().st_size)
    return path.read_bytes()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """Open an archive of any kind; for the child."""
    return list(members(data, kind_of(data)))


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write what the child gave into a new `folder`, all or nothing; believes nothing of it.

    Raises `ArchiveRefused`, and `FileExistsError` where `folder` is there already.
    """
    if os.path.lexists(folder):
        raise FileExistsError(f"`{folder}` is there already. Expected: the name of a new folder.")
    # A plain `mkdir`: a folder of `tempfile` would keep its mode 0700 after the renaming.
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


class _Tally:
    """Counts what really came, whatever headers said; `packed` is the archive's size in bytes."""

    def __init__(self, packed: int | None) -> None:
        ratio = MOST_BYTES if packed is None else max(RATIO_FLOOR, MOST_RATIO * packed)
        self.most = min(MOST_BYTES, ratio)
        self.bytes = self.entries = 0
        self.seen: dict[str, str] = {}

    def admit(self, name: str) -> str:
        """Check a file's name, alone and among those before it; gives it normalised."""
        checked = check_name(name)
        folded = unicodedata.normalize("NFC", checked.casefold())
        if folded in self.seen:
            both = f"`{_shown(self.seen[folded])}` and `{_shown(checked)}`"
            raise ArchiveRefused(
                f"The archive holds {both}, which are one name on many systems. Expected: each "
                "name once. Rename one of them, and pack them again."
            )
        self.seen[folded] = checked
        if len(self.seen) > MOST_FILES:
            raise ArchiveRefused(
                f"The archive holds more than {MOST_FILES} files. Pack your own files alone."
            )
        return checked

    def enter(self) -> None:
        """Count an entry of any kind."""
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise ArchiveRefused(
                f"The archive has more than {MOST_ENTRIES} entries. Pack your own files alone."
            )

    def grow(self, size: int) -> None:
        """Count bytes as they come out."""
        self.bytes += size
        if self.bytes <= self.most:
            return
        limit = f"at most {MOST_BYTES // MIB} MiB"
        if self.most < MOST_BYTES:
            limit = f"at most {MOST_RATIO} times its own size"
        raise ArchiveRefused(
            f"The archive unpacks to more than {self.most // MIB} MiB. Expected: {limit}. "
            "Clear the outputs of your notebooks, leave out data, and pack them again."
        )


class _Counted:
    """A stream whose bytes are counted as they are read, a piece at a time."""

    def __init__(self, stream: _Readable, tally: _Tally) -> None:
        self.stream = stream
        self.tally = tally

    def read(self, size: int, /) -> bytes:
        piece = self.stream.read(min(size, CHUNK))
        self.tally.grow(len(piece))
        return piece


def check_name(name: str) -> str:
    """Check a member's name and give it relative, in NFC; raises `ArchiveRefused`."""
    # Before anything looks at it: marks that combine take the square of their number to put in order.
    too_long = len(name) > MOST_NAME
    text = "" if too_long else unicodedata.normalize("NFC", name)
    parts = PurePosixPath(text).parts
    problem = ""
    if too_long:
        problem = f"has more than {MOST_NAME} characters"
    elif any(unicodedata.category(letter) in HIDDEN or letter in BIDI for letter in text):
        problem = "has control characters or is not UTF-8"
    elif text.startswith("/") or "\\" in text or re.match("[A-Za-z]:", text):
        problem = "is absolute, or of a Windows drive or folder"
    elif ".." in parts or not parts:
        problem = "leads out of its folder" if parts else "is empty"
    elif len(parts) > MOST_DEPTH:
        problem = f"is in more than {MOST_DEPTH - 1} folders"
    elif any(len(part.encode()) > MOST_NAME_BYTES for part in parts):
        problem = f"has a part of more than {MOST_NAME_BYTES} bytes"
    if problem:
        raise ArchiveRefused(
            f"The archive's name `{_shown(name)}` {problem}. Expected: short relative names with "
            f"`/`. {AGAIN}"
        )
    return "/".join(parts)


def _shown(name: str) -> str:
    # Cut first: a name may have as many characters as the archive.
    return ascii(name[:60])[1:-1]


def _is_clutter(name: str) -> bool:
    parts = name.rstrip("/").split("/")
    return "__MACOSX" in parts or parts[-1] in CLUTTER or parts[-1].startswith("._")


def _no_file(name: str, what: str) -> ArchiveRefused:
    return ArchiveRefused(
        f"`{_shown(name)}` in the archive is {what}. Expected: files and folders. Put the file "
        "itself in its place, and pack it again."
    )


def _content(stream: _Readable, name: str) -> bytes:
    pieces = bytearray()
    while piece := stream.read(CHUNK):
        pieces += piece
        _check_size(name, len(pieces))
    return bytes(pieces)


def _check_size(name: str, size: int) -> None:
    if size > MOST_FILE_BYTES:
        raise ArchiveRefused(
            f"`{_shown(name)}` has more than {MOST_FILE_BYTES // MIB} MiB. "
            "Clear its outputs, or leave it out, and pack again."
        )


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    # `zipfile` reads the whole directory at once, whatever count is written in it; its entries
    # begin with this. Far above our limit: a zip within the zip has such entries, too.
    if data.count(b"PK\x01\x02") > 10 * MOST_ENTRIES:
        raise ArchiveRefused(f"The archive has more than {MOST_ENTRIES} entries. {AGAIN}")
    tally = _Tally(len(data))
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
                raise ArchiveRefused(f"`{_shown(name)}` has another size than it says. {AGAIN}")
            yield checked, content


def _check_overlap(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse members that share bytes: a bomb may quote one block many times."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ArchiveRefused(f"Files overlap within the archive. {AGAIN}")
        end = info.header_offset + LOCAL_HEADER + info.compress_size
    if end > size:
        raise ArchiveRefused(f"The archive is cut off. {AGAIN}")


def _zip_name(info: zipfile.ZipInfo) -> str:
    # `filename` ends at the first NUL; and without the flag for UTF-8 it is always read as cp437,
    # though Macs write UTF-8 and no flag.
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return info.orig_filename


def _zip_entry(info: zipfile.ZipInfo, name: str, tally: _Tally) -> str | None:
    """Check an entry; gives its name, or `None` for a folder."""
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _no_file(name, "a symbolic link" if mode == stat.S_IFLNK else "a FIFO or a device")
    if name.endswith("/"):
        check_name(name)
        return None
    if info.flag_bits & 0x2041:
        raise ArchiveRefused(f"`{_shown(name)}` is encrypted. Pack it without a password.")
    # bzip2 and LZMA are unpacked by `zipfile` with no bound on memory.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveRefused(f"`{_shown(name)}` is packed in an unusual way. {AGAIN}")
    return tally.admit(name)


class _StrictInfo(tarfile.TarInfo):
    """A header; where `tarfile` would end quietly at a damaged or missing one, it raises."""

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
        yield from _tar_stream(stream, _Tally(len(data)))


def _tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from _tar_stream(io.BytesIO(data), _Tally(None))


def _tar_stream(stream: _Readable, tally: _Tally) -> Iterator[tuple[str, bytes]]:
    # As a stream, `tarfile` never seeks back: an offset that points back cannot make it loop.
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
    # `tarfile` stops at the mark of a tar's end; a gzip's checksum stands behind it.
    while counted.read(CHUNK):
        pass


def _tar_entry(info: tarfile.TarInfo, tally: _Tally) -> str | None:
    """Check an entry; gives its name, or `None` for a folder."""
    if info.issparse():
        raise _no_file(info.name, "a sparse file")
    if info.isdir():
        # `tar c .` begins with this one.
        if info.name not in (".", "./", ""):
            check_name(info.name)
        return None
    if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
        links = {tarfile.SYMTYPE: "a symbolic link", tarfile.LNKTYPE: "a hard link"}
        raise _no_file(info.name, links.get(info.type, "a FIFO, a device or of no known kind"))
    return tally.admit(info.name)


def _checked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Check names, sizes and counts again, on the side that is trusted."""
    tally = _Tally(None)
    for pair in files:
        match pair:
            case (str(name), bytes(content)):
                pass
            case _:
                raise ArchiveRefused(f"The archive's reader gave no name and bytes. {AGAIN}")
        _check_size(name, len(content))
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
            f"`{_shown(name)}` is in the archive as a file and as a folder. {AGAIN}"
        ) from None
    with open(handle, "wb") as file:
        file.write(content)
    return name
