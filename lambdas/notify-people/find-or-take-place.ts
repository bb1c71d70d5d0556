import type { Notice } from '#core/notice/notice.ts';
import { allowanceOf, type NoticePlace, windowsToJoin } from '#core/notice/notice-window.ts';
import type { NotifyPorts } from './notify-ports.ts';

type Ports = Pick<NotifyPorts, 'notices' | 'clock'>;

const nextPlace = async (notice: Notice, { notices, clock }: Ports): Promise<NoticePlace> => {
  const now = clock.now();
  for (const toJoin of windowsToJoin(allowanceOf(notice), now)) {
    const place = await notices.takePlace(toJoin, now);
    if (place !== undefined) {
      return place;
    }
  }
  throw new Error(
    'expected a window of notices to be open now or to begin, received only ones that have ended',
  );
};

/** The place that the notice has, or else the next one: whatever was decided first holds for every later delivery. */
export const findOrTakePlace = async (notice: Notice, ports: Ports): Promise<NoticePlace> => {
  const known = await ports.notices.findPlace(notice.id);
  return known ?? ports.notices.keepPlace(notice.id, await nextPlace(notice, ports));
};

/** For a notice whose place was settled empty before it was left there: another one. */
export const takePlaceInstead = async (
  notice: Notice,
  lost: NoticePlace,
  ports: Ports,
): Promise<NoticePlace> => ports.notices.keepPlace(notice.id, await nextPlace(notice, ports), lost);
