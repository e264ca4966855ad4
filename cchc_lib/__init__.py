"""Quarterly reports on administrative reform (CCHC) in Hanoi: what the notebooks stand on."""
