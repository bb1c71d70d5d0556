import { describe, expect, it } from 'vitest';
import type { ServiceControl } from '#core/posture/held-policy.ts';
import { known, unknown } from '#core/posture/observed.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { heldPolicies, inlinePolicy } from '../../fakes/held-policies.ts';
import { ANA, postureOf } from '../../fakes/people.ts';

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const OFFICE = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
const OWN_USER = `arn:aws:iam::*:user/\${aws:username}`;

const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

type Sources = Partial<Pick<ProvedPrincipal, 'boundary' | 'serviceControl' | 'identityPolicies'>>;

const ana = (statements: readonly object[], sources: Sources = {}): ProvedPrincipal => ({
  ...ANA,
  ...postureOf('ana', {
    identityPolicies: heldPolicies(inlinePolicy('p', text(...statements))),
    ...sources,
  }),
});

const atConsole = (statements: readonly object[], sources: Sources = {}) =>
  proveEnrolment(ana(statements, sources), 'console-without-mfa', 'virtual');

const levels = (...texts: readonly string[]): ServiceControl => ({
  kind: 'known',
  levels: texts.map((level, depth) => [{ name: `p-${depth}`, text: level }]),
});

const POSSIBLE = { answer: 'possible' };
const UNKNOWN = { answer: 'unknown' };
const BOTH = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];

describe('proveEnrolment', () => {
  it('is certain where everything is allowed, and nothing denied', () => {
    expect(atConsole([ALLOW_ALL])).toEqual(POSSIBLE);
  });

  it('names the steps that are not allowed', () => {
    const create = { ...ALLOW_ALL, Action: 'iam:CreateVirtualMFADevice' };
    const enable = { ...ALLOW_ALL, Action: 'iam:EnableMFADevice', Resource: OWN_USER };
    expect(atConsole([create, enable])).toEqual(POSSIBLE);
    expect(atConsole([create])).toEqual({ answer: 'impossible', missing: ['iam:EnableMFADevice'] });
    expect(atConsole([enable])).toEqual({ answer: 'impossible', missing: ['iam:CreateVirtualMFADevice'] });
    expect(atConsole([{ ...ALLOW_ALL, Action: 's3:*' }])).toEqual({ answer: 'impossible', missing: BOTH });
    const denied = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
    expect(atConsole([ALLOW_ALL, denied])).toEqual({ answer: 'impossible', missing: BOTH });
  });

  it('never calls possible what hangs on the request', () => {
    expect(atConsole([{ ...ALLOW_ALL, Condition: OFFICE }])).toEqual(UNKNOWN);
    for (const Action of BOTH) {
      const deny = { Effect: 'Deny', Action, Resource: '*', Condition: OFFICE };
      expect(atConsole([ALLOW_ALL, deny]), Action).toEqual(UNKNOWN);
    }
  });

  it('asks the boundary and each level of service control policies too', () => {
    const all = text(ALLOW_ALL);
    const office = text({ ...ALLOW_ALL, Condition: OFFICE });
    const denying = text(ALLOW_ALL, { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: OFFICE });
    const bounded = (boundary: string) =>
      atConsole([ALLOW_ALL], { boundary: known({ name: 'b', text: boundary }) });
    expect(bounded(all)).toEqual(POSSIBLE);
    expect(bounded(office)).toEqual(UNKNOWN);
    expect(bounded(denying)).toEqual(UNKNOWN);
    expect(bounded(text({ ...ALLOW_ALL, Action: 's3:*' }))).toEqual({ answer: 'impossible', missing: BOTH });
    const under = (...texts: readonly string[]) =>
      atConsole([ALLOW_ALL], { serviceControl: levels(...texts) });
    expect(under(all, all)).toEqual(POSSIBLE);
    expect(under(all, office)).toEqual(UNKNOWN);
    expect(under(office, all)).toEqual(UNKNOWN);
    expect(under(all, denying)).toEqual(UNKNOWN);
  });

  it('takes a device by any of the names that people give for enough', () => {
    const naming = (name: string) => [
      { ...ALLOW_ALL, Action: 'iam:CreateVirtualMFADevice', Resource: `arn:aws:iam::*:mfa/${name}` },
      { ...ALLOW_ALL, Action: 'iam:EnableMFADevice', Resource: OWN_USER },
    ];
    expect(atConsole(naming(`\${aws:username}`))).toEqual(POSSIBLE);
    expect(atConsole(naming('*phone'))).toEqual(POSSIBLE);
    expect(atConsole(naming(`\${aws:username}-phone`))).toEqual(POSSIBLE);
    expect(atConsole(naming('a-name-of-its-own'))).toEqual(UNKNOWN);
  });

  it('needs no virtual device for a passkey, which a key can not enrol', () => {
    const enable = { ...ALLOW_ALL, Action: 'iam:EnableMFADevice', Resource: OWN_USER };
    expect(proveEnrolment(ana([enable]), 'console-without-mfa', 'passkey')).toEqual(POSSIBLE);
    expect(proveEnrolment(ana([ALLOW_ALL]), 'access-key', 'virtual')).toEqual(POSSIBLE);
    expect(proveEnrolment(ana([ALLOW_ALL]), 'access-key', 'passkey')).toEqual({
      answer: 'impossible',
      missing: [],
    });
  });

  it.each(['session-without-mfa', 'federation', 'service-credential'] as const)(
    'knows that IAM does not answer a %s',
    (session) => {
      for (const device of ['virtual', 'passkey'] as const) {
        expect(proveEnrolment(ana([ALLOW_ALL]), session, device)).toEqual({
          answer: 'impossible',
          missing: [],
        });
      }
    },
  );

  it('knows nothing of what was not read, nor of what takes too long', () => {
    expect(atConsole([ALLOW_ALL], { boundary: unknown('throttled') })).toEqual(UNKNOWN);
    expect(
      atConsole([ALLOW_ALL], { serviceControl: { kind: 'unknown', because: 'not-configured' } }),
    ).toEqual(UNKNOWN);
    const actions = Array.from({ length: 30 }, (_, index) => `*:*e*${index}*`);
    const complex = Array.from({ length: 30 }, (_, index) =>
      inlinePolicy(
        `p${index}`,
        text({ ...ALLOW_ALL, Sid: `P${index}`, Action: [...actions, `*:*f*${index}*`] }),
      ),
    );
    expect(atConsole([], { identityPolicies: heldPolicies(...complex) })).toEqual(UNKNOWN);
  });
});
