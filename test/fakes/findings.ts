import type { SessionKind } from '#core/proof/session-kind.ts';
import type { OpenReach, StatementPlace, WhyCode } from '#core/proof/session-proof.ts';
import type { Finding, OpenSession } from '#core/verdict/mfa-verdict.ts';

export type ExposedFinding = Finding & { readonly kind: 'exposed' };
export type OpenedSession = OpenSession & { readonly answer: 'open' };

/** The statement that lets people do everything, unless a case says otherwise. */
export const PLACE: StatementPlace = {
  holder: { kind: 'user' },
  policy: { kind: 'inline', name: 'may-do-everything' },
  statement: '#1',
};

/** A reach of some actions, as bad as can be; name only what matters to the case. */
export const reachOf = (members: Partial<OpenReach> = {}): OpenReach => ({
  actions: 22_000,
  unlistedActions: true,
  byAccessLevel: { 'permissions-management': 400, write: 11_000, tagging: 700, read: 6_000, list: 3_900 },
  witness: { action: 'iam:AttachUserPolicy', resource: '*', allowedBy: PLACE },
  ...members,
});

export const because = (...codes: readonly WhyCode[]): OpenSession['why'] =>
  codes.map((code) => ({ code, place: PLACE }));

export const opened = (session: SessionKind, members: Partial<OpenedSession> = {}): OpenedSession => ({
  session,
  answer: 'open',
  open: reachOf(),
  why: [],
  ...members,
});

/** Nothing is granted, and nothing denied. */
export const ungranted = (session: SessionKind, why: OpenSession['why'] = []): OpenSession => ({
  session,
  answer: 'no-grant',
  why,
});

/** Somebody without a device whose key is as open as can be; name only what matters to the case. */
export const exposed = (members: Partial<ExposedFinding> = {}): ExposedFinding => ({
  kind: 'exposed',
  severity: 'critical',
  open: [opened('access-key')],
  hasDevice: false,
  ...members,
});
