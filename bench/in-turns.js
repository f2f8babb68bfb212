/**
 * The median seconds of several ways to the same answer that take turns, so that a busy machine is as unkind to one as to the other: of
 * CPU where the work is in this process, else of the clock. Every other round goes backwards: what a way leaves in the caches is not
 * always met by the same one. Ways that give another answer are a mistake.
 */
export async function inTurns(work, { rounds, cpu }) {
  const seconds = Object.fromEntries(Object.keys(work).map((name) => [name, []]));
  let answer;
  for (let round = 0; round < rounds; round += 1)
    for (const [name, ask] of round % 2 === 0 ? Object.entries(work) : Object.entries(work).reverse()) {
      const began = cpu ? process.cpuUsage() : performance.now();
      const found = Number(await ask());
      const used = cpu ? process.cpuUsage(began) : undefined;
      seconds[name].push(used ? (used.user + used.system) / 1e6 : (performance.now() - began) / 1000);
      answer ??= found;
      if (found !== answer) throw new Error(`${name} finds ${found}, the others ${answer}`);
    }
  return Object.fromEntries(
    Object.entries(seconds).map(([name, all]) => [name, all.sort((a, b) => a - b)[Math.floor(all.length / 2)]]),
  );
}
