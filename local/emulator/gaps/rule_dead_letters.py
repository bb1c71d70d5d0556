"""What a rule cannot deliver goes to the target's dead-letter queue.

MiniStack loses it. For queues and functions that are gone, and for those that do not let EventBridge in, the event
is put into the queue named by the target's DeadLetterConfig, with the reason as message attributes.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import eventbridge, lambda_svc, sqs

from hooks import around
from rule_targets import undeliverable


def install() -> None:
    around(eventbridge, "_dispatch_to_sqs", _to_queue)
    around(eventbridge, "_dispatch_to_lambda", _to_function)


def _to_queue(original: Any, spec: Any, payload: str, parameters: Any = None) -> Any:
    if sqs._queue_by_arn(str(spec)) is None:
        return undeliverable("RESOURCE_NOT_FOUND", f"The queue {spec} does not exist.", payload)
    return original(spec, payload, parameters)


def _to_function(original: Any, arn: str, payload: str) -> Any:
    function, _, _ = lambda_svc._get_func_record_for_ref(arn)
    if function is None:
        return undeliverable("RESOURCE_NOT_FOUND", f"The function {arn} does not exist.", payload)
    return original(arn, payload)
