import io
import json
import re
import subprocess
import sys

from em_trainer.exits import MEANINGS, Exit
from em_trainer.progress import Progress

from conftest import PACKAGE


def test_help_says_what_each_exit_code_means():
    shown = subprocess.run([sys.executable, "-m", "em_trainer", "--help"], cwd=PACKAGE, capture_output=True, text=True, check=True).stdout

    assert {int(code): cause for code, cause in re.findall(r"^  (\d)  (\w+): ", shown, re.M)} == {int(code): code.cause for code in Exit}
    assert set(MEANINGS) == set(Exit)


def test_wrong_usage_exits_as_bad_settings():
    assert subprocess.run([sys.executable, "-m", "em_trainer"], cwd=PACKAGE, capture_output=True).returncode == Exit.BAD_SETTINGS


def test_an_event_is_one_line_of_json_whatever_it_carries():
    stream = io.StringIO()
    Progress(stream, clock=iter([10.0, 12.5]).__next__).emit("step", loss=float("nan"), message="two\nlines")

    assert stream.getvalue().count("\n") == 1
    assert json.loads(stream.getvalue()) == {"event": "step", "seconds": 2.5, "loss": None, "message": "two\nlines"}
