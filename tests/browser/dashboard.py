"""The dashboard as a person works with it, in `tests/browser/host`."""

from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Frame, Locator, Page

from tests.browser.steering import Person, Row, global_id

FRAME = "#place iframe"
DRAWN = "body[data-shown]"
#: In our pages: what is shown is what was asked for.
SHOWN = "#view:not([aria-busy])"


@dataclass(slots=True)
class Dashboard:
    page: Page
    url: str

    def log_in(self, person: Person) -> None:
        self.page.goto(f"{self.url}/orders")
        self.page.fill("#login [name=email]", person.email)
        self.page.fill("#login [name=password]", person.password)
        self.page.click("#login button")
        self.page.locator(DRAWN).wait_for()

    def log_out(self) -> None:
        self.page.evaluate("sessionStorage.clear()")

    def open_app(self, path: str = "orders") -> Frame:
        """A page of our App, at its address in the dashboard: "orders?flagged=true"."""
        return self.open(f"{self.app_path()}/{path}")

    def app_path(self) -> str:
        """Where the dashboard has our App, as its menu says."""
        place = self.page.get_by_role("link", name="Allegro").first.get_attribute("href") or ""
        return place.rpartition("/")[0]

    def open_order(self, link: Row) -> Frame:
        """The widget on the page of a link's order."""
        self.page.goto(self.order_url(link))
        return self.frame()

    def order_url(self, link: Row) -> str:
        """The page of a link's order."""
        return f"{self.url}/orders/{quote(global_id('Order', link['order_id']), safe='')}"

    def open_home(self) -> Frame:
        """The widget on the home page."""
        return self.open("/")

    def open(self, path: str) -> Frame:
        """Our frame on a page of the dashboard, once it shows what it was asked for."""
        self.page.goto(f"{self.url}{path}")
        return self.frame()

    def frame(self) -> Frame:
        """Our frame on the present page."""
        found = self.page.locator(FRAME).element_handle()
        frame = found.content_frame() if found else None
        assert frame
        # It is empty at first; what comes into it may be without its style for a moment.
        frame.locator(SHOWN).wait_for()
        frame.wait_for_load_state()
        frame.locator(SHOWN).wait_for()
        return frame

    def speak(self, language: str) -> None:
        """ "pl" or "en"."""
        self.page.click(f"[data-locale={language}]")
        self.page.locator(f"html[lang={language}]").wait_for()

    def wear(self, theme: str) -> None:
        """ "light" or "dark"."""
        self.page.click(f"header [data-theme={theme}]")

    def fetch_token(self) -> None:
        """The dashboard gives its frames a fresh token, where it is given one."""
        self.page.click("#refresh")

    @property
    def path(self) -> str:
        """Where the dashboard is, with its filters: "/orders"."""
        return self.page.url.removeprefix(self.url)

    @property
    def notifications(self) -> Locator:
        return self.page.locator("#notifications li")
