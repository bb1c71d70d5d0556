import { isRecord } from '#core/policy/policy-values.ts';
import type { BoundingPolicy, ServiceControl } from '#core/posture/held-policy.ts';
import { type GivenDocument, namesOf, textOf } from './given-document.ts';

/** From the organization's root down. */
export type GivenLevels = readonly (readonly GivenDocument[])[];

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_strategies.html */
const FULL_ACCESS: BoundingPolicy = {
  name: 'FullAWSAccess',
  text: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }),
};

/** Whether a level names anything that it lets through. An unreadable text may. */
const allowsSomething = (text: string): boolean => {
  try {
    const document = JSON.parse(text) as unknown;
    const statement = isRecord(document) ? document['Statement'] : undefined;
    const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
    return statements.some((one) => isRecord(one) && one['Effect'] !== 'Deny');
  } catch {
    return true;
  }
};

const onlyDenies = (level: readonly GivenDocument[], mended: boolean): boolean =>
  !level.some((document) => allowsSomething(textOf(document, mended)));

const levelOf = (level: readonly GivenDocument[], mended: boolean): readonly BoundingPolicy[] => [
  ...level.map((document) => ({ name: document.name, text: textOf(document, mended) })),
  ...(onlyDenies(level, mended) ? [FULL_ACCESS] : []),
];

/** Levels as they govern users. One that allows nothing would deny everything: nobody means that by it. */
export const givenServiceControl = (
  levels: GivenLevels,
  mended: boolean,
  otherwise: ServiceControl,
): ServiceControl =>
  levels.length === 0 ? otherwise : { kind: 'known', levels: levels.map((level) => levelOf(level, mended)) };

/** What is taken for granted where none are given of somebody who is in a real account. */
export const SERVICE_CONTROL_UNKNOWN =
  'service control policies are not read; they could only take away. --scp PATH brings them in';

/** What is taken for granted of levels that only deny. */
export const assumedFullAccess = (levels: GivenLevels): readonly string[] => {
  const denying = levels.filter((level) => onlyDenies(level, true)).flat();
  return denying.length === 0
    ? []
    : [`FullAWSAccess is attached beside ${namesOf(denying)}, which allows nothing by itself`];
};
