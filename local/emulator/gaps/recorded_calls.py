"""Which calls CloudTrail records as management events, under which name and in which Region.

Calls about the data in a resource are data events, which reach no bus.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
"""

from __future__ import annotations

import re

from api_calls import ApiCall
from call_operations import operation_of

_home_region = "us-east-1"
_global_services = ("iam", "organizations")
_recorded_services = (
    *_global_services, "sts", "events", "cloudtrail", "lambda", "sqs", "sns", "dynamodb", "cloudformation",
    "monitoring",
)  # fmt: skip
_data_events = {
    "events": frozenset({"PutEvents", "PutPartnerEvents"}),
    "lambda": frozenset({"Invoke", "InvokeAsync", "InvokeWithResponseStream"}),
    "sqs": frozenset({
        "SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch",
        "ChangeMessageVisibility", "ChangeMessageVisibilityBatch",
    }),
    "sns": frozenset({"Publish", "PublishBatch"}),
    "dynamodb": frozenset({
        "BatchExecuteStatement", "BatchGetItem", "BatchWriteItem", "DeleteItem", "ExecuteStatement",
        "ExecuteTransaction", "GetItem", "PutItem", "Query", "Scan", "SearchVectors", "TransactGetItems",
        "TransactWriteItems", "UpdateItem",
    }),
    "monitoring": frozenset({
        "GetMetricData", "GetMetricStatistics", "GetMetricWidgetImage", "ListMetrics", "PutMetricData",
    }),
}  # fmt: skip

_second_versions = frozenset({
    "AddPermission", "GetFunction", "GetFunctionConfiguration", "GetPolicy", "RemovePermission", "TagResource",
    "UntagResource", "UpdateFunctionCode", "UpdateFunctionConfiguration",
})  # fmt: skip
_last_dated_version = "20181031"

_reads = ("Get", "List", "Describe", "Generate", "Simulate", "Decode")
_reads_of_other_names = frozenset({
    "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "EstimateTemplateCost", "LookupEvents",
    "TestEventPattern", "ValidateTemplate",
})  # fmt: skip


def is_recorded(call: ApiCall) -> bool:
    if call.service not in _recorded_services:
        return False
    name = _name(call)
    return bool(name) and name not in _data_events.get(call.service, ()) and "DurableExecution" not in name


def _name(call: ApiCall) -> str:
    """The operation. The action that it is authorized as may be another one."""
    operation = operation_of(call)
    return operation.name if operation else call.action


def event_name(call: ApiCall) -> str:
    operation = operation_of(call)
    if operation is None or call.service != "lambda":
        return call.action
    version = _version_of(operation.http["requestUri"])
    second = "v2" if version and operation.name in _second_versions else ""
    return f"{operation.name}{version}{second}"


def _version_of(request_uri: str) -> str:
    """Names of Lambda's older calls end with the version of the API. Where the newer ones begin is assumed."""
    date = re.match(r"/(\d{4})-(\d\d)-(\d\d)/", request_uri)
    version = "".join(date.groups()) if date else ""
    return version if version <= _last_dated_version else ""


def is_read_only(call: ApiCall) -> bool:
    return _name(call).startswith(_reads) or _name(call) in _reads_of_other_names


def event_source(call: ApiCall) -> str:
    return f"{call.service}.amazonaws.com"


def event_region(call: ApiCall) -> str:
    return _home_region if call.service in _global_services else call.region
