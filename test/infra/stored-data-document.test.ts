import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { synthesizeStacks } from '../../cli/permissions/synthesized-stacks.ts';
import { fromRoot, ofType, onlyValue, ROOT } from './support/example-stacks.ts';
import { tablesIn } from './support/markdown-tables.ts';

const { hub, member } = synthesizeStacks();
const PAGE = fromRoot('docs/data-and-costs.md');
const { tableOf, rowOf } = tablesIn(PAGE);

const PLACES = '| place | encrypted with';

describe('what docs/data-and-costs.md says is stored', () => {
  it('are the queues, with what they keep and how', () => {
    const queues = [...ofType(hub, 'AWS::SQS::Queue'), ...ofType(member, 'AWS::SQS::Queue')];
    const [place, encryption, kept] = rowOf(PLACES, '9 queues');
    expect(place).toBe(
      `${ofType(hub, 'AWS::SQS::Queue').length} queues in the hub, ${ofType(member, 'AWS::SQS::Queue').length} in each watched account`,
    );
    expect(encryption).toBe("SQS's own keys");
    expect(onlyValue(queues, 'SqsManagedSseEnabled')).toBe(true);
    expect(kept).toContain(`${(onlyValue(queues, 'MessageRetentionPeriod') as number) / 86_400} days`);
  });

  it('are the logs, with how long they last', () => {
    const groups = ofType(hub, 'AWS::Logs::LogGroup');
    const [place, , kept] = rowOf(PLACES, '4 log groups');
    expect(place).toBe(`${groups.length} log groups`);
    expect(kept).toBe(`${onlyValue(groups, 'RetentionInDays')} days`);
    expect(onlyValue(groups, 'KmsKeyId')).toBeUndefined();
  });

  it('is the ledger, with its encryption, expiry and recovery', () => {
    const tables = ofType(hub, 'AWS::DynamoDB::GlobalTable');
    expect(rowOf(PLACES, 'ledger')[0]).toBe(`ledger (${tables.length} table, with point-in-time recovery)`);
    expect(tables[0]?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    });
  });

  it('stays or goes with the stack as the template has it', () => {
    const policies = (type: string): unknown => [
      ...new Set(
        ofType(hub, type).map((resource) => ({ DeletionPolicy: 'Delete', ...resource }).DeletionPolicy),
      ),
    ];
    expect(policies('AWS::DynamoDB::GlobalTable')).toEqual(['Retain']);
    expect(policies('AWS::Logs::LogGroup')).toEqual(['Retain']);
    expect(policies('AWS::KMS::Key')).toEqual(['Retain']);
    expect(policies('AWS::SQS::Queue')).toEqual(['Delete']);
    expect(tableOf(PLACES).map((row) => row.at(-1))).toEqual([
      'stays',
      'goes',
      'stays',
      'the key stays',
      'stays in that bucket',
    ]);
  });

  it('has a row for each kind of item that a role may write', () => {
    const document = JSON.stringify(Object.values(hub.resources));
    const kinds = [...document.matchAll(/"([a-z]+#)\*"/g)].map(([, kind]) => `\`${kind}\``);
    expect(
      tableOf('| item of the ledger')
        .map(([kind]) => kind)
        .toSorted(),
    ).toEqual([...new Set(kinds)].toSorted());
  });

  it('expires where the code sets an expiry, and nowhere else', () => {
    const expiring = tableOf('| item of the ledger').filter(([, , kept]) => kept?.startsWith('30 days'));
    expect(expiring.map(([kind]) => kind)).toEqual(['`pending#`', '`notice#`']);
    const adapters = readdirSync(new URL('shared/adapters', ROOT)).filter((name) =>
      fromRoot(`shared/adapters/${name}`).includes('expiresAt'),
    );
    expect(adapters).toEqual(['dynamodb-notice-ledger.ts', 'dynamodb-pending-ledger.ts', 'sns-notifier.ts']);
    expect(fromRoot('shared/adapters/ledger-keys.ts')).toContain('30 * 24 * 60 * 60');
    expect(fromRoot('shared/adapters/dynamodb-pending-ledger.ts')).toContain('30 * 24 * 60 * 60');
  });

  it('links only to files that exist', () => {
    const links = [...PAGE.matchAll(/\]\(\/([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) {
      expect(() => fromRoot(path), path).not.toThrow();
    }
  });

  it('names neither source address nor user agent in code that reads records', () => {
    const files = ['shared', 'lambdas']
      .flatMap((folder) =>
        readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map(
          (name) => `${folder}/${name}`,
        ),
      )
      .filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((path) => /sourceIPAddress|userAgent/.test(fromRoot(path)))).toEqual([]);
  });
});
