#!/bin/sh
# Makes the Python environment of the peers beside this file (Python 3.11 or newer), from PyPI. Run it again to bring it up to date.
set -e
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/pip install --quiet --upgrade --requirement requirements.txt
.venv/bin/python solve.py --versions
