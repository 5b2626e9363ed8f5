import type { JsonObject } from '../../language/json.ts';
import type { CompiledContent } from '../../messages/content.ts';
import type { SeenUser } from '../step/seen-user.ts';
import type { Addressee } from './addressee.ts';

/** What a send has become before it is known which way it goes. */
export interface Letter {
  addressee: Addressee;
  user: SeenUser;
  /** What is stored, with what the request says on top. */
  profile: JsonObject;
  templateId?: string;
  content: CompiledContent;
  /** The template's. */
  brandId?: string;
}
