import type { Common } from '../language/content/element-fields.ts';
import { evaluateOver } from '../language/expression/evaluate-over.ts';
import { EvaluationFailed, type Value } from '../language/expression/evaluation.ts';
import type { Expression } from '../language/expression/tree.ts';
import { memberOf } from '../language/json/member-of.ts';
import type { Blocks } from './blocks.ts';
import type { ContentCompiler } from './content-compiler.ts';
import type { CompiledElement } from './elements/element-kind.ts';
import { RenderFailure } from './render-failure.ts';
import type { Rendering } from './rendering.ts';

/** When and how often an element is shown: its `channels`, `if`, `loop` and `ref` (§11.3, docs/adr/0011). */
export class Flow {
  readonly #condition: Expression | undefined;
  readonly #loop: Expression | undefined;
  readonly #isStrict: boolean;

  constructor(
    private readonly element: Common,
    private readonly path: string,
    compiler: ContentCompiler,
  ) {
    this.#loop = compiler.expression(`${path}.loop`, element.loop);
    this.#condition = compiler.expression(`${path}.if`, element.if ?? element.if_);
    this.#isStrict = compiler.isStrict;
    if (element.ref) compiler.refs.add(element.ref);
  }

  /** The renderings in which the element is shown: none, one, or one for each item of its loop. */
  *turns(rendering: Rendering): Generator<Rendering> {
    const { ref, channels } = this.element;
    if (ref) rendering.refs[ref] = { visible: false };
    if (channels && !channels.includes(rendering.channel)) return;
    for (const turn of this.#items(rendering)) {
      rendering.budget.element(this.path);
      if (this.#condition && !this.#evaluate(this.#condition, 'if', turn)) continue;
      if (ref) rendering.refs[ref] = { visible: true };
      yield turn;
    }
  }

  /** The element under this control. */
  over(element: CompiledElement): Blocks {
    return {
      html: (rendering) => Array.from(this.turns(rendering), (turn) => element.html(turn)),
      text: (rendering) => Array.from(this.turns(rendering), (turn) => element.text(turn)),
      title: (rendering) => {
        for (const turn of this.turns(rendering)) {
          const title = element.title?.(turn);
          if (title?.trim()) return title;
        }
        return undefined;
      },
    };
  }

  *#items(rendering: Rendering): Generator<Rendering> {
    if (!this.#loop) return yield rendering;
    const items = this.#evaluate(this.#loop, 'loop', rendering) ?? undefined;
    if (items === undefined && !this.#isStrict) return;
    if (!Array.isArray(items))
      return this.#fail('loop', items === undefined ? 'has no value' : 'is not a list', rendering);
    for (const [index, item] of items.entries()) {
      rendering.budget.turn(`${this.path}.loop`);
      yield { ...rendering, turn: { item, index } };
    }
  }

  #evaluate(tree: Expression, field: 'if' | 'loop', rendering: Rendering): Value {
    const { variables, refs, turn, budget } = rendering;
    const readRoot = (name: string): Value => {
      if (name === '$') return turn;
      return name === 'refs' ? refs : memberOf(variables as Value, name);
    };
    try {
      return evaluateOver(tree, readRoot, { budget: budget.evaluation });
    } catch (error) {
      if (!(error instanceof EvaluationFailed)) throw error;
      return this.#fail(field, error.message, rendering);
    }
  }

  /** Nothing is shown; in strict content, and where the budget is spent, nothing is sent. */
  #fail(field: 'if' | 'loop', message: string, { budget, report }: Rendering): undefined {
    const path = `${this.path}.${field}`;
    if (budget.evaluation.isSpent)
      throw new RenderFailure('takes the conditions past what they may cost together', path);
    if (this.#isStrict) throw new RenderFailure(message, path);
    report({ path, message });
    return undefined;
  }
}
