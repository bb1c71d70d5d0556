"""PutEvents on another account's bus succeeds exactly when that bus's policy allows the caller.

MiniStack answers "does not exist" for every bus of another account, whatever its policy says.

https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import AuthError, EvalContext, EvalResult
from ministack.core.responses import get_account_id, get_region, json_response, new_uuid
from ministack.services import eventbridge

from gaps.event_bus_policies import bus_policy
from hooks import around
from identities import account_of
from scopes import run_in

Entry = dict[str, Any]


def install() -> None:
    around(iam_evaluator, "_resource_policy", _with_bus_policies)
    around(iam_evaluator, "enforce", _root_is_no_exception)
    around(eventbridge, "_put_events", _put_events)


def _with_bus_policies(original: Any, service: str, resource_arn: str) -> tuple | None:
    if service != "events" or ":event-bus/" not in resource_arn:
        return original(service, resource_arn)
    return bus_policy(resource_arn) or "", account_of(resource_arn)


def _root_is_no_exception(
    original: Any, access_key: str, action: str, service: str, region: str, resource_arn: str = "*", **more: Any
) -> EvalResult | AuthError | None:
    """An account's root may do anything, but in its own account."""
    denied = original(access_key, action, service, region, resource_arn=resource_arn, **more)
    is_foreign = ":event-bus/" in resource_arn and account_of(resource_arn) != get_account_id()
    if denied or not is_foreign or not iam_evaluator.is_root_access_key(access_key):
        return denied
    arn = f"arn:aws:iam::{get_account_id()}:root"
    context = EvalContext(
        principal_arn=arn,
        principal_type="Root",
        principal_account=get_account_id(),
        action=action,
        resource_arn=resource_arn,
        region=region,
    )
    result = iam_evaluator.evaluate_resource_policy(bus_policy(resource_arn), context)
    return None if result.decision == "Allow" else EvalResult(result.decision, principal_arn=arn)


def _put_events(original: Any, data: dict[str, Any], allow_aws_source: bool = False) -> Any:
    entries = data.get("Entries", [])
    if len(entries) > 10 or not any(_is_foreign(entry) for entry in entries):
        return original(data, allow_aws_source)
    results = [
        _put_abroad(entry) if _is_foreign(entry) else _put_here(original, entry, allow_aws_source) for entry in entries
    ]
    return json_response({"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results})


def _is_foreign(entry: Entry) -> bool:
    bus = entry.get("EventBusName") or ""
    return ":event-bus/" in bus and account_of(bus) != get_account_id()


def _put_here(original: Any, entry: Entry, allow_aws_source: bool) -> dict[str, Any]:
    _, _, body = original({"Entries": [entry]}, allow_aws_source)
    return json.loads(body)["Entries"][0]


def _put_abroad(entry: Entry) -> dict[str, Any]:
    source = entry.get("Source", "")
    if source.startswith("aws."):
        return {"ErrorCode": "NotAuthorizedForSourceException", "ErrorMessage": "Not authorized for the source."}
    event = {
        "EventId": new_uuid(),
        "Source": source,
        "DetailType": entry.get("DetailType", ""),
        "Detail": entry.get("Detail", "{}"),
        "EventBusName": entry["EventBusName"].rpartition("/")[2],
        "Time": int(eventbridge._now_ts()),
        "Resources": entry.get("Resources", []),
        "Account": get_account_id(),
        "Region": get_region(),
    }
    run_in(account_of(entry["EventBusName"]), get_region(), lambda: _arrive(event))
    return {"EventId": event["EventId"]}


def _arrive(event: dict[str, Any]) -> None:
    eventbridge._dispatch_event(event)
    eventbridge._archive_event(event)
