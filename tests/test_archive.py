"""Archives that students hand in: honest ones are read whole, each dishonest one is refused."""

import contextlib
import gzip
import io
import os
import random
import stat
import struct
import tarfile
import tracemalloc
import unicodedata
import zipfile
import zlib

import pytest

from autograder.errors import ArchiveRefused
from autograder.gradebook import archive_limits
from autograder.gradebook.archive import kind_of, members, write
from autograder.gradebook.largest_notebook import MIB

BOOK = b'{"cells": []}'


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    """Zip pairs of name (or `ZipInfo`) and content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return buffer.getvalue()


def tarred(*entries, mode="w", **settings):
    """Tar pairs of name (or `TarInfo`) and content."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, **settings) as made:
        for name, content in entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            if info.isreg():
                info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def typed(kind, name="a.ipynb", link="/etc/passwd"):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def moded(mode, name="a.ipynb"):
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o644) << 16
    return info


def opened(data):
    return list(members(data, kind_of(data)))


def refused(data, words):
    with pytest.raises(ArchiveRefused, match=words) as caught:
        opened(data)
    # A sentence, with what to do; no name runs on, and no control character is quoted raw.
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()


def raw_zip(*files, flags=0, overlap=0):
    """Zip by hand; each of `files` is raw name, packed bytes, method, CRC, size that is claimed."""
    body, directory = b"", b""
    for name, packed, method, crc, size in files:
        offset = 0 if overlap else len(body)
        core = struct.pack(
            "<HHHHHLLLHH", 20, flags, method, 0, 33, crc, len(packed), size, len(name), 0
        )
        if not (overlap and body):
            body += b"PK\x03\x04" + core + name + packed
        directory += b"PK\x01\x02\x14\x00" + core + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
    end = struct.pack("<HHHHLLH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def raw(name, content=BOOK, size=None):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return name, packed, 8, zlib.crc32(content), len(content) if size is None else size


# Honest archives.


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_from_linux_is_read_whole(mode, form):
    files = [("squares.ipynb", BOOK), ("./data/Übung 1.csv", b"1,2"), ("d" * 120 + "/x.py", b"")]
    if form == tarfile.USTAR_FORMAT:
        files[2] = ("d" * 90 + "/x.py", b"")
    data = tarred((typed(tarfile.DIRTYPE, "."), b""), *files, mode=mode, format=form)
    assert opened(data) == [(name.removeprefix("./"), content) for name, content in files]


def test_a_zip_from_linux_is_read_whole():
    data = zipped(("a/", b""), ("a/squares.ipynb", BOOK), (moded(stat.S_IFREG, "b.py"), b"x = 1"))
    assert opened(data) == [("a/squares.ipynb", BOOK), ("b.py", b"x = 1")]


def test_an_archive_from_a_mac_has_its_clutter_left_out():
    # Archive Utility writes UTF-8 in NFD without the flag that says so.
    name = unicodedata.normalize("NFD", "Übung.ipynb")
    data = raw_zip(
        raw(name.encode()),
        raw(b".DS_Store"),
        raw(b"__MACOSX/"),
        raw(b"__MACOSX/a/b/c/d/e/f/g/h/._x"),
        raw(b"a/._squares.ipynb"),
        raw(b"a/Icon\r"),
    )
    assert opened(data) == [("Übung.ipynb", BOOK)]
    data = tarred(("._squares.ipynb", b"xattr"), ("squares.ipynb", BOOK))
    assert opened(data) == [("squares.ipynb", BOOK)]


@pytest.mark.parametrize(
    ("name", "flags"), [("Übung.ipynb".encode("cp437"), 0), ("Übung.ipynb".encode(), 0x800)]
)
def test_names_from_windows_are_read_with_and_without_the_flag(name, flags):
    data = raw_zip(raw(name), raw(b"a/Thumbs.db"), flags=flags)
    assert opened(data) == [("Übung.ipynb", BOOK)]


def test_an_archive_within_is_just_a_file():
    inner = zipped(*((f"{n}.py", b"") for n in range(1000)))
    assert opened(zipped(("more.zip", inner), method=zipfile.ZIP_STORED)) == [("more.zip", inner)]


def test_tiny_files_pass_at_any_ratio():
    data = zipped(("zeros", bytes(MIB)))
    assert MIB / len(data) > 500
    assert opened(data) == [("zeros", bytes(MIB))]


# Kinds.


@pytest.mark.parametrize(
    "data", [b"", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"{}", b"BZh9", bytes(1024)]
)
def test_what_is_no_archive_is_refused(data):
    refused(data, "no archive.*Expected: zip, tar or tar.gz")


def test_a_gzip_of_one_file_is_refused():
    refused(gzip.compress(BOOK), "a gzip, but of no tar")


@pytest.mark.parametrize(
    "data",
    [zipped(), tarred(), tarred(mode="w:gz"), zipped((".DS_Store", b""))],
    # Not their bytes: those hold the time, and every process must collect the same names.
    ids=["zip", "tar", "tar.gz", "zip-of-hidden-files"],
)
def test_an_archive_of_nothing_is_refused(data, tmp_path):
    # An empty tar is zeros, which are no tar: both refusals are right.
    with pytest.raises(ArchiveRefused, match="holds no files|no archive|no tar"):
        write(opened(data), tmp_path / "new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.SYMTYPE, "is a symbolic link"),
        (tarfile.LNKTYPE, "is a hard link"),
        (tarfile.FIFOTYPE, "is a FIFO"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.CONTTYPE, "no known kind"),
        (b"D", "no known kind"),
        (b"M", "no known kind"),
        (b"V", "no known kind"),
        (b"Z", "no known kind"),
    ],
)
def test_a_tar_of_anything_but_files_and_folders_is_refused(kind, words):
    refused(tarred((typed(kind), b"")), words)


def test_sparse_files_are_refused():
    refused(tarred((typed(tarfile.GNUTYPE_SPARSE), b"")), "sparse")
    info = tarfile.TarInfo("a")
    info.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.map": "0,1",
        "GNU.sparse.size": "9999999999",
    }
    refused(tarred((info, b"x"), format=tarfile.PAX_FORMAT), "sparse")
    info.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.realsize": "99999999",
    }
    refused(
        tarred((info, b"1\n0\n1\n".ljust(512, b"\0") + b"x"), format=tarfile.PAX_FORMAT), "sparse"
    )


@pytest.mark.parametrize(
    "mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
def test_a_zip_of_anything_but_files_and_folders_is_refused(mode):
    words = "a symbolic link" if mode == stat.S_IFLNK else "a FIFO or a device"
    refused(zipped((moded(mode), b"/etc/passwd")), words)


# Names.

NAMES = [
    ("/etc/passwd", "absolute"),
    ("//host/share", "absolute"),
    ("../a", "leads out"),
    ("a/../../b", "leads out"),
    ("a/..", "leads out"),
    ("a\\..\\b", "Windows"),
    ("C:/a", "Windows"),
    ("c:a", "Windows"),
    ("a\x1b[2J", "control"),
    ("a\nb", "control"),
    ("a\x7f", "control"),
    ("a\x9b31m", "control"),
    ("a\u202egnp.exe", "control"),
    ("a\u2028b", "control"),
    ("ü" * 128, "more than 255 bytes"),
    ("/".join("abcdefghi"), "more than 7 folders"),
    ("a/" * 400 + "x", "more than 7 folders"),
    ("a" * 2000, "more than 1024 characters"),
]


@pytest.mark.parametrize(("name", "words"), NAMES)
def test_a_bad_name_is_refused_in_the_child(name, words):
    refused(tarred((name, b"")), words)
    refused(raw_zip(raw(name.encode()), flags=0x800), words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *NAMES,
        ("a" + "\u0315\u0300" * 300_000, "characters"),
        ("a\0b", "control"),
        ("a\udcff", "UTF-8"),
        ("", "empty"),
        (".", "empty"),
    ],
)
def test_a_bad_name_is_refused_outside_and_leaves_nothing(name, words, tmp_path):
    with pytest.raises(ArchiveRefused, match=words):
        write([("good", BOOK), (name, b"")], tmp_path / "new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["../x/", "/x/", "a/" * 9])
def test_a_bad_name_of_a_folder_is_refused(name):
    refused(zipped((name, b"")), "The archive's name")
    refused(tarred((typed(tarfile.DIRTYPE, name), b"")), "The archive's name")


def test_a_name_with_a_nul_is_not_cut_at_it():
    refused(raw_zip(raw(b"good.ipynb\0.exe")), "control")
    info = tarfile.TarInfo("a")
    info.pax_headers = {"path": "good.ipynb\0.exe"}
    refused(tarred((info, b""), format=tarfile.PAX_FORMAT), "control")


def test_a_name_that_is_not_utf_8_is_refused():
    refused(raw_zip(raw(b"\xff\xfe"), flags=0x800), "not UTF-8")
    refused(
        tarred(("a\udcff", b""), format=tarfile.GNU_FORMAT, errors="surrogateescape"), "not UTF-8"
    )


@pytest.mark.parametrize(
    "twin", ["a/B.ipynb", "A/b.ipynb", "a/./b.ipynb", "a//b.ipynb", "a/b.ipynb"]
)
def test_one_name_twice_is_refused(twin, tmp_path):
    pair = [("a/b.ipynb", BOOK), (twin, b"")]
    refused(tarred(*pair), "which are one name")
    with pytest.raises(ArchiveRefused, match="one name"):
        write(pair, tmp_path / "new")


@pytest.mark.parametrize("twin", ["U\u0308bung", "u\u0308BUNG", "ÜBUNG"])
def test_one_name_in_two_normal_forms_is_refused(twin):
    refused(zipped(("Übung", b""), (twin, b"")), "which are one name")


def test_a_name_that_differs_between_header_and_directory_is_refused():
    data = raw_zip(raw(b"good.ipynb"))
    refused(data.replace(b"good.ipynb", b"evil.ipynb", 1), "damaged")


# Bounds.


@pytest.mark.parametrize("count", [201, 20_000])
def test_too_many_files_are_refused(count):
    files = [raw(b"%d" % n, b"") for n in range(count)]
    refused(raw_zip(*files), "more than 200 files")
    refused(tarred(*((str(n), b"") for n in range(count))), "more than 200 files")


def test_too_many_entries_of_no_use_are_refused():
    refused(raw_zip(*(raw(b"%d/" % n, b"") for n in range(2001))), "more than 2000 entries")
    refused(raw_zip(*(raw(b"._%d" % n, b"") for n in range(20_001))), "more than 2000 entries")
    refused(tarred(*((typed(tarfile.DIRTYPE, str(n)), b"") for n in range(2001))), "more than 2000")


def test_a_file_above_the_limit_is_refused():
    noise = os.urandom(MIB) * 21
    refused(zipped(("a", noise), method=zipfile.ZIP_STORED), "more than 20 MiB")
    refused(tarred(("a", noise)), "more than 20 MiB")
    assert opened(tarred(("a", noise[: 20 * MIB])))[0][1] == noise[: 20 * MIB]


def test_an_archive_above_the_limit_is_refused():
    with pytest.raises(ArchiveRefused, match="at most 100"):
        list(members(bytes(100 * MIB + 1), "tar"))


def test_all_files_together_are_bounded():
    noise = os.urandom(MIB)
    # Random blocks that repeat within deflate's window pack well, but below 100 to 1.
    block = (noise[:32_000] * 600)[: 18 * MIB]
    data = zipped(*((str(n), block + noise) for n in range(6)))
    refused(data, "more than 100 MiB. Expected: at most 100 MiB")


def bombs():
    zeros = bytes(200 * MIB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(zeros) + packer.flush()
    crc = zlib.crc32(zeros)
    many = [(b"%d" % n, packed, 8, crc, len(zeros)) for n in range(100)]
    return {
        "honest header": raw_zip((b"a", packed, 8, crc, len(zeros))),
        "lying directory": raw_zip((b"a", packed, 8, crc, 10)),
        "lying directory, claims more": raw_zip((b"a", packed, 8, crc, 0xFFFFFFF0)),
        "overlapping": raw_zip(*many, overlap=1),
        "tar.gz": gzip.compress(tarred(("a", zeros)), 9),
        "tar.gz of a file without end": gzip.compress(tarred(("a", zeros))[: 100 * MIB], 9),
        "tar.gz of a long name": gzip.compress(typed(b"L").tobuf() + zeros, 9),
        "tar.gz of many parts": b"".join(
            gzip.compress(tarred((str(n), bytes(MIB)))[: MIB + 512], 9) for n in range(150)
        ),
    }


def test_bombs_are_refused_before_they_go_off():
    for name, data in bombs().items():
        assert len(data) < 400_000, name
        tracemalloc.start()
        try:
            refused(data, "unpacks to more|more than 20 MiB|overlap|damaged|another size|too long")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # The limit of one file, twice: as it grows, and when it is made bytes.
        assert peak < 70 * MIB, (name, peak)


def test_a_prefix_with_a_true_checksum_is_all_that_a_liar_gets():
    zeros = bytes(10)
    name, packed, method, _, _ = raw(b"a", bytes(MIB))
    data = raw_zip((name, packed, method, zlib.crc32(zeros), len(zeros)))
    assert opened(data) == [("a", zeros)]


def test_an_overlap_of_one_byte_is_refused():
    data = bytearray(raw_zip(raw(b"a"), raw(b"b")))
    at = data.rindex(b"PK\x01\x02") + 42
    struct.pack_into("<L", data, at, struct.unpack_from("<L", data, at)[0] - 2)
    refused(bytes(data), "overlap")


@pytest.mark.parametrize("flags", [0x1, 0x40, 0x2000])
def test_an_encrypted_member_is_refused(flags):
    refused(raw_zip(raw(b"a"), flags=flags), "is encrypted")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_cannot_be_bounded_is_refused(method):
    refused(zipped(("a", BOOK), method=method), "unusual")


# Damage.


@pytest.mark.parametrize("cut", [5, 30, 300, 700, 1100])
def test_a_cut_archive_is_refused(cut):
    noise = os.urandom(400)
    for data in (zipped(("a", noise), ("b", noise)), tarred(("a", noise), mode="w:gz")):
        refused(data[: min(cut, len(data) - 9)], "damaged|no tar|cut off")


@pytest.mark.parametrize("keep", [512, 600, 1024, 1536])
def test_a_cut_tar_does_not_lose_files_quietly(keep):
    refused(tarred(("a", b"x" * 512), ("b", b"y" * 512))[:keep], "damaged")


def test_a_tar_with_a_damaged_header_does_not_lose_files_quietly():
    data = bytearray(tarred(("a", b"x" * 512), ("b", b"y" * 512)))
    data[1024] ^= 1
    refused(bytes(data), "damaged")


def test_a_wrong_checksum_is_refused():
    refused(raw_zip((*raw(b"a")[:3], 1, len(BOOK))), "damaged")


def test_random_damage_is_refused_or_harmless():
    draw = random.Random(1)
    seeds = [
        zipped(("a", BOOK), ("b", BOOK)),
        tarred(("a", BOOK), format=tarfile.PAX_FORMAT),
        tarred(("a", BOOK), mode="w:gz"),
    ]
    for turn in range(1500):
        data = bytearray(seeds[turn % 3])
        for _ in range(draw.randint(1, 6)):
            data[draw.randrange(len(data))] = draw.choice((0, 255, 128, draw.randrange(256)))
        with contextlib.suppress(ArchiveRefused):
            opened(bytes(data))


def test_headers_that_nest_without_end_are_refused():
    extended = typed(tarfile.XHDTYPE).tobuf()
    refused(extended * 20_000, "damaged")


# The trusted side.


def test_files_are_written_in_a_new_folder(tmp_path):
    paths = write([("a/b.ipynb", BOOK), ("c.py", b"")], tmp_path / "new")
    assert paths == [tmp_path / "new/a/b.ipynb", tmp_path / "new/c.py"]
    assert paths[0].read_bytes() == BOOK
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    plain = tmp_path / "plain"
    plain.mkdir()
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "link").symlink_to("/nowhere")
    with pytest.raises(FileExistsError, match="a new folder"):
        write([("a", b"")], tmp_path / "link")
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


@pytest.mark.parametrize("names", [("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b")])
def test_a_name_of_a_file_and_a_folder_is_refused(names, tmp_path):
    with pytest.raises(ArchiveRefused, match="as a file and as a folder"):
        write([(name, b"") for name in names], tmp_path / "new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([(str(n), b"") for n in range(201)], "more than 200 files"),
        ([("a", bytes(20 * MIB + 1))], "more than 20 MiB"),
        ([(str(n), bytes(20 * MIB)) for n in range(6)], "more than 100 MiB"),
        ([("a", "text")], "no name and bytes"),
        ([(1, b"")], "no name and bytes"),
    ],
)
def test_the_child_is_not_believed(files, words, tmp_path):
    with pytest.raises(ArchiveRefused, match=words):
        write(files, tmp_path / "new")
    assert not list(tmp_path.iterdir())


def test_what_is_refused_midway_leaves_nothing(tmp_path):
    data = tarred(("a", BOOK), (typed(tarfile.SYMTYPE, "b"), b""))
    with pytest.raises(ArchiveRefused, match="symbolic"):
        write(members(data, "tar"), tmp_path / "new")
    assert not list(tmp_path.iterdir())


def test_the_modules_limits_are_those_that_were_agreed():
    assert (archive_limits.MOST_FILES, archive_limits.MOST_DEPTH, archive_limits.MOST_RATIO) == (
        200,
        8,
        100,
    )
    assert (archive_limits.LARGEST, archive_limits.MOST_BYTES) == (20 * MIB, 100 * MIB)
