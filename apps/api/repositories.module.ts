import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';

import { ApiKeys } from '../../platform/database/api-keys.ts';
import { Brands } from '../../platform/database/brands.ts';
import { Database } from '../../platform/database/database.ts';
import { Automations } from '../../platform/database/definitions/automations.ts';
import { Journeys } from '../../platform/database/definitions/journeys.ts';
import { TemplateVersions } from '../../platform/database/definitions/template-versions.ts';
import { Templates } from '../../platform/database/definitions/templates.ts';
import { EventIntake } from '../../platform/database/events/event-intake.ts';
import { EventNames } from '../../platform/database/events/event-names.ts';
import { EventViews } from '../../platform/database/events/event-views.ts';
import { InboundWebhooks } from '../../platform/database/events/inbound-webhooks.ts';
import { Lists } from '../../platform/database/lists/lists.ts';
import { Subscriptions } from '../../platform/database/lists/subscriptions.ts';
import { Messages } from '../../platform/database/messages/messages.ts';
import { PreferencePages } from '../../platform/database/preferences/preference-pages.ts';
import { PreferenceSections } from '../../platform/database/preferences/preference-sections.ts';
import { SubscriptionTopics } from '../../platform/database/preferences/subscription-topics.ts';
import { UserPreferences } from '../../platform/database/preferences/user-preferences.ts';
import { Profiles } from '../../platform/database/profiles.ts';
import { Providers } from '../../platform/database/providers.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { RunViews } from '../../platform/database/runs/run-views.ts';
import { Worlds } from '../../platform/database/simulation/worlds.ts';
import { Memberships } from '../../platform/database/tenants/memberships.ts';
import { Tenants } from '../../platform/database/tenants/tenants.ts';
import { Workspaces } from '../../platform/database/workspaces.ts';

const repositories: Type[] = [
  ApiKeys,
  Automations,
  Brands,
  EventIntake,
  EventNames,
  EventViews,
  InboundWebhooks,
  Journeys,
  Lists,
  Memberships,
  Messages,
  PreferencePages,
  PreferenceSections,
  Profiles,
  Providers,
  RunCancelations,
  RunIntake,
  RunViews,
  Subscriptions,
  SubscriptionTopics,
  Templates,
  TemplateVersions,
  Tenants,
  UserPreferences,
  Workspaces,
  Worlds,
];

@Module({})
class RepositoriesModule {}

/**
 * Makes the queries of `platform/database` injectable; they themselves know nothing of Nest.
 * `given` are the things a process makes itself: the database first of all.
 */
export function repositoriesModule(given: Provider[]): DynamicModule {
  const made = repositories.map((Repository) => ({
    provide: Repository,
    useFactory: (database: Database) => new Repository(database),
    inject: [Database],
  }));
  const providers = [...given, ...made];
  return { module: RepositoriesModule, global: true, providers, exports: providers };
}
