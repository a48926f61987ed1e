import { type Manifest, manifestSchema, practiceContainer } from '../../../shared/eppb';

/** The manifest in these bytes, or undefined where they hold none of this format. */
export function parseManifest(bytes: Buffer, format: Manifest['format']): Manifest | undefined {
  if (bytes.length > practiceContainer.manifestLengthMax) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.format === format ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
