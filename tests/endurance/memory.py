"""However many orders there are, a worker holds a page of them at a time."""

from datetime import timedelta
from typing import Any

from tests.endurance import jobs
from tests.endurance.scene import scene, show

MIB = 1024  # of the KiB that a peak is counted in
#: Issue 2, "Must show" 6: 5,000 orders peak at most 50 MiB above 500. In KiB an order.
MOST = 50 * MIB / (5000 - 500)


def peak_of_backfill(orders: int) -> int:
    """The most memory in KiB of a worker that imports the orders of the days before."""
    with scene(orders=orders) as shop:
        ending = shop.run(counts_points=False)
        assert len(shop.look().orders) == ending.value.imported > orders * 0.9
    return ending.peak


def peak_of_journal(orders: int) -> int:
    """Likewise of one that imports what was sold since the last import."""
    with scene() as shop:
        assert shop.run().value.outcome == "finished"
        begin = shop.now
        shop.simulator.clock.advance(timedelta(days=1))
        shop.simulator.sell_many(orders, since=begin)
        ending = shop.run(counts_points=False)
        assert ending.value.events > orders
        assert len(shop.look().orders) == ending.value.imported > orders * 0.9
    return ending.peak


def assert_a_hoard_is_seen() -> None:
    """What is measured grows with what a worker holds."""
    with scene() as shop:
        low, high = (shop.run(jobs.hoard, size, counts_points=False).peak for size in (1, 101))
    assert 90 <= (high - low) / MIB <= 110


def assert_flat(capsys: Any, peaks: dict[int, int]) -> None:
    """Of two numbers of orders, and the peak of each."""
    (few, low), (many, high) = sorted(peaks.items())
    most = MOST * (many - few)
    show(
        capsys,
        f"Peak of a worker: {few} forms {low / MIB:.1f} MiB, {many} forms {high / MIB:.1f} MiB, "
        f"{(high - low) / MIB:+.1f} MiB (at most {most / MIB:.1f})",
    )
    assert high - low <= most
