"""System checks: what would make the plugin fail later, said when Saleor starts."""

import importlib
import os
from collections.abc import Sequence
from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register

from saleor_allegro import encryption

SUPPORTED: Final = ("3.22", "3.23")
#: A shorter text is easily guessed.
_SHORTEST_KEY: Final = 32


@register()
def check_saleor_version(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.E001` where the plugin runs inside a Saleor it was not written for."""
    if not apps.is_installed("saleor.plugins"):
        return []
    return unsupported_version(importlib.import_module("saleor").__version__)


def unsupported_version(version: str) -> list[CheckMessage]:
    """The error about a version such as "3.23.28"; nothing when it is supported."""
    if ".".join(version.split(".")[:2]) in SUPPORTED:
        return []
    return [
        Error(
            f"saleor-allegro supports Saleor {' and '.join(SUPPORTED)}; this is {version}.",
            hint="Install a release of saleor-allegro made for this Saleor.",
            id="saleor_allegro.E001",
        )
    ]


@register()
def check_encryption_key(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Whether the sellers' tokens can be kept encrypted, and read again after a restart."""
    keys = encryption.own_keys()
    if keys is None and apps.is_installed("saleor.plugins") and not os.environ.get("SECRET_KEY"):
        return [
            Warning(
                f"Neither SECRET_KEY nor {encryption.VARIABLE} is set: Saleor makes up a key at "
                "each start, and every seller must be connected again after it.",
                id="saleor_allegro.W002",
            )
        ]
    return weak_keys(keys)


def weak_keys(keys: Sequence[str] | None) -> list[CheckMessage]:
    """What is wrong with the keys of `ALLEGRO_ENCRYPTION_KEY`; `None`: it is not set."""
    if keys is None:
        return []
    if not keys:
        return [
            Error(
                f"{encryption.VARIABLE} is set but holds no key.",
                hint="Give one or more random texts separated by commas, or unset it to use "
                "SECRET_KEY.",
                id="saleor_allegro.E002",
            )
        ]
    if any(len(key) < _SHORTEST_KEY for key in keys):
        return [
            Warning(
                f"{encryption.VARIABLE} has a key of fewer than {_SHORTEST_KEY} characters.",
                hint="Put a long random text in front: openssl rand -base64 32",
                id="saleor_allegro.W001",
            )
        ]
    return []


@register()
def check_frame_ancestors(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.W003` where the setting names what no page can be framed by."""
    if not apps.is_installed("saleor.plugins"):
        return []
    framing = importlib.import_module("saleor_allegro.dashboard.framing")
    return unusable_ancestors(framing.SETTING, framing.dropped_sources())


def unusable_ancestors(setting: str, dropped: Sequence[str]) -> list[CheckMessage]:
    """The warning about what was left out of the header; nothing when all of it is usable."""
    if not dropped:
        return []
    return [
        Warning(
            f"{setting} names what is no address of a dashboard: {', '.join(map(repr, dropped))}.",
            hint='Give addresses without a path, such as ["https://dashboard.example.com"].',
            id="saleor_allegro.W003",
        )
    ]
