import { type MatchedReasons, matchReasons } from './match-reasons.ts';
import { readPermissions } from './read-permissions.ts';
import type { Naming } from './readable-values.ts';
import { HUB_ROLE_REASONS } from './reasons-of-hub-roles.ts';
import { MEMBER_ROLE_REASONS } from './reasons-of-member-roles.ts';
import { RESOURCE_REASONS } from './reasons-of-resources.ts';
import type { SynthesizedStacks } from './synthesized-stacks.ts';

/** Every permission of both stacks with its reason, and what is wrong with that. */
export const explainStacks = ({ hub, member, configuration }: SynthesizedStacks): MatchedReasons => {
  const literals: Naming['literals'] = [
    [configuration.securityAccount, 'SECURITY'],
    [configuration.organizationId, 'ORGANIZATION'],
  ];
  return matchReasons(
    [
      ...readPermissions(member, { stack: member, account: 'ACCOUNT', literals }),
      ...readPermissions(hub, { stack: hub, account: 'SECURITY', literals }),
    ],
    [...MEMBER_ROLE_REASONS, ...HUB_ROLE_REASONS, ...RESOURCE_REASONS],
  );
};
