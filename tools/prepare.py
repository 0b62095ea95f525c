"""Build .venv and install simcall into it: python3 tools/prepare.py [EXTRA ...].

Written so that an old Python can still read it and say in one line what is missing.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_TESTED = (3, 13)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")


def stop(line):
    sys.stderr.write("simcall: " + line + "\n")
    sys.exit(1)


def find_python():
    """Return a Python that is new enough: this one, or one with its version in its name."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in (13, 12, 11, 14):
        found = shutil.which("python3.%d" % minor)
        if found:
            return found
    stop(
        "Python %d.%d or newer is needed (this is %d.%d; newest tested: %d.%d); install one, for "
        "example `sudo apt-get install python3` or from https://www.python.org/downloads/, then "
        "`make PYTHON=/path/to/python3 play`" % (OLDEST + sys.version_info[:2] + NEWEST_TESTED)
    )


def build(python):
    """Create the virtual environment, or say how to get the module that does it."""
    if subprocess.call([python, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL):
        stop(
            "this Python has no venv module; get it with `sudo apt-get install python3-venv` "
            "(Debian, Ubuntu), then run the same command again"
        )
    if subprocess.call([python, "-m", "venv", VENV]):
        stop("could not create " + VENV + "; check that this folder may be written to")


def venv_python():
    folder = "Scripts" if os.name == "nt" else "bin"
    return os.path.join(VENV, folder, "python")


def install(extras):
    """Install simcall and what it needs."""
    names = "[" + ",".join(extras) + "]" if extras else ""
    command = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    sys.stderr.write("simcall: installing into .venv (once; a minute or two) ...\n")
    if subprocess.call([*command, "--editable", ROOT + names]):
        stop("installing failed; the lines above say why (no network? then try again later)")


def main():
    python = find_python()
    if not os.path.exists(venv_python()):
        build(python)
    install(sys.argv[1:])


if __name__ == "__main__":
    main()
