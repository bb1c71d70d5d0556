"""What a CloudTrail record says of a call's parameters, answer and error.

Names begin with a small letter, what the service model marks as sensitive (passwords, seeds, secret keys)
is left out, and a call that was denied tells nothing but the denial.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import unescape

from botocore.model import Shape, StructureShape

from api_calls import ApiCall, Response
from call_operations import operation_of, parameters_of
from service_models import error_shape_name, parse_response

_authentication_errors = frozenset({
    "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException",
    "MissingAuthenticationToken", "MissingAuthenticationTokenException", "IncompleteSignature",
    "IncompleteSignatureException", "ExpiredToken", "ExpiredTokenException", "InvalidAction",
})  # fmt: skip
_denials = frozenset({"AccessDenied", "AccessDeniedException", "AuthorizationErrorException"})
_left_out_without_a_mark = frozenset({
    "AuthenticationCode1", "AuthenticationCode2", "TokenCode", "TemplateBody", "ParameterValue",
})  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    status: int
    headers: dict[str, str]
    body: bytes
    error_code: str = ""
    error_message: str = ""

    @property
    def succeeded(self) -> bool:
        return self.status < 300

    @property
    def was_denied(self) -> bool:
        return self.error_code in _denials

    @property
    def never_authenticated(self) -> bool:
        """CloudTrail knows no account for such a call, and records nothing."""
        return self.error_code in _authentication_errors


def read_outcome(call: ApiCall, response: Response) -> Outcome:
    status, headers, body = response
    if status < 300:
        return Outcome(status, headers, body)
    code, message = _error_of(body)
    operation = operation_of(call)
    name = error_shape_name(operation, code) if operation else code
    return Outcome(status, headers, body, name, message)


def read_error_code(response: Response) -> str | None:
    """The error code on the wire, or None for a call that succeeded."""
    status, _, body = response
    return _error_of(body)[0] if status >= 400 and isinstance(body, bytes) else None


def _error_of(body: bytes) -> tuple[str, str]:
    text = body.decode("utf-8", "replace")
    if text.startswith("{"):
        error = json.loads(text)
        return str(error.get("__type", "")).rpartition("#")[2], str(error.get("message", error.get("Message", "")))
    return tuple(  # type: ignore[return-value]
        unescape(found[1]) if (found := re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)) else ""
        for tag in ("Code", "Message")
    )


def request_parameters(call: ApiCall, outcome: Outcome) -> dict[str, Any] | None:
    operation = operation_of(call)
    if operation is None or operation.input_shape is None or outcome.was_denied:
        return None
    return _recorded(operation.input_shape, parameters_of(operation, call)) or None


def response_elements(call: ApiCall, outcome: Outcome) -> dict[str, Any] | None:
    operation = operation_of(call)
    if operation is None or operation.output_shape is None or not outcome.succeeded:
        return None
    answer = parse_response(operation, outcome.status, outcome.headers, outcome.body)
    return _recorded(operation.output_shape, answer) or None


def _recorded(shape: Shape, value: Any) -> Any:
    if isinstance(shape, StructureShape):
        return {
            _small(name): _recorded(member, value[name])
            for name, member in shape.members.items()
            if value.get(name) is not None and not _is_left_out(name, member)
        }
    if shape.type_name == "list":
        return [_recorded(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: _recorded(shape.value, item) for key, item in value.items()}
    return written(value) if isinstance(value, datetime) else value


def _is_left_out(name: str, shape: Shape) -> bool:
    is_content = shape.type_name != "blob" and shape.serialization.get("location") != "statusCode"
    return not is_content or name in _left_out_without_a_mark or bool(shape.metadata.get("sensitive"))


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def written(moment: datetime) -> str:
    """Jul 10, 2023, 12:24:28 PM"""
    return moment.strftime("%b %-d, %Y, %-I:%M:%S %p")
