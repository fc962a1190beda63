import { Type, type Static, type TSchema } from 'typebox';
import { deviceStateSchema } from '../protocol/presence.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const number = (minimum: number, maximum: number) => nullable(Type.Number({ minimum, maximum }));
const closed = { additionalProperties: false };

/** dBFS as in `siteReportSchema`: -127 silent … 0 loudest. */
const dbfs = () => number(-127, 0);
const ratio = () => number(0, 1);
/** Ten gigabits: what no room has, and what catches a division by nothing. */
const bps = () => number(0, 10_000_000_000);
/** A minute both ways is no line any more. */
const milliseconds = () => number(0, 60_000);

/**
 * What a room measured of itself in one check, and nothing of a person: no name of a device, no
 * address, no picture and no sound. null: not measured.
 */
export const preflightMeasuredSchema = Type.Object(
  {
    camera: Type.Object(
      {
        state: deviceStateSchema,
        widthPx: number(0, 16_384),
        heightPx: number(0, 16_384),
        framesPerS: number(0, 1_000),
        /** Mean of the picture, 0 black … 1 white. */
        brightness: ratio(),
        /** Anything changed between the pictures that were looked at. */
        moving: nullable(Type.Boolean()),
      },
      closed,
    ),
    microphone: Type.Object(
      {
        state: deviceStateSchema,
        /** The room while nobody speaks: the quiet tenth of what was heard. */
        ambientDbfs: dbfs(),
        /** The loudest while somebody was asked to speak. */
        voiceDbfs: dbfs(),
        /** false: the browser did not let the page listen, as before the first click. */
        listened: Type.Boolean(),
      },
      closed,
    ),
    speaker: Type.Object(
      {
        played: Type.Boolean(),
        /** How much louder the microphone heard the tone than the pauses between. */
        loopDb: number(-200, 200),
        /** What the person in the room said; null: nobody answered. */
        answer: nullable(Type.Union([Type.Literal('heard'), Type.Literal('not-heard')])),
      },
      closed,
    ),
    network: Type.Object(
      {
        /** `media`: a test picture through the media plane and back; `http`: files timed, which tells no loss. */
        how: Type.Union([Type.Literal('media'), Type.Literal('http'), Type.Literal('none')]),
        uplinkBps: bps(),
        downlinkBps: bps(),
        uplinkLossRatio: ratio(),
        downlinkLossRatio: ratio(),
        rttMs: milliseconds(),
      },
      closed,
    ),
    clock: Type.Object(
      {
        /** What has to be added to the room's clock to get the server's; a century catches a dead battery. */
        offsetMs: number(-3_200_000_000_000, 3_200_000_000_000),
        roundTripMs: milliseconds(),
      },
      closed,
    ),
    browser: Type.Object(
      {
        /** The maker's word and the main version: `Chrome 126`. No more of the user agent is sent. */
        name: Type.String({ maxLength: 40, pattern: '^[\\p{L}\\p{N} ._-]*$' }),
        version: nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
        /** The page came over https or from this machine; without it there is no camera. */
        secure: Type.Boolean(),
        webRtc: Type.Boolean(),
        vp8: Type.Boolean(),
        h264: Type.Boolean(),
        screenShare: Type.Boolean(),
      },
      closed,
    ),
  },
  closed,
);
export type PreflightMeasured = Static<typeof preflightMeasuredSchema>;
