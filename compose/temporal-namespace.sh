#!/bin/sh
# Makes sure of the namespace that Angarium uses. Closed runs stay visible in the Web UI for 30 days.
set -eu

temporal operator namespace describe --namespace default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 30d
