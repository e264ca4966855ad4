"""Words of a file as they are compared and quoted: folded, whole words, cut to a sentence's length.

In: words. Out: plain lower-case words, whether they hold a phrase, or words short enough to quote.
"""

import functools
from collections.abc import Sequence

from cchc_lib.vietnamese import fold

LONGEST_LABEL = 200


def plain(words: str) -> str:
    """`fold`, remembered for words as short as labels: a form's come back in every file."""
    return _remembered(words) if len(words) <= LONGEST_LABEL else fold(words)


@functools.lru_cache(maxsize=8_192)
def _remembered(words: str) -> str:
    return fold(words)


def shortened(words: str) -> str:
    """Words from a file as a message can quote them."""
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def holds_phrase(words: str, phrase: str) -> bool:
    """Whether folded `words` hold the folded phrase as whole words."""
    return f" {phrase} " in f" {words} "


def matches(words: str, phrases: Sequence[str]) -> bool:
    """Whether folded `words` hold any of the folded phrases."""
    return any(holds_phrase(words, phrase) for phrase in phrases)
