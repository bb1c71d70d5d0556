/** What stands for a signature of an account's root; the local AWS takes it. */
export function unsigned(account: string, service: string, region = 'us-east-1'): { authorization: string } {
  const credential = `Credential=${account}/20260101/${region}/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` };
}

export interface ServiceAddress {
  readonly endpoint: string;
  readonly account: string;
  /** The name the service signs with. */
  readonly service: string;
  readonly region?: string;
}

async function answerTo(
  to: ServiceAddress,
  path: string,
  request: { method: string; headers?: Record<string, string>; body?: string | URLSearchParams },
): Promise<string> {
  const headers = { ...unsigned(to.account, to.service, to.region), ...request.headers };
  const answer = await fetch(`${to.endpoint}${path}`, { ...request, headers });
  return answer.text();
}

/** A call of a service that takes forms: CloudFormation and the like. */
export const callWithForm = (to: ServiceAddress, form: Record<string, string>): Promise<string> =>
  answerTo(to, '/', { method: 'POST', body: new URLSearchParams(form) });

/** A call of a service that takes JSON and a target: CloudWatch, Organizations and the like. */
export const callWithTarget = (to: ServiceAddress, target: string, input: object): Promise<string> =>
  answerTo(to, '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });

/** A call of a service that has an address for each resource: Lambda. */
export const callResource = (
  to: ServiceAddress,
  method: string,
  path: string,
  input?: object,
): Promise<string> => answerTo(to, path, { method, ...(input && { body: JSON.stringify(input) }) });
