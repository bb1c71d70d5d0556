import { describe, expect, it } from 'vitest';
import { ADMIN_SESSION, type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import {
  by,
  CENTRAL_SESSION,
  CONSOLE,
  denied,
  federationOf,
  keyOf,
  ROOT_KEY,
  ROOT_SESSION,
  threatsIn,
  userSession,
} from '../../fakes/threat-records.ts';

const ENABLE = eventNamed('mfa-devices/enable-mfa-device');
const ENABLE_FOR_ROOT = eventNamed('near-misses/root-named');

const ANA = { kind: 'user', name: 'ana' };
const OF_ROOT = { kind: 'root', name: 'root' };
const NOT_RECORDED = { kind: 'user', name: 'not recorded' };

const byAnother = (target: unknown = ANA) => ({ kind: 'enrolled-by-another', severity: 'high', target });
const withKey = (target: unknown = ANA) => ({
  kind: 'enrolled-with-long-term-key',
  severity: 'high',
  target,
});
const outside = { kind: 'enrolled-outside-console', severity: 'medium', target: ANA };
const failed = (target: unknown = ANA) => ({ kind: 'enrolment-failed', severity: 'medium', target });

/** Ana's own enrolment in the console, as people do it. */
const OWN = by(ENABLE, userSession('ana'), CONSOLE);

describe('a device that is registered', () => {
  it.each<[string, DeliveredEvent, readonly unknown[]]>([
    ['by its owner in the console', OWN, []],
    ['by its owner, whose name is written otherwise', by(ENABLE, userSession('Ana'), CONSOLE), []],
    [
      'by its owner in CloudShell or the console of today',
      withDetail(OWN, { sessionCredentialFromConsole: true }),
      [],
    ],
    ['by its owner with a key', by(ENABLE, keyOf('ana')), [withKey()]],
    ['by its owner in a session of the command line', by(ENABLE, userSession('ana')), [outside]],
    [
      'by its owner in a session that is marked as not the console’s',
      withDetail(OWN, { sessionCredentialFromConsole: 'false' }),
      [outside],
    ],
    [
      'in a federation session that the owner’s key started',
      by(ENABLE, federationOf('ana'), CONSOLE),
      [withKey()],
    ],
    ['by another user in the console', by(ENABLE, userSession('bob'), CONSOLE), [byAnother()]],
    ['by another user with a key', by(ENABLE, keyOf('bob')), [byAnother(), withKey()]],
    ['by another user on the command line', by(ENABLE, userSession('bob')), [byAnother()]],
    ['by an administrator', by(ENABLE, ADMIN_SESSION, CONSOLE), [byAnother()]],
    [
      'by a session of a role that bears the owner’s name',
      by(ENABLE, { ...ADMIN_SESSION, arn: 'arn:aws:sts::222222222222:assumed-role/Admin/ana' }, CONSOLE),
      [byAnother()],
    ],
    [
      'by the root user',
      by(ENABLE, ROOT_SESSION, CONSOLE),
      [byAnother(), { kind: 'root-used', severity: 'medium', target: OF_ROOT }],
    ],
    [
      'for nobody that the record names',
      by(ENABLE, ADMIN_SESSION, { requestParameters: null }),
      [byAnother(NOT_RECORDED)],
    ],
    [
      'for somebody whose name IAM would not accept',
      by(ENABLE, ADMIN_SESSION, { requestParameters: { userName: 'a/b\n' } }),
      [byAnother({ kind: 'user', name: 'a/b?' })],
    ],
  ])('%s', (_what, event, threats) => {
    expect(threatsIn(event)).toEqual(threats);
  });

  it.each<[string, unknown, readonly unknown[]]>([
    ['by itself in the console', ROOT_SESSION, []],
    ['by itself with a key', ROOT_KEY, [withKey(OF_ROOT)]],
    ['by somebody else', ADMIN_SESSION, [byAnother(OF_ROOT)]],
    ['by central root management, which has no task for that', CENTRAL_SESSION, [byAnother(OF_ROOT)]],
  ])('for the root user %s', (_what, userIdentity, threats) => {
    const shown = threatsIn(by(ENABLE_FOR_ROOT, userIdentity)).filter(({ kind }) => kind !== 'root-used');
    expect(shown).toEqual(threats);
  });
});

describe('a device that somebody tries to register', () => {
  it.each([
    'InvalidAuthenticationCode',
    'InvalidAuthenticationCodeException',
    'EntityAlreadyExistsException',
    'LimitExceededException',
    'EntityTemporarilyUnmodifiableException',
    'ServiceFailureException',
  ])('is no threat where its owner fails at it in the console: %s', (errorCode) => {
    expect(threatsIn(withDetail(OWN, { errorCode }))).toEqual([]);
    expect(threatsIn(withDetail(OWN, { errorCode, requestParameters: null }))).toEqual([]);
  });

  it.each(['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'])(
    'is one where the owner may not, even in the console: %s',
    (errorCode) => {
      expect(threatsIn(withDetail(OWN, { errorCode }))).toEqual([failed()]);
    },
  );

  it.each<[string, unknown, object]>([
    ['the owner with a key', keyOf('ana'), {}],
    ['the owner with a key, whatever the record says of the console', keyOf('ana'), CONSOLE],
    ['the owner on the command line', userSession('ana'), {}],
    ['a federation session of the owner', federationOf('ana'), CONSOLE],
    ['another user in the console', userSession('bob'), CONSOLE],
    ['an administrator in the console', ADMIN_SESSION, CONSOLE],
  ])('is one where the code is wrong that %s gives', (_what, userIdentity, more) => {
    const event = by(ENABLE, userIdentity, { ...more, errorCode: 'InvalidAuthenticationCode' });
    expect(threatsIn(event)).toEqual([failed()]);
  });

  it.each([
    ['an IAM user', userSession('ana')],
    ['a session of a role', ADMIN_SESSION],
  ])(
    'is said to be against nobody known where %s is denied it without a word of whom it was for',
    (_what, userIdentity) => {
      expect(threatsIn(by(denied(ENABLE), userIdentity, CONSOLE))).toEqual([failed(NOT_RECORDED)]);
    },
  );

  it('is no threat where the root user mistypes its own code, which its records do not place in the console', () => {
    const wrong = { errorCode: 'InvalidAuthenticationCode' };
    const used = { kind: 'root-used', severity: 'medium', target: OF_ROOT };
    expect(threatsIn(by(ENABLE_FOR_ROOT, ROOT_SESSION, wrong))).toEqual([used]);
    expect(threatsIn(by(ENABLE_FOR_ROOT, ROOT_KEY, wrong))).toEqual([failed(OF_ROOT), used]);
  });
});

describe('what else is done to devices', () => {
  it.each(['resync-mfa-device', 'create-virtual-mfa-device', 'delete-virtual-mfa-device', 'tag-mfa-device'])(
    'shows no threat by itself: %s',
    (name) => {
      expect(threatsIn(eventNamed(name))).toEqual([]);
      expect(threatsIn(denied(eventNamed(name)))).toEqual([]);
    },
  );
});
