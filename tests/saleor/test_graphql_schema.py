"""The one schema that Saleor serves, prints and answers webhooks from, with our part in it."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import graphene
import pytest
import saleor.graphql
from django.core.checks import run_checks
from django.core.management import call_command
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType
from saleor.graphql import api
from saleor.graphql.schema_printer import print_schema

import saleor_allegro.graphql
from saleor_allegro.config import Language
from saleor_allegro.config.fields import EnvironmentName
from saleor_allegro.graphql.sdl import our_part
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.follow_form import WhenSent
from saleor_allegro.rules.payment_state import PaymentState
from saleor_allegro.rules.status_mapping import SETTABLE, ShopStage
from saleor_allegro.seams.schema import check, install
from saleor_allegro.shop.port import MatchBy
from tests.saleor.viewers import ask

SNAPSHOT = Path(saleor_allegro.graphql.__file__).with_name("schema.graphql")
#: Set it to have the snapshot renewed.
RENEW = "RENEW_GRAPHQL_SNAPSHOT"
HOW_TO_RENEW = (
    f"Our part of the schema changed. If it is meant so:\n"
    f'{RENEW}=1 make test ARGS="tests/saleor/test_graphql_schema.py -q"'
)
OUT_OF_PLACE = """
from unittest.mock import patch
import django
from saleor_allegro.seams import schema as seam
with patch.object(seam, "install"):
    django.setup()
import saleor.graphql.api
seam.install()
print([error.id for error in seam.check()])
"""


def ours():
    types = api.schema.get_type_map()
    return {name: each for name, each in types.items() if name.startswith("Allegro")}


def test_our_part_is_the_snapshot():
    part = our_part(api.schema)
    if os.environ.get(RENEW):
        SNAPSHOT.write_text(part, encoding="utf-8")

    assert part == SNAPSHOT.read_text(encoding="utf-8"), HOW_TO_RENEW


def test_all_of_saleors_own_schema_is_still_there_and_nothing_else():
    """Saleor keeps it in its repository."""
    own = Path(saleor.graphql.__file__).with_name("schema.graphql").read_text(encoding="utf-8")
    served = iter(print_schema(api.schema).splitlines())

    more = []
    for line in own.splitlines():
        for found in served:
            if found == line:
                break
            more.append(found)
        else:
            pytest.fail(f"no {line!r}")
    more.extend(served)

    known = {line.strip() for line in our_part(api.schema).splitlines()}
    assert [line for line in more if line.strip() and line.strip() not in known] == []


def test_saleors_command_prints_our_part():
    printed = StringIO()

    call_command("get_graphql_schema", stdout=printed)

    assert "type AllegroOrder @doc" in printed.getvalue()
    assert "  allegroOrders(\n" in printed.getvalue()


def test_every_part_of_ours_is_described():
    bare = []
    for name, each in ours().items():
        parts = [(name, each)]
        if isinstance(each, GraphQLObjectType | GraphQLInputObjectType):
            parts += [(f"{name}.{key}", field) for key, field in each.fields.items()]
        if isinstance(each, GraphQLEnumType):
            parts += [(f"{name}.{value.name}", value) for value in each.values]
        parts += [
            (f"{path}({key})", argument)
            for path, field in parts
            for key, argument in (getattr(field, "args", None) or {}).items()
        ]
        bare += [path for path, part in parts if not (part.description or "").strip()]
    query = api.schema.get_type("Query").fields
    for key in (key for key in query if key.startswith("allegro")):
        bare += [f"{key}({name})" for name, each in query[key].args.items() if not each.description]
        bare += [] if query[key].description else [key]

    assert bare == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AllegroConnectionState", Account.Connection),
        ("AllegroEnvironment", EnvironmentName),
        ("AllegroFlagKind", FlagKind),
        ("AllegroFormState", OrderLink.State),
        ("AllegroFulfillmentStatus", SETTABLE),
        ("AllegroInitialStatus", InitialStatus),
        ("AllegroLanguage", Language),
        ("AllegroMatchBy", MatchBy),
        ("AllegroPaymentState", PaymentState),
        ("AllegroRunKind", Run.Kind),
        ("AllegroRunOutcome", Run.Outcome),
        ("AllegroShopStage", ShopStage),
        ("AllegroWhenSent", WhenSent),
    ],
)
def test_enum_has_every_word_that_may_be_answered(name, words):
    values = api.schema.get_type(name).values

    assert {each.value for each in values} == {word.value for word in words}


def test_no_name_of_ours_is_without_our_prefix():
    reached, open_types = set(), [api.schema.get_type("AllegroOrder"), *ours().values()]
    own = Path(saleor.graphql.__file__).with_name("schema.graphql").read_text(encoding="utf-8")
    while open_types:
        for field in getattr(open_types.pop(), "fields", {}).values():
            kind = field.type
            while hasattr(kind, "of_type"):
                kind = kind.of_type
            reached.add(kind.name)

    foreign = {name for name in reached if not name.startswith("Allegro")}
    builtin = {"String", "Int", "Boolean", "ID", "Float"}
    assert [name for name in foreign - builtin if f" {name} " not in own] == []


def test_federation_serves_our_part(db):
    [sdl] = ask("{ _service { sdl } }")["_service"].values()

    assert "type AllegroOrder " in sdl
    assert "  allegroOrders(\n" in sdl


def ours_found():
    return [each.id for each in run_checks() if each.id == "saleor_allegro.E006"]


def test_check_finds_a_schema_without_us(monkeypatch):
    assert ours_found() == []

    class Order(graphene.ObjectType):
        number = graphene.Int()

    class Query(graphene.ObjectType):
        order = graphene.Field(Order)

    class Mutation(graphene.ObjectType):
        nothing = graphene.Int()

    monkeypatch.setattr(api, "schema", graphene.Schema(query=Query, mutation=Mutation))

    [error] = check()
    assert error.id == "saleor_allegro.E006"
    assert "Query.allegroOrders" in error.msg
    assert "Order.allegro" in error.msg
    assert ours_found() == ["saleor_allegro.E006"]


def test_check_tells_when_the_schema_was_built_before_us():
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "ignore", "-c", OUT_OF_PLACE],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.saleor.settings"},
    )

    assert done.stdout.splitlines()[-1] == "['saleor_allegro.E006']"


def test_installing_twice_wraps_once():
    once = graphene.Schema.__init__

    install()

    assert graphene.Schema.__init__ is once


def test_schema_of_another_plugin_is_left_alone():
    class Query(graphene.ObjectType):
        answer = graphene.Int()

    assert list(graphene.Schema(query=Query).get_type("Query").fields) == ["answer"]
