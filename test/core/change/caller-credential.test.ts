import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCallerCredential } from '#core/change/caller-credential.ts';
import { ADMIN_SESSION } from '../../fakes/cloudtrail-events.ts';
import {
  CONSOLE,
  DEPLOYMENT,
  federationOf,
  keyOf,
  ROOT_KEY,
  ROOT_SESSION,
  UNMARKED_SESSION,
  userSession,
} from '../../fakes/threat-records.ts';

const PLAIN = {
  longTermKey: false,
  fromConsole: false,
  throughService: undefined,
  sessionOfUnknownOrigin: false,
};

describe('with what a call was signed', () => {
  it.each<[string, unknown, Partial<typeof PLAIN> | { readonly throughService: string }]>([
    ['a key of a user', keyOf('ana'), { longTermKey: true }],
    ['a key of the root user', ROOT_KEY, { longTermKey: true }],
    ['a session of a user', userSession('ana'), {}],
    ['a session of a role', { ...ADMIN_SESSION, accessKeyId: 'ASIAEXAMPLE' }, {}],
    ['a federation session', federationOf('ana'), {}],
    ['a session of the root user', ROOT_SESSION, {}],
    ['the empty key of a sign-in', { ...keyOf('ana'), accessKeyId: '' }, {}],
    ['a key that only ends alike', { ...keyOf('ana'), accessKeyId: 'XAKIAEXAMPLE' }, {}],
    ['no key', { type: 'IAMUser', userName: 'ana' }, {}],
    ['a key that is no text', { accessKeyId: ['AKIAEXAMPLE'] }, {}],
    ['a service in the caller’s name', DEPLOYMENT, { throughService: 'cloudformation.amazonaws.com' }],
    [
      'a service of its own',
      { type: 'AWSService', invokedBy: 'sso.amazonaws.com' },
      { throughService: 'sso.amazonaws.com' },
    ],
    ['a service that is no text', { invokedBy: { exists: true } }, {}],
    ['no identity', undefined, {}],
    ['an identity that is a text', 'AKIAEXAMPLE', {}],
  ])('is told of %s', (_what, userIdentity, members) => {
    expect(parseCallerCredential({ userIdentity })).toEqual({ ...PLAIN, ...members });
  });

  it.each<[unknown, boolean]>([
    ['true', true],
    [true, true],
    ['false', false],
    [false, false],
    ['TRUE', false],
    [1, false],
    [['true'], false],
    [null, false],
    [undefined, false],
  ])('is of the console where its record says %j', (sessionCredentialFromConsole, fromConsole) => {
    const record = { userIdentity: userSession('ana'), sessionCredentialFromConsole };
    expect(parseCallerCredential(record)).toEqual({ ...PLAIN, fromConsole });
  });
});

describe('a session of unknown origin', () => {
  const { sessionContext } = UNMARKED_SESSION;
  const inContext = (members: object) => ({
    ...UNMARKED_SESSION,
    sessionContext: { ...sessionContext, ...members },
  });

  it.each<[string, unknown]>([
    ['says nothing', UNMARKED_SESSION],
    ['names an issuer without saying which', inContext({ sessionIssuer: {}, webIdFederationData: {} })],
    ['names no issuer and no sign-in', inContext({ sessionIssuer: null, signInSessionArn: null })],
    ['says so in another type', inContext({ attributes: { mfaAuthenticated: false } })],
  ])('is one whose record %s', (_what, userIdentity) => {
    expect(parseCallerCredential({ userIdentity })).toEqual({ ...PLAIN, sessionOfUnknownOrigin: true });
  });

  it.each<[string, unknown]>([
    ['was issued for a role', inContext({ sessionIssuer: { type: 'Role' } })],
    [
      'came from a sign-in',
      inContext({ signInSessionArn: 'arn:aws:signin:us-east-1:222222222222:session/1' }),
    ],
    ['began with MFA', inContext({ attributes: { mfaAuthenticated: 'true' } })],
    ['does not say how it began', inContext({ attributes: {} })],
    ['is no session', { ...UNMARKED_SESSION, accessKeyId: 'AKIAEXAMPLE' }],
    ['has no context', { ...UNMARKED_SESSION, sessionContext: undefined }],
    ['has no key', { sessionContext }],
  ])('is not one that %s', (_what, userIdentity) => {
    expect(parseCallerCredential({ userIdentity }).sessionOfUnknownOrigin).toBe(false);
  });

  it('is not the console’s', () => {
    expect(parseCallerCredential({ userIdentity: UNMARKED_SESSION, ...CONSOLE })).toEqual({
      ...PLAIN,
      fromConsole: true,
    });
  });
});

describe('parseCallerCredential', () => {
  it('never throws, whatever it is given', () => {
    const anything = fc.anything({ withNullPrototype: true });
    const identity = fc.record({ accessKeyId: anything, invokedBy: anything, sessionContext: anything });
    fc.assert(
      fc.property(fc.oneof(anything, fc.record({ userIdentity: fc.oneof(anything, identity) })), (record) => {
        const { longTermKey, throughService } = parseCallerCredential(record);
        expect(longTermKey).toBeTypeOf('boolean');
        expect(typeof throughService).toMatch(/^(?:string|undefined)$/);
      }),
    );
  });
});
