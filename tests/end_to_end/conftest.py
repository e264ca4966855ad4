"""The rendered project of `tests.rendered`."""

from tests.rendered import rendered

__all__ = ["rendered"]
