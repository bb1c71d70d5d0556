/** One of the emulator's own addresses, below /_local/. */
export async function askLocally<Answer = unknown>(
  endpoint: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const url = `${endpoint}/_local/${path}`;
  const answer = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const value: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
  return value as Answer;
}
