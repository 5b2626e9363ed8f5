#!/bin/sh
# Run once, by an empty PostgreSQL: a role and its databases for Angarium, and for Temporal, which reach nothing of each other's.
set -eu

owner() {
  role=$1 password=$2
  shift 2
  psql --set=ON_ERROR_STOP=1 --username=postgres --set=role="$role" --set=password="$password" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
SQL
  for database in "$@"; do
    psql --set=ON_ERROR_STOP=1 --username=postgres --set=role="$role" --set=database="$database" <<'SQL'
CREATE DATABASE :"database" OWNER :"role";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL
  done
}

owner angarium "$ANGARIUM_DATABASE_PASSWORD" angarium
owner temporal "$TEMPORAL_DATABASE_PASSWORD" temporal temporal_visibility
