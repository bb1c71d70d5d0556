"""A rule invokes a function only if the function's policy lets it, a schedule if its role does; asynchronously.

MiniStack looks at neither, and gives up after one failure; on AWS the event is tried again and then goes
to the function's own dead-letter queue or failure destination.

https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, lambda_svc

from hooks import around
from rule_targets import current_delivery, undeliverable


def install() -> None:
    around(eventbridge, "_dispatch_to_lambda", _if_allowed)


def _if_allowed(_original: Any, arn: str, payload: str) -> Any:
    function, configuration, _ = lambda_svc._get_func_record_for_ref(arn)
    if not _is_allowed(arn):
        return undeliverable("NO_PERMISSIONS", f"{current_delivery().service} may not invoke {arn}.", payload)
    record = lambda_svc._execution_record_for_config(function, configuration)
    return lambda_svc.invoke_async_with_retry(record, _event(payload))


def _event(payload: str) -> Any:
    """An input transformer may make plain text."""
    try:
        return json.loads(payload)
    except ValueError:
        return payload


def _is_allowed(function_arn: str) -> bool:
    delivery = current_delivery()
    if delivery.is_scheduled:
        return delivery.role_allows("lambda:InvokeFunction", function_arn)
    policy = lambda_svc.function_policy_for_arn(function_arn)
    context = EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="lambda:InvokeFunction",
        resource_arn=function_arn,
        region=get_region(),
        service_context={"aws:sourcearn": delivery.rule_arn, "aws:sourceaccount": get_account_id()},
    )
    document = policy[0] if policy else None
    return iam_evaluator.evaluate_resource_policy(document, context, service=delivery.service).decision == "Allow"
