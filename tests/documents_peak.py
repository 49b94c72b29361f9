"""How much memory a look takes: `python -m tests.documents_peak` looks at each hostile or large file in a process anew.

Prints for each the outcome, seconds, and how many MB (of a million bytes) the process grew above one that has looked at
an ordinary photograph; then the most of all. Read from Linux's VmHWM, because getrusage's ru_maxrss is inherited from
whoever started the process.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile import REFUSED, TAKEN, taken

LOOK = """
import re, sys, time
from pathlib import Path
from adapters.documents import Unfit, look
def held(which): return int(re.search(which + r":\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024 / 1e6
look(Path(sys.argv[1]).read_bytes())
content = Path(sys.argv[2]).read_bytes()
before, start = held("VmRSS"), time.monotonic()
try:
    page = look(content)
    said = f"{page.kind} {len(page.content) // 1000} kB {','.join(page.faults)}"
except Unfit as unfit:
    said = unfit.key
peak = held("VmHWM")
print(f"{peak - before:.0f}|{time.monotonic() - start:.2f}|{peak:.0f}|{said}")
"""


def peak(content: bytes) -> tuple[float, float, float, str]:
    """MB of growth, seconds, MB in all, and what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        usual, this = Path(folder, "usual"), Path(folder, "this")
        usual.write_bytes(taken())
        this.write_bytes(content)
        run = subprocess.run([sys.executable, "-c", LOOK, usual, this], capture_output=True, text=True, check=False)
    if run.returncode:
        return 0, 0, 0, f"died: {run.returncode} {run.stderr[-300:]}"
    grown, seconds, whole, said = run.stdout.strip().split("|")
    return float(grown), float(seconds), float(whole), said


def main() -> None:
    most = 0.0
    makers = {name: maker for name, (_, maker) in REFUSED.items()} | TAKEN
    for name, maker in makers.items():
        content = maker()
        grown, seconds, whole, said = peak(content)
        most = max(most, grown)
        print(f"{name:36} {len(content) / 1e6:6.2f} MB  +{grown:4.0f} MB ({whole:4.0f})  {seconds:6.2f} s  {said}")
    print(f"the most: +{most:.0f} MB")


if __name__ == "__main__":
    main()
