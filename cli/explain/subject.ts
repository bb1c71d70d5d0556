import type { ExplainedSubject, InputProblem } from '#core/explanation/explanation.ts';
import type { CredentialServices } from '#core/proof/credential-services.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';

/** A user who is to be judged, with all that is known. */
export interface UserSubject {
  readonly kind: 'user';
  readonly subject: ExplainedSubject;
  readonly principal: ProvedPrincipal;
  /** The same with documents whose comments and trailing commas were removed, where that makes a difference. */
  readonly mended?: ProvedPrincipal;
  readonly services?: CredentialServices;
  readonly assumed: readonly string[];
  readonly problems: readonly InputProblem[];
  readonly lineOf: (place: StatementPlace) => number | undefined;
  /** What the guardian finds of a user that was read from IAM. */
  readonly finding?: Finding;
}
