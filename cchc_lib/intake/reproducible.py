"""The bytes of an .xlsx file that depend on nothing but its parts.

In: a workbook as XlsxWriter saves it. Out: the same parts without clock, machine or zlib.
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
