"""The App's logo: a file in the shop's media storage, and the smaller ones Saleor makes of it."""

import logging
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any, Final

from django.core.files.base import ContentFile
from saleor.app.models import App
from saleor.thumbnail.models import Thumbnail

from saleor_allegro.icon import PICTURE_PATH, picture

logger = logging.getLogger(__name__)

_FIELD: Final = App._meta.get_field("brand_logo_default")


def is_todays(name: str) -> bool:
    """Whether a file of this name shows the logo of this release."""
    return _stem() in name


def is_stored(name: str) -> bool:
    """Whether the storage has the file; it is asked over the network, as the case may be."""
    try:
        return bool(_storage().exists(name))
    except Exception as error:  # noqa: BLE001 - each storage has errors of its own
        logger.warning("The media storage does not answer (%s)", type(error).__name__)
        return False


def store_logo() -> str:
    """Write today's logo, unless it is there.

    Returns:
        The name it has in the storage; "": it could not be written, which is logged.
    """
    name = f"{_FIELD.upload_to}/{_stem()}.png"
    try:
        if _storage().exists(name):
            return name
        return str(_storage().save(name, ContentFile(picture(PICTURE_PATH))))
    except Exception as error:  # noqa: BLE001 - each storage has errors of its own
        logger.warning(
            "The logo of the App Allegro could not be stored (%s: %s); once media can be written, "
            "`manage.py allegro_dashboard install` repairs it",
            type(error).__name__,
            error,
        )
        return ""


def delete_files(names: Iterable[str]) -> list[str]:
    """Delete files of the media storage.

    Returns:
        The names of those that could not be deleted, which is logged.
    """
    left = []
    for name in dict.fromkeys(filter(None, names)):
        try:
            _storage().delete(name)
        except Exception as error:  # noqa: BLE001 - each storage has errors of its own
            logger.warning("%s could not be deleted (%s)", name, type(error).__name__)
            left.append(name)
    return left


def detach_thumbnails(app_pks: Iterable[int]) -> list[str]:
    """Delete the rows of the smaller pictures.

    Returns:
        The names of their files, which the caller deletes once this is committed.
    """
    thumbnails = Thumbnail.objects.filter(app__in=list(app_pks))
    names = list(thumbnails.values_list("image", flat=True))
    if names:
        # Saleor would queue a task a file, and fail where the broker is down.
        thumbnails.update(image="")
        thumbnails.delete()
    return names


def _storage() -> Any:
    return _FIELD.storage


@cache
def _stem() -> str:
    """The file's name without its end; it changes with what is in the file."""
    return f"saleor-allegro-{sha256(picture(PICTURE_PATH)).hexdigest()[:12]}"
