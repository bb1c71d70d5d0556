"""Records that no call made here produces: console sign-ins, repeated, late or odd events.

POST /_local/cloudtrail takes a CloudTrail record, or a whole EventBridge event around one, and puts it on the
default bus of the account and Region it names. Of an event, `time` and `id` are kept; of a record, `eventType` says
which kind of event it becomes: AwsApiCall if it is left out.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from event_delivery import ServiceEvent, deliver_to_default_bus
from local_endpoints import BadRequest, LocalRequest, local_endpoint

_detail_types = {
    "AwsApiCall": "AWS API Call via CloudTrail",
    "AwsConsoleAction": "AWS Console Action via CloudTrail",
    "AwsConsoleSignIn": "AWS Console Sign In via CloudTrail",
    "AwsServiceEvent": "AWS Service Event via CloudTrail",
}


def install() -> None:
    local_endpoint("POST", "cloudtrail", _accept)


def _accept(request: LocalRequest) -> dict[str, str]:
    if not isinstance(request.json, dict):
        raise BadRequest("Send a CloudTrail record, or an EventBridge event with a record as its detail.")
    event = _from_event(request.json) if "detail-type" in request.json else _from_record(request.json)
    deliver_to_default_bus(event)
    return {"id": event.event_id, "account": event.account_id, "region": event.region}


def _from_record(record: dict[str, Any]) -> ServiceEvent:
    event_type = record.get("eventType", "AwsApiCall")
    if event_type not in _detail_types:
        raise BadRequest(f"eventType is {event_type}, and none of {', '.join(_detail_types)}.")
    return ServiceEvent(
        account_id=_text(record, "recipientAccountId"),
        region=_text(record, "awsRegion"),
        source=f"aws.{_text(record, 'eventSource').partition('.')[0]}",
        detail_type=_detail_types[event_type],
        detail=record,
    )


def _from_event(event: dict[str, Any]) -> ServiceEvent:
    kept: dict[str, Any] = {}
    if "id" in event:
        kept["event_id"] = _text(event, "id")
    if "time" in event:
        kept["time"] = _seconds(_text(event, "time"))
    return ServiceEvent(
        account_id=_text(event, "account"),
        region=_text(event, "region"),
        source=_text(event, "source"),
        detail_type=_text(event, "detail-type"),
        detail=event.get("detail", {}),
        resources=event.get("resources", []),
        **kept,
    )


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"{name} is missing.")
    return value


def _seconds(time: str) -> int:
    try:
        return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp())
    except ValueError as problem:
        raise BadRequest(f"time is not an ISO 8601 date: {time}") from problem
