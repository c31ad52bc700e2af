from decimal import Decimal

from saleor_allegro.rules.money_notes import (
    received_note,
    replaced_note,
    replaces_note,
    returned_note,
)

AMOUNT = Decimal("110.000")  # as a database gives it


def test_money_is_noted_as_allegro_writes_it():
    money = (AMOUNT, "PLN")

    assert received_note(*money, "Allegro: PayU") == "Allegro: 110.00 PLN received (PayU)."
    assert received_note(*money, "Allegro: PayU", "pl") == "Allegro: wpłynęło 110.00 PLN (PayU)."
    assert returned_note(*money) == "Allegro: 110.00 PLN returned to the buyer."
    assert returned_note(*money, "pl-PL") == "Allegro: zwrócono kupującemu 110.00 PLN."


def test_merged_orders_name_each_other():
    assert replaced_note("21") == (
        "Allegro: the buyer paid this purchase together with others. Order #21 takes the place of"
        " this one."
    )
    assert replaced_note("21", "pl").endswith("Zamiast tego zamówienia obowiązuje zamówienie #21.")
    assert replaces_note(["19", "20"]).endswith("which are cancelled: #19, #20.")
    assert replaces_note(["19", "20"], "pl").endswith("zastępuje anulowane zamówienia: #19, #20.")
