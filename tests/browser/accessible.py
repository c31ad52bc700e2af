"""Nobody is shut out of a page, as far as axe can tell."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
GRAVE = frozenset({"serious", "critical"})


def assert_accessible(frame: Frame) -> None:
    """No fault is in what the frame shows that axe calls serious or critical."""
    frame.evaluate(AXE_SCRIPT)
    options = {"runOnly": list(RULES), "resultTypes": ["violations"]}
    found = frame.evaluate("options => axe.run(document, options)", options)["violations"]
    faults = [
        f"{fault['impact']} {fault['id']}: {node['html']}\n    {node['failureSummary']}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
    assert not faults, "\n".join(faults)
