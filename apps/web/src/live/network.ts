/** What the browser knows about its network. */
export interface Network {
  online(): boolean;
  /** Called when the network goes, comes back or becomes another one; returns the function that stops it. */
  listen(changed: () => void): () => void;
}

interface ConnectionTarget extends EventTarget {
  readonly type?: string;
}

/** `navigator.connection` (Network Information API) exists in Chromium only; elsewhere online and offline must do. */
export const browserNetwork: Network = {
  online: () => navigator.onLine,
  listen(changed) {
    const connection = (navigator as Navigator & { readonly connection?: ConnectionTarget }).connection;
    // The `change` event also fires when only an estimate moves; the type tells a new network.
    let type = connection?.type;
    const moved = () => {
      if (connection?.type === type) return;
      type = connection?.type;
      changed();
    };
    window.addEventListener('online', changed);
    window.addEventListener('offline', changed);
    connection?.addEventListener('change', moved);
    return () => {
      window.removeEventListener('online', changed);
      window.removeEventListener('offline', changed);
      connection?.removeEventListener('change', moved);
    };
  },
};
