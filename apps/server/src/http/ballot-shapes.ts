/** Shapes that the routes of ballots share. */
import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import { idSchema, SHARES, textSchema, type BallotView, type Refusal } from '@diemcau/core';
import { refusalProblem } from '../errors.ts';
import { nullable } from './organisation-shapes.ts';
import { sendProblem } from './problems.ts';

const shareSchema = Type.Union(SHARES.map((share) => Type.Literal(share)));
const optionSchema = Type.Object({ optionId: idSchema(), text: textSchema(200) }, { additionalProperties: false });
const formSchema = Type.Union([
  Type.Object({ kind: Type.Literal('yes-no') }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('choose'),
      options: Type.Array(optionSchema, { maxItems: 40 }),
      maxChoices: Type.Integer({ minimum: 0, maximum: 40 }),
    },
    { additionalProperties: false },
  ),
]);
const base = Type.Union(['decided', 'cast', 'present'].map((of) => Type.Literal(of as 'decided' | 'cast' | 'present')));
/** What is asked, and the rules by which the answer counts. They do not change afterwards. */
export const announceBody = Type.Object(
  {
    ballotId: idSchema(),
    question: textSchema(1_000),
    form: formSchema,
    secrecy: Type.Union([Type.Literal('open'), Type.Literal('secret')]),
    voters: Type.Union([Type.Literal('people'), Type.Literal('sites')]),
    quorum: nullable(Type.Object({ share: shareSchema }, { additionalProperties: false })),
    majority: Type.Object({ share: shareSchema, of: base }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
const timed = { closesAtMs: Type.Integer({ description: 'When it closes by itself' }) };
const reasoned = { reason: textSchema(500) };
export const ballotCommandBody = Type.Union([
  Type.Object({ type: Type.Literal('OpenBallot'), ...timed }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('ExtendBallot'), ...timed }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('CloseBallot') }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('WithdrawBallot'), ...reasoned }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('DeclareInvalid'), ...reasoned }, { additionalProperties: false }),
]);
export type BallotCommandBody = Static<typeof ballotCommandBody>;
export const handsBody = Type.Object(
  {
    counter: Type.Union([Type.Literal(1), Type.Literal(2)], { description: 'Which of the two officers counted' }),
    hands: Type.Record(Type.String({ maxLength: 64 }), Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
);
export const choiceSchema = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 40, description: 'Options, or yes, no, abstain' });
/** The shape of BallotView in packages/core; docs/protocol.md tells of it. */
export const ballotSchema = Type.Unsafe<BallotView>(
  Type.Object({ ballotId: Type.String(), phase: Type.String() }, { additionalProperties: true }),
);
export const ballotParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), ballotId: Type.String({ maxLength: 64 }) });

export function refusedBallot(reply: FastifyReply, { code, params }: Refusal): never {
  return sendProblem(reply, refusalProblem(code, params)) as never;
}
