"""The table of statuses as it is drawn: a line for every stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saleor_allegro.config import Language
from saleor_allegro.dashboard.statuses.doubts import doubt
from saleor_allegro.dashboard.statuses.names import STAGE_HELPS, STAGES, STATUSES
from saleor_allegro.rules.status_mapping import SETTABLE, SUGGESTED, ShopStage


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChoice:
    value: str
    label: str
    #: Why choosing it is questionable; "": it is not.
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    #: Its name in the schema, such as "UNFULFILLED".
    stage: str
    label: str
    help: str
    choices: Sequence[StatusChoice]
    #: What is chosen, by its name in the schema; "": nothing is told.
    chosen: str
    #: The suggestion, by its name in the schema and in words; "": to tell nothing.
    suggested: str
    suggestion: str
    doubt: str


def status_table(chosen: Mapping[str, str], language: Language) -> Sequence[StageLine]:
    """
    Args:
        chosen: Name of a stage -> name of a status, or "".
    """
    return [_line(stage, chosen.get(stage.name, ""), language) for stage in ShopStage]


def replaces_choices(chosen: Mapping[str, str]) -> bool:
    """Whether the suggestion would replace something that a person chose."""
    return any(
        status and status != SUGGESTED.get(ShopStage[stage]) for stage, status in chosen.items()
    )


def _line(stage: ShopStage, chosen: str, language: Language) -> StageLine:
    choices = []
    for status in SETTABLE:
        why = doubt(stage, status)
        choices.append(
            StatusChoice(
                value=status.name,
                label=STATUSES[status].in_language(language),
                doubt=why.in_language(language) if why else "",
            )
        )
    suggested = SUGGESTED.get(stage)
    help_text = STAGE_HELPS.get(stage)
    return StageLine(
        stage=stage.name,
        label=STAGES[stage].in_language(language),
        help=help_text.in_language(language) if help_text else "",
        choices=choices,
        chosen=chosen,
        suggested=suggested.name if suggested else "",
        suggestion=STATUSES[suggested].in_language(language) if suggested else "",
        doubt=next((choice.doubt for choice in choices if choice.value == chosen), ""),
    )
