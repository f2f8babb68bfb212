/** A semantic version: missing numbers are 0, build metadata does not count. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  /** The parts of a pre-release, none for a release. */
  readonly before: readonly string[];
}

/** Read alike by JavaScript and every database. */
export const versionPattern = '^v?[0-9]{1,9}([.][0-9]{1,9}){0,2}(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?$';

const form = new RegExp(versionPattern);

/** `5.12`, `v2.0.0-rc.1`; undefined when it is no version. */
export function parseVersion(text: string): Version | undefined {
  if (!form.test(text)) return undefined;
  const [plain = ''] = text.replace(/^v/, '').split('+');
  const dash = plain.indexOf('-');
  const core = dash < 0 ? plain : plain.slice(0, dash);
  const [major = 0, minor = 0, patch = 0] = core.split('.').map(Number);
  return { numbers: [major, minor, patch], before: dash < 0 ? [] : plain.slice(dash + 1).split('.') };
}
