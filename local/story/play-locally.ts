import { bold } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import { harmless } from './harmless.ts';
import type { Show } from './play-calls.ts';
import type { Stage } from './stage.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** How a stage asks the local AWS for what no call of AWS can do: the request is shown, with what it says. */
export const playLocally =
  (endpoint: string, show: Show): Stage['locally'] =>
  async <Answer>(path: string, body: Readonly<Record<string, unknown>>): Promise<Answer> => {
    show([
      '',
      bold(`  POST /_local/${path}`),
      ...Object.entries(body).flatMap(([name, value]) =>
        wrap(harmless(`${name}: ${textOf(value)}`), '  |   ', '  | '),
      ),
    ]);
    const answer = await fetch(`${endpoint}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`expected the local AWS to take ${path}, received ${await answer.text()}`);
    }
    return (await answer.json()) as Answer;
  };
