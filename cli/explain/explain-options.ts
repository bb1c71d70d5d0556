import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { parseAccountId, parseUserName } from '#core/kernel/aws-identifiers.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { firstSentence } from '../command/first-sentence.ts';
import { usageText } from '../terminal/usage-text.ts';

/** What a user of `npm run explain` asked for. */
export interface ExplainOptions {
  readonly paths: readonly string[];
  /** From the organization's root down; each level the paths of its policies. */
  readonly serviceControl: readonly (readonly string[])[];
  readonly boundary: string | undefined;
  readonly trust: readonly string[];
  /** ARNs or names of managed policies that are held besides. */
  readonly held: readonly string[];
  readonly user: string | undefined;
  readonly account: string | undefined;
  readonly profile: string | undefined;
  readonly local: boolean;
  readonly each: boolean;
  readonly json: boolean;
  readonly allowPasswordChange: boolean;
}

export const USAGE = usageText(`npm run explain -- [OPTION…] PATH…
npm run explain -- --user NAME --account ID [--profile NAME | --local]

Says what IAM policies enforce without MFA: what is open, why a deny fails, and the shortest change that would close
it. PATH is a policy document, what the AWS CLI printed of one, the output of aws iam
get-account-authorization-details, a folder of *.json, or - for what is pasted into standard input. Documents are
judged together, as one user would hold them.

  --scp PATH[,PATH…]       a level of service control policies; the first is the organization's root
  --boundary PATH          the permissions boundary
  --trust PATH             a role's trust policy
  --with ARN               a managed policy that is held besides: --with AdministratorAccess shows what a deny guards
  --each                   judge every PATH by itself
  --user NAME              of a dump, this user alone; without PATH, the user as IAM has it now
  --account ID             the account of --user; of documents, the account they are judged in
  --profile NAME           the credentials to read IAM with; the default ones otherwise
  --local                  ask the local AWS that npm start runs
  --allow-password-change  changing one's own password counts as enrolment
  --json                   for programs: docs/explanation.schema.json describes it

Exit code: 0 enforced, 1 something is open or has no deny, 2 something could not be judged.`);

const SEE_HELP = 'npm run explain -- --help says what there is.';

const OPTIONS = {
  scp: { type: 'string', multiple: true, default: [] },
  boundary: { type: 'string' },
  trust: { type: 'string', multiple: true, default: [] },
  with: { type: 'string', multiple: true, default: [] },
  user: { type: 'string' },
  account: { type: 'string' },
  profile: { type: 'string' },
  local: { type: 'boolean', default: false },
  each: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  'allow-password-change': { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

const ONLY_ONCE: ReadonlySet<string> = new Set(['boundary', 'user', 'account', 'profile']);

const standsTwice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) < index && ONLY_ONCE.has(name));

const readParameters = (parameters: readonly string[]) => {
  try {
    const parsed = parseArgs({
      args: [...parameters],
      options: OPTIONS,
      allowPositionals: true,
      tokens: true,
    });
    const names = parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = standsTwice(names);
    return twice === undefined ? ok(parsed) : fail(`--${twice} can be given only once`);
  } catch (error) {
    return fail(firstSentence((error as Error).message));
  }
};

/** Whether anything is read but IAM itself. */
export const readsDocuments = ({ paths, serviceControl, boundary, trust, user }: ExplainOptions): boolean =>
  paths.length > 0 ||
  trust.length > 0 ||
  (user === undefined && (boundary !== undefined || serviceControl.length > 0));

const accountObjection = ({ account, local }: ExplainOptions): string | undefined =>
  account === undefined || local || parseAccountId(account).ok
    ? undefined
    : `expected an account id of twelve digits, received ${JSON.stringify(account)}`;

const userObjection = ({ user }: ExplainOptions): string | undefined =>
  user === undefined || parseUserName(user).ok
    ? undefined
    : `expected the name of a user, without a path, received ${JSON.stringify(user)}`;

const boundaryObjection = ({ user, boundary }: ExplainOptions): string | undefined =>
  boundary === undefined
    ? undefined
    : `--boundary is for documents: ${user} is judged under the boundary that IAM has. Leave it out`;

const liveObjection = (options: ExplainOptions): string | undefined => {
  const { user, account, local, profile } = options;
  if (user !== undefined) {
    return account === undefined
      ? `which account is ${user} in? Add --account ID`
      : boundaryObjection(options);
  }
  const isHalf = local || profile !== undefined || account !== undefined;
  return isHalf ? '--user NAME is missing' : undefined;
};

const sourceObjection = (options: ExplainOptions): string | undefined => {
  if (!readsDocuments(options)) {
    return liveObjection(options);
  }
  const isLive = options.local || options.profile !== undefined;
  return isLive ? '--local and --profile are for --user without a PATH' : undefined;
};

/** What is wrong with the options together, if anything. */
const objection = (options: ExplainOptions): string | undefined =>
  accountObjection(options) ?? userObjection(options) ?? sourceObjection(options);

const isNothing = (options: ExplainOptions): boolean =>
  !readsDocuments(options) && options.user === undefined;

/**
 * The wish, or what to say about it; `help` for somebody who asks what there is to wish for. Who names nothing and
 * pipes something in means that.
 */
export const readOptions = (
  parameters: readonly string[],
  isTerminal: boolean,
): Result<ExplainOptions | 'help', string> => {
  const parsed = readParameters(parameters);
  if (!parsed.ok) {
    return fail(`${parsed.problem}. ${SEE_HELP}`);
  }
  const { values, positionals } = parsed.value;
  if (values.help) {
    return ok('help');
  }
  const options: ExplainOptions = {
    paths: positionals,
    serviceControl: values.scp.map((level) => level.split(',').filter((path) => path !== '')),
    boundary: values.boundary,
    trust: values.trust,
    held: values.with,
    user: values.user,
    account: values.account,
    profile: values.profile,
    local: values.local,
    each: values.each,
    json: values.json,
    allowPasswordChange: values['allow-password-change'],
  };
  const wrong = objection(options);
  if (wrong !== undefined) {
    return fail(`${wrong}. ${SEE_HELP}`);
  }
  const isPiped = isNothing(options) && !isTerminal;
  return isNothing(options) && isTerminal
    ? fail(USAGE)
    : ok(isPiped ? { ...options, paths: ['-'] } : options);
};
