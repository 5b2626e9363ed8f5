#!/bin/sh
# Makes sure of the namespace that Angarium uses. Closed runs stay visible in the Web UI for 30 days.
set -eu

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
