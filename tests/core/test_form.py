"""The two published forms as data."""

from __future__ import annotations

from core.form import form


def test_no_cell_of_the_trial_forms_table_2_has_an_address_of_the_other_form() -> None:
    """What one form prints under another head is never taken for the other's figure."""
    of_2019 = {address for address in form("2019").addresses if address.table == "t2"}
    of_2021 = {address for address in form("2021").addresses if address.table == "t2"}
    assert len(of_2021) == 10 and len(of_2019) == 22
    assert not of_2019 & of_2021


def test_the_form_of_2021_has_two_hundred_figures() -> None:
    assert len(set(form("2021").addresses)) == 200
