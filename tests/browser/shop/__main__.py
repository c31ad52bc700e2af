"""Open the shop, serve it, and write into a file where everything is.

The folder of that file takes what the shop stores, and is removed by whoever started it.
"""

import json
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.browser.serving import HOST


def main(written: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    shop_url = f"http://{HOST}:{listener.getsockname()[1]}"
    # Before Saleor reads its settings: the addresses of our pages are made with it.
    os.environ["PUBLIC_URL"] = shop_url
    os.environ["ALLEGRO_MEDIA"] = str(written.parent / "media")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.browser.shop.settings"
    import django

    django.setup()
    with ExitStack() as opened:
        addresses = {"shop": shop_url, **_open(opened)}
        unfinished = written.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(addresses))
        unfinished.replace(written)
        _serve(listener)


def _open(opened: ExitStack) -> dict[str, str]:
    """Everything but the shop's own pages, as long as `opened` is."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from saleor import __version__

    from tests.browser.host import host_page
    from tests.browser.serving import control, serve
    from tests.browser.shop import people, rows
    from tests.browser.shop.shop import Shop
    from tests.browser.shop.worker import Worker

    call_command("migrate", "saleor_allegro", verbosity=0)
    worker = Worker()
    shop = Shop(worker)
    opened.enter_context(worker.running())
    opened.callback(shop.end)
    shop.begin()
    verbs = [shop.begin, shop.change_form, shop.run, shop.tick]
    verbs += [shop.app_tokens_last, shop.connect_link_of]
    verbs += [worker.hold, worker.release, worker.settle]
    verbs += [people.make_staff, people.make_token, people.make_other_app]
    verbs += [rows.read_rows, rows.change_rows]
    by_name = {verb.__name__: verb for verb in verbs}
    return {
        "saleor": __version__,
        "control": opened.enter_context(serve(control(by_name, connections.close_all))),
        "dashboard": opened.enter_context(serve(host_page(settings.PUBLIC_URL))),
    }


def _serve(listener: socket.socket) -> None:
    """Until the process is told to end."""
    import uvicorn
    from saleor.asgi import application

    config = uvicorn.Config(
        application,
        lifespan="off",
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
