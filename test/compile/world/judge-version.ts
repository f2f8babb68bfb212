const form =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

interface Version {
  readonly parts: readonly bigint[];
  readonly pre: readonly string[];
}

function readVersion(text: string): Version | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  const numbers = found.slice(1, 4).map((part) => part ?? '0');
  const pre = found[4]?.split('.') ?? [];
  const bad = [...numbers, ...pre].some((part) => /^0\d+$/.test(part));
  return bad ? undefined : { parts: numbers.map(BigInt), pre };
}

/** Below, at or above zero by the precedence of Semantic Versioning 2.0; nothing when one is no version. */
export function compareVersions(left: string, right: string): number | undefined {
  const a = readVersion(left);
  const b = readVersion(right);
  if (!a || !b) return undefined;
  for (const i of [0, 1, 2]) {
    const [x = 0n, y = 0n] = [a.parts[i], b.parts[i]];
    if (x !== y) return x < y ? -1 : 1;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (let i = 0; i < Math.min(a.pre.length, b.pre.length); i++) {
    const order = compareIdentifiers(a.pre[i] ?? '', b.pre[i] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(a.pre.length - b.pre.length);
}

function compareIdentifiers(a: string, b: string): number {
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x && y) return BigInt(a) === BigInt(b) ? 0 : BigInt(a) < BigInt(b) ? -1 : 1;
  if (x !== y) return x ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
