import type { AnyElement } from '../language/content/elements.ts';
import type { Blocks } from './blocks.ts';
import { concatenate } from './concatenate.ts';
import type { ContentCompiler } from './content-compiler.ts';
import { ElementCompilation } from './element-compilation.ts';
import type { Compilation, CompiledElement } from './elements/element-kind.ts';
import { elementKinds } from './elements/index.ts';
import { Flow } from './flow.ts';

/** Compiles elements in their order; `path` names their array. */
export function compileElements(elements: readonly AnyElement[], path: string, compiler: ContentCompiler): Blocks {
  return concatenate(elements.map((element, index) => compileElement(element, `${path}.${index}`, compiler)));
}

/** The flow first: what is inside an element may ask for its `ref`. */
function compileElement(element: AnyElement, path: string, compiler: ContentCompiler): Blocks {
  const flow = new Flow(element, path, compiler);
  const compile = elementKinds[element.type] as (element: AnyElement, compilation: Compilation) => CompiledElement;
  return flow.over(compile(element, new ElementCompilation(element, path, compiler, compileElements)));
}
