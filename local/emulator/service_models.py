"""The shapes of AWS requests and responses, read from botocore's service models."""

from __future__ import annotations

import base64
import functools
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import botocore.session
from botocore.model import OperationModel, ServiceModel, Shape, StructureShape
from botocore.parsers import create_parser

Form = Mapping[str, Any]


@functools.cache
def service_model(service: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(service)


def operation_model(service: str, action: str) -> OperationModel | None:
    model = service_model(service)
    return model.operation_model(action) if action in model.operation_names else None


def error_shape_name(operation: OperationModel, code: str) -> str:
    """`NoSuchEntity` on the wire is the model's `NoSuchEntityException`."""
    for shape in operation.error_shapes:
        if shape.metadata.get("error", {}).get("code", shape.name) == code:
            return shape.name
    return code


def form_parameters(operation: OperationModel, form: Form) -> dict[str, Any]:
    """The typed parameters of a request in the AWS Query protocol."""
    shape = operation.input_shape
    return _read(shape, form, "") if shape is not None else {}


def _read(shape: Shape, form: Form, prefix: str) -> Any:
    if isinstance(shape, StructureShape):
        return _read_structure(shape, form, prefix)
    if shape.type_name == "list":
        return _read_list(shape, form, prefix)
    if shape.type_name == "map":
        return _read_map(shape, form, prefix)
    return typed(shape, _first(form, prefix))


def typed(shape: Shape, text: str) -> Any:
    """A value as it stands in a form or a query, in its own type."""
    if shape.type_name == "boolean":
        return text.lower() == "true"
    return int(text) if shape.type_name in ("integer", "long") and text.lstrip("-").isdigit() else text


def _read_structure(shape: StructureShape, form: Form, prefix: str) -> dict[str, Any]:
    found = {}
    for name, member in shape.members.items():
        key = f"{prefix}.{name}" if prefix else name
        if _has(form, key):
            found[name] = _read(member, form, key)
    return found


def _read_list(shape: Any, form: Form, prefix: str) -> list[Any]:
    items = []
    while _has(form, key := f"{prefix}.member.{len(items) + 1}"):
        items.append(_read(shape.member, form, key))
    return items


def _read_map(shape: Any, form: Form, prefix: str) -> dict[str, Any]:
    entries = {}
    while _has(form, entry := f"{prefix}.entry.{len(entries) + 1}"):
        entries[_first(form, f"{entry}.key")] = _read(shape.value, form, f"{entry}.value")
    return entries


def _has(form: Form, key: str) -> bool:
    return key in form or any(given.startswith(f"{key}.") for given in form)


def _first(form: Form, key: str) -> str:
    value = form.get(key, "")
    return str(value[0] if isinstance(value, list) and value else value)


def parse_response(operation: OperationModel, status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """A response as a client library would hand it over."""
    is_xml = body.lstrip().startswith(b"<")
    parser = create_parser("query" if is_xml else operation.service_model.resolved_protocol)
    parsed = parser.parse({"status_code": status, "headers": dict(headers), "body": body}, operation.output_shape)
    parsed.pop("ResponseMetadata", None)
    return parsed


def query_response(operation: OperationModel, result: Mapping[str, Any], request_id: str) -> bytes:
    """A successful answer in the AWS Query protocol."""
    inner = "" if operation.output_shape is None else _write(operation.output_shape, result)
    wrapper = (operation.output_shape.serialization if operation.output_shape else {}).get("resultWrapper")
    if wrapper:
        inner = f"<{wrapper}>{inner}</{wrapper}>"
    namespace = operation.service_model.metadata["xmlNamespace"]
    return (
        f'<{operation.name}Response xmlns="{namespace}">{inner}'
        f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{operation.name}Response>"
    ).encode()


def _write(shape: Shape, value: Any) -> str:
    if isinstance(shape, StructureShape):
        members = ((name, member) for name, member in shape.members.items() if value.get(name) is not None)
        return "".join(f"<{name}>{_write(member, value[name])}</{name}>" for name, member in members)
    if shape.type_name == "list":
        return "".join(f"<member>{_write(shape.member, item)}</member>" for item in value)
    if shape.type_name == "blob":
        return base64.b64encode(value).decode()
    if shape.type_name == "boolean":
        return "true" if value else "false"
    return escape(value.isoformat() if isinstance(value, datetime) else str(value))
