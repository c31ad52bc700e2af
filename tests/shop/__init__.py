"""The shops behind the port; the contracts say what failed in them, as a test file does."""

import pytest

pytest.register_assert_rewrite(
    *(
        f"{__name__}.{name}"
        for name in (
            "contract",
            "contract_content",
            "contract_money",
            "contract_replacing",
            "contract_stages",
            "contract_updates",
            "updating",
        )
    )
)
