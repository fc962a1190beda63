/** A socket as a session sees it; the convergence test brings its own, flushed by hand. */
export interface Transport {
  /** Whole frames, see frame.ts. */
  send(bytes: Buffer): void;
  /** Whether what is sent now can still go out. */
  isOpen(): boolean;
  /** Ends it with a close code; what was sent before still goes out. */
  close(code: number, reason: string): void;
  /** Asks the other end for a sign of life. */
  ping(): void;
  /** Bytes that were sent and have not left yet. */
  bufferedBytes(): number;
  /** What the program at the other end calls itself (RFC 9110 §10.1.5); absent where it does not say. */
  readonly userAgent?: string | undefined;
}
