"""What SQS says of message groups: they are named in certain letters, and only FIFO queues know duplicates.

A message group makes a standard queue fair and promises no order. MiniStack takes any name for a group, and for a
standard queue a deduplication id as well.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
"""

from __future__ import annotations

import re
from typing import Any

from ministack.services import sqs

from hooks import around, around_entry

_letters = re.compile(r"""[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]{1,128}""")


def install() -> None:
    around_entry(sqs._HANDLERS, "SendMessage", _send)
    around(sqs, "_act_send_message", _send)


def _send(original: Any, data: dict[str, Any], queue_url: str) -> dict[str, Any]:
    group = data.get("MessageGroupId")
    if group is not None and not _letters.fullmatch(group):
        raise sqs._Err(
            "InvalidParameterValue",
            f"Value {group} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include "
            "alphanumeric and punctuation characters. 1 to 128 in length.",
        )
    if data.get("MessageDeduplicationId") and not data.get("QueueUrl", queue_url).endswith(".fifo"):
        raise sqs._Err(
            "InvalidParameterValue",
            f"Value {data['MessageDeduplicationId']} for parameter MessageDeduplicationId is invalid. "
            "Reason: The request include parameter that is not valid for this queue type.",
        )
    return original(data, queue_url)
