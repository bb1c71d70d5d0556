import { describe, expect, it } from 'vitest';
import { THREAT_DETECTED } from '#contracts/threat-detected.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { formatInstant, hours, minutes } from '#core/kernel/time.ts';
import { eventNamed, withDetail } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { arnOf, guardArn, userIdOf } from '../fakes/people.ts';
import { kinds } from './results.ts';

const signIn = (world: GuardianWorld, members: Readonly<Record<string, unknown>> = {}) =>
  withDetail(eventNamed('sign-in/console-login'), {
    eventTime: formatInstant(world.clock.now()),
    ...members,
  });

const threats = (world: GuardianWorld) => world.announced(THREAT_DETECTED).map(({ threat }) => threat);

/** Ana has a password and a device, and nothing that enforces MFA. */
const worldWithEnrolledAna = (options: Parameters<typeof guardianWorld>[0] = {}): GuardianWorld => {
  const world = guardianWorld(options);
  world.iam.createUser('ana');
  world.iam.setPassword('ana', true);
  world.iam.setDevices('ana', ['arn:aws:iam::222222222222:mfa/phone']);
  return world;
};

describe('a sign-in without MFA', () => {
  it('is judged together with the posture, and told of as gravely', async () => {
    const world = worldWithEnrolledAna();
    await world.assess(signIn(world));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { finding: { kind: 'exposed', severity: 'low' } },
    ]);
    expect(threats(world)).toEqual([
      { kind: 'signed-in-without-mfa', severity: 'low', target: { kind: 'user', name: 'ana' } },
    ]);
  });

  it.each([
    ['exempt', []],
    ['breakGlass', ['signed-in-without-mfa']],
  ])('of somebody whom the configuration names as %s is told of as %j', async (list, told) => {
    const ana = { arn: arnOf('ana'), id: userIdOf('ana'), reason: 'decided' };
    const principals = { exempt: [], breakGlass: [], [list]: [ana] };
    const world = worldWithEnrolledAna({ principals });
    await world.assess(signIn(world));
    expect(kinds(world)).toEqual(['exposed']);
    expect(threats(world).map((threat) => (threat as { readonly kind: string }).kind)).toEqual(told);
  });

  it('is how people enrol where MFA is enforced: no threat, and nothing changes', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    world.iam.attach('ana', guardArn('strict'));
    await world.assess(signIn(world));
    expect(kinds(world)).toEqual(['awaiting-enrolment']);
    expect(threats(world)).toEqual([]);
  });

  it('counts for twelve hours, also when a device is enrolled in its session', async () => {
    const world = worldWithEnrolledAna();
    await world.assess(signIn(world));
    world.clock.advance(minutes(5));
    await world.assess(eventNamed('users/tag-user'));
    expect(kinds(world)).toEqual(['exposed']);
    world.clock.advance(hours(12));
    await world.assess(eventNamed('users/tag-user'));
    expect(kinds(world)).toEqual(['exposed', 'protected']);
  });

  it('that its record leaves open is worth a look, and never makes anybody exposed', async () => {
    const world = worldWithEnrolledAna();
    await world.assess(signIn(world, { additionalEventData: null }));
    expect(kinds(world)).toEqual(['protected']);
  });
});

describe('a sign-in', () => {
  it.each([
    ['with MFA', { additionalEventData: { MFAUsed: 'Yes' } }],
    ['with MFA, in capitals', { additionalEventData: { MFAUsed: 'YES' } }],
    ['that failed', { responseElements: { ConsoleLogin: 'Failure' } }],
    [
      'by way of an identity provider',
      {
        additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::222222222222:saml-provider/x' },
      },
    ],
  ])('%s is no reason to look', async (_what, members) => {
    const world = worldWithEnrolledAna();
    await world.assess(signIn(world, members));
    expect(world.telemetry.counted).not.toContain('PrincipalsRead');
    expect(world.inbox.buried).toEqual([]);
  });
});
