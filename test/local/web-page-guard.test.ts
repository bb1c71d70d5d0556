import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { callResource, unsigned } from './support/unsigned-call.ts';

// https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site

const aws = localAws();
const form = { 'content-type': 'application/x-www-form-urlencoded' };

interface Answer {
  readonly status: number | undefined;
  readonly headers: string;
  readonly body: string;
}

async function send(
  path: string,
  headers: OutgoingHttpHeaders,
  { method = 'GET', body = '' } = {},
): Promise<Answer> {
  const sent = request(`${aws.endpoint()}${path}`, { method, headers }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    status: answer.statusCode,
    headers: answer.rawHeaders.join('\n').toLowerCase(),
    body: await text(answer),
  };
}

const createUser = (userName: string, headers: OutgoingHttpHeaders) =>
  send(
    '/',
    { ...unsigned(memberAccount, 'iam'), ...form, ...headers },
    { method: 'POST', body: `Action=CreateUser&Version=2010-05-08&UserName=${userName}` },
  );

const userNames = async () => {
  const { body } = await send('/?Action=ListUsers&Version=2010-05-08', unsigned(memberAccount, 'iam'));
  return [...body.matchAll(/<UserName>(.*?)</g)].map(([, name]) => name);
};

/** Asks an API of API Gateway that speaks over web sockets; answers the status. */
async function openSocket(headers: OutgoingHttpHeaders): Promise<number | undefined> {
  const to = { endpoint: aws.endpoint(), account: memberAccount, service: 'apigateway' };
  const input = { name: 'chat', protocolType: 'WEBSOCKET', routeSelectionExpression: '$request.body.action' };
  const { apiId } = JSON.parse(await callResource(to, 'POST', '/v2/apis', input));
  const handshake = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  };
  const sent = request(`${to.endpoint}/_aws/execute-api/${apiId}/test`, {
    headers: { ...handshake, ...headers },
  }).end();
  const [answer] = (await Promise.race([once(sent, 'upgrade'), once(sent, 'response')])) as [IncomingMessage];
  answer.socket.destroy();
  return answer.statusCode;
}

const port = () => new URL(aws.endpoint()).port;
const fromAPage = { status: 403, body: expect.stringContaining('came from a web page') };

describe('a web page in a browser of this machine', () => {
  it.each([
    ['of another origin', { origin: 'https://evil.example' }],
    ['without an origin of its own', { origin: 'null' }],
    ['of another server of this machine', { origin: 'http://localhost:3000' }],
    ['that sends no origin', { 'sec-fetch-site': 'cross-site' }],
    ['of another port', { 'sec-fetch-site': 'same-site' }],
  ])('cannot call AWS: %s', async (_page, headers) => {
    expect(await createUser('from-a-page', { ...headers, 'content-type': 'text/plain' })).toMatchObject(
      fromAPage,
    );
    expect(await userNames()).not.toContain('from-a-page');
  });

  it('gets no answer to the question whether it may', async () => {
    const question = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
    const answer = await send('/_local/calls', question, { method: 'OPTIONS' });
    expect(answer).toMatchObject(fromAPage);
    expect(answer.headers).not.toContain('access-control-');
  });

  it.each(['evil.example', '127.0.0.1.evil.example', '127.0.0.1:1', 'localhost:1', '0.0.0.0'])(
    'reads nothing by a name that points here: %s',
    async (host) => {
      const path = `/_local/access-key?account=${memberAccount}&userName=ada`;
      const answer = await send(path, { host, 'sec-fetch-site': 'same-origin' });
      expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('for another host') });
    },
  );

  it('opens no web socket', async () => {
    expect(await openSocket({ origin: 'https://evil.example' })).toBe(403);
  });
});

describe('a program', () => {
  it('opens a web socket', async () => {
    expect(await openSocket({})).toBe(101);
  });

  it.each([
    ['127.0.0.1', () => `127.0.0.1:${port()}`],
    ['localhost', () => `LocalHost:${port()}`],
    ['a host without a port', () => 'localhost'],
  ])('calls AWS at %s', async (_name, host) => {
    expect(await send('/_ministack/health', { host: host() })).toMatchObject({ status: 200 });
  });

  it('is never told that a page may read the answer', async () => {
    const created = await createUser('by-a-program', {});
    expect(created.status).toBe(200);
    expect(created.headers).toContain('x-amzn-requestid');
    expect(created.headers).not.toContain('access-control-');
  });
});

describe('a person', () => {
  it('can type an address into the browser', async () => {
    const answer = await send('/_local/mail', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' });
    expect(answer).toMatchObject({ status: 200, body: '[]' });
  });
});
