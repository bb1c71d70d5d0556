/** Scripts of package.json that are of use for one thing, each with what it does. */
export interface ScriptGroup {
  readonly title: string;
  /** By the script's name. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Every script of package.json in words, as a newcomer needs them. */
export const SCRIPT_GROUPS: readonly ScriptGroup[] = [
  {
    title: 'See it work; no AWS account is needed',
    scripts: {
      start: 'the whole guardian on this machine, in an organization of its own',
      scenario: 'lists what can happen to an organization, and plays it on this machine',
      aws: 'the AWS CLI in that organization, while it runs in another terminal',
      code: 'the code that a virtual MFA device would show now',
      explain: 'what IAM policies leave open without MFA, why, and how to close it',
      replay: 'what the guardian would have made of past CloudTrail records',
    },
  },
  {
    title: 'Put it into an AWS organization',
    scripts: {
      'check:trail': "whether a trail of this account brings IAM's events",
      'deploy:hub': 'the hub, with credentials of the security account',
      'deploy:member': 'the member, with credentials of each account in turn',
    },
  },
  {
    title: 'Believe it',
    scripts: {
      test: 'every check there is; takes minutes',
      'second-opinion': 'compares the proof with an evaluator that others wrote',
      bench: 'how long a proof takes, and what it needs',
      mutation: 'breaks the code in many ways; whether a test notices each; takes long',
    },
  },
  {
    title: 'Work on it',
    scripts: {
      help: 'this table',
      check: 'the same as npm test',
      typecheck: 'TypeScript alone',
      lint: 'rules and format alone; changes nothing',
      format: 'mends format, and what of the rules can be mended',

      knip: 'what nobody uses',
      vitest: 'the tests alone; add paths for some of them',
      synth: 'both stacks from the example configuration, checked by cdk-nag',
    },
  },
  {
    title: 'Write anew what is made from the code',
    scripts: {
      schema: 'the JSON Schemas of the configuration and of explain --json',
      events: 'docs/watched-events.md',
      permissions: 'docs/permissions.md',
      picture: 'docs/pictures: the data flow, light and dark',
      catalogue: "the catalogue of AWS's actions",
    },
  },
];

/** npm starts these without the word `run`. */
const SHORT: ReadonlySet<string> = new Set(['start', 'test']);

const commandOf = (script: string): string => `npm ${SHORT.has(script) ? '' : 'run '}${script}`;

const PARAMETERS = 'Parameters stand behind --, as in npm run explain -- --help.';

/** The table, for a terminal. */
export const helpText = (): string => {
  const commands = SCRIPT_GROUPS.flatMap(({ scripts }) => Object.keys(scripts).map(commandOf));
  const width = Math.max(...commands.map(({ length }) => length));
  const groups = SCRIPT_GROUPS.map(({ title, scripts }) =>
    [
      title,
      ...Object.entries(scripts).map(([script, text]) => `  ${commandOf(script).padEnd(width)}  ${text}`),
    ].join('\n'),
  );
  return [...groups, PARAMETERS].join('\n\n');
};
