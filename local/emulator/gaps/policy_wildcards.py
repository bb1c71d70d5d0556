"""An asterisk or question mark that came out of a policy variable is an ordinary character.

MiniStack's patterns know no way to write one.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
"""

from __future__ import annotations

import re
from typing import Any

from ministack.core import iam_evaluator

from hooks import around

_stand_ins = {"*": "\ue02a", "?": "\ue03f"}


def install() -> None:
    around(iam_evaluator, "_fnmatch_compile", _compile)


def literal(text: str) -> str:
    """The text as part of a pattern, meaning only itself."""
    for character, stand_in in _stand_ins.items():
        text = text.replace(character, stand_in)
    return text


def _compile(original: Any, pattern: str, ignore_case: bool) -> re.Pattern[str]:
    if not any(stand_in in pattern for stand_in in _stand_ins.values()):
        return original(pattern, ignore_case)
    expression = original(pattern, ignore_case).pattern
    for character, stand_in in _stand_ins.items():
        expression = expression.replace(stand_in, re.escape(character))
    return re.compile(expression, re.IGNORECASE if ignore_case else 0)
