/** The part of a WebSocket the live client uses; tests have one they flush by hand. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

export interface LiveSocketEvents {
  opened(): void;
  received(text: string): void;
  /** Once, also when it never opened. `code` as in RFC 6455 §7.4. */
  closed(code: number): void;
}

export type OpenLiveSocket = (url: string, events: LiveSocketEvents) => LiveSocket;

export const openBrowserSocket: OpenLiveSocket = (url, events) => {
  const socket = new WebSocket(url);
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => events.received(String(data));
  socket.onclose = ({ code }) => events.closed(code);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};
