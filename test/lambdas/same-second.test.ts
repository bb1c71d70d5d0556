import { describe, expect, it } from 'vitest';
import { seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, policyEvent } from '../fakes/scenes.ts';
import { kinds } from './results.ts';

const guardedAna = async () => {
  const world = guardianWorld({ settleTime: seconds(20) });
  world.iam.createUser('ana');
  world.iam.setKey('ana', 'AKIAANA', 'active');
  world.iam.attach('ana', guardArn('standard'));
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  world.clock.advance(seconds(60));
  return world;
};

describe('two changes of the same second that contradict each other', () => {
  it.each([
    ['attached and detached', ['AttachUserPolicy', 'DetachUserPolicy']],
    ['detached and attached, as the events come', ['DetachUserPolicy', 'AttachUserPolicy']],
  ] as const)('are read again when IAM has settled: %s', async (_order, [first, second]) => {
    const world = await guardedAna();
    world.iam.lagBehind(1);
    world.iam.detach('ana', guardArn('standard'));
    const events = [first, second].map((eventName, index) => {
      const event = policyEvent(world, eventName);
      return { ...event, detail: { ...event.detail, eventID: `event-${index}` } };
    });
    for (const event of events) {
      await world.route(event);
    }
    await world.workOff();
    expect(kinds(world)).toEqual(['awaiting-enrolment', 'exposed']);
    expect(world.ledger.pending().flatMap(({ changes }) => changes)).toEqual([]);
  });
});

describe('a new text under the name of an inline policy', () => {
  it('is read again when IAM has settled, for the old text has the same name', async () => {
    const world = await guardedAna();
    world.iam.lagBehind(1);
    world.iam.detach('ana', guardArn('standard'));
    const requestParameters = { userName: 'ana', policyName: 'mfa', policyDocument: '{}' };
    await world.route(iamCall({ eventName: 'TagUser', requestParameters, at: world.clock.now() }));
    world.clock.advance(seconds(19));
    await world.route(iamCall({ eventName: 'PutUserPolicy', requestParameters, at: world.clock.now() }));
    await world.workOff();
    expect(kinds(world)).toEqual(['awaiting-enrolment', 'exposed']);
  });
});
