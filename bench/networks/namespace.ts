import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [NAME, HERE, THERE] = ['dcbench', 'dcbench0', 'dcbench1'];
/** A network of documentation would be routed nowhere as well; this one is private (RFC 1918 §3). */
export const SERVER_ADDRESS = '10.77.0.1';
/** The relay stands beside the server: coturn reaches no peer on the address it listens on. */
export const TURN_ADDRESS = '10.77.0.9';
/** What a router would have outside, for a server behind it. */
export const NAT_ADDRESS = '10.77.0.8';
const ROOM_ADDRESS = '10.77.0.2';
const NEXT_ADDRESS = '10.77.0.3';

/** A room's network: a namespace joined to this machine by one cable. Needs root. The caller closes it. */
export class Namespace {
  constructor() {
    this.close();
    ip('netns', 'add', NAME);
    ip('link', 'add', HERE, 'type', 'veth', 'peer', 'name', THERE, 'netns', NAME);
    ip('addr', 'add', `${SERVER_ADDRESS}/24`, 'dev', HERE);
    ip('addr', 'add', `${TURN_ADDRESS}/24`, 'dev', HERE);
    ip('addr', 'add', `${NAT_ADDRESS}/24`, 'dev', HERE);
    ip('link', 'set', HERE, 'up');
    inside('ip', 'addr', 'add', `${ROOM_ADDRESS}/24`, 'dev', THERE);
    inside('ip', 'link', 'set', THERE, 'up');
    inside('ip', 'link', 'set', 'lo', 'up');
    // Chromium finds its own address by the route it would take to the world; nothing is sent there.
    inside('ip', 'route', 'add', 'default', 'via', SERVER_ADDRESS);
  }

  /** No UDP leaves the room: neither a filter nor netem is in every kernel, a rule of the routing is. */
  dropUdp(): void {
    for (const address of [SERVER_ADDRESS, TURN_ADDRESS]) inside('ip', 'rule', 'add', 'to', `${address}/32`, 'ipproto', 'udp', 'blackhole');
  }

  changeAddress(): void {
    inside('ip', 'addr', 'del', `${ROOM_ADDRESS}/24`, 'dev', THERE);
    inside('ip', 'addr', 'add', `${NEXT_ADDRESS}/24`, 'dev', THERE);
  }

  /** A program that runs Chromium in the namespace. */
  browserProgram(): string {
    const file = join(mkdtempSync(join(tmpdir(), 'diemcau-bench-networks-')), 'chromium');
    writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${NAME} ${process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'} "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  close(): void {
    attempt(() => ip('netns', 'del', NAME));
    attempt(() => ip('link', 'del', HERE));
  }
}

function ip(...words: string[]): void {
  run('ip', ...words);
}

function inside(...words: string[]): void {
  run('ip', 'netns', 'exec', NAME, ...words);
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** What may not be there need not be removed. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // It was not there.
  }
}
