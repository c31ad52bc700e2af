from decimal import Decimal

import pytest

from saleor_allegro.config import (
    FIELDS,
    FieldKind,
    Language,
    WrongSettings,
    check,
    labels_of,
    read_settings,
)
from saleor_allegro.config.settings import settings_from
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent
from saleor_allegro.shop.port import MatchBy, ShopChannel

COMPLETE = {
    "client_id": "an-id",
    "client_secret": "a-secret",
    "application_name": "Sklep Łódź",
    "application_url": "https://shop.test",
}


def test_a_form_never_saved_has_the_defaults_and_creates_no_orders():
    settings = settings_from({})

    assert settings.create_orders is False
    assert settings.import_every_minutes == 10
    assert settings.import_unpaid is True
    assert settings.status_new is InitialStatus.UNCONFIRMED
    assert settings.status_cash_on_delivery is InitialStatus.UNFULFILLED
    assert settings.status_paid is InitialStatus.UNFULFILLED
    assert settings.match_offers_by is MatchBy.SKU
    assert settings.default_vat_rate == Decimal("0.23")
    assert settings.backfill_days == 14
    assert (settings.recheck_every_minutes, settings.recheck_days) == (60, 14)
    assert settings.sweep_hours == 3
    assert settings.when_sent is WhenSent.NOTHING
    assert settings.warehouses == settings.marketplaces == ()
    assert settings.language is Language.ENGLISH


def test_values_are_understood_as_a_person_types_them():
    settings = settings_from(
        {
            "create_orders": True,
            "environment": " Sandbox ",
            "application_name": "Sklep Łódź",
            "application_url": "https://shop.test",
            "default_vat_rate": "8,5 %",
            "match_offers_by": "external reference",
            "status_new": "unfulfilled",
            "when_sent": "Fulfill",
            "recheck_every_minutes": " 5 ",
            "warehouses": "main, second;third",
            "marketplaces": "allegro-pl",
            "shipping_methods": "abc = Kurier\n\n def=InPost = 24/7",
        }
    )

    assert settings.create_orders is True
    assert settings.environment == "sandbox"
    assert settings.user_agent == "Sklep-Lodz/0.1.0 (+https://shop.test)"
    assert settings.default_vat_rate == Decimal("0.085")
    assert settings.match_offers_by is MatchBy.EXTERNAL_REFERENCE
    assert settings.status_new is InitialStatus.UNFULFILLED
    assert settings.when_sent is WhenSent.FULFILL
    assert settings.recheck_every_minutes == 5
    assert settings.warehouses == ("main", "second", "third")
    assert settings.shipping_methods == {"abc": "Kurier", "def": "InPost = 24/7"}
    assert settings.write_policy("pl").default_tax_rate == Decimal("0.085")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("import_every_minutes", "0"),
        ("import_every_minutes", "1441"),
        ("import_every_minutes", "ten"),
        ("import_every_minutes", "-1"),
        ("import_every_minutes", "1.5"),
        ("backfill_days", "366"),
        ("recheck_every_minutes", "4"),
        ("recheck_every_minutes", "1441"),
        ("recheck_days", "0"),
        ("recheck_days", "61"),
        ("sweep_hours", "0"),
        ("sweep_hours", "73"),
        ("when_sent", "SENT"),
        ("default_vat_rate", "101"),
        ("default_vat_rate", "1e1"),
        ("default_vat_rate", "NaN"),
        ("default_vat_rate", "9" * 400),
        ("environment", "test"),
        ("status_new", "FULFILLED"),
        ("match_offers_by", "EAN"),
        ("language", "de"),
        ("client_id", "two words"),
        ("client_id", "line\nbreak"),
        ("application_url", "shop.test"),
        ("application_url", "javascript:alert(1)"),
        ("application_name", "a(b)"),
        ("warehouses", "main,main"),
        ("shipping_methods", "just a name"),
        ("shipping_methods", "a = b\na = c"),
        ("import_unpaid", "maybe"),
    ],
)
def test_a_wrong_value_is_refused_on_its_own_field_by_its_label(name, value):
    label = next(field.label for field in FIELDS if field.name == name)

    english = check({name: value}, active=False)
    polish = check(
        {name: value, "language": "pl"} | ({"language": value} if name == "language" else {}), False
    )

    assert [field for field, _ in english] == [field for field, _ in polish] == [name]
    assert english[0][1].startswith(f"{label.english}: ")
    if name != "language":
        assert polish[0][1].startswith(f"{label.polish}: ")


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [("recheck_every_minutes", 5, 1440), ("recheck_days", 1, 60), ("sweep_hours", 1, 72)],
)
def test_numbers_of_the_recheck_reach_from_edge_to_edge(name, lowest, highest):
    for value in (lowest, highest):
        assert getattr(settings_from({name: str(value)}), name) == value


def test_form_saved_by_an_older_release_rechecks_by_the_defaults():
    older = {field.name: field.default for field in FIELDS} | COMPLETE
    for name in ("recheck_every_minutes", "recheck_days", "sweep_hours", "when_sent"):
        del older[name]

    settings = settings_from(older)

    assert check(older, active=True) == []
    assert (settings.recheck_every_minutes, settings.recheck_days) == (60, 14)


def test_completeness_is_asked_for_only_when_active():
    assert check({"client_secret": "a-secret"}, active=False) == []
    assert [name for name, _ in check({"client_secret": "a-secret"}, active=True)] == [
        "client_id",
        "application_name",
        "application_url",
    ]
    assert check(COMPLETE, active=True) == []


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://api.test", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://localhost.evil.test", False),
        ("http://api.test", False),
        ("", False),
    ],
)
def test_a_custom_environment_wants_safe_addresses(url, is_allowed):
    values = COMPLETE | {"environment": "custom", "api_url": url, "oauth_url": "https://login.test"}

    assert check(values, active=True) == (
        []
        if is_allowed
        else [
            (
                "api_url",
                "API address: Needed for the custom environment: an https address, or http on "
                "this machine.",
            )
        ]
    )


def test_stored_values_that_no_longer_fit_name_the_channel():
    channel = ShopChannel(
        slug="pl",
        currency="PLN",
        country="PL",
        is_active=True,
        configuration={"backfill_days": "many"},
    )

    with pytest.raises(WrongSettings, match=r"^pl: Days to read back"):
        read_settings(channel)


def test_labels_come_in_the_order_of_the_form():
    assert labels_of({"application_url", "client_id"}, Language.POLISH) == [
        "Client ID",
        "Adres aplikacji",
    ]


def test_every_field_has_its_words_in_both_languages():
    for field in FIELDS:
        assert field.label.english
        assert field.label.polish
        assert field.help.english
        assert field.help.polish
        assert "\n" not in field.help.english + field.help.polish
    assert {field.name for field in FIELDS if field.kind is FieldKind.SECRET} == {"client_secret"}
