import { Audio, type Video } from 'node-datachannel';
import { H264_PARAMETERS, OPUS_PARAMETERS, type PayloadTypes } from '../rtp/codec.ts';

/** Writes the codecs of a section into its description for the answer. */
export function addCodecs(media: Audio | Video, payloadTypes: PayloadTypes): void {
  for (const [codec, payloadType] of payloadTypes) {
    if (media instanceof Audio) media.addOpusCodec(payloadType, OPUS_PARAMETERS);
    else if (codec === 'h264') media.addH264Codec(payloadType, H264_PARAMETERS);
    else media.addVP8Codec(payloadType);
  }
}
