import { ID_PATTERN } from '../../kernel/ids.ts';
import type { ConferenceState } from '../state.ts';

/** Sentences that hold in every state the rules can reach; returns those that do not. */
export function broken(state: ConferenceState): readonly string[] {
  return [...brokenFloor(state), ...brokenChair(state), ...brokenLife(state), ...brokenAgenda(state), ...brokenRooms(state)];
}

function brokenFloor(state: ConferenceState): readonly string[] {
  const { requests, queue, standby, speech } = state;
  const open = Object.values(requests);
  const places = [...queue, ...(standby ? [standby.requestId] : []), ...(speech ? [speech.requestId] : [])];
  const used = [...state.pastSpeeches, ...(speech ? [speech] : [])].map((one) => one.speechId);
  return failed({
    'a request is queued, on standby or speaking, once': new Set(places).size === places.length,
    'every place has its request': places.every((id) => Object.hasOwn(requests, id)),
    'every request has a place': open.length === places.length,
    'one request per site': new Set(open.map((request) => request.siteId)).size === open.length,
    'every request is of a site that is there': open.every((request) => Object.hasOwn(state.sites, request.siteId)),
    'no two speeches share an id': new Set(used).size === used.length,
    'grace has an end, and only grace': speech === null || (speech.link === 'grace') === (speech.graceEndsAtMs !== null),
    'every speaker is still listed': state.pastSpeeches.every((past) => Object.hasOwn(state.sites, past.siteId)),
    'slides are of the hall or the speaker': [null, state.hallSiteId, speech?.siteId].includes(state.slidesSiteId),
  });
}

function brokenChair(state: ConferenceState): readonly string[] {
  const officers = Object.values(state.officers);
  const appointed = officers.filter((officer) => officer.roles.includes('chair'));
  const holders = officers.filter((officer) => officer.accountId === state.chairHolder);
  return failed({
    'at most one appointed chair': appointed.length <= 1,
    'a chair once appointed, exactly one holds it': appointed.length === 0 || holders.length === 1,
    'whoever holds the chair is chair or deputy': holders.every(({ roles }) => roles.includes('chair') || roles.includes('deputy')),
    'the holder is an officer': state.chairHolder === null || holders.length === 1,
  });
}

function brokenLife(state: ConferenceState): readonly string[] {
  const ids = [...Object.keys(state.sites), ...Object.keys(state.officers), ...Object.keys(state.requests)];
  const running = state.phase === 'live' || state.phase === 'paused';
  return failed({
    'pausedAtMs is set while paused': (state.phase === 'paused') === (state.pausedAtMs !== null),
    'closedAtMs is set while closed': (state.phase === 'closed') === (state.closedAtMs !== null),
    'nobody speaks, waits or shows slides outside': running || (Object.keys(state.requests).length === 0 && state.slidesSiteId === null),
    'a conference that runs has its hall': !running || (state.hallSiteId !== null && Object.hasOwn(state.sites, state.hallSiteId)),
    'ids keep their shape': ids.every((id) => new RegExp(ID_PATTERN, 'u').test(id)),
  });
}

function brokenAgenda(state: ConferenceState): readonly string[] {
  const { agenda, agendaItems, currentItemId } = state;
  const items = Object.values(agendaItems);
  const running = items.filter((item) => item.status === 'running');
  return failed({
    'every item has one place in the agenda':
      new Set(agenda).size === agenda.length && agenda.every((id) => Object.hasOwn(agendaItems, id)),
    'the agenda has every item': items.length === agenda.length,
    'the current item, and only it, runs': running.length <= 1 && (running[0]?.itemId ?? null) === currentItemId,
    'what runs has a beginning': items.every((item) => (item.status === 'running') === (item.runningFromMs !== null)),
    'what is over has an end': items.every((item) => item.status !== 'done' || item.endedAtMs !== null),
    'no item ran a negative time': items.every((item) => item.ranMs >= 0) && state.pausedTotalMs >= 0,
    'whoever presents is there': items.every((item) => item.presenterSiteId === null || Object.hasOwn(state.sites, item.presenterSiteId)),
    'an item runs in a running conference only': currentItemId === null || state.phase === 'live' || state.phase === 'paused',
  });
}

function brokenRooms(state: ConferenceState): readonly string[] {
  const { sites, queue, orderedThrough, helpCalls, headcounts, documents, lastNo } = state;
  const calls = Object.values(helpCalls);
  const numbered = [...Object.values(state.messages), ...Object.values(state.posts)].map((one) => one.no);
  return failed({
    'what was ordered by hand waits': orderedThrough === null || queue.includes(orderedThrough),
    'whoever calls for help is there': calls.every((call) => Object.hasOwn(sites, call.siteId)) && new Set(calls).size === calls.length,
    'whoever counted is there': Object.keys(headcounts).every((siteId) => Object.hasOwn(sites, siteId)),
    'a document belongs to an item that is there': Object.values(documents).every(
      ({ itemId }) => itemId === null || Object.hasOwn(state.agendaItems, itemId),
    ),
    'numbers are given once': new Set(numbered).size === numbered.length && numbered.every((no) => no <= lastNo),
    'the channel is open in a running conference only': !state.channelOpen || state.phase === 'live' || state.phase === 'paused',
  });
}

function failed(sentences: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(sentences).filter((sentence) => !sentences[sentence]);
}
