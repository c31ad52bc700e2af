import pytest

from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind


@pytest.mark.parametrize("kind", FlagKind)
def test_every_flag_speaks_both_languages(kind):
    flag = Flag(kind=kind, subject="s", details={})

    english, polish = flag_text(flag), flag_text(flag, "pl-PL")

    assert english
    assert polish
    assert english != polish
    assert not {"{", "}"} & set(english + polish)


def test_details_stand_in_the_text():
    flag = Flag(kind=FlagKind.OVERSOLD, subject="l", details={"sold": "5", "allocated": "2"})

    assert flag_text(flag) == (
        "Oversold: 5 sold on Allegro, 2 found in stock. Restock, or agree with the buyer."
    )


def test_what_changed_too_late_is_named_in_the_language_of_the_text():
    flag = Flag(
        kind=FlagKind.CHANGED_AFTER_DISPATCH,
        subject="shipping_address",
        details={"before": "Stara 1", "after": "Nowa 2"},
    )

    assert flag_text(flag) == (
        "Changed on Allegro after goods had left: delivery address. This order keeps “Stara 1”,"
        " Allegro says “Nowa 2”. Agree with the buyer or the carrier on what can still be done."
    )
    assert "adres dostawy" in flag_text(flag, "pl")


def test_braces_in_a_buyers_words_are_only_words():
    flag = Flag(kind=FlagKind.NO_VARIANT, details={"name": "{key.__class__}", "offer_id": "1"})

    assert "{key.__class__}" in flag_text(flag)
