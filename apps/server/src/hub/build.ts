/** Which program made a view. Views of two builds may differ in shape and are never patched into each other. */
import { CONFERENCE_SCHEMA_VERSION, PROTOCOL_VERSION } from '@diemcau/core';
import manifest from '../../package.json' with { type: 'json' };

export const BUILD = `${manifest.version}-${PROTOCOL_VERSION}.${CONFERENCE_SCHEMA_VERSION}`;
