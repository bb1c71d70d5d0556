import { commonActions, isEmptySet } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { actionsOfServices } from '#core/policy/match-actions.ts';
import { wildcardPattern } from '#core/policy/pattern.ts';
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
  const patterns = services.map((service) => wildcardPattern(`${service}:*`));
  const actions = commonActions(requests.actions, actionsOfServices(services));
  const unlisted = requests.unlisted.flatMap((region) =>
    actionNames.restrict(region, { negated: false, patterns }, effort),
  );
  return isEmptySet(actions) && unlisted.length === 0 ? [] : [{ ...requests, actions, unlisted }];
};
