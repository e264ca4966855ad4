"""Quarterly reports on public administrative reform (CCHC) in Hanoi: the library of the notebooks."""
