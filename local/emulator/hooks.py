"""How the emulator is changed: by wrapping functions of the pinned MiniStack release.

A wrapper takes the function it replaces as its first argument:

    def longer_name(original, name):
        return original(name) + "!"

    around(some_module, "greet", longer_name)
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

Wrapper = Callable[..., Any]


class MissingHook(Exception):
    """MiniStack no longer has what a gap is closed with."""


def around(module: ModuleType, name: str, wrapper: Wrapper) -> None:
    """Replaces a module's function by the wrapper, also where other modules imported it by name."""
    original = require(module, name)
    replacement = _bind(original, wrapper)
    for holder in _modules_holding(name, original):
        setattr(holder, name, replacement)


def around_entry(table: dict[Any, Any], key: str, wrapper: Wrapper) -> None:
    """Replaces an entry of a table of functions by the wrapper."""
    if key not in table:
        raise MissingHook(f"MiniStack's table has no entry {key!r}.")
    table[key] = _bind(table[key], wrapper)


def require(module: ModuleType, name: str) -> Any:
    """An attribute of a module that has to be there."""
    if not hasattr(module, name):
        raise MissingHook(
            f"{module.__name__} has no {name!r}. The launcher is written for the MiniStack release "
            "pinned in requirements.txt; review the gap that needs it before changing the pin."
        )
    return getattr(module, name)


def _bind(original: Any, wrapper: Wrapper) -> Wrapper:
    """A coroutine function stays one: servers look at that."""
    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def asynchronous_replacement(*arguments: Any, **named: Any) -> Any:
            return await wrapper(original, *arguments, **named)

        return asynchronous_replacement

    @functools.wraps(original)
    def replacement(*arguments: Any, **named: Any) -> Any:
        return wrapper(original, *arguments, **named)

    return replacement


def _modules_holding(name: str, original: Any) -> list[ModuleType]:
    return [
        module
        for module_name, module in list(sys.modules.items())
        if module_name.startswith("ministack") and module.__dict__.get(name) is original
    ]
