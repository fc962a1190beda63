import { describe, expect, it } from 'vitest';
import { OutsideFault } from '../errors.ts';
import { GroupCommit } from './group-commit.ts';

describe('a group commit', () => {
  it('[CHECKIN-23] answers each of a batch with its own, and what comes meanwhile goes into the next', async () => {
    const batches: number[][] = [];
    const commits = new GroupCommit<number, string>(async (batch) => {
      batches.push([...batch]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return batch.map((one) => `answer ${one}`);
    });
    const first = [1, 2, 3].map((one) => commits.submit(one));
    await first[0];
    const second = [4, 5].map((one) => commits.submit(one));
    expect(await Promise.all([...first, ...second])).toEqual([1, 2, 3, 4, 5].map((one) => `answer ${one}`));
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    await commits.close();
  });

  it('[CHECKIN-23] that fails fails for its batch only', async () => {
    let broken = true;
    const commits = new GroupCommit<number, number>((batch) =>
      broken ? Promise.reject(new Error('a bug')) : Promise.resolve(batch.map((one) => one * 2)),
    );
    const failed = await Promise.allSettled([commits.submit(1), commits.submit(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await commits.submit(2)).toBe(4);
  });

  it('[VOTE-16] keeps what it has while the database is away for a moment, and says to come again when it stays away', async () => {
    let failures = 2;
    const write = (batch: readonly number[]) =>
      (failures -= 1) >= 0 ? Promise.reject(new OutsideFault('try-again')) : Promise.resolve(batch.map((one) => one * 2));
    const patient = new GroupCommit<number, number>(write);
    expect(await Promise.all([1, 2].map((one) => patient.submit(one)))).toEqual([2, 4]);
    failures = 2;
    const hasty = new GroupCommit<number, number>(write, { holdMs: 0 });
    const told = await Promise.allSettled([hasty.submit(1), hasty.submit(2)]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failures = 0;
    expect(await hasty.submit(3)).toBe(6);
  });

  it('[CHECKIN-23] takes no more than it can hold, and says so', async () => {
    let finish: () => void = () => undefined;
    const commits = new GroupCommit<number, number>(async (batch) => {
      await new Promise<void>((resolve) => (finish = resolve));
      finish = () => undefined;
      return [...batch];
    });
    const held = Array.from({ length: 30_000 }, (_, place) => commits.submit(place));
    await expect(commits.submit(0)).rejects.toThrow('overloaded');
    const all = Promise.all(held);
    const timer = setInterval(() => finish(), 1);
    expect((await all).length).toBe(30_000);
    clearInterval(timer);
  });
});
