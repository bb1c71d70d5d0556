import type { Box } from './picture.ts';

/** A column for each function; the stages of the band stand above the function that does them. */
const FIRST = { x: 24, width: 140 };
const SECOND = { x: 200, width: 246 };
const THIRD = { x: 482, width: 140 };
const FOURTH = { x: 658, width: 140 };

/** Rows of the watched account, then of the security account. */
const CALL = { y: 150, height: 62 };
const RECORD = { y: 236, height: 62 };
const EDGE = { y: 322, height: 62 };
const FUNCTIONS = { y: 452, height: 62 };
const QUEUES = { y: 538, height: 48 };
const BUS = { y: 628, height: 62 };
const MEMORY = { y: 714, height: 60 };

const part = (title: string, ...lines: readonly string[]) => ({ kind: 'part' as const, title, lines });
const person = (title: string, ...lines: readonly string[]) => ({ kind: 'person' as const, title, lines });
const lambda = (title: string, stages: readonly number[], ...lines: readonly string[]) => ({
  kind: 'function' as const,
  title,
  stages,
  lines,
});

export const BOXES = {
  caller: {
    ...FIRST,
    ...CALL,
    ...person('A call of IAM', 'a key made, a device', 'gone, a policy changed'),
  },
  users: {
    x: 200,
    width: 422,
    ...CALL,
    ...part('IAM users', 'their keys, passwords and devices,', 'and every policy that they hold'),
  },
  trail: { ...FIRST, ...RECORD, ...part('CloudTrail', 'records the call') },
  policy: { ...THIRD, ...RECORD, ...part('One of 4 policies', 'leaves little but', 'enrolling a device') },
  defaultBus: { ...FIRST, ...EDGE, ...part('Default bus', 'EventBridge rules', 'forward what counts') },
  reader: { ...SECOND, ...EDGE, ...part('Reader role', 'can read users and policies,', 'and write nothing') },
  enforcer: { ...THIRD, ...EDGE, ...part('Enforcer role', 'can attach these four,', 'and nothing else') },
  people: { ...FOURTH, ...CALL, ...person('People', 'get an e-mail that', 'says what to do') },
  topic: { ...FOURTH, ...EDGE, ...part('SNS topic', 'alerts, and alarms', 'of the guardian') },
  ingressBus: { ...FIRST, ...FUNCTIONS, ...part('Ingress bus', 'EventBridge; only for', 'forwarding roles') },
  changes: { ...FIRST, ...QUEUES, ...part('Changes queue', 'SQS') },
  route: { ...FIRST, ...BUS, ...lambda('route-change', [1], 'Lambda: whom does', 'it concern?') },
  assessments: { x: 200, width: 160, ...QUEUES, ...part('Assessments queue', 'SQS') },
  assess: {
    ...SECOND,
    ...FUNCTIONS,
    ...lambda(
      'assess-principal',
      [2, 3, 4],
      'Lambda: what can the user still do',
      'without MFA, and is that enforced?',
    ),
  },
  internalBus: {
    x: 248,
    width: 550,
    ...BUS,
    ...part(
      'Internal bus',
      'EventBridge; carries verdicts, actions and threats,',
      'and your own tools may subscribe',
    ),
  },
  verdicts: { ...THIRD, ...QUEUES, ...part('Verdicts queue', 'SQS') },
  enforce: {
    ...THIRD,
    ...FUNCTIONS,
    ...lambda('enforce-verdict', [5], 'Lambda: reads and', 'judges again, acts'),
  },
  notices: { ...FOURTH, ...QUEUES, ...part('Notices queue', 'SQS') },
  notify: {
    ...FOURTH,
    ...FUNCTIONS,
    ...lambda('notify-people', [6], 'Lambda: each thing,', 'or many in a digest'),
  },
  ledger: {
    x: 24,
    width: 322,
    ...MEMORY,
    ...part('Ledger', 'DynamoDB; every function remembers there', 'what it found, did or said'),
  },
  deadLetters: {
    x: 362,
    width: 436,
    ...MEMORY,
    ...part(
      'Dead-letter queues',
      'behind every queue and bus, for what could not be handled',
      'or delivered; an alarm watches each',
    ),
  },
} satisfies Record<string, Box>;

export type BoxName = keyof typeof BOXES;
