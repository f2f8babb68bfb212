/** Each caution that the report step writes, and the same in Korean; `$1` and `$2` are its numbers and names. */
const cautions: readonly (readonly [RegExp, string])[] = [
  [
    /^These numbers end at ([\d-]+ \S+ \S+), where the last pull ended, not at ([\d-]+ \S+ \S+): (.+)$/,
    '이 숫자는 마지막으로 결과를 가져온 시각($1)까지의 것이며, 요청한 시각($2)까지가 아닙니다: $3',
  ],
  [
    /^(\d+) (?:person was|people were) assigned after ([\d-]+ \S+ \S+) and are not in these numbers: (.+)$/,
    '결과를 가져온 시각($2) 이후에 배정된 $1명은 이 숫자에 들어 있지 않습니다: $3',
  ],
  [
    /^These numbers are of the experiment with the salt (.+); the campaign's salt is now (.+), under which nobody was assigned yet\.$/,
    '이 숫자는 salt가 $1인 실험의 것입니다. 캠페인의 salt는 이제 $2이며, 그 salt로는 아직 배정된 사람이 없습니다.',
  ],
  [
    /^These numbers are of the experiment with the salt (.+); the campaign's salt is now (.+)\.$/,
    '이 숫자는 salt가 $1인 실험의 것입니다. 캠페인의 salt는 이제 $2입니다.',
  ],
  [
    /^Another experiment of this campaign is not in these numbers: salt (.+), (\d+) (?:person|people) assigned from (\S+) to ([\d-]+): (.+)$/,
    '이 캠페인의 다른 실험은 이 숫자에 들어 있지 않습니다: salt $1, $3~$4에 배정된 $2명: $5',
  ],
  [
    /^Another experiment of this campaign is not in these numbers: salt (.+), (\d+) (?:person|people) assigned on ([\d-]+): (.+)$/,
    '이 캠페인의 다른 실험은 이 숫자에 들어 있지 않습니다: salt $1, $3에 배정된 $2명: $4',
  ],
  [
    /^There is no holdout\b/,
    '대조군이 없습니다. 메시지가 없었어도 같은 행동을 했을 사람이 얼마나 되는지 알 수 없습니다. experiment.holdout을 추가하세요.',
  ],
  [/^Nobody was drawn into the holdout/, '대조군에 뽑힌 사람이 없습니다. 비교하기에는 사람이 너무 적습니다.'],
  [
    /^Only (\d+) ?% of the measuring window/,
    '측정 기간이 모두에게는 아직 $1%만 지났습니다. 더 빨리 행동했다고 해서 더 많이 행동한 것은 아닙니다.',
  ],
  [
    /^The groups are not as large as they were drawn \((p = [^)]+)\)/,
    '그룹 크기가 설계한 비율과 다릅니다($1). 원인을 찾기 전에는 이 리포트의 숫자를 믿지 마세요.',
  ],
  [
    /^(\d+) (?:person|people) of the holdout (?:was|were) messaged/,
    '측정 기간 중에 대조군 $1명에게 메시지가 발송되어(어느 추첨의 메시지이든) 비교가 훼손되었습니다.',
  ],
  [
    /^(\d+) (?:person|people) of the holdout had a message of this campaign before/,
    '대조군 $1명은 뽑히기 전에 이 캠페인의 메시지를 받은 적이 있습니다. 다른 그룹에도 우연히 같은 비율로 있으므로, 차이는 메시지 한 번을 더 받은 효과입니다.',
  ],
  [
    /^There are too few events/,
    '판정하기에는 전환이 너무 적습니다. 그룹마다 5건 이상이 예상되어야 합니다. 측정 기간이 끝났으므로 더 기다려도 늘지 않습니다.',
  ],
  [/^Inconclusive is not the same/, '‘판단 불가’는 ‘효과 없음’이 아닙니다. 무엇이 가능한지는 신뢰구간이 말해 줍니다.'],
  [
    /^For (\d+) messages? it is not known/,
    '메시지 $1건은 도착했는지 알 수 없습니다. 그 사람들은 배정된 것으로 계산합니다.',
  ],
  [
    /^Fewer than (\d+) people were assigned to a message/,
    '메시지에 배정된 사람이 $1명 미만이므로 실제 값은 대략적인 추정입니다.',
  ],
  [/^Clicks are not the effect/, '클릭은 효과가 아닙니다. 대조군과의 차이만이 효과입니다.'],
];

/** A caution in Korean; one that is not known here stays in English rather than vanish. */
export function koreanCaution(caution: string): { readonly text: string; readonly known: boolean } {
  for (const [pattern, korean] of cautions) {
    const match = pattern.exec(caution);
    if (match) return { text: korean.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? ''), known: true };
  }
  return { text: caution, known: false };
}
