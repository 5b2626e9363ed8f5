import { expect, it } from 'vitest';

import { templatesNamed } from '../../../../language/compile/templates-named.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const send = (id: string, template: string): JsonObject => ({ id, type: 'send', message: { template } });

it('J-03 J-08 templates: every one that a send names is told, with its node and its field', () => {
  const variants = [{ templateId: 't3' }, { templateId: '{{data.template}}' }, { templateId: 't4' }];
  const nodes: JsonObject[] = [
    { id: 't', type: 'trigger', message: { template: 'no send' } },
    send('s1', 't1'),
    {
      id: 'b',
      type: 'branch',
      paths: [{ nodes: [send('s2', 't2'), send('s3', '{{data.template}}')] }],
      default: { nodes: [{ id: 's4', type: 'send', message: {}, experiment: { variants } }] },
    },
  ];
  expect(templatesNamed({ nodes })).toEqual([
    { path: 'nodes.1.message.template', node: 's1', template: 't1' },
    { path: 'nodes.2.paths.0.nodes.0.message.template', node: 's2', template: 't2' },
    { path: 'nodes.2.default.nodes.0.experiment.variants.0.templateId', node: 's4', template: 't3' },
    { path: 'nodes.2.default.nodes.0.experiment.variants.2.templateId', node: 's4', template: 't4' },
  ]);
});
