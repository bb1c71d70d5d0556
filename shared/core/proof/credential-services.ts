import { type ActionRange, serviceRange } from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  type ActionSlice,
  commonActions,
  noActions,
  overlaps,
} from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { actionsOfServices } from '#core/policy/match-actions.ts';
import { type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { Named } from '#core/policy/region.ts';
import { madeOnce } from './remembered.ts';
import { actionNames, type Requests } from './requests.ts';

/** What a credential that is no access key works with: some services, by their prefix, or nobody says which. */
export type CredentialServices = readonly string[] | 'any';

/** Services whose prefix in actions is not the name that IAM gives the credential, or that come along. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  bedrock: ['bedrock', 'bedrock-mantle'],
};

/** The services' prefixes for a credential as IAM names it: `codecommit.amazonaws.com`. */
export const servicesOfCredential = (serviceName: string): readonly string[] => {
  const name = serviceName.toLowerCase().split('.')[0] ?? '';
  return Object.hasOwn(PREFIXES, name) ? (PREFIXES[name] ?? []) : [name];
};

/**
 * The services that are known to give out credentials of their own.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html
 */
export const SERVICES_WITH_CREDENTIALS: readonly string[] = [
  'codecommit',
  'cassandra',
  'logs',
  ...servicesOfCredential('bedrock'),
];

/** All that some services have: their actions, and their names as patterns. */
interface ServiceRequests {
  readonly actions: ActionSet;
  /** Where those are. */
  readonly slices: readonly Omit<ActionSlice, 'actions'>[];
  readonly names: Named<Pattern>;
  /** What some actions have in common with theirs: the same set each time. */
  readonly common: (actions: ActionSet) => ActionSet;
}

const sliceOf = (range: ActionRange | undefined): readonly Omit<ActionSlice, 'actions'>[] =>
  range === undefined ? [] : [{ from: range.first >>> 5, end: ((range.end - 1) >>> 5) + 1 }];

const readServices = (services: readonly string[]): ServiceRequests => {
  const all = actionsOfServices(services);
  return {
    actions: all,
    slices: services.flatMap((service) => sliceOf(serviceRange(service))),
    names: { negated: false, patterns: services.map((service) => wildcardPattern(`${service}:*`)) },
    common: madeOnce((actions) => commonActions(actions, all)),
  };
};

/** IAM has a handful of services with credentials; so many sets of them are kept. */
const MOST_KEPT = 50;
const kept = new Map<string, ServiceRequests>();

const ofServices = (services: readonly string[]): ServiceRequests => {
  const key = services.join(' ');
  const known = kept.get(key) ?? readServices(services);
  if (kept.size >= MOST_KEPT) {
    kept.clear();
  }
  kept.set(key, known);
  return known;
};

/** The requests that such a credential can sign. */
export const withinServices = (
  requests: Requests,
  services: CredentialServices,
  effort: Effort,
): readonly Requests[] => {
  if (services === 'any') {
    return [requests];
  }
  effort.spend(requests.actions.length);
  const { actions, slices, names, common } = ofServices(services);
  const unlisted = requests.unlisted.flatMap((region) => actionNames.restrict(region, names, effort));
  const touched = slices.some(({ from, end }) => overlaps(requests.actions, actions, from, end));
  return touched || unlisted.length > 0
    ? [{ ...requests, actions: touched ? common(requests.actions) : noActions, unlisted }]
    : [];
};
