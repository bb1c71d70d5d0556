import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import {
  accessLevelOf,
  actionName,
  authorizesOnAll,
  CATALOGUE_SIZE,
  indexOfAction,
  lowerCaseName,
  resourcePatternsOf,
  SERVICES,
  serviceRange,
} from '#core/catalogue/action-catalogue.ts';

const ALL = Array.from({ length: CATALOGUE_SIZE }, (_, action) => action);

const factsOf = (name: string) => {
  const action = indexOfAction(name);
  expect(action, name).toBeDefined();
  return action === undefined
    ? undefined
    : {
        name: actionName(action),
        level: accessLevelOf(action),
        resources: resourcePatternsOf(action),
        onAll: authorizesOnAll(action),
      };
};

describe('what AWS says of an action', () => {
  it.each([
    ['iam:EnableMFADevice', 'write', ['arn:*:iam::*:user/*'], false],
    ['iam:CreateVirtualMFADevice', 'write', ['arn:*:iam::*:mfa/*'], false],
    ['iam:AttachUserPolicy', 'permissions-management', ['arn:*:iam::*:user/*'], false],
    ['iam:TagMFADevice', 'tagging', ['arn:*:iam::*:mfa/*'], false],
    ['iam:ListUsers', 'list', [], true],
    ['iam:ListMFADevices', 'list', ['arn:*:iam::*:user/*'], true],
    ['s3:ListAllMyBuckets', 'list', [], true],
    ['sts:AssumeRole', 'write', ['arn:*:iam::*:role/*'], false],
    ['sts:GetSessionToken', 'read', [], true],
  ])('knows %s', (name, level, resources, onAll) => {
    expect(factsOf(name)).toEqual({ name, level, resources, onAll });
  });

  it('takes of two levels the graver', () => {
    expect(factsOf('s3:PutBucketPolicy')?.level).toBe('permissions-management');
    expect(factsOf('ec2:CreateTags')?.level).toBe('tagging');
  });

  it('names every type of resource, whether it is required or not', () => {
    expect(factsOf('s3:GetObject')?.resources).toContain('arn:*:s3:::*/*');
    expect(factsOf('ec2:RunInstances')?.resources).toEqual(
      expect.arrayContaining(['arn:*:ec2:*:*:instance/*', 'arn:*:ec2:*:*:key-pair/*']),
    );
    expect(factsOf('ec2:RunInstances')?.onAll).toBe(false);
  });

  it('parts two ARNs of one type', () => {
    expect(factsOf('lex:DeleteBot')?.resources).toEqual(
      expect.arrayContaining(['arn:*:lex:*:*:bot/*', 'arn:*:lex:*:*:bot:*']),
    );
  });

  it('has only patterns that are one ARN each, without placeholders', () => {
    const patterns = new Set(ALL.flatMap((action) => resourcePatternsOf(action)));
    expect([...patterns].filter((pattern) => !/^arn:\*(:[^:, {}$]*){3}:[^, {}$]+$/.test(pattern))).toEqual(
      [],
    );
  });

  it('says of an action without resources that it authorizes on all', () => {
    const without = ALL.filter((action) => resourcePatternsOf(action).length === 0);
    expect(without.length).toBeGreaterThan(1_000);
    expect(without.every(authorizesOnAll)).toBe(true);
  });

  it('uses every access level', () => {
    expect(new Set(ALL.map(accessLevelOf))).toEqual(new Set(ACCESS_LEVELS));
  });
});

describe('the number of an action', () => {
  it('leads to its name and back, in any case', () => {
    const spellings = (name: string) => [name, name.toLowerCase(), name.toUpperCase()];
    const astray = ALL.filter((action) =>
      spellings(actionName(action)).some((name) => indexOfAction(name) !== action),
    );
    expect(astray).toEqual([]);
  });

  it('follows the service, then the name in lower case', () => {
    const names = ALL.map((action) => {
      const [prefix = ''] = actionName(action).split(':');
      return [SERVICES.indexOf(prefix), lowerCaseName(action)] as const;
    });
    const unordered = names.filter(([service, name], place) => {
      const [serviceBefore, nameBefore] = names[place - 1] ?? [-1, ''];
      return service < serviceBefore || (service === serviceBefore && name <= nameBefore);
    });
    expect(unordered).toEqual([]);
    expect(SERVICES).toEqual([...SERVICES].sort());
  });

  it('lies in the range of its service, and ranges follow each other', () => {
    let end = 0;
    for (const prefix of SERVICES) {
      const range = serviceRange(prefix) ?? expect.fail(prefix);
      expect(range.first, prefix).toBe(end);
      end = range.end;
      const within = ALL.slice(range.first, range.end);
      expect(within.every((action) => actionName(action).startsWith(`${prefix}:`))).toBe(true);
    }
    expect(end).toBe(CATALOGUE_SIZE);
  });

  it('has a lower-case name that is what comes after the colon', () => {
    expect(
      ALL.filter(
        (action) =>
          !actionName(action)
            .toLowerCase()
            .endsWith(`:${lowerCaseName(action)}`),
      ),
    ).toEqual([]);
  });

  it.each([-1, CATALOGUE_SIZE, 0.5, Number.NaN])('throws when there is no action %s', (action) => {
    for (const question of [actionName, lowerCaseName, accessLevelOf, resourcePatternsOf, authorizesOnAll]) {
      expect(() => question(action)).toThrow(`received ${action}`);
    }
  });
});

describe('a name that is no action', () => {
  it.each([
    '',
    ':',
    'iam',
    'iam:',
    ':CreateUser',
    'iam:CreateUse',
    'iam:CreateUserr',
    'iam:Create*',
    'iam:*',
    '*',
    'iam:CreateUser:CreateUser',
    ' iam:CreateUser',
    'iam:CreateUser\n',
    'nosuch:CreateUser',
    '__proto__:constructor',
    'constructor:toString',
    'iam:constructor',
    'iam:__proto__',
  ])('has no number: %j', (name) => {
    expect(indexOfAction(name)).toBeUndefined();
  });

  it('may have letters that only look like those of an action in lower case', () => {
    expect(indexOfAction('kms:Decrypt')).toBeDefined();
    expect(indexOfAction('\u212Ams:Decrypt')).toBeUndefined();
  });
});

describe('serviceRange', () => {
  it.each(['nosuch', '', '__proto__', 'constructor', 'IAM'])('knows no service %j', (prefix) => {
    expect(serviceRange(prefix)).toBeUndefined();
  });
});
