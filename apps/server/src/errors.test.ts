import { expect, test } from 'vitest';
import { OutsideFault, ProtocolFault, errorProblem, refusalProblem } from './errors.ts';

test('[CONF-7] a refusal, a fault and a bug become problem+json; of a bug and an outside fault the client gets an id only', () => {
  expect(refusalProblem('floor-already-taken')).toMatchObject({
    status: 409,
    code: 'floor-already-taken',
    type: 'urn:diemcau:floor-already-taken',
  });
  expect(refusalProblem('chair-only').status).toBe(403);
  expect(errorProblem(new ProtocolFault('bad-request', 'no subject'))).toMatchObject({ status: 400, detail: 'no subject' });
  const fault = new OutsideFault('try-again', { cause: new Error('password=hunter2') });
  expect(errorProblem(fault)).toMatchObject({ status: 503, instance: `urn:uuid:${fault.id}` });
  const bug = errorProblem(new TypeError('hunter2 is undefined'));
  expect(bug).toMatchObject({ status: 500, code: 'internal-error' });
  expect(JSON.stringify([errorProblem(fault), bug])).not.toContain('hunter2');
});
