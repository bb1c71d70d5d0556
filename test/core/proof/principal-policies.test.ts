import { describe, expect, it } from 'vitest';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import { known, unknown } from '#core/posture/observed.ts';
import { type PolicySources, principalPolicies } from '#core/proof/principal-policies.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const DENY = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const GROUP = { kind: 'group', groupName: 'b-group' } as const;
const USER = { kind: 'user' } as const;
const MANAGED = { kind: 'managed', arn: 'arn:aws:iam::aws:policy/A' as Arn } as const;
const inline = (name: string) => ({ kind: 'inline', name }) as const;

const held = (policies: readonly HeldPolicy[]): PolicySources => ({
  identityPolicies: { policies, gaps: [] },
  boundary: known('none'),
  serviceControl: { kind: 'absent' },
});

const compiled = (sources: PolicySources) => principalPolicies(sources, limitedEffort(10_000_000));

describe('principalPolicies', () => {
  it('says of each statement where people find it, the user’s own first, then by name', () => {
    const policies: readonly HeldPolicy[] = [
      { holder: GROUP, policy: inline('a'), text: text(ALLOW) },
      { holder: USER, policy: inline('z'), text: text({ ...ALLOW, Sid: 'Reads' }, DENY) },
      { holder: USER, policy: MANAGED, text: text(ALLOW) },
    ];
    const places = compiled(held(policies)).identity.map(({ place }) => place);
    expect(places).toEqual([
      { holder: USER, policy: MANAGED, statement: '#1' },
      { holder: USER, policy: inline('z'), statement: 'Reads' },
      { holder: USER, policy: inline('z'), statement: '#2' },
      { holder: GROUP, policy: inline('a'), statement: '#1' },
    ]);
    expect(compiled(held([...policies].reverse())).identity.map(({ place }) => place)).toEqual(places);
  });

  it('names what it does not understand, and makes nothing of it', () => {
    const odd = { text: 'null' };
    const { identity, gaps } = compiled(
      held([
        { holder: USER, policy: MANAGED, ...odd },
        { holder: USER, policy: inline('odd'), ...odd },
      ]),
    );
    expect(identity).toEqual([]);
    expect(gaps).toEqual([
      { fact: 'policy-document', because: 'not-understood', of: MANAGED.arn },
      { fact: 'policy-document', because: 'not-understood', of: 'odd' },
    ]);
  });

  it('names what takes too many steps, which is no text that IAM would refuse', () => {
    const Action = Array.from({ length: 1_000 }, (_, index) => `*:*${index}*x`);
    const complex = held([{ holder: USER, policy: inline('complex'), text: text({ ...ALLOW, Action }) }]);
    expect(principalPolicies(complex, limitedEffort(20_000_000))).toMatchObject({
      identity: [],
      gaps: [{ fact: 'policy-document', because: 'too-complex', of: 'complex' }],
    });
  });

  it('tells no boundary from one that bounds, and bounds by none that it does not know', () => {
    const bounded = (boundary: PolicySources['boundary']) => compiled({ ...held([]), boundary });
    expect(bounded(known('none'))).toEqual({
      identity: [],
      boundary: undefined,
      levels: [],
      onlyDenying: [],
      gaps: [],
    });
    expect(bounded(known({ name: 'b', text: text(ALLOW) })).boundary?.map(({ place }) => place)).toEqual([
      { holder: { kind: 'boundary' }, policy: inline('b'), statement: '#1' },
    ]);
    expect(bounded(unknown('throttled'))).toMatchObject({
      boundary: undefined,
      gaps: [{ fact: 'boundary', because: 'throttled' }],
    });
    expect(bounded(known({ name: 'b', text: '[]' }))).toMatchObject({
      boundary: undefined,
      gaps: [{ fact: 'policy-document', because: 'not-understood', of: 'b' }],
    });
  });

  it('keeps of a level that it does not understand wholly what it denies, and no more', () => {
    const policy = (name: string, content: string) => ({ name, text: content });
    const { levels, onlyDenying, gaps } = compiled({
      ...held([]),
      serviceControl: {
        kind: 'known',
        levels: [[policy('p-1', text(ALLOW))], [policy('p-2', 'odd'), policy('p-3', text(DENY))]],
      },
    });
    const places = (statements: typeof onlyDenying) => statements.map(({ place }) => place);
    expect(levels.map(places)).toEqual([
      [{ holder: { kind: 'service-control' }, policy: inline('p-1'), statement: '#1' }],
    ]);
    expect(places(onlyDenying)).toEqual([
      { holder: { kind: 'service-control' }, policy: inline('p-3'), statement: '#1' },
    ]);
    expect(gaps).toEqual([{ fact: 'policy-document', because: 'not-understood', of: 'p-2' }]);
  });
});
