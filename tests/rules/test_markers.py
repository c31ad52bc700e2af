"""The words that keep a part of a template for one kind of order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_allegro.rules.markers import Unbalanced, check_markers, choose_parts, has_markers

WORDS = ["IF_ALLEGRO", "ENDIF_ALLEGRO", "IF_NOT_ALLEGRO", "ENDIF_NOT_ALLEGRO"]


@pytest.mark.parametrize(
    ("template", "allegro", "other"),
    [
        ("", "", ""),
        ("a IF_ALLEGRO b ENDIF_ALLEGRO c", "a b c", "a c"),
        ("a IF_NOT_ALLEGRO b ENDIF_NOT_ALLEGRO c", "a c", "a b c"),
        ("IF_ALLEGRO Allegro: ENDIF_ALLEGRO {{n}}", "Allegro: {{n}}", "{{n}}"),
        (
            "IF_ALLEGRO A ENDIF_ALLEGRO IF_NOT_ALLEGRO B ENDIF_NOT_ALLEGRO {{n}}",
            "A {{n}}",
            "B {{n}}",
        ),
        ("<p>IF_ALLEGRO</p><b>x</b><p>ENDIF_ALLEGRO</p>", "<p></p><b>x</b><p></p>", "<p></p>"),
        ("<b>IF_ALLEGRO x</b>ENDIF_ALLEGRO<i>", "<b>x</b><i>", "<b><i>"),
        # Alone on their lines.
        ("a\nIF_ALLEGRO\nb\nENDIF_ALLEGRO\nc\n", "a\nb\nc\n", "a\nc\n"),
        ("a\r\n  IF_ALLEGRO  \r\nb\r\nENDIF_ALLEGRO\r\nc", "a\r\nb\r\nc", "a\r\nc"),
        # Nested, repeated.
        (
            "IF_ALLEGRO a IF_NOT_ALLEGRO never ENDIF_NOT_ALLEGRO b ENDIF_ALLEGRO",
            "a b",
            "",
        ),
        (
            "IF_NOT_ALLEGRO a IF_ALLEGRO never ENDIF_ALLEGRO b ENDIF_NOT_ALLEGRO",
            "",
            "a b",
        ),
        ("IF_ALLEGRO a IF_ALLEGRO b ENDIF_ALLEGRO c ENDIF_ALLEGRO", "a b c", ""),
        ("IF_ALLEGRO a ENDIF_ALLEGRO-IF_ALLEGRO b ENDIF_ALLEGRO", "a-b", "-"),
        # Across Handlebars.
        (
            "{{#if x}}IF_ALLEGRO a{{/if}}ENDIF_ALLEGRO",
            "{{#if x}}a{{/if}}",
            "{{#if x}}",
        ),
        (
            "{{#each l}}IF_ALLEGRO {{n}} ENDIF_ALLEGRO{{/each}}",
            "{{#each l}}{{n}}{{/each}}",
            "{{#each l}}{{/each}}",
        ),
        # Words of which a marker is a part.
        ("XIF_ALLEGRO IF_ALLEGROX IF_ALLEGRO_ _ENDIF_ALLEGRO", None, None),
        ("if_allegro x endif_allegro", None, None),
    ],
)
def test_parts_are_chosen(template, allegro, other):
    assert choose_parts(template, is_allegro=True) == (template if allegro is None else allegro)
    assert choose_parts(template, is_allegro=False) == (template if other is None else other)
    check_markers(template)


@pytest.mark.parametrize(
    ("template", "marker", "line"),
    [
        ("IF_ALLEGRO", "IF_ALLEGRO", 1),
        ("a\nb ENDIF_ALLEGRO", "ENDIF_ALLEGRO", 2),
        ("IF_ALLEGRO\nENDIF_NOT_ALLEGRO", "ENDIF_NOT_ALLEGRO", 2),
        ("\nIF_ALLEGRO IF_NOT_ALLEGRO ENDIF_ALLEGRO ENDIF_NOT_ALLEGRO", "ENDIF_ALLEGRO", 2),
        ("IF_ALLEGRO a ENDIF_ALLEGRO\n\nIF_NOT_ALLEGRO", "IF_NOT_ALLEGRO", 3),
    ],
)
def test_a_marker_without_its_counterpart_is_named_and_leaves_the_text_unharmed(
    template, marker, line
):
    with pytest.raises(Unbalanced) as caught:
        check_markers(template)

    assert (caught.value.marker, caught.value.line) == (marker, line)
    assert choose_parts(template, is_allegro=True) == template
    assert choose_parts(template, is_allegro=False) == template


@given(text=st.text() | st.text(alphabet="IF_ENDNOTALLEGRO {}<>\n"), is_allegro=st.booleans())
def test_a_text_without_markers_is_never_changed(text, is_allegro):
    if not has_markers(text):
        assert choose_parts(text, is_allegro=is_allegro) is text
        check_markers(text)


@given(
    parts=st.lists(st.sampled_from([*WORDS, " ", "\n", "x", "<p>", "{{n}}", "\t"]), max_size=30),
    is_allegro=st.booleans(),
)
def test_no_marker_is_left_of_what_is_balanced_and_no_word_is_added(parts, is_allegro):
    template = "".join(parts)
    chosen = choose_parts(template, is_allegro=is_allegro)
    try:
        check_markers(template)
    except Unbalanced:
        assert chosen == template
        return
    assert not has_markers(chosen)
    assert chosen.count("x") <= template.count("x")
    assert len(chosen) <= len(template)


@given(
    parts=st.lists(st.sampled_from([*WORDS, " ", "\n", "x", "y"]), max_size=30),
)
def test_of_a_balanced_template_each_word_outside_is_in_both_and_each_inside_in_one_at_most(parts):
    template = " ".join(parts)
    try:
        check_markers(template)
    except Unbalanced:
        return
    depth, outside = 0, 0
    for part in parts:
        if part in WORDS:
            depth += -1 if part.startswith("END") else 1
        elif part == "x" and depth == 0:
            outside += 1
    both = [choose_parts(template, is_allegro=kind).count("x") for kind in (True, False)]
    assert min(both) >= outside
    assert sum(both) - 2 * outside <= parts.count("x") - outside
