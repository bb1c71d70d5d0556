/** What happens around one call of a port; `call` makes it. */
type Around = (name: string, call: () => Promise<unknown>) => Promise<unknown>;

/** The same port, with something happening around each of its calls. */
export const aroundCalls = <Port extends object>(port: Port, around: Around): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function'
        ? (...parameters: unknown[]) =>
            around(String(name), () => Reflect.apply(member, target, parameters) as Promise<unknown>)
        : member;
    },
  });

/** Where the process dies: before a call reaches the port, or after it did its work and before anyone hears of it. */
export interface CrashPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
}

const CRASH = 'the process died';

/** Wraps any number of ports that share one count of calls; the call of that number dies, once. */
export const crashingAt = ({ call: fatal, when }: CrashPoint) => {
  let calls = 0;
  const around: Around = async (_name, call) => {
    calls += 1;
    if (calls !== fatal) {
      return call();
    }
    if (when === 'after') {
      await call();
    }
    throw new Error(CRASH);
  };
  return {
    calls: () => calls,
    wrap: <Port extends object>(port: Port): Port => aroundCalls(port, around),
  };
};
