import { z } from 'zod';

import { definitionFields } from '../../language/automation.ts';

/** A definition as PUT `/automations/{id}` reads it. */
export const SavedDefinition = z.object(definitionFields);
