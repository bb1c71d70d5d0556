"""Schedules, and rules with a schedule, are looked at every second.

MiniStack looks every ten, so that what is due comes up to ten seconds late.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

from __future__ import annotations

from ministack.services import eventbridge, scheduler

from hooks import require

_seconds_between_looks = 1.0


def install() -> None:
    for module, name in ((eventbridge, "_SCHEDULER_TICK_INTERVAL"), (scheduler, "_SCHEDULE_TICK_INTERVAL")):
        require(module, name)
        setattr(module, name, _seconds_between_looks)
