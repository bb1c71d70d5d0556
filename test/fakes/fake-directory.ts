import type { CollectiveConcern } from '#core/change/concern.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import type { ReadFailure } from '#core/posture/observed.ts';
import type { DirectoryPage, DirectoryReader } from '#ports/directory-reader.ts';

const nameOf = (concern: CollectiveConcern): string => {
  switch (concern.kind) {
    case 'group':
      return `group ${concern.groupName}`;
    case 'policy':
      return `policy ${concern.arn}`;
    case 'role':
      return `role ${concern.roleName}`;
    case 'account':
      return 'account';
  }
};

interface Entry {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

const pageOf = ({ users, groups }: Entry, start: number, size: number): DirectoryPage => ({
  kind: 'page',
  users: users.slice(start, start + size) as UserName[],
  groups: start === 0 ? groups : [],
  next: start + size < users.length ? String(start + size) : undefined,
});

/** Who is concerned by what: users and groups under `group …`, `policy …`, `role …` or `account`, in pages. */
export const fakeDirectory = (pageSize = 100) => {
  const entries = new Map<string, Entry>();
  const failures: ReadFailure[] = [];
  const asked: string[] = [];
  const reader: DirectoryReader = {
    readPage: async ({ concern, marker }): Promise<DirectoryPage> => {
      asked.push(`${nameOf(concern)}${marker === undefined ? '' : ` from ${marker}`}`);
      const because = failures.shift();
      if (because !== undefined) {
        return { kind: 'unreadable', because };
      }
      const entry = entries.get(nameOf(concern));
      if (entry === undefined) {
        return { kind: 'absent' };
      }
      return pageOf(entry, Number(marker ?? 0), pageSize);
    },
  };
  return {
    reader,
    asked,
    set: (name: string, users: readonly string[], groups: readonly string[] = []): void => {
      entries.set(name, { users, groups });
    },
    /** The next answers are failures, so many of them. */
    failNext: (because: ReadFailure, times = 1): void => {
      failures.push(...Array.from({ length: times }, () => because));
    },
    /** Nothing fails any more. */
    recover: (): void => {
      failures.length = 0;
    },
  };
};
