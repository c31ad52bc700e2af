"""A walk from its first sale to the verdict, and the line that it is closed with."""

from collections.abc import Sequence
from typing import Final

from saleor_allegro.rules.follow_form import WhenSent
from tests.walk.judge import Judge
from tests.walk.walk import Plan, Walk, walking
from tests.walk.whole import faults_of_whole

#: Faults that are told with everything about their forms; more are counted.
_TOLD: Final = 5


class Disagreement(AssertionError):
    """The shop does not hold what Allegro holds."""

    def __init__(self, plan: Plan, faults: Sequence[str]) -> None:
        more = f"\n... and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        told = "\n".join(faults[:_TOLD])
        super().__init__(f"seed {plan.seed}: {len(faults)} faults\n{told}{more}")


def walk_and_judge(plan: Plan) -> str:
    """Walk, and say in one line what happened.

    Raises:
        Disagreement: In the end the shop is otherwise than Allegro.
    """
    with walking(plan) as walk:
        walk.go()
        return judge(walk)


def judge(walk: Walk) -> str:
    held = walk.look()
    faults = [*faults_of_whole(walk, held), *Judge(walk, held).faults()]
    orders = sum(form_id in walk.shop.simulator.forms for form_id in _ordered(held.orders))
    parity = f"Allegro {orders}, Saleor {orders}, missing 0, stale 0"
    audited = walk.audit()
    nothing = "imported 0, updated 0, failed 0, flagged 0"
    if (audited.status, audited.lines) != (0, [nothing, parity]):
        faults.append(f"the audit says {audited.lines} {audited.err}, not {parity}")
    if walk.look() != held:
        faults.append("the audit changed something")
    if faults:
        raise Disagreement(walk.plan, faults)
    return _line(walk, parity)


def _ordered(orders: Sequence[object]) -> list[str]:
    return [order["externalReference"] for order in orders]


def _line(walk: Walk, parity: str) -> str:
    plan, counts = walk.plan, walk.diary.counts
    sent = "fulfilled" if plan.when_sent is WhenSent.FULFILL else "left alone"
    steps = ", ".join(f"{times} {name}" for name, times in sorted(counts.items()))
    return (
        f"Walk of seed {plan.seed}, what was sent is {sent}: {plan.orders} orders, "
        f"{sum(counts.values()) - plan.orders} steps ({steps}); {walk.ticks} ticks, "
        f"{len(walk.killed_at)} workers killed, {len(walk.held_at)} held up, "
        f"{len(walk.shop.simulator.requests)} calls. Every order equals its form, stock equals "
        f"sales, nothing doubled. {parity}"
    )
