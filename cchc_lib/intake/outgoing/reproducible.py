"""Workbook files whose bytes depend on nothing but their parts: no clock, no machine, no zlib.

In: the bytes of an .xlsx file as a library wrote them. Out: the same parts in the same order.
"""

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)


def reproducible(content: bytes) -> bytes:
    """The same parts, stored: deflate differs between builds of zlib, and zip notes the system."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as kept,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.create_system = 3
            part.external_attr = 0o600 << 16
            kept.writestr(part, source.read(name))
    return target.getvalue()
