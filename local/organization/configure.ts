import { localOrganizationId } from '../emulator.ts';
import { MANAGEMENT, SECURITY, WATCHED_ACCOUNTS } from './accounts.ts';
import type { SeededPeople } from './seed.ts';

export type LocalMode = 'observe' | 'enforce';

/** The `guardian.config.json` of the local organization. */
export const localConfiguration = (mode: LocalMode, { ciDeploy, breakGlass }: SeededPeople): unknown => ({
  organizationId: localOrganizationId,
  securityAccount: SECURITY.id,
  mode,
  // Events take no time here; a second is enough for a burst to be one, and little to wait for.
  settleSeconds: 1,
  alertAddresses: ['security@example.com'],
  accountNames: Object.fromEntries(WATCHED_ACCOUNTS.map(({ id, name }) => [id, name])),
  exempt: [{ ...ciDeploy, reason: 'Deploys from CI with a key until it can use a role' }],
  breakGlass: [{ ...breakGlass, reason: 'For the day that nothing else works; its use is reviewed' }],
  serviceControlPolicies: {
    state: 'absent',
    author: 'The local organization',
    reason: 'The local AWS keeps service control policies and never applies them',
  },
  managementAccount: MANAGEMENT.id,
});
