import type { ExplainedSubject, InputProblem } from '#core/explanation/explanation.ts';
import type { CredentialServices } from '#core/proof/credential-services.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import type { TrustingRole } from '#core/trust/trusting-role.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';

interface SubjectHead {
  readonly subject: ExplainedSubject;
  readonly assumed: readonly string[];
  readonly problems: readonly InputProblem[];
  /** Every document by its name, as it is before a repair. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A user who is to be judged, with all that is known. */
export interface UserSubject extends SubjectHead {
  readonly kind: 'user';
  readonly principal: ProvedPrincipal;
  /** The same with documents whose comments and trailing commas were removed, where that makes a difference. */
  readonly mended?: ProvedPrincipal;
  readonly services?: CredentialServices;
  readonly lineOf: (place: StatementPlace) => number | undefined;
  /** What the guardian finds of a user that was read from IAM. */
  readonly finding?: Finding;
}

/** A role's trust policy that is to be judged. */
export interface TrustSubject extends SubjectHead {
  readonly kind: 'trust-policy';
  readonly text: string;
  readonly mended?: string;
  readonly role: TrustingRole;
}

export type Subject = UserSubject | TrustSubject;
