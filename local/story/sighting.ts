import { type ActionTaken, decodeActionTaken } from '#contracts/action-taken.ts';
import { decodeTamperingDetected, type TamperingDetected } from '#contracts/tampering-detected.ts';
import { decodeThreatDetected, type ThreatDetected } from '#contracts/threat-detected.ts';
import { decodeVerdictReached, type VerdictReached } from '#contracts/verdict-reached.ts';
import type { ObservedEvent } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { SECURITY } from '../organization/accounts.ts';
import type { Mail } from '../organization/mail.ts';
import type { Reads } from './reads.ts';

/** One thing that somebody who watches the guardian notices: what reached it, and what it made of that. */
export type Sighting =
  | { readonly kind: 'saw'; readonly event: ObservedEvent }
  | { readonly kind: 'read'; readonly reads: Reads }
  | { readonly kind: 'concluded'; readonly verdict: VerdictReached }
  | { readonly kind: 'did'; readonly action: ActionTaken }
  | { readonly kind: 'noticed'; readonly threat: ThreatDetected }
  | { readonly kind: 'tampering'; readonly tampering: TamperingDetected }
  | { readonly kind: 'told'; readonly mail: Mail };

export type SightingOf<Kind extends Sighting['kind']> = Extract<Sighting, { readonly kind: Kind }>;

const HUB = SECURITY.id as AccountId;

type Decode = (event: unknown) => Sighting | undefined;

const DECODERS: readonly Decode[] = [
  (event) => {
    const verdict = decodeVerdictReached(event, HUB);
    return verdict.ok ? { kind: 'concluded', verdict: verdict.value } : undefined;
  },
  (event) => {
    const action = decodeActionTaken(event, HUB);
    return action.ok ? { kind: 'did', action: action.value } : undefined;
  },
  (event) => {
    const threat = decodeThreatDetected(event, HUB);
    return threat.ok ? { kind: 'noticed', threat: threat.value } : undefined;
  },
  (event) => {
    const tampering = decodeTamperingDetected(event, HUB);
    return tampering.ok ? { kind: 'tampering', tampering: tampering.value } : undefined;
  },
  (event) => {
    const observed = parseCloudTrailEvent(event);
    return observed.ok ? { kind: 'saw', event: observed.value } : undefined;
  },
];

/** What an event on one of the guardian's buses is; undefined for one that nobody understands. */
export const sightingIn = (event: unknown): Sighting | undefined => {
  for (const decode of DECODERS) {
    const sighting = decode(event);
    if (sighting !== undefined) {
      return sighting;
    }
  }
  return undefined;
};
