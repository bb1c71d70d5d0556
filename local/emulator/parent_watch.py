"""Ends the emulator with the process that started it, however that one ended.

The parent holds the writing end of the emulator's standard input and never writes. When it is gone,
reading returns, and the whole process group (the emulator and its Lambda functions) is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading


def install() -> None:
    threading.Thread(target=_wait_for_the_end, name="parent-watch", daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    directory = os.environ.get("LOCAL_STATE_DIRECTORY")
    if directory:
        shutil.rmtree(directory, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)
