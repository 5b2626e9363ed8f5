import type { Shelf } from '../../../platform/database/definitions/shelf.ts';
import type { Caller } from '../http/caller.ts';

/** Who writes a template, and where it stands: a caller by itself writes those of the workspace. */
export type Author = Pick<Caller, 'id'> & Shelf;
