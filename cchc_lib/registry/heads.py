"""The official head of every report: who issues it, and how its number is written.

In: params/report.yml. Out: one `OfficialHead` (layout: Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

from pathlib import Path

from pydantic import field_validator

from cchc_lib.registry.params import Bilingual, Record, read_yaml

OPEN_NUMBER = "……"
"""Stands where the clerk has not given a number yet."""


class OfficialHead(Record):
    """The lines above a title; both kinds of number hold `{number}` for the running number.

    `number` is a report's, `return_number` that of a letter which sends figures back.
    """

    national_title: Bilingual
    motto: Bilingual
    governing_body: Bilingual
    issuing_body: Bilingual
    place: Bilingual
    number: Bilingual
    return_number: Bilingual
    source: str

    @field_validator("number", "return_number")
    @classmethod
    def _has_place(cls, number: Bilingual) -> Bilingual:
        if not ("{number}" in number.vi and "{number}" in number.en):
            raise ValueError("number needs {number} in both languages")
        return number

    def number_line(self, language: str, number: str = "") -> str:
        """`Số: 60/BC-SNV`, or the same with dots where `number` is still open."""
        return self.number[language].replace("{number}", number or OPEN_NUMBER)

    def return_number_line(self, language: str) -> str:
        """`Số: ……/SNV-CCHC`: the clerk writes the number in."""
        return self.return_number[language].replace("{number}", OPEN_NUMBER)


def read_head(params: Path) -> OfficialHead:
    """The head of params/report.yml."""
    return read_yaml(params / "report.yml", OfficialHead)
