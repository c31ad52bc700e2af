"""docs/graphql.md: every example is asked of the real /graphql/, and answers what it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone
from graphene import Node
from graphql import parse
from saleor.account.models import User
from saleor.app.models import App
from saleor.graphql import api
from saleor.order.models import Order
from saleor.permission.models import Permission
from saleor.product.models import ProductVariant
from saleor.warehouse.models import Stock

from saleor_allegro import ledger, tasks
from saleor_allegro.graphql.schema import ALLEGRO, MUTATIONS, QUERIES, root_fields
from saleor_allegro.models import Account, Job, Offer, OrderFlag, OrderLink, OrderPush
from saleor_allegro.simulator.consents import Decision
from saleor_allegro.simulator.kinds import Kind
from tests.ledger.rows import LATER, NOW
from tests.saleor.allegro_shop import AllegroShop, an_allegro_shop
from tests.saleor.documented_examples import (
    PAGE,
    PLACEHOLDERS,
    Example,
    examples,
    filled,
    learned,
    named,
)
from tests.saleor.selling import Selling, selling_shop
from tests.saleor.staff import identity
from tests.saleor.viewers import Viewer, a_member_of_staff, an_app, ask
from tests.saleor.webhooks import receiver
from tests.sync.steps import in_euros, misprint

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = examples(TEXT)
SECTIONS = list(dict.fromkeys(example.section for example in EXAMPLES))
OURS = {*root_fields(QUERIES), *root_fields(MUTATIONS)}
#: The latest job: it is another from example to example.
JOB = "JOB_ID"


@dataclass(kw_only=True)
class Stage:
    """A shop to be asked, and what the page's words stand for in it."""

    known: dict[str, str]
    customer: User | None = None
    #: Name of an example -> what happens before it is asked.
    before: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)

    def ask(self, example: Example) -> Any:
        """The answer; then workers do what they were told."""
        self.before.get(example.name, lambda: None)()
        variables = filled(example.variables, self.known)
        if example.document.startswith("subscription"):
            return delivered(example.document, example.viewer)
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = ask(example.document, self.viewer(example.viewer), **variables)
        if answer.errors:
            return {"data": answer.data, "errors": [{"message": each} for each in answer.errors]}
        return {"data": answer.data}

    def viewer(self, name: str) -> Viewer:
        """Whoever the page names, such as "staff with `MANAGE_ORDERS`"."""
        if name not in self.viewers:
            self.viewers[name] = self._make_viewer(name)
        return self.viewers[name]

    def _make_viewer(self, name: str) -> Viewer:
        if name == "anybody":
            return None
        if name == "the order's customer":
            return self.customer
        kind, permission = re.fullmatch(r"(staff|an app) with `(\w+)`", name).groups()
        if kind == "an app":
            return an_app(permission.lower())
        return a_member_of_staff(permission.lower(), email=f"{permission.lower()}@example.com")


def tick() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        Account.objects.update(next_import_at=timezone.now())
        tasks.import_due_accounts.delay()


def delivered(query: str, viewer: str) -> Any:
    """What a webhook with this query is sent of an order that is imported."""
    [permission] = re.findall(r"an app with `(\w+)`", viewer)
    with receiver() as app:
        app.subscribe("order_created", query=query)
        for each in App.objects.all():
            each.permissions.set(Permission.objects.filter(codename=permission.lower()))
        tick()
    [payload] = app.of("order_created")
    return payload


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def shop(world: Any) -> AllegroShop:
    """A seller on Allegro itself, and a shop that is asked and asks nobody."""
    shop = an_allegro_shop(world)
    shop.form.save_well(application_url="https://shop.example.com")
    Account.objects.update(environment="production", login="sklep_demo", paused_until=None)
    return shop


@pytest.fixture
def selling(db: None) -> Iterator[Selling]:
    with selling_shop() as selling:
        yield selling


@pytest.fixture
def reading(shop: AllegroShop) -> Stage:
    """One order from Allegro, with which all is well but that a piece is missing."""
    nothing = {"error_code": "", "error_message": "", "failed_since": None}
    [link] = shop.sell(paid="29.98", attempts=0, next_try_at=None, **nothing)
    OrderPush.objects.update(due_at=None, **nothing)
    stage = Stage(known=of_order(shop.order_of(link)), customer=shop.customer_of(link))
    stage.known["ACCOUNT_ID"] = account_id(shop.seller)

    def resolve() -> None:
        OrderFlag.objects.update(resolved_at=LATER, note="Restocked.")

    stage.before = {
        "Flags that were resolved, in Polish": resolve,
        "What the buyer sees": lambda: OrderFlag.objects.update(resolved_at=None),
    }
    return stage


@pytest.fixture
def operating(selling: Selling) -> Stage:
    """An order with a flag, and a purchase that nobody can import as Allegro tells of it."""
    simulator = selling.simulator
    simulator.sell(Kind.PICKUP_POINT)
    tick()
    order = Order.objects.get()
    OrderFlag.objects.create(
        link=OrderLink.objects.get(),
        kind="oversold",
        subject="",
        details={"sold": "3", "allocated": "1"},
        raised_at=NOW,
    )
    failing = simulator.sell(Kind.PAID_ONLINE)
    right = misprint(simulator, failing, in_euros)
    tick()
    Account.objects.update(token_expires_at=NOW + timedelta(hours=11))
    stage = Stage(known=of_order(order) | {"ACCOUNT_ID": account_id(selling.account)})
    stage.known["FORM_ID"] = failing

    def sell_two_that_need_a_look() -> None:
        Stock.objects.update(quantity=1)
        oversold = simulator.sell(Kind.SEVERAL_PIECES)
        simulator.clock.advance(timedelta(hours=1))
        for_no_channel = simulator.sell(Kind.PAID_ONLINE)
        misprint(simulator, for_no_channel, in_euros)
        stage.known |= {"FORM_ID": oversold, "OTHER_FORM_ID": for_no_channel}

    stage.before = {
        "Try again now": lambda: simulator.forms.misprint(failing, right),
        "Import now": lambda: simulator.sell(Kind.PAID_ONLINE),
        "Dry run": sell_two_that_need_a_look,
    }
    return stage


@pytest.fixture
def configuring(shop: AllegroShop) -> Stage:
    return Stage(known={})


@pytest.fixture
def connecting(selling: Selling, settings: Any) -> Stage:
    """The form is filled in, and nobody is connected."""
    settings.ALLOWED_CLIENT_HOSTS = ["dashboard.example.com"]
    for slug in ledger.channels_of(selling.account.pk):
        ledger.disconnect(selling.account.pk, slug)

    def confirm() -> None:
        consents = selling.simulator.consents
        [code] = consents.waiting_codes()
        consents.decide(code, Decision.APPROVED)
        Job.objects.update(due_at=timezone.now())
        tick()

    return Stage(known={}, before={"The seller has confirmed": confirm})


@pytest.fixture
def matching(shop: AllegroShop) -> Stage:
    """Two offers: of one nobody knows the variant, of the other Allegro refused the stock."""
    mug = ProductVariant.objects.get(sku="MUG")
    known = {"account": shop.seller, "external_id": "KUB-S", "status": "ACTIVE", "available": 3}
    Offer.objects.create(offer_id="17001234567", name="Kubek 300 ml", match="unmatched", **known)
    Offer.objects.create(
        offer_id="17001234568",
        name="Kubek 500 ml",
        match="matched",
        variant_id=str(mug.pk),
        wanted=7,
        sent_quantity=3,
        sent_at=NOW,
        refused_quantity=7,
        error_code="OfferAlreadyInEdition",
        error_message="Oferta jest w trakcie edycji.",
        failed_since=LATER,
        **known,
    )
    shop.form.save_well(active=True, send_stock=True)
    Account.objects.update(paused_until=LATER)  # so that nobody asks Allegro itself
    return Stage(known={"VARIANT_ID": identity(mug), "ACCOUNT_ID": account_id(shop.seller)})


@pytest.fixture
def listening(selling: Selling) -> Stage:
    form_id = selling.simulator.sell(Kind.PICKUP_POINT)
    point = selling.simulator.forms[form_id]["delivery"]["pickupPoint"]
    return Stage(known={"FORM_ID": form_id, "POINT_ID": point["id"]})


STAGES = {
    "Read an order": "reading",
    "Storefront recipes": "reading",
    "Operate": "operating",
    "Settings and statuses": "configuring",
    "Connect a seller": "connecting",
    "Offers and stock": "matching",
    "Webhooks": "listening",
    "Errors": "configuring",
}


def of_order(order: Order) -> dict[str, str]:
    return {
        "ORDER_ID": identity(order),
        "ORDER_NUMBER": str(order.number),
        "FORM_ID": order.external_reference,
    }


def account_id(account: Account) -> str:
    return Node.to_global_id("AllegroAccount", account.pk)


@pytest.mark.parametrize("section", SECTIONS)
def test_examples_answer_what_they_say(section, request):
    """One after the other, as the page tells it."""
    stage = request.getfixturevalue(STAGES[section])

    for example in EXAMPLES:
        if example.section != section:
            continue
        if JOB not in str(example.variables):
            stage.known.pop(JOB, None)
        answer = stage.ask(example)
        stage.known |= learned(example.answer, answer, stage.known)
        assert answer == filled(example.answer, stage.known), example.name


def test_all_that_is_ours_has_an_example():
    asked = {
        each.name.value
        for example in EXAMPLES
        for definition in parse(example.document).definitions
        for each in definition.selection_set.selections
    }

    assert asked >= OURS
    assert any(f" {ALLEGRO} {{" in example.document for example in EXAMPLES)


def test_the_words_for_values_are_explained():
    assert named(TEXT) == PLACEHOLDERS


def test_permissions_are_those_of_the_schema():
    needed = {
        name: permissions_in(each.description)
        for root in ("Query", "Mutation")
        for name, each in api.schema.get_type(root).fields.items()
        if name in OURS
    }
    told = {
        name: set(re.findall(r"`(MANAGE_\w+)`", needs))
        for names, needs in rows_of("Permissions")
        for name in re.findall(r"`(\w+)`", names)
    }

    assert told == needed


@pytest.mark.parametrize(
    ("section", "name"), [("Errors", "AllegroErrorCode"), ("Operate", "AllegroJobState")]
)
def test_every_word_is_explained(section, name):
    words = [word.strip("`") for word, _ in rows_of(section)]

    assert sorted(words) == sorted(value.name for value in api.schema.get_type(name).values)


def rows_of(section: str) -> list[list[str]]:
    """Of the first table of a section, without its head."""
    _, _, text = TEXT.partition(f"\n## {section}\n")
    table = re.search(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def permissions_in(description: str) -> set[str]:
    [listed] = re.findall(r"Requires one of the following permissions: ([\w, ]+)\.", description)
    return set(listed.split(", "))
