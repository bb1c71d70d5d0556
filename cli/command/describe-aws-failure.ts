import { printable } from '#core/kernel/printable.ts';

/** What the SDK and the network say when somebody is not known to AWS, or AWS can't be reached. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^ExpiredToken|RequestExpired/, 'the AWS credentials have expired. Sign in again'],
  [
    /^InvalidClientTokenId$|^UnrecognizedClient|^SignatureDoesNotMatch$|^AuthFailure$/,
    'AWS does not know these credentials. Sign in again, or set AWS_PROFILE to another profile',
  ],
  [/^AccessDenied/, 'AWS denies that to these credentials'],
  [
    /^TimeoutError$|^ENOTFOUND$|^ECONNREFUSED$|^ECONNRESET$|^EAI_AGAIN$|^ENETUNREACH$|^EHOSTUNREACH$|^NetworkingError$/,
    'there is no way to AWS from here. Look at the network, a proxy, and AWS_ENDPOINT_URL',
  ],
];

const NO_CREDENTIALS = /^CredentialsProviderError$|^TokenProviderError$/;

const codesOf = (error: unknown): readonly string[] => {
  const { name, code } = error as Error & { readonly code?: string };
  return [name, code ?? ''];
};

/** Why AWS could not be asked, and what to do, in words; `noCredentials` where the command found no credentials. */
export const describeAwsFailure = (error: unknown, noCredentials: string): string => {
  const codes = codesOf(error);
  if (codes.some((code) => NO_CREDENTIALS.test(code))) {
    return noCredentials;
  }
  const known = CAUSES.find(([names]) => codes.some((code) => names.test(code)));
  return known?.[1] ?? printable(`${(error as Error).name}: ${(error as Error).message}`);
};
