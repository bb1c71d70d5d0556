import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import type { PolicySet } from '../../arbitraries/policy-documents.ts';
import { principalOf } from '../../fakes/proved-cases.ts';
import { listOf, type RawDocument, type RawStatement } from '../../model/request-documents.model.ts';
import { documentsByName } from './documents-of-set.ts';

const allows = enforcementDocument('standard', 'aws').Statement.filter(({ Effect }) => Effect === 'Allow');

/** What the guardian grants, so that only denies can keep anybody from enrolling. */
export const GRANTS: RawDocument = { Version: '2012-10-17', Statement: allows };

const asksForMfa = ({ Effect, Condition }: RawStatement): boolean =>
  Effect === 'Deny' &&
  Object.values(Condition ?? {})
    .flatMap((keys) => Object.keys(keys ?? {}))
    .some((key) => /^[^/]*(?:multi-?factor|mfa)[^/]*$/i.test(key));

/** Whether nobody who holds a document's denies for want of MFA can enrol a first device, whatever grants it. */
export const locksOut = ({ path, tags }: PolicySet, document: RawDocument): boolean => {
  const denies = { ...document, Statement: listOf(document.Statement).filter(asksForMfa) };
  const holder = { kind: 'user' } as const;
  const identity = [GRANTS, ...(denies.Statement.length === 0 ? [] : [denies])].map((held) => ({
    holder,
    document: held,
  }));
  const user = principalOf({ path, tags, unread: [], identity });
  return proveEnrolment(user, 'console-without-mfa', 'virtual').answer !== 'possible';
};

/** Whether a document of the set stops roles for want of MFA. */
export const stopsRoles = (set: PolicySet, name: string): boolean =>
  stoppedBystanders(principalOf(set)).some(
    ({ kind, stoppedBy: { policy } }) =>
      kind === 'role-session' && policy.kind === 'inline' && policy.name === name,
  );

/** What of the set could be read. */
const readOf = ({ boundary, serviceControl, ...others }: PolicySet): PolicySet => ({
  ...others,
  ...(boundary === undefined || others.unread.includes('boundary') ? {} : { boundary }),
  ...(serviceControl === undefined || others.unread.includes('service-control') ? {} : { serviceControl }),
});

/** The names of documents that ask for MFA at the cost of roles, or of whoever has no device. */
export const amissIn = (set: PolicySet): readonly string[] =>
  [...documentsByName(readOf(set))].flatMap(([name, document]) =>
    locksOut(set, document) || stopsRoles(set, name) ? [name] : [],
  );
