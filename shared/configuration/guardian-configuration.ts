import * as z from 'zod/mini';
import type { GuardMode } from '#core/action/guard-action.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { describeMistakes } from '#core/kernel/describe-issues.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';

/** The reviewed file `guardian.config.json`, checked: what the guardian watches, whom it spares, whom it tells. */
export interface GuardianConfiguration {
  readonly organizationId: string;
  readonly securityAccount: AccountId;
  readonly mode: GuardMode;
  readonly allowPasswordChange: boolean;
  /** How many seconds a change that is not urgent waits for more of the same user. */
  readonly settleSeconds: number;
  readonly alertAddresses: readonly string[];
  readonly accountNames: Readonly<Record<string, string>>;
  readonly principals: NamedPrincipals;
  /** What reviewers said of the organization's service control policies, if they said anything. */
  readonly serviceControlPolicies?: ServiceControlStatement;
  /** The organization's management account, which service control policies never apply to. */
  readonly managementAccount?: AccountId;
}

const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description)) as Schema;

const AccountNumber = z.string().check(z.regex(/^\d{12}$/, 'expected an account id of twelve digits'));

const Principal = z.strictObject({
  arn: described(
    z
      .string()
      .check(
        z.regex(
          /^arn:aws[a-z-]*:iam::\d{12}:user\/[^\s*?$]+$/,
          'expected the ARN of one IAM user, without wildcards',
        ),
      ),
    "The user's ARN, with its path.",
  ),
  id: described(
    z.string().check(z.regex(/^AIDA[A-Z0-9]{12,28}$/, "expected the user's id, AIDA…")),
    "The user's id as `aws iam get-user` shows it. A name can be given to somebody else, an id never is.",
  ),
  reason: described(
    z.string().check(z.minLength(10)),
    'Why this principal is treated differently, for reviewers.',
  ),
});

const ServiceControlPolicies = z.strictObject({
  state: described(
    z.literal('absent'),
    '`absent`: no service control policy denies anything to users of watched accounts; only `FullAWSAccess` is attached.',
  ),
  author: described(z.string().check(z.minLength(3)), 'Who looked, for reviewers.'),
  reason: described(z.string().check(z.minLength(10)), 'How that is known, for reviewers.'),
});

/** That no service control policy governs users, and who says so. */
type ServiceControlStatement = Readonly<z.infer<typeof ServiceControlPolicies>>;

/** The file as people write it; its JSON Schema is published beside it. */
export const ConfigurationFile = z.strictObject({
  $schema: z.optional(z.string()),
  organizationId: described(
    z.string().check(z.regex(/^o-[a-z0-9]{10,32}$/, 'expected an organization id, o-…')),
    'The AWS organization whose accounts may report to the guardian.',
  ),
  securityAccount: described(AccountNumber, 'The account that the guardian runs in.'),
  mode: described(
    z._default(z.enum(['observe', 'enforce']), 'observe'),
    '`observe` judges and tells; `enforce` also attaches the enforcement policies.',
  ),
  allowPasswordChange: described(
    z._default(z.boolean(), true),
    'Whether people without MFA may change their own password. Without it, a forced reset locks them out.',
  ),
  settleSeconds: described(
    z._default(z.int().check(z.minimum(1), z.maximum(300)), 20),
    'How many seconds a change that is not urgent waits for more of the same user, so that all are judged at once. It is also the time that IAM is given to show what no read can be held against: less than ten is for trials.',
  ),
  alertAddresses: described(
    z.array(z.email('expected an e-mail address')).check(z.minLength(1)),
    'Who is told by e-mail. Each address has to confirm its subscription once.',
  ),
  accountNames: described(
    z._default(
      z.record(
        AccountNumber,
        z
          .string()
          .check(
            z.regex(
              /^[\w .-]{1,50}$/,
              'expected a name of at most 50 letters, digits, spaces, dots and hyphens',
            ),
          ),
      ),
      {},
    ),
    'Names for accounts, used in messages to people.',
  ),
  exempt: described(
    z._default(z.array(Principal), []),
    'Users that are judged and recorded, but never acted upon.',
  ),
  breakGlass: described(
    z._default(z.array(Principal), []),
    'Users for the emergency: the enforcer is denied to touch them, by its own permissions.',
  ),
  serviceControlPolicies: described(
    z.exactOptional(ServiceControlPolicies),
    "What the organization's service control policies say to users. While nobody said, they may keep people from enrolling a device, so the guardian acts upon nobody.",
  ),
  managementAccount: described(
    z.exactOptional(AccountNumber),
    "The organization's management account. Service control policies never apply to its users.",
  ),
});

/** What has to be said before anybody is acted upon. */
const enforcementProblems = ({
  mode,
  breakGlass,
  serviceControlPolicies,
}: z.infer<typeof ConfigurationFile>): readonly string[] =>
  mode === 'observe'
    ? []
    : [
        ...(breakGlass.length === 0
          ? ['breakGlass: expected at least one user before "mode" is "enforce", received none']
          : []),
        ...(serviceControlPolicies === undefined
          ? [
              'serviceControlPolicies: expected { "state": "absent", "author": …, "reason": … } before "mode" is ' +
                '"enforce", received none; a service control policy that nobody spoke of might keep people from ' +
                'enrolling a device, so the guardian would act upon nobody',
            ]
          : []),
      ];

/**
 * Checks the file's content. Fails with one line for each thing that is wrong. Enforcing is refused without a
 * break-glass user, as nobody could get in if everything else went wrong, and while nobody said what service control
 * policies do, as nobody would be acted upon.
 */
export const parseConfiguration = (content: unknown): Result<GuardianConfiguration, string> => {
  const parsed = ConfigurationFile.safeParse(content);
  if (!parsed.success) {
    return fail(describeMistakes(parsed.error, 'the file', content).join('\n'));
  }
  const problems = enforcementProblems(parsed.data);
  if (problems.length > 0) {
    return fail(problems.join('\n'));
  }
  const { exempt, breakGlass, securityAccount, managementAccount, $schema: _schema, ...rest } = parsed.data;
  // The patterns above are those of the core's own parsers.
  return ok({
    ...rest,
    securityAccount: securityAccount as AccountId,
    ...(managementAccount !== undefined && { managementAccount: managementAccount as AccountId }),
    principals: { exempt, breakGlass } as unknown as NamedPrincipals,
  });
};
