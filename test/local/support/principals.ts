import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type AwsClients, asCredentials, type Credentials } from './aws-clients.ts';
import { codeAt } from './one-time-codes.ts';
import { policy, type Statement } from './policies.ts';

/** A user with an access key. */
export async function createUser(
  { iam }: AwsClients,
  UserName: string,
  statements: readonly Statement[] = [],
  Path = '/',
): Promise<Credentials> {
  await iam.send(new CreateUserCommand({ UserName, Path }));
  if (statements.length > 0) {
    const PolicyDocument = policy(statements);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }));
  }
  const { AccessKey = {} } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return asCredentials(AccessKey);
}

export async function givePassword({ iam }: AwsClients, UserName: string): Promise<void> {
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct horse 1!' }));
}

export interface Device {
  readonly serialNumber: string;
  readonly seed: string;
}

export async function createDevice({ iam }: AwsClients, VirtualMFADeviceName: string): Promise<Device> {
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }));
  return {
    serialNumber: VirtualMFADevice?.SerialNumber ?? '',
    seed: new TextDecoder().decode(VirtualMFADevice?.Base32StringSeed),
  };
}

export async function enableDevice({ iam }: AwsClients, UserName: string, device: Device): Promise<void> {
  await iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber: device.serialNumber,
      AuthenticationCode1: codeAt(device.seed, -1),
      AuthenticationCode2: codeAt(device.seed, 0),
    }),
  );
}

/** A role that `trusted` (an account, or another principal element) may assume. */
export async function createRole(
  { iam }: AwsClients,
  RoleName: string,
  trusted: unknown,
  statements: readonly Statement[],
  more: { readonly path?: string; readonly condition?: unknown } = {},
): Promise<string> {
  const Principal = typeof trusted === 'string' ? { AWS: trusted } : trusted;
  const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } as const;
  const AssumeRolePolicyDocument = policy(more.condition ? { ...trust, Condition: more.condition } : trust);
  const Path = more.path ?? '/';
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument }));
  const PolicyDocument = policy(statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'may', PolicyDocument }));
  return Role?.Arn ?? '';
}

export async function assumeRole(
  { sts }: AwsClients,
  RoleArn: string,
  RoleSessionName = 'test',
): Promise<Credentials> {
  const { Credentials: issued = {} } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
  return asCredentials(issued as Parameters<typeof asCredentials>[0]);
}
