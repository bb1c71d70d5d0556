import { describe, expect, it } from 'vitest';
import type { RawDocument, RawStatement } from '../model/request-documents.model.ts';
import { asUnderstood, groupedByReadings, readingsOf } from './readings.ts';

const documentOf = (...Statement: readonly RawStatement[]): RawDocument => ({
  Version: '2012-10-17',
  Statement,
});

const deny = (more: Partial<RawStatement>): RawStatement => ({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  ...more,
});

const KEY = 'aws:MultiFactorAuthPresent';
const FALSE = { 'aws:multifactorauthpresent': 'false' };

const readEachWay = (document: RawDocument, context = {}): readonly RawDocument[] =>
  readingsOf([document], context).map((reading) => reading(document));

const differing = (documents: readonly RawDocument[]): number =>
  new Set(documents.map((document) => JSON.stringify(document))).size;

describe('documents as the local AWS understands them', () => {
  it('have whole ARNs', () => {
    const understood = asUnderstood(
      documentOf(deny({ Resource: ['arn:aws:s3', 'arn:aws:iam::*:user/x', '*'] })),
    );
    expect(understood).toMatchObject({
      Statement: [{ Resource: ['arn:aws:s3:*:*:*', 'arn:aws:iam::*:user/x', '*'] }],
    });
  });
});

describe('readings', () => {
  it('leave alone what AWS documents', () => {
    const documented = documentOf(
      deny({ Condition: { BoolIfExists: { [KEY]: 'false' }, StringLike: { 'aws:username': 'a*' } } }),
      deny({ Resource: `arn:aws:iam::*:user/\${aws:username}` }),
    );
    const context = { ...FALSE, 'aws:username': 'ana' };
    expect(readEachWay(documented, context).every((read) => differing([read, documented]) === 1)).toBe(true);
  });

  it('let a condition hold or not, and keep the others', () => {
    const open = documentOf(
      deny({ Condition: { Bool: { [KEY]: 'False' }, StringEquals: { 'aws:username': 'ana' } } }),
    );
    const read = readEachWay(open, FALSE);
    expect(differing(read)).toBe(2);
    expect(read).toContainEqual(
      documentOf(deny({ Condition: { Bool: {}, StringEquals: { 'aws:username': 'ana' } } })),
    );
    expect(JSON.stringify(read)).toContain('"Null":{"aws:PrincipalAccount":"true"}');
  });

  it('leave a condition alone whose key is absent: that is documented', () => {
    expect(differing(readEachWay(documentOf(deny({ Condition: { Bool: { [KEY]: 'False' } } }))))).toBe(1);
  });

  it('read the same words the same way everywhere', () => {
    const same = deny({ Condition: { Bool: { [KEY]: ['true', 'false'] } } });
    for (const { Statement } of readEachWay(documentOf(same, same), FALSE)) {
      const [one, other] = [Statement].flat();
      expect(one).toEqual(other);
    }
  });

  it('drop statements with a variable that has no value, or only denies, or none', () => {
    const variable = { Resource: `arn:aws:iam::*:user/\${aws:username}` };
    const document = documentOf(deny(variable), deny({ ...variable, Effect: 'Allow' }));
    const kept = readEachWay(document).map(({ Statement }) => [Statement].flat().map(({ Effect }) => Effect));
    expect(new Set(kept.map(String))).toEqual(new Set(['Deny,Allow', 'Allow', '']));
    expect(differing(readEachWay({ ...document, Version: '2008-10-17' }))).toBe(1);
  });

  it('are asked for apart where contexts leave different things open', () => {
    const document = documentOf(deny({ Condition: { Bool: { [KEY]: 'False' } } }));
    const requests = [{}, FALSE, {}].map((context) => ({ action: 's3:GetObject', resource: '*', context }));
    const groups = groupedByReadings([document], requests).map((group) =>
      group.map(({ context }) => context),
    );
    expect(groups).toEqual([[{}, {}], [FALSE]]);
  });
});
