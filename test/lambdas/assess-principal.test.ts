import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { hours, seconds } from '#core/kernel/time.ts';
import { eventNamed, iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { ANA, arnOf, guardArn, userIdOf } from '../fakes/people.ts';
import { findings, kinds } from './results.ts';

const CALL = { requestParameters: { userName: 'ana' } };

const createdKey = (world: GuardianWorld, id = 'AKIAANA') =>
  iamCall({
    ...CALL,
    eventName: 'CreateAccessKey',
    at: world.clock.now(),
    responseElements: { accessKey: { accessKeyId: id } },
  });

const keyCall = (world: GuardianWorld, eventName: string, parameters: object = {}) =>
  iamCall({
    eventName,
    at: world.clock.now(),
    requestParameters: { userName: 'ana', accessKeyId: 'AKIAANA', ...parameters },
  });

const policyCall = (world: GuardianWorld, eventName: string) =>
  iamCall({
    eventName,
    at: world.clock.now(),
    requestParameters: { userName: 'ana', policyArn: guardArn('standard') },
  });

const withAna = () => {
  const world = guardianWorld();
  world.iam.createUser('ana');
  return world;
};

describe('assessPrincipal', () => {
  it('finds no access for a user who was just created, and records it', async () => {
    const world = withAna();
    await world.assess(eventNamed('create-user'));
    expect(findings(world)).toEqual([{ kind: 'no-access' }]);
    expect(world.ledger.records()).toMatchObject([
      {
        principal: ANA,
        version: 1,
        announcedVersion: 1,
        identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
      },
    ]);
  });

  it('announces an exposure with its evidence and its cause', async () => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(createdKey(world));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      {
        schemaVersion: 1,
        principal: ANA,
        identity: { userId: userIdOf('ana') },
        verdictVersion: 1,
        finding: { kind: 'exposed', open: [{ session: 'access-key' }, {}, {}], hasDevice: false },
        disposition: { kind: 'none' },
        previousFinding: null,
        cause: { eventName: 'CreateAccessKey', actor: { sessionName: 'ruth' } },
      },
    ]);
  });

  it('announces an exposure once, however many events lead to it', async () => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAANA', 'active');
    const event = createdKey(world);
    for (const repeated of [event, event, keyCall(world, 'UpdateAccessKey', { status: 'Active' }), event]) {
      await world.assess(repeated);
    }
    expect(kinds(world)).toEqual(['exposed']);
  });

  it('gives the same verdict when events arrive in the wrong order', async () => {
    const world = withAna();
    const created = eventNamed('create-user');
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(createdKey(world));
    await world.assess(created);
    expect(kinds(world)).toEqual(['exposed']);
  });

  it('counts the verdicts, and names the one before', async () => {
    const world = withAna();
    world.iam.setPassword('ana', true);
    await world.assess(iamCall({ ...CALL, eventName: 'CreateLoginProfile' }));
    world.iam.attach('ana', guardArn('standard'));
    await world.assess(policyCall(world, 'AttachUserPolicy'));
    world.iam.detach('ana', guardArn('standard'));
    await world.assess(policyCall(world, 'DetachUserPolicy'));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { verdictVersion: 1, finding: { kind: 'exposed' }, previousFinding: null },
      { verdictVersion: 2, finding: { kind: 'awaiting-enrolment' }, previousFinding: 'exposed' },
      { verdictVersion: 3, finding: { kind: 'exposed' }, previousFinding: 'awaiting-enrolment' },
    ]);
  });

  it('keeps a user exposed for 36 hours after the key is gone: its sessions live on', async () => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(createdKey(world));
    world.iam.setKey('ana', 'AKIAANA', 'gone');
    await world.assess(keyCall(world, 'DeleteAccessKey'));
    expect(findings(world).at(-1)).toMatchObject({
      kind: 'exposed',
      open: [{ session: 'session-without-mfa' }, { session: 'federation' }],
    });
    world.clock.advance(hours(36));
    await world.assess(iamCall({ ...CALL, eventName: 'DeleteLoginProfile', at: world.clock.now() }));
    expect(kinds(world).at(-1)).toBe('no-access');
  });

  it('notices a key that vanished without an event', async () => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(createdKey(world));
    world.iam.setKey('ana', 'AKIAANA', 'gone');
    await world.assess(iamCall({ ...CALL, eventName: 'DeleteLoginProfile', at: world.clock.now() }));
    expect(world.ledger.records()).toMatchObject([{ activeKeys: [], ended: [{ accessKeyId: 'AKIAANA' }] }]);
  });

  it('finds no access for a user who is gone before anybody looked', async () => {
    const world = guardianWorld();
    world.clock.advance(seconds(61));
    await world.assess(eventNamed('create-user'));
    expect(kinds(world)).toEqual(['no-access']);
    expect(world.ledger.records()).toMatchObject([{ verdict: { finding: { kind: 'no-access' } } }]);
  });

  it('takes somebody new of the same name for somebody new', async () => {
    const world = withAna();
    await world.assess(eventNamed('create-user'));
    world.iam.deleteUser('ana');
    world.clock.advance(seconds(2));
    world.iam.createUser('ana');
    await world.assess(iamCall({ ...CALL, eventName: 'DeleteLoginProfile', at: world.clock.now() }));
    const identities = world.announced(VERDICT_REACHED).map(({ identity }) => identity);
    expect(kinds(world)).toEqual(['no-access', 'no-access']);
    expect(identities[0]).not.toEqual(identities[1]);
  });

  it.each(['denied-without-parameters', 'failed-with-parameters', 'root-named', 'root-unnamed'])(
    'judges nobody because of %s',
    async (file) => {
      const world = withAna();
      await world.assess(eventNamed(`near-misses/${file}`));
      expect(world.announced(VERDICT_REACHED)).toEqual([]);
      expect(world.ledger.records()).toEqual([]);
      expect(world.inbox.buried).toEqual([]);
    },
  );

  it('buries what it can not read, with the reason', async () => {
    const world = withAna();
    await world.assess(eventNamed('near-misses/parameters-omitted'));
    expect(world.inbox.buried).toMatchObject([
      { reason: expect.stringContaining('expected the name of whom the call was about') },
    ]);
  });

  it.each([
    ['exempt', 'breakGlass'],
    ['break-glass', 'exempt'],
  ])('announces the exposure of the %s all the same, with how they are treated', async (kind, other) => {
    const named = { arn: arnOf('ana'), id: userIdOf('ana'), reason: 'reviewed in January' };
    const list = other === 'exempt' ? 'breakGlass' : 'exempt';
    const world = guardianWorld({ principals: { exempt: [], breakGlass: [], [list]: [named] } });
    world.iam.createUser('ana');
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(createdKey(world));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { finding: { kind: 'exposed' }, disposition: { kind, reason: 'reviewed in January' } },
    ]);
  });
});
