"""Ends the emulator with the process that started it, however that one ended.

The parent holds the writing end of the emulator's standard input and never writes. When it is gone,
reading returns. The whole process group (the emulator and its Lambda functions) is killed, and then what it wrote
is removed, by a process outside the group: nobody is left to write more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

_end_everything = 'kill -s KILL -- "-$1"; rm -rf -- "$2"'


def install() -> None:
    threading.Thread(target=_wait_for_the_end, name="parent-watch", daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    group, directory = str(os.getpgrp()), os.environ["LOCAL_STATE_DIRECTORY"]
    command = ["/bin/sh", "-c", _end_everything, "sh", group, directory]
    subprocess.Popen(command, cwd="/", start_new_session=True, stdin=subprocess.DEVNULL)
