/** What `angarium --help` says. */
export const USAGE = `Usage: angarium simulate FILE [options]

Says what a run would do, and when: nothing is sent, and no server, database or
network is needed.

FILE is JSON: a journey ({"nodes": …}), an automation ({"steps": …}), or the
body of POST /journeys/simulate or /automations/simulate, which holds either.

  --profile FILE   the profile of the recipient; its user_id, if it has one,
                   names the user
  --data FILE      the data that the run begins with
  --event FILE     the event that starts a journey, in place of those two
  --start INSTANT  when it begins, such as 2026-12-01T09:00:00Z; absent: now,
                   or as the expected one did
  --zone ZONE      whose clocks times are told by, such as Europe/Oslo; absent:
                   the recipient's own, or UTC
  --assume FILE    what to assume: answers of fetches, statuses of deliveries,
                   events, throttles
  --world FILE     what else there is: templates, profiles, brands, tenants,
                   lists, topics, preferences, automations, providers, flags
  --json           writes the timeline as JSON
  --expect FILE    compares with a timeline that --json wrote before, and tells
                   the difference
  -h, --help       writes this, as does angarium help
  --version        writes the version of this program

Exit status: 0; 1 where the run would end in ERROR or would not begin; 2 where
the command or one of its files is wrong, or the output cannot be written. With
--expect, 1 where the timeline is another one, whatever it ends in.
`;
