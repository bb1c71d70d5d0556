import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachGroupPolicyCommand,
  DetachUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListUserPoliciesCommand,
  NoSuchEntityException,
  paginateListVirtualMFADevices,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { iamAs } from './iam-as.ts';
import { inGroups } from './in-groups.ts';
import type { Cast } from './scenario.ts';

/** How often a user is taken apart: the guardian may put its policy back while that is being done. */
const ATTEMPTS = 5;

/** So many users at a time. */
const AT_ONCE = 10;

/** A group whose policies change is looked at; one that can't be found then is looked for, for a minute. */
const LOOKED_AT_MS = 3_000;

/** What is gone already need not be removed. */
const ifThere = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof NoSuchEntityException)) {
      throw error;
    }
  });
};

const removeCredentials = async (iam: IAMClient, UserName: string): Promise<void> => {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await ifThere(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })));
  }
  await ifThere(iam.send(new DeleteLoginProfileCommand({ UserName })));
  const { MFADevices = [] } = await iam.send(new ListMFADevicesCommand({ UserName }));
  for (const { SerialNumber } of MFADevices) {
    await ifThere(iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber })));
  }
};

/** Without them a session that is still alive reaches nothing, once the enforcement policy goes. */
const removePermissions = async (iam: IAMClient, UserName: string): Promise<void> => {
  const { Groups = [] } = await iam.send(new ListGroupsForUserCommand({ UserName }));
  for (const { GroupName } of Groups) {
    await ifThere(iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName })));
  }
  const { PolicyNames = [] } = await iam.send(new ListUserPoliciesCommand({ UserName }));
  for (const PolicyName of PolicyNames) {
    await ifThere(iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })));
  }
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
  for (const { PolicyArn } of AttachedPolicies) {
    await ifThere(iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })));
  }
};

const removeOnce = async (iam: IAMClient, UserName: string): Promise<boolean> => {
  try {
    await removeCredentials(iam, UserName);
    await removePermissions(iam, UserName);
    await iam.send(new DeleteUserCommand({ UserName }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'DeleteConflictException') {
      return false;
    }
    throw error;
  }
};

const removeUser = async (iam: IAMClient, userName: string): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await removeOnce(iam, userName)) {
      return;
    }
  }
  throw new Error(`expected to delete the user ${userName}, received conflicts ${ATTEMPTS} times`);
};

const removeGroup = async (iam: IAMClient, GroupName: string): Promise<void> => {
  const { PolicyNames = [] } = await iam.send(new ListGroupPoliciesCommand({ GroupName }));
  for (const PolicyName of PolicyNames) {
    await ifThere(iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })));
  }
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }));
  for (const { PolicyArn } of AttachedPolicies) {
    await ifThere(iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })));
  }
  await sleep(LOOKED_AT_MS);
  await iam.send(new DeleteGroupCommand({ GroupName }));
};

/** Devices of the cast begin with the name of their user. */
const removeDevices = async (iam: IAMClient, users: readonly string[]): Promise<void> => {
  for await (const { VirtualMFADevices = [] } of paginateListVirtualMFADevices({ client: iam }, {})) {
    for (const { SerialNumber = '' } of VirtualMFADevices) {
      if (users.some((userName) => SerialNumber.includes(`:mfa/${userName}-`))) {
        await ifThere(iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })));
      }
    }
  }
};

/**
 * Deletes whatever a scenario made, or an earlier one that broke off. Each user goes within moments, credentials
 * first: the guardian then finds nobody any more, and has nothing to tell.
 */
export const tidyUp = async (endpoint: string, { account, users, groups = [] }: Cast): Promise<void> => {
  const iam = await iamAs(endpoint, account, 'tidy-up');
  await inGroups(users, AT_ONCE, (userName) => ifThere(removeUser(iam, userName)));
  await removeDevices(iam, users);
  for (const groupName of groups) {
    await ifThere(removeGroup(iam, groupName));
  }
};
