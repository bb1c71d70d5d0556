import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { preparePythonEnvironment } from '../../local/python-environment.ts';
import type { RequestContext } from '../model/request.model.ts';

/** An action on a resource, and the place of its context among the question's. */
export type AskedRequest = readonly [action: string, resource: string, context: number];

/** Policies, and lists of requests of which one that is allowed is looked for. */
export interface Question {
  readonly identity: readonly string[];
  /** What has to allow besides: a boundary, each level of service control policies; with the texts of each. */
  readonly limits: readonly (readonly string[])[];
  readonly contexts: readonly RequestContext[];
  readonly asked: readonly (readonly AskedRequest[])[];
  /** Whether every part of a statement may see another one of the contexts. */
  readonly apart?: boolean;
}

/** Somebody else's evaluator of requests, in a process of its own. */
export interface Evaluator extends AsyncDisposable {
  /** For each list of requests the place of the first that is allowed, or -1. Rejects once the process has ended. */
  readonly ask: (question: Question) => Promise<readonly number[]>;
}

const script = path.join(import.meta.dirname, 'second_opinion.py');

interface Waiting {
  readonly resolve: (answers: readonly number[]) => void;
  readonly reject: (reason: Error) => void;
}

/** Starts the evaluator of the local AWS, as the launcher mends it. */
export const startEvaluator = async (): Promise<Evaluator> => {
  const { python } = await preparePythonEnvironment();
  const child = spawn(python, ['-u', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C is for the one who asks: this one ends when its input does.
    detached: true,
    env: { LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', LOG_LEVEL: 'ERROR' },
  });
  await once(child, 'spawn');
  const waiting: Waiting[] = [];
  const ended = once(child, 'exit');
  let failure: Error | undefined;
  child.stdin.on('error', () => {});
  child.on('exit', (code, signal) => {
    failure = new Error(`The evaluator ended: ${code ?? signal}. What it wrote says why.`);
    for (const { reject } of waiting.splice(0)) {
      reject(failure);
    }
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    waiting.shift()?.resolve(JSON.parse(line) as readonly number[]);
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    },
  };
};
