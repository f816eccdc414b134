"""Progress as JSON lines on standard output, one event a line, and nothing else there."""

import json
import math
import os
import sys
import time


class Progress:
    """Writes events to `stream`. `seconds` in each is counted from when this process started to train, so it starts at 0 again after a resume."""

    def __init__(self, stream, clock=time.monotonic):
        self._stream = stream
        self._clock = clock
        self._start = clock()

    def emit(self, event: str, **fields) -> None:
        line = {"event": event, "seconds": round(self._clock() - self._start, 3), **{key: _plain(value) for key, value in fields.items()}}
        self._stream.write(json.dumps(line, allow_nan=False) + "\n")
        self._stream.flush()


def own_stdout():
    """Standard output as a stream of its own; what libraries print goes to standard error from here on."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout.flush()
    os.dup2(2, 1)
    return stream


def _plain(value):
    """JSON has no word for a number that is none."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
