/** A process of its own: opens thousands of connections from several addresses of loopback and never finishes a request on them. */
import { connect } from 'node:net';

const [port = '0', count = '0'] = process.argv.slice(2);
/** One address has 28,000 ports on Linux, fewer where others use them, too. */
const ADDRESSES = 20;
/** Fewer than the system keeps for the server until it accepts them. */
const AT_ONCE = 500;

const told = { opened: 0, closed: 0 };
let begun = 0;

function open(): void {
  begun += 1;
  const number = begun;
  const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress: `127.0.7.${1 + (number % ADDRESSES)}` });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    told.closed += 1;
  });
  socket.once('connect', () => {
    told.opened += 1;
    // Every other one begins an upgrade and stops in the middle of it.
    if (number % 2 === 0) socket.write('GET /api/v1/conferences/x/live?as=phone HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n');
    if (begun < Number(count)) open();
    else if (told.opened === Number(count)) process.send?.('open');
  });
}

for (let number = 0; number < AT_ONCE; number += 1) open();
process.on('message', () => process.send?.(told));
process.on('disconnect', () => process.exit());
