"""Mails by Saleor's own plugins, from templates that tell orders from Allegro apart."""

import json
from dataclasses import replace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from graphene import Node
from saleor.core.notify import AdminNotifyEvent, UserNotifyEvent
from saleor.plugins.admin_email import tasks as admin_tasks
from saleor.plugins.models import EmailTemplate
from saleor.plugins.user_email import tasks as user_tasks

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.seams import email
from tests.saleor.drafts import order as draft
from tests.saleor.merchant_form import SAVE
from tests.saleor.post_office import USER_EMAILS
from tests.saleor.writing_shop import writing_shop

CONFIRMED = UserNotifyEvent.ORDER_CONFIRMED
STAFF = AdminNotifyEvent.STAFF_ORDER_CONFIRMATION
TEMPLATE = """<html><body>
IF_ALLEGRO
<p>Allegro {{order.allegro.marketplace}}, {{order.allegro.form_id}}</p>
<p>{{order.allegro.buyer_login}}: {{order.allegro.delivery_method}}</p>
IF_NOT_ALLEGRO
<p>never</p>
ENDIF_NOT_ALLEGRO
ENDIF_ALLEGRO
<p>{{#each order.lines}}IF_NOT_ALLEGRO our {{quantity}} ENDIF_NOT_ALLEGRO{{/each}}</p>
{{#if order.allegro}}<b>from there</b>{{else}}<b>from here</b>{{/if}}
</body></html>
"""


@pytest.fixture
def shop(world):
    with writing_shop(world, TEMPLATE) as shop:
        shop.save()
        yield shop


def save(shop, **values):
    """What a merchant saves in Saleor's form of the mails to customers; the answer's errors."""
    items = [{"name": name, "value": value} for name, value in values.items()]
    variables = {
        "id": USER_EMAILS,
        "channel": Node.to_global_id("Channel", shop.channel.pk),
        "input": {"configuration": items},
    }
    return shop.world.graphql(SAVE, variables)["pluginUpdate"]["errors"]


def mail(shop, sold, event):
    """The mail of an event; staff hear of a new order with the customer."""
    shop.forget()
    shop.notify(sold, UserNotifyEvent.ORDER_CONFIRMATION if event == STAFF else event)
    is_to_staff = [letter for letter in shop.office.letters if shop.boss.email in letter.recipients]
    [letter] = is_to_staff if event == STAFF else shop.office.letters
    return letter


def sell_on_allegro(shop):
    sold = draft(status=InitialStatus.UNFULFILLED)
    said = {"allegro.marketplace": "allegro-pl", "allegro.delivery_method_name": "Kurier DPD"}
    return shop.sell_on_allegro(
        replace(
            sold,
            metadata={**sold.metadata, **said},
            private_metadata={**sold.private_metadata, "allegro.login": "kupujacy"},
        )
    )


@pytest.mark.parametrize("event", [CONFIRMED, STAFF])
def test_a_mail_about_an_order_from_allegro(shop, event):
    sold = sell_on_allegro(shop)

    text = mail(shop, sold, event).text

    assert text.replace("\r\n", "\n").rstrip("\n") == (
        "<html><body>\n"
        f"<p>Allegro allegro-pl, {sold.external_reference}</p>\n"
        "<p>kupujacy: Kurier DPD</p>\n"
        "<p></p>\n"
        "<b>from there</b>\n"
        "</body></html>"
    )


@pytest.mark.parametrize("event", [CONFIRMED, STAFF])
def test_a_mail_about_an_order_of_the_shop(shop, event):
    text = mail(shop, shop.sell_in_the_shop(), event).text

    assert text.replace("\r\n", "\n").rstrip("\n") == (
        "<html><body>\n<p>our 2</p>\n<b>from here</b>\n</body></html>"
    )


def test_a_subject_has_parts_too(shop):
    subject = (
        "IF_ALLEGRO Allegro: ENDIF_ALLEGRO {{order.number}} "
        "IF_NOT_ALLEGRO (sklep) ENDIF_NOT_ALLEGRO"
    )
    assert save(shop, order_confirmed_subject=subject) == []
    ours, theirs = shop.sell_in_the_shop(), shop.sell_on_allegro()

    subjects = [mail(shop, sold, CONFIRMED).subject for sold in (ours, theirs)]

    assert subjects == [f"{ours.number} (sklep)", f"Allegro: {theirs.number} "]


def test_what_a_buyer_writes_is_no_marker(shop):
    assert save(shop, order_confirmed="<p>{{order.shipping_address.company_name}}</p>") == []
    sold = shop.sell_on_allegro()
    sold.shipping_address.company_name = "IF_NOT_ALLEGRO x ENDIF_NOT_ALLEGRO"
    sold.shipping_address.save()

    text = mail(shop, sold, CONFIRMED).text

    assert "IF_NOT_ALLEGRO x ENDIF_NOT_ALLEGRO" in text


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("order_confirmed", "<p>\nIF_ALLEGRO x</p>", "Line 2: IF_ALLEGRO has no counterpart."),
        ("order_confirmed_subject", "x ENDIF_ALLEGRO", "Line 1: ENDIF_ALLEGRO has no counterpart."),
        (
            "order_confirmed",
            "IF_ALLEGRO {{#if order.number}} ENDIF_ALLEGRO x {{/if}}",
            "Without the parts between its Allegro markers",
        ),
    ],
)
def test_markers_that_do_not_match_are_refused_and_nothing_is_saved(shop, field, text, said):
    before = list(EmailTemplate.objects.order_by("pk").values_list("name", "value"))

    [error] = save(shop, **{field: text})

    assert error["message"].startswith(said)
    assert " / " in error["message"]  # and in Polish
    assert list(EmailTemplate.objects.order_by("pk").values_list("name", "value")) == before
    assert mail(shop, shop.sell_in_the_shop(), CONFIRMED).subject == CONFIRMED


def test_markers_that_do_not_match_leave_the_mail_unharmed_when_it_is_sent(shop):
    EmailTemplate.objects.filter(name="order_confirmed").update(value="a IF_ALLEGRO b")

    assert mail(shop, shop.sell_on_allegro(), CONFIRMED).text.strip() == "a IF_ALLEGRO b"


def test_the_webhook_is_told_of_allegro_as_well(shop):
    sold = sell_on_allegro(shop)
    shop.forget()

    shop.notify(sold, CONFIRMED)

    [payload] = shop.listener.of("notify_user")
    told = payload["payload"]["order"]["allegro"]
    assert told == {
        "form_id": sold.external_reference,
        "marketplace": "allegro-pl",
        "delivery_method": "Kurier DPD",
        "pickup_point": "",
        "pickup_point_name": "",
        "pickup_point_address": "",
        "buyer_login": "kupujacy",
    }
    shop.forget()
    shop.notify(shop.sell_in_the_shop(), CONFIRMED)
    [payload] = shop.listener.of("notify_user")
    assert "allegro" not in payload["payload"]["order"]
    assert json.dumps(payload)


# Django templates


def render(text, **values):
    return Template("{% load allegro %}" + text).render(Context(values))


def test_a_django_template_tells_them_apart_and_reads_nothing_for_it(
    shop, django_assert_num_queries
):
    text = "{% if_allegro order %}Allegro{% else %}Sklep{% endif_allegro %}"
    ours, theirs = shop.sell_in_the_shop(), shop.sell_on_allegro()

    with django_assert_num_queries(0):
        assert [render(text, order=sold) for sold in (ours, theirs)] == ["Sklep", "Allegro"]
        assert render(text) == "Sklep"
        assert render(text, order={"metadata": {"allegro.form_id": "1"}}) == "Allegro"
        assert render("{% if_allegro order %}x{% endif_allegro %}", order=ours) == ""


@pytest.mark.parametrize("tag", ["{% if_allegro %}", "{% if_allegro a b %}"])
def test_the_tag_takes_one_order(tag):
    with pytest.raises(TemplateSyntaxError, match="takes one order"):
        render(tag + "{% endif_allegro %}")


# The seam


def test_a_saleor_that_moved_the_function_is_named(monkeypatch):
    assert email.check() == []
    monkeypatch.setattr(user_tasks, "send_email", lambda *args: None)
    monkeypatch.delattr(admin_tasks, "send_email")

    found = email.check()

    assert [message.id for message in found] == ["saleor_allegro.E005"] * 2
    assert "user_email.tasks.send_email" in found[0].msg
    email.install()
    assert len(email.check()) == 2  # what is not as we know it is left alone
