import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arriveInRoom, markInRoom, roomPeople } from '../../../live/attendance-api.ts';
import type { ListedPerson, Marked, Marking, NewArrival, RoomPlace } from '../../../live/attendance-api.ts';
import type { HttpResult } from '../../../live/http.ts';
import { newId } from '../../../live/new-id.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { tellDone, tellProblem } from '../../../ui/tell.ts';

export interface Door {
  /** null: not read yet. */
  readonly people: readonly ListedPerson[] | null;
  readonly trouble: string | null;
  readonly mark: (who: Marked, marking: Marking) => Promise<ListedPerson | null>;
  readonly arrive: (arrival: NewArrival) => Promise<ListedPerson | null>;
}

/** The room's list as this page knows it, brought up to date by every answer. */
export function useDoor(place: RoomPlace): Door {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { conferenceId, siteId } = place;
  const { value, problem } = useLoaded(`${conferenceId} ${siteId}`, () => roomPeople(place));
  const [newer, setNewer] = useState<ReadonlyMap<string, ListedPerson>>(new Map());
  const told = useCallback(
    (answer: HttpResult<ListedPerson>): ListedPerson | null => {
      if (!answer.ok) {
        tellProblem(troubleText(answer.problem));
        return null;
      }
      tellDone(t('attendance.room.done', { name: answer.value.name }));
      setNewer((before) => new Map(before).set(answer.value.personId, answer.value));
      return answer.value;
    },
    [t, troubleText],
  );
  const listed = value?.people.map((person) => newer.get(person.personId) ?? person) ?? null;
  const known = new Set(listed?.map(({ personId }) => personId));
  const added = [...newer.values()].filter(({ personId }) => !known.has(personId));
  return {
    people: listed && [...added, ...listed],
    trouble: problem && troubleText(problem),
    mark: async (who, marking) => told(await twice((id) => markInRoom({ conferenceId, siteId }, who, marking, id))),
    arrive: async (arrival) => told(await twice((id) => arriveInRoom({ conferenceId, siteId }, arrival, id))),
  };
}

/** A lost answer is asked for once more under the same id, so it counts once. */
async function twice<T>(request: (id: string) => Promise<HttpResult<T>>): Promise<HttpResult<T>> {
  const id = newId();
  const first = await request(id);
  return !first.ok && first.problem.code === 'unreachable' ? request(id) : first;
}
