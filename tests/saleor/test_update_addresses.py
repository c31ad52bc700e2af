"""Whose address follows a form: the order's own, and the customer's where it was ours."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone
from saleor.account.models import Address, User
from saleor.order.models import Order

from saleor_allegro.rules.drafts import AddressDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, order
from tests.shop.updating import bring, follow, place

BOTH = (Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS)
OFFICE = replace(HOME, first_name="Biuro", street="Biurowa 5")
MOVED = AddressDraft(
    first_name="Anna",
    last_name="Nowa",
    street="Polna 7",
    city="Kraków",
    postal_code="30-001",
    country_code="PL",
    phone="+48609876543",
)


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=100)
    return SaleorShop()


@pytest.fixture
def orphans(shop):
    """Nobody's addresses are there when a test begins or ends."""
    yield
    used = {
        *User.addresses.through.objects.values_list("address", flat=True),
        *User.objects.values_list("default_shipping_address", flat=True),
        *User.objects.values_list("default_billing_address", flat=True),
        *Order.objects.values_list("shipping_address", flat=True),
        *Order.objects.values_list("billing_address", flat=True),
    }
    lost = Address.objects.exclude(pk__in=used - {None}).filter(warehouse=None)
    assert list(lost.values_list("street_address_1", flat=True)) == []


pytestmark = pytest.mark.usefixtures("orphans")


def moved(draft, **fields):
    return replace(draft, **({"shipping_address": MOVED} | fields))


def update(outcome, draft, *aspects):
    return OrderUpdate(
        order_id=outcome.order_id, form_id=outcome.form_id, draft=draft, changed=frozenset(aspects)
    )


def book_of(user):
    return sorted(user.addresses.values_list("street_address_1", flat=True))


def defaults_of(user):
    user = User.objects.get(pk=user.pk)
    return tuple(
        address and address.street_address_1
        for address in (user.default_shipping_address, user.default_billing_address)
    )


# The order's own


def test_an_address_is_changed_where_it_stands(shop):
    draft = order()
    outcome = place(shop, draft)
    before = Order.objects.get()
    rows = Address.objects.count()

    follow(shop, outcome, moved(draft, billing_address=OFFICE), *BOTH)

    after = Order.objects.get()
    assert after.shipping_address_id == before.shipping_address_id
    assert after.billing_address_id == before.billing_address_id
    assert after.shipping_address.street_address_1 == "Polna 7"
    assert after.billing_address.street_address_1 == "Biurowa 5"
    assert Address.objects.count() == rows


def test_what_staff_wrote_beside_the_old_street_does_not_stay_beside_the_new_one(shop):
    draft = order()
    outcome = place(shop, draft)
    Address.objects.update(
        street_address_2="m. 12",
        city_area="Wola",
        country_area="mazowieckie",
        metadata={"erp.id": "7", "vat_id": "old"},
        validation_skipped=True,
    )

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    address = Order.objects.get().shipping_address
    assert (address.street_address_2, address.city_area, address.country_area) == ("", "", "")
    assert address.metadata == {"erp.id": "7"}
    assert not address.validation_skipped


def test_an_address_that_saleor_refuses_is_brought_over_and_flagged(shop):
    draft = order()
    outcome = place(shop, draft)
    unusable = replace(MOVED, postal_code="")

    told = follow(shop, outcome, moved(draft, shipping_address=unusable), Aspect.SHIPPING_ADDRESS)

    assert [(flag.kind, flag.subject) for flag in told.flags] == [
        (FlagKind.ADDRESS_REFUSED, "shipping")
    ]
    assert Order.objects.get().shipping_address.validation_skipped


def share_within_the_order(first, second):
    Order.objects.filter(pk=first.order_id).update(
        billing_address=Order.objects.get(pk=first.order_id).shipping_address_id
    )


def share_with_another_order(first, second):
    Order.objects.filter(pk=second.order_id).update(
        shipping_address=Order.objects.get(pk=first.order_id).shipping_address_id
    )


def share_with_a_customers_book(first, second):
    stranger = User.objects.create(email="stranger@shop.test")
    stranger.addresses.add(Order.objects.get(pk=first.order_id).shipping_address_id)


def share_with_a_customers_default(first, second):
    address = Order.objects.get(pk=first.order_id).shipping_address
    User.objects.create(email="stranger@shop.test", default_billing_address=address)


SHARED = [
    share_within_the_order,
    share_with_another_order,
    share_with_a_customers_book,
    share_with_a_customers_default,
]


@pytest.mark.parametrize("share", SHARED)
def test_an_address_that_others_have_too_is_not_changed_for_them(shop, share):
    draft = order()
    first, second = place(shop, draft), place(shop, order())
    replaced = {Order.objects.get(pk=each.order_id).shipping_address_id for each in (first, second)}
    replaced.add(Order.objects.get(pk=first.order_id).billing_address_id)
    share(first, second)
    shared = Order.objects.get(pk=first.order_id).shipping_address
    used = set(Order.objects.values_list("shipping_address", flat=True))
    used |= set(Order.objects.values_list("billing_address", flat=True))
    Address.objects.filter(pk__in=replaced - used).delete()

    follow(shop, first, moved(draft), Aspect.SHIPPING_ADDRESS)

    shared.refresh_from_db()
    assert shared.street_address_1 == HOME.street
    mine = Order.objects.get(pk=first.order_id)
    assert mine.shipping_address.street_address_1 == "Polna 7"
    assert mine.billing_address.street_address_1 == HOME.street


def test_one_address_for_both_ends_becomes_two_and_none_is_left_behind(shop):
    draft = order()
    outcome = place(shop, draft)
    billing = Order.objects.get().billing_address
    share_within_the_order(outcome, None)
    billing.delete()

    follow(shop, outcome, moved(draft, billing_address=OFFICE), *BOTH)

    found = Order.objects.get()
    assert found.shipping_address.street_address_1 == "Polna 7"
    assert found.billing_address.street_address_1 == "Biurowa 5"


# The customer's


def test_the_customers_address_follows(shop):
    draft = order(billing_address=OFFICE)
    outcome = place(shop, draft)
    user = User.objects.get()
    before = user.updated_at

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    assert book_of(user) == ["Biurowa 5", "Polna 7"]
    assert defaults_of(user) == ("Polna 7", "Biurowa 5")
    user.refresh_from_db()
    assert user.updated_at > before


def test_the_address_of_the_other_kind_stays_though_it_said_the_same(shop):
    draft = order()
    outcome = place(shop, draft)
    user = User.objects.get()

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    assert defaults_of(user) == ("Polna 7", HOME.street)
    assert book_of(user) == ["Polna 7", HOME.street]


@pytest.mark.parametrize(
    "edit",
    [
        {"street_address_2": "m. 3"},
        {"phone": "+48601111111"},
        {"first_name": "hubert"},
        {"company_name": "Firma"},
        {"country_area": "mazowieckie"},
        {"metadata": {"vat_id": "1"}},
    ],
    ids=str,
)
def test_an_address_in_which_somebody_wrote_a_word_is_the_customers_own(shop, edit):
    draft = order(billing_address=OFFICE)
    outcome = place(shop, draft)
    user = User.objects.get()
    Address.objects.filter(pk=user.default_shipping_address_id).update(**edit)

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    assert book_of(user) == ["Biurowa 5", HOME.street]
    assert Order.objects.get().shipping_address.street_address_1 == "Polna 7"


def test_what_others_keep_with_the_customers_address_is_theirs(shop):
    draft = order(billing_address=OFFICE)
    outcome = place(shop, draft)
    user = User.objects.get()
    Address.objects.filter(pk=user.default_shipping_address_id).update(metadata={"erp.id": "7"})

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    user.refresh_from_db()
    assert user.default_shipping_address.metadata == {"erp.id": "7"}
    assert user.default_shipping_address.street_address_1 == "Polna 7"


def become_staff(user):
    user.is_staff = True


def set_a_password(user):
    user.set_password("secret")


def log_in(user):
    user.last_login = timezone.now()


def be_registered_before(user):
    """A person who claims in public metadata to be ours."""
    user.private_metadata = {}
    user.metadata = {"allegro.customer": "true"}


@pytest.mark.parametrize("become", [become_staff, set_a_password, log_in, be_registered_before])
@pytest.mark.parametrize("has_address", [True, False])
def test_whoever_made_the_account_their_own_is_not_touched(shop, become, has_address):
    draft = order(shipping_address=HOME if has_address else None)
    outcome = place(shop, draft)
    user = User.objects.get()
    become(user)
    user.save()
    before = User.objects.values().get()
    book = book_of(user)

    follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    assert Order.objects.get().shipping_address.street_address_1 == "Polna 7"
    assert User.objects.values().get() == before
    assert book_of(user) == book


def test_an_order_without_a_customer_follows_alone(shop):
    draft = order()
    outcome = place(shop, draft)
    user = User.objects.get()
    user.addresses.all().delete()
    user.delete()

    told = follow(shop, outcome, moved(draft), Aspect.SHIPPING_ADDRESS)

    assert len(told.changes) == 1


def test_a_customer_who_bought_without_an_address_gets_it_once(shop):
    draft = order(shipping_address=None, billing_address=None)
    outcome = place(shop, draft)
    user = User.objects.get()
    assert defaults_of(user) == (None, None)

    arrived = replace(draft, shipping_address=MOVED, billing_address=OFFICE)
    follow(shop, outcome, arrived, *BOTH)
    follow(shop, outcome, arrived, *BOTH)

    assert defaults_of(user) == ("Polna 7", "Biurowa 5")
    assert book_of(user) == ["Biurowa 5", "Polna 7"]
    own = Order.objects.get()
    assert own.shipping_address_id not in user.addresses.values_list("pk", flat=True)

    follow(shop, outcome, moved(arrived, shipping_address=HOME), Aspect.SHIPPING_ADDRESS)
    assert defaults_of(user) == (HOME.street, "Biurowa 5")


def test_two_orders_of_a_customer_without_an_address_give_him_one(shop):
    drafts = [
        order(buyer_id="b", email="b@allegromail.pl", shipping_address=None, billing_address=None)
        for _ in range(2)
    ]
    with transaction.atomic():
        outcomes = shop.write_orders(drafts, POLICY)
    user = User.objects.get()

    arrived = [
        replace(drafts[0], shipping_address=MOVED),
        replace(drafts[1], shipping_address=HOME),
    ]
    pairs = zip(outcomes, arrived, strict=True)
    bring(shop, *(update(outcome, draft, Aspect.SHIPPING_ADDRESS) for outcome, draft in pairs))

    assert defaults_of(user) == ("Polna 7", None)
    assert book_of(user) == ["Polna 7"]


def test_two_orders_of_a_customer_that_move_apart(shop):
    drafts = [order(buyer_id="b", email="b@allegromail.pl", billing_address=None) for _ in range(2)]
    with transaction.atomic():
        outcomes = shop.write_orders(drafts, POLICY)
    user = User.objects.get()

    arrived = [
        replace(drafts[0], shipping_address=MOVED),
        replace(drafts[1], shipping_address=OFFICE),
    ]
    pairs = zip(outcomes, arrived, strict=True)
    bring(shop, *(update(outcome, draft, Aspect.SHIPPING_ADDRESS) for outcome, draft in pairs))

    assert book_of(user) == ["Polna 7"]
    streets = Order.objects.order_by("number").values_list(
        "shipping_address__street_address_1", flat=True
    )
    assert list(streets) == ["Polna 7", "Biurowa 5"]
