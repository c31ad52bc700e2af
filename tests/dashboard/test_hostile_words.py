"""Words from Allegro, buyers and errors stay words: in every template, whatever they say."""

from pathlib import Path

import pytest
from django.template import Engine
from hypothesis import given, settings
from hypothesis import strategies as st

import saleor_allegro
from saleor_allegro.dashboard.filters import address
from tests.dashboard.anything import all_words
from tests.dashboard.either_way import one_of_the_ways
from tests.dashboard.skeleton import skeleton_of, stays_on_the_web

FOLDER = Path(saleor_allegro.__file__).parent / "templates"
PAGES = sorted(path.name for path in (FOLDER / "saleor_allegro/dashboard").glob("*.html"))
ENGINE = Engine(
    dirs=[str(FOLDER)],
    builtins=["saleor_allegro.dashboard.filters", "tests.dashboard.either_way"],
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    '" style="position:fixed" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "\x01 java\tscript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:x",
    "//evil.test/",
    "\\\\evil.test\\",
    "https://shop.test@evil.test/",
    "../../../graphql/",
    "?action=retry_all&",
    "</main></template></textarea></select></noscript></title>",
    "<!--",
    "-->",
    "]]>",
    "{{ words.title }}{% include 'x' %}{#",
    "&lt;script&gt;&#x22;&quot;&amp",
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}\N{LINE SEPARATOR}",
    "\x00\r\n\x0c",
    "`",
    "None",
    "null",
    "",
    "x" * 20_000,
)
WORDS = st.sampled_from(HOSTILE) | st.lists(
    st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=4
).map("".join)


def rendered(page, word, seed):
    with one_of_the_ways(seed):
        template = ENGINE.get_template(f"saleor_allegro/dashboard/{page}")
        return skeleton_of(template.render(all_words(word)))


def stays_words(page, word, seed):
    harmless, hostile = rendered(page, "word", seed), rendered(page, word, seed)
    assert hostile.bones == harmless.bones
    assert hostile.dangers == []
    led_astray = [lead for lead in hostile.leads if not stays_on_the_web(*lead)]
    assert led_astray == [], "use |address or |urlencode:'' there"


@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=40, deadline=None)
@given(word=WORDS, seed=st.integers(0, 1000))
def test_words_stay_words(page, word, seed):
    stays_words(page, word, seed)


@pytest.mark.parametrize("page", PAGES)
def test_words_stay_words_whichever_way_a_template_goes(page):
    for seed in range(100):
        stays_words(page, HOSTILE[seed % 12], seed)


@pytest.mark.parametrize("page", PAGES)
def test_no_template_trusts_a_word(page):
    text = (FOLDER / "saleor_allegro/dashboard" / page).read_text()

    for trusting in ("|safe", "autoescape", "<style", " style=", "javascript:"):
        assert trusting not in text


@given(word=WORDS)
def test_only_addresses_of_the_web_are_addresses(word):
    assert address(word) in ("", word)
    assert address(word) == "" or word.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    ("lead", "stays"),
    [
        (("href", "orders?flagged=true"), True),
        (("href", "https://allegro.pl/x"), True),
        (("href", "javascript:alert(1)"), False),
        (("href", " java\nscript:alert(1)"), False),
        (("src", "//evil.test/x.js"), False),
        (("href", "\\\\evil.test"), False),
        (("data-dashboard", "/orders/T3JkZXI6MQ%3D%3D"), True),
        (("data-dashboard", "//evil.test"), False),
        (("data-dashboard", "https://evil.test"), False),
    ],
)
def test_what_leads_astray_is_seen(lead, stays):
    assert stays_on_the_web(*lead) is stays


@pytest.mark.parametrize(
    "template",
    [
        '<a href="{{ url }}">x</a>',
        "<a title={{ name }}>x</a>",
        "<p>{{ name|safe }}</p>",
        '<input value="{% if name %}{{ name|safe }}{% endif %}">',
        '{% for each in names %}<a href="{{ each.url }}">{{ each }}</a>{% endfor %}',
        '<p style="{{ color }}"></p>',
    ],
)
def test_careless_template_is_seen(template):
    careless = ENGINE.from_string(template)

    def carelessly_rendered(word, seed):
        with one_of_the_ways(seed):
            return skeleton_of(careless.render(all_words(word)))

    assert any(
        carelessly_rendered(word, seed).bones != carelessly_rendered("word", seed).bones
        or carelessly_rendered(word, seed).dangers
        or not all(stays_on_the_web(*lead) for lead in carelessly_rendered(word, seed).leads)
        for word in HOSTILE
        for seed in range(5)
    )
