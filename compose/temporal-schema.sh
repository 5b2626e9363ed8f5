#!/bin/sh
# Brings Temporal's databases to the release of its image; does nothing where they are there already.
set -eu

schema() {
  database=$1 versions=/etc/temporal/schema/postgresql/v12/$2/versioned
  tool="temporal-sql-tool --plugin postgres12 --ep postgresql -p 5432 -u temporal --db $database"
  $tool setup-schema -v 0.0
  $tool update-schema -d "$versions"
}

schema temporal temporal
schema temporal_visibility visibility
