import { type DynamicModule, Module, type Provider } from '@nestjs/common';

import { ApiKeysModule } from './api-keys/api-keys.module.ts';
import { AutomationsModule } from './automations/automations.module.ts';
import { BrandsModule } from './brands/brands.module.ts';
import { CancelationModule } from './cancelation/cancelation.module.ts';
import { HealthModule } from './health/health.module.ts';
import { InboundModule } from './inbound/inbound.module.ts';
import { JourneysModule } from './journeys/journeys.module.ts';
import { ListsModule } from './lists/lists.module.ts';
import { MessagesModule } from './messages/messages.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { PreferencesModule } from './preferences/preferences.module.ts';
import { ProfilesModule } from './profiles/profiles.module.ts';
import { ProvidersModule } from './providers/providers.module.ts';
import { repositoriesModule } from './repositories.module.ts';
import { SendModule } from './send/send.module.ts';
import { SimulationModule } from './simulation/simulation.module.ts';
import { TenantsModule } from './tenants/tenants.module.ts';
import { WorkspaceModule } from './workspace/workspace.module.ts';

const resources = [
  ApiKeysModule,
  AutomationsModule,
  BrandsModule,
  CancelationModule,
  HealthModule,
  InboundModule,
  JourneysModule,
  ListsModule,
  MessagesModule,
  NotificationsModule,
  PreferencesModule,
  ProfilesModule,
  ProvidersModule,
  SendModule,
  SimulationModule,
  TenantsModule,
  WorkspaceModule,
];

@Module({})
class ApiModule {}

/** Every resource of the API, over what its process lends it. */
export function apiModule(given: Provider[]): DynamicModule {
  return { module: ApiModule, imports: [repositoriesModule(given), ...resources] };
}
