import type { Element } from '../language/elements.ts';
import type { Compilation, CompiledElement } from './elements/element-kind.ts';
import { elementKinds } from './elements/index.ts';
import { joinElements } from './join-elements.ts';
import type { Rendering, Template } from './templates/compile-template.ts';

/** Compiles the text of one field; `path` names it. */
export type CompileField = (path: string, source: string) => Template;

/** Compiles elements in their order; each shows only on the channels that its `channels` allows. */
export function compileElements(elements: readonly Element[], path: string, field: CompileField): CompiledElement {
  return joinElements(elements.map((element, index) => compileElement(element, `${path}.${index}`, field)));
}

function compileElement(element: Element, path: string, field: CompileField): CompiledElement {
  const compile = elementKinds[element.type] as (element: Element, compilation: Compilation) => CompiledElement;
  const compiled = compile(element, {
    template: (name, source) => field(`${path}.${name}`, source ?? ''),
    children: (name, children) => compileElements(children, `${path}.${name}`, field),
  });
  const { channels } = element;
  return channels ? onChannels(channels, compiled) : compiled;
}

function onChannels(channels: readonly string[], element: CompiledElement): CompiledElement {
  const isShown = ({ channel }: Rendering) => channels.includes(channel);
  return {
    html: (rendering) => (isShown(rendering) ? element.html(rendering) : ''),
    text: (rendering) => (isShown(rendering) ? element.text(rendering) : ''),
    title: (rendering) => (isShown(rendering) ? element.title?.(rendering) : undefined),
  };
}
