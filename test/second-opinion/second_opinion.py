"""Answers whether requests are allowed, as the local AWS would decide, without a server and in bulk.

The evaluator is MiniStack's, with every gap closed that the launcher closes. One JSON object a line comes in:

    {"identity": [text], "limits": [[text]], "contexts": [{key: value}], "asked": [[[action, resource, context]]]}

`limits` are a permissions boundary and levels of service control policies, each a list of documents; `context` is a
place in `contexts`. For each list in `asked` the answer is the place of its first request that is allowed, or -1;
with "apart", the first action and resource that is allowed if every part of a statement may see another context.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.update({"AUTH": "true", "LOCAL_ORGANIZATION_ID": "o-local00000"})
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "local" / "emulator"))

import launch  # noqa: E402
from hooks import around  # noqa: E402
from ministack.core import iam_evaluator  # noqa: E402
from ministack.core.iam_evaluator import EvalContext, ParsedStatement  # noqa: E402

Layer = list[list[ParsedStatement]]

_times = ("aws:currenttime", "aws:epochtime")


def install() -> None:
    """The launcher's gaps; and the time of a request is what the request says."""
    for module in (*launch._foundations, *launch._gaps):
        module.install()
    around(iam_evaluator, "_resolve_condition_key", _at_the_time_of_the_request)


def _at_the_time_of_the_request(original: Any, key: str, context: EvalContext) -> Any:
    name = key.lower()
    given = context.principal_keys.get(name) if name in _times else None
    return original(key, context) if given is None else given


def _context(keys: dict[str, Any], action: str, resource: str) -> EvalContext:
    return EvalContext(
        principal_arn=keys["aws:principalarn"],
        principal_type=keys["aws:principaltype"],
        principal_account=keys["aws:principalaccount"],
        action=action,
        resource_arn=resource,
        region=keys.get("aws:requestedregion", "us-east-1"),
        source_ip=keys.get("aws:sourceip"),
        secure_transport=keys.get("aws:securetransport", "true"),
        service_context={"aws:tagkeys": keys.get("aws:tagkeys")},
        principal_keys=keys,
    )


def _layers(case: dict[str, Any]) -> list[Layer]:
    texts_of_layers = (case["identity"], *case["limits"])
    return [[iam_evaluator.parse_policy_document(text) for text in texts] for texts in texts_of_layers]


def _first_allowed(asked: list[list[Any]], contexts: list[dict[str, Any]], layers: list[Layer]) -> int:
    for place, (action, resource, number) in enumerate(asked):
        context = _context(contexts[number], action, resource)
        if iam_evaluator.evaluate(context, *layers).decision == "Allow":
            return place
    return -1


def _parts(statement: ParsedStatement) -> tuple[ParsedStatement, ParsedStatement]:
    """What a statement says of resources, and what of the rest of the request."""
    of_resources, of_conditions = (dataclasses.replace(statement) for _ in range(2))
    of_resources.conditions = {}
    of_conditions.resources, of_conditions.not_resources = ["*"], []
    for part in (of_resources, of_conditions):
        part.has_variables = getattr(statement, "has_variables", False)  # type: ignore[attr-defined]
    return of_resources, of_conditions


def _applies(part: ParsedStatement, contexts: list[EvalContext]) -> list[bool]:
    return [iam_evaluator._first_match(context, [part], part.effect) is not None for context in contexts]


def _allows_apart(contexts: list[EvalContext], layers: list[Layer]) -> bool:
    def some(statement: ParsedStatement) -> bool:
        return all(any(_applies(part, contexts)) for part in _parts(statement))

    def certain(statement: ParsedStatement) -> bool:
        return all(all(_applies(part, contexts)) for part in _parts(statement))

    flat = [[statement for document in layer for statement in document] for layer in layers]
    if any(statement.effect == "Deny" and certain(statement) for layer in flat for statement in layer):
        return False
    return all(any(statement.effect == "Allow" and some(statement) for statement in layer) for layer in flat)


def _first_allowed_apart(asked: list[list[Any]], contexts: list[dict[str, Any]], layers: list[Layer]) -> int:
    for place, (action, resource) in enumerate(dict.fromkeys((action, resource) for action, resource, _ in asked)):
        numbers = [number for a, r, number in asked if (a, r) == (action, resource)]
        if _allows_apart([_context(contexts[number], action, resource) for number in numbers], layers):
            return place
    return -1


def answer(case: dict[str, Any]) -> list[int]:
    layers = _layers(case)
    first = _first_allowed_apart if case.get("apart") else _first_allowed
    return [first(asked, case["contexts"], layers) for asked in case["asked"]]


def main() -> None:
    install()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
