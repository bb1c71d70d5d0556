import {
  GetLoginProfileCommand,
  type IAMClient,
  ListServiceSpecificCredentialsCommand,
  type ListServiceSpecificCredentialsResponse,
  paginateListAccessKeys,
  paginateListMFADevices,
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  type StatusType,
} from '@aws-sdk/client-iam';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { awsFailure } from './aws-failure.ts';
import { observeListing } from './iam-listing.ts';
import { observeFact } from './observe-fact.ts';

type Credentials = Pick<
  UserPosture,
  'accessKeys' | 'password' | 'mfaDevices' | 'serviceCredentials' | 'sshPublicKeys' | 'signingCertificates'
>;

/** A status that is not known here counts as active. */
const isActive = (status: StatusType | undefined): boolean => status !== 'Inactive' && status !== 'Expired';

const readPassword = async (
  client: IAMClient,
  UserName: string,
): Promise<'set' | 'reset-required' | 'none'> => {
  try {
    const { LoginProfile } = await client.send(new GetLoginProfileCommand({ UserName }));
    return LoginProfile?.PasswordResetRequired === true ? 'reset-required' : 'set';
  } catch (error) {
    if (awsFailure(error) === 'not-found') {
      return 'none';
    }
    throw error;
  }
};

/** The SDK has no paginator for this listing, though it comes in pages. */
async function* serviceCredentialPages(
  client: IAMClient,
  UserName: string,
): AsyncIterable<ListServiceSpecificCredentialsResponse> {
  let marker: string | undefined;
  do {
    const page: ListServiceSpecificCredentialsResponse = await client.send(
      new ListServiceSpecificCredentialsCommand({
        UserName,
        ...(marker !== undefined && { Marker: marker }),
      }),
    );
    yield page;
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
}

const readUploaded = async (
  client: IAMClient,
  UserName: string,
): Promise<Pick<Credentials, 'sshPublicKeys' | 'signingCertificates'>> => {
  const [sshPublicKeys, signingCertificates] = await Promise.all([
    observeListing(paginateListSSHPublicKeys({ client }, { UserName }), ({ SSHPublicKeys }) =>
      SSHPublicKeys?.map((key) => ({ id: key.SSHPublicKeyId ?? '', active: isActive(key.Status) })),
    ),
    observeListing(paginateListSigningCertificates({ client }, { UserName }), ({ Certificates }) =>
      Certificates?.map(({ CertificateId, Status }) => ({
        id: CertificateId ?? '',
        active: isActive(Status),
      })),
    ),
  ]);
  return { sshPublicKeys, signingCertificates };
};

/** Everything that a user can sign in or sign requests with, in one parallel round. No secret is read. */
export const readCredentials = async (client: IAMClient, UserName: string): Promise<Credentials> => {
  const [accessKeys, password, mfaDevices, serviceCredentials, uploaded] = await Promise.all([
    observeListing(paginateListAccessKeys({ client }, { UserName }), ({ AccessKeyMetadata }) =>
      AccessKeyMetadata?.map(({ AccessKeyId, Status }) => ({
        id: AccessKeyId ?? '',
        active: isActive(Status),
      })),
    ),
    observeFact(() => readPassword(client, UserName)),
    observeListing(paginateListMFADevices({ client }, { UserName }), ({ MFADevices }) =>
      MFADevices?.map(({ SerialNumber }) => ({ serialNumber: SerialNumber ?? '' })),
    ),
    observeListing(serviceCredentialPages(client, UserName), ({ ServiceSpecificCredentials }) =>
      ServiceSpecificCredentials?.map((credential) => ({
        id: credential.ServiceSpecificCredentialId ?? '',
        serviceName: credential.ServiceName ?? '',
        active: isActive(credential.Status),
      })),
    ),
    readUploaded(client, UserName),
  ]);
  return { accessKeys, password, mfaDevices, serviceCredentials, ...uploaded };
};
