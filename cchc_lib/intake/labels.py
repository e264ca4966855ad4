"""Indicators by the words that stand for them in a file: id, name, or another label of the form."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from cchc_lib.intake.phrases import plain
from cchc_lib.registry import Indicator

LISTED = re.compile(r"^\s*(?:[-+*•–]|\(?\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[a-zđ][.)]|[IVX]+[.)])\s*")
"""A number, letter or dash before a label: "1.2. ", "a) ", "- "."""
IN_BRACKETS = re.compile(r"\([^()]*\)[\s:]*$")


class IndicatorLabels:
    """The labels of some indicators; folded, so that marks, capitals and commas do not matter."""

    def __init__(
        self, indicators: Iterable[Indicator], aliases: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._by_label: dict[str, Indicator] = {}
        self._names: dict[str, str] = {}
        for indicator in indicators:
            self._names[indicator.name.vi] = plain(indicator.name.vi)
            names = (indicator.name.vi, indicator.name.en, indicator.id)
            for label in (*map(plain, names), *aliases.get(indicator.id, ())):
                self._by_label.setdefault(label, indicator)

    def find(self, words: str) -> Indicator | None:
        """The indicator of that label, also behind a list number or before a bracket."""
        bare = LISTED.sub("", words)
        for label in (words, bare, IN_BRACKETS.sub("", bare)):
            found = self._by_label.get(plain(label))
            if found is not None:
                return found
        return None

    def nearest(self, words: str) -> tuple[str, ...]:
        """The two names that are most like `words`."""
        found = process.extract(plain(words), self._names, scorer=fuzz.WRatio, limit=2)
        return tuple(name for _, _, name in found)
