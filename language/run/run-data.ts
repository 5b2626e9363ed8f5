import type { TemplateInvoke } from '../automation.ts';
import { userNamed } from '../people/user-named.ts';
import { resolveName } from '../reference/resolve-name.ts';
import type { RunData } from './scope.ts';

/**
 * The context that a request gives its run: its names resolved over data and profile, and the recipient found where it may
 * stand. One that is written and refers to nothing is none, and is not replaced by another.
 */
export function runDataOf({ automation = {}, ...request }: TemplateInvoke): RunData {
  const data = request.data ?? automation.data ?? {};
  const profile = request.profile ?? automation.profile ?? {};
  const named = (written = ''): string | undefined => resolveName(written, { data, profile });
  const written = request.recipient || automation.recipient;
  const recipient = (written ? named(written) : userNamed({ data, profile }))?.trim();
  const brand = named(request.brand ?? automation.brand);
  const template = named(request.template ?? automation.template);
  return { data, profile, ...(recipient && { recipient }), ...(brand && { brand }), ...(template && { template }) };
}
