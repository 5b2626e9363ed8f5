import type { JsonObject } from '../../language/json/json.ts';
import type { EmailFrame } from '../email/email-frame.ts';

/** A brand whose texts are compiled. It holds no data and may be kept and shared. */
export interface CompiledBrand {
  id: string;
  /** What templates read as `brand.…`. */
  variables: JsonObject;
  /** The color of buttons and links. */
  primary?: string;
  frame: EmailFrame;
}
