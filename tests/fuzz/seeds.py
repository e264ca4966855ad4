"""The first files of each target, made by the generators of the round trip: no binary is kept.

In: a folder. Out: one file a seed in it.
"""

import random
from pathlib import Path

from tests.intake.figures import MARKS
from tests.intake.layouts import OPTIONS, Layout
from tests.intake.test_round_trip import KINDS, written
from tests.intake.written_containers import CONTAINERS

CONTAINERS_OF = {
    "xlsx": ("xlsx",),
    "xls": ("xls",),
    "ods": ("ods",),
    "html": ("html",),
    "text": ("csv, utf-8", "csv, semicolons", "tsv, utf-16", "csv, TCVN3", "csv, VNI"),
}
WORDS = (
    "1.234,5", "1 234", "97,2%", "12/15", "12 cuộc", "#REF!", "−5", "12/3/2020", "Quý I năm 2020",
    "6 tháng đầu năm 2020", "2020-Q1", "UBND quận Ba Đình", "Q.Ba Đình (cũ)", "Sở LĐTB&XH",
    "3. Huyện Ứng Hoà, thành phố Hà Nội", "1.2. Số sáng kiến CCHC (sáng kiến)", "0.0%;-0.0%;[<=1]0",
    *MARKS,
)  # fmt: skip


def write_seeds(folder: Path, target: str, count: int) -> None:
    """`count` small files for a target; the texts for `words`."""
    folder.mkdir(parents=True, exist_ok=True)
    if target == "words":
        for number, words in enumerate(WORDS):
            (folder / f"seed-{number}").write_bytes(words.encode())
        return
    chance = random.Random(target)  # noqa: S311  chance, no secret
    for number in range(count):
        name = chance.choice(CONTAINERS_OF[target])
        options = frozenset(chance.sample(OPTIONS, chance.randint(0, 12)))
        kind = sorted(KINDS)[number % len(KINDS)]
        book, _ = written(Layout(kind, name, options, number))
        (folder / f"seed-{number}").write_bytes(CONTAINERS[name].write(book))
