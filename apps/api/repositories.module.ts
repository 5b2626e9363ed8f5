import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';

import { ApiKeys } from '../../platform/database/api-keys.ts';
import { Automations } from '../../platform/database/automations.ts';
import { AutomationVersions } from '../../platform/database/automation-versions.ts';
import { Brands } from '../../platform/database/brands.ts';
import { Database } from '../../platform/database/database.ts';
import { Lists } from '../../platform/database/lists.ts';
import { Memberships } from '../../platform/database/memberships.ts';
import { Messages } from '../../platform/database/messages.ts';
import { Profiles } from '../../platform/database/profiles.ts';
import { Providers } from '../../platform/database/providers.ts';
import { RunCancelations } from '../../platform/database/run-cancelations.ts';
import { RunIntake } from '../../platform/database/run-intake.ts';
import { RunViews } from '../../platform/database/run-views.ts';
import { Subscriptions } from '../../platform/database/subscriptions.ts';
import { Templates } from '../../platform/database/templates.ts';
import { TemplateVersions } from '../../platform/database/template-versions.ts';
import { Tenants } from '../../platform/database/tenants.ts';
import { Workspaces } from '../../platform/database/workspaces.ts';

const repositories: Type[] = [
  ApiKeys,
  Automations,
  AutomationVersions,
  Brands,
  Lists,
  Memberships,
  Messages,
  Profiles,
  Providers,
  RunCancelations,
  RunIntake,
  RunViews,
  Subscriptions,
  Templates,
  TemplateVersions,
  Tenants,
  Workspaces,
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
