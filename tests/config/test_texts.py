"""Messages in every language, and what is put into them."""

from saleor_allegro.config import Text


def test_marks_are_filled_in_every_language_by_a_text_in_the_same_one():
    message = Text("{login} waits {time}", "{login} czeka {time}")

    filled = message.filled(login="{seller}", time=Text("an hour", "godzinę"))

    assert filled == Text("{seller} waits an hour", "{seller} czeka godzinę")
