"""The AWS CLI without garbage collection: a command lives for half a second, and a seventh of that is saved."""

import gc
import sys

gc.disable()

from awscli.clidriver import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
