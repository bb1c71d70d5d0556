import { printable } from '#core/kernel/printable.ts';
import type { Effort } from '#core/policy/effort.ts';
import { admittedBy } from './admission.ts';
import type { Caller } from './caller.ts';
import type { JudgedDocument } from './judge-document.ts';
import { namedPrincipal } from './named-principal.ts';
import { canCarryMfa, forgoesMfa } from './trust-admissions.ts';
import {
  askingForMfa,
  presentOperators,
  presentValues,
  type Written,
  type WrittenName,
  withNames,
  withStatements,
  writtenNames,
  writtenStatements,
} from './trust-document.ts';
import type { TrustRepair } from './trust-judgement.ts';
import type { TrustStatement } from './trust-statement.ts';
import type { TrustingRole } from './trusting-role.ts';

/** A document after some changes, not judged yet. */
export type ChangedDocument = Omit<TrustRepair, 'principals'>;

type Change = TrustRepair['changes'][number];

interface Changing {
  readonly statement: TrustStatement;
  readonly written: Written;
}

interface Changed {
  readonly statements: readonly Written[];
  readonly text: string;
}

/** Changes statements one by one; undefined where none is changed. */
const changeEach = (
  document: Written,
  { statements }: JudgedDocument,
  change: (changing: Changing) => Changed | undefined,
): ChangedDocument | undefined => {
  const changes: Change[] = [];
  const after: Written[] = [];
  for (const [index, written] of writtenStatements(document).entries()) {
    const statement = statements[index];
    const changed = statement === undefined ? undefined : change({ statement, written });
    after.push(...(changed?.statements ?? [written]));
    if (statement !== undefined && changed !== undefined) {
      changes.push({ statement: printable(statement.label), text: changed.text });
    }
  }
  return changes.length === 0 ? undefined : { changes, text: withStatements(document, after) };
};

const SPLIT = ', and keep a statement without it for its other principals, which never carry MFA';

const ROLES_DENIED =
  '; it denies roles too that are let in by the name of their account, as role sessions never carry MFA';

const MOST_ACCOUNTS = 10;

/** What a change takes from roles that came in by an account's name. */
const rolesText = ({ names }: TrustStatement): string => {
  const accounts = names.flatMap(({ kind, account = '' }) => (kind === 'account' ? [account] : []));
  const of =
    accounts.length === 0 ? '' : ` of account ${[...new Set(accounts)].slice(0, MOST_ACCOUNTS).join(', ')}`;
  return `; roles${of} that are let in by it no longer will be, as role sessions never carry MFA: name those that should be in a statement of their own`;
};

const deniesWithBool = (written: Written): boolean =>
  presentOperators(written).join() === 'Bool' && presentValues(written).join() === 'false';

/** Makes denies that skip access keys take them in. */
export const changeDenies = (document: Written, judged: JudgedDocument): ChangedDocument | undefined => {
  const letsRolesIn = judged.principals.some(({ admissions: { callers } }) =>
    callers.some(({ caller, admission }) => caller.session === 'role-session' && admission !== 'refused'),
  );
  const roles = letsRolesIn ? ROLES_DENIED : '';
  return changeEach(document, judged, ({ statement, written }) =>
    statement.effect === 'Deny' && deniesWithBool(written)
      ? {
          statements: [askingForMfa(written, 'BoolIfExists', 'false')],
          text: `deny with BoolIfExists instead of Bool, which skips access keys${roles}`,
        }
      : undefined,
  );
};

/** Whether an allow may let in callers of some sort, of those that could carry MFA. */
const letsIn = (
  allow: TrustStatement,
  { statements, principals }: JudgedDocument,
  isMeant: (caller: Caller) => boolean,
  effort: Effort,
): boolean =>
  principals
    .map(({ admissions }) => admissions)
    .filter(({ principal }) => canCarryMfa(principal))
    .some(({ principal, callers }) =>
      callers.some(
        ({ caller }) =>
          isMeant(caller) && admittedBy(allow, { principal, caller, statements, effort }) !== 'refused',
      ),
    );

const describeChange = (operators: readonly string[]): string => {
  if (operators.length === 0) {
    return 'add the condition Bool aws:MultiFactorAuthPresent true';
  }
  const before = printable(operators.join(' and '));
  return `ask for aws:MultiFactorAuthPresent true with Bool instead of ${before}`;
};

/** Sids have to differ. */
const sidOfRest = (sid: unknown, others: ReadonlySet<unknown>): Written => {
  if (typeof sid !== 'string' || sid === '') {
    return {};
  }
  let candidate = `${sid}WithoutMfa`;
  while (others.has(candidate)) {
    candidate += '2';
  }
  return { Sid: candidate };
};

/** Asks the principals for MFA that can carry it; the others keep a statement as it was. */
const split = (
  written: Written,
  sids: ReadonlySet<unknown>,
  role: TrustingRole,
): { readonly statements: readonly Written[]; readonly isSplit: boolean } => {
  const names = writtenNames(written);
  const isCapable = ({ type, name }: WrittenName): boolean => {
    const principal = namedPrincipal(type, name, role);
    return principal !== undefined && canCarryMfa(principal);
  };
  const rest = names.filter((name) => !isCapable(name));
  if (rest.length === 0) {
    return { statements: [askingForMfa(written, 'Bool', 'true')], isSplit: false };
  }
  const asked = askingForMfa(withNames(written, names.filter(isCapable)), 'Bool', 'true');
  return {
    statements: [asked, { ...withNames(written, rest), ...sidOfRest(written['Sid'], sids) }],
    isSplit: true,
  };
};

/**
 * Adds the condition to each allow that may let somebody in without MFA who could use it. Throws `TooComplex` once the
 * effort is spent.
 */
export const changeAllows = (
  document: Written,
  judged: JudgedDocument,
  role: TrustingRole,
  effort: Effort,
): ChangedDocument | undefined => {
  const sids = new Set(writtenStatements(document).map(({ Sid }) => Sid));
  return changeEach(document, judged, ({ statement, written }) => {
    const isAtFault =
      statement.effect === 'Allow' &&
      letsIn(statement, judged, forgoesMfa, effort) &&
      // Whom it shuts out because of MFA, a repair is not to let in.
      letsIn(statement, judged, ({ session }) => session === 'mfa', effort);
    if (!isAtFault) {
      return undefined;
    }
    const { statements, isSplit } = split(written, sids, role);
    const text = describeChange(presentOperators(written)) + (isSplit ? SPLIT : '');
    const shutsOutRoles = letsIn(statement, judged, ({ session }) => session === 'role-session', effort);
    return { statements, text: text + (shutsOutRoles ? rolesText(statement) : '') };
  });
};
