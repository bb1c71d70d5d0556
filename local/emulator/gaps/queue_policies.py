"""A rule delivers to a queue only if the queue's policy, or the target's role, allows it; a schedule needs its role.

MiniStack does not look at either.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html#setting-up-execution-role
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_account_id
from ministack.services import eventbridge, sqs

from hooks import around
from rule_targets import current_delivery, undeliverable


def install() -> None:
    around(eventbridge, "_dispatch_to_sqs", _if_allowed)


def _if_allowed(original: Any, spec: Any, payload: str, parameters: Any = None) -> Any:
    if sqs._queue_by_arn(str(spec)) is not None and not _is_allowed(str(spec)):
        return undeliverable(
            "NO_PERMISSIONS", f"{current_delivery().service} may not send messages to {spec}.", payload
        )
    return original(spec, payload, parameters)


def _is_allowed(queue_arn: str) -> bool:
    delivery = current_delivery()
    if delivery.role_arn or delivery.is_scheduled:
        return delivery.role_allows("sqs:SendMessage", queue_arn)
    return sqs.queue_policy_allows(queue_arn, delivery.service, delivery.rule_arn, get_account_id())
