"""Policy variables such as ${aws:username} stand for a value of the request.

MiniStack compares them literally. A variable without a value makes its entry match nothing: of a Resource, no
resource; of a NotResource, nothing is excluded. Documents of the older Version have no variables.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import contextvars
import dataclasses
import json
import re
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext, ParsedStatement

from gaps.policy_wildcards import literal
from hooks import around

_variable = re.compile(r"\$\{([^}]*)\}")
_special = frozenset("*?$")
_version_with_variables = "2012-10-17"
_matches_nothing = "\0"
_enclosing_version: contextvars.ContextVar[str] = contextvars.ContextVar("enclosing_version", default="")


def install() -> None:
    around(iam_evaluator, "parse_policy_document", _remember_version)
    around(iam_evaluator, "evaluate_resource_policy", _remember_resource_policy_version)
    around(iam_evaluator, "_first_match", _substituted)


def _remember_version(original: Any, document: Any) -> list[ParsedStatement]:
    statements = original(document)
    if (_version_of(document) or _enclosing_version.get()) == _version_with_variables:
        for statement in statements:
            statement.has_variables = "${" in _text(statement)  # type: ignore[attr-defined]
    return statements


def _remember_resource_policy_version(original: Any, document: Any, *arguments: Any, **named: Any) -> Any:
    """The statements that concern the caller are parsed again, without the document around them."""
    token = _enclosing_version.set(_version_of(document))
    try:
        return original(document, *arguments, **named)
    finally:
        _enclosing_version.reset(token)


def _version_of(document: Any) -> str:
    if isinstance(document, str):
        try:
            document = json.loads(document)
        except ValueError:
            return ""
    return document.get("Version", "") if isinstance(document, dict) else ""


def _text(statement: ParsedStatement) -> str:
    return json.dumps([statement.resources, statement.not_resources, statement.conditions])


def _substituted(original: Any, context: EvalContext, statements: list[ParsedStatement], effect: str) -> Any:
    return original(context, [_resolve(statement, context) for statement in statements], effect)


def _resolve(statement: ParsedStatement, context: EvalContext) -> ParsedStatement:
    if not getattr(statement, "has_variables", False):
        return statement
    resources = _resolved_patterns(statement.resources, context)
    return dataclasses.replace(
        statement,
        resources=resources or ([_matches_nothing] if statement.resources else []),
        not_resources=_resolved_patterns(statement.not_resources, context),
        conditions={
            operator: {key: _condition_values(operator, values, context) for key, values in keys.items()}
            for operator, keys in statement.conditions.items()
        },
    )


def _resolved_patterns(patterns: list[str], context: EvalContext) -> list[str]:
    resolved = (_expand(pattern, context, is_pattern=True) for pattern in patterns)
    return [pattern for pattern in resolved if pattern is not None]


def _condition_values(operator: str, values: Any, context: EvalContext) -> list[str]:
    is_pattern = any(part in operator.lower() for part in ("like", "arn"))
    given = values if isinstance(values, list) else [values]
    expanded = (_expand(str(value), context, is_pattern) for value in given)
    return [_matches_nothing if value is None else value for value in expanded]


def _expand(text: str, context: EvalContext, is_pattern: bool) -> str | None:
    """The text with its variables replaced; None if one has no value."""
    parts = []
    end = 0
    for found in _variable.finditer(text):
        value = _value(found[1], context)
        if value is None:
            return None
        parts += [text[end : found.start()], literal(value) if is_pattern else value]
        end = found.end()
    return "".join([*parts, text[end:]])


def _value(variable: str, context: EvalContext) -> str | None:
    if variable in _special:
        return variable
    name, _, default = variable.partition(",")
    value = iam_evaluator._resolve_condition_key(name.strip(), context)
    if value is None or isinstance(value, list):
        return default.strip().strip("'") or None
    return str(value)
