#!/bin/sh
# Makes the three tables anew: LISTS=folder-with-the-five-list-files sh gold/names/make/all.sh (lxml and rapidfuzz are needed)
set -e
cd "$(dirname "$0")"
for step in pairs queries negatives identified; do python "$step.py"; done
