"""Damage inside a container: XML parts of an archive, records of a BIFF stream.

In: bytes of a file and a source of chance. Out: bytes of a file whose outer shell is still whole,
so that damage reaches the readers behind the shell.
"""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
"""The fuzzer's own change of bytes, up to a size."""
NUMBER = re.compile(rb'(?<=[">])-?[0-9][0-9.]*(?=["<])')
ATTRIBUTE = re.compile(rb'"[^"<>]{0,80}"')
ELEMENT = re.compile(rb"<([A-Za-z:]+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)")
TAG = re.compile(rb"<[^<>]{1,200}>")
NUMBERS = (
    b"0", b"-1", b"1", b"2147483648", b"1048577", b"16385", b"1e308", b"1e309", b"-1e999", b"nan",
    b"1" * 400, b"9" * 5000, b"0.1", b"", b"A1:XFD1048576", b"XFD1048576", b"2958466", b"-657436",
)  # fmt: skip
WORDS = (
    "Quận Ba Đình", "Tổng số", "12/15", "1.234", "#REF!", "\ufeff", "\u0301", "Ghi chú", "(1)",
    "Quý I năm 2020", "\r\n", "x" * 40_000, "(" * 3_000, " " * 9_000, "I", "&#0;", "&lt;", "%",
)  # fmt: skip
OLE_HEADER = 512


def damaged_archive(data: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    """The archive with one part changed, packed again; bytes as they come where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: archive.read(part) for part in archive.infolist()}
    except Exception:  # noqa: BLE001  what earlier damage broke is damaged further as it is
        return mutate(data, most)
    if not parts or chance.random() < 0.05:
        return mutate(data, most)
    name = chance.choice(
        [*parts, *(part for part in parts if "sheet" in part or "content" in part)]
    )
    if chance.random() < 0.03:
        del parts[name]
    else:
        parts[name] = damaged_markup(parts[name], chance, mutate)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part, (2020, 3, 18, 0, 0, 0)), content)
    packed = stream.getvalue()
    return packed if len(packed) <= most else data[:most]


def damaged_markup(words: bytes, chance: random.Random, mutate: Mutate) -> bytes:
    """XML or HTML with a number, an attribute, an element or a tag changed."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        pattern = chance.choice((NUMBER, NUMBER, ATTRIBUTE, ELEMENT, TAG, None))
        found = [] if pattern is None else [match.span() for match in pattern.finditer(words)]
        if not found:
            words = mutate(words, len(words) + 64)
            continue
        start, end = chance.choice(found)
        other_start, other_end = chance.choice(found)
        own, other = words[start:end], words[other_start:other_end]
        if pattern is NUMBER:
            new = chance.choice((*NUMBERS, other))
        elif pattern is ATTRIBUTE:
            new = chance.choice((other, b'"%s"' % chance.choice(NUMBERS), b'""', mutate(own, 100)))
        else:
            text = chance.choice(WORDS).encode()
            new = chance.choice((b"", own * 2, own * 300, other, own + other, own + text, text))
        words = words[:start] + new + words[end:]
    return words


def damaged_records(data: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    """The old binary format with one record of its stream changed in place."""
    records = []
    place = OLE_HEADER
    while place + 4 <= len(data) and len(records) < 20_000:
        kind, length = struct.unpack_from("<HH", data, place)
        if kind == 0 and length == 0:
            break
        records.append((place, length))
        place += 4 + length
    if not records or chance.random() < 0.05:
        return mutate(data, most)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place, length = chance.choice(records)
        way = chance.random()
        if way < 0.1:
            other, _ = chance.choice(records)
            changed[place : place + 2] = data[other : other + 2]
        elif way < 0.2:
            changed[place + 2 : place + 4] = struct.pack("<H", chance.choice((0, 1, 8224, 65535)))
        elif way < 0.6 and length >= 2:
            at = place + 4 + chance.randrange(length - 1)
            changed[at : at + 2] = struct.pack("<H", chance.choice((0, 1, 255, 256, 32767, 65535)))
        elif length:
            part = mutate(bytes(changed[place + 4 : place + 4 + length]), length)
            changed[place + 4 : place + 4 + len(part)] = part
    return bytes(changed[:most])
