import type { JsonObject } from '../../language/json/json.ts';
import type { CompiledContent } from '../../messages/content.ts';
import type { Standing } from '../../messages/preferences/standing-of.ts';
import type { SeenUser } from '../step/seen-user.ts';
import type { Addressee } from './addressee.ts';

/** The topic that a message is on, and where its recipient stands with it. */
interface TopicStanding extends Standing {
  topicId: string;
}

/** A message before it has a way: whom it is for and what it is to say. */
export interface Letter {
  addressee: Addressee;
  user: SeenUser;
  /** What is stored, with what the request says on top. */
  profile: JsonObject;
  templateId?: string;
  content: CompiledContent;
  /** The template's. */
  brandId?: string;
  /** The only one that its template was written for. */
  channel?: string;
  /** The catalog key of the only provider that is to send it there. §2.6 */
  providerKey?: string;
  /** The template's. */
  topicId?: string;
  /** Absent where neither message nor template name a topic, or one that nobody knows. N-58 */
  subscription?: TopicStanding;
}

/** Why there is no letter. The problem names fields and rules, never values. */
export interface Unwritten {
  problem: string;
  /** What a message is then that tells of it itself: UNDELIVERABLE where nothing else fits. S-02 */
  status?: 'UNMAPPED';
  reason?: 'UNPUBLISHED';
}
