"""Which operation of a service's model a call is, and the typed parameters it came with."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel, Shape

from api_calls import ApiCall
from service_models import form_parameters, operation_model, service_model, typed

Parameters = dict[str, Any]

_names_of_models = {"monitoring": "cloudwatch"}


def operation_of(call: ApiCall) -> OperationModel | None:
    name = _names_of_models.get(call.service, call.service)
    if not _is_rest(name):
        return operation_model(name, call.action)
    route = _route(name, call)
    return route.operation if route else None


def parameters_of(operation: OperationModel, call: ApiCall) -> Parameters:
    if operation.input_shape is None:
        return {}
    if _is_rest(operation.service_model.service_name):
        return _rest_parameters(operation, call)
    return _json_object(call.body) if call.body.startswith(b"{") else form_parameters(operation, call.form)


def _is_rest(name: str) -> bool:
    return service_model(name).resolved_protocol.startswith("rest-")


def _json_object(body: bytes) -> Parameters:
    """Empty where the body is none; such a call failed."""
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True)
class _Route:
    operation: OperationModel
    path: re.Pattern[str]
    labels: tuple[str, ...]
    query: dict[str, str]

    def labels_of(self, call: ApiCall) -> dict[str, str] | None:
        """What stands in the path for each label; None when the call is another one."""
        found = self.path.fullmatch(call.path.rstrip("/"))
        is_this = call.method == self.operation.http["method"] and self._has_query(call)
        return dict(zip(self.labels, found.groups(), strict=True)) if found and is_this else None

    def _has_query(self, call: ApiCall) -> bool:
        return all(name in call.form and value in ("", *call.form[name]) for name, value in self.query.items())


@functools.cache
def _routes(name: str) -> list[_Route]:
    """Those that want more of the query come first."""
    model = service_model(name)
    routes = [_make_route(model.operation_model(operation)) for operation in model.operation_names]
    return sorted(routes, key=lambda route: -len(route.query))


def _make_route(operation: OperationModel) -> _Route:
    path, _, query = operation.http["requestUri"].partition("?")
    pieces = re.split(r"\{(\w+)\+?\}", path.rstrip("/"))
    pattern = "([^/]+)".join(re.escape(fixed) for fixed in pieces[::2])
    wanted = (item.partition("=") for item in query.split("&") if item)
    return _Route(operation, re.compile(pattern), tuple(pieces[1::2]), {key: value for key, _, value in wanted})


def _route(name: str, call: ApiCall) -> _Route | None:
    return next((route for route in _routes(name) if route.labels_of(call) is not None), None)


def _rest_parameters(operation: OperationModel, call: ApiCall) -> Parameters:
    route = _route(operation.service_model.service_name, call)
    labels = (route.labels_of(call) if route else None) or {}
    body = _json_object(call.body)
    found = {}
    for name, member in operation.input_shape.members.items():
        key = member.serialization.get("name", name)
        location = member.serialization.get("location")
        source = {"uri": labels, "querystring": call.form, "header": call.headers}.get(location, body)
        if key in source:
            found[name] = _from_query(member, source[key]) if location == "querystring" else source[key]
    return found


def _from_query(shape: Shape, values: list[str]) -> Any:
    return values if shape.type_name == "list" else typed(shape, values[0])
