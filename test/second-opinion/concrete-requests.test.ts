import { describe, expect, it } from 'vitest';
import { authorizesOnAll, indexOfAction, resourcePatternsOf } from '#core/catalogue/action-catalogue.ts';
import type { ProvedCase } from '../fakes/proved-cases.ts';
import { concreteRequests } from './concrete-requests.ts';
import { setsOf } from './sampled-cases.ts';

const requestsOf = (cases: readonly ProvedCase[], picks: readonly number[]) =>
  cases.flatMap((asked) => concreteRequests(asked, picks, 40).map((request) => ({ ...request, asked })));

const ALL = setsOf(1).flatMap(({ cases, picks }) => requestsOf(cases, picks));

const LISTED = ALL.flatMap((request) => {
  const index = indexOfAction(request.action);
  return index === undefined ? [] : [{ ...request, index }];
});

describe('concrete requests', () => {
  it('are for actions of the catalogue and for others', () => {
    expect(LISTED.length).toBeGreaterThan(10_000);
    expect(ALL.length - LISTED.length).toBeGreaterThan(1_000);
    expect(new Set(LISTED.map(({ index }) => index)).size).toBeGreaterThan(1_000);
  });

  it('are for no resource in particular only where an action can be', () => {
    const wrong = LISTED.filter(({ resource, index }) => resource === '*' && !authorizesOnAll(index));
    expect(wrong).toEqual([]);
  });

  it('are for resources that the policies name, and for others', () => {
    const named = ALL.filter(({ asked, resource }) =>
      JSON.stringify(asked.set).includes(resource.slice(0, 'arn:aws:s3:::photos'.length)),
    );
    expect(named.length).toBeGreaterThan(1_000);
    expect(ALL.length - named.length).toBeGreaterThan(1_000);
  });

  it('are for resources of the type of their action', () => {
    const services = LISTED.filter(({ resource }) => resource !== '*').map(({ resource, index }) => ({
      ofResource: resource.split(':')[2],
      ofTypes: resourcePatternsOf(index).map((pattern) => pattern.split(':')[2]),
    }));
    expect(services.filter(({ ofResource, ofTypes }) => !ofTypes.includes(ofResource))).toEqual([]);
  });

  it('are never about another user of the own name', () => {
    const others = ALL.filter(
      ({ asked, resource }) =>
        /:user\/(.*\/)?ana$/i.test(resource) &&
        resource !== `arn:aws:iam::222222222222:user/${asked.set.path}ana`,
    );
    expect(others.filter(({ action }) => indexOfAction(action) !== undefined)).toEqual([]);
  });

  it('of a credential for one service are for the services that give out such credentials', () => {
    const services = ALL.filter(({ asked }) => asked.session === 'service-credential').map(
      ({ action }) => action.split(':')[0],
    );
    const known = ['bedrock', 'bedrock-mantle', 'cassandra', 'codecommit', 'logs'];
    expect(services.length).toBeGreaterThan(1_000);
    expect(services.filter((service) => !known.includes(service ?? ''))).toEqual([]);
  });

  it('carry the MFA key as their session does', () => {
    const valuesIn = (session: ProvedCase['session']) => [
      ...new Set(
        ALL.filter(({ asked }) => asked.session === session).map(
          ({ context }) => context['aws:multifactorauthpresent'],
        ),
      ),
    ];
    expect(valuesIn('access-key')).toEqual([undefined]);
    expect(valuesIn('federation')).toEqual([undefined]);
    expect(valuesIn('console-without-mfa')).toEqual(['false']);
    expect(valuesIn('mfa')).toEqual(['true']);
    expect(new Set(valuesIn('service-credential'))).toEqual(new Set([undefined, 'false']));
  });

  it('are the same for the same numbers', () => {
    const [first] = setsOf(2);
    const again = () => (first === undefined ? [] : requestsOf(first.cases, first.picks));
    expect(again().length).toBeGreaterThan(0);
    expect(again()).toEqual(again());
    expect(setsOf(2)).toEqual(setsOf(2));
  });
});
