import { describe, expect, it } from 'vitest';
import { actionsIn } from '#core/policy/action-set.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { actionsOfServices } from '#core/policy/match-actions.ts';
import { showPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { servicesOfCredential, withinServices } from '#core/proof/credential-services.ts';
import { everyRequest, type Requests } from '#core/proof/requests.ts';

const effort = () => limitedEffort(1_000_000);

const unlisted = (name: string): Requests['unlisted'] => [{ within: [wildcardPattern(name)], except: [] }];

describe('servicesOfCredential', () => {
  it.each([
    ['codecommit.amazonaws.com', ['codecommit']],
    ['CASSANDRA.amazonaws.com', ['cassandra']],
    ['bedrock.amazonaws.com', ['bedrock', 'bedrock-mantle']],
    ['new', ['new']],
    ['constructor.amazonaws.com', ['constructor']],
    ['__proto__', ['__proto__']],
    ['', ['']],
  ])('of %j are %j', (name, services) => {
    expect(servicesOfCredential(name)).toEqual(services);
  });
});

describe('withinServices', () => {
  it('keeps everything where nobody says which services', () => {
    expect(withinServices(everyRequest, 'any', effort())).toEqual([everyRequest]);
  });

  it('keeps the actions of the services, also those that no catalogue lists', () => {
    const [kept, ...others] = withinServices(everyRequest, ['codecommit', 'new'], effort());
    expect(others).toEqual([]);
    expect(actionsIn(kept?.actions ?? everyRequest.actions)).toEqual(
      actionsIn(actionsOfServices(['codecommit'])),
    );
    expect(kept?.unlisted.map(({ within }) => within.map(showPattern))).toEqual([
      ['codecommit:*'],
      ['new:*'],
    ]);
  });

  it('keeps requests that have either sort of actions, and no others', () => {
    const listed = { ...everyRequest, unlisted: [] };
    const onlyUnlisted = {
      ...everyRequest,
      actions: actionsOfServices(['s3']),
      unlisted: unlisted('logs:new*'),
    };
    expect(withinServices(listed, ['logs'], effort())).toHaveLength(1);
    expect(withinServices(onlyUnlisted, ['logs'], effort())).toHaveLength(1);
    expect(withinServices({ ...onlyUnlisted, unlisted: unlisted('s3:new*') }, ['logs'], effort())).toEqual(
      [],
    );
    expect(withinServices(everyRequest, [], effort())).toEqual([]);
  });
});
