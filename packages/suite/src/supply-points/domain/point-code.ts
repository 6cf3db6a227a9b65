import { parsePdr, parsePod } from '@sportello/kernel/identifiers';

/** The POD or PDR that a person wrote, as points are stored; what is neither stays as it is, and will not be found. */
export function pointCodeOf(written: string): string {
  const [pod, pdr] = [parsePod(written), parsePdr(written)];
  return pod.ok ? pod.value : pdr.ok ? pdr.value : written;
}
