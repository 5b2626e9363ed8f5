import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { type Choice, type PreferenceStatus, preferenceOf } from '../../../language/people/preference.ts';
import { inherit } from '../../../language/people/tenant.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { type ChoicePlace, UserPreferences } from '../../../platform/database/preferences/user-preferences.ts';
import { Profiles } from '../../../platform/database/profiles.ts';
import { found } from '../http/found.ts';
import { pagingOf } from '../http/paging.ts';
import { savedAnswer, statusesOf, type TopicInTenant, topicAnswer } from './preference-answers.ts';
import type {
  UserPreferenceAnswer,
  UserPreferencesAnswer,
  UserPreferencesReplace,
  UserPreferencesReplaced,
  UserPreferencesSaved,
  UserPreferenceWrite,
  UserPreferenceWritten,
} from './user-preferences.schemas.ts';

type Topics = z.infer<typeof UserPreferencesReplace>['topics'];

/** What users chose of topics. A user is known by an id alone; the topic and the tenant have to exist. U-06 */
@Injectable()
export class UserPreferencesService {
  constructor(
    private readonly preferences: UserPreferences,
    private readonly profiles: Profiles,
  ) {}

  /** Every topic of which the user chose something that counts there. */
  async list(place: ChoicePlace): Promise<z.infer<typeof UserPreferencesAnswer>> {
    return { items: (await this.#topics(place)).map(topicAnswer), paging: pagingOf(undefined) };
  }

  async retrieve(place: ChoicePlace, topicId: string): Promise<z.infer<typeof UserPreferenceAnswer>> {
    return { topic: topicAnswer(await this.#topic(place, topicId)) };
  }

  /** @throws InvalidInput for a status that the topic does not allow. */
  async save(
    place: ChoicePlace,
    topicId: string,
    write: z.infer<typeof UserPreferenceWrite>['topic'],
  ): Promise<z.infer<typeof UserPreferenceWritten>> {
    const problem = problemOf(await this.#topic(place, topicId), write.status);
    if (problem) throw new InvalidInput([{ path: 'topic.status', message: problem }]);
    found(await this.preferences.save(place, [choiceFrom({ ...write, topic_id: topicId })]), 'Tenant');
    return { message: 'success' };
  }

  /** All or none. @throws InvalidInput naming every topic that there is not, and every status that is not allowed. */
  async replace(place: ChoicePlace, topics: Topics): Promise<z.infer<typeof UserPreferencesReplaced>> {
    const judged = await this.#judged(place, topics);
    const problems = judged.flatMap(({ field, problem }, index) =>
      problem ? [{ path: `topics.${index}.${field}`, message: problem }] : [],
    );
    if (problems.length > 0) throw new InvalidInput(problems);
    const choices = topics.map(choiceFrom);
    const deleted = found(await this.preferences.replace(place, choices), 'Tenant');
    return { items: choices.map(savedAnswer), deleted };
  }

  /** Those that can be saved are. */
  async saveAll(place: ChoicePlace, topics: Topics): Promise<z.infer<typeof UserPreferencesSaved>> {
    const judged = await this.#judged(place, topics);
    const choices = judged.flatMap(({ topic, problem }) => (problem ? [] : [choiceFrom(topic)]));
    found(await this.preferences.save(place, choices), 'Tenant');
    const errors = judged.flatMap(({ topic: { topic_id }, problem: reason }) => (reason ? [{ topic_id, reason }] : []));
    return { items: choices.map(savedAnswer), errors };
  }

  /** What was never chosen is taken back as well. */
  async remove(place: ChoicePlace, topicId: string): Promise<void> {
    await this.#topic(place, topicId);
    await this.preferences.remove(place, topicId);
  }

  /** Each with what speaks against it. */
  async #judged(place: ChoicePlace, topics: Topics): Promise<Judged[]> {
    const ids = topics.map(({ topic_id }) => topic_id);
    const known = new Map((await this.#topics(place, ids)).map((topic) => [topic.id, topic]));
    return topics.map((topic) => {
      const chosen = known.get(topic.topic_id);
      if (!chosen) return { topic, field: 'topic_id', problem: 'there is no such topic' };
      return { topic, field: 'status', problem: problemOf(chosen, topic.status) };
    });
  }

  async #topic(place: ChoicePlace, topicId: string): Promise<TopicInTenant> {
    const [topic] = await this.#topics(place, [topicId]);
    return found(topic, 'Topic');
  }

  /** @throws ApiError where there is no such tenant, InvalidInput for one whose parents go in a circle. */
  async #topics(place: ChoicePlace, ids?: readonly string[]): Promise<TopicInTenant[]> {
    const { environmentId, tenantId } = place;
    if (tenantId === undefined) return this.preferences.topics(place, ids);
    const { tenants } = await this.profiles.findInTenants(environmentId, { tenantId });
    const tenant = inherit(found(tenants[0], 'Tenant').chain);
    return (await this.preferences.topics(place, ids)).map((topic) => ({ ...topic, tenant }));
  }
}

interface Judged {
  topic: Topics[number];
  field: 'topic_id' | 'status';
  problem: string | undefined;
}

function problemOf(topic: TopicInTenant, status: PreferenceStatus): string | undefined {
  const isRequired = statusesOf(topic).default_status === 'REQUIRED';
  if (isRequired) return status === 'OPTED_OUT' ? 'must not be OPTED_OUT: the topic is required' : undefined;
  return status === 'REQUIRED' ? 'must be OPTED_IN or OPTED_OUT: the topic is not required' : undefined;
}

/** What was required is kept as wanted. */
function choiceFrom({ topic_id: topicId, status, ...written }: Topics[number]): Choice {
  return preferenceOf(topicId, { ...written, status: status === 'REQUIRED' ? 'OPTED_IN' : status });
}
