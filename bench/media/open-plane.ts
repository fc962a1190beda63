import { connectPlane, spreadPlane, type MediaPlane } from '@diemcau/media';

/** The plane behind these sockets, one for each of its processes, once it takes calls; as the product's web workers have it. The caller closes it. */
export async function openPlane(socketPaths: readonly string[]): Promise<MediaPlane> {
  const plane = spreadPlane(socketPaths.map((path) => connectPlane(path)));
  await new Promise<void>((resolve) => void plane.listen((event) => event.type === 'plane-up' && resolve()));
  return plane;
}
